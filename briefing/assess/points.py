"""What each finding gives towards a likelihood: `Evidence` goes in, a `Share` for each finding comes out, by the rules of the method.

Points are hundredths of an incident to be expected within a venue's radius during the event.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.assess.evidence import Evidence, Happening, Spoken, Step
from briefing.config.schema import LikelihoodRules, Method, ThreatCategory
from briefing.models import IncidentGroup

By = Literal["frequency", "announced", "targeted", "warnings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one finding gives, by the rule `by`.

    `weight` is an incident's part of a full one (0 for what is only said), `direct` whether it lies at a venue or in a
    host city or is specific to the event, `capped` whether only the general warnings' common limit counts it.
    """

    ids: tuple[str, ...]
    by: By
    points: float
    weight: float
    credibility: str
    direct: bool
    group: IncidentGroup | None = None
    step: Step | None = None
    capped: bool = False


def shares(category: ThreatCategory, method: Method, evidence: Evidence) -> tuple[Share, ...]:
    """A share for each happening and each speaker's warnings, the weightiest first."""
    found = [_of_happening(happening, category, method.likelihood, evidence) for happening in evidence.happenings]
    found += [_of_warning(warning, method.likelihood, evidence.as_of) for warning in evidence.spoken]
    return tuple(sorted(found, key=lambda share: (-share.points, share.ids)))


def total(found: Sequence[Share], method: Method) -> float:
    """The sum of the points, the general warnings up to their limit."""
    capped = sum(share.points for share in found if share.capped)
    return sum(share.points for share in found if not share.capped) + min(capped, method.likelihood.warnings.most)


def _of_happening(happening: Happening, category: ThreatCategory, rules: LikelihoodRules, evidence: Evidence) -> Share:
    group = happening.group
    credible = rules.credibility.weights[group.credibility]
    near = _near(happening, category, rules)
    direct = happening.step in ("radius", "city") or happening.targeted
    if group.status == "planned" and group.type in rules.announced.types:
        on_event = _part_on_event(happening, near, rules, evidence)
        return Share(
            ids=(group.lead,),
            by="announced",
            points=rules.announced.points * credible * on_event,
            weight=max(near, on_event) * credible,
            credibility=group.credibility,
            direct=direct,
            group=group,
            step=happening.step,
        )
    status = float(getattr(rules.status, group.status, 0.0))
    weight = near * credible * status * _left(happening.day, evidence.as_of, rules.recency.half_life_days)
    points = weight * rules.points_a_day * evidence.event_days
    aimed = 0.0
    if happening.targeted:
        fresh = _left(happening.day, evidence.as_of, rules.recency.warning_half_life_days)
        aimed = rules.targeted.points * credible * status * fresh
    return Share(
        ids=(group.lead,),
        by="targeted" if aimed > points else "frequency",
        points=max(points, aimed),
        weight=weight,
        credibility=group.credibility,
        direct=direct,
        group=group,
        step=happening.step,
    )


def _near(happening: Happening, category: ThreatCategory, rules: LikelihoodRules) -> float:
    factor = float(getattr(rules.proximity, happening.step))
    return factor if category.place_bound else max(factor, rules.proximity.unbound)


def _part_on_event(happening: Happening, near: float, rules: LikelihoodRules, evidence: Evidence) -> float:
    """How much of an announced incident falls on the event: by its days first, then by its place."""
    when = happening.group.occurred
    dated = when.start is not None and when.end is not None and when.precision in ("day", "week")
    on_the_days = dated and when.start <= evidence.ends and evidence.starts <= when.end  # type: ignore[operator]
    if not on_the_days and (dated or not happening.targeted):
        return 0.0
    if happening.step in ("radius", "city"):
        return 1.0
    return max(near, rules.announced.country) if happening.wide else near


def _of_warning(warning: Spoken, rules: LikelihoodRules, as_of: dt.date) -> Share:
    full = rules.warnings.specific if warning.specific else rules.warnings.general
    fresh = _left(warning.day, as_of, rules.recency.warning_half_life_days)
    return Share(
        ids=warning.ids,
        by="warnings",
        points=full * rules.credibility.weights[warning.credibility] * fresh,  # type: ignore[index]
        weight=0.0,
        credibility=warning.credibility,
        direct=warning.specific,
        capped=not warning.specific,
    )


def _left(day: dt.date, as_of: dt.date, half_life: float) -> float:
    """What age leaves of a weight: 1 today (or for a day ahead), half after one half life."""
    return math.exp2(-max(0, (as_of - day).days) / half_life)
