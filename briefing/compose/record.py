"""What the library is to remember of a briefing: its pages and its assessment go in, an `Edition` without a number comes out."""

from __future__ import annotations

import hashlib
import json

from briefing.compose import wording
from briefing.config.schema import Event, Workspace
from briefing.editions import Edition, EditionArticle, EditionItem, EditionRating
from briefing.models import Assessment, CategoryAssessment, Finding, as_data
from briefing.pages import Briefing, CategorySection, Figure, IncidentLine, OverviewRow, StatementLine


def remember(briefing: Briefing, assessment: Assessment, event: Event, workspace: Workspace) -> Edition:
    """The edition that a briefing, composed without one, makes."""
    found: tuple[Finding, ...] = (*assessment.incidents, *assessment.statements)
    homes = {finding.id: finding.article_id for finding in found}
    ends = {group.id: group.occurred.end for group in assessment.groups}
    incidents = [
        _incident(line, section, homes, ends[line.id].isoformat() if ends[line.id] else None)  # type: ignore[union-attr]
        for section, lines in (("current", briefing.chronology), ("precedent", briefing.precedents))
        for line in lines
    ]
    statements = [_statement(line, homes) for line in (*briefing.statements, *briefing.precedent_statements)]
    used = {article for item in (*incidents, *statements) for article in item.articles}
    sections = {section.id: section for section in briefing.sections}
    categories = {category.category: category for category in assessment.categories}
    return Edition(
        event_id=event.id,
        number=0,
        last=None,
        as_of=assessment.as_of,
        cut_off=briefing.as_of,
        digest=_digest(as_data(briefing)),
        pipeline=briefing.manifest.pipeline,
        method=_digest(workspace.method.model_dump(mode="json")),
        marking=briefing.marking,
        headline=briefing.headline.text,
        headline_rule=briefing.headline.rule,
        items=(*incidents, *statements),
        ratings=tuple(
            _rating(row, sections[row.category], categories[row.category], briefing) for row in briefing.overview
        ),
        articles=tuple(
            EditionArticle(
                id=article.id,
                source=article.source,
                source_id=article.source_id,
                outlet=article.outlet or "outlet not stated",
                title=article.title,
                published=wording.day(article.published_on),
                url=article.url,
                marking=article.marking,
            )
            for article in assessment.articles
            if article.id in used
        ),
        schedule=tuple(sorted((entry.date.isoformat(), entry.text) for entry in event.schedule)),
    )


def _incident(line: IncidentLine, section: str, homes: dict[str, str], ends: str | None) -> EditionItem:
    fields = (
        ("type", (line.type,)),
        ("date", _values(line.date, line.dates)),
        ("place", _values(line.place, line.places)),
        ("status", (line.status,)),
        ("killed", tuple(figure.text for figure in line.killed)),
        ("wounded", tuple(figure.text for figure in line.wounded)),
        ("outlets", (str(line.outlets),)),
        ("credibility", (line.credibility,)),
    )
    return EditionItem(
        id=line.id,
        kind="incident",
        section="current" if section == "current" else "precedent",
        name=f"{line.type}, {line.place}, {line.date}",
        words=line.sentence,
        members=line.finding_ids,
        articles=tuple(homes[key] for key in line.finding_ids),
        fields=fields,
        ends=ends,
    )


def _values(leading: str, others: tuple[Figure, ...]) -> tuple[str, ...]:
    """What is printed first, then what else is reported: "Lyon" is no other place than "Lyon, France"."""
    told = {leading, leading.partition(",")[0]}
    return (leading, *(figure.text for figure in others if figure.text not in told))


def _statement(line: StatementLine, homes: dict[str, str]) -> EditionItem:
    fields = (
        ("speaker", (line.speaker,)),
        ("role", (line.role,) if line.role else ()),
        ("said", (line.date,)),
        ("outlet", (line.outlet,)),
    )
    return EditionItem(
        id=line.id,
        kind="statement",
        section="precedent" if line.background else "current",
        name=f"{line.speaker}, {line.role}" if line.role else line.speaker,
        words=line.content,
        members=(line.id,),
        articles=(homes[line.id],),
        fields=fields,
        ends=None,
    )


def _rating(
    row: OverviewRow, section: CategorySection, category: CategoryAssessment, briefing: Briefing
) -> EditionRating:
    judgement = section.judgement
    current = {line.id for line in briefing.statements}
    return EditionRating(
        category=row.category,
        name=row.name,
        level=row.level,
        likelihood=row.likelihood,
        impact=f"{row.impact} {briefing.impact_rows[row.impact - 1]}" if row.impact else None,
        confidence=row.confidence,
        weight=row.column * row.row if row.column and row.row else None,
        judgement=f"{judgement.by}, {judgement.date}" if judgement else "",
        evidence=(*category.groups, *(key for key in category.statements if key in current)),
    )


def _digest(data: object) -> str:
    """SHA-256 over data as JSON, its keys sorted."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()
