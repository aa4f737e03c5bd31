"""A PDF and the `Briefing` it was made from go in, what the PDF fails to show comes out."""

from __future__ import annotations

import io
import re
from collections import Counter

from briefing.pages import Briefing
from briefing.render.citations import citations_in, natural

#: The key of the PDF's document information under which `render` says which citations the page prints, in reading order.
PRINTED = "BriefingCitations"
_CITED = re.compile(r"\[(\d+[a-z]*)\]")


def _joined(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def check_pdf(pdf: bytes, briefing: Briefing, variant: str) -> tuple[str, ...]:
    """Sentences on what is wrong, none when all is well: pages, marking on each, every citation number in the text, links.

    What the page prints, `render` says in the document information: the one-page variant has fewer rows than the briefing, and a
    theme may leave sections out. A PDF that says nothing of it must show every citation of the briefing.
    """
    from pypdf import PdfReader  # heavy
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        texts = [re.sub(r"[\s\u200b]+", "", page.extract_text()) for page in reader.pages]
    except PyPdfError as error:
        return (f"the PDF cannot be read: {error}",)
    if not texts:
        return ("the PDF has no page",)
    problems = []
    if variant == "one-page" and len(texts) != 1:
        problems.append(f"the one-page variant has {len(texts)} pages")
    unmarked = [number for number, text in enumerate(texts, start=1) if text.count(briefing.marking) < 2]
    if unmarked:
        problems.append(f"{briefing.marking} is missing from the header or footer of page {_joined(unmarked)}")
    found = Counter(_CITED.findall("".join(texts)))
    said = reader.metadata.get(f"/{PRINTED}") if reader.metadata else None
    wanted = Counter({citation.label for citation in citations_in(briefing)} if said is None else str(said).split())
    lost = sorted((label for label in wanted if found[label] < wanted[label]), key=natural)
    if lost:
        problems.append("missing from the PDF's text: " + ", ".join(f"[{label}]" for label in lost))
    targets = set(reader.named_destinations)
    dead = sorted({name for page in reader.pages for name in _destinations(page) if name not in targets})
    if dead:
        problems.append(f"links that lead nowhere: {', '.join(dead)}")
    return tuple(problems)


def _destinations(page: object) -> list[str]:
    """The names of the places inside the document that a page's links lead to."""
    names = []
    for reference in page.get("/Annots") or ():  # type: ignore[attr-defined]
        link = reference.get_object()
        action = link.get("/A")
        place = link.get("/Dest") or (action.get_object().get("/D") if action else None)
        if isinstance(place, str):
            names.append(str(place))
    return names
