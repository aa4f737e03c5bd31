"""Dates, places and numbers as the pages print them: values go in, English words come out."""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

from briefing.models import When, Where
from briefing.standards import MONTHS


def day(value: dt.date | None) -> str:
    """As "5 June 2026", or "undated"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "undated"


def days(start: dt.date, end: dt.date) -> str:
    """As "18–21 July 2026", naming month and year once where they are the same."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def moment(value: dt.datetime) -> str:
    """As "5 June 2026, 23:59 CEST"."""
    zone = value.tzname() or f"UTC{value:%z}"
    return f"{day(value.date())}, {value:%H:%M} {zone}"


def when(value: When, published: dt.date | None) -> str:
    """A time no more precise than it is known; where it is not known, the day it was reported on."""
    if value.start is None or value.end is None:
        return f"reported {day(published)}" if published else "undated"
    match value.precision:
        case "day" | "week" | "unknown":
            return days(value.start, value.end)
        case "month" if value.start.month == value.end.month:
            return f"{MONTHS[value.start.month - 1]} {value.start.year}"
        case "year" if value.start.year == value.end.year:
            return str(value.start.year)
        case "decade":
            return f"{value.start.year}s"
    first, last = value.start, value.end
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]} {last.year}"
    return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"


def place(value: Where | None, countries: dict[str, str]) -> str:
    """As "Cleveland, Ohio, United States"; words in no gazetteer stand as they are in the text."""
    if value is None:
        return "place not stated"
    parts = [value.name or value.text]
    # Divisions named for their city ("Bratislava, Bratislavsky") say nothing new.
    if value.precision in ("point", "city") and value.admin and not _alike(value.admin, value.name):
        parts.append(value.admin)
    country = countries.get(value.country or "")
    if country and country != parts[0]:
        parts.append(country)
    return ", ".join(parts)


def _alike(one: str, other: str) -> bool:
    """Whether two names begin with the same four letters, accents aside."""
    first, second = ("".join(c for c in normalize("NFKD", name) if c.isalpha())[:4].lower() for name in (one, other))
    return first == second


def distance(km: float | None, venue: str | None, precision: str | None) -> str | None:
    """How far from the nearest venue; of an incident known by its city alone, how far the city's centre is."""
    if km is None or venue is None:
        return None
    far = "under 1 km" if km < 1 else f"{km:.0f} km"
    return f"{far} from {venue}" if precision == "point" else f"city centre {far} from {venue}"


def many(count: int, one: str, several: str | None = None) -> str:
    """As "1 incident", "3 incidents"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def beginning(words: str, letters: int = 160) -> str:
    """The first words, whole, with " …" where more follow."""
    if len(words) <= letters:
        return words
    return words[: letters + 1].rsplit(" ", 1)[0][:letters].rstrip(" ,;:") + " …"


def listed(words: list[str]) -> str:
    """As "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}" if words else ""
