"""What the trained encoder saw of incidents: its heads enter; cues of a sentence, and who and what took part, leave.

The encoder finds words that no list has ("gunned down", "was riddled with bullets") and tells who acts from who is acted upon. Whether
something happened is still for the rules to read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.extract.counts import Line
from briefing.extract.happenings import Happening, Range
from briefing.extract.reader.heads import Heads, Mention, Toll, Trigger
from briefing.extract.tolls import toll_of
from briefing.extract.triggers import Cue, Form, Hit, Triggers, reads_as_noun

SURE = 0.5
"""A trigger that the encoder is less sure of makes no cue where no list has its words."""
LINKED = 0.5
"""A filler belongs to a trigger with at least this probability."""
EFFECTS = frozenset({"death", "injury"})
"""Words such as "killed": their victims are those of the incident told beside them."""
_DIGITAL = re.compile(
    r"\b(?:hack\w*|cyber\w*|computers?|servers?|networks?|data|database\w*|online|websites?|e-?mails?|malware|ransomware|software|digital|"
    r"passwords?|internet|phish\w*|systems|encrypt\w*|files|virus\w*|web|app|apps|accounts?|bitcoin|credentials)\b",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset("shoots kills stabs robs rams".split())  # whatever stands before them
SEEN_GROUPS = frozenset({"violence", "abduction", "fire"})
"""Groups whose participants the encoder was taught; in an arrest it takes the suspect for the one who acts."""
MOST = 4  # fillers of a role
_ACTING = frozenset({"perpetrator", "organisation"})
_SUFFERING = frozenset({"target", "victim"})
_ARTICLES = ("a ", "an ", "the ", "his ", "her ", "their ", "its ", "some ", "several ")


@dataclass(slots=True)
class Parts:
    """Who and what took part, as offsets of the article: each entity once, by its first mention."""

    perpetrators: list[Range] = field(default_factory=list)
    targets: list[Range] = field(default_factory=list)
    weapons: list[Range] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.perpetrators or self.targets or self.weapons)


class Sightings:
    """The triggers of one article with their fillers, to be asked by sentence. `groups` is incident type to group."""

    def __init__(self, text: str, heads: Heads | None, groups: Mapping[str, str]) -> None:
        self.text = text
        self.groups = groups
        known = (
            []
            if heads is None
            else [t for t in heads.triggers if t.mention.label in groups or t.mention.label in EFFECTS]
        )
        self.triggers = sorted(known, key=lambda trigger: trigger.mention)
        self.persons = () if heads is None else tuple(e for e in heads.entities if e.label == "Person")
        self._tolls = () if heads is None else heads.tolls
        self._starts = [trigger.mention.start for trigger in self.triggers]

    def within(self, bounds: Range) -> Sequence[Trigger]:
        """The triggers that start within bounds, in text order."""
        return self.triggers[bisect_left(self._starts, bounds[0]) : bisect_left(self._starts, bounds[1])]

    def hits(self, line: Line, sentence: Range, triggers: Triggers) -> list[Hit]:
        """The cues of a sentence in its order: those of the lists, firm where the encoder saw them too, and those that no list has."""
        cues = triggers.hits(line)
        if not self.within(sentence) or triggers.is_elsewhere(self.text[sentence[0] : sentence[1]]):
            return cues
        for trigger in self.within(sentence):
            mention, kind = trigger.mention, self._kind(trigger)
            group = self.groups.get(kind)
            if group is None or mention.score < SURE:
                continue
            words = [n for n in range(len(line)) if line.start[n] < mention.end and mention.start < line.end[n]]
            if not words:
                continue
            first, last = words[0], words[-1]
            same = next((n for n, hit in enumerate(cues) if hit.first <= last and first <= hit.last), None)
            if same is None:
                if group == "cyber" and not _DIGITAL.search(self.text, *sentence):
                    continue  # a kidnapper demands a ransom too
                if triggers.is_barred(line, first, last, kind):
                    continue
                cue = Cue(
                    kind,
                    group,
                    line.lower[first : last + 1],
                    _form(line, first, last),
                    line.lower[first],
                    weak=False,
                )
                cues.append(Hit(first, last, cue))
            elif cues[same].cue.group == group:
                cues[same] = _firm(line, cues[same])
                if kind == "arson":
                    cues[same] = replace(cues[same], cue=replace(cues[same].cue, type=kind))
        return sorted(cues, key=lambda hit: hit.first)

    def _kind(self, trigger: Trigger) -> str:
        """The incident type of a trigger: "burned down" is a fire, unless somebody is told to have done it."""
        label = trigger.mention.label
        set_by = any(role.label in _ACTING and role.score >= LINKED for role in trigger.roles)
        return "fire" if label == "arson" and not set_by else label

    def supports(self, bounds: Range, group: str) -> float:
        """How sure the encoder is that words within bounds report an incident of a group, 0–1."""
        return max(
            (t.mention.score for t in self.within(bounds) if self.groups.get(t.mention.label) == group), default=0.0
        )

    def tolls(self, happenings: Sequence[Happening]) -> dict[int, Toll]:
        """What the encoder makes of the figures of the article's main shooting, by its `id`, where its passage tells no other violence."""
        violent = [happening for happening in happenings if happening.group == "violence"]
        main = max(violent, key=lambda happening: len(happening.mentions), default=None)
        if main is None or main.type != "shooting":
            return {}
        toll = toll_of(self._tolls, (mention.trigger[0] for mention in main.mentions))
        if toll is None or any(
            toll.start <= mention.trigger[0] < toll.end
            for happening in violent
            if happening is not main
            for mention in happening.mentions
        ):
            return {}
        return {id(main): toll}

    def parts(self, bounds: Range, group: str) -> Parts:
        """Who and what took part in the incident of a group that is told within bounds, its effects' victims among them."""
        mine = [
            t for t in self.within(bounds) if t.mention.label in EFFECTS or self.groups.get(t.mention.label) == group
        ]
        if all(trigger.mention.label in EFFECTS for trigger in mine):
            return Parts()
        fillers = sorted({role for trigger in mine for role in trigger.roles if role.score >= LINKED})
        return Parts(
            self._entities(filler for filler in fillers if filler.label in _ACTING),
            self._entities(filler for filler in fillers if filler.label in _SUFFERING),
            self._entities(filler for filler in fillers if filler.label == "weapon"),
        )

    def _entities(self, fillers: Iterable[Mention]) -> list[Range]:
        return distinct(self.text, [self._bare(filler) for filler in fillers])

    def _bare(self, filler: Mention) -> Range:
        words = self.text[filler.start : filler.end].lower()
        lead = next(
            (len(article) for article in _ARTICLES if words.startswith(article) and len(words) > len(article)), 0
        )
        return filler.start + lead, filler.end


def distinct(text: str, found: Iterable[Range]) -> list[Range]:
    """At most `MOST` entities, each by its first mention: words that are a part of another's, or hold it, are the same entity's."""
    kept: list[Range] = []
    wordings: list[str] = []
    for start, end in found:
        words = f" {text[start:end].lower()} "
        if not any(words in known or known in words for known in wordings):
            wordings.append(words)
            kept.append((start, end))
    return kept[:MOST]


def _firm(line: Line, hit: Hit) -> Hit:
    """The cue with its doubt taken away: it is the physical "attacked", and "bomb" is no verb after "a"."""
    form = hit.cue.form
    if form in ("base", "third") and line.lower[hit.last] not in _NO_NOUNS and reads_as_noun(line, hit.first, hit.last):
        form = "noun" if form == "base" else "plural"
    return replace(hit, cue=replace(hit.cue, weak=False, form=form))


def _form(line: Line, first: int, last: int) -> Form:
    """How a word that no list has is inflected, by its ending and its neighbours."""
    word = line.lower[first]
    if first != last:
        return "phrase"
    if word.endswith("ing"):
        return "noun" if reads_as_noun(line, first, last) else "ing"
    if word.endswith("ed") or word in (
        "shot",
        "struck",
        "blew",
        "slew",
        "slain",
        "hit",
        "stole",
        "stolen",
        "beat",
        "beaten",
    ):
        return "past"
    return "plural" if word.endswith("s") and not word.endswith("ss") else "noun"
