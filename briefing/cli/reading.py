"""`findings`: what was taken from the articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.common import as_of_option, moment, now, open_workspace, shown_progress, workspace_option

if TYPE_CHECKING:
    from briefing.config.schema import Workspace
    from briefing.models import Article, Finding

_COLUMNS = ("id", "kind", "date", "what", "who", "where", "killed", "wounded", "status", "outlet", "published", "words")


@click.command()
@workspace_option
@as_of_option
@click.option("--event", help="Only what bears on this event (its id).")
@click.option(
    "--format", "fmt", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="Output."
)
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def findings(workspace: Path, as_of: str | None, event: str | None, fmt: str, quiet: bool) -> None:
    """List the statements and incidents that were taken from the articles."""
    opened = open_workspace(workspace)
    records = _records(opened, event, as_of, quiet=quiet)
    if fmt == "json":
        click.echo(
            json.dumps([_record(article, finding) for article, finding in records], indent=2, ensure_ascii=False)
        )
    elif fmt == "csv":
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, fieldnames=_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for article, finding in records:
            writer.writerow({key: _inert(value) for key, value in _row(article, finding).items()})
        click.echo(buffer.getvalue(), nl=False)
    else:
        _table(records)


def _records(
    workspace: Workspace, event: str | None, as_of: str | None, *, quiet: bool
) -> Iterator[tuple[Article, Finding]]:
    from briefing.assess import Assessor
    from briefing.build import collect, extract_new, locate_venues, reports, select
    from briefing.extract import pipeline_version
    from briefing.library import Library

    version = pipeline_version(workspace)
    chosen = select(workspace, (event,)) if event else ()
    with Library.open(workspace.settings.library, root=Path(workspace.root)) as library:
        with shown_progress(quiet=quiet) as progress:
            collect(workspace, library, retrieved=now(workspace), progress=progress)
            extract_new(workspace, library, version, progress=progress)
        moment_of = moment(as_of, workspace)
        assessors = [Assessor(locate_venues(workspace, item), workspace, as_of=moment_of) for item in chosen]
        for article, found in reports(library, version):
            everything: tuple[Finding, ...] = (*found.incidents, *found.statements)
            if assessors:
                if assessors[0].is_later(article):
                    continue
                bearing = {b.finding_id for b in assessors[0].watch.judge(article, found) if b.section != "none"}
                everything = tuple(finding for finding in everything if finding.id in bearing)
            for finding in sorted(everything, key=lambda f: (f.sentence.start, f.id)):
                yield article, finding


def _record(article: Article, finding: Finding) -> dict[str, Any]:
    from briefing.models import Statement, as_data

    record: dict[str, Any] = {"kind": "statement" if isinstance(finding, Statement) else "incident"}
    record |= as_data(finding)
    record["article"] = {
        "id": article.id,
        "source_id": article.source_id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
    }
    return record


def _row(article: Article, finding: Finding) -> dict[str, str]:
    from briefing.models import Count, Statement, When

    def when(value: When) -> str:
        if value.start is None:
            return ""
        if value.precision in ("day", "month", "year") and str(value.start)[:4] == str(value.end)[:4]:
            return str(value.start)[: {"day": 10, "month": 7, "year": 4}[value.precision]]
        return f"{value.start}/{value.end}"

    def count(value: Count | None) -> str:
        if value is None:
            return ""
        return str(value.low) if value.low == value.high else f"{value.low}–{value.high}"

    row = {"id": finding.id, "outlet": article.outlet or "", "published": str(article.published_on or "")}
    if isinstance(finding, Statement):
        words = " […] ".join(" ".join(span.text.split()) for span in finding.content)
        role = f", {finding.speaker.role}" if finding.speaker.role else ""
        return row | {
            "kind": "statement",
            "date": when(finding.said_on),
            "what": finding.mode,
            "who": finding.speaker.name + role,
            "where": "",
            "killed": "",
            "wounded": "",
            "status": finding.cue_kind,
            "words": words,
        }
    return row | {
        "kind": "incident",
        "date": when(finding.occurred),
        "what": finding.type,
        "who": "; ".join(span.text for span in finding.target),
        "where": (finding.place.text or finding.place.name) if finding.place else "",
        "killed": count(finding.killed),
        "wounded": count(finding.wounded),
        "status": finding.status,
        "words": " ".join(finding.sentence.text.split()),
    }


def _inert(value: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe in front keeps it text."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value


def _table(records: Iterator[tuple[Article, Finding]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(pad_edge=False, box=None, header_style="bold", expand=True)
    table.add_column("id", no_wrap=True)
    table.add_column("when", no_wrap=True)
    table.add_column("what, who, where", ratio=2, overflow="fold")
    table.add_column("words", ratio=4)
    rows = 0
    for article, finding in records:
        row = _row(article, finding)
        harm = ", ".join(f"{row[key]} {key}" for key in ("killed", "wounded") if row[key])
        about = "; ".join(part for part in (row["what"], row["who"], row["where"], harm) if part)
        source = Text(f"\n{row['outlet'] or 'outlet not stated'}, {row['published'] or 'undated'}", style="dim")
        table.add_row(Text(row["id"]), Text(row["date"]), Text(about), Text(row["words"]) + source)
        rows += 1
    console = Console()
    if rows:
        console.print(table)
    console.print(f"{rows:,} findings")
