"""Two times or two places enter; whether they can be of one happening, or are those of two, leaves."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.extract.place_words import PlaceMention
from briefing.extract.times import TimeMention
from briefing.geography import distance_km
from briefing.models import Where

GRACE = timedelta(days=1)  # by which days of one happening may differ: a night has two
SAME_PLACE_KM = 40  # a suburb and its city are no contradiction
_HOURS = 1.0  # from here on two hours of a day are of two happenings
_QUARTERS_KM = 2.0  # from here on two quarters of a city are two scenes
_SAME_DAY = re.compile(r"\bsame (?:day|night|morning|afternoon|evening)\b")
_DAY_PART = re.compile(r"\b(?:morning|noon|afternoon|evening|night)\b")
_HOURS_OF = {
    "morning": ((0, 12.5),), "noon": ((11, 14),), "afternoon": ((11.5, 19),), "evening": ((16, 24),), "night": ((0, 7), (17, 24))
}  # fmt: skip


def dates_agree(one: TimeMention | None, other: TimeMention | None) -> bool:
    """Whether two times can be of one happening: they overlap, a day of grace for nights; an unknown one agrees with all."""
    if one is None or other is None:
        return True
    a, b = one.when, other.when
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return a.text.lower() == b.text.lower() or not (a.text and b.text)
    grace = GRACE if a.precision == b.precision == "day" and date(1, 1, 2) < min(a.start, b.start) else timedelta()
    return a.start <= b.end + grace and b.start <= a.end + grace


def days_apart(one: TimeMention, other: TimeMention) -> bool:
    """Whether two plans have different days: a march on the 24th and a blockade on the 25th are two."""
    a, b = one.when, other.when
    return bool(a.start and a.end and b.start and b.end) and (a.start > b.end or b.start > a.end)  # type: ignore[operator]


def is_same_day(time: TimeMention | None) -> bool:
    """Whether its words set it beside another happening: "the same day"."""
    return time is not None and _SAME_DAY.search(time.when.text) is not None


def hours_apart(one: float | None, other: float) -> bool:
    """Whether two hours of a day are no two tellings of one happening: of its begin, and of when help came."""
    return one is not None and _HOURS < abs(one - other) < 24 - _HOURS


def parts_differ(time: TimeMention | None, hour: float | None, told: TimeMention | None) -> bool:
    """Whether the words for both times name a part of the day, or `hour` stands for the first, and they are not the same."""
    if told is None:
        return False
    parts = _DAY_PART.findall(told.when.text.lower())
    own = _DAY_PART.findall(time.when.text.lower()) if time else []
    if own or hour is None:
        return bool(own and parts) and set(own).isdisjoint(parts)
    return bool(parts) and not any(first <= hour <= last for part in parts for first, last in _HOURS_OF[part])


def places_agree(one: Where, other: Where) -> bool:
    """Whether two places can be of one happening: equal, one inside the other, or near each other."""
    if (one.name == other.name and one.country == other.country) or None in (one.country, other.country):
        return True
    if one.country != other.country:
        return any(c.country == other.country for c in one.candidates) and one.name == other.name
    if "country" in (one.precision, other.precision):
        return True
    if one.admin != other.admin and one.admin and other.admin:
        near = _near(one, other)
        return near is not None and near < SAME_PLACE_KM
    if "region" in (one.precision, other.precision):
        return True
    near = _near(one, other)
    return near is None or near < SAME_PLACE_KM


def quarters_differ(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places are two scenes in one city; not where somebody lives or a report was filed."""
    if one.role == "from" or "dateline" in (one.role, other.role):
        return False
    near = _near(one.where, other.where)
    return one.where.name != other.where.name and near is not None and near >= _QUARTERS_KM


def _near(one: Where, other: Where) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)
