"""The evidence page: every citation of the HTML page leads to it and back, and an article's text stays text."""

from __future__ import annotations

import re

import pytest

from briefing.evidence import (
    Comparison,
    Counted,
    EvidencePage,
    Fact,
    FindingEvidence,
    Happening,
    MentionLine,
    Paragraph,
    PassedOver,
    RuleLine,
    Run,
    SourceEvidence,
    Stretch,
)
from briefing.pages import Briefing, Citation, CitedSentence, Note, Reference
from briefing.render import render, render_evidence
from briefing.render.citations import citations_in
from tests.render.made_briefing import HOSTILE, rich
from tests.render.seen import Seen

PAGE, EVIDENCE = "cup.html", "cup-evidence.html"


def finding(sentence: CitedSentence, briefing: Briefing, key: str) -> FindingEvidence:
    line = next((line for line in (*briefing.chronology, *briefing.precedents) if line.id == key), None)
    return FindingEvidence(
        id=key,
        kind="incident" if line else "statement",
        title=f"Bombing, Paris, France {HOSTILE}",
        citation=Citation(label=sentence.label, anchor=sentence.anchor),
        line=line.label if line else None,
        happening=line.id if line else None,
        mentions=len(line.citations) if line else 1,
        clocks=(
            Fact(name="occurred", value="3 April 2026", note="“on Friday”"),
            Fact(name="published", value="undated"),
        ),
        facts=(Fact(name="trigger", value=HOSTILE),),
        section="current",
        section_reason="It lies inside the window.",
        categories=("Terrorism",),
        ways=(RuleLine(rule="in-radius", score="1", sentence="Paris lies 3 km from Grand Arena"),),
        score="1",
        threshold="0.5",
        specific="its paragraph names the event",
        counted=(Counted(category="terrorism", name="Terrorism", rule="specific", sentence="1 finding: 3.0 points."),),
        notes=(Note(text=HOSTILE, by="R. Okafor", date="10 May 2026"),),
    )


def source(reference: Reference, briefing: Briefing) -> SourceEvidence:
    paragraphs = tuple(
        Paragraph(
            after_gap=index > 0,
            cut_start=True,
            cut_end=True,
            runs=(
                Run(labels=(), opens=(), stretches=(Stretch(text=f"Before. {HOSTILE} ", marks=()),)),
                Run(
                    labels=(sentence.label,),
                    opens=(Citation(label=sentence.label, anchor=sentence.anchor),),
                    stretches=(Stretch(text=sentence.text, marks=("content", "date")), Stretch(text=".", marks=())),
                ),
            ),
        )
        for index, sentence in enumerate(reference.sentences)
    )
    keys = dict.fromkeys(key for sentence in reference.sentences for key in sentence.findings)
    return SourceEvidence(
        reference=reference,
        paragraphs=paragraphs,
        findings=tuple(
            finding(next(s for s in reference.sentences if key in s.findings), briefing, key) for key in keys
        ),
        passed_over=(
            PassedOver(id="s-0", kind="Statement: N. N.", text=HOSTILE, reason="It fits no watched category."),
        ),
    )


def evidence(briefing: Briefing) -> EvidencePage:
    shown: set[str] = set()
    sources = []
    for reference in briefing.references:
        made = source(reference, briefing)
        fresh = tuple(f for f in made.findings if f.id not in shown)
        shown |= {f.id for f in fresh}
        sources.append(SourceEvidence(
            reference=reference, paragraphs=made.paragraphs, findings=fresh, passed_over=made.passed_over
        ))  # fmt: skip
    lines = [line for line in (*briefing.chronology, *briefing.precedents) if len(line.citations) > 1]
    return EvidencePage(
        sources=tuple(sources),
        happenings=tuple(
            Happening(
                id=line.id,
                label=line.label,
                title=HOSTILE,
                more_copies=2,
                mentions=tuple(
                    MentionLine(
                        finding_id=f"i-{citation.label}",
                        citation=citation,
                        outlet=HOSTILE,
                        published="3 May 2026",
                        occurred="2 May 2026",
                        place="Paris, France",
                        killed="3",
                        wounded=None,
                        leads=number == 0,
                        reprint_of="Meridian Wire" if number else None,
                        replaced=number > 0,
                    )
                    for number, citation in enumerate(line.citations)
                ),
                joined=(Comparison(one="[1a] Le Quai", other="[2a] Meridian Wire", reasons=("same day", "same city")),),
                apart=(Comparison(one="[1a] Le Quai", other="[9] Le Quai", reasons=("other names",)),),
                credibility="1",
                credibility_reason="Confirmed by other independent sources: 2 independent outlets.",
            )
            for line in lines
        ),
        legend=(("content", "what is said"), ("date", "when")),
    )


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return rich()


@pytest.fixture(scope="module")
def main(briefing: Briefing) -> bytes:
    return render(briefing, variant="full", fmt="html", evidence_page=EVIDENCE)


@pytest.fixture(scope="module")
def html(briefing: Briefing, main: bytes) -> str:
    return render_evidence(evidence(briefing), briefing, page=main, page_name=PAGE).decode()


@pytest.fixture(scope="module")
def page(html: str) -> Seen:
    return Seen(html)


def test_every_citation_of_the_page_leads_to_its_words(briefing: Briefing, main: bytes, page: Seen) -> None:
    """Each [12b] of the HTML page is a link to the place on the evidence page where that sentence begins."""
    links = {link.split("#")[1] for link in Seen(main.decode()).links if link.startswith(f"{EVIDENCE}#")}
    assert links == {citation.anchor for citation in citations_in(briefing)}
    assert links <= set(page.ids)


def test_every_sentence_leads_back_to_each_line_that_cites_it(main: bytes, page: Seen) -> None:
    ids = set(Seen(main.decode()).ids)
    back = [link.split("#")[1] for link in page.links if link.startswith(f"{PAGE}#")]
    assert {identity for identity in ids if identity.startswith("cite-")} <= set(back)
    assert set(back) <= ids


def test_the_lines_that_lead_back_bear_the_headings_they_stand_under(page: Seen) -> None:
    assert re.search(r"back to (First sentence|Key findings) 1", page.text)
    assert re.search(r"Terrorism 1", page.text)


def test_every_inner_link_has_one_target(page: Seen) -> None:
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_nothing_is_loaded_or_run(html: str, page: Seen) -> None:
    """No script, no frame, no form, no picture; links lead inside, to the page beside it, or to http(s)."""
    assert not {"script", "link", "iframe", "object", "embed", "base", "form", "img"} & set(page.tags)
    assert all(link.startswith(("#", PAGE, "https://", "http://")) for link in page.links)
    assert "default-src 'none'" in html
    assert "url(" not in html[html.index("<style>") : html.rindex("</style>")]


def test_hostile_text_shows_as_text(page: Seen) -> None:
    """In paragraphs, titles, facts, notes, outlets and what was ruled out, tags and braces stand as they were written."""
    assert page.text.count("{{ 7*7 }}") > 20
    assert "<script>alert(1)</script>" in page.text


def test_the_marking_stands_at_head_and_foot(briefing: Briefing, page: Seen) -> None:
    assert page.text.count(briefing.marking) >= 2


def test_the_same_input_gives_the_same_bytes(briefing: Briefing, main: bytes, html: str) -> None:
    assert render_evidence(evidence(briefing), briefing, page=main, page_name=PAGE).decode() == html


def test_without_an_evidence_page_citations_lead_to_the_source_list(briefing: Briefing) -> None:
    seen = Seen(render(briefing, variant="full", fmt="html").decode())
    assert not [link for link in seen.links if EVIDENCE in link]


def test_pdf_and_one_page_do_not_lead_to_it(briefing: Briefing) -> None:
    """They travel alone."""
    one_page = render(briefing, variant="one-page", fmt="html", evidence_page=EVIDENCE).decode()
    assert EVIDENCE not in one_page
