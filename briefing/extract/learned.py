"""What the trained encoder saw of who said what becomes attributions: heads and the rules' attributions enter, both as one leave.

The encoder learned from a corpus that also marks beliefs, wishes and acts as attributions; what counts here is what somebody said or wrote.
Quotation marks stay law: words in marks that the rules gave to a cue are not taken from it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from briefing.extract.attribution import Attribution
from briefing.extract.grammar import AUXILIARIES, BE, FINITE, is_adverb
from briefing.extract.lexicon import Lexicon
from briefing.extract.quotations import Quotation
from briefing.extract.reader.heads import Attribution as Seen
from briefing.extract.reader.heads import Heads
from briefing.extract.words import Offsets, Words

_SHARED = 0.5  # of the shorter of two contents: they are of one statement
_REACH = 3  # words before a cue in which something undoes it: "has never once said"
_MARKS = ":-–—"


class Learned:
    """Attributions from heads, by the word lists; keeps nothing of an article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, quotations: tuple[Quotation, ...], heads: Heads) -> list[Attribution]:
        """What the encoder saw, as far as it counts as a statement; contents without "that" and without a final full stop."""
        marks = [span for quotation in quotations for span in quotation.spans]
        found: list[Attribution] = []
        for seen in heads.attributions:
            contents = tuple(
                trimmed for item in seen.contents if (trimmed := _trimmed(words, item.start, item.end)) is not None
            )
            if not contents or not seen.sources:
                continue
            source = _source(seen)
            cue = None if seen.cue is None else (seen.cue.start, seen.cue.end)
            if self._is_said(words, cue, contents, marks):
                found.append(Attribution(source=source, cue=cue, content=contents))
        return found

    def _is_said(self, words: Words, cue: Offsets | None, contents: tuple[Offsets, ...], marks: list[Offsets]) -> bool:
        """Whether a cue tells of saying: by a known word that nothing undoes; else where words in marks, or a clause, hang on it."""
        quoted = any(_holds_marks(marks, content) for content in contents)
        if cue is None:
            return quoted
        first, last = words.at(cue[0]), words.at(cue[1] - 1)
        inside = words.lower[first : last + 1]
        if self._is_undone(words, first, inside):
            return False
        if (
            any(
                word in self.lexicon.verbs or word in self.lexicon.phrases or word in self.lexicon.noun_kinds
                for word in inside
            )
            or tuple(inside) in self.lexicon.attributions
        ):
            return True
        if any(word in self.lexicon.unspoken for word in inside):
            return False
        if quoted or inside[-1] in _MARKS:
            return True
        return any(_is_clause(words, content) for content in contents)

    def _is_undone(self, words: Words, first: int, inside: list[str]) -> bool:
        """As in "declined to say", "did not say", "would say"."""
        before: list[str] = []
        index = first - 1
        while (
            index >= 0
            and len(before) < _REACH
            and (
                is_adverb(words.lower[index])
                or words.lower[index] in self.lexicon.excluded
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
        return not self.lexicon.excluded.isdisjoint([*before, *head])


def combined(
    quotations: tuple[Quotation, ...], rules: Iterable[Attribution], learned: Iterable[Attribution]
) -> tuple[Attribution, ...]:
    """Both as one, in text order. Where they mark one statement, the rules' stands if its words are all in marks, else the encoder's."""
    marks = [span for quotation in quotations for span in quotation.spans]
    kept: list[Attribution] = list(learned)
    spans = sorted((start, end, number) for number, item in enumerate(kept) for start, end in item.content)
    starts = [span[0] for span in spans]
    dropped: set[int] = set()
    added: list[Attribution] = []
    for rule in rules:
        direct = all(_in_marks(marks, content) for content in rule.content)
        same = _sharing(rule, spans, starts)
        if direct:
            dropped |= same
            added.append(rule)
        elif not same:
            added.append(rule)
    kept = [item for number, item in enumerate(kept) if number not in dropped]
    return tuple(sorted([*kept, *added], key=lambda item: (item.content[0], item.cue or (0, 0))))


def _sharing(rule: Attribution, spans: list[tuple[int, int, int]], starts: list[int]) -> set[int]:
    """Which attributions share half the words of a content with the rule's."""
    found: set[int] = set()
    for start, end in rule.content:
        index = max(0, bisect_left(starts, start) - 1)
        while index < len(spans) and spans[index][0] < end:
            first, last, number = spans[index]
            overlap = min(end, last) - max(start, first)
            if overlap >= _SHARED * min(end - start, last - first) and overlap > 0:
                found.add(number)
            index += 1
    return found


def _source(seen: Seen) -> Offsets:
    """The source nearest to its cue, or to the content where there is no cue."""
    at = seen.cue.start if seen.cue is not None else seen.contents[0].start
    best = min(seen.sources, key=lambda item: (abs(item.start - at), item.start))
    return best.start, best.end


def _trimmed(words: Words, start: int, end: int) -> Offsets | None:
    """Offsets without "that" in front and a full stop behind."""
    first, last = words.at(start), words.at(end - 1)
    while first < last and words.lower[first] in ("that", ",", ":"):
        first += 1
    while first < last and words.lower[last] in (".", ",", ";"):
        last -= 1
    if words.start[first] < start and first == last:
        return None
    return max(start, words.start[first]), min(end, words.end[last])


def _in_marks(marks: list[Offsets], content: Offsets) -> bool:
    index = bisect_right(marks, (content[0], 1 << 60)) - 1
    return index >= 0 and marks[index][0] <= content[0] and content[1] <= marks[index][1]


def _holds_marks(marks: list[Offsets], content: Offsets) -> bool:
    index = max(0, bisect_left(marks, (content[0], 0)) - 1)
    return any(first < content[1] and content[0] < last for first, last in marks[index : index + 2])


def _is_clause(words: Words, content: Offsets) -> bool:
    tokens = range(words.at(content[0]), words.at(content[1] - 1) + 1)
    return len(tokens) > 3 and any(words.lower[token] in AUXILIARIES | BE | FINITE for token in tokens)
