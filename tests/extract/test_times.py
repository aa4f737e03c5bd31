"""Words of time to intervals, anchored on the day of publication and on the date before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml

from briefing.extract.times import TimesComponent, find_times
from tests.extract.desk import article

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:45])
def test_words_of_time(case: dict[str, Any]) -> None:
    """Start, end and precision of every mention, in order."""
    found = [mention.when for mention in find_times(case["text"], case["published"])]
    shown = [[w.start and w.start.isoformat(), w.end and w.end.isoformat(), w.precision] for w in found]
    assert shown == case["times"]


def test_mentions_are_the_text_s_words() -> None:
    """Every mention's words stand where it says, none overlaps the one before, and its basis is the text."""
    text = "😀 " + " ".join(case["text"] for case in CASES)
    reached = 0
    for mention in find_times(text, date(2016, 7, 18)):
        assert text[mention.start : mention.end] == mention.when.text
        assert mention.start >= reached
        assert mention.when.basis == "text"
        reached = mention.end


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
def test_the_ends_of_the_calendar(day: date) -> None:
    """A day at the end of the calendar breaks nothing, and no interval ends before it starts."""
    text = (
        " ".join(case["text"] for case in CASES) + " 500 years ago. 900 years later. Next year. Last winter. 1900-1999."
    )
    for mention in find_times(text, day):
        if mention.when.start and mention.when.end:
            assert mention.when.start <= mention.when.end


@pytest.mark.parametrize(
    ("outlet", "url", "day"),
    [
        ("Example Courier", None, date(2016, 8, 9)),
        ("Example Echo", None, date(2016, 9, 8)),
        ("another", "https://news.courier.example/a", date(2016, 8, 9)),
        ("another", "https://another.co.uk/a", date(2016, 9, 8)),
        ("another.us", None, date(2016, 8, 9)),
        ("another", "https://another.tv/a", None),
    ],
)
def test_numbers_in_the_order_of_the_outlet_s_country(outlet: str, url: str | None, day: date | None) -> None:
    """8/9/2016 is August 9 in an American outlet and 8 September in others; an outlet of no known country leaves it unknown."""
    outlets: list[dict[str, Any]] = [
        {"name": "Example Courier", "domains": ["courier.example"], "country": "US"},
        {"name": "Example Echo", "country": "FR"},
    ]
    component = TimesComponent(spacy.blank("en"), "times", outlets)
    doc = spacy.blank("en").make_doc("It met on 8/9/2016.")
    doc._.article = replace(article(doc.text, date(2017, 5, 1)), outlet=outlet, url=url)
    (found,) = component(doc)._.times
    assert found.when.start == day


def test_a_long_text_is_read_like_a_short_one() -> None:
    """Twenty times the text has twenty times the mentions, the last as right as the first."""
    text = "On Friday it fell. Two days after the vote it rose; the vote was held on 3 May 2015. "
    once, often = find_times(text, date(2016, 7, 18)), find_times(20 * text, date(2016, 7, 18))
    assert len(often) == 20 * len(once)
    assert [mention.when for mention in often[-3:]] == [mention.when for mention in once]
