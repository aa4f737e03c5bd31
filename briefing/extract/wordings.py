"""Spans of an article that name who or what took part enter; whole wordings leave, one for each entity, the fullest.

A cut is mended ("three | bombs"), an article before it goes, a surname stands for the full name, an acronym for the name beside which it
stands in brackets, and who is told only by number ("two people") gives way to who is named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from briefing.extract.counts import NUMBER_WORDS, Line
from briefing.extract.happenings import Range
from briefing.extract.identity import Person, person_of
from briefing.extract.persons import People
from briefing.extract.reader.heads import Heads
from briefing.extract.reader.windows import caseless
from briefing.standards import MONTHS

MOST = 6  # entities of a field
_ARTICLES = frozenset("a an the his her their its our some several another this that these those".split())
_DANGLING = frozenset("of in on at by to and or for from with the a an as who whose near into that which".split())
_COUNTED = frozenset(NUMBER_WORDS) | frozenset(
    "at least about some several many around nearly more than over up to few dozens hundreds another other others both all "
    "people persons person individuals individual victims victim".split()
)
_NO_NAMES = (
    frozenset(month.lower() for month in MONTHS)
    | frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
    | frozenset(
        "despite by but and or if when while after before then there here this that these those it he she they we you i in on at as for "
        "from with to of one no not so yet still also meanwhile however according officials authorities news photo jr sr jr. sr. ii iii "
        "bond bail mr mrs ms mr. mrs. ms. dr dr. cpt capt sgt lt st ave rd dr. blvd street avenue road am pm a.m. p.m.".split()
    )
)
_PARTICLES = frozenset("de da di del della der den van von al el la le bin ibn jr jr. sr sr. ii iii iv y".split())
_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. officer sgt sgt. lt lt. capt capt. cpl cpl. col col. gen gen. maj maj. deputy detective "
    "sheriff chief trooper sergeant lieutenant captain firefighter judge president general colonel major father rev rev. msgr "
    "monsignor senator sen. private".split()
)
_ALIAS = re.compile(r"\(\s*([\w.’'-]{2,12})\s*\)|\[\s*([\w.’'-]{2,12})\s*\]")
_PRONOUNS = frozenset("he him she her they them it himself herself themselves who whom me you us i we himself".split())
_ROADSIDE = re.compile(r"\b(?:on|along|off|onto)\s$")
_STREET = re.compile(
    r"\bblocks? of (?:(?:North|South|East|West|[NSEW]\.?) )?([A-Z]\w+)\b"
    r"|\b\d+(?:st|nd|rd|th)(?: (?:St|Ave)\b\.?| Street| Avenue)? (?:and|&|&amp;) ([A-Z]\w+)\b"
    r"|\b(?:[Oo]n|[Aa]t|[Nn]ear) \d{3,5} ([A-Z]\w+)\b"
)
"""A street's name where nothing calls it one: "the 5700 block of South Morgan", "57th & Morgan", "on 11700 Morgan"."""
_SIDES = ("North", "South", "East", "West")
_AGE_ALONE = re.compile(r"\d+ years? old")
_TOLD = re.compile(
    r"[^\n]*\b(?:reports?|reported|says?|said|discovered|found|identified|confirmed) (?=\w+[- ]?year|[A-Z])"
)
_COURTS = frozenset("Supreme High District Circuit County Superior Criminal Appeals Constitutional Federal".split())
_BY_ROAD = re.compile(r"\b(?:on|at|near|along|of|off|and)\s$")
_WAYS = frozenset("street avenue ave road boulevard blvd lane drive court parkway highway".split())
_MEMBER = re.compile(r"family members?\b")
_INITIAL = re.compile(r".*\s[A-Z]\.", re.DOTALL)  # "Evan F. | Moore": a name that is cut behind an initial
_DIVISION = re.compile(
    r"(?:['’]s)? (?:County|Parish|Borough|Province|District|Prefecture|Police|Sheriff|Fire|University|College|Hospital|School|"
    r"High|Elementary|Medical|Memorial|Park|Street|Avenue|Road|Boulevard)\b"
)  # "Prince George | 's County", "Ann Roe | University"
_AGE_BEFORE = re.compile(r"[\w-]+[- ](?:year|month|week)s?-old (?=[A-Z])")
_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-?TV|-?FM)?|[A-Z]{2,5}-?(?:TV|News)")  # American broadcasters' call letters
_GOES_ON = re.compile(
    r"['’](?!s\b)[^\W\d]|['’]s (?:County|Parish|Square|Street|Avenue|Road|Hospital|School|Office|Department)\b"
)
_GUNS = frozenset("gun guns weapon weapons firearm firearms arms".split())
_EDGE = " \t\n\r\xa0,.;:()[]\"“”'’`"


class Wordings:
    """The wordings of one article. `people` are the nouns of persons, `places` spans of places' names."""

    def __init__(self, text: str, heads: Heads | None, people: Collection[str], places: Sequence[Range]) -> None:
        self.text = text
        self.people = people
        self.bare = caseless(text)
        entities = () if heads is None else heads.entities
        named = [
            (item.start, item.end)
            for item in entities
            if item.label == "Person" and "\n" not in text[item.start : item.end]
        ]
        self._named = frozenset(named)
        self._persons = frozenset(word for start, end in named for word in text[start:end].split())
        self._bodies = frozenset(text[item.start : item.end] for item in entities if item.label == "Organization")
        self._elsewhere = frozenset(
            text[item.start : item.end] for item in entities if item.label in ("Location", "Facility", "NORP")
        ) | {text[start:end] for start, end in places}
        self._streets = frozenset(next(name for name in found.groups() if name) for found in _STREET.finditer(text))
        self._entities = sorted(
            (item.start, item.end)
            for item in entities
            if item.label in ("Person", "Organization", "Facility") and "\n" not in text[item.start : item.end]
        )
        self._given: dict[str, set[str]] = {}  # by a name's first word: the names
        self._full: dict[str, Range] = {}  # by a name's last word: its longest mention
        for start, end in sorted(named):
            start, end = self._untitled(start, end)
            words = text[start:end].split()
            if not 2 <= len(words) <= 5 or not (self.bare or _is_capital(words)):
                continue
            for key in {words[-1].lower(), *(words[1:-1] if len(words) > 2 and self.bare else ())}:
                known = self._full.get(key)
                if known is None or end - start > known[1] - known[0]:
                    self._full[key] = (start, end)
            self._given.setdefault(words[0].lower(), set()).add(words[-1].lower())
        self._aliases: dict[str, str] = {}  # acronym to the words before its bracket
        for found in _ALIAS.finditer(text):
            self._aliases.setdefault(
                (found.group(1) or found.group(2)).lower(),
                text[max(0, found.start() - 90) : found.start()].lower().strip(),
            )

    # ---- one wording ---------------------------------------------------------------------------------------------------

    def words(self, pair: Range) -> str:
        return " ".join(self.text[pair[0] : pair[1]].split())

    def whole(self, pair: Range, *, named: bool = False) -> Range | None:
        """The span without article and loose ends, `named` with the rest of a name that it cuts; None where no substance is left."""
        start, end = self._trimmed(*(self._completed(*pair) if named else pair))
        return None if self._is_cut(start, end) or self._is_nobody(start, end) else (start, end)

    def _trimmed(self, start: int, end: int) -> Range:
        if (member := _MEMBER.match(self.text, start)) or (
            member := _MEMBER.match(self.text, max(0, start - len("family ")))
        ):
            start, end = member.span()
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE and self.text[end - 2 : end] not in ("s'", "s’", "r."):
            end -= 1
        while True:
            words = self.text[start:end].split()
            if len(words) > 1 and words[0].lower() in _ARTICLES:
                start += len(words[0])
                start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            elif len(words) > 1 and (words[-1].lower() in _DANGLING or _STATION.fullmatch(words[-1])):
                end = start + len(self.text[start:end].rstrip()[: -len(words[-1])].rstrip())
            else:
                break
        if told := _TOLD.search(self.text, start, end):
            start = told.end()  # "crews discovered | Ann Roe"
        return self._unquoted(start, end)

    def _is_nobody(self, start: int, end: int) -> bool:
        """Whether a span has no substance, or is a pronoun, a station, a street, an age alone, or half of an institution's name."""
        span = self.text[start:end]
        words = span.lower().split()
        if not words or "\n" in span or not any(map(str.isalpha, span)) or _PRONOUNS.issuperset(words):
            return True
        if _STATION.fullmatch(span) or _AGE_ALONE.fullmatch(span) or self._is_street(start, end):
            return True
        if _DIVISION.match(self.text, end) or _INITIAL.fullmatch(self.text, start, end + 1):
            return True
        if len(words) == 1 and span[0].isupper() and not (self.bare or self._is_called(span)):
            return True
        return words[-1] in NUMBER_WORDS or words[-1] in _ARTICLES | _DANGLING or set(words) <= _NO_NAMES

    def _is_street(self, start: int, end: int) -> bool:
        """Whether it is "Morgan Avenue", or "South Morgan" where the article has "the 5700 block of South Morgan"."""
        words = self.text[start:end].split()
        if len(words) > 1 and words[-1].istitle() and words[-1].lower().rstrip(".") in _WAYS:
            return words[-2] not in _COURTS and _BY_ROAD.search(self.text, max(0, start - 8), start) is not None
        return len(words) == 2 and words[0] in _SIDES and words[1] in self._streets

    def _completed(self, start: int, end: int) -> Range:
        """The span with the rest of a name of which it is the beginning or the end."""
        index = max(0, bisect_right(self._entities, (start, 1 << 60)) - 1)
        for low, high in self._entities[index : index + 4]:
            words = self.text[low:high].split()
            named = self.bare or _is_capital(words)
            if named and ((low == start and high > end) or (high == end and low < start)):
                return low, high
        return start, end

    def _is_cut(self, start: int, end: int) -> bool:
        """Whether a word goes on behind the span ("Le|’Vonte"), or the span is only the owner of a place ("Prince George|'s County")."""
        return bool(_GOES_ON.match(self.text, end)) or (
            start > 0 and self.text[start - 1] in "’'" and self.text[start - 2 : start - 1].isalpha()
        )

    def _unquoted(self, start: int, end: int) -> Range:
        """The span up to a mark that opens within it, or from one that closes, where its partner lies outside."""
        words = self.text[start:end]
        if words.count("“") != words.count("”") or words.count('"') % 2:
            at = max(words.rfind(mark) for mark in '“”"')
            if words[at] == "“" or (words[at] == '"' and words[at - 1 : at].isspace()):
                return start, start + len(words[:at].rstrip())
            rest = words[at + 1 :].lstrip()
            return end - len(rest), end
        return start, end

    def _is_called(self, word: str) -> bool:
        """Whether a capitalised word alone is what somebody or some body is called: not "Man", "Paramedics", a town, a common word."""
        if word.lower() in _TITLES or word.lower() in _COUNTED:
            return False
        if word.lower() in self.people or word.endswith("men"):
            return word.endswith(("s", "men"))  # "Gunmen", "Rebels" open a sentence
        if word.lower() not in self._full and re.search(rf"\b{re.escape(word.lower())}\b", self.text):
            return False  # "Vigil held for …" tells of a vigil
        if word.lower() not in self._full and word in self._streets:
            return False
        return word in self._persons or word in self._bodies

    def is_elsewhere(self, pair: Range) -> bool:
        """Whether a span is the name of a place or a people."""
        words = self.text[pair[0] : pair[1]]
        if words not in self._elsewhere:
            return False
        return pair not in self._named or (" " not in words and words.lower() not in self._full)

    def is_roadside(self, pair: Range) -> bool:
        """Whether a span stands where a street's name does: "vans on Paulina opened fire"."""
        return _ROADSIDE.search(self.text, max(0, pair[0] - 6), pair[0]) is not None

    def is_name(self, pair: Range) -> bool:
        """Whether a span is written as a name of somebody, not as a description or a thing."""
        if self.bare:
            return False
        words = self.text[pair[0] : pair[1]].split()
        if not all(word[:1].isupper() or word.lower() in _PARTICLES or word[:1] in '“"' for word in words):
            return False
        return not (len(words) == 1 and (words[0].lower() in self.people or words[0].endswith("men")))

    def is_person(self, pair: Range) -> bool:
        """Whether a span means one person: a name of somebody, or a singular noun of persons or an age at its end."""
        words = self.text[pair[0] : pair[1]].split()
        last = words[-1].lower()
        if self.is_name(pair):
            return all(word in self._persons for word in words if word[:1].isupper())
        return last in self.people or last.endswith(("man", "year-old", "month-old")) or last == "old"

    def person(self, pair: Range) -> Person:
        """What the span, and an age behind it, tells of the person it means."""
        line = Line.of(self.text, pair[0], min(len(self.text), pair[1] + 8))
        last = max(n for n in range(len(line)) if line.start[n] < pair[1])
        kind = "name" if self.is_name(pair) else "noun"
        return person_of(self.text, line, People(0, last, last, 1, 1, kind, part=False))

    def is_joined(self, one: Range, other: Range) -> bool:
        """Whether "and" keeps the two apart: "Jane Roe, 15, and a 16-year-old boy"."""
        first, second = sorted((one, other))
        between = self.text[first[1] : second[0]]
        return len(between) < 40 and not set(".;:") & set(between) and re.search(r"\band\b", between) is not None

    def _untitled(self, start: int, end: int) -> Range:
        words = self.text[start:end].split()
        while len(words) > 1 and words[0].lower() in _TITLES:
            start += len(words[0])
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            words = words[1:]
        return start, end

    def _ageless(self, start: int, end: int) -> Range:
        """The span without an age that leads a name: "3-year-old Ann Roe"."""
        age = _AGE_BEFORE.match(self.text, start, end)
        return (age.end(), end) if age else (start, end)

    def fullest(self, pair: Range) -> str:
        """The longest name in the article of which these words are the last."""
        return self.words(self._fullest(pair))

    def _fullest(self, pair: Range) -> Range:
        words = self.words(pair).lower().split()
        if not (self.is_name(pair) or pair in self._named):
            return pair
        full = self._full.get(words[-1])
        surnames = self._given.get(words[0], set()) if len(words) == 1 and full is None else set()
        if len(surnames) == 1:
            return self._full[next(iter(surnames))]
        if full is not None and len(words) < 3 and words == self.words(full).lower().split()[-len(words) :]:
            return full
        return pair

    # ---- all of a field ------------------------------------------------------------------------------------------------

    def entities(self, found: Iterable[Range], *, people: bool = False, counted: bool = True) -> tuple[Range, ...]:
        """At most `MOST` entities, in the order of their first mentions; `people` are told by their holders' names rather than by offices.

        Unless `counted`, nobody of whom only a number is told ("two people").
        """
        kept: list[Range] = []
        for pair in found:
            pair = self._fullest(pair)
            same = next((n for n, other in enumerate(kept) if self._same(pair, other)), None)
            beside = next((n for n, other in enumerate(kept) if people and self._beside(pair, other)), None)
            if same is None and beside is None:
                kept.append(pair)
            elif same is None and beside is not None:
                kept[beside] = max(pair, kept[beside])
            elif same is not None and self._is_fuller(pair, kept[same]):
                kept[same] = pair
        if not counted:
            kept = [pair for pair in kept if not self._is_counted(pair)]
        return tuple(kept[:MOST])

    def arms(self, found: Iterable[Range]) -> tuple[Range, ...]:
        """The same of weapons: "gun" gives way to "rifle", and "pipe" beside "bomb" are one."""
        whole: list[Range] = []
        for pair in sorted(found):
            if whole and self._beside(whole[-1], pair):
                whole[-1] = (whole[-1][0], pair[1])
            else:
                whole.append(pair)
        kept: list[Range] = []
        for pair in self.entities(whole):
            words = self.words(pair).lower()
            if not {words + "s", words.removesuffix("s")} & {self.words(other).lower() for other in kept}:
                kept.append(pair)
        exact = tuple(pair for pair in kept if self.words(pair).lower() not in _GUNS)
        return exact or tuple(kept[:1])

    def _beside(self, one: Range, other: Range) -> bool:
        """Whether an office stands before its holder: "governor | Jane Roe"."""
        first, second = sorted((one, other))
        return first[1] <= second[0] <= first[1] + 2 and not self.text[first[1] : second[0]].strip()

    def _is_counted(self, pair: Range) -> bool:
        return all(word in _COUNTED or word.replace(",", "").isdigit() for word in self.words(pair).lower().split())

    def _same(self, one: Range, other: Range) -> bool:
        one, other = self._ageless(*one), self._ageless(*other)
        a, b = self.words(one).lower(), self.words(other).lower()
        if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
            return True
        if self.is_name(one) and self.is_name(other):
            names, others = a.split(), b.split()
            if len(names) > 1 < len(others) and (names[0], names[-1]) == (others[0], others[-1]):
                return True  # "Jane Ann Roe" and "Jane Roe"
        return self._is_alias(a, b) or self._is_alias(b, a)

    def _is_alias(self, short: str, name: str) -> bool:
        before = self._aliases.get(short)
        if before is not None and before.endswith(name):
            return True
        if len(short) > 7 or " " in short or not short.isalpha() or " " not in name:
            return False
        initials = "".join(word[0] for word in re.findall(r"\w+", name) if word not in _DANGLING)
        return short == initials or (len(short) > 2 and initials[:3] == short[:3])

    def _is_fuller(self, one: Range, other: Range) -> bool:
        return one[1] - one[0] > other[1] - other[0]


def _is_capital(words: Sequence[str]) -> bool:
    """Whether every word is one of a name: a capital, "de", an epithet in marks."""
    return all(word[:1].isupper() or word.lower() in _PARTICLES or word[:1] in '“"' for word in words)
