"""Dates of publication: what is certain is read, the rest is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.dates import parse_published

PARIS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023-05-20", date(2023, 5, 20)),
        ("20230520", date(2023, 5, 20)),
        ("2023/05/20", date(2023, 5, 20)),
        ("2023-05-20T10:30:00", datetime(2023, 5, 20, 10, 30)),
        ("2023-05-20 10:30", datetime(2023, 5, 20, 10, 30)),
        ("2023-05-20T10:30:00Z", datetime(2023, 5, 20, 10, 30, tzinfo=UTC)),
        ("20230520T103000Z", datetime(2023, 5, 20, 10, 30, tzinfo=UTC)),
        ("2023-05-20T10:30:00.123+02:00", datetime(2023, 5, 20, 10, 30, 0, 123000, tzinfo=PARIS)),
        ("2023-05-20T10:30:00+0200", datetime(2023, 5, 20, 10, 30, tzinfo=PARIS)),
        ("Sat, 20 May 2023 10:30:00 +0200", datetime(2023, 5, 20, 10, 30, tzinfo=PARIS)),
        ("20 May 2023 10:30 GMT", datetime(2023, 5, 20, 10, 30, tzinfo=UTC)),
        ("May 20, 2023", date(2023, 5, 20)),
        ("Saturday, May 20, 2023", date(2023, 5, 20)),
        ("20 May 2023", date(2023, 5, 20)),
        ("Sept. 3rd 2015", date(2015, 9, 3)),
        ("May 20, 2023 at 10:30 am EST", date(2023, 5, 20)),
        ("  20\n May  2023 ", date(2023, 5, 20)),
    ],
)
def test_stated_dates_are_read(words: str, expected: date | datetime) -> None:
    """ISO 8601 and RFC 2822 keep time and zone as given; written days give the day."""
    result = parse_published(words)
    assert result == expected
    assert type(result) is type(expected)
    if isinstance(result, datetime) and isinstance(expected, datetime):
        assert result.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "words",
    [
        *("2023-02-30", "2023-13-45", "2023-13-45T10:00:00Z", "2023-05-20T25:00:00", "May 32, 2023", "0001-01-01"),
        *(
            "03/04/2023",
            "yesterday",
            "May 2023",
            "2023",
            "1684540800",
            "",
            "Smarch 3, 2015",
            "20 May 23",
            "x" * 100_000,
        ),
        *("2023-05-20T10:30:00+99:00", "Sat, 40 May 2023 10:30:00 +0200", "9999-12-31"),
    ],
)
def test_uncertain_or_impossible_dates_are_none(words: str) -> None:
    """Ambiguous, partial and impossible dates leave the article undated."""
    assert parse_published(words) is None


@given(st.text(max_size=90) | st.from_regex(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.{0,12}", fullmatch=True))
def test_no_words_raise(words: str) -> None:
    """Whatever stands in a field, the answer is a date within the years of news, or none."""
    result = parse_published(words)
    assert result is None or 1800 <= result.year < 2200
