"""Days, moments and zones: one spelling, real days only, and a bare date is the end of its day."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.config import moment, parse_moment
from briefing.config.moments import Wrong, parse_day, zone_name

UTC = dt.timezone.utc  # noqa: UP017 - reads like the zone's name beside the others
CEST = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-12", dt.date(2026, 6, 12)),
        ("2026-06-12T18:00:00+02:00", dt.datetime(2026, 6, 12, 18, tzinfo=CEST)),
        ("2026-06-12T18:00+0200", dt.datetime(2026, 6, 12, 18, tzinfo=CEST)),
        ("2026-06-12 18:00:00 +02:00", dt.datetime(2026, 6, 12, 18, tzinfo=CEST)),
        ("2026-06-12t16:00z", dt.datetime(2026, 6, 12, 16, tzinfo=UTC)),
        (" 2026-02-28 ", dt.date(2026, 2, 28)),
    ],
)
def test_moments(text: str, expected: dt.date) -> None:
    """ISO 8601 with a zone, as YAML and people write it."""
    assert parse_moment(text) == expected
    assert type(parse_moment(text)) is type(expected)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-13-45",
        "20260612",
        "2026-W24-5",
        "1781222400",
        "12.06.2026",
        "",
        "2026-6-12",
        "2026-06-12T1800",
    ],
)
def test_what_is_no_day(text: str) -> None:
    """Other spellings are refused, a number alone is never a count of seconds, and no bare ValueError escapes."""
    for parse in (parse_day, parse_moment):
        with pytest.raises(Wrong) as wrong:
            parse(text)
        assert wrong.value.hint


def test_a_time_needs_its_zone() -> None:
    """A time without a zone is refused with the two ways to mend it."""
    with pytest.raises(Wrong, match="without a zone") as wrong:
        parse_moment("2026-06-12T18:00")
    assert wrong.value.hint == "write 2026-06-12T18:00Z for UTC, or the offset, such as +02:00"


def test_a_bare_date_is_the_end_of_its_day() -> None:
    """The end of the day in the workspace's zone, summer time included."""
    assert moment(dt.date(2026, 6, 12), "Europe/Paris").isoformat() == "2026-06-12T23:59:59+02:00"
    assert moment(dt.date(2026, 12, 12), "Europe/Paris").isoformat() == "2026-12-12T23:59:59+01:00"
    assert moment(dt.date(2026, 6, 12), "UTC").isoformat() == "2026-06-12T23:59:59+00:00"


def test_a_moment_stays_the_same_moment() -> None:
    """A datetime is only shown in the workspace's zone."""
    given = dt.datetime(2026, 6, 12, 18, tzinfo=UTC)
    assert moment(given, "Asia/Tokyo") == given
    assert moment(given, "Asia/Tokyo").isoformat() == "2026-06-13T03:00:00+09:00"


@pytest.mark.parametrize("name", ["UTC", "Europe/Paris", "America/Argentina/Buenos_Aires"])
def test_zones(name: str) -> None:
    """IANA names pass unchanged."""
    assert zone_name(name) == name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Europe/Pari", "Europe/Paris"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("Europe", "Europe/"),
        ("/etc", "IANA"),
    ],
)
def test_unknown_zones(name: str, hint: str) -> None:
    """A city alone or a slip leads to the name meant; a path leads nowhere."""
    with pytest.raises(Wrong) as wrong:
        zone_name(name)
    assert hint in wrong.value.hint
