"""Which edition a briefing is, and what became of what the last one printed: a composed briefing and the library go in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.compose import remember
from briefing.compose.wording import day
from briefing.config.schema import Event, Workspace
from briefing.editions import Edition, EditionItem, Lost, place_of
from briefing.library import Library
from briefing.models import MARKINGS, Assessment, Finding
from briefing.pages import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A briefing's edition, the one that it is compared with (None: it is the first), and whether the library has it already."""

    edition: Edition
    last: Edition | None
    known: bool


def issue(
    workspace: Workspace,
    library: Library,
    event: Event,
    assessment: Assessment,
    draft: Briefing,
    *,
    version: str,
    redirects: tuple[tuple[str, str], ...] = (),
) -> Issued:
    """The edition of a briefing that was composed without one (`draft`). Stores nothing.

    Equal inputs find their own edition again, with its number and the differences that it printed. `redirects` are ids of incident
    groups that are part of others now.
    """
    edition = remember(draft, assessment, event, workspace)
    place = place_of(library.editions.heads(event.id), as_of=edition.as_of, digest=edition.digest)
    last = None if place.last is None else library.editions.get(event.id, place.last)
    stored = library.editions.get(event.id, place.number) if place.known else None
    if stored is not None:
        return Issued(edition=stored, last=last, known=True)
    edition = replace(edition, number=place.number, last=place.last)
    if last is not None:
        lost = {
            entry.finding: entry for entry in (*last.lost, *_losses(workspace, library, event, version, last, edition))
        }
        printed = {member for item in edition.items for member in item.members}
        ids = {item.id for item in edition.items}
        led = {old: new for old, new in (*last.redirects, *redirects) if old not in ids}
        edition = replace(
            edition,
            lost=tuple(lost[key] for key in sorted(lost) if key not in printed),
            redirects=tuple(sorted(led.items())),
        )
    return Issued(edition=edition, last=last, known=False)


def _losses(
    workspace: Workspace, library: Library, event: Event, version: str, last: Edition, edition: Edition
) -> Iterator[Lost]:
    """Why each finding that the last edition printed is not in this one."""
    printed = {member for item in edition.items for member in item.members}
    missing = [
        (item, member, article)
        for item in last.items
        for member, article in zip(item.members, item.articles, strict=True)
        if member not in printed
    ]
    wanted = {article for _, _, article in missing}
    markings = {article.id: article.marking for article in library.articles(wanted)}
    gone = [article for article in last.articles if article.id in wanted and article.id not in markings]
    successors = library.editions.successors(gone)
    extracted: set[str] = set()
    for findings in library.findings(version, markings):
        every: tuple[Finding, ...] = (*findings.incidents, *findings.statements)
        extracted |= {finding.id for finding in every}
    most = MARKINGS.index(event.marking or workspace.settings.marking)
    for item, member, article in missing:
        if article not in markings:
            by = successors.get(article, "")
            yield Lost(finding=member, fate="replaced" if by else "gone", by=by)
        elif member not in extracted:
            yield Lost(finding=member, fate="unread")
        elif note := _hidden(event, item, member):
            yield Lost(finding=member, fate="hidden", note=note)
        else:
            withheld = MARKINGS.index(markings[article]) > most
            yield Lost(finding=member, fate="withheld" if withheld else "outside")


def _hidden(event: Event, item: EditionItem, member: str) -> str:
    """Who hid a finding, or its group, and why; empty where nobody did."""
    for entry in event.curation:
        if entry.action == "hide" and entry.finding in (item.id, member):
            return f"hidden by {entry.by}, {day(entry.date)}: {entry.reason}"
    return ""
