"""What evidence of each kind gives: points by rule, terms, ceilings, impact, confidence, and what would change it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from briefing.assess.evidence import Evidence
from briefing.assess.points import shares
from briefing.assess.prospect import would_change
from briefing.assess.rating import rate
from briefing.assess.rules import confidence, impact, likelihood
from briefing.config.schema import ThreatCategory
from briefing.models import Rating
from tests.assess.weighed import METHOD, TODAY, UNREST, evidence, happening, span, warned

FULL = METHOD.likelihood.points_a_day * 14  # what a full incident gives over the event of `evidence`


def points(*findings: Any, category: ThreatCategory = UNREST, **changes: Any) -> float:
    return likelihood(category, METHOD, evidence(*findings, **changes)).points


def rating(made: Evidence) -> Rating:
    found = rate(UNREST, METHOD, made)
    assert found is not None
    return found


def prospects(made: Evidence) -> list[str]:
    return [line.sentence for line in rating(made).would_change]


# ---- points ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "factor"),
    [
        ({}, 1),
        ({"step": "city"}, 0.5),
        ({"step": "country"}, 0.05),
        ({"step": "elsewhere"}, 0.01),
        ({"age": 90}, 0.5),
        ({"age": 180}, 0.25),
        ({"age": -20}, 1),
        ({"credibility": "2"}, 0.8),
        ({"credibility": "5"}, 0.2),
        ({"credibility": "6"}, 0.4),
        ({"status": "ongoing"}, 1),
        ({"status": "foiled"}, 0.5),
        ({"status": "alleged"}, 0.5),
        ({"status": "denied"}, 0.1),
        ({"status": "planned"}, 0.5),
        ({"age": 90, "step": "city", "credibility": "2", "status": "foiled"}, 0.1),
    ],
)
def test_an_incident_gives_points_by_age_place_credibility_and_status(changes: Any, factor: float) -> None:
    """The factors multiply; a day ahead is as good as today."""
    assert points(happening(**changes)) == pytest.approx(FULL * factor)


def test_points_grow_with_the_days_of_the_event() -> None:
    """A day's event is a fourteenth of one of two weeks."""
    one = points(happening(), ends=dt.date(2026, 6, 12))
    assert points(happening()) == pytest.approx(14 * one)


def test_a_category_that_is_bound_to_no_place_counts_what_happens_anywhere() -> None:
    """Half of a full incident at least, a whole one at a venue."""
    cyber = UNREST.model_copy(update={"place_bound": False})
    assert points(happening(step="elsewhere"), category=cyber) == pytest.approx(FULL * 0.5)
    assert points(happening(), category=cyber) == pytest.approx(FULL)


ON_THE_DAY = span(dt.date(2026, 6, 20))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"occurred": ON_THE_DAY}, 100),
        ({"occurred": ON_THE_DAY, "step": "city"}, 100),
        ({"occurred": ON_THE_DAY, "credibility": "3"}, 60),
        ({"occurred": ON_THE_DAY, "step": "country"}, 5),
        ({"occurred": ON_THE_DAY, "step": "country", "wide": True}, 50),
        ({"occurred": ON_THE_DAY, "step": "elsewhere"}, 1),
        ({"occurred": span(dt.date(2026, 6, 25), dt.date(2026, 7, 1), "week")}, 100),
        ({"occurred": span(dt.date(2026, 6, 26))}, 0),
        ({"occurred": span(dt.date(2026, 6, 11))}, 0),
        ({"occurred": span(dt.date(2026, 6, 1), dt.date(2026, 6, 30), "month")}, 0),
        ({}, 0),
        ({"targeted": True}, 100),
        ({"targeted": True, "step": "elsewhere", "wide": True}, 50),
        ({"targeted": True, "occurred": span(dt.date(2026, 6, 11))}, 0),
    ],
)
def test_an_announced_protest_counts_where_it_falls_on_the_event(changes: Any, expected: float) -> None:
    """On its days at its place; one that names the event and no day, too; on other days it gives nothing."""
    assert points(happening(type="protest", status="planned", **changes)) == pytest.approx(expected)


@pytest.mark.parametrize(("age", "expected"), [(0, 40), (30, 20), (60, 10)])
def test_a_threat_aimed_at_the_event_counts_by_its_own_rule(age: int, expected: float) -> None:
    """It halves within a month, as long as that is more than what it gives as an incident."""
    threat = happening(type="threat", targeted=True, step="elsewhere", age=age)
    assert points(threat) == pytest.approx(expected)


def test_a_threat_at_a_venue_never_gives_less_for_being_aimed_at_the_event() -> None:
    """Whichever rule gives more holds."""
    plain, aimed = (happening(type="threat", targeted=targeted) for targeted in (False, True))
    assert points(aimed) == pytest.approx(max(points(plain), 40))


def test_warnings_count_by_what_they_name_and_who_quotes_them() -> None:
    """25 points × credibility × recency where they name the event, 5 where not."""
    assert points(warned(specific=True)) == pytest.approx(20)
    assert points(warned(specific=True, credibility="1")) == pytest.approx(25)
    assert points(warned(specific=True, age=30)) == pytest.approx(10)
    assert points(warned()) == pytest.approx(4)


def test_general_warnings_have_a_common_limit() -> None:
    """Ten of them give 20 points, one that names the event comes on top."""
    many = [warned(str(number)) for number in range(10)]
    assert points(*many) == pytest.approx(20)
    assert points(*many, warned("x", specific=True)) == pytest.approx(40)


# ---- no rating, terms, ceilings --------------------------------------------------------------------------------------


def test_without_evidence_or_with_too_little_there_is_no_rating() -> None:
    """Nothing, and what gives less than a point, is a gap."""
    assert rate(UNREST, METHOD, evidence()) is None
    assert points(happening(step="elsewhere")) < METHOD.likelihood.terms.least
    assert rate(UNREST, METHOD, evidence(happening(step="elsewhere"))) is None
    assert rate(UNREST, METHOD, evidence(happening(step="country"))) is not None


@pytest.mark.parametrize("number", range(1, 5))
def test_each_band_is_reached_at_its_edge(number: int) -> None:
    """Age moves the sum of four incidents past each edge from above to below within a day."""
    band, below = METHOD.likelihood.terms.bands[number], METHOD.likelihood.terms.bands[number - 1]
    found = [happening(str(n)) for n in range(4)]
    terms = []
    for age in range(1500):
        made = evidence(*found, as_of=TODAY + dt.timedelta(days=age))
        chance = likelihood(UNREST, METHOD, made)
        terms.append((chance.points >= band.points, chance.term))
    assert (True, band.term) in terms
    assert (False, below.term) in terms
    assert all(term not in (band.term, "very likely") for reached, term in terms if not reached)


def test_what_happens_far_away_never_gives_more_than_unlikely() -> None:
    """However often, unless something lies near or names the event."""
    far = [happening(str(number), step="country") for number in range(200)]
    chance = likelihood(UNREST, METHOD, evidence(*far))
    assert METHOD.likelihood.terms.term(chance.points) == "very likely"
    assert (chance.term, [ceiling.id for ceiling in chance.ceilings]) == ("unlikely", ["far-alone"])
    assert likelihood(UNREST, METHOD, evidence(*far, happening("near", age=300))).term == "very likely"


def test_words_alone_never_give_more_than_an_even_chance() -> None:
    """Twenty speakers warn of the event, and nobody has done anything."""
    words = [warned(str(number), specific=True) for number in range(20)]
    assert likelihood(UNREST, METHOD, evidence(*words)).term == "roughly even chance"
    assert likelihood(UNREST, METHOD, evidence(*words, happening(age=300))).term == "very likely"


def test_doubtful_reports_alone_never_give_more_than_an_even_chance() -> None:
    """Ungraded and low-graded single reports, until one is confirmed."""
    claims = [happening(str(number), credibility=grade) for number, grade in enumerate("456" * 5)]
    assert likelihood(UNREST, METHOD, evidence(*claims)).term == "roughly even chance"
    assert likelihood(UNREST, METHOD, evidence(*claims, happening("x", age=300))).term == "very likely"


def test_a_ceiling_is_told() -> None:
    """The page says what the points would have given, and what held them down."""
    reasons = {
        reason.rule: reason.sentence
        for reason in rating(evidence(*[happening(str(n), step="country") for n in range(200)])).reasons
    }
    assert "“very likely”" in reasons["terms"]
    assert "at most “unlikely”" in reasons["far-alone"]


# ---- impact ----------------------------------------------------------------------------------------------------------


def harm(*findings: Any, **changes: Any) -> int:
    return impact(UNREST, METHOD, evidence(*findings, **changes)).value


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": "arrest"}, 1),
        ({"type": "arrest", "wounded": 1}, 2),
        ({"type": "arrest", "wounded": 9}, 2),
        ({"type": "arrest", "wounded": 10}, 3),
        ({"type": "arrest", "killed": 1}, 3),
        ({"type": "arrest", "killed": 2}, 3),
        ({"type": "arrest", "killed": 3}, 4),
        ({"type": "arrest", "wounded": 49}, 3),
        ({"type": "arrest", "wounded": 50}, 4),
        ({"type": "arrest", "killed": 9}, 4),
        ({"type": "arrest", "killed": 10}, 5),
        ({"type": "arrest", "wounded": 199}, 4),
        ({"type": "arrest", "wounded": 200}, 5),
        ({"type": "riot", "wounded": 1}, 4),
        ({"type": "arrest", "killed": "3–12"}, 4),
        ({"type": "arrest", "killed": 0}, 1),
    ],
)
def test_impact_is_the_types_or_the_casualties_whichever_is_more(changes: Any, expected: int) -> None:
    """On both sides of each line; of a range the lower end counts."""
    assert harm(happening(**changes)) == expected


@pytest.mark.parametrize(
    ("crowd", "kind", "expected"),
    [(None, "protest", 2), (9999, "protest", 2), (10000, "protest", 3), (50000, "assault", 4), (50000, "riot", 4)],
)
def test_a_large_crowd_raises_the_impact_but_not_to_the_top(crowd: Any, kind: str, expected: int) -> None:
    assert harm(happening(type=kind), crowd=crowd) == expected


def test_a_crowd_raises_nothing_where_harm_does_not_grow_with_it() -> None:
    """And what casualties made the gravest stays so."""
    crime = UNREST.model_copy(update={"grows_with_crowd": False})
    assert impact(crime, METHOD, evidence(happening(), crowd=50000)).value == 3
    assert harm(happening(killed=10), crowd=50000) == 5


def test_of_several_impacts_the_weightiest_counts() -> None:
    """One riot beside a dozen protests rates like protests; two riots alone like riots; equal products like the graver."""
    riot, protests = happening("r", type="riot", age=150), [happening(str(n), type="protest") for n in range(12)]
    found = impact(UNREST, METHOD, evidence(riot, *protests))
    assert [(tier.impact, tier.column) for tier in found.tiers] == [(4, 1), (2, 5)]
    assert found.value == 2
    assert harm(riot) == 4
    even = impact(
        UNREST, METHOD, evidence(happening("r", type="riot", age=150), happening("p", type="protest", credibility="3"))
    )
    assert [(tier.impact, tier.product) for tier in even.tiers] == [(4, 4), (2, 4)]
    assert even.value == 4


def test_what_is_far_or_long_past_does_not_set_the_impact() -> None:
    """An old massacre abroad beside an arrest at the venue: the arrest's; alone, the middle of the category's types."""
    far = happening("far", type="riot", killed=80, step="elsewhere")
    assert harm(far, happening("near", type="arrest")) == 1
    assert harm(*[happening(str(n), type="riot", step="elsewhere") for n in range(40)]) == 2


def test_a_warning_stands_for_the_middle_of_its_category() -> None:
    assert harm(warned(specific=True)) == 2


# ---- confidence ------------------------------------------------------------------------------------------------------


def sure(*findings: Any, **grades: str) -> str:
    return confidence(UNREST, METHOD, evidence(*findings, grades=grades)).rule.confidence


@pytest.mark.parametrize(
    ("grades", "findings", "expected"),
    [
        ("BCC", ("1", "2"), "high"),
        ("CCC", ("1", "2"), "moderate"),
        ("BBD", ("1", "2"), "moderate"),
        ("BCC", ("2", "2"), "moderate"),
        ("BCC", ("1",), "moderate"),
        ("CC", ("2",), "moderate"),
        ("CD", ("1",), "low"),
        ("A", ("2", "2", "2"), "low"),
        ("FFFFFF", ("1", "1", "1"), "low"),
        ("EEEE", ("1", "1", "1"), "low"),
    ],
)  # fmt: skip
def test_confidence_needs_graded_outlets_that_confirm(grades: str, findings: Any, expected: str) -> None:
    """Single sources and low grades hold it down, however many there are."""
    made = [happening(str(number), credibility=credibility) for number, credibility in enumerate(findings)]
    assert sure(*made, **{f"Paper {n}": grade for n, grade in enumerate(grades)}) == expected


def test_confidence_is_low_where_all_that_is_known_is_of_other_places() -> None:
    far = [happening(str(number), step="country") for number in range(5)]
    assert sure(*far, one="A", two="A", three="A") == "low"


# ---- reasons and prospects -------------------------------------------------------------------------------------------


def test_every_reason_names_a_rule_of_the_annex() -> None:
    """And every finding that gave points is cited by one."""
    from briefing.compose.annexes import method_rules

    made = evidence(
        happening("1"),
        happening("2", step="country", killed=3),
        happening("3", type="protest", status="planned", occurred=ON_THE_DAY),
        happening("4", type="threat", targeted=True, step="elsewhere"),
        warned("5", specific=True),
        warned("6"),
        crowd=20000,
    )
    reasons = rating(made).reasons
    assert {reason.rule for reason in reasons} <= {rule.id for rule in method_rules(METHOD)}
    cited = {key for reason in reasons for key in reason.finding_ids}
    assert cited == {key for share in shares(UNREST, METHOD, made) for key in share.ids}
    told = sum(
        float(match[1])
        for r in reasons
        if r.rule != "weighing" and (match := re.search(r": ([\d.]+) points", r.sentence))
    )
    assert told == pytest.approx(likelihood(UNREST, METHOD, made).points, abs=0.3)


def test_what_would_raise_it_is_what_raises_it() -> None:
    """One incident less than the sentence says changes nothing; as many as it says give its term."""
    made = evidence(happening(age=60))
    (raising, *_) = prospects(made)
    assert "would raise the likelihood to “roughly even chance”" in raising
    assert "one more incident within 10 km of a venue, confirmed by a second outlet" in raising
    later = replace(made, as_of=TODAY + dt.timedelta(days=7))
    one = replace(later, happenings=(*made.happenings, happening("new", age=-7)))
    assert likelihood(UNREST, METHOD, later).term == "unlikely"
    assert likelihood(UNREST, METHOD, one).term == "roughly even chance"


def test_what_would_lower_it_names_the_finding() -> None:
    """It rests on the weightiest: without it the term is the one of the rest."""
    made = evidence(happening("old", age=200), happening("new"))
    line = next(line for line in rating(made).would_change if "Without" in line.sentence)
    assert line.finding_ids == ("i-new",)
    assert "the likelihood would be “very unlikely”" in line.sentence
    assert likelihood(UNREST, METHOD, evidence(happening("old", age=200))).term == "very unlikely"
    (alone, *_) = (line for line in rating(evidence(happening())).would_change if "rests" in line.sentence)
    assert alone.finding_ids == ("i-1",)


def test_age_alone_lowers_it_on_a_day_within_the_event() -> None:
    """The day before, the term is still the present one."""
    made = evidence(happening("1", age=5), happening("2", age=5))
    line = next(sentence for sentence in prospects(made) if "age alone" in sentence)
    found = re.search(r"on (\d+) June 2026 to “([a-z ]+)”", line)
    assert found is not None
    day = dt.date(2026, 6, int(found[1]))
    assert likelihood(UNREST, METHOD, replace(made, as_of=day)).term == found[2]
    before = replace(made, as_of=day - dt.timedelta(days=1))
    assert likelihood(UNREST, METHOD, before).term == rating(made).likelihood


def test_what_would_make_it_graver_and_surer() -> None:
    """The next line of casualties, and the confirmation that is lacking."""
    sentences = prospects(evidence(happening(credibility="2"), ends=dt.date(2026, 6, 12)))
    assert "An incident at a venue with 3 killed or 50 wounded would raise the impact to 4." in sentences
    assert (
        "A further independent outlet graded C or better that confirms one of these findings would make confidence in the evidence "
        "moderate."
    ) in sentences


def test_what_cannot_be_raised_is_not_said_to_be() -> None:
    """At the top nothing raises it; a kind that five of would not do is left out; where none does, the page says so."""
    top = evidence(
        *[happening(str(number), type="riot", killed=10) for number in range(5)], grades={"A": "B", "B": "B", "C": "B"}
    )
    assert not [sentence for sentence in prospects(top) if "raise" in sentence or "make" in sentence]
    short = prospects(evidence(happening(age=10), ends=dt.date(2026, 6, 12)))
    assert any("a further threat aimed at the event" in sentence for sentence in short)
    assert not any("more incident" in sentence for sentence in short)
    modest = METHOD.model_copy(update={"prospect": METHOD.prospect.model_copy(update={"most": 1})})
    calm = UNREST.model_copy(update={"incident_types": UNREST.incident_types[:2]})
    lines = would_change(calm, modest, evidence(happening(age=100), ends=dt.date(2026, 6, 12)))
    assert "Within 7 days no further finding of any kind would raise the likelihood." in [
        line.sentence for line in lines
    ]


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    made = evidence(happening("1"), happening("2", step="city"), warned("3", specific=True))
    found = rating(made)
    for line in (*found.reasons, *found.would_change):
        assert not ("confidence" in line.sentence and ("likelihood" in line.sentence or "points" in line.sentence))
