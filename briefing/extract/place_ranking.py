"""The place names of an article with what each may mean go in; the same, ranked by what the article tells of where it plays, come out.

Every name speaks for the country, the division and the surroundings of its likely readings, and each reading is then weighed by what the
*other* names speak for: towns of one story lie near each other. Two rounds, since the first makes the names clearer that the second
listens to. Sums are kept by country, division and square degree, so that the cost is linear in the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, floor, radians
from typing import Any

from briefing.extract.gazetteer import fold, rescored
from briefing.extract.place_words import Find
from briefing.models import PlaceCandidate

ROUNDS = 2
HEARD = 4  # readings of a name that speak for their surroundings
FAINT = 0.03  # a reading less likely than this does not speak
KEPT = 5  # readings that a `Where` holds
COUNTRY_WEIGHT = 12.0  # times the share of the article's other names that lie in the country
DIVISION_WEIGHT = 6.0  # times the names that speak for the division
AROUND_WEIGHT = 6.0  # times the names that speak for the surroundings, about 100 km
FULL = 3.0  # so many names are enough: more of them add nothing
FEW = 0.5  # a lone doubtful name is no share of the whole
AGAIN = 0.25  # what each further mention of a name adds to the first
MOST = 2.0  # a name counts for no more
HOME = 1.5  # names that the outlet's home counts for
GREAT = 1_000_000  # people of a city that is meant by its name, unless the article plays about a namesake
FAMOUS = 500_000  # … of one that has `FAMED` of its name's prominence
FAMED = 0.9
CHIEFLY = 0.15  # of the article's names lie at least in the division about which it plays
VILLAGE = 4_000  # people of a namesake that is named by its state besides
NAMESAKE = 12.0  # times the prominence of a namesake that fewer names can make, where no outlet's town speaks for it
LEAST = 1e-4  # the prominence of a reading that is next to unknown

BESIDE = 0.6  # what is near, but over the line of its square

Ranked = list[tuple[float, PlaceCandidate]]
Square = tuple[int, int]


@dataclass(slots=True)
class Name:
    """One name in one article: its readings with their prominence as `score`, and how much it tells (1 a plain mention)."""

    readings: tuple[PlaceCandidate, ...]
    weight: float


def _sums() -> defaultdict[Any, float]:
    return defaultdict(float)


@dataclass(slots=True)
class _Ground:
    """How much speaks for each country, division and square degree."""

    total: float = 0.0
    countries: defaultdict[str, float] = field(default_factory=_sums)
    inside: defaultdict[str, float] = field(default_factory=_sums)
    divisions: defaultdict[tuple[str, str], float] = field(default_factory=_sums)
    squares: defaultdict[Square, float] = field(default_factory=_sums)

    def add(self, place: PlaceCandidate, mass: float) -> None:
        self.total += mass
        self.countries[place.country] += mass
        if place.precision == "country":
            return
        self.inside[place.country] += mass
        if place.admin:
            self.divisions[place.country, place.admin] += mass
        if not _is_wide(place):
            middle, *beside = _squares(place.lat, place.lon)
            squares = self.squares
            squares[middle] += mass
            for square in beside:
                squares[square] += mass * BESIDE


@lru_cache(maxsize=65536)
def _squares(lat: float, lon: float) -> tuple[Square, ...]:
    """The square of about 110 km that a point lies in (one degree high, as many wide as make that distance), and the eight around it."""
    row = floor(lat)
    column = floor(lon * max(0.1, cos(radians(min(abs(row), abs(row + 1))))))
    around = [(row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1) if north or east]
    return (row, column), *around


def weigh(
    finds: Iterable[Find], home: PlaceCandidate | None, countries: Mapping[str, int]
) -> list[tuple[PlaceCandidate, ...]]:
    """The readings of each find, best first; `countries` are how often others are named by their people or their adjective.

    A name that the article qualifies once ("Paris, Texas") is that place wherever it stands alone.
    """
    finds = [*finds]
    qualified: dict[str, tuple[PlaceCandidate, ...]] = {}
    for find in finds:
        if find.qualified:
            known = qualified.get(fold(find.name), ())
            qualified[fold(find.name)] = known + tuple(c for c in find.candidates if c not in known)
    keys: list[str] = []
    names: dict[str, Name] = {}
    for find in finds:
        key = fold(find.name)
        readings = find.candidates if find.qualified else qualified.get(key, find.candidates)
        if find.qualified:
            key = f"{key}, {readings[0].gazetteer_id}"
        keys.append(key)
        name = names.setdefault(key, Name(readings, 0.0))
        if find.strong:
            name.weight = 2.0 if find.qualified else min(MOST, name.weight + AGAIN if name.weight else 1.0)
    ranked = rank(names, home, countries)
    return [ranked[key] for key in keys]


def rank(
    names: Mapping[str, Name], home: PlaceCandidate | None, countries: Mapping[str, int]
) -> dict[str, tuple[PlaceCandidate, ...]]:
    """The likeliest readings of each name, best first, at most five; `score` is the share of 1 among all of its readings.

    `home` is where the outlet is, `countries` are those that the article names beside `names`, and how often.
    """
    told = len(names) > 1 or home is not None or bool(countries)
    ranked = {key: [(place.score, place) for place in name.readings] for key, name in names.items()}
    for _ in range(ROUNDS if told else 0):
        ground = _Ground()
        if home is not None:
            ground.add(home, HOME if home.precision != "country" else HOME / 2)
        for code, times in countries.items():
            ground.total += times
            ground.countries[code] += times
        own = {key: _spoken(ranked[key], name.weight) for key, name in names.items()}
        for said in own.values():
            for place, mass in said:
                ground.add(place, mass)
        local = home is not None and home.precision != "country"
        ranked = {key: _weighed(name.readings, ground, own[key], local=local) for key, name in names.items()}
    return {key: tuple(rescored(place, score) for score, place in found[:KEPT]) for key, found in ranked.items()}


def _is_wide(place: PlaceCandidate) -> bool:
    """Whether a place is a country or a state, whose middle tells nothing; a county's does."""
    return place.precision == "country" or (place.precision == "region" and place.name == place.admin)


def _spoken(ranked: Ranked, weight: float) -> list[tuple[PlaceCandidate, float]]:
    return [(place, weight * score) for score, place in ranked[:HEARD] if score > FAINT]


def _weighed(
    readings: Sequence[PlaceCandidate], ground: _Ground, own: list[tuple[PlaceCandidate, float]], *, local: bool
) -> Ranked:
    """The readings by their prominence and by what the article's other names, all but `own`, speak for."""
    if len(readings) == 1:
        return [(1.0, readings[0])]
    mine = _Ground()
    for place, mass in own:
        mine.add(place, mass)
    rest = max(0.0, ground.total - mine.total) + FEW
    weighed = []
    best = readings[0]
    large = not local and best.precision == "city" and best.population > FAMOUS
    famous = large and (best.population > GREAT or best.score > FAMED)
    for place in readings:
        prominence = weight = max(place.score, LEAST)
        weight *= 1 + COUNTRY_WEIGHT * (ground.countries[place.country] - mine.countries[place.country]) / rest
        if place.precision == "country":
            weight *= 1 + DIVISION_WEIGHT * min(FULL, ground.inside[place.country] - mine.inside[place.country])
        elif place.admin:
            key = place.country, place.admin
            weight *= 1 + DIVISION_WEIGHT * min(FULL, ground.divisions[key] - mine.divisions[key])
        if not _is_wide(place):
            at = _squares(place.lat, place.lon)[0]
            weight *= 1 + AROUND_WEIGHT * min(FULL, ground.squares[at] - mine.squares[at])
        if large and place.admin != best.admin and (famous or place.population < VILLAGE):
            here = ground.divisions[place.country, place.admin] - mine.divisions[place.country, place.admin]
            if here < CHIEFLY * rest or place.population < VILLAGE:
                weight = min(weight, prominence * NAMESAKE)
        weighed.append((weight, place))
    whole = sum(weight for weight, _ in weighed) or 1.0
    weighed.sort(key=lambda item: (-item[0], item[1].gazetteer_id))
    return [(weight / whole, place) for weight, place in weighed]
