"""Sentence starts and paragraphs, on texts alone."""

from __future__ import annotations

import pytest

from briefing.extract.pipeline import assemble
from briefing.extract.sentences import paragraphs

NLP = assemble({}, ("briefing_sentences",))


def split(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in NLP(text).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Haddad left. He ran.", ["Mr. Haddad left.", "He ran."]),
        (
            "Lt. Gov. Bo X. Lee and J. R. Moreau spoke. All listened.",
            ["Lt. Gov. Bo X. Lee and J. R. Moreau spoke.", "All listened."],
        ),
        ("She lives in St. Gallen. It rains.", ["She lives in St. Gallen.", "It rains."]),
        ("The U.S. Army left the U.S. The rest stayed.", ["The U.S. Army left the U.S.", "The rest stayed."]),
        ("They met at 5 p.m. on Friday. Nobody came.", ["They met at 5 p.m. on Friday.", "Nobody came."]),
        ("Gate No. 4 is shut. Use No. 5.", ["Gate No. 4 is shut.", "Use No. 5."]),
        ("“Run!” he said. “Now.” She ran.", ["“Run!” he said.", "“Now.”", "She ran."]),
        ('"Why?" asked Reyes. "Because." They left.', ['"Why?" asked Reyes.', '"Because."', "They left."]),
        ("It cost 3.5 million. Fine.", ["It cost 3.5 million.", "Fine."]),
        ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
        ("Wait … what? Yes... no.", ["Wait … what?", "Yes... no."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, closing marks and paragraphs are told from the ends of sentences."""
    assert [sentence for sentence in split(text) if sentence] == expected


def test_wrapped_lines_do_not_end_a_paragraph() -> None:
    """Lines wrapped at a width go on; short ones and those that end a sentence do not."""
    wrapped = "The committee of the northern harbour met on Friday morning in\nthe old town hall.\nThe mayor spoke."
    texts = [wrapped[start:end] for start, end in paragraphs(wrapped)]
    assert texts == [
        "The committee of the northern harbour met on Friday morning in\nthe old town hall.",
        "The mayor spoke.",
    ]
