"""What is remembered of a briefing, and what lies between two of them.

`records` holds the edition as the library keeps it, `numbering` says which number a briefing bears and which edition stands before
it, `comparing` takes two editions and gives their differences. Pure: no clock, no database, no wording.
"""

from __future__ import annotations

from briefing.editions.comparing import Change, Changes, FieldChange, Kind, RatingChange, compare
from briefing.editions.numbering import Head, Place, in_order, place_of
from briefing.editions.records import Edition, EditionArticle, EditionItem, EditionRating, Fate, KnownGroup, Lost

__all__ = [
    "Change",
    "Changes",
    "Edition",
    "EditionArticle",
    "EditionItem",
    "EditionRating",
    "Fate",
    "FieldChange",
    "Head",
    "Kind",
    "KnownGroup",
    "Lost",
    "Place",
    "RatingChange",
    "compare",
    "in_order",
    "place_of",
]
