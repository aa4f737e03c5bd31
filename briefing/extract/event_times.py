"""Times that hang on a happening: "two days after the vote", "on the eve of Tuesday's talks", "the night of May 3".

The words, matched by `BESIDE`, enter with what the article dates; the interval leaves. Where no other mention dates the happening, the
words are kept and the interval is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from briefing.extract.intervals import UNKNOWN, Context, Interval
from briefing.extract.relative_times import beside

Found = tuple[int, int, Interval]  # code points start to end, and what they mean

_DATED_BEFORE = re.compile(
    r"([a-z]{3,})(?:,)?\s+(?:(?:on|of|last|early|late|in\s+the|held|that|was|is|took\s+place)\s+)*$"
)
_DATED_AFTER = re.compile(r"(?:['’]s)?((?:\s+[a-z][a-z-]+){1,3})")
_FUNCTION_WORDS = frozenset(
    "that this these those with from were when they have said will after before which while there their them would could about into over "
    "and for the was has had who his her its but not all are did she one two out off "
    "under than then also only been being because although where whose during since until".split()
)
_ANY = frozenset(("a", "an"))
_GAP = re.compile(r"\s+(?:(?:the|on|of)\s+){0,2}")


def content_words(words: Iterable[str]) -> list[str]:
    """The words up to the first that can be part of no name for a thing: "vote" of "vote it was clear"."""
    return list(takewhile(lambda word: len(word) > 2 and word not in _FUNCTION_WORDS, words))


def remember_event(context: Context, day: Interval) -> None:
    """What the words around a day say it is the day of: "vote" of "the vote on 3 May", of "Tuesday's vote"."""
    before, after = _DATED_BEFORE.search(context.before), _DATED_AFTER.match(context.after)
    words = content_words([before[1]] if before else ()) + content_words(after[1].split() if after else ())
    context.nouns.update(dict.fromkeys(words, day))


def from_event(match: re.Match[str], nouns: Mapping[str, Interval]) -> Found:
    """From the happening that the words name, where the article dates it; the mention goes to its name's end."""
    start, end = match.start(), match.start("event") if match["event"] else match.end()
    if not match["event"]:
        return start, end, UNKNOWN
    if match["event"].split()[0].lower() in _ANY:
        return start, end, UNKNOWN  # "two days after a rally": not of the one that was dated before
    words = content_words(match["event"].split()[1:])
    dated = next((word for word in words if word in nouns), None)
    named = words[: words.index(dated) + 1] if dated else words
    for word in named:
        end = match.string.index(word, end) + len(word)
    return start, end, beside(match, nouns[dated].start if dated else None) or UNKNOWN


def from_date(match: re.Match[str], following: Found | None) -> Found | None:
    """From the day that follows at once: "two days after Tuesday's vote", "after the vote on Tuesday"; None where none does."""
    if following is None or following[2].precision != "day":
        return None
    ends = [match.end("event")] if match["event"] else []
    ends.append(match.start("event") if match["event"] else match.end())
    end = next((end for end in ends if end <= following[0] and _GAP.fullmatch(match.string, end, following[0])), None)
    interval = beside(match, following[2].start) if end is not None else None
    return None if interval is None else (match.start(), ends[-1], interval)
