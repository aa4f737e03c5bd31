"""Hand-made articles and findings, and a library in an empty folder; on a server too where BRIEFING_TEST_DATABASE is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.library import Library
from briefing.models import (
    UNKNOWN_WHEN,
    Article,
    Count,
    Findings,
    Gap,
    Incident,
    PlaceCandidate,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)

TEXT = "Two people were hurt in a fire in Bergen on Sunday, said Ann Bell, the mayor."


@pytest.fixture
def make() -> Callable[..., Article]:
    """An article by its words; other fields as given."""

    def article(words: str, **fields: Any) -> Article:
        text = fields.pop("text", f"{words}. {TEXT}")
        outlet, url = fields.get("outlet", "Harbour Post"), fields.get("url", f"https://hp.example/{words}")
        standing: dict[str, Any] = {
            "id": Article.make_id(outlet, url, text),
            "source": "desk",
            "source_id": words,
            "url": url,
            "outlet": outlet,
            "title": words,
            "published": date(2024, 5, 3),
            "retrieved": datetime(2024, 6, 1, 4, 30, tzinfo=UTC),
            "language": "en",
            "marking": "TLP:CLEAR",
            "text": text,
        }
        return Article(**{**standing, **fields})

    return article


@pytest.fixture
def find() -> Callable[[Article], Findings]:
    """Findings of an article, every field of every record filled in one of them and empty in another."""

    def findings(article: Article) -> Findings:
        span = Span.of(article.text, 0, 5)
        whole = Span.of(article.text, 0, len(article.text))
        when = When(text="Sunday", start=date(2024, 5, 5), end=date(2024, 5, 5), precision="day", basis="text")
        bergen = PlaceCandidate(
            gazetteer_id="1",
            name="Bergen",
            country="NO",
            admin="Vestland",
            lat=60.39,
            lon=5.32,
            population=1,
            precision="city",
            score=0.9,
        )
        place = Where(
            text="Bergen",
            name="Bergen",
            country="NO",
            admin="Vestland",
            lat=60.39,
            lon=5.32,
            precision="city",
            candidates=(bergen,),
        )
        statement = Statement(
            id="s-1",
            article_id=article.id,
            speaker=Speaker(name="Ann Bell", role="the mayor", kind="person", mention=span),
            cue=span,
            cue_kind="reporting",
            content=(span, whole),
            mode="indirect",
            sentence=whole,
            said_on=UNKNOWN_WHEN,
            background=False,
        )
        full = Incident(
            id="i-1",
            article_id=article.id,
            type="fire",
            trigger=span,
            sentence=whole,
            occurred=when,
            place=place,
            killed=Count(low=0, high=0, text="no one"),
            wounded=Count(low=2, high=3, text="Two"),
            perpetrator=(span,),
            target=(span, whole),
            weapon=(),
            status="occurred",
            background=True,
        )
        bare = Incident(
            id="i-2",
            article_id=article.id,
            type="other",
            trigger=span,
            sentence=whole,
            occurred=UNKNOWN_WHEN,
            place=None,
            killed=None,
            wounded=None,
            perpetrator=(),
            target=(),
            weapon=(),
            status="alleged",
            background=False,
        )
        return Findings(article_id=article.id, statements=(statement,), incidents=(full, bare))

    return findings


@pytest.fixture
def gap() -> Callable[..., Gap]:
    def make_gap(locator: str, reason: str = "no text in it", **fields: Any) -> Gap:
        return Gap(**{"kind": "empty", "source": "desk", **fields, "reason": reason, "locator": locator})

    return make_gap


@pytest.fixture(params=["sqlite", "server"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    if request.param == "sqlite":
        location = "library.sqlite"
    elif not (location := os.environ.get("BRIEFING_TEST_DATABASE", "")):
        pytest.skip("BRIEFING_TEST_DATABASE names no database server's URL")
    with Library.open(location, root=tmp_path) as opened:
        opened.keep_sources([])
        yield opened
