"""What stands on the pages, in order and numbered: an `Assessment` goes in, a `Briefing` comes out.

Wording, order and citations are decided here and nowhere else; sentences of our own are fixed patterns over counts and fields.
"""

from __future__ import annotations

from briefing.compose import annexes, charts, wording
from briefing.compose.changes import Trend, first_edition, since, trend
from briefing.compose.citations import Citer
from briefing.compose.lines import Lines
from briefing.compose.ratings import Ratings
from briefing.compose.record import remember
from briefing.config.schema import Event, Venue, Workspace
from briefing.editions import Edition, compare
from briefing.geography import distance_km
from briefing.models import (
    Assessment,
    CategoryAssessment,
    Gap,
    Incident,
    IncidentGroup,
    Statement,
)
from briefing.pages import (
    Briefing,
    CategorySection,
    EditionBlock,
    EventProfile,
    KeyDate,
    KeyFinding,
    Manifest,
    Metric,
    VenueInfo,
    VenueSheet,
)
from briefing.standards import LIKELIHOOD_COLUMNS

__all__ = ["compose", "first_edition", "remember", "since"]

KIND = "Event risk briefing"
_KEY_FINDINGS = 6
_OUTLOOK_CUES = ("warning", "threat")


def compose(
    assessment: Assessment,
    event: Event,
    workspace: Workspace,
    *,
    gaps: tuple[Gap, ...],
    manifest: Manifest,
    edition: Edition | None = None,
    last: Edition | None = None,
) -> Briefing:
    """The briefing of one assessment. `gaps` are what could not be read; `manifest.articles_cited` is filled in here.

    `edition` is what `remember` made of the same briefing composed without it, numbered; `last` the edition that it is compared with.
    """
    articles = {article.id: article for article in assessment.articles}
    learning = Citer(articles=articles)
    _Composer(assessment, event, workspace, learning, gaps, manifest, edition, last).briefing()
    return _Composer(assessment, event, workspace, learning.numbered(), gaps, manifest, edition, last).briefing()


class _Composer:
    def __init__(
        self,
        assessment: Assessment,
        event: Event,
        workspace: Workspace,
        citer: Citer,
        gaps: tuple[Gap, ...],
        manifest: Manifest,
        edition: Edition | None,
        last: Edition | None,
    ) -> None:
        self.assessment = assessment
        self.event = event
        self.workspace = workspace
        self.citer = citer
        self.gaps = gaps
        self.manifest = manifest
        self.edition = edition
        self.last = last
        self.lines = Lines(assessment, event, workspace, citer)
        self.categories = {threat.id: threat for threat in workspace.threats}
        self.ratings = Ratings(event, workspace, self.lines, citer)
        self.statements = {statement.id: statement for statement in assessment.statements}
        self.bearings = {bearing.finding_id: bearing for bearing in assessment.bearings}
        self.current = self.lines.newest_first([g for g in assessment.groups if not g.background])
        self.precedents = self.lines.newest_first([g for g in assessment.groups if g.background])

    def briefing(self) -> Briefing:
        """Composes in reading order, since citations are numbered as they are met."""
        assessment, event, settings = self.assessment, self.event, self.workspace.settings
        headline = self._headline()
        key_findings = self._key_findings()
        block = self._edition()
        key_dates = self._key_dates()
        sections = tuple(self._section(category) for category in assessment.categories)
        said = self.lines.statements_in_order(list(self.statements.values()))
        statements = tuple(self.lines.statement(s) for s in said if self.bearings[s.id].section == "current")
        chronology = tuple(self.lines.incident(group) for group in self.current)
        precedents = tuple(self.lines.incident(group) for group in self.precedents)
        old_words = tuple(self.lines.statement(s) for s in said if self.bearings[s.id].section == "precedent")
        references = self.citer.references(self.workspace, assessment.text_groups) if self.citer.labels else ()
        manifest = Manifest(
            tool=self.manifest.tool,
            pipeline=self.manifest.pipeline,
            config=self.manifest.config,
            articles_read=assessment.articles_considered,
            articles_cited=len(references),
            gaps=len(self.gaps),
        )
        return Briefing(
            schema_version=1,
            kind=KIND,
            title=event.name,
            language=settings.language,
            marking=event.marking or settings.marking,
            organisation=settings.organisation.name,
            author=settings.organisation.author,
            contact=settings.organisation.contact,
            audience=event.audience,
            as_of=wording.moment(assessment.as_of),
            as_of_iso=assessment.as_of.isoformat(),
            window=wording.days(assessment.window_start, assessment.window_end),
            event=self._profile(),
            scope=annexes.scope(assessment, event, self.workspace),
            headline=headline,
            key_findings=key_findings,
            metrics=self._metrics(),
            overview=tuple(
                self.ratings.row(category, self._trend(category.category)) for category in assessment.categories
            ),
            levels=annexes.levels(self.workspace.method),
            likelihood_columns=LIKELIHOOD_COLUMNS,
            impact_rows=self.workspace.method.impact_names,
            timeline=charts.timeline(self.assessment, self.lines, self.current),
            map_points=charts.map_points(self.lines, self.current),
            key_dates=key_dates,
            sections=sections,
            venue_sheets=self._venue_sheets(),
            statements=statements,
            chronology=chronology,
            precedents=precedents,
            precedent_statements=old_words,
            references=references,
            gaps=self.gaps,
            gap_notes=annexes.gap_notes(assessment, self.gaps, self.categories),
            method=annexes.method_rules(self.workspace.method),
            legends=annexes.legends(self.workspace.method),
            manifest=manifest,
            edition=block,
        )

    # ---- page one ----------------------------------------------------------------------------------------------------

    def _headline(self) -> KeyFinding:
        """The first sentence, by the rule of `method.yaml` whose case applies."""
        assessment = self.assessment
        if not assessment.articles_considered:
            case = "nothing-read"
        elif assessment.specific:
            case = "specific"
        else:
            case = "none-specific" if assessment.naming_articles else "not-named"
        rule = next(rule for rule in self.workspace.method.headline if rule.id == case)
        specific = [self.lines.finding(key) for key in assessment.specific]
        text = rule.text.format(
            event=self.event.name,
            count=len(specific),
            articles=f"{assessment.articles_considered:,}",
            naming=f"{assessment.naming_articles:,}",
            as_of=wording.day(assessment.as_of.date()),
        )
        shown = sorted(specific, key=lambda f: (f.article_id, f.sentence.start))[:_KEY_FINDINGS]
        return KeyFinding(text=text, rule=rule.id, level=None, category=None, citations=self.citer.cite(*shown))

    def _key_findings(self) -> tuple[KeyFinding, ...]:
        """A line a rated category, the highest level first."""
        order = [band.level for band in self.workspace.method.matrix]
        rated = [(category, self.ratings.level(category)) for category in self.assessment.categories if category.rating]
        rated.sort(
            key=lambda pair: (
                -order.index(pair[1]),
                -self.ratings.product(pair[0]),
                self.categories[pair[0].category].order,
                pair[0].category,
            )
        )
        return tuple(self._key_finding(category, level) for category, level in rated[:_KEY_FINDINGS])

    def _key_finding(self, category: CategoryAssessment, level: str) -> KeyFinding:
        name = self.categories[category.category].name
        groups = self.lines.newest_first([self.lines.group(key) for key in category.groups])
        said = [self.statements[key] for key in category.statements if self.bearings[key].section == "current"]
        warnings = [s for s in said if s.cue_kind in _OUTLOOK_CUES]
        parts = []
        cited: list[Incident | Statement] = []
        happened = [group for group in groups if group.status != "planned"]
        planned = [group for group in groups if group.status == "planned"]
        if happened:
            outlets = {outlet for group in happened for outlet in group.outlets}
            parts.append(
                f"{wording.many(len(happened), 'incident')} reported by "
                f"{wording.many(len(outlets), 'independent outlet')}"
            )
            latest = max(happened, key=lambda g: (self.lines.group_date(g), g.id))
            parts.append(f"the latest: {self._brief(latest)}")
            cited.append(self.lines.lead(latest))
        if planned:
            first = min(planned, key=lambda g: (self.lines.group_date(g), g.id))
            parts.append(f"{len(planned)} planned, the first: {self._brief(first)}")
            cited.append(self.lines.lead(first))
        if warnings:
            parts.append(wording.many(len(warnings), "warning or threat voiced", "warnings or threats voiced"))
            cited += self.lines.statements_in_order(warnings)[:2]
        elif said and not groups:
            parts.append(f"{wording.many(len(said), 'statement')}, no incident")
            cited += self.lines.statements_in_order(said)[:2]
        text = f"{name}: {'; '.join(parts)}."
        return KeyFinding(
            text=text, rule="key-finding", level=level, category=category.category, citations=self.citer.cite(*cited)
        )

    def _edition(self) -> EditionBlock | None:
        if self.edition is None:
            return None
        return since(compare(self.last, self.edition), self.lines) if self.last else first_edition(self.edition)

    def _trend(self, category: str) -> Trend | None:
        """Where there is a last edition, how the category's place in the matrix moved since."""
        if self.edition is None or self.last is None:
            return None
        before, after = (
            next((rating for rating in edition.ratings if rating.category == category), None)
            for edition in (self.last, self.edition)
        )
        return trend(before, after)

    def _brief(self, group: IncidentGroup) -> str:
        line = self.lines.incident(group)
        return f"{line.type.lower()}, {line.place}, {line.date}"

    def _metrics(self) -> tuple[Metric, ...]:
        assessment = self.assessment
        outlets = {article.outlet for article in assessment.articles if article.outlet}
        copies = {copy for group in assessment.text_groups for copy in (*group.reprints, *group.earlier)}
        independent = {a.outlet for a in assessment.articles if a.outlet and a.id not in copies}
        ahead = (self.event.starts - assessment.as_of.date()).days
        if ahead > 0:
            start = Metric(label="days to the start", value=str(ahead), note=wording.day(self.event.starts))
        elif assessment.as_of.date() <= self.event.ends:
            start = Metric(label="day of the event", value=str(1 - ahead), note=f"until {wording.day(self.event.ends)}")
        else:
            start = Metric(label="the event", value="over", note=wording.day(self.event.ends))
        return (
            start,
            Metric(
                label="specific findings",
                value=str(len(assessment.specific)),
                note="threats, plots, plans, warnings that name the event",
            ),
            Metric(label="incidents", value=str(len(self.current)), note=f"in {self.event.look_back_days} days"),
            Metric(
                label="independent outlets",
                value=str(len(independent)),
                note=f"of {wording.many(len(outlets), 'outlet')} cited",
            ),
            Metric(
                label="articles read",
                value=f"{assessment.articles_considered:,}",
                note=f"{assessment.naming_articles:,} name the event",
            ),
        )

    # ---- threats -----------------------------------------------------------------------------------------------------

    def _section(self, category: CategoryAssessment) -> CategorySection:
        threat = self.categories[category.category]
        groups = self.lines.newest_first([self.lines.group(key) for key in category.groups])
        planned = [group for group in groups if group.status == "planned"]
        said = [self.statements[key] for key in category.statements if self.bearings[key].section == "current"]
        ordered = self.lines.statements_in_order(said)
        return CategorySection(
            id=threat.id,
            name=threat.name,
            definition=threat.definition,
            rating=self.ratings.block(category.rating) if category.rating else None,
            judgement=self.ratings.judgement(category),
            incidents=tuple(self.lines.incident(group) for group in groups),
            precedents=len(category.precedents),
            statements=tuple(self.lines.statement(s) for s in ordered if self.lines.is_official(s)),
            outlook=self._outlook(planned, ordered),
            indicators=threat.indicators,
            advice=threat.advice,
        )

    def _outlook(self, planned: list[IncidentGroup], statements: list[Statement]) -> tuple[KeyDate, ...]:
        """What lies ahead as it was reported: planned incidents by date, then warnings, those specific to the event first."""
        today = self.assessment.as_of.date()
        ahead = [group for group in planned if group.occurred.end is None or group.occurred.end >= today]
        dates = [self._planned(group) for group in sorted(ahead, key=lambda g: (self.lines.group_date(g), g.id))]
        warnings = [statement for statement in statements if statement.cue_kind in _OUTLOOK_CUES]
        for statement in sorted(warnings, key=lambda s: self.bearings[s.id].specific is None):
            line = self.lines.statement(statement)
            dates.append(KeyDate(date=line.date, text=f"{line.speaker}: {line.content}", citations=line.citations))
        return tuple(dates)

    def _planned(self, group: IncidentGroup) -> KeyDate:
        line = self.lines.incident(group)
        return KeyDate(date=line.date, text=line.sentence, citations=line.citations)

    # ---- the event ---------------------------------------------------------------------------------------------------

    def _profile(self) -> EventProfile:
        event = self.event
        return EventProfile(
            id=event.id,
            name=event.name,
            description=event.description,
            starts=event.starts.isoformat(),
            ends=event.ends.isoformat(),
            dates=wording.days(event.starts, event.ends),
            venues=tuple(self._venue(index) for index in range(len(event.venues))),
            schedule=tuple(
                KeyDate(date=wording.day(entry.date), text=entry.text, citations=()) for entry in event.schedule
            ),
            participants=event.participants,
            organisers=event.organisers,
        )

    def _inside(self, venue: Venue) -> list[IncidentGroup]:
        """Current groups within the venue's radius, nearest first; one may lie within several."""
        found = []
        for group in self.current:
            where = group.place
            if where is None or where.precision not in ("point", "city") or where.lat is None or where.lon is None:
                continue
            if venue.lat is not None and venue.lon is not None:
                km = distance_km(where.lat, where.lon, venue.lat, venue.lon)
                if km <= venue.radius_km:
                    found.append((km, group.id, group))
        return [group for _, _, group in sorted(found, key=lambda entry: entry[:2])]

    def _venue(self, index: int) -> VenueInfo:
        venue = self.event.venues[index]
        inside = self._inside(venue)
        nearest = None
        if inside:
            line = self.lines.incident(inside[0])
            nearest = f"{line.type}, {line.place}, {line.date}"
        return VenueInfo(
            id=venue.id or f"venue-{index + 1}",
            name=venue.name,
            city=venue.city,
            country=venue.country,
            country_name=self.lines.countries.get(venue.country, venue.country),
            lat=venue.lat,
            lon=venue.lon,
            radius_km=venue.radius_km,
            nearest=nearest,
            incidents=len(inside),
        )

    def _venue_sheets(self) -> tuple[VenueSheet, ...]:
        """A sheet a venue where there are several cities; one city needs none."""
        if len({(venue.city, venue.country) for venue in self.event.venues}) < 2:
            return ()
        sheets = []
        for index, venue in enumerate(self.event.venues):
            incidents = tuple(group.id for group in self._inside(venue))
            sheets.append(VenueSheet(venue=self._venue(index), incidents=incidents))
        return tuple(sheets)

    def _key_dates(self) -> tuple[KeyDate, ...]:
        """Planned incidents that lie ahead, by date."""
        today = self.assessment.as_of.date()
        ahead = [
            g for g in self.current if g.status == "planned" and g.occurred.end is not None and g.occurred.end >= today
        ]
        return tuple(self._planned(g) for g in sorted(ahead, key=lambda g: (self.lines.group_date(g), g.id)))
