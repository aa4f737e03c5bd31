"""From what a briefing prints to the words and the rules, on the starter workspace: labels, ids, categories, and what is not printed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefing.build import build
from briefing.cli.explaining import explain as command
from briefing.config import init_workspace, load_workspace
from briefing.config.schema import Workspace
from briefing.errors import UsageError
from briefing.explain import ExplainedFinding, Explanation, explain

AS_OF = dt.datetime(2026, 9, 10, 18, tzinfo=dt.UTC)
EVENT = "maas-light-festival"


def opened(root: Path) -> Workspace:
    workspace, problems = load_workspace(root)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return workspace


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter workspace that was built once, JSON alone."""
    folder = tmp_path_factory.mktemp("explain") / "desk"
    init_workspace(folder)
    report = build(opened(folder), as_of=AS_OF, retrieved=AS_OF, formats=("json",))
    assert [event.error for event in report.events] == [None]
    return folder


@pytest.fixture(scope="module")
def document(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "briefings" / EVENT / f"{EVENT}.json").read_text("utf-8"))
    return loaded


def asked(root: Path, wanted: str, *, as_of: dt.datetime = AS_OF, **options: Any) -> Explanation:
    return explain(opened(root), wanted, as_of=as_of, **options)


def text_of(finding: ExplainedFinding) -> str:
    stretches = [s.text for p in finding.paragraphs for run in p.runs for s in run.stretches]
    return " ".join("".join(stretches).split())


def sentences(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [sentence for reference in document["references"] for sentence in reference["sentences"]]


def test_every_citation_leads_to_the_findings_that_it_stands_for(root: Path, document: dict[str, Any]) -> None:
    for sentence in sentences(document)[:6]:
        for wanted in (f"[{sentence['label']}]", f"ref-{sentence['label']}"):
            explanation = asked(root, wanted)
            assert [finding.id for finding in explanation.findings] == sentence["findings"]
        own = [f for f in explanation.findings if f.events[0].evidence.citation]
        assert any(sentence["text"] in text_of(finding) for finding in own or explanation.findings)


def test_an_incident_by_number_by_id_and_by_the_beginning_of_it(root: Path, document: dict[str, Any]) -> None:
    for line in document["chronology"]:
        for wanted in (line["label"], line["id"], line["id"][:10]):
            explanation = asked(root, wanted)
            assert {finding.id for finding in explanation.findings} == set(line["finding_ids"])
            assert explanation.happening is not None
            assert explanation.happening.label == line["label"]
        assert line["sentence"] in text_of(explanation.findings[0])


def test_a_finding_says_where_it_stands_by_which_rules_and_what_was_near(root: Path, document: dict[str, Any]) -> None:
    line = document["chronology"][0]
    (case,) = asked(root, line["finding_ids"][0]).findings[0].events
    assert (case.verdict, case.evidence.section, case.evidence.line) == ("in", "current", line["label"])
    assert line["why"][0].lower() in [way.sentence.lower() for way in case.evidence.ways]
    assert [fact.name for fact in case.evidence.clocks][1] == "published"
    assert case.evidence.counted
    everything = [passed.reason for passed in case.passed_over]
    assert all(reason.endswith(".") for reason in everything)


def test_a_category_brings_each_step_of_its_rating_and_the_rules_in_words(root: Path, document: dict[str, Any]) -> None:
    rated = next(section for section in document["sections"] if section["rating"])
    for wanted in (rated["id"], rated["name"].upper()):
        (rating,) = asked(root, wanted).ratings
        assert rating.section.rating is not None
        assert [step.rule for step in rating.section.rating.reasons] == [r["rule"] for r in rated["rating"]["reasons"]]
        assert {step.rule for step in rating.section.rating.reasons} <= {rule.id for rule in rating.rules}


def test_what_was_published_later_says_so(root: Path, document: dict[str, Any]) -> None:
    key = document["chronology"][0]["finding_ids"][0]
    (case,) = asked(root, key, as_of=dt.datetime(2026, 9, 1, tzinfo=dt.UTC)).findings[0].events
    assert case.verdict == "later"
    assert case.reason.startswith("Published after the cut-off, 1 September 2026")


def changed(root: Path, tmp_path: Path, addition: str) -> Path:
    """The workspace with an addition to its event's file, on the same library."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for name in ("config", "articles", "library.sqlite"):
        (folder / name).symlink_to(root / name)
    (folder / "config").unlink()
    (folder / "config" / "events").mkdir(parents=True)
    for path in (root / "config").glob("*.yaml"):
        (folder / "config" / path.name).symlink_to(path)
    event = (root / "config" / "events" / f"{EVENT}.yaml").read_text("utf-8")
    (folder / "config" / "events" / f"{EVENT}.yaml").write_text(event + addition, encoding="utf-8")
    return folder


def test_what_an_analyst_hid_names_who_and_why(root: Path, document: dict[str, Any], tmp_path: Path) -> None:
    key = document["chronology"][0]["finding_ids"][0]
    hide = f"\ncuration:\n  - {{finding: {key}, action: hide, reason: A drill., by: M. Verbeke, date: 2026-09-10}}\n"
    (case,) = asked(changed(root, tmp_path, hide), key).findings[0].events
    assert (case.verdict, case.reason) == ("hidden", "Hidden by M. Verbeke, 10 September 2026: A drill.")


def test_what_no_rule_ties_to_the_event_says_so(root: Path, document: dict[str, Any], tmp_path: Path) -> None:
    """In a briefing that watches another kind of harm the same finding fits no category."""
    line = next(line for line in document["chronology"] if "cyber" not in line["categories"])
    folder = changed(root, tmp_path, "")
    path = folder / "config" / "events" / f"{EVENT}.yaml"
    path.write_text(path.read_text("utf-8").replace("threats: []", "threats: [cyber]"), encoding="utf-8")
    (case,) = asked(folder, line["finding_ids"][0]).findings[0].events
    assert (case.verdict, case.reason) == ("outside", "It fits no watched category.")


def test_a_label_of_two_briefings_asks_which(root: Path, tmp_path: Path) -> None:
    folder = changed(root, tmp_path, "")
    event = (folder / "config" / "events" / f"{EVENT}.yaml").read_text("utf-8")
    (folder / "config" / "events" / "second.yaml").write_text(event.replace(f"id: {EVENT}", "id: second"))
    with pytest.raises(UsageError, match="incident 1 stands in 2 briefings") as raised:
        asked(folder, "1")
    assert raised.value.hint == f"say which: --event {EVENT} or --event second"
    assert asked(folder, "1", events=("second",)).findings


@pytest.mark.parametrize("wanted", ["[99z]", "ref-99", "99"])
def test_a_label_that_nothing_bears_is_an_error(root: Path, wanted: str) -> None:
    with pytest.raises(UsageError, match="no briefing prints"):
        asked(root, wanted)


def test_an_unknown_id_names_the_nearest(root: Path) -> None:
    with pytest.raises(UsageError, match="nothing in the library") as raised:
        asked(root, "i-0000000000000000")
    assert "the nearest is" in (raised.value.hint or "")


# ---- as printed ------------------------------------------------------------------------------------------------------


def printed(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(command, [*arguments, "--workspace", str(root), "--as-of", AS_OF.isoformat()])
    assert done.exit_code == 0, done.output
    return done.output


def test_plain_output_keeps_to_80_columns_without_colour(root: Path, document: dict[str, Any]) -> None:
    rated = next(section["id"] for section in document["sections"] if section["rating"])
    for wanted in ("1", sentences(document)[0]["label"], rated, document["statements"][0]["id"]):
        lines = printed(root, f"ref-{wanted}" if wanted == sentences(document)[0]["label"] else wanted).splitlines()
        assert max(map(len, lines)) <= 80
        assert not [line for line in lines if "\x1b" in line or line != line.rstrip()]


def test_the_words_are_printed_whole_with_outlet_link_and_clocks(root: Path, document: dict[str, Any]) -> None:
    line = document["chronology"][0]
    flat = " ".join(printed(root, line["finding_ids"][0]).split())
    assert line["sentence"] in flat
    reference = next(
        r for r in document["references"] if any(line["finding_ids"][0] in s["findings"] for s in r["sentences"])
    )
    assert reference["url"] in flat
    assert f"{reference['outlet']}, {reference['published']}; grade" in flat
    assert f"published {reference['published']}" in flat
    assert "bears on the event" in flat


def test_json_is_the_explanation(root: Path) -> None:
    explanation = json.loads(printed(root, "1", "--json"))
    assert set(explanation) == {"wanted", "heading", "happening", "rules", "findings", "ratings"}
    assert explanation["findings"][0]["events"][0]["evidence"]["ways"]


def test_an_article_cannot_write_to_the_terminal() -> None:
    """Control characters of a title or of words become spaces."""
    from briefing.cli.explaining import _safe

    assert _safe("a\x1b[2Jb\rc\x9bd\ue000é ع") == "a [2Jb c d\ue000é ع"
