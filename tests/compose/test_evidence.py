"""From an assessment to its evidence: the words in their paragraphs, and every reason beside them, on records made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.assess import assess
from briefing.compose import compose
from briefing.compose.evidence import evidence_page
from briefing.compose.passages import AROUND, LONG, Cited, Marked, locate, passages
from briefing.evidence import EvidencePage, Paragraph
from briefing.models import Count, Span
from briefing.pages import Briefing, Citation, Manifest
from tests.making import AS_OF, article, day, event, findings, incident, lyon, span, statement, workspace

MANIFEST = Manifest(tool="briefing 0", pipeline="p", config="c", articles_read=0, articles_cited=0, gaps=0)
ATTACK = (
    "LYON – A quiet Sunday.\n\n"
    "A bombing wounded three people at the station in Lyon on Monday. Nobody else was hurt.\n\n"
    "The minister Anna Weil warned of a bomb attack on the Rhône Cup.\n\n"
    "Weather kept the crowd small.\n\n"
    "A concert in Paris followed."
)


def made(*reports: Any, **changes: Any) -> tuple[Briefing, EvidencePage]:
    held = event(**changes)
    listed = [(source, findings(source, *found)) for source, *found in reports]
    assessment = assess(held, workspace(), listed, as_of=AS_OF)
    briefing = compose(assessment, held, workspace(), gaps=(), manifest=MANIFEST)
    return briefing, evidence_page(briefing, assessment, held, workspace())


def report(**changes: Any) -> tuple[Any, ...]:
    source = article(ATTACK, key="1", outlet="Wire", **changes)
    attack = incident(
        source,
        "bombing",
        place=lyon(),
        occurred=day("2026-06-01"),
        wounded=Count(low=3, high=3, text="three people"),
        target=(span(source, "three people"),),
    )
    said = statement(
        source, "a bomb attack on the Rhône Cup", "Anna Weil", cue_kind="warning", cue=span(source, "warned")
    )
    return source, attack, said


def words_of(paragraphs: tuple[Paragraph, ...], mark: str) -> list[str]:
    return [s.text for p in paragraphs for run in p.runs for s in run.stretches if mark in s.marks]


def text_of(paragraph: Paragraph) -> str:
    return "".join(stretch.text for run in paragraph.runs for stretch in run.stretches)


def test_each_citation_opens_once_at_its_words() -> None:
    """Every cited sentence of the source list begins at one place of its article, and is whole there."""
    briefing, page = made(report())
    wanted = {s.label: s.text for reference in briefing.references for s in reference.sentences}
    opened: list[str] = []
    shown: dict[str, str] = dict.fromkeys(wanted, "")
    for source in page.sources:
        for run in (run for paragraph in source.paragraphs for run in paragraph.runs):
            opened += [citation.label for citation in run.opens]
            for label in run.labels:
                shown[label] += "".join(stretch.text for stretch in run.stretches)
    assert sorted(opened) == sorted(wanted)
    assert {label: " ".join(text.split()) for label, text in shown.items()} == wanted


def test_the_words_of_a_finding_are_marked_as_what_they_are() -> None:
    _, page = made(report())
    (source,) = page.sources
    found = {
        mark: words_of(source.paragraphs, mark) for mark in ("trigger", "figure", "place", "speaker", "cue", "content")
    }
    assert found == {
        "trigger": ["bombing"],
        "figure": ["three people"],
        "place": ["Lyon"],
        "speaker": ["Anna Weil"],
        "cue": ["warned"],
        "content": ["a bomb attack on the Rhône Cup"],
    }
    assert words_of(source.paragraphs, "party") == ["three people"]


def test_an_article_is_shown_around_its_cited_words_only() -> None:
    """One paragraph on each side of the cited ones; the rest of the article stays where it is."""
    _, page = made(report())
    text = "\n".join(text_of(paragraph) for paragraph in page.sources[0].paragraphs)
    assert "A quiet Sunday" in text
    assert "Weather kept the crowd small" in text
    assert "A concert in Paris" not in text


def test_a_finding_brings_clocks_rules_section_and_rating() -> None:
    _, page = made(report())
    attack = next(finding for finding in page.sources[0].findings if finding.kind == "incident")
    assert [(fact.name, fact.value) for fact in attack.clocks] == [
        ("occurred", "1 June 2026"),
        ("published", "1 June 2026"),
    ]
    assert (attack.section, attack.line) == ("current", "1")
    assert "inside the window" in attack.section_reason
    assert {way.rule for way in attack.ways} >= {"in-radius", "in-host-city"}
    assert {step.rule for step in attack.counted} >= {"frequency", "severity"}
    facts = {fact.name: fact.value for fact in attack.facts}
    assert (facts["trigger"], facts["wounded"], facts["place"]) == ("“bombing”", "3", "Lyon, France")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"published": None}, "bears no date"), ({"published": "2020-01-01"}, "before the window")],
    ids=["undated", "before the window"],
)
def test_a_precedent_says_why_it_is_one(changes: dict[str, Any], reason: str) -> None:
    source = article("The Rhône Cup will be safe.\n\nA bombing shook Lyon.", key="9", **changes)
    _, page = made((source, incident(source, "bombing", place=lyon())))
    (finding,) = page.sources[0].findings
    assert (finding.section, finding.line) == ("precedent", "P1")
    assert reason in finding.section_reason


def test_what_was_ruled_out_nearby_is_named_with_its_reason() -> None:
    """A finding beside the cited words that bears on nothing is listed and marked; one far from them is not."""
    source, attack, said = report()
    near = statement(source, "Weather kept the crowd small", "Anna Weil")
    far = statement(source, "A concert in Paris followed", "Anna Weil")
    _, page = made((source, attack, said, near, far))
    (passed,) = page.sources[0].passed_over
    assert passed.text == "“Weather kept the crowd small”"
    assert passed.reason == "It fits no watched category."
    assert words_of(page.sources[0].paragraphs, "passed-over") == ["Weather kept the crowd small"]


def test_a_happening_lists_its_mentions_and_its_credibility() -> None:
    source, attack, said = report()
    other = article(
        "Five people were hurt when a bombing shook the station in Lyon on Monday.", key="2", outlet="Gazette"
    )
    twin = incident(
        other, "bombing", place=lyon(), occurred=day("2026-06-01"), wounded=Count(low=5, high=5, text="Five")
    )
    _, page = made((source, attack, said), (other, twin))
    (happening,) = page.happenings
    assert {(mention.outlet, mention.wounded) for mention in happening.mentions} == {("Wire", "3"), ("Gazette", "5")}
    assert sum(mention.leads for mention in happening.mentions) == 1
    (pair,) = happening.joined
    assert {pair.one.split("] ")[1], pair.other.split("] ")[1]} == {"Wire", "Gazette"}
    assert any("the same day" in reason for reason in pair.reasons)
    assert (
        happening.credibility_reason
        == "Confirmed by other independent sources: 2 independent outlets, Gazette and Wire."
    )


def test_a_long_paragraph_is_cut_around_the_words() -> None:
    """A text without paragraphs is not carried whole: so many letters around the words, at the bounds of words."""
    text = "word " * 400 + "Here it was said. " + "tail " * 400
    at = text.index("Here")
    cited = Cited(at, at + 17, Citation(label="1", anchor="ref-1"))
    (paragraph,) = passages(text, [cited], [])
    assert (paragraph.cut_start, paragraph.cut_end, paragraph.after_gap) == (True, True, False)
    shown = text_of(paragraph)
    assert "Here it was said." in shown
    assert len(shown) <= 2 * AROUND + 17 < LONG
    assert shown.startswith("word")
    assert shown.endswith("tail")


def test_far_words_bring_their_paragraph_and_a_gap_before_the_next() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive."
    cited = Cited(text.index("Five"), len(text), Citation(label="1", anchor="ref-1"))
    shown = passages(
        text, [cited], [Marked(0, 3, "date")], beside=[Marked(text.index("Two"), text.index("Two") + 3, "passed-over")]
    )
    assert [(text_of(paragraph), paragraph.after_gap) for paragraph in shown] == [
        ("One.", False),
        ("Four.", True),
        ("Five.", False),
    ]


def test_overlapping_marks_and_sentences_keep_every_letter_once() -> None:
    text = "Two men fired on Monday, police said."
    first = Cited(0, len(text), Citation(label="1a", anchor="ref-1a"))
    second = Cited(0, 24, Citation(label="1b", anchor="ref-1b"))
    (paragraph,) = passages(
        text, [first, second], [Marked(0, 23, "content"), Marked(8, 13, "trigger"), Marked(17, 23, "date")]
    )
    assert text_of(paragraph) == text
    assert [citation.label for run in paragraph.runs for citation in run.opens] == ["1a", "1b"]
    assert [stretch.marks for stretch in paragraph.runs[0].stretches] == [
        ("content",), ("content", "trigger"), ("content",), ("content", "date"), (),
    ]  # fmt: skip


def test_words_are_found_in_the_sentence_before_anywhere_else() -> None:
    text = "three came. Later three\nmen fell, and three more."
    sentence = Span.of(text, 12, len(text))
    assert locate(text, "three men", sentence) == (18, 27)
    assert locate(text, "three", sentence) == (18, 23)
    assert locate(text, "seven", sentence) is None
    assert locate(text, "", sentence) is None


def test_a_denial_says_of_which_incident_it_speaks_and_near_ones_are_told_apart() -> None:
    """Two bombings three days apart share much; what kept them apart stands with both."""
    source, attack, _ = report()
    denial = statement(source, "A bombing wounded three people", "Anna Weil", cue_kind="denial")
    other = article("A bombing wounded people at the station in Lyon. Nobody else was hurt.", key="3", outlet="Gazette")
    later = incident(other, "bombing", place=lyon(), occurred=day("2026-05-29"))
    _, page = made((source, attack, denial), (other, later))
    said = next(finding for finding in page.sources[0].findings if finding.kind == "statement")
    assert [(fact.value, fact.note) for fact in said.facts if fact.name == "speaks of"] == [
        ("incident 1", "Bombing, Lyon, France, 1 June 2026")
    ]
    apart = {happening.label: [pair.other for pair in happening.apart] for happening in page.happenings}
    assert apart == {
        "1": ["[2] Gazette (incident 2: Bombing, Lyon, France, 29 May 2026)"],
        "2": ["[1] Wire (incident 1: Bombing, Lyon, France, 1 June 2026)"],
    }
