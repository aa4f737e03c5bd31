"""*Since the last edition*: the differences of two editions go in, the printed block comes out.

Sentences are fixed patterns over counts and fields. `Citing` finds the words that a new value rests on; without it (as for
`briefing diff`) the lines bear no citations, and outlet and date stand in their causes all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from briefing.compose.wording import beginning, listed, many
from briefing.editions import (
    Change,
    Changes,
    Edition,
    EditionItem,
    EditionRating,
    FieldChange,
    Kind,
    Lost,
    RatingChange,
)
from briefing.pages import ChangedField, ChangeGroup, ChangeLine, Citation, EditionBlock, RatingLine

Trend = Literal["up", "same", "down", "new"]
TITLES: dict[Kind, str] = {
    "new": "New",
    "updated": "Updated",
    "corrected": "Corrected",
    "regrouped": "Grouped anew",
    "withdrawn": "Withdrawn",
    "unsupported": "No longer supported",
    "outside": "No longer in the briefing",
    "passed": "Passed",
}
_NOTHING = "–"
_MOST_REPORTS = 3


class Citing(Protocol):
    """Where the citations of a composition come from."""

    def cite_findings(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations of these findings' sentences."""
        ...

    def cite_value(self, item: str, field: str) -> tuple[Citation, ...]:
        """Citations of the leading value of an item's field: the passages that give it."""
        ...


class _NoCitations:
    def cite_findings(self, ids: Iterable[str]) -> tuple[Citation, ...]:  # noqa: ARG002
        return ()

    def cite_value(self, item: str, field: str) -> tuple[Citation, ...]:  # noqa: ARG002
        return ()


def first_edition(edition: Edition) -> EditionBlock:
    """The block of a briefing that no edition stands before."""
    return EditionBlock(
        number=edition.number,
        last=None,
        last_cut_off=None,
        summary="This is the first edition: there is nothing to compare it with.",
        groups=(),
        ratings=(),
        notes=(),
    )


def since(changes: Changes, citing: Citing | None = None) -> EditionBlock:
    """The block that tells what changed."""
    return _Block(changes, citing or _NoCitations()).made()


def trend(before: EditionRating | None, after: EditionRating | None) -> Trend | None:
    """How a category's place in the matrix moved: by the product of the likelihood's column and the impact."""
    if after is None or after.weight is None:
        return None
    if before is None or before.weight is None:
        return "new"
    return "up" if after.weight > before.weight else "down" if after.weight < before.weight else "same"


class _Block:
    def __init__(self, changes: Changes, citing: Citing) -> None:
        self._changes = changes
        self._citing = citing
        self._articles = {article.id: article for article in (*changes.before.articles, *changes.after.articles)}
        self._homes = {
            member: article
            for edition in (changes.before, changes.after)
            for item in edition.items
            for member, article in zip(item.members, item.articles, strict=True)
        }

    def made(self) -> EditionBlock:
        changes, before = self._changes, self._changes.before
        current = [change for change in changes.items if not _is_old(change)]
        groups = []
        for kind, title in TITLES.items():
            lines = [self._line(change) for change in current if change.kind == kind]
            if kind == "passed":
                lines += [_bare(text, f"on the schedule for {date}") for date, text in changes.passed]
            if lines:
                groups.append(ChangeGroup(kind=kind, title=title, lines=tuple(lines)))
        return EditionBlock(
            number=changes.after.number,
            last=before.number,
            last_cut_off=before.cut_off,
            summary=self._summary(groups),
            groups=tuple(groups),
            ratings=tuple(self._rating(rating) for rating in changes.ratings),
            notes=self._notes(),
        )

    def _summary(self, groups: list[ChangeGroup]) -> str:
        before = f"edition {self._changes.before.number} ({self._changes.before.cut_off})"
        if not self._changes:
            return f"Nothing has changed since {before}: no finding, no figure, no rating."
        parts = [f"{len(group.lines)} {group.title[0].lower()}{group.title[1:]}" for group in groups]
        if self._changes.ratings:
            parts.append(many(len(self._changes.ratings), "rating changed", "ratings changed"))
        return (
            f"Since {before}: {listed(parts)}."
            if parts
            else f"Since {before} no finding, figure or rating has changed."
        )

    def _notes(self) -> tuple[str, ...]:
        changes = self._changes
        notes = []
        if changes.headline_changed:
            notes.append(f"The first sentence of edition {changes.before.number} read: “{changes.before.headline}”")
        counted = [
            ("new", "precedent is new", "precedents are new"),
            ("updated", "precedent differs", "precedents differ"),
            ("outside", "precedent is no longer listed", "precedents are no longer listed"),
        ]
        for kind, one, several in counted:
            number = sum(_is_old(change) and _counted_as(change) == kind for change in changes.items)
            if number:
                notes.append(f"{many(number, one, several)}.")
        if changes.withheld:
            notes.append(
                f"{many(changes.withheld, 'finding')} of edition {changes.before.number} "
                f"{'is' if changes.withheld == 1 else 'are'} withheld: marked above {changes.after.marking}."
            )
        return tuple(notes)

    # ---- findings ----------------------------------------------------------------------------------------------------

    def _line(self, change: Change) -> ChangeLine:
        item = change.after or change.before
        assert item is not None
        in_tables = change.after is not None and item.kind == "incident"
        named = change.before if change.kind == "regrouped" and change.before is not None else item
        if change.kind == "regrouped" and change.after is not None and change.reports:
            named = change.after
        hidden = any(lost.fate == "hidden" for lost in change.lost)
        words = beginning(named.words) if named.kind == "statement" and not hidden else None
        return ChangeLine(
            incident=item.id if in_tables else None,
            name=named.name,
            words=words,
            fields=tuple(self._field(change, field) for field in change.fields),
            cause=self._cause(change),
            citations=self._citations(change),
        )

    def _citations(self, change: Change) -> tuple[Citation, ...]:
        if change.after is None or change.fields:
            return ()
        return self._citing.cite_value(change.after.id, "words")

    def _field(self, change: Change, field: FieldChange) -> ChangedField:
        citations: tuple[Citation, ...] = ()
        if change.after is not None and field.after:
            if field.name in ("outlets", "credibility") and change.reports:
                citations = self._citing.cite_findings(change.reports[:_MOST_REPORTS])
            else:
                citations = self._citing.cite_value(change.after.id, field.name)
        return ChangedField(name=field.name, before=_told(field.before), after=_told(field.after), citations=citations)

    def _cause(self, change: Change) -> str | None:
        match change.kind:
            case "new" | "updated":
                # What stands in the briefing names its source by citation.
                return f"reported by {self._sources(change.reports)}" if change.reports else None
            case "corrected":
                return self._loss(change.lost) if change.lost else "its source is read differently now"
            case "regrouped" if change.reports and change.before is not None:
                return f"told apart from: {change.before.name}"
            case "regrouped":
                return f"one happening with: {change.after.name}" if change.after else None
            case "withdrawn":
                hidden = [lost.note for lost in change.lost if lost.fate == "hidden"]
                return hidden[0] if hidden else self._loss(change.lost)
            case "unsupported":
                return f"nothing is found any more in {self._sources(c.finding for c in change.lost)}"
            case "outside":
                was = f"it was in {self._sources(_members(change.before))}"
                return f"no rule ties it to the event any more; {was}" if change.lost else was
            case "passed" if change.after is not None and change.after.section == "precedent":
                return "older than what counts as current; now a precedent"
            case "passed":
                return "its date lies behind"

    def _loss(self, lost: tuple[Lost, ...]) -> str:
        parts = []
        for fate, words in (
            ("gone", "is no longer among the sources"),
            ("replaced", "was replaced by a later version"),
            ("unread", "is read differently now"),
        ):
            found = [entry.finding for entry in lost if entry.fate == fate]
            if found:
                parts.append(f"{self._sources(found)} {words}")
        return "; ".join(parts)

    def _sources(self, findings: Iterable[str]) -> str:
        """Outlet and date of the findings' articles, each once: "Gazette, 2 June 2026"."""
        ids = dict.fromkeys(self._homes[key] for key in findings if key in self._homes)
        articles = [self._articles[key] for key in ids if key in self._articles]
        named = list(dict.fromkeys(f"{article.outlet}, {article.published}" for article in articles))
        if len(named) > _MOST_REPORTS:
            named = [*named[:_MOST_REPORTS], f"{len(named) - _MOST_REPORTS} more"]
        return "; ".join(named) or "a source that is not kept"

    # ---- ratings -----------------------------------------------------------------------------------------------------

    def _rating(self, change: RatingChange) -> RatingLine:
        rating = change.after or change.before
        assert rating is not None
        cited = self._citing.cite_findings(
            _leading(self._changes.after, (*change.added, *change.altered)[:_MOST_REPORTS])
        )
        return RatingLine(
            category=rating.category,
            name=rating.name,
            trend=trend(change.before, change.after),
            fields=tuple(
                ChangedField(name=field.name, before=_told(field.before), after=_told(field.after), citations=())
                for field in change.fields
            ),
            cause=self._rating_cause(change),
            citations=cited,
        )

    def _rating_cause(self, change: RatingChange) -> str:
        before, after = change.before, change.after
        if after is None:
            return "the category is no longer watched"
        if before is None:
            return "the category is watched anew"
        if after.judgement != before.judgement:
            return (
                f"judged by {after.judgement}"
                if after.judgement
                else f"the judgement by {before.judgement} was taken back"
            )
        parts = []
        for keys, edition, words in (
            (change.added, self._changes.after, "new"),
            (change.removed, self._changes.before, "no longer counted"),
            (change.altered, self._changes.after, "changed"),
        ):
            if keys:
                parts.append(f"{_kinds(edition, keys)} {words}")
        if change.rules_changed:
            parts.append("the rules of rating changed")
        if not parts:
            days = (self._changes.after.as_of.date() - self._changes.before.as_of.date()).days
            parts.append(f"the same evidence, {many(days, 'day')} older" if days > 0 else "the same evidence")
        return "; ".join(parts)


def _members(item: EditionItem | None) -> tuple[str, ...]:
    return item.members if item else ()


def _leading(edition: Edition, ids: Iterable[str]) -> list[str]:
    items = {item.id: item for item in edition.items}
    return [items[key].members[0] for key in ids if key in items]


def _kinds(edition: Edition, ids: tuple[str, ...]) -> str:
    """As "2 incidents and 1 statement"."""
    kinds = {item.id: item.kind for item in edition.items}
    counts = [(kind, sum(kinds.get(key) == kind for key in ids)) for kind in ("incident", "statement")]
    return listed([many(number, kind) for kind, number in counts if number]) or many(len(ids), "finding")


def _is_old(change: Change) -> bool:
    """Whether it concerns precedents alone; those are counted, not listed."""
    return all(item is None or item.section == "precedent" for item in (change.before, change.after))


def _counted_as(change: Change) -> str:
    if change.kind == "new":
        return "new"
    return "outside" if change.after is None else "updated"


def _told(values: tuple[str, ...]) -> str:
    """The leading value, and the others beside it: "5 (also 3, 4)"."""
    if not values:
        return _NOTHING
    return f"{values[0]} (also {', '.join(values[1:])})" if len(values) > 1 else values[0]


def _bare(text: str, cause: str) -> ChangeLine:
    return ChangeLine(incident=None, name=text, words=None, fields=(), cause=cause, citations=())
