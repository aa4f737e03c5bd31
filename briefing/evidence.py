"""What stands on an evidence page: the words of each cited sentence in their paragraph, and why they stand where they do.

Made by `compose` from an `Assessment` and its `Briefing`; laid out by `render` and, for one finding, by `briefing explain`. As in
`briefing.pages`, texts are final.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.pages import Citation, Note, Reference

#: What words are to a finding, in the order of the legend.
Mark = Literal["speaker", "cue", "content", "trigger", "party", "figure", "date", "place", "passed-over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one paragraph, verbatim, with all that they are; `marks` is empty where they are context."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Stretches in a row that stand in the same cited sentences; `opens` are the citations whose words begin here."""

    labels: tuple[str, ...]
    opens: tuple[Citation, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of an article, or the part of a long one around the words.

    `after_gap` says that paragraphs before it are left out, `cut_start` and `cut_end` that the paragraph itself goes on there.
    """

    after_gap: bool
    cut_start: bool
    cut_end: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line beside the words: "occurred", "3 April 2026", and how that was read."""

    name: str
    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that applied: its id in `method.yaml`, its score or nothing, its sentence."""

    rule: str
    score: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A step of a category's rating that counts the finding, or the happening it tells of."""

    category: str
    name: str
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A finding of the same article, near the words, that is not in the briefing, and why."""

    id: str
    kind: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEvidence:
    """A finding with everything that decided where it stands.

    `citation` is that of its sentence, `line` the number of its incident on the pages; both None where it is not printed.
    `clocks` are when it occurred or was said, and when that was published; `facts` what else was taken from the words.
    `section` is "current", "precedent" or "none", `section_reason` the sentence on it.
    """

    id: str
    kind: Literal["incident", "statement"]
    title: str
    citation: Citation | None
    line: str | None
    happening: str | None
    mentions: int
    clocks: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    section: str
    section_reason: str
    categories: tuple[str, ...]
    ways: tuple[RuleLine, ...]
    score: str
    threshold: str
    specific: str | None
    counted: tuple[Counted, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvidence:
    """A cited article: its entry in the source list, the paragraphs around what is cited, the findings taken from them."""

    reference: Reference
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[FindingEvidence, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLine:
    """A mention of a happening as a row; `leads` is the one that is printed.

    `reprint_of` names the outlet whose text it repeats; `replaced` says that its outlet has put a later version in its place.
    """

    finding_id: str
    citation: Citation | None
    outlet: str
    published: str
    occurred: str
    place: str
    killed: str | None
    wounded: str | None
    leads: bool
    reprint_of: str | None
    replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two mentions held against each other: who they are, and what agreed or kept them apart."""

    one: str
    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An incident group: its mentions, why they are one, what near it was kept apart, and how sure it is.

    Of copies and earlier versions of one text the first few are among the mentions; `more_copies` counts the others.
    """

    id: str
    label: str
    title: str
    mentions: tuple[MentionLine, ...]
    more_copies: int
    joined: tuple[Comparison, ...]
    apart: tuple[Comparison, ...]
    credibility: str
    credibility_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """All evidence of one briefing: sources by number, and the happenings that there is something to say about."""

    sources: tuple[SourceEvidence, ...]
    happenings: tuple[Happening, ...]
    legend: tuple[tuple[Mark, str], ...]
