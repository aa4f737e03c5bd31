"""The shipped model does not fall below the floors of `baseline.json`, on a slice of the dev files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.extract.encoder import Encoder
from tests.eval.model import measure

HERE = Path(__file__).parent
DATA = Path(os.environ.get("BRIEFING_DATA", HERE.parents[2] / "shared"))


def test_the_model_keeps_its_floors() -> None:
    """Floors only rise: a model that reads worse is not shipped."""
    if not (DATA / "data").is_dir():
        pytest.skip("the annotated corpora are not here; set BRIEFING_DATA to the folder that holds data/")
    floors = json.loads((HERE / "baseline.json").read_text(encoding="utf-8"))["model"]
    found = measure(Encoder.load(), DATA, floors["share"])
    low = {name: (round(found[name], 1), floor) for name, floor in floors["floors"].items() if found[name] < floor}
    assert low == {}
