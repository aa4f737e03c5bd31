"""`explain`: from a label or an id to the words and the rules, on a terminal, in plain text or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

import click

from briefing.cli.common import as_of_option, moment, open_workspace, workspace_option

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from briefing.evidence import Comparison, Fact, Happening, Paragraph
    from briefing.explain import ExplainedFinding, ExplainedRating, Explanation, InEvent

_WIDTH = 80
_WIDEST = 100  # longer lines are hard to read
_NAMES = 12  # columns of the names on the left
#: The marks of the evidence page in a terminal's means; background colours are left to the reader.
_STYLES = {
    "speaker": "cyan",
    "cue": "italic magenta",
    "content": "yellow",
    "trigger": "bold red",
    "party": "green",
    "figure": "bold underline",
    "date": "underline",
    "place": "underline",
    "passed-over": "strike",
}
_VERDICTS = {
    "outside": "not in the briefing",
    "later": "not in the briefing",
    "withheld": "withheld from the briefing",
    "hidden": "hidden from the briefing",
    "repeated": "not printed again",
}


@click.command()
@click.argument("wanted", metavar="ID")
@workspace_option
@as_of_option
@click.option("--event", "events", multiple=True, help="Only with a view to this event (its id); may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(wanted: str, workspace: Path, as_of: str | None, events: tuple[str, ...], as_json: bool) -> None:
    """Walk from what a briefing prints to the words and the rules behind it.

    ID is what is printed: an incident's number (7, P3), a citation ("[12b]", 12b, ref-12), a threat category (terrorism), or the id of a
    finding or of an incident (its first letters suffice). Of what is in no briefing it says why.
    """
    from briefing.explain import explain as run
    from briefing.models import as_data

    opened = open_workspace(workspace)
    explanation = run(opened, wanted, events=events, as_of=moment(as_of, opened))
    if as_json:
        click.echo(json.dumps(as_data(explanation), indent=2, ensure_ascii=False))
        return
    _Pages(_console()).explanation(explanation)


def _console() -> Console:
    """Standard output: as wide as the terminal up to what reads well, 80 columns elsewhere; colour on a terminal alone."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(highlight=False, soft_wrap=False, width=None if terminal else _WIDTH)
    if terminal and console.width > _WIDEST:
        console = Console(highlight=False, soft_wrap=False, width=_WIDEST)
    return console


class _Pages:
    """Prints explanations, a block after the other."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def explanation(self, explanation: Explanation) -> None:
        if explanation.ratings:
            for number, rating in enumerate(explanation.ratings):
                self._rule(number)
                self._rating(rating)
            return
        self._heading(explanation.heading)
        if explanation.happening:
            self._happening(explanation.happening)
            if explanation.happening.joined or explanation.happening.apart:
                self._head("The rules")
                self._rows([(rule.id, rule.text) for rule in explanation.rules], under=True)
        told = explanation.happening
        copies = {mention.finding_id for mention in told.mentions if mention.reprint_of} if told else set()
        shown = [finding for finding in explanation.findings[1:] if finding.id not in copies]
        for number, finding in enumerate([*explanation.findings[:1], *shown]):
            self._rule(number)
            self._finding(finding, reasons=number == 0 or not told, within=told is not None)

    # ---- findings ----------------------------------------------------------------------------------------------------

    def _finding(self, finding: ExplainedFinding, *, reasons: bool, within: bool) -> None:
        """A finding; `reasons` says why it is where it is, unless `within` a happening whose first mention says so."""
        self._console.print()
        title = finding.events[0].evidence.title if finding.events else finding.kind
        self._line(title, style="bold")
        self._line(finding.id, style="dim")
        self._head("The words")
        self._line(f"{finding.outlet}, {finding.published}; grade {finding.grade}, {finding.grade_meaning}")
        self._line(finding.title)
        self._line(finding.link, style="dim")
        for paragraph in finding.paragraphs:
            self._console.print()
            self._print(self._words(paragraph), indent=4)
        if finding.events:
            self._console.print()
            evidence = finding.events[0].evidence
            self._facts((*evidence.clocks, *evidence.facts))
        for case in finding.events:
            self._case(case, reasons=reasons, within=within)

    def _words(self, paragraph: Paragraph) -> Text:
        from rich.text import Text

        text = Text()
        if paragraph.after_gap or paragraph.cut_start:
            text.append("[…] ", style="dim")
        for run in paragraph.runs:
            for stretch in run.stretches:
                styles = [_STYLES[mark] for mark in stretch.marks]
                style = " ".join(styles) if styles else "" if run.labels else "dim"
                text.append(_safe(stretch.text), style=style)
        return text.append(" […]", style="dim") if paragraph.cut_end else text

    def _case(self, case: InEvent, *, reasons: bool, within: bool) -> None:
        evidence = case.evidence
        places = [f"incident {evidence.line}"] if evidence.line else []
        places += [f"[{evidence.citation.label}]"] if evidence.citation else []
        sections = {"current": "in the briefing", "precedent": "in the briefing, under Precedents"}
        verdict = sections.get(evidence.section, "") if case.verdict == "in" else _VERDICTS[case.verdict]
        self._head(f"{case.event_name}: {', '.join([verdict, *places])}")
        self._line(case.reason)
        if not reasons:
            return
        rows = [("fits", ", ".join(evidence.categories) or "no watched category")]
        rows += [(f"{way.score}", f"{way.sentence} ({way.rule})") for way in evidence.ways]
        if not evidence.ways:
            rows.append(("rules", "none ties it to the event"))
        rows.append(("score", f"{evidence.score}; from {evidence.threshold} on a finding bears on the event"))
        if evidence.specific:
            rows.append(("specific", evidence.specific))
        self._rows(rows)
        if evidence.counted:
            self._head("Counted in the rating of")
            self._rows([(step.name, f"{step.sentence} ({step.rule})") for step in evidence.counted])
        for note in evidence.notes:
            self._rows([("note", f"{note.text} ({note.by}, {note.date})")])
        if case.happening and evidence.mentions > 1 and not within:
            self._head(f"One happening with {evidence.mentions - 1} more ({case.happening.id})")
            self._why_one(case.happening)
        if case.passed_over:
            self._head("Ruled out nearby")
            for line in case.passed_over:
                self._line(f"{line.kind}: {line.text} {line.reason}")

    # ---- happenings --------------------------------------------------------------------------------------------------

    def _happening(self, happening: Happening) -> None:
        self._line(happening.title, style="bold")
        self._line(happening.id, style="dim")
        self._head(f"Mentions: {len(happening.mentions) + happening.more_copies}")
        for mention in happening.mentions:
            label = f"[{mention.citation.label}] " if mention.citation else ""
            harm = [
                f"{count} {name}" for count, name in ((mention.killed, "killed"), (mention.wounded, "wounded")) if count
            ]
            day = "date not stated" if mention.occurred == "not stated" else f"occurred {mention.occurred}"
            told = "; ".join([day, mention.place, *harm])
            also = [f"same text as {mention.reprint_of}"] if mention.reprint_of else []
            also += ["earlier version"] if mention.replaced else []
            also += ["printed"] if mention.leads else []
            self._line(f"{label}{mention.outlet}, {mention.published}{' (' + ', '.join(also) + ')' if also else ''}")
            self._line(told, indent=4)
            self._line(mention.finding_id, indent=4, style="dim")
        if happening.more_copies:
            self._line(f"… and {happening.more_copies} more in copies and earlier versions of the same text")
        if happening.joined:
            self._head("Why they are one")
        self._why_one(happening)

    def _why_one(self, happening: Happening) -> None:
        self._compared(happening.joined)
        if happening.apart:
            self._head("Near, and kept apart")
            self._compared(happening.apart)
        self._rows([("credibility", f"{happening.credibility}. {happening.credibility_reason}")])

    def _compared(self, pairs: Iterable[Comparison]) -> None:
        for pair in pairs:
            self._line(f"{pair.one} and {pair.other}")
            for reason in pair.reasons:
                self._line(f"– {reason}", indent=4)

    # ---- ratings -----------------------------------------------------------------------------------------------------

    def _rating(self, rating: ExplainedRating) -> None:
        section, row = rating.section, rating.row
        self._heading(f"{section.name}: {row.level or 'no rating'}")
        self._line(f"{rating.event_name}, as of {rating.as_of}", style="dim")
        self._line(section.definition)
        if section.judgement:
            judgement = section.judgement
            self._head("The analyst's judgement")
            rows = [("level", judgement.level), ("likelihood", judgement.likelihood), ("impact", judgement.impact)]
            rows += [("confidence", judgement.confidence)]
            self._rows([(name, str(value)) for name, value in rows if value])
            self._line(f"{judgement.reason} ({judgement.by}, {judgement.date})")
        if section.rating is None:
            self._line("Nothing was found in what was read. That is a gap, not a low risk.")
            return
        suggested = section.rating
        self._head("Suggested by rule" + (", replaced by the judgement" if section.judgement else ""))
        self._rows([
            ("level", suggested.level),
            ("likelihood", f"{suggested.likelihood} ({suggested.likelihood_range})"),
            ("impact", f"{suggested.impact}, {suggested.impact_name}"),
            ("confidence", f"{suggested.confidence} in the evidence"),
        ])  # fmt: skip
        self._head("How it came about")
        for reason in suggested.reasons:
            cited = " ".join(f"[{citation.label}]" for citation in reason.citations)
            self._line(f"– {reason.sentence} {cited} ({reason.rule})".replace("  ", " "))
        self._head("What it counts")
        for line in section.incidents:
            outlets = f"{line.outlets} {'outlet' if line.outlets == 1 else 'outlets'}"
            status = "" if line.status == "occurred" else f" ({line.status})"
            cited = " ".join(f"[{citation.label}]" for citation in line.citations)
            self._rows([(line.label, f"{line.type}{status}, {line.place}, {line.date}; {outlets} {cited}")])
        self._line(f"Precedents, not counted: {section.precedents}")
        self._head("The rules")
        self._rows([(rule.id, rule.text) for rule in rating.rules], under=True)

    # ---- pieces ------------------------------------------------------------------------------------------------------

    def _heading(self, text: str) -> None:
        self._print(text, indent=0, style="bold")

    def _head(self, text: str) -> None:
        self._console.print()
        self._print(text, indent=0, style="bold")

    def _rule(self, number: int) -> None:
        if number:
            self._console.print()
            self._console.print("─" * min(self._console.width, _WIDTH), style="dim")

    def _line(self, text: str, *, indent: int = 2, style: str = "") -> None:
        self._print(text, indent=indent, style=style)

    def _facts(self, facts: Iterable[Fact]) -> None:
        self._rows([(fact.name, f"{fact.value}{f' ({fact.note})' if fact.note else ''}") for fact in facts])

    def _rows(self, rows: Iterable[tuple[str, str]], *, under: bool = False) -> None:
        """Names on the left, texts on the right; `under` puts long names on lines of their own."""
        for name, text in rows:
            if under:
                self._line(name)
                self._line(text, indent=4)
            else:
                self._print(text, indent=_NAMES + 4, name=name)

    def _print(self, what: str | Text, *, indent: int, style: str = "", name: str = "") -> None:
        """Text wrapped within the width, with no space at the ends of lines; `name` stands before its first line."""
        from rich.text import Text

        content = Text(_safe(what), style=style) if isinstance(what, str) else what
        before = f"  {name} ".ljust(indent) if name else " " * indent
        for line in content.wrap(self._console, self._console.width - max(indent, len(before))):
            line.rstrip()
            self._console.print(Text(before, style="dim" if before.strip() else "") + line)
            before = " " * indent


def _safe(text: str) -> str:
    """Without the control characters by which an article could write to the terminal, and on one line."""
    return "".join(" " if category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter for letter in text)
