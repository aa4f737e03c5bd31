"""What the formats share: the input they are given, the entry they find in it, and how they say that they cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from briefing.config.schema import Limits
from briefing.models import Gap, GapKind

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to be read: `name` is its path within the source, `digest` the SHA-256 of its content in hex."""

    source: str
    path: Path
    name: str
    size: int
    digest: str

    def gap(self, kind: GapKind, reason: str, *, locator: str | None = None) -> Gap:
        return Gap(kind=kind, reason=reason, source=self.source, locator=locator or self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as its format states it, nothing normalised yet.

    `locator` says where it stands for people (file name, and row in a file of several); `id` is the input's own id.
    `published` is None, a date, or words to be parsed. `sender` is who sent it (a mail's From), used for the outlet
    only where nothing better is known; `hosts` are internet hosts that tell the outlet besides that of `url`.
    `converted` says that `text` was made from markup, so that it has no offsets to keep and may be tidied.
    """

    locator: str
    text: str
    title: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | date | datetime | None = None
    language: str | None = None
    sender: str | None = None
    hosts: tuple[str, ...] = ()
    converted: bool = False


class Format(Protocol):
    """A format's reader: yields what it finds, and a gap for a bad row; raises `NotRead` for the whole."""

    def __call__(self, item: Input, limits: Limits, /) -> Iterator[Entry | Gap]: ...


class NotRead(Exception):  # noqa: N818  (a finding about the input, turned into a gap; not an error of the program)
    """The input cannot be read, for this reason: a sentence for people, without its locator."""

    def __init__(self, reason: str, kind: GapKind = "unreadable") -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind: GapKind = kind


def content(item: Input, limits: Limits) -> bytes:
    """The whole file, at most `limits.file_megabytes` of it; a larger one (it may have grown) raises `NotRead`."""
    most = limits.file_megabytes * MEGABYTE
    with item.path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise NotRead(f"larger than the limit of {limits.file_megabytes} MB", "too-large")
    return data


# The words under which inputs name a field; the first that holds something is taken. Spelling: letters and digits only.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid"),
    "url": ("url", "link", "permalink", "canonical", "canonicalurl"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "source", "site", "sitename"),
    "published": ("published", "date", "publishedat", "publishdate", "publicationdate", "datepublished", "pubdate"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "language": ("language", "lang"),
}
# Other keys that stand in the header blocks of saved articles; they are recognised and not used.
_UNUSED = frozenset(
    (
        *("author", "authors", "byline", "by", "credit", "photo", "photocredit", "image", "caption"),
        *("category", "tag", "tags", "keywords", "section"),
    )
)
_KNOWN = frozenset(name for names in _NAMES.values() for name in names) | _UNUSED


def plain_key(key: str) -> str:
    """A key as letters and digits in lower case: "Photo credit" and "photo_credit" are one."""
    return re.sub(r"[^a-z0-9]", "", key.casefold())


def known_key(key: str) -> bool:
    return plain_key(key) in _KNOWN


class Fields:
    """A mapping of an input (JSON object, header block, front matter), asked by the names of `Article`'s fields."""

    def __init__(self, mapping: Mapping[Any, Any]) -> None:
        self._values: dict[str, Any] = {}
        for key, value in mapping.items():
            self._values.setdefault(plain_key(str(key)), value)

    def __contains__(self, name: str) -> bool:
        return any(key in self._values for key in _NAMES[name])

    def words(self, name: str) -> str | None:
        """The field as a non-empty string; a number stands for its digits, anything else for nothing."""
        for key in _NAMES[name]:
            value = self._values.get(key)
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
                value = str(value)
            if isinstance(value, str) and value.strip():
                return value
        return None


def title_from_name(name: str) -> str:
    """A title from a file's name: "fire_in-lyon.txt" gives "Fire in lyon"; hyphens between digits (dates) stay."""
    stem = name.rsplit("/", 1)[-1]
    stem = stem.rsplit(".", 1)[0] or stem
    words = " ".join(re.sub(r"_|(?<!\d)-|-(?!\d)", " ", stem).split()) or stem
    return words[:1].upper() + words[1:]


def is_headline(line: str) -> bool:
    """Whether a first line that a blank one follows reads as a headline: short, no full stop, no byline or dateline."""
    line = line.strip()
    if not line or len(line) > 150 or re.match(r"by\s", line, re.IGNORECASE):
        return False
    return line.rstrip("\"'”’»)")[-1:] not in {".", ",", ";", ":", "-", "–", "—", "…", ""}
