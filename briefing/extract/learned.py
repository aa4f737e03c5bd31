"""What the trained encoder saw of who said what becomes attributions: heads and the rules' attributions enter, both as one leave.

The encoder learned from a corpus that also marks beliefs, wishes and acts as attributions; what counts here is what somebody said or wrote.
Quotation marks stay law: words in marks that the rules gave to a cue are not taken from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from briefing.extract.attribution import Attribution
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, OBJECT_PRONOUNS, is_adverb
from briefing.extract.lexicon import Lexicon
from briefing.extract.quotations import Quotation
from briefing.extract.reader.heads import Attribution as Seen
from briefing.extract.reader.heads import Heads
from briefing.extract.words import Offsets, Words

_DEADLINE = re.compile(r"(?P<day>\s+(?:by|before|until|within)\s+[\w’'-]+(?:\s[\w’'-]+){0,4})[.!]\s*")
_TO_DO = re.compile(r"\bto [a-z]+")
_SAME = 0.5  # of all the words of two contents: they are of one statement
_REACH = 3  # words before a cue in which something undoes it: "has never once said"
_FEW = 4  # words in marks that may be a name of something
_HEARINGS = frozenset({"questioning", "questioned", "interviewing", "interrogating", "charged", "charging", "charge"})
"""What police do with persons."""
_LOOSE = frozenset({".", ",", ";", "that", "which", "who", "whom"})  # "a system that | they say is rigged"
_ANNOUNCED = frozenset({"that", "whether", "how", "why"})


class Learned:
    """Attributions from heads, by the word lists; keeps nothing of an article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, quotations: tuple[Quotation, ...], heads: Heads) -> list[Attribution]:
        """What the encoder saw, as far as it counts as a statement; contents without "that" and without a final full stop."""
        marks = [span for quotation in quotations for span in quotation.spans]
        found: list[Attribution] = []
        for seen in heads.attributions:
            if not seen.contents or not seen.sources:
                continue
            source = _source(seen)
            cue = None if seen.cue is None else (seen.cue.start, seen.cue.end)
            if _in_marks(marks, cue or source):
                continue  # inside somebody's quotation nobody else speaks
            near = words.sentence_of(words.at((cue or source)[0]))
            spans = _bridged(words, seen)
            warned = cue is not None and self.lexicon.kind_of(words.raw[cue[0] : cue[1]]) == "warning"
            contents = tuple(
                trimmed
                for start, end in spans
                if (piece := _beside(words, marks, near, start, end)) is not None
                and (trimmed := _trimmed(words, *piece, warned=warned)) is not None
            )
            contents = _with_deadline(words, marks, near, contents)
            if (
                contents
                and not _is_split_clause(words, contents)
                and not _is_name(words.raw, marks, contents)
                and self._is_said(words, cue, spans, contents, marks)
            ):
                found.append(Attribution(source=source, cue=cue, content=contents))
        return found

    def _is_said(
        self,
        words: Words,
        cue: Offsets | None,
        spans: list[Offsets],
        contents: tuple[Offsets, ...],
        marks: list[Offsets],
    ) -> bool:
        """Whether a cue tells of saying: a known word of it that nothing undoes; another only before "that" or beside words in marks."""
        quoted = any(_holds_marks(marks, content) for content in contents)
        if cue is None:
            return quoted
        first, last = words.at(cue[0]), words.at(cue[1] - 1)
        inside = words.lower[first : last + 1]
        if self._is_undone(words, first, inside) or not self.lexicon.unspoken.isdisjoint(inside):
            return False
        if self._only_quotes(inside) and _leads_on(words, last + 1):
            return False  # "began to suffer from “delays”"
        if inside[-1] in _HEARINGS and self._is_of_people(words, contents[0]):
            return False
        if any(
            word in self.lexicon.verbs or word in self.lexicon.phrases or word in self.lexicon.noun_kinds
            for word in inside
        ):
            return True
        if tuple(inside) in self.lexicon.attributions or inside[-1] == ":" or quoted:
            return True
        return any(words.lower[words.at(start)] in _ANNOUNCED for start, _ in spans)

    def _only_quotes(self, inside: list[str]) -> bool:
        """Whether the verbs of a cue tell of saying only where words in marks follow: "began", "went on"."""
        verbs = [verb for word in inside for verb in self.lexicon.verbs.get(word, ())]
        return bool(verbs) and all(verb.frames == {"quote"} for verb in verbs)

    def _is_of_people(self, words: Words, content: Offsets) -> bool:
        """Whether a content begins with persons, of whom nothing is said: "questioning | the roommates of the suspect"."""
        first = words.at(content[0])
        near = words.lower[first : first + 4]
        if near[0] in _ANNOUNCED:
            return False
        return not (self.lexicon.people | self.lexicon.roles).isdisjoint(near) and "'s" not in near

    def _is_undone(self, words: Words, first: int, inside: list[str]) -> bool:
        """As in "declined to say", "did not say", "would say"."""
        before: list[str] = []
        index = first - 1
        while (
            index >= 0
            and len(before) < _REACH
            and (
                is_adverb(words.lower[index])
                or words.lower[index] in self.lexicon.undoing
                or words.lower[index] == "to"
            )
        ):
            before.append(words.lower[index])
            index -= 1
        head = inside[
            : next(
                (n for n, word in enumerate(inside) if word in self.lexicon.verbs and word not in AUXILIARIES),
                len(inside),
            )
        ]
        return not self.lexicon.undoing.isdisjoint([*before, *head])


def _leads_on(words: Words, index: int) -> bool:
    """Whether "to" and another verb follow, not a hearer: "began | to suffer", but "shouted | to the crowd"."""
    following = words.lower[index + 1 : index + 2]
    if words.lower[index : index + 1] != ["to"] or not following:
        return False
    return following[0] not in DETERMINERS | OBJECT_PRONOUNS and not words.is_capital(index + 1)


def combined(
    quotations: tuple[Quotation, ...], rules: Iterable[Attribution], learned: Iterable[Attribution]
) -> tuple[Attribution, ...]:
    """Both as one, in text order. At one cue the encoder knows better where unannounced words begin and end behind it.

    The rules know where the words in front of a cue begin, which is where their sentence does, and what stands in marks.
    """
    marks = [span for quotation in quotations for span in quotation.spans]
    seen = list(learned)
    at = sorted((item.cue, number) for number, item in enumerate(seen) if item.cue is not None)
    taken: set[int] = set()
    kept: list[Attribution] = []
    for rule in rules:
        same = [] if rule.cue is None else _touching(at, rule.cue)
        settled = rule.cue is None or len(rule.content) > 1 or rule.content[0] < rule.cue
        if not same or settled or all(_in_marks(marks, content) for content in rule.content):
            kept.append(rule)
            taken.update(same)
        elif rule.source is not None:
            for number in same:
                seen[number] = replace(seen[number], source=rule.source)
    spans = sorted(span for item in kept for span in item.content)
    kept += [
        item
        for number, item in enumerate(seen)
        if number not in taken
        and not any(_share(span, other) for span in item.content for other in _overlapping(spans, span))
    ]
    return tuple(sorted(kept, key=lambda item: (item.content[0], item.cue or (0, 0))))


def _touching(cues: list[tuple[Offsets, int]], cue: Offsets) -> list[int]:
    """Numbers of those of sorted cues that share a character with `cue`; cues do not overlap among themselves."""
    index = max(0, bisect_left(cues, (cue, -1)) - 1)
    found = []
    while index < len(cues) and cues[index][0][0] < cue[1]:
        if cue[0] < cues[index][0][1]:
            found.append(cues[index][1])
        index += 1
    return found


def _overlapping(spans: list[Offsets], span: Offsets) -> list[Offsets]:
    """Those of sorted spans that share a character with `span`, the two before it at most among them."""
    index = max(0, bisect_left(spans, span) - 2)
    found = []
    while index < len(spans) and spans[index][0] < span[1]:
        if span[0] < spans[index][1]:
            found.append(spans[index])
        index += 1
    return found


def _share(one: Offsets, other: Offsets) -> bool:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap >= _SAME * (max(one[1], other[1]) - min(one[0], other[0]))


def _beside(words: Words, marks: list[Offsets], near: tuple[int, int], start: int, end: int) -> Offsets | None:
    """A content, or the part of it that lies in the cue's sentence; words in marks may lie in another."""
    if _in_marks(marks, (start, end)):
        return start, end
    low, high = words.start[near[0]], words.end[near[1] - 1]
    start, end = max(start, low), min(end, high)
    return (start, end) if start < end else None


def _bridged(words: Words, seen: Seen) -> list[Offsets]:
    """The contents, two of one sentence joined where neither the cue nor the source stands between: the encoder missed some words."""
    others = [(item.start, item.end) for item in (*seen.sources, *((seen.cue,) if seen.cue else ()))]
    joined: list[Offsets] = []
    for start, end in sorted((item.start, item.end) for item in seen.contents):
        if joined:
            low, high = joined[-1]
            told = any(first < start and high < last for first, last in others)
            if not told and words.sentence_of(words.at(low)) == words.sentence_of(words.at(start)):
                joined[-1] = (low, max(high, end))
                continue
        joined.append((start, end))
    return joined


def _is_split_clause(words: Words, contents: tuple[Offsets, ...]) -> bool:
    """Whether the first content is but the "what" of "what police say was an accident"."""
    start, end = contents[0]
    return len(contents) > 1 and words.raw[start:end].lower() in ("what", "which", "who", "that")


def _source(seen: Seen) -> Offsets:
    """The source nearest to its cue, or to the content where there is no cue."""
    at = seen.cue.start if seen.cue is not None else seen.contents[0].start
    best = min(seen.sources, key=lambda item: (abs(item.start - at), item.start))
    return best.start, best.end


def _is_name(text: str, marks: list[Offsets], contents: tuple[Offsets, ...]) -> bool:
    """Whether a content is but a few words in marks that end no sentence: a title, a nickname, "what he calls a “mess”"."""
    words = [word for start, end in contents for word in text[start:end].split()]
    ends = text[contents[-1][0] : contents[-1][1]].rstrip("\"”'’»").endswith((".", "!", "?", "…", ","))
    return len(words) < _FEW and not ends and all(_in_marks(marks, content) for content in contents)


def _trimmed(words: Words, start: int, end: int, *, warned: bool) -> Offsets | None:
    """Offsets without "that" in front, and a full stop or the opening of a clause of others behind; of what is warned of, the thing."""
    first, last = words.at(start), words.at(end - 1)
    while first < last and words.lower[first] in ("that", ",", ":"):
        first += 1
    if warned and first < last and words.lower[first] in ("of", "about", "against"):
        first += 1
    while first < last and words.lower[last] in _LOOSE:
        last -= 1
    if words.start[first] < start and first == last:
        return None
    return max(start, words.start[first]), min(end, words.end[last])


def _with_deadline(
    words: Words, marks: list[Offsets], near: tuple[int, int], contents: tuple[Offsets, ...]
) -> tuple[Offsets, ...]:
    """A demand in reported words goes on to the day that ends its sentence: "to change all passwords | by Tuesday."."""
    if not contents or _in_marks(marks, contents[-1]):
        return contents
    start, end = contents[-1]
    close = words.end[near[1] - 1]
    if end < close and _TO_DO.search(words.raw, start, end) and (more := _DEADLINE.fullmatch(words.raw, end, close)):
        return (*contents[:-1], (start, more.end("day")))
    return contents


def _in_marks(marks: list[Offsets], content: Offsets) -> bool:
    index = bisect_right(marks, (content[0], 1 << 60)) - 1
    return index >= 0 and marks[index][0] <= content[0] and content[1] <= marks[index][1]


def _holds_marks(marks: list[Offsets], content: Offsets) -> bool:
    index = max(0, bisect_left(marks, (content[0], 0)) - 1)
    return any(first < content[1] and content[0] < last for first, last in marks[index : index + 2])
