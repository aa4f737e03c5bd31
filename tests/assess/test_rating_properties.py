"""Whatever the evidence: one more finding never lowers a likelihood, age and distance never raise it, a lower grade never makes surer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.assess.evidence import STEPS, Evidence, Happening, Spoken
from briefing.assess.prospect import would_change
from briefing.assess.rating import rate
from briefing.assess.rules import confidence, likelihood
from briefing.config.schema import ThreatCategory
from tests.assess.weighed import METHOD, TODAY, UNREST, evidence, happening, span, warned

GRADES = "ABCDEF"
CYBER = UNREST.model_copy(update={"id": "cyber", "place_bound": False})
some = settings(max_examples=80, deadline=None, derandomize=True)


@st.composite
def happenings(draw: st.DrawFn) -> Happening:
    status = draw(st.sampled_from(("occurred", "ongoing", "planned", "foiled", "alleged", "denied")))
    when = draw(st.none() | st.integers(0, 40).map(lambda days: span(TODAY + dt.timedelta(days=days))))
    return happening(
        str(draw(st.integers(0, 10**6))),
        age=draw(st.integers(0, 365)),
        step=draw(st.sampled_from(STEPS)),
        type=draw(st.sampled_from(("riot", "assault", "protest", "threat", "arrest"))),
        status=status,
        credibility=draw(st.sampled_from("123456")),
        targeted=draw(st.booleans()),
        wide=draw(st.booleans()),
        killed=draw(st.integers(0, 12)),
        **({"occurred": when} if when else {}),
    )


@st.composite
def warnings(draw: st.DrawFn) -> Spoken:
    return warned(
        str(draw(st.integers(0, 10**6))),
        age=draw(st.integers(0, 365)),
        credibility=draw(st.sampled_from("123456")),
        specific=draw(st.booleans()),
    )


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    grades = draw(st.dictionaries(st.sampled_from(("One", "Two", "Three", "Four")), st.sampled_from(GRADES)))
    return evidence(
        *draw(st.lists(happenings(), max_size=6)),
        *draw(st.lists(warnings(), max_size=6)),
        grades=grades,
        ends=dt.date(2026, 6, 12) + dt.timedelta(days=draw(st.integers(0, 30))),
        crowd=draw(st.none() | st.integers(1, 100_000)),
    )


categories = st.sampled_from((UNREST, CYBER))


@some
@given(categories, evidences(), happenings() | warnings())
def test_one_more_finding_never_lowers_the_likelihood(
    category: ThreatCategory, made: Evidence, finding: Happening | Spoken
) -> None:
    """Neither the points nor the term, ceilings included."""
    before = likelihood(category, METHOD, made)
    if isinstance(finding, Happening):
        after = likelihood(category, METHOD, replace(made, happenings=(*made.happenings, finding)))
    else:
        after = likelihood(category, METHOD, replace(made, spoken=(*made.spoken, finding)))
    assert after.points >= before.points - 1e-9
    assert after.rank >= before.rank


@some
@given(categories, evidences(), st.integers(0, 5), st.integers(1, 400))
def test_an_older_finding_never_raises_the_likelihood(
    category: ThreatCategory, made: Evidence, number: int, days: int
) -> None:
    """One of them older, or all of them."""
    back = dt.timedelta(days=days)
    found = [replace(h, day=h.day - back) if n == number else h for n, h in enumerate(made.happenings)]
    said = [replace(s, day=s.day - back) if n == number else s for n, s in enumerate(made.spoken)]
    older = replace(made, happenings=tuple(found), spoken=tuple(said))
    later = replace(made, as_of=made.as_of + back)
    now = likelihood(category, METHOD, made).rank
    assert likelihood(category, METHOD, older).rank <= now
    assert likelihood(category, METHOD, later).rank <= now


@some
@given(categories, evidences(), st.integers(0, 5))
def test_a_farther_finding_never_raises_the_likelihood(category: ThreatCategory, made: Evidence, number: int) -> None:
    """Each step outwards gives as much or less."""
    now = likelihood(category, METHOD, made)
    for step in range(len(STEPS) - 1):
        found = tuple(
            replace(h, step=STEPS[min(STEPS.index(h.step) + step + 1, 3)]) if n == number else h
            for n, h in enumerate(made.happenings)
        )
        then = likelihood(category, METHOD, replace(made, happenings=found))
        assert then.points <= now.points + 1e-9
        assert then.rank <= now.rank


@some
@given(categories, evidences(), st.integers(0, 5))
def test_a_doubted_finding_never_raises_the_likelihood(category: ThreatCategory, made: Evidence, number: int) -> None:
    """From confirmed to improbable, each step gives as much or less."""
    now = likelihood(category, METHOD, made).rank
    found = tuple(
        replace(h, group=replace(h.group, credibility="5")) if n == number else h for n, h in enumerate(made.happenings)
    )
    assert likelihood(category, METHOD, replace(made, happenings=found)).rank <= now


@some
@given(categories, evidences(), st.sampled_from(("One", "Two", "Three", "Four")), st.sampled_from(GRADES))
def test_a_lower_grade_never_makes_surer(category: ThreatCategory, made: Evidence, outlet: str, grade: str) -> None:
    """Nor does an outlet that no longer reports it."""
    if outlet not in made.grades:
        return
    order = ("low", "moderate", "high")
    now = order.index(confidence(category, METHOD, made).rule.confidence)
    lower = max(grade, made.grades[outlet])
    for grades in (
        {**made.grades, outlet: lower},
        {name: held for name, held in made.grades.items() if name != outlet},
    ):
        assert order.index(confidence(category, METHOD, replace(made, grades=grades)).rule.confidence) <= now


@some
@given(categories, evidences())
def test_a_rating_is_complete_and_its_sentences_are_whole(category: ThreatCategory, made: Evidence) -> None:
    """Evidence in any order gives the same rating, and every sentence ends."""
    found = rate(category, METHOD, made)
    assert found == rate(
        category, METHOD, replace(made, happenings=made.happenings[::-1], spoken=made.spoken[::-1])
    ) or len({h.group.lead for h in made.happenings}) < len(made.happenings)
    if found is None:
        assert likelihood(category, METHOD, made).points < METHOD.likelihood.terms.least
        return
    assert found.level == METHOD.level(found.likelihood, found.impact)
    assert {"terms", "severity"} <= {reason.rule for reason in found.reasons}
    for line in (*found.reasons, *found.would_change):
        assert line.sentence.endswith(".")
        assert "  " not in line.sentence


@some
@given(categories, evidences())
def test_every_sentence_on_what_would_raise_it_names_another_term(category: ThreatCategory, made: Evidence) -> None:
    """None says that the term that stands would be reached."""
    now = likelihood(category, METHOD, made)
    if not now.term:
        return
    for line in would_change(category, METHOD, made):
        assert f"to “{now.term}”" not in line.sentence
        assert f"be “{now.term}”" not in line.sentence
