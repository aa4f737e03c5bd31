"""Words that name a place on the calendar go in, matched by a pattern of `time_patterns`; an interval of whole days comes out.

One small function a pattern. Each returns None where the words are no date (30 February) and UNKNOWN where the anchor is missing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.extract.counts import number_of
from briefing.extract.feasts import FEASTS
from briefing.extract.intervals import (
    UNKNOWN,
    Context,
    Interval,
    calendar_day,
    days,
    decade_of,
    half,
    month,
    month_number,
    quarter,
    quarter_of,
    season,
    week,
    whole_year,
)
from briefing.extract.tenses import looks_ahead

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FEASTS = {name.replace("'", ""): rule for name, rule in FEASTS.items()}  # "New Years Eve"
_NEAR = timedelta(days=30)  # numbers that can be read two ways mean the day that the news is near
_SOON = 2  # months ahead: news speaks of days to come without saying so ("the Aug. 2 primary")
_FAR = 9  # months back: as long ago, a date without a year would bear one


def year_for(number: int, day: int, context: Context) -> int | None:
    """The year of a month (and a day; 0 for none) that is named without one: the last such, or the next where the words look ahead."""
    anchor = context.published
    if anchor is None:
        return None
    if (number, day) == (anchor.month, anchor.day) or (day == 0 and number == anchor.month):
        return anchor.year
    ahead = looks_ahead(context.before, context.after)
    if (number, day or 1) > (anchor.month, anchor.day):
        soon = number - anchor.month <= (_SOON if day or ahead is None else 0)
        return anchor.year if soon or ahead else anchor.year - 1
    ago = anchor.month - number
    if ago <= 1:  # "the hearing will follow the Jan. 14 attack", on 15 January
        return anchor.year
    return anchor.year + 1 if ahead or (ahead is None and ago >= _FAR) else anchor.year


def _given_year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def _which_year(which: str | None, context: Context) -> int | None:
    """The year of "July last year"."""
    if not which or context.published is None:
        return None
    return context.published.year + {"last": -1, "next": 1}.get(which.lower(), 0)


def month_day(match: re.Match[str], context: Context) -> Interval | None:
    number, first = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    year = _given_year(match["year"]) or _which_year(match["which_year"], context)
    if year is None and (number, first) == (9, 11) and re.match(r",?\s+(?:terror\w*\s+)?attacks?\b", context.after):
        year = 2001
    if year is None and re.search(r"\blast\s+$", context.before, re.IGNORECASE) and context.published:
        year = context.published.year - ((number, first) >= (context.published.month, context.published.day))
    year = year or year_for(number, first, context)
    if year is None:
        return UNKNOWN if calendar_day(2000, number, first) else None
    start = calendar_day(year, number, first)
    if start is None or not match["last"]:
        return days(start)
    last_month = month_number(match["last_month"]) if match["last_month"] else number
    end = calendar_day(year + (last_month < number), last_month, int(re.sub(r"\D", "", match["last"])))
    return days(start, end) if end and end >= start else days(start)


def week_of(match: re.Match[str], context: Context) -> Interval | None:
    """The calendar's week around a day: "the week of March 6"."""
    day = month_day(match, context)
    return day if day is None or day.start is None else week(day.start)


def numeric(match: re.Match[str], context: Context) -> Interval | None:
    """2023-09-08; 8/9/2023 in the order of the outlet's country or of the text, else as the reading that is news; else unknown."""
    if match["iso"]:
        return days(calendar_day(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])))
    first, second, year = int(match["first"]), int(match["second"]), _given_year(match["numeric_year"])
    assert year is not None
    american, other = calendar_day(year, first, second), calendar_day(year, second, first)
    if match["point"] == ".":
        return days(other)
    if american is None or other is None or american == other:
        return days(american or other)
    if context.month_first is not None:
        return days(american if context.month_first else other)
    if context.published is None:
        return UNKNOWN
    near = [day for day in (american, other) if abs(day - context.published) <= _NEAR]
    return days(near[0]) if len(near) == 1 else UNKNOWN


def nine_eleven(_match: re.Match[str], _context: Context) -> Interval | None:
    return days(date(2001, 9, 11))


def month_year(match: re.Match[str], context: Context) -> Interval | None:
    number = month_number(match["month"])
    year = _given_year(match["year"] or match["short"]) or _which_year(match["which_year"], context)
    if year is not None:
        return month(year, number)
    which, anchor, previous = (match["which"] or "").lower(), context.published, context.previous
    which = " ".join(which.split()).removeprefix("this ") if which != "this" else which
    if which in ("that", "the same") or match["of_that"]:
        if previous is None or previous.start is None:
            return UNKNOWN
        return month(_year_of_that(number, previous, context.before), number)
    if anchor is None:
        return UNKNOWN
    if which in ("last", "past"):
        return month(anchor.year if number < anchor.month else anchor.year - 1, number)
    if which in ("next", "coming"):
        return month(anchor.year if number > anchor.month else anchor.year + 1, number)
    if which == "this":
        return month(anchor.year, number)
    found = year_for(number, 0, context)
    return UNKNOWN if found is None else month(found, number)


def _year_of_that(number: int, previous: Interval, before: str) -> int:
    """The year of "that April" after a date: the same, unless "earlier" or "later" and the month say otherwise."""
    start = previous.start
    assert start is not None
    if previous.precision == "year":
        return start.year
    if re.search(r"\b(?:earlier|before)\s+$", before, re.IGNORECASE) and number > start.month:
        return start.year - 1
    if re.search(r"\blater\s+$", before, re.IGNORECASE) and number < start.month:
        return start.year + 1
    return start.year


def part_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """The first, second, third or last seven days of a month: "the first week of March"."""
    whole = month_year(match, context)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    if match["nth"].lower() in ("last", "final"):
        return Interval(whole.end - timedelta(days=6), whole.end, "week")
    first = whole.start + timedelta(days=7 * (_QUARTERS[match["nth"].lower()] - 1))
    return Interval(first, first + timedelta(days=6), "week")


def bare_year(match: re.Match[str], _context: Context) -> Interval | None:
    first = whole_year(int(match["year"] or match["fiscal"]))
    if first is None or not match["last"]:
        return first
    century = match["year"][:2] if len(match["last"]) == 2 else ""
    last = whole_year(int(century + match["last"]))
    if last is None or first.end is None or last.end is None or not first.end < last.end:
        return first
    return Interval(first.start, last.end, "year")


def short_year(match: re.Match[str], _context: Context) -> Interval | None:
    """'94."""
    year = _given_year(match["year"])
    return None if year is None else whole_year(year)


def spelled_year(match: re.Match[str], _context: Context) -> Interval | None:
    """Nineteen ninety-six; two thousand and eleven; twenty sixteen."""
    words = match["spelled"].lower().replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        return whole_year(2000 + (number_of(" ".join(words[2:])) or 0))
    rest = number_of(" ".join(word for word in words[1:] if word != "oh"))
    return None if rest is None else whole_year((1900 if words[0] == "nineteen" else 2000) + rest)


_SPELLED_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()


def decade(match: re.Match[str], _context: Context) -> Interval | None:
    """The whole of it, for "the late 1980s" too: no calendar says when late begins."""
    digits = match["decade"] or match["short"]
    if digits is None:
        return decade_of(1920 + 10 * _SPELLED_DECADES.index(match["spelled"].lower()))
    number = int(digits)
    return decade_of(number if len(digits) == 4 else number + (1900 if number >= 20 else 2000))


def dated_season(match: re.Match[str], context: Context) -> Interval | None:
    """The summer of 2014; or the one that the tense asks for."""
    if match["year"]:
        year = _given_year(match["year"])
        return None if year is None else season(year, match["season"])
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    this, before = season(anchor.year, match["season"]), season(anchor.year - 1, match["season"])
    assert this.start is not None
    assert before.end is not None
    if looks_ahead(context.before, context.after):
        return this if this.end and this.end >= anchor else season(anchor.year + 1, match["season"])
    return this if this.start <= anchor else before


def dated_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """The third quarter of a year that is named, or of the last that had one."""
    number = _QUARTERS[(match["ordinal"] or match["q"]).lower()]
    parts = half if (match["part"] or "").lower() == "half" else quarter
    given = _given_year(match["year"] or match["leading_year"] or match["q_year"])
    given = given or _which_year(match["which"] or match["leading_which"], context)
    anchor = context.published
    if given is None and anchor is None:
        return UNKNOWN
    if given is None:
        assert anchor is not None
        this = parts(anchor.year, number)
        assert this.start is not None
        ahead = this.start > anchor and looks_ahead(context.before, context.after)
        given = anchor.year if this.start <= anchor or ahead else anchor.year - 1
    found = parts(given - bool(match["ago"]), number)
    over = found.end and (anchor is None or found.end < anchor or re.match(r"\s+ended\b", context.after))
    if parts is quarter and not match["ago"] and over:  # the quarter that is under way is not yet reported on
        context.period, context.longer = found, False
    return found


def quarter_ended(match: re.Match[str], context: Context) -> Interval | None:
    """The quarter in which the one "ended Sept. 30" ended."""
    day = month_day(match, context)
    if day is None or day.start is None:
        return day
    context.period, context.longer = quarter_of(day.start), False
    return context.period


def feast(match: re.Match[str], context: Context) -> Interval | None:
    """A feast's day; its weekend, Friday to Monday where it is one of those, its week."""
    rule = _FEASTS[" ".join(re.sub("['’]", "", match["feast"].lower()).split())]
    anchor, which = context.published, (match["which"] or "").lower()
    if match["year"]:
        day = rule(int(match["year"]))
    elif anchor is None:
        return UNKNOWN
    else:
        this = rule(anchor.year)
        if which in ("last", "this past", "past"):
            year = anchor.year - (this >= anchor)
        elif which in ("next", "this coming", "coming"):
            year = anchor.year + (this <= anchor)
        else:
            year = year_for(this.month, this.day, context) or anchor.year
        day = rule(year)
    if (match["span"] or "").lower() == "week":
        return week(day)
    if match["span"]:
        friday = day - timedelta(days=(day.weekday() - 4) % 7)
        return days(friday, friday + timedelta(days=3))
    return days(day)
