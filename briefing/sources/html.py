"""A web page enters; one entry leaves: title, date, outlet, address, and the article's text without the page around it.

Nothing is fetched, and no script or style ever becomes text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from briefing.config.schema import Limits
from briefing.sources.dates import parse_published
from briefing.sources.encoding import decode
from briefing.sources.entry import Entry, Input, NotRead, content
from briefing.sources.text import clean, one_line, tidy

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DATE_NAMES = (
    *("article:published_time", "og:published_time", "datepublished", "publish-date", "publishdate", "publish_date"),
    *(
        "published_time",
        "pubdate",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
    ),
    *("dcterms.created", "dcterms.issued", "date"),
)
_SITE_NAMES = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_MOST = 20_000_000  # characters; trafilatura's own bound
# An opened title that never closes would swallow the page.
_OPEN_TITLE = re.compile(r"(<title[^>]*>[^<]*)(?=<(?!/title))", re.IGNORECASE)
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])")
_LINKED_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
# What never is text of a page; what begins a new paragraph.
_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "svg", "math", "iframe"),
        *("object", "embed", "form", "button", "select", "canvas"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tr", "ul"),
    )
)


def entries(item: Input, limits: Limits) -> Iterator[Entry]:
    data = content(item, limits)
    declared = _CHARSET.search(data[:4096])
    yield page(decode(data, declared[1].decode("ascii") if declared else None), locator=item.name)


def page(markup: str, *, locator: str) -> Entry:
    """A page's entry; raises `NotRead` for one without text, or one nested so deeply that its parser gives up."""
    trafilatura = _trafilatura()
    tree = parsed(markup)
    linked = " ".join(tree.xpath("//script[contains(@type, 'ld+json')]/text()"))
    published = _published(tree, linked)
    document = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        # Its date is not used: it may be any that stands on the page, up to today's by the clock.
        date_extraction_params={"extensive_search": False},
    )
    title = site = url = None
    text = ""
    if document is not None:
        title, site, url = one_line(document.title), one_line(document.sitename), document.url
        text = tidy("\n\n".join(_paragraphs(document.body))) if document.body is not None else ""
        if published is None and (dated := _DATED_ADDRESS.search(url or "")):
            published = parse_published("-".join(dated.groups()))
    if len(text) < 100:
        # Short pages fall below trafilatura's thresholds: take the page's own words, where they are more.
        text = max(text, plain_text(markup), key=len)
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].lstrip()
    if site and " " not in site and "." in site:
        site = None  # the address over again, no name
    return Entry(
        locator=locator,
        text=text,
        title=title or one_line(" ".join(tree.xpath("//title//text()"))),
        url=url,
        outlet=_meta(tree, _SITE_NAMES) or site,
        published=published,
        language=tree.get("lang"),
        converted=True,
    )


def plain_text(markup: str) -> str:
    """All words of a piece of HTML, a paragraph a block; scripts, styles and forms left out."""
    from lxml import etree

    if not markup.strip():
        return ""
    pieces: list[str] = []
    walk = etree.iterwalk(parsed(markup), events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _DROPPED:
                walk.skip_subtree()
            else:
                pieces.append("\n\n" if name in _BLOCKS else "\n" if name == "br" else "")
                pieces.append(re.sub(r"\s+", " ", element.text or ""))
        else:
            pieces.append("\n\n" if name in _BLOCKS else " " if name in {"td", "th"} else "")
            pieces.append(re.sub(r"\s+", " ", element.tail or ""))
    return tidy("".join(pieces))


def parsed(markup: str) -> Any:
    """The tree of a page, however broken; raises `NotRead` where there is none, or it is beyond the parser's depth."""
    from lxml import etree
    from lxml import html as lxml_html

    if len(markup) > _MOST:
        raise NotRead(f"a page of {len(markup):,} characters, more than the limit of {_MOST:,}", "too-large")
    markup = _XML_DECLARATION.sub("", clean(markup), count=1)
    markup = _OPEN_TITLE.sub(r"\1</title>", markup, count=1)
    parser = lxml_html.HTMLParser(recover=True, no_network=True)
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotRead("no text in it", "empty") from error
    # Past its depth the parser drops the rest without an error: nothing may be lost silently.
    if any("xcessive depth" in (entry.message or "") for entry in parser.error_log):
        raise NotRead("nested too deeply to be read")
    return tree


def _paragraphs(body: Any) -> Iterator[str]:
    """The blocks of trafilatura's result: paragraphs, headings, items, quotes; the cells of a table's row as one."""
    for block in body:
        if block.tag in {"list", "div", "quote"} and len(block):
            if block.text and block.text.strip():
                yield block.text
            yield from _paragraphs(block)
        elif block.tag == "table":
            for row in block.iter("row"):
                yield " | ".join(filter(None, (" ".join(_words(cell).split()) for cell in row.iter("cell"))))
        else:
            yield _words(block)
        if block.tail and block.tail.strip():
            yield block.tail


def _words(block: Any) -> str:
    pieces = [block.text or ""]
    for element in block.iterdescendants():
        pieces.append("\n" if element.tag == "lb" else "")
        pieces.extend((element.text or "", element.tail or ""))
    return "".join(pieces)


def _published(tree: Any, linked: str) -> Any:
    """The first certain date of: meta elements, linked data, itemprop, a time element of the article."""
    candidates = [_meta(tree, (name,)) for name in _DATE_NAMES]
    candidates += [match[1] for match in _LINKED_DATE.finditer(linked)]
    for path in ("//*[@itemprop='datePublished']", "//time[@pubdate]", "//article//time | //header//time"):
        candidates += [element.get("content") or element.get("datetime") for element in tree.xpath(path)]
    dates = (parse_published(candidate) for candidate in candidates if candidate)
    return next((date for date in dates if date is not None), None)


def _meta(tree: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        for element in tree.xpath("//meta[@content]"):
            key = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if key.strip().casefold() == name and (value := one_line(element.get("content"))):
                return value
    return None


@cache
def _trafilatura() -> Any:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what could not be read is said by a gap
    return trafilatura
