"""What every test may ask for: the folder of real data, golden files, and a summary that says what was skipped and why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew instead of comparing")


def data_folder() -> Path:
    """Where real articles and acceptance data lie: `BRIEFING_DATA`, else `../shared` beside the repository."""
    return Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared").resolve()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def briefing_data() -> Path:
    """The folder of real data; without it the test is skipped and the summary says so."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"real data is not at {folder}; set BRIEFING_DATA to its folder")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes | str], None]:
    """Compares bytes or text with `tests/golden/<name>`, whole; `--renew-golden` writes the file instead."""

    def compare(name: str, actual: bytes | str) -> None:
        path = GOLDEN / name
        content = actual.encode() if isinstance(actual, str) else actual
        if request.config.getoption("--renew-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            return
        assert path.is_file(), f"no golden file {path.relative_to(ROOT)}: run `make golden`, read it, commit it"
        expected = path.read_bytes()
        if expected == content:
            return
        # Compared as text once they differ, so that the failure shows the lines.
        assert content.decode(errors="replace").splitlines() == expected.decode(errors="replace").splitlines(), name
        pytest.fail(f"{name} differs from its golden file in line ends or encoding")

    return compare


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Each skipped test with its reason, in words that stand out in a long log."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"SKIPPED {count} test{'s' if count > 1 else ''}: {reason}", yellow=True)
