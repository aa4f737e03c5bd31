"""A `Briefing`'s citations go in, ids for the page come out, so that every number leads to its sentence and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from briefing.pages import Briefing, Citation, Reference


def citations_in(value: object) -> Iterator[Citation]:
    """Every citation inside a record, in the order of its fields."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from citations_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from citations_in(getattr(value, field.name))


class CitationLinks:
    """Numbers the places that cite a sentence as the template prints them.

    The list of sources needs to know them all, wherever a theme puts it: so a page is filled twice, and `known`, from the first
    time, is what the second prints.
    """

    def __init__(self, briefing: Briefing, *, known: dict[str, int] | None = None) -> None:
        self._references = {s.anchor: reference for reference in briefing.references for s in reference.sentences}
        self._known = known or {}
        self.counts: dict[str, int] = {}
        self.labels: list[str] = []

    def mark(self, citation: Citation) -> str:
        """The id of this place; called once for each printed citation."""
        count = self.counts.get(citation.anchor, 0) + 1
        self.counts[citation.anchor] = count
        self.labels.append(citation.label)
        return f"cite-{citation.anchor}-{count}"

    def backlinks(self, anchor: str) -> tuple[str, ...]:
        """The ids of all places that cite the sentence, in reading order."""
        return tuple(f"cite-{anchor}-{number}" for number in range(1, self._known.get(anchor, 0) + 1))

    def source(self, citation: Citation) -> Reference | None:
        return self._references.get(citation.anchor)

    def sources(self, *lines: object) -> tuple[Reference, ...]:
        """The sources that these records cite, each once, by number."""
        found = {r.number: r for c in citations_in(lines) if (r := self._references.get(c.anchor)) is not None}
        return tuple(found[number] for number in sorted(found))


class Once:
    """Remembers what the page has told in full, so that it is told once and pointed to afterwards."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def first(self, identity: str) -> bool:
        """Whether this is the first time that this id is asked for."""
        if identity in self._seen:
            return False
        self._seen.add(identity)
        return True


def natural(label: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts "9" before "12b"."""
    return tuple(
        (int(digits or 0), letters) for digits, letters in re.findall(r"(\d*)(\D*)", label) if digits or letters
    )
