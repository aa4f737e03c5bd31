"""Bytes to characters, in whatever encoding they come."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from briefing.models import Article, Gap
from briefing.sources.encoding import decode
from briefing.sources.entry import NotRead

WORDS = "PARIS — “We’re here,” said Gérald, who spent £5. The café’s owner, Ms Núñez, saw nobody on Monday night.\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
        WORDS.encode("mac_roman"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le", "utf-16-be", "utf-32", "bare le", "bare be", "windows", "mac"],
)
def test_every_encoding_gives_the_same_words(data: bytes) -> None:
    """Marks, UTF-16 without a mark, and old one-byte encodings of English text are told."""
    assert decode(data) == WORDS


def test_a_declared_encoding_holds_unless_the_bytes_are_utf_8() -> None:
    """A declaration decides between one-byte encodings; a wrong one beside valid UTF-8, or an unknown one, does not."""
    assert decode("Škoda".encode("iso-8859-2"), "iso-8859-2") == "Škoda"
    assert decode("café’s".encode("cp1252"), "iso-8859-1") == "café’s"
    assert decode("café".encode(), "iso-8859-1") == "café"
    assert decode(WORDS.encode("cp1252"), "no-such-encoding") == WORDS
    assert decode(WORDS.encode("cp1252"), "hex") == WORDS


def test_binary_data_is_no_text() -> None:
    """A picture under a text's name is refused with a reason."""
    with pytest.raises(NotRead, match="binary"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")


def test_line_ends_of_every_kind_are_one(article: Callable[..., Article]) -> None:
    """CR, CRLF and LF files give the same article."""
    text = "The bridge was shut.\n\nNobody was hurt, police said.\n"
    results = {article("a.txt", text.replace("\n", end)).text for end in ("\n", "\r\n", "\r")}
    assert results == {text}


def test_a_binary_file_is_a_gap(gap: Callable[..., Gap]) -> None:
    """The gap names the file and the reason."""
    found = gap("a.txt", b"MZ\x90\x00\x03\x00\x00\x00" * 20)
    assert (found.kind, found.locator) == ("unreadable", "a.txt")
    assert "binary" in found.reason
