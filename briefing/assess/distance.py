"""Places and distances: a finding's place and an event's venues go in, the reading of the place and its distance come out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.config.schema import Event, Venue
from briefing.geography import distance_km
from briefing.models import PlaceCandidate, Where

CLOSE = 0.6  # a candidate this near the best one's score is open to the event's prior
CHOSEN = "{place} (of the places of that name, the one to which the event's venues and host cities point)"
CITY_KM = 15.0  # a place of a host city's name and country is the host city when it lies this near its venues


@dataclass(frozen=True, slots=True)
class Nearness:
    """The nearest venue and how far it is."""

    venue: Venue
    km: float


def nearest(event: Event, where: Where | PlaceCandidate) -> Nearness | None:
    """The venue nearest to a place that is no wider than a city; None where either has no coordinates."""
    if where.lat is None or where.lon is None or where.precision not in ("point", "city"):
        return None
    found = [
        Nearness(venue, distance_km(where.lat, where.lon, venue.lat, venue.lon))
        for venue in event.venues
        if venue.lat is not None and venue.lon is not None
    ]
    return min(found, key=lambda near: (near.km, near.venue.name), default=None)


def choose(event: Event, where: Where | None, *, city_named: bool, country_named: bool) -> Where | None:
    """The place's reading with the event in mind: of candidates nearly as good as the best, one inside a radius, else in a host country.

    An article that names no host city is not read as being about one: only `city_named` lets a reading move into a radius, only
    `country_named` into a host country. The finding keeps its own reading; this one belongs to the event alone.
    """
    if where is None or len(where.candidates) < 2 or not (city_named or country_named):
        return where
    best = where.candidates[0]
    close = [candidate for candidate in where.candidates if candidate.score >= CLOSE * best.score]

    def rank(candidate: PlaceCandidate) -> tuple[bool, bool, float]:
        near = nearest(event, candidate)
        inside = city_named and near is not None and near.km <= near.venue.radius_km
        return (inside, country_named and candidate.country in host_countries(event), candidate.score)

    chosen = max(close, key=rank)
    if (chosen.lat, chosen.lon) == (where.lat, where.lon):
        return where
    return replace(
        where,
        name=chosen.name,
        country=chosen.country,
        admin=chosen.admin,
        lat=chosen.lat,
        lon=chosen.lon,
        precision=chosen.precision,
    )


def called(where: Where, own: Where | None) -> str:
    """A place as a reason names it: where the event chose among its readings, the reason says so."""
    chosen = own is not None and (own.lat, own.lon) != (where.lat, where.lon)
    return CHOSEN.format(place=where.name) if chosen else where.name


def host_countries(event: Event) -> frozenset[str]:
    return frozenset(venue.country for venue in event.venues)


def is_host_city(event: Event, where: Where | PlaceCandidate) -> Venue | None:
    """The venue in whose city `where` lies by name and country, if any; a namesake far from the venue does not count."""
    if where.precision not in ("point", "city"):
        return None
    for venue in event.venues:
        if where.country != venue.country or where.name.casefold() != venue.city.casefold():
            continue
        if venue.lat is None or venue.lon is None or where.lat is None or where.lon is None:
            return venue
        if distance_km(where.lat, where.lon, venue.lat, venue.lon) <= max(CITY_KM, venue.radius_km) * 2:
            return venue
    return None
