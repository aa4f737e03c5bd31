"""Days, moments and time zones as people write them: text goes in, dates of the standard library or a plain message come out.

ISO 8601 is the only spelling: a number alone is never taken for seconds since 1970, nor 12/06 for June or December.
"""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\s*(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?")
# Files of the machine that are no zone's name: what they mean differs from one machine to the next.
_NOT_ZONES = frozenset({"localtime", "posixrules"})


class Wrong(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """A value that does not hold: `str()` goes on after the key's name ("lies before starts"), `hint` says what would be right.

    With `whole` the message is a sentence of its own.
    """

    def __init__(self, message: str, *, hint: str, whole: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.whole = whole


def parse_day(value: Any) -> Any:
    """A day written as 2026-06-12; raises `Wrong`. What is not text goes on as it is."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not _DAY.fullmatch(text):
        raise Wrong("is not a date", hint="write year-month-day, such as 2026-06-12")
    return _real_day(text)


def parse_moment(value: Any) -> Any:
    """A day, or a time with its zone such as 2026-06-12T18:00+02:00; raises `Wrong`. What is not text goes on as it is."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _DAY.fullmatch(text):
        return _real_day(text)
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise Wrong("is neither a date nor a time", hint="write 2026-06-12, or 2026-06-12T18:00+02:00")
    day, clock, zone = match.groups()
    if zone is None:
        raise Wrong("is a time without a zone", hint=f"write {day}T{clock}Z for UTC, or the offset, such as +02:00")
    _real_day(day)
    try:
        return dt.datetime.fromisoformat(f"{day}T{clock}{zone.upper()}")
    except ValueError:
        raise Wrong("is a time that does not exist", hint="hours go to 23, minutes to 59") from None


def moment(value: dt.date | dt.datetime, timezone: str) -> dt.datetime:
    """`value` as a moment in the zone: a bare date is the end of that day there, a datetime the same moment."""
    zone = ZoneInfo(timezone)
    if isinstance(value, dt.datetime):
        return value.astimezone(zone)
    return dt.datetime.combine(value, dt.time(23, 59, 59), tzinfo=zone)


def zone_name(name: str) -> str:
    """The name of a time zone that is known; raises `Wrong` with the nearest one."""
    try:
        if name not in _NOT_ZONES:
            ZoneInfo(name)
            return name
    except (KeyError, ValueError, OSError):
        pass
    known = sorted(available_timezones() - _NOT_ZONES)
    by_city = [
        zone for zone in known if zone.rpartition("/")[2].casefold() == name.strip().casefold().replace(" ", "_")
    ]
    near = by_city or get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "write an IANA name, such as Europe/Paris"
    raise Wrong("is not the name of a time zone", hint=hint)


def _real_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Wrong("is a day that does not exist", hint="months go to 12, days to the month's last") from None
