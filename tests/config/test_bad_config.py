"""Every case of `tests/cases/bad_config` gives exactly its messages; `--renew-golden` writes them anew, for reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import check_workspace, load_workspace
from briefing.errors import ConfigError

CASES = Path(__file__).parents[1] / "cases" / "bad_config"
DEFAULTS = Path(__file__).parent / "defaults"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def messages(name: str) -> str:
    problems = check_workspace(CASES / name, defaults=DEFAULTS)
    return "".join(f"{problem.severity}: {problem}\n" for problem in problems).replace(
        f"{DEFAULTS.as_posix()}/", "SHIPPED/"
    )


@pytest.mark.parametrize("name", NAMES)
def test_messages(name: str, request: pytest.FixtureRequest) -> None:
    """The messages of a case are those of its expected.txt, to the letter."""
    expected = CASES / name / "expected.txt"
    found = messages(name)
    if request.config.getoption("--renew-golden"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found, "a case must have something wrong"
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_our_own(name: str) -> None:
    """No message carries the words of a library, an exception's name or a path of this machine."""
    found = messages(name).casefold()
    for word in (
        "input should",
        "pydantic",
        "error while",
        "traceback",
        "none required",
        "valueerror",
        "field required",
    ):
        assert word not in found
    assert str(CASES.parent.parent).casefold() not in found


@pytest.mark.parametrize("name", NAMES)
def test_events_alone_do_not_stop(name: str) -> None:
    """A workspace is refused exactly when an error stands in a file that all events share; else only wrong events are missing."""
    errors = [p for p in check_workspace(CASES / name, defaults=DEFAULTS) if p.severity == "error"]
    shared = [p for p in errors if p.location.path.parent.name != "events"]
    if shared:
        with pytest.raises(ConfigError) as refused:
            load_workspace(CASES / name, defaults=DEFAULTS)
        assert refused.value.problems == tuple(errors)
        return
    workspace, _ = load_workspace(CASES / name, defaults=DEFAULTS)
    files = {path.stem for path in (CASES / name / "config" / "events").glob("*.yaml")}
    assert {event.id for event in workspace.events} == files - {p.location.path.stem for p in errors}
