"""The workspace's YAML: files go in, frozen classes that the steps use as they are come out, or every error with its place."""

from __future__ import annotations

from briefing.config.json_schema import json_schemas, write_schemas
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
