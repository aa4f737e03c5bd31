"""Plain geometry in picture units: lines and rings go in, clipped SVG paths and places for labels come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate as SVG likes it: one decimal at most, no trailing zero, no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a filled ring inside the box (Sutherland and Hodgman, one side after the other)."""
    points = list(ring)
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        if not points:
            break
        out: list[Point] = []
        before = points[-1]
        for here in points:
            inside, was = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                part = (limit - before[axis]) / (here[axis] - before[axis])
                out.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
            if inside:
                out.append(here)
            before = here
        points = out
    return points


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line inside the box (Liang and Barsky, segment by segment)."""
    parts: list[list[Point]] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        dx, dy = x1 - x0, y1 - y0
        enter, leave = 0.0, 1.0
        for delta, room in ((-dx, x0 - box.left), (dx, box.right - x0), (-dy, y0 - box.top), (dy, box.bottom - y0)):
            if delta == 0:
                if room < 0:
                    leave = -1.0
            elif delta < 0:
                enter = max(enter, room / delta)
            else:
                leave = min(leave, room / delta)
        if enter > leave:
            continue
        start, end = (x0 + enter * dx, y0 + enter * dy), (x0 + leave * dx, y0 + leave * dy)
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def thinned(points: Sequence[Point], apart: float = 0.5) -> list[Point]:
    """The points without those nearer than `apart` to the one before; the ends stay."""
    out = list(points[:1])
    for x, y in points[1:-1]:
        if abs(x - out[-1][0]) >= apart or abs(y - out[-1][1]) >= apart:
            out.append((x, y))
    return out + list(points[-1:]) if len(points) > 1 else out


def path(lines: Iterable[Sequence[Point]], *, closed: bool = False) -> str:
    """SVG path data of lines or rings, thinned; empty where nothing is left to draw."""
    out = []
    for line in lines:
        points = thinned(line)
        if len(points) > (2 if closed else 1):
            out.append("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else ""))
    return "".join(out)


def area(ring: Sequence[Point]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def inside(x: float, y: float, ring: Sequence[Point]) -> bool:
    """Whether a point lies in a ring (even-odd)."""
    hit = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            hit = not hit
    return hit


@dataclass(frozen=True, slots=True)
class Label:
    """A text at its anchor; `leader` is where a thin line to its mark begins, None where it stands beside the mark."""

    x: float
    y: float
    text: str
    align: str
    leader: Point | None = None


#: Directions in which a label is tried: right first, as readers expect, then round the mark.
_AROUND = ((1, 0), (-1, 0), (1, -0.8), (1, 0.8), (-1, -0.8), (-1, 0.8), (0, -1), (0, 1))


@dataclass(slots=True)
class Sheet:
    """A picture's free room: what is taken is never written over."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        return self.frame.holds(box) and not any(box.meets(other) for other in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def beside(
        self, x: float, y: float, text: str, *, size: float, gap: float, reach: Sequence[float] = (0,)
    ) -> Label | None:
        """A label beside the mark at (x, y), the nearest place that is free; None where there is none.

        `size` is the letters' height, `gap` the mark's radius, `reach` the further distances that are tried.
        """
        width, height = text_width(text, size), size * 1.15
        for far in reach:
            for right, down in _AROUND:
                away = gap + far
                centre_x, centre_y = x + right * (away + width / 2), y + down * (away + height / 2)
                box = Box(centre_x - width / 2, centre_y - height / 2, centre_x + width / 2, centre_y + height / 2)
                if self.free(box):
                    self.take(Box(box.left - 2, box.top, box.right + 2, box.bottom))
                    leader = (x + right * gap, y + down * gap) if far > gap else None
                    # anchored at the mark, so that a reader's wider letters grow away from it
                    align, at = (
                        ("start", box.left) if right > 0 else ("end", box.right) if right < 0 else ("middle", centre_x)
                    )
                    return Label(at, centre_y + size * 0.36, text, align, leader)
        return None


def text_width(text: str, size: float) -> float:
    """About how wide a text sets in the shipped sans serif; a little too wide rather than too narrow."""
    return (
        sum(
            0.34
            if letter in "iljtfr.,:;'|! I()"
            else 0.86
            if letter in "mwMW@%—"
            else 0.68
            if letter.isupper()
            else 0.6
            for letter in text
        )
        * size
    )
