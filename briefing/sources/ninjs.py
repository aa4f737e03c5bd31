"""An IPTC ninjs object (1.x, 2.x, 3.x) enters; its entry leaves.

Properties by the ninjs documentation: 1.x has `headline` and `body_text`/`body_xhtml`, 2.x and later lists `headlines`
and `bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.sources.entry import Entry, NotRead
from briefing.sources.html import plain_text

_CREATED = ("versioncreated", "versionCreated", "firstcreated", "firstCreated")
# Found in ninjs and in none of the plainer shapes of an article.
_OWN = frozenset((*_CREATED, "pubstatus", "body_text", "body_xhtml", "body_html", "bodies", "headlines"))


def recognises(data: Mapping[str, Any]) -> bool:
    return "uri" in data and not _OWN.isdisjoint(data)


def entry(data: Mapping[str, Any], *, locator: str) -> Entry:
    """Raises `NotRead` for an item that its provider withdrew, and for one without a body (a picture, a video)."""
    status = _words(data.get("pubstatus"))
    if status in {"canceled", "withheld"}:
        raise NotRead(f"withdrawn by its provider (pubstatus {status})")
    text, converted = _body(data)
    uri = _words(data.get("uri"))
    return Entry(
        locator=locator,
        text=text,
        title=next(_texts(data, "headline"), None),
        id=uri,
        url=_words(data.get("url")) or uri,
        outlet=_outlet(data),
        published=next(filter(None, (_words(data.get(key)) for key in _CREATED)), None),
        language=_words(data.get("language")),
        converted=converted,
    )


def _body(data: Mapping[str, Any]) -> tuple[str, bool]:
    """The body and whether it was markup: plain text where there is one."""
    marked = None
    for key in sorted(key for key in data if key.startswith("body_")):
        if value := _words(data[key]):
            if key == "body_text":
                return value, False
            marked = marked or value
    for body in _objects(data.get("bodies")):
        if value := _words(body.get("value")):
            form = _words(body.get("contenttype")) or _words(body.get("contentType")) or ""
            if form.startswith("text/plain") or not (form or "<" in value):
                return value, False
            marked = marked or value
    if marked is None:
        kind = _words(data.get("type"))
        raise NotRead(f"no text in it, but a {kind}" if kind and kind != "text" else "no text in it", "empty")
    return plain_text(marked), True


def _outlet(data: Mapping[str, Any]) -> str | None:
    """The credited source, else the provider, as words or as an object with a name."""
    for key in ("source", "provider", "infosources", "infoSources"):
        value = data.get(key)
        candidates = value if isinstance(value, list) else [value]
        for candidate in candidates:
            if name := _words(candidate.get("name") if isinstance(candidate, dict) else candidate):
                return name
    return None


def _texts(data: Mapping[str, Any], name: str) -> Iterator[str]:
    """`headline`, `headline_…`, then the values of `headlines`, the main one first."""
    yield from filter(None, (_words(data[key]) for key in sorted(data) if key == name or key.startswith(f"{name}_")))
    listed = list(_objects(data.get(f"{name}s")))
    for each in sorted(listed, key=lambda each: _words(each.get("role")) != "main"):
        yield from filter(None, (_words(each.get("value")),))


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
