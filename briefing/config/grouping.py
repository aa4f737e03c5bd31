"""The `grouping` part of `config/method.yaml` as frozen classes: when texts are the same, when mentions are one happening."""

from __future__ import annotations

from pydantic import Field

from briefing.config.fields import Model, Text


class SameIncident(Model):
    """What speaks for two mentions being one happening, in points: they are one from `threshold` points on."""

    threshold: float = Field(default=4.5, gt=0, description="mentions with this many points are one happening")
    same_day: float = Field(default=3, description="both give the same day")
    near_day: float = Field(default=1.5, description="their days overlap, or lie a day apart")
    few_days: float = Field(default=-0.5, description="up to three days apart, as a death is from the wound")
    two_weeks: float = Field(default=-1, description="up to fourteen days apart")
    long_apart: float = Field(default=-3, description="further apart, or one has no date at all")
    same_report: float = Field(default=0.5, description="published within four days of each other")
    same_place: float = Field(default=1.5, description="the same city, or points within 25 km")
    open_place: float = Field(default=0, description="one place holds the other, or one is not known")
    other_place: float = Field(default=-2, description="places that do not agree")
    person: float = Field(default=1.5, description="a person is named in both, by first and last name")
    name: float = Field(default=0.5, description="each name they share, five at most")
    street: float = Field(default=2, description="the same street or square")
    age: float = Field(default=1.5, description="each age that both give, two at most")
    other_ages: float = Field(default=-3, description="both give ages, and none is the same")
    other_figures: float = Field(default=-1, description="the numbers of killed and wounded do not agree")
    same_figures: float = Field(default=1.5, description="the same killed and wounded, three or more together")
    words: float = Field(default=2, description="times the likeness of their words, 0 to 1")
    rare_type: float = Field(default=1, description="a type that a place does not see every week")


class Agency(Model):
    """A wire agency whose credit line an article may bear."""

    name: Text = Field(description="as it is printed and counted")
    credits: tuple[Text, ...] = Field(min_length=1, description="its names in credit lines, such as AP")


class Grouping(Model):
    """What is one text, what is one happening, and which of several figures leads."""

    same_text: float = Field(
        default=0.5, gt=0, le=1, description="share of the shorter text that stands in the longer one"
    )
    same_incident: SameIncident = Field(default=SameIncident(), description="points for one happening")
    common_types: tuple[Text, ...] = Field(
        default=(), description="incident types that a city sees every week; others get rare_type points"
    )
    agencies: tuple[Agency, ...] = Field(default=(), description="wire agencies that credit lines name")
    figures: Text = Field(
        default="Figures that differ stand side by side, each with its source. The latest that an official is cited for leads, then "
        "the latest published; those of an article's earlier version stand last.",
        description="the rule by which one of several figures leads; printed",
    )
