"""The words of a place name enter; what may bear it, what a state or country after its comma leaves of that, and what it means, leave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.extract.gazetteer import Gazetteer
from briefing.extract.place_ranking import weigh
from briefing.extract.place_words import DIVISIONS, QUALIFIER, Find
from briefing.models import PlaceCandidate, Where

_WHOLE = re.compile(  # the whole of which a name tells a side
    r"^(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern)?|(?:[Nn]orth|[Ss]outh)(?:east|west)(?:ern)?|[Cc]entral|[Dd]owntown|[Uu]pper|"
    r"[Ll]ower|[Gg]reater|[Mm]etro(?:politan)?|[Uu]pstate|[Ii]nner)[ -](.+)$"
)


def bearers(words: str, gazetteer: Gazetteer) -> tuple[PlaceCandidate, ...]:
    """The places that bear a name as it stands in text: without article and possessive; a people is its country, a side its whole."""
    name = re.sub(r"^[Tt]he\s+|['’]s?$", "", words)
    if gazetteer.is_people(name) and (land := gazetteer.land(name)):
        return (land,)
    for tried in (name, re.sub(r"\bCo\.?$", "County", name), *_WHOLE.findall(name)):
        if candidates := gazetteer.lookup(tried):
            return candidates
    land = gazetteer.land(name) or gazetteer.land(name.removesuffix("s"))
    return (land,) if land else ()


def well_known(candidates: tuple[PlaceCandidate, ...]) -> bool:
    """Whether the likeliest bearer of a name is a country, a large division or a large city."""
    best = candidates[0]
    if best.gazetteer_id.startswith("known:") or best.precision == "country":
        return True
    if best.precision == "region":
        return best.gazetteer_id.startswith("admin1:") and best.score > 0.4 and best.population > 500_000
    return best.population > 250_000 and best.score > 0.3


def is_closed(text: str, end: int) -> bool:
    """Whether a mark or a line's end stands at `end`: behind "Orlando, Clinton made a stop" none does."""
    return end >= len(text) or not (text[end] == " " and text[end + 1 : end + 2].isalpha())


def qualify(find: Find, qualifier: str, gazetteer: Gazetteer, *, closed: bool = True) -> bool:
    """Keeps the candidates that lie in the state or country named after the comma; says whether there are any.

    A county counts where it is `closed` by a mark: else its bare name is a person's who does something.
    """
    qualifier = qualifier.rstrip(".") if qualifier.count(".") == 1 else qualifier  # the full stop of the sentence
    holders = gazetteer.lookup(qualifier)
    country = gazetteer.country(qualifier) if holders else None
    closed = closed or qualifier.rsplit(" ", 1)[-1].lower() in DIVISIONS
    wanted = {(h.country, h.admin) for h in holders if h.precision == "region" and (closed or h.name == h.admin)}
    fitting = tuple(
        c
        for c in find.candidates
        if c.precision != "country"
        and c.name != qualifier
        and (c.country == country or ((c.country, c.admin) in wanted))
    )
    if not fitting and not well_known(find.candidates):
        # the gazetteer lacks this town: what is known is the state
        fitting = tuple(h for h in holders[:1] if h.precision == "region" and well_known(holders))
    if not fitting:
        return False
    find.candidates = fitting
    find.strong = find.qualified = True
    if find.role in ("bare", "possessive"):
        find.role = "in" if find.role == "bare" else find.role
    return True


def where_of(words: str, ranked: tuple[PlaceCandidate, ...]) -> Where:
    """The place that words are taken to mean, by its readings, best first."""
    best = ranked[0]
    return Where(
        text=words,
        name=best.name,
        country=best.country,
        admin=best.admin or None,
        lat=best.lat,
        lon=best.lon,
        precision=best.precision,
        candidates=ranked,
    )


def resolve_places(
    text: str, spans: Iterable[tuple[int, int]], gazetteer: Gazetteer, home: PlaceCandidate | None = None
) -> list[Where | None]:
    """What the place names at `spans` (code points) mean, in their order; None for words that nothing in the gazetteer bears.

    Nothing is told apart from other words here: every span is taken to name a place.
    """
    given: list[Find | None] = []
    for start, end in spans:
        name = text[start:end]
        candidates = bearers(name, gazetteer)
        find = Find(start, end, name, "bare", candidates, strong=True) if candidates else None
        if find is not None and (qualifier := QUALIFIER.match(text, end)):
            qualify(find, qualifier["name"], gazetteer, closed=is_closed(text, qualifier.end("name")))
        given.append(find)
    readings = iter(weigh([find for find in given if find is not None], home, {}))
    return [where_of(text[find.start : find.end], next(readings)) if find is not None else None for find in given]
