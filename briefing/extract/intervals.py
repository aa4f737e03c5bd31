"""The words of one mention of a time go in, matched by a pattern of `times`, with what they hang on; an interval of whole days comes out.

One small function a pattern. Each returns None where the words are no date (30 February) and UNKNOWN where the anchor is missing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.extract.counts import number_of
from briefing.models import TimePrecision


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days, both inclusive; both None where the anchor was missing."""

    start: date | None
    end: date | None
    precision: TimePrecision


@dataclass(slots=True)
class Context:
    """What a relative expression is anchored on, and the words around it."""

    published: date | None
    previous: Interval | None
    before: str  # the text before the mention, back to the start of its sentence, at most 90 code points
    after: str


UNKNOWN = Interval(None, None, "unknown")
_MONTHS = ("january february march april may june july august september october november december").split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_FUTURE = re.compile(
    r"\b(?:will|shall|scheduled|slated|set (?:to|for)|expected (?:to|on|for)|planned for|plans? to|due (?:to|in|on|for)|upcoming|until|"
    r"to be held|ahead of|going to|is to|are to)\b",
    re.IGNORECASE,
)


def month_number(name: str) -> int:
    """1–12 for a month's name or abbreviation."""
    short = name.lower().rstrip(".")[:3]
    return next(index for index, month in enumerate(_MONTHS, start=1) if month.startswith(short))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(start: date | None, end: date | None = None) -> Interval | None:
    return None if start is None else Interval(start, end or start, "day")


def _month(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _year(year: int) -> Interval | None:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year") if 1 <= year <= 9998 else None


def _season(year: int, name: str) -> Interval:
    first = _SEASONS[name.lower()]
    last = (first + 1) % 12 + 1
    end = _month(year + (first == 12), last).end
    return Interval(date(year, first, 1), end, "season")


def _quarter(year: int, number: int) -> Interval:
    return Interval(date(year, 3 * number - 2, 1), _month(year, 3 * number).end, "quarter")


def _week(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def _shift_months(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return max(1, min(9998, index // 12)), index % 12 + 1


def _year_for(month: int, day: int, context: Context) -> int | None:
    """The year a month means that is named without one: the last such date, or the next where the words look ahead."""
    anchor = context.published
    if anchor is None:
        return None
    ahead = bool(_FUTURE.search(context.before))
    if (month, day) == (anchor.month, anchor.day) or (day == 0 and month == anchor.month):
        return anchor.year
    later = (month, day or 1) > (anchor.month, anchor.day)
    just_past = (
        not later and 0 <= anchor.month - month <= 1
    )  # "the hearing will follow the Jan. 14 attack", on 15 January
    ahead = ahead and not just_past
    if ahead:
        return anchor.year if later else anchor.year + 1
    # News speaks of days to come without saying so ("the Aug. 2 primary"): up to two months ahead counts as that.
    soon = later and (month - anchor.month) <= (2 if day else 0)
    return anchor.year if not later or soon else anchor.year - 1


# ---- one function a pattern ------------------------------------------------------------------------------------------


def month_day(match: re.Match[str], context: Context) -> Interval | None:
    month, first = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    year = _given_year(match["year"])
    if year is None and (month, first) == (9, 11) and re.match(r",?\s+(?:terror\w*\s+)?attacks?\b", context.after):
        year = 2001
    year = year or _year_for(month, first, context)
    if year is None:
        return UNKNOWN if _day(2000, month, first) else None
    start = _day(year, month, first)
    if start is None or not match["last"]:
        return _days(start)
    last_month = month_number(match["last_month"]) if match["last_month"] else month
    end = _day(year + (last_month < month), last_month, int(re.sub(r"\D", "", match["last"])))
    return _days(start, end) if end and end >= start else _days(start)


def _given_year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def numeric(match: re.Match[str], _context: Context) -> Interval | None:
    if match["iso"]:
        return _days(_day(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])))
    first, second, year = int(match["first"]), int(match["second"]), _given_year(match["numeric_year"])
    assert year is not None
    return _days(_day(year, first, second) or (_day(year, second, first) if first > 12 else None))


def nine_eleven(_match: re.Match[str], _context: Context) -> Interval | None:
    return _days(date(2001, 9, 11))


def month_year(match: re.Match[str], context: Context) -> Interval | None:
    month = month_number(match["month"])
    if match["year"]:
        return _month(int(match["year"]), month)
    which, anchor, previous = (match["which"] or "").lower(), context.published, context.previous
    if which in ("that", "the same") or match["of_that"]:
        if previous is None or previous.start is None:
            return UNKNOWN
        earlier = re.search(r"\b(?:earlier|before)\s+$", context.before, re.IGNORECASE)
        later = re.search(r"\blater\s+$", context.before, re.IGNORECASE)
        start = previous.start
        year = start.year
        if previous.precision != "year":
            year += (1 if later and month < start.month else 0) - (1 if earlier and month > start.month else 0)
        return _month(year, month)
    if anchor is None:
        return UNKNOWN
    if which == "last":
        return _month(anchor.year if month < anchor.month else anchor.year - 1, month)
    if which == "next":
        return _month(anchor.year if month > anchor.month else anchor.year + 1, month)
    if which == "this":
        return _month(anchor.year, month)
    year_found = _year_for(month, 0, context)
    return UNKNOWN if year_found is None else _month(year_found, month)


def bare_year(match: re.Match[str], _context: Context) -> Interval | None:
    first = _year(int(match["year"]))
    if first is None or not match["last"]:
        return first
    century = match["year"][:2] if len(match["last"]) == 2 else ""
    last = _year(int(century + match["last"]))
    if last is None or first.end is None or last.end is None or not first.end < last.end:
        return first
    return Interval(first.start, last.end, "year")


def decade(match: re.Match[str], _context: Context) -> Interval | None:
    digits = match["decade"]
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 20 else 2000)
    start = {"early": 0, "late": 6, "mid": 4}.get((match["part"] or "").lower().rstrip("-"), 0)
    length = {"early": 4, "late": 4, "mid": 3}.get((match["part"] or "").lower().rstrip("-"), 10)
    return Interval(date(year + start, 1, 1), date(year + start + length - 1, 12, 31), "decade")


def weekday(match: re.Match[str], context: Context) -> Interval | None:
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    number = _WEEKDAYS.index(match["weekday"].lower())
    back = (anchor.weekday() - number) % 7
    which = (match["which"] or "").lower()
    told = context.previous
    if (
        told
        and told.start
        and told.start == told.end
        and not which
        and told.start.weekday() == number
        and 0 <= (anchor - told.start).days <= 8
    ):
        return _days(told.start)  # "on Monday, November 28 … on Monday": the day named before
    if which in ("last", "past", "this past", "the previous"):
        return _days(anchor - timedelta(days=back or 7))
    ahead = which in ("next", "this", "this coming", "the coming", "coming")
    if ahead or (not which and back and _FUTURE.search(context.before[-60:])):
        return _days(anchor + timedelta(days=(7 - back) if back or which == "next" else 0))
    return _days(anchor - timedelta(days=back))


def deictic(match: re.Match[str], context: Context) -> Interval | None:
    anchor, words = context.published, " ".join(match.group().lower().split())
    if anchor is None:
        return UNKNOWN
    if words == "overnight":
        return _days(anchor - timedelta(days=1), anchor)
    if words == "the day before yesterday":
        return _days(anchor - timedelta(days=2))
    if words.startswith(("yesterday", "last night")):
        return _days(anchor - timedelta(days=1))
    if words.startswith(("tomorrow",)):
        return _days(anchor + timedelta(days=1))
    return _days(anchor)


def relative_unit(match: re.Match[str], context: Context) -> Interval | None:
    which = {"past": "last", "previous": "last", "coming": "next"}.get(match["which"].lower(), match["which"].lower())
    unit = match["unit"].lower()
    anchor = context.published
    if which in ("that", "the same"):
        start = context.previous.start if context.previous else None
        if start is None:
            return UNKNOWN
        anchor, which = start, "this"
    if anchor is None:
        return UNKNOWN
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "weekend":
        return _weekend(anchor, step)
    if unit == "week":
        return _week(anchor + timedelta(days=7 * step))
    if unit == "month":
        return _month(*_shift_months(anchor, step))
    if unit == "year":
        return _year(anchor.year + step)
    if unit == "quarter":
        year, month = _shift_months(anchor, 3 * step)
        return _quarter(year, (month + 2) // 3)
    if unit == "decade":
        start_year = (anchor.year // 10 + step) * 10
        return Interval(date(start_year, 1, 1), date(start_year + 9, 12, 31), "decade")
    return _nearest_season(unit, step, anchor)


def _nearest_season(name: str, step: int, anchor: date) -> Interval:
    """The season meant: "last summer" is the last that has ended, "this summer" that of the year, "next summer" the one to come."""
    this = _season(anchor.year, name)
    assert this.start is not None
    assert this.end is not None
    if step < 0 and this.end >= anchor:
        return _season(anchor.year - 1, name)
    if step > 0 and this.start <= anchor:
        return _season(anchor.year + 1, name)
    return this


def _weekend(anchor: date, step: int) -> Interval | None:
    """The Saturday and Sunday that lie nearest: "over the weekend" and "last weekend" look back, "this" and "next" ahead."""
    saturday = anchor - timedelta(days=(anchor.weekday() + 2) % 7)
    if anchor.weekday() >= 5:
        saturday += timedelta(days=7 * step)
    elif step >= 0:
        saturday += timedelta(days=7)
    return _days(saturday, saturday + timedelta(days=1))


def past_weekend(_match: re.Match[str], context: Context) -> Interval | None:
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    return _weekend(anchor, 0 if anchor.weekday() >= 5 or _FUTURE.search(context.before) else -1)


def dated_season(match: re.Match[str], context: Context) -> Interval | None:
    if match["year"]:
        return _season(int(match["year"]), match["season"])
    if context.published is None:
        return UNKNOWN
    this = _season(context.published.year, match["season"])
    assert this.start is not None
    ahead = this.start > context.published and not _FUTURE.search(context.before)
    return _season(context.published.year - 1, match["season"]) if ahead else this


def dated_quarter(match: re.Match[str], context: Context) -> Interval | None:
    number = _QUARTERS[(match["ordinal"] or match["q"]).lower()]
    if match["year"]:
        return _quarter(int(match["year"]), number)
    if context.published is None:
        return UNKNOWN
    year = context.published.year
    if (match["which"] or "").lower() == "last":
        return _quarter(year - 1, number)
    this = _quarter(year, number)
    assert this.start is not None
    return this if this.start <= context.published or match["which"] else _quarter(year - 1, number)


def distance(match: re.Match[str], context: Context) -> Interval | None:
    """A stretch of time away: "three days ago" from the day of publication; "two weeks later", "a year earlier" from the date before."""
    words, unit, direction = match["number"].lower(), match["unit"].lower(), match["direction"].lower()
    number = (
        2
        if "couple" in words
        else 3
        if words == "several" or "few" in words
        else 1
        if words in ("a", "an")
        else number_of(words)
    )
    if number is None or number > 999:
        return None
    anchor = context.published
    if direction in ("earlier", "before", "later", "after", "afterward", "afterwards"):
        if context.previous is None or context.previous.start is None:
            return UNKNOWN
        anchor = context.previous.start
    if anchor is None:
        return UNKNOWN
    sign = 1 if direction in ("later", "after", "afterward", "afterwards", "from now") else -1
    vague = words == "several" or "few" in words
    try:
        if unit in ("minute", "hour"):
            return _days(anchor)
        if unit == "day":
            return (
                _week(anchor + sign * timedelta(days=number))
                if vague
                else _days(anchor + sign * timedelta(days=number))
            )
        if unit == "week":
            return _week(anchor + sign * timedelta(weeks=number))
        if unit == "month":
            return _month(*_shift_months(anchor, sign * number))
        if unit == "year":
            return _year(anchor.year + sign * number)
        start_year = (anchor.year + sign * number * 10) // 10 * 10
        return Interval(date(start_year, 1, 1), date(start_year + 9, 12, 31), "decade")
    except (OverflowError, ValueError):
        return None


def same_day(match: re.Match[str], context: Context) -> Interval | None:
    previous = context.previous
    if previous is None or previous.start is None or previous.precision != "day" or previous.end is None:
        return UNKNOWN
    words = match.group().lower()
    if "next" in words or "following" in words:
        return _days(previous.end + timedelta(days=1))
    if "before" in words or "previous" in words:
        return _days(previous.start - timedelta(days=1))
    return _days(previous.start, previous.end)


FEASTS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}


def feast(match: re.Match[str], context: Context) -> Interval | None:
    name = " ".join(match["feast"].lower().replace("’", "'").split())
    month, day = FEASTS[name]
    year = int(match["year"]) if match["year"] else _year_for(month, day, context)
    return UNKNOWN if year is None else _days(_day(year, month, day))
