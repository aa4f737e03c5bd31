"""What office words name: a stretch of tokens enters, the role in it leaves, without article, possessor and nationality."""

from __future__ import annotations

from briefing.extract.grammar import DETERMINERS, PREPOSITIONS
from briefing.extract.lexicon import Lexicon
from briefing.extract.phrases import Range
from briefing.extract.words import Words

_STOPS = frozenset("who whose which that , ; : . ( ) and or but as when where said says says told also — – --".split())
_WITH_COMPLEMENT = frozenset({"of", "for"})
_LONGEST = 9


class Roles:
    """Finds role phrases; `countries` and `demonyms` are lower-case words that do not belong to a role's wording."""

    def __init__(self, lexicon: Lexicon, countries: frozenset[str], demonyms: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.countries = countries | {"us", "u.s.", "uk", "u.k.", "eu", "un"}
        self.demonyms = demonyms

    def find(self, words: Words, first: int, end: int) -> Range | None:
        """The first role in tokens first … end-1: "the French president" → "president"; "head of the port police" whole."""
        head = self._head(words, first, end)
        if head is None:
            return None
        start = head
        while start > first and self._modifies(words, start - 1):
            start -= 1
        while start < head and (
            words.lower[start] in self.countries or words.lower[start] in self.demonyms or words.text[start] == "-"
        ):
            start += 1
        stop = head + 1
        if words.lower[head] not in self.lexicon.spokespeople and stop < end and words.lower[stop] in _WITH_COMPLEMENT:
            index = stop + 1
            while (
                index < end
                and index - head < _LONGEST
                and words.lower[index] not in _STOPS
                and not words.is_space(index)
            ):
                index += 1
            while index > stop + 1 and words.lower[index - 1] in PREPOSITIONS | DETERMINERS:
                index -= 1
            if index > stop + 1:
                stop = index
        return start, stop

    def head(self, words: Words, role: Range) -> str:
        """The role's noun: "minister" of "interior minister", "head" of "head of the port police"."""
        index = self._head(words, *role)
        return words.lower[index] if index is not None else words.lower[role[1] - 1]

    def _head(self, words: Words, first: int, end: int) -> int | None:
        for index in range(first, end):
            lower = words.lower[index]
            if lower in _STOPS or lower in PREPOSITIONS:
                return None
            if lower in self.lexicon.roles or (lower in self.lexicon.titles and lower.isalpha() and len(lower) > 4):
                following = words.lower[index + 1] if index + 1 < end else ""
                if following in self.lexicon.roles and following not in _STOPS:
                    continue  # "police chief", "deputy mayor": the last noun is the head
                later = words.lower[index + 2] if index + 2 < end else ""
                if following in self.lexicon.organisations and later in self.lexicon.roles:
                    continue  # "deputy police chief"
                if following in ("'s", "'"):
                    continue
                if following == "general":
                    return index + 1
                if following == "-" and index + 2 < end:
                    continue
                return index
        return None

    def _modifies(self, words: Words, index: int) -> bool:
        lower = words.lower[index]
        if lower in _STOPS or lower in DETERMINERS or lower in PREPOSITIONS or lower in ("'s", "'"):
            return False
        return lower.replace(".", "").isalpha() or lower == "-"
