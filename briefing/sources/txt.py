"""A plain text file enters; one entry leaves, its header and headline apart from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.config.schema import Limits
from briefing.sources.encoding import decode
from briefing.sources.entry import Entry, Fields, Input, content, is_headline, known_key
from briefing.sources.text import clean

# " date 2023-05-20 Emmanuel … - photo credit": a first line of some archives, with key words and picture credit.
_DATE_LINE = re.compile(r"\s*date[:\s]\s*(\d{4}-\d{2}-\d{2}\S*)(?:[^\S\n][^\n]*)?(?:\n|\Z)", re.IGNORECASE)
_KEY_LINE = re.compile(r"([A-Za-z][\w -]{0,30}?)\s*:(?:\s+(.*)|)")


def entries(item: Input, limits: Limits) -> Iterator[Entry]:
    """One entry. Without a header and a headline, the text is the whole file, so that offsets into it hold."""
    text = clean(decode(content(item, limits)))
    fields, text = header(text)
    title = fields.words("title")
    first, blank, rest = text.partition("\n\n")
    if blank and rest.strip() and "\n" not in first.strip():
        if title is None and is_headline(first):
            title, text = first, rest.lstrip("\n")
        elif title is not None and first.split() == title.split():
            text = rest.lstrip("\n")
    yield Entry(
        locator=item.name,
        text=text,
        title=title,
        id=fields.words("id"),
        url=fields.words("url"),
        outlet=fields.words("outlet"),
        published=fields.words("published"),
        language=fields.words("language"),
    )


def header(text: str) -> tuple[Fields, str]:
    """The fields of a metadata line or of a block of "Key: value" lines before a blank one, and the text after it.

    A block is one only if each of its lines is a "Key: value" and it names a title, a date or an address, or two known
    keys at least, so that a headline such as "Source: suspect named" stays what it is.
    """
    if match := _DATE_LINE.match(text):
        return Fields({"date": match[1]}), text[match.end() :].lstrip("\n")
    block, blank, rest = text.lstrip("\n").partition("\n\n")
    lines = [match for line in block.split("\n") if (match := _KEY_LINE.fullmatch(line.strip()))]
    if blank and len(lines) == block.count("\n") + 1 <= 40:
        pairs = {match[1]: match[2] or "" for match in reversed(lines)}  # the first of two equal keys holds
        fields = Fields(pairs)
        if any(name in fields for name in ("title", "published", "url")) or sum(map(known_key, pairs)) >= 2:
            return fields, rest.lstrip("\n")
    return Fields({}), text
