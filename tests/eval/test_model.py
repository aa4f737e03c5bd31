"""The shipped model does not fall below the floors of `model_floors.json`, on a slice of the dev files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.extract.reader.encoder import SHIPPED, Encoder
from tests.eval.model import measure

HERE = Path(__file__).parent


def test_the_model_keeps_its_floors(briefing_data: Path) -> None:
    """Floors only rise: a model that reads worse is not taken."""
    if not SHIPPED.is_dir():
        pytest.skip("no model was exported; make one with the commands of training/README.md")
    floors = json.loads((HERE / "model_floors.json").read_text(encoding="utf-8"))
    found = measure(Encoder.load(), briefing_data, floors["share"])
    low = {name: (round(found[name], 1), floor) for name, floor in floors["floors"].items() if found[name] < floor}
    assert low == {}
