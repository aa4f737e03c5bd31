"""Which number a briefing bears, and which edition stands before it."""

from __future__ import annotations

import datetime as dt

from briefing.editions import Head, Place, place_of


def head(number: int, day: int, last: int | None = None) -> Head:
    return Head(number=number, last=last, as_of=moment(day), digest=f"d{number}")


def moment(day: int) -> dt.datetime:
    return dt.datetime(2026, 6, day, 18, tzinfo=dt.UTC)


def test_the_first_edition_has_none_before_it() -> None:
    assert place_of((), as_of=moment(1), digest="x") == Place(number=1, last=None, known=False)


def test_the_same_content_is_the_same_edition_whatever_came_later() -> None:
    """Number and the edition compared with are those that were stored."""
    heads = (head(1, 1), head(2, 5, last=1), head(3, 4, last=1))
    assert place_of(heads, as_of=moment(5), digest="d2") == Place(number=2, last=1, known=True)


def test_other_content_of_the_same_moment_is_the_next_number_after_it() -> None:
    assert place_of((head(1, 1), head(2, 1, last=1)), as_of=moment(1), digest="x") == Place(
        number=3, last=2, known=False
    )


def test_a_day_in_the_past_is_compared_with_what_was_known_before_it() -> None:
    """It takes the next number, and is not the last edition of a later day."""
    heads = (head(1, 1), head(2, 5, last=1))
    assert place_of(heads, as_of=moment(3), digest="x") == Place(number=3, last=1, known=False)
    assert place_of((*heads, head(3, 3, last=1)), as_of=moment(6), digest="y").last == 2
    assert place_of(heads, as_of=dt.datetime(2026, 5, 1, tzinfo=dt.UTC), digest="x").last is None


def test_moments_are_compared_across_time_zones() -> None:
    """Seven in the evening in Vienna is before six in London, in summer."""
    vienna = dt.timezone(dt.timedelta(hours=2))
    heads = (head(1, 1), Head(number=2, last=1, as_of=dt.datetime(2026, 6, 1, 19, tzinfo=vienna), digest="d2"))
    assert place_of(heads, as_of=moment(2), digest="x").last == 1
