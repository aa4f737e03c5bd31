"""Likelihood, impact and confidence of a category by the rules of the method: `Evidence` goes in, numbers with their causes come out.

Pure arithmetic, no sentences: `rating` words what is concluded here, `prospect` asks it what if.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.assess.evidence import Evidence
from briefing.assess.points import Share, shares, total
from briefing.config.method import Ceiling, CeilingId
from briefing.config.schema import ConfidenceRule, Method, ThreatCategory
from briefing.models import FieldValue
from briefing.standards import LIKELIHOODS

TERMS = tuple(LIKELIHOODS)
_RELIABILITY = "ABCDEF"
_DOUBTFUL = frozenset({"4", "5", "6"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """The term (empty: too little for one), the points that it comes from, and the ceilings that lowered it."""

    term: str
    points: float
    shares: tuple[Share, ...]
    ceilings: tuple[Ceiling, ...]

    @property
    def rank(self) -> int:
        """The term's place among all, lowest first; -1 where too little was found for one."""
        return TERMS.index(self.term) if self.term else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How grave one finding is: `severity` of its type (or the category's middle one), then after casualties, then after the crowd."""

    share: Share | None
    severity: int
    struck: int
    impact: int
    killed: int = 0
    wounded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """An impact with the points of all findings at least so grave, and the product of their likelihood's column with it."""

    impact: int
    points: float
    column: int

    @property
    def product(self) -> int:
        return self.column * self.impact


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """1–5: that of the `tiers` (gravest first) which weighs most, and the weightiest finding that has it, incidents before warnings."""

    value: int
    tiers: tuple[Tier, ...]
    example: Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """The rule that holds, and what it was asked of."""

    rule: ConfidenceRule
    outlets: int
    best: str
    confirmed: int
    direct: int


def likelihood(category: ThreatCategory, method: Method, evidence: Evidence) -> Likelihood:
    found = shares(category, method, evidence)
    points = total(found, method)
    if points < method.likelihood.terms.least:
        return Likelihood(term="", points=points, shares=found, ceilings=())
    term: str = method.likelihood.terms.term(points)
    lowered = []
    for ceiling in method.likelihood.ceilings:
        if _holds(ceiling.id, found) and TERMS.index(ceiling.term) < TERMS.index(term):
            lowered.append(ceiling)
            term = ceiling.term
    return Likelihood(term=term, points=points, shares=found, ceilings=tuple(lowered))


def _holds(ceiling: CeilingId, found: Sequence[Share]) -> bool:
    counted = [share for share in found if share.points > 0]
    match ceiling:
        case "far-alone":
            return not any(share.direct for share in counted)
        case "words-alone":
            return all(share.by == "warnings" for share in counted)
        case "low-grade-alone":
            return all(share.credibility in _DOUBTFUL for share in counted)


def impact(category: ThreatCategory, method: Method, evidence: Evidence) -> Impact:
    """Each finding has an impact; of these, the one counts that gives the highest product, the graver of two."""
    found = [
        share
        for share in shares(category, method, evidence)
        if share.points > 0 and (share.group is None or share.weight >= method.impact.severity.weight)
    ]
    harms = [_harm(share, category, method, evidence) for share in found] or [_harm(None, category, method, evidence)]
    tiers = []
    for value in sorted({harm.impact for harm in harms}, reverse=True):
        points = total([harm.share for harm in harms if harm.share and harm.impact >= value], method)
        column = LIKELIHOODS[method.likelihood.terms.term(points)][1]
        tiers.append(Tier(impact=value, points=points, column=column))
    weightiest = max(tiers, key=lambda tier: (tier.product, tier.impact))
    same = [harm for harm in harms if harm.impact == weightiest.impact]
    example = next((harm for harm in same if harm.share and harm.share.group), same[0])
    return Impact(value=weightiest.impact, tiers=tuple(tiers), example=example)


def _harm(share: Share | None, category: ThreatCategory, method: Method, evidence: Evidence) -> Harm:
    severities = {entry.type: entry.severity for entry in category.incident_types}
    group = share.group if share else None
    # What a warning fears is seldom said: the middle of the category's types stands for it.
    severity = severities.get(group.type, 1) if group else sorted(severities.values())[len(severities) // 2]
    killed, wounded = (_leading(group.killed), _leading(group.wounded)) if group else (0, 0)
    steps = [step.impact for step in method.impact.casualties.steps if step.reached(killed, wounded)]
    struck = max([severity, *steps])
    crowd = method.impact.exposure
    exposed = category.grows_with_crowd and evidence.crowd is not None and evidence.crowd >= crowd.people
    lifted = max(struck, min(struck + crowd.add, crowd.most)) if exposed else struck
    return Harm(share=share, severity=severity, struck=struck, impact=lifted, killed=killed, wounded=wounded)


def confidence(category: ThreatCategory, method: Method, evidence: Evidence) -> Confidence:
    """The first rule that holds; a lower grade of an outlet can only lead to a later one."""
    found = shares(category, method, evidence)
    confirmed = sum(share.credibility == "1" for share in found)
    direct = sum(share.direct and share.points > 0 for share in found)
    best = min(evidence.grades.values(), key=_RELIABILITY.index, default="F")

    def counted(rule: ConfidenceRule) -> int:
        return sum(_RELIABILITY.index(g) <= _RELIABILITY.index(rule.reliability) for g in evidence.grades.values())

    def holds(rule: ConfidenceRule) -> bool:
        return (
            counted(rule) >= rule.outlets
            and _RELIABILITY.index(best) <= _RELIABILITY.index(rule.best)
            and confirmed >= rule.confirmed
            and direct >= rule.direct
        )

    rule = next((rule for rule in method.confidence if holds(rule)), method.confidence[-1])
    return Confidence(rule=rule, outlets=len(evidence.grades), best=best, confirmed=confirmed, direct=direct)


def _leading(values: Sequence[FieldValue]) -> int:
    """The leading figure's lower bound, 0 where none is reported."""
    return int(values[0].value.split("–")[0]) if values else 0
