"""The workspace's YAML files as frozen classes: what may stand in them, with its meaning, for the steps, the checks and the JSON Schemas.

A field's description is what an editor shows beside the key. Loading, places of errors and shipped defaults are in `loader.py`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from briefing.models import Marking
from briefing.standards import LIKELIHOODS

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and hyphens")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, such as FR")]
Text = Annotated[str, Field(min_length=1)]
Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]
Confidence = Literal["low", "moderate", "high"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Format = Literal["pdf", "html", "json"]
Variant = Literal["full", "one-page"]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not a time zone name such as Europe/Paris") from error
    return name


# ---- config/briefing.yaml --------------------------------------------------------------------------------------------


class Organisation(Model):
    name: Text = Field(description="who issues the briefing")
    author: str = Field(default="", description="the analyst or desk that signs it")
    contact: str = Field(default="", description="how to reach the author")
    logo: str | None = Field(default=None, description="a picture in the workspace, SVG or PNG, for the header")


class Outputs(Model):
    folder: Text = Field(default="briefings", description="where briefings are written, from the workspace's folder")
    formats: tuple[Format, ...] = Field(default=("pdf", "html", "json"), min_length=1)
    variants: tuple[Variant, ...] = Field(default=("full", "one-page"), min_length=1)
    page_size: Literal["A4", "Letter"] = "A4"


class Limits(Model):
    article_characters: int = Field(default=1_000_000, ge=1_000, description="a longer article becomes a gap")
    file_megabytes: int = Field(default=512, ge=1, description="a larger file becomes a gap")


class Extraction(Model):
    pipeline: str | None = Field(default=None, description="another spaCy pipeline: a package name or a folder")
    processes: int = Field(default=0, ge=0, le=256, description="worker processes; 0 takes one a core, at most four")


class Settings(Model):
    """`config/briefing.yaml`: what holds for the whole workspace."""

    organisation: Organisation
    language: Literal["en"] = "en"
    timezone: Annotated[str, AfterValidator(_zone)] = Field(default="UTC", description="IANA name, such as Europe/Paris")
    marking: Marking = Field(default="TLP:CLEAR", description="marking of articles and briefings that name none")
    as_of: AwareDatetime | dt.date | None = Field(
        default=None, description="the moment briefings speak from; a bare date means its end; leave out for now"
    )
    library: Text = Field(default="library.sqlite", description="SQLite file in the workspace, or a database URL")
    template: Id = Field(default="default", description="folder under templates/")
    outputs: Outputs = Outputs()
    limits: Limits = Limits()
    extract: Extraction = Extraction()


# ---- config/sources.yaml ---------------------------------------------------------------------------------------------


class Source(Model):
    id: Id
    path: Text = Field(description="a file, a folder, or a pattern such as articles/**/*.html, from the workspace's folder")
    outlet: str | None = Field(default=None, description="who published these, where the article itself does not say")
    marking: Marking | None = Field(default=None, description="marking of articles from here; else the workspace's")


class Outlet(Model):
    name: Text
    aliases: tuple[Text, ...] = ()
    domains: tuple[Text, ...] = Field(default=(), description="such as example.org; subdomains included")
    reliability: Reliability = Field(default="F", description="Admiralty: A completely reliable … F cannot be judged")
    country: Country | None = Field(default=None, description="home country")
    agency: bool = Field(default=False, description="a wire agency, whose stories others reprint")


class Sources(Model):
    """`config/sources.yaml`: where articles are read from, and what is known of who published them."""

    sources: tuple[Source, ...] = Field(min_length=1)
    outlets: tuple[Outlet, ...] = ()


# ---- config/threats/<id>.yaml ----------------------------------------------------------------------------------------


class Severity(Model):
    """Impact 1–5 of an incident of this type, before casualties and exposure."""

    type: Id
    severity: int = Field(ge=1, le=5)
    needs_term: bool = Field(
        default=False,
        description="counts in this category only where the incident's paragraph or article carries one of its terms",
    )


class ThreatCategory(Model):
    """`config/threats/<id>.yaml`: a watched kind of harm."""

    id: Id
    name: Text
    definition: Text
    order: int = Field(default=100, description="place among the sections, lowest first")
    terms: tuple[Text, ...] = Field(default=(), description="words and phrases to look for; a trailing * matches endings")
    excluded_terms: tuple[Text, ...] = Field(default=(), description="phrases in which a term does not count")
    incident_types: tuple[Severity, ...] = Field(min_length=1)
    indicators: tuple[Text, ...] = Field(default=(), description="what to watch")
    advice: tuple[Text, ...] = Field(default=(), description="what to do; printed as written")


# ---- config/events/<id>.yaml -----------------------------------------------------------------------------------------


class Venue(Model):
    id: Id | None = None
    name: Text
    aliases: tuple[Text, ...] = ()
    city: Text
    country: Country
    lat: float | None = Field(default=None, ge=-90, le=90, description="degrees north; left out, the city's is taken")
    lon: float | None = Field(default=None, ge=-180, le=180, description="degrees east")
    radius_km: float = Field(default=25, gt=0, le=500)

    @model_validator(mode="after")
    def _both_or_none(self) -> Venue:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon come together")
        return self


class ScheduleEntry(Model):
    date: dt.date
    text: Text


class Judgement(Model):
    """An analyst's decision on a category; replaces the suggested rating on the page."""

    category: Id
    likelihood: Likelihood | None = None
    impact: int | None = Field(default=None, ge=1, le=5)
    confidence: Confidence | None = None
    reason: Text
    by: Text
    date: dt.date


class Curation(Model):
    """An analyst's hand on one finding: pin it first, hide it, or put a note beside it."""

    finding: Text = Field(description="id of a statement, an incident or a group, as printed by `briefing findings`")
    action: Literal["pin", "hide", "note"]
    text: str | None = Field(default=None, description="the note, printed as written")
    reason: Text
    by: Text
    date: dt.date


class Event(Model):
    """`config/events/<id>.yaml`: what is being protected."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    description: str | None = None
    starts: dt.date
    ends: dt.date
    venues: tuple[Venue, ...] = Field(min_length=1)
    schedule: tuple[ScheduleEntry, ...] = ()
    participants: tuple[Text, ...] = ()
    organisers: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = Field(default=(), description="words that mark an article as being about the event")
    threats: tuple[Id, ...] = Field(default=(), description="ids of threat categories; empty watches all")
    look_back_days: int = Field(default=365, ge=1, le=3650, description="older incidents are background")
    marking: Marking | None = None
    template: Id | None = None
    audience: str | None = None
    judgements: tuple[Judgement, ...] = ()
    curation: tuple[Curation, ...] = ()

    @model_validator(mode="after")
    def _ends_after_start(self) -> Event:
        if self.ends < self.starts:
            raise ValueError(f"ends {self.ends} before it starts {self.starts}")
        return self


# ---- config/incident_types.yaml, config/cues/en.yaml, config/countries.yaml, config/places.yaml -----------------------


class IncidentType(Model):
    """A kind of happening with the words that announce it."""

    id: Id
    name: Text
    group: Id = Field(description="types of one group may name the same happening")
    verbs: tuple[Text, ...] = Field(default=(), description="base forms; all their forms fire")
    nouns: tuple[Text, ...] = Field(default=(), description="singular forms; plurals fire too")
    phrases: tuple[Text, ...] = Field(default=(), description="several words, as written, any case")
    excluded: tuple[Text, ...] = Field(default=(), description="phrases in which a cue does not fire: 'strikes a deal'")


class IncidentTypes(Model):
    """`config/incident_types.yaml`."""

    source: Text = Field(description="where the list comes from")
    types: tuple[IncidentType, ...] = Field(min_length=1)


class CueGroup(Model):
    """Reporting verbs of one kind."""

    kind: Literal["reporting", "warning", "denial", "claim-of-responsibility", "threat"]
    verbs: tuple[Text, ...]
    phrases: tuple[Text, ...] = ()


class Cues(Model):
    """`config/cues/en.yaml`: the words by which statements, speakers, statuses and times are found."""

    source: Text = Field(description="where the lists come from")
    reporting: tuple[CueGroup, ...] = Field(min_length=1)
    excluded: tuple[Text, ...] = Field(default=(), description="phrases that report nothing: 'declined to comment'")
    titles: tuple[Text, ...] = Field(default=(), description="Mr, Dr, Sheriff …")
    roles: tuple[Text, ...] = Field(default=(), description="minister, spokesman, police chief …")
    official_roles: tuple[Text, ...] = Field(default=(), description="roles whose words rank first on the page")
    statuses: dict[str, tuple[Text, ...]] = Field(default_factory=dict, description="status to the words that mark it")
    weapons: tuple[Text, ...] = ()
    people: tuple[Text, ...] = Field(default=(), description="nouns of persons, for counts and targets")


class CountryName(Model):
    code: Country
    name: Text
    aliases: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()


class Countries(Model):
    """`config/countries.yaml`: names and demonyms by which countries are told in text."""

    source: Text
    countries: tuple[CountryName, ...]


class KnownPlace(Model):
    """A place no gazetteer has, or has wrongly."""

    name: Text
    aliases: tuple[Text, ...] = ()
    country: Country
    admin: str = ""
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    precision: Literal["point", "city", "region"] = "point"


class Places(Model):
    """`config/places.yaml`."""

    places: tuple[KnownPlace, ...] = ()


# ---- config/method.yaml ----------------------------------------------------------------------------------------------


class BearingRule(Model):
    """A way in which a finding bears on an event; `text` is printed, with {…} filled from the finding."""

    id: Id
    score: float = Field(ge=0, le=1)
    text: Text


class Relevance(Model):
    threshold: float = Field(ge=0, le=1)
    rules: tuple[BearingRule, ...]


class LikelihoodBand(Model):
    """From this many points on, the term is suggested."""

    points: float = Field(ge=0)
    term: Likelihood


class LikelihoodPoints(Model):
    """What each piece of evidence adds to a category's points."""

    base: float = Field(description="per incident group of full weight")
    half_life_days: float = Field(gt=0, description="an incident's weight halves with every so many days before as_of")
    near_factor: float = Field(ge=0, description="weight of an incident inside a venue's radius")
    city_factor: float = Field(ge=0, description="in a host city, outside every radius")
    country_factor: float = Field(ge=0, description="elsewhere")
    corroborated_factor: float = Field(ge=0, description="reported by two or more independent outlets")
    unrealised_factor: float = Field(ge=0, description="foiled, alleged or denied")
    warning: float = Field(ge=0, description="per warning or threat statement about a watched kind of harm")
    specific: float = Field(ge=0, description="per finding that is specific to the event")
    bands: tuple[LikelihoodBand, ...] = Field(min_length=1)


class ImpactRule(Model):
    """Casualties raise the impact to at least this."""

    killed: int = Field(default=0, ge=0)
    wounded: int = Field(default=0, ge=0)
    impact: int = Field(ge=1, le=5)


class ConfidenceRule(Model):
    """The first rule whose conditions hold gives the confidence."""

    confidence: Confidence
    outlets: int = Field(default=0, ge=0, description="at least this many independent outlets")
    reliability: Reliability = Field(default="F", description="at least one of them graded so or better")
    text: Text


class MatrixBand(Model):
    level: Text
    top: int = Field(ge=1, le=25)


class HeadlineRule(Model):
    """The first sentence of page one, by case; `text` is printed with {…} filled in."""

    id: Literal["specific", "none-specific", "not-named", "nothing-read"]
    text: Text


class Method(Model):
    """`config/method.yaml`: every number and sentence by which the machine concludes."""

    relevance: Relevance
    likelihood: LikelihoodPoints
    impact: tuple[ImpactRule, ...]
    impact_names: tuple[Text, Text, Text, Text, Text]
    confidence: tuple[ConfidenceRule, ...] = Field(min_length=1)
    matrix: tuple[MatrixBand, ...] = Field(min_length=2)
    headline: tuple[HeadlineRule, ...] = Field(min_length=4)
    specific_within_days: int = Field(default=30, ge=1, description="a current threat is at most this old")

    def level(self, likelihood: str, impact: int) -> str:
        """The matrix's band for the product of the likelihood's column (1–5) and the impact (1–5)."""
        product = LIKELIHOODS[likelihood][1] * impact
        bands = sorted(self.matrix, key=lambda band: band.top)
        return next((band.level for band in bands if product <= band.top), bands[-1].level)


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
