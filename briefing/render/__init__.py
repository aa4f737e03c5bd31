"""A `Briefing` goes in, the bytes of its PDF, HTML page or JSON document come out. Layout, no content; no file is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.errors import RenderError
from briefing.evidence import EvidencePage
from briefing.models import as_data
from briefing.pages import Briefing
from briefing.render.blocks import check_templates
from briefing.render.charts import Ladder, matrix, timeline
from briefing.render.check import PRINTED, check_pdf
from briefing.render.citations import CitationLinks, Once
from briefing.render.evidence import evidence_values
from briefing.render.filters import picture
from briefing.render.maps import maps
from briefing.render.onepage import Fit, fits, one_page
from briefing.render.theme import Theme, theme

__all__ = ["check_pdf", "check_templates", "render", "render_evidence"]

FORMATS = ("html", "json", "pdf")
VARIANTS = ("full", "one-page")
PAGE_SIZES = ("A4", "Letter")
#: Style sheets of a theme by format, in the order of their weight. The PDF's hold fonts; the HTML page takes the reader's.
STYLES = {
    "html": ("style.css", "screen.css", "custom.css"),
    "pdf": ("style.css", "pdf.css", "custom.css"),
    "evidence": ("style.css", "screen.css", "evidence.css", "custom.css"),
}

Warn = Callable[[str], None]


def render(  # noqa: PLR0913 (settings of a page, all by name)
    briefing: Briefing,
    *,
    variant: str,
    fmt: str,
    templates: tuple[Path, ...] = (),
    page_size: str = "A4",
    logo: Path | None = None,
    attach_data: bool = True,
    evidence_page: str | None = None,
    warn: Warn | None = None,
) -> bytes:
    """The bytes of one output.

    `evidence_page` is the file name that the citations of the full HTML page lead to; without it they lead to the source list.
    `templates` are folders whose files replace the shipped ones, the first wins. `attach_data` puts the JSON document inside the
    full PDF. `warn` receives what is worth knowing and does not stop the work: unknown block names, letters without a font,
    what WeasyPrint says. RenderError names file and line of a template's error.
    """
    for name, value, allowed in (
        ("variant", variant, VARIANTS),
        ("format", fmt, FORMATS),
        ("page size", page_size, PAGE_SIZES),
    ):
        if value not in allowed:
            raise RenderError(f"there is no {name} {value!r}", hint=f"one of {', '.join(allowed)}")
    if fmt == "json":
        return to_json(briefing)
    say = warn or _ignore
    for problem in check_templates(templates):
        if problem.severity == "warning":
            say(str(problem))
    page = _Page(
        briefing,
        theme(templates),
        variant=variant,
        fmt=fmt,
        page_size=page_size,
        logo=_logo(logo, say),
        evidence_page=evidence_page if (variant, fmt) == ("full", "html") else None,
    )
    if fmt == "html":
        return page.filled(fits()[0])[0].encode()
    return page.printed(attach_data=attach_data, say=say)


def render_evidence(
    evidence: EvidencePage,
    briefing: Briefing,
    *,
    page: bytes,
    page_name: str,
    templates: tuple[Path, ...] = (),
    page_size: str = "A4",
    logo: Path | None = None,
    warn: Warn | None = None,
) -> bytes:
    """The HTML page that shows the words behind every citation; `page` is the full HTML page, to be found as `page_name` beside it.

    The other arguments are those of `render`.
    """
    look = theme(templates)
    values = {
        **evidence_values(evidence, briefing, page=page.decode(), page_name=page_name),
        "page_size": page_size,
        "logo": _logo(logo, warn or _ignore),
        "style": "\n".join(text for _, text in _styles(look, "evidence")),
    }
    return look.fill("evidence.html", values).encode()


def to_json(briefing: Briefing) -> bytes:
    """The JSON document: keys sorted, two spaces, UTF-8, one line end at the end."""
    text = json.dumps(as_data(briefing), ensure_ascii=False, indent=2, sort_keys=True)
    return text.encode("utf-8", "replace") + b"\n"


def _ignore(_: str) -> None:
    """For callers who do not want to know."""


def _styles(look: Theme, kind: str) -> tuple[tuple[Path, str], ...]:
    return tuple((path, path.read_text("utf-8")) for name in STYLES[kind] if (path := look.find(name)))


def _logo(path: Path | None, say: Warn) -> str | None:
    """The logo as a data address; what is wrong with it is said, and the page goes without."""
    if path is None:
        return None
    if not path.is_file():
        say(f"{path}: there is no such logo")
        return None
    address = picture(path)
    if address is None:
        say(f"{path}: a logo is an SVG, PNG or JPEG file")
    return address


class _Page:
    """One output in the making: the values of its template, filled as often as fitting takes."""

    def __init__(
        self,
        briefing: Briefing,
        look: Theme,
        *,
        variant: str,
        fmt: str,
        page_size: str,
        logo: str | None,
        evidence_page: str | None,
    ) -> None:
        self._briefing, self._look, self._variant = briefing, look, variant
        self._styles = _styles(look, fmt)
        self._values: dict[str, Any] = {
            "briefing": briefing,
            "variant": variant,
            "fmt": fmt,
            "page_size": page_size,
            "logo": logo,
            "evidence_page": evidence_page,
            "style": "\n".join(text for _, text in self._styles) if fmt == "html" else None,
            "incidents": {line.id: line for section in briefing.sections for line in section.incidents}
            | {line.id: line for line in (*briefing.chronology, *briefing.precedents)},
            "ladder": Ladder(briefing.levels),
            "matrix": matrix(briefing),
            "timeline": timeline(briefing) if variant == "full" else None,
            "maps": maps(briefing) if variant == "full" else None,
        }

    def filled(self, fit: Fit) -> tuple[str, list[str]]:
        """The HTML, and the labels of the citations in it. Filled twice: the sources list the places that cite them."""
        page = one_page(self._briefing, fit)
        html, links = "", CitationLinks(self._briefing)
        for _ in range(2):
            links = CitationLinks(self._briefing, known=links.counts)
            html = self._look.fill(
                f"{self._variant}.html", {**self._values, "page": page, "links": links, "once": Once()}
            )
        return html, links.labels

    def printed(self, *, attach_data: bool, say: Warn) -> bytes:
        from briefing.render.pdf import Attached, Printer

        printer = Printer(self._look.roots, self._styles)
        html, labels = self.filled(fits()[0])
        document = printer.lay(html)
        if self._variant == "one-page" and len(document.pages) > 1:
            steps = fits()
            low, high = 1, len(steps) - 1
            while low <= high:  # the fullest step that fits: each holds less than the one before
                middle = (low + high) // 2
                html, found = self.filled(steps[middle])
                tried = printer.lay(html)
                if len(tried.pages) > 1:
                    low = middle + 1
                else:
                    high = middle - 1
                    document, labels = tried, found
            if len(document.pages) > 1:
                html, labels = self.filled(steps[-1])
                document = printer.lay(html)
            if len(document.pages) > 1:
                say(
                    "the one-page variant does not fit on one page even without its rows: shorten title, headline or venues"
                )
        attached = []
        if attach_data and self._variant == "full":
            attached.append(
                Attached(name="briefing.json", description="The data of this briefing", data=to_json(self._briefing))
            )
        moment = datetime.fromisoformat(self._briefing.as_of_iso)
        data = printer.write(document, attached=attached, facts={PRINTED: " ".join(labels)}, moment=moment)
        for warning in dict.fromkeys(printer.warnings):
            say(warning)
        return data
