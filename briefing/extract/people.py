"""Who is in an article: its names enter, people with their fullest name, role, gender and mentions leave."""

from __future__ import annotations

from bisect import bisect_left

from briefing.extract.apposition import role_beside, words_beside
from briefing.extract.bearers import Bearers, Person
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import Name
from briefing.extract.phrases import Range
from briefing.extract.roles import Roles
from briefing.extract.utterances import Layout
from briefing.extract.words import Words

NEAR = 10  # sentences back that a pronoun or "the minister" may reach
_BACK = 30  # mentions of one person that a pronoun looks back over
_UNSURE = (
    1.0  # how many sentences farther a name seems that only speaks, as bodies and places do; twice that for one word
)
FIRM = "company"
"""Among a body's heads: it is a firm."""
_EXECUTIVES = frozenset("ceo cfo coo executive founder co-founder owner president".split())
_CLOSE = 2  # sentences back to a name of which nothing tells whether it is a person's
_LEAD = 4  # sentences of a news lead in which a description may come before its name
_DIRECT = frozenset({"said", "says", "who", "also", "then", "later"})


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
        self._names = {name.first: name for name in names}
        self._inside = {index: name for name in names for index in range(name.first, name.end)}
        bearers = Bearers(words, lexicon, names)
        self.everyone = bearers.everyone
        self._at = bearers.at
        self.pronouns: dict[int, Person] = {}
        for name in names:
            self._introduce(name, self._at[name.first])
        for name in names:
            self._note(name, self._at[name.first], speaking)
        self._employ(names)
        self._order = sorted((mention[0], person.number) for person in self.everyone for mention in person.mentions)
        self._describe_lead(names)
        self._follow_pronouns()

    # ---- look-up -------------------------------------------------------------------------------------------------------

    def at(self, token: int) -> Person | None:
        return self._at.get(token)

    def name_at(self, token: int) -> Name | None:
        return self._names.get(token)

    def name_over(self, token: int) -> Name | None:
        """The name of which `token` is a part."""
        return self._inside.get(token)

    def sentence(self, token: int) -> int:
        return max(0, bisect_left(self.sentences, token + 1) - 1)

    def by_pronoun(self, token: int, last: Person | None) -> Person | None:
        """Whom "he" or "she" at `token` means."""
        known = self.pronouns.get(token)
        if known is not None:
            return known
        return self.nearest(token, "female" if self.words.lower[token] in ("she", "her") else "male", last)

    def nearest(self, token: int, gender: str, last: Person | None, near: int = NEAR) -> Person | None:
        """The likeliest person of a gender (or "unknown") named in the `near` sentences before `token`."""
        recent = [person for person in self.before(token, near) if not person.organisation]
        found = self.likeliest([person for person in recent if person.person], token, gender, last, near)
        if found is not None:
            return found
        # a full name of which nothing says that it is a person's is taken only where it acts, close by
        acting = [person for person in recent if len(person.key) > 1 and self._acts(person, token)]
        return self.likeliest(acting, token, gender, last, near)

    def _acts(self, person: Person, token: int) -> bool:
        here = self.sentence(token)
        latest = bisect_left(person.mentions, (token,))
        return any(here - m[1] <= _CLOSE and m[2] for m in person.mentions[max(0, latest - _BACK) : latest])

    def likeliest(self, people: list[Person], token: int, gender: str, last: Person | None, near: int) -> Person | None:
        """By recency, subjects and the last speaker first, quoted mentions last; the gender must not differ."""
        sentence = self.sentence(token)
        best: tuple[float, int] | None = None
        found: Person | None = None
        for person in people:
            if gender != "unknown" and person.gender not in (gender, "unknown"):
                continue
            latest = bisect_left(person.mentions, (token,))
            for position, number, subject, quoted in person.mentions[max(0, latest - _BACK) : latest][::-1]:
                if sentence - number > near:
                    break
                score = (
                    number
                    - sentence
                    + 1.6 * subject
                    - 3.0 * quoted
                    + 1.0 * (person is last)
                    + 0.8 * (person.gender == gender)
                    - _UNSURE * (not person.certain) * (2 if len(person.key) == 1 else 1)
                )
                if best is None or (score, position) > best:
                    best, found = (score, position), person
        return found

    def before(self, token: int, near: int) -> list[Person]:
        """Who is named in the `near` sentences before `token`, the latest first."""
        low = self.sentences[max(0, self.sentence(token) - near)]
        end = bisect_left(self._order, (token, -1))
        first = max(bisect_left(self._order, (low, -1)), end - 4 * _BACK)
        numbers = dict.fromkeys(number for _, number in self._order[first:end][::-1])
        return [self.everyone[number] for number in numbers]

    # ---- what the article says of them -----------------------------------------------------------------------------------

    def _introduce(self, name: Name, person: Person) -> None:
        """A body's name with its kind before it is its fullest: "the drivers' union Northern Line", then "Northern Line"."""
        words = self.words
        before = name.first - 1
        following = words.lower[name.end] if name.end < len(words) else "."
        closed = not following[0].isalpha() or following in AUXILIARIES | PREPOSITIONS | self.lexicon.verbs.keys()
        if before < 1 or name.title or name.quoted or name.given or not closed or person.certain:
            return  # "the firm Ada Reyes founded"
        kind = words.lower[before]
        if (
            kind not in self.lexicon.organisations
            or kind in self.lexicon.roles
            or kind in self.lexicon.titles
            or words.is_capital(before)
            or kind.endswith("s")
            or person.gender != "unknown"
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
            person.heads.add(kind)

    def _note(self, name: Name, person: Person, speaking: set[int]) -> None:
        words = self.words
        if name.title and not person.organisation:
            person.person = person.certain = True
            person.heads.add(name.title)
        lead = self.roles.find(words, *name.lead) if name.lead is not None else None
        beside = role_beside(name, words, self.roles, self.lexicon)
        if not person.organisation:
            person.words.update(words_beside(name, words))
        for role in (lead, beside):
            if role is not None and not person.organisation:
                person.person = person.certain = True
                if self._office(words, role):
                    person.heads.add(self.roles.head(words, role))
        role = beside or lead if lead is None or not self._office(words, lead) else lead
        if role is not None and not person.organisation and person.role is None and self._office(words, role):
            person.role, person.head = role, self.roles.head(words, role)
            self._gender_of_role(person)
        aged = words.lower[name.end : name.end + 1] == [","] and words.lower[name.end + 1 : name.end + 2] != []
        aged = aged and words.lower[name.end + 1].isdigit()
        if (aged or name.first in speaking) and not person.organisation and not name.definite:
            person.person = True
            person.certain |= aged
        person.mentions.append((name.first, self.sentence(name.first), self._is_subject(name), name.quoted))

    def _employ(self, names: list[Name]) -> None:
        """What has a chief or a spokesman is a body: "Wells Fargo | CEO Ada Reyes"."""
        known = {person.key: person for person in self.everyone}
        lower = self.words.lower
        for name in names:
            if name.lead is None:
                continue
            first = name.lead[0]
            stop = next((i for i in range(first, name.lead[1]) if lower[i] in self.lexicon.roles), first)
            person = known.get(tuple(lower[first:stop]))
            if person is not None and not person.certain:
                person.organisation = True
                if not _EXECUTIVES.isdisjoint(lower[stop : name.lead[1]]):
                    person.heads.add(FIRM)

    def _gender_of_role(self, person: Person) -> None:
        if person.gender == "unknown":
            female, male = person.head in self.lexicon.female, person.head in self.lexicon.male
            person.gender = "female" if female else "male" if male else "unknown"

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
            or following in _DIRECT
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
            if any(head in person.heads for person in self.everyone):
                continue
            for name in names:
                person = self._at[name.first]
                if name.first < high or name.first >= limit:
                    continue
                if (
                    person.mentions[0][0] == name.first
                    and len(person.key) > 1
                    and person.role is None
                    and not person.organisation
                    and not name.definite
                    and not name.quoted
                    and self._is_subject(name)
                ):
                    person.role, person.head, person.person = described, head, True
                    person.heads.add(head)
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
            or any(self._stands_alone(i, stop) for i in range(role[0], stop))
        ):
            return None
        return role if not words.lower[role[1] - 1].endswith("s") else None

    def _stands_alone(self, index: int, stop: int) -> bool:
        """Whether a name in a description is more than a word in it: the person's own."""
        person, name = self._at.get(index), self._names.get(index)
        return person is not None and name is not None and (person.certain or name.end == stop)

    def _follow_pronouns(self) -> None:
        """Resolves each "he" and "she" outside quotations in turn: a pronoun keeps its person in mind for the next one."""
        last: Person | None = None
        for token, word in enumerate(self.words.lower):
            person = self._at.get(token)
            if person is not None and person.person and person.mentions and self._subject_at(person, token):
                last = person
            if word not in ("he", "she") or self.layout.quoted(token):
                continue
            person = self.nearest(token, "female" if word == "she" else "male", last)
            if person is None:
                continue
            self.pronouns[token] = person
            if person.gender == "unknown":
                person.gender = "female" if word == "she" else "male"
            self.mention(person, token)

    def _subject_at(self, person: Person, token: int) -> bool:
        position = bisect_left(person.mentions, (token,))
        return (
            position < len(person.mentions) and person.mentions[position][0] == token and person.mentions[position][2]
        )

    def mention(self, person: Person, token: int) -> None:
        """Notes that a pronoun or a description at `token` means this person, as its clause's subject."""
        mention = (token, self.sentence(token), True, False)
        person.mentions.insert(bisect_left(person.mentions, mention), mention)
        self._order.insert(bisect_left(self._order, (token, -1)), (token, person.number))
