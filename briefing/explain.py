"""Why a finding stands in a briefing, or does not: an id goes in, the article's words and the rules that were tried come out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from briefing.assess import Assessor
from briefing.build import assess_all, reports, select
from briefing.config.schema import Workspace
from briefing.errors import UsageError
from briefing.extract import pipeline_version
from briefing.library import Library
from briefing.models import Article, Bearing, Finding, IncidentGroup, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class InEvent:
    """How a finding fares with one event; `later` is set where its article was published after `as_of`."""

    event_id: str
    event_name: str
    bearing: Bearing
    threshold: float
    later: bool
    group: IncidentGroup | None
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A finding with its article's words and its bearing on each event that was asked for."""

    finding: Finding
    article: Article
    events: tuple[InEvent, ...]


def explain(
    workspace: Workspace, wanted: str, *, events: tuple[str, ...] = (), as_of: dt.datetime
) -> tuple[Explanation, ...]:
    """The explanation of a finding, or of each member of an incident group.

    `wanted` is an id of a statement, an incident or a group, or the beginning of one (6 characters at least). Raises UsageError where
    nothing, or more than one thing, has it.
    """
    chosen = select(workspace, events)
    version = pipeline_version(workspace)
    with Library.open(workspace.settings.library, root=Path(workspace.root)) as library:
        assessed = assess_all(workspace, library, version, chosen, as_of=as_of)
        groups = {group.id: group for _, assessment in assessed for group in assessment.groups}
        members = next((group.members for key, group in sorted(groups.items()) if _is(key, wanted)), None)
        found: dict[str, tuple[Article, Finding]] = {}
        known: set[str] = set(groups)
        for article, findings in reports(library, version):
            everything: tuple[Finding, ...] = (*findings.incidents, *findings.statements)
            for finding in everything:
                known.add(finding.id)
                if (members is None and _is(finding.id, wanted)) or (members and finding.id in members):
                    found[finding.id] = (article, finding)
        if not found:
            near = get_close_matches(wanted, sorted(known), n=1, cutoff=0.0)
            raise UsageError(
                f"nothing in the library has the id {wanted!r}",
                hint=f"the nearest is {near[0]}" if near else "build first: `briefing build`",
            )
        if members is None and len(found) > 1:
            raise UsageError(f"{wanted!r} begins several ids: {', '.join(sorted(found)[:5])}", hint="give more of it")
        explanations = []
        for key in sorted(found):
            article, finding = found[key]
            cases = []
            for event, assessment in assessed:
                assessor = Assessor(event, workspace, as_of=as_of)
                judged = next(
                    bearing
                    for _, findings in reports(library, version, [article.id])
                    for bearing in assessor.watch.judge(article, findings, thorough=True)
                    if bearing.finding_id == key
                )
                ratings = tuple(
                    category.rating
                    for category in assessment.categories
                    if category.rating and category.category in judged.categories
                )
                cases.append(
                    InEvent(
                        event_id=event.id,
                        event_name=event.name,
                        bearing=judged,
                        threshold=workspace.method.relevance.threshold,
                        later=assessor.is_later(article),
                        group=next((group for group in assessment.groups if key in group.members), None),
                        ratings=ratings,
                    )
                )
            explanations.append(Explanation(finding=finding, article=article, events=tuple(cases)))
    return tuple(explanations)


def _is(identifier: str, wanted: str) -> bool:
    return identifier == wanted or (len(wanted) >= 6 and identifier.startswith(wanted))
