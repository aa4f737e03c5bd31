"""A `Page` and the places of its title enter; where each happening took place leaves, not where people live, speak or are treated.

A happening's own words come first. Where they name no town, the article's main one is meant, if it lies where they say: what the title,
the dateline and most of the text name. Words of the title alone may tell it. Where nothing names a town, news is of the outlet's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.extract.happenings import Happening
from briefing.extract.page import LEAD, Page
from briefing.extract.place_names import where_of
from briefing.extract.place_words import PlaceMention, Scenery
from briefing.extract.quarters import is_home
from briefing.geography import distance_km
from briefing.models import Where

SEAT_KM = 30  # a county's town lies so near to its middle
SIDE_KM = 60  # a town named for the county it lies in is so near to the county's middle
WEIGHTS = {"dateline": 2.0, "in": 1.0, "agency": 0.75, "near": 0.5, "possessive": 0.5, "bare": 0.25, "from": 0.0}
TITLED = {"dateline": 4.0, "in": 4.0, "near": 3.0, "agency": 3.0, "possessive": 3.0, "bare": 2.0, "from": 0.5}
LED = 1.0  # what a mention in the lead counts besides
ENOUGH = 1.0  # a town that weighs less is only mentioned
NAMED = 0.5  # … where the county is known, and the town lies in it
HOME = 0.5  # … where it only tells where somebody is from
ASIDE = 0.1  # of its weight keeps a town where people live, were caught or stand before a court
PRECISE = ("city", "point")
LARGE = 100_000  # people of a city in which several happenings may be told
WIDE = frozenset({"strike", "weather", "disease", "earthquake"})
"""Groups whose happenings cover a country where their own words name one: a town of the article is where somebody spoke of it."""

_LISTED = re.compile(r";\s$")  # "Clark; Crawford; Washington": an area that is listed is no scene
_HERE = re.compile(
    r"\b(?:in|across|around) the (?:same )?(?:region|city|town|area|street|district|neighbou?rhood|village|port|capital)\b(?! of\b)"
)
"""The article's own place, which stands before it: "a rail strike in the region"."""

Town = tuple[str, str | None, str | None]


class Locating:
    """The places of one article, ready to be asked where a happening took place."""

    def __init__(self, page: Page, scenery: Scenery, happenings: Sequence[Happening]) -> None:
        titled = scenery.titled
        self.page = page
        self.chief = max(happenings, key=lambda item: item.evidence, default=None)  # for which most speaks
        self._scenes = {id(item): _key(item.place.where) for item in happenings if item.place}
        self.scenery = scenery
        self.towns: dict[Town, Where] = {}
        self.weights: dict[Town, float] = {}
        lead = page.sentences[min(LEAD, page.sentence_count) - 1][1] if page.sentence_count else 0
        for mention in titled:
            self._count(mention, TITLED[mention.role] if not is_home(page.title, mention) else HOME)
        self.titled = frozenset(self.towns)
        regions = (m.where for m in titled if m.where.precision == "region" and m.role != "from")
        self.county = None if self.towns else next(regions, None)  # of which the title tells, and of no town
        self.led = set(self.titled)  # towns of the title and the lead
        self.lands: list[Where] = []  # regions in which the lead says that its news is
        for mention in page.places:
            if _LISTED.search(page.text, max(0, mention.start - 3), mention.start):
                continue
            led = mention.start < lead and mention.role != "from"
            if led and mention.where.precision == "region" and mention.role == "in":
                self.lands.append(mention.where)
            if led:
                self.led.add(_key(mention.where))
            weight = (WEIGHTS[mention.role] + (LED if led else 0.0)) * (HOME if page.is_home(mention) else 1.0)
            self._count(mention, ASIDE * weight if page.is_aside(mention) else weight)

    def _count(self, mention: PlaceMention, weight: float) -> None:
        where = mention.where
        if where.precision not in PRECISE or where.lat is None:
            return
        key = _key(where)
        self.towns.setdefault(key, where)
        self.weights[key] = self.weights.get(key, 0.0) + weight

    def place(self, happening: Happening, *, background: bool) -> Where | None:
        """Where a happening took place, as precisely as the article tells; None where it does not."""
        own = happening.place.where if happening.place else None
        if own and own.precision in PRECISE:
            if happening.place and happening.place.role in ("dateline", "from"):
                return self._main(None, happening) or own
            return own
        leads = happening is self.chief or len(self.towns) == 1 or happening.mentions[0].number < LEAD + 2
        if _HERE.search(self.page.text, *happening.best.sentence):
            leads = True
        elif background:  # what is old is mostly told for its trial, which may be held elsewhere
            leads = leads and (len(self.towns) == 1 or bool(self.titled) or happening is self.chief)
        if own is not None:
            wide = own.precision == "country" and happening.group in WIDE
            return (self._main(own, happening) if leads and not wide else None) or own
        if leads and (main := self._main(self.county, happening) or self.county):
            return main
        if background:
            return None
        reported = self._reported(happening, leads=leads)
        return self._in_county(reported, happening) if reported else self._home(happening)

    def _main(self, around: Where | None, happening: Happening) -> Where | None:
        """The town that weighs most, of those that lie in the region or country `around`; None where none weighs enough.

        A small scene of another happening is none where neither title nor lead tells of it: a quarter, never the city itself.
        """
        others = {scene for number, scene in self._scenes.items() if number != id(happening)} - self.led
        others = {scene for scene in others if scene in self.towns and not _is_large(self.towns[scene])}
        enough = ENOUGH if around is None and len(self.towns) > 1 else NAMED
        fitting = [
            key
            for key, where in self.towns.items()
            if key not in others
            and self.weights[key] >= enough
            and _lies_in(where, around)
            and (around is not None or self._is_told(key))
        ]
        return self.towns[max(fitting, key=lambda key: self.weights[key])] if fitting else None

    def _is_told(self, key: Town) -> bool:
        """Whether a town may be the article's: in the title, in the lead, or in a region that the lead names, if it names one."""
        lands = self.lands
        return not lands or key in self.led or any(_lies_in(self.towns[key], land) for land in lands)

    def _in_county(self, reported: Where, happening: Happening) -> Where:
        """The outlet's town where that is the seat of those who report it: "the sheriff of Ada County said", in a paper of Boise."""
        home = self._home(happening) if reported.precision == "region" and reported.name != reported.admin else None
        return replace(home, text=reported.text) if home and _is_near(home, reported, SEAT_KM) else reported

    def _home(self, happening: Happening) -> Where | None:
        """The outlet's town, for the article's chief happening: local news does not name it, and names no other place."""
        home = self.scenery.home
        if happening is not self.chief or happening.group in WIDE or home is None or home.precision != "city":
            return None
        told = (*self.scenery.titled, *self.page.places)
        if any((m.where.country, m.where.admin) != (home.country, home.admin) for m in told if m.where.country):
            return None
        return where_of("", (home,))

    def _reported(self, happening: Happening, *, leads: bool) -> Where | None:
        """The place of the force that reports it, the nearest place before it, the dateline."""
        first = happening.mentions[0]
        agencies = [m.agency for m in happening.mentions if m.agency is not None]
        places = self.page.places
        before = [m for m in places if m.start < first.sentence[0] and m.role in ("in", "dateline")]
        around = [m for m in places if m.role in ("dateline", "agency") and m.start < first.sentence[1] + 600]
        # late in the article another place may be meant, unless it names one alone
        told = [*reversed(before), *around] if leads else []
        for wanted in (PRECISE, ("region",)):
            for mention in (*agencies, *told):
                if mention.where.precision in wanted:
                    return mention.where
        return None


def _lies_in(town: Where, around: Where | None) -> bool:
    if around is None:
        return True
    if town.country != around.country:
        return False
    if around.precision == "country":
        return True
    if around.admin and town.admin != around.admin:
        return False
    if around.name == around.admin or around.lat is None:
        return True
    return _is_near(town, around, SIDE_KM)


def _is_large(where: Where) -> bool:
    return any(found.population >= LARGE for found in where.candidates[:1])


def _key(where: Where) -> Town:
    return where.name, where.country, where.admin


def _is_near(one: Where, other: Where, km: float) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= km
