"""Words that name a time by its distance go in, matched by a pattern of `time_patterns`; an interval of whole days comes out.

"Monday", "last week", "three days ago" hang on the day of publication; "that day", "a year later" on the time mentioned before. Each
function returns None where the words are no time and UNKNOWN where the anchor is missing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.extract.counts import number_of
from briefing.extract.intervals import (
    UNKNOWN,
    Context,
    Interval,
    away,
    calendar_day,
    days,
    quarter,
    season,
    week,
    weekend,
    whole_year,
)
from briefing.extract.tenses import looks_ahead

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_STEPS = {"last": -1, "past": -1, "previous": -1, "this past": -1, "this last": -1, "this": 0, "current": 0,
          "next": 1, "coming": 1, "this coming": 1}  # fmt: skip
_FEW = (2, 9)  # "several years ago": no fewer than two, no more than nine
_BACKWARD = frozenset(("ago", "earlier", "before", "previously", "prior to", "ahead of"))
_SIZE = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4, "decade": 5, "unknown": 6}


def _plain(words: str | None) -> str:
    return " ".join((words or "").lower().split())


def weekday(match: re.Match[str], context: Context) -> Interval | None:
    """The last such day; the next where the words look ahead; the one told before, where that was of this week."""
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    number = _WEEKDAYS.index(match["weekday"].lower())
    back = (anchor.weekday() - number) % 7
    which, of_week = _plain(match["which"]).removeprefix("the "), _plain(match["of_week"])
    if of_week:
        monday = week(anchor + timedelta(weeks=_STEPS[of_week])).start
        assert monday is not None
        return days(monday + timedelta(days=number))
    ahead = looks_ahead(context.before, context.after)
    told = context.day
    if told and told.start and told.start == told.end and told.start.weekday() == number and not which and not ahead:
        ago = (anchor - told.start).days
        if 0 <= ago <= 8:
            return days(told.start)  # "on Monday, November 28 … on Monday"
    step = _STEPS.get(which)
    if step == -1:
        return days(anchor - timedelta(days=back or 7))
    if step == 1:
        return days(anchor + timedelta(days=7 - back))
    if back and (ahead or (step == 0 and ahead is None)):
        return days(anchor + timedelta(days=7 - back))
    return days(anchor - timedelta(days=back))


def deictic(match: re.Match[str], context: Context) -> Interval | None:
    anchor, words = context.published, _plain(match.group())
    if anchor is None:
        return UNKNOWN
    if words == "overnight":
        return days(anchor - timedelta(days=1), anchor)
    if words == "the day before yesterday":
        return days(anchor - timedelta(days=2))
    if words == "the day after tomorrow":
        return days(anchor + timedelta(days=2))
    if "yesterday" in words or words == "last night":
        return days(anchor - timedelta(days=1))
    return days(anchor + timedelta(days="tomorrow" in words))


def relative_unit(match: re.Match[str], context: Context) -> Interval | None:
    """Last week, this summer, next year; that month, the following year (from the time mentioned before)."""
    which, unit, anchor = _plain(match["which"]).removeprefix("the "), match["unit"].lower(), context.published
    step = {"that": 0, "same": 0, "following": 1, "preceding": -1, "previous": -1}.get(which)
    if step is not None and not (which == "previous" and context.previous is None):
        anchor = context.previous.start if context.previous else None
        if which == "that" and unit == "quarter" and context.period:
            return context.period
    else:
        step = _STEPS[which]
    if anchor is None:
        return UNKNOWN
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return _nearest_season(unit, step, anchor)
    return away(anchor, step, unit)


def _nearest_season(name: str, step: int, anchor: date) -> Interval:
    """The season meant: "last summer" is the last that has ended, "this summer" that of the year, "next summer" the one to come."""
    this = season(anchor.year, name)
    assert this.start is not None
    assert this.end is not None
    if step < 0 and this.end >= anchor:
        return season(anchor.year - 1, name)
    if step > 0 and this.start <= anchor:
        return season(anchor.year + 1, name)
    return this


def the_weekend(match: re.Match[str], context: Context) -> Interval | None:
    """Over the weekend: the one that was; ahead of it, or where the words look ahead: the one to come."""
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    ahead = "ahead" in match.group().lower() or looks_ahead(context.before, context.after)
    return weekend(anchor, 0 if ahead or anchor.weekday() >= 5 else -1)


def the_year(_match: re.Match[str], context: Context) -> Interval | None:
    """The current year; by year's end; earlier in the year."""
    anchor = context.published
    return UNKNOWN if anchor is None else whole_year(anchor.year)


def the_period(match: re.Match[str], context: Context) -> Interval | None:
    """The quarter that is spoken of, or the same one a year before: "the latest quarter", "the year-earlier period"."""
    period = context.period
    current = "current" in match.group().lower() and context.published
    if current:
        assert context.published is not None
        return quarter(context.published.year, (context.published.month + 2) // 3)
    if match.group().lower().endswith("quarter"):
        context.longer = False
    if match["ago"]:
        return _year_before(context)
    return UNKNOWN if period is None else period


def nine_months(_match: re.Match[str], context: Context) -> None:
    """No time, but what "a year earlier" then compares with is no quarter."""
    context.longer = True


def _year_before(context: Context) -> Interval | None:
    """A quarter's counterpart a year earlier; where no quarter is spoken of, the year before that of publication."""
    period = context.period
    if period and period.start and not context.longer:
        return quarter(period.start.year - 1, (period.start.month + 2) // 3)
    return UNKNOWN if context.published is None else whole_year(context.published.year - 1)


def counted(words: str) -> int | None:
    """How many: "a", "a couple of", "21"; None where that is not said ("several", "a few")."""
    plain = words.lower()
    if "couple" in plain:
        return 2
    if plain in ("a", "an", "one", "the"):
        return 1
    return None if "few" in plain or plain == "several" else number_of(plain)


def distance(match: re.Match[str], context: Context) -> Interval | None:
    """Three days ago, from the day of publication; two weeks later, a year earlier, from the time mentioned before."""
    unit, direction = match["unit"].lower(), match["direction"].lower()
    vague = "few" in match["number"].lower() or match["number"].lower() == "several"
    number = counted(match["number"])
    if not vague and (number is None or number > 999):
        return None
    year_back = unit == "year" and number == 1 and direction in ("earlier", "ago", "before")
    if year_back and context.period and context.published:
        return _year_before(context)
    anchor = context.published
    if direction not in ("ago", "from now"):
        anchor = _told(context, unit)
    if anchor is None:
        return UNKNOWN
    sign = -1 if direction in _BACKWARD else 1
    try:
        return away(anchor, sign * number, unit) if number is not None else _vaguely(anchor, sign, unit)
    except (OverflowError, ValueError):
        return None


def _told(context: Context, unit: str) -> date | None:
    """The anchor of "later": the time mentioned before, if it is as exact as the unit; "two days later" than a year is unknown."""
    told = context.previous
    wanted = _SIZE.get(unit, 0)
    if told and told.start and _SIZE[told.precision] <= max(wanted, 1 if unit == "week" else 0):
        return told.start
    if told and told.start and wanted >= 2:
        return told.start
    return context.day.start if context.day else None


def _vaguely(anchor: date, sign: int, unit: str) -> Interval | None:
    """From two to nine units away: "several years ago"."""
    near, far = away(anchor, sign * _FEW[0], unit), away(anchor, sign * _FEW[1], unit)
    if near is None or far is None or near.start is None or far.start is None or near.end is None or far.end is None:
        return None
    return Interval(min(near.start, far.start), max(near.end, far.end), near.precision if unit != "day" else "week")


def in_a_while(match: re.Match[str], context: Context) -> Interval | None:
    """In two weeks, where the words look ahead; "the third in two weeks" is a stretch, no time."""
    number = counted(match["number"])
    if context.published is None or number is None or not looks_ahead(context.before, ""):
        return None
    return away(context.published, number, match["unit"].lower())


def same_day(match: re.Match[str], context: Context) -> Interval | None:
    """That day, the next day, the night before: from the day mentioned last."""
    told = context.day
    if told is None or told.start is None or told.end is None:
        return UNKNOWN
    words = match.group().lower()
    if "next" in words or "following" in words or "after" in words:
        return days(told.end + timedelta(days=1))
    if "before" in words or "previous" in words:
        return days(told.start - timedelta(days=1))
    return days(told.start, told.end)


def ordinal_day(match: re.Match[str], context: Context) -> Interval | None:
    """On the 14th: the last such day, or the next where the words look ahead."""
    anchor, day = context.published, int(re.sub(r"\D", "", match["day"]))
    if anchor is None:
        return UNKNOWN
    step = _STEPS.get(_plain(match["which"]))
    if step is None:
        ahead = bool(looks_ahead(context.before, context.after))
        step = (1 if day < anchor.day else 0) if ahead else (-1 if day > anchor.day else 0)
    found = away(anchor.replace(day=1), step, "month")
    start = found.start if found else None
    return None if start is None else days(calendar_day(start.year, start.month, day))


def beside(match: re.Match[str], anchor: date | None) -> Interval | None:
    """A stretch before or after an anchor that is known: "two days after the vote", "on the eve of the summit", "the day of the raid"."""
    if anchor is None:
        return UNKNOWN
    if match["eve"]:
        return away(anchor, -1, "day") if anchor > date.min else None
    if match["day_of"]:
        return days(anchor)
    unit, number = match["unit"].lower(), counted(match["number"] or "a few")
    if unit in ("minute", "hour"):
        return days(anchor)
    if unit in ("morning", "night", "evening", "afternoon"):
        unit = "day"
    if number is None:
        return UNKNOWN
    try:
        return away(anchor, -number if _plain(match["direction"]) in _BACKWARD else number, unit)
    except (OverflowError, ValueError):
        return None


__all__ = [
    "beside",
    "deictic",
    "distance",
    "in_a_while",
    "nine_months",
    "ordinal_day",
    "relative_unit",
    "same_day",
    "the_period",
    "the_weekend",
    "the_year",
    "weekday",
]
