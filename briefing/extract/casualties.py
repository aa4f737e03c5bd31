"""A sentence's words and its noun phrases of persons go in; who was killed, wounded or shot in it comes out.

The figure is read beside the verb or adjective that carries it: "killed 12", "was shot", "left three dead", "the two wounded".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.extract.counts import Line, People, joined, number_of
from briefing.models import Count

Fate = Literal["killed", "wounded", "shot"]

_KILLED = frozenset("killed slain murdered assassinated executed beheaded massacred lynched strangled".split())
_WOUNDED = frozenset("wounded injured hurt maimed hospitalized hospitalised".split())
_SICK = frozenset("sickened infected affected".split())  # of a disease only
_SHOT = frozenset("shot stabbed struck hit beaten grazed slashed knifed".split())
_DEAD = frozenset("dead deceased".split())
_DIED = frozenset("died perished succumbed".split())
_KILLING = frozenset("killing murdering slaying".split())
_WOUNDING = frozenset("wounding injuring hurting".split())
_KILLS = frozenset("kills kill".split())
_INJURES = frozenset("injures wounds".split())
_CONDITIONS = frozenset("critical serious stable grave fair good guarded".split())
_HOSPITALS = frozenset("hospital hospitals clinic medical trauma".split())
_BE = frozenset("was were is are been being be got get gets 's have had has having".split())
_ADVERBS = frozenset(
    "also all both fatally critically seriously severely slightly lightly badly reportedly accidentally allegedly "
    "mistakenly mortally apparently "
    "then later only just even already instantly recently tragically gravely initially either each not wounded "
    "injured shot killed stabbed "
    "and brutally deliberately confirmed pronounced declared found presumed feared".split()
)
_CLAUSE_END = frozenset("; : — –".split())
_AFTER_PASSIVE = frozenset(
    "by in at on during when while after before and or , . ; near outside inside as early late with to for from this "
    "last yesterday "
    "monday tuesday wednesday thursday friday saturday sunday overnight multiple several once twice three four five "
    "six dead multiple "
    "through near behind but where shortly just around ) ( while over inside because since".split()
)
_NOBODY = (
    ("no", "one"),
    ("nobody",),
    ("no", "injuries"),
    ("no", "casualties"),
    ("no", "deaths"),
    ("no", "fatalities"),
    ("none",),
    ("no", "reports", "of", "injuries"),
    ("no", "reported", "injuries"),
    ("no", "immediate", "reports", "of", "injuries"),
    ("no", "victims"),
    ("without", "injury"),
    ("without", "casualties"),
)


# A line without any of these tells of no casualties.
WORDS = (
    _KILLED | _WOUNDED | _SHOT | _DEAD | _DIED | _KILLING | _WOUNDING | _KILLS | _INJURES
    | _HOSPITALS | {"survive", "survived", "condition", "death", "deaths", "fatal", "deadly", "murder", "murders", "slaying"}
    | _SICK | {"bringing", "brings", "brought", "raising", "raised", "raises", "toll"}
    | {"lives", "wound", "wounds", "injury", "injuries", "no", "none", "nobody", "without"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Casualty:
    """What befell some persons: the words that say it, and whom (None where only the figure nought is given)."""

    fate: Fate
    first: int
    last: int
    people: tuple[People, ...]
    count: Count | None
    part: bool


def is_illness(line: Line, casualty: Casualty) -> bool:
    """Whether somebody fell ill: a casualty in a report of a disease, and nowhere else."""
    return not _SICK.isdisjoint(line.lower[casualty.first : casualty.last + 1])


def casualties_in(text: str, line: Line, people: tuple[People, ...]) -> list[Casualty]:
    """The casualties of a line in order; a person both shot and killed is killed."""
    groups = tuple(joined(line, people))
    found: list[Casualty] = [*_nobody(text, line)]
    taken_zero = {item.fate for item in found}
    found += _new_totals(text, line)
    for index, word in enumerate(line.lower):
        item = _at(text, line, groups, index, word)
        if item is not None and not (item.fate in taken_zero and item.count is None):
            found.append(item)
    return _worst_only(found)


def _at(text: str, line: Line, groups: tuple[tuple[People, ...], ...], index: int, word: str) -> Casualty | None:
    following = line.lower[index + 1] if index + 1 < len(line) else "."
    if _negated(line, index) and word not in ("survive", "survived"):
        return None
    if word in _KILLED | _WOUNDED | _SHOT | _SICK:
        fate: Fate = "killed" if word in _KILLED else "wounded" if word in _WOUNDED | _SICK else "shot"
        if fate == "shot" and (
            (following in ("dead", "to") and line.lower[index + 1 : index + 3] in (("to", "death"), ("dead",)))
            or following == "dead"
        ):
            fate = "killed"
        if index and line.lower[index - 1] == "fatally":
            fate = "killed"
        if (
            fate == "shot"
            and following == "and"
            and index + 2 < len(line)
            and line.lower[index + 2] in _KILLED | _WOUNDED
        ):
            return None  # "shot and killed": the second word decides
        if word in ("struck", "hit") and following not in (
            "by",
            "in",
            "multiple",
            "several",
            "at",
            "once",
            "twice",
            "and",
        ):
            return None  # "struck a deal"
        if following in ("himself", "herself", "themselves"):
            group = next(
                (group for group in reversed(groups) if group[-1].last < index and index - group[-1].last <= 4), None
            )
            return _made(text, line, group, fate, index, index)
        return _of_participle(text, line, groups, index, fate)
    if word in _DEAD and following not in ("end", "line", "heat", "last", "body", "sea", "zone", "man's", "of", "on"):
        return _of_adjective(text, line, groups, index, "killed")
    if word in _DIED:
        return _made(text, line, _subject(line, groups, index), "killed", index, index)
    if word in _KILLING or word in _WOUNDING:
        group = _object(line, groups, index)
        return _made(text, line, group, "killed" if word in _KILLING else "wounded", index, index) if group else None
    return _of_other_words(text, line, groups, index, word)


def _of_other_words(
    text: str, line: Line, groups: tuple[tuple[People, ...], ...], index: int, word: str
) -> Casualty | None:
    following = line.lower[index + 1] if index + 1 < len(line) else "."
    if word in _KILLS or word in _INJURES:
        group = _object(line, groups, index)
        numbered = group and all(item.kind in ("number", "noun") and item.low is not None for item in group)
        return (
            _made(text, line, group, "killed" if word in _KILLS else "wounded", index, index)
            if numbered and word != "kill"
            else None
        )
    if word == "lives" and line.lower[max(0, index - 4) : index]:
        before = line.lower[max(0, index - 4) : index]
        if {"lost", "claimed"} & set(before) or "claiming" in before:
            group = _object(line, groups, index + 1) if following == "of" else None
            return _made(text, line, group, "killed", index, index) if group else None
    if word in ("survive", "survived") and {"not", "n't", "didn't"} & set(line.lower[max(0, index - 2) : index]):
        return _made(text, line, _subject(line, groups, index), "killed", index, index)
    if following == "of" and _is_deadly(line, index):
        group = _object(line, groups, index + 1)
        return _made(text, line, group, "killed", index, index) if group else None
    if word == "condition" and line.lower[index - 1] in _CONDITIONS and "in" in line.lower[max(0, index - 4) : index]:
        return _made(text, line, _bearer(groups, index), "shot", index, index)
    if (
        word in ("taken", "rushed", "airlifted", "flown", "transported")
        and {"was", "were", "been"} & set(line.lower[max(0, index - 3) : index])
        and _HOSPITALS & set(line.lower[index + 1 : index + 12])
    ):
        return _made(text, line, _subject(line, groups, index - 1), "shot", index, index)
    if word in ("wound", "wounds", "injuries", "injury") and index:
        before = line.lower[max(0, index - 5) : index]
        if {"gunshot", "stab", "bullet"} & set(before) or {
            "suffered",
            "sustained",
            "with",
            "suffering",
            "received",
        } & set(before):
            return _made(text, line, _bearer(groups, index), "shot", index, index)
    return None


def _is_deadly(line: Line, index: int) -> bool:
    """Whether a noun says that somebody was killed: "shooting death", "fatal stabbing", "murder", "killing"."""
    word, before = line.lower[index], line.lower[index - 1] if index else ""
    if word in ("death", "deaths"):
        return before in ("shooting", "stabbing", "beating", "fatal", "shotgun")
    if word in ("shooting", "stabbing", "beating"):
        return before in ("fatal", "deadly")
    return word in ("murder", "murders", "slaying")


def _negated(line: Line, index: int) -> bool:
    before = line.lower[max(0, index - 4) : index]
    return any(
        word
        in (
            "not",
            "n't",
            "never",
            "nor",
            "without",
            "if",
            "could",
            "might",
            "would",
            "may",
            "wasn't",
            "weren't",
            "can",
            "cannot",
            "almost",
            "should",
        )
        for word in before
    )


def _of_participle(
    text: str, line: Line, groups: tuple[tuple[People, ...], ...], index: int, fate: Fate
) -> Casualty | None:
    before = index - 1
    while before >= 0 and line.lower[before] in _ADVERBS:
        before -= 1
    passive = before >= 0 and line.lower[before] in _BE and line.lower[before] not in ("have", "had", "has", "having")
    if passive:
        return _made(text, line, _subject(line, groups, before), fate, index, index)
    group = _object(line, groups, index) or _left(line, groups, index)
    if group is not None:
        return _made(text, line, group, fate, index, index)
    after = line.lower[index + 1] if index + 1 < len(line) else "."
    if before >= 0 and after in _AFTER_PASSIVE:
        direct = _ending_at(groups, before)
        if direct is not None:
            return _made(text, line, direct, fate, index, index)
    if fate != "shot" and before >= 0 and line.lower[before] in ("and", ",", "&"):
        # "12 killed and 30 wounded" has its number; "killed and injured" has none.
        return None
    return None


def _of_adjective(
    text: str, line: Line, groups: tuple[tuple[People, ...], ...], index: int, fate: Fate
) -> Casualty | None:
    left = _left(line, groups, index)
    if left is not None:
        return _made(text, line, left, fate, index, index)
    before = index - 1
    while before >= 0 and line.lower[before] in _ADVERBS | {"at", "the", "scene"}:
        before -= 1
    if before >= 0 and line.lower[before] in _BE:
        return _made(text, line, _subject(line, groups, before), fate, index, index)
    if before >= 0 and line.lower[before] in ("shot", "found"):
        return None
    direct = _ending_at(groups, index - 1)
    if direct is not None and direct[-1].kind in ("number", "noun"):
        return _made(text, line, direct, fate, index, index)
    return None


def _left(line: Line, groups: tuple[tuple[People, ...], ...], index: int) -> tuple[People, ...] | None:
    """A group with its fate after it: "left three people dead", "with two wounded": the group that ends just before, led by such a word."""
    before = index - 1
    while before >= 0 and line.lower[before] in _ADVERBS:
        before -= 1
    group = _ending_at(groups, before)
    if group is None:
        return None
    lead = line.lower[max(0, group[0].first - 2) : group[0].first]
    if {"left", "leaving", "leaves", "with", "and", ",", "including", "found", "saw", "had", "were", ":", "toll"} & set(
        lead
    ) or group[0].first == 0:
        return group if group[-1].kind in ("number", "noun") else None
    return None


def _ending_at(groups: tuple[tuple[People, ...], ...], last: int) -> tuple[People, ...] | None:
    return next((group for group in groups if group[-1].last == last), None)


def _subject(line: Line, groups: tuple[tuple[People, ...], ...], before: int) -> tuple[People, ...] | None:
    """The nearest group before a finite verb in its clause; an apposition or a relative clause may stand between."""
    best: tuple[People, ...] | None = None
    for group in groups:
        if group[-1].last >= before:
            break
        best = group
    if best is None or before - best[-1].last > 14:
        return None
    between = line.lower[best[-1].last + 1 : before]
    if set(between) & _CLAUSE_END and before - best[-1].last > 6:
        return None
    # "Jane Doe, 22, of Mobile, was shot": a name in the apposition is not the subject, nor what follows "of" or "by".
    lead = line.lower[best[0].first - 1] if best[0].first else ""
    if lead in ("of", "by", "from", "with", "to", "in", "at", "near"):
        position = groups.index(best)
        if position:
            earlier = groups[position - 1]
            if before - earlier[-1].last <= 12:
                return earlier
    return best


def _object(line: Line, groups: tuple[tuple[People, ...], ...], index: int) -> tuple[People, ...] | None:
    for group in groups:
        gap = group[0].first - index - 1
        if gap < 0:
            continue
        between = line.lower[index + 1 : group[0].first]
        if gap <= 3 and not set(between) & {
            "by",
            "in",
            "at",
            "on",
            ",",
            ".",
            "when",
            "after",
            "during",
            "with",
            "for",
            "while",
            "near",
            "as",
            "to",
            "and",
            "before",
            "outside",
            "inside",
            "that",
            "from",
            "(",
        }:
            return group
        return None
    return None


def _bearer(groups: tuple[tuple[People, ...], ...], index: int) -> tuple[People, ...] | None:
    best = None
    for group in groups:
        if group[-1].last < index and index - group[-1].last <= 10:
            best = group
    return best


def _made(
    text: str, line: Line, group: tuple[People, ...] | None, fate: Fate, first: int, last: int
) -> Casualty | None:
    if group is None:
        return None
    counted = [item for item in group if item.low is not None and not item.part]
    part = all(item.part for item in group)
    use = [item for item in group if item.low is not None] if part else counted
    if any(item.low is None for item in group) and len(group) > 1 and not _covers_all(group):
        use = []
    count = None
    if use:
        low = sum(item.low or 0 for item in use)
        high = sum(item.high or 0 for item in use)
        count = Count(low=low, high=high, text=text[line.start[use[0].first] : line.end[use[-1].last]])
    return Casualty(fate, min(first, group[0].first), max(last, group[-1].last), group, count, part)


def _covers_all(group: tuple[People, ...]) -> bool:
    """Whether the first number counts all: "74 guests and employees"."""
    return (group[0].low or 0) > 1 and all(
        item.low is None and item.kind == "noun" and item.first == item.last for item in group[1:]
    )


def _nobody(text: str, line: Line) -> list[Casualty]:
    found = []
    for index, word in enumerate(line.lower):
        if word not in ("no", "nobody", "none", "without"):
            continue
        for words in _NOBODY:
            if line.lower[index : index + len(words)] != words:
                continue
            window = line.lower[index : index + 9]
            wounded = bool(
                {"hurt", "injured", "wounded", "injuries", "injury", "casualties", "hit", "victims"} & set(window)
            )
            killed = bool({"killed", "deaths", "fatalities", "died", "casualties"} & set(window))
            if {"else", "arrested", "other"} & set(window):
                continue
            count = Count(
                low=0, high=0, text=text[line.start[index] : line.end[min(len(line) - 1, index + len(words) - 1)]]
            )
            if wounded:
                found.append(Casualty("wounded", index, index + len(words) - 1, (), count, part=False))
            if killed:
                found.append(Casualty("killed", index, index + len(words) - 1, (), count, part=False))
            break
    return found


_TOTAL_OF: dict[str, Fate] = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "fatalities": "killed", "victims": "killed",
    "injured": "wounded", "wounded": "wounded", "injuries": "wounded", "hurt": "wounded", "sickened": "wounded",
}  # fmt: skip


def _new_totals(text: str, line: Line) -> list[Casualty]:
    """A total that a later death makes: "bringing to two the number of people killed", "which raised the death toll to 14"."""
    found = []
    for index, word in enumerate(line.lower):
        if word not in ("bringing", "brings", "brought", "raising", "raised", "raises"):
            continue
        window = line.lower[index : index + 14]
        if not {"toll", "number", "total"} & set(window) or "to" not in window:
            continue
        at = index + window.index("to") + 1
        number = number_of(line.lower[at]) if at < len(line) else None
        fate = next((_TOTAL_OF[word] for word in window if word in _TOTAL_OF), None)
        if fate is None and {"death", "toll"} <= set(window):
            fate = "killed"
        if number is None or fate is None:
            continue
        count = Count(low=number, high=number, text=text[line.start[at] : line.end[at]])
        found.append(Casualty(fate, index, at, (), count, part=False))
    return found


def _worst_only(found: list[Casualty]) -> list[Casualty]:
    killed = {item.people[0].first for item in found if item.people and item.fate == "killed"}
    wounded = {item.people[0].first for item in found if item.people and item.fate == "wounded"}
    kept = []
    for item in found:
        key = item.people[0].first if item.people else -1
        if (item.fate != "killed" and key in killed) or (item.fate == "shot" and key in wounded):
            continue
        kept.append(item)
    return kept
