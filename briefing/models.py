"""Every noun that travels between the steps: frozen records of the standard library, no I/O, no rules.

The first half is what is read and extracted (`Article` to `Incident`), the second what is concluded from it
(`IncidentGroup` to `Assessment`). What stands on the pages is in `briefing.pages`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal

Mode = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "organisation", "unnamed"]
CueKind = Literal["reporting", "warning", "denial", "claim-of-responsibility", "threat", "none"]
TimePrecision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "unknown"]
TimeBasis = Literal["text", "dateline", "none"]
PlacePrecision = Literal["point", "city", "region", "country"]
Status = Literal["occurred", "ongoing", "planned", "foiled", "alleged", "denied", "hypothetical"]
GapKind = Literal[
    "unreadable", "empty", "duplicate", "too-large", "language", "undated", "later", "not-found", "not-read", "withheld"
]
Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
MARKINGS: tuple[Marking, ...] = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def content_id(prefix: str, *parts: str) -> str:
    """An id that depends on content alone: `prefix` and 16 hex digits of SHA-256 over the parts.

    Each part is NFC-normalised, case-folded and its white space collapsed, so that a reflowed text keeps its id.
    """
    clean = (" ".join(unicodedata.normalize("NFC", part).casefold().split()) for part in parts)
    return f"{prefix}-{hashlib.sha256(chr(31).join(clean).encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news text as it was read, normalised once; every offset in the program refers to `text`.

    `source` is the id of the source in `config/sources.yaml`, `source_id` the input's own id, or its file name and row.
    `published` is None where the article bears no date; it carries a time only where the input states one.
    `retrieved` is for the library alone: it never filters and never enters an output.
    """

    id: str
    source: str
    source_id: str
    url: str | None
    outlet: str | None
    title: str
    published: date | datetime | None
    retrieved: datetime
    language: str
    marking: Marking
    text: str

    @staticmethod
    def make_id(outlet: str | None, url: str | None, text: str) -> str:
        return content_id("a", outlet or "", url or "", text)

    @property
    def published_on(self) -> date | None:
        return self.published.date() if isinstance(self.published, datetime) else self.published


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Words of an article: `article.text[start:end] == text`, in code points."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start=start, end=end, text=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as an interval of whole days, `start` to `end` inclusive; both None when unknown.

    `text` is the words it was read from (empty when `basis` is not "text").
    """

    text: str
    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis


UNKNOWN_WHEN = When(text="", start=None, end=None, precision="unknown", basis="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One gazetteer entry that a place's words may mean; `score` in 0–1, best first within a `Where`."""

    gazetteer_id: str
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    precision: PlacePrecision
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place: its words, and what they are taken to mean; no words where only the outlet's town tells it.

    `country` is ISO 3166-1 alpha-2, `admin` the name of the first-order division; `lat`/`lon` WGS 84 degrees, None where the words are in
    no gazetteer. `candidates` holds the alternatives the text left open, best first, the chosen one included.
    """

    text: str
    name: str
    country: str | None
    admin: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    candidates: tuple[PlaceCandidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people as reported, `low` to `high` inclusive; 0 only where the text says none."""

    low: int
    high: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: the fullest name in the article, worded as there; `mention` is the words beside the cue."""

    name: str
    role: str | None
    kind: SpeakerKind
    mention: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said; `content` in text order, several spans where the cue interrupts it."""

    id: str
    article_id: str
    speaker: Speaker
    cue: Span | None
    cue_kind: CueKind
    content: tuple[Span, ...]
    mode: Mode
    sentence: Span
    said_on: When
    background: bool

    @staticmethod
    def make_id(article_id: str, content: tuple[Span, ...]) -> str:
        return content_id("s", article_id, "statement", *(span.text for span in content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening as one article reports it. `type` is an id of `config/incident_types.yaml`; a count None is not reported."""

    id: str
    article_id: str
    type: str
    trigger: Span
    sentence: Span
    occurred: When
    place: Where | None
    killed: Count | None
    wounded: Count | None
    perpetrator: tuple[Span, ...]
    target: tuple[Span, ...]
    weapon: tuple[Span, ...]
    status: Status
    background: bool

    @staticmethod
    def make_id(article_id: str, trigger: Span, sentence: Span) -> str:
        return content_id("i", article_id, "incident", trigger.text, sentence.text)


Finding = Statement | Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the extractor took from one article."""

    article_id: str
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An article that was not read in full, since nothing in it can matter to what is watched; `key` says what that was."""

    article_id: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What was sought and not found, or not read: `reason` is a sentence for people, `locator` the file, row or address."""

    kind: GapKind
    reason: str
    source: str
    locator: str


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """Every span a finding carries, for the invariant `article.text[span.start:span.end] == span.text`."""
    if isinstance(finding, Statement):
        cue = () if finding.cue is None else (finding.cue,)
        return (finding.speaker.mention, *cue, *finding.content, finding.sentence)
    return (finding.trigger, finding.sentence, *finding.perpetrator, *finding.target, *finding.weapon)


# ---- what assess concludes -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which a finding bears on an event: the rule's id in `method.yaml`, its score, a fixed-pattern sentence."""

    rule: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Why a finding is in (or, below the threshold, not in) an event's briefing.

    `place` is the finding's place as chosen with the event in mind; `distance_km` that to `venue`, the nearest one,
    None where the place is wider than a city. `specific` is the reason why it counts as a specific threat, or None.
    """

    finding_id: str
    score: float
    ways: tuple[Way, ...]
    categories: tuple[str, ...]
    section: Literal["current", "precedent", "none"]
    place: Where | None
    distance_km: float | None
    venue: str | None
    specific: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A value of a group's field with the findings that report it, the leading one first.

    `official`: an official is cited for it; `superseded`: only earlier versions of articles have it.
    """

    value: str
    finding_ids: tuple[str, ...]
    official: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentGroup:
    """The mentions of one happening, across articles; each field's values stand side by side, the leading one first.

    `lead` is the member whose sentence is printed. `outlets` counts independent ones: reprints of one text are one.
    `credibility` is Admiralty's: 1 needs a second independent outlet. `replies` are ids of the claims of responsibility and the
    denials that speak of it.
    """

    id: str
    type: str
    members: tuple[str, ...]
    lead: str
    outlets: tuple[str, ...]
    occurred: When
    place: Where | None
    distance_km: float | None
    venue: str | None
    status: Status
    categories: tuple[str, ...]
    background: bool
    killed: tuple[FieldValue, ...]
    wounded: tuple[FieldValue, ...]
    dates: tuple[FieldValue, ...]
    places: tuple[FieldValue, ...]
    statuses: tuple[FieldValue, ...]
    credibility: Literal["1", "2", "3", "4", "5", "6"]
    replies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """Articles with the same text: `original` is that of the outlet which had it first, `reprints` are other outlets'.

    `earlier` are versions that a later one of the same outlet replaced, whether the original's or a reprint's.
    """

    original: str
    reprints: tuple[str, ...]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two mentions (ids of incidents) that were held against each other: what agreed, or what kept them apart."""

    one: str
    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A finding of an article that is used, which itself does not bear on the event; `bearing` says why."""

    finding: Finding
    bearing: Bearing


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingReason:
    """One step of a rating: the rule's id in `method.yaml`, a fixed-pattern sentence, the findings it counts."""

    rule: str
    sentence: str
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What the machine suggests for a category: `likelihood` an ICD 203 term, `impact` 1–5, `level` a band of their product.

    `would_change` says what would give another rating.
    """

    category: str
    likelihood: str
    impact: int
    level: str
    confidence: str
    reasons: tuple[RatingReason, ...]
    would_change: tuple[RatingReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryAssessment:
    """A watched category: its rating (None: nothing found, a gap) and the ids of what bears on it."""

    category: str
    rating: Rating | None
    groups: tuple[str, ...]
    precedents: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that is concluded about one event as of one moment. Carries the records that it speaks of, and no others.

    `specific` are ids of the findings that are specific to the event, one for each happening. `joined` says why mentions are one
    happening, `apart` why such as are near each other are not, `passed_over` what else its articles tell of. `redirects` leads from the ids
    of groups that are gone since the last edition to those that hold their mentions now.
    """

    event_id: str
    as_of: datetime
    window_start: date
    window_end: date
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]
    groups: tuple[IncidentGroup, ...]
    bearings: tuple[Bearing, ...]
    categories: tuple[CategoryAssessment, ...]
    text_groups: tuple[TextGroup, ...]
    specific: tuple[str, ...]
    naming_articles: int
    articles_considered: int
    later: int
    undated: int
    withheld: int
    warnings: tuple[str, ...]
    joined: tuple[Compared, ...] = ()
    apart: tuple[Compared, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()


def as_data(value: Any) -> Any:
    """A record as plain dicts, lists, strings and numbers, ready for JSON; dates in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_data(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
