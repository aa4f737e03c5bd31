"""Web pages: metadata, text without the page around it, whatever state the markup is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from briefing.models import Article, Gap

One = Callable[..., Article]
STORY = (
    "A bridge in Bergen was shut on Sunday after a truck caught fire in the café’s car park, police said.",
    "Nobody was hurt in the fire, which was put out within an hour, the fire service said on Monday.",
    "The road over the bridge will open again on Tuesday morning, the city’s road office told the paper.",
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fire shuts bridge | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://www.hp.example/news/bridge">
<meta property="article:published_time" content="2024-05-03T10:20:00+02:00"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport pages</a></li></ul></nav>
<article><h1>Fire shuts bridge</h1>{paragraphs}<script>alert("evil()")</script></article>
<footer>Copyright 2021 Harbour Post. All rights reserved.</footer></body></html>"""
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in STORY)


def test_a_page_gives_its_article(article: One) -> None:
    """Title, moment, outlet, canonical address; navigation, footer and scripts stay out; a paragraph a block."""
    found = article("x.html", PAGE.format(paragraphs=PARAGRAPHS))
    assert found.title == "Fire shuts bridge"
    assert found.published == datetime(2024, 5, 3, 10, 20, tzinfo=timezone(timedelta(hours=2)))
    assert (found.outlet, found.url) == ("Harbour Post", "https://www.hp.example/news/bridge")
    assert found.text == "\n\n".join(STORY)


def test_a_page_may_declare_another_encoding(article: One) -> None:
    """The declared charset is followed where the bytes are no UTF-8."""
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"').format(paragraphs=PARAGRAPHS)
    assert article("x.htm", page.encode("cp1252")).text == "\n\n".join(STORY)


def test_linked_data_and_dated_addresses_give_the_date(article: One) -> None:
    """JSON-LD before the address; neither a day in the text nor a footer's is the date of publication."""
    body = f"<body><article>{PARAGRAPHS}<p>The bridge was built on 5 May 1999.</p></article><p>Updated 3 March 2020</p>"
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-11-05T08:00:00Z"}</script>'
    )
    canonical = '<link rel="canonical" href="https://hp.example/2023/11/04/bridge">'
    assert article("a.html", f"<head>{canonical}{linked}</head>{body}").published == datetime(
        2023, 11, 5, 8, tzinfo=UTC
    )
    assert article("b.html", f"<head>{canonical}</head>{body}").published == date(2023, 11, 4)
    assert article("c.html", f"<head></head>{body}").published is None


def test_broken_markup_survives(article: One) -> None:
    """Unclosed elements, a title that never ends, wrong nesting and hostile links lose no words and add none."""
    page = (
        f"<html><head><title>Fire shuts bridge<body><div><p>{STORY[0]}<p>Nobody was hurt<b> <i>but</b> two "
        '<a href="javascript:alert(1)">shops</i> were closed.<script>var x="</p><p>evil";</script>'
        "<img src=file:///etc/passwd onerror=alert(2)><p>{{ 7*7 }} stays as words"
    )
    found = article("broken.html", page)
    assert found.title == "Fire shuts bridge"
    assert STORY[0] in found.text
    assert "Nobody was hurt but two shops were closed." in found.text
    assert "{{ 7*7 }} stays as words" in found.text
    for hostile in ("evil", "alert", "passwd", "javascript"):
        assert hostile not in found.text


def test_a_short_page_keeps_its_words(article: One) -> None:
    """Below trafilatura's thresholds the page's own words are taken."""
    assert (
        article("short.html", "<p>Fire shuts bridge in Bergen.<style>p{}</style>").text
        == "Fire shuts bridge in Bergen."
    )


@pytest.mark.parametrize("page", ["", "  ", "<html><body><script>only()</script></body></html>", "<!-- nothing -->"])
def test_a_page_without_text_is_a_gap(gap: Callable[..., Gap], page: str) -> None:
    """Empty is said."""
    assert gap("empty.html", page).kind == "empty"


def test_a_page_nested_beyond_the_parser_is_a_gap(gap: Callable[..., Gap]) -> None:
    """Its rest would be lost silently, so it is not read at all."""
    found = gap("deep.html", "<p>Start</p>" + "<div>" * 5000 + f"<p>{STORY[0]}</p>")
    assert (found.kind, found.reason) == ("unreadable", "nested too deeply to be read")


def test_nothing_is_printed(article: One, capfd: pytest.CaptureFixture[str]) -> None:
    """The libraries underneath keep their warnings to themselves."""
    article("x.html", "<html><p>" + STORY[0] + "<time datetime='x'>")
    assert capfd.readouterr() == ("", "")
