"""Words in their paragraphs: an article and the offsets that matter go in, paragraphs cut to what is needed, with marks, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefing.evidence import Mark, Paragraph, Run, Stretch
from briefing.models import Finding, Span, Statement
from briefing.pages import Citation

#: Beside its paragraph a sentence gets one paragraph on each side, and of long ones no more letters than these: enough to judge the
#: words by, and no reprint of the article.
LONG = 900
AROUND = 360
LEGEND: tuple[tuple[Mark, str], ...] = (
    ("speaker", "who speaks"),
    ("cue", "the word of saying"),
    ("content", "what is said"),
    ("trigger", "the word that tells of the incident"),
    ("party", "by whom, to whom, with what"),
    ("figure", "people killed or wounded"),
    ("date", "when"),
    ("place", "where"),
    ("passed-over", "found, and not in the briefing"),
)
_ORDER = {mark: number for number, (mark, _) in enumerate(LEGEND)}
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited sentence at `start`:`end` of its article."""

    start: int
    end: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Marked:
    """Words at `start`:`end` of an article, and what they are."""

    start: int
    end: int
    mark: Mark


def marks_of(text: str, finding: Finding) -> tuple[Marked, ...]:
    """The words that a finding was taken from, in text order."""
    found: list[Marked] = []

    def spans(mark: Mark, *taken: Span) -> None:
        found.extend(Marked(span.start, span.end, mark) for span in taken)

    def words(mark: Mark, wanted: str) -> None:
        place = locate(text, wanted, finding.sentence)
        if place:
            found.append(Marked(*place, mark))

    if isinstance(finding, Statement):
        spans("speaker", finding.speaker.mention)
        spans("cue", *(() if finding.cue is None else (finding.cue,)))
        spans("content", *finding.content)
        words("date", finding.said_on.text)
    else:
        spans("trigger", finding.trigger)
        spans("party", *finding.perpetrator, *finding.target, *finding.weapon)
        for count in (finding.killed, finding.wounded):
            words("figure", count.text if count else "")
        words("date", finding.occurred.text)
        words("place", finding.place.text if finding.place else "")
    return tuple(sorted(found, key=lambda m: (m.start, m.end, _ORDER[m.mark])))


def locate(text: str, words: str, sentence: Span) -> tuple[int, int] | None:
    """Where `words` stand: in the sentence if they do, else nearest to it; None where the article lacks them."""
    if not words.strip():
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        return None
    return min(places, key=lambda p: (max(sentence.start - p[0], p[1] - sentence.end, 0), p[0]))


def paragraphs_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs (between blank lines) that overlap `start`:`end`, with one before and one after them."""
    every = list(_paragraphs(text))
    inside = [index for index, (first, last) in enumerate(every) if first < end and start < last]
    return every[max(0, inside[0] - 1) : inside[-1] + 2] if inside else []


def passages(
    text: str, cited: Sequence[Cited], marked: Iterable[Marked], *, beside: Iterable[Marked] = ()
) -> tuple[Paragraph, ...]:
    """The paragraphs around the cited sentences with their marks, in text order; each letter of the article stands once at most.

    What is `marked` far from every cited sentence brings its own paragraph; what is marked `beside` is shown where its words are
    there anyway.
    """
    words = sorted(set(marked), key=lambda m: (m.start, m.end, _ORDER[m.mark]))
    every = list(_paragraphs(text))
    windows: set[tuple[int, int]] = set()
    for sentence in cited:
        windows |= set(_windows(text, every, sentence.start, sentence.end))
    for word in words:
        windows |= {_cut(text, p, word.start, word.end) for p in every if p[0] < word.end and word.start < p[1]}
    words = sorted({*words, *beside}, key=lambda m: (m.start, m.end, _ORDER[m.mark]))
    made = []
    opened: set[str] = set()
    at = 0
    for start, end in _merged(windows):
        paragraph = next(p for p in every if p[0] <= start < p[1])
        made.append(
            Paragraph(
                after_gap=bool(text[at:start].strip()) and start == paragraph[0],
                cut_start=start > paragraph[0],
                cut_end=end < paragraph[1],
                runs=tuple(_runs(text, start, end, cited, words, opened)),
            )
        )
        at = end
    return tuple(made)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in [*_BLANK_LINE.finditer(text), None]:
        end = match.start() if match else len(text.rstrip())
        if end > at:
            yield at, end
        at = match.end() if match else end


def _windows(text: str, every: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    inside = [index for index, (first, last) in enumerate(every) if first < end and start < last]
    for index in inside:
        yield _cut(text, every[index], start, end)
    if inside and inside[0] > 0:
        before = every[inside[0] - 1]
        yield _cut(text, before, before[1], before[1])
    if inside and inside[-1] + 1 < len(every):
        after = every[inside[-1] + 1]
        yield _cut(text, after, after[0], after[0])


def _cut(text: str, paragraph: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The paragraph; of a long one what stands around `start`:`end`, at the bounds of words."""
    first, last = paragraph
    if last - first <= LONG:
        return paragraph
    low, high = max(first, start - AROUND), min(last, end + AROUND)
    if low > first:
        space = re.compile(r"\s+").search(text, low, max(low, min(start, low + 80)))
        low = space.end() if space else low
    if high < last:
        spaces = [m.start() for m in re.finditer(r"\s+", text[max(end, high - 80) : high])]
        high = max(end, high - 80) + spaces[-1] if spaces else high
    return low, high


def _merged(windows: set[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _runs(
    text: str, start: int, end: int, cited: Sequence[Cited], words: Sequence[Marked], opened: set[str]
) -> Iterator[Run]:
    stands = [(item.start, item.end) for item in cited] + [(item.start, item.end) for item in words]
    bounds = {start, end} | {min(max(offset, start), end) for pair in stands for offset in pair}
    pieces = []
    for first, last in pairwise(sorted(bounds)):
        inside = tuple(c.citation for c in cited if c.start <= first and last <= c.end)
        marks = sorted({m.mark for m in words if m.start <= first and last <= m.end}, key=_ORDER.__getitem__)
        pieces.append((inside, tuple(marks), text[first:last]))
    for inside, group in groupby(pieces, key=lambda piece: piece[0]):
        opens = tuple(citation for citation in inside if citation.anchor not in opened)
        opened |= {citation.anchor for citation in opens}
        stretches = [
            Stretch(text="".join(piece[2] for piece in some), marks=marks)
            for marks, some in groupby(group, key=lambda piece: piece[1])
        ]
        yield Run(labels=tuple(citation.label for citation in inside), opens=opens, stretches=tuple(stretches))
