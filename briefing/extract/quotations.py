"""Quotation marks paired: a `Doc` enters, `doc._.quotations` leaves, outermost quotations as offsets with their marks.

A quotation that runs over several paragraphs repeats its opening mark at each and closes only at the last: it is one, with a span a
paragraph. A mark that finds no partner ends with its paragraph and never swallows the article. One pass over the marks, linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.sentences import paragraphs
from briefing.extract.words import Offsets

_MARK = re.compile(r"''|``|’’|‘‘|[\"“”„‟«»‹›‘’'＂]")
_DOUBLE = frozenset('"“”„‟＂') | {"''", "``", "’’", "‘‘"}
_ANGLE = frozenset("«»‹›")
_ELISIONS = ("tis", "twas", "em", "til", "cause", "bout", "n'", "n’", "round", "cept", "kay", "sup")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Outermost quoted words, marks included: a span a paragraph."""

    spans: tuple[Offsets, ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str  # "double", "single", "angle"
    side: str  # "open", "close", "either"
    plain: bool = False  # the straight mark of a typewriter


def quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; nested ones belong to their outer one."""
    found: list[Quotation] = []
    carried: list[Offsets] = []  # the spans of a quotation that its paragraph left open
    kind = ""
    for first, last in paragraphs(text):
        marks = _marks(text, first, last)
        leading = bool(marks) and not text[first : marks[0].start].strip()
        if carried and not (leading and marks[0].kind == kind):
            if _whole(text, carried):
                found.append(Quotation(tuple(carried)))
            carried = []
        closed, open_mark = _pair(marks, continued=bool(carried))
        for opening, closing in closed:
            span = (opening.start, closing.end)
            if carried and opening is marks[0]:
                found.append(Quotation((*carried, span)))
                carried = []
            else:
                found.append(Quotation((span,)))
        if open_mark is not None:
            end = first + len(text[first:last].rstrip())
            carried.append((open_mark.start, end))
            kind = open_mark.kind
    if carried and _whole(text, carried):
        found.append(Quotation(tuple(carried)))
    return tuple(found)


def _whole(text: str, spans: list[Offsets]) -> bool:
    """Whether an unclosed quotation can be trusted: it begins a paragraph, a sentence, follows a colon, or went over one already."""
    before = text[max(0, spans[0][0] - 3) : spans[0][0]].rstrip(" \t\xa0")
    return len(spans) > 1 or not before or before[-1] in '\n:.!?”"'


def _marks(text: str, first: int, last: int) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _MARK.finditer(text, first, last):
        sign = match.group()
        before = text[match.start() - 1] if match.start() > first else " "
        after = text[match.end()] if match.end() < last else " "
        kind = "double" if sign in _DOUBLE else "angle" if sign in _ANGLE else "single"
        opens = (before.isspace() or before in "([{—–-/:…\"“'‘«") and not after.isspace()
        closes = not before.isspace() and not (after.isalnum() and before not in ".,!?…")
        if kind == "single":
            if before.isalnum() and after.isalnum():
                continue  # don't
            if before.isdigit() and not after.isalnum() and sign == "'":
                continue  # six feet: 6'
            if (
                opens
                and sign != "‘"
                and (after.isdigit() or text[match.end() : match.end() + 5].lower().startswith(_ELISIONS))
            ):
                continue  # the '90s
            if sign == "‘" and not opens:
                continue
            if not opens and not closes:
                continue
            side = (
                "open" if opens and (sign == "‘" or not closes) else "close" if sign == "’" or not opens else "either"
            )
        elif sign in "“„‟«‹``‘‘" and not (closes and not opens):
            side = "open"
        elif sign in "”»›’’" and not (opens and not closes):
            side = "close"
        else:
            side = "open" if opens and not closes else "close" if closes and not opens else "either"
        found.append(_Mark(match.start(), match.end(), kind, side, sign == '"' and before not in ".,!?…"))
    return _without_plural_apostrophes(text, found)


def _without_plural_apostrophes(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Drops "the boys' coats": a weak closing single mark after s with a later closing one before anything opens again."""
    kept: list[_Mark] = []
    stronger = False  # a closing single mark follows before the next opening one
    for mark in reversed(marks):
        if mark.kind == "single" and mark.side != "open":
            weak = text[mark.start - 1 : mark.start] in ("s", "x", "z") and text[mark.end : mark.end + 1] == " "
            if weak and stronger and text[mark.end + 1 : mark.end + 2].islower():
                continue
            stronger = True
        elif mark.kind == "single":
            stronger = False
        kept.append(mark)
    return kept[::-1]


def _pair(marks: list[_Mark], *, continued: bool) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Outermost pairs of one paragraph, and the mark left open at its end."""
    pairs: list[tuple[_Mark, _Mark]] = []
    outer: _Mark | None = None
    inner: str | None = None
    depth = 0  # nested marks of the outer one's own kind
    for index, mark in enumerate(marks):
        if outer is None:
            if mark.side == "close" and not (continued and index == 0):
                continue
            if mark.kind == "single" and mark.side == "either":
                continue
            outer, inner, depth = mark, None, 0
        elif mark.kind == outer.kind:
            if mark.plain and not outer.plain and _closes_later(marks, index):
                continue  # “He wrote "no" twice”
            if mark.side == "open":
                # a second opening mark: nested where a closing one is due for both, else the first was never closed
                if _closings(marks, index, outer.kind) >= 2:
                    depth += 1
                else:
                    outer = mark
                inner = None
            elif depth:
                depth -= 1
            else:
                pairs.append((outer, mark))
                outer = None
        elif inner is None and mark.side == "open":
            inner = mark.kind
        elif inner == mark.kind:
            inner = None
    return pairs, outer if outer is not None and outer.kind != "single" else None


def _closes_later(marks: list[_Mark], index: int) -> bool:
    """Whether a curly closing mark of this kind follows before the next curly opening one."""
    for mark in marks[index + 1 : index + 9]:
        if mark.kind == marks[index].kind and not mark.plain:
            return mark.side != "open"
    return False


def _closings(marks: list[_Mark], index: int, kind: str) -> int:
    """How many closing marks of a kind follow before the next opening one: 0, 1 or 2 (two is all that is asked)."""
    count = 0
    for mark in marks[index + 1 : index + 9]:
        if mark.kind == kind:
            if mark.side == "open":
                break
            count += 1
    return min(count, 2)


@Language.factory("briefing_quotations", assigns=["doc._.quotations"])
class Quotations:
    """spaCy component: sets `doc._.quotations`."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        if not Doc.has_extension("quotations"):
            Doc.set_extension("quotations", default=())

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotations = quotations(doc.text)
        return doc
