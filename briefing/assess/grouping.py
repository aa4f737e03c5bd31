"""One happening once: articles and incidents go in, groups of reprints and of mentions of the same happening come out.

Simple on purpose: both look only at what bears on one event. Two mentions are one happening when type, date and place agree
at their precision and something more speaks for it (the same figures, the same names, much the same words).
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from briefing.assess.wording import paragraph_around
from briefing.geography import distance_km
from briefing.models import Article, Incident, TextGroup, When, Where

PARAGRAPH = "\n\n"
SHINGLE_WORDS = 5
SAME_TEXT = 0.5  # share of the shorter text's shingles that stand in the longer one: trimmed copies score near 1
SAME_CITY_KM = 20.0
DATE_SLACK_DAYS = 1  # reports of one night's incident date it before and after midnight
UNDATED_SLACK_DAYS = 14  # an incident without a date may be this much older than its article
SAME_WORDS = 0.2  # Jaccard of the content words of two paragraphs
_WORD = re.compile(r"\w+")
# What happens in a large city every week: two reports of it are not one happening for being near each other.
_COMMON_TYPES = frozenset(
    """shooting stabbing assault attack-other arrest theft-robbery drug-crime accident-transport fire arson protest strike
    threat other""".split()
)
# Capitalised words that many reports share: they tell no happening from another.
_COMMON_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december police department hospital county city state street avenue officer sheriff mayor""".split()
)
_AGE = re.compile(r"\b\d{1,3}-(?:year|month|week)-old\b")
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w’'-]+")


class _Union:
    """Union–find over any keys; a set's root is its smallest member, so the result does not depend on order."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        parent = self._parent.setdefault(key, key)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[key] = parent
        return parent

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def sets(self, keys: Iterable[str]) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            found[self.root(key)].append(key)
        return [sorted(found[root]) for root in sorted(found)]


def same_text(articles: Sequence[Article]) -> tuple[TextGroup, ...]:
    """Groups of two or more articles whose texts are near-identical; only articles that share a shingle are compared."""
    shingles = {article.id: _shingles(article.text) for article in articles}
    holders: dict[Hashable, list[str]] = defaultdict(list)
    for article in articles:
        # The smallest hundred by content hash: copies share most of them, strangers none (bottom-k sketch).
        for shingle in sorted(shingles[article.id], key=_stable)[:100]:
            holders[shingle].append(article.id)
    union = _Union()
    compared: set[tuple[str, str]] = set()
    for ids in holders.values():
        for index, one in enumerate(ids):
            for other in ids[index + 1 : index + 50]:
                if (one, other) not in compared:
                    compared.add((one, other))
                    small = min(len(shingles[one]), len(shingles[other])) or 1
                    if len(shingles[one] & shingles[other]) / small >= SAME_TEXT:
                        union.join(one, other)
    by_id = {article.id: article for article in articles}
    groups = []
    for members in union.sets(by_id):
        if len(members) > 1:
            first, *others = sorted(members, key=lambda i: (by_id[i].published_on or dt.date.max, i))
            groups.append(TextGroup(original=first, reprints=tuple(others)))
    return tuple(groups)


def _stable(shingle: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    # Python's own hash changes with the process; CRC-32 does not.
    return (zlib.crc32(" ".join(shingle).encode()), shingle)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1)))


@dataclass(frozen=True, slots=True)
class Mention:
    """An incident with what is needed to compare it: its article, its place as chosen for the event."""

    incident: Incident
    article: Article
    place: Where | None
    text_key: str  # id of the original among reprints: mentions in copies of one text are compared by their sentence

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The days it may have happened on, with the slack of its precision."""
        when = self.incident.occurred
        if when.start and when.end:
            slack = dt.timedelta(days=DATE_SLACK_DAYS if when.precision == "day" else 0)
            return (when.start - slack, when.end + slack)
        if self.article.published_on:
            slack = dt.timedelta(days=UNDATED_SLACK_DAYS)
            return (self.article.published_on - slack, self.article.published_on)
        return None


def same_incident(mentions: Sequence[Mention], *, group_of: Callable[[str], str]) -> list[list[Mention]]:
    """Partition of the mentions into happenings; `group_of` gives a type's group. Deterministic in any order of input."""
    features = {mention.incident.id: _Features(mention) for mention in mentions}
    union = _Union()
    ordered = sorted(mentions, key=lambda m: m.incident.id)
    for index, one in enumerate(ordered):
        union.root(one.incident.id)
        for other in ordered[index + 1 :]:
            if group_of(one.incident.type) == group_of(other.incident.type) and _same(one, other, features):
                union.join(one.incident.id, other.incident.id)
    by_id = {mention.incident.id: mention for mention in mentions}
    return [[by_id[key] for key in members] for members in union.sets(by_id)]


class _Features:
    def __init__(self, mention: Mention) -> None:
        start, end = paragraph_around(
            mention.article.text, mention.incident.sentence.start, mention.incident.sentence.end
        )
        nearby = f"{mention.article.title}. {mention.article.text[start:end]}"
        outlet = mention.article.outlet or ""
        place = {word.lower() for word in _WORD.findall(f"{mention.place.text if mention.place else ''} {outlet}")}
        self.words = {word for word in _WORD.findall(nearby.lower()) if len(word) > 3} - place
        self.ages = set(_AGE.findall(nearby))
        # The opening names what the rest of a report calls "the station" or "the attack".
        named = f"{nearby} {mention.article.text.split(PARAGRAPH, 1)[0]}"
        self.names = (
            {n.lower() for n in _NAME.findall(named) if len(n) > 2 and (n[1:].islower() or not n.isalpha())}
            - place
            - _COMMON_NAMES
        )


def _same(one: Mention, other: Mention, features: dict[str, _Features]) -> bool:
    a, b = one.incident, other.incident
    if one.text_key == other.text_key and one.article.id != other.article.id and a.trigger.text == b.trigger.text:
        return _jaccard(set(_WORD.findall(a.sentence.text)), set(_WORD.findall(b.sentence.text))) >= 0.5
    if one.article.id == other.article.id:
        return False  # the extractor has told them apart
    days_a, days_b = one.days, other.days
    if days_a is None or days_b is None or days_a[0] > days_b[1] or days_b[0] > days_a[1]:
        return False
    place = _place_agreement(one.place, other.place)
    if place == 0:
        return False
    fa, fb = features[a.id], features[b.id]
    evidence = place
    evidence += _is_exact(a.occurred) and _is_exact(b.occurred) and a.occurred.start == b.occurred.start
    evidence += _jaccard(fa.words, fb.words) >= SAME_WORDS
    evidence += bool(fa.names & fb.names)
    evidence += not {a.type, b.type} & _COMMON_TYPES
    evidence += bool(fa.ages & fb.ages)
    for figure_a, figure_b in ((a.killed, b.killed), (a.wounded, b.wounded)):
        if figure_a and figure_b:
            agree = figure_a.low <= figure_b.high and figure_b.low <= figure_a.high
            evidence += 1 if agree and figure_a.high > 0 else 0
    return evidence >= 4


def _is_exact(when: When) -> bool:
    return when.precision == "day"


def _place_agreement(one: Where | None, other: Where | None) -> int:
    """0 apart, 1 one holds the other or one is not known, 2 the same place."""
    if one is None or other is None:
        return 1
    if one.country and other.country and one.country != other.country:
        return 0
    if "country" in (one.precision, other.precision) or "region" in (one.precision, other.precision):
        narrow, wide = (one, other) if other.precision in ("country", "region") else (other, one)
        return 1 if wide.precision == "country" or narrow.admin in (None, wide.name, wide.admin) else 0
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 2 if one.name.casefold() == other.name.casefold() else 1
    return 2 if distance_km(one.lat, one.lon, other.lat, other.lon) <= SAME_CITY_KM else 0


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
