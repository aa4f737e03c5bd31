"""JSON Schemas of every YAML file and of the JSON document: the classes go in, plain dicts come out, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from briefing.config import schema
from briefing.pages import Briefing

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[str, type[schema.Model]]] = {
    "briefing.schema.json": ("config/briefing.yaml", schema.Settings),
    "sources.schema.json": ("config/sources.yaml", schema.Sources),
    "event.schema.json": ("config/events/<id>.yaml", schema.Event),
    "threat.schema.json": ("config/threats/<id>.yaml", schema.ThreatCategory),
    "incident_types.schema.json": ("config/incident_types.yaml", schema.IncidentTypes),
    "cues.schema.json": ("config/cues/en.yaml", schema.Cues),
    "countries.schema.json": ("config/countries.yaml", schema.Countries),
    "places.schema.json": ("config/places.yaml", schema.Places),
    "method.schema.json": ("config/method.yaml", schema.Method),
}
DOCUMENT = "briefing-document.schema.json"


def json_schemas() -> dict[str, dict[str, Any]]:
    """File name to JSON Schema (draft 2020-12): one for each kind of YAML file, and one for the JSON document."""
    schemas = {
        name: {"$schema": DRAFT, **kind.model_json_schema(), "title": title} for name, (title, kind) in _FILES.items()
    }
    document = TypeAdapter(Briefing).json_schema(mode="serialization")
    schemas[DOCUMENT] = {"$schema": DRAFT, **document, "title": "A briefing as a JSON document"}
    return schemas


def schema_texts() -> dict[str, str]:
    """The same as the text of files."""
    return {name: json.dumps(found, indent=2, ensure_ascii=False) + "\n" for name, found in json_schemas().items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write them all into a folder, `config/schemas` by custom: there the first lines of the shipped YAML files look for them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in schema_texts().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return tuple(paths)
