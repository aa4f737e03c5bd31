"""A name goes in, the places of the world that bear it come out, best known first; reads the shipped SQLite file only.

The file is built by `training/gazetteer.py` from GeoNames data (CC BY 4.0): populated places from 500 people, first- and
second-order divisions, countries. Coordinates are stored as ten-thousandths of a degree (about 11 m). It is opened
immutable and read-only, once a process, so that any number of worker processes share it without locks.
"""

from __future__ import annotations

import math
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefing.config.schema import Countries, Places
from briefing.errors import ExtractError
from briefing.geography import distance_km
from briefing.models import PlaceCandidate, PlacePrecision

SHIPPED = Path(__file__).parent / "data" / "places.sqlite"
FORMAT = "1"

# How a name is borne: by a known place of the lists, a country, as the usual name, as another name, as another name where
# a place of the same country has it as its usual one.
KNOWN, COUNTRY, EXACT, ALTERNATE, FORMER = range(5)
_NAME_WEIGHTS = {ALTERNATE: 0.1, FORMER: 0.01}
KNOWN_TIMES = 3.0  # a known place counts for so much more than all others of its name
SAME_PLACE_KM = 60  # a known place of the lists stands for what the file has of its name so near
_SHORT_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form under which names are looked up: no case, accents or punctuation; "St. Denis" and "Saint-Denis" are one.

    >>> fold("Saint-Étienne"), fold("Ft. Worth"), fold("N’Djamena")
    ('saint etienne', 'fort worth', 'ndjamena')
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʼ", "'").replace("'", ""))
    plain = "".join(letter for letter in plain.casefold() if not unicodedata.combining(letter))
    words = _WORD.findall(plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    if len(words) > 1 and words[0] in _SHORT_WORDS:
        words[0] = _SHORT_WORDS[words[0]]
    return " ".join(words)


class Gazetteer:
    """Look-ups by name. `lookup` costs about 20 µs the first time, and nothing again (65,536 names are kept)."""

    def __init__(
        self, path: Path = SHIPPED, *, countries: Countries | None = None, places: Places | None = None
    ) -> None:
        self.path = path
        self._countries = countries
        self._places = places
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._cache: dict[str, tuple[PlaceCandidate, ...]] = {}
        if not path.is_file():
            raise ExtractError(f"{path}: the gazetteer is missing", hint="run `python training/gazetteer.py`")
        self._check()
        self._admins = self._read_admins()
        self._country_entries = self._read_countries()
        self._country_names, self._country_words = self._name_countries()
        self._known = self._name_known_places()

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.path, self._countries, self._places))

    # ---- looking up --------------------------------------------------------------------------------------------------

    def lookup(self, name: str) -> tuple[PlaceCandidate, ...]:
        """Every place that bears this name, best known first; `score` is its share of prominence in 0–1.

        Order: known places of `config/places.yaml`, then countries, then exact names by prominence, then alternate
        names. Case and accents are ignored; an empty tuple where nothing bears the name.
        """
        key = fold(name)
        found = self._cache.get(key)
        if found is None:
            found = self._ranked(key) if key else ()
            if len(self._cache) >= 65536:
                self._cache.clear()
            self._cache[key] = found
        return found

    def city(self, name: str, country: str) -> PlaceCandidate | None:
        """The best known city or point of that name in a country (ISO 3166-1 alpha-2), None where there is none."""
        fitting = (c for c in self.lookup(name) if c.country == country and c.precision in ("city", "point"))
        return next(fitting, None)

    def region(self, name: str, country: str) -> PlaceCandidate | None:
        """The best known division of that name in a country, None where there is none."""
        return next((c for c in self.lookup(name) if c.country == country and c.precision == "region"), None)

    def country(self, name: str) -> str | None:
        """The code of the country that is called so, by name, alias or demonym; None where none is."""
        return self._country_words.get(fold(name))

    def is_people(self, name: str) -> bool:
        """Whether a name is that of a country's people, and no country's."""
        return fold(name) in self._country_words and fold(name) not in self._country_names

    def land(self, name: str) -> PlaceCandidate | None:
        """The country that is called so, by name, alias or demonym, as a place; None where none is."""
        return self.land_of(self.country(name) or "")

    def land_of(self, code: str) -> PlaceCandidate | None:
        """The country of a code (ISO 3166-1 alpha-2), as a place; None where there is none."""
        return self._country_entries.get(code)

    def near(self, lat: float, lon: float, km: float) -> tuple[PlaceCandidate, ...]:
        """Populated places within `km` of a point in degrees, nearest first. Scans a band of latitude: some 50 ms."""
        band = math.ceil(km / 111.19 * 10_000) + 1
        centre = round(lat * 10_000)
        query = "SELECT id, name, admin, lat, lon, population FROM places WHERE lat BETWEEN ? AND ?"
        measured = []
        for number, name, admin, south, west, population in self._rows(query, centre - band, centre + band):
            division = self._admins[admin]
            place = _candidate(str(number), name, division.country, division.name, south, west, population, "city")
            away = distance_km(lat, lon, place.lat, place.lon)
            if away <= km:
                measured.append((away, number, place))
        return tuple(place for _, _, place in sorted(measured, key=lambda item: item[:2]))

    # ---- reading the file --------------------------------------------------------------------------------------------

    def _check(self) -> None:
        hint = "run `python training/gazetteer.py`"
        try:
            self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise ExtractError(f"{self.path}: not a gazetteer ({error})", hint=hint) from error
        if self.meta.get("format") != FORMAT:
            found = self.meta.get("format")
            raise ExtractError(f"{self.path}: gazetteer format {found}, this version reads {FORMAT}", hint=hint)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        # A connection must not cross a fork; each process opens its own.
        if self._connection is None or self._process != os.getpid():
            address = f"file:{quote(str(self.path.resolve()))}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection.execute(query, values).fetchall()

    def _read_admins(self) -> dict[int, PlaceCandidate]:
        query = "SELECT id, country, level, name, parent, lat, lon, population FROM admins ORDER BY level, id"
        admins: dict[int, PlaceCandidate] = {}
        for number, country, level, name, parent, lat, lon, population in self._rows(query):
            kind = f"admin{level}:{number}"
            admin = admins[parent].name if parent in admins else name
            admins[number] = _candidate(kind, name, country, admin, lat, lon, population, "region")
        return admins

    def _read_countries(self) -> dict[str, PlaceCandidate]:
        preferred = {c.code: c.name for c in self._countries.countries} if self._countries else {}
        query = "SELECT code, name, lat, lon, population FROM countries ORDER BY code"
        return {
            code: _candidate(f"country:{code}", preferred.get(code, name), code, "", lat, lon, population, "country")
            for code, name, lat, lon, population in self._rows(query)
        }

    def _name_countries(self) -> tuple[dict[str, str], dict[str, str]]:
        """Folded names and aliases to codes, and the same with demonyms."""
        names = {fold(entry.name): code for code, entry in self._country_entries.items()}
        demonyms: dict[str, str] = {}
        for country in self._countries.countries if self._countries else ():
            names.update((fold(name), country.code) for name in (country.name, *country.aliases))
            demonyms.update((fold(name), country.code) for name in country.demonyms)
        return names, demonyms | names

    def _name_known_places(self) -> dict[str, list[PlaceCandidate]]:
        known: dict[str, list[PlaceCandidate]] = {}
        for place in self._places.places if self._places else ():
            number = f"known:{fold(place.name).replace(' ', '-')}-{place.country.lower()}"
            lat, lon = round(place.lat * 10_000), round(place.lon * 10_000)
            candidate = _candidate(number, place.name, place.country, place.admin, lat, lon, 0, place.precision)
            for name in (place.name, *place.aliases):
                known.setdefault(fold(name), []).append(candidate)
        return known

    def _ranked(self, key: str) -> tuple[PlaceCandidate, ...]:
        entries = [(place, KNOWN) for place in self._known.get(key, ())]
        if (code := self._country_names.get(key)) in self._country_entries:
            entries.append((self._country_entries[code], COUNTRY))
        covered = [place for place, _ in entries]
        for number, rank, name, admin, lat, lon, population in self._rows(_BY_NAME, key):
            division = self._admins[-number if number < 0 else admin]
            place = (
                division
                if number < 0
                else _candidate(str(number), name, division.country, division.name, lat, lon, population, "city")
            )
            if not any(_is_same(place, known) for known in covered):
                entries.append((place, EXACT + rank))
        # "Newtown" in the United States is a town of that name, not Hartford, which once bore it.
        exact = {place.country for place, kind in entries if kind == EXACT}
        return scored(
            (place, FORMER if kind == ALTERNATE and place.country in exact else kind) for place, kind in entries
        )


_BY_NAME = """
SELECT n.place, n.rank, p.name, p.admin, p.lat, p.lon, p.population FROM names n LEFT JOIN places p ON p.id = n.place
WHERE n.key = ? ORDER BY n.place
"""


def _candidate(
    number: str, name: str, country: str, admin: str, lat: int, lon: int, population: int, precision: PlacePrecision
) -> PlaceCandidate:
    return PlaceCandidate(
        gazetteer_id=number,
        name=name,
        country=country,
        admin=admin,
        lat=lat / 10_000,
        lon=lon / 10_000,
        population=population,
        precision=precision,
        score=0.0,
    )


def _is_same(place: PlaceCandidate, known: PlaceCandidate) -> bool:
    """Whether a known place of the lists is this one: "Manhattan" of New York, not of Kansas."""
    if known.precision == "country":
        return place.country == known.country and place.name == known.name
    return (
        place.country == known.country
        and (place.precision == "region") == (known.precision == "region")
        and distance_km(place.lat, place.lon, known.lat, known.lon) < SAME_PLACE_KM
    )


def prominence(candidate: PlaceCandidate, kind: int) -> float:
    """How well known a bearer of a name is: people, to the power 0.6; an alternate name counts a tenth of it.

    A division competes with towns of its name at a tenth of its people, so that "Cleveland" is first a city.
    """
    people = max(candidate.population, 300)
    if candidate.precision == "country":
        return float(people**0.6) * 5
    weight = 0.1 if candidate.precision == "region" else 1.0
    return float((people * weight) ** 0.6) * _NAME_WEIGHTS.get(kind, 1.0)


def scored(entries: Iterable[tuple[PlaceCandidate, int]]) -> tuple[PlaceCandidate, ...]:
    """Candidates with `score` = share of the prominence of all bearers, best first."""
    borne = [*entries]
    others = sum(prominence(candidate, kind) for candidate, kind in borne if kind != KNOWN) or 1.0
    weighed = [
        (KNOWN_TIMES * others if kind == KNOWN else prominence(candidate, kind), candidate) for candidate, kind in borne
    ]
    total = sum(weight for weight, _ in weighed) or 1.0
    weighed.sort(key=lambda item: (-item[0], item[1].gazetteer_id))
    return tuple(rescored(candidate, weight / total) for weight, candidate in weighed)


def rescored(candidate: PlaceCandidate, score: float) -> PlaceCandidate:
    """The same candidate with another score, rounded to four digits so that outputs are stable."""
    return replace(candidate, score=round(score, 4))


def _restore(path: Path, countries: Countries | None, places: Places | None) -> Gazetteer:
    return Gazetteer(path, countries=countries, places=places)
