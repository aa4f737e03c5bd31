"""The word lists a component works with: its configuration enters, checked lists leave; None stands for the shipped file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from briefing.config.schema import Countries, Cues, IncidentTypes
from briefing.config.shipped import shipped


def cues_from(content: dict[str, Any] | None) -> Cues:
    return _shipped_cues() if content is None else Cues.model_validate(content)


def countries_from(content: dict[str, Any] | None) -> Countries:
    return _shipped_countries() if content is None else Countries.model_validate(content)


def incident_types_from(content: dict[str, Any] | None) -> IncidentTypes:
    return _shipped_incident_types() if content is None else IncidentTypes.model_validate(content)


@lru_cache(maxsize=1)
def _shipped_cues() -> Cues:
    return Cues.model_validate(_strings("cues", "en.yaml"))


@lru_cache(maxsize=1)
def _shipped_countries() -> Countries:
    return Countries.model_validate(_strings("countries.yaml"))


@lru_cache(maxsize=1)
def _shipped_incident_types() -> IncidentTypes:
    return IncidentTypes.model_validate(_strings("incident_types.yaml"))


def _strings(*parts: str) -> Any:
    # every scalar as written: "NO" is Norway, not False
    return yaml.load(shipped("config", *parts).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
