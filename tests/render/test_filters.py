"""What every printed value passes through: soft breaks, forbidden letters, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from briefing.render.filters import LONGEST_RUN, MOST_NAMES, first_few, picture, printed, safe_url, soft


def test_long_tokens_get_breaks_and_lose_nothing() -> None:
    """A token of 20,000 letters wraps, and without the breaks it is what it was."""
    token = "x" * 20_000
    assert max(len(part) for part in soft(token).split("\u200b")) == LONGEST_RUN
    assert soft(token).replace("\u200b", "") == token
    assert soft(soft(token)) == soft(token)


def test_short_words_stay_as_they_are() -> None:
    """Ordinary text is not touched."""
    assert soft("a quiet night at gate H") == "a quiet night at gate H"
    assert soft("x" * LONGEST_RUN) == "x" * LONGEST_RUN


@pytest.mark.parametrize("point", [0x00, 0x0B, 0xD800, 0xDFFF, 0xFFFF])
def test_letters_no_page_can_hold_are_replaced(point: int) -> None:
    """Control letters and lone surrogates become the replacement sign."""
    assert soft(f"a{chr(point)}b") == "a\ufffdb"


def test_none_prints_as_nothing_and_markup_as_it_is() -> None:
    """`None` never shows as a word; what is markup already is not broken."""
    assert printed(None) == ""
    long = Markup("y" * 200)
    assert printed(long) is long
    assert printed(7) == 7


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//example.org/x",
        "/etc/passwd",
        "http:///nowhere",
        "http://exa mple.org",
        "https://example.org/\nx",
        "http://[broken",
        "",
        None,
    ],
)
def test_other_schemes_never_reach_a_page(url: str | None) -> None:
    """Only http and https with a host are addresses."""
    assert safe_url(url) == ""


def test_good_addresses_are_escaped_and_not_broken() -> None:
    """A long address keeps every letter, quotes cannot leave the attribute."""
    url = "https://example.org/" + "a" * 200 + '?x=1&y="'
    assert safe_url(url) == url.replace("&", "&amp;").replace('"', "&#34;")
    assert safe_url("HTTP://example.org") == "HTTP://example.org"


def test_pictures_of_other_kinds_are_refused(tmp_path: Path) -> None:
    """SVG, PNG and JPEG become data addresses, anything else nothing."""
    (tmp_path / "a.svg").write_text("<svg/>")
    (tmp_path / "a.html").write_text("<b>")
    assert str(picture(tmp_path / "a.svg")).startswith("data:image/svg+xml;base64,")
    assert picture(tmp_path / "a.html") is None


def test_thousands_of_outlets_take_a_line_or_two() -> None:
    """The first names stand, the rest is counted; a handful is printed as it is."""
    assert first_few(["Courier", "Herald"]) == "Courier; Herald"
    printed_names = first_few([f"Courier {n}" for n in range(3000)])
    assert printed_names.startswith("Courier 0; Courier 1; ")
    assert printed_names.endswith(f"Courier {MOST_NAMES - 1}; and 2,980 more")
