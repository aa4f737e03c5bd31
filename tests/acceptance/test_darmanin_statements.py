"""One real article, read by hand: the statements alone, as the extractor takes them from an article that a source has read.

The article and the reader's notes are not part of the repository; without them the test is skipped.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.models import Statement
from tests.extract.speaking import statements

FLOOR = 9  # of nine


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def matches(statement: Statement, wanted: dict[str, Any]) -> bool:
    """The right speaker, and at least half of the words."""
    found, asked = words(" ".join(span.text for span in statement.content)), words(wanted["content"])
    return statement.speaker.name == wanted["speaker"] and len(found & asked) / len(found | asked) >= 0.5


@pytest.fixture(scope="module")
def case(briefing_data: Path) -> tuple[list[Statement], dict[str, Any]]:
    folder = briefing_data / "acceptance" / "darmanin"
    if not folder.is_dir():
        pytest.skip(f"the acceptance article is not at {folder}")
    text = (folder / "article.txt").read_text(encoding="utf-8").split("\n", 1)[1].strip()
    expected: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return statements(text, dt.date(2023, 5, 20)), expected


def test_statements(case: tuple[list[Statement], dict[str, Any]]) -> None:
    """Each expected statement has a match of its own with the role, mode and day that the reader noted."""
    found, expected = case
    remaining = list(found)
    right = 0
    for wanted in expected["statements"]:
        match = next((statement for statement in remaining if matches(statement, wanted)), None)
        if match is None:
            continue
        remaining.remove(match)
        right += 1
        assert match.speaker.role == wanted.get("role", match.speaker.role)
        assert match.mode == wanted["mode"]
        if "said_on" in wanted:
            assert match.said_on.start is not None
            assert match.said_on.start.isoformat().startswith(wanted["said_on"])
            assert match.background
    assert right >= FLOOR
    assert len(remaining) <= 2, [span.text for statement in remaining for span in statement.content]
