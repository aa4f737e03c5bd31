"""Places in titles: told by the words beside them, in sentences and where every word is capitalised."""

from __future__ import annotations

import pytest

from briefing.extract.headlines import headline_finds, site_home
from tests.extract.desk import places_component


def told(title: str) -> list[tuple[str, str]]:
    """(name, role) of each place in a title."""
    return [(find.name, find.role) for find in headline_finds(title, places_component().gazetteer, frozenset())]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Two Hurt In Blaze At Warehouse In Long Beach", [("Long Beach", "in")]),
        ("Leeds man jailed for arson", [("Leeds", "agency")]),
        ("Police: Girl, 10, Hurt on Chicago's Northwest Side", [("Chicago", "possessive")]),
        ("Boy hurt in north Raleigh", [("Raleigh", "in")]),
        ("Fire near Rambouillet, police say", [("Rambouillet", "near")]),
        ("Poplar Bluff teen recovering - WXYZ Charlotte", [("Poplar Bluff", "agency")]),
        ("Man shot in the leg in March", []),
        ("Blaze at Oxford University", []),
    ],
)
def test_places_of_a_title(title: str, expected: list[tuple[str, str]]) -> None:
    """Names with their roles; months, universities and the site's own name are none."""
    assert told(title) == expected


def test_the_site_tells_its_home() -> None:
    """A town with its state behind the last dash is where the site is; one in the headline is not."""
    gazetteer = places_component().gazetteer
    home = site_home("Man found dead - Channel 6 - Columbus, GA News", gazetteer)
    assert home is not None
    assert (home.name, home.admin) == ("Columbus", "Georgia")
    assert site_home("Man found dead in Columbus, GA", gazetteer) is None
