"""What the charts show: current incident groups go in, columns of the timeline and points of the map come out."""

from __future__ import annotations

import datetime as dt

from briefing.compose.lines import Lines
from briefing.models import Assessment, IncidentGroup
from briefing.pages import MapPoint, TimeBucket
from briefing.standards import MONTHS


def timeline(assessment: Assessment, lines: Lines, current: list[IncidentGroup]) -> tuple[TimeBucket, ...]:
    """Incident groups a month over the window, a week where it is under 100 days; a group counts in its first category."""
    start, end = assessment.window_start, assessment.window_end
    weekly = (end - start).days < 100
    starts: list[dt.date] = []
    cursor = start - dt.timedelta(days=start.weekday()) if weekly else start.replace(day=1)
    while cursor <= end:
        starts.append(cursor)
        cursor = cursor + dt.timedelta(days=7) if weekly else (cursor + dt.timedelta(days=32)).replace(day=1)
    counts: list[dict[str, int]] = [{} for _ in starts]
    for group in current:
        date = lines.group_date(group)
        if not start <= date <= end:
            continue
        index = max(i for i, first in enumerate(starts) if first <= date) if date >= starts[0] else 0
        counts[index][group.categories[0]] = counts[index].get(group.categories[0], 0) + 1
    order = [category.category for category in assessment.categories]
    return tuple(
        TimeBucket(
            label=f"{first.day} {MONTHS[first.month - 1][:3]}" if weekly else _month_label(first),
            start=first.isoformat(),
            counts=tuple((key, count[key]) for key in order if key in count),
        )
        for first, count in zip(starts, counts, strict=True)
    )


def map_points(lines: Lines, current: list[IncidentGroup]) -> tuple[MapPoint, ...]:
    points = []
    for group in current:
        where = group.place
        if where is None or where.lat is None or where.lon is None or where.precision not in ("point", "city"):
            continue
        line = lines.incident(group)
        points.append(
            MapPoint(
                id=group.id,
                label=line.label,
                name=where.name,
                lat=where.lat,
                lon=where.lon,
                precision=where.precision,
                category=group.categories[0],
            )
        )
    return tuple(points)


def _month_label(first: dt.date) -> str:
    name = MONTHS[first.month - 1][:3]
    return f"{name} {first.year}" if first.month == 1 else name
