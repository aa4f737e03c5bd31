"""Which findings bear on an event, rule by rule, on records made by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from briefing.assess.bearing import Watch
from briefing.models import Bearing
from tests.making import (
    AS_OF,
    article,
    candidate,
    day,
    event,
    findings,
    incident,
    lyon,
    place,
    statement,
    workspace,
)

AT_HOME = "Courrier"
"""An outlet of the country in which the event is held."""


def judge(source: Any, *found: Any, **changes: Any) -> list[Bearing]:
    watch = Watch(event(**changes), workspace(), AS_OF.date())
    return list(watch.judge(source, findings(source, *found)))


def rules(bearing: Bearing) -> set[str]:
    return {way.rule for way in bearing.ways}


def test_an_incident_within_a_radius_bears_and_says_how_far_it_lies() -> None:
    source = article("A bombing hit Lyon.")
    (bearing,) = judge(source, incident(source, "bombing", place=lyon()))
    assert bearing.section == "current"
    assert rules(bearing) == {"in-radius", "in-host-city"}
    assert bearing.distance_km == pytest.approx(0, abs=0.1)
    assert "0 km from Stade Aubrac" in bearing.ways[0].reason


def test_an_incident_elsewhere_does_not_bear_unless_its_article_names_the_event() -> None:
    marseille = place("Marseille", "FR", 43.2965, 5.3698)
    source = article("A bombing hit Marseille.")
    (far,) = judge(source, incident(source, "bombing", place=marseille))
    assert (far.section, far.ways) == ("none", ())
    naming = article("A bombing hit Marseille.\n\nThe Rhône Cup goes on.")
    (bearing,) = judge(naming, incident(naming, "bombing", place=marseille))
    assert (bearing.section, rules(bearing)) == ("current", {"names-event"})


@pytest.mark.parametrize(
    "where", [place("Lille", "FR", 50.63, 3.07), place("Geneva", "CH", 46.2, 6.15, precision="country")]
)
@pytest.mark.parametrize("background", [False, True])
def test_far_away_a_name_counts_only_close_by(where: Any, background: Any) -> None:
    """An article that names the event in passing ties nothing to it that lies abroad or more than 300 km from every venue."""
    passing = article("Shops stayed closed.\n\nA bombing hit the north.\n\nThe Rhône Cup goes on.", outlet=AT_HOME)
    item = incident(passing, "bombing", place=where, background=background)
    assert judge(passing, item)[0].ways == ()
    about = article("The Rhône Cup goes on.\n\nShops stayed closed.\n\nA bombing hit the north.")
    expected = "precedent" if background else "current"
    if not (background and where.country == "CH"):
        assert judge(about, incident(about, "bombing", place=where, background=background))[0].section == expected


def test_what_its_country_has_seen_is_recalled_from_abroad_for_a_reason() -> None:
    """In the precedents of a host country, news from elsewhere that names the event anywhere is enough."""
    source = article("Shops stayed closed.\n\nA bombing hit the north.\n\nThe Rhône Cup goes on.")
    lille = place("Lille", "FR", 50.63, 3.07)
    (bearing,) = judge(source, incident(source, "bombing", place=lille, background=True))
    assert (bearing.section, rules(bearing)) == ("precedent", {"background-host-country"})


@pytest.mark.parametrize(
    ("words", "rule"),
    [("Stade Aubrac", "names-venue"), ("Team Ardent", "names-participant"), ("RC26", "names-event")],
)
def test_naming_a_venue_a_participant_or_an_alias_is_a_way_of_its_own(words: Any, rule: Any) -> None:
    source = article(f"A bombing hit the coast. {words} was not touched.")
    (bearing,) = judge(source, incident(source, "bombing"))
    assert rules(bearing) == {rule}


def test_an_acronym_in_small_letters_is_another_word() -> None:
    source = article("A bombing hit the coast. An rc26 valve broke.")
    (bearing,) = judge(source, incident(source, "bombing"))
    assert bearing.section == "none"


def test_a_type_that_no_watched_category_lists_does_not_bear() -> None:
    source = article("A shooting in Lyon.")
    (bearing,) = judge(source, incident(source, "shooting", type="shooting", place=lyon()), threats=["terrorism"])
    assert (bearing.categories, bearing.section) == ((), "none")


def test_an_excluded_sense_of_the_trigger_does_not_count() -> None:
    source = article("The film bombed at the box office in Lyon.")
    (bearing,) = judge(source, incident(source, "bombed", place=lyon()))
    assert bearing.section == "none"


def test_a_hypothetical_never_bears() -> None:
    source = article("A bombing in Lyon would be grave.")
    (bearing,) = judge(source, incident(source, "bombing", place=lyon(), status="hypothetical"))
    assert bearing.section == "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The Rhône Cup recalls the bombing in Lyon.", "precedent"), ("A court recalls the bombing in Lyon.", "none")],
)
def test_background_bears_only_in_an_article_that_names_the_event(text: Any, expected: Any) -> None:
    source = article(text)
    old = incident(source, "bombing", place=lyon(), background=True, occurred=day("2015-11-13"))
    (bearing,) = judge(source, old)
    assert bearing.section == expected


def test_an_incident_older_than_the_look_back_window_is_background() -> None:
    source = article("A bombing in Lyon before the Rhône Cup.", published="2025-06-02")
    item = incident(source, "bombing", place=lyon(), occurred=day("2025-06-01"))
    assert judge(source, item)[0].section == "precedent"
    assert judge(source, item, look_back_days=400)[0].section == "current"


def test_an_undated_article_is_never_current() -> None:
    source = article("A bombing in Lyon.", published=None)
    (bearing,) = judge(source, incident(source, "bombing", place=lyon()))
    assert bearing.section == "none"


def test_among_close_candidates_the_one_in_the_host_country_is_taken_and_the_finding_keeps_its_own() -> None:
    source = article("A bombing in Saint-Denis. The Rhône Cup is near.")
    where = place("Saint-Denis", "RE", -20.88, 55.45, candidate("Saint-Denis", "FR", 48.94, 2.36, score=0.8))
    item = incident(source, "bombing", place=where)
    (bearing,) = judge(source, item)
    assert bearing.place is not None
    assert bearing.place.country == "FR"
    assert item.place is not None
    assert item.place.country == "RE"


def test_a_poor_candidate_is_not_taken_for_the_events_sake() -> None:
    source = article("A bombing in Springfield.")
    where = place("Springfield", "US", 39.8, -89.6, candidate("Springfield", "FR", *(45.76, 4.83), score=0.2))
    (bearing,) = judge(source, incident(source, "bombing", place=where))
    assert bearing.section == "none"


def test_a_namesake_of_the_host_city_far_from_it_is_not_the_host_city() -> None:
    source = article("A bombing in Lyon.")
    (bearing,) = judge(source, incident(source, "bombing", place=place("Lyon", "FR", 48.0, -1.0)))
    assert bearing.section == "none"


def test_a_statement_bears_when_it_speaks_of_the_host_country_in_an_article_that_names_the_event() -> None:
    source = article("Rhône Cup starts on Friday.\n\nAnna Weil said France faces a terrorist threat.")
    said = statement(source, "France faces a terrorist threat", "Anna Weil")
    (bearing,) = judge(source, said)
    assert (bearing.section, rules(bearing)) == ("current", {"speaks-of-host-country"})
    passing = "Anna Weil said France faces a terrorist threat.\n\nThe Rhône Cup starts on Friday."
    for outlet, section in (("Wire", "current"), (AT_HOME, "none")):  # its own country an outlet names for many reasons
        told = article(passing, outlet=outlet)
        assert judge(told, statement(told, "France faces a terrorist threat", "Anna Weil"))[0].section == section
    unnamed = article("Anna Weil said France faces a terrorist threat.")
    assert judge(unnamed, statement(unnamed, "France faces a terrorist threat", "Anna Weil"))[0].section == "none"


def test_a_statement_that_fits_no_category_does_not_bear() -> None:
    source = article("Anna Weil said the Rhône Cup would delight France.")
    (bearing,) = judge(source, statement(source, "the Rhône Cup would delight France", "Anna Weil"))
    assert bearing.section == "none"


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Police foiled a plot against the Rhône Cup.", True),
        ("Police foiled a plot in Lyon for 12 June.", True),
        ("Police foiled a plot in Lyon.\n\nThe Rhône Cup starts on 12 June.", False),
    ],
)
def test_specific_needs_the_event_or_city_and_date_in_the_same_paragraph(text: Any, specific: Any) -> None:
    source = article(text)
    (bearing,) = judge(source, incident(source, "plot", type="plot", status="foiled", place=lyon()))
    assert bool(bearing.specific) is specific


def test_an_old_report_is_not_specific() -> None:
    source = article("Police foiled a plot against the Rhône Cup.", published="2026-01-02")
    (bearing,) = judge(source, incident(source, "plot", type="plot", status="foiled", place=lyon()))
    assert bearing.section == "current"
    assert bearing.specific is None


def test_a_warning_that_names_the_event_is_specific() -> None:
    source = article("Anna Weil warned of a bomb attack on the Rhône Cup.")
    said = statement(source, "a bomb attack on the Rhône Cup", "Anna Weil", cue_kind="warning")
    (bearing,) = judge(source, said)
    assert bearing.specific == "its paragraph names Rhône Cup"
    plain = dataclasses.replace(said, cue_kind="reporting")
    assert judge(source, plain)[0].specific is None


def test_a_statement_bears_in_an_article_that_tells_of_the_host_city_and_names_the_event() -> None:
    source = article(
        "LYON — Shops closed early.\n\nAnna Weil said bombs were found.\n\nThe Rhône Cup starts on Friday."
    )
    (bearing,) = judge(source, statement(source, "bombs were found", "Anna Weil"))
    assert rules(bearing) == {"tells-of-host-city"}
    elsewhere = article("Shops closed early.\n\nAnna Weil said bombs were found.\n\nThe Rhône Cup starts on Friday.")
    assert judge(elsewhere, statement(elsewhere, "bombs were found", "Anna Weil"))[0].section == "none"


def test_an_ambiguous_name_moves_into_a_radius_only_where_the_article_names_a_host_city() -> None:
    where = place("Lawndale", "US", 33.9, -118.4, candidate("Lawndale", "FR", 45.77, 4.84, score=0.9))
    plain = article("A bombing in Lawndale.")
    assert judge(plain, incident(plain, "bombing", place=where))[0].section == "none"
    naming = article("A bombing in Lawndale, a part of Lyon.")
    assert rules(judge(naming, incident(naming, "bombing", place=where))[0]) == {"in-radius"}


def test_a_paragraph_on_the_city_of_another_watched_event_is_not_of_this_one() -> None:
    """An article on two events at once tells of each where it names its city."""
    source = article(
        "LYON — Two cities brace for crowds.\n\nIn Turin, Anna Weil said bombs were found.\n\nThe Rhône Cup starts on Friday."
    )
    said = statement(source, "bombs were found", "Anna Weil")
    assert judge(source, said)[0].section == "current"
    fair = event(id="fair", name="Turin Fair", aliases=(), venues=[{"name": "Hall", "city": "Turin", "country": "IT"}])
    both = workspace().model_copy(update={"events": (event(), fair)})
    assert Watch(event(), both, AS_OF.date()).judge(source, findings(source, said))[0].section == "none"


def test_a_text_without_paragraphs_is_close_to_nothing_far_off() -> None:
    """A name many sentences away is no name close by, though no blank line stands between."""
    lille = place("Lille", "FR", 50.63, 3.07)
    for apart, expected in ((1, "current"), (40, "none")):
        source = article(
            "Shops stayed closed. " * 60
            + "A bombing hit Lille. "
            + "Rain fell. " * apart * 2
            + "The Rhône Cup goes on."
        )
        assert judge(source, incident(source, "bombing", place=lille))[0].section == expected


def test_the_host_s_people_are_no_host_at_home() -> None:
    """What an outlet of the host country says of its people it says of many things; one from abroad means the country."""
    source = "Shops closed.\n\nAnna Weil said that in French towns bombs were found, as the Rhône Cup nears."
    for outlet, section in (("Wire", "current"), (AT_HOME, "none")):
        told = article(source, outlet=outlet)
        assert judge(told, statement(told, "bombs were found", "Anna Weil"))[0].section == section
