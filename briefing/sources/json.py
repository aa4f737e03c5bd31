"""A JSON file, or a file of one JSON object a row, enters; its entries leave, one an object."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from briefing.config.schema import Limits
from briefing.models import Gap
from briefing.sources import ninjs
from briefing.sources.encoding import decode, unicode_encoding
from briefing.sources.entry import Entry, Fields, Input, NotRead, content
from briefing.sources.text import one_line

# Six characters of JSON ("\u00e9") may stand for one of the text; the rest is for the other fields.
_ROW_FACTOR, _ROW_EXTRA = 6, 256 * 1024
_LISTS = ("articles", "items", "results")


def entries(item: Input, limits: Limits) -> Iterator[Entry | Gap]:
    """A list of objects, an object with such a list under `articles`, `items` or `results`, or one object."""
    data = _loaded(decode(content(item, limits)))
    if isinstance(data, dict):
        wrapped = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
        if wrapped is None or "text" in Fields(data):
            yield entry(data, locator=item.name)
            return
        data = wrapped
    if not isinstance(data, list):
        raise NotRead("neither an object nor a list of objects")
    if not data:
        raise NotRead("an empty list", "empty")
    for number, value in enumerate(data, 1):
        yield _row(item, number, value)


def row_entries(item: Input, limits: Limits) -> Iterator[Entry | Gap]:
    """An object a row, read one at a time: neither the file nor an over-long row is ever held whole."""
    longest = _ROW_FACTOR * limits.article_characters + _ROW_EXTRA
    with item.path.open("rb") as raw:
        encoding, mark = unicode_encoding(raw.read(4096)) or ("utf-8", 0)
        raw.seek(mark)
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        with io.TextIOWrapper(raw, encoding=encoding, errors=errors) as rows:
            number = read = 0
            while row := rows.readline(longest + 1):
                number += 1
                if len(row) > longest:
                    while row and not row.endswith("\n"):
                        row = rows.readline(longest)
                    reason = f"a row of more than {longest:,} characters"
                    yield item.gap("too-large", reason, locator=f"{item.name} row {number}")
                elif row.strip():
                    yield _row(item, number, row)
                else:
                    continue
                read += 1
    if not read:
        raise NotRead("no text in it", "empty")


def _row(item: Input, number: int, value: Any) -> Entry | Gap:
    """One object of several, or its gap: a bad row does not stop the others."""
    locator = f"{item.name} row {number}"
    try:
        return entry(_loaded(_repaired(value.rstrip("\n"))) if isinstance(value, str) else value, locator=locator)
    except NotRead as refusal:
        return item.gap(refusal.kind, refusal.reason, locator=locator)


def entry(data: Any, *, locator: str) -> Entry:
    """An object's entry: our own field names and their common synonyms, or IPTC ninjs."""
    if not isinstance(data, dict):
        raise NotRead(f"not an object, but {_KINDS.get(type(data), 'something else')}")
    if ninjs.recognises(data):
        return ninjs.entry(data, locator=locator)
    fields = Fields(data)
    text = fields.words("text")
    if text is None:
        if "text" in fields:
            raise NotRead("no text in it", "empty")
        present = ", ".join(sorted(str(key) for key in data)[:8])
        raise NotRead(f'no field "text"; it has {one_line(present, most=120) or "none"}')
    return Entry(
        locator=locator,
        text=text,
        title=fields.words("title") or opening(text),
        id=fields.words("id"),
        url=fields.words("url"),
        outlet=fields.words("outlet"),
        published=fields.words("published"),
        language=fields.words("language"),
    )


def opening(text: str) -> str | None:
    """The first words of a text, for one without a title."""
    return one_line(text.lstrip()[:400].split("\n", 1)[0], most=90)


_KINDS = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def _loaded(words: str) -> Any:
    try:
        return json.loads(words)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}" if "\n" in words else f"column {error.colno}"
        hint = "; objects one a row belong in a .jsonl file" if error.msg == "Extra data" and error.lineno > 1 else ""
        raise NotRead(f"not valid JSON: {error.msg.removesuffix(' at')} at {place}{hint}") from error
    except ValueError as error:
        raise NotRead("not valid JSON: a number too long to be read") from error
    except RecursionError as error:
        raise NotRead("nested too deeply to be read") from error


def _repaired(row: str) -> str:
    """A row whose bytes were no UTF-8, decoded by what they are."""
    try:
        row.encode()
    except UnicodeEncodeError:
        return decode(row.encode("utf-8", "surrogateescape"))
    return row
