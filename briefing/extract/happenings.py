"""Mentions of one article go in, its happenings come out: mentions of the same one merged, with its total of casualties.

Two mentions are one happening when their types share a group and nothing contradicts it: neither type, date, place nor street. What
tells little ("the shooting") joins the latest happening that it fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from briefing.extract.agreement import (
    dates_agree,
    days_apart,
    hours_apart,
    is_same_day,
    parts_differ,
    places_agree,
    quarters_differ,
)
from briefing.extract.casualties import Casualty
from briefing.extract.identity import Person, may_be_one
from briefing.extract.place_words import PlaceMention
from briefing.extract.times import TimeMention
from briefing.models import Status

Range = tuple[int, int]
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

# Of the types that one happening's mentions name, the first tells most.
SPECIFIC = (
    "bombing shooting stabbing vehicle-ramming air-strike hostage-taking kidnapping arson riot data-breach "
    "armed-clash cyber-attack assault "
    "protest fire attack-other"
).split()
GENERIC = frozenset({"attack-other", "assault", "armed-clash", "fire", "protest", "cyber-attack"})
_FAR = frozenset({"weather", "accident", "disease", "crowd", "other"})  # groups that correspondents tell from afar
_ORDER = {"point": 0.0, "city": 0.0, "region": 1.0, "country": 2.0}
WINDOW = 60  # happenings back to which a mention may belong
FURTHER = 3  # times the reach of "he died", where an article tells of one happening alone
LARGE = 3  # killed: from here on, tolls far apart are not of one happening
BARE = 1.0  # of a happening with less evidence nothing is told but the word
MOST_HURT = 60  # persons to whom a new mention's are compared
_LATEST = 5  # mentions of a happening in which a scene is looked for
TWO_SIGNS = 2  # of a scene of its own: then the ages of its victims need not differ


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
    listed: bool = False  # a list's entry, or led by "Earlier,": one after another may be told
    earlier: bool = False  # "A day earlier, …": expressly before the one told last
    old: bool = False  # its own date is long before the article
    named: bool = False  # its place stands before it as its name: "the Orlando shooting"
    streets: frozenset[str] = frozenset()
    hour: float | None = None  # of the day, where its sentence tells one alone
    scene: int = -1  # number of the sentence, up to its own, that last told an hour and a street; -1 for none
    marks: float = 0.0  # signs of physical violence beside a weak cue
    befallen: bool = False  # "were killed", "injured" alone, which also accidents do
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
    def persons(self) -> list[Person]:
        """Those hurt of whom the words tell an age: what "the girl" is called has been told before."""
        return [person for item in self.casualties for person in item.persons if person.age is not None]

    @property
    def described(self) -> list[Person]:
        """Those hurt whom it tells of anew: by more than a pronoun or "the victim"."""
        persons = (person for item in self.casualties for person in item.persons)
        return [
            person
            for person in persons
            if not (person.pronoun or person.itself or person.acting or person.text.lower().startswith("the "))
        ]

    @property
    def dead(self) -> list[Person]:
        return [person for item in self.casualties if item.fate == "killed" for person in item.persons]

    @property
    def toll(self) -> int:
        """The largest number of killed that is no part of another."""
        killed = (item.count.high for item in self.casualties if item.count and item.fate == "killed" and not item.part)
        return max(killed, default=0)

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


class Happening:
    """Mentions of one happening, in text order; what they agree on is kept at hand, so that a long article costs linear time."""

    __slots__ = (
        "_doubt", "_most", "_places", "_times", "_told", "_types", "best", "dead", "hours", "last", "mentions", "persons", "streets", "toll"
    )  # fmt: skip

    def __init__(self, first: Mention) -> None:
        self.mentions: list[Mention] = []
        self.best = first
        self.last = first.number  # number of the latest sentence that speaks of it
        self.streets: set[str] = set()
        self.hours: set[float] = set()
        self.persons: list[Person] = []  # those hurt of whom an age is told, the latest
        self.dead: list[Person] = []
        self.toll = 0  # the largest number of killed that is no part of another
        self._times: dict[tuple[date | None, date | None, str], TimeMention] = {}
        self._places: dict[tuple[str, str | None], PlaceMention] = {}
        self._types: Counter[str] = Counter()
        self._told: dict[str, float] = {}
        self._most: tuple[float, ...] = (float("-inf"),) * 5
        self._doubt = first.penalty
        self.add(first)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        if mention.time:
            when = mention.time.when
            self._times.setdefault((when.start, when.end, "" if when.start else when.text.lower()), mention.time)
        if mention.place:
            self._places.setdefault((mention.place.where.name, mention.place.where.country), mention.place)
        self.streets |= mention.streets
        self.hours |= {mention.hour} if mention.hour is not None else set()
        self.persons = [*self.persons, *mention.persons][-MOST_HURT:]
        self.dead = [*self.dead, *mention.dead][-MOST_HURT:]
        self.toll = max(self.toll, mention.toll)
        hurt = 0.75 * mention.hurt if mention.follows else mention.hurt
        signs = (mention.base, hurt, mention.dated, mention.placed, mention.marks)
        self._most = tuple(map(max, self._most, signs))
        if mention.follows:
            return
        self._doubt = min(self._doubt, mention.penalty)
        self.last = mention.number
        self._types[mention.type] += 1
        self._told[mention.type] = max(self._told.get(mention.type, mention.evidence), mention.evidence)
        if mention.evidence > self.best.evidence:
            self.best = mention

    @property
    def group(self) -> str:
        return self.mentions[0].group

    @property
    def type(self) -> str:
        """The specific type most often named, else the generic one with the most evidence; the first of equals."""
        firm = [kind for kind in self._types if kind not in GENERIC]
        if firm:
            return max(firm, key=lambda kind: self._types[kind])
        order = {kind: -index for index, kind in enumerate(SPECIFIC)}
        return max(self._told, key=lambda kind: (self._told[kind], order.get(kind, -len(order))))

    def has_type(self, kind: str) -> bool:
        return kind in self._types

    @property
    def time(self) -> TimeMention | None:
        """The most exact of its times; of equals a calendar date ("28 November") before a weekday, then the first."""
        return min(
            self._times.values(), key=lambda time: (_width(time), not _DIGIT.search(time.when.text)), default=None
        )

    @property
    def place(self) -> PlaceMention | None:
        """The most specific of its places; of equals one where it was before one that it was near, and where somebody was caught; then
        the first.
        """
        last = {"near": 1, "from": 2}
        return min(self._places.values(), key=lambda place: (width(place), last.get(place.role, 0)), default=None)

    @property
    def evidence(self) -> float:
        """The most that any of its sentences has of each sign, less the doubt about the firmest."""
        return sum(self._most) - self._doubt

    def agrees(self, time: TimeMention | None, place: PlaceMention | None) -> bool:
        """Whether a time and a place contradict none of its own."""
        if time and not all(dates_agree(time, other) for other in self._times.values()):
            return False
        if place is None or place.role == "from":  # where somebody lives or is just now contradicts nothing
            return True
        return all(self._is_there(place, other) for other in self._places.values() if other.role != "from")

    def _is_there(self, one: PlaceMention, other: PlaceMention) -> bool:
        """Whether two places agree; a storm or a crash is told from a capital, and a quake is felt in many towns of its country."""
        far = self.group == "earthquake" or (self.group in _FAR and "dateline" in (one.role, other.role))
        return (far and one.where.country == other.where.country) or places_agree(one.where, other.where)

    def casualties(self) -> list[list[Casualty]]:
        """What its sentences tell of killed and wounded, sentence by sentence."""
        return [mention.casualties for mention in self.mentions]


def width(place: PlaceMention) -> float:
    """How much ground a place leaves open, 0–2; a dateline, where the report was filed, more than a region that the words name."""
    return 1.25 if place.role == "dateline" else _ORDER[place.where.precision]


def _width(time: TimeMention | None) -> timedelta:
    if time is None or time.when.start is None or time.when.end is None:
        return timedelta.max
    return time.when.end - time.when.start


def settled(mentions: list[Mention], reach: int, groups: Collection[str]) -> list[Mention]:
    """Mentions by a bare "killed" or "injured" are of violence where it was told last, or is told within `reach`; else they follow up."""
    previous = ""
    kept: list[Mention] = []
    for index, mention in enumerate(mentions):
        if mention.befallen:
            told = previous or next(
                (m.group for m in mentions[index + 1 : index + WINDOW]
                 if not (m.befallen or m.follows) and m.group in groups and m.number - mention.number <= reach), "",
            )  # fmt: skip
            if told != "violence":
                mention = replace(mention, type="", group="", follows=True, base=0.0)
        elif not mention.follows and mention.group in groups:
            previous = mention.group
        kept.append(mention)
    return kept


def merged(mentions: Iterable[Mention], reach: int, groups: Collection[str]) -> list[Happening]:
    """Happenings in the order of their first mention.

    A sentence that only follows up joins the happening of `groups` told last, at most `reach` sentences before; one before the first of
    them ("A boy is dead. Police were called to a shooting") joins that.
    """
    found: list[Happening] = []
    early: list[Mention] = []
    for mention in mentions:
        recent = found[-WINDOW:]
        if mention.follows:
            told = [h for h in recent if h.group in groups]
            limit = reach if len(told) > 1 else FURTHER * reach  # nothing else can be meant
            near = [h for h in told if mention.number - h.last <= limit and h.agrees(mention.time, None)]
            if near:
                max(near, key=lambda happening: happening.last).add(mention)
            elif not told:
                early.append(mention)
            continue
        fitting = [happening for happening in recent if belongs(mention, happening)]
        if fitting:
            max(fitting, key=lambda happening: (_affinity(mention, happening), happening.last)).add(mention)
        else:
            happening = Happening(mention)
            if mention.group in groups and not any(other.group in groups for other in found):
                for follow in early:
                    if mention.number - follow.number <= reach and happening.agrees(follow.time, None):
                        happening.add(follow)
            found.append(happening)
    return found


def _affinity(mention: Mention, happening: Happening) -> float:
    """How much speaks for a mention's being of a happening: equal date, place, street, the scene that it is told in."""
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
    if mention.scene >= 0 and any(told.number == mention.scene for told in happening.mentions[-_LATEST:]):
        score += 3
    if happening.has_type(mention.type):
        score += 1
    return score + (0.5 if mention.number - happening.last <= 2 else 0)


def belongs(mention: Mention, happening: Happening) -> bool:
    """Whether nothing speaks against a mention's being of a happening."""
    if mention.group != happening.group:
        return False
    if (mention.new and _affinity(mention, happening) < 4) or (mention.earlier and not happening.mentions[0].earlier):
        return False
    other = happening.evidence < BARE or happening.best.status != mention.status
    if mention.old and not mention.definite and happening.time is None and other:
        return False  # the attack that was foiled is not the one of years ago
    if mention.type not in GENERIC and happening.type not in GENERIC and mention.type != happening.type:
        return mention.number == happening.last and not (mention.place and mention.time)
    if mention.streets and happening.streets and not mention.streets & happening.streets:
        return False
    if {mention.status, happening.best.status} == {"planned", "occurred"}:
        return False
    if not happening.agrees(mention.time, mention.place):
        return happening.agrees(None, mention.place) and _is_that_weekday(mention, happening)
    if mention.status == "planned" and mention.time and happening.time and days_apart(mention.time, happening.time):
        return False
    if mention.named and mention.place and not happening.place:
        return not happening.time
    scenes = 0 if mention.definite else _own_scene(mention, happening)
    street = bool(mention.streets and not happening.streets and not mention.definite)
    if scenes >= TWO_SIGNS or ((scenes or street) and _others(mention, happening)):
        return False
    if mention.scene > happening.last and _others(mention, happening, aged=False):
        return False  # the scene has changed since
    return not _figures_clash(mention, happening)


def _is_that_weekday(mention: Mention, happening: Happening) -> bool:
    """Whether it gives the date of the death that was told of by its weekday alone: "Tuesday", "the April 16 death"."""
    dated, told = mention.time, happening.time
    if dated is None or told is None or dated.when.start is None:
        return False
    if dated.when.precision != "day" or not _DIGIT.search(dated.when.text):
        return False
    weekday = _WEEKDAY.search(told.when.text)
    if weekday is None or _DIGIT.search(told.when.text) or dated.when.start.strftime("%A") != weekday.group():
        return False
    own = mention.dead
    return len(own) == 1 and any(may_be_one(own[0], other) for other in happening.dead)


def _own_scene(mention: Mention, happening: Happening) -> int:
    """How much says that a mention has a scene of its own: an entry of a list, another hour or part of the day, another quarter of its
    city, a place "the same day".
    """
    hour, time, place = mention.hour, mention.time, mention.place
    then = any(hours_apart(hour, told) for told in happening.hours) or parts_differ(time, hour, happening.time)
    there = place is not None and (
        is_same_day(time) or (happening.place is not None and quarters_differ(place, happening.place))
    )
    return mention.listed + (then or _dated_alone(mention, happening)) + there


def _dated_alone(mention: Mention, happening: Happening) -> bool:
    """Whether it bears a date where the happening, which is news, has no day: "the shooting on June 3"."""
    return mention.time is not None and happening.time is None and _DIGIT.search(mention.time.when.text) is not None


def _others(mention: Mention, happening: Happening, *, aged: bool = True) -> bool:
    """Whether it tells of other persons: none of them can be one of the happening's; `aged` ones alone, of whom an age is told."""
    own = mention.persons if aged else mention.described
    told = happening.persons
    return bool(told and own) and not any(may_be_one(one, other) for one in own for other in told)


def _figures_clash(mention: Mention, happening: Happening) -> bool:
    """Both tell a large toll and the tolls are far apart: not the same happening."""
    less, more = sorted((mention.toll, happening.toll))
    return less >= LARGE and more > 1.5 * less and not mention.definite
