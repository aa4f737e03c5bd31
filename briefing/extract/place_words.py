"""What a mention of a place is made of: the records of the search, and the patterns and words by which places are told in text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from briefing.models import PlaceCandidate, Where

Piece = tuple[str, int, int]
"""A word of a capitalised run, with its start and end."""
Role = Literal["dateline", "in", "near", "from", "agency", "possessive", "bare"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place: code points `start` to `end`.

    `role` is how they stand: "dateline"; "in" (a preposition of being there, or a qualifier); "near" ("near Paris", "north of
    Paris"); "from" ("from Paris", "to Paris", which is not where it happened); "agency" ("Cleveland police"); "possessive"
    ("Cleveland's"); "bare".
    """

    start: int
    end: int
    where: Where
    role: Role = "bare"


@dataclass(frozen=True, slots=True)
class Scenery:
    """The places of one article: those of its text, those of its title (whose offsets are the title's), where its outlet is at home,
    and the countries (ISO 3166) that it names by their people or their adjective.
    """

    mentions: list[PlaceMention] = field(default_factory=list)
    titled: list[PlaceMention] = field(default_factory=list)
    home: PlaceCandidate | None = None
    peoples: frozenset[str] = frozenset()


@dataclass(slots=True)
class Find:
    """A run that may be a place, before the article has been read to its end."""

    start: int
    end: int
    name: str
    role: Role
    candidates: tuple[PlaceCandidate, ...]
    strong: bool
    qualified: bool = False
    quarter: bool = False  # "the Marlborough subdivision": part of a town, which mostly is in no gazetteer


CAP = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.[A-Z][a-z]+\.|[A-Z\u00C0-\u00DE][\w'’ʼ]*(?:[-‑][A-Za-z\u00C0-\u024F]\w*)*\.?|[ds]['’][A-Z]\w+)"
LINK = r"(?:of\sthe|of|de\sla|de|del|du|des|la|le|les|el|al|upon|on|sur|am|an\sder|and|da|do|dos|ibn|bin|s)"
RUN = re.compile(rf"{CAP}(?:[ \u00A0](?:{LINK}[ \u00A0])?{CAP}){{0,7}}")
SMALL_WORD = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")
PIECE = re.compile(r"\S+")
ABBREVIATION = re.compile(
    r"(?:St|Ste|Mt|Ft|Pt|Va|Pa|Ga|Ky|La|Md|Fla|Calif|Tex|Ill|Ind|Mich|Minn|Miss|Mo|Ala|Ark|Conn|Del|Kan|Mass|Neb|Nev|Okla|Ore|Tenn|"
    r"Vt|Wash|Wis|Wyo|Dr|Mr|Mrs|Ms|Sgt|Lt|Capt|Gov|Sen|Rep)\.$|(?:[A-Z]\.)+$|[A-Z]\.[A-Z][a-z]+\.$"
)
DATELINE = re.compile(
    r"^[ \t]*(?P<city>[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE.'’\- ]{2,40}|[A-Z][\w.'’\- ]{2,30})"
    r"(?:,\s*(?P<state>[A-Z][\w. ]{1,25}?))?(?P<agency>\s*\([A-Za-z0-9 ./&’']{1,40}\))?\s*(?:,\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*"
    r"(?:\([A-Za-z ./]+\))?)?\s?(?:—|–|--|-{1,2} ?|_ )",
    re.MULTILINE,
)
QUALIFIER = re.compile(rf",\s+(?P<name>{CAP}(?:[ \u00A0]{CAP}){{0,2}})")
PREPOSITION = re.compile(
    r"\b(?P<word>in|at|near|outside|around|across|throughout|within|inside|towards?|to|from|of|into|through|between|north|south|east|west|"
    r"northeast|northwest|southeast|southwest|northern|southern|eastern|western|central|downtown|for|over|visit(?:ed|s|ing)?|leav(?:e|es|ing)|left|"
    r"reach(?:ed|es|ing)?|town|city|village|suburb|port|capital|neighbou?rhood|county|district|province|region)"
    r"(?:\s+(?:the|nearby|downtown|northern|southern|eastern|western|central|north|south|east|west|northeast|northwest|southeast|southwest|city|town|"
    r"village|suburb|suburbs|outskirts|capital|port|streets?|heart|centre|center|area|district|of|neighbou?rhood|-)){0,4}\s*(?:,\s*)?$",
    re.IGNORECASE,
)
BEING_IN = frozenset(
    "in at through outside around across throughout within inside town city village suburb port capital northern southern "
    "eastern western central downtown".split()
)
TOWARDS = frozenset("north south east west northeast northwest southeast southwest".split())
TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Lt|Sgt|Capt|Det|Officer|Deputy|Detective|Sheriff|Chief|Judge|President|Secretary|Senator|"
    r"Governor|Mayor|Prof|Justice|Sir|Lord|Lady|Pope|King|Queen|Prince|Princess|Gen|Col|Maj|Cpl|Coach|Attorney|Rev|Agent|Trooper|"
    r"Lieutenant|Captain|Sergeant|Commissioner|Superintendent|Inspector|Minister|Chancellor|St)\.?\s+$"
)
AGENCY = frozenset(
    "police sheriff sheriff's department fire officials officers officer mayor firefighters resident residents man "
    "woman teen teenager boy girl couple "
    "native family councilman councilwoman council hospital airport detectives prosecutors authorities district home "
    "area apartment suburb metro metropolitan "
    "county parish city mall neighborhood neighbourhood town hall cop cops deputies coroner city's medical emergency "
    "city-based zoo stadium station".split()
)
PERSONS = frozenset(  # of a place, wherever they are: "a Leeds man"
    "resident residents man woman men women teen teens teenager teenagers boy girl boys girls couple native family child children baby "
    "toddler infant student students father mother dad mom brothers sisters".split()
)
ORG_AFTER = frozenset(
    "post times tribune herald star globe journal gazette chronicle news press daily university college institute "
    "giants knicks yankees cowboys eagles "
    "browns cavaliers cubs bulls bears patriots redskins united fc athletic rovers city's act agreement accord "
    "accords treaty declaration protocol "
    "convention street avenue road drive boulevard lane court place way blvd ave st rd bank group inc corp company "
    "magazine review observer examiner "
    "bulls heat lakers rockets spurs mavericks texans saints hawks braves pirates steelers phillies ravens orioles "
    "dodgers angels marathon open cup "
    "democrat democrats republican republicans school high elementary church wall bell bureau symphony orchestra "
    "hilton beat blues".split()
)
LEAD_WORDS = frozenset(
    "in at near from the on after when but and for to of as if while since before during by with outside inside "
    "around across two three four five six "
    "one a an police former new monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september "
    "october november december earlier last meanwhile both authorities downtown suburban greater central nearby some "
    "many most all like unlike through "
    "into over between within throughout not only even with without under today yesterday tonight now then there "
    "here this that these those he she it "
    "they we you i his her their our my".split()
)
DIVISIONS = frozenset("county parish township province oblast governorate".split())
SHARED_NAMES = frozenset(
    "chad jordan georgia israel cuba india kenya malta jersey turkey".split()
)  # persons bear them too
COMMON_WORDS = frozenset(
    "nice reading mobile bath split cork sandwich rugby hull battle deal ware orange normal".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb "
    "aug sept oct nov dec mr mrs thanksgiving christmas easter halloween".split()
)
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest central upper "
    "lower".split()
)
WITHIN = re.compile(r"\b(?:in|at|on|near|inside|outside|along|of)\s+an?\s+$")  # "in a Lone Tree parking lot"
BESIDE = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|outside|miles|kilomet\w+) of\s+$"
)
ROADS = re.compile(  # "near Missouri and 16th avenues", "at the corner of Vernor and Hubbard streets"
    r"(?:\s+(?:and|&)\s+[\w.]+){1,2}\s+(?:[Aa]venues?|[Ss]treets?|[Rr]oads?|[Dd]rives?|[Bb]oulevards?|[Hh]ighways?|[Ll]anes?)\b"
)
STREETS = frozenset(
    "street avenue road drive boulevard lane highway parkway ave blvd high school college university".split()
)
CARE = frozenset("hospital medical".split())  # of a place, but where people are brought
QUARTER = re.compile(r"\s+(?:neighbou?rhood|section|subdivision|community|Apartments|apartment complex|quarter)\b")
FORCES = re.compile(
    r"(?=\s)[^\S\n]*\n?[^\S\n]*(?:(?:(?:[A-Z]\w+\s+)?(?:Metro|Metropolitan)|County|Parish|City|Township|Borough|Area|State)\s+)?(?P<word>[A-Za-z][\w'’]*)"
)
GENERIC = frozenset(  # what police are called by beside their town's name
    "metro state county city school college university park lake center union army navy marine marines house court social security liberty "
    "side eastern western northern southern gulf arab transit of".split()
)
POLICE = frozenset("police sheriff sheriff's deputies".split())
PART = re.compile(r"\b(?:northern|southern|eastern|western)\s$")
PARTED = 50_000  # people: of a smaller town news names no northern part
SMALL = 15_000  # people: a single-word town below this needs its state, county or country named in the article
