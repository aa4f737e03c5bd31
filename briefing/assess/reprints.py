"""One text once: articles go in, groups of copies come out, each with the text that leads, its earlier versions and its reprints.

Two articles are one text when most of the shorter one's word sequences stand in the longer one, and the shorter one is a good part of
the longer or its beginning. A round-up that holds a whole story in its middle is another text.

No article is held against all others: each is looked up by the smallest hashes of its word sequences (a bottom-k sketch, of which
copies share most), and of a cluster only one article stands under a hash, so that ten thousand copies cost no more than ten thousand
articles.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from briefing.models import Article, TextGroup

SHINGLE_WORDS = 4
SKETCH = 24  # smallest hashes by which an article is found: of a copy cut to a fifth some still are shared in 99 of 100 cases
LEAST_SHARED = 2  # smallest hashes that an article shares with its copy
MOST_SHARING = 16  # clusters under one hash; a sequence that more share is boilerplate and leads nowhere
MOST_COMPARED = 12  # clusters that an article is held against, those that share most hashes with it
MOST_KEPT = 2048  # hashed texts in memory while comparing
MOST_WORDS = 20_000  # words of an article that are read
SAME_TEXT = 0.5  # share of the shorter text that stands in the longer one
SAME_PART = 0.3  # … which is at least so much of it, or else its beginning
SAME_TITLE = 0.25  # Jaccard of the titles of two versions
SAME_PAGE = 0.3  # share that suffices for two versions under one address
LEAST_OPENING = 60  # word sequences that a beginning has at least: a notice before the text is shorter
Hashes = npt.NDArray[np.uint64]
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


def same_text(articles: Sequence[Article], *, share: float = SAME_TEXT) -> tuple[TextGroup, ...]:
    """Groups of two or more articles with one text; `share` is that of the shorter text in the longer one. In any order of input.

    The text published first leads, in the latest version that its outlet has of it.
    """
    ordered = sorted(articles, key=_earliest_first)
    clusters = _Clusters(ordered, share)
    for number in range(len(ordered)):
        clusters.take(number)
    groups = [_group([ordered[number] for number in members]) for members in clusters.members() if len(members) > 1]
    return tuple(sorted(groups, key=lambda group: group.original))


def _earliest_first(article: Article) -> tuple[dt.date, str]:
    return (article.published_on or dt.date.max, article.id)


def _group(members: Sequence[Article]) -> TextGroup:
    """The members, earliest first, as a group. A later text of the same outlet that is no shorter is a version, not a copy."""
    by_outlet: dict[str, list[Article]] = defaultdict(list)
    for article in members:
        by_outlet[article.outlet or article.id].append(article)
    latest: list[Article] = []
    earlier: list[str] = []
    for versions in by_outlet.values():
        standing = versions[0]
        for article in versions[1:]:
            if not _is_version(article, standing):
                latest.append(article)
            elif _updates(article, standing):
                earlier.append(standing.id)
                standing = article
            else:
                earlier.append(article.id)
        latest.append(standing)
    latest.sort(key=lambda article: (article.outlet != members[0].outlet, _earliest_first(article)))
    original, *reprints = latest
    return TextGroup(original=original.id, reprints=tuple(article.id for article in reprints), earlier=tuple(earlier))


def _is_version(one: Article, other: Article) -> bool:
    """Whether two texts of one outlet are one article: the same address, or titles that share words."""
    if one.url is not None and one.url == other.url:
        return True
    a, b = (set(_WORD.findall(article.title.lower())) for article in (one, other))
    return a == b or len(a & b) >= SAME_TITLE * len(a | b)


def _updates(later: Article, standing: Article) -> bool:
    """Whether it takes the place of what stands: the same address and a later day, or more text."""
    newer = _earliest_first(later)[0] > _earliest_first(standing)[0]
    if newer and later.url is not None and later.url == standing.url:
        return True
    return len(later.text) > len(standing.text) or (newer and len(later.text) == len(standing.text))


class _Clusters:
    """Union–find over the articles' numbers, with what leads from a hash to the clusters that have it."""

    def __init__(self, articles: Sequence[Article], share: float) -> None:
        self._articles = articles
        self._share = share
        self._parent = list(range(len(articles)))
        self._sharing: dict[int, list[int]] = {}
        self._pages: dict[tuple[str, str], int] = {}
        self._kept: OrderedDict[int, tuple[Hashes, Hashes]] = OrderedDict()

    def members(self) -> Iterable[list[int]]:
        """The clusters, each in the order of its numbers."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self._root(number)].append(number)
        return found.values()

    def take(self, number: int) -> None:
        """Find the article's copies among those taken before, and make it findable."""
        article = self._articles[number]
        sequence, _ = self._hashed(number)
        if not len(sequence):
            return
        keys = [int(key) for key in self._sketch(number)]
        votes: Counter[int] = Counter()
        for key in keys:
            sharing = self._sharing.get(key, ())
            votes.update(sharing if len(sharing) < MOST_SHARING else ())
        likely = [other for other, count in votes.items() if count >= LEAST_SHARED or len(keys) < SKETCH]
        # Of several texts that an article holds (a round-up, a page with two stories) it is a copy of one at most.
        for other in sorted(likely, key=lambda other: (-votes[other], other))[:MOST_COMPARED]:
            if self._is_copy(number, other, self._share):
                self._join(number, other)
                break
        if article.outlet and article.url:
            page = self._pages.setdefault((article.outlet, article.url), number)
            if self._root(page) != self._root(number) and self._is_same_page(number, page):
                self._join(number, page)
        root = self._root(number)
        for key in keys:
            sharing = self._sharing.setdefault(key, [])
            if len(sharing) < MOST_SHARING and all(self._root(other) != root for other in sharing):
                sharing.append(number)

    def _root(self, number: int) -> int:
        while number != self._parent[number]:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def _is_copy(self, one: int, other: int, share: float) -> bool:
        (short, short_set), (long, long_set) = sorted(
            (self._hashed(one), self._hashed(other)), key=lambda pair: len(pair[1])
        )
        common = len(np.intersect1d(short_set, long_set, assume_unique=True))
        if common < share * len(short_set):
            return False
        return common >= SAME_PART * len(long_set) or (len(short_set) >= LEAST_OPENING and _begins(short, long, share))

    def _is_same_page(self, one: int, other: int) -> bool:
        a, b = self._hashed(one)[1], self._hashed(other)[1]
        common = len(np.intersect1d(a, b, assume_unique=True))
        return common >= SAME_PAGE * min(len(a), len(b))

    def _sketch(self, number: int) -> Hashes:
        return self._hashed(number)[1][:SKETCH]

    def _hashed(self, number: int) -> tuple[Hashes, Hashes]:
        """The text's word sequences as hashes, in order and as a sorted set; the latest asked for are kept."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        sequence = hashed(self._articles[number].text)
        self._kept[number] = (sequence, np.unique(sequence))
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[number]


def hashed(text: str) -> Hashes:
    """A hash of each `SHINGLE_WORDS` words in a row, in the order of the text; the same on every machine.

    A text of fewer words has one hash, that of all its words; a text without words none.
    """
    words = _WORD.findall(text.lower())[:MOST_WORDS]
    if not words:
        return np.empty(0, np.uint64)
    # CRC-32, since Python's own hash changes with the process; mixed, so that small values are as random as others.
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    width = min(SHINGLE_WORDS, len(words))
    mixed = np.zeros(len(words) - width + 1, np.uint64)
    for offset in range(width):
        mixed = (mixed ^ codes[offset : offset + len(mixed)]) * _MULTIPLIERS[offset % len(_MULTIPLIERS)]
        mixed ^= mixed >> np.uint64(29)
    mixed *= _MULTIPLIERS[0]
    return np.asarray(mixed ^ (mixed >> np.uint64(32)), np.uint64)


def _begins(short: Hashes, long: Hashes, share: float) -> bool:
    """Whether the longer text begins with the shorter one: a copy that was cut from the end, as wire copy is."""
    opening = np.unique(long[: len(short)])
    mine = np.unique(short)
    return len(np.intersect1d(mine, opening, assume_unique=True)) >= max(share, 0.5) * len(mine)
