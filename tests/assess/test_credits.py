"""Which agency an article is credited to, and what is no credit."""

from __future__ import annotations

import pytest

from briefing.assess.credits import Credits
from briefing.config.grouping import Agency
from tests.making import article

AGENCIES = (
    Agency(name="Northern Wire", credits=("NW",)),
    Agency(name="Delta Press", credits=("The Delta Press", "DP", "Delta-Presse")),
)
BODY = "Two people were hurt when a tram left its rails in Lyon on Monday. The police said so."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"LYON, France (NW) – {BODY}", "Northern Wire"),
        (f"LYON, June 2 (DP) -- {BODY}", "Delta Press"),
        (f"(Northern Wire) - {BODY}", "Northern Wire"),
        (f"LYON (DP) {BODY}", "Delta Press"),
        (f"By Delta-Presse\n\n{BODY}", "Delta Press"),
        (f"By ANNA WEIL, The Delta Press\n\n{BODY}", "Delta Press"),
        (f"{BODY}\n\n© 2026 NW", "Northern Wire"),
        (f"{BODY}\n\nCopyright 2026 The Delta Press. All rights reserved.", "Delta Press"),
        (f"{BODY}\n\n– DP", "Delta Press"),
        (f"{BODY} (NW)", "Northern Wire"),
        (BODY, None),
        (f"{BODY}\n\nThe Delta Press contributed to this report.", None),
        (f"The mayor told the Delta Press that all was well. {BODY}", None),
        (f"A tram (NW Photo/Anna Weil)\n\n{BODY}", None),
        (f"{BODY} The DP poll was taken in May.", None),
        (f"LYON (Harbour Post/NW) – {BODY}", None),
    ],
)
def test_credit_lines(text: str, agency: str | None) -> None:
    """Datelines, bylines and copyright lines credit; contributions, pictures and quotations do not."""
    assert Credits(AGENCIES).agency(article(text)) == agency


def test_without_agencies_nobody_is_credited() -> None:
    """An empty list matches nothing."""
    assert Credits(()).agency(article(f"LYON (NW) – {BODY}")) is None
