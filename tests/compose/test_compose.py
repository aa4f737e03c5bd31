"""From an assessment to the pages: order, wording, citations, on records made by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing.assess import assess
from briefing.compose import compose, wording
from briefing.models import Count, Gap, When
from briefing.pages import Briefing, Manifest
from tests.making import AS_OF, article, count, day, event, findings, incident, lyon, place, span, statement, workspace

MANIFEST = Manifest(tool="briefing 0", pipeline="p", config="c", articles_read=0, articles_cited=0, gaps=0)


def pages(*reports: Any, gaps: tuple[Gap, ...] = (), **changes: Any) -> Briefing:
    made = event(**changes)
    listed = [(source, findings(source, *found)) for source, *found in reports]
    assessment = assess(made, workspace(), listed, as_of=AS_OF)
    return compose(assessment, made, workspace(), gaps=gaps, manifest=MANIFEST)


def two_reports() -> tuple[Any, ...]:
    one = article("A bombing at the station in Lyon wounded three people on Monday.", key="1", outlet="Wire")
    two = article(
        "Five people were wounded when a bombing shook the station in Lyon on Monday.\n\n"
        "The minister Anna Weil warned of a bomb attack on the Rhône Cup.\n\nThe Rhône Cup opens in France.",
        key="2",
        outlet="Gazette",
        published="2026-06-02",
    )
    values = {"place": lyon(), "occurred": day("2026-06-01")}
    said = statement(two, "a bomb attack on the Rhône Cup", "Anna Weil", cue_kind="warning")
    said = type(said)(
        **{name: getattr(said, name) for name in said.__dataclass_fields__ if name != "speaker"},
        speaker=type(said.speaker)(name="Anna Weil", role="minister", kind="person", mention=said.speaker.mention),
    )
    return (
        (one, incident(one, "bombing", wounded=count(3), **values)),
        (two, incident(two, "bombing", wounded=count(5), **values), said),
    )


def test_every_line_and_figure_is_cited_and_every_citation_stands_in_the_source_list() -> None:
    briefing = pages(*two_reports())
    (line,) = briefing.chronology
    assert [figure.text for figure in line.wounded] == ["5", "3"]
    anchors = {sentence.anchor for reference in briefing.references for sentence in reference.sentences}
    cited = [
        *line.citations,
        *(citation for figure in line.wounded for citation in figure.citations),
        *briefing.statements[0].citations,
        *briefing.headline.citations,
        *(citation for finding in briefing.key_findings for citation in finding.citations),
    ]
    assert len(cited) >= 6
    assert {citation.anchor for citation in cited} <= anchors


def test_citations_are_numbered_in_reading_order_with_letters_where_an_article_is_cited_twice() -> None:
    briefing = pages(*two_reports())
    assert [citation.label for citation in briefing.headline.citations] == ["1b"]
    assert [reference.number for reference in briefing.references] == [1, 2]
    labels = [sentence.label for sentence in briefing.references[0].sentences]
    assert labels == ["1a", "1b"]
    assert [sentence.label for sentence in briefing.references[1].sentences] == ["2"]


def test_a_cited_sentence_is_verbatim_and_leads_to_its_findings() -> None:
    briefing = pages(*two_reports())
    (sentence,) = briefing.references[1].sentences
    assert sentence.text == "A bombing at the station in Lyon wounded three people on Monday."
    assert len(sentence.findings) == 1
    assert sentence.findings[0] in briefing.chronology[0].finding_ids


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A bombing in Lyon.", "not-named"),
        ("A bombing in Lyon. The Rhône Cup goes on.", "none-specific"),
        ("A plot to bomb the Rhône Cup in Lyon: a bombing was planned.", "specific"),
    ],
)
def test_the_first_sentence_follows_the_rule_of_its_case(text: Any, rule: Any) -> None:
    source = article(text)
    status = "planned" if rule == "specific" else "occurred"
    briefing = pages((source, incident(source, "bombing", place=lyon(), status=status)))
    assert briefing.headline.rule == rule
    assert bool(briefing.headline.citations) is (rule == "specific")


def test_with_nothing_read_the_first_sentence_says_so_and_nothing_is_rated() -> None:
    briefing = pages()
    assert briefing.headline.rule == "nothing-read"
    assert all(row.level is None and row.column is None for row in briefing.overview)
    assert any("gap in what was read" in note for note in briefing.gap_notes)


def test_a_judgement_replaces_the_rating_and_is_shown_with_name_date_and_reason() -> None:
    judged = {
        "category": "terrorism",
        "likelihood": "likely",
        "impact": 5,
        "reason": "A liaison officer's report.",
        "by": "B. Rousset",
        "date": "2026-06-04",
    }
    briefing = pages(*two_reports(), judgements=[judged])
    row = briefing.overview[0]
    assert (row.level, row.likelihood, row.column, row.row, row.judged) == ("severe", "likely", 4, 5, True)
    section = briefing.sections[0]
    assert section.rating is not None
    assert section.rating.likelihood != "likely"
    assert section.judgement is not None
    assert (section.judgement.by, section.judgement.date) == ("B. Rousset", "4 June 2026")


def test_pinned_findings_come_first_and_carry_their_note() -> None:
    old = article("A bombing at the bridge in Lyon.", key="0", published="2026-01-05")
    item = incident(old, "bombing", place=lyon(), occurred=day("2026-01-04"))
    plain = pages(*two_reports(), (old, item))
    assert plain.chronology[0].finding_ids != (item.id,)
    pin = {"finding": item.id, "action": "pin", "text": "Same cell.", "reason": "r", "by": "B", "date": "2026-06-04"}
    pinned = pages(*two_reports(), (old, item), curation=[pin])
    assert pinned.chronology[0].finding_ids == (item.id,)
    assert [note.text for note in pinned.chronology[0].notes] == ["Same cell."]


def test_background_stands_under_precedents_only() -> None:
    source = article("The Rhône Cup recalls the bombing in Lyon.")
    old = incident(source, "bombing", place=lyon(), background=True, occurred=day("2015-11-13"), killed=count(130))
    briefing = pages((source, old))
    assert briefing.chronology == ()
    assert [line.killed[0].text for line in briefing.precedents] == ["130"]
    assert briefing.metrics[2].value == "0"
    assert briefing.map_points == ()
    assert sum(number for bucket in briefing.timeline for _, number in bucket.counts) == 0


def test_the_timeline_counts_each_incident_once_in_its_month() -> None:
    briefing = pages(*two_reports())
    counted = [(bucket.start, bucket.counts) for bucket in briefing.timeline if bucket.counts]
    assert counted == [("2026-06-01", (("terrorism", 1),))]
    assert len(briefing.timeline) == 13


def test_a_place_without_coordinates_or_wider_than_a_city_is_not_on_the_map() -> None:
    source = article("A bombing in France. The Rhône Cup goes on.")
    france = place("France", "FR", 46.0, 2.0, precision="country")
    briefing = pages((source, incident(source, "bombing", place=france)))
    assert len(briefing.chronology) == 1
    assert briefing.map_points == ()
    assert briefing.chronology[0].distance is None


def test_a_demand_is_printed_with_whom_it_was_made_to() -> None:
    """Who stands between the cue and the words is needed to understand them; other words between them are left out."""
    source = article(
        "Max Roy urged the stewards to report any bomb at the Rhône Cup. Anna Weil vowed, he said, to ban bombs at RC26."
    )
    asked = statement(source, "to report any bomb at the Rhône Cup", "Max Roy", cue=span(source, "urged"))
    vowed = statement(source, "to ban bombs at RC26", "Anna Weil", cue=span(source, "vowed"))
    printed = {line.speaker: line.content for line in pages((source, asked, vowed)).statements}
    assert printed["Max Roy"] == "the stewards to report any bomb at the Rhône Cup"
    assert printed["Anna Weil"] == "to ban bombs at RC26"


def test_officials_come_first_among_statements() -> None:
    text = "Max Roy said a bomb attack on the Rhône Cup is far off. Anna Weil said a bomb attack on RC26 is near."
    source = article(text)
    plain = statement(source, "a bomb attack on the Rhône Cup is far off", "Max Roy")
    said = statement(source, "a bomb attack on RC26 is near", "Anna Weil")
    speaker = type(said.speaker)(
        name="Anna Weil", role="interior minister", kind="person", mention=span(source, "Anna Weil")
    )
    official = type(said)(**{n: getattr(said, n) for n in said.__dataclass_fields__ if n != "speaker"}, speaker=speaker)
    briefing = pages((source, plain, official))
    assert [(line.speaker, line.official) for line in briefing.statements] == [("Anna Weil", True), ("Max Roy", False)]
    assert [line.speaker for line in briefing.sections[0].statements] == ["Anna Weil"]


def test_what_an_article_lacks_is_said() -> None:
    source = article("A bombing in Lyon.", url=None, outlet=None)
    briefing = pages((source, incident(source, "bombing", place=lyon())))
    (reference,) = briefing.references
    assert (reference.url, reference.link_note, reference.outlet) == (None, "no link: 1.txt", "outlet not stated")
    assert briefing.chronology[0].outlets == 0


def test_gaps_are_carried_and_counted_by_kind() -> None:
    gap = Gap(kind="language", reason="in French: only English is read", source="files", locator="b.txt")
    briefing = pages(gaps=(gap,))
    assert briefing.gaps == (gap,)
    assert "1 article was not in English." in briefing.gap_notes


def test_likelihood_and_confidence_never_stand_in_one_sentence() -> None:
    briefing = pages(*two_reports())
    for text in [briefing.headline.text, *(finding.text for finding in briefing.key_findings), *briefing.scope]:
        assert "confidence" not in text.lower()


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2026-06-01", "2026-06-01", "day", "1 June 2026"),
        ("2026-06-01", "2026-06-07", "week", "1–7 June 2026"),
        ("2026-06-01", "2026-06-30", "month", "June 2026"),
        ("2026-04-01", "2026-06-30", "quarter", "April–June 2026"),
        ("2025-12-01", "2026-02-28", "season", "December 2025 – February 2026"),
        ("2015-01-01", "2015-12-31", "year", "2015"),
        ("1990-01-01", "1999-12-31", "decade", "1990s"),
        (None, None, "unknown", "reported 2 June 2026"),
    ],
)
def test_a_time_is_printed_no_finer_than_it_is_known(start: Any, end: Any, precision: Any, expected: Any) -> None:
    first, last = (dt.date.fromisoformat(value) if value else None for value in (start, end))
    when = When(text="", start=first, end=last, precision=precision, basis="text")
    assert wording.when(when, dt.date(2026, 6, 2)) == expected


def test_a_distance_to_a_city_is_to_its_centre_and_none_where_unknown() -> None:
    assert wording.distance(4.2, "Stade", "city") == "city centre 4 km from Stade"
    assert wording.distance(4.2, "Stade", "point") == "4 km from Stade"
    assert wording.distance(None, "Stade", "country") is None


def test_a_figure_from_another_sentence_cites_that_sentence() -> None:
    source = article("A bombing shook Lyon. Mr. Roy went home.\n\nDoctors said twelve were hurt. The rest fled.")
    hurt = Count(low=12, high=12, text="twelve")
    briefing = pages((source, incident(source, "bombing", place=lyon(), wounded=hurt)))
    ((citation,),) = [figure.citations for figure in briefing.chronology[0].wounded]
    cited = {s.anchor: s.text for reference in briefing.references for s in reference.sentences}
    assert cited[citation.anchor] == "Doctors said twelve were hurt."
    assert cited[briefing.chronology[0].citations[0].anchor] == "A bombing shook Lyon."


def test_what_is_planned_is_not_the_latest() -> None:
    one = article("A bombing shook Lyon on Monday.", key="1")
    two = article("A bombing of Lyon was planned for 13 June.", key="2", published="2026-06-03")
    past = incident(one, "bombing", place=lyon(), occurred=day("2026-06-01"))
    plan = incident(two, "bombing", place=lyon(), occurred=day("2026-06-13"), status="planned")
    briefing = pages((one, past), (two, plan))
    (finding,) = briefing.key_findings
    assert "1 incident reported by 1 independent outlet; the latest: bombing, Lyon, France, 1 June 2026" in finding.text
    assert "1 planned, the first: bombing, Lyon, France, 13 June 2026" in finding.text
    assert briefing.overview[0].latest == "1 June 2026"
    assert [entry.date for entry in briefing.key_dates] == ["13 June 2026"]


def test_an_incident_within_two_venues_radii_stands_with_both() -> None:
    venues = [
        {"name": name, "city": city, "country": "FR", "lat": 45.764, "lon": 4.8357 + shift, "radius_km": 10}
        for name, city, shift in (("Hall A", "Lyon", 0.0), ("Hall B", "Lyon", 0.01), ("Hall C", "Nice", 2.0))
    ]
    source = article("A bombing in Lyon.")
    briefing = pages((source, incident(source, "bombing", place=lyon())), venues=venues)
    assert [(venue.name, venue.incidents) for venue in briefing.event.venues] == [
        ("Hall A", 1),
        ("Hall B", 1),
        ("Hall C", 0),
    ]
    assert [len(sheet.incidents) for sheet in briefing.venue_sheets] == [1, 1, 0]


def test_a_remark_alone_is_a_gap_that_says_it_is_too_little() -> None:
    """Its category has no rating, no key finding and no cell, and is listed apart from those in which nothing was found."""
    source = article("Anna Weil said France fears crime.\n\nThe Rhône Cup nears.")
    briefing = pages((source, statement(source, "France fears crime", "Anna Weil")))
    assert [(row.level, row.column) for row in briefing.overview] == [(None, None), (None, None)]
    assert briefing.key_findings == ()
    assert any(note.startswith("Nothing current was found on terrorism.") for note in briefing.gap_notes)
    assert any(note.startswith("Too little to rate was found on crime.") for note in briefing.gap_notes)


def test_the_outlook_holds_what_lies_ahead() -> None:
    """A planned incident whose day has passed leaves it; a warning that names the event stands before others."""
    text = (
        "A bombing is planned for Lyon.\n\nThe minister Anna Weil warned of a bomb attack on the Rhône Cup.\n\n"
        "The guard Bo Rey warned of extremists in France."
    )
    source = article(text)
    old, ahead = (
        incident(source, "bombing", id=f"i-{when}", place=lyon(), status="planned", occurred=day(when))
        for when in ("2026-06-02", "2026-06-20")
    )
    general = statement(source, "of extremists in France", "Bo Rey", cue_kind="warning")
    specific = statement(source, "of a bomb attack on the Rhône Cup", "Anna Weil", cue_kind="warning")
    outlook = pages((source, old, ahead, general, specific)).sections[0].outlook
    assert [entry.date for entry in outlook][:1] == ["20 June 2026"]
    assert [entry.text.split(":")[0] for entry in outlook[1:]] == ["Anna Weil", "Bo Rey"]
    assert all(entry.citations for entry in outlook)
