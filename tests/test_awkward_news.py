"""Articles whose clocks, dates and places cannot be right, and one story in many copies: a whole build ends in sane lines or named gaps."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.build import build
from briefing.config import init_workspace, load_workspace
from briefing.explain import explain

AS_OF = dt.datetime(2026, 9, 11, 18, tzinfo=dt.timezone(dt.timedelta(hours=2)))
COPIES = 120
STORY = (
    "ROTTERDAM — A man was stabbed to death outside a tram station in Rotterdam on Wednesday night, police said. Officers arrested a "
    "24-year-old man on the quay minutes later and found a knife. The victim, a baker of 31, died in hospital."
)
NEWS = {
    "before": ("2026-09-01", "A bomb killed three people at a market in Rotterdam on 8 September 2026, police said."),
    "february": ("2026-09-05", "A gunman shot and wounded two people in Rotterdam on 30 February 2026, police said."),
    "nowhere": ("2026-09-06", "A bomb exploded in Qaxoltin on Thursday, killing five people. The Maas Light Festival will go on."),
    "future": ("2031-01-01", "A man was stabbed in Rotterdam on Tuesday in a quarrel over a boat, police said."),
    "clock": ("2026-13-45", "Two people were wounded in a fire in a hall in Rotterdam on Sunday, police said."),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter workspace whose articles are these, built."""
    root = tmp_path_factory.mktemp("awkward") / "desk"
    init_workspace(root)
    for path in (root / "articles").iterdir():
        path.unlink()
    rows = [
        {"id": name, "outlet": "Harbour Post", "published": published, "title": name, "text": text}
        for name, (published, text) in NEWS.items()
    ]
    rows += [
        {
            "id": f"copy-{n}",
            "outlet": f"Courier {n}",
            "published": "2026-09-10",
            "title": f"Stabbing, {n}",
            "text": STORY,
        }
        for n in range(COPIES)
    ]
    (root / "articles" / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = build(load_workspace(root)[0], as_of=AS_OF, retrieved=AS_OF, formats=("json", "html"), variants=("full",))
    (result,) = report.events
    assert result.error is None
    return root


@pytest.fixture(scope="module")
def told(desk: Path) -> dict[str, Any]:
    """The workspace's JSON document."""
    (document,) = desk.glob("briefings/*/*.json")
    found: dict[str, Any] = json.loads(document.read_text(encoding="utf-8"))
    return found


def line(told: dict[str, Any], words: str) -> dict[str, Any]:
    """The one line of the chronology that quotes these words."""
    (found,) = [item for item in told["chronology"] if words in item["sentence"]]
    assert isinstance(found, dict)
    return found


def test_nothing_occurred_after_it_was_told(told: dict[str, Any]) -> None:
    """An article of 1 September cannot tell what happened on the 8th: its day is not printed, its words are."""
    assert "8 September" not in line(told, "at a market")["date"]
    assert line(told, "at a market")["sort_date"] <= "2026-09-01"


def test_a_day_that_no_calendar_has_dates_nothing(told: dict[str, Any]) -> None:
    """30 February is in the quoted words alone."""
    assert "February" not in line(told, "30 February")["date"]


def test_a_place_that_no_map_has_is_put_nowhere(told: dict[str, Any]) -> None:
    """The line stands by the event's name, without coordinates or a distance."""
    found = line(told, "Qaxoltin")
    assert not found["distance"]
    assert found["id"] not in {point.get("id") for point in told["map_points"]}
    assert "place not stated" in found["place"]


def test_news_of_the_future_is_left_out_and_counted(told: dict[str, Any]) -> None:
    """Nothing of an outlet whose clock is ahead is printed."""
    assert "quarrel over a boat" not in json.dumps(told["chronology"]) + json.dumps(told["references"])
    assert any("1 article published after the cut-off" in note for note in told["gap_notes"])


def test_a_broken_clock_is_a_named_gap_and_nothing_current(told: dict[str, Any]) -> None:
    """The gap shows the value; what the article tells is not counted as current."""
    assert [gap["reason"] for gap in told["gaps"] if gap["kind"] == "undated"] == [
        "“2026-13-45” is no date that can be relied on: read as undated"
    ]
    assert "fire in a hall" not in json.dumps(told["chronology"])


def test_many_copies_are_one_happening_of_one_outlet(told: dict[str, Any]) -> None:
    """However many print it, the stabbing stands once, and nobody confirms it."""
    found = [item for item in told["chronology"] if item["type"] == "Stabbing"]
    assert len(found) == 1
    assert found[0]["outlets"] == 1


def test_many_copies_fill_no_page(desk: Path, told: dict[str, Any]) -> None:
    """The explanation, the evidence page and the source list give the first of them and count the rest."""
    (stabbing,) = [item for item in told["chronology"] if item["type"] == "Stabbing"]
    explained = explain(load_workspace(desk)[0], stabbing["id"], as_of=AS_OF)
    assert explained.happening is not None
    assert len(explained.happening.mentions) + explained.happening.more_copies == COPIES
    assert explained.happening.more_copies > COPIES - 25
    assert len(explained.findings) == len(explained.happening.mentions)
    for page in desk.glob("briefings/*/*.html"):
        named = set(re.findall(r"Courier \d+", page.read_text(encoding="utf-8")))
        assert 0 < len(named) < COPIES / 2, page.name
