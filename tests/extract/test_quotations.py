"""Quotation marks paired, on texts alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.extract.quotations import quotations


def quoted(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in quotation.spans] for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', [['"yes"'], ['"no"']]),
        ("He said “yes”.", [["“yes”"]]),
        ("Il dit «oui».", [["«oui»"]]),
        ("‘The boys’ coats are wet,’ she said. ‘Go.’", [["‘The boys’ coats are wet,’"], ["‘Go.’"]]),
        ("It’s the '90s, don't 'em rock 'n' roll.", []),
        ("The plank is 6' long and 2\" thick.", []),
        ("“I heard ‘no’ twice,” he said.", [["“I heard ‘no’ twice,”"]]),
        ("“I heard “no” twice,” he said.", [["“I heard “no” twice,”"]]),
        ("''Yes,'' he said. ``No,'' she said.", [["''Yes,''"], ["``No,''"]]),
        ("“One.\n\n“Two.\n\n“Three.” End.", [["“One.", "“Two.", "“Three.”"]]),
        ('"One.\n\n"Two," he said.', [['"One.', '"Two,"']]),
        ("“One.“ he said.", [["“One.“"]]),
        ('The sign said "open and was never closed.\n\nNext "one" here.', [['"one"']]),
        ("“Nobody closes this.\n\nThe story goes on. “Yes.”", [["“Nobody closes this."], ["“Yes.”"]]),
        ("It is closed” here, but nothing opened.", []),
    ],
)
def test_quotations(text: str, expected: list[list[str]]) -> None:
    """Marks of every kind pair, apostrophes are none, and an unbalanced mark never swallows the article."""
    assert quoted(text) == expected


@pytest.mark.parametrize("text", ['"' * 10_000, "“a " * 10_000, "' a" * 10_000, "“a.\n\n" * 10_000])
def test_ten_thousand_marks(text: str) -> None:
    """Spans stay inside the text and in order, whatever the marks do."""
    spans = [span for quotation in quotations(text) for span in quotation.spans]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
