"""Where names begin and end, by what the article shows: runs of capitals enter, the same with their borders drawn leave.

A run that stands alone in one sentence tells where a name ends in another; a headline, where every word is a capital, has only the
names that the body has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from briefing.extract.grammar import AUXILIARIES, BREAKERS, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.phrases import Range
from briefing.extract.words import Words

_JOINED_ENDS = frozenset(
    """
    services service commission administration committee council agency association institute bureau board authority
    foundation trust company department prevention enforcement coalition alliance federation league union society center
    school university conference
    """.split()
)
_SMALL = PREPOSITIONS | BREAKERS | AUXILIARIES | DETERMINERS | PRONOUNS  # what a headline leaves in lower case


class Finder(Protocol):
    """What the borders ask of the finder of names."""

    lexicon: Lexicon

    def after_titles(self, words: Words, first: int, end: int) -> tuple[int, str]: ...

    def begins_person(self, words: Words, first: int, end: int) -> bool: ...


class Borders:
    """What an article's body shows of its names, by which the borders of a run are drawn."""

    def __init__(self, finder: Finder, words: Words, body: list[Range], openings: set[int]) -> None:
        self.finder = finder
        self.lexicon = finder.lexicon
        self.words = words
        self.inside: Counter[tuple[str, ...]] = Counter()  # runs within a sentence, titles off
        self.surnames: set[str] = set()
        self.full: set[tuple[str, ...]] = set()
        self.ordinary = {word for word in words.text if word.islower()}
        self.openings = openings
        for first, end in body:
            cut, title = finder.after_titles(words, first, end)
            if cut >= end:
                continue
            key = tuple(words.lower[cut:end])
            person = finder.begins_person(words, cut, end)
            if first not in openings:
                self.inside[key] += 1
            if len(key) > 1 and (first not in openings or person):
                self.full.add(key)
            if person or title:
                self.surnames.add(key[-1])

    def of_body(self, run: Range) -> list[Range]:
        """The run, without a sentence's first word that is none of the name's, and cut where a body's name ends."""
        first, end = run
        lower = self.words.lower
        key = tuple(lower[first:end])
        if first in self.openings and len(key) > 1 and not self.inside[key] and self._is_ordinary(lower[first]):
            rest = key[1:]
            if rest[-1] not in self.lexicon.organisations and (
                self.inside[rest] or (len(rest) == 1 and rest[0] in self.surnames)
            ):
                return [(first + 1, end)]  # "Injecting Reyes into …"
        if first in self.openings and len(key) == 1 and self._is_plain(key[0]):
            return []  # "Companies", "Federal"
        return self._split(first, end) or [run]

    def _is_plain(self, word: str) -> bool:
        lexicon = self.lexicon
        if self.inside[(word,)] or word in self.surnames or word in lexicon.first_names:
            return False
        listed = word in lexicon.people or word in lexicon.documents or word in lexicon.organisations
        return listed or word in self.ordinary

    def _is_ordinary(self, word: str) -> bool:
        lexicon = self.lexicon
        if word in lexicon.first_names or word in lexicon.titles or word in lexicon.roles:
            return False
        return word in self.ordinary or word in lexicon.verbs or word in FINITE or word.endswith("ing")

    def _split(self, first: int, end: int) -> list[Range] | None:
        """As in "Northern Post | Reyes": a body's name, then one that the article has elsewhere."""
        key = tuple(self.words.lower[first:end])
        if len(key) < 2 or self.inside[key] > 1 or key[0] in self.lexicon.first_names:
            return None
        for stop in range(1, len(key)):
            rest = key[stop:]
            if rest not in self.full and not (len(rest) == 1 and rest[0] in self.surnames):
                continue
            if key[stop - 1] in self.lexicon.organisations or self.inside[key[:stop]] > 1:
                return [(first, first + stop), (first + stop, end)]
        stop = len(key) - 2
        titled = stop > 0 and (key[stop - 1] in self.lexicon.titles or key[stop - 1] in self.lexicon.roles)
        body = stop > 0 and not titled and not self.lexicon.organisations.isdisjoint(key[:stop])
        alone = stop > 0 and key[stop - 1] in self.lexicon.organisations and self.inside[key[-1:]] > 0
        if alone or (body and self.finder.begins_person(self.words, first + stop, end)):
            return [(first, first + stop), (first + stop, end)]  # "Speaker of the House | Ada Reyes"
        return None

    def of_headline(self, run: Range) -> list[Range]:
        """The names in a run of a headline: those of the body, else pairs that a given name begins, else the run up to a verb."""
        first, end = run
        lower = self.words.lower
        found: list[Range] = []
        index = first
        while index < end:
            stop = next((stop for stop in range(end, index, -1) if self._has(tuple(lower[index:stop]))), None)
            if stop is not None:
                given = index > first and lower[index - 1] in self.lexicon.first_names and stop == index + 1
                found.append((index - given, stop))
            index = stop or index + 1
        if found:
            return [self._with_titles(first, piece) for piece in found]
        stop = next((i for i in range(first + 1, end) if lower[i] in self.lexicon.verbs or lower[i] in FINITE), end)
        return [(first, stop)]

    def _has(self, key: tuple[str, ...]) -> bool:
        return key in self.full or (len(key) == 1 and (key[0] in self.surnames or self.inside[key] > 0))

    def _with_titles(self, low: int, piece: Range) -> Range:
        first = piece[0]
        while first > low and self.words.lower[first - 1] in self.lexicon.titles:
            first -= 1
        return first, piece[1]

    def joined(self, runs: list[Range]) -> Iterator[Range]:
        """Two runs with "and" between them that are one body: "Citizenship and Immigration Services"."""
        index = 0
        while index < len(runs):
            first, end = runs[index]
            if index + 1 < len(runs) and runs[index + 1][0] == end + 1 and self.words.lower[end] == "and":
                following = runs[index + 1]
                if self._is_one(first, end, following):
                    yield first, following[1]
                    index += 2
                    continue
            yield first, end
            index += 1

    def _is_one(self, first: int, end: int, following: Range) -> bool:
        lower = self.words.lower
        left, right = lower[first:end], lower[following[0] : following[1]]
        if left[0] in self.lexicon.first_names or right[0] in self.lexicon.first_names | self.lexicon.titles:
            return False
        if left[-1] in self.lexicon.organisations | self.surnames or left[0] in self.lexicon.titles:
            return False
        if right[-1] in _JOINED_ENDS:
            return len(right) > 1 or len(left) > 1
        return len(right) == 1 and len(left) > 2 and bool({"of", "for"} & set(left))


def is_headline(words: Words, first: int, end: int) -> bool:
    """Whether every longer word but those of grammar is a capital: a title, where capitals tell nothing."""
    longer = [
        i
        for i in range(first, end)
        if len(words.text[i]) > 3 and words.text[i].isalpha() and words.lower[i] not in _SMALL
    ]
    return len(longer) > 3 and all(words.is_capital(i) for i in longer)
