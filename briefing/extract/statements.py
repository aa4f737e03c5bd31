"""Statements from attributions: a `Doc` with `doc._.attributions`, whoever found them, enters; `doc._.findings` gains statements.

Deterministic, and the same for rules and for a trained model: contents are made whole, speakers resolved, kind, mode and date told.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.attribution import Attribution
from briefing.extract.findings import BACKGROUND_DAYS, FoundStatement
from briefing.extract.grammar import AUXILIARIES, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.lists import countries_from, cues_from
from briefing.extract.merging import merge
from briefing.extract.names import NameFinder
from briefing.extract.people import People
from briefing.extract.quotations import Quotation
from briefing.extract.roles import Roles
from briefing.extract.speakers import Resolved, Resolver
from briefing.extract.times import TimeMention
from briefing.extract.utterances import Layout
from briefing.extract.words import Offsets, Words, words_of
from briefing.models import UNKNOWN_WHEN, CueKind, Mode, When

_LEADS_TIME = frozenset("in the of last this since early late mid during next from by until".split())
_NEAR = 2000  # characters between a source and what it says, within one printed sentence
"""Words said longer before publication are background (WHAT-COUNTS, rule on background)."""


@Language.factory(
    "briefing_statements",
    default_config={"cues": None, "countries": None},
    requires=["token.is_sent_start", "doc._.quotations", "doc._.attributions", "doc._.times"],
    assigns=["doc._.findings"],
)
class Statements:
    """spaCy component. Settings: `config/cues/en.yaml` and `config/countries.yaml` as plain data; None takes the shipped ones."""

    def __init__(self, nlp: Language, name: str, cues: dict[str, Any] | None, countries: dict[str, Any] | None) -> None:
        del nlp
        self.name = name
        self.lexicon = Lexicon(cues_from(cues))
        listed = countries_from(countries).countries
        names = frozenset(name.lower() for country in listed for name in (country.name, *country.aliases))
        demonyms = frozenset(demonym.lower() for country in listed for demonym in country.demonyms)
        self.names = NameFinder(self.lexicon, names, demonyms)
        self.roles = Roles(self.lexicon, names, demonyms)
        for extension in ("article", "times"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)
        if not Doc.has_extension("findings"):
            Doc.set_extension("findings", default=())

    def __call__(self, doc: Doc) -> Doc:
        doc._.findings = [*(doc._.findings or ()), *self.find(doc)]
        return doc

    def find(self, doc: Doc) -> list[FoundStatement]:
        """The doc's statements, ordered by their first word."""
        words = words_of(doc)
        quotations: tuple[Quotation, ...] = doc._.quotations
        attributions = merge(words, quotations, doc._.attributions)
        if not attributions:
            return []
        layout = Layout(words, quotations)
        names = self.names.find(words, layout)
        people = People(words, layout, names, self.lexicon, self.roles, _speaking(words, attributions))
        resolver = Resolver(words, people, self.lexicon, self.roles)
        published = doc._.article.published_on if doc._.article is not None else None
        dates = _Dates(words, tuple(doc._.times or ()), attributions, published)
        marks = tuple(span for quotation in quotations for span in quotation.spans)
        found: list[FoundStatement] = []
        for item in sorted(attributions, key=lambda item: (item.source or item.content[0], item.content)):
            source = item.source
            if source is None:
                continue
            said_on = dates.said_on(item)
            mode = mode_of(words.raw, item.content, marks)
            speaker = resolver.resolve(source)
            kind = self._kind(words, item)
            if mode != "direct" and not (speaker.sure and _says_something(words, item, kind, mode)):
                continue
            if not speaker.sure and not speaker.worded:
                continue
            found.append(
                FoundStatement(
                    names=speaker.names,
                    role=speaker.role,
                    kind=speaker.kind,
                    mention=source,
                    cue=item.cue,
                    cue_kind=kind,
                    content=item.content,
                    mode=mode,
                    sentence=_sentence(words, item),
                    said_on=said_on,
                    background=is_background(said_on, published),
                )
            )
        return sorted(_once(words, found), key=lambda statement: (statement.content, statement.cue or (0, 0)))

    def _kind(self, words: Words, item: Attribution) -> CueKind:
        return self.lexicon.kind_of(words.raw[item.cue[0] : item.cue[1]]) if item.cue is not None else "none"


def _says_something(words: Words, item: Attribution, kind: CueKind, mode: Mode) -> bool:
    """Whether unquoted content is more than a name for a thing: "his wider role", "several factors" say nothing."""
    if mode != "indirect":
        return True
    tokens = [
        token
        for start, end in item.content
        for token in range(words.at(start), words.at(end - 1) + 1)
        if any(sign.isalnum() for sign in words.text[token])
    ]
    count = len(tokens)
    if kind != "reporting":
        return count >= 2 or (
            item.cue is not None and " " in words.raw[item.cue[0] : item.cue[1]]
        )  # "warned of floods"
    if count == 2:
        return words.lower[tokens[0]] in PRONOUNS  # "it rained"
    clause = any(words.lower[token] in AUXILIARIES or words.lower[token] in FINITE for token in tokens)
    return count >= 3 and (clause or count > 3 or words.lower[tokens[0]] not in DETERMINERS)


def _speaking(words: Words, attributions: tuple[Attribution, ...]) -> set[int]:
    """Tokens inside sources, up to the first preposition: "a court in Lyon" says nothing of Lyon."""
    tokens: set[int] = set()
    for item in attributions:
        if item.source is None:
            continue
        for token in range(words.at(item.source[0]), words.at(item.source[1] - 1) + 1):
            if words.lower[token] in PREPOSITIONS:
                break
            tokens.add(token)
    return tokens


def mode_of(text: str, content: tuple[Offsets, ...], marks: tuple[Offsets, ...]) -> Mode:
    """Direct where all words are quoted, mixed where some are, indirect where none; `marks` are sorted quotation spans."""
    inside = outside = 0
    for start, end in content:
        position = start
        index = max(0, bisect_left(marks, (start, 0)) - 1)
        while index < len(marks) and marks[index][0] < end:
            first, last = max(position, marks[index][0]), min(end, marks[index][1])
            if first < last:
                outside += _letters(text, position, first)
                inside += _letters(text, first, last)
                position = last
            index += 1
        outside += _letters(text, position, end)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _letters(text: str, start: int, end: int) -> int:
    return sum(1 for sign in text[start:end] if sign.isalnum())


def is_background(said_on: When, published: date | None) -> bool:
    """Whether the words were old when the article appeared."""
    if published is None or said_on.end is None:
        return False
    return published - said_on.end > timedelta(days=BACKGROUND_DAYS)


def _sentence(words: Words, item: Attribution) -> Offsets:
    """The whole sentences that hold the source, the cue and the content's first span."""
    first_content = item.content[0]
    beside = (item.cue, item.source) if item.cue is not None else ()
    near = [
        first_content,
        *(offsets for offsets in beside if offsets is not None and abs(offsets[0] - first_content[0]) < _NEAR),
    ]
    first = words.sentence_of(words.at(min(start for start, _ in near)))
    last = words.sentence_of(words.at(max(end for _, end in near) - 1))
    return words.start[first[0]], words.end[last[1] - 1]


def _once(words: Words, found: list[FoundStatement]) -> list[FoundStatement]:
    """One statement for each content's words, since its id depends on them: a named speaker wins, then the earlier one."""
    ranks = {"person": 0, "organisation": 1, "unnamed": 2}
    best: dict[str, FoundStatement] = {}
    for statement in found:
        key = "\x1f".join(" ".join(words.raw[start:end].casefold().split()) for start, end in statement.content)
        known = best.get(key)
        if known is None or (ranks[statement.kind], statement.content) < (ranks[known.kind], known.content):
            best[key] = statement
    return list(best.values())


class _Dates:
    """When things were said: a time beside the cue, outside every content, else the day of publication."""

    def __init__(
        self,
        words: Words,
        times: tuple[TimeMention, ...],
        attributions: tuple[Attribution, ...],
        published: date | None,
    ) -> None:
        self.words = words
        self.times = times
        self.starts = [time.start for time in times]
        self.contents = sorted(span for item in attributions for span in item.content)
        self.published = published
        self.reach: list[int] = []  # the furthest end among the contents so far
        for _, end in self.contents:
            self.reach.append(max(end, self.reach[-1]) if self.reach else end)
        self.dateline = (
            When(text="", start=published, end=published, precision="day", basis="dateline")
            if published is not None
            else UNKNOWN_WHEN
        )

    def said_on(self, item: Attribution) -> When:
        if item.cue is None:
            return self.dateline
        low, high = self.words.sentence_of(self.words.at(item.cue[0]))
        first, last = self.words.start[low], self.words.end[high - 1]
        best: tuple[int, When] | None = None
        for index in range(bisect_left(self.starts, first), len(self.times)):
            time = self.times[index]
            if time.start >= last:
                break
            late = time.when.start is not None and self.published is not None and time.when.start > self.published
            if late or self._inside(time.start, time.end) or not self._beside(time, item, first):
                continue
            distance = min(abs(time.start - item.cue[1]), abs(item.cue[0] - time.end))
            if best is None or distance < best[0]:
                best = (distance, time.when)
        return self.dateline if best is None else best[1]

    def _inside(self, start: int, end: int) -> bool:
        index = bisect_left(self.contents, (end, 0)) - 1
        return index >= 0 and self.reach[index] > start

    def _beside(self, time: TimeMention, item: Attribution, first: int) -> bool:
        """Whether a time dates the saying: it opens the sentence, or stands between the cue's group and the next mark."""
        assert item.cue is not None
        text = self.words.raw
        if item.source is not None and item.source[0] <= time.start < item.source[1]:
            return False
        before = text[max(0, time.start - 12) : time.start].lower().split()
        led = bool(before) and before[-1] in _LEADS_TIME and text[time.start - 1 : time.start].isspace()
        if time.when.precision in ("decade", "year") and text[time.start : time.start + 1].isdigit() and not led:
            return False  # "a woman in her 40s", "Route 1990"
        if time.when.precision == "decade" and before[-1] != "the":
            return False
        if (
            time.when.precision == "month"
            and " " not in text[time.start : time.end]
            and text[time.start : time.start + 1].isupper()
            and not led
        ):
            return False  # "the March", "May said"
        if time.end <= item.cue[0]:
            opening = text[first : time.start].strip()
            return (len(opening) <= 30 and "," not in opening) or item.cue[0] - time.end <= 2
        between = text[item.cue[1] : time.start]
        return (
            len(between) <= 90
            and not any(sign in between for sign in ".;:\n")
            and " after " not in between
            and " since " not in between
        )


__all__ = ["BACKGROUND_DAYS", "Resolved", "Statements", "is_background", "mode_of"]
