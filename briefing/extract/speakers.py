"""Who speaks: the words beside a cue enter, the fullest name in the article with role and kind leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.extract.admission import Admission
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import ADJECTIVES
from briefing.extract.people import People, Person
from briefing.extract.phrases import Range, before
from briefing.extract.roles import Roles
from briefing.extract.words import Offsets, Words
from briefing.models import SpeakerKind

_DEFINITE = frozenset("the this that his her its their".split())
_REPRESENTS = frozenset("for of from at with".split())
_PRONOUNS = PRONOUNS | {"him", "her", "his", "them", "their", "its", "that", "me", "us"}
_THIRD = _PRONOUNS - {"i", "we", "you", "me", "us", "it", "its"}
_REACH = 90  # tokens back that a pronoun may find a description of a person
_DOCUMENT_LINKS = frozenset("by from of".split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker in offsets: `names` has one span a speaker, several where they speak together."""

    names: tuple[Offsets, ...]
    role: Offsets | None
    kind: SpeakerKind
    person: Person | None = None
    sure: bool = True  # False: a pronoun that means nobody known, or words that are no phrase for a speaker
    worded: bool = True  # False: not even a phrase that could be printed as a name


class Resolver:
    """Resolves the sources of one article, in text order: a pronoun may mean the last speaker."""

    def __init__(self, words: Words, people: People, lexicon: Lexicon, roles: Roles) -> None:
        self.words = words
        self.people = people
        self.lexicon = lexicon
        self.roles = roles
        self.admission = Admission(lexicon)
        self.last: Person | None = None
        self.last_group: Resolved | None = None

    def resolve(self, source: Offsets) -> Resolved:
        """The speaker that the words at `source` mean."""
        words = self.words
        first, end = words.at(source[0]), words.at(source[1] - 1) + 1
        while end - 1 > first and words.lower[end - 1] in (",", ":", "'s", "'"):
            end -= 1
        while first < end - 1 and words.lower[first] in (",", "by"):
            first += 1
        resolved = self._admitted(first, end)
        if resolved.person is not None:
            self.last = resolved.person
        elif resolved.sure and (resolved.kind == "organisation" or len(resolved.names) > 1):
            self.last_group = resolved
        return resolved

    def _admitted(self, first: int, end: int) -> Resolved:
        lower = self.words.lower
        if end - first > 1 and lower[first] in ("and", "but", "while", "though", "although", "however"):
            first += 1
        resolved = self._joint(first, end) or self._one(first, end)
        pronoun = end - first == 1 and lower[first] in _PRONOUNS
        if (
            pronoun
            and lower[first] in _THIRD
            and resolved.kind == "unnamed"
            and resolved.names == (self.words.offsets(first, end),)
        ):
            described = self._described_before(first)
            if described is not None:
                return Resolved((self.words.offsets(*described),), None, "unnamed")
            return replace(resolved, sure=False)
        if pronoun and resolved.kind == "unnamed" and lower[first] not in _THIRD:
            return replace(resolved, sure=False)
        if resolved.kind == "person" and resolved.person is not None:
            return resolved
        stop = self._clause_end(first, end)
        if (
            pronoun
            and resolved.person is None
            and len(resolved.names) == 1
            and lower[first] in ("who", "which", "that")
        ):
            begin, close = self.words.at(resolved.names[0][0]), self.words.at(resolved.names[0][1] - 1) + 1
            if not self.admission.is_phrase(self.words, begin, close):
                return Resolved((self.words.offsets(first, end),), None, "unnamed", sure=False)
        if not pronoun and end - first == 1 and lower[first] in ADJECTIVES:
            return replace(resolved, sure=False, worded=False)
        if not pronoun and not self.admission.is_phrase(self.words, first, stop):
            return replace(resolved, sure=False, worded=False)
        if resolved.kind == "unnamed" and len(resolved.names) == 1 and not pronoun:
            return replace(resolved, sure=self.admission.is_speaker(self.words, first, stop))
        return resolved

    def _clause_end(self, first: int, end: int) -> int:
        lower = self.words.lower
        return next((i for i in range(first + 1, end) if lower[i] in (",", "(", "who", "whose", "which", "that")), end)

    def _described_before(self, token: int) -> Range | None:
        """The nearest description of a person before a pronoun: "a debt collector … he"; many for "they"."""
        words, lower, lexicon = self.words, self.words.lower, self.lexicon
        plural = lower[token] in ("they", "them", "their")
        gender = lexicon.female if lower[token] in ("she", "her") else lexicon.male
        other = lexicon.male if gender is lexicon.female else lexicon.female
        reach = _REACH // 2 if plural else _REACH
        for index in range(token - 1, max(0, token - reach), -1):
            word = lower[index]
            if self.people.layout.quoted(index) or not (word in lexicon.people or word in lexicon.roles):
                continue
            many = word.endswith("s") or word in ("people", "police", "men", "women", "children", "families")
            if many != plural or words.is_capital(index) or (word in other and word not in gender and not plural):
                continue
            low, _ = words.sentence_of(index)
            start = index
            while start > low and index - start < 6 and self._describes(start - 1):
                start -= 1
                if lower[start] in DETERMINERS:
                    break
            if plural or lower[start] in DETERMINERS:
                return start, index + 1
        return None

    def _describes(self, index: int) -> bool:
        lower = self.words.lower[index]
        if lower in DETERMINERS:
            return True
        return lower.replace("-", "a").isalnum() and lower not in PREPOSITIONS | AUXILIARIES | PRONOUNS | {
            "and",
            "that",
        }

    # ---- several -------------------------------------------------------------------------------------------------------

    def _joint(self, first: int, end: int) -> Resolved | None:
        """As in "Reyes and Okafor": each resolved alone, where both sides can stand alone."""
        for index in range(first + 1, end - 1):
            lower = self.words.lower[index]
            if lower in ("who", "which", "of", "for", ","):
                return None
            if lower == "and" and self._alone(first, index) and self._alone(index + 1, end):
                left, right = self._one(first, index), self._one(index + 1, end)
                kind: SpeakerKind = left.kind if left.kind == right.kind else "unnamed"
                if "unnamed" in (left.kind, right.kind) and left.kind != right.kind:
                    kind = "person" if "person" in (left.kind, right.kind) else "organisation"
                return Resolved((*left.names, *(name for name in right.names if name not in left.names)), None, kind)
        return None

    def _alone(self, first: int, end: int) -> bool:
        lower = self.words.lower
        name = self._name_in(first, end)
        named = None if name is None else self.people.at(name)
        if named is not None and (named.person or named.organisation or len(named.key) > 1 or end - first <= 2):
            return True
        head = lower[end - 1]
        return (
            lower[first] in ("he", "she", "they")
            or head in self.lexicon.people
            or head in self.lexicon.roles
            or head in self.lexicon.organisations
        )

    # ---- one -----------------------------------------------------------------------------------------------------------

    def _one(self, first: int, end: int) -> Resolved:
        lower = self.words.lower
        if end - first == 1:
            pronoun = self._pronoun(first)
            if pronoun is not None:
                return pronoun
        stop = next(
            (
                i
                for i in range(first, end)
                if lower[i] in (",", "(") or (i > first and lower[i] in ("who", "whose", "which"))
            ),
            end,
        )
        head_end = max(first + 1, stop)
        spoken = self._spokesperson(first, head_end)
        name = self._head_name(first, head_end)
        if (
            name is None
            and head_end + 1 < end
            and lower[head_end] == ","
            and lower[head_end + 1] not in ("including", "like")
        ):
            # "a spokesman, Tom Reyes": the name stands in the apposition
            name = self._head_name(head_end + 1, end) if self._has_role(first, head_end) else None
        if name is not None:
            person = self.people.at(name)
            assert person is not None
            if not person.organisation:
                return self._named(person, first, end)
            if spoken is None and not self._has_role(first, head_end):
                return Resolved((self._fullest(person),), None, "organisation")
        if spoken is not None:
            return spoken
        return self._described(first, head_end)

    def _named(self, person: Person, first: int, end: int) -> Resolved:
        role = person.role
        if role is None or not self._inside(role, first, end):
            own = self._own_role(person, first, end)
            role = own or role
        return Resolved((self._fullest(person),), self._offsets(role), "person", person)

    def _fullest(self, person: Person) -> Offsets:
        return self.words.offsets(*person.name)

    def _own_role(self, person: Person, first: int, end: int) -> Range | None:
        """A role in the mention itself wins over one from elsewhere."""
        found = self.roles.find(self.words, first, end)
        if found is None or not any(self.words.lower[i] in self.lexicon.roles for i in range(*found)):
            return None
        owner = next((i for i in range(first, found[0]) if self.words.lower[i] == "'s"), None)
        return None if owner is not None and self.people.at(first) is person else found

    def _inside(self, role: Range, first: int, end: int) -> bool:
        return first <= role[0] and role[1] <= end

    def _offsets(self, role: Range | None) -> Offsets | None:
        return self.words.offsets(*role) if role is not None else None

    def _name_in(self, first: int, end: int) -> int | None:
        return next((i for i in range(first, end) if self.people.at(i) is not None), None)

    def _head_name(self, first: int, end: int) -> int | None:
        """The name that is the phrase's head: not a possessor ("Reyes's lawyers"), not behind a preposition ("people in Leeds")."""
        lower = self.words.lower
        for index in range(first, end):
            if index > first and lower[index] in PREPOSITIONS and lower[index] != "of":
                return None
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
            if following in ("'s", "'") or (following and (self._is_noun(following) or following == "-")):
                continue
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

    def _is_noun(self, word: str) -> bool:
        lexicon = self.lexicon
        return (
            word in lexicon.roles
            or word in lexicon.people
            or word in lexicon.organisations
            or word in lexicon.documents
            or word in lexicon.spokespeople
        )

    def _has_role(self, first: int, end: int) -> bool:
        return any(
            self.words.lower[i] in self.lexicon.roles or self.words.lower[i] in self.lexicon.spokespeople
            for i in range(first, end)
        )

    # ---- pronouns ------------------------------------------------------------------------------------------------------

    def _pronoun(self, token: int) -> Resolved | None:
        lower = self.words.lower[token]
        if lower in ("he", "she", "his", "her", "him"):
            person = self.people.by_pronoun(token, self.last)
            return None if person is None else self._named(person, token, token + 1)
        if lower in ("who", "which", "that"):
            low, _ = self.words.sentence_of(token)
            antecedent = before(
                self.words, self.lexicon, token - 2 if self.words.lower[token - 1] == "," else token - 1, low
            )
            if (
                antecedent is not None
                and antecedent[1] - antecedent[0] > 0
                and antecedent[0] < token
                and self.words.lower[antecedent[0]] not in ("who", "which", "that")
            ):
                return self._one(*antecedent)
            return None
        if lower in ("they", "it", "their", "its", "them") and self.last_group is not None:
            return self.last_group
        return None

    # ---- without a name ------------------------------------------------------------------------------------------------

    def _spokesperson(self, first: int, end: int) -> Resolved | None:
        """An unnamed spokesman of X: X speaks, with the role "spokesman"."""
        lower = self.words.lower
        for index in range(first, end):
            if lower[index] not in self.lexicon.spokespeople:
                continue
            role = self.words.offsets(index, index + 1)
            if index + 1 < end and lower[index + 1] in _REPRESENTS:
                stop = index + 2
                while (
                    stop < end
                    and not (lower[stop] in PREPOSITIONS and lower[stop] != "of")
                    and lower[stop] not in (",", "who", "and")
                ):
                    stop += 1
                return self._represented(index + 2, stop, role)
            start = first
            if lower[start] in ("a", "an", "the", "one", "another"):
                start += 1
            stop = index
            if stop > start and lower[stop - 1] in ("'s", "'"):
                stop -= 1
            if stop > start and (
                any(self.words.is_capital(i) for i in range(start, stop))
                or any(self._is_noun(lower[i]) for i in range(start, stop))
            ):
                return self._represented(start, stop, role)
            return None
        return None

    def _represented(self, first: int, end: int, role: Offsets) -> Resolved | None:
        if first >= end:
            return None
        whom = (
            self._one(first, end)
            if end - first > 1 or self.people.at(first) is not None
            else Resolved((self.words.offsets(first, end),), None, "organisation")
        )
        kind: SpeakerKind = "person" if whom.kind == "person" else "organisation"
        return Resolved(whom.names, role, kind)

    def _described(self, first: int, end: int) -> Resolved:
        words, lower = self.words, self.words.lower
        # "two officials briefed on the matter": the head stands before what restricts it
        head_end = next(
            (
                i
                for i in range(first + 1, end)
                if lower[i] in PREPOSITIONS or (lower[i].endswith("ed") and self._is_noun(lower[i - 1]))
            ),
            end,
        )
        head = lower[head_end - 1]
        definite = lower[first] in _DEFINITE or "'s" in lower[first:head_end] or words.is_capital(first)
        if head in self.lexicon.roles and definite and not head.endswith("s"):
            role = self.roles.find(words, first, head_end)
            person = self.people.by_role(head, first)
            if person is not None and role is not None and self._compatible(role, person):
                return Resolved((self._fullest(person),), self._offsets(person.role), "person", person)
        if head in self.lexicon.roles or head in self.lexicon.people or (end - first == 1 and head in PRONOUNS):
            return Resolved((words.offsets(first, end),), None, "unnamed")
        if head in self.lexicon.documents:
            return Resolved((words.offsets(first, end),), None, "unnamed")
        start = first
        if lower[first] == "the" and first + 1 < end and words.is_capital(first + 1):
            start += 1
        inside = range(start, end)
        named = any(words.is_capital(i) and lower[i] not in DETERMINERS for i in inside) and not any(
            lower[i] in AUXILIARIES for i in inside
        )
        if head in self.lexicon.organisations or named:
            body = self.people.at(start)
            if body is not None and (body.name[0] == start or body.organisation):
                return Resolved((words.offsets(*body.name),), None, "organisation")
            return Resolved((words.offsets(start, end),), None, "organisation")
        return Resolved((words.offsets(first, end),), None, "unnamed")

    def _compatible(self, role: Range, person: Person) -> bool:
        """Whether "the interior minister" can be this minister: every modifier it names is in the known role, or the known role is bare."""
        if person.role is None:
            return False
        known = {self.words.lower[i] for i in range(*person.role)}
        asked = {self.words.lower[i] for i in range(*role)} - DETERMINERS
        return asked <= known or known <= asked
