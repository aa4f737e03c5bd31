"""Readings of a sentence's cues enter; which of its casualties count, whether they are an attack's, and what is a breach leave."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.extract.casualties import Casualty, is_illness
from briefing.extract.counts import Line
from briefing.extract.happenings import Mention
from briefing.extract.participants import is_passive
from briefing.extract.persons import People
from briefing.extract.realis import Reading
from briefing.extract.triggers import Hit
from briefing.extract.unreal import is_aggregate, is_rehearsed, looks_back

_VIOLENT = re.compile(
    r"\b(?:gunm[ae]n|militants?|terror\w*|insurgents?|extremists?|jihadists?|assailants?|attackers?|shooters?|armed|masked|attack\w*|"
    r"shot|shots|shoot\w*|gun\w*|stab\w*|knife|knives|machete|axe|bomb\w*|grenades?|explosives?|blast|explosion|weapons?|rifles?|pistol|"
    r"mob|killers?|murder\w*|beat\w*|brawl|fight|fighting|raid|shelling|troops|rebels?|soldiers|clash\w*|missiles?|"
    r"Islamic State|ISIS|ISIL|al-Qaida|Boko Haram|Taliban)\b", re.IGNORECASE
)  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:separate|unrelated|different) (?:\w+,? ){0,5}(?:shooting|stabbing|incident|attack|homicide|case)s"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|\d+) (?:\w+ )?(?:shooting|stabbing|homicide)s\b", re.IGNORECASE
)  # fmt: skip
_SHARE = re.compile(r"\bper ?cent\b|\d%", re.IGNORECASE)  # of a sum
BEFALLING = frozenset("kill wound injure".split())  # what also accidents and storms do
_OUTCOMES = frozenset("destroyed damaged flattened gutted".split())  # what befell things, where nobody is said to do it
_HARMLESS = frozenset("driver drivers motorist motorists pilot operator nobody police firefighters".split())
_KEEPERS = re.compile(r"\b(?:police|security forces|riot squads?|gendarmes|troops|soldiers|officers)\b", re.IGNORECASE)
_CROWD = re.compile(
    r"\b(?:protest(?:e|o)rs?|demonstrators?|rioters?|marchers|youths|students|strikers|supporters|fans|hooligans|residents)\b",
    re.IGNORECASE,
)
_GAS = re.compile(
    r"\b(?:gas|boiler|dust|fireworks?) (?:explosion|blast)\b|\bgas (?:leak|cylinder|canister|bottle)s?\b", re.IGNORECASE
)
_BOMB = re.compile(r"\b(?:bomb\w*|terror\w*|attack\w*|militants?|suicide|grenades?|deliberate\w*)\b", re.IGNORECASE)
DATA = re.compile(
    r"\b(?:data|passwords?|(?:card|phone|order|account|identity|social security) (?:numbers?|details)|e-?mail addresses|customer records|"
    r"personal (?:details|information|records)|names(?:,| and) (?:e-?mail )?addresses)\b", re.IGNORECASE
)  # fmt: skip


def told_here(sentence: str, line: Line, hits: list[Hit], casualties: list[Casualty]) -> list[Casualty]:
    """The casualties told of one happening: no sums, none of earlier ones or of a drill, illness of a disease alone."""
    if (
        _SHARE.search(sentence)
        or _SEVERAL.search(sentence)
        or is_aggregate(sentence)
        or looks_back(sentence)
        or is_rehearsed(sentence, casualties)
    ):
        return []
    disease = any(hit.cue.group == "disease" for hit in hits)
    return [item for item in casualties if disease or not is_illness(line, item)]


def without_sums(text: str, mentions: list[Mention]) -> list[Mention]:
    """Those that are told themselves: "three people were hurt in two shootings" is none where the article goes on to tell of each."""
    violent = [(m, _SEVERAL.search(text, *m.sentence) is not None) for m in mentions if m.group == "violence"]
    last = max((mention.number for mention, is_sum in violent if mention.hurt and not is_sum), default=-1)
    sums = {id(mention) for mention, is_sum in violent if is_sum and mention.number < last}
    return [mention for mention in mentions if id(mention) not in sums]


def is_violent(
    line: Line, text: str, readings: list[tuple[Hit, Reading]], people: tuple[People, ...], casualties: list[Casualty]
) -> bool:
    """Whether "killed", "wounded", "injured" tell of an attack: another cue, an attacker, a weapon, or a person who does it, says so."""
    telling = [
        hit for hit, _ in readings if hit.cue.group == "violence" and hit.cue.base not in BEFALLING | {"death toll"}
    ]
    if not all(hit.cue.base in _OUTCOMES and is_passive(line, hit.first) for hit in telling):
        return True
    if _VIOLENT.search(text):
        return True
    hurt = {item.first for casualty in casualties for item in casualty.people}
    outcomes = [hit for hit, _ in readings if hit.cue.base in BEFALLING]
    if any(
        0 < item.first - hit.last <= 8
        and "by" in line.lower[item.first - 2 : item.first]
        and line.lower[item.head] not in _HARMLESS
        for hit in outcomes
        for item in people
        if item.kind in ("noun", "name", "named")
    ):
        return True
    return any(
        item.last < hit.first <= item.last + 4
        and item.first not in hurt
        and item.kind in ("noun", "name", "named")
        and line.lower[item.head] not in _HARMLESS
        and not is_passive(line, hit.first)
        and any(casualty.people and casualty.people[0].first > hit.last for casualty in casualties)
        for hit in outcomes
        if hit.cue.form == "past"
        for item in people
    )


def of_police(hit: Hit, text: str) -> Hit:
    """A clash of police with those who protest is a riot, not one of armed forces."""
    if hit.cue.base != "clash" or not (_KEEPERS.search(text) and _CROWD.search(text)):
        return hit
    return replace(hit, cue=replace(hit.cue, type="riot", group="unrest", weak=False))


def of_gas(hit: Hit) -> Hit:
    """In an article of a gas explosion "the blast" is that, not a bomb's."""
    if hit.cue.type != "bombing" or hit.cue.base not in ("blast", "explosion", "explode"):
        return hit
    return replace(hit, cue=replace(hit.cue, type="other", group="other"))


def tells_of_gas(opening: str) -> bool:
    """Whether the words with which an article opens tell of an explosion that nobody meant."""
    return bool(_GAS.search(opening)) and not _BOMB.search(opening)


def of_data(item: tuple[Hit, Reading], text: str) -> tuple[Hit, Reading]:
    """A theft of data is a data breach."""
    hit, reading = item
    if hit.cue.base != "steal" or not DATA.search(text):
        return item
    cue = replace(hit.cue, type="data-breach", group="cyber", weak=False)
    return replace(hit, cue=cue), replace(reading, base=max(reading.base, 1.0))
