"""Attributions made whole: those that rules or a model found enter, with the quotations; none cut through a mark leaves.

The marks are law. A content that covers most of a quotation covers all of it; a quotation that goes on after its cue, or in the
next paragraph, without a new cue belongs to the statement before; spans that only white space divides are one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from briefing.extract.attribution import Attribution
from briefing.extract.datelines import after_dateline
from briefing.extract.quotations import Quotation
from briefing.extract.words import Offsets, Words

_BETWEEN = frozenset(" \t\xa0\n.,;:!?…–—-\u200b\u2009")
_SENTENCE_MARKS = frozenset(".!?…")
_EDGE = ' \t\xa0\n,;:•●▪“”"«»'
_ENDED_WORDS = 2  # so few make a sentence where a full stop ends them
_SUBHEADING = 8  # words at most
_FULL_WORDS = 4  # a quotation of fewer words, not led in by a cue, is a scare quote or a title


def merge(
    words: Words, quotations: tuple[Quotation, ...], attributions: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Whole attributions, ordered by their first content; each quotation belongs to at most one as its own words."""
    text = words.raw
    marks = _Marks(quotations)
    whole = [replace(item, content=_snapped(text, item.content, marks)) for item in attributions if item.content]
    whole.sort(key=_first)
    covered = _covered(quotations, whole)
    following: list[Attribution] = []
    position = 0
    latest: int | None = None  # the attribution that ended last before the quotation
    grown: dict[int, list[Offsets]] = {}
    reach: dict[int, int] = {}
    for number, quotation in enumerate(quotations):
        while position < len(whole) and _first(whole[position]) < quotation.start:
            if latest is None or _last(whole[position]) >= _last(whole[latest]):
                latest = position
            position += 1
        if covered[number] or latest is None:
            continue
        before = whole[latest]
        end = max(reach.get(latest, 0), _last(before))
        if end > quotation.start or not _full(text, quotation):
            continue
        relation = _relation(words, end, before, quotation)
        if relation == "none":
            continue
        reach[latest] = quotation.end
        if relation == "same":
            grown.setdefault(latest, []).extend(quotation.spans)
        else:
            following.append(Attribution(source=before.source, cue=None, content=quotation.spans))
    for number, spans in _leading(text, quotations, covered, whole, grown, following).items():
        grown.setdefault(number, []).extend(spans)
    for number, spans in grown.items():
        whole[number] = replace(whole[number], content=(*whole[number].content, *spans))
    joined = [replace(item, content=_joined(text, item.content)) for item in (*whole, *_chained(following, text))]
    return tuple(sorted(joined, key=lambda item: (item.content[0], item.cue or (0, 0), item.content[-1])))


def _leading(
    text: str,
    quotations: tuple[Quotation, ...],
    covered: list[bool],
    whole: list[Attribution],
    grown: dict[int, list[Offsets]],
    following: list[Attribution],
) -> dict[int, list[Offsets]]:
    """Quotations that nothing has claimed and that run straight into one with a cue: “…” “…,” she said."""
    claimed = {span for spans in grown.values() for span in spans} | {
        span for item in following for span in item.content
    }
    opening = {item.content[0][0]: number for number, item in reversed(list(enumerate(whole)))}
    found: dict[int, list[Offsets]] = {}
    owner: int | None = None
    for index in range(len(quotations) - 1, -1, -1):
        quotation = quotations[index]
        if covered[index] or quotation.spans[0] in claimed or not _full(text, quotation):
            owner = opening.get(quotation.start)
            continue
        if owner is not None and not text[quotation.end : quotations[index + 1].start].strip():
            found.setdefault(owner, []).extend(quotation.spans)
        else:
            owner = None
    return found


def _first(item: Attribution) -> int:
    return min(offsets[0] for offsets in (*item.content, item.cue, item.source) if offsets is not None)


def _last(item: Attribution) -> int:
    """Where the attribution ends; a source far from its cue does not count."""
    ends = [item.content[-1][1]]
    if item.cue is not None:
        ends.append(item.cue[1])
        if item.source is not None and 0 <= item.source[0] - item.cue[1] < 3:
            ends.append(item.source[1])
    return max(ends)


def _snapped(text: str, content: tuple[Offsets, ...], marks: _Marks) -> tuple[Offsets, ...]:
    """Spans widened to the whole of each quotation that they cover by half or more."""
    spans: list[Offsets] = []
    for start, end in content:
        behind = after_dateline(text, start)
        start = behind if behind < end else start
        for first, last in marks.within(start, end):
            overlap = min(end, last) - max(start, first)
            if 2 * overlap >= last - first:
                start, end = min(start, first), max(end, last)
            elif start < first < end:
                end = (
                    first  # a small part of a quotation is none of the content, and leaves no mark without its partner
                )
            elif start < last < end:
                start = last
        if text[start:end].strip(_EDGE):
            spans.append(_without_orphan(text, start, end, marks))
    return _joined(text, tuple(spans)) if spans else content


def _without_orphan(text: str, start: int, end: int, marks: _Marks) -> Offsets:
    """A span without outer white space, commas before a cut, and a mark at its edge that belongs to no quotation."""
    while end - start > 1 and text[start] in _EDGE and not marks.within(start, start + 1):
        start += 1
    while end - start > 1 and text[end - 1] in _EDGE and not marks.within(end - 1, end):
        if text[end - 1] in "'’":
            break  # "the boys’"
        end -= 1
    return start, end


class _Marks:
    """Quotation spans by offset."""

    def __init__(self, quotations: tuple[Quotation, ...]) -> None:
        self.spans = [span for quotation in quotations for span in quotation.spans]

    def within(self, start: int, end: int) -> list[Offsets]:
        index = max(0, bisect_left(self.spans, (start, 0)) - 1)
        found: list[Offsets] = []
        while index < len(self.spans) and self.spans[index][0] < end:
            if self.spans[index][1] > start:
                found.append(self.spans[index])
            index += 1
        return found


def _covered(quotations: tuple[Quotation, ...], attributions: list[Attribution]) -> list[bool]:
    """Which quotations some attribution holds already."""
    spans = sorted(span for item in attributions for span in item.content)
    covered: list[bool] = []
    index = 0
    furthest = 0
    for quotation in quotations:
        while index < len(spans) and spans[index][0] <= quotation.start:
            furthest = max(furthest, spans[index][1])
            index += 1
        covered.append(furthest > quotation.start)
    return covered


def _full(text: str, quotation: Quotation) -> bool:
    """Whether quoted words are a speech of their own: a whole sentence, no scare quote, no title and no subheading."""
    words = text[quotation.start : quotation.end].strip("\"“”'‘’«»` \xa0")
    if words[-1:] not in _SENTENCE_MARKS | {","} and len(words.split()) <= _SUBHEADING and _fills_line(text, quotation):
        return False
    least = _ENDED_WORDS if words[-1:] in (".", "!", "?", "…") else _FULL_WORDS
    return len(words.split()) >= least and (words[:1].isupper() or words[:1] in "[…." or words[:1].isdigit())


def _fills_line(text: str, quotation: Quotation) -> bool:
    """Whether nothing else stands on the line of quoted words: a subheading."""
    before, after = text[: quotation.start].rstrip(" \xa0"), text[quotation.end :].lstrip(" \xa0")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n")


def _relation(words: Words, end: int, before: Attribution, quotation: Quotation) -> str:
    """What a quotation without a cue is to the attribution that ends at `end`: "same", "next" (same speaker) or "none"."""
    text = words.raw
    quoted = text[before.content[-1][1] - 1] in "”\"'’»" or text[before.content[0][0]] in "“\"'‘«`"
    gap = text[end : quotation.start]
    following = text[quotation.end : quotation.end + 2].strip(" \xa0")
    stands_alone = (
        following in ("", "\n", "\n\n")
        or following[:1].isupper()
        or following[:1] in "“\"‘'«\n"
        or text[quotation.end - 2] in ".!?…"
    )
    if not stands_alone or len(gap) > 400:
        return "none"
    if not gap.strip("".join(_BETWEEN)):
        kind = "same" if quoted else "next"
        if "\n" in gap and not (quoted or text[end - 1] in _SENTENCE_MARKS or gap[:1] in _SENTENCE_MARKS):
            return "none"
        return kind
    if "\n" in gap and not quoted:
        return "none"
    # the rest of the cue's sentence may stand between: "…," she said in Leeds on Monday. "…"
    cut = words.at(end)
    sentence = words.sentence_of(cut)
    rest = text[words.end[sentence[1] - 1] : quotation.start] if words.end[sentence[1] - 1] <= quotation.start else None
    if rest is None or rest.strip():
        return "none"
    return "same" if quoted else "next"


def _chained(following: list[Attribution], text: str) -> list[Attribution]:
    """Cueless quotations of one speaker with nothing between them, joined."""
    chained: list[Attribution] = []
    for item in following:
        if (
            chained
            and chained[-1].source == item.source
            and not text[chained[-1].content[-1][1] : item.content[0][0]].strip()
        ):
            chained[-1] = replace(chained[-1], content=(*chained[-1].content, *item.content))
        else:
            chained.append(item)
    return chained


def _joined(text: str, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """Sorted spans, overlapping and touching ones united; a paragraph's end keeps them apart."""
    joined: list[Offsets] = []
    for start, end in sorted(spans):
        if joined and (
            start <= joined[-1][1]
            or (not text[joined[-1][1] : start].strip() and "\n" not in text[joined[-1][1] : start])
        ):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
