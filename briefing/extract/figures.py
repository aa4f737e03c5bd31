"""A sentence goes in, the figures of dead and hurt that it gives without persons come out: "nobody was hurt", "a double homicide"."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.extract import fates
from briefing.extract.counts import Line, number_ending_at, number_of
from briefing.extract.fates import Fate
from briefing.models import Count

Figure = tuple[Fate, int, int, Count]
"""Fate, first and last word, figure."""

_UNHURT = frozenset("hurt injured wounded injuries injury casualties hit struck victims".split())
_ALIVE = frozenset("killed deaths fatalities died casualties".split())
_BRINGING = frozenset("bringing brings brought raising raised raises".split())
_TOTAL_OF: dict[str, Fate] = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "fatalities": "killed", "victims": "killed",
    "injured": "wounded", "wounded": "wounded", "injuries": "wounded", "hurt": "wounded", "sickened": "wounded",
}  # fmt: skip
_UNSURE = frozenset("attempted attempt no not whether if possible failed".split())
_BETWEEN = frozenset("fatal deadly and apparent suspected".split())


def nought(text: str, line: Line) -> Iterator[Figure]:
    """Figures of nought: "no one was hurt", "without casualties"; "no one else" is no figure."""
    for index, word in enumerate(line.lower):
        if word not in ("no", "nobody", "none", "without"):
            continue
        words = next((words for words in fates.NOBODY if line.lower[index : index + len(words)] == words), None)
        window = set(line.lower[index : index + 9])
        if words is None or {"else", "arrested", "other"} & window:
            continue
        last = index + len(words) - 1
        count = Count(low=0, high=0, text=text[line.start[index] : line.end[last]])
        if window & _UNHURT:
            yield "wounded", index, last, count
        if window & _ALIVE:
            yield "killed", index, last, count


def totals(text: str, line: Line) -> Iterator[Figure]:
    """Totals that a later death makes: "bringing to two the number of people killed", "which raised the death toll to 14"."""
    for index, word in enumerate(line.lower):
        if word not in _BRINGING:
            continue
        window = line.lower[index : index + 14]
        if not {"toll", "number", "total"} & set(window) or "to" not in window:
            continue
        at = index + window.index("to") + 1
        number = number_of(line.lower[at]) if at < len(line) else None
        fate = next((_TOTAL_OF[word] for word in window if word in _TOTAL_OF), None)
        if fate is None and {"death", "toll"} <= set(window):
            fate = "killed"
        if number is not None and fate is not None:
            yield fate, index, at, Count(low=number, high=number, text=text[line.start[at] : line.end[at]])


def counted(text: str, line: Line) -> Iterator[Figure]:
    """Nouns that hold a figure: "a triple shooting", "two bodies", "one fatality"."""
    for index, word in enumerate(line.lower):
        if word in fates.MULTIPLE:
            last = index + 1
            while last < len(line) and line.lower[last] in _BETWEEN:
                last += 1
            fate = fates.MULTIPLIED.get(line.lower[last]) if last < len(line) else None
            if fate is not None:
                number = fates.MULTIPLE[word]
                yield fate, index, last, Count(low=number, high=number, text=text[line.start[index] : line.end[last]])
        elif word in fates.COUNTED and index:
            found = number_ending_at(line, index - 1)
            if found is not None and found[2]:
                first, low, high = found
                yield (
                    fates.COUNTED[word],
                    first,
                    index,
                    Count(low=low, high=high, text=text[line.start[first] : line.end[index]]),
                )


def implied(text: str, line: Line) -> Iterator[tuple[int, int, Count]]:
    """Least numbers of dead that a noun implies (first and last word, figure): two in "a murder-suicide", three in "a double" one."""
    for index, word in enumerate(line.lower):
        last = index if word == "murder-suicide" else -1
        if word == "murder" and line.lower[index + 1 : index + 2] == ("suicide",):
            last = index + 1
        elif word == "murder" and line.lower[index + 1 : index + 3] == ("/", "suicide"):
            last = index + 2
        before = line.lower[max(0, index - 3) : index]
        if last < 0 or not _UNSURE.isdisjoint(before):
            continue
        number = 1 + next((fates.MULTIPLE[word] for word in before if word in fates.MULTIPLE), 1)
        yield index, last, Count(low=number, high=number, text=text[line.start[index] : line.end[last]])
