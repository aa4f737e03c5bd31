"""What bears on an event, what is one happening, how likely and how grave: findings go in, an `Assessment` comes out.

Pure: no clock, no I/O. An `Assessor` takes one article after the other and keeps only what bears on its event, so that memory
follows the briefing and not the library.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from briefing.assess.bearing import Watch
from briefing.assess.carrying import Known, carry_ids, follow
from briefing.assess.corroboration import Outlets
from briefing.assess.distance import host_countries
from briefing.assess.evidence import WARNING_CUES, Evidence, Happening, is_wide, spoken, step_of
from briefing.assess.figures import Officials
from briefing.assess.groups import Maker
from briefing.assess.happenings import Grouped, same_incident
from briefing.assess.rating import rate
from briefing.assess.replies import KINDS, replies
from briefing.assess.reprints import same_text
from briefing.assess.traits import Mention, siblings_of
from briefing.config.schema import Event, Workspace
from briefing.models import (
    MARKINGS,
    Article,
    Assessment,
    Bearing,
    CategoryAssessment,
    Finding,
    Findings,
    Incident,
    IncidentGroup,
    PassedOver,
    Statement,
    Way,
)

__all__ = ["Assessor", "Known", "assess", "carry_ids", "follow"]


def assess(
    event: Event,
    workspace: Workspace,
    reports: Iterable[tuple[Article, Findings]],
    *,
    as_of: dt.datetime,
    previous: Sequence[Known] = (),
) -> Assessment:
    """The assessment of one event over all reports; see `Assessor`."""
    assessor = Assessor(event, workspace, as_of=as_of, previous=previous)
    for article, findings in reports:
        assessor.consider(article, findings)
    return assessor.conclude()


class Assessor:
    """Collects what bears on one event. `as_of` must carry a zone; the order of articles does not matter.

    `previous` is what the last edition knew of happenings (id and members): those that are still there keep their ids.
    """

    def __init__(
        self, event: Event, workspace: Workspace, *, as_of: dt.datetime, previous: Sequence[Known] = ()
    ) -> None:
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
        self._siblings: dict[str, tuple[Incident, ...]] = {}
        self._waiting: dict[str, tuple[Article, Statement, Bearing]] = {}
        self._previous = previous
        self._considered = self._later = self._undated = self._withheld = self._naming = 0
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
        self._keep_replies(article, findings, judged, tells=bool(bearings))
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
        if len(findings.incidents) > 1:
            for incident in findings.incidents:
                if incident.id in self._findings:
                    self._siblings[incident.id] = siblings_of(incident, findings.incidents)

    def _keep_replies(self, article: Article, findings: Findings, judged: Sequence[Bearing], *, tells: bool) -> None:
        """Claims and denials that do not bear by themselves may speak of an incident that does: that is known at the end.

        `tells`: the article has something that bears; elsewhere only claims are kept, which are few.
        """
        if MARKINGS.index(article.marking) > MARKINGS.index(self.marking):
            return
        bearings = {bearing.finding_id: bearing for bearing in judged if bearing.section == "none"}
        for statement in findings.statements:
            wanted = statement.cue_kind in KINDS and (tells or statement.cue_kind == "claim-of-responsibility")
            if wanted and statement.id in bearings and statement.id not in self._hidden:
                self._waiting[statement.id] = (article, statement, bearings[statement.id])

    def conclude(self) -> Assessment:
        """Group, rate and sum up what was considered."""
        grouping = self.workspace.method.grouping
        text_groups = same_text([self._articles[key] for key in sorted(self._articles)], share=grouping.same_text)
        outlets = Outlets(self._articles, text_groups, self.workspace.sources.outlets, grouping.agencies)
        found = same_incident(
            self._mentions(outlets), group_of=lambda kind: self._groups_of_types.get(kind, kind), rules=grouping
        )
        every, redirects = self._incident_groups(found, outlets)
        statements = self._statements(outlets)
        self._seen_ids |= {group.id for group in every} | set(redirects)
        hidden = {follow(redirects, key) for key in self._hidden}
        groups = [group for group in every if group.id not in hidden]
        kept = {member for group in groups for member in group.members}
        categories = tuple(self._category(category_id, groups, statements, outlets) for category_id in self._watched())
        incidents = tuple(
            finding for key, finding in sorted(self._findings.items()) if isinstance(finding, Incident) and key in kept
        )
        shown = kept | {statement.id for statement in statements}
        used = {self._findings[key].article_id for key in shown}
        used |= {copy for copy, first in outlets.original.items() if first in used}
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
            joined=tuple(pair for pair in found.joined if pair.one in kept),
            apart=tuple(pair for pair in found.apart if pair.one in kept and pair.other in kept),
            redirects=tuple(sorted(redirects.items())),
            passed_over=tuple(
                sorted(
                    (
                        passed
                        for passed in self._passed_over
                        if passed.finding.article_id in used and passed.finding.id not in self._findings
                    ),
                    key=lambda passed: passed.finding.id,
                )
            ),
        )

    # ---- groups ------------------------------------------------------------------------------------------------------

    def _mentions(self, outlets: Outlets) -> list[Mention]:
        return [
            Mention(
                incident=finding,
                article=self._articles[finding.article_id],
                place=self._bearings[key].place,
                text_key=outlets.text_of(finding.article_id),
                siblings=self._siblings.get(key, ()),
            )
            for key, finding in sorted(self._findings.items())
            if isinstance(finding, Incident)
        ]

    def _incident_groups(self, found: Grouped, outlets: Outlets) -> tuple[tuple[IncidentGroup, ...], dict[str, str]]:
        """The groups under lasting ids, with what was said of each, and where ids that are gone lead."""
        maker = Maker(self._bearings, outlets, Officials(self.workspace.cues.official_roles), self._watched())
        groups, redirects = carry_ids(self._previous, [maker.group(part) for part in found.parts])
        of = {member: group.id for group in groups for member in group.members}
        happenings = {of[part[0].incident.id]: part for part in found.parts}
        nouns = {kind.id: kind.nouns for kind in self.workspace.incident_types.types}
        waiting = [statement for _, statement, _ in self._waiting.values()]
        every = _once([s for s in (*self._findings.values(), *waiting) if isinstance(s, Statement)], outlets)
        articles = self._articles | {article.id: article for article, _, _ in self._waiting.values()}
        said = replies(every, happenings, articles, nouns)
        for group in groups:
            for reply in said.get(group.id, ()):
                self._take_in(reply.statement_id, group)
        return tuple(maker.with_replies(group, said.get(group.id, ())) for group in groups), redirects

    def _take_in(self, key: str, group: IncidentGroup) -> None:
        """A claim or denial that bears through the incident that it speaks of."""
        if key not in self._waiting:
            return
        article, statement, bearing = self._waiting[key]
        place = group.place.name if group.place else group.type
        rule = next(rule for rule in self.workspace.method.relevance.rules if rule.id == "speaks-of-incident")
        way = Way(rule=rule.id, score=rule.score, reason=rule.text.format(place=place))
        self._seen_ids.add(key)
        self._articles[article.id] = article
        self._findings[key] = statement
        self._bearings[key] = replace(
            bearing,
            score=max(bearing.score, way.score),
            ways=(*bearing.ways, way),
            categories=group.categories,
            section="precedent" if group.background else "current",
        )

    # ---- statements and categories -----------------------------------------------------------------------------------

    def _statements(self, outlets: Outlets) -> list[Statement]:
        return _once((s for s in self._findings.values() if isinstance(s, Statement)), outlets)

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
        outlets: Outlets,
    ) -> CategoryAssessment:
        category = next(threat for threat in self.workspace.threats if threat.id == category_id)
        mine = [group for group in groups if category_id in group.categories]
        current = [group for group in mine if not group.background]
        said = [s for s in statements if category_id in self._bearings[s.id].categories]
        said_now = [s for s in said if self._bearings[s.id].section == "current"]
        evidence = self._evidence(current, said_now, outlets)
        return CategoryAssessment(
            category=category_id,
            rating=rate(category, self.workspace.method, evidence),
            groups=tuple(group.id for group in current),
            precedents=tuple(group.id for group in mine if group.background),
            statements=tuple(statement.id for statement in said),
        )

    def _evidence(self, groups: Sequence[IncidentGroup], statements: Sequence[Statement], outlets: Outlets) -> Evidence:
        """What a category is rated by: its current groups, and the warnings among its current statements."""
        hosts = frozenset(host_countries(self.event))
        specific = frozenset(self._specific(groups, statements))
        warnings = [statement for statement in statements if statement.cue_kind in WARNING_CUES]
        articles = {key: self._articles[self._findings[key].article_id] for g in groups for key in g.members}
        articles |= {warning.id: self._articles[warning.article_id] for warning in warnings}
        published = {key: article.published_on or self.watch.window.start for key, article in articles.items()}
        happenings = []
        for group in groups:
            day = max(published[key] for key in group.members)
            if group.status != "ongoing" and group.occurred.end is not None:
                day = min(day, group.occurred.end)
            rules = (way.rule for key in group.members for way in self._bearings[key].ways)
            happenings.append(
                Happening(
                    group=group,
                    step=step_of(group, rules, hosts),
                    day=day,
                    targeted=not specific.isdisjoint(group.members),
                    wide=is_wide(group, hosts),
                )
            )
        return Evidence(
            as_of=self.as_of.date(),
            starts=self.event.starts,
            ends=self.event.ends,
            crowd=self.event.crowd,
            radii=tuple(venue.radius_km for venue in self.event.venues),
            happenings=tuple(happenings),
            spoken=spoken(
                warnings,
                days={w.id: min(published[w.id], w.said_on.end or published[w.id]) for w in warnings},
                outlets={w.id: outlets.independent([articles[w.id]]) for w in warnings},
                specific=specific,
                credibility=lambda names: outlets.credibility(names, denied=False),
            ),
            grades={name: outlets.reliability(name) for name in outlets.independent(articles.values())},
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


def _once(statements: Iterable[Statement], outlets: Outlets) -> list[Statement]:
    """Each statement once: of reprints only the original's stands."""
    said: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        words = " ".join(" ".join(span.text.casefold() for span in statement.content).split())
        key = (outlets.text_of(statement.article_id), words)
        if key not in said or statement.article_id == key[0]:
            said[key] = statement
    return sorted(said.values(), key=lambda statement: statement.id)
