"""What the commands share: options, the workspace, the moment a briefing speaks from, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from briefing.build import Progress
    from briefing.config.schema import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


def workspace_option(command: Command) -> Command:
    return click.option(
        "--workspace",
        "-w",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        envvar="BRIEFING_WORKSPACE",
        help="The workspace's folder; here by default.",
    )(command)


def as_of_option(command: Command) -> Command:
    return click.option(
        "--as-of",
        metavar="WHEN",
        help="The moment to speak from: 2026-06-05 (the end of that day) or 2026-06-05T06:00+02:00. "
        "Default: as_of of the workspace, else now.",
    )(command)


def open_workspace(path: Path) -> Workspace:
    """The checked workspace; warnings and the errors of single events go to standard error."""
    from briefing.config import load_workspace

    workspace, problems = load_workspace(path)
    for problem in problems:
        label = "warning" if problem.severity == "warning" else "error"
        click.echo(click.style(f"{label}: ", fg="yellow" if label == "warning" else "red") + str(problem), err=True)
    return workspace


def moment(given: str | None, workspace: Workspace) -> datetime:
    """`as_of` with its zone: from the option, the workspace, or the clock, which is read here and nowhere else."""
    from briefing.config import moment as in_zone
    from briefing.config import parse_moment

    value = workspace.settings.as_of
    if given is not None:
        try:
            value = parse_moment(given)
        except ValueError:
            raise click.BadParameter(
                f"{given!r} is neither a date like 2026-06-05 nor a moment like 2026-06-05T06:00+02:00",
                param_hint="--as-of",
            ) from None
    return now(workspace) if value is None else in_zone(value, workspace.settings.timezone)


def now(workspace: Workspace) -> datetime:
    return datetime.now(ZoneInfo(workspace.settings.timezone)).replace(microsecond=0)


_STEPS = {
    "read": "reading articles",
    "extract": "extracting findings",
    "assess": "assessing",
    "render": "rendering briefings",
}


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Progress]:
    """Bars on a terminal, a plain line at the end of each step elsewhere, nothing when quiet; all on standard error."""
    if quiet:
        yield lambda _step, _done, _total: None
        return
    if not sys.stderr.isatty():
        finished: set[str] = set()

        def plain(step: str, done: int, total: int | None) -> None:
            if total and done >= total and step not in finished:
                finished.add(step)
                click.echo(f"{_STEPS.get(step, step)}: {done:,} of {total:,}", err=True)

        yield plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def bar(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_STEPS.get(step, step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield bar
