"""The numbers behind the charts: cells, slots, strips, and maps whose labels keep out of each other's way."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest

from briefing.pages import MapPoint, VenueInfo
from briefing.render.basemap import Window, basemap, cities
from briefing.render.charts import Ladder, matrix, timeline
from briefing.render.drawing import Box, Sheet, area, clip_line, clip_ring, inside, number, path, text_width
from briefing.render.maps import Map, letters, maps
from tests.render.made_briefing import LEVELS, empty, rich


def test_levels_follow_the_product_of_column_and_row() -> None:
    """A level holds up to its top product; tones spread over however many levels there are."""
    ladder = Ladder(LEVELS)
    assert [ladder.of(product) for product in (1, 4, 5, 9, 10, 16, 17, 25)] == [
        "Low", "Low", "Moderate", "Moderate", "High", "High", "Critical", "Critical",
    ]  # fmt: skip
    assert [ladder.tone(level.name) for level in LEVELS] == [1, 2, 3, 4]
    assert [Ladder(LEVELS[:3]).tone(level.name) for level in LEVELS[:3]] == [1, 3, 4]
    assert (ladder.tone(None), ladder.step("unheard of")) == (0, 0)


def test_categories_in_one_cell_do_not_overprint() -> None:
    """Nine categories in one cell get nine slots inside it that do not touch."""
    briefing = rich(incidents=2)
    rows = tuple(replace(row, column=4, row=2) for row in briefing.overview)
    chart = matrix(replace(briefing, overview=(*rows, rows[0])))
    assert len(chart.chips) == 9
    for one, other in itertools.combinations(chart.chips, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius
    (cell,) = {
        (c.x, c.y, c.width, c.height)
        for c in chart.cells
        if c.x < chart.chips[0].x < c.x + c.width and c.y < chart.chips[0].y < c.y + c.height
    }
    for chip in chart.chips:
        assert cell[0] <= chip.x - chip.radius
        assert chip.x + chip.radius <= cell[0] + cell[2]
        assert cell[1] <= chip.y - chip.radius
        assert chip.y + chip.radius <= cell[1] + cell[3]


def test_impact_grows_upwards_and_likelihood_to_the_right() -> None:
    """The gravest, likeliest cell is the top right one, and the highest level is in it."""
    chart = matrix(rich(incidents=2))
    corner = min(chart.cells, key=lambda cell: (cell.y, -cell.x))
    assert (corner.level, corner.tone) == ("Critical", 4)
    origin = max(chart.cells, key=lambda cell: (cell.y, -cell.x))
    assert (origin.level, origin.tone) == ("Low", 1)
    assert len(chart.cells) == 25


def test_a_category_without_evidence_has_no_cell() -> None:
    """It is named beside the matrix and has no number in it."""
    chart = matrix(rich(incidents=8))
    assert chart.absent == ("Cyber", "Health", "Severe weather")
    assert {key.text for key in chart.keys} == {chip.text for chip in chart.chips}
    assert "Cyber" not in {key.name for key in chart.keys}
    assert matrix(empty()).chips == ()


def test_bars_share_one_scale() -> None:
    """Equal counts are equally tall in every strip; a category without incidents has no strip."""
    chart = timeline(rich(incidents=8))
    assert chart is not None
    heights = {(bar.count, round(bar.height, 6)) for strip in chart.strips for bar in strip.bars}
    assert len(heights) == len({count for count, _ in heights})
    assert [strip.name for strip in chart.strips] == ["Terrorism", "Civil unrest", "Crime", "Transport disruption"]
    assert all(chart.left <= bar.x and bar.x + bar.width <= chart.right for strip in chart.strips for bar in strip.bars)
    assert timeline(empty()) is None


def test_many_buckets_get_fewer_labels_than_bars() -> None:
    """Labels under the axis keep apart."""
    briefing = rich(incidents=2)
    weeks = tuple(replace(briefing.timeline[0], label=f"week {number}", counts=(("crime", 1),)) for number in range(53))
    chart = timeline(replace(briefing, timeline=weeks))
    assert chart is not None
    gaps = [b.x - a.x for a, b in itertools.pairwise(chart.ticks)]
    assert min(gaps) > len("week 52") * 6


def boxes(chart: Map, size: float = 12) -> list[Box]:
    out = []
    for mark in chart.incidents:
        if mark.label:
            wide = text_width(mark.label.text, size)
            left = mark.label.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.label.align]
            out.append(Box(left, mark.label.y - size, left + wide, mark.label.y))
    return out


def test_several_cities_give_an_overview_and_a_map_for_each_with_incidents() -> None:
    """Saint-Denis and Paris share a map; what lies near a venue is on its map, the rest on the overview."""
    result = maps(rich())
    assert result.main is not None
    assert [chart.title for chart in result.clusters] == [
        "Incidents around Saint-Denis, Paris", "Incidents around Marseille", "Incidents around Lille", "Incidents around Lyon",
    ]  # fmt: skip
    shown = [label for chart in (result.main, *result.clusters) for label in chart.shown]
    assert sorted(shown, key=int) == [str(n) for n in range(1, 25)]
    assert result.main.shown == ("8", "16", "24")
    assert [venue.letter for venue in result.main.venues] == ["A", "B", "C", "D", "E"]
    assert len({(venue.x, venue.y) for venue in result.main.venues}) == 5


def test_numbers_on_the_map_keep_apart() -> None:
    """Forty incidents around one venue: labels neither overlap nor leave the map."""
    briefing = rich(incidents=2)
    points = tuple(
        MapPoint(id=f"g-{n}", label=str(n), name="x", lat=lat, lon=lon, precision="point", category="crime")
        for n in range(1, 41)
        for lat, lon in ((48.92 + 0.03 * math.sin(n) * (n % 7), 2.36 + 0.04 * math.cos(n) * (n % 5)),)
    )
    result = maps(replace(briefing, event=replace(briefing.event, venues=briefing.event.venues[:1]), map_points=points))
    assert result.main is not None
    assert result.clusters == ()
    found = boxes(result.main)
    assert len(found) > 10
    for one, other in itertools.combinations(found, 2):
        assert not one.meets(other)
    frame = Box(0, 0, result.main.width, result.main.height)
    assert all(frame.holds(box) for box in found)


def test_incidents_at_one_spot_share_a_mark() -> None:
    """Twelve incidents known to the city alone are one open circle with numbers, not twelve circles."""
    briefing = rich(incidents=2)
    points = tuple(
        MapPoint(id=f"g-{n}", label=str(n), name="Lille", lat=50.633, lon=3.058, precision="city", category="crime")
        for n in range(1, 13)
    )
    result = maps(
        replace(briefing, event=replace(briefing.event, venues=(briefing.event.venues[2],)), map_points=points)
    )
    assert result.main is not None
    (mark,) = result.main.incidents
    assert mark.label is not None
    assert mark.label.text == "1, 2, 3, 4, 5, 6 +6"
    assert not mark.exact


def test_the_scale_bar_is_true() -> None:
    """Its length is what it says, measured by a venue's circle of known radius."""
    result = maps(rich(incidents=4))
    for chart in result.clusters:
        venue = chart.venues[0]
        radius_km = next(v.radius_km for v in rich(incidents=1).event.venues if v.name == venue.name)
        assert chart.scale.length / float(chart.scale.label.split()[0]) == pytest.approx(venue.radius / radius_km)


def test_regions_and_countries_have_no_place_on_a_map() -> None:
    """An incident known to a country alone is not drawn in the middle of it; no coordinates, no map."""
    briefing = rich(incidents=4)
    vague = tuple(replace(point, precision="country") for point in briefing.map_points)
    result = maps(replace(briefing, map_points=vague))
    assert result.main is not None
    assert result.main.incidents == ()
    assert maps(empty()).main is None


def test_a_map_across_the_date_line() -> None:
    """Venues either side of 180 degrees lie near each other, and there is land between the edges."""
    briefing = rich(incidents=2)
    template = briefing.event.venues[0]
    venues = tuple(
        replace(template, name=name, city=name, lat=-16.8, lon=lon, radius_km=40)
        for name, lon in (("East", 179.9), ("West", -179.9))
    )
    points = (MapPoint(id="g", label="1", name="x", lat=-16.9, lon=-179.95, precision="point", category="crime"),)
    result = maps(replace(briefing, event=replace(briefing.event, venues=venues), map_points=points))
    assert result.main is not None
    east, west = result.main.venues
    assert 0 < west.x - east.x < result.main.width / 2
    assert result.main.shown == ("1",)
    assert result.main.land


def test_the_base_map_knows_land_from_water() -> None:
    """Points of known countries lie in them, the middle of an ocean in none."""

    def country(lat: float, lon: float) -> str | None:
        window = Window(west=lon - 0.2, south=lat - 0.2, east=lon + 0.2, north=lat + 0.2)
        for name, rings in basemap().countries(window):
            if sum(inside(lon, lat, ring) for ring in rings) % 2:
                return name
        return None

    assert country(48.86, 2.35) == "France"
    assert country(-33.9, 151.0) == "Australia"
    assert country(64.1, -21.8) == "Iceland"
    assert country(0.0, -30.0) is None
    assert country(-29.6, 28.2) == "Lesotho"


def test_cities_for_orientation_come_largest_first() -> None:
    """The list is sorted, in range, and holds host cities."""
    known = cities()
    assert all(a.population >= b.population >= 50_000 for a, b in itertools.pairwise(known))
    assert all(-90 <= city.lat <= 90 and -180 <= city.lon <= 180 for city in known)
    assert {"Marseille", "Cleveland", "Philadelphia"} <= {city.name for city in known}


def test_clipping_keeps_what_is_inside() -> None:
    """A square half inside a box keeps half its area; a line through it keeps the part between the edges."""
    box = Box(0, 0, 10, 10)
    assert area(clip_ring([(5, 5), (15, 5), (15, 9), (5, 9)], box)) == pytest.approx(20)
    assert clip_ring([(20, 20), (30, 20), (30, 30)], box) == []
    assert clip_line([(-5, 5), (15, 5)], box) == [[(0.0, 5.0), (10.0, 5.0)]]
    assert clip_line([(-5, 5), (-1, 5)], box) == []
    assert path([[(0, 0), (0.1, 0.1), (3, 4)]]) == "M0 0L3 4"
    assert number(-0.01) == "0"


def test_a_sheet_gives_no_room_twice() -> None:
    """When all places beside a mark are taken, there is no label."""
    sheet = Sheet(Box(0, 0, 100, 40))
    given = [sheet.beside(50, 20, "label", size=10, gap=3) for _ in range(12)]
    placed = [label for label in given if label]
    assert 2 <= len(placed) < 12
    assert given[-1] is None


def test_letters_go_on_after_z() -> None:
    """The 27th venue is AA."""
    assert [letters(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_venues_without_coordinates_keep_their_letter() -> None:
    """A venue that cannot be drawn does not shift the letters of the others."""
    briefing = rich(incidents=2)
    first: VenueInfo = replace(briefing.event.venues[0], lat=None, lon=None)
    result = maps(replace(briefing, event=replace(briefing.event, venues=(first, briefing.event.venues[1]))))
    assert result.main is not None
    assert [venue.letter for venue in result.main.venues] == ["B"]
