"""A feast's name and a year go in, its day comes out: fixed ones, those of a weekday in a month, and those that hang on Easter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Rule = Callable[[int], date]
_MON, _THU = 0, 3


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by Meeus, Jones and Butcher's reckoning."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return date(year, n // 31, n % 31 + 1)


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, count: int, plus: int = 0) -> Rule:
    """The first, second, … such weekday of a month, or so many days after it."""

    def rule(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1) + plus)

    return rule


def _last_monday_of_may(year: int) -> date:
    return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())


def _around_easter(shift: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=shift)


FEASTS: dict[str, Rule] = {
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "martin luther king jr. day": _nth(1, _MON, 3),
    "martin luther king day": _nth(1, _MON, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, _MON, 3),
    "presidents day": _nth(2, _MON, 3),
    "st. patrick's day": _fixed(3, 17),
    "ash wednesday": _around_easter(-46),
    "palm sunday": _around_easter(-7),
    "maundy thursday": _around_easter(-3),
    "good friday": _around_easter(-2),
    "easter sunday": _around_easter(0),
    "easter monday": _around_easter(1),
    "easter": _around_easter(0),
    "ascension day": _around_easter(39),
    "whit monday": _around_easter(50),
    "may day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "mother's day": _nth(5, 6, 2),
    "memorial day": _last_monday_of_may,
    "juneteenth": _fixed(6, 19),
    "father's day": _nth(6, 6, 3),
    "independence day": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth(9, _MON, 1),
    "columbus day": _nth(10, _MON, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "election day": _nth(11, _MON, 1, plus=1),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving day": _nth(11, _THU, 4),
    "thanksgiving": _nth(11, _THU, 4),
    "black friday": _nth(11, _THU, 4, plus=1),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
"""Those whose day differs between countries (Mother's Day, Labor Day, Thanksgiving) bear the American one, as their English names do."""
