"""The shipped method holds what its comments promise, and every sentence can be filled in."""

from __future__ import annotations

import math

import pytest
import yaml

from briefing.config import shipped
from briefing.config.references import BEARING_RULES, HEADLINE_VALUES, HEADLINES, check_method
from briefing.config.schema import Method
from briefing.config.yaml_tree import read_tree
from briefing.standards import LIKELIHOODS

PATH = shipped("config", "method.yaml")
METHOD = Method.model_validate(yaml.safe_load(PATH.read_text(encoding="utf-8")))


def term(points: float) -> str:
    return [band.term for band in METHOD.likelihood.bands if points >= band.points][-1]


def test_its_references_hold() -> None:
    """All rules are there once, and their sentences ask for nothing that is not filled in."""
    tree, problems = read_tree(PATH.read_bytes(), PATH)
    assert tree is not None
    assert [*problems, *check_method(tree, PATH)] == []
    assert {rule.id for rule in METHOD.relevance.rules} == set(BEARING_RULES)
    assert [headline.id for headline in METHOD.headline] == list(HEADLINES)


def test_sentences_read_well() -> None:
    """Filled in, no bracket is left, headlines begin with a capital and end with a full stop, reasons have neither."""
    for headline in METHOD.headline:
        text = headline.text.format(**dict.fromkeys(HEADLINE_VALUES, "X"))
        assert text[0].isupper()
        assert text.endswith(".")
        assert "{" not in text
    for rule in METHOD.relevance.rules:
        text = rule.text.format(**dict.fromkeys(BEARING_RULES[rule.id], "X"))
        assert not text.endswith(".")
        assert "{" not in text


def test_headlines_never_calm() -> None:
    """What was not found was not found in what was read: no headline speaks of safety or of a low risk."""
    for headline in METHOD.headline:
        assert "read" in headline.text
        assert not {"safe", "low", "no risk"} & set(headline.text.lower().split())


def test_confidence_and_likelihood_never_meet() -> None:
    """A sentence on confidence carries no term of likelihood."""
    for rule in METHOD.confidence:
        assert not any(name in rule.text for name in LIKELIHOODS)


def test_a_vague_remark_gives_little() -> None:
    """One warning stays in the lowest band; even one that names the event gives no more than "unlikely"."""
    table = METHOD.likelihood
    assert term(table.warning) == METHOD.likelihood.bands[0].term
    assert term(table.warning + table.specific) == "unlikely"
    assert term(2 * table.specific) == "roughly even chance"


def test_outer_terms_are_left_to_people() -> None:
    """The machine suggests neither that something is all but ruled out nor that it is all but sure."""
    assert {"almost no chance", "almost certain"}.isdisjoint(band.term for band in METHOD.likelihood.bands)


@pytest.mark.parametrize("band", METHOD.likelihood.bands[1:], ids=lambda band: band.term)
def test_bands_follow_from_the_half_life(band: object) -> None:
    """The points are those of a steady rate with at least one incident in two weeks, at the lower edge of the term's range."""
    edges = {"unlikely": 0.20, "roughly even chance": 0.45, "likely": 0.55, "very likely": 0.80}
    name, points = band.term, band.points  # type: ignore[attr-defined]
    a_day = points * math.log(2) / METHOD.likelihood.half_life_days
    assert 1 - math.exp(-14 * a_day) == pytest.approx(edges[name], abs=0.015)


def test_a_full_incident_counts_one_point() -> None:
    """Near, today, from two outlets: the unit in which everything else is said."""
    table = METHOD.likelihood
    assert table.base * table.corroborated_factor * table.near_factor == pytest.approx(1)
    assert table.near_factor > table.city_factor > table.country_factor


def test_scores_pass_the_threshold() -> None:
    """As shipped, every way suffices by itself; where the finding lies counts most."""
    assert all(rule.score >= METHOD.relevance.threshold for rule in METHOD.relevance.rules)
    assert max(METHOD.relevance.rules, key=lambda rule: rule.score).id == "in-radius"


def test_the_matrix() -> None:
    """Bands end at squares of the scale, and the corners are low and severe."""
    assert [(band.level, band.top) for band in METHOD.matrix] == [
        ("low", 4),
        ("moderate", 9),
        ("high", 16),
        ("severe", 25),
    ]
    assert METHOD.level("very unlikely", 1) == "low"
    assert METHOD.level("unlikely", 3) == "moderate"
    assert METHOD.level("very likely", 5) == "severe"


def test_impact_rises_with_casualties() -> None:
    """More killed or wounded never lower the impact, and its words are used nowhere else."""
    impacts = [rule.impact for rule in METHOD.impact]
    assert impacts == sorted(impacts)
    assert [rule.killed for rule in METHOD.impact] == sorted(rule.killed for rule in METHOD.impact)
    assert [rule.wounded for rule in METHOD.impact] == sorted(rule.wounded for rule in METHOD.impact)
    assert set(METHOD.impact_names).isdisjoint({band.level for band in METHOD.matrix} | {"low", "moderate", "high"})
