"""Parts of the calendar: years, months, weeks and days by number go in, intervals of whole days come out; and what a time hangs on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefing.models import TimePrecision


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days, both inclusive; both None where the anchor was missing."""

    start: date | None
    end: date | None
    precision: TimePrecision


@dataclass(slots=True)
class Context:
    """What a relative expression is anchored on, and the words around it.

    `published` is the day from which the words are spoken: the dateline's where it bears one, else the day of publication.
    """

    published: date | None
    month_first: bool | None = None  # 8/9/2023: August 9 (True), 8 September (False), or it cannot be told
    previous: Interval | None = None  # the time mentioned last
    day: Interval | None = None  # the day mentioned last
    period: Interval | None = None  # the business quarter that is spoken of
    longer: bool = False  # whether nine months or a year are spoken of instead
    before: str = ""  # the text before the mention, back to the start of its sentence, at most LOOK_BACK code points
    after: str = ""  # the text behind it, to the end of its sentence, at most LOOK_AHEAD code points
    nouns: dict[str, Interval] = field(default_factory=dict)  # "vote" of "Tuesday's vote": the day of what was dated


LOOK_BACK = 160
LOOK_AHEAD = 120
UNKNOWN = Interval(None, None, "unknown")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTHS = ("january february march april may june july august september october november december").split()


def month_number(name: str) -> int:
    """1–12 for a month's name or abbreviation."""
    short = name.lower().rstrip(".")[:3]
    return next(index for index, month in enumerate(_MONTHS, start=1) if month.startswith(short))


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(start: date | None, end: date | None = None) -> Interval | None:
    """From one day to another; None without a first."""
    return None if start is None else Interval(start, end or start, "day")


def week(day: date) -> Interval:
    """Monday to Sunday (ISO 8601) around a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def month(year: int, number: int) -> Interval:
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def quarter(year: int, number: int) -> Interval:
    return Interval(date(year, 3 * number - 2, 1), month(year, 3 * number).end, "quarter")


def quarter_of(day: date) -> Interval:
    return quarter(day.year, (day.month + 2) // 3)


def half(year: int, number: int) -> Interval:
    """Two quarters: as exact as a quarter, twice as long."""
    return Interval(date(year, 6 * number - 5, 1), month(year, 6 * number).end, "quarter")


def season(year: int, name: str) -> Interval:
    """Three whole months by the meteorologists' calendar; winter bears the year it begins in."""
    first = _SEASONS[name.lower()]
    end = month(year + (first == 12), (first + 1) % 12 + 1).end
    return Interval(date(year, first, 1), end, "season")


def whole_year(year: int) -> Interval | None:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year") if 1 <= year <= 9998 else None


def decade_of(year: int) -> Interval:
    first = year // 10 * 10
    return Interval(date(max(1, first), 1, 1), date(first + 9, 12, 31), "decade")


def shift_months(day: date, months: int) -> tuple[int, int]:
    """(year, month) so many months away, within the calendar."""
    index = day.year * 12 + day.month - 1 + months
    return max(1, min(9998, index // 12)), index % 12 + 1


def weekend(anchor: date, step: int) -> Interval | None:
    """Saturday and Sunday: step -1 those before the anchor, 0 those it lies in or else the next, 1 those after."""
    saturday = anchor - timedelta(days=(anchor.weekday() + 2) % 7)
    if anchor.weekday() >= 5:
        saturday += timedelta(days=7 * step)
    elif step >= 0:
        saturday += timedelta(days=7)
    return days(saturday, saturday + timedelta(days=1))


def away(anchor: date, number: int, unit: str) -> Interval | None:
    """The minute's, hour's or day's day, the week, month, year or decade, so many units from the anchor. Raises at the calendar's ends."""
    if unit in ("minute", "hour"):
        return days(anchor)
    if unit in ("day", "night"):
        return days(anchor + timedelta(days=number))
    if unit == "weekend":
        return weekend(anchor, number)
    if unit == "week":
        return week(anchor + timedelta(weeks=number))
    if unit == "month":
        return month(*shift_months(anchor, number))
    if unit == "quarter":
        year, first = shift_months(anchor, 3 * number)
        return quarter(year, (first + 2) // 3)
    if unit == "decade":
        return decade_of(anchor.year + 10 * number)
    return whole_year(anchor.year + number)
