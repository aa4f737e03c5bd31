"""The command line: calls `build`, prints, sets exit codes; nothing else prints, and nothing heavy is imported before it is needed.

Exit codes: 0 done, 1 failed, 2 bad config or usage, 3 partly done, 75 another run holds the lock.
"""

from __future__ import annotations

import importlib
import sys
from typing import cast

import click

from briefing import __version__

# name → (module, help). The help stands here so that `briefing --help` imports no command.
_COMMANDS = {
    "init": ("workspace", "Make a workspace that builds at once."),
    "check": ("workspace", "Check every file of the workspace; report all errors in one pass."),
    "build": ("building", "Build the briefings: PDF, HTML and JSON for each event."),
    "findings": ("reading", "List what was taken from the articles."),
    "explain": ("explaining", "Walk from what is printed to its words and rules."),
    "diff": ("editions", "Say what changed between two editions of an event's briefing."),
    "schema": ("workspace", "Write the JSON Schemas of the YAML files and of the JSON document."),
    "doctor": ("doctor", "Check this installation and say what to do about what is missing."),
}


class _Commands(click.Group):
    """Imports a command's module when the command is run, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature, here and below)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"briefing.cli.{_COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name)
        return cast("click.Command", command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(_COMMANDS), n=1)
            raise click.UsageError(
                f"{error.message} Did you mean {near[0]!r}?" if near else error.message, ctx
            ) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def cli() -> None:
    """Event risk briefings from news articles: every line leads to the words of a source."""


def main() -> None:
    """The entry point: the one place where errors become messages and exit codes."""
    try:
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort:
        click.echo("stopped", err=True)
        code = 130
    except Exception as error:
        from briefing.errors import BriefingError

        if not isinstance(error, BriefingError):
            raise
        click.echo(str(error), err=True)
        if error.hint:
            click.echo(f"→ {error.hint}", err=True)
        code = error.exit_code
    sys.exit(code if isinstance(code, int) else 0)
