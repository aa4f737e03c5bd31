"""What grouping concludes, on the pages: figures in their order, versions, claims beside their incident, the rules in the annex."""

from __future__ import annotations

from typing import Any

from briefing.models import Article
from tests.compose.test_compose import pages
from tests.making import article, count, day, incident, lyon, statement

TEXT = "A bombing at the station in Lyon wounded {} people on Monday. The police said that the line was closed."
PLACED: dict[str, Any] = {"place": lyon(), "occurred": day("2026-06-01")}


def told(source: Article, number: int) -> tuple[Any, Any]:
    return source, incident(source, "bombing", wounded=count(number), **PLACED)


def test_an_earlier_version_is_named_beside_its_figure_and_under_its_source() -> None:
    """The page said 3 on Monday and says 5 on Wednesday."""
    page = {"outlet": "Paper", "url": "https://paper.example/1"}
    first = article(TEXT.format(3), key="1", **page)
    update = article(f"{TEXT.format(5)} Trains will run tomorrow.", key="2", published="2026-06-03", **page)
    briefing = pages(told(first, 3), told(update, 5))
    (line,) = briefing.chronology
    assert [(figure.text, figure.note) for figure in line.wounded] == [("5", None), ("3", "earlier version")]
    assert {reference.article_id: reference.earlier for reference in briefing.references} == {
        "a-2": ("1 June 2026",),
        "a-1": (),
    }
    assert line.outlets == 1


def test_a_claim_of_responsibility_stands_in_the_incidents_line() -> None:
    """With its own citation, and among the statements as well."""
    source = article("A bombing shook Lyon on Monday.\n\nThe Red Circle claimed the attack was its work.")
    claim = statement(source, "the attack was its work", "The Red Circle", cue_kind="claim-of-responsibility")
    briefing = pages((source, incident(source, "bombing", **PLACED), claim))
    (line,) = briefing.chronology
    assert [(reply.speaker, reply.cue_kind) for reply in line.replies] == [
        ("The Red Circle", "claim-of-responsibility")
    ]
    assert line.replies[0].citations
    assert line.replies[0] in briefing.statements


def test_the_annex_prints_the_rules_of_grouping() -> None:
    """Texts, happenings, figures."""
    source = article(TEXT.format(3), key="1")
    rules = {rule.id: rule.text for rule in pages(told(source, 3)).method}
    assert "50%" in rules["same-text"]
    assert "from 4.5 points on" in rules["same-incident"]
    assert "official" in rules["figures"]
