"""What lies between two editions: both go in, what is new, changed, gone and past comes out, with its cause.

An item is found again by its id, by where its id leads now, by the findings that it shares, by its words, or, where its article was
replaced, by what the new version says. What is found again is compared field by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.editions.records import Edition, EditionItem, EditionRating, Lost
from briefing.models import MARKINGS, Marking

#: In the order in which they are printed. `updated` came with new reports, `corrected` because a source was replaced, is gone, or is
#: read differently now; `regrouped` is one with another, or told apart from it; `withdrawn` lost its source or was taken out by an
#: analyst; `unsupported` has its source still, but nothing is found in it any more; `outside` bears on the event no longer;
#: `passed` is a planned happening whose date lies behind, or a finding that is a precedent now.
Kind = Literal["new", "updated", "corrected", "regrouped", "withdrawn", "unsupported", "outside", "passed"]
KINDS: tuple[Kind, ...] = (
    "new", "updated", "corrected", "regrouped", "withdrawn", "unsupported", "outside", "passed"
)  # fmt: skip
_SAME_WORDS = 0.5  # of the words of both: a statement in the new version of an article is the old one, reworded


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field's values before and after, the leading one first; none where it was not known."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item that differs. `before` None: it is new; `after` None: it is gone.

    `reports` are the findings that came to it, `lost` those that it lost, with the cause. Of a regrouped item `after` is what it is
    part of now, or, told apart, `before` what it was part of.
    """

    kind: Kind
    before: EditionItem | None
    after: EditionItem | None
    fields: tuple[FieldChange, ...] = ()
    reports: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange:
    """A category whose line in the overview differs; `added`, `removed` and `altered` are ids of its evidence."""

    before: EditionRating | None
    after: EditionRating | None
    fields: tuple[FieldChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    altered: tuple[str, ...]
    rules_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that lies between `before` and `after`; `passed` are entries of the schedule (ISO date, text), `withheld` counts items that
    the later edition's marking keeps out of sight.
    """

    before: Edition
    after: Edition
    items: tuple[Change, ...]
    ratings: tuple[RatingChange, ...]
    passed: tuple[tuple[str, str], ...]
    headline_changed: bool
    withheld: int

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.items or self.ratings or self.passed or self.headline_changed or self.withheld)


def compare(before: Edition, after: Edition) -> Changes:
    """What lies between two editions of one event; items by kind, in the order of the pages."""
    matching = _Matching(before, after)
    found = [*matching.kept(), *matching.gone(), *matching.new()]
    markings = {article.id: article.marking for article in (*before.articles, *after.articles)}
    # What the later edition may not show is counted, and neither named nor quoted in it.
    shown = [change for change in found if not _is_withheld(change, markings, after.marking)]
    shown.sort(key=lambda change: KINDS.index(change.kind))
    altered = {c.after.id for c in shown if c.after is not None and c.kind in ("updated", "corrected", "regrouped")}
    first, last = before.as_of.date().isoformat(), after.as_of.date().isoformat()
    return Changes(
        before=before,
        after=after,
        items=tuple(shown),
        ratings=_ratings(before, after, altered),
        passed=tuple(entry for entry in after.schedule if first <= entry[0] < last),
        headline_changed=before.headline_rule != after.headline_rule,
        withheld=len(found) - len(shown),
    )


def _is_withheld(change: Change, markings: dict[str, Marking], most: Marking) -> bool:
    """Whether it is gone and its source is marked above the later edition's TLP."""
    if change.after is not None or change.before is None:
        return False
    marked = [MARKINGS.index(markings[key]) for key in change.before.articles if key in markings]
    return any(lost.fate == "withheld" for lost in change.lost) or max(marked, default=0) > MARKINGS.index(most)


class _Matching:
    def __init__(self, before: Edition, after: Edition) -> None:
        self._before, self._after = before, after
        self._lost = {lost.finding: lost for lost in after.lost}
        self._free = {item.id: item for item in after.items}  # items that no earlier one was found again in, so far
        self._pairs: dict[str, EditionItem] = {}
        self._joined: dict[str, EditionItem] = {}
        self._replaced: set[str] = set()
        every = {item.id: item for item in after.items}
        self._home = {member: item for item in after.items for member in item.members}
        self._former = {member: item for item in before.items for member in item.members}
        redirects = dict(after.redirects)
        for item in before.items:
            if item.id in self._free:
                self._pair(item, every[item.id])
        for item in self._waiting():
            target = self._shares_most(item) or every.get(_followed(item.id, redirects))
            if target is not None and target.kind == item.kind:
                self._pair(item, target)
        for find in (self._by_words, self._by_replacement):
            for item in self._waiting():
                if (target := find(item)) is not None:
                    self._pair(item, target)
                    if find == self._by_replacement:
                        self._replaced.add(item.id)

    def _waiting(self) -> list[EditionItem]:
        return [item for item in self._before.items if item.id not in self._pairs and item.id not in self._joined]

    def _pair(self, item: EditionItem, target: EditionItem) -> None:
        if target.id in self._free:
            self._pairs[item.id] = self._free.pop(target.id)
        else:
            self._joined[item.id] = target

    def _shares_most(self, item: EditionItem) -> EditionItem | None:
        shared: dict[str, int] = {}
        for member in item.members:
            if member in self._home:
                shared[self._home[member].id] = shared.get(self._home[member].id, 0) + 1
        if not shared:
            return None
        best = min(shared, key=lambda key: (-shared[key], key not in self._free, key))
        return next(home for home in self._home.values() if home.id == best)

    def _by_words(self, item: EditionItem) -> EditionItem | None:
        """A statement that now stands in another article, as the copies of a wire story do."""
        if item.kind != "statement":
            return None
        words = item.words.casefold().split()
        return next(
            (i for i in self._free.values() if i.kind == "statement" and i.words.casefold().split() == words), None
        )

    def _by_replacement(self, item: EditionItem) -> EditionItem | None:
        """What stands in its place in the new version of its article: an incident of its type, or much the same words."""
        versions = {lost.by for lost in self._losses(item) if lost.fate == "replaced"}
        offered = [i for i in self._free.values() if i.kind == item.kind and versions & set(i.articles)]
        if item.kind == "incident":
            offered = [i for i in offered if i.values("type")[:1] == item.values("type")[:1]]
            return max(offered, key=lambda i: (len(set(i.fields) & set(item.fields)), i.id), default=None)
        near = [(_alike(i.words, item.words), i.id, i) for i in offered]
        return max((entry for entry in near if entry[0] >= _SAME_WORDS), default=(0, "", None))[2]

    def _losses(self, item: EditionItem) -> tuple[Lost, ...]:
        return tuple(self._lost[member] for member in item.members if member in self._lost)

    def kept(self) -> list[Change]:
        """Items found again whose fields differ, or whose date went by."""
        return [change for item in self._before.items for change in self._kept(item)]

    def _kept(self, item: EditionItem) -> list[Change]:
        if item.id in self._joined:
            return [Change(kind="regrouped", before=item, after=self._joined[item.id])]
        if item.id not in self._pairs:
            return []
        now = self._pairs[item.id]
        fields = _differences(item, now)
        changes = []
        if fields:
            reports = tuple(m for m in now.members if m not in item.members and self._former.get(m) in (None, item))
            lost = tuple(entry for entry in self._losses(item) if entry.fate in ("gone", "replaced", "unread"))
            read_anew = self._before.pipeline != self._after.pipeline and set(now.members) <= set(item.members)
            kind: Kind = "corrected" if lost or read_anew or item.id in self._replaced else "updated"
            changes.append(Change(kind=kind, before=item, after=now, fields=fields, reports=reports, lost=lost))
        aged = (item.section, now.section) == ("current", "precedent")
        if aged or (now.values("status")[:1] == ("planned",) and self._went_by(item)):
            changes.append(Change(kind="passed", before=item, after=now))
        return changes

    def _went_by(self, item: EditionItem) -> bool:
        """Whether it was planned for a day that lies between the two editions."""
        first, last = self._before.as_of.date().isoformat(), self._after.as_of.date().isoformat()
        return item.values("status")[:1] == ("planned",) and item.ends is not None and first <= item.ends < last

    def gone(self) -> list[Change]:
        """Items that were not found again, with what became of them."""
        return [
            Change(kind=self._departure(item), before=item, after=None, lost=self._losses(item))
            for item in self._waiting()
        ]

    def _departure(self, item: EditionItem) -> Kind:
        fates = {lost.fate for lost in self._losses(item)}
        if "hidden" in fates or (fates and fates <= {"gone", "replaced"}):
            return "withdrawn"
        if "unread" in fates:
            return "unsupported"
        return "passed" if self._went_by(item) else "outside"

    def new(self) -> list[Change]:
        """Items that stand in no earlier one's place; one that was part of another names it."""
        changes = []
        for item in self._after.items:
            if item.id in self._free:
                former = next((self._former[member] for member in item.members if member in self._former), None)
                kind: Kind = "regrouped" if former else "new"
                changes.append(Change(kind=kind, before=former, after=item, reports=item.members))
        return changes


def _followed(key: str, redirects: dict[str, str]) -> str:
    seen = {key}
    while key in redirects and redirects[key] not in seen:
        key = redirects[key]
        seen.add(key)
    return key


def _differences(before: EditionItem, after: EditionItem) -> tuple[FieldChange, ...]:
    """The fields that both editions know and that differ in the leading value or in the set of the others."""
    known = dict(before.fields)
    return tuple(
        FieldChange(name=name, before=known[name], after=values)
        for name, values in after.fields
        if name in known and (known[name][:1] != values[:1] or set(known[name]) != set(values))
    )


def _alike(one: str, other: str) -> float:
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return len(first & second) / len(first | second) if first and second else 0.0


def _ratings(before: Edition, after: Edition, altered: set[str]) -> tuple[RatingChange, ...]:
    known = {rating.category: rating for rating in before.ratings}
    order = [*(rating.category for rating in after.ratings)]
    order += [category for category in known if category not in order]
    now = {rating.category: rating for rating in after.ratings}
    changes = []
    for category in order:
        one, other = known.get(category), now.get(category)
        fields = tuple(
            FieldChange(name=name, before=old, after=new)
            for name in ("level", "likelihood", "impact", "confidence")
            if (old := _value(one, name)) != (new := _value(other, name))
        )
        if fields:
            had, has = (rating.evidence if rating else () for rating in (one, other))
            changes.append(
                RatingChange(
                    before=one,
                    after=other,
                    fields=fields,
                    added=tuple(key for key in has if key not in had),
                    removed=tuple(key for key in had if key not in has),
                    altered=tuple(key for key in has if key in had and key in altered),
                    rules_changed=before.method != after.method,
                )
            )
    return tuple(changes)


def _value(rating: EditionRating | None, name: str) -> tuple[str, ...]:
    value = getattr(rating, name, None)
    return () if value is None else (value,)
