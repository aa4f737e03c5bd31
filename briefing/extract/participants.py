"""Who acts and who is acted upon: a cue with the people and casualties of its sentence enters, targets and perpetrators leave."""

from __future__ import annotations

from briefing.extract.casualties import Casualty
from briefing.extract.counts import Line
from briefing.extract.happenings import Range
from briefing.extract.persons import People
from briefing.extract.triggers import Hit


def participants(
    line: Line, hit: Hit, people: tuple[People, ...], casualties: list[Casualty]
) -> tuple[list[Range], list[Range]]:
    """(targets, perpetrators): who was acted upon, who acts, as ranges without their articles."""

    def range_of(item: People) -> Range:
        first = item.first
        while first < item.last and line.lower[first] in ("a", "an", "the", "his", "her", "their", "another"):
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
        if pair in targets or item.kind in ("pronoun", "self", "number"):
            continue
        if (lead == "by" and 0 < item.first - hit.last <= 12) or (
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


def is_passive(line: Line, first: int) -> bool:
    return bool({"was", "were", "been", "being", "be", "is", "are", "got"} & set(line.lower[max(0, first - 3) : first]))
