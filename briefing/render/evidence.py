"""An `EvidencePage` and the HTML page that cites it go in, the values of the evidence page's template come out."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from briefing.evidence import EvidencePage, Paragraph, SourceEvidence
from briefing.pages import Briefing, CitedSentence

_HEADINGS = ("h2", "h3")


class _Places(HTMLParser):
    """The ids of a page, in its order, each with the heading that it stands under."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: dict[str, str] = {}
        self._heading = self._collected = ""
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._heading = ""  # the headline's section has none
        if tag in _HEADINGS:
            self._inside, self._collected = True, ""
        self._collected += " "
        for name, value in attrs:
            if name == "id" and value:
                self.headings[value] = self._heading

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self._inside:
            self._inside, self._heading = False, " ".join(self._collected.split())

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._collected += data


class Back:
    """The way back: addresses of places on the page that cites, of those that it really has."""

    def __init__(self, name: str, page: str) -> None:
        self.name = name
        self._headings = _Places(page).headings

    def to(self, identity: str) -> str | None:
        """The address of the place with this id; None where the page, as its theme lays it out, has none."""
        return f"{self.name}#{identity}" if identity in self._headings else None

    def cites(self, anchor: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every place that cites the sentence, in reading order: the heading it stands under, and its addresses there."""
        found: dict[str, list[str]] = {}
        number = 1
        while (identity := f"cite-{anchor}-{number}") in self._headings:
            found.setdefault(self._headings[identity] or "First sentence", []).append(f"{self.name}#{identity}")
            number += 1
        return tuple((name, tuple(addresses)) for name, addresses in found.items())

    def incident(self, identity: str) -> str | None:
        """The address of an incident group's line."""
        return self.to(f"incident-{identity}")

    def category(self, identity: str) -> str | None:
        """The address of a threat category's section, where its rating stands."""
        return self.to(f"category-{identity}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Paragraphs, and the cited sentences that begin in them."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[CitedSentence, ...]


def rows(source: SourceEvidence) -> tuple[Row, ...]:
    """The paragraphs of a source in rows, so that what is said of a sentence stands beside it: each begins where a sentence does."""
    split: list[tuple[list[Paragraph], list[str]]] = []
    for paragraph in source.paragraphs:
        opens = [citation.anchor for run in paragraph.runs for citation in run.opens]
        if not split or (opens and split[-1][1]):
            split.append(([], []))
        split[-1][0].append(paragraph)
        split[-1][1].extend(opens)
    sentences = {sentence.anchor: sentence for sentence in source.reference.sentences}
    return tuple(
        Row(paragraphs=tuple(paragraphs), sentences=tuple(sentences[anchor] for anchor in anchors))
        for paragraphs, anchors in split
    )


def evidence_values(evidence: EvidencePage, briefing: Briefing, *, page: str, page_name: str) -> dict[str, object]:
    """What `evidence.html` knows beside what every page knows."""
    return {
        "briefing": briefing,
        "evidence": evidence,
        "evidence_page": "",
        "variant": "evidence",
        "fmt": "html",
        "legend": dict(evidence.legend),
        "back": Back(page_name, page),
        "rows": rows,
    }
