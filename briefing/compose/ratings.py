"""Ratings and judgements as they stand on the pages: a category's assessment goes in, overview rows and rating blocks come out."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.compose import wording
from briefing.compose.changes import Trend
from briefing.compose.citations import Citer
from briefing.compose.lines import Lines
from briefing.config.schema import Event, Workspace
from briefing.models import CategoryAssessment, Rating, RatingReason
from briefing.pages import JudgementBlock, OverviewRow, RatingBlock, ReasonLine
from briefing.standards import LIKELIHOODS


class Ratings:
    """The suggested ratings beside what an analyst decided; one instance a composition, since reasons are cited."""

    def __init__(self, event: Event, workspace: Workspace, lines: Lines, citer: Citer) -> None:
        self._workspace = workspace
        self._lines = lines
        self._citer = citer
        self._categories = {threat.id: threat for threat in workspace.threats}
        self._judgements = {judgement.category: judgement for judgement in event.judgements}

    def level(self, category: CategoryAssessment) -> str:
        """The level on the page: the analyst's where there is a judgement, else the suggested one."""
        rating = category.rating
        judgement = self._judgements.get(category.category)
        likelihood = (judgement and judgement.likelihood) or (rating.likelihood if rating else None)
        impact = (judgement and judgement.impact) or (rating.impact if rating else None)
        if likelihood is None or impact is None:
            return rating.level if rating else ""
        return self._workspace.method.level(likelihood, impact)

    def product(self, category: CategoryAssessment) -> int:
        """Where the category stands in the matrix: column times row; 0 without a place."""
        row = self.row(category, None)
        return (row.column or 0) * (row.row or 0)

    def row(self, category: CategoryAssessment, trend: Trend | None) -> OverviewRow:
        rating, judgement = category.rating, self._judgements.get(category.category)
        likelihood = (judgement and judgement.likelihood) or (rating.likelihood if rating else None)
        impact = (judgement and judgement.impact) or (rating.impact if rating else None)
        confidence = (judgement and judgement.confidence) or (rating.confidence if rating else None)
        groups = [self._lines.group(key) for key in category.groups]
        happened = [self._lines.group_date(group) for group in groups if group.status != "planned"]
        latest = max(happened, default=None)
        placed = likelihood is not None and impact is not None
        return OverviewRow(
            category=category.category,
            name=self._categories[category.category].name,
            level=self.level(category) or None if placed else None,
            likelihood=likelihood,
            likelihood_range=LIKELIHOODS[likelihood][0] if likelihood else None,
            impact=impact,
            confidence=confidence,
            incidents=len(groups),
            outlets=len({outlet for group in groups for outlet in group.outlets}),
            latest=wording.day(latest) if latest else None,
            judged=judgement is not None,
            column=LIKELIHOODS[likelihood][1] if likelihood and placed else None,
            row=impact if placed else None,
            trend=trend,
        )

    def block(self, rating: Rating) -> RatingBlock:
        names = self._workspace.method.impact_names
        return RatingBlock(
            level=rating.level,
            likelihood=rating.likelihood,
            likelihood_range=LIKELIHOODS[rating.likelihood][0],
            impact=rating.impact,
            impact_name=names[rating.impact - 1],
            confidence=rating.confidence,
            reasons=self._reason_lines(rating.reasons),
            would_change=self._reason_lines(rating.would_change),
        )

    def _reason_lines(self, reasons: Iterable[RatingReason]) -> tuple[ReasonLine, ...]:
        return tuple(
            ReasonLine(
                rule=reason.rule,
                sentence=reason.sentence,
                citations=self._citer.cite(*(self._lines.finding(key) for key in reason.finding_ids[:4])),
            )
            for reason in reasons
        )

    def judgement(self, category: CategoryAssessment) -> JudgementBlock | None:
        judgement = self._judgements.get(category.category)
        if judgement is None:
            return None
        return JudgementBlock(
            level=self.level(category) or None,
            likelihood=judgement.likelihood,
            likelihood_range=LIKELIHOODS[judgement.likelihood][0] if judgement.likelihood else None,
            impact=judgement.impact,
            confidence=judgement.confidence,
            reason=judgement.reason,
            by=judgement.by,
            date=wording.day(judgement.date),
        )
