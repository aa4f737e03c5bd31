"""What speaks for a category: current incidents with how near they are, and what people warn of, ready to be weighed.

Groups and statements with their bearings go in, `Evidence` comes out. No number of the method is used here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.models import IncidentGroup, Statement

Step = Literal["radius", "city", "country", "elsewhere"]
STEPS: tuple[Step, ...] = ("radius", "city", "country", "elsewhere")
WARNING_CUES = frozenset({"warning", "threat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A current incident: its group, how near it is, the day its age counts from.

    `targeted` says whether it is specific to the event; `wide` whether a host country as a whole, or no place, is named.
    """

    group: IncidentGroup
    step: Step
    day: dt.date
    targeted: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A speaker's warnings and threats, which count once: the statements, latest first, and the day of the latest."""

    ids: tuple[str, ...]
    credibility: str
    day: dt.date
    specific: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a category as of `as_of`, and what of the event the rules ask for.

    `crowd` is the most people in one place at one time, `radii` the venues' in kilometres. `grades` maps each independent outlet that
    reports a happening or a warning to its Admiralty reliability. Precedents, and statements that neither warn nor threaten, are no
    evidence.
    """

    as_of: dt.date
    starts: dt.date
    ends: dt.date
    crowd: int | None
    radii: tuple[float, ...]
    happenings: tuple[Happening, ...]
    spoken: tuple[Spoken, ...]
    grades: Mapping[str, str]

    @property
    def event_days(self) -> int:
        return (self.ends - self.starts).days + 1


def step_of(group: IncidentGroup, rules: Iterable[str], hosts: frozenset[str]) -> Step:
    """How near a group is, by the rules that its members bear by and the country of its place."""
    found = set(rules)
    if "in-radius" in found:
        return "radius"
    if "in-host-city" in found:
        return "city"
    return "country" if group.place is not None and group.place.country in hosts else "elsewhere"


def is_wide(group: IncidentGroup, hosts: frozenset[str]) -> bool:
    """Whether its place is a host country (or a part of one larger than a city), or not stated."""
    place = group.place
    return place is None or (place.country in hosts and place.precision in ("region", "country"))


def spoken(
    statements: Sequence[Statement],
    *,
    days: Mapping[str, dt.date],
    outlets: Mapping[str, Sequence[str]],
    specific: frozenset[str],
    credibility: Callable[[Sequence[str]], str],
) -> tuple[Spoken, ...]:
    """Warnings and threats by speaker; one that is not named counts by article.

    `days` gives each statement's day, `outlets` the independent ones that quote it, `credibility` that of a set of outlets.
    """
    speakers: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.cue_kind in WARNING_CUES:
            unnamed = statement.speaker.kind == "unnamed"
            key = (statement.article_id, "") if unnamed else ("", " ".join(statement.speaker.name.casefold().split()))
            speakers[key].append(statement)
    found = []
    for _, said in sorted(speakers.items()):
        said.sort(key=lambda s: (s.id not in specific, -days[s.id].toordinal(), s.id))
        # What one of them says of the event itself is the weightier; others of the speaker only confirm or repeat it.
        weighty = [s for s in said if s.id in specific] or said
        found.append(
            Spoken(
                ids=tuple(s.id for s in said),
                credibility=credibility(sorted({name for s in weighty for name in outlets[s.id]})),
                day=max(days[s.id] for s in weighty),
                specific=bool(specific & {s.id for s in said}),
            )
        )
    return tuple(found)
