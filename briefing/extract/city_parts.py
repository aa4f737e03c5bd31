"""Parts of cities: an article's mentions of places enter; its neighbourhoods, put where their city is, leave among them.

"The Mayfair section of Philadelphia" is in Philadelphia; "the Lawndale neighborhood" is in the city of which the article tells, never
in a far town of that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.extract.gazetteer import Gazetteer, fold
from briefing.extract.place_words import CAP, SMALL, PlaceMention, Role
from briefing.geography import distance_km
from briefing.models import PlaceCandidate, Where

_PART = re.compile(
    rf"\b(?P<lead>[Ii]n|[Aa]t|[Nn]ear|[Oo]f|[Ff]rom|[Aa]round|[Oo]utside|[Tt]hrough|[Tt]o)\s+(?:the\s+|a\s+)?"
    rf"(?P<name>{CAP}(?:[ \u00A0]{CAP}){{0,2}})\s+(?P<kind>neighbou?rhood|section|quarter|district|subdivision)\b"
    rf"(?:\s+of\s+(?:the\s+)?(?P<city>{CAP}(?:[ \u00A0]{CAP}){{0,2}}))?"
)
_KIND = re.compile(r"hood|section|quarter|district|subdivision")  # without one of these there is no part
_OWNER = re.compile(r"(?P<city>.+?)['’]s?\s")
_BODIES = frozenset(
    "congressional senate assembly school court judicial federal police business legislative electoral".split()
)
NEARBY_KM = 40  # a part of a city lies so near to it


def _is_near(one: Where, other: Where | None) -> bool:
    if other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= NEARBY_KM


class CityParts:
    """The parts of cities in one article; `resolve` reads candidates as the article's own ranking has them."""

    def __init__(
        self,
        text: str,
        gazetteer: Gazetteer,
        resolve: Callable[[str, tuple[PlaceCandidate, ...]], Where],
        home: Where | None = None,
    ) -> None:
        self.home = home
        self.text = text
        self.gazetteer = gazetteer
        self._resolve = resolve

    def placed(self, mentions: list[PlaceMention], titled: Iterable[Where]) -> list[PlaceMention]:
        """The mentions with parts of cities put where their city is."""
        if not _KIND.search(self.text):
            return mentions
        parts = [match for match in _PART.finditer(self.text) if not self._is_body(match)]
        if not parts:
            return mentions
        ranges = [match.span("name") for match in parts]
        names = {fold(match["name"]) for match in parts}
        # the part's own name elsewhere is no city of that name
        others = [
            m for m in mentions
            if not any(start <= m.start < end for start, end in ranges) and ("," in m.where.text or fold(m.where.text) not in names)
        ]  # fmt: skip
        main = self._main_city(
            others, (where for where in titled if not any(fold(where.text) in name for name in names))
        )
        made = {m.start: m for m in mentions}
        for match in parts:
            start, end = match.span("name")
            own = next((m for m in mentions if start <= m.start < end), None)
            where = self._part(match, own, main, others)
            if own is not None:
                made.pop(own.start, None)
            if where is not None:
                lead = match["lead"].lower()
                role: Role = "near" if lead == "near" else "from" if lead in ("from", "to") else "in"
                made[start] = PlaceMention(start, end, where, role)
                alike = [
                    m
                    for m in mentions
                    if m.start != start and m.start in made and fold(m.where.text) == fold(match["name"])
                ]
                made.update((m.start, replace(m, where=replace(where, text=m.where.text))) for m in alike)
        return [made[start] for start in sorted(made)]

    def _is_body(self, match: re.Match[str]) -> bool:
        return any(word.lower() in _BODIES for word in match["name"].split())

    def _part(
        self, match: re.Match[str], own: PlaceMention | None, main: Where | None, others: list[PlaceMention]
    ) -> Where | None:
        """What a named part of a city is taken to mean; None where nothing is known of it."""
        name = match["name"]
        named = self._city_named(match, others)
        city = named or main
        if own is not None and named is None and match["kind"] == "district" and not _is_near(own.where, city):
            return own.where  # a district of a country, as in "the Swat district"
        if city is None:
            city = self._main_region(others) or self.home
        if city is not None:
            return replace(city, text=name)
        if not self.gazetteer.lookup(name):
            return None
        return Where(
            text=name, name=name, country=None, admin=None, lat=None, lon=None, precision="city", candidates=()
        )

    def _main_region(self, mentions: Iterable[PlaceMention]) -> Where | None:
        """The county or division of the dateline, else the one that is named first."""
        regions = [m for m in mentions if m.where.precision == "region" and m.role != "from"]
        regions.sort(key=lambda m: m.role != "dateline")
        return regions[0].where if regions else None

    def _city_named(self, match: re.Match[str], others: list[PlaceMention]) -> Where | None:
        """The city in the phrase itself: "the Mayfair section of Philadelphia", "Philadelphia's Mayfair section"."""
        for mention in others:
            after = match["city"] and match.start("city") <= mention.start < match.end("city")
            if after and mention.where.precision in ("city", "point"):
                return mention.where
        owner = _OWNER.match(match["name"])
        words = match["city"] or (owner["city"] if owner else "")
        found = self.gazetteer.lookup(words) if words else ()
        if not found or found[0].precision != "city" or found[0].population < SMALL:
            return None
        return self._resolve(words, found)

    def _main_city(self, mentions: Iterable[PlaceMention], titled: Iterable[Where]) -> Where | None:
        """The city that the title, the dateline or most mentions name."""
        weights: Counter[tuple[str, str | None, str | None]] = Counter()
        cities: dict[tuple[str, str | None, str | None], Where] = {}
        for where, weight in (
            *((where, 3) for where in titled),
            *((m.where, 3 if m.role == "dateline" else 1) for m in mentions if m.role != "from"),
        ):
            if where.precision != "city":
                continue
            key = where.name, where.country, where.admin
            weights[key] += weight
            cities[key] = where  # the text's own ranking comes last
        return cities[max(weights, key=lambda key: weights[key])] if weights else None
