"""Who acts and who is acted upon: a cue with the people and casualties of its sentence enters, targets and perpetrators leave."""

from __future__ import annotations

from briefing.extract import fates
from briefing.extract.casualties import Casualty
from briefing.extract.counts import Line
from briefing.extract.happenings import Range
from briefing.extract.identity import ACTING
from briefing.extract.persons import People
from briefing.extract.sufferers import Sufferers
from briefing.extract.triggers import Hit
from briefing.standards import MONTHS

_NOT_PARTIES = frozenset(
    "about some around nearly over monday tuesday wednesday thursday friday saturday sunday christmas boxing easter day eve".split()
) | {month.lower() for month in MONTHS}
FORCES = frozenset(
    "police officers officer gendarmes troops soldiers agents deputies authorities investigators guards detectives detective troopers "
    "marshals deputy sheriff prosecutors unit team bureau force department agency".split()
)
_ACTORS = frozenset("they he she we".split())
_BE = frozenset("was were been being be is are got".split())
_DONE_TO = fates.KILLED | fates.WOUNDED | fates.SHOT - {"struck", "hit"}
_CIRCUMSTANCES = fates.AFTER_PASSIVE - frozenset("at to for from through and or , . ; ) but where".split())
_COMPOUNDS = frozenset("zone zones club clubs shop shops base park".split())  # "the fan zone" is no fan


def participants(
    line: Line, hit: Hit, people: tuple[People, ...], casualties: list[Casualty]
) -> tuple[list[Range], list[Range]]:
    """(targets, perpetrators): who was acted upon, who acts, as ranges without their articles."""

    def range_of(item: People) -> Range:
        first = item.first
        while first < item.last and (
            line.lower[first] in ("a", "an", "the", "his", "her", "their", "another")
            or (line.words[first].islower() and line.words[first].endswith("ing"))  # "carrying supporters", but "King"
        ):
            first += 1
        return line.start[first], line.end[item.last]

    targets = [
        range_of(item)
        for casualty in casualties
        for item in casualty.people
        if item.kind not in ("pronoun", "self") and casualty.count is not None
    ]
    targets = [pair for pair in dict.fromkeys(targets) if any(ch.isalpha() for ch in "".join(line.words))][:4]
    acting: list[Range] = []
    for item in people:
        pair = range_of(item)
        lead = line.lower[item.first - 1] if item.first else ""
        if pair in targets or item.kind in ("pronoun", "self", "number") or not _is_party(line, item):
            continue
        if hit.cue.type == "arrest" and item.last < hit.first and not is_passive(line, hit.first):
            continue
        if _is_taken(line, item, hit) or _is_befallen(line, item, hit):
            targets.append(pair)
            continue
        if (lead == "by" and 0 < item.first - hit.last <= 12) or (
            hit.cue.form in ("past", "phrase")
            and item.last < hit.first <= item.last + 4
            and line.lower[item.last + 1] != "of"  # "the family of a boy shot by police"
            and not is_passive(line, hit.first)
        ):
            acting.append(pair)
        elif lead in ("on", "against") and 0 < item.first - hit.last <= 3:
            targets.append(pair)
    if hit.cue.type == "arrest" and not targets:
        held = [item for item in _arrested(line, hit, people) if item.kind not in ("pronoun", "self")]
        targets = [range_of(item) for item in held if _is_party(line, item)]
    return targets, acting[:3]


def _is_taken(line: Line, item: People, hit: Hit) -> bool:
    """Whether somebody else acts on a person between it and the cue: "a store owner they took hostage"."""
    between = line.lower[item.last + 1 : hit.first]
    return hit.cue.form in ("past", "phrase") and len(between) == 1 and between[0] in _ACTORS


def _is_befallen(line: Line, item: People, hit: Hit) -> bool:
    """Whether a participle without an object tells what befell a person: "the girl shot Tuesday is well"."""
    if hit.first != item.last + 1 or line.lower[hit.first] not in _DONE_TO or hit.last + 1 >= len(line):
        return False
    return line.lower[hit.last + 1] in _CIRCUMSTANCES and line.lower[item.head] not in ACTING


def _arrested(line: Line, hit: Hit, people: tuple[People, ...]) -> tuple[People, ...]:
    """Whom an arrest befell: "police arrested two men", "the arrest of a man", "a man and his son were arrested", "21 people arrested"."""
    sufferers = Sufferers.of(line, people)
    if is_passive(line, hit.first):
        be = next((at for at in range(hit.first - 1, max(-1, hit.first - 4), -1) if line.lower[at] in _BE), hit.first)
        group = sufferers.subject(be)
        if group is not None and group[0].first > 0 and line.words[group[0].first] == "The":
            group = sufferers.nearest(group[0].first, 8)  # "Ann Roe, 43, The Dalles, was arrested": a town
        return () if group is None or line.lower[group[-1].head] in FORCES else group
    after = next((group for group in sufferers.groups if 0 < group[0].first - hit.last <= 3), None)
    if after is not None and set(line.lower[hit.last + 1 : after[0].first]) <= {"of", "the", "a", "an", "one"}:
        return after
    before = sufferers.ending_at(hit.first - 1)
    return before if before is not None and FORCES.isdisjoint(line.lower[before[-1].first : hit.first]) else ()


def _is_party(line: Line, item: People) -> bool:
    """Whether words taken for persons are some: not a month, not the "fan" of a fan zone."""
    following = line.lower[item.last + 1] if item.last + 1 < len(line) else ""
    if line.lower[item.last] == "accused" and following == "of":
        return False
    return following not in _COMPOUNDS and not _NOT_PARTIES.issuperset(line.lower[item.first : item.last + 1])


def is_passive(line: Line, first: int) -> bool:
    return bool(_BE & set(line.lower[max(0, first - 3) : first]))
