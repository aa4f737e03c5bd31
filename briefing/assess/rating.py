"""What the machine suggests for a category: its groups, statements and graded outlets go in, a `Rating` comes out.

Every number is `config/method.yaml`'s; every step leaves a `RatingReason`, a fixed pattern over counts. No evidence, no rating.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.config.schema import ImpactRule, Method, ThreatCategory
from briefing.models import IncidentGroup, Rating, RatingReason, Statement

UNREALISED = frozenset({"foiled", "alleged", "denied"})
_RELIABILITY = "ABCDEF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a category: current groups and statements, the ids that are specific, and who published them.

    `radius_groups` and `city_groups` are ids of groups inside a radius and in a host city; `grades` maps each independent outlet to
    its Admiralty reliability; `reported` gives a group's latest publication.
    """

    groups: Sequence[IncidentGroup]
    statements: Sequence[Statement]
    specific: frozenset[str]
    radius_groups: frozenset[str]
    city_groups: frozenset[str]
    grades: Mapping[str, str]
    reported: Mapping[str, dt.date]


def rate(category: ThreatCategory, method: Method, evidence: Evidence, as_of: dt.date) -> Rating | None:
    """The suggested rating, or None where there is nothing current to rate."""
    if not evidence.groups and not evidence.statements:
        return None
    points, reasons = _points(method, evidence, as_of)
    bands = sorted(method.likelihood.bands, key=lambda band: band.points)
    likelihood = bands[0].term
    for band in bands:
        if points >= band.points:
            likelihood = band.term
    impact, impact_reasons = _impact(category, method, evidence)
    confidence, confidence_reason = _confidence(method, evidence)
    reasons.append(
        RatingReason(
            rule="likelihood-bands",
            sentence=f"Together {points:.1f} points, which the table of bands gives as “{likelihood}”.",
            finding_ids=(),
        )
    )
    return Rating(
        category=category.id,
        likelihood=likelihood,
        impact=impact,
        level=method.level(likelihood, impact),
        confidence=confidence,
        reasons=(*reasons, *impact_reasons, confidence_reason),
    )


def _points(method: Method, evidence: Evidence, as_of: dt.date) -> tuple[float, list[RatingReason]]:
    table = method.likelihood
    reasons: list[RatingReason] = []
    total = 0.0
    places = (
        ("near", table.near_factor, "inside a venue's radius", evidence.radius_groups),
        (
            "city",
            table.city_factor,
            "in a host city, outside every radius",
            evidence.city_groups - evidence.radius_groups,
        ),
        (
            "elsewhere",
            table.country_factor,
            "elsewhere, in articles that name the event, a venue or a participant",
            frozenset(group.id for group in evidence.groups) - evidence.radius_groups - evidence.city_groups,
        ),
    )
    for name, factor, words, members in places:
        groups = [group for group in evidence.groups if group.id in members]
        if not groups:
            continue
        points = sum(factor * _weight(method, group, evidence, as_of) for group in groups)
        total += points
        reasons.append(
            RatingReason(
                rule=f"incidents-{name}",
                sentence=f"{_many(len(groups), 'incident')} {words}: {points:.1f} points after decay.",
                finding_ids=tuple(group.lead for group in groups),
            )
        )
    warnings = [s for s in evidence.statements if s.cue_kind in ("warning", "threat")]
    if warnings:
        points = table.warning * len(warnings)
        total += points
        reasons.append(
            RatingReason(
                rule="warnings",
                sentence=f"{_many(len(warnings), 'warning or threat', 'warnings or threats')} in statements: {points:.1f} points.",
                finding_ids=tuple(s.id for s in warnings),
            )
        )
    others = [s for s in evidence.statements if s.cue_kind not in ("warning", "threat")]
    if others and not reasons:
        reasons.append(
            RatingReason(
                rule="statements-alone",
                sentence=f"{_many(len(others), 'statement')} without an incident or a warning: no points.",
                finding_ids=tuple(s.id for s in others[:5]),
            )
        )
    if evidence.specific:
        points = table.specific * len(evidence.specific)
        total += points
        reasons.append(
            RatingReason(
                rule="specific",
                sentence=f"{_many(len(evidence.specific), 'finding')} specific to the event: {points:.1f} points.",
                finding_ids=tuple(sorted(evidence.specific)),
            )
        )
    return total, reasons


def _weight(method: Method, group: IncidentGroup, evidence: Evidence, as_of: dt.date) -> float:
    table = method.likelihood
    day = group.occurred.end or evidence.reported.get(group.id, as_of)
    age = max(0, (as_of - day).days)
    weight = table.base * math.exp2(-age / table.half_life_days)
    if len(group.outlets) >= 2:
        weight *= table.corroborated_factor
    if group.status in UNREALISED:
        weight *= table.unrealised_factor
    return weight


def _impact(category: ThreatCategory, method: Method, evidence: Evidence) -> tuple[int, list[RatingReason]]:
    severities = {entry.type: entry.severity for entry in category.incident_types}
    if not evidence.groups:
        ordered = sorted(severities.values())
        middle = ordered[len(ordered) // 2]
        sentence = f"No incident to go by: the middle severity of the category's types, {middle}."
        return middle, [RatingReason(rule="severity-without-incidents", sentence=sentence, finding_ids=())]
    worst = max(evidence.groups, key=lambda g: (severities.get(g.type, 1), g.id))
    impact = severities.get(worst.type, 1)
    reasons = [
        RatingReason(
            rule="severity",
            sentence=f"The most severe type among the incidents is {worst.type}, severity {impact}.",
            finding_ids=(worst.lead,),
        )
    ]
    for group in evidence.groups:
        killed, wounded = _leading(group.killed), _leading(group.wounded)
        for rule in method.impact:
            if rule.impact > impact and _reaches(rule, killed, wounded):
                impact = rule.impact
                reasons.append(
                    RatingReason(
                        rule="casualties",
                        sentence=f"An incident with {killed} killed and {wounded} wounded raises the impact to {impact}.",
                        finding_ids=(group.lead,),
                    )
                )
    return impact, reasons


def _reaches(rule: ImpactRule, killed: int, wounded: int) -> bool:
    return bool((rule.killed and killed >= rule.killed) or (rule.wounded and wounded >= rule.wounded))


def _leading(values: Sequence[object]) -> int:
    """The leading figure's lower bound, 0 where none is reported."""
    if not values:
        return 0
    text = getattr(values[0], "value", "0")
    return int(str(text).split("–")[0])


def _confidence(method: Method, evidence: Evidence) -> tuple[str, RatingReason]:
    outlets = len(evidence.grades)
    best = min(evidence.grades.values(), key=_RELIABILITY.index, default="F")
    for rule in method.confidence:
        if outlets >= rule.outlets and _RELIABILITY.index(best) <= _RELIABILITY.index(rule.reliability):
            break
    sentence = f"{_many(outlets, 'independent outlet')}, the best graded {best}: {rule.text}"
    return rule.confidence, RatingReason(rule="confidence", sentence=sentence, finding_ids=())


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
