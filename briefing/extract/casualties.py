"""A sentence's words and its noun phrases of persons go in; who was killed, wounded or shot in it comes out.

The figure is read beside the verb, adjective or noun that carries it: "killed 12", "was shot", "left three dead", "the death of a boy".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract import fates, figures
from briefing.extract.counts import Line
from briefing.extract.fates import Fate
from briefing.extract.identity import BODY, Person, person_of
from briefing.extract.persons import People
from briefing.extract.sufferers import Group, Sufferers
from briefing.models import Count

_STRUCK_HOW = frozenset("by in multiple several at once twice and".split())
_NOT_DEAD = frozenset("end line heat last body sea zone man's of on weight".split())
_RECOVERS = frozenset("survive recover live".split())
_FOUND = frozenset("found find finding discovered discovery recovered located identified autopsy".split())
_SELVES = frozenset("himself herself themselves itself".split())
_NO_VICTIM = frozenset("of suspect suspects".split())  # "a shooting suspect" is whoever shot
_CLAIMS = frozenset("claimed claiming claims took taking taken takes lost losing cost".split())
_AIMED = frozenset("by him her them officers police deputies troops soldiers cars vehicles".split())  # "shot at …"
_ATTEMPT = re.compile(r"\b(?:attempted|failed) (?:murder[-–])?suicide\b", re.IGNORECASE)
_NEARBY = 400  # code points on either side: some two sentences


@dataclass(frozen=True, slots=True)
class Casualty:
    """What befell some persons: the words that say it, and whom (None where only a figure is given)."""

    fate: Fate
    first: int
    last: int
    people: tuple[People, ...]
    count: Count | None
    part: bool
    persons: tuple[Person, ...] = ()
    """Those that the words tell one by one: "a man and his son" are two, "three men" none."""
    implied: bool = False  # a least number that a noun implies: "a murder-suicide"


def is_illness(line: Line, casualty: Casualty) -> bool:
    """Whether somebody fell ill: a casualty in a report of a disease, and nowhere else."""
    return not fates.SICK.isdisjoint(line.lower[casualty.first : casualty.last + 1])


def casualties_in(text: str, line: Line, people: tuple[People, ...]) -> list[Casualty]:
    """The casualties of a line in order; a person both shot and killed is killed."""
    found = [
        Casualty(fate, first, last, (), count, part=False)
        for told in (figures.nought, figures.totals, figures.counted)
        for fate, first, last, count in told(text, line)
    ]
    found += [
        Casualty("killed", first, last, (), count, part=False, implied=True)
        for first, last, count in figures.implied(text, line)
    ]
    taken_zero = {item.fate for item in found if item.count and not item.count.high}
    teller = _Teller(text, line, Sufferers.of(line, people))
    for index, word in enumerate(line.lower):
        item = teller.at(index, word)
        if item is not None and not (item.fate in taken_zero and item.count is None):
            found.append(item)
    return _worst_only(found)


@dataclass(frozen=True, slots=True)
class _Teller:
    """One sentence, asked word by word what befell whom."""

    text: str
    line: Line
    sufferers: Sufferers

    def word(self, index: int) -> str:
        return self.line.lower[index] if 0 <= index < len(self.line) else "."

    def before(self, index: int, reach: int) -> set[str]:
        return set(self.line.lower[max(0, index - reach) : index])

    def at(self, index: int, word: str) -> Casualty | None:
        """What a word tells, None where it tells of no harm."""
        if word in ("survive", "survived"):
            failed = {"not", "n't", "didn't", "didn’t"} & self.before(index, 2)
            return self._made(self.sufferers.subject(index), "killed", index) if failed else self._recovers(index, word)
        if fates.NOT_KILLED & self.before(index, 4):
            return None
        if word in fates.KILLED | fates.WOUNDED | fates.SHOT | fates.SICK:
            return self._participle(index, word)
        if word in fates.DEAD and self.word(index + 1) not in _NOT_DEAD:
            return self._adjective(index)
        if word in fates.DIED or (word == "passed" and self.word(index + 1) in ("away", "on")):
            return self._made(self.sufferers.subject(index), "killed", index)
        if word in fates.KILLING | fates.WOUNDING | fates.HITTING and self.word(index + 1) not in _NO_VICTIM:
            fate: Fate = "killed" if word in fates.KILLING else "wounded" if word in fates.WOUNDING else "shot"
            if word in fates.HITTING and self.word(index - 1) == "fatally":
                fate = "killed"
            if self.word(index + 1) in _SELVES:
                return self._made(self._with_self(index), fate, index)
            return self._made(self.sufferers.object(index) or self._of_body(index, word), fate, index)
        return self._noun(index, word) or self._other(index, word)

    # ---- by kind of word ---------------------------------------------------------------------------------------------

    def _participle(self, index: int, word: str) -> Casualty | None:
        """As in "was shot", "killed two men", "12 wounded", "shot himself"."""
        fate = self._fate(index, word)
        if fate is None or self._aims(index):
            return None
        if self.word(index + 1) in _SELVES:
            return self._made(self._with_self(index), fate, index)
        before = self.sufferers.before_adverbs(index)
        if before >= 0 and self.word(before) in fates.BE - fates.PERFECT:
            return self._made(self.sufferers.subject(before), fate, index)
        group = self.sufferers.object(index) or self._of_body(index, word)
        if group is not None and self.word(index - 1) in ("the", "a", "an", "another"):
            group = group[:1]  # "the injured boy and two others"
        if group is None and word in ("struck", "hit") and self.word(index + 1) not in _STRUCK_HOW:
            return None  # "struck a deal"
        group = group or self.sufferers.left(index)
        if group is None and before >= 0 and self.word(index + 1) in fates.AFTER_PASSIVE:
            group = self.sufferers.ending_at(before)
        return self._made(group, fate, index)

    def _aims(self, index: int) -> bool:
        """As in "shot at police", "was shot at by two men": nobody is said to be hit."""
        if self.word(index) != "shot" or self.word(index + 1) != "at":
            return False
        if self.word(index + 2) in _AIMED:
            return True
        return any(0 < group[0].first - index <= 3 for group in self.sufferers.groups)

    def _with_self(self, index: int) -> Group | None:
        """Whom a verb befalls that is done to oneself, and to others: "shot himself", "shot himself and his two daughters"."""
        group = self.sufferers.object(index)
        if group is not None and len(group) > 1:
            return group
        before = index - 1
        while self.word(before) in fates.ADVERBS - {"and", "then"}:
            before -= 1
        if self.word(before) == "after":  # "is in hospital after shooting himself"
            return self.sufferers.nearest(before, 10) or group
        while self.word(before) in ("who", "that"):
            before -= 1
        return self.sufferers.ending_at(before) or self._same_subject(index) or group

    def _same_subject(self, index: int) -> Group | None:
        """The pronoun whose second verb it is, where its first harms nobody: "he found a gun and shot himself"."""
        at = next((at for at in range(index - 1, max(-1, index - 20), -1) if self.word(at) in ("he", "she")), None)
        between = self.line.lower[at + 1 : index] if at is not None else ()
        if at is None or "and" not in between[-3:] or not fates.WORDS.isdisjoint(between):
            return None
        return (People(at, at, at, 1, 1, "pronoun", part=False),)

    def _of_body(self, index: int, word: str) -> Group | None:
        """Whose body was hit: "struck the back of his head", "grazing the victim's arm"."""
        if word not in fates.STRIKING:
            return None
        for at in range(index + 1, min(index + 6, len(self.line) - 1)):
            whose = self.word(at)
            if (whose in ("his", "her") or whose.endswith("'s")) and BODY & set(self.line.lower[at + 1 : at + 3]):
                return (People(at, at, at, 1, 1, "pronoun", part=False),)
            if whose in (",", ".", ";", "and", "when", "by"):
                return None
        return None

    def _fate(self, index: int, word: str) -> Fate | None:
        """What a participle says befell the person; None where the next participle says more: "shot and killed"."""
        following = self.word(index + 1)
        if word in fates.KILLED or self.word(index - 1) == "fatally":
            return "killed"
        if word in fates.WOUNDED | fates.SICK:
            return "wounded"
        if following == "dead" or (following == "to" and self.word(index + 2) == "death"):
            return "killed"
        if following in ("and", ",") and self.word(index + 2) in fates.KILLED | fates.WOUNDED:
            return None
        return "shot" if word != "gunned" or following == "down" else None

    def _adjective(self, index: int) -> Casualty | None:
        """As in "three dead", "was found dead", "a deceased man"."""
        around = self.sufferers.around(index)
        if around is not None and around[0].low is not None:
            return self._made(around, "killed", index)
        left = self.sufferers.left(index)
        if left is not None:
            return self._made(left, "killed", index)
        before = index - 1
        while before >= 0 and self.word(before) in fates.ADVERBS | {"at", "the", "scene"}:
            before -= 1
        if before >= 0 and self.word(before) in fates.BE:
            return self._made(self.sufferers.subject(before), "killed", index)
        if before >= 0 and self.word(before) in ("shot", "found"):
            return None
        if self.word(index - 1) in ("pronounced", "declared"):
            return self._made(self.sufferers.subject(index), "killed", index)
        direct = self.sufferers.ending_at(index - 1)
        return self._made(direct, "killed", index) if direct and direct[-1].kind in ("number", "noun") else None

    def _noun(self, index: int, word: str) -> Casualty | None:
        """As in "the murder of two girls", "the body of a man", "his death", "two gunshot victims"."""
        following = self.word(index + 1)
        if following == "of" and (
            word in fates.DEATHS or (word in ("shooting", "stabbing", "beating") and self._is_fatal(index))
        ):
            return self._made(self.sufferers.object(index + 1), "killed", index)
        if following == "of" and word in ("shooting", "stabbing", "wounding"):
            return self._made(self.sufferers.object(index + 1), "shot", index)
        if (
            following == "of"
            and word in ("body", "bodies")
            and _FOUND & {*self.before(index, 8), *self.line.lower[index : index + 24]}
        ):
            return self._made(self.sufferers.object(index + 1), "killed", index)
        if word in ("victim", "victims") and self.word(index - 1) in fates.VICTIMS:
            return self._made(self.sufferers.around(index), fates.VICTIMS[self.word(index - 1)], index)
        if word in fates.WOUNDS and index:
            before = self.before(index, 5)
            if {"gunshot", "stab", "bullet"} & before or fates.SUFFERED & before:
                fate: Fate = "killed" if {"fatal", "mortal"} & before else "shot"
                return self._made(self.sufferers.nearest(index, 10), fate, index)
        return None

    def _is_fatal(self, index: int) -> bool:
        return bool({"fatal", "deadly"} & self.before(index, 2))

    def _other(self, index: int, word: str) -> Casualty | None:
        """Set phrases: "lost their lives", "kills 12", "in critical condition", "taken to hospital", "then himself"."""
        if word in fates.KILLS | fates.INJURES and word != "kill":
            group = self.sufferers.object(index)
            numbered = group and all(item.kind in ("number", "noun") and item.low is not None for item in group)
            return self._made(group, "killed" if word in fates.KILLS else "wounded", index) if numbered else None
        if word in ("life", "lives") and _CLAIMS & self.before(index, 4):
            return self._of_life(index)
        if word in ("himself", "herself"):
            return self._itself(index)
        if word == "condition" and self.word(index - 1) in fates.CONDITIONS and "in" in self.before(index, 4):
            return self._made(self.sufferers.nearest(index, 10), "wounded", index)
        if word == "surgery" and {"in", "underwent", "undergoing", "undergo"} & self.before(index, 2):
            return self._made(self.sufferers.nearest(index, 14), "wounded", index)
        moved = word in fates.TREATED and {"was", "were", "been"} & self.before(index, 3)
        if moved and fates.HOSPITALS & set(self.line.lower[index + 1 : index + 12]):
            return self._made(self.sufferers.subject(index - 1), "shot", index)
        return self._recovers(index, word)

    def _of_life(self, index: int) -> Casualty | None:
        """As in "claimed the lives of two men", "lost his life", "took her own life"."""
        if self.word(index + 1) == "of":
            return self._made(self.sufferers.object(index + 1), "killed", index)
        if self.word(index - 1) == "own" and self.word(index - 2) in ("his", "her"):
            return self._made((People(index - 2, index, index, 1, 1, "self", part=False),), "killed", index)
        if {"lost", "losing"} & self.before(index, 3):
            verb = next(at for at in range(index - 1, -1, -1) if self.word(at) in _CLAIMS)
            return self._made(self.sufferers.nearest(verb, 6), "killed", index)
        return None

    def _itself(self, index: int) -> Casualty | None:
        """As in "shot his wife and then himself", "turned the gun on himself": who acted is hurt, too."""
        group = self.sufferers.around(index)
        if group is None or len(group) > 1 or self.word(index - 1) in fates.KILLED | fates.SHOT:
            return None  # an object of the verb, or told by the participle before it
        before = self.line.lower[max(0, index - 8) : index]
        if self.word(index - 1) == "on" and {"gun", "weapon", "rifle", "pistol", "handgun", "shotgun", "knife"} & set(
            before
        ):
            turned = {"turned", "turning", "turns"} & set(before)
            return self._made(group, "killed" if turned and not self._failed(index) else "shot", index)
        if self.word(index - 1) in ("killing", "shooting"):
            return None
        if self.word(index - 1) not in ("then", "and", "before", ",") and "then" not in before[-3:]:
            return None
        verb = next((at for at in range(index - 1, max(-1, index - 15), -1) if self.word(at) in _DOING), None)
        if verb is None:
            return None
        killed = self.word(verb) in fates.KILLED | fates.KILLING or self.word(verb - 1) == "fatally"
        return self._made(group, "killed" if killed else "shot", index)

    def _failed(self, index: int) -> bool:
        """Whether the text calls it an attempt, in words close by: "the attempted murder-suicide"."""
        start, end = self.line.start[index] - _NEARBY, self.line.end[index] + _NEARBY
        return _ATTEMPT.search(self.text, max(0, start), end) is not None

    def _recovers(self, index: int, word: str) -> Casualty | None:
        """As in "is expected to survive", "is recovering": the person was hurt."""
        if word in _RECOVERS and {"expected", "likely"} & self.before(index, 3):
            return self._made(self.sufferers.nearest(index, 8), "wounded", index)
        if word == "recovering" and {"is", "are", "was", "were", "remains"} & self.before(index, 3):
            return self._made(self.sufferers.subject(index - 1), "wounded", index)
        return None

    # ---- what it makes -----------------------------------------------------------------------------------------------

    def _made(self, group: Group | None, fate: Fate, index: int) -> Casualty | None:
        if group is None:
            return None
        part = all(item.part for item in group)
        use = [item for item in group if item.low is not None and (part or not item.part)]
        if len(group) > 1 and any(item.low is None for item in group) and not _covers_all(group):
            use = []
        else:
            use = _numbered_once(use)
        count = None
        if use:
            start, end = self.line.start[use[0].first], self.line.end[use[-1].last]
            low, high = sum(item.low or 0 for item in use), sum(item.high or 0 for item in use)
            count = Count(low=low, high=high, text=self.text[start:end])
        persons = tuple(
            person_of(self.text, self.line, item)
            for item in group
            if item.low == 1 == item.high and item.kind != "number"
        )
        first, last = min(index, group[0].first), max(index, group[-1].last)
        return Casualty(fate, first, last, group, count, part, persons)


_DOING = fates.KILLED | fates.SHOT | fates.KILLING | frozenset({"shooting", "shoots", "stabbing"})


def _numbered_once(group: Sequence[People]) -> list[People]:
    """A group without those whom a number before them has counted: "two people, a boy and a man", "her two children, Tom and Ann"."""
    kept: list[People] = []
    counted = 0  # up to which item a number has counted
    for index, item in enumerate(group):
        if index < counted:
            continue
        kept.append(item)
        left = item.low or 0
        for rest in range(index + 1, len(group) if left > 1 else 0):
            left -= group[rest].low or 0
            if left <= 0:
                counted = rest + 1 if left == 0 else 0
                break
    return kept


def _covers_all(group: Group) -> bool:
    """Whether the first number counts all: "74 guests and employees"."""
    return (group[0].low or 0) > 1 and all(
        item.low is None and item.kind == "noun" and item.first == item.last for item in group[1:]
    )


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
