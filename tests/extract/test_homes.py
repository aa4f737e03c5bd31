"""Where outlets are at home: listed, by the name of the paper, by the ending of the address."""

from __future__ import annotations

import pytest

from tests.extract.desk import places_component


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("Chicago Courier", None, "Chicago"),
        ("The Boise Tribune", None, "Boise"),
        (None, "https://www.kansascity.example/a", "Kansas City"),
        (None, "https://chicago.exampletimes.example/a", "Chicago"),
        (None, "https://www.nationnews.example/a", None),
        ("Example Courier", None, None),
        (None, "https://www.chicagocourier.co.uk/a", None),
    ],
)
def test_a_paper_bears_its_towns_name(outlet: str | None, url: str | None, expected: str | None) -> None:
    """A known town that its name begins with, in the country of its address."""
    town = places_component().homes.town(outlet, url)
    assert (town.name if town else None) == expected


def test_the_name_of_a_paper_reads_no_other_names() -> None:
    """What a paper is called tells its town, but its home is what is listed, or the country of its address."""
    homes = places_component().homes
    assert homes.of("Paris Courier", None) is None
    home = homes.of("paris-courier.example.ca", None)
    assert home is not None
    assert (home.precision, home.country) == ("country", "CA")
