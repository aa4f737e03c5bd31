"""Where a happening took place: its own words, else the title, the police that report it, the article's main town."""

from __future__ import annotations

import pytest

from tests.extract.desk import incidents


def places(text: str, title: str = "") -> list[str]:
    """Name and division of each incident's place."""
    return [f"{i.place.name}, {i.place.admin}" if i.place else "" for i in incidents(text, title=title)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "Police in Leeds said a man was shot dead on Sunday. He lived in York.", "Leeds, England"),
        ("Boy, 9, shot in Lawndale, California", "A boy was shot and wounded on Friday, police said.", "Lawndale, California"),
        (
            "",
            "ATHENS, Ga. (Wire) — A man was shot dead on Friday in Clarke County. Deputies found him in Athens, they said.",
            "Athens, Georgia",
        ),
        (
            "",
            "A woman was shot and wounded on Monday in Falls Creek, Raleigh police said. Raleigh officers were called at noon.",
            "Raleigh, North Carolina",
        ),
        (
            "",
            "BOISE, Idaho (Wire) — A man was shot dead in Nampa on Monday, police said.",
            "Nampa, Idaho",
        ),
        (
            "",
            "A man was shot and wounded in Dayton, Ohio, on Monday. He was taken to a hospital in Columbus.",
            "Dayton, Ohio",
        ),
    ],
)  # fmt: skip
def test_where_it_happened(title: str, text: str, expected: str) -> None:
    """The most exact of what the article tells; not where people live or are treated."""
    assert expected in places(text, title)
