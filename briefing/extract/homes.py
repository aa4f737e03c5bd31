"""The workspace's outlets go in; where the outlet of an article is at home, a town or at least a country, comes out.

A town that is listed with the outlet comes first, then its listed country, then the country that the ending of its address names: a paper
at `.ca` means London, Ontario, sooner than others do. Endings that are sold to all the world tell nothing. The town that the outlet's name
begins with ("Leeds Courier", `leedscourier.example`) is told apart: `town` asks for it, where nothing but the outlet tells of a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from briefing.config.schema import Outlet
from briefing.extract.gazetteer import Gazetteer, fold
from briefing.models import PlaceCandidate

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z")
_SOLD = frozenset(
    "ac ag ai am as bz cc cd cx dj fm gg gl gs im in io is la li ly me ms mu nu pw re sc sh sr st tk to tv vc vg ws".split()
)
_ENDINGS = {"uk": "GB", "su": "RU"}
_PAPERS = (  # what a paper or a station calls itself behind its town
    "advertiser|advocate|argus|beacon|breakingnews|bulletin|bugle|business|chronicle|citizen|courant|courier|daily|democrat|dispatch|echo|enterprise|evening|"
    "examiner|express|free|gazette|globe|guardian|herald|independent|inquirer|journal|ledger|leader|live|local|magazine|mail|mercury|mirror|now|"
    "monitor|morning|news|observer|online|pioneer|post|press|record|recorder|register|reporter|republic|review|sentinel|standard|star|sun|"
    "telegram|telegraph|today|times|tribune|union|weekly"
)
_NO_TOWNS = frozenset("nation national world mobile reading enterprise independence union liberty normal hope".split())
LEAST = 10_000  # people of a town that a paper is told by
LARGE = 100_000  # … where nothing but the town's name is told
LONGEST_TOWN = 24
SURE = 0.5  # of the prominence of all towns of its name
MOST_NAMES = 4096


class Homes:
    """Where outlets are at home."""

    def __init__(self, outlets: Iterable[Outlet], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._listed: dict[str, PlaceCandidate] = {}
        self._by_name: dict[tuple[str, str | None], PlaceCandidate | None] = {}
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

    def town(self, outlet: str | None, url: str | None) -> PlaceCandidate | None:
        """The town with which the outlet's name, or the host of its address, begins: a known one, in the country of its ending."""
        code = country_by_ending(outlet, url)
        names = [outlet] if outlet and not _HOST.match(outlet.casefold()) else []
        for name in (
            *names,
            *(label for host in _hosts(outlet, url) for label in host.split(".")[:-1] if label != "www"),
        ):
            key = name.casefold(), code
            if key not in self._by_name:
                if len(self._by_name) >= MOST_NAMES:
                    self._by_name.clear()
                self._by_name[key] = self._begins(name.casefold(), code)
            if home := self._by_name[key]:
                return home
        return None

    def _begins(self, name: str, code: str | None) -> PlaceCandidate | None:
        words = re.sub(r"^the (?=\w)", "", name)
        short = re.sub(rf"(?<=\w)[ -]?(?:{_PAPERS})$", "", words)
        while short != words:
            words, short = short, re.sub(rf"(?<=\w)[ -]?(?:{_PAPERS})$", "", short)
        if not 4 <= len(words) <= LONGEST_TOWN or words in _NO_TOWNS:
            return None
        # an address writes the words of a town as one: "losangeles"
        cuts = [f"{words[:at]} {words[at:]}" for at in range(2, len(words) - 2)] if " " not in words else []
        for tried in (words, *cuts):
            fitting = [c for c in self._gazetteer.lookup(tried) if code in (None, c.country)]
            best = next(iter(fitting), None)
            if best and best.precision == "city" and best.population >= LEAST and fold(best.name) == fold(tried):
                whole = sum(c.score for c in fitting if c.precision == "city")
                if best.score > SURE * whole and (words != name or best.population > LARGE):
                    return best
        return None

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
