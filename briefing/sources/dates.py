"""The words of a dateline, a header or a field enter; the day or moment of publication leaves, or None.

Strict, since a wrong date is worse than none: ISO 8601, RFC 2822, and days written out in English. "03/04/2023" is two
days, so it is none; impossible days are none.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"\d{4}([-/]?)\d{2}\1\d{2}")
_ISO_MOMENT = re.compile(
    r"(\d{4}-?\d{2}-?\d{2})[T ](\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?", re.IGNORECASE
)
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3}\s*,\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s+\S.*")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_REST = r"(?:$|[,;|]?\s+(?:at\s+|[-–—|]\s*)?\d{1,2}[:.]\d{2}.*$|\s*[T ]\s*\d{1,2}\s*[ap]\.?m.*$)"
_WRITTEN = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_REST}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}}){_REST}", re.IGNORECASE),
)
# News outside these years is a placeholder ("0001-01-01") or a slip.
_YEARS = range(1800, 2200)


def parse_published(value: str | date | datetime | None) -> date | datetime | None:
    """A date, or a datetime where a time is stated (with its zone, if that is too); None where nothing is certain.

    A day written out in English gives the day alone: the zones that stand beside such times are not unambiguous.
    """
    if isinstance(value, str):
        words = " ".join(value.split())
        value = None
        if len(words) <= 80:  # longer ones are no dates; the patterns never see them
            try:
                value = _parsed(words)
            except (ValueError, OverflowError, TypeError, IndexError):
                return None
    return value if value is not None and value.year in _YEARS else None


def _parsed(words: str) -> date | datetime | None:
    if _ISO_DAY.fullmatch(words):
        return date.fromisoformat(words.replace("/", "-"))
    if moment := _ISO_MOMENT.fullmatch(words):
        day, time, zone = moment.groups()
        return datetime.fromisoformat(f"{day.replace('-', '')}T{time.replace(':', '')}{(zone or '').upper()}")
    if _RFC_2822.fullmatch(words):
        return parsedate_to_datetime(words)
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(words):
            month = match["month"].casefold()
            numbers = [
                number
                for number, name in enumerate(_MONTHS, 1)
                if month in {name, name[:3]} or (name == "september" and month == "sept")
            ]
            return date(int(match["year"]), numbers[0], int(match["day"])) if numbers else None
    return None
