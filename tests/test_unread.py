"""Articles that can bear on no event: passed over before they are read in full, and read once something asks for them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.build import build, collect, extract_new, sieve_of
from briefing.config import init_workspace, load_workspace
from briefing.config.schema import Workspace
from briefing.extract import pipeline_version
from briefing.library import Library

AS_OF = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
FAR = """---
title: Council in Hobart approves the harbour budget
published: 2029-12-20
outlet: Example Courier
---

HOBART – The council approved the budget for the harbour, the mayor said on Thursday.

A man was shot dead in Hobart on Wednesday, police said.
"""

REGATTA = """id: hobart-regatta
name: Hobart regatta
starts: 2030-02-01
ends: 2030-02-03
venues:
  - {id: harbour, name: Constitution Dock, city: Hobart, country: AU}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A starter workspace with one article more, which has nothing to do with its event."""
    made = tmp_path / "workspace"
    init_workspace(made)
    folder = next(path.parent for path in sorted((made / "articles").rglob("*")) if path.is_file())
    (folder / "far.md").write_text(FAR, encoding="utf-8")
    return made


def load(root: Path) -> Workspace:
    return load_workspace(root)[0]


def waiting(workspace: Workspace, *, sieve: str | None = None) -> int:
    with Library.open(workspace.settings.library, root=Path(workspace.root)) as library:
        return library.count_unextracted(pipeline_version(workspace), sieve=sieve)


def outputs(root: Path) -> dict[str, bytes]:
    folder = root / "briefings"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_what_can_bear_on_nothing_is_remembered_as_unread(root: Path) -> None:
    """It waits for whoever asks for all, and not for the next build."""
    workspace = load(root)
    sieve = sieve_of(workspace)
    assert sieve is not None
    build(workspace, as_of=AS_OF, retrieved=AS_OF, formats=("json",))
    assert waiting(workspace, sieve=None) == 1
    assert waiting(workspace, sieve=sieve.key) == 0
    assert build(workspace, as_of=AS_OF, retrieved=AS_OF, formats=("json",)).extracted == 0


def test_another_event_asks_again(root: Path) -> None:
    """An event in the article's city changes the sieve, and the article is read."""
    build(load(root), as_of=AS_OF, retrieved=AS_OF, formats=("json",))
    (root / "config" / "events" / "hobart-regatta.yaml").write_text(REGATTA, encoding="utf-8")
    build(load(root), as_of=AS_OF, retrieved=AS_OF, formats=("json",))
    assert waiting(load(root), sieve=None) == 0


def test_the_briefing_is_the_same_with_all_articles_read(root: Path) -> None:
    """Reading every article in full first changes no byte of what is printed."""
    workspace = load(root)
    build(workspace, as_of=AS_OF, retrieved=AS_OF, formats=("json", "html"))
    passed = outputs(root)
    (root / workspace.settings.library).unlink()
    with Library.open(workspace.settings.library, root=root) as library:
        collect(workspace, library, retrieved=AS_OF)
        extract_new(workspace, library, pipeline_version(workspace))
    build(workspace, as_of=AS_OF, retrieved=AS_OF, formats=("json", "html"))
    assert waiting(workspace, sieve=None) == 0
    assert outputs(root) == passed
