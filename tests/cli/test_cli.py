"""The command line on the starter workspace: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.config import init_workspace


@dataclass
class Done:
    code: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path) -> Done:
    """The program in a process of its own, as a shell starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter workspace that was built once."""
    root = tmp_path_factory.mktemp("starter") / "workspace"
    init_workspace(root)
    done = run("build", "--workspace", root, cwd=root)
    assert done.code == 0, done.err
    return root


def test_build_prints_what_it_read_and_where_the_files_lie(workspace: Path) -> None:
    done = run("build", "--as-of", "2030-01-01", cwd=workspace)
    assert "0 new" in done.out
    paths = [line.strip() for line in done.out.splitlines() if line.strip().endswith((".pdf", ".html", ".json"))]
    assert len(paths) == 6
    assert all((workspace / path).is_file() for path in paths)
    assert done.code == 0


def test_only_the_named_variant_and_format_are_written(workspace: Path, tmp_path: Path) -> None:
    done = run("build", "--variant", "one-page", "--format", "html", "--out", tmp_path, cwd=workspace)
    assert done.code == 0, done.err
    assert [path.name.endswith("-one-page.html") for path in tmp_path.rglob("*.*")] == [True]


def test_json_of_build_is_json_alone(workspace: Path) -> None:
    report = json.loads(run("build", "--json", "--format", "json", cwd=workspace).out)
    assert report["extracted"] == 0
    assert [event["error"] for event in report["events"]] == [None]


def test_an_unknown_event_names_those_there_are(workspace: Path) -> None:
    done = run("build", "no-such-event", cwd=workspace)
    assert done.code == 2
    assert "no event 'no-such-event'" in done.err
    assert "its events are:" in done.err
    assert "Traceback" not in done.err


def test_a_wrong_moment_says_what_would_be_right(workspace: Path) -> None:
    done = run("build", "--as-of", "tomorrow", cwd=workspace)
    assert (done.code, "neither a date like" in done.err) == (2, True)


def test_a_mistyped_command_names_the_nearest(workspace: Path) -> None:
    done = run("biuld", cwd=workspace)
    assert done.code == 2
    assert "Did you mean 'build'?" in done.err


def test_findings_as_json_have_the_fields_of_the_records(workspace: Path) -> None:
    records = json.loads(run("findings", "--format", "json", cwd=workspace).out)
    assert {record["kind"] for record in records} == {"statement", "incident"}
    statement = next(record for record in records if record["kind"] == "statement")
    assert set(statement) == {
        "kind", "id", "article_id", "speaker", "cue", "cue_kind", "content", "mode", "sentence", "said_on", "background",
        "article",
    }  # fmt: skip
    assert set(statement["article"]) == {"id", "source_id", "url", "outlet", "published", "title"}
    incident = next(record for record in records if record["kind"] == "incident")
    assert {"type", "trigger", "occurred", "place", "killed", "wounded", "target", "status"} <= set(incident)


def test_findings_as_csv_have_a_row_each(workspace: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("findings", "--format", "csv", cwd=workspace).out)))
    assert len(rows) == len(json.loads(run("findings", "--format", "json", cwd=workspace).out))
    assert all(row["words"] for row in rows)


def test_findings_of_an_event_are_some_of_all(workspace: Path) -> None:
    every = json.loads(run("findings", "--format", "json", cwd=workspace).out)
    (event,) = (path.stem for path in (workspace / "config" / "events").glob("*.yaml"))
    some = json.loads(run("findings", "--event", event, "--format", "json", cwd=workspace).out)
    assert 0 < len(some) <= len(every)
    assert {record["id"] for record in some} <= {record["id"] for record in every}


def test_explain_shows_the_words_and_the_rules(workspace: Path) -> None:
    (event,) = (path.stem for path in (workspace / "config" / "events").glob("*.yaml"))
    records = json.loads(run("findings", "--event", event, "--format", "json", cwd=workspace).out)
    record = next(record for record in records if record["kind"] == "incident")
    done = run("explain", record["id"], cwd=workspace)
    assert done.code == 0, done.err
    words = " ".join(done.out.split())
    assert " ".join(record["sentence"]["text"].split()) in words
    assert "in the briefing" in words
    assert "bears on the event" in words


def test_explain_of_an_unknown_id_names_the_nearest(workspace: Path) -> None:
    done = run("explain", "i-0000000000000000", cwd=workspace)
    assert done.code == 2
    assert "the nearest is" in done.err


def test_check_ends_with_2_and_the_place_of_each_error(workspace: Path, tmp_path: Path) -> None:
    root = tmp_path / "broken"
    init_workspace(root)
    path = root / "config" / "briefing.yaml"
    path.write_text(path.read_text() + "\nmarkign: TLP:RED\n")
    done = run("check", "--workspace", root, cwd=tmp_path)
    assert done.code == 2
    assert "briefing.yaml:" in done.out
    assert "marking" in done.out
    assert run("build", "--workspace", root, cwd=tmp_path).code == 2


def test_one_broken_event_stops_that_event_only(tmp_path: Path) -> None:
    root = tmp_path / "partly"
    init_workspace(root)
    (root / "config" / "events" / "broken.yaml").write_text("id: broken\nname: [\n")
    done = run("build", "--workspace", root, "--format", "json", cwd=tmp_path)
    assert done.code == 3
    assert "broken.yaml:" in done.err
    assert len(list((root / "briefings").iterdir())) == 1


def test_check_of_the_starter_finds_nothing(workspace: Path) -> None:
    done = run("check", cwd=workspace)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "0 errors, 0 warnings"


def test_doctor_looks_at_everything_and_is_content(workspace: Path) -> None:
    done = run("doctor", "--json", cwd=workspace)
    findings = {finding["check"]: finding["state"] for finding in json.loads(done.out)}
    assert set(findings) == {
        "Python", "packages", "Pango", "fonts", "pipeline", "gazetteer", "workspace", "library", "write access",
    }  # fmt: skip
    assert "error" not in findings.values()
    assert done.code == 0


def test_doctor_says_what_to_do_about_a_broken_library(tmp_path: Path) -> None:
    root = tmp_path / "sick"
    init_workspace(root)
    (root / "library.sqlite").write_bytes(b"this is not a database at all, but some text" * 100)
    done = run("doctor", "--workspace", root, "--json", cwd=tmp_path)
    (finding,) = (item for item in json.loads(done.out) if item["check"] == "library")
    assert finding["state"] == "error"
    assert finding["advice"]
    assert done.code == 1


def test_schema_writes_valid_schemas(tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    assert run("schema", "--out", tmp_path / "schemas", cwd=tmp_path).code == 0
    written = sorted((tmp_path / "schemas").glob("*.json"))
    assert len(written) == 10
    for path in written:
        Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_the_json_document_fits_its_published_schema(workspace: Path) -> None:
    from jsonschema import Draft202012Validator

    from briefing.config import json_schemas

    (path,) = (workspace / "briefings").rglob("*.json")
    validator = Draft202012Validator(json_schemas()["briefing-document.schema.json"])
    assert [error.message for error in validator.iter_errors(json.loads(path.read_text("utf-8")))] == []


def test_init_refuses_a_folder_with_files_in_it(workspace: Path) -> None:
    done = run("init", workspace, cwd=workspace)
    assert done.code == 2
    assert "Traceback" not in done.err
