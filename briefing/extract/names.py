"""Names by shape: `Words` and the lists enter, runs of capitalised words with their titles and roles leave, in text order."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.extract.grammar import (
    AUXILIARIES,
    BREAKERS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    is_adverb,
)
from briefing.extract.lexicon import Lexicon
from briefing.extract.phrases import Range
from briefing.extract.utterances import Layout
from briefing.extract.words import Words

PARTICLES = frozenset("de da di del della der den van von al el la le bin ibn ben abu ter du dos das st.".split())
_OPENERS = (
    frozenset(
        """
        here now just maybe perhaps yes no well even only like also still again asked told see read watch more less much
        such once first second last next according meanwhile however later earlier today inside outside please thank
        thanks let do does did don is are was were has have had can could would should will may might must get go come
        either neither speaking add adding saying said calling citing noting since ever never always sometimes recently
        currently
        """.split()
    )
    | BREAKERS
    | DETERMINERS
    | (PREPOSITIONS - {"of"})
    | PRONOUNS
    | TIME_WORDS
)
# A headline's capitals: "Reyes Is Over Lind" is no name.
_INNER_STOPS = (
    TIME_WORDS | AUXILIARIES - {"may", "will"} | (PREPOSITIONS - {"in", "of"}) | (DETERMINERS - {"a", "the"}) | BREAKERS
)
# What a sentence's first capital may be beside a name: "Former Reyes", "Presumptive nominee".
ADJECTIVES = frozenset(
    """
    former ex then late acting outgoing incoming longtime veteran senior top leading presumptive presidential fellow
    billionaire republican democratic conservative liberal opposition corporate rival and but while
    """.split()
)
_WITH_OF = frozenset({"university", "bank", "chamber", "house"})
_LONGEST = 12
_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: tokens first … end-1 are the name, `lead` its titles and roles before it, if any."""

    first: int
    end: int
    lead: Range | None
    title: str
    organisation: bool
    definite: bool  # "the" before it
    quoted: bool

    @property
    def size(self) -> int:
        return self.end - self.first


class NameFinder:
    """Finds names; `places` holds lower-case names and demonyms of countries, which are never persons."""

    def __init__(self, lexicon: Lexicon, countries: frozenset[str], demonyms: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.countries = countries
        self.demonyms = demonyms

    def find(self, words: Words, layout: Layout) -> list[Name]:
        found: list[Name] = []
        index = 0
        sentence_starts = {first for first, _ in words.sentences}
        while index < len(words):
            if not self._starts(words, index, sentence_starts):
                index += 1
                continue
            end = self._end(words, index)
            found += self._named(words, layout, index, end)
            index = max(end, index + 1)
        return found

    def _starts(self, words: Words, index: int, sentence_starts: set[int]) -> bool:
        word = words.text[index]
        if not word[:1].isupper() or not (len(word) > 1 or words.lower[index + 1 : index + 2] == ["."]):
            return False
        lower = words.lower[index]
        if self._shouted(words, index):
            return False
        if lower not in _OPENERS:
            return True
        named = lower in ("will", "april", "june") and index not in sentence_starts
        return named and index + 1 < len(words) and words.is_capital(index + 1)

    def _shouted(self, words: Words, index: int) -> bool:
        """Whether an upper-case word is a verb or a function word: "THE MAYOR SAID"."""
        lower = words.lower[index]
        if len(lower) < 2 or not words.text[index].isupper():
            return False
        return lower in self.lexicon.verbs or lower in AUXILIARIES or lower in DETERMINERS or lower in PREPOSITIONS

    def _end(self, words: Words, first: int) -> int:
        index = first + 1
        while index < len(words) and index - first < _LONGEST:
            step = self._goes_on(words, index)
            if not step:
                break
            index += step
        return index

    def _goes_on(self, words: Words, index: int) -> int:
        """How many tokens at `index` carry a name on; 0 where it ends."""
        word, lower = words.text[index], words.lower[index]
        following = index + 1 < len(words) and words.is_capital(index + 1)
        if word == "-":
            tight = (
                words.end[index - 1] == words.start[index] and following and words.end[index] == words.start[index + 1]
            )
            return 2 if tight else 0
        if word == ".":
            return int(following and len(words.text[index - 1]) == 1 and words.is_capital(index - 1))
        if lower == "'s":  # "Children's Hospital", "Reyes's Spokesman"
            owned = following and words.lower[index + 1] in self.lexicon.organisations
            owner = words.lower[index - 1] in self.countries or words.lower[index - 1] in self.lexicon.organisations
            return 2 if owned and not owner else 0
        if words.is_capital(index):
            return int(lower not in _INNER_STOPS and not self._shouted(words, index))
        if lower == "of":
            return int(following and words.lower[index - 1] in self.lexicon.organisations | _WITH_OF)
        if lower in PARTICLES:
            return int(following and words.lower[index + 1] not in TIME_WORDS)
        return int(lower in _SUFFIXES)

    def _named(self, words: Words, layout: Layout, first: int, end: int) -> list[Name]:
        lexicon = self.lexicon
        cut, title = self._after_titles(words, first, end)
        while cut == first and cut < end and words.lower[cut] in self.demonyms and end - cut > 2:
            cut += 1  # "Iraqi Yusuf Karim"; a name that follows a demonym alone
        if cut >= end or (end - cut > 1 and words.lower[end - 1] in lexicon.people and words.lower[end] != "'s"):
            return []  # "Ohio Republicans" are people, and no name
        definite = first > 0 and words.lower[first - 1] == "the" and cut == first
        name = words.lower[cut:end]
        if " ".join(name) in self.countries or (len(name) == 1 and name[0] in self.demonyms):
            return []
        organisation = any(word in lexicon.organisations for word in name) or (
            len(name) == 1 and words.text[cut].isupper() and len(words.text[cut]) > 1 and not title
        )
        lead = self._lead(words, first, cut)
        if lead is not None and not title:
            title = words.lower[lead[1] - 1]
        return [Name(cut, end, lead, title, organisation and not title, definite, layout.quoted(cut))]

    def _after_titles(self, words: Words, first: int, end: int) -> tuple[int, str]:
        """Where the name proper begins, and its last title: "Murray Police Chief | Kenny Bass"; "Kim King-Macon" has none."""
        lexicon = self.lexicon
        cut, title = first, ""
        body = any(word in lexicon.organisations for word in words.lower[first:end])  # "Democratic Party"
        for index in range(first, end):
            lower = words.lower[index]
            following = words.lower[index + 1] if index + 1 < end else ""
            if following in ("-", "'s"):
                break
            titled = (
                lower in lexicon.titles
                or lower in lexicon.roles
                or (following == "." and lower + "." in lexicon.titles)
            )
            if titled:
                cut = index + 1 + (following == ".")
                title = title if title and title not in lexicon.roles else lower.rstrip(".")
            elif cut == index and (
                lower in lexicon.people or (lower in ADJECTIVES and not body) or self._adverb(words, index, following)
            ):
                cut = index + 1  # "Neighbors", "Neighbor Karen Radtke", "Former Reyes", "Interestingly Reyes"
        return cut, title

    def _adverb(self, words: Words, index: int, following: str) -> bool:
        return bool(following) and is_adverb(words.lower[index]) and words.sentence_of(index)[0] == index

    def _lead(self, words: Words, first: int, cut: int) -> Range | None:
        """The role before a name, with its lower-case part: "interior minister Gerald", "former President"."""
        start = first
        lexicon = self.lexicon
        index = first - 1
        while index >= 0 and first - index < 7:
            lower = words.lower[index]
            near = words.end[index] <= words.start[index + 1] and words.start[index + 1] - words.end[index] <= 1
            if not near or lower in _OPENERS or not (lower.isalpha() or lower == "-"):
                break
            if lower in lexicon.verbs and lower not in lexicon.roles:
                break
            if start == first and cut == first and lower not in lexicon.roles and lower not in lexicon.titles:
                break
            start = index
            index -= 1
        return (start, cut) if start < cut else None
