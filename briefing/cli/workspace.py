"""`init`, `check`, `schema`: the workspace's files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefing.cli.common import workspace_option


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a workspace in FOLDER that builds at once."""
    from briefing.config import init_workspace

    written = init_workspace(folder)
    click.echo(f"wrote {len(written)} files to {folder}:")
    for path in written:
        click.echo(f"  {path.relative_to(folder) if path.is_relative_to(folder) else path}")
    click.echo(f"next: briefing build --workspace {folder}")


@click.command()
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_context
def check(ctx: click.Context, workspace: Path, as_json: bool) -> None:
    """Check every file of the workspace and report all errors in one pass."""
    from briefing.config import check_workspace

    problems = check_workspace(workspace)
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        rows = [
            {
                "severity": p.severity,
                "path": str(p.location.path),
                "line": p.location.line,
                "column": p.location.column,
                "message": p.message,
                "value": p.value,
                "hint": p.hint,
            }
            for p in problems
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for problem in problems:
            label, colour = ("error", "red") if problem.severity == "error" else ("warning", "yellow")
            click.echo(click.style(f"{label}: ", fg=colour) + str(problem))
        warnings = len(problems) - errors
        click.echo(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    if errors:
        ctx.exit(2)


@click.command()
@click.option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("schemas"),
    show_default=True,
    help="Folder to write the schemas into.",
)
def schema(out: Path) -> None:
    """Write the JSON Schemas of the YAML files and of the JSON document."""
    from briefing.config import write_schemas

    for path in write_schemas(out):
        click.echo(path)
