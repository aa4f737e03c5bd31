"""A text and the day it was published go in, its mentions of time come out as intervals of whole days.

Absolute dates stand for themselves; "Monday", "last week", "three days ago" are anchored on the day in the dateline, else on that of
publication; "that April", "the next day", "a year later" on the date mentioned before; "two days after the vote" on the day that the
article gives the vote. Where the anchor is missing, the words are kept and the interval is unknown. A date that no calendar has
(30 February) is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.config.schema import Outlet
from briefing.extract.calendar_times import month_day, nine_eleven, numeric
from briefing.extract.datelines import dated_line, stamps_of
from briefing.extract.event_times import Found, from_date, from_event, remember_event
from briefing.extract.homes import country_by_ending, names_of
from briefing.extract.intervals import LOOK_AHEAD, LOOK_BACK, Context, Interval
from briefing.extract.relative_times import distance, the_period
from briefing.extract.time_patterns import BESIDE, PATTERNS, Resolver, matches, plausible
from briefing.models import Article, When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words of a text that name a time: code points `start` to `end`, and the interval they mean."""

    start: int
    end: int
    when: When


MONTH_FIRST = frozenset(("US", "AS", "GU", "MH", "MP", "PH", "PR", "UM", "VI"))
"""Countries that write 8/9/2023 for August 9 (Unicode CLDR: those whose English follows that of the United States)."""
_REPRINTED = timedelta(days=10)  # a dateline older than this, beside the publication, is another story's
_SENTENCE_END = re.compile(r"(?<=[a-z\d)”\"])\.[”\"]?\s|[!?][”\"]?\s|\n")
_TO = re.compile(r"\s+(?:to|until|till|through|and)\s+|\s?[-–—]\s?")
_FROM = re.compile(r"\b(from|between)\s+$", re.IGNORECASE)

_OWNER = re.compile(r"['’]s\s")

Hit = tuple[int, int, re.Match[str], Resolver | None]


def find_times(text: str, published: date | None, country: str | None = None) -> list[TimeMention]:
    """Every mention of a time in `text`, in order, none overlapping; cost grows linearly with the text.

    `country` is the outlet's (ISO 3166, two letters): it tells what 8/9/2023 means.
    """
    hits: list[Hit] = [(match.start(), -match.end(), match, reader) for match, reader in matches(text)]
    hits.extend((match.start(), -match.end(), match, None) for match in BESIDE.finditer(text))
    hits.sort(key=lambda hit: hit[:2])
    context = Context(_spoken_on(text, published), _month_first(hits, country))
    found: list[Found] = []
    besides: list[tuple[int, re.Match[str]]] = []
    reached = 0
    for start, _, match, resolver in hits:
        if start < reached:
            continue
        if resolver is None:
            besides.append((len(found), match))
            found.append(from_event(match, context.nouns))
            reached = found[-1][1]
            continue
        context.before, context.after = _sentence_around(text, start, match.end())
        if not plausible(match, resolver, context.before, context.after):
            continue
        reached = match.end()  # "30 February 2015" is not "February 2015" either
        interval = _resolved(match, resolver, context)
        if interval is None:
            continue
        _remember(context, interval, match, resolver, aside=_aside(found, start, context))
        found.append((start, start + len(match.group().rstrip()), interval))
    for index, match in besides:
        by_date = from_date(match, found[index + 1] if index + 1 < len(found) else None)
        found[index] = by_date or (found[index] if found[index][2].start else from_event(match, context.nouns))
    return [
        TimeMention(start, end, When(text=text[start:end], start=i.start, end=i.end, precision=i.precision, basis="text"))
        for start, end, i in _spans(text, found)
    ]  # fmt: skip


def _resolved(match: re.Match[str], resolver: Resolver, context: Context) -> Interval | None:
    try:
        return resolver(match, context)
    except (OverflowError, ValueError):  # outside the calendar
        return None


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and behind a mention, as far as anything looks."""
    before, after = text[max(0, start - LOOK_BACK) : start], text[end : end + LOOK_AHEAD]
    cut = 0
    for match in _SENTENCE_END.finditer(before):
        cut = match.end()
    stop = _SENTENCE_END.search(after)
    return before[cut:], after[: stop.start()] if stop else after


def _aside(found: list[Found], start: int, context: Context) -> bool:
    """Whether a mention only names a deed, in a sentence that has its own day: "On Monday, two were shot near Sunday's fire."."""
    if not found or not _OWNER.match(context.after):
        return False
    began, _, interval = found[-1]
    return interval.precision == "day" and began >= start - len(context.before)


def _remember(context: Context, interval: Interval, match: re.Match[str], resolver: Resolver, *, aside: bool) -> None:
    """What later words may hang on: the last time, the last day, and which thing was dated by it."""
    if interval.start is None or resolver is nine_eleven:
        return
    backward = resolver is distance and match["direction"].lower() in ("ago", "earlier", "before", "previously")
    if not (aside or backward) and resolver is not the_period:  # "up from a year earlier" moves no story on
        context.previous = interval
    if interval.precision != "day":
        return
    if not aside:
        context.day = interval
    remember_event(context, interval)


def _spans(text: str, found: Iterable[Found]) -> list[Found]:
    """Two days that "from" or "between" and "to" or "and" join are one span, "the night of" and its date one mention."""
    spans: list[Found] = []
    for start, end, interval in found:
        last = spans[-1] if spans else None
        joins = last and _TO.fullmatch(text, last[1], start) and _FROM.search(text, max(0, last[0] - 10), last[0])
        if (
            last and joins and last[2].start and interval.end
            and interval.precision == last[2].precision == "day" and last[2].start < interval.end
        ):  # fmt: skip
            spans[-1] = (last[0], end, Interval(last[2].start, interval.end, interval.precision))
        elif last and last[2] == interval and text[last[0] : start].rstrip().endswith(" of"):
            spans[-1] = (last[0], end, interval)
        else:
            spans.append((start, end, interval))
    return spans


def _spoken_on(text: str, published: date | None) -> date | None:
    """The day from which the article speaks: its dateline's, where that is at most some days before publication, else its stamp's."""
    line = dated_line(text)
    day = _day_of(line, published) if line else None
    if day and (published is None or timedelta(days=-1) <= published - day <= _REPRINTED):
        return day
    # A page read again later bears the day of that; its own stamps tell when it was written.
    stamps = [
        day for stamp in stamps_of(text) if (day := _day_of(stamp, published)) and (not published or day <= published)
    ]
    return max(stamps, default=published)


def _day_of(words: str, published: date | None) -> date | None:
    """The day that words such as "May 31" or "Friday, Sept. 2, 2016" mean."""
    match = next((m for pattern, reader in PATTERNS if reader is month_day for m in pattern.finditer(words)), None)
    interval = _resolved(match, month_day, Context(published)) if match else None
    return interval.start if interval else None


def _month_first(hits: Iterable[Hit], country: str | None) -> bool | None:
    """The order of 8/9/2023: by the outlet's country, else as the article writes its other dates; None where nothing tells."""
    if country is not None:
        return country in MONTH_FIRST
    votes = 0
    for _, _, match, resolver in hits:
        if resolver is numeric and match["first"] and match["point"] != ".":
            votes += (int(match["second"]) > 12) - (int(match["first"]) > 12)
        elif resolver is month_day:
            votes += 1 if match.start("month") < match.start("day") else -1
    return None if votes == 0 else votes > 0


@Language.factory("briefing_times", assigns=["doc._.times"], default_config={"outlets": None})
class TimesComponent:
    """spaCy component: `doc._.times`, anchored on `doc._.article`. Setting: the workspace's outlets as plain data."""

    def __init__(self, nlp: Language, name: str, outlets: list[dict[str, Any]] | None) -> None:
        del nlp
        self.name = name
        self.countries = {
            key.casefold(): outlet.country
            for outlet in reversed([Outlet.model_validate(data) for data in outlets or ()])
            for key in (outlet.name, *outlet.aliases, *outlet.domains)
            if outlet.country
        }
        if not Doc.has_extension("times"):
            Doc.set_extension("times", default=None)
        if not Doc.has_extension("article"):
            Doc.set_extension("article", default=None)

    def __call__(self, doc: Doc) -> Doc:
        article: Article | None = doc._.article
        if article is None:
            doc._.times = find_times(doc.text, None)
        else:
            doc._.times = find_times(doc.text, article.published_on, self._country(article))
        return doc

    def _country(self, article: Article) -> str | None:
        """The country whose order of day and month the article's outlet keeps, as far as its listing or its address tells."""
        names = names_of(article.outlet, article.url)
        listed = next((self.countries[name] for name in names if name in self.countries), None)
        return listed or country_by_ending(article.outlet, article.url)
