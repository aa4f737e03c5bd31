"""Markdown: front matter, title, text without markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefing.models import Article, Gap

PAGE = """---
title: Bridge shut
date: 2023-05-20
source: Harbour Post
link: https://hp.example/1
tags: [fire, bridge]
---

# Fire shuts bridge

A **bridge** in [Bergen](https://x.example) was
shut on _Sunday_, `police` said.<br>

> “It was hot,” she said.

* Nobody was hurt.
* The road is open.

<script>alert(1)</script>

<div>A note.</div>

| killed | hurt |
|---|---|
| 0 | 2 |
"""


def test_front_matter_and_text(article: Callable[..., Article]) -> None:
    """Fields come from the front matter, markup goes, scripts never appear."""
    found = article("a.md", PAGE)
    assert (found.title, found.published) == ("Bridge shut", date(2023, 5, 20))
    assert (found.outlet, found.url) == ("Harbour Post", "https://hp.example/1")
    assert found.text.split("\n\n") == [
        "A bridge in Bergen was shut on Sunday, police said.",
        "“It was hot,” she said.",
        "Nobody was hurt.",
        "The road is open.",
        "A note.",
        *("killed", "hurt", "0", "2"),
    ]


def test_the_first_heading_is_the_title(article: Callable[..., Article]) -> None:
    """Without front matter the heading of first level names the article, and is no text."""
    found = article("a.markdown", "# Fire *shuts* bridge\n\nA bridge in Bergen was shut on Sunday, police said.\n")
    assert found.title == "Fire shuts bridge"
    assert found.text == "A bridge in Bergen was shut on Sunday, police said."


def test_broken_front_matter_is_a_gap(gap: Callable[..., Gap]) -> None:
    """Its fields cannot be known, so it is said."""
    found = gap("a.md", "---\ntitle: [\n---\n\nText of the article.\n")
    assert (found.kind, found.reason) == ("unreadable", "its front matter is not valid YAML")
