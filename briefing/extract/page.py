"""One article's sentences, times, places and quotations go in; which of them belong to a cue in a sentence comes out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing.extract.gazetteer import fold
from briefing.extract.happenings import Happening, Range, width
from briefing.extract.place_words import PlaceMention
from briefing.extract.quarters import is_home
from briefing.extract.reader.heads import Mention
from briefing.extract.times import TimeMention
from briefing.extract.triggers import Hit
from briefing.models import Article

_END = re.compile(r"[.!?…:;][”\"'’)\]]*$|[”\"'’)]$")
_BOILERPLATE = re.compile(
    r"copyright|©|all rights reserved|click here|read more|more:|related:|photo:|\(photo|getty images|sign up|subscribe|follow us|"
    r"advertisement|crime stoppers|"
    r"call 911|anyone with information|see also|file photo|watch:|video:", re.IGNORECASE
)  # fmt: skip
_CREDIT_LINE = re.compile(r"^.{0,200}(?:copyright|©|all rights reserved).*$", re.IGNORECASE | re.MULTILINE)
_TREATED = re.compile(
    r"\b(?:taken|airlifted|rushed|flown|transported|brought|sent|admitted|transferred|treated|died|dead|recovering|condition|"
    r"hospitali[sz]ed|surgery|treatment|driven|drove)\b[^.;]{0,60}\b(?:hospitals?|clinic|medical cent\w+|trauma cent\w+|infirmary)\b"
    r"[^.;,]{0,12}$|\bin hospital in $|\b(?:hospitals?|clinic) officials in $"
    r"|\b(?:taken|airlifted|flown|rushed|transported|transferred) (?:by \w+ )?to $",
    re.IGNORECASE,
)
_CLINIC = re.compile(
    r"\b[A-Z][\w.’'-]* (?:[A-Z][\w.’'-]* )*(?:Hospital|Medical Cent(?:er|re)|"
    r"Clinic|Infirmary|Trauma Cent(?:er|re)|Health\w*|Hospitals) in $"
)
_AT_CLINIC = re.compile(
    r"\b(?:shooting|shot|stabb\w+|attack\w*|explosion|blast|bomb\w*|fire|gunfire|opened fire|outside|inside|near)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FORCE_GAP = re.compile(r"\b(?:police|officers?|deputy|deputies|sheriff)\b", re.IGNORECASE)
_STEPS = r"(?:\s+(?!\w*(?:shoot|shot|kill|murder|death|stab|attack|slay|homicide|incident|case|connection|bomb|blast))[\w’'.-]+){0,4}"
_LIVES = re.compile(
    rf"\b(?:lives?|lived|living|resid(?:e|es|ed|ing)|born|raised|grew up|buried|funeral|hometown|native|resident)"
    rf"{_STEPS}\s+(?:in|of|near)\s$"
    r"|\b(?:his|her|their) homes? in $"
    r"|\b\d{1,3}, of (?:[A-Z0-9][\w.]*\s){1,5}in $"
    r"|\bof the \d+ block of (?:[A-Z0-9][\w.]*\s){1,5}in $"
    r"|\bwho (?:is|was|are|were) (?:currently |traveling |travelling )?in $",
    re.IGNORECASE,
)
_CAUGHT = re.compile(
    rf"\b(?:arrested|captured|apprehended|caught|extradited|arraigned|custody|booked|jail(?:ed)?|prison|imprisoned|court(?:house|room)?|fled|hearing"
    rf"|tried|trial){_STEPS}\s+(?:in|at|near|outside|to|from)\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
_PASSED = re.compile(  # where a journey began or was to end, where a quake was felt, where those are who are warned
    r"\b(?:(?:citizens|nationals)(?: who are)?|boarded|embarked|bound|destined|set (?:off|out)|felt)\b"
    r"[^.;,]{0,40}\s(?:in|at|for|from|across|as)\s(?:the\s)?(?:capital,?\s(?:city,?\s)?)?$",
    re.IGNORECASE,
)
_FROM_AFAR = re.compile(  # "25 miles northeast of": what lies so far off is not the place, only the name that all know
    r"\b[1-9]\d+ (?:miles|mi|kilomet(?:er|re)s|km)(?: \w+)? (?:of|from)\s+(?:downtown\s+|central\s+)?$"
)
_ORIGIN = re.compile(r"\b(?:from|native of|resident of|born in)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ]{3}[^\n–—]{1,70}?|[A-ZÀ-Þ][^\n–—]{1,50}\([^)\n]{2,30}\))\s(?:[–—]|--?)\s", re.MULTILINE
)
_FOILED = re.compile(r"\b(?:foiled|thwarted|averted|prevented)\b")
LEAD = 4  # first sentences, in which an article tells what it is about
OLD_DAYS = 60  # what lies further back is not the news
LONGEST = 3000  # code points: a longer "sentence" is a list or a table

_MADE = re.compile(
    r"\b(?:found(?:ed|ing)|establish(?:ed|ing)|set(?:ting)?\sup|sign(?:ed|ing)|studied|studying|graduat(?:ed|ing))\b",
    re.IGNORECASE,
)
"""Verbs after a cue whose place is theirs: "a militia fighting there, founded in Washington"."""


class Page:
    """One article's sentences, times, places and quotations, ready to be asked."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Range],
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
        quotations: Sequence[Range],
        persons: Sequence[Mention] = (),
    ) -> None:
        """`persons` are the names of persons that the encoder saw, in text order."""
        self.text = article.text
        self.published = article.published_on
        self.sentences = sentences
        self.sentence_count = len(sentences)
        self.times = times
        self.places = [m for m in _no_persons(places, persons) if not self._is_of_persons(m)]
        self.title = article.title
        dateline = _DATELINE.search(article.text, 0, 300)
        self.dateline = dateline.end() if dateline else 0
        self.is_foiled = any(_FOILED.search(article.text, *pair) for pair in sentences[: 2 * LEAD])
        self.quotations = quotations
        self.credits = [match.span() for match in _CREDIT_LINE.finditer(article.text)]

    def _is_of_persons(self, mention: PlaceMention) -> bool:
        """Whether a place tells where the victims were taken, which is not where it happened."""
        before = self.text[max(0, mention.start - 110) : mention.start]
        return bool(_TREATED.search(before) or (_CLINIC.search(before) and not _AT_CLINIC.search(before)))

    def is_old(self, time: TimeMention | None) -> bool:
        """Whether a time ended more than `OLD_DAYS` before the article was published."""
        end = time.when.end if time else None
        return end is not None and self.published is not None and (self.published - end).days > OLD_DAYS

    def is_home(self, mention: PlaceMention) -> bool:
        """Whether a place tells only where somebody is from: "a Leeds man"."""
        return is_home(self.text, mention)

    def is_aside(self, mention: PlaceMention, group: str = "") -> bool:
        """Whether a place tells where people live, set out, were caught or stand before a court, which is not where it happened."""
        before = self.text[max(0, mention.start - 90) : mention.start]
        told = _LIVES.search(before) or _PASSED.search(before)
        return bool(told) or (group != "arrest" and bool(_CAUGHT.search(before)))

    def is_elsewhere_news(self, happening: Happening) -> bool:
        """Whether a happening is only referred to by its name ("the Springfield shooting"), and is not what the article tells."""
        told = [mention for mention in happening.mentions if not mention.follows]
        if not all(mention.named and mention.definite and mention.place for mention in told):
            return False
        name = happening.place.where.text if happening.place else ""
        lead = self.text[: self.sentences[min(LEAD, self.sentence_count) - 1][1]]
        return name not in self.title and not (
            told[0].number < LEAD and re.search(rf"\b(?:in|at|near|outside)\s+{re.escape(name)}\b", lead)
        )

    def is_prose(self, start: int, end: int) -> bool:
        """Whether a sentence is written out: headlines of other stories, captions and credits are not."""
        if not 15 <= end - start <= LONGEST:
            return False
        if not _END.search(self.text, max(start, end - 4), end):
            return self.is_headline(start, end)
        credit = _first_at(self.credits, start)
        if credit is not None and start < self.credits[credit][1]:
            return False
        return not _BOILERPLATE.search(self.text, start, end)

    def is_headline(self, start: int, end: int) -> bool:
        """Whether these are the words of the title, as the last paragraph: of some pages nothing else could be had."""
        words = self.text[start:end].strip()
        return (
            not self.text[end:].strip()
            and self.text[max(0, start - 2) : start] == "\n\n"
            and self.title.startswith(words)
        )

    def is_quoted(self, trigger: Range) -> bool:
        index = _first_at(self.quotations, trigger[0])
        return index is not None and self.quotations[index][0] <= trigger[0] < self.quotations[index][1]

    def has_detail(self, between: Range) -> bool:
        """Whether a place or a time stands between two cues."""
        return any(between[0] <= m.start < between[1] for m in within(self.places, between)) or any(
            True for _ in within(self.times, between)
        )

    def direct_place(self, end: int) -> PlaceMention | None:
        """The place that follows a cue at once: "attack in Munich"."""
        near = [
            m
            for m in within(self.places, (end, end + 25))
            if re.fullmatch(r"\s+(?:in|at|on|near|outside|of)\s+(?:\w+\s+)?", self.text[end : m.start])
        ]
        return near[0] if near else None

    def place_of(
        self, sentence: Range, trigger: Range, hit: Hit | None
    ) -> tuple[PlaceMention | None, PlaceMention | None, bool]:
        """(place, police force's place, whether the place names the happening): the most specific that belongs to it."""
        best: tuple[float, PlaceMention] | None = None
        agency: PlaceMention | None = None
        named = False
        for mention in within(self.places, sentence):
            gap = self.text[mention.end : trigger[0]] if mention.end <= trigger[0] else None
            modifies = (
                gap is not None
                and re.fullmatch(r"(?:['’]s)?\s+(?:\w+\s+){0,2}", gap) is not None
                and mention.role in ("bare", "in", "from", "possessive", "agency")
                and not _ORIGIN.search(self.text[max(sentence[0], mention.start - 25) : mention.start])
            )
            home = self.is_home(mention)
            if (home and not modifies) or _FROM_AFAR.search(
                self.text[max(sentence[0], mention.start - 45) : mention.start]
            ):
                continue
            aside = home or self.is_aside(mention, hit.cue.group if hit else "")
            if mention.role == "agency" and not modifies:
                agency = agency or mention
                continue
            direct = (
                hit is not None
                and re.fullmatch(
                    r"\s+(?:of|on|against)\s+" if not hit.is_verb else r"\s+of\s+",
                    self.text[trigger[1] : mention.start],
                )
                is not None
            )
            if not modifies and not direct and mention.role not in ("in", "near", "dateline"):
                continue
            if (
                re.search(
                    r"\b(?:told|said|statement|interview|conference|reporters|speech|speaking|spoke|rally|lives?|born|resident|native)\b[^,;]{0,25}$",
                    self.text[max(sentence[0], mention.start - 45) : mention.start],
                )
                and mention.start > trigger[1]
            ):
                continue
            if mention.start > trigger[1] and _MADE.search(self.text, trigger[1], mention.start):
                continue
            by_police = modifies and gap is not None and _FORCE_GAP.search(gap) is not None
            distance = mention.start - trigger[1] if mention.start >= trigger[1] else (trigger[0] - mention.end) * 1.3
            rank = (
                width(mention) * 400
                + distance
                + (150 if mention.role == "near" or by_police else 0)
                + (300 if aside else 0)
                - (300 if direct else 0)
            )
            if best is None or rank < best[0]:
                best = (rank, replace(mention, role="from" if aside else "in") if aside or direct else mention)
                named = (
                    modifies
                    and hit is not None
                    and not hit.is_verb
                    and (mention.role != "in" or self.text[: mention.start].endswith("the "))
                )
        return (best[1] if best else None), agency, named and best is not None


def _no_persons(places: Sequence[PlaceMention], persons: Sequence[Mention]) -> list[PlaceMention]:
    """The mentions that name no person: neither within a person's name, nor by a name that is mostly a person's in the article."""
    starts = [person.start for person in persons]
    votes: Counter[str] = Counter()
    within_name: set[int] = set()
    for mention in places:
        key = fold(mention.where.text)
        at = bisect_right(starts, mention.start) - 1
        person = persons[at] if at >= 0 and mention.start < persons[at].end else None
        if person is None or mention.role == "dateline" or "," in mention.where.text:
            votes[key] -= 1
            continue
        whole = person.start < mention.start or mention.end < person.end
        if whole or mention.role in ("bare", "possessive", "from"):
            votes[key] += 1 + whole
            within_name.add(mention.start)
    return [m for m in places if m.start not in within_name and (votes[fold(m.where.text)] <= 0 or "," in m.where.text)]


def _first_at(ranges: Sequence[Range], offset: int) -> int | None:
    """Index of the last range that starts at or before `offset`."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][0] <= offset:
            low = middle + 1
        else:
            high = middle
    return low - 1 if low else None


def within(mentions: Sequence[Any], bounds: Range) -> list[Any]:
    """The mentions that start within bounds; binary search, so that an article costs linear time."""
    low, high = 0, len(mentions)
    while low < high:
        middle = (low + high) // 2
        if mentions[middle].start < bounds[0]:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(mentions) and mentions[low].start < bounds[1]:
        found.append(mentions[low])
        low += 1
    return found
