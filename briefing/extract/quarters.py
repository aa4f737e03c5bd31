"""The places of an article enter; those that bear the name of a far town, and are a part of the town of which it tells, leave put there.

Local news names its quarters alone: "Norfolk police said a man was shot in Ocean View" is of no Ocean View in another state, which would be
named with it. A name is taken for a quarter's where the gazetteer has only a lesser town of it, that lies far from the town that the title
names or whose police speak, and where the article names nothing else of the state or country in which it would lie.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.extract.place_words import PERSONS, PlaceMention, Scenery
from briefing.geography import distance_km
from briefing.models import Where

FAR_KM = 100  # farther than any part of a town lies from it
KNOWN = 200_000  # people: a city that is meant by its name wherever it stands
ALONE = 50_000  # … unless the article names no place but its own town
LARGE = 250_000  # … one that has parts which bear the names of villages of its own state
SMALL = 15_000
AROUND_KM = 60  # a town whose paper it is, is so near to the outlet's
PRECISE = ("city", "point")
_AGENCY = re.compile(
    r"\s*\((?P<name>[A-Z][^()\n]{1,30})\)"
)  # "(WXYZ)" behind a dateline: a station of the town, or a wire
_WIRES = re.compile(
    r"\b(?:AP|A\.P\.|Associated Press|Reuters|AFP|UPI|Xinhua|ANSA|EFE|dpa|DPA|PTI|IANS|TASS|Bloomberg|Agence|CNN|BBC|Kyodo|Wire|"
    r"Agenc\w+|Press)\b"
)
_OF_PERSONS = re.compile(rf"\s+(?:area\s+)?(?:{'|'.join(sorted(PERSONS))})\b")


def is_home(text: str, mention: PlaceMention) -> bool:
    """Whether a place tells only where somebody is from: "a Leeds man"."""
    return mention.role == "agency" and _OF_PERSONS.match(text, mention.end) is not None


def with_quarters(text: str, title: str, scenery: Scenery) -> Scenery:
    """The same places, quarters put where their town is; linear in the mentions, of which few are towns that speak."""
    grounds = _grounds(text, title, scenery)
    abroad = [m.where for m in scenery.mentions if m.role == "dateline" and m.where.precision in PRECISE]
    if not (grounds or abroad):
        return scenery
    firm = [m.where for m in (*scenery.titled, *scenery.mentions) if _is_firm(m)]
    lands = {(where.country, None if where.precision == "country" else where.admin, where.name) for where in firm}
    held: dict[str, Where] = {}

    def put(mention: PlaceMention) -> PlaceMention:
        where = mention.where
        if mention.role in ("dateline", "from") or "," in where.text:
            return mention
        if where.text not in held:
            # a dateline alone may tell of a town far off, but not of one in another land without that land's name
            told = [*grounds, *(w for w in abroad if w.country != where.country)]
            held[where.text] = _ground_of(where, told, lands, scenery.peoples) or where
        return replace(mention, where=held[where.text])

    return replace(scenery, mentions=[put(m) for m in scenery.mentions], titled=[put(m) for m in scenery.titled])


def _grounds(text: str, title: str, scenery: Scenery) -> list[Where]:
    """The towns of which the article tells: where its title says "in", whose police speak, whose paper it is; each once."""
    forces = [m for m in scenery.mentions if m.role == "agency" and not is_home(text, m)]
    titled = [m for m in scenery.titled if m.role in ("in", "agency", "dateline") and not is_home(title, m)]
    told = [m.where for m in (*titled, *forces)]
    home = scenery.home
    lines = [m for m in scenery.mentions if m.role == "dateline"]
    told += [m.where for m in lines if (by := _AGENCY.match(text, m.end)) and not _WIRES.search(by["name"])]
    if home is not None and home.precision == "city":
        at = Where(text="", name=home.name, country=home.country, admin=home.admin, lat=home.lat, lon=home.lon,
                   precision="city", candidates=(home,))  # fmt: skip
        told += [m.where for m in lines if _apart(m.where, at) <= AROUND_KM]
    once = {(w.name, w.country, w.admin): w for w in reversed(told) if w.precision in PRECISE and w.lat is not None}
    return [*reversed(once.values())]


def _is_firm(mention: PlaceMention) -> bool:
    """Whether a mention names its country or division, or is told by it: a lesser town's name alone may be misread as well."""
    where = mention.where
    if where.precision in ("country", "region") or "," in where.text:
        return True
    return bool(where.candidates) and where.candidates[0].population > ALONE


def _ground_of(
    own: Where, grounds: Sequence[Where], lands: set[tuple[str | None, str | None, str]], peoples: frozenset[str]
) -> Where | None:
    """The town of which `own` is a part; None where it is a place of its own."""
    if own.precision not in PRECISE or not own.candidates or own.candidates[0].gazetteer_id.startswith("known:"):
        return None
    people = own.candidates[0].population
    others = [where for where in grounds if (where.name, where.admin) != (own.name, own.admin)]
    if people > KNOWN or not others or any(_apart(own, where) <= FAR_KM for where in others):
        return None
    for where in others:
        if people > ALONE and any(admin not in (None, where.admin) for _, admin, name in lands if name != own.name):
            continue  # the article is not of this town alone
        if where.country != own.country:
            fits = own.country not in peoples and not any(
                country == own.country and name != own.name for country, _, name in lands
            )
        elif where.admin != own.admin:
            fits = not any(
                (country, admin) == (own.country, own.admin) and name != own.name for country, admin, name in lands
            )
        else:
            fits = people < SMALL and bool(where.candidates) and where.candidates[0].population > LARGE
        if fits:
            return replace(where, text=own.text)
    return None


def _apart(one: Where, other: Where) -> float:
    """Kilometres between two places; nought where one is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return distance_km(one.lat, one.lon, other.lat, other.lon)
