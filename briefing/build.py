"""The way: articles and YAML in, a briefing per event out, top to bottom.

    sources ──> library ──> extract ──> assess ──> compose ──> render ──> publish

Only this module joins the steps. It prints nothing: `progress` is told what goes on, the `Report` says what came of it.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from briefing import __version__
from briefing.assess import Assessor
from briefing.assess.sieve import Sieve
from briefing.compose import compose
from briefing.compose.evidence import evidence_page
from briefing.config.schema import Event, Format, Variant, Venue, Workspace
from briefing.errors import BriefingError, ExtractError, RenderError, UsageError
from briefing.evidence import EvidencePage
from briefing.extract import extract_many, load_gazetteer, pipeline_version
from briefing.issuing import Issued, followed, issue, last_edition
from briefing.library import Library
from briefing.models import Article, Assessment, Finding, Findings, Gap, Unread, spans_of
from briefing.pages import Briefing, Manifest
from briefing.publish import publish
from briefing.sources import Input, inputs, read, reading_key

Progress = Callable[[str, int, int | None], None]
"""Told the step, how much of it is done, and of how much (None where that is not known)."""


def no_progress(step: str, done: int, total: int | None) -> None:
    """For callers that show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventResult:
    """What came of one event: its files, or the error that stopped it. `since` says in a line what changed since the last edition."""

    event_id: str
    name: str
    files: tuple[Path, ...] = ()
    incidents: int = 0
    precedents: int = 0
    statements: int = 0
    specific: int = 0
    edition: int = 0
    since: str = ""
    warnings: tuple[str, ...] = ()
    error: str | None = None


@dataclass(slots=True, kw_only=True)
class Report:
    """What a build did. `seconds` by step are for benchmarks and the terminal, and enter no output."""

    as_of: dt.datetime
    articles: int = 0
    read: int = 0
    extracted: int = 0
    gaps: tuple[Gap, ...] = ()
    events: list[EventResult] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def clock(self, step: str) -> Iterator[None]:
        """Note how long the step in the `with` block took."""
        started = time.perf_counter()
        yield
        self.seconds[step] = time.perf_counter() - started


def build(
    workspace: Workspace,
    *,
    events: tuple[str, ...] = (),
    as_of: dt.datetime,
    retrieved: dt.datetime,
    variants: tuple[Variant, ...] = (),
    formats: tuple[Format, ...] = (),
    out: Path | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Build the briefings of `events` (ids; empty: all). `as_of` and `retrieved` carry a zone.

    An event that fails is reported and stops no other; its last good output stays, and the library remembers no edition of it. Raises
    UsageError for an unknown event, LibraryError where the library cannot be used.
    """
    wanted = select(workspace, events)
    report = Report(as_of=as_of)
    version = pipeline_version(workspace)
    with Library.open(workspace.settings.library, root=Path(workspace.root)) as library:
        with report.clock("read"):
            report.read = collect(workspace, library, retrieved=retrieved, progress=progress)
        with report.clock("extract"):
            report.extracted = extract_new(workspace, library, version, sieve=sieve_of(workspace), progress=progress)
        with report.clock("assess"):
            assessments = assess_all(workspace, library, version, wanted, as_of=as_of, progress=progress)
        report.articles = library.count_articles()
        report.gaps = tuple(library.gaps())
        with report.clock("render"):
            for number, (event, assessment) in enumerate(assessments):
                progress("render", number, len(assessments))
                try:
                    briefing, issued = compose_edition(workspace, library, event, assessment, report.gaps, version)
                    evidence = evidence_page(briefing, assessment, event, workspace)
                    files, said = produce(
                        workspace,
                        event,
                        briefing,
                        evidence=evidence,
                        variants=variants,
                        formats=formats,
                        out=out,
                        kept=None if issued.known else library.editions.kept(issued.edition),
                    )
                    report.events.append(_result(event, assessment, briefing, files, said))
                except BriefingError as error:
                    report.events.append(EventResult(event_id=event.id, name=event.name, error=str(error)))
            progress("render", len(assessments), len(assessments))
    return report


def select(workspace: Workspace, ids: tuple[str, ...]) -> tuple[Event, ...]:
    """The events with these ids, in the order of the workspace; all of them where none is named."""
    known = {event.id: event for event in workspace.events}
    for wanted in ids:
        if wanted not in known:
            raise UsageError(
                f"there is no event {wanted!r} in this workspace",
                hint=f"its events are: {', '.join(sorted(known))}" if known else "add one under config/events/",
            )
    return tuple(event for event in workspace.events if not ids or event.id in ids)


# ---- the steps, in order ---------------------------------------------------------------------------------------------


def collect(workspace: Workspace, library: Library, *, retrieved: dt.datetime, progress: Progress = no_progress) -> int:
    """sources → library: read what is new or changed; the number of articles read."""
    root = Path(workspace.root)
    found: dict[str, list[Input]] = {}
    missing: dict[str, list[Gap]] = {}
    for source in workspace.sources.sources:
        listed = list(inputs(source, root=root, limits=workspace.settings.limits))
        found[source.id] = [item for item in listed if isinstance(item, Input)]
        missing[source.id] = [item for item in listed if isinstance(item, Gap)]
    articles, done, total = 0, 0, sum(map(len, found.values()))
    for source in workspace.sources.sources:
        marking, limits = source.marking or workspace.settings.marking, workspace.settings.limits
        outlets = workspace.sources.outlets
        key = reading_key(source, outlets=outlets, marking=marking, limits=limits)
        for item in found[source.id]:
            if not library.has_input(source.id, item.name, item.digest, key):
                items = read(item, source=source, outlets=outlets, marking=marking, limits=limits, retrieved=retrieved)
                articles += library.store_input(source.id, item.name, item.digest, key, items)[0]
            done += 1
            progress("read", done, total)
        library.keep_inputs(source.id, [item.name for item in found[source.id]], missing[source.id])
    library.keep_sources(list(found))
    return articles


def sieve_of(workspace: Workspace) -> Sieve | None:
    """What spares articles that can bear on none of the workspace's events, whichever of them is built; None to read all."""
    if workspace.settings.extract.read_all:
        return None
    return Sieve([locate_venues(workspace, event) for event in workspace.events], workspace)


def extract_new(
    workspace: Workspace,
    library: Library,
    version: str,
    *,
    sieve: Sieve | None = None,
    progress: Progress = no_progress,
) -> int:
    """library → extract → library: what this pipeline version has not read yet; the number of articles looked at.

    Without a `sieve` every article is read in full, those that were passed over before among them.
    """
    key = sieve.key if sieve else None
    waiting = library.count_unextracted(version, sieve=key)
    if not waiting:
        return 0
    processes = workspace.settings.extract.processes or min(4, os.cpu_count() or 1)
    done = 0

    def results() -> Iterator[Findings | Unread | Gap]:
        nonlocal done
        unread = library.unextracted(version, sieve=key)
        for result in extract_many(workspace, unread, processes=processes, sieve=sieve):
            done += 1
            if done % 100 == 0:
                progress("extract", done, waiting)
            yield result

    library.store_findings(version, results())
    progress("extract", done, waiting)
    return done


def assess_all(
    workspace: Workspace,
    library: Library,
    version: str,
    events: tuple[Event, ...],
    *,
    as_of: dt.datetime,
    progress: Progress = no_progress,
) -> list[tuple[Event, Assessment]]:
    """library → assess: one pass over the library for all events; happenings that the last edition knew keep their ids."""
    located = [locate_venues(workspace, event) for event in events]
    assessors = []
    for event in located:
        last = last_edition(library, event.id, as_of)
        known = followed(event, last.redirects) if last else event
        assessors.append(Assessor(known, workspace, as_of=as_of, previous=last.groups() if last else ()))
    total = library.count_articles()
    for number, (article, findings) in enumerate(reports(library, version)):
        if number % 500 == 0:
            progress("assess", number, total)
        for assessor in assessors:
            assessor.consider(article, findings)
    progress("assess", total, total)
    concluded = [(assessor.event, assessor.conclude()) for assessor in assessors]
    return [(followed(event, assessment.redirects), assessment) for event, assessment in concluded]


def reports(library: Library, version: str, ids: Iterable[str] | None = None) -> Iterator[tuple[Article, Findings]]:
    """Each article of the library with what was taken from it, in order of id; memory does not grow with their number."""
    wanted = None if ids is None else sorted(ids)
    findings = library.findings(version, wanted)
    current = next(findings, None)
    for article in library.articles(wanted):
        while current is not None and current.article_id < article.id:
            current = next(findings, None)
        if current is not None and current.article_id == article.id:
            yield article, current
        else:
            yield article, Findings(article_id=article.id, statements=(), incidents=())


def locate_venues(workspace: Workspace, event: Event) -> Event:
    """The event with its city's coordinates for each venue that has none of its own."""
    if all(venue.lat is not None for venue in event.venues):
        return event
    gazetteer = load_gazetteer(workspace)

    def located(venue: Venue) -> Venue:
        city = gazetteer.city(venue.city, venue.country) if venue.lat is None else None
        return venue if city is None else venue.model_copy(update={"lat": city.lat, "lon": city.lon})

    return event.model_copy(update={"venues": tuple(located(venue) for venue in event.venues)})


def compose_edition(
    workspace: Workspace, library: Library, event: Event, assessment: Assessment, gaps: tuple[Gap, ...], version: str
) -> tuple[Briefing, Issued]:
    """assess → compose, as the edition that it is among those that the library remembers; stores nothing."""
    draft = compose_checked(workspace, event, assessment, gaps, version)
    issued = issue(workspace, library, event, assessment, draft, version=version)
    return compose_checked(workspace, event, assessment, gaps, version, issued), issued


def compose_checked(
    workspace: Workspace,
    event: Event,
    assessment: Assessment,
    gaps: tuple[Gap, ...],
    version: str,
    issued: Issued | None = None,
) -> Briefing:
    """assess → compose, once every span was found to be the words of its article; with `issued`, as the edition that it is."""
    check_spans(assessment)
    manifest = Manifest(
        tool=f"briefing {__version__}",
        pipeline=version,
        config=workspace.config_hash[:16],
        articles_read=0,
        articles_cited=0,
        gaps=len(gaps),
    )
    return compose(
        assessment,
        event,
        workspace,
        gaps=gaps,
        manifest=manifest,
        edition=issued.edition if issued else None,
        last=issued.last if issued else None,
    )


def produce(
    workspace: Workspace,
    event: Event,
    briefing: Briefing,
    *,
    evidence: EvidencePage,
    variants: tuple[Variant, ...] = (),
    formats: tuple[Format, ...] = (),
    out: Path | None = None,
    kept: AbstractContextManager[None] | None = None,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """compose → render → publish: the files of one event, `<id>.pdf` and the like, `<id>-one-page.pdf` for that variant.

    Files are put in place inside `kept`, which stores the edition if that ends well.

    With `<id>.html` goes `<id>-evidence.html`, which its citations lead to.

    The second value is what `render` has to say: letters without a font, unknown block names. Raises RenderError.
    """
    from briefing.render import check_pdf, render, render_evidence

    settings = workspace.settings
    root = Path(workspace.root)
    template = event.template or settings.template
    folder = root / "templates" / template
    if not folder.is_dir() and template != "default":
        raise RenderError(f"there is no template folder {folder}", hint="make one, or use the template default")
    said: dict[str, None] = {}
    outputs: dict[str, bytes] = {}
    for fmt in formats or settings.outputs.formats:
        for variant in ("full",) if fmt == "json" else variants or settings.outputs.variants:
            content = render(
                briefing,
                variant=variant,
                fmt=fmt,
                templates=(folder,) if folder.is_dir() else (),
                page_size=settings.outputs.page_size,
                logo=root / settings.organisation.logo if settings.organisation.logo else None,
                evidence_page=f"{event.id}-evidence.html",
                warn=said.setdefault,
            )
            if fmt == "pdf" and (problems := check_pdf(content, briefing, variant)):
                raise RenderError(f"the PDF of {event.id} ({variant}) is not whole: {'; '.join(problems[:5])}")
            suffix = "" if variant == "full" else f"-{variant}"
            outputs[f"{event.id}{suffix}.{fmt}"] = content
    if (page := outputs.get(f"{event.id}.html")) is not None:
        outputs[f"{event.id}-evidence.html"] = render_evidence(
            evidence,
            briefing,
            page=page,
            page_name=f"{event.id}.html",
            templates=(folder,) if folder.is_dir() else (),
            page_size=settings.outputs.page_size,
            logo=root / settings.organisation.logo if settings.organisation.logo else None,
        )
    with kept or nullcontext():
        return publish(outputs, (out or root / settings.outputs.folder) / event.id), tuple(said)


def check_spans(assessment: Assessment) -> None:
    """The invariant that every line rests on; raises ExtractError naming the finding that breaks it."""
    texts = {article.id: article.text for article in assessment.articles}
    findings: tuple[Finding, ...] = (*assessment.incidents, *assessment.statements)
    for finding in findings:
        for span in spans_of(finding):
            if texts[finding.article_id][span.start : span.end] != span.text:
                raise ExtractError(
                    f"finding {finding.id}: its words are not those of article {finding.article_id} "
                    f"at {span.start}–{span.end} ({span.text[:60]!r})",
                    hint="build again with a new library; if it stays, report it with the article",
                )


def _result(
    event: Event, assessment: Assessment, briefing: Briefing, files: tuple[Path, ...], said: tuple[str, ...]
) -> EventResult:
    return EventResult(
        event_id=event.id,
        name=event.name,
        files=files,
        incidents=len(briefing.chronology),
        precedents=len(briefing.precedents),
        statements=len(briefing.statements),
        specific=len(assessment.specific),
        edition=briefing.edition.number if briefing.edition else 0,
        since=briefing.edition.summary if briefing.edition else "",
        warnings=(*assessment.warnings, *said),
    )
