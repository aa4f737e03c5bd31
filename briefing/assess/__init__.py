"""What bears on an event, what is one happening, how likely and how grave: findings go in, an `Assessment` comes out.

Pure: no clock, no I/O. An `Assessor` takes one article after the other and keeps only what bears on its event, so that memory
follows the briefing and not the library.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from briefing.assess.bearing import Watch
from briefing.assess.grouping import Mention, same_incident, same_text
from briefing.assess.rating import Evidence, rate
from briefing.config.schema import Event, Workspace
from briefing.models import (
    MARKINGS,
    Article,
    Assessment,
    Bearing,
    CategoryAssessment,
    Count,
    FieldValue,
    Finding,
    Findings,
    Incident,
    IncidentGroup,
    PassedOver,
    Statement,
    content_id,
)

__all__ = ["Assessor", "assess"]

_RELIABILITY = "ABCDEF"
# Admiralty credibility of a report that nobody else confirms, by the reliability of the best outlet that carries it.
_CREDIBILITY = {"A": "2", "B": "2", "C": "3", "D": "4", "E": "5", "F": "6"}


def assess(
    event: Event, workspace: Workspace, reports: Iterable[tuple[Article, Findings]], *, as_of: dt.datetime
) -> Assessment:
    """The assessment of one event over all reports; see `Assessor`."""
    assessor = Assessor(event, workspace, as_of=as_of)
    for article, findings in reports:
        assessor.consider(article, findings)
    return assessor.conclude()


class Assessor:
    """Collects what bears on one event. `as_of` must carry a zone; the order of articles does not matter."""

    def __init__(self, event: Event, workspace: Workspace, *, as_of: dt.datetime) -> None:
        self.event = event
        self.workspace = workspace
        self.as_of = as_of.astimezone(ZoneInfo(workspace.settings.timezone))
        self.watch = Watch(event, workspace, self.as_of.date())
        self.marking = event.marking or workspace.settings.marking
        self._hidden = {entry.finding for entry in event.curation if entry.action == "hide"}
        self._articles: dict[str, Article] = {}
        self._findings: dict[str, Finding] = {}
        self._bearings: dict[str, Bearing] = {}
        self._seen_ids: set[str] = set()
        self._passed_over: list[PassedOver] = []
        self._considered = self._later = self._undated = self._withheld = self._naming = 0
        self._outlets = {outlet.name: outlet for outlet in workspace.sources.outlets}
        self._groups_of_types = {kind.id: kind.group for kind in workspace.incident_types.types}

    def is_later(self, article: Article) -> bool:
        """Whether the article was published after `as_of`; a bare date counts as its day in the workspace's zone."""
        published = article.published
        if published is None:
            return False
        if isinstance(published, dt.datetime):
            zoned = published if published.tzinfo else published.replace(tzinfo=self.as_of.tzinfo)
            return zoned > self.as_of
        return published > self.as_of.date()

    def consider(self, article: Article, findings: Findings) -> None:
        """Take one article with its findings into account."""
        if self.is_later(article):
            self._later += 1
            return
        self._considered += 1
        self._undated += article.published is None
        naming = self.watch.naming(article)
        self._naming += naming.event is not None
        judged = self.watch.judge(article, findings, naming=naming)
        bearings = [bearing for bearing in judged if bearing.section != "none"]
        if not bearings:
            return
        if MARKINGS.index(article.marking) > MARKINGS.index(self.marking):
            self._withheld += len(bearings)
            return
        records: dict[str, Finding] = {finding.id: finding for finding in findings.incidents}
        records |= {finding.id: finding for finding in findings.statements}
        self._passed_over += [
            PassedOver(finding=records[bearing.finding_id], bearing=bearing)
            for bearing in judged
            if bearing.section == "none"
        ]
        for bearing in bearings:
            self._seen_ids.add(bearing.finding_id)
            if bearing.finding_id not in self._hidden:
                self._articles[article.id] = article
                self._findings[bearing.finding_id] = records[bearing.finding_id]
                self._bearings[bearing.finding_id] = bearing

    def conclude(self) -> Assessment:
        """Group, rate and sum up what was considered."""
        text_groups = same_text([self._articles[key] for key in sorted(self._articles)])
        original = {copy: group.original for group in text_groups for copy in group.reprints}
        every = self._incident_groups(original)
        self._seen_ids |= {group.id for group in every}
        groups = [group for group in every if group.id not in self._hidden]
        kept = {member for group in groups for member in group.members}
        statements = self._statements(original)
        categories = tuple(self._category(category_id, groups, statements, original) for category_id in self._watched())
        incidents = tuple(
            finding for key, finding in sorted(self._findings.items()) if isinstance(finding, Incident) and key in kept
        )
        shown = kept | {statement.id for statement in statements}
        used = {self._findings[key].article_id for key in shown}
        used |= {copy for copy, first in original.items() if first in used}
        return Assessment(
            event_id=self.event.id,
            as_of=self.as_of,
            window_start=self.watch.window.start,
            window_end=self.watch.window.end,
            articles=tuple(self._articles[key] for key in sorted(used)),
            statements=tuple(statements),
            incidents=incidents,
            groups=tuple(groups),
            bearings=tuple(self._bearings[key] for key in sorted(shown)),
            categories=categories,
            text_groups=text_groups,
            specific=self._specific(groups, statements),
            naming_articles=self._naming,
            articles_considered=self._considered,
            later=self._later,
            undated=self._undated,
            withheld=self._withheld,
            warnings=self._curation_warnings(),
            passed_over=tuple(
                sorted(
                    (passed for passed in self._passed_over if passed.finding.article_id in used),
                    key=lambda passed: passed.finding.id,
                )
            ),
        )

    # ---- groups ------------------------------------------------------------------------------------------------------

    def _incident_groups(self, original: Mapping[str, str]) -> list[IncidentGroup]:
        mentions = [
            Mention(
                incident=finding,
                article=self._articles[finding.article_id],
                place=self._bearings[key].place,
                text_key=original.get(finding.article_id, finding.article_id),
            )
            for key, finding in sorted(self._findings.items())
            if isinstance(finding, Incident)
        ]
        parts = same_incident(mentions, group_of=lambda kind: self._groups_of_types.get(kind, kind))
        groups = [self._group(part, original) for part in parts]
        return sorted(groups, key=lambda group: group.id)

    def _group(self, mentions: Sequence[Mention], original: Mapping[str, str]) -> IncidentGroup:
        ordered = sorted(mentions, key=self._informative)
        lead = ordered[0]
        bearing = self._bearings[lead.incident.id]
        first = min(mentions, key=lambda m: (m.article.published_on or dt.date.max, m.incident.id))
        outlets = self._independent((m.article for m in mentions), original)
        best = min((self._reliability(name) for name in outlets), key=_RELIABILITY.index, default="F")
        categories = [
            c for c in self._watched() if any(c in self._bearings[m.incident.id].categories for m in mentions)
        ]
        # Of several readings the latest published stands first.
        latest = sorted(mentions, key=lambda m: (m.article.published_on or dt.date.min, m.incident.id), reverse=True)
        return IncidentGroup(
            id=content_id("g", first.incident.id),
            type=lead.incident.type,
            members=tuple(sorted(m.incident.id for m in mentions)),
            lead=lead.incident.id,
            outlets=outlets,
            occurred=lead.incident.occurred,
            place=bearing.place,
            distance_km=bearing.distance_km,
            venue=bearing.venue,
            status=lead.incident.status,
            categories=tuple(categories),
            background=all(self._bearings[m.incident.id].section == "precedent" for m in mentions),
            killed=_values((m.incident.id, _figure(m.incident.killed)) for m in latest),
            wounded=_values((m.incident.id, _figure(m.incident.wounded)) for m in latest),
            dates=_values(
                (m.incident.id, m.incident.occurred.start.isoformat() if m.incident.occurred.start else None)
                for m in latest
                if m.incident.occurred.precision == "day"
            ),
            places=_values((m.incident.id, m.place.name if m.place else None) for m in latest),
            statuses=_values((m.incident.id, m.incident.status) for m in latest),
            credibility="1" if len(outlets) >= 2 else _CREDIBILITY[best],  # type: ignore[arg-type]
        )

    def _informative(self, mention: Mention) -> tuple[object, ...]:
        """Sort key, most informative first: figures, an exact date, a place, a graded outlet, the later report."""
        incident, article = mention.incident, mention.article
        known = sum(part is not None for part in (incident.killed, incident.wounded))
        known += bool(incident.target) + bool(incident.weapon) + bool(incident.perpetrator)
        published = article.published_on or dt.date.min
        return (
            incident.occurred.precision != "day",
            mention.place is None,
            -known,
            _RELIABILITY.index(self._reliability(article.outlet)),
            -published.toordinal(),
            incident.id,
        )

    def _independent(self, articles: Iterable[Article], original: Mapping[str, str]) -> tuple[str, ...]:
        """Outlets that report on their own: a reprint counts for its original's outlet, an article without outlet for none."""
        texts = {original.get(article.id, article.id) for article in articles}
        return tuple(sorted({outlet for key in texts if (outlet := self._articles[key].outlet)}))

    def _reliability(self, outlet: str | None) -> str:
        known = self._outlets.get(outlet or "")
        return known.reliability if known else "F"

    # ---- statements and categories -----------------------------------------------------------------------------------

    def _statements(self, original: Mapping[str, str]) -> list[Statement]:
        """Each statement once: of reprints only the original's stands."""
        said: dict[tuple[str, str], Statement] = {}
        for _, finding in sorted(self._findings.items()):
            if isinstance(finding, Statement):
                words = " ".join(" ".join(span.text.casefold() for span in finding.content).split())
                key = (original.get(finding.article_id, finding.article_id), words)
                standing = said.get(key)
                if standing is None or finding.article_id == key[0]:
                    said[key] = finding
        return sorted(said.values(), key=lambda statement: statement.id)

    def _specific(self, groups: Sequence[IncidentGroup], statements: Sequence[Statement]) -> tuple[str, ...]:
        """Ids of what is specific to the event, a happening once: of a group its lead, or the first member that is specific."""
        found = []
        for group in groups:
            members = [key for key in (group.lead, *group.members) if self._bearings[key].specific]
            found += members[:1]
        return tuple(sorted([*found, *(s.id for s in statements if self._bearings[s.id].specific)]))

    def _watched(self) -> list[str]:
        watched = [t for t in self.workspace.threats if not self.event.threats or t.id in self.event.threats]
        return [threat.id for threat in sorted(watched, key=lambda threat: (threat.order, threat.id))]

    def _category(
        self,
        category_id: str,
        groups: Sequence[IncidentGroup],
        statements: Sequence[Statement],
        original: Mapping[str, str],
    ) -> CategoryAssessment:
        category = next(threat for threat in self.workspace.threats if threat.id == category_id)
        mine = [group for group in groups if category_id in group.categories]
        current = [group for group in mine if not group.background]
        said = [s for s in statements if category_id in self._bearings[s.id].categories]
        said_now = [s for s in said if self._bearings[s.id].section == "current"]
        members = [member for group in current for member in group.members]
        ids = [*members, *(s.id for s in said_now)]
        articles = [self._articles[self._findings[key].article_id] for key in ids]
        reported: dict[str, dt.date] = {}
        rules: dict[str, set[str]] = defaultdict(set)
        for group in current:
            published = [self._articles[self._findings[m].article_id].published_on for m in group.members]
            reported[group.id] = max(day for day in published if day) if any(published) else self.watch.window.start
            rules[group.id] = {way.rule for m in group.members for way in self._bearings[m].ways}
        evidence = Evidence(
            groups=current,
            statements=said_now,
            specific=frozenset(self._specific(current, said_now)),
            radius_groups=frozenset(g.id for g in current if "in-radius" in rules[g.id]),
            city_groups=frozenset(g.id for g in current if "in-host-city" in rules[g.id]),
            grades={name: self._reliability(name) for name in self._independent(articles, original)},
            reported=reported,
        )
        return CategoryAssessment(
            category=category_id,
            rating=rate(category, self.workspace.method, evidence, self.as_of.date()),
            groups=tuple(group.id for group in current),
            precedents=tuple(group.id for group in mine if group.background),
            statements=tuple(statement.id for statement in said),
        )

    # ---- curation ----------------------------------------------------------------------------------------------------

    def _curation_warnings(self) -> tuple[str, ...]:
        warnings = []
        for entry in self.event.curation:
            if entry.finding not in self._seen_ids:
                near = get_close_matches(entry.finding, sorted(self._seen_ids), n=1, cutoff=0.0)
                hint = f"; the nearest is {near[0]}" if near else ""
                warnings.append(
                    f"{entry.action} by {entry.by}: nothing in this briefing has the id {entry.finding}{hint}"
                )
        return tuple(warnings)


def _figure(count: Count | None) -> str | None:
    if count is None:
        return None
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def _values(reported: Iterable[tuple[str, str | None]]) -> tuple[FieldValue, ...]:
    """Distinct values in the order given, each with the findings that report it; None is left out."""
    found: dict[str, list[str]] = {}
    for finding_id, value in reported:
        if value is not None:
            found.setdefault(value, []).append(finding_id)
    return tuple(FieldValue(value=value, finding_ids=tuple(ids)) for value, ids in found.items())
