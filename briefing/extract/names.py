"""Names by shape: `Words` and the lists enter, runs of capitalised words with their titles and roles leave, in text order.

Two passes: the runs as they stand, then their borders by what the article itself shows (`borders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.extract.borders import Borders, is_headline
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
        currently unlike close anyone anybody everyone everybody someone somebody nobody nothing something
        eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
        fifty sixty seventy eighty ninety hundred thousand
        """.split()
    )
    | BREAKERS
    | DETERMINERS
    | (PREPOSITIONS - {"of"})
    | PRONOUNS
    | TIME_WORDS
)
_NAMES_TOO = frozenset("will april june august don".split())  # openers that are given names before a capital
# A headline's capitals: "Reyes Is Over Lind" is no name.
_INNER_STOPS = (
    TIME_WORDS
    | AUXILIARIES - {"may", "will"}
    | (PREPOSITIONS - {"in", "of"})
    | (DETERMINERS - {"a", "the", "our"})
    | BREAKERS
)
# What a sentence's first capital may be beside a name: "Former Reyes", "Presumptive nominee".
ADJECTIVES = frozenset(
    """
    former ex then late retired acting outgoing incoming longtime veteran senior top leading presumptive presidential fellow
    billionaire republican democratic conservative liberal opposition corporate rival and but while
    """.split()
)
_WITH_OF = frozenset({"university", "bank", "chamber", "house"})
# Bodies named by what they are for: "Committee for a Responsible Budget", "Commission on Presidential Debates".
_WITH_PURPOSE = frozenset(
    """
    alliance association board bureau campaign campaigns center centers centre citizens coalition commission committee
    council department federation forum foundation fund group institute institution league mothers network office
    organization organisation project school society union americans veterans women workers party
    """.split()
)
_PURPOSES = frozenset({"for", "on", "to", "against"})
_OF = _PURPOSES | {"of"}  # no person's name has one
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir"})
_AFTER_HYPHEN = frozenset("era led run like style based born wide area only free type owned elect".split())
BUSINESS = frozenset(
    """
    energy coal oil gas corp corp. corporation inc inc. bank group news airlines airways research holdings capital
    partners motors industries technologies pharmaceuticals media foundation institution institute organization company
    """.split()
)
"""Words that end a firm's name and may be left out of it."""
_SITES = frozenset(
    """
    street road avenue drive lane circle boulevard highway way parkway county park river lake island islands beach hills
    springs heights square bridge valley mountain mountains bay creek falls city township village parish district
    """.split()
)
"""Words that end a place's name."""
_LONGEST = 12
SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: tokens first … end-1 are the name, `lead` its titles and roles before it, if any."""

    first: int
    end: int
    lead: Range | None = None
    title: str = ""
    organisation: bool = False
    definite: bool = False  # "the" before it
    quoted: bool = False
    given: bool = False  # a given name begins it, more follow: a person's

    @property
    def size(self) -> int:
        return self.end - self.first


class NameFinder:
    """Finds names; `countries` and `demonyms` are lower-case words that never name persons."""

    def __init__(self, lexicon: Lexicon, countries: frozenset[str], demonyms: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.countries = countries
        self.demonyms = demonyms

    def find(self, words: Words, layout: Layout) -> list[Name]:
        openings = {first for first, _ in words.sentences}
        headlines = {i for sentence in words.sentences if is_headline(words, *sentence) for i in range(*sentence)}
        runs = list(self._runs(words, openings))
        known = Borders(self, words, [run for run in runs if run[0] not in headlines], openings)
        refined: list[Range] = []
        for run in runs:
            refined += known.of_headline(run) if run[0] in headlines else known.of_body(run)
        found: list[Name] = []
        for first, end in known.joined(refined):
            found += self._named(words, layout, first, end, known.surnames)
        return found

    # ---- runs ----------------------------------------------------------------------------------------------------------

    def _runs(self, words: Words, openings: set[int]) -> Iterator[Range]:
        index = 0
        while index < len(words):
            if not self._starts(words, index, openings):
                index += 1
                continue
            end = self._end(words, index)
            yield index, end
            index = max(end, index + 1)

    def _starts(self, words: Words, index: int, openings: set[int]) -> bool:
        word = words.text[index]
        if not word[:1].isupper() or not (len(word) > 1 or words.lower[index + 1 : index + 2] == ["."]):
            return False
        lower = words.lower[index]
        if self._shouted(words, index):
            return False
        if lower not in _OPENERS:
            return lower not in SUFFIXES
        capital = index + 1 < len(words) and words.is_capital(index + 1)
        if lower not in _NAMES_TOO or not capital or words.lower[index + 1] in _OPENERS:
            return False
        # "Will Reyes sign?" asks, "Will Reyes, the mayor," and "Will Reyes said" name
        after = words.lower[index + 2] if index + 2 < len(words) else ""
        return index not in openings or lower == "don" or after in (",", "said", "says", "told")

    def _shouted(self, words: Words, index: int) -> bool:
        """Whether an upper-case word is a verb or a function word: "THE MAYOR SAID"."""
        lower = words.lower[index]
        if len(lower) < 2 or not words.text[index].isupper():
            return False
        return lower in self.lexicon.verbs or lower in AUXILIARIES or lower in DETERMINERS or lower in PREPOSITIONS

    def _end(self, words: Words, first: int) -> int:
        index = first + 1
        while index < len(words) and index - first < _LONGEST:
            step = self._goes_on(words, first, index)
            if not step:
                break
            index += step
        while index - 1 > first and words.lower[index - 1] in DETERMINERS:
            index -= 1
        return index

    def _goes_on(self, words: Words, first: int, index: int) -> int:
        """How many tokens at `index` carry a name on; 0 where it ends."""
        word, lower = words.text[index], words.lower[index]
        following = index + 1 < len(words) and words.is_capital(index + 1)
        if word == "-":
            return self._past_hyphen(words, first, index)
        if word == "&":
            return 2 if following else 0
        if word == ".":
            short = len(words.text[index - 1]) == 1 or words.lower[index - 1] + "." in self.lexicon.titles
            return int(following and short and words.is_capital(index - 1))
        if lower in ("'s", "'"):  # "Children's Hospital", "Reyes's Spokesman", "Educators' Association"
            owned = following and words.lower[index + 1] in self.lexicon.organisations
            owner = words.lower[index - 1] in self.countries or words.lower[index - 1] in self.lexicon.organisations
            return 2 if owned and not owner else 0
        if words.is_capital(index):
            return int(lower not in _INNER_STOPS and not self._shouted(words, index))
        if lower == "of":
            return int(following and words.lower[index - 1] in self.lexicon.organisations | _WITH_OF | _WITH_PURPOSE)
        if lower in _PURPOSES:
            return self._past_purpose(words, first, index)
        if lower in PARTICLES:
            if words.text[index + 1 : index + 2] == ["-"]:  # "Sami al-Hamad"
                return 3 if index + 2 < len(words) and words.is_capital(index + 2) else 0
            return int(following and words.lower[index + 1] not in TIME_WORDS)
        return int(lower in SUFFIXES)

    def _past_hyphen(self, words: Words, first: int, index: int) -> int:
        """As in "Holtz-Eakin", "Ki-moon", not in "Reyes-backed"."""
        if index + 1 >= len(words) or words.end[index - 1] != words.start[index]:
            return 0
        if words.end[index] != words.start[index + 1]:
            return 0
        if words.is_capital(index + 1):
            return 2
        tail = words.lower[index + 1]
        short = tail.isalpha() and 2 < len(tail) <= 5 and len(words.text[index - 1]) <= 5 and index - first > 1
        return 2 if short and tail not in _AFTER_HYPHEN and not tail.endswith(("ed", "ing")) else 0

    def _past_purpose(self, words: Words, first: int, index: int) -> int:
        """As in "Center for Public Research", "Committee for a Responsible Budget"; not "the committee to Ada Reyes"."""
        noun = words.lower[index - 1]
        opens = index - first == 1 and words.sentence_of(first)[0] == first
        if noun not in _WITH_PURPOSE or (opens and (noun in self.lexicon.people or words.lower[index] != "for")):
            return 0  # "Workers for Amazon", "Citizens on the Hill"
        stop = index + 1 + (words.lower[index + 1 : index + 2] in (["a"], ["an"], ["the"], ["our"]))
        if stop >= len(words) or not words.is_capital(stop):
            return 0
        lower = words.lower[stop]
        if lower in _INNER_STOPS or lower in self.lexicon.first_names or lower in self.lexicon.titles:
            return 0
        return stop - index

    # ---- names ---------------------------------------------------------------------------------------------------------

    def _named(self, words: Words, layout: Layout, first: int, end: int, surnames: set[str]) -> list[Name]:
        lexicon = self.lexicon
        determined = first > 0 and words.lower[first - 1] in DETERMINERS
        if end - first == 1 and words.lower[first] in surnames and not determined:  # "Jordan", "Dean" of "Howard Dean"
            return [Name(first, end, quoted=layout.quoted(first))]
        cut, title = self.after_titles(words, first, end)
        while cut == first and cut < end and words.lower[cut] in self.demonyms and end - cut > 2:
            if any(word in lexicon.organisations for word in words.lower[cut:end]):
                break  # "British Medical Journal"
            cut += 1  # "Iraqi Yusuf Karim"; a name that follows a demonym alone
        if cut >= end:
            body = self._body_before_role(words, first, end)
            return [] if body is None else [Name(first, body, organisation=True, quoted=layout.quoted(first))]
        plural = words.lower[end - 1] in lexicon.people and not self.begins_person(words, cut, end)
        if end - cut > 1 and plural and words.lower[end : end + 1] != ["'s"]:
            return []  # "Ohio Republicans" are people, and no name
        definite = first > 0 and words.lower[first - 1] == "the" and cut == first and not self._describes(words, end)
        name = words.lower[cut:end]
        if " ".join(name) in self.countries or (len(name) == 1 and name[0] in self.demonyms):
            return []
        given = self.begins_person(words, cut, end)
        organisation = not title and (
            (not given and any(word in lexicon.organisations or word in _OF for word in name))
            or (len(name) == 1 and words.text[cut].isupper() and len(words.text[cut]) > 1)
        )
        lead = self._lead(words, first, cut)
        if lead is not None and not title:
            title = words.lower[lead[1] - 1]
        return [
            Name(
                cut,
                end,
                lead=lead,
                title=title,
                organisation=organisation,
                definite=definite,
                quoted=layout.quoted(cut),
                given=given,
            )
        ]

    def _describes(self, words: Words, end: int) -> bool:
        """Whether a plain noun follows, which the name only describes: "the New York | businessman"."""
        lower = words.lower[end] if end < len(words) else ""
        return lower in self.lexicon.roles or lower in self.lexicon.people or lower in self.lexicon.organisations

    def begins_person(self, words: Words, first: int, end: int) -> bool:
        """Whether a given name begins the run and no body's word ends it: "Ada Reyes", not "Ada Reyes Foundation"."""
        if end - first < 2 or words.lower[first] not in self.lexicon.first_names:
            return False
        if words.lower[end - 1] in BUSINESS | _SITES:
            return False  # "Walter Energy", "Wade Street"
        return end - first == 2 or not any(word in self.lexicon.organisations for word in words.lower[first + 2 : end])

    def _body_before_role(self, words: Words, first: int, end: int) -> int | None:
        """Where "Wells Fargo" ends in "Wells Fargo CEO": titles and roles alone follow."""
        stop = end
        while stop > first and self._titled(words, stop - 1, end):
            stop -= 1
        if stop == first or any(self._titled(words, index, end) for index in range(first, stop)):
            return None
        return None if words.lower[stop - 1] in ADJECTIVES | self.lexicon.people | self.demonyms else stop

    def _titled(self, words: Words, index: int, end: int) -> bool:
        lower = words.lower[index]
        following = words.lower[index + 1] if index + 1 < end else ""
        return (
            lower in self.lexicon.titles
            or lower in self.lexicon.roles
            or (following == "." and lower + "." in self.lexicon.titles)
        )

    def after_titles(self, words: Words, first: int, end: int) -> tuple[int, str]:
        """Where the name proper begins, and its last title: "Murray Police Chief | Kenny Bass"; "Kim King-Macon" has none."""
        lexicon = self.lexicon
        cut, title = first, ""
        body = any(word in lexicon.organisations for word in words.lower[first:end])  # "Democratic Party"
        for index in range(first, end):
            lower = words.lower[index]
            following = words.lower[index + 1] if index + 1 < end else ""
            if following in ("-", "'s"):
                break
            if self._titled(words, index, end):
                if self._of_body(words, cut, index, end):
                    break  # "General Assembly", "Citizens for Tax Justice"
                if not following and cut < end and self._is_surname(words, first, cut, index):
                    break  # "Howard Dean", "Mr. King"
                cut = index + 1 + (following == ".")
                title = title if title and title not in lexicon.roles else lower.rstrip(".")
            elif cut == index and (
                ((lower in lexicon.people or lower in ADJECTIVES) and not body) or self._adverb(words, index, following)
            ):
                cut = index + 1  # "Neighbors", "Neighbor Karen Radtke", "Former Reyes", "Interestingly Reyes"
        return cut, title

    def _of_body(self, words: Words, cut: int, index: int, end: int) -> bool:
        """Whether a title's word belongs to the name of a body: what it is for stands before it, or the body's noun ends the run."""
        lower, lexicon = words.lower, self.lexicon
        if cut < index and not _PURPOSES.isdisjoint(lower[cut:index]):
            return True
        rest = lower[index + 1 : end]
        if "'s" in rest and rest[-1] in lexicon.organisations:
            return True  # "Prince George's County"
        return (
            bool(rest)
            and rest[-1] in lexicon.organisations - lexicon.roles - lexicon.people
            and not any(word in lexicon.titles or word in lexicon.roles or word in lexicon.first_names for word in rest)
            and lower[index] not in _HONORIFICS
        )

    def _is_surname(self, words: Words, first: int, cut: int, index: int) -> bool:
        """Whether a title's word that ends a run is the surname: a given name or "Mr." stands before it."""
        before = words.lower[index - 1] if index > first else ""
        if before == "." and index - 2 >= first:
            before = words.lower[index - 2] + "."
        if before in _HONORIFICS:
            return True
        return cut < index and words.lower[cut] in self.lexicon.first_names and index - cut <= 2

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
