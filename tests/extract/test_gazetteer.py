"""The gazetteer: names to places, best known first; near places; known places and countries before all."""

from __future__ import annotations

import pickle
import sqlite3
from pathlib import Path

import pytest

from briefing.config.schema import Countries, Places
from briefing.errors import ExtractError
from briefing.extract.gazetteer import Gazetteer, fold
from briefing.geography import distance_km
from tests.extract.desk import listed


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The shipped file with the shipped lists."""
    return Gazetteer(
        countries=Countries.model_validate(listed("countries.yaml")),
        places=Places.model_validate(listed("places.yaml")),
    )


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Cannes", "FR", "city"),
        ("Rambouillet", "FR", "city"),
        ("Deauville", "FR", "city"),
        ("Cleveland", "US", "city"),
        ("PARIS", "FR", "city"),
        ("Saint-Étienne", "FR", "city"),
        ("St. Louis", "US", "city"),
        ("N’Djamena", "TD", "city"),
        ("Kiev", "UA", "city"),
        ("Ghent", "BE", "city"),
        ("Ohio", "US", "region"),
        ("Ga.", "US", "region"),
        ("Scotland", "GB", "region"),
        ("Ivory Coast", "CI", "country"),
        ("Holland", "NL", "country"),
        ("U.S.", "US", "country"),
        ("Quantico", "US", "point"),
        ("Gleneagles", "GB", "point"),
        ("Kananaskis", "CA", "point"),
        ("New York", "US", "city"),
        ("B.C.", "CA", "region"),
        ("Zhejiang", "CN", "region"),
        ("Harwinton", "US", "city"),
        ("Darfur", "SD", "region"),
    ],
)
def test_the_best_known_bearer_of_a_name_comes_first(
    gazetteer: Gazetteer, name: str, country: str, precision: str
) -> None:
    """Country and kind of the first candidate; its score is the highest."""
    found = gazetteer.lookup(name)
    assert (found[0].country, found[0].precision) == (country, precision)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_a_name_that_nothing_bears(gazetteer: Gazetteer) -> None:
    """Nothing found is an empty tuple, and a demonym is no place."""
    assert gazetteer.lookup("Xyzzyville") == gazetteer.lookup("") == gazetteer.lookup("…") == ()
    assert gazetteer.lookup("Frenchman") == ()
    assert gazetteer.country("Frenchman") == "FR"


def test_a_city_of_a_country(gazetteer: Gazetteer) -> None:
    """A country narrows the choice; without such a city there is none."""
    french, american = gazetteer.city("Saint-Denis", "FR"), gazetteer.city("Paris", "US")
    assert french is not None
    assert french.admin == "Île-de-France"
    assert american is not None
    assert american.admin == "Texas"
    assert gazetteer.city("Paris", "JP") is None


def test_counties(gazetteer: Gazetteer) -> None:
    """Second-order divisions are found by name, with the state as `admin`."""
    county = gazetteer.region("Starr County", "US")
    assert county is not None
    assert county.admin == "Texas"


def test_near_places(gazetteer: Gazetteer) -> None:
    """Nearest first, none farther than asked."""
    found = gazetteer.near(43.5513, 7.0128, 8)
    away = [distance_km(43.5513, 7.0128, place.lat, place.lon) for place in found]
    assert found[0].name == "Cannes"
    assert away == sorted(away)
    assert away[-1] <= 8


def test_distances() -> None:
    """Paris to London is 344 km, give or take one; a quarter of the equator is 10,007.5 km."""
    assert distance_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343.6, abs=1)
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.5, abs=1)


def test_folding() -> None:
    """Case, accents and punctuation do not tell names apart."""
    assert fold("Saint-Étienne") == fold("SAINT ETIENNE") == "saint etienne"
    assert fold("St. Denis") == "saint denis"
    assert fold("İzmir") == "izmir"


def test_it_travels_to_worker_processes(gazetteer: Gazetteer) -> None:
    """A pickled gazetteer opens the file anew and answers the same."""
    other = pickle.loads(pickle.dumps(gazetteer))
    assert other.lookup("Cannes") == gazetteer.lookup("Cannes")


def test_the_file_is_never_written(gazetteer: Gazetteer) -> None:
    """The file is opened immutable: writing fails."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer._rows("DELETE FROM names")


def test_a_missing_or_wrong_file_is_named(tmp_path: Path) -> None:
    """The error names the file and says how it is built."""
    with pytest.raises(ExtractError, match=r"none\.sqlite.*missing") as missing:
        Gazetteer(tmp_path / "none.sqlite")
    assert missing.value.hint == "run `python training/gazetteer.py`"
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(b"not a database at all")
    with pytest.raises(ExtractError, match="not a gazetteer"):
        Gazetteer(wrong)


def test_the_credit_is_in_the_file(gazetteer: Gazetteer) -> None:
    """The file says where its data come from."""
    assert "GeoNames, CC BY 4.0" in gazetteer.meta["source"]
    assert int(gazetteer.meta["places"]) > 200_000


@pytest.mark.parametrize(
    ("name", "lat", "lon"), [("United States", 39.8, -98.5), ("Russia", 60, 100), ("Texas", 31.3, -99.3), ("Alberta", 53.0, -114.5)]
)  # fmt: skip
def test_wide_places_lie_in_their_middle(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    """Countries by convention, divisions by the middle of their settled land: not where most people live."""
    place = gazetteer.lookup(name)[0]
    assert distance_km(place.lat, place.lon, lat, lon) < 161


def test_a_known_place_leaves_its_namesakes(gazetteer: Gazetteer) -> None:
    """Manhattan is New York's first, and Kansas has one."""
    assert [place.admin for place in gazetteer.lookup("Manhattan")[:2]] == ["New York", "Kansas"]
