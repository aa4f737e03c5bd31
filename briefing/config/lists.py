"""The lists of words and places that extraction reads: incident types, cues, countries, known places, as frozen classes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefing.config.fields import Country, Id, Model, Text


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
    means: tuple[Text, ...] = Field(
        default=(),
        description="attackers and weapons, singular forms, that make an attack of no nearer kind one of this: 'gunman'",
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


class FirstNames(Model):
    """Given names that tell a person from a body, and most of them she from he."""

    female: tuple[Text, ...] = Field(default=(), description="names of women")
    male: tuple[Text, ...] = Field(default=(), description="names of men")
    either: tuple[Text, ...] = Field(default=(), description="names that both bear")


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
    unspoken: tuple[Text, ...] = Field(
        default=(), description="what somebody does without saying it: 'believe', 'hope', 'vote'; no statement"
    )
    titles: tuple[Text, ...] = Field(default=(), description="before a name: Mr, Dr, Sheriff …")
    female: tuple[Text, ...] = Field(default=(), description="titles and nouns of women")
    male: tuple[Text, ...] = Field(default=(), description="titles and nouns of men")
    first_names: FirstNames = Field(default=FirstNames(), description="frequent given names")
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
