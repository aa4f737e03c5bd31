"""Opening a library: where it cannot be, what it cannot be, and by whom it was written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import LibraryError
from briefing.library import Library, tables
from briefing.library.database import Database
from briefing.library.rows import stored_version
from briefing.models import Article, Findings


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """The message names the file, the hint says what to do, the file stays as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(LibraryError, match=r"notes\.txt is not a library") as caught:
        Library.open("notes.txt", root=tmp_path)
    assert caught.value.hint
    assert path.read_text() == "not a database " * 100


def test_a_damaged_library_says_so(tmp_path: Path, make: Callable[..., Article]) -> None:
    """Reading a broken page is a `LibraryError` that says how to get a whole one."""
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.jsonl", "d", "k", [make(str(number)) for number in range(300)])
    path = tmp_path / "library.sqlite"
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 12288)
    path.write_bytes(bytes(data))
    with (
        pytest.raises(LibraryError, match="damaged") as caught,
        Library.open("library.sqlite", root=tmp_path) as library,
    ):
        list(library.articles())
    assert "build again" in (caught.value.hint or "")


def test_a_folder_that_is_not_there_or_is_no_folder(tmp_path: Path) -> None:
    """The library makes its file, not its folder."""
    with pytest.raises(LibraryError, match="there is no folder"):
        Library.open("no/library.sqlite", root=tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open("folder", root=tmp_path)


@pytest.mark.parametrize(
    "location", ["nonsense://x/y", "postgresql+nodriver://u:secret@127.0.0.1:1/x", "http://", "://"]
)
def test_a_url_that_leads_to_no_database(location: str, tmp_path: Path) -> None:
    """Unknown kinds and missing drivers are explained, and no password is repeated."""
    with pytest.raises(LibraryError) as caught:
        Library.open(location, root=tmp_path)
    assert "secret" not in str(caught.value)
    assert "postgresql+psycopg" in (caught.value.hint or "")


READ_ONLY = """
import os, sys
from pathlib import Path
from briefing.errors import LibraryError
from briefing.library import Library
root = Path(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    Library.open("library.sqlite", root=root)
except LibraryError as error:
    print(error, "|", error.hint)
"""


@pytest.mark.parametrize("exists", [False, True])
def test_a_read_only_folder_is_said(tmp_path: Path, repository: Path, exists: bool) -> None:
    """A library that cannot be written is no library to build with."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    if exists:
        sqlite3.connect(folder / "library.sqlite").close()
        (folder / "library.sqlite").touch()
        (folder / "library.sqlite").chmod(0o444)
    folder.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents):  # a superuser's temporary folders are closed to the user it becomes
        if parent != Path(tempfile.gettempdir()) and parent.is_relative_to(tempfile.gettempdir()):
            parent.chmod(0o755)
    run = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True, check=True, cwd=repository
    )
    folder.chmod(0o755)
    assert "library.sqlite cannot be" in run.stdout
    assert "None" not in run.stdout


def test_a_newer_library_is_refused_and_untouched(tmp_path: Path, make: Callable[..., Article]) -> None:
    """The message names both schemas."""
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.txt", "d", "k", [make("one")])
    _set_schema(tmp_path, tables.SCHEMA + 1)
    with pytest.raises(LibraryError, match=f"its schema is {tables.SCHEMA + 1}, this version knows {tables.SCHEMA}"):
        Library.open("library.sqlite", root=tmp_path)
    _set_schema(tmp_path, tables.SCHEMA)
    with Library.open("library.sqlite", root=tmp_path) as library:
        assert library.count_articles() == 1


def test_an_older_library_is_emptied_and_filled_anew(tmp_path: Path, make: Callable[..., Article]) -> None:
    """Tables of an older shape go, whatever they were; somebody else's tables stay."""
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.txt", "d", "k", [make("one")])
    _set_schema(tmp_path, 0)
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    connection.executescript("CREATE TABLE briefing_old (x); CREATE TABLE other (x); INSERT INTO other VALUES (1);")
    connection.close()
    with Library.open("library.sqlite", root=tmp_path) as library:
        assert library.count_articles() == 0
        assert not library.has_input("desk", "a.txt", "d", "k")
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert "briefing_old" not in names
    every = (*tables.metadata.sorted_tables, *tables.editions_metadata.sorted_tables)
    assert names == {"other", *(table.name for table in every)}


def test_a_second_writer_waits_and_then_says_why(tmp_path: Path, make: Callable[..., Article]) -> None:
    """While one writes, reading goes on; writing too waits, and gives up with a clear word."""
    first = Library(Database("library.sqlite", root=tmp_path))
    second = Library(Database("library.sqlite", root=tmp_path, busy_seconds=0.1))
    first.store_input("desk", "a.txt", "d", "k", [make("one")])

    def items() -> list[Article]:
        return [make("two")]

    with first._database.writing():
        assert second.count_articles() == 1
        with pytest.raises(LibraryError, match="is held by another run") as caught:
            second.store_input("desk", "b.txt", "d", "k", items())
    assert "wait" in (caught.value.hint or "")
    assert second.store_input("desk", "b.txt", "d", "k", items()) == (1, 0)
    first.close()
    second.close()


def test_several_processes_may_make_the_library_at_once(tmp_path: Path, repository: Path) -> None:
    """Each opens the same new file; none fails, and there is one schema."""
    code = (
        "import sys; from pathlib import Path; from briefing.library import Library\n"
        "with Library.open('library.sqlite', root=Path(sys.argv[1])) as library: print(library.count_articles())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=repository)
        for _ in range(3)
    ]
    assert [run.communicate() for run in runs] == [("0\n", "")] * 3
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    assert connection.execute("SELECT version FROM briefing_schema").fetchall() == [(tables.SCHEMA,)]
    connection.close()


def test_findings_of_another_shape_are_not_read(
    tmp_path: Path, make: Callable[..., Article], find: Callable[[Article], Findings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the records change, what was stored before is extracted anew under the same version."""
    one = make("one")
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.txt", "d", "k", [one])
        library.store_findings("v1", [find(one)])
        assert library.count_unextracted("v1") == 0
        monkeypatch.setattr("briefing.library.store.stored_version", lambda version: f"{version}+other")
        assert library.count_unextracted("v1") == 1
        assert list(library.findings("v1")) == []


def test_the_shape_is_the_same_in_every_process(repository: Path) -> None:
    """The stored version does not depend on the hash seed."""
    code = "from briefing.library.rows import stored_version; print(stored_version('v1'))"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=repository, env=environment
        )
        assert run.stdout.strip() == stored_version("v1")


def _set_schema(root: Path, version: int) -> None:
    connection = sqlite3.connect(root / "library.sqlite")
    connection.execute("UPDATE briefing_schema SET version = ?", (version,))
    connection.commit()
    connection.close()
