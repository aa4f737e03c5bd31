"""Phrases that commas and "and" join: the tokens of a source enter, the ranges of its parts leave, brackets left out."""

from __future__ import annotations

from briefing.extract.grammar import PREPOSITIONS
from briefing.extract.phrases import Range
from briefing.extract.words import Words

_RELATIVE = frozenset({"who", "which"})
_COMPLEMENT = frozenset({"of", "for"})


def parts_of(words: Words, first: int, end: int) -> tuple[list[Range], bool]:
    """The joined phrases in tokens first … end-1, and whether commas divide them; none where no "and" joins them.

    "Reyes (D-Ohio), Lind and Okafor" has three parts. Appositions between commas are parts too: whether a part is somebody is for
    the caller to say. An "and" behind "of" ("head of health and safety") joins nothing, unless a comma stands before it.
    """
    lower = words.lower
    parts: list[Range] = []
    start = index = first
    commas = joined = False
    while index < end and lower[index] not in _RELATIVE and (commas or lower[index] not in _COMPLEMENT):
        if lower[index] == "(":
            index = next((i for i in range(index, end) if lower[i] == ")"), end) + 1
            continue
        inside = lower[index] == "and" and commas and _goes_on(words, start, index)
        if lower[index] in (",", "and") and not inside:
            if index > start:
                parts.append((start, _before_bracket(words, start, index)))
            commas |= lower[index] == ","
            joined |= lower[index] == "and"
            start = index + 1
        index += 1
    if not joined or (index < end and commas and lower[index] in _RELATIVE):
        return [], commas
    if start < end:
        parts.append((start, _before_bracket(words, start, end)))
    return parts, commas


def _goes_on(words: Words, start: int, index: int) -> bool:
    """Whether an "and" belongs to an apposition: "an official under Reyes | and Lind"."""
    within = any(words.lower[i] in PREPOSITIONS for i in range(start, index))
    return within and not words.is_capital(start)


def _before_bracket(words: Words, first: int, end: int) -> int:
    return next((i for i in range(first + 1, end) if words.lower[i] == "("), end)
