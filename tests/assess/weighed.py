"""Evidence made by hand for tests of ratings: incidents and warnings with every value changeable, and the shipped method."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from briefing.assess.evidence import Evidence, Happening, Spoken
from briefing.config import shipped
from briefing.config.schema import Method, ThreatCategory
from briefing.models import UNKNOWN_WHEN, FieldValue, IncidentGroup, When

TODAY = dt.date(2026, 6, 5)
METHOD = Method.model_validate(yaml.safe_load(shipped("config", "method.yaml").read_text(encoding="utf-8")))
UNREST = ThreatCategory.model_validate(
    {
        "id": "unrest",
        "name": "Unrest",
        "definition": "Gatherings that hinder the event.",
        "grows_with_crowd": True,
        "incident_types": [
            {"type": "riot", "severity": 4},
            {"type": "assault", "severity": 3},
            {"type": "protest", "severity": 2},
            {"type": "threat", "severity": 2},
            {"type": "arrest", "severity": 1},
        ],
    }
)


def span(start: dt.date, end: dt.date | None = None, precision: str = "day") -> When:
    return When(text="", start=start, end=end or start, precision=precision, basis="text")  # type: ignore[arg-type]


def happening(key: str = "1", *, age: int = 0, step: str = "radius", **changes: Any) -> Happening:
    """An assault of today inside a radius, confirmed; `age` in days, the rest fields of `Happening` or of its group."""
    mine = {name: changes.pop(name) for name in ("targeted", "wide") if name in changes}
    casualties: dict[str, Any] = {
        harm: (FieldValue(value=str(changes.pop(harm)), finding_ids=(f"i-{key}",)),)
        for harm in ("killed", "wounded")
        if harm in changes
    }
    values: dict[str, Any] = {
        "id": f"g-{key}",
        "type": "assault",
        "members": (f"i-{key}",),
        "lead": f"i-{key}",
        "outlets": ("Wire",),
        "occurred": UNKNOWN_WHEN,
        "place": None,
        "distance_km": None,
        "venue": None,
        "status": "occurred",
        "categories": ("unrest",),
        "background": False,
        "killed": (),
        "wounded": (),
        "dates": (),
        "places": (),
        "statuses": (),
        "credibility": "1",
    }
    group = IncidentGroup(**(values | casualties | changes))
    return Happening(group=group, step=step, day=TODAY - dt.timedelta(days=age), **mine)  # type: ignore[arg-type]


def warned(key: str = "1", *, age: int = 0, credibility: str = "2", specific: bool = False) -> Spoken:
    return Spoken(ids=(f"s-{key}",), credibility=credibility, day=TODAY - dt.timedelta(days=age), specific=specific)


def evidence(*findings: Happening | Spoken, **changes: Any) -> Evidence:
    """As of 5 June 2026, for an event of 14 days from 12 June on, told by one outlet graded B."""
    values: dict[str, Any] = {
        "as_of": TODAY,
        "starts": dt.date(2026, 6, 12),
        "ends": dt.date(2026, 6, 25),
        "crowd": None,
        "radii": (10.0,),
        "happenings": tuple(finding for finding in findings if isinstance(finding, Happening)),
        "spoken": tuple(finding for finding in findings if isinstance(finding, Spoken)),
        "grades": {"Wire": "B"},
    }
    return Evidence(**(values | changes))
