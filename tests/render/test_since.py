"""*Since the last edition* on the pages: in HTML and PDF, long, hostile or short, and page one still one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.pages import Briefing, ChangedField, ChangeGroup, ChangeLine, EditionBlock, RatingLine
from briefing.render import check_pdf, render
from tests.render.made_briefing import HOSTILE, rich
from tests.render.seen import Seen

FIRST = EditionBlock(
    number=1,
    last=None,
    last_cut_off=None,
    summary="This is the first edition: there is nothing to compare it with.",
    groups=(),
    ratings=(),
    notes=(),
)


def third(briefing: Briefing, lines: int = 2) -> EditionBlock:
    """An edition with changed ratings, `lines` new findings, an update of two fields and a withdrawal of hostile words."""
    one, two = briefing.chronology[0], briefing.chronology[1]
    fields = (
        ChangedField(name="killed", before="2", after="3 (also 2)", citations=one.citations[:1]),
        ChangedField(name="outlets", before="1", after="2", citations=()),
    )
    values: dict[str, Any] = {"words": None, "fields": (), "cause": None, "citations": ()}
    new = [
        ChangeLine(**(values | {"incident": two.id, "name": f"Happening {number}", "citations": two.citations[:1]}))
        for number in range(lines)
    ]
    return EditionBlock(
        number=3,
        last=2,
        last_cut_off="14 May 2026, 18:00 CEST",
        summary=f"Since edition 2 (14 May 2026, 18:00 CEST): {lines} new, 1 updated, 1 withdrawn and 1 rating changed.",
        groups=(
            ChangeGroup(kind="new", title="New", lines=tuple(new)),
            ChangeGroup(
                kind="updated",
                title="Updated",
                lines=(ChangeLine(**(values | {"incident": one.id, "name": "Bombing, Lyon", "fields": fields})),),
            ),
            ChangeGroup(
                kind="withdrawn",
                title="Withdrawn",
                lines=(
                    ChangeLine(
                        **(values | {"incident": None, "name": HOSTILE, "words": HOSTILE, "cause": "Le Quai is no longer there"})
                    ),
                ),
            ),
        ),
        ratings=(
            RatingLine(
                category=briefing.overview[0].category,
                name=briefing.overview[0].name,
                trend="up",
                fields=(ChangedField(name="level", before="low", after="high", citations=()),),
                cause="2 incidents new",
                citations=one.citations[:1],
            ),
        ),
        notes=("4 precedents are new.",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    made = rich()
    rows = tuple(
        replace(row, trend=trend)  # type: ignore[arg-type]
        for row, trend in zip(made.overview, ("up", "down", "same", "new", None, None, None, None), strict=True)
    )
    return replace(made, overview=rows, edition=third(made))


def test_the_section_stands_with_its_links_and_escaped_words(briefing: Briefing) -> None:
    """Old and new value with the citation, a link to the incident's row, the cause; hostile words are words."""
    page = Seen(html := render(briefing, variant="full", fmt="html").decode())
    section = html[html.index('id="since"') : html.index('id="overview"')]
    assert '2 <span class="arrow">→</span> <b>3 (also 2)</b>' in section
    assert f'href="#incident-{briefing.chronology[0].id}"' in section
    assert "(2 incidents new" in section
    assert "4 precedents are new." in section
    assert "<script>alert" not in section
    assert "&lt;script&gt;" in section
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_front_overview_and_tables_tell_of_the_edition(briefing: Briefing) -> None:
    """Its number, the last one's date, an arrow a category, a word on each incident that is new or differs."""
    html = render(briefing, variant="full", fmt="html").decode()
    assert "· Edition 3" in html
    assert "2, 14 May 2026</dd>" in html
    overview = html[html.index('id="overview"') : html.index("</table>", html.index('id="overview"'))]
    assert [overview.count(f'class="trend trend-{way}"') for way in ("up", "down", "same", "new")] == [1, 1, 1, 1]
    for line, word in zip(briefing.chronology[:2], ("updated", "new"), strict=True):
        row = html[html.index(f'<tr id="incident-{line.id}"') :]
        assert f'<span class="tag">{word}</span>' in row[: row.index("</tr>")]


def test_a_first_edition_says_so_and_has_no_arrows(briefing: Briefing) -> None:
    first = replace(briefing, edition=FIRST, overview=tuple(replace(row, trend=None) for row in briefing.overview))
    html = render(first, variant="full", fmt="html").decode()
    assert "This is the first edition: there is nothing to compare it with." in html
    assert "none: this is the first</dd>" in html
    assert "The arrow compares" not in html
    assert 'class="trend' not in html
    assert "since-line" not in render(first, variant="one-page", fmt="html").decode().split("</style>")[-1]


def test_a_briefing_without_an_edition_has_no_section(briefing: Briefing) -> None:
    html = render(replace(briefing, edition=None), variant="full", fmt="html").decode()
    assert 'id="since"' not in html
    assert "Last edition" not in html


def test_a_long_list_ends_in_a_count(briefing: Briefing) -> None:
    """Fifteen lines a kind; the JSON document has all of them."""
    many = replace(briefing, edition=third(briefing, 40))
    html = render(many, variant="full", fmt="html").decode()
    assert html.count("<b>Happening ") == 15
    assert "25 more." in html
    assert render(many, variant="full", fmt="json").count(b'"name": "Happening ') == 40


@pytest.mark.parametrize("variant", ["full", "one-page"])
def test_the_pdf_is_whole(briefing: Briefing, variant: str) -> None:
    """Every citation is printed, every link leads somewhere, no letter lacks a font, and page one stays one page."""
    said: list[str] = []
    many = replace(briefing, edition=third(briefing, 40))
    pdf = render(many, variant=variant, fmt="pdf", warn=said.append)
    assert check_pdf(pdf, many, variant) == ()
    assert said == []
