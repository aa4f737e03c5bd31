"""Who speaks: the words beside a cue enter, the fullest name in the article with role and kind leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.extract.admission import Admission
from briefing.extract.antecedents import RELATIVES, Antecedents
from briefing.extract.bearers import Person
from briefing.extract.coordination import parts_of
from briefing.extract.descriptions import Descriptions
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import ADJECTIVES
from briefing.extract.people import People
from briefing.extract.phrase_names import PhraseNames
from briefing.extract.phrases import Range
from briefing.extract.roles import Roles
from briefing.extract.words import Offsets, Words
from briefing.models import SpeakerKind

_REPRESENTS = frozenset("for of from at with".split())
_PRONOUNS = PRONOUNS | {"him", "her", "his", "them", "their", "its", "that", "me", "us"}
_THIRD = _PRONOUNS - {"i", "we", "you", "me", "us", "it", "its"}
_THEY = frozenset("they them their".split())
_IT = frozenset({"it", "its"})
_STILL = 2  # sentences after which a body or a group that spoke is no longer "they"


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
        self.names = PhraseNames(words, people, lexicon)
        self.descriptions = Descriptions(words, people, lexicon)
        self.antecedents = Antecedents(words, people, lexicon)
        self.last: Person | None = None
        self._group: tuple[Resolved, int] | None = None  # several who spoke last, and in which sentence
        self._body: tuple[Resolved, int] | None = None  # the body or document that did
        self._aide: tuple[Resolved, int] | None = None  # the unnamed spokesman who spoke last, and to which token

    def resolve(self, source: Offsets) -> Resolved:
        """The speaker that the words at `source` mean."""
        words = self.words
        first, end = words.at(source[0]), words.at(source[1] - 1) + 1
        while end - 1 > first and words.lower[end - 1] in (",", ":", "'s", "'"):
            end -= 1
        while first < end - 1 and words.lower[first] in (",", "by"):
            first += 1
        resolved = self._admitted(first, self._past_title(end))
        aide = resolved.person is None and resolved.role is not None
        self._aide = (resolved, end) if aide else None
        if resolved.person is not None:
            self.last = resolved.person
        elif resolved.sure:
            self._note(resolved, first)
        return resolved

    def _past_title(self, end: int) -> int:
        """The end of a source that was cut at a title's full stop: "Capt | . Ada Reyes"."""
        lower = self.words.lower
        if lower[end : end + 1] != ["."] or lower[end - 1] + "." not in self.lexicon.titles:
            return end
        for index in range(end + 1, end + 4):
            name = self.people.name_at(index)
            if name is not None and name.lead is not None and name.lead[0] < end:
                return name.end
        return end

    def _note(self, resolved: Resolved, token: int) -> None:
        """Keeps a group or a body in mind for "they" and "it"."""
        last = self.words.lower[self.words.at(resolved.names[-1][1] - 1)]
        several = resolved.kind == "unnamed" and (last.endswith("s") or last in self.lexicon.people)
        if len(resolved.names) > 1 or (several and last not in self.lexicon.documents):
            self._group = resolved, self.people.sentence(token)
        elif resolved.kind == "organisation" or last in self.lexicon.documents:
            self._body = resolved, self.people.sentence(token)

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
            described = self.antecedents.described(first) if lower[first] not in _THEY else None
            if described is not None:
                return Resolved((self.words.offsets(*described),), None, "unnamed")
            return replace(resolved, sure=False)
        if pronoun and resolved.kind == "unnamed" and lower[first] not in _THIRD:
            return replace(resolved, sure=False)
        if resolved.kind == "person" and resolved.person is not None:
            return resolved
        stop = self._clause_end(first, end)
        if pronoun and resolved.person is None and len(resolved.names) == 1 and lower[first] in RELATIVES:
            begin, close = self.words.at(resolved.names[0][0]), self.words.at(resolved.names[0][1] - 1) + 1
            passive = begin > 0 and lower[begin - 1] in AUXILIARIES  # "the video was | released, which showed …"
            if passive or not self.admission.is_phrase(self.words, begin, close):
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

    # ---- several -------------------------------------------------------------------------------------------------------

    def _joint(self, first: int, end: int) -> Resolved | None:
        """As in "Reyes and Okafor", "Reyes (D-Ohio), Lind and Okafor": each resolved alone, where each can stand alone."""
        parts, commas = parts_of(self.words, first, end)
        if commas:
            parts = [part for part in parts if self.names.head(*part) is not None]
        if commas and any(self._is_person(part) for part in parts[:1]):
            parts = [part for part in parts if self._is_person(part)]
        if len(parts) < 2 or not all(self._alone(*part) for part in parts):
            return None
        if len(parts) == 2 and (not self._is_somebody(*parts[0]) or self._is_same(*parts)):
            return None  # "Current and former officials", "the nominee and former mayor"
        each = [self._one(*part) for part in parts]
        kinds = [resolved.kind for resolved in each]
        kind: SpeakerKind = next((kind for kind in ("person", "organisation") if kind in kinds), "unnamed")
        names = dict.fromkeys(name for resolved in each for name in resolved.names)
        return Resolved(tuple(names), None, kind)

    def _is_same(self, left: Range, right: Range) -> bool:
        """Whether two descriptions share one article: "the nominee and former mayor"."""
        lower = self.words.lower
        single = not lower[left[1] - 1].endswith("s") and not lower[right[1] - 1].endswith("s")
        described = self.names.name_in(*right) is None or self.names.head(*right) is None
        return single and lower[left[0]] in ("the", "a", "an") and described and lower[right[0]] not in DETERMINERS

    def _is_person(self, part: Range) -> bool:
        name = self.names.head(*part)
        person = None if name is None else self.people.at(name)
        return person is not None and person.certain

    def _is_somebody(self, first: int, end: int) -> bool:
        """Whether a phrase joined to another has a head of its own, not an adjective alone."""
        lower = self.words.lower
        name = self.names.name_in(first, end)
        person = None if name is None else self.people.at(name)
        if person is not None and (person.certain or person.organisation or len(person.mentions) > 1):
            return True
        return self.names.is_noun(lower[end - 1]) or lower[first] in PRONOUNS | DETERMINERS

    def _alone(self, first: int, end: int) -> bool:
        lower = self.words.lower
        name = self.names.name_in(first, end)
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
        name = self.names.head(first, head_end)
        if (
            name is None
            and head_end + 1 < end
            and lower[head_end] == ","
            and lower[head_end + 1] not in ("including", "like", "who", "whose", "which")
        ):
            # "a spokesman, Tom Reyes", "his challenger, Rep. Tom Reyes"
            name = self.names.head(head_end + 1, end)
            if name is not None and not self.names.has_role(first, head_end):
                name = name if self._is_apposed(name, head_end) else None
        if name is not None:
            person = self.people.at(name)
            assert person is not None
            if not person.certain and (nearer := self.antecedents.resident(name)) is not None:
                person = nearer
            if not person.organisation:
                return self._named(person, first, end)
            if spoken is None and not self.names.has_role(first, head_end):
                return Resolved((self._fullest(person),), None, "organisation")
        if spoken is not None:
            return spoken
        return self._described(first, head_end)

    def _is_apposed(self, name: int, comma: int) -> bool:
        """Whether a person's name behind a comma says who "his challenger" before it is."""
        head, found, person = self.words.lower[comma - 1], self.people.name_at(name), self.people.at(name)
        if (
            found is None
            or person is None
            or not person.certain
            or head.endswith("s")
            or self.words.is_capital(comma - 1)
        ):
            return False
        if head in self.lexicon.organisations or head in self.lexicon.documents:
            return False
        return (found.lead[0] if found.lead is not None else name) == comma + 1

    def _named(self, person: Person, first: int, end: int) -> Resolved:
        role = person.role
        if role is None or not (first <= role[0] and role[1] <= end):
            own = self._own_role(person, first, end)
            role = own or role
        # a single word of which the article says nothing is seldom a person: news names those in full
        kind: SpeakerKind = "person" if person.person and (person.certain or len(person.key) > 1) else "organisation"
        return Resolved((self._fullest(person),), self._offsets(role), kind, person)

    def _fullest(self, person: Person) -> Offsets:
        return self.words.offsets(*person.name)

    def _own_role(self, person: Person, first: int, end: int) -> Range | None:
        """A role in the mention itself wins over one from elsewhere."""
        found = self.roles.find(self.words, first, end)
        if found is None or not any(self.words.lower[i] in self.lexicon.roles for i in range(*found)):
            return None
        owner = next((i for i in range(first, found[0]) if self.words.lower[i] == "'s"), None)
        return None if owner is not None and self.people.at(first) is person else found

    def _offsets(self, role: Range | None) -> Offsets | None:
        return self.words.offsets(*role) if role is not None else None

    # ---- pronouns ------------------------------------------------------------------------------------------------------

    def _pronoun(self, token: int) -> Resolved | None:
        lower = self.words.lower[token]
        if lower in ("he", "she", "his", "her", "him"):
            if self._aide is not None and self._is_of_aide(token, *self._aide):
                return self._aide[0]
            person = self.people.by_pronoun(token, self.last)
            return None if person is None else self._named(person, token, token + 1)
        if lower in RELATIVES:
            antecedent = self.antecedents.relative(token)
            return None if antecedent is None else self._joint(*antecedent) or self._one(*antecedent)
        here = self.people.sentence(token)
        if lower in _THEY:
            if self._group is not None and here - self._group[1] < _STILL:
                return self._group[0]
            several = self.antecedents.plural(token)
            if several is not None:
                return self._joint(*several) or self._one(*several)
            return self._group[0] if self._group is not None else self._body[0] if self._body is not None else None
        if lower in _IT and self._body is not None:
            return self._body[0]
        return None

    def _is_of_aide(self, token: int, aide: Resolved, end: int) -> bool:
        """Whether "he" or "she" means the unnamed spokesman of this sentence or the one before, behind whom nobody is named."""
        role = "" if aide.role is None else self.words.raw[slice(*aide.role)].lower()
        other = self.lexicon.female if self.words.lower[token] in ("he", "his", "him") else self.lexicon.male
        near = 0 <= self.people.sentence(token) - self.people.sentence(end - 1) <= 1
        named = (self.people.at(index) for index in range(end, token))
        return near and role not in other and not any(person is not None and person.person for person in named)

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
                or any(self.names.is_noun(lower[i]) for i in range(start, stop))
            ):
                return self._represented(start, stop, role)
            return None
        return None

    def _represented(self, first: int, end: int, role: Offsets) -> Resolved | None:
        if first >= end:
            return None
        if end - first == 1 and self.words.lower[first] in _PRONOUNS:
            owner = self._pronoun(first)
            return None if owner is None else Resolved(owner.names, role, owner.kind)
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
                if lower[i] in PREPOSITIONS or (lower[i].endswith("ed") and self.names.is_noun(lower[i - 1]))
            ),
            end,
        )
        head = lower[head_end - 1]
        pair = self.descriptions.pair(first, end)
        if pair:
            return Resolved(tuple(self._fullest(person) for person in pair), None, "person")
        person = self.descriptions.person(first, end, self.last)
        if person is not None:
            return Resolved((self._fullest(person),), self._offsets(person.role), "person", person)
        body = self.descriptions.body(first, end)
        if body is not None:
            return Resolved((words.offsets(*body),), None, "organisation")
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
            name = self.people.name_at(start)
            known = self.people.at(start)
            if name is not None and known is not None and name.end == head_end:
                return Resolved((words.offsets(*known.name),), None, "organisation")
            if name is not None:
                start, end = self.descriptions.fullest_body((start, end))
            return Resolved((words.offsets(start, end),), None, "organisation")
        return Resolved((words.offsets(first, end),), None, "unnamed")
