"""A text and the day it was published go in, its mentions of time come out as intervals of whole days.

Absolute dates stand for themselves; "Monday", "last week", "three days ago" are anchored on the day of publication;
"that April", "the next day", "a year later" on the date mentioned before. Where the anchor is missing, the words are kept
and the interval is unknown. A date that no calendar has (30 February) is not a date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.counts import NUMBER_WORDS, number_of
from briefing.models import TimePrecision, When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words of a text that name a time: code points `start` to `end`, and the interval they mean."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days, both inclusive; both None where the anchor was missing."""

    start: date | None
    end: date | None
    precision: TimePrecision


@dataclass(slots=True)
class _Context:
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

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER"
    r"|NOVEMBER|DECEMBER|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_LEADING_WEEKDAY = rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s+(?:the\s+)?)?"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midnight))?"
_DASH = r"\s?[-–—]\s?|\s+(?:to|through|until|and)\s+"
_NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}|a\s+few|several|a\s+couple\s+of)"
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


def _year_for(month: int, day: int, context: _Context) -> int | None:
    """The year a month means that is named without one: the last such date, or the next where the words look ahead."""
    anchor = context.published
    if anchor is None:
        return None
    ahead = bool(_FUTURE.search(context.before))
    if (month, day) == (anchor.month, anchor.day) or (day == 0 and month == anchor.month):
        return anchor.year
    later = (month, day or 1) > (anchor.month, anchor.day)
    just_past = not later and 0 <= anchor.month - month <= 1  # "the hearing will follow the Jan. 14 attack", on 15 January
    ahead = ahead and not just_past
    if ahead:
        return anchor.year if later else anchor.year + 1
    # News speaks of days to come without saying so ("the Aug. 2 primary"): up to two months ahead counts as that.
    soon = later and (month - anchor.month) <= (2 if day else 0)
    return anchor.year if not later or soon else anchor.year - 1


# ---- one function a pattern ------------------------------------------------------------------------------------------


def _month_day(match: re.Match[str], context: _Context) -> Interval | None:
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


def _numeric(match: re.Match[str], context: _Context) -> Interval | None:
    if match["iso"]:
        return _days(_day(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])))
    first, second, year = int(match["first"]), int(match["second"]), _given_year(match["numeric_year"])
    assert year is not None
    return _days(_day(year, first, second) or (_day(year, second, first) if first > 12 else None))


def _nine_eleven(match: re.Match[str], context: _Context) -> Interval | None:
    return _days(date(2001, 9, 11))


def _month_year(match: re.Match[str], context: _Context) -> Interval | None:
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


def _bare_year(match: re.Match[str], context: _Context) -> Interval | None:
    first = _year(int(match["year"]))
    if first is None or not match["last"]:
        return first
    century = match["year"][:2] if len(match["last"]) == 2 else ""
    last = _year(int(century + match["last"]))
    if last is None or first.end is None or last.end is None or not first.end < last.end:
        return first
    return Interval(first.start, last.end, "year")


def _decade(match: re.Match[str], context: _Context) -> Interval | None:
    digits = match["decade"]
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 20 else 2000)
    start = {"early": 0, "late": 6, "mid": 4}.get((match["part"] or "").lower().rstrip("-"), 0)
    length = {"early": 4, "late": 4, "mid": 3}.get((match["part"] or "").lower().rstrip("-"), 10)
    return Interval(date(year + start, 1, 1), date(year + start + length - 1, 12, 31), "decade")


def _weekday(match: re.Match[str], context: _Context) -> Interval | None:
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    number = _WEEKDAYS.index(match["weekday"].lower())
    back = (anchor.weekday() - number) % 7
    which = (match["which"] or "").lower()
    if which in ("last", "past", "this past", "the previous"):
        return _days(anchor - timedelta(days=back or 7))
    ahead = which in ("next", "this", "this coming", "the coming", "coming")
    if ahead or (not which and back and _FUTURE.search(context.before[-60:])):
        return _days(anchor + timedelta(days=(7 - back) if back or which == "next" else 0))
    return _days(anchor - timedelta(days=back))


def _deictic(match: re.Match[str], context: _Context) -> Interval | None:
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


def _relative_unit(match: re.Match[str], context: _Context) -> Interval | None:
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
    """"last summer" is the last that has begun and ended, "this summer" the one of the year, "next summer" the one to come."""
    this = _season(anchor.year, name)
    assert this.start is not None and this.end is not None
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


def _past_weekend(match: re.Match[str], context: _Context) -> Interval | None:
    anchor = context.published
    if anchor is None:
        return UNKNOWN
    return _weekend(anchor, 0 if anchor.weekday() >= 5 or _FUTURE.search(context.before) else -1)


def _dated_season(match: re.Match[str], context: _Context) -> Interval | None:
    if match["year"]:
        return _season(int(match["year"]), match["season"])
    if context.published is None:
        return UNKNOWN
    this = _season(context.published.year, match["season"])
    assert this.start is not None
    ahead = this.start > context.published and not _FUTURE.search(context.before)
    return _season(context.published.year - 1, match["season"]) if ahead else this


def _dated_quarter(match: re.Match[str], context: _Context) -> Interval | None:
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


def _distance(match: re.Match[str], context: _Context) -> Interval | None:
    """"three days ago" from the day of publication; "two weeks later", "a year earlier" from the date before."""
    words, unit, direction = match["number"].lower(), match["unit"].lower(), match["direction"].lower()
    number = 2 if "couple" in words else 3 if words in ("several",) or "few" in words else 1 if words in ("a", "an") else number_of(words)
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
            return _week(anchor + sign * timedelta(days=number)) if vague else _days(anchor + sign * timedelta(days=number))
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


def _same_day(match: re.Match[str], context: _Context) -> Interval | None:
    previous = context.previous
    if previous is None or previous.start is None or previous.precision != "day" or previous.end is None:
        return UNKNOWN
    words = match.group().lower()
    if "next" in words or "following" in words:
        return _days(previous.end + timedelta(days=1))
    if "before" in words or "previous" in words:
        return _days(previous.start - timedelta(days=1))
    return _days(previous.start, previous.end)


_FEASTS: dict[str, tuple[int, int]] = {
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


def _feast(match: re.Match[str], context: _Context) -> Interval | None:
    name = " ".join(match["feast"].lower().replace("’", "'").split())
    month, day = _FEASTS[name]
    year = int(match["year"]) if match["year"] else _year_for(month, day, context)
    return UNKNOWN if year is None else _days(_day(year, month, day))


Resolver = Callable[[re.Match[str], _Context], Interval | None]
_FEAST_NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(_FEASTS, key=len, reverse=True))
_WHICH_DAY = r"(?:this\s+past|this\s+coming|the\s+coming|the\s+previous|last|next|this|past|coming)"

_PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern, flags), resolver)
    for pattern, flags, resolver in (
        # Monday, July 18, 2016 · July 18-21 · Feb. 8 to March 2
        (
            rf"\b{_LEADING_WEEKDAY}(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!\s*(?:percent|%|:\d|,\d{{3}}\b))"
            rf"(?:(?:{_DASH})(?P<last_month>(?:{_MONTH})(?=\s+\d))?\s*(?P<last>{_DAY})\b(?![:\d%]|\s*(?:a\.m|p\.m|am\b|pm\b|percent)))?"
            rf"(?:,?\s+(?:in\s+|of\s+)?(?P<year>{_YEAR})\b(?!\s+block))?",
            0,
            _month_day,
        ),
        # 18 July 2016 · the 14th of July · 18-21 July · 4 FEB 90
        (
            rf"\b{_LEADING_WEEKDAY}(?<![\d.,:$£€-])(?P<day>{_DAY})(?:(?:{_DASH})(?P<last>{_DAY}))?\s+(?:of\s+)?"
            rf"(?P<month>{_MONTH})(?P<last_month>(?!))?\b(?:,?\s+(?P<year>{_YEAR}|(?<=[A-Z]{{3}}\s)\d\d)\b)?(?!\s+\d{{1,2}}\b(?!\s*\d))",
            0,
            _month_day,
        ),
        (
            r"(?<![\d/.-])(?:(?P<iso>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)"
            r"|(?P<first>\d{1,2})(?P<slash>[/-])(?P<second>\d{1,2})(?P=slash)(?P<numeric_year>(?:19|20)?\d\d))(?![\d/-])",
            0,
            _numeric,
        ),
        (r"(?<![\d/])9/11\b(?!/)", 0, _nine_eleven),
        # November 2021 · that April · in early March · last May · April of that year
        (
            rf"\b(?:(?P<which>that|the\s+same|last|this|next)\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<month>{_MONTH})\b"
            rf"(?:(?:,?\s+|\s+of\s+)(?P<year>{_YEAR})\b|(?P<of_that>\s+of\s+(?:that|the\s+same)\s+year))?",
            0,
            _month_year,
        ),
        (
            rf"(?<![\w$£€#.,:/@-])(?P<year>(?:19|20)\d\d)(?:[-–](?P<last>(?:19|20)?\d\d))?(?![\w%]|[.,:/-]\d|-?\w)"
            r"(?!\s+(?:block|blocks|people|men|women|dollars|miles|feet|troops|soldiers|votes|hours|acres|square|Block|homes|jobs|"
            r"[NSEW]\.?\s+[A-Z]|(?:North|South|East|West)\b))",
            0,
            _bare_year,
        ),
        (r"\b(?:the\s+)?(?:(?P<part>early|late|mid)[\s-]+)?(?<!\d)['’]?(?P<decade>(?:1[89]|20)\d0|[2-9]0)['’]?s\b", 0, _decade),
        (rf"\b(?:(?P<which>{_WHICH_DAY})\s+)?(?P<weekday>{_WEEKDAY})\b{_PART}", 0, _weekday),
        (
            r"\b(?:the\s+day\s+before\s+yesterday|(?:early\s+|earlier\s+|later\s+|late\s+)?(?:today|yesterday|tomorrow)"
            r"(?:\s+(?:morning|afternoon|evening|night))?|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|overnight)\b",
            re.IGNORECASE,
            _deictic,
        ),
        (
            r"\b(?P<which>last|past|previous|this|next|coming|that|the\s+same)\s+"
            r"(?P<unit>weekend|week|month|year|quarter|decade|spring|summer|autumn|fall|winter)\b",
            re.IGNORECASE,
            _relative_unit,
        ),
        (r"\b(?:over|at|during|through|on)\s+the\s+weekend\b", re.IGNORECASE, _past_weekend),
        (
            rf"\b(?:(?:in|during|since|by|of)\s+(?:the\s+)?(?:early\s+|late\s+)?)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
            rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b)",
            0,
            _dated_season,
        ),
        (
            rf"\b(?:(?:the\s+)?(?P<ordinal>first|second|third|fourth)[\s-]+quarter(?:\s+of\s+(?:(?P<year>{_YEAR})|(?P<which>last|this)\s+year))?"
            rf"|[Qq](?P<q>[1-4])(?=\s+(?:of\s+)?{_YEAR}))",
            re.IGNORECASE,
            _dated_quarter,
        ),
        (
            rf"\b(?P<number>{_NUMBER})[\s-]+(?P<unit>minute|hour|day|week|month|year|decade)s?\s+"
            r"(?P<direction>ago|earlier|before|later|afterwards?|after|from\s+now)\b(?!\s+(?:the|his|her|their|its|a)\b)",
            re.IGNORECASE,
            _distance,
        ),
        (
            r"\b(?:(?:that|the)\s+same\s+(?:day|night|evening|morning|afternoon)|that\s+(?:day|night|evening|morning|afternoon)"
            r"|the\s+(?:next|following|previous)\s+(?:day|night|morning|evening|afternoon)|the\s+(?:day|night)\s+before)\b",
            re.IGNORECASE,
            _same_day,
        ),
        (rf"\b(?P<feast>{_FEAST_NAMES})\b(?:,?\s+(?P<year>{_YEAR})\b)?", re.IGNORECASE, _feast),
    )
)

# "May" and "March" are months only beside such a word, a day or a year; as subject or verb they are not.
_NEEDS_PREPOSITION = re.compile(r"\b(?:in|since|until|till|by|of|from|during|between|through|late|early|mid|and|to|before|after|for|on)[\s-]+$", re.I)
_NOT_DATES = re.compile(r"(?:©|\(c\)|[Cc]opyright|No\.|Room|Route|Highway|Interstate|Flight|Channel|Local|Windows|Euro|Expo|Agenda|Vision)\s*$")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z][a-z]+|Mrs?\.?|Ms\.?)\s+$")


def _plausible(match: re.Match[str], resolver: Resolver, before: str, after: str) -> bool:
    words = match.group()
    if resolver is _month_year and not match["year"] and not match["which"] and not match["of_that"]:
        bare = words.rstrip(".").split()[-1]
        if bare in ("May", "March", "MAY", "MARCH", "Mar", "MAR", "August", "June", "April", "Dec", "Sep", "Jan", "Jun"):
            led = bool(_NEEDS_PREPOSITION.search(before)) or words != bare
            return led and not (bare in ("May", "June", "April", "August") and re.match(r"\s+[A-Z][a-z]+|['’]s\s+(?:mother|father)", after))
        return not words.isupper()
    if resolver is _bare_year:
        return not _NOT_DATES.search(before)
    if resolver is _weekday:
        return not re.match(r"\s+(?:Night\s+(?:Live|Football)|Times|Morning\s+(?:Herald|Post)|Mirror|Telegraph)", after)
    if resolver is _relative_unit and match["which"].lower() in ("past", "last"):
        return not re.match(r"\s+(?:ditch|minute)", after)
    return True


def find_times(text: str, published: date | None) -> list[TimeMention]:
    """Every mention of a time in `text`, in order, none overlapping; cost grows linearly with the text."""
    hits: list[tuple[int, int, re.Match[str], Resolver]] = []
    for pattern, resolver in _PATTERNS:
        hits.extend((match.start(), -match.end(), match, resolver) for match in pattern.finditer(text))
    hits.sort(key=lambda hit: hit[:2])
    mentions: list[TimeMention] = []
    context = _Context(published, None, "", "")
    reached = 0
    for start, negative_end, match, resolver in hits:
        end = -negative_end
        if start < reached:
            continue
        before = text[max(0, start - 90) : start]
        cut = max(before.rfind("\n"), before.rfind("! "), before.rfind("? "), _last_full_stop(before))
        context.before, context.after = before[cut + 1 :], text[end : end + 40]
        if not _plausible(match, resolver, context.before, context.after):
            continue
        try:
            interval = resolver(match, context)
        except OverflowError:  # a date outside the calendar
            interval = None
        if interval is None:
            reached = end  # "30 February 2015" is not "February 2015" either
            continue
        words = match.group().rstrip()
        when = When(text=words, start=interval.start, end=interval.end, precision=interval.precision, basis="text")
        mentions.append(TimeMention(start, start + len(words), when))
        reached = end
        if interval.start is not None:
            context.previous = interval
    return mentions


def _last_full_stop(text: str) -> int:
    """Index of the last full stop that ends a sentence (a small letter before it, white space after it), -1 for none."""
    found = -1
    for match in re.finditer(r"(?<=[a-z\d)”\"])\.[”\"]?\s", text):
        found = match.start()
    return found


@Language.factory("briefing_times", assigns=["doc._.times"])
class TimesComponent:
    """spaCy component: `doc._.times`, anchored on `doc._.article.published`."""

    def __init__(self, nlp: Language, name: str) -> None:
        if not Doc.has_extension("times"):
            Doc.set_extension("times", default=None)
        if not Doc.has_extension("article"):
            Doc.set_extension("article", default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article
        doc._.times = find_times(doc.text, article.published_on if article is not None else None)
        return doc
