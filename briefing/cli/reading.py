"""`findings`, `explain`: what was taken from the articles, and why it is where it is."""

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
    from briefing.explain import Explanation, InEvent
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
        "where": finding.place.text if finding.place else "",
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


@click.command()
@click.argument("wanted", metavar="ID")
@workspace_option
@as_of_option
@click.option("--event", "events", multiple=True, help="Only with a view to this event (its id).")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(wanted: str, workspace: Path, as_of: str | None, events: tuple[str, ...], as_json: bool) -> None:
    """Say why the finding or group ID stands in a briefing or does not, and show the words it comes from."""
    from briefing.explain import explain as run
    from briefing.models import as_data

    opened = open_workspace(workspace)
    explanations = run(opened, wanted, events=events, as_of=moment(as_of, opened))
    if as_json:
        click.echo(json.dumps(as_data(explanations), indent=2, ensure_ascii=False))
        return
    for number, explanation in enumerate(explanations):
        if number:
            click.echo("\n" + "─" * 72)
        _print_explanation(explanation)


def _print_explanation(explanation: Explanation) -> None:
    article, finding = explanation.article, explanation.finding
    row = _row(article, finding)
    click.echo(click.style(f"{row['kind']} {finding.id}", bold=True))
    click.echo(
        f"  {row['what']}  {row['date'] or 'date not stated'}  {row['who']}  {row['where']}  {row['status']}".rstrip()
    )
    click.echo(click.style("\nthe words", bold=True))
    click.echo(f"  {_marked(article, finding)}")
    click.echo(f"  {article.outlet or 'outlet not stated'}, {article.published_on or 'undated'}: {article.title}")
    click.echo(f"  {article.url or 'no link: ' + article.source_id}")
    for case in explanation.events:
        _print_case(case)


def _print_case(case: InEvent) -> None:
    bearing = case.bearing
    verdict = {
        "current": "in the briefing",
        "precedent": "in the briefing, under Precedents",
        "none": "not in the briefing",
    }
    text = "published after the cut-off" if case.later else verdict[bearing.section]
    click.echo(click.style(f"\n{case.event_name}: {text}", bold=True))
    if not bearing.categories:
        click.echo("  fits no watched category")
    else:
        click.echo(f"  fits {', '.join(bearing.categories)}")
    for way in bearing.ways:
        click.echo(f"  {way.rule} {way.score:g}: {way.reason}")
    if not bearing.ways:
        click.echo("  no rule ties it to the event")
    click.echo(f"  score {bearing.score:g}, threshold {case.threshold:g}")
    if bearing.specific:
        click.echo(f"  specific: {bearing.specific}")
    if case.group and len(case.group.members) > 1:
        click.echo(f"  one happening with {len(case.group.members) - 1} other mentions: group {case.group.id}")
    for rating in case.ratings:
        counted = [reason for reason in rating.reasons if bearing.finding_id in reason.finding_ids]
        for reason in counted:
            click.echo(f"  {rating.category}, {reason.rule}: {reason.sentence}")


def _marked(article: Article, finding: Finding) -> str:
    """The sentence with the finding's own words in bold."""
    from briefing.models import Statement

    sentence = finding.sentence
    marks = finding.content if isinstance(finding, Statement) else (finding.trigger,)
    end = max([sentence.end, *(mark.end for mark in marks)])
    text, position = "", sentence.start
    for mark in sorted(marks):
        if mark.start >= position:
            text += article.text[position : mark.start] + click.style(article.text[mark.start : mark.end], bold=True)
            position = mark.end
    return " ".join((text + article.text[position:end]).split())
