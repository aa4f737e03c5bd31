"""The PDF: whole, marked, linked, tagged, the same bytes each time, and unable to reach what it must not."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from briefing.errors import RenderError
from briefing.models import as_data
from briefing.pages import Briefing
from briefing.render import check_pdf, render
from briefing.render.citations import citations_in
from briefing.render.onepage import fits, one_page
from tests.render.made_briefing import HOSTILE, LONG_TOKEN, NAMES, empty, rich

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return rich(incidents=5, statements=4)


@pytest.fixture(scope="module")
def heard() -> list[str]:
    return []


@pytest.fixture(scope="module")
def pdf(briefing: Briefing, heard: list[str]) -> bytes:
    return render(briefing, variant="full", fmt="pdf", warn=heard.append)


@pytest.fixture(scope="module")
def one_page_pdf(briefing: Briefing) -> bytes:
    return render(briefing, variant="one-page", fmt="pdf")


@pytest.fixture(scope="module")
def empty_pdf(heard: list[str]) -> bytes:
    return render(empty(), variant="full", fmt="pdf", page_size="Letter", warn=heard.append)


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def texts(reader: PdfReader) -> list[str]:
    """The text of each page: reading it back takes longer than most tests."""
    return [page.extract_text() for page in reader.pages]


def test_nothing_was_said_at_warning_level(pdf: bytes, heard: list[str]) -> None:
    """WeasyPrint had no complaint, and every letter has a font."""
    assert pdf.startswith(b"%PDF-")
    assert heard == []


def test_the_check_is_content(pdf: bytes, briefing: Briefing) -> None:
    """Pages, markings, citations and links are all in order."""
    assert check_pdf(pdf, briefing, "full") == ()


def test_every_page_bears_the_marking_and_its_number(texts: list[str], briefing: Briefing) -> None:
    """Marking above and below, title, page n of m."""
    count = len(texts)
    assert count > 3
    for number, text in enumerate(texts, start=1):
        assert text.count(briefing.marking) >= 2
        assert f"page {number} of {count}" in text


def test_bookmarks_name_the_sections(reader: PdfReader) -> None:
    """The outline has the title, the sections under it, the categories under theirs."""

    def flat(items: list[object]) -> list[str]:
        return [name for item in items for name in (flat(item) if isinstance(item, list) else [str(item["/Title"])])]  # type: ignore[index]

    names = flat(list(reader.outline))
    for name in ("Key findings", "Threat overview", "Terrorism", "Venue sheets", "Sources", "Legends"):
        assert name in names


def test_the_contents_name_the_right_pages(texts: list[str]) -> None:
    """A section stands on the page that the contents say."""
    lines = next(text for text in texts if "Contents" in text).splitlines()
    (line,) = [line for line in lines if line.startswith("Sources")]
    page = int(line.rsplit(" ", 1)[-1].strip(". "))
    assert "Each sentence that this briefing cites" in texts[page - 1]


def test_links_lead_inside_or_to_the_web(reader: PdfReader) -> None:
    """No script, no file, no relative address in any link."""
    addresses = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots") or ()
        if "/URI" in (annotation.get_object().get("/A") or {})
    ]
    assert addresses
    assert all(address.startswith("https://news.example.org/") for address in addresses)


def test_it_is_tagged_and_its_fonts_are_inside(reader: PdfReader) -> None:
    """Structure, language and title are there; every font is embedded, and ours."""
    root: Any = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Lumen Cup 2026: risks to the tournament and its visitors"
    fonts: dict[str, Any] = {}
    pages: list[Any] = list(reader.pages)
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"])] = inner["/FontDescriptor"].get_object()
    assert all("/FontFile2" in descriptor or "/FontFile3" in descriptor for descriptor in fonts.values())
    assert all("+Briefing-Sans" in name for name in fonts)


def test_the_data_is_inside(reader: PdfReader, briefing: Briefing) -> None:
    """The full PDF carries its JSON, dated from the cut-off."""
    (data,) = reader.attachments["briefing.json"]
    assert json.loads(data) == as_data(briefing)


def test_names_and_hostile_text_stand_as_text(texts: list[str]) -> None:
    """Words in left-to-right scripts can be read back; what an article tried stands as its words."""
    text = "".join("".join(texts).replace("\u200b", "").split())
    for name in NAMES.split(", "):
        if name[0] not in "מדهم":
            assert "".join(name.split()) in text
    assert "".join(HOSTILE.split())[:60] in text


def test_the_full_variant_prints_every_citation(reader: PdfReader, briefing: Briefing) -> None:
    """No citation of the briefing is left out by the shipped templates."""
    assert reader.metadata is not None
    assert set(str(reader.metadata["/BriefingCitations"]).split()) == {c.label for c in citations_in(briefing)}


def test_lost_citations_are_told(empty_pdf: bytes) -> None:
    """A number that was printed and cannot be read back is named, as are a wrong length, a wrong marking and a wrong file."""
    writer = PdfWriter(clone_from=io.BytesIO(empty_pdf))
    writer.add_metadata({"/BriefingCitations": "99z 12a 99z"})
    out = io.BytesIO()
    writer.write(out)
    problems = check_pdf(out.getvalue(), replace(empty(), marking="TLP:RED"), "one-page")
    assert "missing from the PDF's text: [12a], [99z]" in problems
    assert any(problem.startswith("TLP:RED is missing from the header or footer of page 1, 2") for problem in problems)
    assert any("the one-page variant has" in problem for problem in problems)
    (problem,) = check_pdf(b"not a PDF", empty(), "full")
    assert "cannot be read" in problem


@pytest.mark.parametrize(("size", "wide"), [("A4", 595), ("Letter", 612)])
def test_one_page_is_one_page(briefing: Briefing, one_page_pdf: bytes, size: str, wide: int) -> None:
    """On both paper sizes, with headline, findings, matrix, incidents and contact on it."""
    data = one_page_pdf if size == "A4" else render(briefing, variant="one-page", fmt="pdf", page_size=size)
    assert check_pdf(data, briefing, "one-page") == ()
    found = PdfReader(io.BytesIO(data))
    assert len(found.pages) == 1
    assert round(found.pages[0].mediabox.width) == wide
    text = found.pages[0].extract_text()
    for words in (
        "A specific, current threat",
        "Key findings",
        "Likelihood and impact",
        "Latest incidents",
        "duty@estuary.example",
    ):
        assert words in text


def test_long_content_is_left_out_by_whole_rows() -> None:
    """Rows that do not fit are counted, not cut; a sentence of 20,000 letters takes its row with it."""
    briefing = rich(incidents=12, statements=0)
    long = " ".join(["The prefecture said that the inquiry into the events at the northern gate goes on."] * 6)
    briefing = replace(
        briefing,
        key_findings=tuple(replace(finding, text=long) for finding in briefing.key_findings * 2),
        chronology=tuple(
            replace(line, sentence=f"{long} {LONG_TOKEN}" if line.pinned else long) for line in briefing.chronology
        ),
    )
    data = render(briefing, variant="one-page", fmt="pdf")
    assert check_pdf(data, briefing, "one-page") == ()
    text = " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
    assert "findings in the full briefing." in text
    left_out = re.search(r"(\d+) (?:more )?incidents in the full briefing\.", text)
    assert left_out is not None
    assert int(left_out[1]) > 7


def test_the_rule_takes_rows_away_one_by_one() -> None:
    """Each step holds less than the one before; pinned incidents come first, then the latest."""
    steps = fits()
    assert all(a.findings + a.incidents - b.findings - b.incidents == 1 for a, b in itertools.pairwise(steps[:-1]))
    assert (steps[-1].findings, steps[-1].incidents, steps[-1].bare) == (0, 0, True)
    page = one_page(rich(incidents=12), steps[0])
    assert [line.label for line in page.incidents] == ["5", "10", "1", "2", "3"]
    assert (page.more_incidents, page.more_findings) == (7, 0)


def test_a_briefing_without_findings_prints(empty_pdf: bytes, heard: list[str]) -> None:
    """Nothing found still makes a PDF that passes its check, in both variants."""
    assert check_pdf(empty_pdf, empty(), "full") == ()
    data = render(empty(), variant="one-page", fmt="pdf", page_size="Letter", warn=heard.append)
    assert check_pdf(data, empty(), "one-page") == ()
    assert heard == []


def test_letters_without_a_font_are_named() -> None:
    """A letter that no font has is a warning that shows it."""
    said: list[str] = []
    odd = replace(empty(), title="A title with \U000f0000 in it")
    render(odd, variant="one-page", fmt="pdf", warn=said.append)
    assert any("U+F0000" in line for line in said)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "../../../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "link.svg",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "//example.org/x.png",
        "missing.svg",
    ],
)
def test_a_theme_cannot_load_from_outside(briefing: Briefing, tmp_path: Path, address: str) -> None:
    """Every way out of the template folder fails, and the message says what was asked for."""
    (tmp_path / "link.svg").symlink_to("/etc/passwd")
    (tmp_path / "one-page.html").write_text(
        f'{{% extends "shipped/one-page.html" %}}{{% block body %}}<img src="{address}" alt="x">{{% endblock %}}'
    )
    with pytest.raises(RenderError, match="may not load"):
        render(briefing, variant="one-page", fmt="pdf", templates=(tmp_path,))


def test_a_theme_loads_its_own_pictures(briefing: Briefing, tmp_path: Path) -> None:
    """A file inside the template folder is read."""
    (tmp_path / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>m</title></svg>'
    )
    (tmp_path / "one-page.html").write_text(
        '{% extends "shipped/one-page.html" %}{% block body %}<style>body { background: url(mark.svg) }</style>{% endblock %}'
    )
    heard: list[str] = []
    assert render(briefing, variant="one-page", fmt="pdf", templates=(tmp_path,), warn=heard.append).startswith(b"%PDF")
    assert heard == []


WATCHED = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
reached = []
def watch(event, args):
    if event.startswith("socket.") and event != "socket.__new__" or event == "open" and "passwd" in str(args[0]):
        reached.append(event)
sys.addaudithook(watch)
from tests.render.made_briefing import rich
from briefing.render import render
briefing = rich(incidents=5, statements=4)
for variant, fmt in (("full", "json"), ("full", "html"), ("full", "pdf"), ("one-page", "pdf")):
    print(hashlib.sha256(render(briefing, variant=variant, fmt=fmt)).hexdigest())
print(reached)
"""


def test_another_process_gives_the_same_bytes_and_reaches_nothing(
    briefing: Briefing, pdf: bytes, one_page_pdf: bytes
) -> None:
    """Another hash seed and time zone change no byte; the hostile article opens no socket and no file of its choosing."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-c", WATCHED, str(HERE.parents[1])]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    page = [render(briefing, variant="full", fmt=fmt) for fmt in ("json", "html")]
    here = [hashlib.sha256(data).hexdigest() for data in (*page, pdf, one_page_pdf)]
    assert said == [*here, "[]"]
    assert len(set(here)) == 4
