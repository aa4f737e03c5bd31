"""Which number a briefing bears: the editions that the library knows go in with a briefing's digest, its place among them comes out.

The same digest is the same edition, with its number and the edition that it was compared with, whatever was stored since. Any other
is the next number. An edition belongs to its `as_of`: the one before it is the latest that does not speak from a later moment, so
that a briefing made for a day in the past is compared with what was known before that day, and does not come between later ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What tells a stored edition from the others of its event."""

    number: int
    last: int | None
    as_of: datetime
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A briefing's number, the edition before it (None: it is the first), and whether the library has it already."""

    number: int
    last: int | None
    known: bool


def in_order(heads: Iterable[Head]) -> list[Head]:
    """Editions by the moment that they speak from, then by number."""
    return sorted(heads, key=lambda head: (head.as_of, head.number))


def place_of(heads: Iterable[Head], *, as_of: datetime, digest: str) -> Place:
    """The place of a briefing with this digest among an event's editions."""
    known = list(heads)
    for head in known:
        if head.digest == digest:
            return Place(number=head.number, last=head.last, known=True)
    earlier = in_order(head for head in known if head.as_of <= as_of)
    return Place(
        number=max((head.number for head in known), default=0) + 1,
        last=earlier[-1].number if earlier else None,
        known=False,
    )
