"""Incidents and statements as lines of the briefing: groups and findings go in, cited `IncidentLine`s and `StatementLine`s come out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from briefing.compose import wording
from briefing.compose.citations import Citer
from briefing.config.schema import Curation, Event, Workspace
from briefing.models import Article, Assessment, FieldValue, Finding, Incident, IncidentGroup, Span, Statement
from briefing.pages import Citation, Figure, IncidentLine, Note, StatementLine

_MOST_CITATIONS = 6  # a group of forty reports cites its lead and the five latest; the JSON names every member
_ASKED = re.compile(r"[\w’'-]+(?: [\w’'-]+){0,7}")  # who a demand was made to


class Lines:
    """Turns an assessment's records into lines; one instance a composition, since citations are numbered as lines are made."""

    def __init__(self, assessment: Assessment, event: Event, workspace: Workspace, citer: Citer) -> None:
        self._assessment = assessment
        self._citer = citer
        self._incidents = {incident.id: incident for incident in assessment.incidents}
        self._findings: dict[str, Finding] = {**self._incidents, **{s.id: s for s in assessment.statements}}
        self._articles = {article.id: article for article in assessment.articles}
        self._bearings = {bearing.finding_id: bearing for bearing in assessment.bearings}
        self._groups = {group.id: group for group in assessment.groups}
        self._types = {kind.id: kind.name for kind in workspace.incident_types.types}
        self.countries = {country.code: country.name for country in workspace.countries.countries}
        roles = sorted(workspace.cues.official_roles, key=lambda role: (-len(role), role))
        self._official = re.compile(rf"\b(?:{'|'.join(map(re.escape, roles))})\b" if roles else r"(?!)", re.IGNORECASE)
        self._curation = event.curation
        self._labels = self._number()
        self._incident_lines: dict[str, IncidentLine] = {}
        self._statement_lines: dict[str, StatementLine] = {}

    # ---- order -------------------------------------------------------------------------------------------------------

    def group(self, group_id: str) -> IncidentGroup:
        return self._groups[group_id]

    def article_of(self, finding_id: str) -> Article:
        return self._articles[self._findings[finding_id].article_id]

    def finding(self, finding_id: str) -> Finding:
        return self._findings[finding_id]

    def lead(self, group: IncidentGroup) -> Incident:
        """The member whose sentence is printed."""
        return self._incidents[group.lead]

    def group_date(self, group: IncidentGroup) -> dt.date:
        """The day a group sorts by: its last possible day, else its latest report's."""
        if group.occurred.end:
            return group.occurred.end
        published = [self.article_of(member).published_on for member in group.members]
        return max((day for day in published if day), default=dt.date.min)

    def newest_first(self, groups: list[IncidentGroup]) -> list[IncidentGroup]:
        """Pinned groups first, then by date, latest first."""
        return sorted(
            groups,
            key=lambda g: (not self._is_pinned(g.id, *g.members), -self.group_date(g).toordinal(), g.id),
        )

    def statements_in_order(self, statements: list[Statement]) -> list[Statement]:
        """Pinned first, officials next, then the latest."""

        def key(statement: Statement) -> tuple[object, ...]:
            published = self._articles[statement.article_id].published_on or dt.date.min
            said = statement.said_on.end or published
            place = (statement.article_id, statement.sentence.start, statement.id)
            return (not self._is_pinned(statement.id), not self.is_official(statement), -said.toordinal(), place)

        return sorted(statements, key=key)

    def _number(self) -> dict[str, str]:
        current = self.newest_first([group for group in self._assessment.groups if not group.background])
        old = self.newest_first([group for group in self._assessment.groups if group.background])
        labels = {group.id: str(number) for number, group in enumerate(current, start=1)}
        return labels | {group.id: f"P{number}" for number, group in enumerate(old, start=1)}

    # ---- incidents ---------------------------------------------------------------------------------------------------

    def incident(self, group: IncidentGroup) -> IncidentLine:
        """The line of a group; asked again, the same line."""
        if group.id not in self._incident_lines:
            self._incident_lines[group.id] = self._make_incident(group)
        return self._incident_lines[group.id]

    def _make_incident(self, group: IncidentGroup) -> IncidentLine:
        lead = self.lead(group)
        others = [member for member in group.members if member != group.lead]
        others.sort(key=lambda m: (-(self.article_of(m).published_on or dt.date.min).toordinal(), m))
        cited = [lead, *(self._findings[m] for m in others[: _MOST_CITATIONS - 1])]
        ways = {way.reason: None for m in (group.lead, *others) for way in self._bearings[m].ways}
        conflicting_dates = self._figures(group.dates) if len(group.dates) > 1 else ()
        return IncidentLine(
            id=group.id,
            label=self._labels[group.id],
            finding_ids=group.members,
            date=wording.when(group.occurred, self.article_of(group.lead).published_on),
            sort_date=self.group_date(group).isoformat() if self.group_date(group) > dt.date.min else "",
            place=wording.place(group.place, self.countries),
            distance=wording.distance(group.distance_km, group.venue, group.place.precision if group.place else None),
            type=self._types.get(group.type, group.type),
            status=group.status,
            sentence=_flat(lead.sentence.text),
            killed=self._casualties(group.killed, "killed"),
            wounded=self._casualties(group.wounded, "wounded"),
            dates=tuple(
                Figure(text=wording.day(dt.date.fromisoformat(figure.text)), citations=figure.citations)
                for figure in conflicting_dates
            ),
            places=self._figures(group.places) if len(group.places) > 1 else (),
            perpetrator=_joined(lead.perpetrator),
            target=_joined(lead.target),
            weapon=_joined(lead.weapon),
            outlets=len(group.outlets),
            credibility=group.credibility,
            categories=group.categories,
            why=tuple(ways),
            pinned=self._is_pinned(group.id, *group.members),
            notes=self._notes(group.id, *group.members),
            citations=self._citer.cite(*cited),
            replies=tuple(
                self.statement(reply)
                for key in group.replies
                if isinstance(reply := self._findings.get(key), Statement)
            ),
        )

    def _casualties(self, values: tuple[FieldValue, ...], harm: Literal["killed", "wounded"]) -> tuple[Figure, ...]:
        """Each number with the passages that give it, which need not be the incident's own sentence."""
        figures = []
        for value in values:
            citations: dict[str, Citation] = {}
            for key in value.finding_ids[:2]:
                incident = self._incidents[key]
                count = getattr(incident, harm)
                citations |= {c.label: c for c in self._citer.cite_words(incident, count.text)}
            note = _standing(value) if len(values) > 1 else None
            figures.append(Figure(text=value.value, citations=tuple(citations.values()), note=note))
        return tuple(figures)

    def _figures(self, values: tuple[FieldValue, ...]) -> tuple[Figure, ...]:
        return tuple(
            Figure(
                text=value.value,
                citations=self._citer.cite(*(self._findings[key] for key in value.finding_ids[:2])),
            )
            for value in values
        )

    # ---- statements --------------------------------------------------------------------------------------------------

    def is_official(self, statement: Statement) -> bool:
        """Whether the speaker holds one of the `official_roles` of the cue lists."""
        return bool(self._official.search(f"{statement.speaker.role or ''} {statement.speaker.name}"))

    def statement(self, statement: Statement) -> StatementLine:
        """The line of a statement; asked again, the same line."""
        if statement.id not in self._statement_lines:
            self._statement_lines[statement.id] = self._make_statement(statement)
        return self._statement_lines[statement.id]

    def _make_statement(self, statement: Statement) -> StatementLine:
        article = self._articles[statement.article_id]
        bearing = self._bearings[statement.id]
        return StatementLine(
            id=statement.id,
            content=_said(statement),
            speaker=statement.speaker.name,
            role=statement.speaker.role,
            official=self.is_official(statement),
            mode=statement.mode,
            cue_kind=statement.cue_kind,
            date=wording.when(statement.said_on, article.published_on),
            outlet=article.outlet or "outlet not stated",
            published=wording.day(article.published_on),
            background=bearing.section == "precedent",
            categories=bearing.categories,
            why=tuple(way.reason for way in bearing.ways),
            pinned=self._is_pinned(statement.id),
            notes=self._notes(statement.id),
            citations=self._citer.cite(statement),
        )

    # ---- what an item's values rest on, for the differences between editions -----------------------------------------

    def cite_findings(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations of these findings' sentences."""
        return self._citer.cite(*(self._findings[key] for key in ids))

    def cite_value(self, item: str, field: str) -> tuple[Citation, ...]:
        """Citations of the leading value of a group's or a statement's field: the passages that give it, else its own."""
        if item not in self._groups:
            return self.statement(self._findings[item]).citations  # type: ignore[arg-type]
        group = self._groups[item]
        values: dict[str, tuple[FieldValue, ...]] = {
            "date": group.dates,
            "place": group.places,
            "status": group.statuses,
        }
        if field == "killed" and group.killed:
            return self._casualties(group.killed[:1], "killed")[0].citations
        if field == "wounded" and group.wounded:
            return self._casualties(group.wounded[:1], "wounded")[0].citations
        leading = values.get(field, ())[:1]
        return self.cite_findings(leading[0].finding_ids[:2] if leading else (group.lead,))

    # ---- curation ----------------------------------------------------------------------------------------------------

    def _entries(self, ids: tuple[str, ...]) -> list[Curation]:
        return [entry for entry in self._curation if entry.finding in ids]

    def _is_pinned(self, *ids: str) -> bool:
        return any(entry.action == "pin" for entry in self._entries(ids))

    def _notes(self, *ids: str) -> tuple[Note, ...]:
        return tuple(
            Note(text=entry.text or entry.reason, by=entry.by, date=wording.day(entry.date))
            for entry in self._entries(ids)
        )


def _standing(value: FieldValue) -> str | None:
    """What places a figure among others, by the rule that the annex prints."""
    if value.superseded:
        return "earlier version"
    return "official" if value.official else None


def _said(statement: Statement) -> str:
    """What was said; of a demand with whom it was made to, who stands before its words: "asked | its partners | to change passwords"."""
    words = " […] ".join(_flat(span.text) for span in statement.content)
    cue, first, sentence = statement.cue, statement.content[0], statement.sentence
    if cue is None or not first.text.startswith("to ") or not sentence.start <= cue.end < first.start < sentence.end:
        return words
    asked = _flat(sentence.text[cue.end - sentence.start : first.start - sentence.start]).strip()
    return f"{asked} {words}" if _ASKED.fullmatch(asked) else words


def _flat(text: str) -> str:
    """The words on one line; a line break in the article's text is no break on the page."""
    return " ".join(text.split())


def _joined(spans: tuple[Span, ...]) -> str | None:
    return "; ".join(_flat(span.text) for span in spans) or None
