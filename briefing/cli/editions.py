"""`diff`: what changed between two editions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.common import open_workspace, workspace_option

if TYPE_CHECKING:
    from briefing.editions import Edition, Head
    from briefing.library import Library
    from briefing.pages import ChangedField, EditionBlock

_ARROWS = {"up": "↑ ", "same": "→ ", "down": "↓ ", "new": "new ", None: ""}


@click.command()
@click.argument("event")
@click.argument("numbers", nargs=-1, type=int, metavar="[A B]")
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def diff(event: str, numbers: tuple[int, ...], workspace: Path, as_json: bool) -> None:
    """Say what changed between editions A and B of the briefing of EVENT (its id); by default between the two latest."""
    from briefing.compose import first_edition, since
    from briefing.editions import compare
    from briefing.errors import UsageError
    from briefing.library import Library
    from briefing.models import as_data

    if len(numbers) not in (0, 2):
        raise UsageError(f"{len(numbers)} edition is given" if len(numbers) == 1 else f"{len(numbers)} editions are given",
                         hint="give two, such as `briefing diff EVENT 3 5`, or none for the two latest")  # fmt: skip
    opened = open_workspace(workspace)
    names = {known.id: known.name for known in opened.events}
    with Library.open(opened.settings.library, root=Path(opened.root)) as library:
        heads = library.editions.heads(event)
        if not heads:
            raise _unknown(event, names, library)
        chosen = numbers or _latest(heads)
        found = [_edition(library, event, number, heads) for number in chosen]
    block = since(compare(*found)) if len(found) == 2 else first_edition(found[0])
    if as_json:
        click.echo(json.dumps(as_data(block), indent=2, ensure_ascii=False, sort_keys=True))
    else:
        newest = found[-1]
        click.echo(click.style(f"{names.get(event, event)}, edition {newest.number} ({newest.cut_off})", bold=True))
        _print(block)


def _latest(heads: tuple[Head, ...]) -> tuple[int, ...]:
    """The two that speak from the latest moments, or the only one."""
    from briefing.editions import in_order

    return tuple(head.number for head in in_order(heads)[-2:])


def _edition(library: Library, event: str, number: int, heads: tuple[Head, ...]) -> Edition:
    from briefing.errors import UsageError

    edition = library.editions.get(event, number)
    if edition is None:
        known = [head.number for head in heads]
        told = f"{known[0]} to {known[-1]}" if len(known) > 1 else f"{known[0]} alone"
        raise UsageError(f"there is no edition {number} of {event}", hint=f"the library has {told}")
    return edition


def _unknown(event: str, names: dict[str, str], library: Library) -> Exception:
    from difflib import get_close_matches

    from briefing.errors import UsageError

    if event in names:
        return UsageError(f"there is no edition of {event} yet", hint=f"make one: `briefing build {event}`")
    known = sorted({*names, *library.editions.events()})
    near = get_close_matches(event, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    return UsageError(f"there is no event {event!r} in this workspace", hint=hint if known else None)


def _print(block: EditionBlock) -> None:
    click.echo(block.summary)
    if block.ratings:
        click.echo(click.style("\nRatings", bold=True))
    for rating in block.ratings:
        fields = "; ".join(_field(field) for field in rating.fields)
        click.echo(f"  {_ARROWS[rating.trend]}{rating.name}: {fields} ({rating.cause})")
    for group in block.groups:
        click.echo(click.style(f"\n{group.title}", bold=True))
        for line in group.lines:
            words = f": {line.words}" if line.words else ""
            click.echo(f"  {line.name}{words}")
            for field in line.fields:
                click.echo(f"    {_field(field)}")
            if line.cause:
                click.echo(click.style(f"    {line.cause}", dim=True))
    if block.notes:
        click.echo()
    for note in block.notes:
        click.echo(note)


def _field(field: ChangedField) -> str:
    return f"{field.name}: {field.before} → {field.after}"
