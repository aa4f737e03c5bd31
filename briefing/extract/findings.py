"""What components find, as offsets alone: these stand in `doc._.findings` and become records where the article is at hand."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import ExtractError
from briefing.extract.words import Offsets
from briefing.models import (
    Article,
    Count,
    CueKind,
    Finding,
    Incident,
    Mode,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Status,
    When,
    Where,
    spans_of,
)

BACKGROUND_DAYS = 30  # what was older when the article was written is background


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement in offsets of the article's text; `names` has one span a speaker, `role` is words from anywhere in it."""

    names: tuple[Offsets, ...]
    role: Offsets | None
    kind: SpeakerKind
    mention: Offsets
    cue: Offsets | None
    cue_kind: CueKind
    content: tuple[Offsets, ...]
    mode: Mode
    sentence: Offsets
    said_on: When
    background: bool

    def record(self, article: Article) -> Statement:
        """The statement of this article. Raises ExtractError where a span lies outside its text or is empty."""
        text = article.text
        content = tuple(_span(article, offsets) for offsets in self.content)
        statement = Statement(
            id=Statement.make_id(article.id, content),
            article_id=article.id,
            speaker=Speaker(
                name="; ".join(" ".join(text[start:end].split()) for start, end in self.names),
                role=None if self.role is None else " ".join(text[self.role[0] : self.role[1]].split()),
                kind=self.kind,
                mention=_span(article, self.mention),
            ),
            cue=None if self.cue is None else _span(article, self.cue),
            cue_kind=self.cue_kind,
            content=content,
            mode=self.mode,
            sentence=_span(article, self.sentence),
            said_on=self.said_on,
            background=self.background,
        )
        check(article, statement)
        return statement


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIncident:
    """An incident in offsets of the article's text; `occurred`, `place`, `killed` and `wounded` carry their own words."""

    type: str
    trigger: Offsets
    sentence: Offsets
    occurred: When
    place: Where | None
    killed: Count | None
    wounded: Count | None
    perpetrators: tuple[Offsets, ...]
    targets: tuple[Offsets, ...]
    weapons: tuple[Offsets, ...]
    status: Status
    background: bool

    def record(self, article: Article) -> Incident:
        """The incident of this article. Raises ExtractError where a span lies outside its text or is empty."""
        trigger, sentence = _span(article, self.trigger), _span(article, self.sentence)
        incident = Incident(
            id=Incident.make_id(article.id, trigger, sentence),
            article_id=article.id,
            type=self.type,
            trigger=trigger,
            sentence=sentence,
            occurred=self.occurred,
            place=self.place,
            killed=self.killed,
            wounded=self.wounded,
            perpetrator=tuple(_span(article, offsets) for offsets in self.perpetrators),
            target=tuple(_span(article, offsets) for offsets in self.targets),
            weapon=tuple(_span(article, offsets) for offsets in self.weapons),
            status=self.status,
            background=self.background,
        )
        check(article, incident)
        return incident


def _span(article: Article, offsets: Offsets) -> Span:
    start, end = offsets
    if not 0 <= start < end <= len(article.text):
        raise ExtractError(
            f"article {article.id}: a finding points at characters {start}–{end} of a text of {len(article.text)}"
        )
    return Span.of(article.text, start, end)


def check(article: Article, finding: Finding) -> None:
    """Raises ExtractError where `article.text[span.start:span.end] == span.text` does not hold."""
    for span in spans_of(finding):
        if article.text[span.start : span.end] != span.text:
            raise ExtractError(
                f"finding {finding.id}: the article has other words at {span.start}–{span.end} than {span.text!r}"
            )
