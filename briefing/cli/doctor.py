"""`doctor`: what this installation has, what it lacks, and what to do about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from briefing.cli.common import workspace_option

PANGO_HINT = (
    "Debian/Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; macOS: brew install pango"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one check; `advice` says what to do where it is not ok."""

    check: str
    state: Literal["ok", "warning", "error"]
    text: str
    advice: str | None = None


@click.command()
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def doctor(ctx: click.Context, workspace: Path, as_json: bool) -> None:
    """Check this installation and say what to do about what is missing."""
    findings = list(_examine(workspace))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        marks = {"ok": ("ok     ", "green"), "warning": ("warning", "yellow"), "error": ("error  ", "red")}
        for finding in findings:
            mark, colour = marks[finding.state]
            click.echo(f"{click.style(mark, fg=colour)}  {finding.check}: {finding.text}")
            if finding.advice:
                click.echo(f"         → {finding.advice}")
    if any(finding.state == "error" for finding in findings):
        ctx.exit(1)


def _examine(workspace: Path) -> Iterator[Finding]:
    checks: list[tuple[str, Callable[[], Finding], str]] = [
        ("Python", _python, "install Python 3.11 or newer"),
        ("packages", _packages, "install the program again, in a fresh virtual environment"),
        ("Pango", _pango, PANGO_HINT),
        ("fonts", _fonts, "install the program again: its fonts are missing"),
        ("pipeline", lambda: _pipeline(workspace), "install the program again, or mend extract.pipeline"),
        ("gazetteer", lambda: _gazetteer(workspace), "install the program again: its place names are missing"),
        ("workspace", lambda: _workspace(workspace), "run `briefing check`"),
        ("library", lambda: _library(workspace), "move the file away and build again: it is made anew"),
        ("write access", lambda: _writing(workspace), "give yourself the right to write there, or set outputs.folder"),
    ]
    for name, check, advice in checks:
        try:
            yield check()
        except Exception as error:  # noqa: BLE001 a check that fails is a finding, whatever the reason
            lines = str(error).strip().splitlines() or [type(error).__name__]
            yield Finding(check=name, state="error", text=lines[0], advice=getattr(error, "hint", None) or advice)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    state: Literal["ok", "error"] = "ok" if sys.version_info >= (3, 11) else "error"
    return Finding(
        check="Python", state=state, text=version, advice=None if state == "ok" else "3.11 or newer is needed"
    )


def _packages() -> Finding:
    from importlib.metadata import version

    names = ("briefing", "spacy", "jinja2", "weasyprint", "pydantic", "sqlalchemy", "trafilatura")
    return Finding(check="packages", state="ok", text=", ".join(f"{name} {version(name)}" for name in names))


def _pango() -> Finding:
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    text = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    if number < 14400:
        return Finding(check="Pango", state="error", text=f"{text} is too old, 1.44 is needed", advice=PANGO_HINT)
    try:
        from weasyprint.text.ffi import harfbuzz_subset

        missing = harfbuzz_subset is None
    except ImportError:
        missing = True
    if missing:
        advice = "Debian/Ubuntu: apt install libharfbuzz-subset0"
        return Finding(
            check="Pango", state="warning", text=f"{text}, without harfbuzz-subset: PDFs are larger", advice=advice
        )
    return Finding(check="Pango", state="ok", text=text)


def _fonts() -> Finding:
    from briefing.config import shipped

    fonts = sorted(
        path.name for path in shipped("templates", "default").rglob("*") if path.suffix in (".ttf", ".otf", ".woff2")
    )
    if not fonts:
        return Finding(check="fonts", state="error", text="none found", advice="install the program again")
    return Finding(check="fonts", state="ok", text=f"{len(fonts)} files ({fonts[0]} …)")


def _pipeline(workspace: Path) -> Finding:
    from briefing.config import load_workspace
    from briefing.extract import Extractor

    opened, _ = load_workspace(workspace)
    extractor = Extractor.load(opened)
    return Finding(check="pipeline", state="ok", text=extractor.version)


def _gazetteer(workspace: Path) -> Finding:
    from briefing.config import load_workspace
    from briefing.extract import load_gazetteer

    opened, _ = load_workspace(workspace)
    found = load_gazetteer(opened).lookup("Paris")
    if not found:
        return Finding(check="gazetteer", state="error", text="Paris is not in it", advice="install the program again")
    return Finding(check="gazetteer", state="ok", text=f"{len(found)} places named Paris, first {found[0].country}")


def _workspace(workspace: Path) -> Finding:
    from briefing.config import check_workspace

    errors = sum(problem.severity == "error" for problem in check_workspace(workspace))
    if errors:
        return Finding(
            check="workspace", state="error", text=f"{errors} errors in {workspace}", advice="run `briefing check`"
        )
    return Finding(check="workspace", state="ok", text=str(workspace))


def _library(workspace: Path) -> Finding:
    from briefing.config import load_workspace
    from briefing.library import Library

    opened, _ = load_workspace(workspace)
    with Library.open(opened.settings.library, root=workspace) as library:
        return Finding(
            check="library", state="ok", text=f"{library.count_articles():,} articles in {opened.settings.library}"
        )


def _writing(workspace: Path) -> Finding:
    import tempfile

    from briefing.config import load_workspace

    opened, _ = load_workspace(workspace)
    folder = workspace / opened.settings.outputs.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder):
        return Finding(check="write access", state="ok", text=str(folder))
