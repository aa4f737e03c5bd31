"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.publish import publish


def test_files_are_written_and_named_in_order(tmp_path: Path) -> None:
    written = publish({"b.html": b"two", "a.pdf": b"one"}, tmp_path / "new" / "folder")
    assert [path.name for path in written] == ["a.pdf", "b.html"]
    assert written[0].read_bytes() == b"one"


def test_a_failed_write_leaves_the_last_good_output_and_no_scraps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish({"a.pdf": b"old", "b.html": b"old"}, tmp_path)

    def fail(_path: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(RenderError, match="No space left"):
        publish({"a.pdf": b"new", "b.html": b"new"}, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old", "b.html": b"old"}


def test_the_same_bytes_keep_their_file(tmp_path: Path) -> None:
    (path,) = publish({"a.pdf": b"same"}, tmp_path)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    publish({"a.pdf": b"same"}, tmp_path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_file_where_the_folder_should_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(RenderError, match="cannot be written"):
        publish({"a.pdf": b"x"}, tmp_path / "taken")
