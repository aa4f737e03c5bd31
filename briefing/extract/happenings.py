"""Mentions of one article go in, its happenings come out: mentions of the same one merged, with its total of casualties.

Two mentions are one happening when their types share a group and nothing contradicts it: neither type, date, place nor street. What
tells little ("the shooting") joins the latest happening that it fits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from briefing.extract.casualties import Casualty
from briefing.extract.gazetteer import distance_km
from briefing.extract.places import PlaceMention
from briefing.extract.times import TimeMention
from briefing.models import Count, Status, Where

Range = tuple[int, int]

# Of the types that one happening's mentions name, the first tells most.
SPECIFIC = (
    "bombing shooting stabbing vehicle-ramming air-strike hostage-taking kidnapping arson riot data-breach "
    "armed-clash cyber-attack assault "
    "protest fire attack-other"
).split()
GENERIC = frozenset({"attack-other", "assault", "armed-clash", "fire", "protest", "cyber-attack"})
SAME_PLACE_KM = 40  # a suburb and its city are no contradiction


@dataclass(slots=True)
class Mention:
    """One sentence's words about a happening, and what they say of it; offsets are code points of the article's text."""

    type: str
    group: str
    trigger: Range
    sentence: Range
    number: int  # of the sentence in the article
    base: float  # evidence of the cue itself
    penalty: float
    time: TimeMention | None = None
    place: PlaceMention | None = None
    agency: PlaceMention | None = None
    casualties: list[Casualty] = field(default_factory=list)
    targets: list[Range] = field(default_factory=list)
    perpetrators: list[Range] = field(default_factory=list)
    weapons: list[Range] = field(default_factory=list)
    status: Status = "occurred"
    definite: bool = False
    new: bool = False  # "another", "a second": expressly not the one told before
    named: bool = False  # its place stands before it as its name: "the Orlando shooting"
    streets: frozenset[str] = frozenset()
    marks: float = 0.0  # signs of physical violence beside a weak cue
    follows: bool = False  # no cue of its own: "It happened on Friday.", "He died in hospital."

    @property
    def hurt(self) -> float:
        """Evidence from casualties; a protest is told by other things."""
        if self.group in ("unrest", "other"):
            return 0.0
        if any(item.count and item.count.high for item in self.casualties):
            return 2.0
        return 1.0 if self.casualties else 0.0

    @property
    def dated(self) -> float:
        if self.time is None:
            return 0.0
        if self.time.when.start is None:
            return 0.4
        return {"day": 1.0, "week": 1.0, "month": 0.9, "year": 0.7}.get(self.time.when.precision, 0.6)

    @property
    def placed(self) -> float:
        if self.place is None:
            return 0.0
        if "," in self.place.where.text:  # the words name a town, even where the gazetteer has only its state
            return 1.0
        return {"point": 1.0, "city": 1.0, "region": 0.8, "country": 0.5}[self.place.where.precision]

    @property
    def evidence(self) -> float:
        return self.base + self.hurt + self.dated + self.placed + self.marks - self.penalty


@dataclass(slots=True)
class Happening:
    """Mentions of one happening, in text order."""

    mentions: list[Mention]
    last: int = 0  # number of the latest sentence that speaks of it

    @property
    def group(self) -> str:
        return self.mentions[0].group

    @property
    def type(self) -> str:
        found = {mention.type for mention in self.mentions if not mention.follows}
        specific = [kind for kind in SPECIFIC if kind in found]
        firm = [m.type for m in self.mentions if m.type not in GENERIC and not m.follows]
        if firm:
            return max(dict.fromkeys(firm), key=lambda kind: (firm.count(kind), -firm.index(kind)))
        return self.best_of(specific) if specific else self.mentions[0].type

    def best_of(self, types: list[str]) -> str:
        """Of generic types the one with the most evidence."""
        return max(
            types, key=lambda kind: (max(m.evidence for m in self.mentions if m.type == kind), -types.index(kind))
        )

    @property
    def best(self) -> Mention:
        told = [m for m in self.mentions if not m.follows]
        return max(told, key=lambda m: (m.evidence, -m.number))

    @property
    def time(self) -> TimeMention | None:
        timed = [m for m in self.mentions if m.time and m.time.when.start]
        if not timed:
            return next((m.time for m in self.mentions if m.time), None)
        return min(timed, key=lambda m: (_width(m.time), -m.evidence)).time

    @property
    def place(self) -> PlaceMention | None:
        order = {"point": 0, "city": 0, "region": 1, "country": 2}
        placed = [m for m in self.mentions if m.place]
        if not placed:
            return None
        return min(placed, key=lambda m: order[m.place.where.precision] if m.place else 9).place

    @property
    def evidence(self) -> float:
        features = zip(
            *((m.base, 0.75 * m.hurt if m.follows else m.hurt, m.dated, m.placed, m.marks) for m in self.mentions),
            strict=True,
        )
        told: float = sum(max(values) for values in features)
        return told - min(m.penalty for m in self.mentions if not m.follows)

    @property
    def streets(self) -> frozenset[str]:
        return frozenset().union(*(m.streets for m in self.mentions))

    def casualties(self) -> list[Casualty]:
        return [item for mention in self.mentions for item in mention.casualties]


def _width(time: TimeMention | None) -> timedelta:
    if time is None or time.when.start is None or time.when.end is None:
        return timedelta.max
    return time.when.end - time.when.start


def merged(mentions: Iterable[Mention], reach: int, groups: Collection[str]) -> list[Happening]:
    """Happenings in the order of their first mention.

    A sentence that only follows up joins the happening of `groups` told last, at most `reach` sentences before.
    """
    found: list[Happening] = []
    for mention in mentions:
        if mention.follows:
            near = [
                h
                for h in found
                if h.group in groups and mention.number - h.last <= reach and dates_agree(mention.time, h.time)
            ]
            if near:
                home = max(near, key=lambda happening: happening.last)
                home.mentions.append(mention)
            continue
        fitting = [happening for happening in found if belongs(mention, happening)]
        if not fitting:
            found.append(Happening([mention], last=mention.number))
            continue
        home = max(fitting, key=lambda happening: (_affinity(mention, happening), happening.last))
        home.mentions.append(mention)
        home.last = mention.number
    return found


def _affinity(mention: Mention, happening: Happening) -> float:
    """How much speaks for a mention's being of a happening: equal date, place, street."""
    score = 0.0
    if (
        mention.time
        and happening.time
        and mention.time.when.start
        and mention.time.when.start == happening.time.when.start
    ):
        score += 2
    if mention.place and happening.place and mention.place.where.name == happening.place.where.name:
        score += 2
    if mention.streets & happening.streets:
        score += 3
    if any(mention.type == other.type for other in happening.mentions):
        score += 1
    return score + (0.5 if mention.number - happening.last <= 2 else 0)


def belongs(mention: Mention, happening: Happening) -> bool:
    """Whether nothing speaks against a mention's being of a happening."""
    if mention.group != happening.group:
        return False
    if mention.new and _affinity(mention, happening) < 4:
        return False
    if mention.type not in GENERIC and happening.type not in GENERIC and mention.type != happening.type:
        return mention.number == happening.last and not (mention.place and mention.time)
    if mention.streets and happening.streets and not mention.streets & happening.streets:
        return False
    if {mention.status, happening.best.status} == {"planned", "occurred"}:
        return False
    for other in happening.mentions:
        if not dates_agree(mention.time, other.time):
            return False
        if mention.place and other.place and not places_agree(mention.place.where, other.place.where):
            return False
    if mention.named and mention.place and not happening.place:
        return not happening.time
    return not _figures_clash(mention, happening)


def _figures_clash(mention: Mention, happening: Happening) -> bool:
    """Both tell a large toll and the tolls are far apart: not the same happening."""
    mine = max((c.count.high for c in mention.casualties if c.count and c.fate == "killed" and not c.part), default=0)
    theirs = max(
        (c.count.high for c in happening.casualties() if c.count and c.fate == "killed" and not c.part), default=0
    )
    return min(mine, theirs) >= 3 and max(mine, theirs) > 1.5 * min(mine, theirs) and not mention.definite


def dates_agree(one: TimeMention | None, other: TimeMention | None) -> bool:
    """Whether two times can be of one happening: they overlap, a day of grace for nights; an unknown one agrees with all."""
    if one is None or other is None:
        return True
    a, b = one.when, other.when
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return a.text.lower() == b.text.lower() or not (a.text and b.text)
    grace = (
        timedelta(days=1)
        if a.precision == b.precision == "day" and date(1, 1, 2) < min(a.start, b.start)
        else timedelta()
    )
    return a.start <= b.end + grace and b.start <= a.end + grace


def places_agree(one: Where, other: Where) -> bool:
    """Whether two places can be of one happening: equal, one inside the other, or near each other."""
    if one.name == other.name and one.country == other.country:
        return True
    if one.country != other.country:
        return any(c.country == other.country for c in one.candidates) and one.name == other.name
    if "country" in (one.precision, other.precision):
        return True
    if one.admin != other.admin and one.admin and other.admin:
        near = _near(one, other)
        return near is not None and near < SAME_PLACE_KM
    if "region" in (one.precision, other.precision):
        return True
    near = _near(one, other)
    return near is None or near < SAME_PLACE_KM


def _near(one: Where, other: Where) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def totals(casualties: Iterable[Casualty]) -> tuple[Count | None, Count | None]:
    """(killed, wounded) of a happening: the article's totals. A part ("including 90") never counts beside a total, nothing is added up.

    Who "was shot" and is not among the dead is wounded. Nought stands only where no figure above it does.
    """
    listed = list(casualties)
    killed = _total(listed, "killed")
    wounded = _total(listed, "wounded")
    shot = _total(listed, "shot")
    if shot is not None and shot.high and (wounded is None or not wounded.high):
        dead = killed.high if killed else 0
        if not dead:
            wounded = shot
        elif shot.low > dead:
            wounded = replace(shot, low=shot.low - dead, high=shot.high - dead)
    return killed, wounded


def _total(casualties: list[Casualty], fate: str) -> Count | None:
    whole = [c.count for c in casualties if c.fate == fate and c.count and not c.part and c.count.high]
    if not whole:
        whole = [c.count for c in casualties if c.fate == fate and c.count and c.part and c.count.high]
    if not whole:
        return next((c.count for c in casualties if c.fate == fate and c.count), None)
    return max(whole, key=lambda count: count.high)
