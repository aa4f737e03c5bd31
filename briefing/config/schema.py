"""The workspace's YAML files as frozen classes: what may stand in them, with its meaning, for the steps, the checks and the JSON Schemas.

A field's description is what an editor shows beside the key. Loading, places of errors and shipped defaults are in `loader.py`.
Checks that need two fields stand on the later one, so that they run even where a third is wrong. YAML scalars arrive as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from briefing.config.moments import Wrong, parse_day, parse_moment, zone_name
from briefing.models import Marking
from briefing.standards import LIKELIHOODS

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and hyphens")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, such as FR")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[dt.date, BeforeValidator(parse_day)]
Moment = Annotated[AwareDatetime | dt.date, BeforeValidator(parse_moment)]
Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]
Confidence = Literal["low", "moderate", "high"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Format = Literal["pdf", "html", "json"]
Variant = Literal["full", "one-page"]


class Model(BaseModel):
    """What all of them share: unknown keys are errors, and a key with nothing behind it counts as left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


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
    agency: bool = Field(default=False, description="a wire agency, whose stories others reprint")


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


# ---- config/incident_types.yaml, config/cues/en.yaml, config/countries.yaml, config/places.yaml -----------------------


class IncidentType(Model):
    """A kind of happening with the words that announce it."""

    id: Id = Field(description="as threat categories name it; lower-case letters, digits and hyphens")
    name: Text = Field(description="as it is printed")
    group: Id = Field(description="types of one group may name the same happening")
    verbs: tuple[Text, ...] = Field(default=(), description="base forms; all their forms fire")
    nouns: tuple[Text, ...] = Field(default=(), description="singular forms; plurals fire too")
    phrases: tuple[Text, ...] = Field(default=(), description="several words, as written, any case")
    excluded: tuple[Text, ...] = Field(default=(), description="phrases in which a cue does not fire: 'strikes a deal'")
    weak: tuple[Text, ...] = Field(
        default=(), description="cues of the lists above that mean something else as often: they need more evidence"
    )


class IncidentTypes(Model):
    """`config/incident_types.yaml`."""

    source: Text = Field(description="where the list comes from")
    excluded: tuple[Text, ...] = Field(default=(), description="phrases in which no cue of any type fires")
    elsewhere: tuple[Text, ...] = Field(
        default=(), description="words of fiction, sport and markets: in their sentence weak cues do not fire"
    )
    types: tuple[IncidentType, ...] = Field(min_length=1, description="the kinds of happening that are looked for")


class CueGroup(Model):
    """Words of saying of one kind, as base forms; all their forms fire."""

    kind: Literal["reporting", "warning", "denial", "claim-of-responsibility", "threat"] = Field(
        description="what these words do"
    )
    verbs: tuple[Text, ...] = Field(default=(), description="base forms; what they govern is said in `frames`")
    phrases: tuple[Text, ...] = Field(default=(), description="a base form and the words after it: 'warn of'")
    nouns: tuple[Text, ...] = Field(default=(), description="'claim' in \"his claim that\"")


class CueFrames(Model):
    """What follows a verb of saying; a verb may stand in several lists. Base forms."""

    clause: tuple[Text, ...] = Field(min_length=1, description="a clause with or without 'that': 'said (that) …'")
    that: tuple[Text, ...] = Field(
        default=(), description="a clause only with 'that', 'how', 'whether' …: 'found that …'"
    )
    hearer: tuple[Text, ...] = Field(default=(), description="the hearer first: 'told reporters (that) …'")
    quote: tuple[Text, ...] = Field(default=(), description="only quoted words: 'joked: \"…\"'")
    request: tuple[Text, ...] = Field(default=(), description="somebody to do something: 'urged residents to …'")
    intent: tuple[Text, ...] = Field(default=(), description="to do something: 'vowed to …'")
    object: tuple[Text, ...] = Field(default=(), description="a thing: 'denied the charges'")


class Cues(Model):
    """`config/cues/en.yaml`: the words by which statements, speakers, statuses and times are found."""

    source: Text = Field(description="where the lists come from")
    reporting: tuple[CueGroup, ...] = Field(min_length=1, description="the words that announce a statement")
    frames: CueFrames = Field(description="what each verb of saying governs")
    irregular: dict[str, tuple[Text, ...]] = Field(
        default_factory=dict, description="base form to its past tense and participle: say: [said, said]"
    )
    attributions: tuple[Text, ...] = Field(default=(), description="prepositions of a source: 'according to'")
    excluded: tuple[Text, ...] = Field(default=(), description="words before a cue that undo it: 'decline to'")
    titles: tuple[Text, ...] = Field(default=(), description="before a name: Mr, Dr, Sheriff …")
    female: tuple[Text, ...] = Field(default=(), description="titles and nouns of women")
    male: tuple[Text, ...] = Field(default=(), description="titles and nouns of men")
    roles: tuple[Text, ...] = Field(default=(), description="nouns of office: minister, spokesman, police chief …")
    spokespeople: tuple[Text, ...] = Field(default=(), description="roles that speak for somebody else")
    official_roles: tuple[Text, ...] = Field(default=(), description="roles whose words rank first on the page")
    organisations: tuple[Text, ...] = Field(
        default=(), description="nouns and suffixes of bodies: police, ministry, Inc"
    )
    documents: tuple[Text, ...] = Field(default=(), description="things that say something: report, poll, letter")
    statuses: dict[str, tuple[Text, ...]] = Field(default_factory=dict, description="status to the words that mark it")
    weapons: tuple[Text, ...] = Field(default=(), description="nouns of weapons")
    people: tuple[Text, ...] = Field(default=(), description="nouns of persons, for counts, targets and speakers")


class CountryName(Model):
    """A country and the words by which text means it."""

    code: Country = Field(description="ISO 3166-1 alpha-2 code, such as FR")
    name: Text = Field(description="as it is printed")
    aliases: tuple[Text, ...] = Field(default=(), description="other names: Ivory Coast, Britain")
    demonyms: tuple[Text, ...] = Field(default=(), description="its people and its adjective: French, Frenchman")


class Countries(Model):
    """`config/countries.yaml`: names and demonyms by which countries are told in text."""

    source: Text = Field(description="where the list comes from")
    countries: tuple[CountryName, ...] = Field(min_length=1, description="one entry a country")


class KnownPlace(Model):
    """A place no gazetteer has, or has wrongly."""

    name: Text = Field(description="as articles write it")
    aliases: tuple[Text, ...] = Field(default=(), description="other names that articles use")
    country: Country = Field(description="ISO 3166-1 alpha-2 code, such as FR")
    admin: str = Field(default="", description="the state, province or region it lies in")
    lat: float = Field(ge=-90, le=90, description="degrees north")
    lon: float = Field(ge=-180, le=180, description="degrees east")
    precision: Literal["point", "city", "region"] = Field(
        default="point", description="how much ground the name covers"
    )


class Places(Model):
    """`config/places.yaml`."""

    places: tuple[KnownPlace, ...] = Field(default=(), description="they come before the gazetteer's")
    not_places: tuple[Text, ...] = Field(
        default=(), description="capitalised words that are a town somewhere, but in news something else: Congress"
    )


# ---- config/method.yaml ----------------------------------------------------------------------------------------------


class BearingRule(Model):
    """A way in which a finding bears on an event; `text` is printed, with {…} filled from the finding."""

    id: Id = Field(description="the rule's name in the program")
    score: float = Field(ge=0, le=1, description="0 says nothing, 1 says it bears on the event for sure")
    text: Text = Field(description="the printed reason")


class Relevance(Model):
    """Which findings bear on an event: the best score of the rules that apply, against a threshold."""

    threshold: float = Field(ge=0, le=1, description="a finding bears on the event from this score on")
    rules: tuple[BearingRule, ...] = Field(min_length=1, description="one entry a way")


class LikelihoodBand(Model):
    """From this many points on, the term is suggested."""

    points: float = Field(ge=0, description="lowest number of points that gives the term")
    term: Likelihood = Field(description="ICD 203 term")


class LikelihoodPoints(Model):
    """What each piece of evidence adds to a category's points."""

    base: float = Field(ge=0, description="per incident group of full weight")
    half_life_days: float = Field(gt=0, description="an incident's weight halves with every so many days before as_of")
    near_factor: float = Field(ge=0, description="weight of an incident inside a venue's radius")
    city_factor: float = Field(ge=0, description="in a host city, outside every radius")
    country_factor: float = Field(ge=0, description="elsewhere")
    corroborated_factor: float = Field(ge=0, description="reported by two or more independent outlets")
    unrealised_factor: float = Field(ge=0, description="foiled, alleged or denied")
    warning: float = Field(ge=0, description="per warning or threat statement about a watched kind of harm")
    specific: float = Field(ge=0, description="per finding that is specific to the event")
    bands: tuple[LikelihoodBand, ...] = Field(min_length=1, description="from points to a term, lowest first")

    @field_validator("bands")
    @classmethod
    def _from_nothing_up(cls, bands: tuple[LikelihoodBand, ...]) -> tuple[LikelihoodBand, ...]:
        if bands[0].points != 0:
            raise Wrong("must begin at 0 points", hint=f"the first band begins at {bands[0].points:g}")
        _rising([band.points for band in bands], "points")
        return bands


class ImpactRule(Model):
    """So many killed, or so many wounded, raise the impact to at least this."""

    killed: int = Field(default=0, ge=0, description="this many killed or more; 0 leaves the killed out of account")
    wounded: int = Field(default=0, ge=0, description="this many wounded or more; 0 leaves the wounded out of account")
    impact: int = Field(ge=1, le=5, description="1–5")


class ConfidenceRule(Model):
    """The first rule whose conditions hold gives the confidence."""

    confidence: Confidence = Field(description="in the evidence, not in the event")
    outlets: int = Field(default=0, ge=0, description="at least this many independent outlets")
    reliability: Reliability = Field(default="F", description="at least one of them graded so or better")
    text: Text = Field(description="the rule in words; printed")


class MatrixBand(Model):
    """A level of the 5×5 matrix."""

    level: Text = Field(description="as it is printed")
    top: int = Field(ge=1, le=25, description="the largest product of likelihood column and impact in it")


class HeadlineRule(Model):
    """The first sentence of page one, by case; `text` is printed with {…} filled in."""

    id: Literal["specific", "none-specific", "not-named", "nothing-read"] = Field(description="the case")
    text: Text = Field(description="the sentence")


class Method(Model):
    """`config/method.yaml`: every number and sentence by which the machine concludes."""

    relevance: Relevance = Field(description="which findings bear on an event")
    likelihood: LikelihoodPoints = Field(description="from evidence to an ICD 203 term")
    impact: tuple[ImpactRule, ...] = Field(description="from casualties to an impact")
    impact_names: tuple[Text, Text, Text, Text, Text] = Field(description="the words for impact 1 to 5")
    confidence: tuple[ConfidenceRule, ...] = Field(
        min_length=1, description="from outlets to a confidence, strictest first"
    )
    matrix: tuple[MatrixBand, ...] = Field(min_length=2, description="from product to level, lowest first")
    headline: tuple[HeadlineRule, ...] = Field(min_length=4, description="the first sentence, one entry a case")
    specific_within_days: int = Field(default=30, ge=1, description="a current threat is at most this old")

    @field_validator("confidence")
    @classmethod
    def _last_always_holds(cls, rules: tuple[ConfidenceRule, ...]) -> tuple[ConfidenceRule, ...]:
        if rules[-1].outlets > 0 or rules[-1].reliability != "F":
            raise Wrong("leaves cases out", hint="the last rule must hold always: outlets 0, reliability F")
        return rules

    @field_validator("matrix")
    @classmethod
    def _up_to_the_corner(cls, bands: tuple[MatrixBand, ...]) -> tuple[MatrixBand, ...]:
        _rising([band.top for band in bands], "top")
        if bands[-1].top != 25:
            raise Wrong("leaves products out", hint=f"the last top is {bands[-1].top}; it must be 25")
        return bands

    def level(self, likelihood: str, impact: int) -> str:
        """The matrix's band for the product of the likelihood's column (1–5) and the impact (1–5)."""
        product = LIKELIHOODS[likelihood][1] * impact
        return next((band.level for band in self.matrix if product <= band.top), self.matrix[-1].level)


def _rising(numbers: Sequence[float], name: str) -> None:
    for lower, upper in pairwise(numbers):
        if upper <= lower:
            raise Wrong("must rise from one to the next", hint=f"{name} {upper:g} follows {lower:g}")


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
