"""Who is in an article: its names enter, people with their fullest name, role, gender and mentions leave."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from briefing.extract.apposition import role_beside
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import PARTICLES, Name
from briefing.extract.phrases import Range
from briefing.extract.roles import Roles
from briefing.extract.utterances import Layout
from briefing.extract.words import Words

Gender = Literal["female", "male", "unknown"]
_NEAR = 10  # sentences back that a pronoun or "the minister" may reach
_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "."})
_BACK = 30  # mentions of one person that a pronoun looks back over
_SAME = 40  # people of one surname that are told apart
_LEAD = 4  # sentences of a news lead in which a description may come before its name


@dataclass(slots=True)
class Person:
    """One named person (or body); `mentions` are (token, sentence number, subject, quoted) in text order."""

    name: Range
    key: tuple[str, ...]
    role: Range | None = None
    head: str = ""
    gender: Gender = "unknown"
    person: bool = False  # something says that this is a person: a title, a role, an age, an act of saying
    organisation: bool = False
    mentions: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    number: int = 0


class People:
    """The people of one article; `at(token)` is who is named there."""

    def __init__(
        self, words: Words, layout: Layout, names: list[Name], lexicon: Lexicon, roles: Roles, speaking: set[int]
    ) -> None:
        self.words = words
        self.layout = layout
        self.lexicon = lexicon
        self.roles = roles
        self.sentences = [first for first, _ in words.sentences]
        self._starts = frozenset(self.sentences)
        self.everyone: list[Person] = []
        self._at: dict[int, Person] = {}
        self.pronouns: dict[int, Person] = {}
        self._names = {name.first: name for name in names}
        self._gather(names, speaking)
        self._describe_lead(names)
        self._follow_pronouns()
        self._holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for token, number in self._order:
            if self.everyone[number].head and self.everyone[number].person:
                self._holders[self.everyone[number].head].append((token, number))

    # ---- look-up -------------------------------------------------------------------------------------------------------

    def at(self, token: int) -> Person | None:
        return self._at.get(token)

    def name_at(self, token: int) -> Name | None:
        return self._names.get(token)

    def sentence(self, token: int) -> int:
        return max(0, bisect_left(self.sentences, token + 1) - 1)

    def by_role(self, head: str, token: int) -> Person | None:
        """The person whose office has this noun: the last one named before `token`, else the first one after."""
        holders = self._holders.get(head, [])
        position = bisect_left(holders, (token, -1)) - 1
        if position >= 0:
            return self.everyone[holders[position][1]]
        return self.everyone[holders[0][1]] if holders and len({number for _, number in holders[:20]}) == 1 else None

    def by_pronoun(self, token: int, last: Person | None) -> Person | None:
        """Whom "he" or "she" at `token` means."""
        known = self.pronouns.get(token)
        return known if known is not None else self._nearest(token, last)

    def _nearest(self, token: int, last: Person | None) -> Person | None:
        sentence = self.sentence(token)
        recent = [person for person in self._recent(token, sentence) if not person.organisation]
        # a full name of which nothing says that it is a person's is taken only where there is no better
        known = [person for person in recent if person.person]
        return self._likeliest(known, token, last) or self._likeliest(
            [person for person in recent if len(person.key) > 1], token, last
        )

    def _likeliest(self, people: list[Person], token: int, last: Person | None) -> Person | None:
        """By recency, subjects and the last speaker first, quoted mentions last; the gender must not differ."""
        gender: Gender = "female" if self.words.lower[token] in ("she", "her") else "male"
        sentence = self.sentence(token)
        best: tuple[float, int] | None = None
        found: Person | None = None
        for person in people:
            if person.gender not in (gender, "unknown"):
                continue
            latest = bisect_left(person.mentions, (token,))
            for position, number, subject, quoted in person.mentions[max(0, latest - _BACK) : latest][::-1]:
                if sentence - number > _NEAR:
                    break
                score = (
                    number
                    - sentence
                    + 1.6 * subject
                    - 3.0 * quoted
                    + 1.0 * (person is last)
                    + 0.4 * (person.gender == gender)
                )
                if best is None or (score, position) > best:
                    best, found = (score, position), person
        return found

    def _recent(self, token: int, sentence: int) -> list[Person]:
        low = self.sentences[max(0, sentence - _NEAR)]
        end = bisect_left(self._order, (token, -1))
        first = max(bisect_left(self._order, (low, -1)), end - 4 * _BACK)
        numbers = sorted({number for _, number in self._order[first:end]})
        return [self.everyone[number] for number in numbers]

    # ---- gathering -----------------------------------------------------------------------------------------------------

    def _gather(self, names: list[Name], speaking: set[int]) -> None:
        by_last: dict[str, list[Person]] = defaultdict(list)
        by_first: dict[str, list[Person]] = defaultdict(list)
        full = [name for name in names if self._size(name) > 1]
        for name in full:
            key = self._key(name)
            person = next((other for other in by_last[key[-1]][-_SAME:] if _same(other.key, key)), None)
            if person is None:
                person = Person((name.first, name.end), key, organisation=name.organisation or name.definite)
                by_last[key[-1]].append(person)
                by_first[key[0]].append(person)
                self.everyone.append(person)
            elif not name.quoted and _better(key, person.key):
                person.name, person.key = (name.first, name.end), key
            self._at[name.first] = person
        for name in names:
            if name.first in self._at:
                continue
            word = self._key(name)[-1]
            options = by_last.get(word) or (by_first.get(word) if not name.title else None) or []
            person = self._closest(options[-_SAME:], name)
            if person is None:
                person = Person((name.first, name.end), (word,), organisation=name.organisation or name.definite)
                by_last[word].append(person)
                self.everyone.append(person)
            self._at[name.first] = person
        for name in names:
            self._introduce(name, self._at[name.first])
        for number, person in enumerate(self.everyone):
            person.number = number
        for name in names:
            self._note(name, self._at[name.first], speaking)
        self._order = sorted(
            (mention[0], number) for number, person in enumerate(self.everyone) for mention in person.mentions
        )

    def _introduce(self, name: Name, person: Person) -> None:
        """A body's name with its kind before it is its fullest: "the drivers' union Northern Line", then "Northern Line"."""
        words = self.words
        before = name.first - 1
        following = words.lower[name.end] if name.end < len(words) else "."
        closed = not following[0].isalpha() or following in AUXILIARIES | PREPOSITIONS | self.lexicon.verbs.keys()
        if before < 1 or name.title or name.quoted or not closed:
            return  # "the firm Ada Reyes founded"
        kind = words.lower[before]
        if (
            kind not in self.lexicon.organisations
            or kind in self.lexicon.roles
            or kind in self.lexicon.titles
            or words.is_capital(before)
            or kind.endswith("s")
            or self._gender(name) != "unknown"
            or words.start[name.first] - words.end[before] != 1
        ):
            return
        first = before
        while first > 0 and before - first < 6:
            lower = words.lower[first - 1]
            if lower in ("the", "a", "an") or not (lower.replace("-", "").isalpha() or lower in ("'s", "'", "-")):
                break
            if (
                lower in AUXILIARIES - {"'s"}
                or lower in PREPOSITIONS
                or lower in self.lexicon.verbs
                or lower in ("and", "that")
            ):
                break
            first -= 1
        if first > 0 and words.lower[first - 1] == "the":
            person.name = (first - 1, name.end)
            person.organisation = True

    def _closest(self, options: list[Person], name: Name) -> Person | None:
        """The one meant by a surname: named last before it, else first after it; a title's gender must fit."""
        gender = self._gender(name)
        fitting = [person for person in options if gender == "unknown" or person.gender in (gender, "unknown")]
        if not fitting:
            return None
        earlier = [person for person in fitting if person.name[0] < name.first]
        return (
            max(earlier, key=lambda person: person.name[0])
            if earlier
            else min(fitting, key=lambda person: person.name[0])
        )

    def _size(self, name: Name) -> int:
        return sum(
            1
            for index in range(name.first, name.end)
            if self.words.lower[index] not in _SUFFIXES and self.words.text[index] != "-"
        )

    def _key(self, name: Name) -> tuple[str, ...]:
        words = [
            self.words.lower[index] for index in range(name.first, name.end) if self.words.lower[index] not in _SUFFIXES
        ]
        return tuple(words) or (self.words.lower[name.first],)

    def _gender(self, name: Name) -> Gender:
        if name.title in self.lexicon.female or name.title + "." in self.lexicon.female:
            return "female"
        if name.title in self.lexicon.male or name.title + "." in self.lexicon.male:
            return "male"
        return "unknown"

    def _note(self, name: Name, person: Person, speaking: set[int]) -> None:
        words = self.words
        gender = self._gender(name)
        if person.gender == "unknown" and gender != "unknown":
            person.gender = gender
        if name.title and not person.organisation:
            person.person = True
        role = self.roles.find(words, *name.lead) if name.lead is not None else None
        if role is None or not self._office(words, role):
            role = role_beside(name, words, self.roles, self.lexicon) or role
        if role is not None and not person.organisation:
            person.person = True
            if person.role is None and self._office(words, role):
                person.role, person.head = role, self.roles.head(words, role)
                self._gender_of_role(person)
        aged = (
            words.lower[name.end : name.end + 1] == [","]
            and words.lower[name.end + 1 : name.end + 2] != []
            and words.lower[name.end + 1].isdigit()
        )
        if (aged or name.first in speaking) and not person.organisation and not name.definite:
            person.person = True
        person.mentions.append((name.first, self.sentence(name.first), self._is_subject(name), name.quoted))

    def _gender_of_role(self, person: Person) -> None:
        if person.gender == "unknown":
            person.gender = (
                "female"
                if person.head in self.lexicon.female
                else "male"
                if person.head in self.lexicon.male
                else "unknown"
            )

    def _office(self, words: Words, role: Range) -> bool:
        """Whether a lead is more than "Mr": a noun of office in it."""
        return any(words.lower[index] in self.lexicon.roles for index in range(*role))

    def _is_subject(self, name: Name) -> bool:
        """Whether the name seems to be its clause's subject: a verb, or an apposition, follows, and no preposition stands before."""
        words = self.words
        first = name.lead[0] if name.lead is not None else name.first
        previous = words.lower[first - 1] if first else ""
        if previous in PREPOSITIONS or previous in ("and", "than", "as"):
            return False
        if previous in DETERMINERS and first > 1 and words.lower[first - 2] in PREPOSITIONS:
            return False
        if name.end >= len(words):
            return False
        following = words.lower[name.end]
        if following == "'s":
            return False
        if (
            following in AUXILIARIES
            or following in self.lexicon.verbs
            or following in ("who", "also", "then", "later")
            or following.endswith("ed")
        ):
            return True
        return (
            first in self._starts
            or (following == "," and previous in (",", "”", '"', "that"))
            or previous in (",", "that", "said")
        )

    def _describe_lead(self, names: list[Name]) -> None:
        """Links a lead's "France's interior minister has …" to the full name that soon speaks without a role of its own."""
        words = self.words
        limit = self.sentences[_LEAD] if len(self.sentences) > _LEAD else len(words)
        for number in range(min(2, len(self.sentences))):
            low, high = words.sentences[number]
            described = self._description(low, high)
            if described is None:
                continue
            head = self.roles.head(words, described)
            if any(person.head == head for person in self.everyone):
                continue
            for name in names:
                person = self._at[name.first]
                if name.first < high or name.first >= limit:
                    continue
                if (
                    person.mentions[0][0] == name.first
                    and self._size(name) > 1
                    and person.role is None
                    and not person.organisation
                    and not name.definite
                    and not name.quoted
                    and self._is_subject(name)
                ):
                    person.role, person.head, person.person = described, head, True
                    self._gender_of_role(person)
                    break

    def _description(self, low: int, high: int) -> Range | None:
        """A role that opens a sentence as its subject without a name: "France's interior minister has"."""
        words = self.words
        stop = next(
            (
                i
                for i in range(low, min(high, low + 14))
                if (words.lower[i] in AUXILIARIES and words.lower[i] != "'s")
                or (words.lower[i] in self.lexicon.verbs and i > low + 1)
            ),
            None,
        )
        if stop is None or any(words.lower[i] in (",", "and") for i in range(low, stop)):
            return None
        owned = "'s" in words.lower[low:stop] or words.lower[low] in ("the", "a", "an")
        role = self.roles.find(
            words, low + words.lower[low:stop].index("'s") + 1 if "'s" in words.lower[low:stop] else low, stop
        )
        if (
            role is None
            or not owned
            or role[1] != stop
            or any(self._at.get(i) is not None and words.is_capital(i) and i >= role[0] for i in range(role[0], stop))
        ):
            return None
        return role if not words.lower[role[1] - 1].endswith("s") else None

    def _follow_pronouns(self) -> None:
        """Resolves each "he" and "she" outside quotations in turn: a pronoun keeps its person in mind for the next one."""
        last: Person | None = None
        for token, word in enumerate(self.words.lower):
            person = self._at.get(token)
            if (
                person is not None
                and person.person
                and person.mentions
                and any(m[0] == token and m[2] for m in person.mentions[-1:])
            ):
                last = person
            if word not in ("he", "she") or self.layout.quoted(token):
                continue
            person = self._nearest(token, last)
            if person is None:
                continue
            self.pronouns[token] = person
            if person.gender == "unknown":
                person.gender = "female" if word == "she" else "male"
            mention = (token, self.sentence(token), True, False)
            position = bisect_left(person.mentions, mention)
            person.mentions.insert(position, mention)
            self._order.insert(bisect_left(self._order, (token, -1)), (token, person.number))


def _better(key: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a name is the fuller one: "Ada M. Reyes" over "Ada Reyes", but that over a headline's "Rip Ada Reyes"."""
    if len(key) > len(known):
        return key[0] == known[0] or known[0] in PARTICLES
    return 1 < len(key) < len(known) and known[-len(key) :] == key and key[0] not in PARTICLES


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname are one person: "Ada Reyes", "Ada M. Reyes", "A. Reyes"."""
    if one == other:
        return True
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]):
        return True
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)
