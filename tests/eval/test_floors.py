"""What is found in annotated articles does not fall below the floors of `baseline.json`, on a slice of the dev files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefing.config import load_workspace
from briefing.extract import Extractor
from tests.eval import dates, incidents, muc, places, same_incident, same_text, statements

ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "baseline.json").read_text(encoding="utf-8"))


def rows(path: Path, count: int) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if len(row["text"]) > 200][:count]


def low(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The figures that lie under their floor, beside it."""
    return {name: (round(found[name], 3), floor) for name, floor in floors.items() if found[name] < floor}


def test_statements_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: precision and recall of direct quotations, precision of all, the right source."""
    slice_ = FLOORS["statements"]
    tally = statements.measure(rows(briefing_data / "data" / "statements" / "polnear-dev.jsonl", slice_["articles"]))
    found = {f"{kind} {name}": value for kind in ("direct", "all") for name, value in tally.figures(kind).items()}
    assert low(found, slice_["floors"]) == {}


def test_incidents_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: incidents found, their casualties, cities and dates, and how few are found too many."""
    slice_ = FLOORS["incidents"]
    chosen = rows(briefing_data / "data" / "incidents" / "gva-dev.jsonl", slice_["articles"])
    right, _ = incidents.measure(chosen)
    found = {name: right[name] / len(chosen) for name in ("found", "killed", "wounded", "city", "date", "violent")}
    assert found["violent"] <= slice_["violent an article at most"]
    assert low(found, slice_["floors"]) == {}


def test_attacks_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: incidents and who and what took part, on MUC-4."""
    slice_ = FLOORS["muc4"]
    lines = (briefing_data / "data" / "incidents" / "muc4-dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert low(muc.measure([json.loads(line) for line in lines[: slice_["articles"]]]), slice_["floors"]) == {}


def test_dates_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: the interval that a mention of time means, on the articles set aside and on the others."""
    lines = (briefing_data / "data" / "dates" / "timebank-train.jsonl").read_text(encoding="utf-8").splitlines()
    aside, rest = dates.parts([json.loads(line) for line in lines])
    found = {
        f"{name} f1": dates.measure(part).figures()["f1"] for name, part in (("set aside", aside), ("the rest", rest))
    }
    assert low(found, FLOORS["dates"]["floors"]) == {}


def test_copies_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: copies made of real articles that are found, and texts of other writers that are kept apart."""
    slice_ = FLOORS["same text"]
    corpus = same_text.rows_of(briefing_data / "articles" / "newsroom.jsonl")
    apart = same_text.ecb(same_text.rows_of(briefing_data / "data" / "same-story" / "ecbplus-train.jsonl"))
    found, _ = same_text.measure(same_text.originals(corpus, slice_["articles"]), apart)
    assert low(found, slice_["floors"]) == {}


def test_happenings_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: B³ of articles on one incident, on a slice of the dev file."""
    slice_ = FLOORS["same incident"]
    chosen = rows(briefing_data / "data" / "incidents" / "gva-dev.jsonl", slice_["articles"])
    workspace, _ = load_workspace(ROOT / "samples")
    items = same_incident.read(chosen, Extractor.load(workspace))
    found, _, _ = same_incident.measure(items, workspace.method.grouping)
    assert low(found, slice_["floors"]) == {}


def test_places_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: what the gazetteer holds, what of it is put near, the right country; with homes of outlets and without."""
    slice_ = FLOORS["places"]
    found: dict[str, float] = {}
    for name in places.SETS:
        chosen = places.read(briefing_data, name)[: slice_["articles"]]
        figures = places.measure(chosen, "town").figures()
        found |= {f"{name} {kind}": figures[kind] for kind in ("coverage", "near", "country")}
        found[f"{name} near without homes"] = places.measure(chosen, "none").figures()["near"]
    assert low(found, slice_["floors"]) == {}
