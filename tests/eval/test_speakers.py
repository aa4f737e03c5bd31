"""How speakers are compared, and that the hand-resolved ones stand where `speakers.json` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.eval import speakers


def test_names_are_compared_without_titles() -> None:
    """Titles, articles, letter case and a possessive do not tell two names apart; another first name does."""
    assert speakers.name_of("Sen. Ada Brook’s") == speakers.name_of("Ada  BROOK")
    assert speakers.name_of("Lt. Gov. Ada Brook Jr.") == "ada brook jr"
    assert speakers.name_of("The U.N. Council") == "u.n council"
    assert speakers.same(["Ada Brook"], ["Brook"], unnamed=False) is False
    assert speakers.same(["Eli Moss", "Ada Brook"], ["Ada Brook", "Eli Moss"], unnamed=False)
    assert speakers.same(["Eli Moss"], ["Ada Brook", "Eli Moss"], unnamed=False) is False


def test_unnamed_speakers_share_a_word() -> None:
    """One word of substance is enough; articles and prepositions in common are not."""
    assert speakers.same(["the port's officials"], ["officials of the port"], unnamed=True)
    assert speakers.same(["the mayor of the town"], ["the editor of the paper"], unnamed=True) is False


def test_entries_stand_in_their_articles(briefing_data: Path) -> None:
    """Each entry has its attribution, and names are whole words of the article that begin and end as names do."""
    lines = (briefing_data / "data" / "statements" / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    assert len(speakers.SPEAKERS) == 50
    for key, entries in speakers.SPEAKERS.items():
        text = rows[key]["text"]
        assert sum(entry is not None for _, entry in speakers.keyed(rows[key])) == len(entries)
        for _, _, names, unnamed in entries:
            assert names
            assert all(text[start:end].strip() == text[start:end] != "" for start, end in names)
            assert unnamed or not any(
                text[start - 1 : start].isalnum() or text[end : end + 1].isalnum() for start, end in names
            )


def test_speakers_keep_their_floors(briefing_data: Path) -> None:
    """Floors only rise: the share of right speakers by the rules, and where every source is known, on a slice."""
    path = Path(__file__).parent / "baseline.json"
    slice_: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["speakers"]
    lines = (briefing_data / "data" / "statements" / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["id"] in speakers.SPEAKERS][:: 50 // slice_["articles"]]
    found, given = speakers.measure(rows, "rules"), speakers.measure(rows, "given")
    figures = {kind: found.figures(kind)["speaker"] for kind in ("direct", "all")}
    figures["given all"] = given.figures("all")["speaker"]
    assert {name: value for name, value in figures.items() if value < slice_["floors"][name]} == {}
