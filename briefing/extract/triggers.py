"""The lists of `config/incident_types.yaml` go in; where their cues stand in a sentence comes out, excluded phrases left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.config.schema import IncidentTypes
from briefing.extract.counts import Line

Form = Literal["noun", "plural", "base", "third", "past", "ing", "phrase"]

_STEM = 4  # letters by which an excluded phrase whose first word is open ("open* fire") is looked up; such a word has no fewer
_IRREGULAR = {
    "shoot": ("shot", "shot"),
    "strike": ("struck", "struck"),
    "steal": ("stole", "stolen"),
    "break": ("broke", "broken"),
    "beat": ("beat", "beaten"),
    "slay": ("slew", "slain"),
    "blow": ("blew", "blown"),
    "hit": ("hit", "hit"),
    "run": ("ran", "run"),
    "burn": ("burned", "burnt"),
}
_PLURALS = {"knife": "knives", "man": "men", "woman": "women"}
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]\Z")
# A match's result: "beat Leeds 3-2", "a 2-0 win".
_SCORE = re.compile(
    r"\b(?:(?:beat|beats|beating|defeat\w*|thrash\w*|lost to|won)\b[^.;]{0,40}|dr[ae]w(?:ing)? )\b\d{1,2}[-–]\d{1,2}"
    r"(?=[,.;:)]|$|\s+(?:on|in|at|to|against|after|with|and|over|away|thanks|last|this)\b)"
    r"|\b\d{1,2}[-–]\d{1,2} (?:\w+ )?(?:win|victory|defeat|loss|draw)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = frozenset(
    "a an the this that these those his her its their our another second third deadly fatal mass recent latest "
    "possible apparent suspected alleged reported "
    "armed double triple accidental fatal terror terrorist drive-by police school overnight in after following "
    "during of about into over from to fatal "
    "sunday monday tuesday wednesday thursday friday saturday sunday's monday's tuesday's wednesday's thursday's "
    "friday's saturday's 's random targeted "
    "attempted domestic gang-related officer-involved separate similar similar several two three four five six seven "
    "eight nine ten dozen many multiple "
    "more no any such each every bloody brutal violent quadruple homicidal gang gun knife first worst suicide major "
    "big small brazen".split()
)
_NOUN_AFTER = frozenset(
    "in at on that which where who happened occurred took was were is remains remain left leaves came comes outside "
    "near inside death deaths "
    "victim victims suspect suspects scene investigation and or early late shortly by between incident incidents "
    "call . , ; : ? ! ’s 's attack spree "
    "rampage wednesday thursday friday saturday sunday monday tuesday last yesterday this".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a listed word: its type and group, how it is inflected, whether it needs more evidence."""

    type: str
    group: str
    words: tuple[str, ...]
    form: Form
    base: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a line, words `first` to `last` inclusive."""

    first: int
    last: int
    cue: Cue

    @property
    def is_verb(self) -> bool:
        return self.cue.form in ("base", "third", "past", "ing")


def verb_forms(base: str) -> Iterator[tuple[Form, str]]:
    """The forms of a verb, with the particle that may follow it ("blew up"), by the spelling rules of English."""
    head, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    yield "base", base
    ends_y = head.endswith("y") and head[-2:-1] not in tuple("aeiou")
    third = head[:-1] + "ies" if ends_y else head + ("es" if head.endswith(("s", "x", "z", "ch", "sh")) else "s")
    yield "third", third + tail
    stem = head[:-1] if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) else head
    if _ONE_SYLLABLE.match(head) or head == "kidnap":
        stem = head + head[-1]
    yield "ing", stem + "ing" + tail
    if head in _IRREGULAR:
        for form in dict.fromkeys(_IRREGULAR[head]):
            yield "past", form + tail
        return
    yield "past", (head[:-1] + "ied" if ends_y else stem + "ed") + tail


def plural(noun: str) -> str:
    """The plural of a noun or of the last word of a compound."""
    *before, head = noun.split(" ")
    if head in _PLURALS:
        head = _PLURALS[head]
    elif head.endswith(("s", "x", "z", "ch", "sh")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in tuple("aeiou"):
        head = head[:-1] + "ies"
    else:
        head += "s"
    return " ".join([*before, head])


class Triggers:
    """The cues of all types, ready to be looked up by their first word."""

    def __init__(self, types: IncidentTypes) -> None:
        self._cues: dict[str, list[Cue]] = defaultdict(list)
        self._excluded: dict[str, list[tuple[tuple[str, ...], str | None]]] = defaultdict(list)
        self._open_excluded: dict[str, list[tuple[tuple[str, ...], str | None]]] = defaultdict(list)
        self.elsewhere = tuple(word.lower() for word in types.elsewhere)
        self.names = {kind.id: kind.name for kind in types.types}
        seen: set[tuple[str, tuple[str, ...], str]] = set()
        for kind in types.types:
            weak = {word.lower() for word in kind.weak}
            forms: list[tuple[str, Form, str]] = []
            for verb in kind.verbs:
                forms += [(text, form, verb) for form, text in verb_forms(verb.lower())]
            for noun in kind.nouns:
                forms += [(noun.lower(), "noun", noun), (plural(noun.lower()), "plural", noun)]
            forms += [(phrase.lower(), "phrase", phrase) for phrase in kind.phrases]
            for text, form, base in forms:
                words = tuple(text.split())
                family = "verb" if form in ("base", "third", "past", "ing") else form
                if (kind.id, words, family) in seen:
                    continue
                seen.add((kind.id, words, family))
                self._cues[words[0]].append(Cue(kind.id, kind.group, words, form, base.lower(), base.lower() in weak))
            self._exclude(kind.excluded, kind.id)
        self._exclude(types.excluded, None)
        for cues in self._cues.values():
            cues.sort(key=lambda cue: -len(cue.words))

    def _exclude(self, phrases: Iterable[str], kind: str | None) -> None:
        for phrase in phrases:
            words = tuple(phrase.lower().split())
            if words[0].endswith("*"):
                self._open_excluded[words[0][:-1][:_STEM]].append((words, kind))
            else:
                self._excluded[words[0]].append((words, kind))

    def hits(self, line: Line) -> list[Hit]:
        """The cues of a line, in order; of overlapping ones the longest, of noun and verb readings the fitting one."""
        if self._cues.keys().isdisjoint(line.lower):
            return []
        barred = self._barred(line)
        found: list[Hit] = []
        reached = 0
        for first in range(len(line)):
            if first < reached:
                continue
            best: Hit | None = None
            for cue in self._cues.get(line.lower[first], ()):
                last = first + len(cue.words) - 1
                if last >= len(line) or line.lower[first : last + 1] != cue.words:
                    continue
                if best is not None and last < best.last:
                    break
                if any(kind in (None, cue.type) and start <= last and first <= end for start, end, kind in barred):
                    continue
                if best is None or (best.cue.form != cue.form and self._reads_as(line, first, last, cue)):
                    best = Hit(first, last, cue)
            if best is not None:
                found.append(best)
                reached = best.last + 1
        return found

    def _reads_as(self, line: Line, first: int, last: int, cue: Cue) -> bool:
        """Whether a word that may be noun or verb ("shooting", "attacks") stands as this cue has it."""
        return reads_as_noun(line, first, last) == (cue.form in ("noun", "plural"))

    def is_barred(self, line: Line, first: int, last: int, kind: str) -> bool:
        """Whether words `first` to `last` stand in a phrase in which no cue of incident type `kind` fires."""
        return any(k in (None, kind) and start <= last and first <= end for start, end, k in self._barred(line))

    def _barred(self, line: Line) -> list[tuple[int, int, str | None]]:
        barred: list[tuple[int, int, str | None]] = []
        for first, word in enumerate(line.lower):
            for words, kind in (*self._excluded.get(word, ()), *self._open_excluded.get(word[:_STEM], ())):
                if first + len(words) <= len(line) and all(map(_fits, line.lower[first : first + len(words)], words)):
                    barred.append((first, first + len(words) - 1, kind))
        return barred

    def is_elsewhere(self, sentence: str) -> bool:
        """Whether a sentence speaks of fiction, sport or markets."""
        if self._elsewhere_pattern is None:
            words = "|".join(re.escape(word) for word in sorted(self.elsewhere, key=len, reverse=True))
            self._elsewhere_pattern = re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)
        return bool(self._elsewhere_pattern.search(sentence) or _SCORE.search(sentence))

    _elsewhere_pattern: re.Pattern[str] | None = None


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def reads_as_noun(line: Line, first: int, last: int) -> bool:
    """A determiner, an adjective or a place before it makes a noun, an object after it a verb."""
    before = line.lower[first - 1] if first else ""
    after = line.lower[last + 1] if last + 1 < len(line) else "."
    word = line.lower[last]
    if before in (
        "who",
        "they",
        "we",
        "i",
        "he",
        "she",
        "it",
        "to",
        "was",
        "were",
        "been",
        "being",
        "not",
        "had",
        "has",
        "have",
        "then",
        "will",
        "would",
        "may",
        "might",
        "can",
        "could",
        "must",
        "should",
        "shall",
        "'ll",
    ) and not (before == "to" and after in _NOUN_AFTER):
        return False
    if word.endswith("ing"):
        if before in ("of", "after", "for", "by", "from", "in", "before", "without") and after not in _NOUN_AFTER:
            return False
        return (
            before in _NOUN_BEFORE
            or after in _NOUN_AFTER
            or before.endswith(("'s", "-involved"))
            or (
                first > 0
                and line.words[first - 1][:1].isupper()
                and before not in ("he", "she", "they")
                and after in _NOUN_AFTER
            )
        )
    if before in _NOUN_BEFORE or before.endswith("'s") or before[:1].isdigit():
        return True
    if after in ("the", "a", "an", "his", "her", "their", "him", "them", "two", "three", "four", "five", "at"):
        return False
    return first > 0 and (before[:1].isalpha() and before not in ("and", "or", "but"))
