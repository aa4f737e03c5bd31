"""Finding names and terms in text: lists of words from the YAML go in, places in the text come out.

A name or term matches whole words, any case, any white space and either kind of apostrophe; a trailing `*` lets the last word
go on. An all-capitals name of up to five letters (RNC, G7) matches only in capitals, since in small letters it is another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_APOSTROPHES = "['’ʼ]"


def _pattern(phrase: str) -> str:
    text = " ".join(phrase.split())
    open_end = text.endswith("*")
    body = r"\s+".join(re.escape(word) for word in text.rstrip("*").split(" "))
    body = re.sub(r"'|’|ʼ", _APOSTROPHES, body).replace("\\-", r"[-\u2010\u2011 ]")
    return rf"(?<!\w){body}\w*" if open_end else rf"(?<!\w){body}(?!\w)"


def _is_acronym(phrase: str) -> bool:
    return len(phrase) <= 5 and phrase.isupper()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the list, found at `start`:`end`."""

    start: int
    end: int
    text: str


class Phrases:
    """A list of names or terms, compiled once; empty lists match nothing."""

    def __init__(self, phrases: Iterable[str]) -> None:
        wanted = sorted({phrase.strip() for phrase in phrases if phrase.strip()}, key=lambda p: (-len(p), p))
        self._patterns = [
            re.compile("|".join(_pattern(phrase) for phrase in some), flags)
            for some, flags in (
                ([p for p in wanted if not _is_acronym(p)], re.IGNORECASE),
                ([p for p in wanted if _is_acronym(p)], 0),
            )
            if some
        ]

    def find(self, text: str, *, but_not: Phrases | None = None) -> Iterator[Hit]:
        """Each hit in `text`, in order a pattern; those that overlap a hit of `but_not` are left out."""
        barred = [(hit.start, hit.end) for hit in but_not.find(text)] if but_not else []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end in barred):
                    yield Hit(match.start(), match.end(), match.group())

    def first(self, text: str, *, but_not: Phrases | None = None) -> str | None:
        """The words of the earliest hit, or None."""
        hits = sorted(self.find(text, but_not=but_not), key=lambda hit: (hit.start, -hit.end))
        return hits[0].text if hits else None

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether a hit overlaps `text[start:end]`."""
        return any(hit.start < end and start < hit.end for hit in self.find(text))


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the paragraph (between blank lines) that holds `start`:`end`."""
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    return (before + 2 if before >= 0 else 0, after if after >= 0 else len(text))
