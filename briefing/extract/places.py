"""An article's text goes in, its mentions of places come out, each with what it may mean, ranked from the article alone.

A capitalised run is a place when the gazetteer has it and the words around it agree: a preposition ("in Cannes"), a dateline, a state or
country after a comma ("Paris, Texas"), a police force or an airport that bears its name, or another such mention in the same article. It is
not one inside a person's or a paper's name ("Paris Hilton", "Washington Post"). Candidates are weighed by how well known they are, and by
the countries, states and counties that the article names. Who published it is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.config.schema import Countries, Outlet, Places
from briefing.extract.city_parts import CityParts
from briefing.extract.gazetteer import Gazetteer, fold
from briefing.extract.headlines import headline_finds, site_home
from briefing.extract.homes import Homes
from briefing.extract.place_names import is_closed, qualify, well_known, where_of
from briefing.extract.place_ranking import weigh
from briefing.extract.place_roles import force_after, role_of
from briefing.extract.place_words import (
    ABBREVIATION,
    CALENDAR,
    CARE,
    COMMON_WORDS,
    DATELINE,
    DIRECTIONS,
    DIVISIONS,
    GENERIC,
    LEAD_WORDS,
    ORG_AFTER,
    PART,
    PARTED,
    PIECE,
    POLICE,
    QUALIFIER,
    QUARTER,
    ROADS,
    RUN,
    SHARED_NAMES,
    SMALL,
    SMALL_WORD,
    STREETS,
    TITLES,
    Find,
    Piece,
    PlaceMention,
    Scenery,
)
from briefing.extract.quarters import with_quarters
from briefing.models import PlaceCandidate, Where

ROLES = ("in", "agency", "near", "from", "possessive")
_COUNTY = re.compile(r"\bCo\.?$")
SURE_ROLES = ("in", "agency", "near")


def find_places(
    text: str,
    gazetteer: Gazetteer,
    not_places: Iterable[str] = (),
    title: str = "",
    home: PlaceCandidate | None = None,
) -> list[PlaceMention]:
    """Every mention of a place in `text`, in order, none overlapping; linear in the length of the text.

    A part of a city ("the Mayfair section of Philadelphia") is the city named with it, else the one of which the article tells most;
    it has no coordinates where no city is named. `home` is the town or the country that the outlet writes from.
    """
    return read_places(text, gazetteer, not_places, title, home).mentions


def read_places(
    text: str,
    gazetteer: Gazetteer,
    not_places: Iterable[str] = (),
    title: str = "",
    home: PlaceCandidate | None = None,
    town: PlaceCandidate | None = None,
) -> Scenery:
    """All that a text and its title tell of places; `town` is the outlet's where only its name tells it."""
    home = home if home is not None and home.precision != "country" else site_home(title, gazetteer) or home
    town = home if home is not None and home.precision == "city" else town
    reader = _Reader(text, gazetteer, _folded(tuple(not_places)), home, town)
    mentions, titled = reader.read(title)
    return with_quarters(text, title, Scenery(mentions, titled, town, frozenset(reader.countries)))


@lru_cache(maxsize=8)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


class _Reader:
    """One article while its places are sought."""

    def __init__(
        self,
        text: str,
        gazetteer: Gazetteer,
        not_places: frozenset[str],
        home: PlaceCandidate | None = None,
        town: PlaceCandidate | None = None,
    ) -> None:
        self.town = town
        self.text = text
        self.gazetteer = gazetteer
        self.not_places = not_places
        self.home = home
        self.countries: Counter[str] = Counter()  # told by a word of the country alone: "French"
        self.admins: Counter[tuple[str, str]] = Counter()
        self.surnames: set[str] = set()
        self.titled: set[str] = set()
        self.finds: list[Find] = []
        self.titles: list[Find] = []
        self._small: frozenset[str] | None = None

    def read(self, title: str) -> tuple[list[PlaceMention], list[PlaceMention]]:
        finds = self._datelines()
        taken = [(find.start, find.end) for find in finds]
        reached = 0
        for match in RUN.finditer(self.text):
            at = match.start()
            if (
                at < reached
                or match.group().lower() in LEAD_WORDS
                or (taken and any(start <= at < end for start, end in taken))
            ):
                continue
            for find in self._in_run(match):
                finds.append(find)
                reached = find.end
        finds.sort(key=lambda find: (find.start, -find.end))
        titled = headline_finds(title, self.gazetteer, self.not_places) if title else []
        self.titled = {fold(find.name) for find in titled}
        self.titles = titled
        self.finds = [*titled, *finds]
        mentions, told = self._settle(titled, finds)
        home = where_of("", (self.town,)) if self.town is not None else None
        parts = CityParts(self.text, self.gazetteer, self._resolved, home)
        placed = parts.placed(mentions, [mention.where for mention in told])
        meant = {fold(mention.where.text): mention.where for mention in placed}
        return placed, [
            replace(m, where=replace(meant.get(fold(m.where.text), m.where), text=m.where.text)) for m in told
        ]

    def _resolved(self, words: str, candidates: tuple[PlaceCandidate, ...]) -> Where:
        """Words that are no mention of their own, as the rest of the article has them."""
        find = Find(0, 0, words, "in", candidates, strong=False)
        return where_of(words, weigh([*self.finds, find], self.home, self.countries)[-1])

    # ---- finding -----------------------------------------------------------------------------------------------------

    def _datelines(self) -> list[Find]:
        finds: list[Find] = []
        for match in DATELINE.finditer(self.text):
            name = match["city"].strip(" -")
            opens = (
                self.text[match.end() : match.end() + 2].lstrip()[:1].isupper() and fold(name) not in self.not_places
            )
            sure = name.isupper() or match["agency"] or (opens and self.text[match.end() - 1] in "—–")
            if not sure or len(name.split()) > 4:
                continue
            candidates = self.gazetteer.lookup(name)
            if not candidates or not (name.isupper() or match["agency"] or fold(candidates[0].name) == fold(name)):
                continue
            find = Find(match.start("city"), match.start("city") + len(name), name, "dateline", candidates, strong=True)
            if match["state"] and qualify(find, match["state"], self.gazetteer):
                find.end = match.end("state")
            finds.append(find)
            if len(finds) >= 20:
                break
        return finds

    def _in_run(self, match: re.Match[str]) -> Iterable[Find]:
        """The places inside one run of capitalised words: the longest name from its start, then what follows."""
        offset = match.start()
        words = [(m.group(), offset + m.start(), offset + m.end()) for m in PIECE.finditer(match.group())]
        first = 0
        for position, (word, _, _) in enumerate(words, start=1):
            # a run goes over the end of a sentence: "near Forney. Police"
            if position == len(words) or (word.endswith(".") and not ABBREVIATION.match(word)):
                yield from self._in_words(words[first:position])
                first = position

    def _in_words(self, words: list[Piece]) -> Iterable[Find]:
        index = 0
        while index < len(words):
            length, candidates = self._longest(words, index)
            if not length:
                self._note_country_word(words[index][0])
                index += 1
                continue
            find = self._judge(words, index, length, candidates)
            if find is not None and not ROADS.match(self.text, find.end):
                yield find
            index += length

    def _longest(self, words: list[Piece], index: int) -> tuple[int, tuple[PlaceCandidate, ...]]:
        for length in range(min(5, len(words) - index), 0, -1):
            name = self.text[words[index][1] : words[index + length - 1][2]]
            quoted = "'" in name or "’" in name
            bare = re.sub(r"['’]s$|['’]$", "", name) if quoted else name
            if length == 1 and (
                (len(bare) < 3 and bare not in ("US", "UK"))
                or bare.lower() in LEAD_WORDS
                or bare.lower().rstrip(".") in CALENDAR
                or (fold(bare) in self.not_places and not self._is_town(words[index + length - 1][2], bare))
            ):
                continue
            if length > 1 and bare.rsplit(" ", 1)[-1].lower() in STREETS:
                continue
            if quoted and re.search(r"^I['’]|['’][a-z]{1,2}$", bare):
                continue
            candidates = self.gazetteer.lookup(_COUNTY.sub("County", bare) if bare.endswith(("Co", "Co.")) else bare)
            if candidates and bare != "Us":
                return length, candidates
        return 0, ()

    def _is_town(self, end: int, name: str) -> bool:
        """Whether the state that holds a town of that name follows at once, or its police: "Hope, Ark.", where "Hope" alone is no place."""
        if force_after(self.text, end) == "police":
            return name.lower() not in GENERIC
        qualifier = QUALIFIER.match(self.text, end)
        find = Find(0, 0, name, "in", self.gazetteer.lookup(name) if qualifier else (), strong=False)
        return bool(
            qualifier
            and find.candidates
            and qualify(find, qualifier["name"], self.gazetteer)
            and find.candidates[0].precision == "city"
        )

    def _note_country_word(self, word: str) -> None:
        word = word.removesuffix("'s").removesuffix("’s")
        code = self.gazetteer.country(word) or (len(word) > 5 and self.gazetteer.country(word.rstrip(".,").rstrip("s")))
        if code:
            self.countries[code] += 1

    def _judge(
        self, words: list[Piece], index: int, length: int, candidates: tuple[PlaceCandidate, ...]
    ) -> Find | None:
        start, end = words[index][1], words[index + length - 1][2]
        shown = self.text[start:end]
        possessive = re.search(r"['’]s$|['’]$", shown)
        if possessive:
            end -= len(possessive.group())
        elif shown.endswith(".") and not ABBREVIATION.match(words[index + length - 1][0]):
            end -= 1
        name = self.text[start:end]
        before = self.text[max(0, start - 60) : start]
        country = candidates[0].precision == "country" and candidates[0].score > 0.5
        preceding = [word.rstrip("'’s") for word, _, _ in words[:index]]
        following = words[index + length][0] if index + length < len(words) and not possessive else ""
        if following[:1].islower() or following.lower().rstrip(".,") in CALENDAR:
            following = ""
        force = force_after(self.text, end) if not possessive else ""
        personal = country and fold(name) in SHARED_NAMES
        if personal and following[:1].isupper() and following.lower().rstrip(".,") not in LEAD_WORDS and not force:
            return None
        if TITLES.search(before) and not country:
            self.surnames.add(fold(name))
            return None
        named_before = (
            bool(preceding)
            and preceding[-1].lower() not in LEAD_WORDS | DIRECTIONS
            and not self._ends_clause(words, index)
        )
        if named_before and (personal or not country):
            if not following and length == 1:
                self.surnames.add(fold(name))
            qualifies = self._is_part_of_place(words, index)
            if not qualifies:
                return None
        if following and not force:
            lower = following.lower().rstrip(".,'’s")
            if lower in ORG_AFTER or not (country or well_known(candidates)):
                if lower not in LEAD_WORDS and lower not in ORG_AFTER and length == 1:
                    self.surnames.add(fold(following))
                return None
            if following[:1].isupper() and lower not in LEAD_WORDS and not country and length == 1:
                return None
        if force in CARE and not well_known(candidates):
            self.surnames.add(fold(name))  # "Riley Hospital" is elsewhere "at Riley"
        role, strong = role_of(before, force, possessive=bool(possessive))
        division = name.rsplit(" ", 1)[-1].lower() in DIVISIONS
        find = Find(start, end, name, role, candidates, strong or country or division)
        find.quarter = QUARTER.match(self.text, end) is not None
        return self._qualified(find, possessive=bool(possessive), alone=not following)

    def _qualified(self, find: Find, *, possessive: bool, alone: bool) -> Find:
        """The same find with the state or country after its comma, and whether it is one beyond doubt."""
        qualifier = None if possessive else QUALIFIER.match(self.text, find.end)
        closed = qualifier is not None and is_closed(self.text, qualifier.end("name"))
        if qualifier and qualify(find, qualifier["name"], self.gazetteer, closed=closed):
            find.end = qualifier.end("name")
        common = find.name.lower() in COMMON_WORDS
        if find.role in ("bare", "possessive", "in") and alone and not common and well_known(find.candidates):
            find.strong = True
        return find

    def _ends_clause(self, words: list[Piece], index: int) -> bool:
        """Whether what stands before in the run ends there: "U.S. Ohio" never, "in Syria. Paris" was cut already."""
        return words[index - 1][0].endswith((".", "'s", "’s")) and len(words[index - 1][0]) > 3

    def _is_part_of_place(self, words: list[Piece], index: int) -> bool:
        return self.text[words[index - 1][2] : words[index][1]].strip() in ("of", "of the")

    # ---- settling ----------------------------------------------------------------------------------------------------

    def _settle(self, titled: list[Find], finds: list[Find]) -> tuple[list[PlaceMention], list[PlaceMention]]:
        """The mentions in the text and in the title: finds that the article supports, each with its readings."""
        accepted = {fold(find.name) for find in self.finds if find.strong}
        qualified = {fold(find.name) for find in self.finds if find.qualified}
        written = {fold(find.name) for find in finds}
        readings = weigh(self.finds, self.home, self.countries)
        for find, ranked in zip(self.finds, readings, strict=True):
            self._vote(find, ranked[0])
        told = []
        for find, ranked in zip(titled, readings, strict=False):
            key = fold(find.name)
            sure = find.qualified or ranked[0].population >= SMALL or ranked[0].precision in ("country", "point")
            if (key not in self.surnames or find.role != "from") and (
                sure or key in written or self.admins[ranked[0].country, ranked[0].admin] > 1
            ):
                told.append(PlaceMention(find.start, find.end, where_of(find.name, ranked), find.role))
        mentions: list[PlaceMention] = []
        reached = 0
        for find, ranked in zip(finds, readings[len(titled) :], strict=True):
            key = fold(find.name)
            if find.start < reached or key not in accepted:
                continue
            sure = find.qualified or find.role == "dateline" or key in qualified or key in self.titled
            if key in self.surnames and not sure:
                continue
            if not self._supported(find, ranked[0], qualified=key in qualified):
                continue
            words = self.text[find.start : find.end]
            mentions.append(PlaceMention(find.start, find.end, where_of(words, ranked), find.role))
            reached = find.end
        return mentions, told

    def _vote(self, find: Find, best: PlaceCandidate) -> None:
        """What a name says of the divisions where the article plays."""
        if find.qualified:
            for entry in {(c.country, c.admin) for c in find.candidates}:
                self.admins[entry] += 2
        if find.strong and best.admin and best.precision != "country" and (best.score > 0.6 or find.qualified):
            self.admins[best.country, best.admin] += 1

    def _supported(self, find: Find, best: PlaceCandidate, *, qualified: bool) -> bool:
        """A small town with a common name needs more than its name."""
        if find.qualified or qualified or best.precision in ("country", "point"):
            return True
        if (
            best.precision == "city"
            and best.population < PARTED
            and PART.search(self.text, max(0, find.start - 10), find.start)
        ):
            return False  # "northern Luzon" is an island, not a village of that name
        lower = find.name.lower()
        if find.role == "bare" and f" {lower} " in self.text:
            return False  # a word that the article also writes small
        if best.population >= SMALL and not find.quarter:
            return True
        if best.gazetteer_id.startswith("known:"):
            return True
        if fold(find.name) in self.titled and find.role != "bare" and not find.quarter:
            return True
        supported = self.admins[best.country, best.admin] > (1 if find.quarter else 0) or self._is_policed(find)
        if find.quarter and not supported:
            return False
        if best.precision == "region":
            return supported or find.role in ("in", "agency", "dateline")
        if find.name.lower() in self._common_words():
            return False
        if find.role == "dateline":
            return True
        # a village that is only known for its post counts where something is said to be in it
        return supported and find.role in (ROLES if best.population else SURE_ROLES)

    def _is_policed(self, find: Find) -> bool:
        """Whether a town has a police of its own in the article, and something is said to be in it, or the outlet is of its country."""
        alike = [other for other in self.finds if other.name == find.name and other not in self.titles]
        police = any(other.role == "agency" and force_after(self.text, other.end) in POLICE for other in alike)
        return police and (len(alike) > 1 or self.home is not None)

    def _common_words(self) -> frozenset[str]:
        """The words that the article also writes small: "reading" is then no town."""
        if self._small is None:
            self._small = frozenset(SMALL_WORD.findall(self.text))
        return self._small


@Language.factory(
    "briefing_places",
    assigns=["doc._.places", "doc._.scenery"],
    default_config={"countries": None, "places": None, "outlets": None},
)
class PlacesComponent:
    """spaCy component: `doc._.places`, and `doc._.scenery`, which holds besides what the title and the outlet tell.

    Settings, as plain data: the contents of `config/countries.yaml` and `config/places.yaml`, the `outlets` of `config/sources.yaml`.
    """

    def __init__(
        self,
        nlp: Language,
        name: str,
        countries: dict[str, Any] | None,
        places: dict[str, Any] | None,
        outlets: list[dict[str, Any]] | None = None,
    ) -> None:
        del nlp
        self.name = name
        known = Places.model_validate(places or {})
        self.gazetteer = Gazetteer(countries=Countries.model_validate(countries) if countries else None, places=known)
        self.not_places = known.not_places
        self.homes = Homes((Outlet.model_validate(outlet) for outlet in outlets or ()), self.gazetteer)
        for extension in ("places", "scenery"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article if Doc.has_extension("article") else None
        title = article.title if article is not None else ""
        home = self.homes.of(article.outlet, article.url) if article is not None else None
        town = self.homes.town(article.outlet, article.url) if article is not None else None
        doc._.scenery = read_places(doc.text, self.gazetteer, self.not_places, title, home, town)
        doc._.places = doc._.scenery.mentions
        return doc
