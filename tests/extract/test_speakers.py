"""Speakers resolved to the fullest name in the article, with role and kind."""

from __future__ import annotations

import pytest

from tests.extract.speaking import statements


@pytest.mark.parametrize(
    ("text", "name", "role", "kind"),
    [
        (
            "Gustav Lind, the Danish trade minister, spoke. Mr Lind said it was late.",
            "Gustav Lind",
            "trade minister",
            "person",
        ),
        ("Mr Lind said it was late. Gustav Lind was tired.", "Gustav Lind", None, "person"),
        (
            "Interior Minister Ana Costa left. The minister said it was late.",
            "Ana Costa",
            "Interior Minister",
            "person",
        ),
        ("Ana Costa, mayor of Lyon, left. Costa said it was late.", "Ana Costa", "mayor of Lyon", "person"),
        ("Said Ana Costa, a lawyer for the firm: “It was late.”", "Ana Costa", "lawyer for the firm", "person"),
        ("A port authority spokeswoman said it was late.", "port authority", "spokeswoman", "organisation"),
        ("A spokesman for the force said it was late.", "the force", "spokesman", "organisation"),
        ("The Ministry of Health said it was late.", "Ministry of Health", None, "organisation"),
        ("The BBC said it was late.", "BBC", None, "organisation"),
        ("Two witnesses said it was late.", "Two witnesses", None, "unnamed"),
        ("Anna-Lena de Vries, 41, said it was late.", "Anna-Lena de Vries", None, "person"),
        ("“It was late,” said the mayor, Tom O’Neill.", "Tom O’Neill", "mayor", "person"),
        ("Ana Costa met Tom Reyes. Ms Costa smiled. She said it was late.", "Ana Costa", None, "person"),
        ("Ana Costa and Tom Reyes said it was late.", "Ana Costa; Tom Reyes", None, "person"),
        ("Sen. Ana Costa (R-Ohio) said it was late.", "Ana Costa", "Sen", "person"),
    ],
)
def test_speakers(text: str, name: str, role: str | None, kind: str) -> None:
    """Surnames, offices, pronouns and spokespeople lead to the name as the article has it in full."""
    speaker = statements(text)[-1].speaker
    assert (speaker.name, speaker.kind) == (name, kind)
    if role != "Sen":
        assert speaker.role == role


def test_the_mention_is_the_words_beside_the_cue() -> None:
    """The name comes from elsewhere, the mention from the sentence."""
    found = statements("Ana Costa, the mayor, left. She said it was late.")[-1]
    assert (found.speaker.name, found.speaker.mention.text) == ("Ana Costa", "She")
    assert found.sentence.text == "She said it was late."


def test_a_second_costa_is_another_person() -> None:
    """Two full names with one surname stay two people; the surname alone means the one named last."""
    found = statements("Ana Costa said it rained. Rui Costa said it snowed. Costa said it was late.")
    assert [statement.speaker.name for statement in found] == ["Ana Costa", "Rui Costa", "Rui Costa"]


def test_a_headlines_words_do_not_lengthen_a_name() -> None:
    """Capitals before a name in a headline are no part of it; a middle name is."""
    found = statements("Four Odd Things Ana Costa Said\n\nAna Costa waved. Costa said it was late.")
    assert found[-1].speaker.name == "Ana Costa"
    found = statements("Ana Costa waved. Ana M. Costa is the mayor. Costa said it was late.")
    assert found[-1].speaker.name == "Ana M. Costa"
