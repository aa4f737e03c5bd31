"""The workspace's YAML: files go in, frozen classes that the steps use as they are come out, or every error with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefing.config.loader import check_workspace, load_workspace
from briefing.config.moments import moment, parse_moment
from briefing.config.shipped import shipped
from briefing.config.starter import init_workspace

__all__ = [
    "check_workspace",
    "init_workspace",
    "json_schemas",
    "load_workspace",
    "moment",
    "parse_moment",
    "shipped",
    "write_schemas",
]


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the YAML files and of the JSON document, by file name."""
    from briefing.config import json_schema  # half a second that only `schema` spends

    return json_schema.json_schemas()


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write them into a folder, made if need be; the files written."""
    from briefing.config import json_schema

    return json_schema.write_schemas(folder)
