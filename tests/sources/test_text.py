"""Normalising: what is clean stays, what is not goes, and twice is once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.text import clean, one_line, tidy

ANY = st.text(st.characters() | st.sampled_from("\r\n\t \u00a0\u00ad\u200b\u202e\ud800e\u0301\x92\x0c"))


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Both normalisations are idempotent, for any code points, lone surrogates among them."""
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)


@given(ANY)
def test_cleaned_text_can_be_stored_and_is_clean(text: str) -> None:
    """What leaves encodes to UTF-8, has no control characters but newline and tab, and no bidi controls."""
    result = clean(text)
    result.encode()
    assert not [c for c in result if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(result) & set("\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u2028")


@given(ANY)
def test_tidied_text_is_composed_and_has_single_spaces(text: str) -> None:
    """Text made from markup ends in NFC, without doubled spaces or more than one empty line."""
    result = tidy(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result == result.strip()
    assert "  " not in result
    assert "\n\n\n" not in result


@pytest.mark.parametrize(
    "text",
    [
        "  two  spaces\tand a tab \n\n\n\nfour lines\n",
        "no\u00a0break",
        "soft\u00adhyphen",
        "cafe\u0301",
        "\u200bzero",
        "",
    ],
)
def test_clean_text_stays_as_it_is(text: str) -> None:
    """Offsets into a clean file hold in the article: nothing that is merely unusual is touched."""
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\x0ctwo\u2028three", "one\ntwo\nthree"),
        ("the mayor\x92s \x93word\x94", "the mayor’s “word”"),
        ("nul\x00 bell\x07 esc\x1b", "nul bell esc"),
        ("evil \u202egnp.exe\u202c", "evil gnp.exe"),
        ("lone \ud83d half", "lone  half"),
        ("unit\x1fseparated", "unit separated"),
    ],
)
def test_unclean_characters_go(text: str, expected: str) -> None:
    """Line ends become newlines; controls, bidi controls and lone surrogates go; Windows quotes are read as such."""
    assert clean(text) == expected


def test_a_title_is_one_line_cut_at_a_word() -> None:
    """Titles have no line breaks, a bounded length, and None stands for nothing."""
    assert one_line(" A\n fire\u00a0in \u00adLyon ") == "A fire in Lyon"
    assert one_line(" \n ") is None
    assert one_line("word, " * 100, most=30) == "word, word, word, word…"
