"""The JSON Schemas: valid, complete, described, current, and agreeing with the files that we ship."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefing.config import json_schemas, shipped, write_schemas

SCHEMAS = json_schemas()
KINDS = {
    "briefing.yaml": "briefing",
    "sources.yaml": "sources",
    "incident_types.yaml": "incident_types",
    "cues/en.yaml": "cues",
    "countries.yaml": "countries",
    "places.yaml": "places",
    "method.yaml": "method",
}
STARTER = Path(__file__).parents[2] / "briefing" / "config" / "starter" / "config"


def shipped_files() -> Iterator[tuple[Path, str, str]]:
    """Each shipped YAML file with its kind and the way from it to the schemas."""
    folder = shipped("config")
    for name, kind in KINDS.items():
        yield folder / name, kind, "../" * name.count("/") + "schemas/"
    for path in sorted((folder / "threats").glob("*.yaml")):
        yield path, "threat", "../schemas/"
    for path in sorted((STARTER / "events").glob("*.yaml")):
        yield path, "event", "../schemas/"


FILES = list(shipped_files())


def plain(value: Any) -> Any:
    """What an editor sees: dates are text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def properties(schema: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    for name, found in schema.get("properties", {}).items():
        yield f"{where}.{name}", found
    for name, found in schema.get("$defs", {}).items():
        yield from properties(found, name)


def test_one_for_every_kind() -> None:
    """Nine kinds of YAML file and the JSON document."""
    names = {f"{kind}.schema.json" for kind in (*KINDS.values(), "threat", "event", "briefing-document")}
    assert set(SCHEMAS) == names


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_valid_and_titled(name: str) -> None:
    """Each is a valid schema that names its draft and has a title and no address of its own."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name]["title"]


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"briefing-document.schema.json"}))
def test_every_key_is_described(name: str) -> None:
    """An editor can say of each key what it is for, and every group of keys refuses others."""
    found = list(properties(SCHEMAS[name]))
    assert found
    assert [where for where, schema in found if not schema.get("description")] == []
    groups = [SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()]
    assert all(group.get("additionalProperties") is False for group in groups if "properties" in group)


@pytest.mark.parametrize(
    ("path", "kind", "way"), FILES, ids=lambda value: value.name if isinstance(value, Path) else ""
)
def test_shipped_files_fit(path: Path, kind: str, way: str) -> None:
    """Each shipped file fits the schema that its first line names for the editor."""
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={way}{kind}.schema.json"
    errors = Draft202012Validator(SCHEMAS[f"{kind}.schema.json"]).iter_errors(plain(yaml.safe_load(text)))
    assert [error.message for error in errors] == []


def test_a_schema_refuses_what_the_loader_refuses() -> None:
    """Unknown keys, missing keys and values out of range are seen by an editor, too."""
    event: dict[str, Any] = plain(
        yaml.safe_load((STARTER / "events" / "maas-light-festival.yaml").read_text(encoding="utf-8"))
    )
    validator = Draft202012Validator(SCHEMAS["event.schema.json"])
    wrongs: list[dict[str, Any]] = [{"colour": "red"}, {"look_back_days": 0}, {"marking": "TLP:WHITE"}, {"venues": []}]
    for wrong in wrongs:
        assert list(validator.iter_errors(event | wrong))
    del event["ends"]
    assert list(validator.iter_errors(event))


def test_committed_schemas_are_current(tmp_path: Path) -> None:
    """`config/schemas` holds what the classes say today: `briefing schema` writes it anew."""
    for path in write_schemas(tmp_path / "schemas"):
        committed = shipped("config", "schemas", path.name)
        assert json.loads(committed.read_text(encoding="utf-8")) == json.loads(path.read_text(encoding="utf-8")), (
            path.name
        )
        assert committed.read_bytes() == path.read_bytes()
