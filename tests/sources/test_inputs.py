"""Listing a source's files: order, patterns, and what cannot be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from briefing.config.schema import Limits, Source
from briefing.models import Gap
from briefing.sources import Input, inputs


def listed(root: Path, path: str, **limits: int) -> dict[str, Input | Gap]:
    found = list(inputs(Source(id="desk", path=path), root=root, limits=Limits(**limits)))
    names = [item.name if isinstance(item, Input) else item.locator for item in found]
    assert len(set(names)) == len(names)
    return dict(zip(names, found, strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.html", "a/y/x.JSON", ".hidden.txt", ".git/a.txt", "a/b.txt~", "a/c.bak", "#a.txt#"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_folder_gives_its_files_in_order(folder: Path) -> None:
    """Sorted by folder and name; hidden files and editors' backups are no inputs; content is hashed."""
    found = listed(folder, "in")
    assert list(found) == ["a/y/x.JSON", "a/z.html", "b.txt"]
    item = found["b.txt"]
    assert isinstance(item, Input)
    assert (item.source, item.size, item.digest) == ("desk", 5, hashlib.sha256(b"b.txt").hexdigest())


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/**/*.html", ["a/z.html"]),
        ("in/*.txt", ["b.txt"]),
        ("in/**", ["a/y/x.JSON", "a/z.html", "b.txt"]),
        ("in/[!b]/*/?.JSON", ["a/y/x.JSON"]),
        ("*/b.txt", ["in/b.txt"]),
        ("in/a/y/x.JSON", ["x.JSON"]),
    ],
)
def test_a_pattern_gives_what_it_matches(folder: Path, pattern: str, expected: list[str]) -> None:
    """Names are relative to the folder before the first wildcard; a file stands for itself."""
    assert list(listed(folder, pattern)) == expected


def test_what_is_not_there_is_a_gap(folder: Path) -> None:
    """A missing path and a pattern that matches nothing are said by their configured words."""
    for path, reason in (("nowhere/x", "nothing is at this path"), ("in/*.eml", "no file matches this pattern")):
        assert listed(folder, path)[path] == Gap(kind="not-found", reason=reason, source="desk", locator=path)


def test_what_cannot_be_read_is_a_gap_each(folder: Path) -> None:
    """Unknown formats, pipes, broken and circular links; none of them stops the others."""
    root = folder / "in"
    (root / "x.docx").write_text("x")
    (root / "noname").write_text("x")
    os.mkfifo(root / "pipe.txt")
    (root / "broken.txt").symlink_to("nothing")
    (root / "self.txt").symlink_to("self.txt")
    (root / "a" / "up").symlink_to(root, target_is_directory=True)
    found = listed(folder, "in")
    reasons = {name: item.reason for name, item in found.items() if isinstance(item, Gap)}
    assert reasons == {
        "x.docx": "not a format that is read: .docx",
        "noname": "not a format that is read: no suffix",
        "pipe.txt": "not a regular file, but a pipe, a socket or a device",
        "broken.txt": "a symbolic link that leads to nothing",
        "self.txt": "a symbolic link that leads in a circle",
    }
    assert [name for name, item in found.items() if isinstance(item, Input)] == ["a/y/x.JSON", "a/z.html", "b.txt"]


def test_a_linked_folder_is_read_once_under_its_own_name(folder: Path) -> None:
    """Whatever points to a folder, its files keep the names that they have there; a folder elsewhere is followed."""
    (folder / "in" / "0-latest").symlink_to(folder / "in" / "a", target_is_directory=True)
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "e.txt").write_text("e")
    (folder / "in" / "more").symlink_to(folder / "elsewhere", target_is_directory=True)
    assert list(listed(folder, "in")) == ["a/y/x.JSON", "a/z.html", "b.txt", "more/e.txt"]


def test_large_files_are_gaps_unless_they_are_read_by_row(tmp_path: Path) -> None:
    """The limit is on files that must be held whole."""
    for name in ("big.txt", "big.jsonl"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1024 * 1024 + 1)
    found = listed(tmp_path, ".", file_megabytes=1)
    assert isinstance(found["big.jsonl"], Input)
    gap = found["big.txt"]
    assert isinstance(gap, Gap)
    assert (gap.kind, gap.reason) == ("too-large", "1.0 MB, more than the limit of 1 MB")


def test_names_that_are_no_text_can_be_shown(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and control characters, become escapes; the file is found all the same."""
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("x")
    (tmp_path / "two\nlines.txt").write_text("x")
    found = listed(tmp_path, ".")
    assert list(found) == ["caf\\xe9.txt", "two\\nlines.txt"]
    assert all(isinstance(item, Input) for item in found.values())


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_a_gap(folder: Path) -> None:
    """A folder and a file without permission."""
    (folder / "in" / "b.txt").chmod(0)
    (folder / "in" / "a" / "y").chmod(0)
    found = listed(folder, "in")
    (folder / "in" / "a" / "y").chmod(0o700)
    reasons = {name: item.reason for name, item in found.items() if isinstance(item, Gap)}
    assert reasons == {"a/y": "no permission to read it", "b.txt": "no permission to read it"}
