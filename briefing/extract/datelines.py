"""Datelines: a text and a paragraph's start enter, the offset behind "VIENNA, May 31 (Agency) – " leaves, or the words of its day."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})?"
    r"(?P<region>(?:, ?[^\W\d_][\w.'’]*(?: [^\W\d_][\w.'’]*){0,2}){0,2}?)"
    r"(?P<day>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"(?P<agency>[ \xa0]?\([^()\n]{2,40}\))?"
    r"[ \xa0]*(?:[–—]|--|-(?=\s))[ \xa0]*(?=[^\W_]|[“\"‘«'])"
)
_STAMP = re.compile(r"\((?:Published|Posted)\s+(?P<day>(?:[A-Z][a-z]+day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\)")
_LONGEST = 120
_FIRST = re.compile(r"(?:^|\n)[ \xa0]*(?=\S)")
_HEAD = 600  # code points in which an article's own dateline stands


def after_dateline(text: str, start: int) -> int:
    """Where the paragraph that begins at `start` goes on behind its dateline; `start` itself where it has none.

    A dateline is a place in capitals, or any place with an agency in brackets, before a dash: "GYŐR, Hungary –".
    """
    match = _dateline(text, start)
    return start if match is None else match.end()


def dated_line(text: str) -> str | None:
    """The words of the day in the first dateline: "May 31"; None where there is none, or it bears none."""
    for paragraph in _FIRST.finditer(text, 0, min(len(text), _HEAD)):
        match = _dateline(text, paragraph.end())
        if match is not None:
            return match["day"]
    return None


def stamps_of(text: str) -> list[str]:
    """The days with years that a page's own stamps bear: "(Published Friday, Sept. 2, 2016)"."""
    return [stamp["day"] for stamp in _STAMP.finditer(text)]


def _dateline(text: str, start: int) -> re.Match[str] | None:
    match = _DATELINE.match(text, start, min(len(text), start + _LONGEST))
    if match is None or (start and "\n" not in text[max(0, start - 3) : start]):
        return None
    place, agency = match["place"] or "", match["agency"]
    if agency is None and not (len(place) > 2 and place.isupper()):
        return None
    if agency is not None and place and not place[0].isupper():
        return None
    if not (agency or match["region"] or match["day"]) and text[match.end()].islower():
        return None  # "NATO – the alliance – said": an aside
    return match
