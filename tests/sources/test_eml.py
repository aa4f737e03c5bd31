"""Saved mails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from briefing.config.schema import Outlet
from briefing.models import Article, Gap

TEXT = "A bridge in Bergen was shut on Sunday after a truck caught fire near the café, police said.\n"
WIRE = (Outlet(name="Northern Wire", domains=("wire.example",)),)


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Wire Alerts <alerts@news.wire.example>"
    message["To"] = "desk@desk.example"
    message["Subject"] = "Fire shuts bridge in Bergen — café évacué"
    message["Date"] = "Sat, 20 May 2023 10:30:00 +0000"
    return message


def test_the_plain_part_is_preferred(article: Callable[..., Article]) -> None:
    """Subject, date with zone, link of the archive, outlet by the sender's domain; attachments stay out."""
    message = mail()
    message["Archived-At"] = "<https://lists.wire.example/1>"
    message.set_content(TEXT, charset="iso-8859-1")
    message.add_alternative("<p>other</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="x.png")
    found = article("a.eml", message.as_bytes(), outlets=WIRE)
    assert found.title == "Fire shuts bridge in Bergen — café évacué"
    assert found.published == datetime(2023, 5, 20, 10, 30, tzinfo=UTC)
    assert (found.url, found.outlet) == ("https://lists.wire.example/1", "Northern Wire")
    assert found.text == TEXT


def test_an_html_part_gives_its_words(article: Callable[..., Article]) -> None:
    """Without a plain part the HTML part is read; the sender names the outlet, unless the source does."""
    message = mail()
    message.set_content(f"<html><body><p>{TEXT}</p><script>evil()</script></body></html>", subtype="html")
    found = article("a.eml", message.as_bytes())
    assert (found.text, found.outlet) == (TEXT.strip(), "Wire Alerts")
    assert article("a.eml", message.as_bytes(), outlet="Desk mail").outlet == "Desk mail"


def test_malformed_mails_are_read_as_far_as_they_go(article: Callable[..., Article]) -> None:
    """Broken headers and a wrong charset lose neither the words nor the others."""
    raw = b'From: "=?utf-8?q?=ff?= <a@@b>\nDate: not a date\nSubject: =?utf-8?b?!!?= Fire\n'
    raw += b'Content-Type: text/plain; charset="no-such"\n\n' + TEXT.encode()
    found = article("a.eml", raw)
    assert (found.text, found.published) == (TEXT, None)
    assert "Fire" in found.title


@pytest.mark.parametrize(
    "raw", [b"", b"\n\nno headers here, but words\n", b"Subject: empty\n\n", b"Subject: x\n\n\n \n"]
)
def test_a_mail_without_words_or_headers_is_a_gap(gap: Callable[..., Gap], raw: bytes) -> None:
    """Nothing to read is said."""
    assert gap("a.eml", raw).kind in {"empty", "unreadable"}
