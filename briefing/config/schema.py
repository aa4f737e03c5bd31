"""The workspace's YAML files as frozen classes: what may stand in them, with its meaning, for the steps, the checks and the JSON Schemas.

A field's description is what an editor shows beside the key. Loading, places of errors and shipped defaults are in `loader.py`.
The shared lists are in `lists.py`, the method in `method.py`, the kinds of value in `fields.py`; all have their names here too.
Checks that need two fields stand on the later one, so that they run even where a third is wrong. YAML scalars arrive as text.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from briefing.config.fields import (
    Confidence,
    Country,
    Day,
    Format,
    Id,
    Likelihood,
    Model,
    Moment,
    Reliability,
    Text,
    Variant,
)
from briefing.config.lists import (
    Countries,
    CountryName,
    CueFrames,
    CueGroup,
    Cues,
    IncidentType,
    IncidentTypes,
    KnownPlace,
    Places,
)
from briefing.config.method import (
    BearingRule,
    ConfidenceRule,
    HeadlineRule,
    LikelihoodBand,
    LikelihoodRules,
    MatrixBand,
    Method,
    Relevance,
    Rule,
)
from briefing.config.moments import Wrong, zone_name
from briefing.models import Marking

__all__ = [
    "BearingRule",
    "Confidence",
    "ConfidenceRule",
    "Countries",
    "Country",
    "CountryName",
    "CueFrames",
    "CueGroup",
    "Cues",
    "Curation",
    "Day",
    "Event",
    "Extraction",
    "Format",
    "HeadlineRule",
    "Id",
    "IncidentType",
    "IncidentTypes",
    "Judgement",
    "KnownPlace",
    "Likelihood",
    "LikelihoodBand",
    "LikelihoodRules",
    "Limits",
    "MatrixBand",
    "Method",
    "Model",
    "Moment",
    "Organisation",
    "Outlet",
    "Outputs",
    "Places",
    "Relevance",
    "Reliability",
    "Rule",
    "ScheduleEntry",
    "Settings",
    "Severity",
    "Source",
    "Sources",
    "Text",
    "ThreatCategory",
    "Variant",
    "Venue",
    "Workspace",
]


# ---- config/briefing.yaml --------------------------------------------------------------------------------------------


class Organisation(Model):
    """Who stands behind the briefing."""

    name: Text = Field(description="who issues the briefing")
    author: str = Field(default="", description="the analyst or desk that signs it")
    contact: str = Field(default="", description="how to reach the author")
    logo: str | None = Field(default=None, description="a picture in the workspace, SVG or PNG, for the header")


class Outputs(Model):
    """What `briefing build` writes, and where."""

    folder: Text = Field(default="briefings", description="where briefings are written, from the workspace's folder")
    formats: tuple[Format, ...] = Field(
        default=("pdf", "html", "json"), min_length=1, description="the kinds of file written for each event"
    )
    variants: tuple[Variant, ...] = Field(
        default=("full", "one-page"),
        min_length=1,
        description="the whole briefing, the page for a duty manager, or both",
    )
    page_size: Literal["A4", "Letter"] = Field(default="A4", description="paper of the PDF")


class Limits(Model):
    """Sizes past which an input is not read but listed as a gap."""

    article_characters: int = Field(default=1_000_000, ge=1_000, description="a longer article becomes a gap")
    file_megabytes: int = Field(
        default=512, ge=1, description="a larger file becomes a gap; .jsonl is read by row, whatever its size"
    )


class Extraction(Model):
    """How findings are taken from articles."""

    pipeline: str | None = Field(default=None, description="another spaCy pipeline: a package name or a folder")
    processes: int = Field(default=0, ge=0, le=256, description="worker processes; 0 takes one a core, at most four")
    read_all: bool = Field(
        default=False, description="read articles in full that can bear on no event, too; the briefings are the same"
    )


class Settings(Model):
    """`config/briefing.yaml`: what holds for the whole workspace."""

    organisation: Organisation = Field(description="who issues the briefings")
    language: Literal["en"] = Field(default="en", description="language of the articles and the briefing")
    timezone: Annotated[str, AfterValidator(zone_name)] = Field(
        default="UTC", description="IANA name, such as Europe/Paris"
    )
    marking: Marking = Field(default="TLP:CLEAR", description="marking of articles and briefings that name none")
    as_of: Moment | None = Field(
        default=None,
        description="the moment briefings speak from: a date (its end is meant) or 2026-06-12T18:00+02:00; leave out for now",
    )
    library: Text = Field(default="library.sqlite", description="SQLite file in the workspace, or a database URL")
    template: Id = Field(default="default", description="folder under templates/")
    outputs: Outputs = Field(default=Outputs(), description="what is written, and where")
    limits: Limits = Field(default=Limits(), description="sizes past which an input becomes a gap")
    extract: Extraction = Field(default=Extraction(), description="how findings are taken from articles")


# ---- config/sources.yaml ---------------------------------------------------------------------------------------------


class Source(Model):
    """A place where articles are read from."""

    id: Id = Field(description="names the source in gaps and findings; lower-case letters, digits and hyphens")
    path: Text = Field(
        description="a file, a folder, or a pattern such as articles/**/*.html, from the workspace's folder"
    )
    outlet: str | None = Field(default=None, description="who published these, where the article itself does not say")
    marking: Marking | None = Field(default=None, description="marking of articles from here; else the workspace's")


class Outlet(Model):
    """A publisher, and how far it is to be trusted."""

    name: Text = Field(description="as it is printed beside its articles")
    aliases: tuple[Text, ...] = Field(default=(), description="other names under which its articles arrive")
    domains: tuple[Text, ...] = Field(default=(), description="such as example.org; subdomains included")
    reliability: Reliability = Field(default="F", description="Admiralty: A completely reliable … F cannot be judged")
    country: Country | None = Field(default=None, description="home country")
    city: Text | None = Field(
        default=None,
        description="the town it writes for, such as 'Paris, Texas': among namesakes, its articles mean the near one",
    )
    agency: bool = Field(default=False, description="a wire agency, whose stories others reprint")

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it writes."""
        return self.city is not None or self.country is not None


class Sources(Model):
    """`config/sources.yaml`: where articles are read from, and what is known of who published them."""

    sources: tuple[Source, ...] = Field(min_length=1, description="where articles are read from")
    outlets: tuple[Outlet, ...] = Field(default=(), description="who published them; an outlet not listed has grade F")


# ---- config/threats/<id>.yaml ----------------------------------------------------------------------------------------


class Severity(Model):
    """Impact 1–5 of an incident of this type, before casualties and exposure."""

    type: Id = Field(description="an id of config/incident_types.yaml")
    severity: int = Field(ge=1, le=5, description="1 hardly felt … 5 the worst")
    needs_term: bool = Field(
        default=False,
        description="counts in this category only where the incident's paragraph or its article's title carries one of its terms",
    )


class ThreatCategory(Model):
    """`config/threats/<id>.yaml`: a watched kind of harm."""

    id: Id = Field(description="the file's name without .yaml; lower-case letters, digits and hyphens")
    name: Text = Field(description="heading of its section")
    definition: Text = Field(description="what belongs to it, in a sentence or two; printed under the heading")
    order: int = Field(default=100, description="place among the sections, lowest first")
    place_bound: bool = Field(
        default=True,
        description="whether it must happen near to be felt; false for what reaches the event from anywhere",
    )
    grows_with_crowd: bool = Field(default=False, description="whether its harm grows with the people in one place")
    terms: tuple[Text, ...] = Field(
        default=(), description="words and phrases to look for; a trailing * matches endings"
    )
    excluded_terms: tuple[Text, ...] = Field(default=(), description="phrases in which a term does not count")
    incident_types: tuple[Severity, ...] = Field(min_length=1, description="the kinds of happening that belong to it")
    indicators: tuple[Text, ...] = Field(default=(), description="what to watch")
    advice: tuple[Text, ...] = Field(default=(), description="what to do; printed as written")


# ---- config/events/<id>.yaml -----------------------------------------------------------------------------------------


class Venue(Model):
    """A place where the event is held."""

    id: Id | None = Field(default=None, description="short name, where several venues share one name")
    name: Text = Field(description="as it is printed; an article that names it bears on the event")
    aliases: tuple[Text, ...] = Field(default=(), description="other names that articles use")
    city: Text = Field(description="the host city, in English or as locals write it")
    country: Country = Field(description="ISO 3166-1 alpha-2 code of the host country, such as FR")
    lat: float | None = Field(default=None, ge=-90, le=90, description="degrees north; left out, the city's is taken")
    lon: float | None = Field(default=None, ge=-180, le=180, description="degrees east", validate_default=True)
    radius_km: float = Field(default=25, gt=0, le=500, description="an incident this near bears on the event")

    @field_validator("lon")
    @classmethod
    def _both_or_none(cls, lon: float | None, info: ValidationInfo) -> float | None:
        if "lat" in info.data and (info.data["lat"] is None) != (lon is None):
            given, other = ("lon", "lat") if info.data["lat"] is None else ("lat", "lon")
            raise Wrong(f"{given} stands without {other}", hint="give both, or neither to take the city's", whole=True)
        return lon


class ScheduleEntry(Model):
    """A day of the event's own programme."""

    date: Day = Field(description="the day, as 2026-06-12")
    text: Text = Field(description="what happens on it; printed as written")


class Judgement(Model):
    """An analyst's decision on a category; replaces the suggested rating on the page."""

    category: Id = Field(description="id of the threat category judged")
    likelihood: Likelihood | None = Field(default=None, description="ICD 203 term; left out, the suggestion stands")
    impact: int | None = Field(default=None, ge=1, le=5, description="1–5; left out, the suggestion stands")
    confidence: Confidence | None = Field(default=None, description="in the evidence; left out, the suggestion stands")
    reason: Text = Field(description="why; printed")
    by: Text = Field(description="who decided; printed")
    date: Day = Field(description="when it was decided, as 2026-06-12")


class Curation(Model):
    """An analyst's hand on one finding: pin it first, hide it, or put a note beside it."""

    finding: Text = Field(description="id of a statement, an incident or a group, as printed by `briefing findings`")
    action: Literal["pin", "hide", "note"] = Field(description="put it first, leave it out, or put a note beside it")
    text: str | None = Field(default=None, description="the note, printed as written", validate_default=True)
    reason: Text = Field(description="why")
    by: Text = Field(description="who decided")
    date: Day = Field(description="when it was decided, as 2026-06-12")

    @field_validator("text")
    @classmethod
    def _a_note_has_words(cls, text: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("action") == "note" and not text:
            raise Wrong("a note has no words", hint="write text: what is printed beside the finding", whole=True)
        return text


class Event(Model):
    """`config/events/<id>.yaml`: what is being protected."""

    id: Id = Field(description="the file's name without .yaml; lower-case letters, digits and hyphens")
    name: Text = Field(description="the event's full name, as it is printed and as articles write it")
    aliases: tuple[Text, ...] = Field(default=(), description="other names and short forms that articles use")
    description: str | None = Field(default=None, description="a paragraph for the event profile; printed as written")
    starts: Day = Field(description="first day, as 2026-06-12")
    ends: Day = Field(description="last day, as 2026-06-14")
    venues: tuple[Venue, ...] = Field(min_length=1, description="where it is held")
    crowd: int | None = Field(
        default=None,
        ge=1,
        description="the most people expected in one place at one time; raises the impact where large",
    )
    schedule: tuple[ScheduleEntry, ...] = Field(default=(), description="days to know")
    participants: tuple[Text, ...] = Field(default=(), description="people, teams, delegations that take part")
    organisers: tuple[Text, ...] = Field(default=(), description="who holds it")
    keywords: tuple[Text, ...] = Field(default=(), description="words that mark an article as being about the event")
    threats: tuple[Id, ...] = Field(default=(), description="ids of threat categories; empty watches all")
    look_back_days: int = Field(default=365, ge=1, le=3650, description="older incidents are background")
    marking: Marking | None = Field(default=None, description="TLP of this event's briefing; else the workspace's")
    template: Id | None = Field(default=None, description="folder under templates/; else the workspace's")
    audience: str | None = Field(default=None, description="for whom the briefing is made; printed in the scope note")
    judgements: tuple[Judgement, ...] = Field(default=(), description="what an analyst decided, by category")
    curation: tuple[Curation, ...] = Field(default=(), description="findings pinned, hidden or annotated by an analyst")

    @field_validator("ends")
    @classmethod
    def _ends_after_start(cls, ends: dt.date, info: ValidationInfo) -> dt.date:
        starts = info.data.get("starts")
        if starts is not None and ends < starts:
            raise Wrong("lies before starts", hint=f"starts is {starts}; write that day or a later one")
        return ends


# ---- everything ------------------------------------------------------------------------------------------------------


class Workspace(Model):
    """A whole workspace, checked: what the steps receive. `events` leaves out those whose file is wrong."""

    root: str
    settings: Settings
    sources: Sources
    method: Method
    incident_types: IncidentTypes
    cues: Cues
    countries: Countries
    places: Places
    threats: tuple[ThreatCategory, ...]
    events: tuple[Event, ...]
    config_hash: str = Field(description="SHA-256 over every file read, by relative name and content")
