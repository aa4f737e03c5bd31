"""A sentence and its noun phrases of persons go in; whom a word of harm in it befell comes out."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.extract import fates
from briefing.extract.counts import Line
from briefing.extract.persons import People, joined

Group = tuple[People, ...]
"""Noun phrases that "and" or a comma joins, in order."""

_CLAUSE_END = frozenset("; : — –".split())
_STARTERS = frozenset("when while as because where if until".split())
_CLAUSE = 30  # words of a relative clause
_RELATIVE = frozenset("who that whom".split())
_LEFT = frozenset("left leaving leaves with and , including found saw had were : toll pronounced declared".split())
_AFTER_OF = frozenset("of by from with to in at near".split())
_NO_OBJECT = frozenset(
    "involving by in at on , . when after during with for while near as to and before outside inside that from (".split()
)


@dataclass(frozen=True, slots=True)
class Sufferers:
    """The groups of persons of one sentence, to be asked by the index of a word."""

    line: Line
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, line: Line, people: tuple[People, ...]) -> Sufferers:
        return cls(line, tuple(joined(line, people)))

    def ending_at(self, last: int) -> Group | None:
        return next((group for group in self.groups if group[-1].last == last), None)

    def around(self, index: int) -> Group | None:
        """The group that a word is part of: "a dead man"."""
        return next((group for group in self.groups if group[0].first <= index <= group[-1].last), None)

    def before_adverbs(self, index: int) -> int:
        """The last word before `index` that is no adverb or participle beside it."""
        before = index - 1
        while before >= 0 and self.line.lower[before] in fates.ADVERBS:
            before -= 1
        return before

    def left(self, index: int) -> Group | None:
        """A group with its fate after it: "left three people dead", "with two wounded": it ends just before, led by such a word."""
        group = self.ending_at(self.before_adverbs(index))
        if group is None:
            return None
        lead = self.line.lower[max(0, group[0].first - 2) : group[0].first]
        if not _LEFT.isdisjoint(lead) or group[0].first == 0:
            declared = not {"left", "leaving", "pronounced", "declared"}.isdisjoint(lead)
            return group if group[-1].kind in ("number", "noun") or declared else None
        return None

    def subject(self, before: int) -> Group | None:
        """The nearest group before a finite verb in its clause; an apposition or a relative clause may stand between."""
        best = self.nearest(before, 14)
        if best is None:
            return self._with_clause(before)
        lower, position = self.line.lower, self.groups.index(best)
        between = lower[best[-1].last + 1 : before]
        if not _CLAUSE_END.isdisjoint(between) and before - best[-1].last > 6:
            return None
        if _begins_anew(between):
            return None
        if best[0].part and position and self.line.lower[best[0].first - 1] == "including":
            return self.groups[position - 1]  # "two people, including a boy, were shot"
        relative = next((at for at in range(before - 1, max(-1, before - 4), -1) if lower[at] in _RELATIVE), -1)
        if relative > best[-1].last:
            if any(word[:1].isalpha() for word in lower[best[-1].last + 1 : relative]):
                return None  # "those who did not survive"
            return best[-1:] if (best[-1].high or 1) == 1 and lower[before] == "was" else best
        # "Jane Doe, 22, of Mobile, was shot": a name in the apposition is not the subject, nor what follows "of" or "by".
        lead = self.line.lower[best[0].first - 1] if best[0].first else ""
        if lead in _AFTER_OF:
            if position:
                earlier = self.groups[position - 1]
                if before - earlier[-1].last <= 12:
                    return earlier
            if lead in ("with", "by"):
                return None
        return best

    def _with_clause(self, before: int) -> Group | None:
        """The last group before a verb if a long relative clause follows it: "A boy who was playing … on Wednesday was hit"."""
        best = self.nearest(before, _CLAUSE)
        after = self.line.lower[best[-1].last + 1 : best[-1].last + 3] if best else ()
        return best if not _RELATIVE.isdisjoint(after) else None

    def nearest(self, index: int, reach: int) -> Group | None:
        """The group that ends last before a word, at most `reach` words before it."""
        best: Group | None = None
        for group in self.groups:
            if group[-1].last >= index:
                break
            if group[0].kind != "self":
                best = group
        return best if best is not None and index - best[-1].last <= reach else None

    def object(self, index: int) -> Group | None:
        """The group right after a verb: "killed two men", "striking the boy"."""
        for group in self.groups:
            gap = group[0].first - index - 1
            if gap < 0:
                if group[-1].last > index:  # "and" joins more than the object: "he shot a man and his son"
                    rest = tuple(item for item in group if item.first > index)
                    return rest if rest and rest[0].first - index <= 4 else None
                continue
            if gap <= 3 and _NO_OBJECT.isdisjoint(self.line.lower[index + 1 : group[0].first]):
                return group
            return None
        return None


def _begins_anew(between: tuple[str, ...]) -> bool:
    """Whether a clause with a subject of its own begins before the verb: "the boy was at home when the house was hit"."""
    if not _RELATIVE.isdisjoint(between):
        return False
    return any(word in _STARTERS for word in between[:-1])
