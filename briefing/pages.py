"""What stands on the pages: the `Briefing` that `compose` makes and `render` sets, and that the JSON document carries.

Everything is ready to print: texts are final, citations numbered, lists in reading order. `render` adds layout, no content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.models import Gap, Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A pointer to a sentence: `label` "12" or "12b" as printed in brackets, `anchor` the id of the sentence in the source list."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A verbatim sentence of a source, at `start`:`end` of the article's text; `findings` are the ids it supports."""

    label: str
    anchor: str
    text: str
    start: int
    end: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article in the source list. `grade` is Admiralty reliability ("B"); `link_note` says what stands in for a missing link.

    `reprints` are the outlets with the same text, `earlier` the days of the versions that this one replaced.
    """

    number: int
    article_id: str
    outlet: str
    title: str
    published: str
    url: str | None
    link_note: str | None
    grade: str
    grade_meaning: str
    marking: Marking
    sentences: tuple[CitedSentence, ...]
    reprints: tuple[str, ...]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFinding:
    """A line of the bottom line up front; `rule` is the id in `method.yaml` that produced it."""

    text: str
    rule: str
    level: str | None
    category: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """A category in the threat overview; level, likelihood, impact and confidence are None where nothing was found.

    `column` (1–5, the likelihood's) and `row` (1–5, the impact) place it in the matrix. `trend` compares their product with the last
    edition's; None where there is no last edition, or no evidence now.
    """

    category: str
    name: str
    level: str | None
    likelihood: str | None
    likelihood_range: str | None
    impact: int | None
    confidence: str | None
    incidents: int
    outlets: int
    latest: str | None
    judged: bool
    column: int | None
    row: int | None
    trend: Literal["up", "same", "down", "new"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A band of the matrix, lowest first: `top` is the largest product of likelihood column and impact in it."""

    name: str
    top: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBucket:
    """A column of the chart of incidents over time: `counts` are (category id, number of incident groups)."""

    label: str
    start: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """An incident group on the map; `label` is its number in the incident tables, `precision` as in `Where`."""

    id: str
    label: str
    name: str
    lat: float
    lon: float
    precision: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueInfo:
    id: str
    name: str
    city: str
    country: str
    country_name: str
    lat: float | None
    lon: float | None
    radius_km: float
    nearest: str | None
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDate:
    """A date coming that a source names (a planned strike, a march) or the event's own schedule (no citation)."""

    date: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A reported number with its sources; several side by side where they conflict, the leading one first.

    `note` says what places it there: "official", or "earlier version" of an article that says otherwise now.
    """

    text: str
    citations: tuple[Citation, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an analyst wrote: about a finding, or why it is pinned."""

    text: str
    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """An incident group as a row: `sentence` is verbatim; `dates`/`places` hold the other values where sources conflict.

    `label` is its number on the pages and the map, "P1" and on for precedents. `replies` are claims of responsibility and denials
    that speak of it.
    """

    id: str
    label: str
    finding_ids: tuple[str, ...]
    date: str
    sort_date: str
    place: str
    distance: str | None
    type: str
    status: str
    sentence: str
    killed: tuple[Figure, ...]
    wounded: tuple[Figure, ...]
    dates: tuple[Figure, ...]
    places: tuple[Figure, ...]
    perpetrator: str | None
    target: str | None
    weapon: str | None
    outlets: int
    credibility: str
    categories: tuple[str, ...]
    why: tuple[str, ...]
    pinned: bool
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]
    replies: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement as it is printed: `content` verbatim, the parts of an interrupted quotation joined by " […] "."""

    id: str
    content: str
    speaker: str
    role: str | None
    official: bool
    mode: str
    cue_kind: str
    date: str
    outlet: str
    published: str
    background: bool
    categories: tuple[str, ...]
    why: tuple[str, ...]
    pinned: bool
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    rule: str
    sentence: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingBlock:
    """The machine's suggestion beside the rule that made it; likelihood and confidence in separate fields, never in one sentence."""

    level: str
    likelihood: str
    likelihood_range: str
    impact: int
    impact_name: str
    confidence: str
    reasons: tuple[ReasonLine, ...]
    would_change: tuple[ReasonLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementBlock:
    """What a person decided, printed in place of the suggestion; fields None where the analyst left the suggestion standing."""

    level: str | None
    likelihood: str | None
    likelihood_range: str | None
    impact: int | None
    confidence: str | None
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySection:
    """A threat category's section. `rating` None: nothing found in what was read, which is a gap and not a low risk."""

    id: str
    name: str
    definition: str
    rating: RatingBlock | None
    judgement: JudgementBlock | None
    incidents: tuple[IncidentLine, ...]
    precedents: int
    statements: tuple[StatementLine, ...]
    outlook: tuple[KeyDate, ...]
    indicators: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueSheet:
    venue: VenueInfo
    incidents: tuple[str, ...]  # ids of IncidentLine, nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProfile:
    id: str
    name: str
    description: str | None
    starts: str
    ends: str
    dates: str
    venues: tuple[VenueInfo, ...]
    schedule: tuple[KeyDate, ...]
    participants: tuple[str, ...]
    organisers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRule:
    """A rule of `method.yaml` as the annex prints it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What made this briefing. No clock: the moment it speaks from is `as_of`."""

    tool: str
    pipeline: str
    config: str
    articles_read: int
    articles_cited: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedField:
    """A value that differs from the last edition's, "killed: 2 → 3"; `citations` lead to what is reported now."""

    name: str
    before: str
    after: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A finding that is new, or differs, or is gone. `incident` is the id of its line in the incident tables, None where it has none.

    `words` are those of a statement; `cause` says in a sentence of fixed pattern where the change comes from.
    """

    incident: str | None
    name: str
    words: str | None
    fields: tuple[ChangedField, ...]
    cause: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """The changes of one kind: new, updated, corrected, regrouped, withdrawn, unsupported, outside, passed."""

    kind: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """A category whose line in the overview differs, and why."""

    category: str
    name: str
    trend: Literal["up", "same", "down", "new"] | None
    fields: tuple[ChangedField, ...]
    cause: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionBlock:
    """Which edition this is, and what changed since the last one; `last` and `last_cut_off` are None in a first edition.

    `summary` says it all in a line; `notes` are what is counted only.
    """

    number: int
    last: int | None
    last_cut_off: str | None
    summary: str
    groups: tuple[ChangeGroup, ...]
    ratings: tuple[RatingLine, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A whole briefing. `as_of`, `window` and every other date is ready to print; `as_of_iso` is for machines.

    `edition` is None where the library was not asked.
    """

    schema_version: Literal[1]
    kind: str
    title: str
    language: str
    marking: Marking
    organisation: str
    author: str
    contact: str
    audience: str | None
    as_of: str
    as_of_iso: str
    window: str
    event: EventProfile
    scope: tuple[str, ...]
    headline: KeyFinding
    key_findings: tuple[KeyFinding, ...]
    metrics: tuple[Metric, ...]
    overview: tuple[OverviewRow, ...]
    levels: tuple[Level, ...]
    likelihood_columns: tuple[str, ...]
    impact_rows: tuple[str, ...]
    timeline: tuple[TimeBucket, ...]
    map_points: tuple[MapPoint, ...]
    key_dates: tuple[KeyDate, ...]
    sections: tuple[CategorySection, ...]
    venue_sheets: tuple[VenueSheet, ...]
    statements: tuple[StatementLine, ...]
    chronology: tuple[IncidentLine, ...]
    precedents: tuple[IncidentLine, ...]
    precedent_statements: tuple[StatementLine, ...]
    references: tuple[Reference, ...]
    gaps: tuple[Gap, ...]
    gap_notes: tuple[str, ...]
    method: tuple[MethodRule, ...]
    legends: tuple[Legend, ...]
    manifest: Manifest
    edition: EditionBlock | None = None
