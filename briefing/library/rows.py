"""Records enter and rows leave, and back: dates as ISO 8601, findings as JSON."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import Row

from briefing.editions import Edition, Head
from briefing.models import Article, Findings, Gap


def article_row(article: Article) -> dict[str, Any]:
    """The columns that an article fills by itself."""
    return {
        "id": article.id,
        "source": article.source,
        "source_id": article.source_id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": None if article.published is None else article.published.isoformat(),
        "retrieved": article.retrieved.isoformat(),
        "language": article.language,
        "marking": article.marking,
        "text": article.text,
    }


def article_from(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        source=row.source,
        source_id=row.source_id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=_published(row.published),
        retrieved=datetime.fromisoformat(row.retrieved),
        language=row.language,
        marking=row.marking,
        text=row.text,
    )


def gap_row(gap: Gap) -> dict[str, Any]:
    return {"kind": gap.kind, "reason": gap.reason, "locator": gap.locator}


def gap_from(row: Row[Any], *, locator: str) -> Gap:
    return Gap(kind=row.kind, reason=row.reason, source=row.source, locator=locator)


def findings_json(findings: Findings) -> str:
    return _adapter().dump_json(findings).decode()


def findings_from(words: str) -> Findings:
    return _adapter().validate_json(words)


def edition_row(edition: Edition) -> dict[str, Any]:
    return {
        "event": edition.event_id,
        "number": edition.number,
        "last": edition.last,
        "as_of": edition.as_of.isoformat(),
        "digest": edition.digest,
        "content": zlib.compress(_editions().dump_json(edition), 9),
    }


def edition_from(row: Row[Any]) -> Edition:
    return _editions().validate_json(zlib.decompress(row.content))


def head_from(row: Row[Any]) -> Head:
    return Head(number=row.number, last=row.last, as_of=datetime.fromisoformat(row.as_of), digest=row.digest)


def stored_version(version: str, sieve: str | None = None) -> str:
    """An extractor's version with the shape of its records: findings of another shape are not read.

    With the key of a sieve it stands beside an article that was passed over.
    """
    return f"{version}+{_shape()}" + (f"+passed-by-{sieve}" if sieve else "")


@cache
def _adapter() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)


@cache
def _editions() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


@cache
def _shape() -> str:
    """A hash over names and types of all fields within `Findings`."""
    told: list[str] = []
    waiting: list[Any] = [Findings]
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if is_dataclass(kind):
            hints = get_type_hints(kind)
            told.extend(f"{kind}.{field.name}: {hints[field.name]}" for field in fields(kind))
            waiting.extend(hints.values())
        else:
            waiting.extend(
                argument for argument in get_args(kind) if not isinstance(argument, str) and argument is not ...
            )
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()[:12]


def _published(words: str | None) -> date | datetime | None:
    if words is None:
        return None
    return date.fromisoformat(words) if len(words) == 10 else datetime.fromisoformat(words)
