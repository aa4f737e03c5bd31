"""The worked example of docs/method.md, recomputed: its table is read, rated by the shipped rules, and every number compared."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from briefing.assess.evidence import Evidence, Happening, Spoken
from briefing.assess.points import shares
from briefing.assess.rating import rate
from briefing.assess.rules import impact, likelihood
from briefing.config import shipped
from briefing.config.schema import ThreatCategory
from briefing.standards import MONTHS
from tests.assess.weighed import METHOD, evidence, happening, span, warned

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
EXAMPLE = TEXT[TEXT.index("## A rating by hand") : TEXT.index("## Grades")]
CATEGORY = ThreatCategory.model_validate(
    yaml.safe_load((shipped("config", "threats") / "civil-unrest.yaml").read_text(encoding="utf-8"))
)
AS_OF, STARTS, ENDS = dt.date(2027, 6, 1), dt.date(2027, 6, 11), dt.date(2027, 6, 20)
STEPS = {"inside a radius": "radius", "in the host city": "city", "elsewhere in the country": "country"}


def rows() -> list[list[str]]:
    """The cells of the example's table of findings."""
    lines = [line for line in EXAMPLE.splitlines() if re.match(r"\| [A-E] ", line)]
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]


def day(words: str) -> dt.date:
    number, month = words.split()
    return dt.date(2027, MONTHS.index(month) + 1, int(number))


def made() -> Evidence:
    """The findings of the table as evidence."""
    found: list[Happening | Spoken] = []
    for key, what, when, place, credibility, *_ in rows():
        age = (dt.date(2026, 6, 5) - AS_OF).days + (AS_OF - day(when)).days
        if what == "warning that names the event":
            found.append(warned(key, age=age, credibility=credibility, specific=True))
        else:
            status, kind = ("planned", what.split()[1]) if what.startswith("announced") else ("occurred", what)
            occurred = {"occurred": span(day(when))} if status == "planned" else {}
            found.append(
                happening(
                    key, age=age, step=STEPS[place], type=kind, status=status, credibility=credibility, **occurred
                )
            )
    grades = {"Courier": "B", "Gazette": "B", "Post": "C"}
    return evidence(*found, as_of=AS_OF, starts=STARTS, ends=ENDS, crowd=15000, radii=(5.0,), grades=grades)


def test_the_table_is_read() -> None:
    """Five findings, of every kind that the text speaks of."""
    assert [row[0] for row in rows()] == ["A", "B", "C", "D", "E"]
    assert f"{METHOD.likelihood.points_a_day:.2f}" in EXAMPLE


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_finding_gives_the_points_of_its_line(row: list[str]) -> None:
    """The last cell is what the rules give, and the product before it comes to the same."""
    key, *_, calculation, points = row
    share = next(s for s in shares(CATEGORY, METHOD, made()) if s.ids[0].endswith(key))
    assert points == f"{share.points:.1f}"
    product = 1.0
    for factor in calculation.replace("½^(", "2^-(").split(" × "):
        power = re.fullmatch(r"2\^-\((\d+)/(\d+)\)", factor)
        product *= 2 ** -(int(power[1]) / int(power[2])) if power else float(factor)
    assert product == pytest.approx(share.points, abs=0.06)


def test_the_rating_is_the_one_printed() -> None:
    """Sum, term, impact, level, confidence."""
    chance, harm, rating = (
        likelihood(CATEGORY, METHOD, made()),
        impact(CATEGORY, METHOD, made()),
        rate(CATEGORY, METHOD, made()),
    )
    assert rating is not None
    assert f"**{chance.points:.1f} points**" in EXAMPLE
    assert f"**“{rating.likelihood}”**" in EXAMPLE
    for tier in harm.tiers:
        assert f"| {tier.impact} | {tier.points:.1f} | {tier.column} | {tier.product} |" in EXAMPLE
    assert f"Impact is **{rating.impact}**" in EXAMPLE
    assert f"level is **{rating.level}**" in EXAMPLE
    assert f"evidence is **{rating.confidence}**" in EXAMPLE


def test_what_would_change_it_is_printed_as_it_is() -> None:
    """Each sentence, to the letter."""
    rating = rate(CATEGORY, METHOD, made())
    assert rating is not None
    quoted = " ".join(" ".join(line.lstrip("> -") for line in EXAMPLE.splitlines() if line.startswith(">")).split())
    assert quoted == " ".join(line.sentence for line in rating.would_change)


def test_the_check_of_the_first_sentence_comes_out() -> None:
    """A week later, then with one and with two more incidents."""
    later = replace(made(), as_of=AS_OF + dt.timedelta(days=7))
    totals = []
    for count in range(3):
        more = tuple(
            happening(f"new-{number}", age=(dt.date(2026, 6, 5) - later.as_of).days) for number in range(count)
        )
        totals.append(likelihood(CATEGORY, METHOD, replace(later, happenings=(*later.happenings, *more))).points)
    words = "give {:.1f}, and each further incident of that day inside the radius adds 30.8: one makes {:.1f}, two make {:.1f}"
    assert words.format(*totals) in " ".join(EXAMPLE.split())


def test_the_tables_of_factors_are_those_of_the_method() -> None:
    """Every number of the summary tables is the YAML's."""
    rules = METHOD.likelihood
    near, state = rules.proximity, rules.status
    steps = "; ".join(f"{factor:g}" for factor in (near.radius, near.city, near.country, near.elsewhere))
    for line in (
        f"| credibility 1, 2, 3, 4, 5, 6 | {', '.join(f'{rules.credibility.weights[g]:g}' for g in ('1', '2', '3', '4', '5', '6'))} |",
        f"| occurred or ongoing; planned, foiled or alleged; denied | {state.occurred:g}; {state.foiled:g}; {state.denied:g} |",
        f"| inside a radius; in a host city; elsewhere in a host country; abroad or not stated | {steps} |",
        f"| each {rules.recency.half_life_days:g} days of age | {1 / 2:g} |",
    ):
        assert line in TEXT
    assert state.planned == state.foiled == state.alleged
    for band in rules.terms.bands:
        assert f"| {band.points:g} | {band.term} |" in TEXT
    for name, rule in (("announced", rules.announced.points), ("targeted", rules.targeted.points)):
        assert re.search(rf"\| `{name}` .*\b{rule:g}\b", TEXT)
    assert f"{rules.warnings.specific:g} points" in TEXT
    assert f"{rules.warnings.general:g} points each, {rules.warnings.most:g} together" in TEXT
    for step in METHOD.impact.casualties.steps:
        assert f"| {step} | {step.impact} |" in TEXT
