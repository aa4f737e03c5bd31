"""Sentences and their mentions enter in text order; each mention leaves with the scene it is told in: hour, streets, and its day.

A report of several shootings sets each scene once, "About 9 p.m. Tuesday, in the 300 block of …", and goes on without day or place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract.dating import time_of
from briefing.extract.happenings import Mention, Range
from briefing.extract.page import Page
from briefing.extract.times import TimeMention

REACH = 2  # sentences behind the one that sets a scene in which what is told happened then

_STREET = re.compile(
    r"(?<!\bof the \d{3} )(?<!\bof the \d{4} )(?<!\bof the \d{5} )"  # "Roe, of the 900 block of …" lives there
    r"\bblocks? of ((?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.'’]*|\d+\w\w)(?: [A-Z][\w.'’]*)?)"
    r"|\b(?:on|at|near) (?:the )?((?:[NSEW]\.? )?[A-Z]\w+ (?:Street|Avenue|Road|Drive|Lane|Boulevard|Court|Place))\b"
)
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.?m\b", re.IGNORECASE)
_PRONOUNCED = re.compile(r"\b(?:pronounced|declared) (?:dead|deceased)\b", re.IGNORECASE)


@dataclass(slots=True)
class Scene:
    """The scene that was set last: the number of its sentence, -1 for none, and its day."""

    number: int = -1
    day: TimeMention | None = None

    def settle(self, page: Page, number: int, sentence: Range, mentions: Sequence[Mention]) -> None:
        """Tells the mentions of a sentence their scene; violence without a day of its own takes the scene's."""
        text = page.text[sentence[0] : sentence[1]]
        if hour_of(text) is not None and streets_of(text):
            self.number, self.day = number, time_of(page, sentence, (sentence[0], sentence[0]), "occurred")
        elif any(mention.group == "violence" and mention.time for mention in mentions):
            self.number = -1  # something else is told by its own day
        for mention in mentions:
            mention.scene = self.number
            if (
                self.number >= 0
                and number - self.number <= REACH
                and mention.time is None
                and mention.group == "violence"
            ):
                mention.time = self.day


def streets_of(text: str) -> frozenset[str]:
    """The streets in which a sentence places something; not where somebody lives."""
    return frozenset(next(name for name in found.groups() if name) for found in _STREET.finditer(text))


def hour_of(text: str) -> float | None:
    """The hour of the day, 0–24, where a sentence names one alone: "around 11:24 p.m."; not that of a doctor's finding."""
    found = list(_CLOCK.finditer(text))
    if len(found) != 1 or _PRONOUNCED.search(text):
        return None
    hour, minute, half = found[0].groups()
    return int(hour) % 12 + int(minute or 0) / 60 + (12 if half.lower() == "p" else 0)
