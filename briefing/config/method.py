"""`config/method.yaml` as frozen classes: every number and sentence by which the machine concludes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator

from briefing.config.fields import Confidence, Id, Likelihood, Model, Reliability, Text
from briefing.config.grouping import Grouping
from briefing.config.moments import Wrong
from briefing.standards import CREDIBILITY, LIKELIHOODS

Credibility = Literal["1", "2", "3", "4", "5", "6"]
CREDIBILITIES: tuple[Credibility, ...] = ("1", "2", "3", "4", "5", "6")


class Rule(Model):
    """A rule in words: `text` with its numbers as {…}, and where the numbers come from. Both are printed in the annex."""

    text: Text = Field(description="the rule in a sentence, its numbers as {…}; printed")
    reason: Text = Field(description="where its numbers come from; printed")

    def values(self) -> dict[str, str]:
        """What fills the sentence's {…}: each number of the rule as it is printed."""
        return {name: _said(value) for name, value in self if name not in {"id", "text", "reason"}}

    def sentence(self, **more: str) -> str:
        """The text with its numbers filled in; `more` are numbers of other rules that it speaks of."""
        return self.text.format(**(self.values() | more))


# ---- which findings bear on an event ---------------------------------------------------------------------------------


class BearingRule(Model):
    """A way in which a finding bears on an event; `text` is printed, with {…} filled from the finding."""

    id: Id = Field(description="the rule's name in the program")
    score: float = Field(ge=0, le=1, description="0 says nothing, 1 says it bears on the event for sure")
    text: Text = Field(description="the printed reason")


class Relevance(Rule):
    """Which findings bear on an event: the best score of the rules that apply, against a threshold."""

    threshold: float = Field(ge=0, le=1, description="a finding bears on the event from this score on")
    far_km: float = Field(
        default=300, ge=0, description="further from every venue, only a name close by ties an incident to the event"
    )
    rules: tuple[BearingRule, ...] = Field(min_length=1, description="one entry a way")

    def values(self) -> dict[str, str]:
        return {"threshold": _said(self.threshold), "far_km": _said(self.far_km)}


class Specific(Rule):
    """When a finding is specific to the event."""

    within_days: int = Field(default=30, ge=1, description="a current threat is at most this old")


# ---- how likely ------------------------------------------------------------------------------------------------------


class Frequency(Rule):
    """From the weights of incidents to points."""

    coverage: float = Field(gt=0, le=1, description="the part of what happens that is read")


class Recency(Rule):
    """How weights fall with age."""

    half_life_days: float = Field(gt=0, description="an incident's weight halves with every so many days before as_of")
    warning_half_life_days: float = Field(
        gt=0, description="the same for warnings, and for threats and plots aimed at it"
    )


class Proximity(Rule):
    """Factors by place, the nearest first."""

    radius: float = Field(ge=0, le=1, description="inside a venue's radius")
    city: float = Field(ge=0, le=1, description="in a host city, outside every radius")
    country: float = Field(ge=0, le=1, description="elsewhere in a host country")
    elsewhere: float = Field(ge=0, le=1, description="abroad, or in a place not stated")
    unbound: float = Field(ge=0, le=1, description="at least, in a category that is not bound to a place")

    @field_validator("elsewhere")
    @classmethod
    def _falls_with_distance(cls, elsewhere: float, info: object) -> float:
        given = {**getattr(info, "data", {}), "elsewhere": elsewhere}
        steps = [(name, given[name]) for name in ("radius", "city", "country", "elsewhere") if name in given]
        for (near, more), (far, less) in pairwise(steps):
            if less > more:
                raise Wrong("must fall from step to step", hint=f"{far} {less:g} is more than {near} {more:g}")
        return elsewhere


class CredibilityWeights(Rule):
    """Factors by the credibility of a finding."""

    weights: dict[Credibility, float] = Field(description="one for each of 1 to 6, from 0 to 1")

    @field_validator("weights")
    @classmethod
    def _complete_and_falling(cls, weights: dict[Credibility, float]) -> dict[Credibility, float]:
        if missing := [grade for grade in CREDIBILITIES if grade not in weights]:
            raise Wrong("leaves grades out", hint=f'add "{missing[0]}": a number from 0 to 1')
        for grade, weight in weights.items():
            if not 0 <= weight <= 1:
                raise Wrong("must lie between 0 and 1", hint=f'"{grade}" is {weight:g}')
        for better, worse in pairwise(CREDIBILITIES[:5]):
            if weights[worse] > weights[better]:
                raise Wrong("must fall from 1 to 5", hint=f'"{worse}" is more than "{better}"')
        return weights

    def values(self) -> dict[str, str]:
        return {"weights": ", ".join(f"{g} ({CREDIBILITY[g]}) × {self.weights[g]:g}" for g in CREDIBILITIES)}


class StatusWeights(Rule):
    """Factors by the status of an incident."""

    occurred: float = Field(ge=0, le=1, description="it happened")
    ongoing: float = Field(ge=0, le=1, description="it goes on")
    planned: float = Field(ge=0, le=1, description="somebody plans it, and it is not one that is announced")
    foiled: float = Field(ge=0, le=1, description="it was prevented")
    alleged: float = Field(ge=0, le=1, description="somebody claims that it happened")
    denied: float = Field(ge=0, le=1, description="somebody denies that it happened")


class Announced(Rule):
    """Incidents that are announced for the days of the event."""

    types: tuple[Id, ...] = Field(description="incident types that are announced beforehand")
    points: float = Field(ge=0, description="for each, before credibility")
    country: float = Field(ge=0, le=1, description="factor where a whole host country is named, or no place")

    def values(self) -> dict[str, str]:
        return super().values() | {"types": " or ".join(self.types)}


class Targeted(Rule):
    """Threats and plots that are specific to the event."""

    points: float = Field(ge=0, description="for each, before credibility, status and recency")


class Warnings(Rule):
    """Warnings and threats that somebody voices."""

    specific: float = Field(ge=0, description="points of one that is specific to the event")
    general: float = Field(ge=0, description="points of any other")
    most: float = Field(ge=0, description="points that those others give together at most")


class LikelihoodBand(Model):
    """From this many points on, the term is suggested."""

    points: float = Field(ge=0, description="lowest number of points that gives the term")
    term: Likelihood = Field(description="ICD 203 term")


class Terms(Rule):
    """From points to an ICD 203 term."""

    least: float = Field(ge=0, description="with fewer points there is no rating")
    bands: tuple[LikelihoodBand, ...] = Field(min_length=1, description="lowest first")

    @field_validator("bands")
    @classmethod
    def _from_nothing_up(cls, bands: tuple[LikelihoodBand, ...]) -> tuple[LikelihoodBand, ...]:
        if bands[0].points != 0:
            raise Wrong("must begin at 0 points", hint=f"the first band begins at {bands[0].points:g}")
        _rising([band.points for band in bands], "points")
        order = list(LIKELIHOODS)
        _rising([order.index(band.term) for band in bands], "term")
        return bands

    def values(self) -> dict[str, str]:
        bands = ", ".join(f"from {band.points:g} “{band.term}”" for band in self.bands)
        return super().values() | {"bands": bands}

    def term(self, points: float) -> Likelihood:
        """The highest band's whose lower edge the points reach."""
        return next((band.term for band in reversed(self.bands) if points >= band.points), self.bands[0].term)


CeilingId = Literal["far-alone", "words-alone", "low-grade-alone"]


class Ceiling(Rule):
    """The highest term that evidence of one kind can give by itself."""

    id: CeilingId = Field(description="the kind of evidence")
    term: Likelihood = Field(description="the term at most")


class LikelihoodRules(Model):
    """From evidence to an ICD 203 term."""

    frequency: Frequency = Field(description="from incidents to points")
    recency: Recency = Field(description="how weights fall with age")
    proximity: Proximity = Field(description="how weights fall with distance")
    credibility: CredibilityWeights = Field(description="how weights fall with doubt")
    status: StatusWeights = Field(description="what did not happen weighs less")
    announced: Announced = Field(description="what is announced for the days of the event")
    targeted: Targeted = Field(description="threats and plots aimed at the event")
    warnings: Warnings = Field(description="what somebody warns of or threatens")
    terms: Terms = Field(description="from points to terms")
    ceilings: tuple[Ceiling, ...] = Field(default=(), description="what evidence of one kind can give at most")

    @property
    def points_a_day(self) -> float:
        """What a full incident of today gives for each day of the event, in hundredths of an incident to be expected."""
        return 100 * math.log(2) / self.recency.half_life_days / self.frequency.coverage

    def sentences(self) -> tuple[tuple[str, str, str], ...]:
        """Id, sentence and reason of each rule, in the order in which they are applied."""
        shared = {"half_life_days": _said(self.recency.half_life_days), "points_a_day": f"{self.points_a_day:.2f}"}
        named = [(name, rule) for name, rule in self if isinstance(rule, Rule)]
        named += [(ceiling.id, ceiling) for ceiling in self.ceilings]
        return tuple((name, rule.sentence(**shared), rule.reason) for name, rule in named)


# ---- how grave -------------------------------------------------------------------------------------------------------


class SeverityRule(Rule):
    """Which incidents the impact begins at."""

    weight: float = Field(ge=0, le=1, description="an incident that weighs less is left out")


class Casualties(Model):
    """So many killed, or so many wounded, raise the impact to at least this."""

    killed: int = Field(default=0, ge=0, description="this many killed or more; 0 leaves the killed out of account")
    wounded: int = Field(default=0, ge=0, description="this many wounded or more; 0 leaves the wounded out of account")
    impact: int = Field(ge=1, le=5, description="1–5")

    def __str__(self) -> str:
        return " or ".join(f"{n} {word}" for n, word in ((self.killed, "killed"), (self.wounded, "wounded")) if n)

    def reached(self, killed: int, wounded: int) -> bool:
        return bool((self.killed and killed >= self.killed) or (self.wounded and wounded >= self.wounded))


class CasualtyRule(Rule):
    """How casualties raise the impact."""

    steps: tuple[Casualties, ...] = Field(description="each raises to its impact")

    def values(self) -> dict[str, str]:
        return {"steps": "; ".join(f"{step} give at least {step.impact}" for step in self.steps)}


class Exposure(Rule):
    """How the size of the event raises the impact."""

    people: int = Field(ge=1, description="from this many people in one place at one time")
    add: int = Field(ge=0, le=4, description="the impact rises by so much")
    most: int = Field(ge=1, le=5, description="to this at most")

    def values(self) -> dict[str, str]:
        return super().values() | {"people": f"{self.people:,}"}


class Impact(Model):
    """From incidents and the event's size to an impact of 1–5."""

    severity: SeverityRule = Field(description="where it begins")
    casualties: CasualtyRule = Field(description="what raises it")
    exposure: Exposure = Field(description="how the crowd raises it")
    weighing: Rule = Field(description="which of several impacts counts")


# ---- how sure, and the rest ------------------------------------------------------------------------------------------


class ConfidenceRule(Rule):
    """The first rule whose conditions hold gives the confidence."""

    confidence: Confidence = Field(description="in the evidence, not in the event")
    outlets: int = Field(default=0, ge=0, description="at least this many independent outlets")
    reliability: Reliability = Field(default="F", description="each of them graded so or better")
    best: Reliability = Field(default="F", description="one of them graded so or better")
    confirmed: int = Field(default=0, ge=0, description="at least this many findings of credibility 1")
    direct: int = Field(default=0, ge=0, description="at least this many at a venue, in a host city or specific")

    def always_holds(self) -> bool:
        return not (self.outlets or self.confirmed or self.direct) and (self.best == "F")


class MatrixBand(Model):
    """A level of the 5×5 matrix."""

    level: Text = Field(description="as it is printed")
    top: int = Field(ge=1, le=25, description="the largest product of likelihood column and impact in it")


class Prospect(Rule):
    """How what would change a rating is looked for."""

    days: int = Field(ge=0, description="further findings arrive within so many days")
    most: int = Field(ge=1, le=20, description="so many further findings of one kind at most")


class HeadlineRule(Model):
    """The first sentence of page one, by case; `text` is printed with {…} filled in."""

    id: Literal["specific", "none-specific", "not-named", "nothing-read"] = Field(description="the case")
    text: Text = Field(description="the sentence")


class Method(Model):
    """`config/method.yaml`: every number and sentence by which the machine concludes."""

    relevance: Relevance = Field(description="which findings bear on an event")
    specific: Specific = Field(description="which of them are specific to it")
    grouping: Grouping = Field(default=Grouping(), description="what is one text, and what one happening")
    likelihood: LikelihoodRules = Field(description="from evidence to an ICD 203 term")
    impact: Impact = Field(description="from severity, casualties and exposure to an impact")
    impact_names: tuple[Text, Text, Text, Text, Text] = Field(description="the words for impact 1 to 5")
    confidence: tuple[ConfidenceRule, ...] = Field(
        min_length=1, description="from outlets to a confidence, strictest first"
    )
    matrix: tuple[MatrixBand, ...] = Field(min_length=2, description="from product to level, lowest first")
    levels: Rule = Field(description="how the matrix is read")
    prospect: Prospect = Field(description="what would change a rating")
    headline: tuple[HeadlineRule, ...] = Field(min_length=4, description="the first sentence, one entry a case")

    @property
    def specific_within_days(self) -> int:
        return self.specific.within_days

    @field_validator("confidence")
    @classmethod
    def _last_always_holds(cls, rules: tuple[ConfidenceRule, ...]) -> tuple[ConfidenceRule, ...]:
        if not rules[-1].always_holds():
            raise Wrong("leaves cases out", hint="the last rule must hold always: no outlets, grades or findings asked")
        return rules

    @field_validator("matrix")
    @classmethod
    def _up_to_the_corner(cls, bands: tuple[MatrixBand, ...]) -> tuple[MatrixBand, ...]:
        _rising([band.top for band in bands], "top")
        if bands[-1].top != 25:
            raise Wrong("leaves products out", hint=f"the last top is {bands[-1].top}; it must be 25")
        return bands

    def level(self, likelihood: str, impact: int) -> str:
        """The matrix's band for the product of the likelihood's column (1–5) and the impact (1–5)."""
        product = LIKELIHOODS[likelihood][1] * impact
        return next((band.level for band in self.matrix if product <= band.top), self.matrix[-1].level)

    def level_sentence(self) -> str:
        return self.levels.sentence(matrix=", ".join(f"{band.level} up to {band.top}" for band in self.matrix))


def rule_values() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Where the rules stand in the file, and what each may fill into its sentence; `*` stands for every entry of a list."""
    shared = ("half_life_days", "points_a_day")
    kinds: dict[tuple[str, ...], tuple[type[Rule], tuple[str, ...]]] = {
        ("relevance",): (Relevance, ()),
        ("specific",): (Specific, ()),
        ("levels",): (Rule, ("matrix",)),
        ("prospect",): (Prospect, ()),
        ("confidence", "*"): (ConfidenceRule, ()),
        ("likelihood", "ceilings", "*"): (Ceiling, shared),
    }
    for name, section, more in (("likelihood", LikelihoodRules, shared), ("impact", Impact, ())):
        for key, field in section.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, Rule):
                kinds[name, key] = (field.annotation, more)
    told = {"id", "text", "reason", "rules"}
    return {
        path: tuple(dict.fromkeys((*(name for name in kind.model_fields if name not in told), *more)))
        for path, (kind, more) in kinds.items()
    }


def _said(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _rising(numbers: Sequence[float], name: str) -> None:
    for lower, upper in pairwise(numbers):
        if upper <= lower:
            raise Wrong("must rise from one to the next", hint=f"{name} {upper:g} follows {lower:g}")
