"""A title enters, the place names in it leave, told by the words beside them alone: in a headline every word may be capitalised.

A place stands after a preposition ("Two Shot in Long Beach"), before those who are of it ("Athens man wounded", "Chetek Police: …"), before
its own part ("Chicago's West Side"), or at the start before a colon. What follows a bar or a dash at the end is the site's name.
"""

from __future__ import annotations

import re

from briefing.extract.gazetteer import Gazetteer, fold
from briefing.extract.place_names import qualify, well_known
from briefing.extract.place_words import (
    AGENCY,
    CALENDAR,
    CAP,
    CARE,
    COMMON_WORDS,
    DIRECTIONS,
    DIVISIONS,
    LEAD_WORDS,
    ORG_AFTER,
    PERSONS,
    QUALIFIER,
    Find,
    Role,
)
from briefing.models import PlaceCandidate

_SITE = re.compile(r"\s+(?:[|–—»]|::|-)\s+(?=[A-Z0-9]|[a-z0-9]+\.(?:com|net|org|tv)\b)|\s*\|")
_PARTS = re.compile(r"\s+(?:[|–—»]|::|-)\s+|\s*[|,:]\s*")
_NEWS = re.compile(
    r"\s+(?:Breaking|Local|Area|Latest)?\s*(?:News|Weather|Sports?|Traffic)\b.*$"
)  # "Springfield Breaking News"
LEAST_TITLE = 15  # code points before a site's name
KNOWN = 100_000  # people of a town that a site's name tells without its state
_LEADS = "(?i:in|at|near|outside|across|around|from|to|of)"
_LED = re.compile(
    rf"\b(?P<lead>{_LEADS})\s+(?:(?i:the|downtown|rural|an?)\s+)?"
    r"(?:(?:north|south|east|west|central)(?:east|west)?(?:ern)?\s+)?"
    rf"(?P<name>{CAP}(?:[ -](?!{_LEADS}\b){CAP}){{0,3}})"
)
_TOWN = re.compile(rf"(?P<name>{CAP}(?:[ ]{CAP}){{0,2}}), (?P<state>[A-Z]{{2}}\b|{CAP}(?:[ ]{CAP})?)")
_OPENS = re.compile(rf"(?P<name>{CAP}(?:[ ]{CAP}){{0,2}}):\s")
_WORD = re.compile(r"[^\s-]+|-")
_OF_TOWNS = frozenset("city town hall area metro metropolitan district".split())
_ROLES: dict[str, Role] = {"near": "near", "outside": "near", "from": "from", "to": "from", "of": "from"}
_THEIRS = (AGENCY - CARE - DIVISIONS - _OF_TOWNS) | {
    "shooting",
    "stabbing",
    "homicide",
    "murder",
    "attack",
    "bombing",
    "fire",
    "crash",
    "officer",
    "sheriff",
    "father",
    "mother",
    *PERSONS,
}


_OF_IT = re.compile(
    rf"(?<![\w-])(?P<name>{CAP}(?:[ ]{CAP}){{0,3}}?)\s+(?:area\s+)?(?P<who>(?i:{'|'.join(sorted(_THEIRS))}))\b"
)
_OWN = re.compile(rf"(?<![\w-])(?P<name>{CAP}(?:[ ]{CAP}){{0,3}}?)(?<=['’]s)\s")


def site_home(title: str, gazetteer: Gazetteer) -> PlaceCandidate | None:
    """The town that the site's name at the end of a title tells: "… - WTVM.com - Columbus, GA News"; None where it tells none."""
    site = next((match for match in _SITE.finditer(title) if match.start() > LEAST_TITLE), None)
    if site is None:
        return None
    for match in _TOWN.finditer(title, max(0, site.end() - 1)):
        states = [match["state"], match["state"].split(" ")[0]]  # "Louisiana News"
        wanted = {(c.country, c.admin) for state in states for c in gazetteer.lookup(state) if c.precision == "region"}
        words = match["name"].split(" ")
        for first in range(len(words)):  # "WXYZ News Baton Rouge"
            for place in gazetteer.lookup(" ".join(words[first:])):
                if place.precision == "city" and (place.country, place.admin) in wanted:
                    return place
    for part in _PARTS.split(title[site.end() :]):
        name = _NEWS.sub("", part.strip())
        candidates = gazetteer.lookup(name) if 3 < len(name) < 30 else ()
        if candidates and candidates[0].precision == "city" and candidates[0].population > KNOWN:
            return candidates[0]
    return None


def headline_finds(title: str, gazetteer: Gazetteer, not_places: frozenset[str]) -> list[Find]:
    """The names in a title that a place bears and that stand as places do, in order; offsets are the title's."""
    end = next((match.start() for match in _SITE.finditer(title) if match.start() > LEAST_TITLE), len(title))
    text = title[:end]
    found: dict[int, Find] = {}
    for match in _LED.finditer(text):
        if match["name"][:1].isupper():
            role = _ROLES.get(match["lead"].lower(), "in")
            _add(found, text, match.span("name"), role, gazetteer, not_places)
    for match in _OF_IT.finditer(text):
        _add(found, text, match.span("name"), "agency", gazetteer, not_places, last=True)
    for match in _OWN.finditer(text):
        _add(found, text, match.span("name"), "possessive", gazetteer, not_places, last=True)
    opening = _OPENS.match(text)
    if opening:
        _add(found, text, opening.span("name"), "in", gazetteer, not_places)
    return [found[start] for start in sorted(found)]


def _add(
    found: dict[int, Find],
    text: str,
    span: tuple[int, int],
    role: Role,
    gazetteer: Gazetteer,
    not_places: frozenset[str],
    *,
    last: bool = False,
) -> None:
    """Adds the longest place name at the start of a span (its end where `last`), or after the side of a town with which it starts."""
    words = [(span[0] + word.start(), span[0] + word.end()) for word in _WORD.finditer(text[slice(*span)])]
    if (
        len(words) > 1
        and text[slice(*words[0])].lower() in DIRECTIONS
        and not gazetteer.lookup(text[words[0][0] : words[1][1]])
    ):
        words = words[1:]
    for count in range(len(words), 0, -1):
        start, end = (words[-count][0], words[-1][1]) if last else (words[0][0], words[count - 1][1])
        name = re.sub(r"['’]s?$|[,.;:]$", "", text[start:end])
        lower = name.lower()
        if count == 1 and (len(name) < 3 or lower in LEAD_WORDS or lower in CALENDAR or lower in _THEIRS):
            return
        if fold(name) in not_places or any(
            start <= other.start < end or other.start <= start < other.end for other in found.values()
        ):
            continue
        candidates = gazetteer.lookup(re.sub(r"\bCo$", "County", name) if count > 1 else name)
        if not candidates:
            continue
        after = re.match(r"\s+([A-Za-z]+)", text[start + len(name) :])
        if after and after[1].lower() in ORG_AFTER:
            return
        if count == 1 and lower in COMMON_WORDS and not well_known(candidates):
            return
        find = Find(start, start + len(name), name, role, candidates, strong=True)
        if (qualifier := QUALIFIER.match(text, find.end)) and qualify(find, qualifier["name"], gazetteer):
            find.role = role
        found[start] = find
        return
