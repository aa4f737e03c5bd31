"""Cues and their subjects: an utterance enters, `Hit`s leave: verbs of saying that say something, with who says it.

A passive, a negation, a modal or an infinitive undoes a cue; a participle takes the sentence's subject; "said Ada Reyes" takes the
phrase after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.extract import phrases
from briefing.extract.grammar import (
    BE,
    BEFORE_PARTICIPLE,
    DASHES,
    DETERMINERS,
    HAVE,
    INSIDE,
    PLURALS,
    PRONOUNS,
    TIME_WORDS,
    is_adverb,
)
from briefing.extract.lexicon import Form, Frame, Lexicon
from briefing.extract.phrases import Range
from briefing.extract.utterances import Layout, Utterance
from briefing.extract.words import Words


@dataclass(slots=True)
class Hit:
    """A cue in its place: tokens first … end-1 of the verb, where the verb group begins, its subject if one stands before it."""

    first: int
    end: int
    base: str
    form: Form
    frames: frozenset[Frame]
    group: int
    subject: Range | None = None
    inverted: bool = False
    inherited: bool = False  # a participle whose subject is the sentence's
    contents: list[Range] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """What stands before a verb: the token before its group, and what the group holds."""

    before: int
    be: bool = False
    have: bool = False
    to: bool = False
    joined: bool = False  # "… and said", "… but said"


class Subjects:
    """Finds cues and subjects within one utterance; `hits` are those found so far."""

    def __init__(self, words: Words, layout: Layout, lexicon: Lexicon, utterance: Utterance) -> None:
        self.words = words
        self.layout = layout
        self.lexicon = lexicon
        self.low = utterance.first
        self.high = utterance.end
        self.hits: list[Hit] = []

    def hit(self, index: int) -> Hit | None:
        word = self.words.lower[index]
        lexicon = self.lexicon
        if word in lexicon.phrases:
            for form, phrase in lexicon.phrases[word]:
                end = index + 1 + len(phrase.rest)
                matches = end <= self.high and tuple(self.words.lower[index + 1 : end]) == phrase.rest
                if matches and (phrase.rest[0] == "quoted" or form != "participle" or self._after_have(index)):
                    return Hit(index, end, phrase.base, form, phrase.frames, index)
        if self._in_compound(index):
            return None
        if word not in lexicon.verbs or (
            self.words.is_capital(index) and index > self.low and word not in ("said", "says")
        ):
            return None
        options = lexicon.verbs[word]
        verb = options[0]
        for option in options[1:]:
            if option.form == "past" and verb.form == "base":  # "read", "put": the past tense is what news writes
                verb = option
        return Hit(
            index, index + 1, verb.base, verb.form, frozenset().union(*(option.frames for option in options)), index
        )

    def _in_compound(self, index: int) -> bool:
        """Whether a hyphen ties the word to another: "a six-term mayor", "the less-feared side"."""
        words = self.words
        before = (
            index > self.low and words.lower[index - 1] in ("-", "‑") and words.end[index - 1] == words.start[index]
        )
        after = (
            index + 1 < self.high
            and words.lower[index + 1] in ("-", "‑")
            and words.end[index] == words.start[index + 1]
        )
        tight = after and index + 2 < self.high and words.end[index + 1] == words.start[index + 2]
        return (before and words.end[index - 2] == words.start[index - 1]) or tight

    def _after_have(self, index: int) -> bool:
        return any(word in HAVE for word in self.words.lower[max(self.low, index - 3) : index])

    def subject(self, hit: Hit) -> bool:
        """Sets the hit's subject; False where the words are no act of saying."""
        group = self._group(hit)
        if group is None:
            return False
        if hit.form == "ing" and not group.be:
            return self._participle(hit)
        following = self.words.lower[hit.end] if hit.end < self.high else ""
        if following == "of" and (
            hit.base.startswith("accuse")
            or (hit.form in ("s", "base") and "phrase" not in hit.frames and hit.base not in ("warn", "say"))
        ):
            return False  # "the man accused of fraud", "the demands of the union"
        if hit.base != "be quoted as saying":
            if group.be and hit.form in ("past", "participle"):
                return False  # a passive names no speaker
            if (hit.form == "participle" and not group.have) or (group.to and hit.form != "base"):
                return False
        if group.joined:
            return self._coordinated(hit)
        return self._beside(hit, group)

    def _group(self, hit: Hit) -> _Group | None:
        """The verb group before a cue: auxiliaries and adverbs; None where they undo it."""
        words, lower = self.words, self.words.lower
        group = _Group(hit.first - 1)
        while group.before >= self.low and not self.layout.quoted(group.before):
            index = group.before
            word = lower[index]
            if word in self.lexicon.excluded:
                return None
            if word == "to":
                if not (index >= self.low + 2 and lower[index - 1] in ("on", "continued")):
                    return None
                group.to = True
                group.before -= 2 if lower[index - 1] == "on" else 1
                group.before -= lower[group.before] in ("went", "goes")
                continue
            if word in ("and", "but") and index == hit.first - 1 and hit.form == "past":
                group.joined = True
                break
            if word == "'s" and not (index > self.low and lower[index - 1] in PRONOUNS):
                break  # "the minister's proposed law"
            if word in BE and not (word == "'s" and hit.form != "ing"):
                group.be = True
            elif word in HAVE or (word == "'s" and hit.form in ("past", "participle")):
                group.have = True
            elif words.is_capital(index) or not is_adverb(word):
                break
            group.before -= 1
        return group

    def _beside(self, hit: Hit, group: _Group) -> bool:
        """The subject directly before the verb group, else the one after the verb."""
        lower, index = self.words.lower, group.before
        hit.group = index + 1
        if index < self.low:
            return hit.form in ("past", "s") and self._inverted(hit)  # "Said Ada Reyes, the mayor, …"
        if self.layout.quoted(index):
            return self._inverted(hit)
        if lower[index] in {",", *DASHES} and self.layout.quoted(index - 1):
            return hit.group == hit.first and self._inverted(hit)
        if lower[index] == "'s" or (hit.form in ("base", "s") and not group.to and lower[index] in DETERMINERS):
            return False  # "the claims"
        subject = phrases.before(self.words, self.lexicon, index, self.low_outside(index))
        if subject is None:
            return lower[index] in {",", *DASHES} and self._inverted(hit)
        hit.subject = subject
        return self._plausible(hit, subject)

    def low_outside(self, index: int) -> int:
        """The first token after the last quotation before `index`."""
        position = index
        limit = max(self.low, index - 90)
        while position >= limit and not self.layout.quoted(position):
            position -= 1
        return position + 1

    def _plausible(self, hit: Hit, subject: Range) -> bool:
        first, end = subject
        lower = self.words.lower
        head = lower[end - 1]
        if lower[first] in ("including", "according", "such", "like"):
            return False
        if end - first == 1 and head in PRONOUNS:
            if head in ("you", "it") and hit.base not in ("say", "warn", "add", "read", "call"):
                return False
            return hit.form != "base" or head not in ("he", "she", "it")
        if hit.form == "base" and hit.base not in ("say", "argue", "insist", "point out"):
            return self.people(subject) and self._plural(subject)
        if hit.form == "base":
            return self._plural(subject)
        if hit.form == "s" and head.endswith("s") and not self.words.is_capital(end - 1) and head != "'s":
            return False
        if hit.base in ("say", "tell", "add", "warn", "announce", "deny", "state", "claim", "insist", "write", "tweet"):
            return any(character.isalpha() for character in head) or head in (",", ")")
        if "that" in hit.frames and hit.base in (
            "show",
            "find",
            "indicate",
            "reveal",
            "suggest",
            "conclude",
            "estimate",
        ):
            return True
        return self.people(subject)

    def people(self, subject: Range) -> bool:
        """Whether the phrase names somebody or something that can speak."""
        lexicon = self.lexicon
        for index in range(*subject):
            word = self.words.lower[index]
            if (
                word in lexicon.people
                or word in lexicon.roles
                or word in lexicon.organisations
                or word in lexicon.documents
            ):
                return True
            if (
                self.words.is_capital(index)
                and word not in TIME_WORDS
                and (index > self.low or word not in DETERMINERS | {"that"})
            ):
                return True
            if word in ("who", "he", "she", "they", "we", "some", "others", "many"):
                return True
        return False

    def _plural(self, subject: Range) -> bool:
        first, end = subject
        lower = self.words.lower
        head = next((index for index in range(first, end) if lower[index] in INSIDE or lower[index] == ","), end) - 1
        if head < first:
            head = end - 1
        word = lower[head]
        if lower[first] in ("a", "an", "this", "that", "each", "every", "another"):
            return word in ("number", "majority", "group", "few", "lot", "percent")
        return (
            (word.endswith("s") and not word.endswith(("ss", "'s")))
            or word in self.lexicon.people | PLURALS
            or ("and" in lower[first:end])
        )

    def _coordinated(self, hit: Hit) -> bool:
        """As in "thanked them and said": the subject of the verb before."""
        subject = self._sentence_subject(hit.first - 1)
        if subject is None:
            return False
        hit.subject, hit.inherited = subject, True
        return self.people(subject)

    def _participle(self, hit: Hit) -> bool:
        """As in "…, saying that …": the subject is the sentence's, or the document before it."""
        previous = hit.first - 1
        while previous > self.low and is_adverb(self.words.lower[previous]):
            previous -= 1
        hit.group = hit.first
        word = self.words.lower[previous] if previous >= self.low else ""
        if (
            hit.first == self.low
            or word in BEFORE_PARTICIPLE
            or self.layout.quoted(previous)
            or word in self.lexicon.documents
        ):
            subject = self._sentence_subject(hit.first)
            if subject is None:
                return False
            hit.subject, hit.inherited = subject, True
            return self.people(subject)
        if "that" not in hit.frames and "clause" not in hit.frames:
            return False
        subject = phrases.before(self.words, self.lexicon, previous, self.low_outside(previous))
        if subject is None or not self.people(subject):
            return False
        hit.subject = subject
        return True

    def _sentence_subject(self, index: int) -> Range | None:
        """The subject that a participle or a second verb at `index` shares: the last cue's before it, else the sentence's."""
        if self.hits and self.hits[-1].subject is not None and self.hits[-1].subject[1] <= index:
            return self.hits[-1].subject
        subject = phrases.forward(self.words, self.lexicon, self._after_quotes(), self.high)
        return None if subject is None or subject[0] <= index < subject[1] else subject

    def _after_quotes(self) -> int:
        index = self.low
        while index < self.high and self.layout.quoted(index):
            index += 1
        while index < self.high and self.words.lower[index] == ",":
            index += 1
        return index

    def _inverted(self, hit: Hit) -> bool:
        """As in "…, said Ada Reyes, the mayor"."""
        if hit.form not in ("past", "s", "base"):
            return False
        subject = phrases.after(self.words, self.lexicon, hit.end, self.high)
        if subject is None or not self.people(subject):
            return False
        hit.subject, hit.inverted = subject, True
        return True
