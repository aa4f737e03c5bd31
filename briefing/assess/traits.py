"""What an article tells of one happening: a mention and its article go in, the names, ages, streets and words beside it come out.

An article that tells of several happenings gives each only the paragraphs that speak of it: what a round-up says of one shooting must
not stand for the next.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.assess.wording import paragraph_around
from briefing.models import Article, Incident, Where

UNDATED_SLACK_DAYS = 14  # an incident without a date may be this much older than its article
OPENING = 800  # characters whose words are compared: what happened is told there, later words are of background
WORD_BITS = 2048  # of 100 words five share a bit with another one
MOST_READ = 12_000  # characters of an article that are looked at; what tells a happening stands near its words

_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
# Capitalised words in a row, small letters in each (no headings, no acronyms); an initial may stand between them.
_PROPER = re.compile(
    r"\b[^\W\d_a-z][\w’'-]*[a-z][\w’'-]*(?:,? (?:[A-Z]\.|Jr\b\.?|Sr\b\.?|[^\W\d_a-z][\w’'-]*[a-z][\w’'-]*))*"
)
_STREET = re.compile(
    r"\b((?:[A-Z0-9][\w’'-]* ){1,3})(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Highway|Hwy|"
    r"Parkway|Pkwy|Circle|Terrace|Square|Bridge|Station)\b"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
_AGE = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[- ](?P<unit>year|month|week)s?[- ]old\b"
    r"|(?<=[a-z]), (?:aged? )?(?P<years>\d{1,2})(?=[,.;]| of | was | is )"
    r"|(?<=, ages )(?P<first>\d{1,2})(?= and \d)|(?:(?<=, ages \d and )|(?<=, ages \d\d and ))(?P<second>\d{1,2})\b",
    re.IGNORECASE,
)
# Who speaks for the authorities speaks of every happening of a place, and tells none from another.
_OFFICE = re.compile(
    r"\b(?:Sgt|Lt|Capt|Cpl|Det|Ofc|Dr|Rep|Sen|Gov|Col|Maj|Gen|Cmdr|Supt|Officer|Detective|Chief|Sheriff|Deputy|Sergeant|"
    r"Lieutenant|Captain|Mayor|Judge|Attorney|Prosecutor|[Cc]oroner|Commissioner|Trooper|Superintendent|Major|President|Governor|"
    r"Minister|Secretary|Principal|Inspector|Commander|Colonel|General|[Ss]pokes(?:man|woman|person))\.? $"
)
_SPEAKS = re.compile(
    r"(?:,[^,.\n]{1,60},)? (?:said|says|told|tells|added|adds|wrote|explained|reports|reported|stated|confirmed)\b"
)
_SPOKEN_BY = re.compile(r"\b(?:[Ss]aid|[Ss]ays|[Aa]ccording to|[Bb]y) $")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n:])\s*[“\"(]?$")
# Capitalised words that many reports share: they tell no happening from another.
_COMMON = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept oct nov dec police department sheriff
    office officer county city state hospital medical center centre school university court news daily times post press street
    avenue road drive boulevard lane highway crime stoppers district attorney judge north south east west northern southern
    eastern western united states america american fire rescue division bureau associated association photo image video
    copyright facebook twitter the and for but this that there when after before they what here""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An incident with what is needed to compare it: its article, its place as chosen for the event, what its article tells of it.

    `text_key` is the id of the original among reprints; `siblings` are the other incidents of the article, itself left out.
    """

    incident: Incident
    article: Article
    place: Where | None
    text_key: str
    siblings: tuple[Incident, ...] = ()

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The days it may have happened on; without a date those of two weeks before its article."""
        when = self.incident.occurred
        if when.start and when.end:
            return (when.start, when.end)
        if self.article.published_on:
            return (self.article.published_on - dt.timedelta(days=UNDATED_SLACK_DAYS), self.article.published_on)
        return None


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells a happening from others: `people` as "first last", the words of `names`, `streets`, `ages` ("15y"), `words`.

    All in small letters; people who speak for an office, the place's own name and the outlet's are left out. `words` are the bits of a
    number, one a word: they are only counted, and a set of strings would take thirty times the memory.
    """

    people: frozenset[str]
    names: frozenset[str]
    streets: frozenset[str]
    ages: frozenset[str]
    words: int


def traits_of(mention: Mention) -> Traits:
    """The traits in the mention's part of its article, and in the title where it leads the article."""
    article, place = mention.article, mention.place
    start, end = scope(mention)
    text = article.text[start : min(end, start + MOST_READ)]
    known = _tokens(
        part for part in (article.outlet, *((place.text, place.name, place.admin) if place else ())) if part
    )
    title = article.title if leads(mention) else ""
    streets = frozenset(match[1].split()[-1].lower() for match in _STREET.finditer(text)) - known
    names, people = _names(text, known | streets | _COMMON)
    return Traits(
        people=people,
        names=names,
        streets=streets,
        ages=frozenset(_age(match) for match in _AGE.finditer(f"{text}\n{title}")),
        words=_bits(set(_WORD.findall(f"{title} {text[:OPENING]}".lower())) - known),
    )


def scope(mention: Mention) -> tuple[int, int]:
    """Where in its article the mention is told: all of it, or its own paragraphs where the article tells of another happening."""
    text, incident = mention.article.text, mention.incident
    others = [sibling for sibling in mention.siblings if _is_elsewhere(incident, sibling)]
    if not others:
        return (0, len(text))
    told = incident.sentence
    start, _ = paragraph_around(text, told.start, told.end)
    if any(start <= other.sentence.start < told.start for other in others):
        start = told.start
    later = min((other.sentence.start for other in others if other.sentence.start > told.start), default=None)
    if later is None:
        return (start, len(text))
    following, _ = paragraph_around(text, later, later)
    return (start, max(following if following > told.start else later, told.end))


def leads(mention: Mention) -> bool:
    """Whether the article's title is of it: none that is told apart from it stands before it."""
    start = mention.incident.sentence.start
    return all(other.sentence.start > start for other in mention.siblings if _is_elsewhere(mention.incident, other))


def _is_elsewhere(one: Incident, other: Incident) -> bool:
    """Told apart by day or city, as a round-up does, or two of one type; a shooting and its arrest are not."""
    if one.type == other.type:
        return True
    a, b = one.occurred, other.occurred
    if a.precision == b.precision == "day" and a.start != b.start:
        return True
    return bool(
        one.place
        and other.place
        and one.place.precision == other.place.precision == "city"
        and one.place.name != other.place.name
    )


def _names(text: str, common: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words of names, and the people among them; a word that also stands in small letters is no name."""
    plain = {token for token in _TOKEN.findall(text) if token[0].islower()}
    found: set[str] = set()
    people: set[tuple[str, str]] = set()
    officials: set[str] = set()
    for match in _PROPER.finditer(text):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 80]
        words = [_bare(word) for word in match.group().replace(",", "").split()]
        parts = [word for word in words if len(word) > 2 and word not in common and word not in plain]
        if _OFFICE.search(before) or _SPEAKS.match(after) or _SPOKEN_BY.search(before):
            officials.update(parts)
        elif len(words) > 1 or not _SENTENCE_START.search(before):
            found.update(parts)
            if len(parts) > 1 and len(parts) == len([word for word in words if len(word) > 2]):
                people.add((parts[0], parts[-1]))
    return (
        frozenset(found - officials),
        frozenset(f"{first} {last}" for first, last in people if last not in officials),
    )


def _bits(words: Iterable[str]) -> int:
    """A bit for each word, by CRC-32, since Python's own hash changes with the process."""
    found = 0
    for word in words:
        found |= 1 << (zlib.crc32(word.encode()) % WORD_BITS)
    return found


def _bare(word: str) -> str:
    return re.sub(r"[’']s$", "", word).strip(".’'-").lower()


def _age(match: re.Match[str]) -> str:
    if years := match["years"] or match["first"] or match["second"]:
        return f"{int(years)}y"
    number = match["number"].lower()
    return f"{_NUMBERS.get(number) or int(number)}{match['unit'][0].lower()}"


def _tokens(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_bare(token) for text in texts for token in _TOKEN.findall(text))


def siblings_of(incident: Incident, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The other incidents of its article, of which a scope takes account."""
    return tuple(other for other in incidents if other.id != incident.id)
