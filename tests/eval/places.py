"""Measures what place names are taken to mean against LGL and TR-News, whose toponyms bear coordinates: given where they stand.

Coverage: toponyms for which the gazetteer holds an entry of that name, or of that other name, within 161 km (100 miles). Of these: how
many our reading puts within 161 km, beside the baseline, the best known bearer of the name. Of all that are resolved: the right country.

An outlet's home is what a workspace would tell: the country by the ending of its address, and its town by `outlets.yaml` beside this file.

    python tests/eval/places.py [--data FOLDER] [--homes none|country|town] [--show N]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.config.schema import Countries, Outlet, Places  # noqa: E402
from briefing.extract.gazetteer import Gazetteer  # noqa: E402
from briefing.extract.homes import Homes  # noqa: E402
from briefing.extract.place_names import bearers, resolve_places  # noqa: E402
from briefing.geography import distance_km  # noqa: E402
from briefing.models import PlaceCandidate, Where  # noqa: E402

SETS = ("lgl", "trnews")
NEAR_KM = 161.0
COUNTRY_NAMES = {  # as the sets write them, where the list of countries does not
    "Palestinian Territory": "PS", "Hashemite Kingdom of Jordan": "JO", "Republic of Korea": "KR", "Republic of Lithuania": "LT",
    "Republic of Moldova": "MD", "Federated States of Micronesia": "FM", "Democratic Republic of the Congo": "CD", "Macedonia": "MK",
    "U.S. Virgin Islands": "VI", "British Virgin Islands": "VG", "Swaziland": "SZ", "Czech Republic": "CZ", "Macao": "MO",
}  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer with the shipped lists."""

    def listed(name: str) -> Any:
        return yaml.safe_load((ROOT / "config" / name).read_text(encoding="utf-8"))

    return Gazetteer(
        countries=Countries.model_validate(listed("countries.yaml")),
        places=Places.model_validate(listed("places.yaml")),
    )


@cache
def homes(kind: str) -> Homes:
    """Homes of outlets: none of them listed unless `kind` is "town"."""
    listed = yaml.safe_load((Path(__file__).parent / "outlets.yaml").read_text(encoding="utf-8"))["outlets"]
    outlets = [Outlet.model_validate(outlet) for outlet in listed] if kind == "town" else []
    return Homes(outlets, gazetteer())


@dataclass
class Tally:
    """Counts over toponyms with coordinates."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[dict[str, Any], dict[str, Any], Where | None]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        of = self.counts
        return {
            "coverage": of["held"] / (of["toponyms"] or 1),
            "near": of["near"] / (of["held"] or 1),
            "baseline": of["baseline"] / (of["held"] or 1),
            "country": of["country"] / (of["resolved"] or 1),
            "all near": of["all near"] / (of["toponyms"] or 1),
        }


def measure(rows: Iterable[dict[str, Any]], kind: str = "town") -> Tally:
    """Counts over the toponyms of some articles."""
    tally = Tally()
    for row in rows:
        home = None if kind == "none" else homes(kind).of(row["outlet"], None)
        found = resolve_places(row["text"], [placed(row["text"], t) for t in row["toponyms"]], gazetteer(), home)
        for toponym, where in zip(row["toponyms"], found, strict=True):
            if toponym["lat"] is not None:
                _count(tally, row, toponym, where)
    return tally


def placed(text: str, toponym: dict[str, Any]) -> tuple[int, int]:
    """Where a toponym stands; some of TR-News' offsets have slipped, so that its words are looked for around them."""
    start, end = toponym["span"]
    words = toponym["text"]
    if text[start:end] == words:
        return start, end
    found = [match.start() for match in re.finditer(re.escape(words), text)]
    start = min(found, key=lambda at: abs(at - start), default=start)
    return start, start + len(words) if found else end


def _count(tally: Tally, row: dict[str, Any], toponym: dict[str, Any], where: Where | None) -> None:
    candidates = bearers(toponym["text"], gazetteer())
    held = any(is_near(candidate, toponym) for candidate in candidates)
    near = where is not None and is_near(where, toponym)
    tally.counts["toponyms"] += 1
    tally.counts["held"] += held
    tally.counts["near"] += held and near
    tally.counts["all near"] += near
    tally.counts["baseline"] += held and is_near(candidates[0], toponym)
    code = toponym["country"] and (gazetteer().country(toponym["country"]) or COUNTRY_NAMES.get(toponym["country"]))
    if where is not None and toponym["country"]:
        tally.counts["resolved"] += 1
        tally.counts["country"] += where.country == code
    if (held and not near) or (where is not None and toponym["country"] and where.country != code):
        tally.wrong.append((row, toponym, where))


def is_near(place: PlaceCandidate | Where, toponym: dict[str, Any]) -> bool:
    """Whether a place lies within 161 km of where the set puts it."""
    if place.lat is None or place.lon is None:
        return False
    return distance_km(place.lat, place.lon, toponym["lat"], toponym["lon"]) <= NEAR_KM


def read(data: Path, name: str) -> list[dict[str, Any]]:
    """The articles of a set."""
    lines = (data / "data" / "places" / f"{name}-dev.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [json.loads(line) for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--homes", choices=("none", "country", "town"), help="one of the three alone")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    for name in SETS:
        rows = read(arguments.data, name)
        for kind in (arguments.homes,) if arguments.homes else ("none", "country", "town"):
            began = time.perf_counter()
            tally = measure(rows, kind)
            took = time.perf_counter() - began
            figures, counts = tally.figures(), tally.counts
            print(
                f"{name:7} homes {kind:8} coverage {figures['coverage']:.1%} of {counts['toponyms']} | within 161 km {figures['near']:.1%} "
                f"of {counts['held']} held (baseline {figures['baseline']:.1%}) | right country {figures['country']:.1%} "
                f"of {counts['resolved']} | of all {figures['all near']:.1%} | {took:.1f} s"
            )
        for row, toponym, where in tally.wrong[:: max(1, len(tally.wrong) // (arguments.show or 1))][: arguments.show]:
            put = f"{where.name}, {where.admin}, {where.country}" if where else "nowhere"
            start, end = toponym["span"]
            around = " ".join(row["text"][max(0, start - 60) : end + 40].split())
            gold = f"{toponym['country']} {toponym['lat']} {toponym['lon']}"
            print(f"  {row['id']} {row['outlet']}: {toponym['text']} ({gold}) → {put}: {around}")


if __name__ == "__main__":
    main()
