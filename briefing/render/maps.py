"""Venues and incident groups with coordinates go in, maps come out: paths, marks and labels in picture units, ready for SVG.

One map where the venues lie together; where they form several clusters, an overview of all of them and a map for each cluster
that has several incidents. The projection is equirectangular around the middle of the map, true enough at the size of a country.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.geography import distance_km
from briefing.pages import Briefing, MapPoint, VenueInfo
from briefing.render.basemap import Window, basemap, cities
from briefing.render.drawing import Box, Label, Point, Sheet, area, clip_line, clip_ring, inside, path, text_width

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
CLUSTER_KM = 60.0  # venues nearer to each other share a map
NEAR_RADII = 2.5  # an incident within so many radii of a venue widens the map
MOST_CLUSTERS = 6
WORTH_A_MAP = 2  # incidents; a single one stands on the overview
MOST_CITIES = 12
MOST_NUMBERS = 6
TOGETHER = 7.0  # marks nearer than this, in picture units, become one


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueMark:
    """A venue's square, moved aside where another is in its place; `middle` and `radius` are those of its circle."""

    letter: str
    name: str
    x: float
    y: float
    middle: Point
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMark:
    """One or more incident groups at one spot; `exact` when all of them are known to the point, not to the city."""

    x: float
    y: float
    size: float
    exact: bool
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CityMark:
    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    x: float
    y: float
    length: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map of `width` × `height` units. `shown` and `outside` are labels of incidents on and off the map."""

    title: str
    alt: str
    width: int
    height: int
    land: str
    coast: str
    borders: str
    countries: tuple[Label, ...]
    cities: tuple[CityMark, ...]
    venues: tuple[VenueMark, ...]
    incidents: tuple[IncidentMark, ...]
    scale: Scale
    shown: tuple[str, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """`main` is the map or the overview, None without coordinates; `clusters` are empty where `main` says all."""

    main: Map | None
    clusters: tuple[Map, ...]

    @staticmethod
    def letter(index: int) -> str:
        """The mark of the venue at this place in the event's list, on every map."""
        return letters(index)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    letter: str
    name: str
    city: str
    lat: float
    lon: float
    radius: float


def letters(index: int) -> str:
    """A, B … Z, AA, AB …: the mark of the venue at this place in the list."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _spots(venues: Sequence[VenueInfo]) -> tuple[_Spot, ...]:
    return tuple(
        _Spot(letter=letters(i), name=v.name, city=v.city, lat=v.lat, lon=v.lon, radius=v.radius_km)
        for i, v in enumerate(venues)
        if v.lat is not None and v.lon is not None
    )


def _clusters(spots: Sequence[_Spot]) -> list[list[_Spot]]:
    """Venues joined while each has another within `CLUSTER_KM` or overlapping radii; in the order of the first of each."""
    groups: list[list[_Spot]] = []
    for spot in spots:
        touching = [
            g
            for g in groups
            if any(distance_km(spot.lat, spot.lon, o.lat, o.lon) <= max(CLUSTER_KM, spot.radius + o.radius) for o in g)
        ]
        merged = [other for group in touching for other in group] + [spot]
        groups = [group for group in groups if group not in touching] + [sorted(merged, key=spots.index)]
    return sorted(groups, key=lambda group: spots.index(group[0]))


class _Projection:
    """Degrees to picture units, for a window that holds every point given and has the picture's proportions."""

    def __init__(self, around: Sequence[tuple[float, float, float]], width: int, height: int) -> None:
        """`around`: (latitude, longitude, kilometres that must fit about it)."""
        home = around[0][1]
        lons = [home + (lon - home + 180) % 360 - 180 for _, lon, _ in around]
        lats = [lat for lat, _, _ in around]
        self.lat0 = (min(lats) + max(lats)) / 2
        shrink = max(0.05, math.cos(math.radians(self.lat0)))
        rooms = [km / KM_PER_DEGREE for _, _, km in around]
        west = min(lon - room / shrink for lon, room in zip(lons, rooms, strict=True))
        east = max(lon + room / shrink for lon, room in zip(lons, rooms, strict=True))
        south = min(lat - room for lat, room in zip(lats, rooms, strict=True))
        north = max(lat + room for lat, room in zip(lats, rooms, strict=True))
        self.lon0, self.lat0 = (west + east) / 2, (south + north) / 2
        self.shrink = max(0.05, math.cos(math.radians(self.lat0)))
        span = max(north - south, (east - west) * self.shrink * height / width) * 1.1
        self.per_degree = height / span
        self.per_km = self.per_degree / KM_PER_DEGREE
        self.width, self.height = width, height
        half = span / 2
        side = half * width / height / self.shrink
        self.window = Window(
            west=self.lon0 - side, south=self.lat0 - half, east=self.lon0 + side, north=self.lat0 + half
        )

    def __call__(self, lat: float, lon: float) -> Point:
        lon = self.lon0 + (lon - self.lon0 + 180) % 360 - 180
        return self.flat(lon, lat)

    def flat(self, lon: float, lat: float) -> Point:
        """The same for a longitude that already lies beside the window's."""
        x = self.width / 2 + (lon - self.lon0) * self.shrink * self.per_degree
        return x, self.height / 2 - (lat - self.lat0) * self.per_degree


def _scale(per_km: float, width: int, height: int) -> Scale:
    """A bar of 1, 2 or 5 × 10ⁿ kilometres, at most a quarter of the width."""
    power = 10 ** math.floor(math.log10(width / 4 / per_km))
    km = max(step * power for step in (1, 2, 5) if step * power * per_km <= width / 4)
    label = f"{km:g} km"
    return Scale(x=14, y=height - 14, length=km * per_km, label=label)


def _marks(points: Sequence[MapPoint], project: _Projection, sheet: Sheet, size: float) -> tuple[IncidentMark, ...]:
    """Incident groups at one spot under one mark; the numbers beside it never cover another mark or number."""
    spots: list[tuple[Point, list[MapPoint]]] = []
    for point in points:
        x, y = project(point.lat, point.lon)
        for (at_x, at_y), members in spots:
            if math.hypot(at_x - x, at_y - y) < TOGETHER:
                members.append(point)
                break
        else:
            spots.append(((x, y), [point]))
    sizes = [4.0 + 1.3 * math.sqrt(len(members) - 1) for _, members in spots]
    for ((x, y), _), radius in zip(spots, sizes, strict=True):
        sheet.take(Box(x - radius, y - radius, x + radius, y + radius))
    out = []
    for ((x, y), members), radius in zip(spots, sizes, strict=True):
        labels = [member.label for member in members]
        text = ", ".join(labels[:MOST_NUMBERS]) + (
            f" +{len(labels) - MOST_NUMBERS}" if len(labels) > MOST_NUMBERS else ""
        )
        label = sheet.beside(x, y, text, size=size, gap=radius + 3, reach=(0, 8, 16, 28, 44)) if text else None
        exact = all(member.precision == "point" for member in members)
        out.append(IncidentMark(x=x, y=y, size=radius, exact=exact, label=label))
    return tuple(out)


def _apart(x: float, y: float, sheet: Sheet) -> Point:
    """Where a venue's square stands: on the venue, or beside squares that are already there."""
    for step in (0, 1, -1, 2, -2, 3, -3):
        at = x + 17 * step
        if not any(Box(at - 8, y - 8, at + 8, y + 8).meets(other) for other in sheet.taken):
            return at, y
    return x, y


def _ground(project: _Projection, frame: Box) -> tuple[str, str, str, list[tuple[str, list[Point]]]]:
    """Land, coastlines, borders as paths, and the largest piece of each country that is worth a name."""
    window, beyond = project.window, Box(-3, -3, frame.right + 3, frame.bottom + 3)
    land: list[list[Point]] = []
    named: list[tuple[str, list[Point]]] = []
    for name, rings in basemap().countries(window):
        pieces = [piece for ring in rings if (piece := clip_ring([project.flat(*p) for p in ring], beyond))]
        land.extend(pieces)
        largest = max(pieces, key=area, default=[])
        if largest and area(largest) > 0.02 * frame.right * frame.bottom:
            named.append((name, largest))

    def lines(*, borders: bool) -> str:
        flat = ([project.flat(*p) for p in line] for line in basemap().lines(window, borders=borders))
        return path(part for line in flat for part in clip_line(line, beyond))

    return path(land, closed=True), lines(borders=False), lines(borders=True), named


def _country_labels(named: list[tuple[str, list[Point]]], sheet: Sheet, frame: Box, size: float) -> tuple[Label, ...]:
    """A country's name where its land is free of marks: the middle first, then a grid of other places."""
    out = []
    for name, piece in named if len(named) > 1 else ():
        text = name.upper()
        width = text_width(text, size) * 1.12  # they are set wide
        middle_x, middle_y = sum(x for x, _ in piece) / len(piece), sum(y for _, y in piece) / len(piece)
        grid = [(frame.right * i / 10, frame.bottom * j / 10) for i in range(1, 10) for j in range(1, 10)]
        grid.sort(key=lambda p: (math.hypot(p[0] - middle_x, p[1] - middle_y), p))
        for x, y in grid:
            box = Box(x - width / 2, y - size * 0.7, x + width / 2, y + size * 0.7)
            corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
            if sheet.free(box) and all(inside(*corner, piece) for corner in corners):
                sheet.take(box)
                out.append(Label(x, y + size * 0.36, text, "middle"))
                break
    return tuple(out)


def _cities(project: _Projection, sheet: Sheet, size: float) -> tuple[CityMark, ...]:
    """The largest cities of the window whose names find room."""
    out: list[CityMark] = []
    window = project.window
    for city in cities():
        if len(out) == MOST_CITIES:
            break
        if not window.shifts(city.lon, city.lat, city.lon, city.lat):
            continue
        x, y = project(city.lat, city.lon)
        if any(math.hypot(x - other.x, y - other.y) < 60 for other in out):
            continue
        label = sheet.beside(x, y, city.name, size=size, gap=5, reach=(0, 3))
        if label:
            sheet.take(Box(x - 2, y - 2, x + 2, y + 2))
            out.append(CityMark(x=x, y=y, label=label))
    return tuple(out)


def _draw(
    title: str, spots: Sequence[_Spot], points: Sequence[MapPoint], *, width: int, height: int, widen: bool
) -> Map:
    around = [(spot.lat, spot.lon, max(spot.radius, 4.0)) for spot in spots]
    if widen:
        near = [
            point
            for point in points
            if any(distance_km(point.lat, point.lon, s.lat, s.lon) <= NEAR_RADII * s.radius for s in spots)
        ]
        around += [(point.lat, point.lon, 1.0) for point in near]
    project = _Projection(around, width, height)
    frame = Box(0, 0, width, height)
    sheet = Sheet(Box(4, 4, width - 4, height - 4))
    scale = _scale(project.per_km, width, height)
    sheet.take(Box(0, height - 34, scale.x + scale.length + 12, height))
    venues = []
    for spot in spots:
        x, y = project(spot.lat, spot.lon)
        left, top = _apart(x, y, sheet)
        sheet.take(Box(left - 8, top - 8, left + 8, top + 8))
        venues.append(
            VenueMark(
                letter=spot.letter, name=spot.name, x=left, y=top, middle=(x, y), radius=spot.radius * project.per_km
            )
        )
    seen = [p for p in points if Box(6, 6, width - 6, height - 6).contains(*project(p.lat, p.lon))]
    marks = _marks(seen, project, sheet, 12)
    land, coast, borders, named = _ground(project, frame)
    places = _cities(project, sheet, 10.5)
    shown = tuple(point.label for point in seen)
    outside = tuple(point.label for point in points if point.label not in set(shown))
    alt = f"{title}: {_many(len(venues), 'venue')} and {_many(len(shown), 'incident')} in reports."
    return Map(
        title=title, alt=alt, width=width, height=height, land=land, coast=coast, borders=borders,
        countries=_country_labels(named, sheet, frame, 11), cities=places, venues=tuple(venues), incidents=marks,
        scale=scale, shown=shown, outside=outside,
    )  # fmt: skip


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def maps(briefing: Briefing) -> Maps:
    """The maps of a briefing. Incidents known to a region or a country alone have no place on a map."""
    points = tuple(point for point in briefing.map_points if point.precision in ("point", "city"))
    return _maps(_spots(briefing.event.venues), points)


@lru_cache(maxsize=8)
def _maps(spots: tuple[_Spot, ...], points: tuple[MapPoint, ...]) -> Maps:
    """Drawn once for the PDF and the HTML page: clipping the coastlines takes most of the time."""
    if not spots:
        return Maps(main=None, clusters=())
    groups = _clusters(spots)
    if len(groups) == 1:
        title = "Incidents around the venue" if len(spots) == 1 else "Incidents around the venues"
        return Maps(main=_draw(title, spots, points, width=720, height=260, widen=True), clusters=())
    drawn = [
        _draw(f"Incidents around {', '.join(dict.fromkeys(spot.city for spot in group))}", group, points,
              width=400, height=240, widen=True)
        for group in groups
    ]  # fmt: skip
    drawn = sorted((one for one in drawn if len(one.shown) >= WORTH_A_MAP), key=lambda one: -len(one.shown))[
        :MOST_CLUSTERS
    ]
    covered = {label for one in drawn for label in one.shown}
    apart = [point for point in points if point.label not in covered]
    overview = _draw("All venues", spots, apart, width=720, height=280, widen=False)
    return Maps(main=overview, clusters=tuple(drawn))
