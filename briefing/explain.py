"""From anything that a briefing prints to the words and the rules: a label or an id goes in, findings, happenings or ratings come out.

What is not in a briefing is explained as well: by the same rules, and with the reason why it is not.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from briefing.assess import Assessor
from briefing.build import assess_all, compose_edition, locate_venues, reports, select
from briefing.compose import wording
from briefing.compose.evidence import Evidence
from briefing.compose.passages import Cited, marks_of, passages
from briefing.config.schema import Event, Workspace
from briefing.errors import UsageError
from briefing.evidence import FindingEvidence, Happening, Paragraph, PassedOver
from briefing.extract import pipeline_version
from briefing.library import Library
from briefing.models import MARKINGS, Article, Assessment, Bearing, Finding, Findings
from briefing.pages import Briefing, CategorySection, Citation, IncidentLine, MethodRule, OverviewRow
from briefing.standards import RELIABILITY

_T = TypeVar("_T")
_CITATION = re.compile(r"\[(\d+[a-z]*)\]|ref-(\d+[a-z]*)|(\d+[a-z]+)")
_INCIDENT = re.compile(r"(P?\d+)", re.IGNORECASE)
_SHORTEST = 6  # letters of an id that may stand for the whole
#: Rules of the annex that every rating rests on, beside those that its own steps name.
_RATING_RULES = ("likelihood", "likelihood-bands", "impact", "level")
_GROUPING_RULES = ("same-text", "same-incident", "figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class InEvent:
    """How a finding fares with one event. `verdict` is "in" or why not: "outside", "later", "withheld", "hidden", "repeated"."""

    event_id: str
    event_name: str
    as_of: str
    verdict: str
    reason: str
    evidence: FindingEvidence
    happening: Happening | None
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFinding:
    """A finding: its article, its words in their paragraph, and its standing with each event that was asked for."""

    id: str
    kind: str
    article_id: str
    outlet: str
    title: str
    published: str
    link: str
    grade: str
    grade_meaning: str
    paragraphs: tuple[Paragraph, ...]
    events: tuple[InEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRating:
    """A category's rating in one event: its row of the overview, its section with every step, the rules in words."""

    event_id: str
    event_name: str
    as_of: str
    row: OverviewRow
    section: CategorySection
    rules: tuple[MethodRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `wanted` is: `heading` says it in words; `happening` is set where it is an incident, `rules` are those of one happening."""

    wanted: str
    heading: str
    happening: Happening | None
    rules: tuple[MethodRule, ...]
    findings: tuple[ExplainedFinding, ...]
    ratings: tuple[ExplainedRating, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """One event with all that was concluded and printed about it."""

    event: Event
    assessment: Assessment
    briefing: Briefing
    evidence: Evidence
    assessor: Assessor
    redirects: dict[str, str]

    @property
    def lines(self) -> tuple[IncidentLine, ...]:
        return (*self.briefing.chronology, *self.briefing.precedents)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a label or an id was found to stand for; `ids` are findings, None where only the library can tell."""

    heading: str
    ids: tuple[str, ...] | None
    views: tuple[_View, ...]
    group: str | None = None


def explain(workspace: Workspace, wanted: str, *, events: tuple[str, ...] = (), as_of: dt.datetime) -> Explanation:
    """Explain `wanted`: the id of a finding or a group, or the beginning of one (6 characters at least); a label as printed: "7" or "P3"
    of an incident, "[12b]", "12b" or "ref-12b" of a citation; the id or the name of a threat category.

    `events` (ids; empty: all) are those asked about. Raises UsageError where nothing, or more than one thing, is meant.
    """
    version = pipeline_version(workspace)
    with Library.open(workspace.settings.library, root=Path(workspace.root)) as library:
        views = _views(workspace, library, version, select(workspace, events), as_of)
        if ratings := _ratings(workspace, views, wanted):
            return Explanation(
                wanted=wanted,
                heading=ratings[0].row.name,
                happening=None,
                rules=(),
                findings=(),
                ratings=tuple(ratings),
            )
        meant = _printed(views, wanted) or _group(views, wanted) or _Meant("", None, views)
        happening = meant.views[0].evidence.happening(meant.group) if meant.group else None
        ids = meant.ids
        if happening and ids:  # copies of one text beyond the first few say the same once more
            listed = {mention.finding_id for mention in happening.mentions}
            ids = tuple(key for key in ids if key in listed)
        found = _found(library, version, ids, wanted, [line.id for view in views for line in view.lines])
        order = {key: number for number, key in enumerate(ids or ())}
        keys = sorted(found, key=lambda key: (order.get(key, 0), key))
        findings = [_explained(workspace, found[key], key, meant.views) for key in keys]
        return Explanation(
            wanted=wanted,
            heading=meant.heading or keys[0],
            happening=happening,
            rules=_rules(meant.views[0].briefing, set(_GROUPING_RULES)) if happening else (),
            findings=tuple(findings),
            ratings=(),
        )


def _views(
    workspace: Workspace, library: Library, version: str, events: tuple[Event, ...], as_of: dt.datetime
) -> tuple[_View, ...]:
    gaps = tuple(library.gaps())
    views = []
    for event, assessment in assess_all(workspace, library, version, events, as_of=as_of):
        briefing, issued = compose_edition(workspace, library, event, assessment, gaps, version)
        views.append(
            _View(
                event=event,
                assessment=assessment,
                briefing=briefing,
                evidence=Evidence(briefing, assessment, event, workspace),
                assessor=Assessor(locate_venues(workspace, event), workspace, as_of=as_of),
                redirects=dict(issued.edition.redirects),
            )
        )
    return tuple(views)


# ---- what is meant ---------------------------------------------------------------------------------------------------


def _printed(views: tuple[_View, ...], wanted: str) -> _Meant | None:
    """A label as the pages print it: of a citation or of an incident."""
    text = wanted.strip()
    incident, citation = _INCIDENT.fullmatch(text), _CITATION.fullmatch(text)
    if incident:
        label = incident[1].upper()
        hits = [(view, line) for view in views for line in view.lines if line.label == label]
        if hits:
            view, line = _only(hits, f"incident {label}")
            lead = next(group.lead for group in view.assessment.groups if group.id == line.id)
            ids = (lead, *(key for key in line.finding_ids if key != lead))
            other = [s for r in view.briefing.references for s in r.sentences if s.label == label]
            hint = f"; for the citation give ref-{label}" if other else ""
            return _Meant(f"Incident {label} of {view.event.name}{hint}", ids, (view,), line.id)
    if not incident and not citation:
        return None
    label = next(part for part in (citation.groups() if citation else (text,)) if part)
    cited = [
        (view, sentence)
        for view in views
        for reference in view.briefing.references
        for sentence in reference.sentences
        if sentence.label == label
    ]
    if not cited:
        raise UsageError(
            f"no briefing prints an incident or a citation {label}" if incident else f"no briefing prints [{label}]",
            hint="build first, or give the moment of that briefing with --as-of, if it was another",
        )
    view, sentence = _only(cited, f"[{label}]")
    return _Meant(f"Citation [{label}] of {view.event.name}", sentence.findings, (view,))


def _only(hits: list[tuple[_View, _T]], what: str) -> tuple[_View, _T]:
    if len(hits) > 1:
        names = [view.event.id for view, _ in hits]
        raise UsageError(
            f"{what} stands in {len(hits)} briefings", hint=f"say which: --event {' or --event '.join(names)}"
        )
    return hits[0]


def _group(views: tuple[_View, ...], wanted: str) -> _Meant | None:
    """The id of an incident group, or what it became part of."""
    for view in views:
        for line in view.lines:
            if _is(line.id, wanted):
                lead = next(group.lead for group in view.assessment.groups if group.id == line.id)
                ids = (lead, *(key for key in line.finding_ids if key != lead))
                with_it = tuple(other for other in views if any(other_line.id == line.id for other_line in other.lines))
                return _Meant(f"Incident {line.label} of {view.event.name}", ids, with_it, line.id)
    for view in views:
        for old, new in sorted(view.redirects.items()):
            now = next((line for line in view.lines if line.id == new), None)
            if _is(old, wanted) and now:
                heading = f"{old} became part of {new}, incident {now.label} of {view.event.name}"
                return _Meant(heading, now.finding_ids, (view,), now.id)
    return None


def _found(
    library: Library, version: str, ids: tuple[str, ...] | None, wanted: str, groups: list[str]
) -> dict[str, tuple[Article, Findings, Finding]]:
    """The findings meant, each with its article and what else was taken from it."""
    found: dict[str, tuple[Article, Findings, Finding]] = {}
    known: set[str] = set(groups)
    for article, taken in reports(library, version):
        every: tuple[Finding, ...] = (*taken.incidents, *taken.statements)
        for finding in every:
            known.add(finding.id)
            if finding.id in ids if ids is not None else _is(finding.id, wanted):
                found[finding.id] = (article, taken, finding)
    if not found:
        near = get_close_matches(wanted, sorted(known), n=1, cutoff=0.0)
        raise UsageError(
            f"nothing in the library has the id {wanted!r}",
            hint=f"the nearest is {near[0]}" if near else "build first: `briefing build`",
        )
    if ids is None and len(found) > 1:
        raise UsageError(f"{wanted!r} begins several ids: {', '.join(sorted(found)[:5])}", hint="give more of it")
    return found


def _is(identifier: str, wanted: str) -> bool:
    return identifier == wanted or (len(wanted) >= _SHORTEST and identifier.startswith(wanted))


# ---- explanations ----------------------------------------------------------------------------------------------------


def _explained(
    workspace: Workspace, found: tuple[Article, Findings, Finding], key: str, views: tuple[_View, ...]
) -> ExplainedFinding:
    article, taken, finding = found
    sentence = Cited(finding.sentence.start, finding.sentence.end, Citation(label=key, anchor=key))
    grades = {outlet.name: outlet.reliability for outlet in workspace.sources.outlets}
    grade = grades.get(article.outlet or "", "F")
    return ExplainedFinding(
        id=key,
        kind="statement" if key.startswith("s-") else "incident",
        article_id=article.id,
        outlet=article.outlet or "outlet not stated",
        title=article.title,
        published=wording.day(article.published_on),
        link=article.url or f"no link: {article.source_id}",
        grade=grade,
        grade_meaning=RELIABILITY[grade],
        paragraphs=passages(article.text, [sentence], marks_of(article.text, finding)),
        events=tuple(_in_event(view, article, taken, finding) for view in views),
    )


def _in_event(view: _View, article: Article, taken: Findings, finding: Finding) -> InEvent:
    judged = {bearing.finding_id: bearing for bearing in view.assessor.watch.judge(article, taken, thorough=True)}
    concluded = {bearing.finding_id: bearing for bearing in view.assessment.bearings}
    bearing = concluded.get(finding.id, judged[finding.id])
    evidence = view.evidence.finding(finding, article, bearing)
    every: tuple[Finding, ...] = (*taken.incidents, *taken.statements)
    others = [
        (other, judged[other.id]) for other in every if other.id != finding.id and judged[other.id].section == "none"
    ]
    verdict, reason = _verdict(view, article, finding, bearing)
    return InEvent(
        event_id=view.event.id,
        event_name=view.event.name,
        as_of=view.briefing.as_of,
        verdict=verdict,
        reason=reason or evidence.section_reason,
        evidence=evidence,
        happening=view.evidence.happening(evidence.happening) if evidence.happening else None,
        passed_over=view.evidence.passed_over(article, [finding], others)[0],
    )


def _verdict(view: _View, article: Article, finding: Finding, bearing: Bearing) -> tuple[str, str]:
    """Whether the briefing prints the finding, and why not; in the order in which articles and findings are left out."""
    if view.assessor.is_later(article):
        return "later", f"Published after the cut-off, {view.briefing.as_of}."
    if bearing.section == "none":
        return "outside", ""
    marking = view.briefing.marking
    if MARKINGS.index(article.marking) > MARKINGS.index(marking):
        return "withheld", f"Its article is marked {article.marking}, above the briefing's {marking}."
    printed = {*(incident.id for incident in view.assessment.incidents), *(s.id for s in view.assessment.statements)}
    if finding.id in printed:
        return "in", ""
    hiding = [entry for entry in view.event.curation if entry.action == "hide"]
    for entry in hiding:
        if entry.finding == finding.id:
            return "hidden", f"Hidden by {entry.by}, {wording.day(entry.date)}: {entry.reason}"
    if finding.id.startswith("i-"):
        names = wording.listed(sorted({entry.by for entry in hiding}))
        return "hidden", f"The incident that it tells of is hidden by {names}." if names else "Its incident is hidden."
    return "repeated", "Its article repeats the text of another, where the same words are printed."


def _ratings(workspace: Workspace, views: tuple[_View, ...], wanted: str) -> list[ExplainedRating]:
    """The ratings of the category of this id or name, one an event that watches it."""
    name = " ".join(wanted.split()).casefold()
    threat = next((t for t in workspace.threats if name in (t.id.casefold(), t.name.casefold())), None)
    if threat is None:
        return []
    made = []
    for view in views:
        row = next((row for row in view.briefing.overview if row.category == threat.id), None)
        section = next((section for section in view.briefing.sections if section.id == threat.id), None)
        if row is None or section is None:
            continue
        steps = {reason.rule for reason in section.rating.reasons} if section.rating else set()
        confidence = {f"confidence {section.rating.confidence}"} if section.rating else set()
        wanted_rules = {*_RATING_RULES, *steps, *confidence} if section.rating else set()
        made.append(
            ExplainedRating(
                event_id=view.event.id,
                event_name=view.event.name,
                as_of=view.briefing.as_of,
                row=row,
                section=section,
                rules=_rules(view.briefing, wanted_rules),
            )
        )
    if not made:
        raise UsageError(
            f"no event that was asked for watches {threat.name}", hint="its `threats` name those it watches"
        )
    return made


def _rules(briefing: Briefing, ids: set[str]) -> tuple[MethodRule, ...]:
    return tuple(rule for rule in briefing.method if rule.id in ids)
