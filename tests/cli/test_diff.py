"""`build` twice and `diff`: editions on the starter workspace, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.config import init_workspace
from tests.cli.test_cli import Done, run

EVENT = "maas-light-festival"


def build(root: Path, as_of: str, *more: str) -> Done:
    return run("build", "--as-of", as_of, "--format", "json", *more, cwd=root)


def pages(root: Path) -> bytes:
    return (root / "briefings" / EVENT / f"{EVENT}.json").read_bytes()


def edition(root: Path) -> dict[str, Any]:
    block: dict[str, Any] = json.loads(pages(root))["edition"]
    return block


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions: before the second article was published, and after."""
    root = tmp_path_factory.mktemp("editions") / "workspace"
    init_workspace(root)
    done = run("diff", EVENT, cwd=root)
    assert (done.code, f"there is no edition of {EVENT} yet" in done.err) == (2, True)
    for as_of in ("2026-09-08", "2026-09-10"):
        done = build(root, as_of)
        assert done.code == 0, done.err
    return root


def test_build_says_which_edition_it_made(workspace: Path) -> None:
    report = json.loads(build(workspace, "2026-09-10", "--json").out)
    assert [event["edition"] for event in report["events"]] == [2]
    assert report["events"][0]["since"].startswith("Since edition 1 (8 September 2026, 23:59")


def test_diff_shows_what_the_second_edition_brought(workspace: Path) -> None:
    done = run("diff", EVENT, cwd=workspace)
    assert (done.code, done.err) == (0, "")
    assert "edition 2 (10 September 2026, 23:59" in done.out
    assert "\nNew\n" in done.out
    assert "reported by" in done.out


def test_diff_as_json_is_the_block_of_the_document_without_citations(workspace: Path) -> None:
    block = json.loads(run("diff", EVENT, "1", "2", "--json", cwd=workspace).out)
    build(workspace, "2026-09-10")
    printed = edition(workspace)
    assert block["summary"] == printed["summary"]
    assert [[line["name"] for line in group["lines"]] for group in block["groups"]] == [
        [line["name"] for line in group["lines"]] for group in printed["groups"]
    ]
    assert block["groups"]


def test_backwards_and_with_itself(workspace: Path) -> None:
    """An edition differs from itself in nothing; backwards, what was new is not in it."""
    assert "Nothing has changed since edition 2" in run("diff", EVENT, "2", "2", cwd=workspace).out
    assert "No longer in the briefing" in run("diff", EVENT, "2", "1", cwd=workspace).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((EVENT, "7", "1"), f"there is no edition 7 of {EVENT}"),
        ((EVENT, "1"), "give two"),
        ((EVENT, "one", "2"), "not a valid integer"),
        (("maas-light-festivall",), f"did you mean {EVENT}?"),
        (("zzz",), "there is no event 'zzz'"),
        ((), "Missing argument 'EVENT'"),
    ],
)
def test_errors_are_for_people(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("diff", *arguments, cwd=workspace)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_the_same_day_built_again_has_the_same_number_and_bytes(workspace: Path) -> None:
    """Also of an edition that is not the latest, and also after somebody looked ahead."""
    seen: dict[str, bytes] = {}
    for as_of in ("2026-09-08", "2026-09-10", "2026-09-08"):
        assert build(workspace, as_of).code == 0
        assert seen.setdefault(as_of, pages(workspace)) == pages(workspace)
    assert edition(workspace)["number"] == 1
    assert json.loads(seen["2026-09-10"])["edition"]["number"] == 2


def test_a_build_that_fails_is_no_edition(workspace: Path) -> None:
    """Neither for a broken template nor for a folder that cannot be written."""
    broken = workspace / "templates" / "default" / "full.html"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% if %}")
    assert run("build", "--as-of", "2026-09-11", "--format", "html", cwd=workspace).code == 1
    broken.unlink()
    blocked = workspace / "elsewhere"
    blocked.mkdir()
    (blocked / EVENT).write_text("a file where the folder would be")
    assert build(workspace, "2026-09-11", "--out", str(blocked)).code == 1
    assert "the library has 1 to 2" in run("diff", EVENT, "2", "3", cwd=workspace).err
    assert build(workspace, "2026-09-11").code == 0
    assert (edition(workspace)["number"], edition(workspace)["last"]) == (3, 2)
