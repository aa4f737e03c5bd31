"""The HTML page and the JSON document: whole, self-contained, and deaf to what articles say."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from briefing.models import as_data
from briefing.pages import Briefing
from briefing.render import render
from briefing.render.citations import citations_in, natural
from tests.render.made_briefing import HOSTILE, LONG_TOKEN, NAMES, empty, rich
from tests.render.seen import Seen


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return rich(token=True)


@pytest.fixture(scope="module")
def html(briefing: Briefing) -> str:
    return render(briefing, variant="full", fmt="html").decode()


@pytest.fixture(scope="module")
def full(html: str) -> Seen:
    return Seen(html)


@pytest.fixture(scope="module", params=["full", "one-page"])
def page(request: pytest.FixtureRequest, briefing: Briefing, full: Seen) -> Seen:
    return full if request.param == "full" else Seen(render(briefing, variant="one-page", fmt="html").decode())


def test_nothing_is_loaded_from_anywhere(page: Seen) -> None:
    """No script, no frame, no resource but data addresses; links lead inside or to http(s)."""
    assert not {"script", "link", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    assert all(resource.startswith("data:image/") for resource in page.resources)
    assert all(link.startswith(("#", "https://", "http://")) for link in page.links)


def test_styles_load_nothing(html: str) -> None:
    """The style sheets of the page have no import and no address."""
    styles = html[html.index("<style>") : html.rindex("</style>")]
    assert "@import" not in styles
    assert "url(" not in styles
    assert "default-src 'none'" in html


def test_every_inner_link_has_one_target(page: Seen) -> None:
    """Ids are unique, and every link inside the page leads to one."""
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_hostile_text_shows_as_text(full: Seen) -> None:
    """Tags, addresses and Jinja braces of an article stand on the page as they were written."""
    assert HOSTILE in full.text
    assert "{{ 7*7 }}" in full.text
    assert full.tags["img"] == 0


def test_a_long_token_wraps_and_stays_whole(full: Seen, html: str) -> None:
    """The letters are all there, none of them 60 in a row."""
    assert LONG_TOKEN[:61] not in html
    assert LONG_TOKEN in full.text


def test_names_in_every_script_are_there(full: Seen) -> None:
    """Arabic, Cyrillic, Greek, Hebrew and Vietnamese names stand as they are."""
    assert [name for name in NAMES.split(", ") if name not in full.text] == []


def test_conflicting_figures_stand_side_by_side(full: Seen) -> None:
    """Both figures, each with its own citation; other dates and places too."""
    assert "Killed 3 [1a] · at least 2 [2a]" in full.text
    assert "also reported: 27 April 2026 [2a]" in full.text


def test_no_rating_is_a_gap_and_a_judgement_has_name_date_and_reason(full: Seen) -> None:
    """A category without evidence says so; the analyst's decision stands with the rule it replaces."""
    assert full.text.count("Nothing was found in what was read. There is no suggested rating") == 3
    assert "Two arrests last week point to preparations. R. Okafor, 12 May 2026" in full.text
    assert "Suggested by rule, replaced by the judgement above" in full.text


def test_every_citation_leads_to_its_sentence_and_back(full: Seen, briefing: Briefing) -> None:
    """Each label is linked to its sentence, and each sentence links to as many places as cite it."""
    cited = Counter(link[1:] for link in full.links if link.startswith("#sentence-"))
    assert {citation.anchor for citation in citations_in(briefing)} == set(cited)
    back = Counter(link[len("#cite-") :].rpartition("-")[0] for link in full.links if link.startswith("#cite-"))
    assert back == cited


def test_an_incident_is_told_in_full_once(briefing: Briefing, full: Seen) -> None:
    """In a second category it is a row that points to the first."""
    twice = [line for line in briefing.chronology if len(line.categories) > 1]
    assert twice
    for line in twice:
        assert full.ids[f"incident-{line.id}"] == 1
        assert full.links.count(f"#incident-{line.id}") >= 2


def test_a_briefing_without_findings_is_whole() -> None:
    """Nothing found is said in words, and no empty table or chart is left."""
    page = Seen(render(empty(), variant="full", fmt="html").decode())
    assert "Nothing that was read bears on the event." in page.text
    assert "That is a gap in what was read, not a low risk." in page.text
    assert page.tags["svg"] == 0
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_charts_have_a_text(full: Seen) -> None:
    """Every picture carries a title that says what it shows."""
    assert full.tags["svg"] == full.tags["title"] - 1
    assert "Terrorism: likelihood 55–80 %, impact Grave" in full.text


def test_json_is_the_briefing() -> None:
    """The document is the record: sorted keys, two spaces, UTF-8, one line end."""
    briefing = rich(incidents=4)
    data = render(briefing, variant="full", fmt="json")
    assert json.loads(data) == as_data(briefing)
    assert data.endswith(b"\n}\n")
    assert "Ольга".encode() in data
    keys = [line.split('"')[1] for line in data.decode().splitlines() if line.startswith('  "')]
    assert keys == sorted(keys)


def test_labels_sort_as_numbers() -> None:
    """2b stands before 12a."""
    assert sorted(["12a", "2b", "2a", "100"], key=natural) == ["2a", "2b", "12a", "100"]
