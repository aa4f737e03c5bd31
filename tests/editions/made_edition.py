"""Editions made by hand: items, ratings and sources with every value changeable."""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefing.editions import Edition, EditionArticle, EditionItem, EditionRating

PLACE = "Lyon, France"


def incident(key: str = "g-1", *, members: tuple[str, ...] = ("i-1",), **changes: Any) -> EditionItem:
    """A bombing in Lyon, two killed, in an article of its own for each member; fields by their names."""
    fields = {
        "type": ("Bombing",),
        "date": ("1 June 2026",),
        "place": (PLACE,),
        "status": ("occurred",),
        "killed": ("2",),
        "wounded": (),
        "outlets": ("1",),
        "credibility": ("2",),
    }
    fields |= {name: changes.pop(name) for name in tuple(changes) if name in fields}
    values: dict[str, Any] = {
        "id": key,
        "kind": "incident",
        "section": "current",
        "name": f"Bombing, {PLACE}, 1 June 2026",
        "words": "A bombing at the station killed two people.",
        "members": members,
        "articles": tuple(member.replace("i-", "a-") for member in members),
        "fields": tuple(fields.items()),
        "ends": "2026-06-01",
    }
    return EditionItem(**(values | changes))


def statement(key: str = "s-1", words: str = "“We see no threat”", article: str = "a-1", **changes: Any) -> EditionItem:
    values: dict[str, Any] = {
        "id": key,
        "kind": "statement",
        "section": "current",
        "name": "Anna Weil, minister",
        "words": words,
        "members": (key,),
        "articles": (article,),
        "fields": (("speaker", ("Anna Weil",)), ("said", ("1 June 2026",))),
        "ends": None,
    }
    return EditionItem(**(values | changes))


def rating(**changes: Any) -> EditionRating:
    values: dict[str, Any] = {
        "category": "terrorism",
        "name": "Terrorism",
        "level": "low",
        "likelihood": "unlikely",
        "impact": "2 minor",
        "confidence": "low",
        "weight": 4,
        "judgement": "",
        "evidence": ("g-1",),
    }
    return EditionRating(**(values | changes))


def source(key: str, outlet: str = "Gazette", **changes: Any) -> EditionArticle:
    values: dict[str, Any] = {
        "id": key,
        "source": "files",
        "source_id": f"{key}.txt",
        "outlet": outlet,
        "title": "News of the day",
        "published": "2 June 2026",
        "url": f"https://news.example/{key}",
        "marking": "TLP:CLEAR",
    }
    return EditionArticle(**(values | changes))


def edition(number: int, *items: EditionItem, day: int | None = None, **changes: Any) -> Edition:
    """Edition `number` with these items, as of the evening of `day` (else `number`) June 2026."""
    on = day or number
    values: dict[str, Any] = {
        "event_id": "cup",
        "number": number,
        "last": number - 1 or None,
        "as_of": dt.datetime(2026, 6, on, 18, tzinfo=dt.UTC),
        "cut_off": f"{on} June 2026, 18:00 UTC",
        "digest": f"digest-{number}",
        "pipeline": "p1",
        "method": "m1",
        "marking": "TLP:GREEN",
        "headline": "No specific threat was reported.",
        "headline_rule": "none-specific",
        "items": items,
        "ratings": (),
        "articles": tuple(source(key) for key in sorted({key for item in items for key in item.articles})),
    }
    return Edition(**(values | changes))
