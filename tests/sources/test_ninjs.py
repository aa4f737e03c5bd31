"""IPTC ninjs, in its generations."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefing.models import Article, Gap

TEXT = "A bridge in Bergen was shut on Sunday after a truck caught fire, police said."


def test_ninjs_1(article: Callable[..., Article]) -> None:
    """Headline, plain body, the version's moment, the credited source."""
    found = article(
        "a.json",
        json.dumps(
            {
                "uri": "urn:wire:1",
                "type": "text",
                "firstcreated": "2023-05-19T08:00:00Z",
                "versioncreated": "2023-05-20T10:30:00Z",
                "headline": "Fire shuts bridge",
                "source": "Northern Wire",
                "language": "en-GB",
                "body_text": TEXT,
                "body_xhtml": "<p>other</p>",
            }
        ),
    )
    assert (found.source_id, found.url, found.outlet) == ("urn:wire:1", None, "Northern Wire")
    assert found.published == datetime(2023, 5, 20, 10, 30, tzinfo=UTC)
    assert (found.title, found.text) == ("Fire shuts bridge", TEXT)


def test_ninjs_1_with_markup(article: Callable[..., Article]) -> None:
    """An XHTML body is reduced to its words."""
    item = {
        "uri": "https://wire.example/1",
        "headline": "Fire",
        "body_xhtml": f"<p>{TEXT}</p><script>x()</script><p>End.</p>",
    }
    found = article("a.json", json.dumps(item))
    assert found.text == f"{TEXT}\n\nEnd."
    assert (found.url, found.outlet) == ("https://wire.example/1", "wire.example")


@pytest.mark.parametrize("kind", ["contenttype", "contentType"])
def test_ninjs_2(article: Callable[..., Article], kind: str) -> None:
    """Lists of headlines and bodies, the main headline and the plain body first; the provider is an object."""
    found = article(
        "a.json",
        json.dumps(
            {
                "uri": "https://wire.example/1",
                "firstcreated": "2023-05-19T08:00:00+00:00",
                "headlines": [{"role": "short", "value": "Fire"}, {"role": "main", "value": "Fire shuts bridge"}],
                "bodies": [
                    {"role": "main", kind: "text/html", "value": "<p>other</p>"},
                    {"role": "main", kind: "text/plain", "value": TEXT},
                ],
                "provider": {"name": "Northern Wire", "uri": "https://wire.example"},
            }
        ),
    )
    assert (found.title, found.text, found.outlet) == ("Fire shuts bridge", TEXT, "Northern Wire")
    assert found.published == datetime(2023, 5, 19, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "kind", "reason"),
    [
        ({"uri": "x", "pubstatus": "canceled", "body_text": TEXT}, "unreadable", "withdrawn by its provider"),
        ({"uri": "x", "type": "picture", "headline": "Fire", "versioncreated": "2023-05-20"}, "empty", "but a picture"),
    ],
)
def test_withdrawn_and_wordless_items_are_gaps(gap: Callable[..., Gap], item: object, kind: str, reason: str) -> None:
    """A kill notice is no article, nor is a picture."""
    found = gap("a.json", json.dumps(item))
    assert found.kind == kind
    assert reason in found.reason
