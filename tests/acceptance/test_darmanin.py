"""One real article, read by hand, through the whole program: three events, and what a careful reader takes from it.

The article and the reader's notes are not part of the repository; without them the tests are skipped.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from briefing.build import build, reports
from briefing.config import load_workspace
from briefing.extract import pipeline_version
from briefing.library import Library
from briefing.models import Article, Incident, Statement

AS_OF = dt.datetime(2023, 5, 21, 23, 59, 59, tzinfo=ZoneInfo("Europe/Paris"))
ATTACKS = {"attack-other", "shooting", "bombing", "stabbing"}
EVENTS: dict[str, dict[str, Any]] = {
    "olympics-2024": {
        "name": "Paris 2024 Olympic Games",
        "aliases": ["Olympic Games in Paris", "2024 Olympics", "Paris Olympics"],
        "starts": "2024-07-26",
        "ends": "2024-08-11",
        "venues": [
            {"name": "Stade de France", "city": "Saint-Denis", "country": "FR", "lat": 48.9245, "lon": 2.3602},
            {"name": "Grand Palais", "city": "Paris", "country": "FR", "lat": 48.8661, "lon": 2.3125},
        ],
    },
    "rugby-2023": {
        "name": "Rugby World Cup 2023",
        "aliases": ["Rugby World Cup"],
        "starts": "2023-09-08",
        "ends": "2023-10-28",
        "venues": [
            {"name": "Stade de France", "city": "Saint-Denis", "country": "FR", "lat": 48.9245, "lon": 2.3602},
            {"name": "Stade Vélodrome", "city": "Marseille", "country": "FR", "lat": 43.2698, "lon": 5.3959},
        ],
    },
    "papal-visit-2023": {
        "name": "Papal visit to Marseille",
        "aliases": ["Pope Francis’s visit to Marseille"],
        "starts": "2023-09-22",
        "ends": "2023-09-23",
        "venues": [{"name": "Stade Vélodrome", "city": "Marseille", "country": "FR", "lat": 43.2698, "lon": 5.3959}],
    },
}


@dataclass
class Built:
    article: Article
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]
    expected: dict[str, Any]
    documents: dict[str, dict[str, Any]]
    folder: Path


@pytest.fixture(scope="module")
def built(briefing_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = briefing_data / "acceptance" / "darmanin"
    if not folder.is_dir():
        pytest.skip(f"the acceptance article is not at {folder}")
    root = tmp_path_factory.mktemp("darmanin")
    (root / "config" / "events").mkdir(parents=True)
    settings = {"organisation": {"name": "Desk"}, "timezone": "Europe/Paris", "extract": {"processes": 1}}
    (root / "config" / "briefing.yaml").write_text(yaml.safe_dump(settings))
    (root / "config" / "sources.yaml").write_text(yaml.safe_dump({"sources": [{"id": "files", "path": "articles"}]}))
    for key, event in EVENTS.items():
        path = root / "config" / "events" / f"{key}.yaml"
        path.write_text(yaml.safe_dump({"id": key} | event, allow_unicode=True), encoding="utf-8")
    (root / "articles").mkdir()
    shutil.copy(folder / "article.txt", root / "articles" / "article.txt")
    workspace, problems = load_workspace(root)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    report = build(workspace, as_of=AS_OF, retrieved=AS_OF)
    assert [event.error for event in report.events] == [None, None, None]
    with Library.open(workspace.settings.library, root=root) as library:
        ((article, findings),) = reports(library, pipeline_version(workspace))
    documents = {
        event.event_id: json.loads(next(path for path in event.files if path.suffix == ".json").read_text("utf-8"))
        for event in report.events
    }
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    return Built(article, findings.statements, findings.incidents, expected, documents, root)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def content(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def overlap(one: str, other: str) -> float:
    a, b = words(one), words(other)
    return len(a & b) / len(a | b)


def within(value: dt.date | None, named: str) -> bool:
    return value is not None and value.isoformat().startswith(named)


def find(built: Built, wanted: dict[str, Any]) -> Statement | None:
    matching = [
        statement
        for statement in built.statements
        if overlap(content(statement), wanted["content"]) >= 0.5
        and words(wanted["speaker"]) == words(statement.speaker.name)
    ]
    return max(matching, key=lambda s: overlap(content(s), wanted["content"]), default=None)


def test_the_metadata_line_is_metadata(built: Built) -> None:
    assert built.article.published_on == dt.date(2023, 5, 20)
    assert "Getty" not in built.article.text
    assert "Getty" not in built.article.title


def test_the_statements_are_found_with_their_speakers(built: Built) -> None:
    missing = [wanted["content"] for wanted in built.expected["statements"] if find(built, wanted) is None]
    assert len(missing) <= 2, missing


def test_role_mode_and_time_are_right_where_the_reader_named_them(built: Built) -> None:
    wrong: list[tuple[str, str, object]] = []
    for wanted in built.expected["statements"]:
        statement = find(built, wanted)
        if statement is None:
            continue
        if statement.mode != wanted["mode"]:
            wrong.append((wanted["content"], "mode", statement.mode))
        if "role" in wanted and wanted["role"] not in (statement.speaker.role or "").lower():
            wrong.append((wanted["content"], "role", statement.speaker.role))
        if "said_on" in wanted and not within(statement.said_on.start, wanted["said_on"]):
            wrong.append((wanted["content"], "said_on", statement.said_on))
    assert wrong == []


def matches(incident: Incident, wanted: dict[str, Any]) -> bool:
    types = ATTACKS if wanted["type"] == "attack" else {wanted["type"], "attack-other"}
    place = incident.place
    return (
        incident.type in types
        and within(incident.occurred.start, wanted["occurred"])
        and within(incident.occurred.end, wanted["occurred"])
        and place is not None
        and (place.name, place.country) == (wanted["place"], wanted["country"])
        and all(
            (figure.low if (figure := getattr(incident, harm)) else 0) == wanted.get(harm, 0)
            for harm in ("killed", "wounded")
        )
        and incident.background is wanted["background"]
        and ("target" not in wanted or any(words(wanted["target"]) <= words(span.text) for span in incident.target))
    )


def test_the_three_incidents_are_found_and_nothing_else(built: Built) -> None:
    missing = [w for w in built.expected["incidents"] if not any(matches(i, w) for i in built.incidents)]
    assert missing == []
    for phrase in built.expected["not_incidents"]:
        assert [i.trigger.text for i in built.incidents if overlap(i.sentence.text, phrase) > 0.8] == []
    assert len(built.incidents) == 3, [(i.type, i.sentence.text) for i in built.incidents]


@pytest.mark.parametrize("event", EVENTS)
def test_each_briefing_carries_them_under_precedents_and_cites_them(built: Built, event: str) -> None:
    document = built.documents[event]
    assert len(document["precedents"]) == 3
    assert all(line["citations"] for line in document["precedents"])
    assert document["chronology"] == []
    old_words = [line for line in document["precedent_statements"] if "never give in" in line["content"]]
    assert [(line["speaker"], line["date"]) for line in old_words] == [("Emmanuel Macron", "April 2021")]
    assert old_words[0]["citations"]
    assert any("primary threat" in line["content"] for line in document["statements"])
    pdf = built.folder / "briefings" / event / f"{event}.pdf"
    from pypdf import PdfReader

    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(pdf).pages))
    for place in ("Cannes", "Rambouillet", "Paris"):
        assert place in text
    assert "never give in" in text
