"""Who acts and who is acted upon: a cue with the people and casualties of its sentence enters, targets and perpetrators leave."""

from __future__ import annotations

from briefing.extract.casualties import Casualty
from briefing.extract.counts import Line
from briefing.extract.happenings import Range
from briefing.extract.persons import People
from briefing.extract.triggers import Hit
from briefing.standards import MONTHS

_NOT_PARTIES = frozenset(
    "about some around nearly over monday tuesday wednesday thursday friday saturday sunday".split()
) | {month.lower() for month in MONTHS}
_FORCES = frozenset(
    "police officers officer gendarmes troops soldiers agents deputies authorities investigators guards".split()
)
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
        arrested = hit.cue.type == "arrest" and _FORCES.isdisjoint(line.lower[item.first : item.last + 1])
        if arrested and not targets and item.last < hit.first <= item.last + 2:
            targets.append(pair)  # "21 people arrested when …"
        elif arrested and item.last < hit.first and not is_passive(line, hit.first):
            continue
        elif (lead == "by" and 0 < item.first - hit.last <= 12) or (
            hit.cue.form in ("past", "phrase")
            and item.last < hit.first <= item.last + 4
            and not is_passive(line, hit.first)
        ):
            acting.append(pair)
        elif (
            hit.cue.type == "arrest"
            and not targets
            and (
                item.first - hit.last in (1, 2)
                or (item.last < hit.first <= item.last + 6 and is_passive(line, hit.first))
            )
        ) or (lead in ("on", "against") and 0 < item.first - hit.last <= 3):
            targets.append(pair)
    return targets, acting[:3]


def _is_party(line: Line, item: People) -> bool:
    """Whether words taken for persons are some: not a month, not the "fan" of a fan zone."""
    following = line.lower[item.last + 1] if item.last + 1 < len(line) else ""
    return following not in _COMPOUNDS and not _NOT_PARTIES.issuperset(line.lower[item.first : item.last + 1])


def is_passive(line: Line, first: int) -> bool:
    return bool({"was", "were", "been", "being", "be", "is", "are", "got"} & set(line.lower[max(0, first - 3) : first]))
