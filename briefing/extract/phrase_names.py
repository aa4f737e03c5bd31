"""A phrase for a speaker enters, as token numbers; which of its names is its head leaves, and whether it holds a role."""

from __future__ import annotations

from briefing.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, TIME_WORDS, is_adverb
from briefing.extract.lexicon import Lexicon
from briefing.extract.people import People
from briefing.extract.words import Words

_AFTER_NAME = (
    PREPOSITIONS
    | AUXILIARIES
    | PRONOUNS
    | DETERMINERS
    | TIME_WORDS
    | frozenset("and or as also himself herself then to".split())
)


class PhraseNames:
    """Asks the phrases of one article for their names."""

    def __init__(self, words: Words, people: People, lexicon: Lexicon) -> None:
        self.words = words
        self.people = people
        self.lexicon = lexicon

    def name_in(self, first: int, end: int) -> int | None:
        """The first token of the phrase that belongs to a name."""
        return next((i for i in range(first, end) if self.people.at(i) is not None), None)

    def head(self, first: int, end: int) -> int | None:
        """The name that is the phrase's head: not a possessor ("Reyes's lawyers"), not behind a preposition ("people in Leeds")."""
        lower = self.words.lower
        for index in range(first, end):
            if index > first and lower[index] in PREPOSITIONS and lower[index] != "of":
                return None
            if index > first and lower[index].endswith("ing") and self.is_noun(lower[index - 1]):
                return None  # "groups urging Reyes to run"
            if lower[index] == "of" and self._leads_another(index, end):
                continue  # "secretary of state Ada Reyes"
            if lower[index] == "of" and self.people.at(index - 1) is None and not self._in_name(index):
                return None
            person = self.people.at(index)
            if person is None:
                continue
            name = self.people.name_at(index)
            if self._leads_another(index, end):
                continue
            stop = name.end if name is not None else index + 1
            following = lower[stop] if stop < end else ""
            if following in ("'s", "'", "-") or (following and self._is_modified(stop)):
                continue
            if stop < end and self.people.at(stop) is not None:
                continue  # "Leeds Police | Ada Reyes"
            if following == "and" and stop == index + 1 and not person.certain and self.is_noun(lower[end - 1]):
                continue  # "Current and former officials"
            return index
        return None

    def _leads_another(self, index: int, end: int) -> bool:
        """Whether a name only tells whose officer the next one is: "City | crisis manager Ada Reyes"."""
        for first in range(index + 1, min(end, index + 9)):
            other = self.people.name_at(first)
            if other is not None and other.lead is not None and other.lead[0] <= index < other.lead[1]:
                return True
        return False

    def _in_name(self, index: int) -> bool:
        for first in range(max(0, index - 6), index):
            name = self.people.name_at(first)
            if name is not None and name.first <= index < name.end:
                return True
        return False

    def _is_modified(self, index: int) -> bool:
        """Whether a plain noun follows a name, which then only describes it: "the New York | businessman"."""
        word = self.words.lower[index]
        if self.is_noun(word) or word.isdigit():
            return True  # "Channel 9"
        plain = word.replace("-", "").isalpha() and word.islower() and not self.words.is_capital(index)
        return plain and word not in _AFTER_NAME and not is_adverb(word) and not word.endswith(("ing", "ed"))

    def is_noun(self, word: str) -> bool:
        """Whether a word is listed among persons, their roles, bodies and documents."""
        lexicon = self.lexicon
        return (
            word in lexicon.roles
            or word in lexicon.people
            or word in lexicon.organisations
            or word in lexicon.documents
            or word in lexicon.spokespeople
        )

    def has_role(self, first: int, end: int) -> bool:
        """Whether a role or a spokesman stands in the phrase."""
        return any(
            self.words.lower[i] in self.lexicon.roles or self.words.lower[i] in self.lexicon.spokespeople
            for i in range(first, end)
        )
