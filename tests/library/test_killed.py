"""A run killed at any moment leaves a whole library."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.models import Article

# Stores one input again and again, each time with one article more than before, then findings; says where it stands.
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from briefing.library import Library
from briefing.models import Article, Findings

def article(number):
    text = f"{number} " + "words " * 500
    return Article(id=Article.make_id(None, None, text), source="desk", source_id=str(number), url=None, outlet=None,
                   title="x", published=None, retrieved=datetime(2024, 6, 1, tzinfo=UTC), language="en",
                   marking="TLP:CLEAR", text=text)

def told(turn, place, items):
    for number, item in enumerate(items):
        if number == 250:
            print(turn, place, flush=True)
        yield item

library = Library.open("library.sqlite", root=Path(sys.argv[1]))
for turn in range(1, 1000):
    library.store_input("desk", "a.jsonl", str(turn), "k", told(turn, "reading", map(article, range(300 + turn))))
    found = (Findings(article_id=each.id, statements=(), incidents=()) for each in library.unextracted(f"v{turn}"))
    library.store_findings(f"v{turn}", told(turn, "extracting", found))
    library.keep_inputs("desk", ["a.jsonl"])
"""


@pytest.mark.parametrize("moment", ["1 reading", "1 extracting", "2 reading", "3 extracting", "5 reading"])
def test_a_killed_writer_leaves_a_whole_library(
    tmp_path: Path, repository: Path, make: Callable[..., Article], moment: str
) -> None:
    """Killed in the middle of its work, the file is sound, an input is whole or as it was, and work goes on."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=repository
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if line.strip() == moment:
            break
    writer.send_signal(signal.SIGKILL)
    rest = writer.communicate()[0].splitlines()
    assert writer.returncode == -signal.SIGKILL
    # It may have gone on for a moment before the signal arrived.
    turn, place = (rest[-1] if rest else moment).split()

    connection = sqlite3.connect(tmp_path / "library.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    with Library.open("library.sqlite", root=tmp_path) as library:
        count = library.count_articles()
        before = 299 + int(turn) if int(turn) > 1 else 0
        assert count in ({before, 300 + int(turn)} if place == "reading" else {300 + int(turn)})
        if count:
            assert library.has_input("desk", "a.jsonl", str(count - 300), "k")
        assert library.store_input("desk", "b.txt", "d", "k", [make("after")]) == (1, 0)
        assert library.count_articles() == count + 1
