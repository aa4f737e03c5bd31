"""JSON files and files of JSON rows."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefing.config.schema import Limits
from briefing.models import Article, Gap

Reader = Callable[..., list[Article | Gap]]
TEXT = "A bridge in Bergen was shut on Sunday after a truck caught fire, police said."
ROW = {
    "id": "n-1",
    "url": "https://hp.example/1",
    "outlet": "hp.example:80",
    "published": "2017-04-18",
    "title": "Fire shuts bridge",
    "text": TEXT,
}


def test_a_row_gives_its_article(reader: Reader) -> None:
    """The fields of the format, one by one; the marking is the source's."""
    (found,) = reader("rows.jsonl", json.dumps(ROW), marking="TLP:GREEN")
    assert isinstance(found, Article)
    assert (found.source, found.source_id, found.url) == ("desk", "n-1", ROW["url"])
    assert (found.outlet, found.published, found.title) == ("hp.example", date(2017, 4, 18), ROW["title"])
    assert (found.text, found.language, found.marking) == (TEXT, "en", "TLP:GREEN")
    assert found.id == Article.make_id("hp.example", ROW["url"], TEXT)


def test_a_bad_row_is_a_gap_and_the_rest_goes_on(reader: Reader) -> None:
    """Each bad row has its reason and its place; good ones around it are read."""
    rows = [
        json.dumps(ROW),
        '{"text": "half',
        "[1, 2]",
        "",
        json.dumps({"title": "x", "words": "y"}),
        json.dumps({"text": " \n"}),
        "[" * 100_000,
        json.dumps({"text": "1" * 20}).replace('"1', '"').replace('1"', '"') + "}",
        '{"text": ' + "9" * 5000 + "}",
        json.dumps({"text": TEXT}),
    ]
    found = reader("rows.jsonl", "\n".join(rows))
    told = [(gap.locator, gap.kind, gap.reason) for gap in found if isinstance(gap, Gap)]
    assert told == [
        ("rows.jsonl row 2", "unreadable", "not valid JSON: Unterminated string starting at column 10"),
        ("rows.jsonl row 3", "unreadable", "not an object, but a list"),
        ("rows.jsonl row 5", "unreadable", 'no field "text"; it has title, words'),
        ("rows.jsonl row 6", "empty", "no text in it"),
        ("rows.jsonl row 7", "unreadable", "nested too deeply to be read"),
        ("rows.jsonl row 8", "unreadable", "not valid JSON: Extra data at column 31"),
        ("rows.jsonl row 9", "unreadable", "not valid JSON: a number too long to be read"),
    ]
    first, last = (each for each in found if isinstance(each, Article))
    assert first.source_id == "n-1"
    assert (last.source_id, last.title) == ("rows.jsonl row 10", TEXT)


@pytest.mark.parametrize(
    "content",
    [
        ("\n".join(json.dumps(ROW) for _ in range(3))).encode(),
        codecs.BOM_UTF8 + ("\r\n".join(json.dumps(ROW) for _ in range(3))).encode(),
        ("\r".join(json.dumps(ROW) for _ in range(3))).encode(),
        codecs.BOM_UTF16_LE + ("\n".join(json.dumps(ROW) for _ in range(3))).encode("utf-16-le"),
    ],
    ids=["lf", "utf-8 bom and crlf", "cr", "utf-16"],
)
def test_rows_come_in_any_encoding_and_line_end(reader: Reader, content: bytes) -> None:
    """Three rows are three articles."""
    assert [each.text for each in reader("rows.ndjson", content) if isinstance(each, Article)] == [TEXT] * 3


def test_a_row_in_an_old_encoding_is_read_beside_others(reader: Reader) -> None:
    """Bytes that are no UTF-8 are decoded for their row alone."""
    words = "The café’s owner said a bridge in Bergen was shut on Sunday."
    rows = [json.dumps({"text": words}, ensure_ascii=False) for _ in range(2)]
    found = reader("rows.jsonl", rows[0].encode() + b"\n" + rows[1].encode("cp1252"))
    assert [each.text for each in found if isinstance(each, Article)] == [words, words]


def test_an_over_long_row_is_skipped_without_being_held(reader: Reader) -> None:
    """Too large is a gap; the next row is read."""
    limits = Limits(article_characters=1000)
    rows = [json.dumps({"text": "word " * 100_000}), json.dumps({"text": "word " * 300}), json.dumps(ROW)]
    first, second, third = reader("rows.jsonl", "\n".join(rows), limits=limits)
    assert isinstance(first, Gap)
    assert isinstance(second, Gap)
    assert isinstance(third, Article)
    assert (first.kind, second.kind) == ("too-large", "too-large")
    assert second.reason == "1,500 characters, more than the limit of 1,000"


@pytest.mark.parametrize(
    "data", [ROW, [ROW], {"articles": [ROW]}, {"Headline": "Fire shuts bridge", "body": TEXT, "link": ROW["url"]}]
)
def test_a_json_file_is_an_object_or_a_list(reader: Reader, data: object) -> None:
    """One object, a list, a list under a name, and synonyms of the field names."""
    (found,) = reader("one.json", json.dumps(data))
    assert isinstance(found, Article)
    assert (found.text, found.title, found.url) == (TEXT, "Fire shuts bridge", ROW["url"])


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        ("", "unreadable", "not valid JSON: Expecting value at column 1"),
        ("[]", "empty", "an empty list"),
        ("3", "unreadable", "neither an object nor a list of objects"),
        ('{"a": 1}\n{"b": 2}', "unreadable", "not valid JSON: Extra data at line 2 column 1; objects one a row belong"),
        ("[" * 100_000, "unreadable", "nested too deeply"),
    ],
)
def test_a_json_file_that_is_none_is_one_gap(gap: Callable[..., Gap], content: str, kind: str, reason: str) -> None:
    """The reason says where it stops being JSON, and what would be right."""
    found = gap("one.json", content)
    assert (found.kind, found.locator) == (kind, "one.json")
    assert found.reason.startswith(reason)


def test_the_real_rows_come_through_unchanged(briefing_data: Path, reader: Reader) -> None:
    """Of real news every row is an article, and its text is the row's wherever that is clean; a bare page's headline stands behind it."""
    path = briefing_data / "articles" / "newsroom.jsonl"
    if not path.is_file():
        pytest.skip(f"no real articles at {path}")
    with path.open("rb") as file:
        lines = [file.readline() for _ in range(400)]
    found = reader("newsroom.jsonl", b"".join(lines))
    rows = [json.loads(line) for line in lines]
    assert len(found) == len(rows)
    unclean = added = 0
    for row, item in zip(rows, found, strict=True):
        assert isinstance(item, Article)
        if any(c in row["text"] for c in map(chr, (*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0), 0x200F, 0x202A))):
            unclean += 1
        else:
            assert item.text.startswith(row["text"])
            headline = item.text[len(row["text"]) :].strip()
            assert row["title"].startswith(headline)  # of a page of which nothing else could be had
            added += bool(headline)
    assert unclean < 10
    assert added < 40
