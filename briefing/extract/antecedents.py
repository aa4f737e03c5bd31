"""What a pronoun points back at where no person's name does: a pronoun's token enters, the words it stands for leave."""

from __future__ import annotations

from briefing.extract.bearers import Person
from briefing.extract.grammar import AUXILIARIES, BREAKERS, DETERMINERS, PLURALS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from briefing.extract.lexicon import Lexicon
from briefing.extract.people import People
from briefing.extract.phrases import Range, before, forward
from briefing.extract.words import Words

RELATIVES = frozenset({"who", "which", "that"})
_REACH = 90  # tokens back that a pronoun may find a description of a person
_SENTENCES = 3  # sentences back that "they" may find a subject of several
_MANY = frozenset({"people", "police", "men", "women", "children", "families"})
_NEVER = PREPOSITIONS | AUXILIARIES | PRONOUNS | BREAKERS | SUBORDINATORS  # in a description before its noun


class Antecedents:
    """Finds antecedents among the words of one article."""

    def __init__(self, words: Words, people: People, lexicon: Lexicon) -> None:
        self.words = words
        self.people = people
        self.lexicon = lexicon

    def relative(self, token: int) -> Range | None:
        """Whom "who" at `token` means: the phrase before it, or the name right before it, past "of Leeds,"."""
        words, lower = self.words, self.words.lower
        low, _ = words.sentence_of(token)
        last = token - 2 if lower[token - 1] == "," else token - 1
        found = before(words, self.lexicon, last, low)
        if found is None or found[0] >= token or lower[found[0]] in RELATIVES:
            return None
        name = self.people.name_over(found[1] - 1)
        if name is not None and lower[token] == "who":
            person = self.people.at(name.first)
            if person is not None and (person.certain or (person.person and not self._is_home(name.first))):
                return max(found[0], name.first), found[1]
            return self._apposed(token, low) or self._named_before(name.first, low) or found
        return self._last_people(found, lower[token])

    def _apposed(self, token: int, low: int) -> Range | None:
        """The name to which the words before "who" are an apposition: "Ada Reyes, 32, a clerk for the Orr campaign in Bonn who"."""
        lower = self.words.lower
        comma = next((i for i in range(token - 1, max(low, token - 16), -1) if lower[i] == ","), None)
        if comma is None or lower[comma + 1] not in DETERMINERS | {"former"}:
            return None
        last = comma - 1
        if lower[last].isdigit() and lower[last - 1] == ",":
            last -= 2
        name = self.people.name_over(last) if last >= low else None
        person = self.people.at(name.first) if name is not None else None
        return (name.first, name.end) if name is not None and person is not None and person.person else None

    def _is_home(self, first: int) -> bool:
        """Whether a name tells where somebody is from: "of Ashton, Md.,"."""
        lower = self.words.lower
        return first > 0 and (lower[first - 1] in PREPOSITIONS or lower[first - 1] == ",")

    def resident(self, token: int) -> Person | None:
        """Who is from the place that a source begins with by mistake: "Ada Reyes, 59, of Ashton, | Md., said"."""
        name = self.people.name_at(token)
        if name is None or self.words.lower[name.end : name.end + 1] != [","] or not self._is_home(token):
            return None
        found = self._named_before(token, self.words.sentence_of(token)[0])
        person = None if found is None else self.people.at(found[0])
        return person if person is not None and person.certain else None

    def _named_before(self, token: int, low: int) -> Range | None:
        for index in range(token - 1, max(low, token - 16) - 1, -1):
            person = self.people.at(index)
            name = self.people.name_at(index)
            if person is not None and name is not None and person.person and not person.organisation:
                return name.first, name.end
            if self.words.lower[index] in AUXILIARIES:
                return None
        return None

    def _last_people(self, phrase: Range, relative: str) -> Range:
        """The part behind a preposition, where only that names people, or a body: "little reason for joy among | voters"."""
        lower, lexicon = self.words.lower, self.lexicon
        people = lexicon.people | lexicon.roles | PLURALS if relative == "who" else lexicon.organisations
        for index in range(phrase[1] - 2, phrase[0], -1):
            if lower[index] in PREPOSITIONS:
                head = next((i for i in range(phrase[0] + 1, phrase[1]) if lower[i] in PREPOSITIONS), phrase[1]) - 1
                if lower[phrase[1] - 1] in people and lower[head] not in people and not self.words.is_capital(head):
                    return index + 1, phrase[1]
                break
        return phrase

    def plural(self, token: int) -> Range | None:
        """Whom "they" mean: the nearest sentence's subject that is several, or several people named in it."""
        words = self.words
        number = self.people.sentence(token)
        for back in range(_SENTENCES + 1):
            if number - back < 0:
                break
            low, high = words.sentences[number - back]
            high = min(high, token)
            if high <= low:
                continue
            if self.people.layout.quoted(low) and back:
                continue
            subject = forward(words, self.lexicon, low, high)
            while subject is not None and words.lower[subject[0]] in SUBORDINATORS | BREAKERS:
                subject = (subject[0] + 1, subject[1]) if subject[1] - subject[0] > 1 else None
            if subject is not None and self._is_several(subject):
                return subject
            nearest = self._described(high, low, frozenset(), frozenset(), plural=True)
            if nearest is not None:
                return nearest
        return None

    def _is_several(self, phrase: Range) -> bool:
        lower = self.words.lower
        first, end = phrase
        if end - first == 1 and lower[first] in PRONOUNS:
            return False
        head = next((i for i in range(first + 1, end) if lower[i] in PREPOSITIONS or lower[i] == ","), end) - 1
        word = lower[head]
        if word in _MANY or word in PLURALS:
            return True
        inside = any(
            lower[i] == "and" and self.people.at(i + 1) is not None for i in range(first + 1, min(end, head + 1) - 1)
        )
        listed = word in self.lexicon.people or word in self.lexicon.roles or word[:-1] in self.lexicon.organisations
        return inside or (listed and word.endswith("s") and not word.endswith(("ss", "'s")))

    def described(self, token: int) -> Range | None:
        """The nearest description of a person before "he" or "she": "a debt collector … he"."""
        lexicon = self.lexicon
        gender = lexicon.female if self.words.lower[token] in ("she", "her") else lexicon.male
        other = lexicon.male if gender is lexicon.female else lexicon.female
        return self._described(token, max(0, token - _REACH), gender, other, plural=False)

    def _described(
        self, token: int, low: int, gender: frozenset[str], other: frozenset[str], *, plural: bool
    ) -> Range | None:
        words, lower, lexicon = self.words, self.words.lower, self.lexicon
        for index in range(token - 1, max(low, token - _REACH) - 1, -1):
            word = lower[index]
            listed = word in lexicon.people or word in lexicon.roles or (plural and word in _MANY)
            if self.people.layout.quoted(index) or not listed:
                continue
            if word == "host" and lower[index + 1] == "of":
                continue  # "a host of problems"
            many = word.endswith("s") or word in _MANY
            if many != plural or (words.is_capital(index) and not plural) or (word in other and word not in gender):
                continue
            if plural and self.people.name_over(index) is not None:
                continue
            opening, _ = words.sentence_of(index)
            start = index
            while start > opening and index - start < 6 and self._describes(start - 1):
                if words.is_capital(index) and (not words.is_capital(start - 1) or lower[start - 1] == "that"):
                    break
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
        return lower.replace("-", "a").isalnum() and lower not in _NEVER
