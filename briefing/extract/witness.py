"""An article's text enters; what its clauses say of whoever bears a name leaves: he did it, it befell him, or he only speaks.

The encoder learned who takes part in shootings from records that name the people of each, not their clauses, and so takes many a name of an
article for a party: the sheriff's, the reporter's, the neighbour's. A clause tells them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.extract import deeds
from briefing.extract.happenings import Range
from briefing.extract.names import SUFFIXES
from briefing.extract.reader.heads import Heads

_MOST = 24  # mentions of a name that are looked at
_POINTER = re.compile(
    r"\W*(?:RELATED|MORE|READ(?: MORE)?|ALSO(?: READ)?|SEE ALSO|WATCH|Related|Read more|Watch)(?: \w+)?:"
)
_BEFORE, _AFTER = 90, 160  # code points of the sentence around a mention

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]|\.(?![A-Z][a-z]))*")  # "Orr.The" are two: some pages lose the space
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ](?:\.|[\w’'-]*)\s)+$")


def _key(word: str) -> str:
    """A word without its possessive and its full stop."""
    return re.sub(r"['’]s?$|\.$", "", word)


@dataclass(frozen=True, slots=True)
class Told:
    """What an article's clauses say of whoever bears a name: in how many he acts, suffers, speaks, and whether he holds an office."""

    acts: int
    suffers: int
    speaks: int
    official: bool
    written: bool
    """Whether it stands in prose at all, and not only in lines of credit."""


class Witness:
    """Asks the sentences of one article about names."""

    def __init__(self, text: str, sentences: Sequence[Range], heads: Heads | None) -> None:
        self.text = text
        self.sentences = sentences
        self._starts = [start for start, _ in sentences]
        said = () if heads is None else heads.attributions
        self._speakers = sorted({(item.start, item.end) for one in said for item in one.sources})
        self._sources = [start for start, _ in self._speakers]
        persons = [] if heads is None else [item for item in heads.entities if item.label == "Person"]
        self._named = frozenset(word for item in persons for word in text[item.start : item.end].split())
        self._known: dict[str, Told] = {}
        self._places: dict[str, list[int]] = {}  # by a capitalised word: where it stands
        for found in _WORD.finditer(text):
            if found.group()[0].isupper():
                places = self._places.setdefault(_key(found.group()), [])
                if len(places) < _MOST:
                    places.append(found.start())

    def of(self, name: str) -> Told:
        """What is said of a name, by all its mentions; of a person's name also by the surname alone."""
        told = self._known.get(name)
        if told is None:
            told = self._known[name] = self._asked(name)
        return told

    def is_quoted(self, pair: Range) -> bool:
        """Whether somebody else's quotation names it."""
        before = self.text[self.text.rfind("\n", 0, pair[0]) + 1 : pair[0]]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def tells(self, pair: Range) -> bool:
        """Whether these words are the subject of a verb of saying: "detectives" in "Detectives allege that he …"."""
        _, high = self._sentence(pair[0])
        return deeds.alleges(self.text[pair[1] : min(high, pair[1] + _AFTER)])

    def does(self, pair: Range) -> bool:
        """Whether these words are the subject of a deed: "officers" in "officers opened fire"."""
        low, high = self._sentence(pair[0])
        before, after = (
            self.text[max(low, pair[0] - _BEFORE) : pair[0]],
            self.text[pair[1] : min(high, pair[1] + _AFTER)],
        )
        return deeds.acts(before, after, speaking=False)

    def is_aimed_at(self, pair: Range) -> bool:
        """Whether these words are the subject of having been the target."""
        _, high = self._sentence(pair[0])
        return deeds.is_aimed_at(self.text[pair[1] : min(high, pair[1] + 2 * _AFTER)])

    def _asked(self, name: str) -> Told:
        acts = suffers = speaks = 0
        official = written = False
        for start, end in self._mentions(name):
            low, high = self._sentence(start)
            before, after = self.text[max(low, start - _BEFORE) : start], self.text[end : min(high, end + _AFTER)]
            above = self.text[max(0, start - _BEFORE) : start]
            if deeds.signs(above, self.text[end : end + 60]) or self._is_lone(start, end) or deeds.renames(above):
                continue
            written = True
            speaking = deeds.speaks(before, after) or self._is_source(start, end)
            speaks += speaking
            official = official or deeds.holds_office(before, after)
            acts += deeds.acts(before, after, speaking=speaking)
            suffers += deeds.suffers(before, after, speaking=speaking)
        return Told(acts, suffers, speaks, official, written)

    def _mentions(self, name: str) -> Iterator[Range]:
        """Where the name stands, or its last word without another person's first."""
        words = [word for word in _WORD.findall(name) if word.lower() not in SUFFIXES]
        last = _key(words[-1]) if words else ""
        for start in self._places.get(last, ()):
            end = start + len(last)
            led = _CAPITALS.search(self.text, max(0, start - 40), start)
            given = list(_WORD.finditer(led.group())) if led and len(words) > 1 else []
            own = next((found.start() for found in given if found.group() in words), None)
            if led is not None and own is not None:
                yield led.start() + own, end
            elif not given or given[-1].group() not in self._named:
                yield start, end

    def _sentence(self, offset: int) -> Range:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.sentences[index][1]:
            return self.sentences[index]
        return offset, offset

    def _is_lone(self, start: int, end: int) -> bool:
        """Whether the name has its line almost to itself, a byline, a heading, or stands in one that points to another report."""
        low = self.text.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
        high = self.text.find("\n", end, end + _BEFORE)
        line = self.text[low : high if high >= 0 else end + _BEFORE]
        if _POINTER.match(line):
            return True
        return len(line) <= (end - start) + 25 and not line.rstrip().endswith((".", "!", "?", "”", '"'))

    def _is_source(self, start: int, end: int) -> bool:
        """Whether it ends, or opens, the words for who makes a statement; not within "the lawyer of Reyes", "Reyes's lawyer"."""
        index = bisect_right(self._sources, start) - 1
        if index < 0:
            return False
        low, high = self._speakers[index]
        if not (low <= start and end <= high) or self.text[end : end + 2] in ("’s", "'s"):
            return False
        lead = self.text[low:start].lower()
        return not re.search(r"\b(?:of|for|with|by|to)\s+(?:\w+\s+)?$", lead)
