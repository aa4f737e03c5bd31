"""A `Briefing` goes in, the numbers of its charts come out: the risk matrix and incidents over time, in picture units for SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.pages import Briefing, Level, OverviewRow
from briefing.render.drawing import text_width

LABEL_ROOM = 12.0  # the foot of a cell, where its level is written
LEVEL_TONES = 4  # colours of the stylesheet, from calm to alarming


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the matrix with its band: `tone` 1 (lowest) to 4."""

    x: float
    y: float
    width: float
    height: float
    tone: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A chip's number beside what it stands for."""

    text: str
    name: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    title: str
    alt: str
    width: int
    height: int
    cells: tuple[Cell, ...]
    chips: tuple[Chip, ...]
    columns: tuple[Tick, ...]
    rows: tuple[Tick, ...]
    keys: tuple[Key, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    count: int
    middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One category's row of bars; `base` is where its bars stand."""

    name: str
    base: float
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    title: str
    alt: str
    width: int
    height: int
    left: float
    right: float
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of a briefing, lowest first: how far up a level stands, in steps and in tones."""

    levels: tuple[Level, ...]

    def step(self, name: str | None) -> int:
        """1 for the lowest level, 0 for none or an unknown one."""
        return next((i + 1 for i, level in enumerate(self.levels) if level.name == name), 0)

    def tone(self, name: str | None) -> int:
        """The level's tone, 1 to 4, spread evenly over however many levels there are; 0 for none."""
        step = self.step(name)
        if not step:
            return 0
        return 1 + round((step - 1) * (LEVEL_TONES - 1) / max(1, len(self.levels) - 1))

    def of(self, product: int) -> str:
        """The level of a cell, by the product of its column and its row."""
        return next((level.name for level in self.levels if product <= level.top), self.levels[-1].name)


def _slots(count: int, cell: Cell) -> list[tuple[float, float, float]]:
    """(x, y, radius) for so many chips in one cell, in the grid that lets them be largest."""
    tall = cell.height - LABEL_ROOM
    grids = [(0.46 * min(cell.width / side, tall / math.ceil(count / side)), -side) for side in range(1, count + 1)]
    best, side = max(grids)
    side, lines = -side, math.ceil(count / -side)
    radius = min(11.0, best)
    out = []
    for index in range(count):
        row, column = divmod(index, side)
        in_row = min(side, count - row * side)
        x = cell.x + cell.width * (column + 0.5 + (side - in_row) / 2) / side
        out.append((x, cell.y + 2 + tall * (row + 0.5) / lines, radius))
    return out


def matrix(briefing: Briefing) -> Matrix:
    """The likelihood × impact matrix; a category without evidence has no chip and is named in `absent`."""
    ladder = Ladder(briefing.levels)
    columns, rows = len(briefing.likelihood_columns), len(briefing.impact_rows)
    top, width, height = 2.0, 42.0, 33.0
    left = max([text_width(name, 9) for name in briefing.impact_rows], default=0.0) + 10
    cells = {}
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            level = ladder.of(column * row)
            cells[column, row] = Cell(
                x=left + (column - 1) * width, y=top + (rows - row) * height, width=width, height=height,
                tone=ladder.tone(level), level=level,
            )  # fmt: skip
    placed: dict[tuple[int, int], list[tuple[str, OverviewRow]]] = {}
    keys, absent = [], []
    for index, row_ in enumerate(briefing.overview, start=1):
        if row_.column is None or row_.row is None or (row_.column, row_.row) not in cells:
            absent.append(row_.name)
            continue
        placed.setdefault((row_.column, row_.row), []).append((str(index), row_))
        keys.append(Key(text=str(index), name=row_.name, level=row_.level or ""))
    chips = tuple(
        Chip(x=x, y=y, radius=radius, text=text)
        for at, members in sorted(placed.items())
        for (text, _), (x, y, radius) in zip(members, _slots(len(members), cells[at]), strict=True)
    )
    foot = top + rows * height
    said = [
        f"{row_.name}: likelihood {briefing.likelihood_columns[at[0] - 1]}, impact {briefing.impact_rows[at[1] - 1]}"
        for at, members in sorted(placed.items())
        for _, row_ in members
    ]
    return Matrix(
        title="Likelihood and impact by category",
        alt="Matrix of likelihood (columns) and impact (rows). "
        + ("; ".join(said) + "." if said else "No category is placed."),
        width=round(left + columns * width + 4),
        height=round(foot + 27),
        cells=tuple(cells[key] for key in sorted(cells)),
        chips=chips,
        columns=tuple(
            Tick(x=left + (i + 0.5) * width, y=foot + 11, text=t) for i, t in enumerate(briefing.likelihood_columns)
        ),
        rows=tuple(
            Tick(x=left - 6, y=top + (rows - i - 0.5) * height + 3, text=t) for i, t in enumerate(briefing.impact_rows)
        ),
        keys=tuple(keys),
        absent=tuple(absent),
    )


def timeline(briefing: Briefing) -> Timeline | None:
    """Incidents over time as a strip of bars for each category, all on one scale; None where there are none."""
    names = {row.category: row.name for row in briefing.overview}
    found = {category for bucket in briefing.timeline for category, count in bucket.counts if count}
    order = [category for category in names if category in found] + sorted(found - set(names))
    if not order:
        return None
    left, right, strip, top = 150.0, 716.0, 27.0, 2.0
    width, step = 720, (right - left) / len(briefing.timeline)
    most = max(count for bucket in briefing.timeline for _, count in bucket.counts)
    strips = []
    for index, category in enumerate(order):
        base = top + (index + 1) * strip
        bars = []
        for place, bucket in enumerate(briefing.timeline):
            count = sum(number for of, number in bucket.counts if of == category)
            if count:
                tall = (strip - 14) * count / most
                thick = min(34.0, step * 0.72)
                middle = left + (place + 0.5) * step
                bars.append(
                    Bar(x=middle - thick / 2, y=base - tall, width=thick, height=tall, count=count, middle=middle)
                )
        strips.append(
            Strip(name=names.get(category, category), base=base, total=sum(b.count for b in bars), bars=tuple(bars))
        )
    widest = max(len(bucket.label) for bucket in briefing.timeline) * 6.5 + 6
    every = max(1, math.ceil(widest / step))
    foot = top + len(order) * strip
    ticks = tuple(
        Tick(x=left + (place + 0.5) * step, y=foot + 16, text=bucket.label)
        for place, bucket in enumerate(briefing.timeline)
        if place % every == 0
    )
    said = "; ".join(f"{one.name}: {one.total}" for one in strips)
    return Timeline(
        title="Incidents over time", alt=f"Bars of incident groups by date and category. {said}.", width=width,
        height=round(foot + 24), left=left, right=right, strips=tuple(strips), ticks=ticks,
    )  # fmt: skip
