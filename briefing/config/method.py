"""`config/method.yaml` as frozen classes: every number and sentence by which the machine concludes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator

from briefing.config.fields import Confidence, Id, Likelihood, Model, Reliability, Text
from briefing.config.grouping import Grouping
from briefing.config.moments import Wrong
from briefing.standards import LIKELIHOODS


class BearingRule(Model):
    """A way in which a finding bears on an event; `text` is printed, with {…} filled from the finding."""

    id: Id = Field(description="the rule's name in the program")
    score: float = Field(ge=0, le=1, description="0 says nothing, 1 says it bears on the event for sure")
    text: Text = Field(description="the printed reason")


class Relevance(Model):
    """Which findings bear on an event: the best score of the rules that apply, against a threshold."""

    threshold: float = Field(ge=0, le=1, description="a finding bears on the event from this score on")
    rules: tuple[BearingRule, ...] = Field(min_length=1, description="one entry a way")


class LikelihoodBand(Model):
    """From this many points on, the term is suggested."""

    points: float = Field(ge=0, description="lowest number of points that gives the term")
    term: Likelihood = Field(description="ICD 203 term")


class LikelihoodPoints(Model):
    """What each piece of evidence adds to a category's points."""

    base: float = Field(ge=0, description="per incident group of full weight")
    half_life_days: float = Field(gt=0, description="an incident's weight halves with every so many days before as_of")
    near_factor: float = Field(ge=0, description="weight of an incident inside a venue's radius")
    city_factor: float = Field(ge=0, description="in a host city, outside every radius")
    country_factor: float = Field(ge=0, description="elsewhere")
    corroborated_factor: float = Field(ge=0, description="reported by two or more independent outlets")
    unrealised_factor: float = Field(ge=0, description="foiled, alleged or denied")
    warning: float = Field(ge=0, description="per warning or threat statement about a watched kind of harm")
    specific: float = Field(ge=0, description="per finding that is specific to the event")
    bands: tuple[LikelihoodBand, ...] = Field(min_length=1, description="from points to a term, lowest first")

    @field_validator("bands")
    @classmethod
    def _from_nothing_up(cls, bands: tuple[LikelihoodBand, ...]) -> tuple[LikelihoodBand, ...]:
        if bands[0].points != 0:
            raise Wrong("must begin at 0 points", hint=f"the first band begins at {bands[0].points:g}")
        _rising([band.points for band in bands], "points")
        return bands


class ImpactRule(Model):
    """So many killed, or so many wounded, raise the impact to at least this."""

    killed: int = Field(default=0, ge=0, description="this many killed or more; 0 leaves the killed out of account")
    wounded: int = Field(default=0, ge=0, description="this many wounded or more; 0 leaves the wounded out of account")
    impact: int = Field(ge=1, le=5, description="1–5")


class ConfidenceRule(Model):
    """The first rule whose conditions hold gives the confidence."""

    confidence: Confidence = Field(description="in the evidence, not in the event")
    outlets: int = Field(default=0, ge=0, description="at least this many independent outlets")
    reliability: Reliability = Field(default="F", description="at least one of them graded so or better")
    text: Text = Field(description="the rule in words; printed")


class MatrixBand(Model):
    """A level of the 5×5 matrix."""

    level: Text = Field(description="as it is printed")
    top: int = Field(ge=1, le=25, description="the largest product of likelihood column and impact in it")


class HeadlineRule(Model):
    """The first sentence of page one, by case; `text` is printed with {…} filled in."""

    id: Literal["specific", "none-specific", "not-named", "nothing-read"] = Field(description="the case")
    text: Text = Field(description="the sentence")


class Method(Model):
    """`config/method.yaml`: every number and sentence by which the machine concludes."""

    relevance: Relevance = Field(description="which findings bear on an event")
    grouping: Grouping = Field(default=Grouping(), description="what is one text, and what one happening")
    likelihood: LikelihoodPoints = Field(description="from evidence to an ICD 203 term")
    impact: tuple[ImpactRule, ...] = Field(description="from casualties to an impact")
    impact_names: tuple[Text, Text, Text, Text, Text] = Field(description="the words for impact 1 to 5")
    confidence: tuple[ConfidenceRule, ...] = Field(
        min_length=1, description="from outlets to a confidence, strictest first"
    )
    matrix: tuple[MatrixBand, ...] = Field(min_length=2, description="from product to level, lowest first")
    headline: tuple[HeadlineRule, ...] = Field(min_length=4, description="the first sentence, one entry a case")
    specific_within_days: int = Field(default=30, ge=1, description="a current threat is at most this old")

    @field_validator("confidence")
    @classmethod
    def _last_always_holds(cls, rules: tuple[ConfidenceRule, ...]) -> tuple[ConfidenceRule, ...]:
        if rules[-1].outlets > 0 or rules[-1].reliability != "F":
            raise Wrong("leaves cases out", hint="the last rule must hold always: outlets 0, reliability F")
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


def _rising(numbers: Sequence[float], name: str) -> None:
    for lower, upper in pairwise(numbers):
        if upper <= lower:
            raise Wrong("must rise from one to the next", hint=f"{name} {upper:g} follows {lower:g}")
