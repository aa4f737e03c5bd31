"""A text and the day it was published go in, its mentions of time come out as intervals of whole days.

Absolute dates stand for themselves; "Monday", "last week", "three days ago" are anchored on the day of publication;
"that April", "the next day", "a year later" on the date mentioned before. Where the anchor is missing, the words are kept
and the interval is unknown. A date that no calendar has (30 February) is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.counts import NUMBER_WORDS
from briefing.extract.intervals import (
    FEASTS,
    Context,
    Interval,
    bare_year,
    dated_quarter,
    dated_season,
    decade,
    deictic,
    distance,
    feast,
    month_day,
    month_year,
    nine_eleven,
    numeric,
    past_weekend,
    relative_unit,
    same_day,
    weekday,
)
from briefing.models import When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words of a text that name a time: code points `start` to `end`, and the interval they mean."""

    start: int
    end: int
    when: When


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

Resolver = Callable[[re.Match[str], Context], Interval | None]
_FEAST_NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(FEASTS, key=len, reverse=True))
_WHICH_DAY = r"(?:this\s+past|this\s+coming|the\s+coming|the\s+previous|last|next|this|past|coming)"

_PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern, flags), resolver)
    for pattern, flags, resolver in (
        # Monday, July 18, 2016 · July 18-21 · Feb. 8 to March 2
        (
            (
                rf"\b{_LEADING_WEEKDAY}(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!\s*(?:percent|%|:\d|,\d{{3}}\b))"
                rf"(?:(?:{_DASH})(?P<last_month>(?:{_MONTH})(?=\s+\d))?\s*(?P<last>{_DAY})\b(?![:\d%]|\s*(?:a\.m|p\.m|am\b|pm\b|percent)))?"
                rf"(?:,?\s+(?:in\s+|of\s+)?(?P<year>{_YEAR})\b(?!\s+block))?"
            ),
            0,
            month_day,
        ),
        # 18 July 2016 · the 14th of July · 18-21 July · 4 FEB 90
        (
            (
                rf"\b{_LEADING_WEEKDAY}(?<![\d.,:$£€-])(?P<day>{_DAY})(?:(?:{_DASH})(?P<last>{_DAY}))?\s+(?:of\s+)?"
                rf"(?P<month>{_MONTH})(?P<last_month>(?!))?\b(?:,?\s+(?P<year>{_YEAR}|(?<=[A-Z]{{3}}\s)\d\d)\b)?(?!\s+\d{{1,2}}\b(?!\s*\d))"
            ),
            0,
            month_day,
        ),
        (
            (
                r"(?<![\d/.-])(?:(?P<iso>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)"
                r"|(?P<first>\d{1,2})(?P<slash>[/-])(?P<second>\d{1,2})(?P=slash)(?P<numeric_year>(?:19|20)?\d\d))(?![\d/-])"
            ),
            0,
            numeric,
        ),
        (r"(?<![\d/])9/11\b(?!/)", 0, nine_eleven),
        # November 2021 · that April · in early March · last May · April of that year
        (
            (
                rf"\b(?:(?P<which>that|the\s+same|last|this|next)\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<month>{_MONTH})\b"
                rf"(?:(?:,?\s+|\s+of\s+)(?P<year>{_YEAR})\b|(?P<of_that>\s+of\s+(?:that|the\s+same)\s+year))?"
            ),
            0,
            month_year,
        ),
        (
            (
                r"(?<![\w$£€#.,:/@-])(?P<year>(?:19|20)\d\d)(?:[-–](?P<last>(?:19|20)?\d\d))?(?![\w%]|[.,:/-]\d|-?\w)"
                r"(?!\s+(?:block|blocks|people|men|women|dollars|miles|feet|troops|soldiers|votes|hours|acres|square|Block|homes|jobs|"
                r"[NSEW]\.?\s+[A-Z]|(?:North|South|East|West)\b))"
            ),
            0,
            bare_year,
        ),
        (
            r"\b(?:the\s+)?(?:(?P<part>early|late|mid)[\s-]+)?(?<!\d)['’]?(?P<decade>(?:1[89]|20)\d0|[2-9]0)['’]?s\b",
            0,
            decade,
        ),
        (rf"\b(?:(?P<which>{_WHICH_DAY})\s+)?(?P<weekday>{_WEEKDAY})\b{_PART}", 0, weekday),
        (
            (
                r"\b(?:the\s+day\s+before\s+yesterday|(?:early\s+|earlier\s+|later\s+|late\s+)?(?:today|yesterday|tomorrow)"
                r"(?:\s+(?:morning|afternoon|evening|night))?|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|overnight)\b"
            ),
            re.IGNORECASE,
            deictic,
        ),
        (
            (
                r"\b(?P<which>last|past|previous|this|next|coming|that|the\s+same)\s+"
                r"(?P<unit>weekend|week|month|year|quarter|decade|spring|summer|autumn|fall|winter)\b"
            ),
            re.IGNORECASE,
            relative_unit,
        ),
        (r"\b(?:over|at|during|through|on)\s+the\s+weekend\b", re.IGNORECASE, past_weekend),
        (
            (
                rf"\b(?:(?:in|during|since|by|of)\s+(?:the\s+)?(?:early\s+|late\s+)?)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
                rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b)"
            ),
            0,
            dated_season,
        ),
        (
            (
                rf"\b(?:(?:the\s+)?(?P<ordinal>first|second|third|fourth)[\s-]+quarter(?:\s+of\s+(?:(?P<year>{_YEAR})|(?P<which>last|this)\s+year))?"
                rf"|[Qq](?P<q>[1-4])(?=\s+(?:of\s+)?{_YEAR}))"
            ),
            re.IGNORECASE,
            dated_quarter,
        ),
        (
            (
                rf"\b(?P<number>{_NUMBER})[\s-]+(?P<unit>minute|hour|day|week|month|year|decade)s?\s+"
                r"(?P<direction>ago|earlier|before|later|afterwards?|after|from\s+now)\b(?!\s+(?:the|his|her|their|its|a)\b)"
            ),
            re.IGNORECASE,
            distance,
        ),
        (
            (
                r"\b(?:(?:that|the)\s+same\s+(?:day|night|evening|morning|afternoon)|that\s+(?:day|night|evening|morning|afternoon)"
                r"|the\s+(?:next|following|previous)\s+(?:day|night|morning|evening|afternoon)|the\s+(?:day|night)\s+before)\b"
            ),
            re.IGNORECASE,
            same_day,
        ),
        (rf"\b(?P<feast>{_FEAST_NAMES})\b(?:,?\s+(?P<year>{_YEAR})\b)?", re.IGNORECASE, feast),
    )
)

# "May" and "March" are months only beside such a word, a day or a year; as subject or verb they are not.
_NEEDS_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|during|between|through|late|early|mid|and|to|before|after|for|on)[\s-]+$",
    re.IGNORECASE,
)
_NOT_DATES = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|No\.|Room|Route|Highway|Interstate|Flight|Channel|Local|Windows|Euro|Expo|Agenda|Vision)\s*$"
)
_NAME_BEFORE = re.compile(r"\b(?:[A-Z][a-z]+|Mrs?\.?|Ms\.?)\s+$")


def _plausible(match: re.Match[str], resolver: Resolver, before: str, after: str) -> bool:
    words = match.group()
    if resolver is month_year and not match["year"] and not match["which"] and not match["of_that"]:
        bare = words.rstrip(".").split()[-1]
        if bare in (
            "May",
            "March",
            "MAY",
            "MARCH",
            "Mar",
            "MAR",
            "August",
            "June",
            "April",
            "Dec",
            "Sep",
            "Jan",
            "Jun",
        ):
            led = bool(_NEEDS_PREPOSITION.search(before)) or words != bare
            return led and not (
                bare in ("May", "June", "April", "August")
                and re.match(r"\s+[A-Z][a-z]+|['’]s\s+(?:mother|father)", after)
            )
        return not words.isupper()
    if resolver is bare_year:
        return not _NOT_DATES.search(before)
    if resolver is weekday:
        return not re.match(r"\s+(?:Night\s+(?:Live|Football)|Times|Morning\s+(?:Herald|Post)|Mirror|Telegraph)", after)
    if resolver is relative_unit and match["which"].lower() in ("past", "last"):
        return not re.match(r"\s+(?:ditch|minute)", after)
    return True


def find_times(text: str, published: date | None) -> list[TimeMention]:
    """Every mention of a time in `text`, in order, none overlapping; cost grows linearly with the text."""
    hits: list[tuple[int, int, re.Match[str], Resolver]] = []
    for pattern, resolver in _PATTERNS:
        hits.extend((match.start(), -match.end(), match, resolver) for match in pattern.finditer(text))
    hits.sort(key=lambda hit: hit[:2])
    mentions: list[TimeMention] = []
    context = Context(published, None, "", "")
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
        except (OverflowError, ValueError):  # a date outside the calendar
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
        del nlp
        self.name = name
        if not Doc.has_extension("times"):
            Doc.set_extension("times", default=None)
        if not Doc.has_extension("article"):
            Doc.set_extension("article", default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article
        doc._.times = find_times(doc.text, article.published_on if article is not None else None)
        return doc
