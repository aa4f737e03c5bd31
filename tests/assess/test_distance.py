"""Places with an event in mind: which reading is taken, how far it lies, and what is said of it."""

from __future__ import annotations

import dataclasses

import pytest

from briefing.assess.distance import called, choose, nearest
from briefing.models import PlacePrecision, Where
from tests.making import candidate, event, lyon, place


def shared() -> Where:
    """A name that a far town and one near the venue bear, the far one slightly likelier."""
    far = candidate("Aubrac", "US", 40.0, -80.0, score=0.5)
    near = candidate("Aubrac", "FR", 45.75, 4.85, score=0.4)
    return dataclasses.replace(place("Aubrac", "US", 40.0, -80.0), candidates=(far, near))


def test_the_event_chooses_between_close_readings_and_the_reason_says_so() -> None:
    """Where the article names a host city, the reading near the venue is taken; the finding keeps its own."""
    own = shared()
    chosen = choose(event(), own, city_named=True, country_named=True)
    assert chosen is not None
    assert (chosen.country, chosen.lat) == ("FR", 45.75)
    assert called(chosen, own).startswith("Aubrac (of the places of that name")
    assert called(own, own) == "Aubrac"


def test_an_article_that_names_no_host_city_keeps_its_reading() -> None:
    """Neither a city nor a country named: nothing is chosen."""
    own = shared()
    assert choose(event(), own, city_named=False, country_named=False) is own


def test_a_reading_that_is_far_less_likely_is_not_chosen() -> None:
    """The event's prior decides between close ones alone."""
    own = shared()
    sure = dataclasses.replace(own, candidates=(dataclasses.replace(own.candidates[0], score=0.9), own.candidates[1]))
    assert choose(event(), sure, city_named=True, country_named=True) is sure


@pytest.mark.parametrize("precision", ["region", "country"])
def test_a_region_has_no_distance(precision: PlacePrecision) -> None:
    """What is wider than a city lies at no distance."""
    wide = dataclasses.replace(lyon(), precision=precision)
    assert nearest(event(), wide) is None
    assert nearest(event(), lyon()) is not None
