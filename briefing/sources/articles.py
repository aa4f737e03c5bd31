"""An input enters; its articles leave, whole and normalised, and a gap for each entry that is none; none raises."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from briefing.config.schema import Limits, Outlet, Source
from briefing.models import Article, Gap, Marking
from briefing.sources import eml, html, json, md, txt
from briefing.sources.dates import parse_published
from briefing.sources.entry import Entry, Format, Input, NotRead, title_from_name
from briefing.sources.language import LANGUAGES, language_of
from briefing.sources.outlets import OutletNames, web_address
from briefing.sources.text import clean, has_words, one_line, tidy, with_headline

READER_VERSION = "1"

FORMATS: dict[str, Format] = {
    ".txt": txt.entries,
    ".md": md.entries,
    ".markdown": md.entries,
    ".html": html.entries,
    ".htm": html.entries,
    ".xhtml": html.entries,
    ".json": json.entries,
    ".jsonl": json.row_entries,
    ".ndjson": json.row_entries,
    ".eml": eml.entries,
}
STREAMED = frozenset({".jsonl", ".ndjson"})


def read(
    item: Input,
    *,
    source: Source,
    outlets: tuple[Outlet, ...],
    marking: Marking,
    limits: Limits,
    retrieved: datetime,
) -> Iterator[Article | Gap]:
    """The articles of an input, in its order, each with the source's marking, else `marking`; gaps in their places.

    Streaming: a file of rows is never held whole. The same id twice is left to the library, which sees all inputs.
    """
    names = OutletNames(outlets)
    for entry in _entries(item, limits):
        if isinstance(entry, Gap):
            yield entry
            continue
        try:
            article = _article(
                entry, item=item, source=source, names=names, marking=marking, limits=limits, retrieved=retrieved
            )
            yield article
            if article.published is None and (given := one_line(str(entry.published or ""), most=60)):
                yield item.gap(
                    "undated", f"“{given}” is no date that can be relied on: read as undated", locator=entry.locator
                )
        except NotRead as refusal:
            yield item.gap(refusal.kind, refusal.reason, locator=entry.locator)
        except Exception as error:  # noqa: BLE001  (hostile content must not stop the others)
            yield item.gap("unreadable", _unforeseen(error), locator=entry.locator)


def reading_key(source: Source, *, outlets: tuple[Outlet, ...], marking: Marking, limits: Limits) -> str:
    """What an input's articles depend on besides its content: this reader, its parts' versions, and the settings."""
    digest = hashlib.sha256(_reader().encode())
    told = (outlet.model_dump_json(include={"name", "aliases", "domains"}) for outlet in outlets)
    for part in (source.outlet or "", source.marking or marking, str(limits.article_characters), *told):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


@cache
def _reader() -> str:
    from importlib.metadata import version

    digest = hashlib.sha256(READER_VERSION.encode())
    room = Path(__file__).parent
    for path in (*sorted(room.glob("*.py")), room.parent / "models.py"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for package in ("charset-normalizer", "htmldate", "lxml", "markdown-it-py", "py3langid", "trafilatura"):
        digest.update(f"{package} {version(package)}\0".encode())
    return digest.hexdigest()


def _entries(item: Input, limits: Limits) -> Iterator[Entry | Gap]:
    try:
        yield from FORMATS[item.path.suffix.casefold()](item, limits)
    except NotRead as refusal:
        yield item.gap(refusal.kind, refusal.reason)
    except OSError as error:
        yield item.gap("unreadable", f"cannot be read: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001  (hostile content must not stop the others)
        yield item.gap("unreadable", _unforeseen(error))


def _unforeseen(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply to be read"
    return f"cannot be read: {type(error).__name__}"


def _article(
    entry: Entry,
    *,
    item: Input,
    source: Source,
    names: OutletNames,
    marking: Marking,
    limits: Limits,
    retrieved: datetime,
) -> Article:
    if len(entry.text) > limits.article_characters:
        raise NotRead(
            f"{len(entry.text):,} characters, more than the limit of {limits.article_characters:,}", "too-large"
        )
    text = tidy(entry.text) if entry.converted else clean(entry.text)
    if not has_words(text):
        raise NotRead("no text in it", "empty")
    title = one_line(entry.title)
    text = with_headline(text, title)
    language = language_of(text, entry.language)
    if language != "en":
        raise NotRead(f"in {LANGUAGES[language]}: only English is read", "language")
    url = web_address(entry.url)
    outlet = names.resolve(
        given=entry.outlet, url=url, hosts=entry.hosts, source_outlet=source.outlet, sender=entry.sender
    )
    return Article(
        id=Article.make_id(outlet, url, text),
        source=item.source,
        source_id=one_line(entry.id, most=200) or entry.locator,
        url=url,
        outlet=outlet,
        title=title or title_from_name(item.name),
        published=parse_published(entry.published),
        retrieved=retrieved,
        language=language,
        marking=source.marking or marking,
        text=text,
    )
