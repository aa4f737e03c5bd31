"""Pages of which only the headline could be had."""

from __future__ import annotations

import pytest

from briefing.sources.text import with_headline

SHELL = (
    "Just a moment. We have sent you a message to confirm your address. Follow the link in it to finish your registration, "
    "and come back here. If you do not receive it within a few minutes, look among your unwanted mail."
)


def test_a_page_of_furniture_keeps_its_headline() -> None:
    """The headline is the last paragraph, without the site's name; offsets into the text stay."""
    text = with_headline(SHELL, "Woman shot dead outside theatre in Boise - WQXZ News")
    assert text == f"{SHELL}\n\nWoman shot dead outside theatre in Boise"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{SHELL} The woman was shot outside the theatre in Boise.", "Woman shot dead outside theatre in Boise"),
        ("A short note.", "Woman shot dead outside theatre in Boise"),
        (SHELL, "Good morning"),
        (SHELL, None),
    ],
)
def test_a_story_stays_as_it_is(text: str, title: str | None) -> None:
    """A text that tells what its headline says, a short one, and one whose headline says nothing, are not changed."""
    assert with_headline(text, title) == text
