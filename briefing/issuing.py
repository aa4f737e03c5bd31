"""Which edition a briefing is, and what became of what the last one printed: a composed briefing and the library go in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.compose import remember
from briefing.compose.wording import day
from briefing.config.schema import Event, Workspace
from briefing.editions import Edition, Lost, in_order, place_of
from briefing.library import Library
from briefing.models import MARKINGS, Assessment, Finding
from briefing.pages import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A briefing's edition, the one that it is compared with (None: it is the first), and whether the library has it already."""

    edition: Edition
    last: Edition | None
    known: bool


def last_edition(library: Library, event_id: str, as_of: datetime) -> Edition | None:
    """The edition whose ids of happenings a briefing that speaks from `as_of` carries on: the latest that speaks from no later moment.

    Built again with equal inputs, that is the briefing's own edition; its ids are the same.
    """
    earlier = in_order(head for head in library.editions.heads(event_id) if head.as_of <= as_of)
    return library.editions.get(event_id, earlier[-1].number) if earlier else None


def followed(event: Event, redirects: Iterable[tuple[str, str]]) -> Event:
    """The event with curation that names a group by an id of the past under the id that it leads to now."""
    led = dict(redirects)
    if not any(entry.finding in led for entry in event.curation):
        return event
    curation = (entry.model_copy(update={"finding": led.get(entry.finding, entry.finding)}) for entry in event.curation)
    return event.model_copy(update={"curation": tuple(curation)})


def issue(
    workspace: Workspace, library: Library, event: Event, assessment: Assessment, draft: Briefing, *, version: str
) -> Issued:
    """The edition of a briefing that was composed without one (`draft`). Stores nothing.

    Equal inputs find their own edition again, with its number and the differences that it printed.
    """
    edition = remember(draft, assessment, event, workspace)
    place = place_of(library.editions.heads(event.id), as_of=edition.as_of, digest=edition.digest)
    last = None if place.last is None else library.editions.get(event.id, place.last)
    stored = library.editions.get(event.id, place.number) if place.known else None
    if stored is not None:
        return Issued(edition=stored, last=last, known=True)
    edition = replace(edition, number=place.number, last=place.last)
    if last is not None:
        lost = {entry.finding: entry for entry in last.lost}
        lost |= {
            entry.finding: entry for entry in _losses(workspace, library, event, version, assessment, last, edition)
        }
        printed = {member for item in edition.items for member in item.members}
        edition = replace(
            edition,
            lost=tuple(lost[key] for key in sorted(lost) if key not in printed),
            redirects=_redirects(last, assessment, edition),
            hidden=tuple(
                group
                for group in last.groups()
                if printed.isdisjoint(group.members) and _hidden(event, group.id, *group.members)
            ),
        )
    return Issued(edition=edition, last=last, known=False)


def _redirects(last: Edition, assessment: Assessment, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Where each id of the past leads now, at once; an id that is in use again leads nowhere else."""
    now = dict(assessment.redirects)
    led = {old: now.get(new, new) for old, new in last.redirects} | now
    ids = {item.id for item in edition.items}
    return tuple(sorted((old, new) for old, new in led.items() if old not in ids))


def _losses(
    workspace: Workspace,
    library: Library,
    event: Event,
    version: str,
    assessment: Assessment,
    last: Edition,
    edition: Edition,
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
    versions = {earlier: group.original for group in assessment.text_groups for earlier in group.earlier}
    most = MARKINGS.index(event.marking or workspace.settings.marking)
    for item, member, article in missing:
        if article not in markings:
            by = successors.get(article, "")
            yield Lost(finding=member, fate="replaced" if by else "gone", by=by)
        elif article in versions:
            yield Lost(finding=member, fate="replaced", by=versions[article])
        elif member not in extracted:
            yield Lost(finding=member, fate="unread")
        elif note := _hidden(event, item.id, member):
            yield Lost(finding=member, fate="hidden", note=note)
        else:
            withheld = MARKINGS.index(markings[article]) > most
            yield Lost(finding=member, fate="withheld" if withheld else "outside")


def _hidden(event: Event, *ids: str) -> str:
    """Who hid a finding, or its group, and why; empty where nobody did."""
    for entry in event.curation:
        if entry.action == "hide" and entry.finding in ids:
            return f"hidden by {entry.by}, {day(entry.date)}: {entry.reason}"
    return ""
