"""A saved mail enters; one entry leaves: its plain part, or its HTML part without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.config.schema import Limits
from briefing.sources.encoding import decode
from briefing.sources.entry import Entry, Input, NotRead, content
from briefing.sources.html import page
from briefing.sources.text import has_words, one_line

if TYPE_CHECKING:
    from email.message import EmailMessage

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def entries(item: Input, limits: Limits) -> Iterator[Entry]:
    from email import message_from_bytes, policy
    from email.utils import parseaddr

    mail = message_from_bytes(content(item, limits), policy=policy.default)
    if not mail.keys():
        raise NotRead("not a mail: it has no headers")
    sender, address = parseaddr(_header(mail, "From") or "")
    host = address.rpartition("@")[2]
    listed = re.search(r"<([^<>\s]+)>", _header(mail, "List-Id") or "")
    text, url, converted = _body(mail, item)
    link = _ADDRESS.search(_header(mail, "Archived-At") or _header(mail, "Content-Location") or "")
    yield Entry(
        locator=item.name,
        text=text,
        title=_header(mail, "Subject"),
        url=link[0] if link else url,
        published=_header(mail, "Date"),
        language=_header(mail, "Content-Language"),
        sender=sender or host,
        hosts=tuple(filter(None, (host, listed[1] if listed else None))),
        converted=converted,
    )


def _body(mail: EmailMessage, item: Input) -> tuple[str, str | None, bool]:
    """The words, the HTML part's own address, and whether they were markup."""
    for preferred in ("plain", "html"):
        part = mail.get_body(preferencelist=(preferred,))
        if part is None:
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        words = decode(data, part.get_content_charset())
        if preferred == "html" and words.strip():
            entry = page(words, locator=item.name)
            return entry.text, entry.url, True
        if has_words(words):
            return words, None, False
    raise NotRead("no text in it", "empty")


def _header(mail: EmailMessage, name: str) -> str | None:
    try:
        value = mail[name]
    except Exception:  # noqa: BLE001  (the email package raises many kinds of errors on malformed headers)
        value = next((raw for key, raw in mail.raw_items() if key.casefold() == name.casefold()), None)
    return one_line(None if value is None else str(value), most=1000)
