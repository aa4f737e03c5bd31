"""Statements end to end: paragraphs with the statements that must, and must not, be found in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.errors import ExtractError
from briefing.extract.attribution import Attribution
from briefing.extract.findings import FoundStatement
from briefing.extract.statements import is_background, mode_of
from briefing.models import UNKNOWN_WHEN, Statement, When, spans_of
from tests.extract.speaking import article, pipeline, read, statements

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "statements.yaml").read_text(encoding="utf-8")
)
PUBLISHED = dt.date(2024, 6, 17)


def described(statement: Statement, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a statement that a case compares."""
    values = {
        "speaker": statement.speaker.name,
        "role": statement.speaker.role,
        "kind": statement.speaker.kind,
        "mode": statement.mode,
        "cue_kind": statement.cue_kind,
        "content": " / ".join(span.text for span in statement.content),
        "said_on": statement.said_on.start,
        "basis": statement.said_on.basis,
        "background": statement.background,
    }
    return {key: values[key] for key in wanted}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_cases(case: dict[str, Any]) -> None:
    """Each paragraph gives exactly its statements, in order, with the fields that the case names."""
    published = None if case.get("published") == "none" else PUBLISHED
    found = statements(case["text"], published)
    wanted = case["statements"]
    assert [described(statement, want) for statement, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), [span.text for statement in found for span in statement.content]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_spans_are_the_words_of_the_article(case: dict[str, Any]) -> None:
    """Every span of every statement repeats the article's words at its offsets."""
    for statement in statements(case["text"]):
        assert all(case["text"][span.start : span.end] == span.text for span in spans_of(statement))


def test_without_a_cue_beside_a_date_the_dateline_counts() -> None:
    """A date inside the content dates what is said, not the saying."""
    (found,) = statements("Ada Reyes said the fair opened in May 2019.")
    assert found.said_on == When(text="", start=PUBLISHED, end=PUBLISHED, precision="day", basis="dateline")
    assert not found.background


def test_ids_stay_when_the_article_is_set_anew() -> None:
    """The id comes from the article's id and the content's words, not from where they stand."""
    (one,) = statements("Ada Reyes said the fair would open.")
    assert one.id == Statement.make_id(one.article_id, one.content)


def test_the_same_words_twice_are_one_statement_of_the_named_speaker() -> None:
    """A headline's unnamed speaker gives way to the named one in the text."""
    text = "Officials said the dam was safe.\n\nNora Lindqvist, a minister, said the dam was safe."
    (found,) = statements(text)
    assert found.speaker.name == "Nora Lindqvist"


def test_records_are_built_the_same_whoever_found_the_attributions() -> None:
    """Attributions handed in by another component become records: here a model's, cut through the quotation marks."""
    text = "“We are ready,” said Lena Moreau, the mayor. “Come and see.”"
    doc = read(text)
    start = text.index("We are")
    doc._.attributions = (
        Attribution(
            source=(text.index("Lena"), text.index(". “")),
            cue=(text.index("said"), text.index(" Lena")),
            content=((start, start + 12),),
        ),
    )
    component: Any = pipeline().get_pipe("briefing_statements")
    (found,) = component.find(doc)
    record = found.record(article(text))
    assert [span.text for span in record.content] == ["“We are ready,”", "“Come and see.”"]
    assert (record.speaker.name, record.speaker.role, record.mode) == ("Lena Moreau", "mayor", "direct")


def test_a_finding_outside_its_article_raises() -> None:
    """Offsets that point past the text are an error, not a silent empty span."""
    found = FoundStatement(
        names=((0, 3),),
        role=None,
        kind="person",
        mention=(0, 3),
        cue=None,
        cue_kind="none",
        content=((4, 400),),
        mode="direct",
        sentence=(0, 10),
        said_on=UNKNOWN_WHEN,
        background=False,
    )
    with pytest.raises(ExtractError, match="points at characters 4–400"):
        found.record(article("Ada said no."))


@pytest.mark.parametrize(
    ("content", "mode"),
    [(((0, 7),), "direct"), (((8, 12),), "indirect"), (((0, 12),), "mixed"), (((0, 7), (8, 12)), "mixed")],
)
def test_mode_counts_letters_inside_the_marks(content: tuple[tuple[int, int], ...], mode: str) -> None:
    """All quoted is direct, none indirect, some mixed; marks and commas count for nothing."""
    assert mode_of('"Fire," loud', content, ((0, 7),)) == mode


@pytest.mark.parametrize(("day", "expected"), [(17, False), (18, False), (16, True)])
def test_background_is_more_than_thirty_days_old(day: int, expected: bool) -> None:
    """Words of 18 May are thirty days old on 17 June; those of the 16th are background."""
    said = dt.date(2024, 5, day) if day != 17 else dt.date(2024, 5, 18)
    when = When(text="x", start=said, end=said, precision="day", basis="text")
    assert is_background(when, PUBLISHED) is expected
