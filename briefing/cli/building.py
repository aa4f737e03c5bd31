"""`build`: the main job."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.common import as_of_option, moment, now, open_workspace, shown_progress, workspace_option

if TYPE_CHECKING:
    from briefing.build import Report


@click.command()
@click.argument("events", nargs=-1, metavar="[EVENT]...")
@workspace_option
@as_of_option
@click.option("--variant", "variants", multiple=True, type=click.Choice(["full", "one-page"]), help="Default: both.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["pdf", "html", "json"]), help="Default: as configured."
)
@click.option("--out", "-o", type=click.Path(file_okay=False, path_type=Path), help="Folder for the briefings.")
@click.option("--strict", is_flag=True, help="Exit with 3 where anything could not be read.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors still show.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_context
def build(  # noqa: PLR0917 (click fills them by name)
    ctx: click.Context,
    events: tuple[str, ...],
    workspace: Path,
    as_of: str | None,
    variants: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Build the briefing of each EVENT (its id), or of all events of the workspace."""
    from briefing.build import build as run
    from briefing.config import check_workspace

    opened = open_workspace(workspace)
    broken = sum(problem.severity == "error" for problem in check_workspace(workspace)) if not events else 0
    with shown_progress(quiet=quiet or as_json) as progress:
        report = run(
            opened,
            events=events,
            as_of=moment(as_of, opened),
            retrieved=now(opened),
            variants=variants,  # type: ignore[arg-type]
            formats=formats,  # type: ignore[arg-type]
            out=out,
            progress=progress,
        )
    failed = [event for event in report.events if event.error]
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2, ensure_ascii=False))
    elif not quiet:
        _summary(report)
    for event in report.events:
        for warning in event.warnings:
            click.echo(click.style("warning: ", fg="yellow") + f"{event.event_id}: {warning}", err=True)
        if event.error:
            click.echo(click.style("error: ", fg="red") + f"{event.event_id}: {event.error}", err=True)
    if failed and len(failed) == len(report.events):
        ctx.exit(1)
    if failed or broken or (strict and report.gaps):
        ctx.exit(3)


def _summary(report: Report) -> None:
    gaps = f", {len(report.gaps):,} gaps" if report.gaps else ""
    click.echo(f"{report.articles:,} articles ({report.read:,} new{gaps}); {report.extracted:,} extracted")
    for event in report.events:
        if event.error:
            continue
        click.echo(
            f"\n{click.style(event.name, bold=True)}: {event.incidents} incidents, {event.statements} statements, "
            f"{event.precedents} precedents, {event.specific} specific"
        )
        click.echo(f"  Edition {event.edition}. {event.since}")
        for path in event.files:
            click.echo(f"  {path}")


def _as_json(report: Report) -> dict[str, object]:
    return {
        "as_of": report.as_of.isoformat(),
        "articles": report.articles,
        "read": report.read,
        "extracted": report.extracted,
        "gaps": [
            {"kind": gap.kind, "reason": gap.reason, "source": gap.source, "locator": gap.locator}
            for gap in report.gaps
        ],
        "seconds": {step: round(seconds, 3) for step, seconds in report.seconds.items()},
        "events": [
            {
                "id": event.event_id,
                "name": event.name,
                "files": [str(path) for path in event.files],
                "incidents": event.incidents,
                "precedents": event.precedents,
                "statements": event.statements,
                "specific": event.specific,
                "edition": event.edition,
                "since": event.since,
                "warnings": list(event.warnings),
                "error": event.error,
            }
            for event in report.events
        ],
    }
