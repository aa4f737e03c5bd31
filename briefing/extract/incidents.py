"""A `Doc` with sentences, times and places enters; its incidents leave, appended to `doc._.findings`.

A cue of `config/incident_types.yaml` makes a mention where the words around it tell of one real happening: not a risk, a plan in a film, a
negation, a question, a charge. Mentions of one happening are merged (`happenings`), and one is an incident when there is evidence enough:
casualties, a date, a place, a plain verb. Precision before recall: what is printed must have happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.config.schema import IncidentTypes
from briefing.extract.cast import Cast
from briefing.extract.casualties import Casualty, casualties_in
from briefing.extract.counts import Line
from briefing.extract.dating import Dating, time_of
from briefing.extract.drafting import CASUALTY_GROUPS, drafted, is_enough, is_told_again
from briefing.extract.fates import WORDS
from briefing.extract.findings import FoundIncident
from briefing.extract.happenings import Mention, Range, merged, settled
from briefing.extract.harm import DATA, is_violent, of_data, of_gas, of_police, tells_of_gas, told_here, without_sums
from briefing.extract.lists import cues_from, incident_types_from
from briefing.extract.locating import Locating
from briefing.extract.page import LEAD, Page, within
from briefing.extract.participants import participants
from briefing.extract.persons import People, people_in, person_nouns
from briefing.extract.place_words import PlaceMention, Scenery
from briefing.extract.reader.heads import Heads
from briefing.extract.realis import Reading, reading_of
from briefing.extract.scenes import Scene, hour_of, streets_of
from briefing.extract.sharing import bounds_of, clustered, settle_groups, specificity
from briefing.extract.sightings import SEEN_GROUPS, Sightings
from briefing.extract.times import TimeMention
from briefing.extract.triggers import Hit, Triggers
from briefing.extract.unreal import is_rehearsed
from briefing.extract.witness import Witness
from briefing.extract.wordings import Wordings
from briefing.models import Article

# Groups whose happenings nobody does.
BEFALLING = frozenset({"accident", "crowd", "disease", "earthquake", "weather"})
NOWHERE = Scenery()
CARRY = 4  # sentences after a mention in which "he died" still speaks of it

_HAPPENED = re.compile(
    r"\b(?:it|this|that|(?:the|this) (?:incident|accident|confrontation|altercation|injury|tragedy|crime|violence|episode|"
    r"gunfire)) (?:all )?"
    r"(?:happened|took place|occurred|unfolded|began|was reported)\b", re.IGNORECASE
)  # fmt: skip
_AGAINST = re.compile(
    r"\b(?:protest|demonstrat|riot|vigil|march|rall)\w*\b[^.;]{0,60}\b(?:against|over|about|since|anniversary of)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:A|One|Two|Three|Some|Several|Only) (?:few )?(?:hours?|days?|weeks?|months?) (?:earlier|before),", re.IGNORECASE
)
_LISTED = re.compile(
    r"[•●▪*–-] |(?:Earlier|Later|Also)(?: (?:on|that) \w+)?,|In the (?:most recent|latest|first|earliest)\b"
)
_TALLY = re.compile(r"\b(?:city-?wide|weekend|overnight) (?:shootings|stabbings|homicides)\b", re.IGNORECASE)
"""A sentence that sums up many happenings of a city tells none of them."""
_SEPARATE = re.compile(
    r"(?:in|during|at) (?:another|an? (?:separate|unrelated|different|second|third)) "
    r"(?:incident|shooting|stabbing|attack|case|crash|robbery|episode|scene)\b", re.IGNORECASE
)  # fmt: skip
_MARKS = re.compile(
    r"\b(?:gunm[ae]n|militants?|terrorists?|terror|insurgents?|suicide|extremists?|jihadists?|assailants?|attackers?|armed|masked|knife|machete|bomb\w*|"
    r"grenades?|explosives?|weapons?|rifles?|hospital\w*|victims?|blood\w*|Islamic State|ISIS|ISIL|al-Qaida|"
    r"Boko Haram|Taliban|deadly|fatal\w*|casualties|shelling|troops|rebels?|witnesses)\b", re.IGNORECASE
)  # fmt: skip
_POLITICS = re.compile(
    r"\b(?:campaign|candidates?|debate|Republicans?|Democrats?|Democratic|senators?|GOP|primary|nominee|voters?|ads?|super PAC|rival)\b"
)


class IncidentReader:
    """Finds the incidents of one article after another; holds the compiled lists, nothing of an article."""

    def __init__(self, types: IncidentTypes, people: Sequence[str], weapons: Sequence[str]) -> None:
        self.triggers = Triggers(types)
        self.groups = {kind.id: kind.group for kind in types.types}
        self.means = {word.lower(): kind.id for kind in types.types for word in kind.means}
        self.people = person_nouns(people)
        ordered = sorted({weapon.lower() for weapon in weapons}, key=lambda weapon: (-len(weapon), weapon))
        self.weapons = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, ordered))})s?\b" if ordered else r"(?!)", re.IGNORECASE
        )

    def read(
        self,
        article: Article,
        sentences: Sequence[Range],
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
        quotations: Sequence[Range] = (),
        heads: Heads | None = None,
        scenery: Scenery = NOWHERE,
    ) -> list[FoundIncident]:
        """The incidents of an article, in the order of their triggers; sentences, times and places come in text order."""
        seen = Sightings(article.text, heads, self.groups)
        page = Page(article, sentences, times, places, quotations, seen.persons)
        mentions: list[Mention] = []
        headline = Line.of(article.title, 0, len(article.title))
        news = frozenset(hit.cue.group for hit in self.triggers.hits(headline))
        news |= {"cyber"} if DATA.search(article.title) else set()
        opening = [article.title, *(article.text[start:end] for start, end in sentences[:LEAD])]
        played = sum(map(self.triggers.is_elsewhere, opening)) > 1  # an article of fiction, sport or markets
        gas = tells_of_gas(" ".join(opening))
        drill = any(is_rehearsed(article.text[start:end], []) for start, end in sentences[:LEAD])
        scene = Scene()
        for number, (start, end) in enumerate(sentences):
            if not page.is_prose(start, end):
                continue
            if _TALLY.search(article.text, start, end):
                continue
            line = Line.of(article.text, start, end)
            hits = self.triggers.hits(line) if played else seen.hits(line, (start, end), self.triggers)
            hits = [of_police(of_gas(hit) if gas else hit, article.text[start:end]) for hit in hits]
            hurt = not WORDS.isdisjoint(line.lower)
            named = [(m.start, m.end) for m in within(places, (start, end))]
            people = people_in(line, self.people, named) if hits or hurt else ()
            casualties = casualties_in(article.text, line, people) if hurt else []
            if casualties:
                casualties = told_here(article.text[start:end], line, hits, casualties)
            made = self._mentions(page, seen, number, (start, end), line, hits, people, casualties) if hits else []
            for mention in made:
                mention.marks += 0.5 if mention.group in news and mention.group != "violence" else 0.0
                mention.penalty += 2.0 if played or (drill and mention.time is None) else 0.0
            mentions.extend(made)
            scene.settle(page, number, (start, end), made)
            happened = _HAPPENED.search(article.text, start, end)
            if (casualties or happened) and not any(mention.group in CASUALTY_GROUPS for mention in made):
                mentions.append(
                    _follow_up(page, number, (start, end), line, casualties, happened.span() if happened else None)
                )
        mentions = without_sums(article.text, mentions)
        happenings = merged(settled(mentions, CARRY, CASUALTY_GROUPS), CARRY, CASUALTY_GROUPS)
        dating = Dating(page, happenings)
        enough = [item for item in happenings if is_enough(item)]
        locating = Locating(page, scenery, enough)
        tolls = seen.tolls(enough)
        wordings = Wordings(article.text, heads, self.people, [(m.start, m.end) for m in places])
        cast = Cast(wordings, Witness(article.text, sentences, heads), heads, happenings, self.groups.get)
        found = [
            drafted(page, item, dating.occurred(item), locating, cast, tolls.get(id(item)), self.means)
            for item in enough
        ]
        once = {(item.trigger, item.sentence): item for item in reversed(found)}
        told = [item for item in once.values() if not is_told_again(item, once.values(), article.text)]
        return sorted(told, key=lambda item: (item.trigger, item.type))

    # ---- mentions ----------------------------------------------------------------------------------------------------

    def _mentions(
        self,
        page: Page,
        seen: Sightings,
        number: int,
        sentence: Range,
        line: Line,
        hits: list[Hit],
        people: tuple[People, ...],
        casualties: list[Casualty],
    ) -> list[Mention]:
        text = page.text[sentence[0] : sentence[1]]
        elsewhere = self.triggers.is_elsewhere(text)
        headline = page.is_headline(*sentence)
        readings: list[tuple[Hit, Reading]] = []
        for hit in hits:
            if elsewhere and hit.cue.weak:
                continue
            reading = reading_of(line, hit, text, casualties)
            if reading is None and headline and hit.cue.form == "third" and not hit.cue.weak:
                reading = Reading(1.0)  # "Man shoots brother": a headline tells what has just happened so
            if reading is not None:
                readings.append((hit, reading))
        groups: dict[str, list[tuple[Hit, Reading]]] = {}
        befallen = not is_violent(line, text, readings, people, casualties)
        for hit, reading in (of_data(item, text) for item in readings):
            groups.setdefault(hit.cue.group, []).append((hit, reading))
        settle_groups(groups)
        bearer = next((group for group in CASUALTY_GROUPS if group in groups), None)
        made = []
        for group, items in groups.items():
            clusters = clustered(page, line, items)
            for index, cluster in enumerate(clusters):
                bounds = bounds_of(sentence, line, clusters, index)
                own = [c for c in casualties if group == bearer and bounds[0] <= line.start[c.last] < bounds[1]]
                mention = self._mention(page, number, sentence, bounds, line, cluster, people, own)
                if elsewhere:
                    mention.penalty += 2
                mention.befallen = befallen and group == "violence"
                mention.marks += 1.0 if headline else 0.0  # what it is news of needs no date
                _take_part(mention, seen, bounds)
                made.append(mention)
        return made

    def _mention(
        self,
        page: Page,
        number: int,
        sentence: Range,
        bounds: Range,
        line: Line,
        items: list[tuple[Hit, Reading]],
        people: tuple[People, ...],
        casualties: list[Casualty],
    ) -> Mention:
        hit, reading = max(
            items, key=lambda item: (specificity(item[0]), item[1].base - item[1].penalty, -item[0].first)
        )
        trigger = (line.start[hit.first], line.end[hit.last])
        text = page.text[sentence[0] : sentence[1]]
        mention = Mention(
            type=hit.cue.type,
            group=hit.cue.group,
            trigger=trigger,
            sentence=sentence,
            number=number,
            base=max(item[1].base for item in items),
            penalty=min(item[1].penalty for item in items),
            casualties=list(casualties),
            status=reading.status,
            definite=reading.definite,
            new=reading.new or _SEPARATE.match(text) is not None,
            listed=_LISTED.match(text) is not None,
            earlier=(hit.cue.group in BEFALLING and _EARLIER.match(text) is not None)
            or self._is_cause(page, sentence, hit, trigger),
        )
        if page.is_quoted(trigger):
            mention.penalty += 1
        mention.time = time_of(
            page, bounds, trigger, mention.status, mention.group, noun=hit.cue.form in ("noun", "plural")
        )
        mention.old = page.is_old(mention.time)
        mention.place, mention.agency, mention.named = page.place_of(bounds, trigger, hit)
        mention.streets = streets_of(text)
        mention.hour = hour_of(text)
        targets, acting = participants(line, hit, people, mention.casualties)
        mention.targets = [pair for pair in targets if pair[0] >= page.dateline]
        mention.perpetrators = (
            [] if mention.group in BEFALLING else [pair for pair in acting if pair[0] >= page.dateline]
        )
        mention.weapons = (
            [(sentence[0] + m.start(), sentence[0] + m.end()) for m in self.weapons.finditer(text)][:3]
            if mention.group in ("violence", "plot", "theft", "abduction", "fire")
            else []
        )
        if mention.group == "violence":
            mention.marks = (1.0 if _MARKS.search(text) else 0.0) - (
                1.0 if hit.cue.weak and _POLITICS.search(text) else 0.0
            )
        if mention.group == "plot" and (self._holds(line) or page.is_foiled):
            mention.status = "foiled"
            mention.marks += 0.5
        if mention.group == "abduction" and mention.status == "foiled":
            mention.marks += 0.5
        if mention.group == "arrest" and (mention.targets or reading.base):
            mention.base += 1.0 if mention.targets else 0.0
        return mention

    def _is_cause(self, page: Page, sentence: Range, hit: Hit, trigger: Range) -> bool:
        """Whether an attack is what people protest against, and thereby older than what the article tells."""
        return hit.cue.group == "violence" and _AGAINST.search(page.text, sentence[0], trigger[0]) is not None

    def _holds(self, line: Line) -> bool:
        """Whether a sentence also tells of an arrest."""
        return any(hit.cue.group == "arrest" for hit in self.triggers.hits(line))


def _take_part(mention: Mention, seen: Sightings, bounds: Range) -> None:
    """What the encoder saw: evidence for the mention, and who and what took part; whom the rules know to be hurt comes first."""
    support = seen.supports(bounds, mention.group)
    if mention.group not in SEEN_GROUPS:
        mention.marks += support
        return
    parts = seen.parts(bounds, mention.group)
    if support:
        mention.marks += support + bool(parts.perpetrators) + bool(parts.targets)


def _follow_up(
    page: Page, number: int, sentence: Range, line: Line, casualties: list[Casualty], happened: Range | None
) -> Mention:
    """A sentence that tells more of what was told before it: who died of it, or when and where "it happened"."""
    trigger = happened or (line.start[casualties[0].first], line.end[casualties[0].last])
    mention = Mention("", "", trigger, sentence, number, base=0.0, penalty=0.0, casualties=casualties, follows=True)
    if happened:
        mention.time = time_of(page, sentence, trigger, "occurred")
        mention.place, mention.agency, _ = page.place_of(sentence, trigger, None)
    return mention


def _undated(text: str) -> Article:
    """A text that came without its article: no title, no date."""
    return Article(
        id="",
        source="",
        source_id="",
        url=None,
        outlet=None,
        title="",
        published=None,
        retrieved=datetime.min,  # noqa: DTZ901 - never read
        language="en",
        marking="TLP:CLEAR",
        text=text,
    )


@Language.factory(
    "briefing_incidents",
    requires=["doc._.times", "doc._.places", "token.is_sent_start"],
    assigns=["doc._.findings"],
    default_config={"incident_types": None, "cues": None},
)
class IncidentsComponent:
    """spaCy component. Settings: `config/incident_types.yaml` and `config/cues/en.yaml` as plain data; None takes the shipped files."""

    def __init__(
        self, nlp: Language, name: str, incident_types: dict[str, Any] | None, cues: dict[str, Any] | None
    ) -> None:
        del nlp
        self.name = name
        words = cues_from(cues)
        self.reader = IncidentReader(incident_types_from(incident_types), (*words.people, *words.roles), words.weapons)
        for extension in ("article", "findings", "heads"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        sentences = [
            (sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
            for sentence in doc.sents
            if sentence.text.strip()
        ]
        quotations: list[Range] = []
        if Doc.has_extension("quotations"):
            quotations = sorted(span for quotation in doc._.quotations or () for span in quotation.spans)
        scenery = (doc._.scenery if Doc.has_extension("scenery") else None) or NOWHERE
        article = doc._.article or _undated(doc.text)
        incidents = self.reader.read(
            article, sentences, doc._.times or [], doc._.places or [], quotations, doc._.heads, scenery
        )
        doc._.findings = [*(doc._.findings or []), *incidents]
        return doc
