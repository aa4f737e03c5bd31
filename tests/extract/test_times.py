"""Words of time to intervals, anchored on the day of publication and on the date before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.extract.times import find_times

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:45])
def test_words_of_time(case: dict[str, Any]) -> None:
    """Start, end and precision of every mention, in order."""
    found = [mention.when for mention in find_times(case["text"], case["published"])]
    shown = [[w.start and w.start.isoformat(), w.end and w.end.isoformat(), w.precision] for w in found]
    assert shown == case["times"]


def test_mentions_are_the_text_s_words() -> None:
    """Every mention's words stand where it says, none overlaps the one before, and its basis is the text."""
    text = "😀 " + " ".join(case["text"] for case in CASES)
    reached = 0
    for mention in find_times(text, date(2016, 7, 18)):
        assert text[mention.start : mention.end] == mention.when.text
        assert mention.start >= reached
        assert mention.when.basis == "text"
        reached = mention.end


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
def test_the_ends_of_the_calendar(day: date) -> None:
    """A day at the end of the calendar breaks nothing, and no interval ends before it starts."""
    text = (
        " ".join(case["text"] for case in CASES) + " 500 years ago. 900 years later. Next year. Last winter. 1900-1999."
    )
    for mention in find_times(text, day):
        if mention.when.start and mention.when.end:
            assert mention.when.start <= mention.when.end
