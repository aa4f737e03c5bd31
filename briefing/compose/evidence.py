"""Why each line stands where it does: a briefing and the assessment it was made from go in, an `EvidencePage` comes out.

Sentences of our own are fixed patterns over fields, as everywhere in `compose`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from briefing.compose import wording
from briefing.compose.passages import LEGEND, Cited, Marked, marks_of, paragraphs_of, passages
from briefing.config.schema import Event, Workspace
from briefing.evidence import (
    Comparison,
    Counted,
    EvidencePage,
    Fact,
    FindingEvidence,
    Happening,
    MentionLine,
    PassedOver,
    RuleLine,
    SourceEvidence,
)
from briefing.models import (
    Article,
    Assessment,
    Bearing,
    Count,
    Finding,
    Incident,
    IncidentGroup,
    Span,
    Statement,
    When,
    Where,
)
from briefing.pages import Briefing, Citation, IncidentLine, Note, Reference
from briefing.standards import CREDIBILITY

__all__ = ["Evidence", "evidence_page"]

_BASIS = {"dateline": "from the date of the article", "none": "the article does not say"}
_MOST_APART = 3  # near happenings that are named with one
_MOST_COPIES = 12  # mentions in copies and earlier versions of a text that are listed one by one


def evidence_page(briefing: Briefing, assessment: Assessment, event: Event, workspace: Workspace) -> EvidencePage:
    """The evidence of every citation of `briefing`; `assessment`, `event` and `workspace` are what it was composed from."""
    evidence = Evidence(briefing, assessment, event, workspace)
    return EvidencePage(
        sources=tuple(evidence.source(reference) for reference in briefing.references),
        happenings=tuple(
            happening
            for line in (*briefing.chronology, *briefing.precedents)
            if (happening := evidence.happening(line.id)) and (len(happening.mentions) > 1 or happening.apart)
        ),
        legend=LEGEND,
    )


class Evidence:
    """Looks up what was concluded about findings and groups of one briefing."""

    def __init__(self, briefing: Briefing, assessment: Assessment, event: Event, workspace: Workspace) -> None:
        self._briefing = briefing
        self._assessment = assessment
        self._workspace = workspace
        self._event = event
        self._threshold = workspace.method.relevance.threshold
        self._articles = {article.id: article for article in assessment.articles}
        every: tuple[Finding, ...] = (*assessment.incidents, *assessment.statements)
        self._findings = {finding.id: finding for finding in every}
        self._bearings = {bearing.finding_id: bearing for bearing in assessment.bearings}
        self._groups = {group.id: group for group in assessment.groups}
        self._group_of = {member: group for group in assessment.groups for member in group.members}
        self._lines: dict[str, IncidentLine] = {line.id: line for line in (*briefing.chronology, *briefing.precedents)}
        self._notes: dict[str, tuple[Note, ...]] = {
            line.id: line.notes for line in (*briefing.statements, *briefing.precedent_statements)
        }
        self._types = {kind.id: kind.name for kind in workspace.incident_types.types}
        self._countries = {country.code: country.name for country in workspace.countries.countries}
        self._threats = {threat.id: threat.name for threat in workspace.threats}
        self._reprint_of = {copy: group.original for group in assessment.text_groups for copy in group.reprints}
        self._replaced = {version for group in assessment.text_groups for version in group.earlier}
        self._answers = {reply: group for group in assessment.groups for reply in group.replies}
        self._happenings: dict[str, Happening | None] = {}
        self._citations = {
            (reference.article_id, sentence.start, sentence.end): Citation(label=sentence.label, anchor=sentence.anchor)
            for reference in briefing.references
            for sentence in reference.sentences
        }

    # ---- sources -----------------------------------------------------------------------------------------------------

    def source(self, reference: Reference) -> SourceEvidence:
        """A cited article with its paragraphs, and the findings that its cited sentences support, in text order."""
        article = self._articles[reference.article_id]
        wanted = {key for sentence in reference.sentences for key in sentence.findings}
        taken = [self._findings[key] for key in sorted(wanted) if key in self._findings]
        taken.sort(key=lambda finding: (finding.sentence.start, _starts(finding), finding.id))
        cited = [
            Cited(sentence.start, sentence.end, Citation(label=sentence.label, anchor=sentence.anchor))
            for sentence in reference.sentences
        ]
        others = [
            (passed.finding, passed.bearing)
            for passed in self._assessment.passed_over
            if passed.finding.article_id == article.id
        ]
        passed, beside = self.passed_over(article, taken, others)
        marked = [mark for finding in taken for mark in marks_of(article.text, finding)]
        return SourceEvidence(
            reference=reference,
            paragraphs=passages(article.text, cited, marked, beside=beside),
            findings=tuple(self.finding(finding, article, self._bearings[finding.id]) for finding in taken),
            passed_over=passed,
        )

    def passed_over(
        self, article: Article, taken: Sequence[Finding], others: Iterable[tuple[Finding, Bearing]]
    ) -> tuple[tuple[PassedOver, ...], tuple[Marked, ...]]:
        """Of the `others` of an article, those beside what was `taken` from it, with their reasons; and their words."""
        shown = {p for f in taken for p in paragraphs_of(article.text, f.sentence.start, f.sentence.end)}
        near = [
            (finding, bearing)
            for finding, bearing in others
            if any(start <= finding.sentence.start < end for start, end in shown)
        ]
        near.sort(key=lambda pair: (pair[0].sentence.start, _starts(pair[0]), pair[0].id))
        lines = tuple(
            PassedOver(
                id=finding.id,
                kind=self._title(finding, article, bearing.place),
                text=_quoted(_flat(_words(finding))),
                reason=self.why_not(finding, bearing),
            )
            for finding, bearing in near
        )
        spans = [span for finding, _ in near for span in _own_words(finding)]
        return lines, tuple(Marked(span.start, span.end, "passed-over") for span in spans)

    def why_not(self, finding: Finding, bearing: Bearing) -> str:
        """Why a finding does not bear on the event, as a sentence."""
        if not bearing.ways:
            return "No rule ties it to the event."
        if isinstance(finding, Incident) and finding.status == "hypothetical":
            return "It tells of what might happen, not of an incident."
        if not bearing.categories:
            return "It fits no watched category."
        return f"Its best rule scores {bearing.score:g}; the threshold is {self._threshold:g}."

    # ---- findings ----------------------------------------------------------------------------------------------------

    def finding(self, finding: Finding, article: Article, bearing: Bearing) -> FindingEvidence:
        """What decided where a finding stands; it need not be in the briefing."""
        group = self._group_of.get(finding.id)
        line = self._lines.get(group.id) if group else None
        notes = line.notes if line else self._notes.get(finding.id, ())
        return FindingEvidence(
            id=finding.id,
            kind="incident" if isinstance(finding, Incident) else "statement",
            title=self._title(finding, article, bearing.place),
            citation=self._citation(finding),
            line=line.label if line else None,
            happening=group.id if group else None,
            mentions=len(group.members) if group else 1,
            clocks=self._clocks(finding, article),
            facts=self._facts(finding, bearing),
            section=bearing.section,
            section_reason=self._section(finding, article, bearing),
            categories=tuple(self._threats.get(key, key) for key in bearing.categories),
            ways=tuple(
                RuleLine(rule=way.rule, score=f"{way.score:g}", sentence=_capital(way.reason)) for way in bearing.ways
            ),
            score=f"{bearing.score:g}",
            threshold=f"{self._threshold:g}",
            specific=bearing.specific,
            counted=self._counted({finding.id, *((group.lead,) if group else ())}),
            notes=notes,
        )

    def _citation(self, finding: Finding) -> Citation | None:
        return self._citations.get((finding.article_id, finding.sentence.start, finding.sentence.end))

    def _title(self, finding: Finding, article: Article, where: Where | None) -> str:
        if isinstance(finding, Statement):
            role = f", {finding.speaker.role}" if finding.speaker.role else ""
            kind = "" if finding.cue_kind in ("reporting", "none") else f" ({finding.cue_kind.replace('-', ' ')})"
            return f"Statement: {finding.speaker.name}{role}{kind}"
        status = "" if finding.status == "occurred" else f" ({finding.status})"
        day = wording.when(finding.occurred, article.published_on)
        return f"{self._types.get(finding.type, finding.type)}{status}, {wording.place(where, self._countries)}, {day}"

    def _clocks(self, finding: Finding, article: Article) -> tuple[Fact, ...]:
        when, name = (
            (finding.said_on, "said") if isinstance(finding, Statement) else (finding.occurred, self._happens(finding))
        )
        known = when.start is not None
        return (
            Fact(
                name=name,
                value=wording.when(when, None) if known else "not stated",
                note=_read_from(when) if known else None,
            ),
            Fact(
                name="published",
                value=wording.day(article.published_on),
                note=None if article.published_on else "so nothing in it counts as current",
            ),
        )

    @staticmethod
    def _happens(incident: Incident) -> str:
        return "planned for" if incident.status == "planned" else "occurred"

    def _facts(self, finding: Finding, bearing: Bearing) -> tuple[Fact, ...]:
        if isinstance(finding, Statement):
            found = [
                Fact(
                    name="speaker",
                    value=f"“{_flat(finding.speaker.mention.text)}”",
                    note=_unless_same(finding.speaker.name, finding.speaker.mention.text),
                )
            ]
            if finding.cue:
                kind = "" if finding.cue_kind == "none" else finding.cue_kind.replace("-", " ")
                found.append(Fact(name="cue", value=f"“{_flat(finding.cue.text)}”", note=kind or None))
            words = " […] ".join(_flat(span.text) for span in finding.content)
            found.append(Fact(name="content", value=_quoted(words), note=f"{finding.mode} speech"))
            if (group := self._answers.get(finding.id)) and (line := self._lines.get(group.id)):
                told = f"{line.type}, {line.place}, {line.date}"
                found.append(Fact(name="speaks of", value=f"incident {line.label}", note=told))
            return tuple(found)
        found = [Fact(name="trigger", value=f"“{_flat(finding.trigger.text)}”", note=self._type_note(finding))]
        for name, count in (("killed", finding.killed), ("wounded", finding.wounded)):
            if count:
                found.append(Fact(name=name, value=_number(count), note=f"“{_flat(count.text)}”"))
        for name, spans in (("by", finding.perpetrator), ("target", finding.target), ("weapon", finding.weapon)):
            if spans:
                found.append(Fact(name=name, value="; ".join(f"“{_flat(span.text)}”" for span in spans)))
        if bearing.place:
            found.append(self._where(finding, bearing))
        if finding.status != "occurred":
            found.append(Fact(name="status", value=finding.status))
        return tuple(found)

    def _type_note(self, incident: Incident) -> str:
        return f"read as {self._types.get(incident.type, incident.type).lower()}"

    def _where(self, incident: Incident, bearing: Bearing) -> Fact:
        where = bearing.place
        assert where is not None
        far = wording.distance(bearing.distance_km, bearing.venue, where.precision)
        notes = [f"“{_flat(where.text)}”" if where.text.strip() else "the outlet's town; the article names no other"]
        notes += [far] if far else [f"known to the {where.precision} only"] if where.precision != "point" else []
        first = incident.place
        if first and (first.name, first.country, first.admin) != (where.name, where.country, where.admin):
            alone = wording.place(first, self._countries)
            notes.append(f"chosen for the event's venues; the text alone suggests {alone}")
        return Fact(name="place", value=wording.place(where, self._countries), note="; ".join(notes) or None)

    def _section(self, finding: Finding, article: Article, bearing: Bearing) -> str:
        start = wording.day(self._assessment.window_start)
        if bearing.section == "none":
            return self.why_not(finding, bearing)
        if bearing.section == "precedent":
            if finding.background:
                return "It was old when the article was written."
            if article.published_on is None:
                return "Its article bears no date, so it cannot count as current."
            return f"It lies before the window, which begins on {start}."
        if isinstance(finding, Statement):
            return f"Published on {wording.day(article.published_on)}, inside the window that begins on {start}."
        if finding.status == "planned":
            return "It is planned, and its article lies inside the window."
        if finding.occurred.end:
            return f"It lies inside the window, which begins on {start}."
        return f"The article gives no date and was published inside the window, which begins on {start}."

    def _counted(self, ids: set[str]) -> tuple[Counted, ...]:
        return tuple(
            Counted(
                category=category.category,
                name=self._threats.get(category.category, category.category),
                rule=reason.rule,
                sentence=reason.sentence,
            )
            for category in self._assessment.categories
            if category.rating
            for reason in category.rating.reasons
            if ids & set(reason.finding_ids)
        )

    # ---- happenings --------------------------------------------------------------------------------------------------

    def happening(self, group_id: str) -> Happening | None:
        """Why the mentions of a group are one; None where there is no such group."""
        if group_id not in self._happenings:
            self._happenings[group_id] = self._told(group_id)
        return self._happenings[group_id]

    def _told(self, group_id: str) -> Happening | None:
        group, line = self._groups.get(group_id), self._lines.get(group_id)
        if group is None or line is None:
            return None
        keys = self._by_date(group)
        copies = [key for key in keys if self._is_copy(key, group)]
        hidden = set(copies[_MOST_COPIES:])
        shown = [key for key in keys if key not in hidden]
        members = set(shown)
        return Happening(
            id=group.id,
            label=line.label,
            title=f"{line.type}, {line.place}, {line.date}",
            mentions=tuple(self._mention(key, group) for key in shown),
            more_copies=len(hidden),
            joined=tuple(
                Comparison(one=self._name(pair.one), other=self._name(pair.other), reasons=pair.reasons)
                for pair in self._assessment.joined
                if pair.one in members and pair.other in members
            ),
            apart=tuple(self._apart(group))[:_MOST_APART],
            credibility=group.credibility,
            credibility_reason=self._credibility(group),
        )

    def _is_copy(self, key: str, group: IncidentGroup) -> bool:
        """Whether a mention stands in a copy or an earlier version of a text, and neither leads nor is cited."""
        article = self._article_of(key).id
        again = article in self._reprint_of or article in self._replaced
        return again and key != group.lead and self._citation(self._findings[key]) is None

    def _by_date(self, group: IncidentGroup) -> list[str]:
        def key(member: str) -> tuple[dt.date, str]:
            return (self._article_of(member).published_on or dt.date.max, member)

        return sorted(group.members, key=key)

    def _article_of(self, finding_id: str) -> Article:
        return self._articles[self._findings[finding_id].article_id]

    def _mention(self, key: str, group: IncidentGroup) -> MentionLine:
        incident, article = self._findings[key], self._article_of(key)
        assert isinstance(incident, Incident)
        known = incident.occurred.start is not None
        original = self._reprint_of.get(article.id)
        return MentionLine(
            finding_id=key,
            citation=self._citation(incident),
            outlet=article.outlet or "outlet not stated",
            published=wording.day(article.published_on),
            occurred=wording.when(incident.occurred, None) if known else "not stated",
            place=wording.place(self._bearings[key].place, self._countries),
            killed=_number(incident.killed) if incident.killed else None,
            wounded=_number(incident.wounded) if incident.wounded else None,
            leads=key == group.lead,
            reprint_of=(self._articles[original].outlet or "outlet not stated") if original else None,
            replaced=article.id in self._replaced,
        )

    def _apart(self, group: IncidentGroup) -> Iterator[Comparison]:
        """What came near the group and was kept apart, its own mention first."""
        for pair in self._assessment.apart:
            for mine, other in ((pair.one, pair.other), (pair.other, pair.one)):
                line = self._lines.get(self._group_of[other].id) if other in self._group_of else None
                if mine in group.members and other not in group.members and line:
                    name = f"{self._name(other)} (incident {line.label}: {line.type}, {line.place}, {line.date})"
                    yield Comparison(one=self._name(mine), other=name, reasons=pair.reasons)

    def _name(self, key: str) -> str:
        """A mention as the page names it: its citation and outlet, or its id where it is not cited."""
        finding = self._findings[key]
        citation = self._citation(finding)
        outlet = self._article_of(key).outlet or "outlet not stated"
        return f"[{citation.label}] {outlet}" if citation else f"{outlet}, {key}"

    def _credibility(self, group: IncidentGroup) -> str:
        meaning = CREDIBILITY[group.credibility]
        outlets = wording.listed(list(group.outlets))
        match len(group.outlets):
            case 0:
                return f"{_capital(meaning)}: no article names its outlet."
            case 1:
                return f"{_capital(meaning)}: one independent outlet, {outlets}."
        return f"{_capital(meaning)}: {len(group.outlets)} independent outlets, {outlets}."


def _read_from(when: When) -> str:
    """How a known time was read."""
    words = f"“{_flat(when.text)}”" if when.basis == "text" and when.text.strip() else _BASIS.get(when.basis, "")
    known = "" if when.precision in ("day", "unknown") else f"to the {when.precision}"
    return ", ".join(part for part in (words, known) if part)


def _starts(finding: Finding) -> int:
    return finding.content[0].start if isinstance(finding, Statement) else finding.trigger.start


def _own_words(finding: Finding) -> tuple[Span, ...]:
    return finding.content if isinstance(finding, Statement) else (finding.trigger,)


def _words(finding: Finding) -> str:
    return (
        " […] ".join(span.text for span in finding.content) if isinstance(finding, Statement) else finding.sentence.text
    )


def _number(count: Count) -> str:
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,}–{count.high:,}"


def _unless_same(name: str, mention: str) -> str | None:
    return name if name != _flat(mention) else None


def _quoted(words: str) -> str:
    """In quotation marks, unless the words bring their own."""
    return words if words[:1] in "“\"„«‘'" else f"“{words}”"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
