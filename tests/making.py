"""Records made by hand for tests: articles, findings, an event and a small workspace, with every value changeable."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from briefing.config.schema import (
    Countries,
    Cues,
    Event,
    IncidentTypes,
    Method,
    Places,
    Settings,
    Sources,
    ThreatCategory,
    Workspace,
)
from briefing.models import (
    UNKNOWN_WHEN,
    Article,
    Count,
    Findings,
    Incident,
    PlaceCandidate,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)

AS_OF = dt.datetime(2026, 6, 5, 23, 59, 59, tzinfo=ZoneInfo("Europe/Paris"))
LYON = (45.764, 4.8357)


def _rule(text: str = "A rule.", **numbers: Any) -> dict[str, Any]:
    return {"text": text, "reason": "For tests."} | numbers


METHOD: dict[str, Any] = {
    "relevance": {
        "text": "From {threshold} on.",
        "reason": "For tests.",
        "threshold": 0.5,
        "rules": [
            {"id": "in-radius", "score": 1.0, "text": "{place} lies {distance} km from {venue}, within {radius} km"},
            {"id": "in-host-city", "score": 0.9, "text": "{place} is a host city"},
            {"id": "names-event", "score": 0.9, "text": "its article names {name}"},
            {"id": "names-venue", "score": 0.7, "text": "its article names {name}"},
            {"id": "names-participant", "score": 0.6, "text": "its article names {name}"},
            {"id": "background-host-country", "score": 0.6, "text": "background in {country}; it names {name}"},
            {"id": "speaks-of-host-country", "score": 0.6, "text": "speaks of {country} and names {name}"},
            {"id": "tells-of-host-city", "score": 0.6, "text": "its article tells of {place} and names {name}"},
            {"id": "says-of-event", "score": 0.9, "text": "its words name {name}"},
            {"id": "speaks-of-incident", "score": 0.6, "text": "speaks of what happened in {place}"},
        ],
    },
    "specific": _rule(within_days=90),
    "likelihood": {
        "frequency": _rule(coverage=0.25),
        "recency": _rule(half_life_days=90, warning_half_life_days=30),
        "proximity": _rule(radius=1, city=0.8, country=0.3, elsewhere=0.1, unbound=0.5),
        "credibility": _rule(weights={"1": 1, "2": 0.8, "3": 0.6, "4": 0.4, "5": 0.2, "6": 0.4}),
        "status": _rule(occurred=1, ongoing=1, planned=0.5, foiled=0.5, alleged=0.5, denied=0.1),
        "announced": _rule(types=["protest"], points=100, country=0.5),
        "targeted": _rule(points=40),
        "warnings": _rule(specific=25, general=5, most=20),
        "terms": _rule(
            least=1,
            bands=[
                {"points": 0, "term": "very unlikely"},
                {"points": 20, "term": "unlikely"},
                {"points": 60, "term": "roughly even chance"},
                {"points": 80, "term": "likely"},
            ],
        ),
        "ceilings": [_rule(id="far-alone", term="unlikely")],
    },
    "impact": {
        "severity": _rule(weight=0.05),
        "casualties": _rule(
            steps=[{"killed": 1, "impact": 4}, {"killed": 10, "impact": 5}, {"wounded": 10, "impact": 4}]
        ),
        "exposure": _rule(people=10000, add=1, most=4),
        "weighing": _rule(),
    },
    "impact_names": ["minor", "limited", "serious", "major", "critical"],
    "confidence": [
        _rule(confidence="high", outlets=3, reliability="C", best="B", confirmed=1),
        _rule(confidence="moderate", outlets=2),
        _rule(confidence="low"),
    ],
    "matrix": [
        {"level": "low", "top": 4},
        {"level": "moderate", "top": 9},
        {"level": "high", "top": 16},
        {"level": "severe", "top": 25},
    ],
    "levels": _rule("{matrix}."),
    "prospect": _rule(days=7, most=5),
    "headline": [
        {"id": "specific", "text": "{count} findings name {event}."},
        {
            "id": "none-specific",
            "text": "No specific threat to {event} in {articles} articles, {naming} of which name it.",
        },
        {"id": "not-named", "text": "None of the {articles} articles names {event}."},
        {"id": "nothing-read", "text": "Nothing was read."},
    ],
}
TERRORISM: dict[str, Any] = {
    "id": "terrorism",
    "name": "Terrorism",
    "definition": "Violence for a political end.",
    "order": 10,
    "terms": ["terror*", "bomb*", "attack", "extremis*"],
    "excluded_terms": ["bombed at the box office"],
    "incident_types": [{"type": "bombing", "severity": 5}, {"type": "plot", "severity": 3}],
    "indicators": ["A watched indicator"],
    "advice": ["A piece of advice"],
}
CRIME: dict[str, Any] = {
    "id": "crime",
    "name": "Crime",
    "definition": "Offences against visitors.",
    "order": 20,
    "terms": ["robber*", "crime"],
    "excluded_terms": ["shooting guard"],
    "incident_types": [{"type": "shooting", "severity": 3}, {"type": "theft-robbery", "severity": 2}],
}
EVENT: dict[str, Any] = {
    "id": "cup",
    "name": "Rhône Cup",
    "aliases": ["the Cup final", "RC26"],
    "starts": "2026-06-12",
    "ends": "2026-06-14",
    "venues": [
        {"name": "Stade Aubrac", "city": "Lyon", "country": "FR", "lat": LYON[0], "lon": LYON[1], "radius_km": 10}
    ],
    "participants": ["Team Ardent"],
}


_WORDS: dict[str, Any] = {"source": "test", "official_roles": ("minister",)}
_CUES = Cues.model_construct(_fields_set=None, **_WORDS)


def workspace(**changes: Any) -> Workspace:
    """A small workspace: two categories, one event, outlets graded B, C and F."""
    values: dict[str, Any] = {
        "root": ".",
        "settings": Settings.model_validate({"organisation": {"name": "Desk"}, "timezone": "Europe/Paris"}),
        "sources": Sources.model_validate(
            {
                "sources": [{"id": "files", "path": "articles"}],
                "outlets": [
                    {"name": "Wire", "reliability": "B", "agency": True},
                    {"name": "Gazette", "reliability": "C"},
                    {"name": "Courrier", "reliability": "F", "country": "FR"},
                ],
            }
        ),
        "method": Method.model_validate(METHOD),
        "incident_types": IncidentTypes.model_validate(
            {
                "source": "test",
                "types": [
                    {"id": kind, "name": kind.title(), "group": group}
                    for kind, group in (
                        ("bombing", "attack"),
                        ("shooting", "attack"),
                        ("plot", "plot"),
                        ("theft-robbery", "crime"),
                        ("other", "other"),
                    )
                ],
            }
        ),
        # assess and compose ask the cue lists for official roles alone
        "cues": _CUES,
        "countries": Countries.model_validate(
            {"source": "test", "countries": [{"code": "FR", "name": "France", "demonyms": ["French"]}]}
        ),
        "places": Places(),
        "threats": tuple(ThreatCategory.model_validate(data) for data in (TERRORISM, CRIME)),
        "events": (event(),),
        "config_hash": "0" * 64,
    }
    return Workspace.model_validate(values | changes)


def event(**changes: Any) -> Event:
    return Event.model_validate(EVENT | changes)


def article(text: str, *, key: str = "1", published: str | None = "2026-06-01", **changes: Any) -> Article:
    """An article; `key` tells its id from others'."""
    values: dict[str, Any] = {
        "id": f"a-{key}",
        "source": "files",
        "source_id": f"{key}.txt",
        "url": f"https://news.example/{key}",
        "outlet": "Wire",
        "title": "News of the day",
        "published": dt.date.fromisoformat(published) if published else None,
        "retrieved": dt.datetime(2026, 6, 5, tzinfo=dt.UTC),
        "language": "en",
        "marking": "TLP:CLEAR",
        "text": text,
    }
    return Article(**(values | changes))


def span(source: Article, words: str) -> Span:
    start = source.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def sentence(source: Article, words: str) -> Span:
    """The sentence (up to a full stop or a line end) that holds `words`."""
    at = source.text.index(words)
    start = max(
        source.text.rfind(". ", 0, at) + 2 if ". " in source.text[:at] else 0, source.text.rfind("\n", 0, at) + 1
    )
    ends = [end for end in (source.text.find(". ", at), source.text.find("\n", at)) if end >= 0]
    end = min(ends) + (source.text[min(ends)] == ".") if ends else len(source.text)
    return Span.of(source.text, start, end)


def day(text: str) -> When:
    value = dt.date.fromisoformat(text)
    return When(text=text, start=value, end=value, precision="day", basis="text")


def lyon(**changes: Any) -> Where:
    return place("Lyon", "FR", *LYON, **changes)


def place(name: str, country: str, lat: float, lon: float, *others: PlaceCandidate, precision: str = "city") -> Where:
    first = candidate(name, country, lat, lon, precision=precision)
    return Where(
        text=name,
        name=name,
        country=country,
        admin="",
        lat=lat,
        lon=lon,
        precision=first.precision,
        candidates=(first, *others),
    )


def candidate(
    name: str, country: str, lat: float, lon: float, *, score: float = 1.0, precision: str = "city"
) -> PlaceCandidate:
    return PlaceCandidate(
        gazetteer_id=f"{name}-{country}",
        name=name,
        country=country,
        admin="",
        lat=lat,
        lon=lon,
        population=1000,
        precision=precision,  # type: ignore[arg-type]
        score=score,
    )


def incident(source: Article, trigger: str, **changes: Any) -> Incident:
    found = span(source, trigger)
    around = sentence(source, trigger)
    values: dict[str, Any] = {
        "id": Incident.make_id(source.id, found, around),
        "article_id": source.id,
        "type": "bombing",
        "trigger": found,
        "sentence": around,
        "occurred": UNKNOWN_WHEN,
        "place": None,
        "killed": None,
        "wounded": None,
        "perpetrator": (),
        "target": (),
        "weapon": (),
        "status": "occurred",
        "background": False,
    }
    return Incident(**(values | changes))


def count(low: int, high: int | None = None) -> Count:
    return Count(low=low, high=low if high is None else high, text=str(low))


def statement(source: Article, content: str, speaker: str, **changes: Any) -> Statement:
    words = (span(source, content),)
    values: dict[str, Any] = {
        "id": Statement.make_id(source.id, words),
        "article_id": source.id,
        "speaker": Speaker(name=speaker, role=None, kind="person", mention=span(source, speaker)),
        "cue": None,
        "cue_kind": "reporting",
        "content": words,
        "mode": "indirect",
        "sentence": sentence(source, content),
        "said_on": UNKNOWN_WHEN,
        "background": False,
    }
    return Statement(**(values | changes))


def findings(source: Article, *found: Incident | Statement) -> Findings:
    return Findings(
        article_id=source.id,
        statements=tuple(item for item in found if isinstance(item, Statement)),
        incidents=tuple(item for item in found if isinstance(item, Incident)),
    )
