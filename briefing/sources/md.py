"""A Markdown file enters; one entry leaves, its front matter and title apart, its markup reduced to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.config.schema import Limits
from briefing.sources.encoding import decode
from briefing.sources.entry import Entry, Fields, Input, NotRead, content
from briefing.sources.html import plain_text
from briefing.sources.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def entries(item: Input, limits: Limits) -> Iterator[Entry]:
    from markdown_it import MarkdownIt

    text = clean(decode(content(item, limits)))
    if len(text) > 2 * limits.article_characters:
        raise NotRead(f"{len(text):,} characters, more than the limit of {limits.article_characters:,}", "too-large")
    fields, text = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = fields.words("title")
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = title or _inline(tokens[1])
        tokens = tokens[3:]
    yield Entry(
        locator=item.name,
        text="\n\n".join(_blocks(tokens)),
        title=title,
        id=fields.words("id"),
        url=fields.words("url"),
        outlet=fields.words("outlet"),
        published=fields.words("published"),
        language=fields.words("language"),
        converted=True,
    )


def _front_matter(text: str) -> tuple[Fields, str]:
    """The YAML between two lines of three hyphens at the top, all values as written, and what follows it."""
    import yaml

    match = _FRONT_MATTER.match(text)
    if match is None:
        return Fields({}), text
    try:
        data: Any = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506  (builds strings, lists and dicts only)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotRead("its front matter is not valid YAML") from error
    return (Fields(data), text[match.end() :]) if isinstance(data, dict) else (Fields({}), text)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token)
        elif token.type in {"fence", "code_block"}:
            yield token.content
        elif token.type == "html_block":
            yield plain_text(token.content)


def _inline(token: Token) -> str:
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    kept = (
        pieces.get(child.type, child.content)
        for child in token.children or ()
        if child.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )
    return "".join(kept)
