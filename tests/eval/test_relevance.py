"""What is printed of real articles bears on its event, by hand-made judgements; on two events, `make eval` has them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom import EVENTS
from tests.eval import relevance
from tests.eval.relevance import Line

FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "baseline.json").read_text(encoding="utf-8"))["relevance"]


def test_every_judgement_is_whole() -> None:
    """Each event has its judgements; one that does not bear says why, in a code that the module explains."""
    assert set(relevance.JUDGEMENTS) == set(EVENTS)
    for judgements in relevance.JUDGEMENTS.values():
        for key, judgement in judgements.items():
            assert key.startswith(("g-", "s-"))
            assert judgement["section"] in ("current", "precedent")
            assert isinstance(judgement["training"], bool)
            assert judgement["bears"] is True or f"    {judgement['why']} " in (relevance.__doc__ or "")
    assert sum(map(len, relevance.JUDGEMENTS.values())) >= FLOORS["judged at least"]


def test_what_stands_in_another_section_is_not_judged() -> None:
    """A judgement holds for the section it was made of, and for a line that any of its mentions names."""
    known = {"g-1": {"section": "current", "bears": True, "training": False}}
    known |= {"i-2": {"section": "current", "bears": False, "why": "place", "training": True}}
    lines = [Line(("g-1",), "precedent", ""), Line(("g-9", "i-2"), "current", ""), Line(("g-7",), "current", "")]
    tally = relevance.judge(lines, known)
    assert [line.ids[0] for line in tally.unjudged] == ["g-1", "g-7"]
    assert [line.ids[0] for line in tally.wrong] == ["g-9"]
    assert tally.gone == ["g-1"]
    assert tally.figures() == {"bears": 0, "bears outside training": 0, "unjudged": pytest.approx(2 / 3)}


def test_what_is_printed_bears_on_its_event(briefing_data: Path, tmp_path: Path) -> None:
    """Floors only rise: the share that bears; and few lines are printed that nobody judged."""
    corpus = briefing_data / "articles" / "newsroom.jsonl"
    found = relevance.measure(corpus, tmp_path / "newsroom", FLOORS["events"])
    every = relevance.Tally()
    for tally in found.values():
        every.add(tally)
    figures = every.figures()
    assert {name: figures[name] for name, floor in FLOORS["floors"].items() if figures[name] < floor} == {}
    assert figures["unjudged"] <= FLOORS["unjudged at most"], [line.ids[0] for line in every.unjudged]
