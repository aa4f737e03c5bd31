"""Measures incidents against the records of the Gun Violence Archive: killed, wounded, city and date of the best-matching one.

The records and the articles disagree now and then, and some articles are empty: `gva_stated.json` lists, by field, the articles of the
dev part whose text was read and found to state or imply what the record holds. A date is right where the record's day lies within its
interval, and that is no longer than a weekend with its eve.

    python tests/eval/incidents.py [--data FOLDER] [--show N] [--field killed|wounded|city|date|none]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.extract.gazetteer import fold  # noqa: E402
from briefing.geography import distance_km  # noqa: E402
from briefing.models import Incident, Where  # noqa: E402
from briefing.sources.text import with_headline  # noqa: E402
from tests.eval.places import gazetteer  # noqa: E402
from tests.extract.desk import incidents  # noqa: E402

STATED: dict[str, frozenset[str]] = {
    name: frozenset(ids)
    for name, ids in json.loads(Path(__file__).with_name("gva_stated.json").read_text(encoding="utf-8")).items()
}
LARGE = 500_000  # people of a city whose parts news names alone
PART_KM = 15.0
VIOLENT = {"bombing", "shooting", "stabbing", "assault", "attack-other", "armed-clash", "vehicle-ramming"}


def cities_of(record: dict[str, Any]) -> list[str]:
    """The names under which a record's place is right: "Dayton (Kettering)" is either, "Itasca (county)" is Itasca County."""
    city, _, more = record["city_or_county"].partition("(")
    more = more.rstrip(") ")
    if more == "county":
        return [fold(f"{city} County")]
    return [fold(name) for name in (city, more) if name]


def is_part(place: Where, cities: list[str], record: dict[str, Any]) -> bool:
    """Whether a place is a part of the record's city: of a large one of its state, and near its centre ("Englewood" of Chicago)."""
    if (
        place.lat is None
        or place.lon is None
        or place.precision not in ("city", "point")
        or place.admin != record["state"]
    ):
        return False
    return any(
        near.admin == record["state"]
        and near.population >= LARGE
        and distance_km(near.lat, near.lon, place.lat, place.lon) <= PART_KM
        for city in cities
        if (near := gazetteer().city(city, "US")) is not None
    )


def fits(incident: Incident, record: dict[str, Any]) -> dict[str, bool]:
    """Which fields of a record an incident has right; a count of nought fits "not reported"."""
    when = datetime.strptime(record["date"], "%B %d, %Y").date()
    place = incident.place
    cities = cities_of(record)
    start, end = incident.occurred.start, incident.occurred.end
    return {
        "killed": (incident.killed.high if incident.killed else 0) == record["num_killed"],
        "wounded": (incident.wounded.high if incident.wounded else 0) == record["num_injured"],
        "city": place is not None
        and (
            any(fold(place.name) == city or city in fold(place.text) for city in cities)
            or is_part(place, cities, record)
        ),
        "date": bool(start and end and start <= when <= end and (end - start).days <= 3),
    }


def measure(
    rows: list[dict[str, Any]],
) -> tuple[Counter[str], list[tuple[dict[str, Any], Incident | None, dict[str, bool]]]]:
    """Counts of right fields over all rows with a text, and each row with its best incident."""
    right: Counter[str] = Counter()
    results: list[tuple[dict[str, Any], Incident | None, dict[str, bool]]] = []
    for row in rows:
        published = date.fromisoformat(row["published"]) if row["published"] else None
        text = with_headline(row["text"], row["title"])  # as the program reads it
        found = incidents(text, published, row["title"] or "", row["url"])
        violent = [incident for incident in found if incident.type in VIOLENT]
        scored = [(sum(fits(i, row["incident"]).values()), -n, i) for n, i in enumerate(violent)]
        best = max(scored, key=lambda item: item[:2])[2] if scored else None
        fields = fits(best, row["incident"]) if best else dict.fromkeys(("killed", "wounded", "city", "date"), False)
        right.update(name for name, good in fields.items() if good)
        right["found"] += best is not None
        for name, listed in STATED.items():
            right[f"{name} stated"] += row["id"] in listed
            right[f"{name} where stated"] += row["id"] in listed and fields[name]
            right[f"{name} stated and found"] += row["id"] in listed and best is not None
        if row["incident"]["city_or_county"].split("(")[0].strip().lower() in row["text"].lower():
            right["named"] += 1
            right["city where named"] += fields["city"]
        right["incidents"] += len(found)
        right["violent"] += len(violent)
        results.append((row, best, fields))
    return right, results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--field", default="killed")
    arguments = parser.parse_args()
    lines = (arguments.data / "data" / "incidents" / "gva-dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if len(row["text"]) > 200]
    began = time.perf_counter()
    right, results = measure(rows)
    took = time.perf_counter() - began
    print(f"{len(rows)} articles of more than 200 characters, {len(rows) / took:.0f} a second")
    for name in ("found", "killed", "wounded", "city", "date"):
        print(f"{name:8} {right[name] / len(rows):6.1%}")
    for name in STATED:
        stated = right[f"{name} stated"]
        good, seen = right[f"{name} where stated"], right[f"{name} stated and found"]
        told = f"{good / max(1, seen):.1%} of the {seen} in which an incident is found"
        print(f"{name}, of the {stated} articles that state it: {good / max(1, stated):.1%} ({told})")
    print(f"city, of the {right['named']} articles that name it: {right['city where named'] / right['named']:.1%}")
    print(
        f"violent incidents an article {right['violent'] / len(rows):.2f}, incidents {right['incidents'] / len(rows):.2f}"
    )
    shown = 0
    for row, best, fields in results:
        if shown >= arguments.show or (fields.get(arguments.field, best is not None)):
            continue
        shown += 1
        record = {key: row["incident"][key] for key in ("date", "city_or_county", "state", "num_killed", "num_injured")}
        print(f"\n{record} {row['published']}\n{best}\n{' '.join(row['text'].split())[:900]}")


if __name__ == "__main__":
    main()
