"""Windows: every word once, none too long, features that say case, quotation and paragraph."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from briefing.extract.reader.windows import FEATURES, Window, caseless, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A small uncased tokeniser: letters and their continuations, marks, and a few words."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    names = [
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *letters,
        *(f"##{letter}" for letter in letters),
        *'."“”,',
        "the",
        "mayor",
        "said",
    ]
    made = Tokenizer(WordPiece({name: number for number, name in enumerate(names)}, unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def words(text: str, found: list[Window]) -> list[str]:
    return [text[start:end] for window in found for start, end in window.words.tolist()]


def test_windows_cover_every_word_once(tokenizer: Tokenizer) -> None:
    """Across windows the words are those of the text, in order, and each window fits."""
    text = "\n\n".join(["The mayor said “no”. " * 3, "ab cd. " * 30, "x" * 20 + " y"])
    found = list(windows(text, tokenizer, limit=40))
    assert "".join(words(text, found)) == "".join(text.split())
    assert all(len(window.ids) <= 40 for window in found)
    assert all(len(window.ids) == len(window.features) for window in found)
    assert all(len(window.first) == len(window.words) for window in found)


def test_a_window_ends_where_a_paragraph_or_a_sentence_ends(tokenizer: Tokenizer) -> None:
    """Whole paragraphs are kept together where they fit, else whole sentences."""
    text = "the mayor said.\nthe mayor said.\n" + "the mayor said. " * 3
    found = list(windows(text, tokenizer, limit=12))
    assert [len(window.words) for window in found] == [8, 8, 4]


def test_features_tell_shape_quotation_and_paragraph(tokenizer: Tokenizer) -> None:
    """The bits are shape × 8, quotation × 2, and the opening of a paragraph."""
    (window,) = windows("The IRA said “No”.\n\n12 a", tokenizer, limit=60)
    features = window.features[window.first].tolist()
    shapes = [feature // 8 for feature in features]
    quoted = [feature // 2 % 4 for feature in features]
    opens = [feature % 2 for feature in features]
    assert shapes == [2, 3, 1, 6, 2, 6, 6, 5, 1]
    assert quoted == [0, 0, 0, 2, 1, 3, 0, 0, 0]
    assert opens == [1, 0, 0, 0, 0, 0, 0, 1, 0]
    assert max(window.features) < FEATURES


@pytest.mark.parametrize(
    ("text", "expected"), [("all lower case", True), ("ALL UPPER CASE", True), ("As is usual", False)]
)
def test_a_text_without_case_says_nothing_by_it(text: str, expected: bool) -> None:
    """Only where both cases occur is case evidence."""
    assert caseless(text) is expected


@pytest.mark.parametrize("text", ["", " \n ", "\u0000\u0007", "\u200b" * 100])
def test_a_text_without_words_has_no_windows(tokenizer: Tokenizer, text: str) -> None:
    """Nothing to read gives nothing, and no error."""
    assert words(text, list(windows(text, tokenizer, limit=40))) in ([], [text])


def test_straight_marks_toggle_within_a_paragraph(tokenizer: Tokenizer) -> None:
    """A mark left open ends with its paragraph."""
    (window,) = windows('a "b\nc "d" e', tokenizer, limit=60)
    assert [feature // 2 % 4 for feature in window.features[window.first].tolist()] == [0, 2, 1, 0, 2, 1, 3, 0]
