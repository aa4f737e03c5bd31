"""Editions in the library: kept once they are published, through every change of its tables, and nowhere half."""

from __future__ import annotations

import datetime as dt
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from briefing.editions import Lost
from briefing.errors import LibraryError
from briefing.library import Library, tables
from briefing.models import Article
from tests.editions.made_edition import edition, incident, rating, source, statement


def test_an_edition_comes_back_as_it_was(library: Library) -> None:
    """Every field of every record, dates with their zone."""
    vienna = dt.timezone(dt.timedelta(hours=2))
    one = edition(
        1, incident(killed=("3", "2")), statement(), ratings=(rating(),), schedule=(("2026-06-12", "Opening"),),
        lost=(Lost(finding="i-9", fate="hidden", note="hidden by A. Bell"),), redirects=(("g-8", "g-1"),),
        as_of=dt.datetime(2026, 6, 1, 18, tzinfo=vienna),
    )  # fmt: skip
    with library.editions.kept(one):
        pass
    assert library.editions.get("cup", 1) == one
    assert library.editions.get("cup", 2) is None
    assert library.editions.heads("other") == ()
    (head,) = library.editions.heads("cup")
    assert (head.number, head.last, head.digest, head.as_of) == (1, None, "digest-1", one.as_of)
    assert library.editions.events() == ("cup",)


def test_what_was_not_published_is_not_kept(library: Library) -> None:
    """An error inside the block, whatever it is, leaves no edition."""
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), library.editions.kept(edition(1)):
            raise error
    assert library.editions.heads("cup") == ()


def test_a_number_is_given_once(library: Library) -> None:
    """A second run that made the same number meanwhile is told to build again."""
    with library.editions.kept(edition(1)):
        pass
    with pytest.raises(LibraryError, match="another run has made edition 1 of cup"), library.editions.kept(edition(1)):
        pytest.fail("the block is entered only where the number is free")
    with library.editions.kept(edition(1, event_id="gala")):
        pass
    assert library.editions.events() == ("cup", "gala")


def test_editions_outlive_the_tables_of_articles(tmp_path: Path, make: Callable[..., Article]) -> None:
    """An older library is emptied of what the sources hold, and of nothing else."""
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.txt", "d", "k", [make("one")])
        with library.editions.kept(edition(1, incident())):
            pass
    _execute(tmp_path, "UPDATE briefing_schema SET version = 0")
    with Library.open("library.sqlite", root=tmp_path) as library:
        assert library.count_articles() == 0
        assert library.editions.get("cup", 1) == edition(1, incident())


def test_a_library_from_before_there_were_editions_keeps_its_articles(
    tmp_path: Path, make: Callable[..., Article]
) -> None:
    with Library.open("library.sqlite", root=tmp_path) as library:
        library.store_input("desk", "a.txt", "d", "k", [make("one")])
    _execute(tmp_path, "DROP TABLE briefing_editions; DROP TABLE briefing_editions_schema")
    with Library.open("library.sqlite", root=tmp_path) as library:
        assert library.count_articles() == 1
        assert library.editions.heads("cup") == ()


def test_older_tables_of_editions_are_brought_up_to_date_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is taken once and in order; a step that fails leaves the tables as they were."""
    with Library.open("library.sqlite", root=tmp_path) as library, library.editions.kept(edition(1, incident())):
        pass
    taken: list[int] = []

    def step(number: int) -> Callable[[Connection], None]:
        def upgrade(connection: Connection) -> None:
            taken.append(number)
            connection.execute(text(f"ALTER TABLE briefing_editions ADD COLUMN extra_{number} TEXT"))
            if fails and number == 2:
                raise LibraryError("no")

        return upgrade

    monkeypatch.setattr(tables, "EDITIONS", 3)
    monkeypatch.setattr(tables, "UPGRADES", {1: step(1), 2: step(2)})
    fails = True
    with pytest.raises(LibraryError, match="no"):
        Library.open("library.sqlite", root=tmp_path)
    fails = False
    for _ in range(2):
        with Library.open("library.sqlite", root=tmp_path) as library:
            assert library.editions.get("cup", 1) == edition(1, incident())
    assert taken == [1, 2, 1, 2]


def test_every_step_between_versions_is_there() -> None:
    assert set(tables.UPGRADES) == set(range(1, tables.EDITIONS))


def test_editions_of_a_newer_version_are_refused(tmp_path: Path) -> None:
    with Library.open("library.sqlite", root=tmp_path):
        pass
    _execute(tmp_path, "UPDATE briefing_editions_schema SET version = 99")
    with pytest.raises(LibraryError, match="its schema is 99, this version knows 1"):
        Library.open("library.sqlite", root=tmp_path)


def test_a_record_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with Library.open("library.sqlite", root=tmp_path) as library:
        with library.editions.kept(edition(1)):
            pass
        for content in ("789c030000000001", "00"):  # nothing, packed; and what was never packed
            _execute(tmp_path, f"UPDATE briefing_editions SET content = x'{content}'")
            with pytest.raises(LibraryError, match=r"edition 1 of cup .* cannot be read"):
                library.editions.get("cup", 1)


def test_a_record_without_later_fields_is_read(tmp_path: Path) -> None:
    """What a later version adds has a default; what it no longer knows is passed over."""
    import json
    import zlib

    from briefing.library.rows import edition_from, edition_row
    from briefing.models import as_data

    data = as_data(edition(1, incident()))
    for name in ("schedule", "lost", "redirects", "hidden"):
        del data[name]
    data["something-else"] = 1
    row = edition_row(edition(1)) | {"content": zlib.compress(json.dumps(data).encode())}
    assert edition_from(type("Row", (), row)()) == edition(1, incident())


def test_the_article_that_stands_in_anothers_place_is_found(library: Library, make: Callable[..., Article]) -> None:
    """By its address, else by its source and its id there; an article that is still itself has no successor."""
    moved = make("moved", text="Now 3 people.", url="https://hp.example/x", source_id="new")
    same_file = make("again", text="Now 4 people.", url=None, source_id="b.txt")
    still = make("still")
    library.store_input("desk", "a", "d", "k", [moved, same_file, still])
    gone = [
        source("a-1", url="https://hp.example/x", source="desk", source_id="old"),
        source("a-2", url=None, source="desk", source_id="b.txt"),
        source("a-3", url=None, source="desk", source_id="c.txt"),
        source(still.id, url=still.url, source="desk", source_id="still"),
    ]
    assert library.editions.successors(gone) == {"a-1": moved.id, "a-2": same_file.id}
    assert library.editions.successors([]) == {}


PUBLISHER = """
import sys, time
from pathlib import Path
from briefing.library import Library
from tests.editions.made_edition import edition
library = Library.open("library.sqlite", root=Path(sys.argv[1]))
with library.editions.kept(edition(1)):
    pass
with library.editions.kept(edition(2)):
    print("publishing", flush=True)
    time.sleep(60)
"""


def test_a_build_killed_while_it_publishes_leaves_the_library_as_before(tmp_path: Path, repository: Path) -> None:
    command = [sys.executable, "-c", PUBLISHER, str(tmp_path)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repository)
    assert run.stdout is not None
    assert run.stdout.readline() == "publishing\n"
    run.send_signal(signal.SIGKILL)
    run.communicate()
    with Library.open("library.sqlite", root=tmp_path) as library:
        assert [head.number for head in library.editions.heads("cup")] == [1]
        with library.editions.kept(edition(2)):
            pass
        assert [head.number for head in library.editions.heads("cup")] == [1, 2]


def _execute(root: Path, script: str) -> None:
    connection = sqlite3.connect(root / "library.sqlite")
    connection.executescript(script)
    connection.commit()
    connection.close()
