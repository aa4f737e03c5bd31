"""The role that stands beside a name: a `Name` among its words enters, the words of its apposition leave."""

from __future__ import annotations

from briefing.extract.grammar import AUXILIARIES, PREPOSITIONS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import Name
from briefing.extract.phrases import Range
from briefing.extract.roles import Roles
from briefing.extract.words import Words


def role_beside(name: Name, words: Words, roles: Roles, lexicon: Lexicon) -> Range | None:
    """The role beside a name: ", the French president," after it, "the interior minister, " before it."""
    end = name.end
    if end < len(words) and words.lower[end] == "(":
        closing = next((i for i in range(end, min(len(words), end + 8)) if words.lower[i] == ")"), None)
        end = closing + 1 if closing is not None else end
    if end < len(words) and words.lower[end] == ",":
        first = end + 1
        if first < len(words) and words.lower[first].isdigit():
            first += 2
        stop = next(
            (i for i in range(first, min(len(words), first + 14)) if words.lower[i] in (",", ".", ";", ":", "”", '"')),
            None,
        )
        if stop is not None and first < stop and _introduces(words, lexicon, first, stop):
            role = roles.find(words, first, stop)
            if role is not None:
                return role
    before = name.first - 1
    if before > 1 and words.lower[before] == ",":
        low, _ = words.sentence_of(before)
        first = before - 1
        while (
            first > low
            and words.lower[first - 1] not in (",", "that", "and", "but", '"', "”", ";", ":")
            and before - first < 14
        ):
            first -= 1
        closes = name.end < len(words) and words.lower[name.end] in (",", "(")
        definite = any(
            words.lower[i] in ("the", "a", "an", "'s", "his", "her", "its", "their") for i in range(first, before)
        )
        if closes and definite and words.lower[first] not in PREPOSITIONS:
            return roles.find(words, first, before)
    return None


def _introduces(words: Words, lexicon: Lexicon, first: int, stop: int) -> bool:
    lower = words.lower[first]
    if (
        lower in ("the", "a", "an", "his", "her", "its", "their", "former", "then", "one", "who")
        or lower in lexicon.roles
    ):
        return lower != "who" or words.lower[first + 1] in ("is", "was", "has", "heads", "leads")
    inside = words.lower[first:stop]
    return (
        "'s" in inside or "of" in inside or "for" in inside or "at" in inside or words.lower[stop - 1] in lexicon.roles
    ) and not any(word in AUXILIARIES and word != "'s" for word in inside)


def words_beside(name: Name, words: Words) -> list[str]:
    """The lower-case words that describe a name where it stands: its lead, and what follows it up to the second comma."""
    first = name.lead[0] if name.lead is not None else name.first
    found = words.lower[first : name.first]
    end = name.end
    if end < len(words) and words.lower[end] == "(":
        closing = next((i for i in range(end, min(len(words), end + 8)) if words.lower[i] == ")"), None)
        if closing is not None:
            found += words.lower[end + 1 : closing]
            end = closing + 1
    if end < len(words) and words.lower[end] == ",":
        stop = end + 1
        while stop < min(len(words), end + 14) and words.lower[stop] not in (",", ".", ";", ":", "”", '"', "\n"):
            stop += 1
        if words.lower[stop : stop + 1] != [] and words.lower[stop] in (",", "."):
            found += words.lower[end + 1 : stop]
    elif end < len(words) and words.lower[end] in ("of", "from"):
        found += words.lower[end + 1 : end + 3]
    return found
