"""One sentence, several cues: the cues enter, and which of them tell one happening, in which part of the sentence, leaves."""

from __future__ import annotations

from briefing.extract.agreement import places_agree
from briefing.extract.counts import Line
from briefing.extract.happenings import Range
from briefing.extract.page import Page
from briefing.extract.realis import Reading
from briefing.extract.triggers import Hit


def specificity(hit: Hit) -> int:
    generic = hit.cue.type in ("attack-other", "assault", "other", "fire", "protest", "armed-clash")
    outcome = hit.cue.base in ("kill", "wound", "injure", "killing")
    return (0 if generic else 3) + (0 if hit.cue.weak else 1) + (0 if outcome else 1)


def settle_groups(groups: dict[str, list[tuple[Hit, Reading]]]) -> None:
    """Of a sentence's groups those stay that are happenings of their own: a crash kills, a robber shoots, a plot is for a bombing."""
    if "violence" in groups:
        causes = {"accident", "earthquake", "weather", "crowd", "disease", "unrest", "other"} | (
            {"fire"} if "fire" in groups else set()
        )
        generic = all(hit.cue.base in ("kill", "wound", "injure", "killing") for hit, _ in groups["violence"])
        if generic and causes & set(groups):
            del groups["violence"]
    if {"weather", "accident", "fire", "earthquake", "crowd"} & set(groups):
        groups.pop("other", None)
    if any(reading.base >= reading.penalty for _, reading in groups.get("violence", ())):
        for lesser in ("theft", "threat", "drugs"):
            groups.pop(lesser, None)
    if "plot" in groups:
        first = min(hit.first for hit, _ in groups["plot"])
        for name in ("violence", "abduction", "fire"):
            if name in groups:
                groups[name] = [item for item in groups[name] if item[0].first < first]
                if not groups[name]:
                    del groups[name]
    if "unrest" in groups and "strike" in groups and len(groups["unrest"]) == 1:
        groups.pop("unrest")


def clustered(page: Page, line: Line, items: list[tuple[Hit, Reading]]) -> list[list[tuple[Hit, Reading]]]:
    """A sentence tells one happening of a group, unless its cues have places or dates of their own, or one is expressly another."""
    clusters = [items[:1]]
    for item in items[1:]:
        previous = clusters[-1][-1]
        between = (line.end[previous[0].last], line.start[item[0].first])
        firm = {previous[0].cue.type, item[0].cue.type}
        types_differ = len(firm) == 2 and not firm & {"attack-other", "assault", "armed-clash", "fire", "protest"}
        one, other = page.direct_place(line.end[previous[0].last]), page.direct_place(line.end[item[0].last])
        places_differ = one is not None and other is not None and not places_agree(one.where, other.where)
        expressly = item[1].new and not item[0].is_verb and one is not None
        if places_differ or expressly or (types_differ and page.has_detail(between)):
            clusters.append([item])
        else:
            clusters[-1].append(item)
    return clusters


def bounds_of(sentence: Range, line: Line, clusters: list[list[tuple[Hit, Reading]]], index: int) -> Range:
    """The part of a sentence that may tell of a cluster: from the cue before it to the cue after it."""
    start = line.end[clusters[index - 1][-1][0].last] if index else sentence[0]
    end = line.start[clusters[index + 1][0][0].first] if index + 1 < len(clusters) else sentence[1]
    return start, end
