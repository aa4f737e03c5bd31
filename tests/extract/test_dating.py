"""Which of an article's times is the happening's: not that of the report, the arrest, the court or a later death."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extract.desk import incidents

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "dating.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:45])
def test_the_day_it_happened(case: dict[str, Any]) -> None:
    """Start and end of the first incident of the type that the case names."""
    found = [incident for incident in incidents(case["text"], case["published"]) if incident.type == case["type"]]
    assert found
    when = found[0].occurred
    assert [when.start and when.start.isoformat(), when.end and when.end.isoformat()] == case["occurred"]


def test_a_day_after_publication_is_no_day_of_what_occurred() -> None:
    """An article that contradicts its own clock leaves an incident that did not happen after it was told of."""
    text = "A gunman shot dead three people in Lyon on 3 August 2016, police said. Officers were called at noon."
    (incident,) = incidents(text, date(2016, 7, 18))
    assert incident.occurred.end is None or incident.occurred.end <= date(2016, 7, 18)
    assert not incident.background


def test_an_impossible_day_is_no_day() -> None:
    """30 February dates nothing, and breaks nothing."""
    text = "A gunman shot dead three people in Lyon on 30 February 2016, police said."
    (incident,) = incidents(text, date(2016, 3, 18))
    assert incident.occurred.text == ""


@pytest.mark.parametrize("published", [date(1, 1, 1), date(1, 1, 20), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(published: date) -> None:
    """An article published on the first or last of days is read like any other."""
    text = "A gunman shot dead three people in Lyon. Officers were called on Friday. He died two days later."
    for incident in incidents(text, published):
        assert incident.occurred.start is None or incident.occurred.start <= published


def test_old_happenings_are_background() -> None:
    """What occurred more than thirty days before publication is background, whatever its trial does today."""
    text = "A court in Lyon on Monday jailed a man over the attack that killed three people in Lyon on 3 May 2016."
    found = [incident for incident in incidents(text, date(2016, 7, 18)) if incident.type != "arrest"]
    assert found
    assert all(incident.background for incident in found)
    assert all((date(2016, 7, 18) - (i.occurred.end or date.max)) > timedelta(days=30) for i in found)


def test_what_follows_an_attack_bears_its_own_day() -> None:
    """The day behind "in the aftermath of" is that of what was announced."""
    text = (
        "DAYTON, Ohio (Wire) — A boy was shot on Sunday in Dayton.\n\n"
        "In the aftermath of the shooting Tuesday, pastor Ned Tarn announced a truce among gangs in the area."
    )
    (incident,) = incidents(text, date(2026, 6, 18))
    assert incident.occurred.start == date(2026, 6, 14)


def test_a_page_s_own_stamp_is_its_dateline() -> None:
    """A page that is read again later bears the day of that; "Thursday" is the one before it was written."""
    text = "A boy was shot in Dayton, Ohio, on Thursday. (Published Friday, Sept. 2, 2016)"
    (incident,) = incidents(text, date(2016, 10, 27))
    assert incident.occurred.start == date(2016, 9, 1)
    later = text.replace("2016", "2017")
    assert incidents(later, date(2016, 10, 27))[0].occurred.start == date(2016, 10, 27)
