"""Who bears a name: `Name`s enter, `Person`s leave: full names that are one, surnames, given names and acronyms joined to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from briefing.extract.lexicon import Lexicon
from briefing.extract.names import BUSINESS, PARTICLES, SUFFIXES, Name
from briefing.extract.phrases import Range
from briefing.extract.words import Words

Gender = Literal["female", "male", "unknown"]
_SAME = 40  # people of one surname that are told apart
_KIN = frozenset(
    "wife husband daughter son brother sister mother father widow widower lady cousin niece nephew spouse ex-wife".split()
)
_KIN_REACH = 6  # tokens beside a name in which "her husband" introduces it
_STATES = frozenset({"u.s.", "us", "u.k.", "uk", "u.n."})
_CHAMBERS = frozenset({"house", "senate", "congress", "state", "city", "county"})  # bodies of their own, alone
_CLOSE = 2  # sentences after a namesake's full name in which the surname alone may mean that one


@dataclass(slots=True)
class Person:
    """One named person (or body); `mentions` are (token, sentence number, subject, quoted) in text order."""

    name: Range
    key: tuple[str, ...]
    role: Range | None = None
    head: str = ""
    gender: Gender = "unknown"
    person: bool = False  # something says that this is a person: a title, a role, an age, an act of saying
    certain: bool = False  # more than an act of saying does
    organisation: bool = False
    kin: bool = False  # introduced as somebody's wife, son …
    heads: set[str] = field(default_factory=set)  # the nouns of all that the article calls this person
    words: set[str] = field(default_factory=set)  # and the other words beside the name
    mentions: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    number: int = 0

    def latest(self, token: int) -> int:
        """Where this one is last mentioned before `token`, or -1."""
        position = bisect_left(self.mentions, (token,)) - 1
        return self.mentions[position][0] if position >= 0 else -1


class Bearers:
    """The bearers of an article's names: `everyone`, and by the first token of each name, `at`."""

    def __init__(self, words: Words, lexicon: Lexicon, names: list[Name]) -> None:
        self.words = words
        self.lexicon = lexicon
        self.everyone: list[Person] = []
        self.at: dict[int, Person] = {}
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        self._holder: dict[str, Person] = {}  # whom a surname alone means
        self._latest: dict[int, int] = {}  # by person, the first token of the last full name
        self._count: dict[int, int] = defaultdict(int)
        self._sentences = [first for first, _ in words.sentences]
        self._full(names)
        self._acronyms = self._short_forms(names)
        self._single(names)

    # ---- full names ----------------------------------------------------------------------------------------------------

    def _full(self, names: list[Name]) -> None:
        for name in names:
            key = self.key(name)
            if len(key) < 2:
                continue
            person = next((p for p in self._by_last[key[-1]][-_SAME:] if self._same(p, key, name)), None)
            if person is None:
                person = self._new(name, key)
                self._by_first[key[0]].append(person)
            elif not name.quoted and self._better(key, person.key):
                person.name, person.key = (name.first, name.end), key
            person.person |= name.given
            person.certain |= name.given
            if person.gender == "unknown":
                person.gender = self.gender(name, key)
            self._see(person, name)

    def _see(self, person: Person, name: Name) -> None:
        """Notes what this mention of the name shows."""
        kin = self._introduced_as_kin(name)
        if kin is not None:
            person.kin = True
            person.heads.add(kin)
        person.organisation |= name.organisation and not person.certain
        self.at[name.first] = person

    def _new(self, name: Name, key: tuple[str, ...]) -> Person:
        body = (name.organisation or name.definite) and not name.given
        person = Person((name.first, name.end), key, organisation=body)
        person.number = len(self.everyone)
        self._by_last[key[-1]].append(person)
        self.everyone.append(person)
        return person

    def key(self, name: Name) -> tuple[str, ...]:
        """The name's words in lower case without suffixes; a hyphen makes one word of two."""
        found: list[str] = []
        tight = False
        for index in range(name.first, name.end):
            word = self.words.lower[index]
            if word == "-":
                tight = bool(found)
            elif tight:
                found[-1] += "-" + word
                tight = False
            elif word not in SUFFIXES and word not in (".", "&"):
                found.append(word)
        return tuple(found) or (self.words.lower[name.first],)

    def gender(self, name: Name, key: tuple[str, ...]) -> Gender:
        """By the title, else by the given name."""
        lexicon = self.lexicon
        if name.title in lexicon.female or name.title + "." in lexicon.female:
            return "female"
        if name.title in lexicon.male or name.title + "." in lexicon.male:
            return "male"
        if len(key) > 1 and not name.organisation:
            return "female" if key[0] in lexicon.women else "male" if key[0] in lexicon.men else "unknown"
        return "unknown"

    def _same(self, person: Person, key: tuple[str, ...], name: Name) -> bool:
        """Whether two full names with one last word are one: "Ada Reyes", "Ada M. Reyes", "A. Reyes"; a body's shorter form after it."""
        known = person.key
        if known == key:
            return True
        if person.organisation or name.organisation:
            if len(key) < len(known):
                return known[-len(key) :] == key and (name.definite or known[0] in _STATES)
            return key[-len(known) :] == known and key[0] in _STATES and len(key) == len(known) + 1
        first, second = known[0].rstrip("."), key[0].rstrip(".")
        if first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]):
            return True
        if min(len(first), len(second)) > 2 and (first.startswith(second) or second.startswith(first)):
            return True  # "Tim", "Timothy"
        short, long = sorted((known, key), key=len)
        return set(short) <= set(long)

    def _better(self, key: tuple[str, ...], known: tuple[str, ...]) -> bool:
        """Whether a name is the fuller one: "Ada M. Reyes" over "Ada Reyes", but that over a headline's "Rip Ada Reyes"."""
        given = self.lexicon.first_names
        if len(key) > len(known):
            longer = key[-len(known) :] == known and known[0] not in given
            return key[0] == known[0] or known[0] in PARTICLES or longer
        return 1 < len(key) < len(known) and known[-len(key) :] == key and key[0] in given and known[0] not in given

    def _introduced_as_kin(self, name: Name) -> str | None:
        """As in "his wife, Ada Reyes", "first lady Ada Reyes", "Ada Reyes, the mayor's daughter,"."""
        lower = self.words.lower
        first = name.lead[0] if name.lead is not None else name.first
        for index in range(name.first - 1, max(-1, first - _KIN_REACH), -1):
            if lower[index] in _KIN:
                return lower[index]
            if not (lower[index].isalpha() or lower[index] == ","):
                break
        if lower[name.end : name.end + 1] == [","]:
            for index in range(name.end + 1, min(len(lower), name.end + _KIN_REACH)):
                if lower[index] in _KIN:
                    return lower[index] if lower[index + 1 : index + 2] != ["of"] else None
                if lower[index] == ",":
                    break
        return None

    # ---- acronyms ------------------------------------------------------------------------------------------------------

    def _short_forms(self, names: list[Name]) -> dict[str, Person]:
        """Acronyms to bodies: by the initials of the name, or in brackets behind it."""
        words = self.words
        found: dict[str, Person] = {}
        for name in names:
            person = self.at.get(name.first)
            if person is None or name.given or (name.title and not name.organisation):
                continue
            initials = "".join(words.text[i][0] for i in range(name.first, name.end) if words.is_capital(i)).lower()
            if len(initials) > 1:
                found.setdefault(initials, person)
            if words.lower[name.end : name.end + 1] == ["("] and words.lower[name.end + 2 : name.end + 3] == [")"]:
                short = words.text[name.end + 1]
                if short.isupper() and len(short) > 1:
                    found[short.lower()] = person
                    person.organisation = True
        return found

    def _acronym(self, name: Name) -> Person | None:
        word = self.words.text[name.first].replace(".", "")
        upper = name.size == 1 and word.isupper() and 1 < len(word) < 8 and not name.title
        person = self._acronyms.get(word.lower()) if upper else None
        if person is not None:
            person.organisation = True
        return person

    # ---- one word ------------------------------------------------------------------------------------------------------

    def _single(self, names: list[Name]) -> None:
        """Joins each name of one word, in text order, so that the latest full name before it is known."""
        for name in names:
            person = self.at.get(name.first)
            if person is not None:
                self._latest[person.number] = name.first
                self._count[person.number] += 1
                continue
            word = self.key(name)[-1]
            person = self._acronym(name)
            if person is None:
                person = self._meant(self._options(name, word), name, word)
            if person is None:
                person = self._new(name, (word,))
                person.gender = self.gender(name, (word,))
                if word in self.lexicon.first_names and not name.organisation:
                    person.person = person.certain = True
                    if person.gender == "unknown":
                        women, men = word in self.lexicon.women, word in self.lexicon.men
                        person.gender = "female" if women else "male" if men else "unknown"
            self._count[person.number] += 1
            if self.words.lower[name.end : name.end + 1] != ["campaign"]:
                self._holder[word] = person
            self._see(person, name)

    def _options(self, name: Name, word: str) -> list[Person]:
        """Whom a single word can mean: a surname, a given name; of a body's name its noun ("the Commission") or its first word."""
        known = self._by_last.get(word, ())
        noun = word in self.lexicon.organisations and word not in _CHAMBERS
        found = [person for person in known if not person.organisation or len(person.key) == 1 or noun]
        if found:
            return found[-_SAME:]
        for person in self._by_first.get(word, ())[-_SAME:]:
            if person.organisation or person.key[-1] in BUSINESS:
                if len(person.key) == 2 and person.key[-1] in BUSINESS and not name.organisation:
                    found.append(person)  # "Peabody" of "Peabody Energy"
            else:
                found.append(person)  # "Ada"; "Mr. Ban" of Ban Ki-moon
        return found if not name.title or len(found) == 1 else []

    def _meant(self, options: list[Person], name: Name, word: str) -> Person | None:
        """The one meant by a surname: whom it meant before, unless a namesake was just named in full; a title must fit."""
        title: Gender = self.gender(name, (word,))
        fitting = [person for person in options if title == "unknown" or person.gender in (title, "unknown")]
        holder = self._holder.get(word)
        if name.title in self.lexicon.roles or not any(p.name[0] < name.first for p in fitting):
            # an office, or a surname that stands before every full name, is not the wife's or the son's
            fitting = [person for person in fitting if not person.kin]
        if not fitting:
            return None
        earlier = [person for person in fitting if person.number in self._latest or len(person.key) == 1]
        if not earlier:
            return min(fitting, key=lambda person: person.name[0])
        latest = max(earlier, key=self._latest_mention)
        if len(earlier) == 1:
            return latest
        if holder in earlier:
            return latest if self._took_over(latest, holder, name) else holder
        main = [person for person in earlier if not person.kin] or earlier
        most = max(self._count[person.number] for person in main)
        return max((person for person in main if self._count[person.number] == most), key=self._latest_mention)

    def _latest_mention(self, person: Person) -> int:
        return self._latest.get(person.number, person.name[0])

    def _took_over(self, latest: Person, holder: Person | None, name: Name) -> bool:
        """Whether a namesake's full name stands so close before that the surname means that one."""
        if latest is holder or latest.kin or latest.number not in self._latest:
            return False
        since = bisect_right(self._sentences, self._latest[latest.number])
        return bisect_right(self._sentences, name.first) - since < _CLOSE
