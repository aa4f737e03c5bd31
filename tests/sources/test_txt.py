"""Plain text files: header, headline, text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefing.models import Article

One = Callable[..., Article]
TEXT = "A bridge in Bergen was shut on Sunday after a truck caught fire, police said.\n\nNobody was hurt."


def test_a_metadata_line_gives_the_date_and_is_no_text(article: One) -> None:
    """An archive's first line of date, key words and picture credit stays out of the text."""
    found = article("bridge_fire-bergen.txt", f" date 2023-05-20 Ann Bell Bergen bridges - Jo Doe/Agency\n\n{TEXT}\n")
    assert found.text == TEXT + "\n"
    assert found.published == date(2023, 5, 20)
    assert found.title == "Bridge fire bergen"
    assert (found.source_id, found.url, found.outlet) == ("bridge_fire-bergen.txt", None, None)


def test_an_impossible_date_leaves_the_article_undated(article: One) -> None:
    """The line is metadata all the same."""
    found = article("a.txt", f"date 2023-13-45 key words\n\n{TEXT}")
    assert (found.published, found.text) == (None, TEXT)


def test_a_header_block_gives_its_fields(article: One) -> None:
    """Title, date, source and address; other lines of the block are dropped; a repeated title is no text."""
    head = (
        "Title: Bridge shut after fire\nDate: May 20, 2023\nSource: Harbour Post\nURL: https://hp.example/1\nPhoto: Jo"
    )
    found = article("a.txt", f"{head}\n\nBridge shut after fire\n\n{TEXT}")
    assert (found.title, found.published) == ("Bridge shut after fire", date(2023, 5, 20))
    assert (found.outlet, found.url) == ("Harbour Post", "https://hp.example/1")
    assert found.text == TEXT


@pytest.mark.parametrize("line", ["Police: suspect named", "Source: suspect named", "WARNING: river: rising"])
def test_a_headline_with_a_colon_is_no_header(article: One, line: str) -> None:
    """One line that merely looks like "key: value" stays the headline."""
    found = article("a.txt", f"{line}\n\n{TEXT}")
    assert (found.title, found.text) == (line, TEXT)


def test_a_headline_is_the_title_and_not_text(article: One) -> None:
    """Short, no full stop, a blank line after it."""
    found = article("a.txt", f"Fire shuts bridge: “It was hot”\n\n{TEXT}")
    assert (found.title, found.text) == ("Fire shuts bridge: “It was hot”", TEXT)


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        f"By Ann Bell\n\n{TEXT}",
        f"BERGEN —\n\n{TEXT}",
        f"“It was hot.”\n\n{TEXT}",
        f"Fire shuts bridge\n{TEXT}",
        "Fire shuts bridge\n\n",
        f"  Leading,  double\tspaces and {TEXT}  \n\n\n\n",
    ],
)
def test_without_header_and_headline_the_text_is_the_whole_file(article: One, content: str) -> None:
    """Offsets into the file are offsets into the text."""
    found = article("some-file.txt", content)
    assert found.text == content
    assert found.title == "Some file"


def test_the_acceptance_article_is_read_whole(article: One, briefing_data: Path) -> None:
    """Its metadata line gives the date alone; its text is the rest of the file."""
    path = briefing_data / "acceptance" / "darmanin" / "article.txt"
    if not path.is_file():
        pytest.skip(f"no acceptance article at {path}")
    content = path.read_text("utf-8")
    found = article("article.txt", content)
    assert found.published == date(2023, 5, 20)
    assert content.endswith(found.text)
    assert content.removesuffix(found.text).strip() == content.split("\n", 1)[0].strip()
    assert "Getty" not in found.text
