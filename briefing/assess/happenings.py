"""One happening once: mentions of incidents go in, those of the same happening come out together, with what spoke for it.

Mentions are taken in the order of publication, and each is held against the happenings that share a name, a street, or place and
days with it, never against all: time grows with their number, and what was concluded on earlier articles stands when later ones come.
Points are counted by the rules of `config/method.yaml`. They are log odds, rounded to halves, of a logistic regression over pairs of
articles on shootings in the United States (Gun Violence Archive); a happening's best pair decides, and the others must not
speak against it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.assess.traits import Mention, Traits, traits_of
from briefing.config.grouping import Grouping, SameIncident
from briefing.geography import distance_km
from briefing.models import Compared, Count, PlaceCandidate, Where

__all__ = ["Grouped", "Mention", "same_incident", "weigh"]

SAME_CITY_KM = 25.0
SLACK = 1.0  # the mean over a happening's mentions may lie this much below the threshold
NEAR_MISS = 2.5  # what falls short by less is told as kept apart
MOST_HELD = 8  # mentions of a happening that a new one is held against, the most telling
MOST_NEAR = 64  # happenings that one place and fortnight leads to, the latest
MOST_SHARING = 24  # that one name or street leads to, the latest
MOST_COMPARED = 48  # happenings that a mention is held against, those that share most with it
FORTNIGHT = 14  # days
REPORTED_DAYS = 4
CELL_DEGREES = 0.5
OPEN_CANDIDATES = 5  # readings of a place that are taken into account
TELLING = 3  # killed and wounded together: from here on equal figures tell
MOST_NAMES, MOST_AGES = 5, 2
SAME_SENTENCE = 0.5  # share of words of two sentences in copies of one text
LEAST_SHARED = 2  # a single name or street leads to nobody: it is no two thirds of the way to the threshold
_VOTES = {"person": 2, "near": 2}
_Key = tuple[Hashable, ...]
Weight = tuple[float, str]
"""Points, and the sentence that gives the reason."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The mentions by happening; why they are one, and what came near and was kept apart (ids of incidents)."""

    parts: tuple[tuple[Mention, ...], ...]
    joined: tuple[Compared, ...]
    apart: tuple[Compared, ...]


def same_incident(mentions: Sequence[Mention], *, group_of: Callable[[str], str], rules: Grouping) -> Grouped:
    """The mentions by happening; `group_of` gives a type's group. The same in any order of input.

    Two mentions of one article are two happenings: the extractor has told them apart.
    """
    sorting = _Sorting(group_of, rules)
    ordered = sorted(mentions, key=lambda m: (m.article.published_on or dt.date.max, m.incident.id))
    for copies in _copies(ordered):
        sorting.take(copies)
    parts = [tuple(sorted(found.members, key=lambda m: m.incident.id)) for found in sorting.happenings()]
    parts.sort(key=lambda part: part[0].incident.id)
    return Grouped(tuple(parts), tuple(sorting.joined), tuple(sorting.apart()))


def weigh(one: Mention, other: Mention, a: Traits, b: Traits, rules: Grouping) -> Iterator[Weight]:
    """What speaks for and against two mentions being one happening."""
    points = rules.same_incident
    time = _time(one, other, points)
    if time[0] < 0 and _dead(one, a) & _dead(other, b):
        yield 0.0, time[1]  # whose date one of them has wrong: nobody dies twice
    else:
        yield time
    yield _place(one.place, other.place, points)
    if _published_near(one, other):
        yield points.same_report, "published within four days of each other"
    if people := sorted(a.people & b.people):
        yield points.person, f"both name {people[0].title()}"
    if names := sorted(a.names & b.names)[:MOST_NAMES]:
        yield points.name * len(names), f"both have the names {', '.join(name.title() for name in names)}"
    if streets := sorted(a.streets & b.streets):
        yield points.street, f"both name the street or square {streets[0].title()}"
    if a.ages and b.ages:
        ages = sorted(a.ages & b.ages)[:MOST_AGES]
        yield (
            (points.age * len(ages), f"both give the age {' and '.join(age[:-1] for age in ages)}")
            if ages
            else (points.other_ages, "the ages that they give differ")
        )
    if not _figures_agree(one, other):
        yield points.other_figures, "their numbers of killed and wounded differ"
    elif sum(figures := _casualties(one)) >= TELLING and figures == _casualties(other):
        yield points.same_figures, "both give the same numbers of killed and wounded"
    likeness = _likeness(a.words, b.words)
    yield points.words * likeness, f"their words are alike by {likeness:.2f}"
    if rules.common_types and not {one.incident.type, other.incident.type} & set(rules.common_types):
        yield points.rare_type, "a kind of incident that is rare in one place"


# ---- the order in which mentions find their happening ----------------------------------------------------------------


@dataclass(slots=True)
class _Held:
    mention: Mention
    traits: Traits


@dataclass(slots=True)
class _Happening:
    """Mentions that are one; `held` are those that a new one is held against."""

    group: str
    members: list[Mention] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    held: list[_Held] = field(default_factory=list)

    def add(self, mentions: Sequence[Mention], held: Sequence[_Held]) -> None:
        self.members += mentions
        self.articles.update(mention.article.id for mention in mentions)
        self.held = sorted([*self.held, *held], key=_telling)[:MOST_HELD]


def _telling(held: _Held) -> tuple[int, str]:
    traits = held.traits
    return (-len(traits.people) - len(traits.streets) - len(traits.ages) - len(traits.names), held.mention.incident.id)


class _Sorting:
    def __init__(self, group_of: Callable[[str], str], rules: Grouping) -> None:
        self.group_of = group_of
        self.rules = rules
        self.threshold = rules.same_incident.threshold
        self.joined: list[Compared] = []
        self._happenings: list[_Happening | None] = []
        self._moved: dict[int, int] = {}
        self._sharing: dict[_Key, deque[int]] = {}
        self._near: list[Compared] = []

    def happenings(self) -> Iterator[_Happening]:
        return (found for found in self._happenings if found is not None)

    def apart(self) -> Iterator[Compared]:
        """Near misses whose mentions stayed apart to the end."""
        of = {m.incident.id: n for n, found in enumerate(self.happenings()) for m in found.members}
        return (pair for pair in self._near if of[pair.one] != of[pair.other])

    def take(self, copies: Sequence[Mention]) -> None:
        """Put a mention, with its copies in reprints, where it belongs."""
        first = copies[0]
        new = _Held(first, traits_of(first))
        group = self.group_of(first.incident.type)
        keys: list[_Key] = [(group, *key) for key in _keys(first, new.traits)]
        fitting: list[tuple[float, int, _Held]] = []
        missed: tuple[float, _Held] | None = None
        for number in self._candidates(keys):
            found = self._happenings[number]
            assert found is not None
            if any(copy.article.id in found.articles for copy in copies):
                continue
            best, mean, held = self._compare(new, found.held)
            if best >= self.threshold and mean >= self.threshold - SLACK:
                fitting.append((best, number, held))
            elif best >= self.threshold - NEAR_MISS and (missed is None or best > missed[0]):
                missed = (best, held)
        if missed:
            self._near.append(self._compared(new, missed[1]))
        fitting.sort(key=lambda fit: (-fit[0], fit[1]))
        number = fitting[0][1] if fitting else len(self._happenings)
        if not fitting:
            self._happenings.append(_Happening(group))
        else:
            self.joined.append(self._compared(new, fitting[0][2]))
        into = self._happenings[number]
        assert into is not None
        into.add(copies, [new])
        self.joined += [
            Compared(one=copy.incident.id, other=first.incident.id, reasons=("the same text in both",))
            for copy in copies[1:]
        ]
        for _, other, held in fitting[1:]:
            self._merge(number, other, new, held)
        for key in keys:
            sharing = self._sharing.get(key)
            if sharing is None:
                sharing = self._sharing[key] = deque(maxlen=MOST_NEAR if key[1] == "near" else MOST_SHARING)
            if number not in sharing:
                sharing.append(number)

    def _candidates(self, keys: Sequence[_Key]) -> list[int]:
        """The happenings that share enough with these keys, those that share most first, of equal ones the latest."""
        votes: Counter[int] = Counter()
        for key in keys:
            for number in {self._root(number) for number in self._sharing.get(key, ())}:
                votes[number] += _VOTES.get(str(key[1]), 1)
        likely = [number for number, count in votes.items() if count >= LEAST_SHARED]
        return sorted(likely, key=lambda number: (-votes[number], -number))[:MOST_COMPARED]

    def _root(self, number: int) -> int:
        while number in self._moved:
            number = self._moved[number]
        return number

    def _compare(self, new: _Held, held: Sequence[_Held]) -> tuple[float, float, _Held]:
        """The points with the best of a happening's mentions, their mean over all of them, and which was best."""
        found = [(self._points(new, other), other) for other in held]
        best, other = max(found, key=lambda pair: (pair[0], pair[1].mention.incident.id))
        return best, sum(points for points, _ in found) / len(found), other

    def _points(self, one: _Held, other: _Held) -> float:
        return sum(points for points, _ in weigh(one.mention, other.mention, one.traits, other.traits, self.rules))

    def _compared(self, one: _Held, other: _Held) -> Compared:
        weights = weigh(one.mention, other.mention, one.traits, other.traits, self.rules)
        return Compared(
            one=one.mention.incident.id,
            other=other.mention.incident.id,
            reasons=tuple(f"{reason} ({points:+.1f})" for points, reason in weights if abs(points) >= 0.05),
        )

    def _merge(self, number: int, other: int, new: _Held, held: _Held) -> None:
        """Two happenings that one mention fits are one, if theirs do not speak against it."""
        into, gone = self._happenings[number], self._happenings[other]
        assert into is not None
        assert gone is not None
        if into.articles & gone.articles:
            return
        means = [self._compare(mine, gone.held)[1] for mine in into.held]
        if sum(means) / len(means) < self.threshold - SLACK:
            return
        into.add(gone.members, gone.held)
        self._happenings[other] = None
        self._moved[other] = number
        self.joined.append(self._compared(new, held))


def _copies(ordered: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions with those that stand in copies of the same text by the same words, the first published first."""
    units: list[list[Mention]] = []
    known: dict[tuple[str, str], list[tuple[frozenset[str], set[str], list[Mention]]]] = defaultdict(list)
    for mention in ordered:
        words = frozenset(mention.incident.sentence.text.lower().split())
        same_words = known[mention.text_key, mention.incident.trigger.text.lower()]
        for sentence, articles, unit in same_words:
            if mention.article.id not in articles and _jaccard(words, sentence) >= SAME_SENTENCE:
                unit.append(mention)
                articles.add(mention.article.id)
                break
        else:
            units.append([mention])
            same_words.append((words, {mention.article.id}, units[-1]))
    return units


def _keys(mention: Mention, traits: Traits) -> Iterator[tuple[Hashable, ...]]:
    """What leads from one mention to another: a person, a street, a name, or a place's surroundings and the fortnight."""
    for kind, values in (("person", traits.people), ("street", traits.streets), ("name", traits.names)):
        for value in sorted(values):
            yield kind, value
    days = mention.days
    if days is None:
        return
    cells = sorted(
        {(round(c.lat / CELL_DEGREES), round(c.lon / CELL_DEGREES)) for c in _readings(mention.place)}, key=str
    )
    first, last = (day.toordinal() // FORTNIGHT for day in days)
    # A year's worth of fortnights would make a mention everybody's neighbour.
    for fortnight in range(first - 1, last + 1) if last - first <= 2 else ():
        for cell in cells:
            yield "near", fortnight, cell
        if not cells:
            yield "then", fortnight, mention.place.name.casefold() if mention.place else ""


# ---- what two mentions have in common --------------------------------------------------------------------------------


def _time(one: Mention, other: Mention, points: SameIncident) -> Weight:
    a, b = one.days, other.days
    if a is None or b is None:
        return points.long_apart, "one of them has no date"
    gap = max((a[0] - b[1]).days, (b[0] - a[1]).days)
    if gap <= 0 and one.incident.occurred.precision == other.incident.occurred.precision == "day":
        return points.same_day, "both give the same day"
    if gap <= 1:
        return points.near_day, "their dates agree, or lie a day apart"
    if gap <= 3:
        return points.few_days, f"their dates lie {gap} days apart"
    if gap <= FORTNIGHT:
        return points.two_weeks, f"their dates lie {gap} days apart"
    return points.long_apart, f"their dates lie {gap} days apart"


def _published_near(one: Mention, other: Mention) -> bool:
    a, b = one.article.published_on, other.article.published_on
    return a is not None and b is not None and abs((a - b).days) <= REPORTED_DAYS


def _place(one: Where | None, other: Where | None, points: SameIncident) -> Weight:
    if one is None or other is None:
        return points.open_place, "the place of one is not known"
    if one.text.casefold() == other.text.casefold() or one.name.casefold() == other.name.casefold():
        return points.same_place, "the same place by name"
    wide = ("country", "region")
    if one.precision in wide or other.precision in wide:
        narrow, around = (one, other) if other.precision in wide else (other, one)
        agree = narrow.country == around.country and (
            around.precision == "country" or narrow.admin in (None, around.name, around.admin)
        )
        return (
            (points.open_place, "one place holds the other") if agree else (points.other_place, "their places differ")
        )
    readings = [(a, b) for a in _readings(one) for b in _readings(other)]
    if not readings:
        return points.open_place, "the place of one is on no map"
    apart = min(distance_km(a.lat, a.lon, b.lat, b.lon) for a, b in readings)
    if apart <= SAME_CITY_KM:
        return points.same_place, "the same place, or one near it"
    return points.other_place, f"their places lie {apart:.0f} km apart"


def _readings(where: Where | None) -> Sequence[PlaceCandidate]:
    return where.candidates[:OPEN_CANDIDATES] if where else ()


def _figures_agree(one: Mention, other: Mention) -> bool:
    """Whether the killed and wounded agree, or one report gives none; who was wounded and died stays one of the same total."""
    a, b = _casualties(one), _casualties(other)
    return a == b or not any(a) or not any(b) or sum(a) == sum(b)


def _dead(mention: Mention, traits: Traits) -> frozenset[str]:
    """The people whom the incident killed: those of its article who stand among its targets."""
    if not mention.incident.killed:
        return frozenset()
    targets = {word.strip(",;.’'").lower() for span in mention.incident.target for word in span.text.split()}
    return frozenset(person for person in traits.people if targets.issuperset(person.split()))


def _casualties(mention: Mention) -> tuple[int, int]:
    def high(count: Count | None) -> int:
        return count.high if count else 0

    return high(mention.incident.killed), high(mention.incident.wounded)


def _likeness(one: int, other: int) -> float:
    """Cosine of two sets of words as bits: 0 nothing in common, 1 the same."""
    return float((one & other).bit_count() / (one.bit_count() * other.bit_count()) ** 0.5) if one and other else 0.0


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
