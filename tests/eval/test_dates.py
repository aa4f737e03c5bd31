"""The measure of dates: what an annotated value means, and which of two overlapping mentions answers it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.eval.dates import days_of, measure, parts


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1989-10-27TEV", "1989-10-27", "1989-10-27"),
        ("1998-08-07T10:35", "1998-08-07", "1998-08-07"),
        ("1989-W43", "1989-10-23", "1989-10-29"),
        ("1989-W44-WE", "1989-11-04", "1989-11-05"),
        ("1989-Q3", "1989-07-01", "1989-09-30"),
        ("1990-H1", "1990-01-01", "1990-06-30"),
        ("1990-SU", "1990-06-01", "1990-08-31"),
        ("1990-WI", "1990-12-01", "1991-02-28"),
        ("1996-02", "1996-02-01", "1996-02-29"),
        ("1949-XX", "1949-01-01", "1949-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    """A calendar value is its first and its last day."""
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3D", "PXX", "XXXX-Q3", "1989-WXX", "1989-13", "1989-02-30", ""])
def test_no_calendar_value(value: str) -> None:
    """What names no place on the calendar has no days."""
    assert days_of(value) is None


def test_what_counts() -> None:
    """Right, wrong and missed dates count; what is found on a duration does not, but strictly."""
    text = "On Monday it fell. In 2014 it rose. It rained last week. On 3 May."
    times = [
        {"span": [3, 9], "type": "DATE", "value": "2016-07-18"},
        {"span": [22, 26], "type": "DATE", "value": "2015"},
        {"span": [46, 55], "type": "DURATION", "value": "P1W"},
    ]
    tally = measure([{"text": text, "published": "2016-07-18", "times": times}])
    assert (tally.right, tally.found, tally.gold, tally.elsewhere) == (1, 3, 2, 1)
    assert tally.figures()["f1"] == pytest.approx(2 / 5)


def test_every_tenth_is_set_aside() -> None:
    """The tenth and the twentieth article; no article is in both parts."""
    aside, rest = parts([{"id": str(number)} for number in range(1, 25)])
    assert [row["id"] for row in aside] == ["10", "20"]
    assert len(rest) == 22
