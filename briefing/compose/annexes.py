"""Scope note, gaps, method and legends: what an assessment covered and by which rules goes in, printed lines come out."""

from __future__ import annotations

from collections import Counter

from briefing.compose import wording
from briefing.config.schema import Event, Method, Rule, ThreatCategory, Workspace
from briefing.models import MARKINGS, Assessment, Gap
from briefing.pages import Legend, Level, MethodRule
from briefing.standards import CREDIBILITY, LIKELIHOODS, MARKING_MEANING, RELIABILITY

_GAP_WORDS = {
    "unreadable": ("item could not be read", "items could not be read"),
    "empty": ("item was empty", "items were empty"),
    "duplicate": ("item was a duplicate", "items were duplicates"),
    "too-large": ("item was too large", "items were too large"),
    "language": ("article was not in English", "articles were not in English"),
    "undated": ("date could not be read", "dates could not be read"),
    "not-found": ("source was not found", "sources were not found"),
    "not-read": ("item was not read", "items were not read"),
}


def scope(assessment: Assessment, event: Event, workspace: Workspace) -> tuple[str, ...]:
    """What the briefing is about, what it is based on, and what it leaves out."""
    settings = workspace.settings
    cities = list(dict.fromkeys(venue.city for venue in event.venues))
    watched = [t.name for t in workspace.threats if any(c.category == t.id for c in assessment.categories)]
    lines = [
        f"This briefing covers {event.name}, {wording.days(event.starts, event.ends)}, in {wording.listed(cities)}"
        + (f", for {event.audience}." if event.audience else "."),
        (
            f"It is based on open-source reporting: {wording.many(assessment.articles_considered, 'article')} in English, "
            f"published up to {wording.moment(assessment.as_of)}. Incidents count from "
            f"{wording.day(assessment.window_start)}; older ones stand apart, under Precedents."
        ),
        f"Watched: {wording.listed([name.lower() for name in watched])}.",
        (
            "Every finding is quoted or counted from a source and carries its number; nothing is added. "
            "What was not reported, or not read, is not in it."
        ),
    ]
    left_out = []
    if assessment.later:
        left_out.append(f"{wording.many(assessment.later, 'article')} published after the cut-off")
    if assessment.withheld:
        marking = event.marking or settings.marking
        left_out.append(f"{wording.many(assessment.withheld, 'finding')} marked above {marking}")
    if left_out:
        lines.append(f"Left out: {wording.listed(left_out)}.")
    return tuple(lines)


def gap_notes(assessment: Assessment, gaps: tuple[Gap, ...], threats: dict[str, ThreatCategory]) -> tuple[str, ...]:
    """What was sought and not found, and in numbers what was not read."""
    notes = []
    unrated = [c for c in assessment.categories if c.rating is None]
    current = {bearing.finding_id for bearing in assessment.bearings if bearing.section == "current"}
    scant = [c for c in unrated if c.groups or not current.isdisjoint(c.statements)]
    for found, words in (
        ([c for c in unrated if c not in scant], "Nothing current was found on"),
        (scant, "Too little to rate was found on"),
    ):
        if found:
            names = wording.listed([threats[c.category].name.lower() for c in found])
            notes.append(f"{words} {names}. That is a gap in what was read, not a sign of low risk.")
    if not assessment.naming_articles:
        notes.append("No article that was read names the event.")
    if assessment.undated:
        notes.append(
            f"{wording.many(assessment.undated, 'article bears', 'articles bear')} no date; "
            "what they report is not counted as current."
        )
    if assessment.later:
        notes.append(
            f"{wording.many(assessment.later, 'article')} published after the cut-off "
            f"{'was' if assessment.later == 1 else 'were'} left out."
        )
    if assessment.withheld:
        notes.append(
            f"{wording.many(assessment.withheld, 'finding')} marked above this briefing's TLP "
            f"{'was' if assessment.withheld == 1 else 'were'} withheld."
        )
    counted = Counter(gap.kind for gap in gaps)
    for kind, (one, several) in _GAP_WORDS.items():
        if counted[kind]:  # type: ignore[index]
            notes.append(f"{wording.many(counted[kind], one, several)}.")  # type: ignore[index]
    notes += assessment.warnings
    return tuple(notes)


def levels(method: Method) -> tuple[Level, ...]:
    return tuple(Level(name=band.level, top=band.top) for band in method.matrix)


def method_rules(method: Method) -> tuple[MethodRule, ...]:
    """Every rule that decided something, with its numbers, as the annex prints it."""
    rules = [MethodRule(id="relevance", text=_with_reason(method.relevance.sentence(), method.relevance))]
    rules += [
        MethodRule(id=rule.id, text=f"{_pattern(rule.text)} (score {rule.score:g})") for rule in method.relevance.rules
    ]
    rules.append(MethodRule(id="specific", text=_with_reason(method.specific.sentence(), method.specific)))
    rules += _grouping(method)
    rules += [
        MethodRule(id=name, text=f"{sentence} {reason.strip()}")
        for name, sentence, reason in method.likelihood.sentences()
    ]
    for name, rule in (
        ("severity", method.impact.severity),
        ("casualties", method.impact.casualties),
        ("exposure", method.impact.exposure),
        ("weighing", method.impact.weighing),
        *((f"confidence-{rule.confidence}", rule) for rule in method.confidence),
    ):
        rules.append(MethodRule(id=name, text=_with_reason(rule.sentence(), rule)))
    rules.append(MethodRule(id="level", text=_with_reason(method.level_sentence(), method.levels)))
    rules.append(MethodRule(id="prospect", text=_with_reason(method.prospect.sentence(), method.prospect)))
    rules += [MethodRule(id=f"headline {rule.id}", text=_pattern(rule.text)) for rule in method.headline]
    return tuple(rules)


def _grouping(method: Method) -> list[MethodRule]:
    """What is one text, what is one happening, which figure leads."""
    grouping, points = method.grouping, method.grouping.same_incident
    agencies = wording.listed([agency.name for agency in grouping.agencies])
    return [
        MethodRule(
            id="same-text",
            text=f"Articles are one text when at least {grouping.same_text:.0%} of the shorter one stands in the longer one; it counts for "
            "the outlet that had it first, or for the agency that a credit line names"
            + (f" ({agencies})" if agencies else "")
            + ". A later version in the same outlet replaces the earlier one.",
        ),
        MethodRule(
            id="same-incident",
            text=f"Mentions in different articles are one happening from {points.threshold:g} points on, if their types are of one group: "
            f"the same day {points.same_day:+g}, days that overlap or lie next to each other {points.near_day:+g}, up to three days apart "
            f"{points.few_days:+g}, up to fourteen {points.two_weeks:+g}, more {points.long_apart:+g} (no minus where both name the same "
            f"dead); published within four days {points.same_report:+g}; the same place {points.same_place:+g}, places that differ "
            f"{points.other_place:+g}; a person named "
            f"in both {points.person:+g}, each name shared {points.name:+g}, the same street {points.street:+g}; each age shared "
            f"{points.age:+g}, ages that differ {points.other_ages:+g}; the same figures of three and more {points.same_figures:+g}, "
            f"figures that differ {points.other_figures:+g}; like words up to {points.words:+g}; "
            f"a kind of incident that is rare in one place {points.rare_type:+g}.",
        ),
        MethodRule(id="figures", text=grouping.figures),
    ]


def _pattern(text: str) -> str:
    """A sentence pattern with its fields shown as an ellipsis in angle quotes: "{place} lies" → "‹place› lies"."""
    return text.replace("{", "‹").replace("}", "›")


def _with_reason(sentence: str, rule: Rule) -> str:
    return f"{sentence} {rule.reason.strip()}"


def legends(method: Method) -> tuple[Legend, ...]:
    return (
        Legend(title="Likelihood (ICD 203)", rows=tuple((term, span) for term, (span, _) in LIKELIHOODS.items())),
        Legend(
            title="Confidence",
            rows=(
                ("low", "scant or single-source evidence"),
                ("moderate", "credible evidence, not enough for more"),
                ("high", "several independent, reliable sources"),
            ),
        ),
        Legend(
            title="Impact", rows=tuple((str(number), name) for number, name in enumerate(method.impact_names, start=1))
        ),
        Legend(title="Source reliability (Admiralty)", rows=tuple(RELIABILITY.items())),
        Legend(title="Information credibility (Admiralty)", rows=tuple(CREDIBILITY.items())),
        Legend(title="Markings (TLP 2.0)", rows=tuple((marking, MARKING_MEANING[marking]) for marking in MARKINGS)),
    )
