"""The workspace's outlets go in; where the outlet of an article is at home, a town or at least a country, comes out.

A town that is listed with the outlet comes first, then its listed country, then the country that the ending of its address names: a paper
at `.ca` means London, Ontario, sooner than others do. Endings that are sold to all the world tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from briefing.config.schema import Outlet
from briefing.extract.gazetteer import Gazetteer
from briefing.models import PlaceCandidate

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z")
_SOLD = frozenset(
    "ac ag ai am as bz cc cd cx dj fm gg gl gs im in io is la li ly me ms mu nu pw re sc sh sr st tk to tv vc vg ws".split()
)
_ENDINGS = {"uk": "GB", "su": "RU"}


class Homes:
    """Where outlets are at home."""

    def __init__(self, outlets: Iterable[Outlet], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._listed: dict[str, PlaceCandidate] = {}
        for outlet in outlets:
            home = self._told(outlet)
            if home is not None:
                for name in (outlet.name, *outlet.aliases, *outlet.domains):
                    self._listed.setdefault(name.casefold(), home)

    def of(self, outlet: str | None, url: str | None) -> PlaceCandidate | None:
        """The home of an article's outlet, by its name or the host of its address; None where neither tells."""
        for name in names_of(outlet, url):
            if home := self._listed.get(name):
                return home
        code = country_by_ending(outlet, url)
        return self._gazetteer.land_of(code) if code else None

    def _told(self, outlet: Outlet) -> PlaceCandidate | None:
        if outlet.city:
            town, _, division = outlet.city.partition(",")
            wanted = {(c.country, c.admin) for c in self._gazetteer.lookup(division) if c.precision == "region"}
            for place in self._gazetteer.lookup(town):
                fits = (
                    not division
                    or (place.country, place.admin) in wanted
                    or place.country == self._gazetteer.country(division)
                )
                if fits and place.precision in ("city", "point") and outlet.country in (None, place.country):
                    return place
        return self._gazetteer.land_of(outlet.country) if outlet.country else None


def names_of(outlet: str | None, url: str | None) -> Iterator[str]:
    """What an article's outlet may be listed under: its name, then the host of its address, the whole before its parts."""
    if outlet:
        yield outlet.casefold()
    for host in _hosts(outlet, url):
        labels = host.split(".")
        for first in range(len(labels) - 1):
            yield ".".join(labels[first:])


def country_by_ending(outlet: str | None, url: str | None) -> str | None:
    """The country (ISO 3166, two letters) whose ending an address bears; None where it has none, or one that is sold to all."""
    for host in _hosts(outlet, url):
        ending = host.rpartition(".")[2]
        if len(ending) == 2 and ending not in _SOLD:
            return _ENDINGS.get(ending, ending.upper())
    return None


def _hosts(outlet: str | None, url: str | None) -> list[str]:
    named = (urlsplit(url).hostname if url else None, outlet.casefold() if outlet else None)
    return [host for host in named if host and _HOST.match(host)]
