"""The sample workspace: golden outputs, the same bytes anywhere, and an article that attacks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefing.config import shipped
from briefing.render.filters import soft

ROOT = Path(__file__).resolve().parents[1]
EVENTS = sorted(path.stem for path in (ROOT / "samples" / "config" / "events").glob("*.yaml"))


def build(root: Path, **environment: str) -> None:
    """Two editions, as `make briefing` builds them: a week before, then as of the workspace's own moment."""
    run(root, "--as-of", "2026-05-28T18:00+02:00", "--format", "json", **environment)
    run(root, **environment)


def run(root: Path, *options: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "build", "--workspace", str(root), "--quiet", *options],
        cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=os.environ | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def copy(target: Path) -> Path:
    shutil.copytree(ROOT / "samples", target, ignore=shutil.ignore_patterns("briefings", "library.sqlite*"))
    return target


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("samples") / "one")
    build(root, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")
    return root / "briefings"


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("suffix", [".json", ".html", "-evidence.html", "-one-page.html"])
def test_golden(built: Path, golden: Callable[[str, bytes | str], None], event: str, suffix: str) -> None:
    """JSON and HTML of each sample event, whole; `make golden` renews them."""
    # The pipeline's version changes with every line of the extractor; everything else is compared.
    version = json.loads((built / event / f"{event}.json").read_text("utf-8"))["manifest"]["pipeline"]
    content = (built / event / f"{event}{suffix}").read_text("utf-8")
    golden(f"samples/{event}{suffix}", content.replace(version, "PIPELINE").replace(soft(version), "PIPELINE"))


def test_same_inputs_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another process, hash seed, time zone and folder give the same JSON, HTML and PDF."""
    root = copy(tmp_path / "somewhere" / "else")
    build(root, PYTHONHASHSEED="2", TZ="America/St_Johns", LC_ALL="C")
    first = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    second = {
        path.relative_to(root / "briefings"): path.read_bytes()
        for path in (root / "briefings").rglob("*")
        if path.is_file()
    }
    assert len(first) == len(EVENTS) * 6
    assert [str(name) for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)


def entries(outline: list[Any]) -> int:
    """Bookmarks at every depth: pypdf gives those under a heading as a list that follows it."""
    return sum(entries(entry) if isinstance(entry, list) else 1 for entry in outline)


@pytest.mark.parametrize("event", EVENTS)
def test_pdf(built: Path, event: str) -> None:
    """Pages, outline, markings and links of each PDF."""
    document = json.loads((built / event / f"{event}.json").read_text("utf-8"))
    full = PdfReader(built / event / f"{event}.pdf")
    assert 5 <= len(full.pages) <= 30
    assert entries(full.outline) >= 8
    for page in full.pages:
        assert page.extract_text().count(document["marking"]) >= 2
    assert len(PdfReader(built / event / f"{event}-one-page.pdf").pages) == 1
    links = {
        annotation["/A"]["/URI"]
        for page in full.pages
        for annotation in (reference.get_object() for reference in page.get("/Annots") or [])
        if "/A" in annotation and "/URI" in annotation["/A"]
    }
    assert {link.split(":")[0] for link in links} <= {"http", "https", "mailto"}
    assert {reference["url"] for reference in document["references"] if reference["url"]} <= links


@pytest.mark.parametrize("event", EVENTS)
def test_each_sample_says_what_changed(built: Path, event: str) -> None:
    """The second edition names what is new since the first; what is new or differs in a table of incidents bears a word."""
    document = json.loads((built / event / f"{event}.json").read_text("utf-8"))
    edition = document["edition"]
    assert (edition["number"], edition["last"], edition["last_cut_off"]) == (2, 1, "28 May 2026, 18:00 CEST")
    kinds = {group["kind"]: group["lines"] for group in edition["groups"]}
    fresh = {line["incident"] for line in kinds["new"] if line["incident"]}
    assert fresh <= {line["id"] for line in document["chronology"]}
    assert all(line["citations"] and line["cause"] for line in kinds["new"])
    assert edition["ratings"]
    page = (built / event / f"{event}.html").read_text("utf-8")
    assert page.count('<span class="tag">new</span>') == len(fresh)


def test_a_later_figure_is_an_update(built: Path) -> None:
    """First 74, then 91 fell ill: old and new value, the new one cited."""
    event = "baltic-energy-summit"
    edition = json.loads((built / event / f"{event}.json").read_text("utf-8"))["edition"]
    fields = [
        field
        for group in edition["groups"]
        if group["kind"] == "updated"
        for line in group["lines"]
        for field in line["fields"]
    ]
    (wounded,) = [field for field in fields if field["name"] == "wounded"]
    assert (wounded["before"], wounded["after"].split(" ")[0]) == ("74", "91")
    assert wounded["citations"]


def test_built_again_the_samples_keep_number_and_bytes(built: Path) -> None:
    """A third build with the inputs of the second writes the same documents."""
    before = {path: path.read_bytes() for path in built.rglob("*.json")}
    run(built.parent, "--format", "json")
    assert {path: path.read_bytes() for path in built.rglob("*.json")} == before
    assert len(before) == len(EVENTS)


@pytest.mark.parametrize("event", EVENTS)
def test_every_claim_is_cited(built: Path, event: str) -> None:
    """Each incident, figure and statement of the JSON carries a citation that stands in its source list."""
    document = json.loads((built / event / f"{event}.json").read_text("utf-8"))
    anchors = {sentence["anchor"] for reference in document["references"] for sentence in reference["sentences"]}
    incidents = document["chronology"] + document["precedents"]
    cited = [line["citations"] for line in incidents + document["statements"] + document["precedent_statements"]]
    cited += [figure["citations"] for line in incidents for key in ("killed", "wounded") for figure in line[key]]
    assert len(cited) > 10
    assert all(citations for citations in cited)
    assert {citation["anchor"] for citations in cited for citation in citations} <= anchors


def test_the_hostile_article_reaches_no_file_and_shows_as_text(tmp_path: Path) -> None:
    """Nothing is opened or connected to on the hostile article's account, and its words are words."""
    root = copy(tmp_path / "hostile")
    watcher = tmp_path / "watch.py"
    log = tmp_path / "log.txt"
    # An audit hook sees every open and every connection of the process, whichever library makes it.
    watcher.write_text(
        "import sys\n"
        f"log = open({str(log)!r}, 'a', buffering=1)\n"
        "def hook(name, arguments):\n"
        "    if name == 'open' and 'passwd' in str(arguments[0]):\n"
        "        log.write(f'open {arguments[0]}\\n')\n"
        "    if name in ('socket.connect', 'socket.getaddrinfo'):\n"
        "        log.write(f'{name} {arguments[1:]}\\n')\n"
        # the theme's own fonts come by the same door
        f"    if name == 'urllib.Request' and not str(arguments[0]).startswith({shipped('templates').as_uri()!r}):\n"
        "        log.write(f'{name} {arguments[0]}\\n')\n"
        "sys.addaudithook(hook)\n"
        "from briefing.cli import main\n"
        "sys.argv = ['briefing', 'build', '--workspace', sys.argv[1], '--quiet']\n"
        "main()\n"
    )
    settings = root / "config" / "briefing.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nextract:\n  processes: 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(watcher), str(root)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert log.read_text() == ""
    pages = [path.read_text("utf-8") for path in (root / "briefings").rglob("*.html")]
    assert any("&lt;script&gt;" in page or "{{" in page for page in pages)
    for page in pages:
        scripts = re.findall(r"<script[^>]*>", page)
        assert all("alert(" not in page[page.index(tag) : page.index(tag) + 200] for tag in scripts)
        assert 'src="file:' not in page
        assert 'href="javascript:' not in page
        assert "root:x:0" not in page
