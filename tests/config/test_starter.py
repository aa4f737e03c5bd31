"""What `briefing init` writes: a workspace without a problem, in an empty folder only."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import check_workspace, init_workspace, load_workspace, moment, shipped
from briefing.errors import UsageError


def test_it_has_no_problem(tmp_path: Path) -> None:
    """The workspace passes its own check with the shipped files, warnings included."""
    target = tmp_path / "new" / "desk"
    written = init_workspace(target)
    assert set(written) == {path for path in target.rglob("*") if path.is_file()}
    assert list(written) == sorted(written)
    assert [str(problem) for problem in check_workspace(target)] == []


def test_it_has_something_to_say(tmp_path: Path) -> None:
    """An event with a venue, articles dated before the cut-off, outlets that are listed, and schemas beside the files."""
    init_workspace(tmp_path)
    workspace, _ = load_workspace(tmp_path)
    event = workspace.events[0]
    assert event.id == "maas-light-festival"
    as_of = workspace.settings.as_of
    assert as_of is not None
    assert moment(as_of, workspace.settings.timezone).date() < event.starts
    outlets = {outlet.name for outlet in workspace.sources.outlets}
    articles = sorted((tmp_path / "articles").iterdir())
    assert len(articles) == 2
    for article in articles:
        head = dict(line.split(": ", 1) for line in article.read_text(encoding="utf-8").split("\n\n")[0].splitlines())
        assert set(head) == {"Title", "Outlet", "Date", "URL"}
        assert head["Outlet"] in outlets
        assert article.name.startswith(head["Date"])
        assert head["Date"] < as_of.isoformat()
    assert (tmp_path / "config" / "schemas" / "event.schema.json").is_file()


def test_only_an_empty_folder(tmp_path: Path) -> None:
    """A folder with anything in it, and a file, are left as they are."""
    (tmp_path / "mine.txt").write_text("mine")
    for target in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(UsageError):
            init_workspace(target)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_shipped_finds_files_and_folders() -> None:
    """The path is absolute and leads to what comes with the program."""
    assert shipped("config", "method.yaml").is_file()
    assert shipped("templates", "default").is_absolute()
    assert shipped("config") == shipped() / "config"
