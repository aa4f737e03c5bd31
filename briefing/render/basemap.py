"""The shipped base map goes in, coastlines, borders, land and cities of a window of the earth come out, in degrees.

`data/land.bin.gz` and `data/cities.json.gz` are made by `training/basemap.py`, which tells their format.
"""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of the earth in degrees; `east` may pass 180 where it lies across the date line."""

    west: float
    south: float
    east: float
    north: float

    def shifts(self, west: float, south: float, east: float, north: float) -> tuple[float, ...]:
        """By how many degrees of longitude a box must be moved to lie in the window: none, one or more turns."""
        if south > self.north or north < self.south:
            return ()
        return tuple(turn for turn in (-360.0, 0.0, 360.0) if west + turn <= self.east and east + turn >= self.west)


@dataclass(frozen=True, slots=True)
class City:
    name: str
    lat: float
    lon: float
    population: int


class Basemap:
    """Natural Earth's countries at 1:10 m, arcs decoded as they are asked for."""

    def __init__(self, data: bytes) -> None:
        head, _, steps = data.partition(b"\n")
        index = json.loads(head)
        self._scale: Point = tuple(index["scale"])
        self._translate: Point = tuple(index["translate"])
        self._arcs: list[list[int]] = index["arcs"]
        self._countries: list[tuple[str, list[list[int]]]] = [(c["name"], c["rings"]) for c in index["countries"]]
        self._steps = array("h")
        self._steps.frombytes(steps)
        if sys.byteorder != "little":
            self._steps.byteswap()
        self._offsets, total = [], 0
        for arc in self._arcs:
            self._offsets.append(total)
            total += 2 * arc[2]
        self._owners: list[set[int]] = [set() for _ in self._arcs]
        for number, (_, rings) in enumerate(self._countries):
            for ring in rings:
                for arc_id in ring:
                    self._owners[arc_id if arc_id >= 0 else ~arc_id].add(number)

    def _degrees(self, x: int, y: int) -> Point:
        return x * self._scale[0] + self._translate[0], y * self._scale[1] + self._translate[1]

    def _box(self, arc: int) -> tuple[float, float, float, float]:
        west, south, east, north = self._arcs[arc][3:]
        return *self._degrees(west, south), *self._degrees(east, north)

    def _points(self, arc: int) -> list[Point]:
        x, y, count = self._arcs[arc][:3]
        out = [self._degrees(x, y)]
        at = self._offsets[arc]
        for step in range(at, at + 2 * count, 2):
            x += self._steps[step]
            y += self._steps[step + 1]
            out.append(self._degrees(x, y))
        return out

    def _ring(self, ring: list[int]) -> list[Point]:
        out: list[Point] = []
        for arc in ring:
            points = self._points(arc) if arc >= 0 else self._points(~arc)[::-1]
            out.extend(points[1:] if out else points)
        return out

    def countries(self, window: Window) -> Iterator[tuple[str, list[list[Point]]]]:
        """(name, rings as (longitude, latitude)) of each country with a ring in the window, by name."""
        for name, rings in self._countries:
            found: list[list[Point]] = []
            for ring in rings:
                boxes = [self._box(arc if arc >= 0 else ~arc) for arc in ring]
                around = (
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                )
                shifts = window.shifts(*around)
                if shifts:
                    points = self._ring(ring)
                    found.extend([(lon + turn, lat) for lon, lat in points] for turn in shifts)
            if found:
                yield name, found

    def lines(self, window: Window, *, borders: bool) -> Iterator[list[Point]]:
        """Borders (between two countries) or else coastlines, as lines of (longitude, latitude)."""
        for arc, owners in enumerate(self._owners):
            if (len(owners) > 1) is borders:
                for turn in window.shifts(*self._box(arc)):
                    yield [(lon + turn, lat) for lon, lat in self._points(arc)]


def _read(name: str) -> bytes:
    return gzip.decompress((files("briefing.render") / "data" / name).read_bytes())


@cache
def basemap() -> Basemap:
    return Basemap(_read("land.bin.gz"))


@cache
def cities() -> tuple[City, ...]:
    """Cities of 50,000 people and more, the largest first."""
    return tuple(City(*row) for row in json.loads(_read("cities.json.gz")))
