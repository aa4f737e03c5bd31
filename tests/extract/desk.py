"""A reading desk for tests: the shipped lists and a pipeline of sentences, times, places and incidents, built once."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.findings import FoundIncident
from briefing.extract.pipeline import assemble
from briefing.extract.places import PlacesComponent
from briefing.models import Article, Incident

CONFIG = Path(__file__).resolve().parents[2] / "config"


@lru_cache
def listed(name: str) -> dict[str, Any]:
    """A shipped list as plain data."""
    data: dict[str, Any] = yaml.safe_load((CONFIG / name).read_text(encoding="utf-8"))
    return data


PARTS = (
    "briefing_sentences",
    "briefing_quotations",
    "briefing_times",
    "briefing_places",
    "briefing_reader",
    "briefing_incidents",
)


@lru_cache
def pipeline() -> Language:
    """The components that incidents need, on a blank English pipeline."""
    names = {"cues": "cues/en.yaml", "countries": "countries.yaml", "places": "places.yaml"}
    lists = {key: listed(name) for key, name in names.items()} | {"incident_types": listed("incident_types.yaml")}
    return assemble(lists, PARTS)


def places_component() -> PlacesComponent:
    """The component that holds the gazetteer."""
    component = pipeline().get_pipe("briefing_places")
    assert isinstance(component, PlacesComponent)
    return component


def article(text: str, published: date | None = date(2016, 7, 18), title: str = "", url: str | None = None) -> Article:
    """An article of this text, read from nowhere."""
    return Article(
        id=Article.make_id("Example Courier", None, text),
        source="test",
        source_id="1",
        url=url,
        outlet="Example Courier",
        title=title,
        published=published,
        retrieved=datetime(2020, 1, 1),
        language="en",
        marking="TLP:CLEAR",
        text=text,
    )


def read(text: str, published: date | None = date(2016, 7, 18), title: str = "", url: str | None = None) -> Doc:
    """The `Doc` of an article after all components."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.article = article(text, published, title, url)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def incidents(
    text: str, published: date | None = date(2016, 7, 18), title: str = "", url: str | None = None
) -> list[Incident]:
    """The incidents of an article."""
    made = article(text, published)
    findings = read(text, published, title, url)._.findings
    return [found.record(made) for found in findings if isinstance(found, FoundIncident)]
