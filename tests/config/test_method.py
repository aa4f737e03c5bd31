"""The shipped method holds what its reasons promise, and every sentence can be filled in."""

from __future__ import annotations

import math
import re

import pytest
import yaml

from briefing.config import shipped
from briefing.config.references import BEARING_RULES, HEADLINE_VALUES, HEADLINES, check_method
from briefing.config.schema import Method, Rule
from briefing.config.yaml_tree import read_tree
from briefing.standards import LIKELIHOODS

PATH = shipped("config", "method.yaml")
METHOD = Method.model_validate(yaml.safe_load(PATH.read_text(encoding="utf-8")))
RULES = METHOD.likelihood
DAY = RULES.points_a_day


def term(points: float) -> str:
    return RULES.terms.term(points)


def every_rule() -> dict[str, tuple[str, str]]:
    """Each rule with its sentence, numbers filled in, and its reason."""
    rules = {name: (sentence, reason) for name, sentence, reason in RULES.sentences()}
    others: dict[str, Rule] = {
        "relevance": METHOD.relevance,
        "specific": METHOD.specific,
        "prospect": METHOD.prospect,
        **dict(METHOD.impact),
        **{rule.confidence: rule for rule in METHOD.confidence},
    }
    rules |= {name: (rule.sentence(), rule.reason) for name, rule in others.items()}
    return rules | {"levels": (METHOD.level_sentence(), METHOD.levels.reason)}


def test_its_references_hold() -> None:
    """All rules are there once, and their sentences ask for nothing that is not filled in."""
    tree, problems = read_tree(PATH.read_bytes(), PATH)
    assert tree is not None
    assert [*problems, *check_method(tree, PATH)] == []
    assert {rule.id for rule in METHOD.relevance.rules} == set(BEARING_RULES)
    assert [headline.id for headline in METHOD.headline] == list(HEADLINES)


@pytest.mark.parametrize("name", every_rule())
def test_each_rule_is_a_sentence_with_a_reason(name: str) -> None:
    """Filled in, no bracket is left; sentence and reason begin with a capital and end with a full stop."""
    for text in every_rule()[name]:
        assert re.match(r"[A-Z]", text)
        assert text.strip().endswith(".")
        assert "{" not in text


def test_a_sentence_carries_the_numbers_of_its_rule() -> None:
    """Each number of a rule of likelihood or impact stands in its sentence, so that text and number cannot part."""
    for _, rule in (*RULES, *METHOD.impact):
        if isinstance(rule, Rule):
            sentence = rule.sentence(half_life_days="90", points_a_day="3.08")
            assert all(value in sentence for value in rule.values().values()), sentence


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
        assert not any(name in rule.sentence() for name in LIKELIHOODS)


def test_warnings_do_what_their_reason_says() -> None:
    """General ones stay in the lowest band, however many; one specific one too, by a usually reliable outlet; two do not."""
    lowest, quoted = RULES.terms.bands[0].term, RULES.credibility.weights["2"]
    assert term(RULES.warnings.most) == lowest
    assert term(RULES.warnings.specific * quoted) == lowest
    assert term(2 * RULES.warnings.specific * quoted) == "unlikely"


def test_threats_do_what_their_reason_says() -> None:
    """One fresh threat by a usually reliable outlet gives 32 points and "unlikely", two give 64 and "roughly even chance"."""
    one = RULES.targeted.points * RULES.credibility.weights["2"]
    assert one == pytest.approx(32)
    assert (term(one), term(2 * one)) == ("unlikely", "roughly even chance")
    assert 1 - math.exp(-one / 100) == pytest.approx(0.27, abs=0.01)


def test_outer_terms_are_left_to_people() -> None:
    """The machine suggests neither that something is all but ruled out nor that it is all but sure."""
    assert {"almost no chance", "almost certain"}.isdisjoint(band.term for band in RULES.terms.bands)


@pytest.mark.parametrize("band", RULES.terms.bands[1:], ids=lambda band: band.term)
def test_bands_are_the_edges_of_their_terms(band: object) -> None:
    """As hundredths of an incident to be expected, the points give the lower edge of the term's range in ICD 203."""
    name, points = band.term, band.points  # type: ignore[attr-defined]
    edge = int(LIKELIHOODS[name][0].split("–")[0])
    assert round(100 * (1 - math.exp(-points / 100))) == edge


@pytest.mark.parametrize("band", RULES.terms.bands[1:], ids=lambda band: band.term)
def test_a_band_begins_at_its_points(band: object) -> None:
    """At the points the term is the band's, a hundredth below the one before."""
    name, points = band.term, band.points  # type: ignore[attr-defined]
    names = [entry.term for entry in RULES.terms.bands]
    assert term(points) == name
    assert term(points - 0.01) == names[names.index(name) - 1]


def test_a_rate_gives_what_is_to_be_expected() -> None:
    """One incident read every ten days, for years, gives the number to be expected in the event's days, unread ones included."""
    seen = sum(math.exp2(-age / RULES.recency.half_life_days) for age in range(0, 4000, 10))
    assert seen * DAY * 14 / 100 == pytest.approx(14 / 10 / RULES.frequency.coverage, rel=0.05)


def test_factors_fall() -> None:
    """With distance, doubt and what did not happen, from one on."""
    near = RULES.proximity
    assert 1 == near.radius > near.city > near.country > near.elsewhere > 0
    assert [RULES.credibility.weights[grade] for grade in ("1", "2", "3", "4", "5")] == [1, 0.8, 0.6, 0.4, 0.2]
    assert RULES.status.occurred == 1 > RULES.status.foiled > RULES.status.denied > 0


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


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [("very unlikely", 4, "low"), ("very unlikely", 5, "moderate"), ("roughly even chance", 3, "moderate"), ("very likely", 2, "high"),
     ("likely", 4, "high"), ("likely", 5, "severe")],
)  # fmt: skip
def test_levels_on_both_sides_of_their_bands(likelihood: str, impact: int, level: str) -> None:
    """Products 4 and 5, 9 and 10, 16 and 20."""
    assert METHOD.level(likelihood, impact) == level


def test_impact_rises_with_casualties() -> None:
    """More killed or wounded never lower the impact, and its words are used nowhere else."""
    steps = METHOD.impact.casualties.steps
    assert [step.impact for step in steps] == sorted(step.impact for step in steps)
    assert [step.killed for step in steps] == sorted(step.killed for step in steps)
    assert [step.wounded for step in steps] == sorted(step.wounded for step in steps)
    assert set(METHOD.impact_names).isdisjoint({band.level for band in METHOD.matrix} | {"low", "moderate", "high"})
