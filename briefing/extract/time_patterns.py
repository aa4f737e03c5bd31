"""The words that name times: each pattern with the function that reads it, in the order in which they win at one place; nothing enters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.extract import calendar_times as calendar
from briefing.extract import relative_times as relative
from briefing.extract.counts import NUMBER_WORDS
from briefing.extract.feasts import FEASTS
from briefing.extract.intervals import Context, Interval

Resolver = Callable[[re.Match[str], Context], Interval | None]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER"
    r"|NOVEMBER|DECEMBER|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_LEADING_WEEKDAY = (
    rf"(?:(?:[Ll]ast\s+)?(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?),?\s+"
    r"(?:(?:morning|afternoon|evening|night),?\s+)?(?:the\s+)?)?"
)
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midnight))?"
_DASH = r"\s?[-–—]\s?|\s+(?:to|through|until|and)\s+"
_WORDS = "|".join(sorted((word for word in NUMBER_WORDS if word != "zero"), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}|an?|{_WORDS}|a\s+few|several|a\s+couple(?:\s+of)?)"
_FEAST = "|".join(re.escape(name).replace("'", "['’]?") for name in sorted(FEASTS, key=len, reverse=True))
_WHICH_DAY = r"(?:this\s+past|this\s+last|this\s+coming|the\s+coming|the\s+previous|last|next|this|past|coming)"
_WHICH_YEAR = r"(?:\s+(?P<which_year>last|this|next)\s+year\b)?"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_MONTH_DAY = (
    rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!\s*(?:percent|%|:\d|,\d{{3}}\b))"
    rf"(?:(?:{_DASH})(?P<last_month>(?:{_MONTH})(?=\s+\d))?\s*(?P<last>{_DAY})\b"
    r"(?![:\d%]|\s*(?:a\.m|p\.m|am\b|pm\b|percent|people|others)))?"
    rf"(?:,?\s+(?:in\s+|of\s+)?(?P<year>{_YEAR})\b(?!\s+block))?{_WHICH_YEAR}"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPELLED = (
    rf"(?:nineteen|twenty)[\s-]+(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]+(?:{_ONES}))?|oh[\s-]+(?:{_ONES})"
    rf"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    rf"|two\s+thousand(?:\s+(?:and\s+)?(?:{_ONES}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen))?"
)
_NO_UNITS = (
    r"(?!\s+(?:block|blocks|people|men|women|dollars|miles|feet|troops|soldiers|votes|hours|acres|square|Block|homes|jobs|"
    r"[NSEW]\.?\s+[A-Z]|(?:North|South|East|West)\b))"
)
_OF_WHICH_YEAR = rf"(?:\s+of\s+(?:fiscal\s+)?(?:(?P<year>{_YEAR})|(?P<which>last|this|next)\s+year))?"
_AGO = r"(?P<ago>year-ago|year-earlier)"

_LIST: tuple[tuple[str, int, Resolver], ...] = (
    (rf"\b(?:the\s+)?week\s+of\s+{_MONTH_DAY}", 0, calendar.week_of),
    (rf"\b(?:[Tt]he\s+)?quarter(?=\s+(?:that\s+)?ended\s+{_MONTH_DAY})", 0, calendar.quarter_ended),
    (r"\b(?:six|nine)[\s-]+months?\b", re.IGNORECASE, relative.nine_months),
    # Monday, July 18, 2016 · July 18-21 · Feb. 8 to March 2
    (rf"\b{_LEADING_WEEKDAY}{_MONTH_DAY}", 0, calendar.month_day),
    # 18 July 2016 · the 14th of July · 18-21 July · 4 FEB 90
    (
        (
            rf"\b{_LEADING_WEEKDAY}(?<![\d.,:$£€-])(?P<day>{_DAY})(?:(?:{_DASH})(?P<last>{_DAY}))?(?:\s+(?:of\s+)?|(?P<dash>[-/]))"
            rf"(?P<month>{_MONTH})(?P<last_month>(?!))?\b(?:(?(dash)(?P=dash)|,?\s+)(?P<year>{_YEAR}|(?<=[A-Z]{{3}}\s)\d\d)\b)?"
            rf"{_WHICH_YEAR}(?!\s+\d{{1,2}}\b(?!\s*\d))"
        ),
        0,
        calendar.month_day,
    ),
    (
        (
            r"(?<![\d/.-])(?:(?P<iso>(?:19|20)\d\d)(?P<sign>[-/.])(?P<iso_month>\d\d?)(?P=sign)(?P<iso_day>\d\d?)(?!\d)"
            r"|(?P<first>\d{1,2})(?P<point>[/.-])(?P<second>\d{1,2})(?P=point)(?P<numeric_year>(?:19|20)?\d\d))(?![\d/-]|\.\d)"
        ),
        0,
        calendar.numeric,
    ),
    (r"(?<![\d/])9/11\b(?!/)", 0, calendar.nine_eleven),
    (
        (
            rf"\b(?:the\s+)?(?P<nth>first|second|third|last|final)\s+week\s+(?:of|in)\s+(?:(?P<which>last|this|next)\s+)?(?P<month>{_MONTH})"
            rf"(?:,?\s+(?P<year>{_YEAR})\b)?{_WHICH_YEAR}(?P<of_that>(?!))?(?P<short>(?!))?"
        ),
        0,
        calendar.part_of_month,
    ),
    # November 2021 · that April · in early March · last May · April of that year · October last year
    (
        (
            rf"\b(?:(?P<which>[Tt]hat|[Tt]he\s+same|[Ll]ast|[Tt]his\s+past|[Tt]his|[Nn]ext)\s+)?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)?"
            rf"(?P<month>{_MONTH})(?!\.?\s+{_DAY}\b(?!\s*(?:percent|%|:\d|,\d)))\b(?:(?:,?\s+|\s+of\s+)(?:(?P<year>{_YEAR})\b|['’](?P<short>\d\d)\b)|(?P<of_that>\s+of\s+(?:that|the\s+same)\s+year))?"
            rf"{_WHICH_YEAR}"
        ),
        0,
        calendar.month_year,
    ),
    (
        (
            rf"\b(?:(?:the\s+)?(?:(?P<leading_year>{_YEAR})|(?P<leading_which>last|this|next)\s+year(?:['’]s)?|{_AGO})\s+)?"
            rf"(?:the\s+)?(?:fiscal[\s-]+)?(?:(?P<ordinal>first|second|third|fourth)[\s-]+(?:fiscal[\s-]+)?(?P<part>quarter|half)"
            rf"(?!-?(?:year|time|hour|back|goal|century|mile)|\s+(?:an?|hour|mile)\b){_OF_WHICH_YEAR}|[Qq](?P<q>[1-4])\s+(?:of\s+)?(?P<q_year>{_YEAR}))\b"
        ),
        re.IGNORECASE,
        calendar.dated_quarter,
    ),
    (
        (
            rf"(?<![\w$£€#.,:/@-])(?:(?:(?:early|late|mid|post|pre)-)?(?P<year>(?:19|20)\d\d)(?:[-–](?P<last>(?:19|20)?\d\d))?(?![\w%]|[.,:/-]\d|-?\w)|"
            rf"FY\s?(?P<fiscal>20\d\d)\b){_NO_UNITS}"
        ),
        0,
        calendar.bare_year,
    ),
    (r"(?<=\bin\s)['’](?P<year>\d\d)\b(?!['’])", 0, calendar.short_year),
    (
        rf"\b(?:the\s+year\s+(?=two)|(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=\bby\s))(?P<spelled>{_SPELLED})\b(?!\s+(?:people|years?|dollars))",
        re.IGNORECASE,
        calendar.spelled_year,
    ),
    (
        (
            r"\b(?:the\s+)?(?:(?:early|late|mid)(?:[\s-]+to[\s-]+late)?[\s-]+)?(?:(?<!\d)['’]?(?P<decade>(?:1[89]|20)\d0)['’]?s|(?<=the\s)['’]?(?P<short>[2-9]0)['’]?s"
            r"|(?P<spelled>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
        ),
        0,
        calendar.decade,
    ),
    (
        rf"\b(?:(?P<which>{_WHICH_DAY})\s+)?(?P<weekday>{_WEEKDAY})\b(?:\s+(?:of\s+)?(?P<of_week>last|this|next)\s+week\b)?{_PART}",
        re.IGNORECASE,
        relative.weekday,
    ),
    (
        (
            r"\b(?:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|(?:early\s+|earlier\s+|later\s+|late\s+)?(?:today|yesterday|tomorrow)"
            r"(?:\s+(?:morning|afternoon|evening|night))?|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|overnight)\b"
        ),
        re.IGNORECASE,
        relative.deictic,
    ),
    (
        (
            r"\b(?P<which>this\s+past|this\s+last|this\s+coming|last|past|previous|this|next|coming|that|the\s+same|the\s+following|the\s+preceding)\s+"
            r"(?P<unit>weekend|week|month|year|quarter|decade|spring|summer|autumn|fall|winter)\b"
        ),
        re.IGNORECASE,
        relative.relative_unit,
    ),
    (r"\b(?:over|at|during|through|on|ahead\s+of)\s+the\s+weekend\b(?!\s+of\b)", re.IGNORECASE, relative.the_weekend),
    (
        (
            rf"\b(?:(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Oo]f|[Oo]ver|[Tt]hroughout|[Ii]nto|[Uu]ntil)\s+(?:the\s+)?)?(?:early\s+|late\s+)?{_SEASON}"
            rf"\s+(?:of\s+)?(?:(?P<year>{_YEAR}|['’]\d\d)\b)"
        ),
        0,
        calendar.dated_season,
    ),
    (
        (
            rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Oo]ver|[Tt]hroughout|[Ii]nto|[Uu]ntil|[Oo]f|[Bb]y)\s+the\s+(?:early\s+|late\s+)?{_SEASON}\b"
            r"(?P<year>(?!))?(?!\s+(?:of|from|into|Games|Olympics)\b)"
        ),
        0,
        calendar.dated_season,
    ),
    (
        (
            r"\b(?:the\s+(?:full|current|current\s+fiscal|fiscal)\s+year\b|(?:the\s+)?(?:end\s+of\s+the\s+year|year['’]s\s+end|year[\s-]end)\b(?!-)"
            r"|(?:earlier|later)\s+in\s+the\s+year\b|(?:for|of)\s+the\s+year\b(?=\s*[,.;]|\s+ended))"
        ),
        re.IGNORECASE,
        relative.the_year,
    ),
    (
        (
            rf"\b(?:the\s+(?:(?:latest|current|most\s+recent|comparable)\s+)*(?:fiscal\s+)?(?:quarter|(?<=latest\s)period)"
            rf"|(?:the|an?)\s+(?:comparable\s+)?{_AGO}\s+(?:fiscal\s+)?(?:quarter|period))\b(?!\s+(?:of|century|mile|hour|final|back|ended|to)\b|-)"
        ),
        re.IGNORECASE,
        relative.the_period,
    ),
    (r"\b(?P<ago>year-ago|year-earlier)\b", re.IGNORECASE, relative.the_period),
    (
        (
            rf"\b(?P<number>{_NUMBER})[\s-]+(?P<unit>minute|hour|day|week|month|year|decade)s?\s+(?:or\s+so\s+)?"
            r"(?P<direction>ago|earlier|previously|later|afterwards?|from\s+now"
            r"|(?:before|after)(?!\s+(?:the|that|his|her|their|its|an?|he|she|they|it|we|\d|[A-Z])))\b"
        ),
        re.IGNORECASE,
        relative.distance,
    ),
    (
        rf"\bin\s+(?P<number>\d{{1,2}}|an?|{_WORDS})\s+(?P<unit>day|week|month|year)s?(?:['’]\s+time)?\b(?=\s*[,.;]|\s+(?:when|after|if|time)\b)",
        re.IGNORECASE,
        relative.in_a_while,
    ),
    (
        (
            r"\b(?:(?:that|the)\s+same\s+(?:day|night|evening|morning|afternoon)|(?:later\s+|earlier\s+|later\s+on\s+)?that\s+(?:day|night|evening|morning|afternoon)"
            r"|the\s+(?:next|following|previous)\s+(?:day|night|morning|evening|afternoon)|the\s+(?:day|night)\s+(?:before|after)(?=\s*[,.;)”\"’]))"
        ),
        re.IGNORECASE,
        relative.same_day,
    ),
    (
        (
            r"\bon\s+the\s+(?P<day>(?:1st|2nd|3rd|21st|22nd|23rd|31st|(?:[4-9]|1\d|2[04-9]|30)th))\b(?=\s*[,.;]|\s+(?:and|at|of\s+(?:this|last|next)\s+month)\b)"
            r"(?:\s+of\s+(?P<which>this|last|next)\s+month)?"
        ),
        re.IGNORECASE,
        relative.ordinal_day,
    ),
    (
        (
            rf"\b(?:(?P<which>this\s+past|this\s+coming|last|next|this)\s+)?(?P<feast>{_FEAST})\b(?:\s+(?P<span>weekend|week)\b)?"
            rf"(?:,?\s+(?P<year>{_YEAR})\b)?(?!\s+(?:Island|[Pp]arade|[Tt]ree|party|carol))"
        ),
        re.IGNORECASE,
        calendar.feast,
    ),
)
PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern, flags), resolver) for pattern, flags, resolver in _LIST
)
_NEEDS: dict[Resolver, tuple[str, ...]] = {  # a text that has none of these, in small letters, is not searched
    calendar.week_of: ("week",),
    calendar.quarter_ended: ("ended",),
    relative.nine_months: ("quarter",),
    calendar.part_of_month: ("week",),
    calendar.dated_quarter: ("quarter", "half", "q1", "q2", "q3", "q4"),
    calendar.spelled_year: ("nineteen", "twenty", "two thousand"),
    calendar.decade: ("0s", "0's", "0’s", "ties"),
    calendar.dated_season: ("spring", "summer", "autumn", "fall", "winter"),
    relative.the_year: ("year",),
    relative.the_period: ("quarter", "year-"),
    relative.the_weekend: ("weekend",),
    calendar.feast: tuple(sorted({name.split()[0].partition("'")[0] for name in FEASTS})),
}
# A stretch from a time that follows, or from a happening whose day another mention tells:
# "two days after the vote", "on the eve of Tuesday's talks".
BESIDE = re.compile(
    rf"\b(?:(?:(?P<number>(?i:{_NUMBER}|the))\s+)?(?i:(?P<unit>minute|hour|day|week|month|year|morning|night|evening)s?\s+"
    r"(?P<direction>after|before|following|prior\s+to|ahead\s+of))"
    r"|(?i:(?:on\s+)?the\s+(?P<eve>eve)\s+of)|(?i:(?:on\s+)?the\s+(?:day|night|morning|afternoon|evening)\s+(?P<day_of>of)))"
    r"(?=\s+(?:(?:the|that|this|his|her|their|its|an?)\b|[A-Z\d]))"
    r"(?P<event>\s+(?:the|that|this|his|her|their|its|an?)(?:\s+[a-z][\w-]*){1,4})?"
)

# "May" and "March" are months only beside such a word, a day or a year; as subject or verb they are not.
_NEEDS_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|during|between|through|late|early|mid|and|to|before|after|for|on|a|the|under)[\s-]+$",
    re.IGNORECASE,
)
_AMBIGUOUS = frozenset("May March MAY MARCH Mar MAR August June April Dec Sep Jan Jun Jul Oct Nov Feb Aug Apr".split())
_NOT_DATES = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|No\.|Room|Route|Highway|Interstate|Flight|Channel|Local|Windows|Euro|Expo|Agenda|Vision)\s*$"
)
_AGED = re.compile(r"\b(?:his|her|their|my|your|our|temperatures|highs|lows)\b[^.]{0,30}$", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    r"\s+(?:Night\s+(?:Live|Football)|Times|Morning\s+(?:Herald|Post)|Mirror|Telegraph|Night\s+Lights)"
)


def matches(text: str) -> Iterator[tuple[re.Match[str], Resolver]]:
    """Every match of every pattern, a pattern at a time."""
    small = text.lower()
    for pattern, resolver in PATTERNS:
        needs = _NEEDS.get(resolver)
        if needs is None or any(word in small for word in needs):
            for match in pattern.finditer(text):
                yield match, resolver


_FEAST_THING = re.compile(
    r"\s+(?:markets?|trees?|fairs?|lights|eggs?|cards?|carols?|shopp\w+|cakes?|jumpers?|sweaters?|islands?)\b"
)


def plausible(match: re.Match[str], resolver: Resolver, before: str, after: str) -> bool:
    """Whether the words are a time at all: no verb, name, age, address or title."""
    words = match.group()
    if resolver is calendar.month_year and not (match["year"] or match["short"] or match["which"] or match["of_that"]):
        if match["which_year"]:
            return True
        bare = words.rstrip(".").split()[-1]
        if bare in _AMBIGUOUS:
            led = bool(_NEEDS_PREPOSITION.search(before)) or words not in (bare, f"{bare}.")
            return led and not (len(bare) <= 6 and re.match(r"\.?\s+[A-Z][a-z]+|['’]s\s+(?:mother|father)", after))
        return not words.isupper()
    if resolver is calendar.bare_year:
        return not _NOT_DATES.search(before)
    if resolver is calendar.feast:
        return not _FEAST_THING.match(after)
    if resolver is calendar.decade:
        return not (match["decade"] is None and _AGED.search(before))
    if resolver is relative.weekday:
        return match["weekday"][0].isupper() and not _NAMED_AFTER.match(after)
    if resolver is relative.relative_unit and match["which"].lower() in ("past", "last"):
        return not re.match(r"\s+(?:ditch|minute)", after)
    return True


__all__ = ["BESIDE", "PATTERNS", "Resolver", "matches", "plausible"]
