"""What the machine suggests for a category: its evidence goes in, a `Rating` comes out, or None where there is none.

Every number is `config/method.yaml`'s; every step leaves a `RatingReason` under its rule's id, a fixed pattern over counts. A sentence
speaks of likelihood or of confidence, never of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.assess.evidence import STEPS, Evidence, Step
from briefing.assess.points import Share
from briefing.assess.prospect import would_change
from briefing.assess.rules import Confidence, Impact, Likelihood, confidence, impact, likelihood
from briefing.config.schema import Method, ThreatCategory
from briefing.models import Rating, RatingReason

_WHERE: dict[Step, str] = {
    "radius": "inside a venue's radius",
    "city": "in a host city, outside every radius",
    "country": "elsewhere in a host country",
    "elsewhere": "abroad or in a place not stated",
}
_WARNINGS = ("warning or threat", "warnings or threats")


def rate(category: ThreatCategory, method: Method, evidence: Evidence) -> Rating | None:
    """The suggested rating; None where neither incidents nor warnings give enough points for one."""
    chance = likelihood(category, method, evidence)
    if not chance.term:
        return None
    harm = impact(category, method, evidence)
    sure = confidence(category, method, evidence)
    return Rating(
        category=category.id,
        likelihood=chance.term,
        impact=harm.value,
        level=method.level(chance.term, harm.value),
        confidence=sure.rule.confidence,
        reasons=(
            *_likelihood_reasons(chance, method, evidence),
            *_impact_reasons(harm, evidence),
            _confidence_reason(sure),
        ),
        would_change=would_change(category, method, evidence),
    )


def _likelihood_reasons(chance: Likelihood, method: Method, evidence: Evidence) -> Iterator[RatingReason]:
    for step in STEPS:
        if found := [s for s in chance.shares if s.by == "frequency" and s.step == step]:
            weight = sum(share.weight for share in found)
            over = f"over {many(evidence.event_days, 'day')}"
            yield _reason(
                "frequency",
                f"{many(len(found), 'incident')} {_WHERE[step]}, worth {weight:.2f} full ones: {_points(found)} {over}.",
                found,
            )
    announced = [share for share in chance.shares if share.by == "announced"]
    if found := [share for share in announced if share.points]:
        yield _reason(
            "announced",
            f"{many(len(found), 'announced incident')} on days of the event or aimed at it: {_points(found)}.",
            found,
        )
    if found := [share for share in announced if not share.points]:
        yield _reason("announced", f"{many(len(found), 'announced incident')} on other days: no points.", found)
    if found := [share for share in chance.shares if share.by == "targeted"]:
        words = many(len(found), "threat or plot", "threats or plots")
        yield _reason("targeted", f"{words} specific to the event: {_points(found)}.", found)
    said = [share for share in chance.shares if share.by == "warnings"]
    if found := [share for share in said if share.direct]:
        yield _reason(
            "warnings", f"{many(len(found), *_WARNINGS)} voiced, specific to the event: {_points(found)}.", found
        )
    if found := [share for share in said if share.capped]:
        words = f"{many(len(found), *_WARNINGS)} voiced, not specific to it: {_points(found)}"
        most = method.likelihood.warnings.most
        over = f", of which {most:g} count" if sum(share.points for share in found) > most else ""
        yield _reason("warnings", f"{words}{over}.", found)
    by_points = method.likelihood.terms.term(chance.points)
    yield _reason("terms", f"Together {chance.points:.1f} points: “{by_points}”.")
    for ceiling in chance.ceilings:
        yield _reason(ceiling.id, ceiling.sentence())


def _impact_reasons(harm: Impact, evidence: Evidence) -> Iterator[RatingReason]:
    example = harm.example
    share, group = example.share, example.share.group if example.share else None
    if group is not None:
        sentence = f"By its type, {group.type}, the incident has severity {example.severity}."
    else:
        sentence = f"The middle severity of the category's types stands for what may come: {example.severity}."
    yield _reason("severity", sentence, [share] if share and group else [])
    if group is not None and example.struck > example.severity:
        sentence = f"With {example.killed} killed and {example.wounded} wounded its impact is {example.struck}."
        yield RatingReason(rule="casualties", sentence=sentence, finding_ids=(group.lead,))
    if example.impact > example.struck:
        yield _reason("exposure", f"A crowd of {evidence.crowd:,} raises it to {example.impact}.")
    if len(harm.tiers) > 1:
        tiers = ", ".join(
            f"{tier.impact} from {tier.points:.1f} points ({tier.column} × {tier.impact} = {tier.product})"
            for tier in harm.tiers
        )
        sentence = (
            f"Impacts found, with the points of all that is at least so grave: {tiers}; {harm.value} weighs most."
        )
        yield _reason("weighing", sentence)


def _confidence_reason(sure: Confidence) -> RatingReason:
    outlets = f"{many(sure.outlets, 'independent outlet')}, the best graded {sure.best}"
    findings = f"{many(sure.confirmed, 'confirmed finding')}; {sure.direct} at a venue, in a host city or specific"
    grade = sure.rule.confidence
    return _reason(f"confidence-{grade}", f"{outlets}; {findings}: confidence in the evidence is {grade}.")


def _points(found: Sequence[Share]) -> str:
    return f"{sum(share.points for share in found):.1f} points"


def _reason(rule: str, sentence: str, found: Sequence[Share] = ()) -> RatingReason:
    """Its findings are the weightiest first, since not all of many are cited."""
    return RatingReason(rule=rule, sentence=sentence, finding_ids=tuple(share.ids[0] for share in found))


def many(count: int, one: str, several: str | None = None) -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
