"""From two nights' articles to an edition and what changed since the last one: library, assessment and pages together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.build import assess_all, compose_checked
from briefing.config.schema import Event, Workspace
from briefing.editions import Edition
from briefing.issuing import Issued, followed, issue
from briefing.library import Library
from briefing.models import Article, Findings
from briefing.pages import Briefing, ChangeLine
from tests.making import AS_OF, article, count, day, event, findings, incident, lyon, place, statement, workspace

Report = tuple[Article, Findings]
TEXT = "A bombing at the station in Lyon killed two people on Monday."


class Desk:
    """A library, an event, and a night's work: store, assess, compose, issue."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.workspace: Workspace = workspace()

    def night(
        self, *reports: Report, on: dt.datetime = AS_OF, version: str = "v1", **changes: Any
    ) -> tuple[Briefing, Issued]:
        """The sources hold these articles now; gives the briefing and its edition, kept as after publishing."""
        made: Event = event(**changes)
        self.library.store_input("files", "all.jsonl", str(reports), "k", [source for source, _ in reports])
        self.library.store_findings(version, [found for _, found in reports])
        ((made, assessment),) = assess_all(self.workspace, self.library, version, (made,), as_of=on)
        draft = compose_checked(self.workspace, made, assessment, (), version)
        issued = issue(self.workspace, self.library, made, assessment, draft, version=version)
        briefing = compose_checked(self.workspace, made, assessment, (), version, issued)
        if not issued.known:
            with self.library.editions.kept(issued.edition):
                pass
        return briefing, issued


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Library.open("library.sqlite", root=tmp_path) as library:
        yield Desk(library)


def report(text: str = TEXT, *, key: str = "1", killed: int | None = 2, **changes: Any) -> Report:
    source = article(text, key=key, **changes)
    number = None if killed is None else count(killed)
    found = incident(source, "bombing", place=lyon(), occurred=day("2026-06-01"), killed=number)
    return source, findings(source, found)


def wave() -> list[Report]:
    """Six bombings more, each on a day of its own, in its own words and outlet."""
    told = []
    for number, quarter in enumerate(("port", "arena", "old mill", "tunnel", "courthouse", "brewery")):
        source = article(
            f"The {quarter} of Lyon saw a bombing on 2{number} May: {3 + number} people died there.",
            key=f"w{number}", outlet=f"Paper {number}", published=f"2026-05-2{number}",
        )  # fmt: skip
        made = incident(source, "bombing", place=lyon(), occurred=day(f"2026-05-2{number}"), killed=count(3 + number))
        told.append((source, findings(source, made)))
    return told


def later(days: int = 1) -> dt.datetime:
    return AS_OF + dt.timedelta(days=days)


def groups(briefing: Briefing) -> dict[str, list[ChangeLine]]:
    assert briefing.edition is not None
    return {group.kind: list(group.lines) for group in briefing.edition.groups}


def test_the_first_edition_says_so(desk: Desk) -> None:
    briefing, issued = desk.night(report())
    assert (issued.edition.number, issued.last, issued.known) == (1, None, False)
    assert briefing.edition is not None
    assert briefing.edition.summary == "This is the first edition: there is nothing to compare it with."
    assert [row.trend for row in briefing.overview] == [None, None]


def test_equal_inputs_are_the_same_edition_with_the_same_pages(desk: Desk) -> None:
    """Also after later editions were made; nothing is stored twice."""
    first = desk.night(report())
    second = desk.night(report(), report(key="2", outlet="Gazette"), on=later())
    third = desk.night(report(), on=later(2))
    assert [issued.edition.number for _, issued in (first, second, third)] == [1, 2, 3]
    again = desk.night(report(), report(key="2", outlet="Gazette"), on=later())
    assert again[1].known
    assert again[0] == second[0]
    assert len(desk.library.editions.heads("cup")) == 3


def test_a_night_without_news_says_so_in_one_line(desk: Desk) -> None:
    desk.night(report())
    briefing, _ = desk.night(report(), on=later())
    assert briefing.edition is not None
    assert briefing.edition.summary == (
        "Nothing has changed since edition 1 (5 June 2026, 23:59 CEST): no finding, no figure, no rating."
    )
    assert (briefing.edition.groups, briefing.edition.ratings, briefing.edition.notes) == ((), (), ())
    assert briefing.overview[0].trend == "same"


def test_a_new_report_updates_the_happening_field_by_field(desk: Desk) -> None:
    """Old and new value, the new one cited by the passage that gives it, and who reported it."""
    desk.night(report())
    second = report("Three people are dead after a bombing at the station in Lyon on Monday.", key="2", killed=3,
                    outlet="Gazette", published="2026-06-06")  # fmt: skip
    briefing, _ = desk.night(report(), second, on=later())
    (line,) = groups(briefing)["updated"]
    fields = {field.name: field for field in line.fields}
    assert (fields["killed"].before, fields["killed"].after) == ("2", "3 (also 2)")
    assert (fields["outlets"].before, fields["outlets"].after) == ("1", "2")
    assert line.cause == "reported by Gazette, 6 June 2026"
    anchors = {sentence.anchor: reference for reference in briefing.references for sentence in reference.sentences}
    assert [anchors[citation.anchor].outlet for citation in fields["killed"].citations] == ["Gazette"]
    assert line.incident == briefing.chronology[0].id
    assert briefing.edition is not None
    assert briefing.edition.summary.startswith("Since edition 1 (5 June 2026, 23:59 CEST): 1 updated")


def test_an_earlier_report_that_comes_late_does_not_change_the_id(desk: Desk) -> None:
    """The happening keeps the id that it was first printed under, also when its first report changes."""
    _, first = desk.night(report(published="2026-06-03"))
    _, second = desk.night(
        report(published="2026-06-03"), report(key="0", outlet="Gazette", published="2026-06-02"), on=later()
    )
    assert [item.id for item in second.edition.items] == [item.id for item in first.edition.items]


def test_an_article_that_is_gone_withdraws_what_it_said(desk: Desk) -> None:
    desk.night(report(), report("A bombing hit a bank in Paris.", key="2"))
    desk.night(on=later())
    briefing, issued = desk.night(report("A bombing hit a bank in Paris.", key="2"), on=later(2))
    assert issued.last is not None
    assert issued.last.number == 2
    briefing, _ = desk.night(on=later(3))
    (line,) = groups(briefing)["withdrawn"]
    assert line.cause == "Wire, 1 June 2026 is no longer among the sources"
    assert (line.incident, line.citations) == (None, ())


def test_an_article_that_was_replaced_corrects_what_it_said(desk: Desk) -> None:
    """The new version stands at the same address under another id."""
    old = article(TEXT, key="1")
    desk.night(report())
    new = "A bombing at the station in Lyon killed five people on Monday."
    briefing, issued = desk.night(report(new, key="9", killed=5, url=old.url), on=later())
    (line,) = groups(briefing)["corrected"]
    assert [(field.name, field.before, field.after) for field in line.fields] == [("killed", "2", "5")]
    assert line.cause == "Wire, 1 June 2026 was replaced by a later version"
    assert [(lost.fate, lost.by) for lost in issued.edition.lost] == [("replaced", "a-9")]


def test_what_another_pipeline_no_longer_finds_is_no_longer_supported(desk: Desk) -> None:
    desk.night(report())
    source, _ = report()
    briefing, _ = desk.night((source, findings(source)), on=later(), version="v2")
    (line,) = groups(briefing)["unsupported"]
    assert line.cause == "nothing is found any more in Wire, 1 June 2026"


def test_what_an_analyst_hid_is_withdrawn_in_their_name(desk: Desk) -> None:
    """And stays hidden in the editions after, under the id that the analyst named."""
    first, issued = desk.night(report())
    hide = {
        "finding": first.chronology[0].id,
        "action": "hide",
        "reason": "hoax",
        "by": "A. Bell",
        "date": "2026-06-06",
    }
    briefing, _ = desk.night(report(), on=later(), curation=[hide])
    (line,) = groups(briefing)["withdrawn"]
    assert line.cause == "hidden by A. Bell, 6 June 2026: hoax"
    early = report(key="0", outlet="Gazette", published="2026-05-30")
    briefing, after = desk.night(report(), early, on=later(2), curation=[hide])
    assert briefing.chronology == ()
    assert [group.id for group in after.edition.hidden] == [issued.edition.items[0].id]


def test_what_is_marked_above_the_briefing_is_counted_alone(desk: Desk) -> None:
    desk.night(report(marking="TLP:AMBER"), marking="TLP:AMBER")
    briefing, _ = desk.night(report(marking="TLP:AMBER"), on=later(), marking="TLP:GREEN")
    assert groups(briefing) == {}
    assert briefing.edition is not None
    assert "1 finding of edition 1 is withheld: marked above TLP:GREEN." in briefing.edition.notes


def test_what_bears_no_more_says_where_it_was(desk: Desk) -> None:
    """The venue moved: nothing ties the incident to the event."""
    desk.night(report())
    far = [{"name": "Arena", "city": "Lille", "country": "FR", "lat": 50.6, "lon": 3.1, "radius_km": 5}]
    briefing, _ = desk.night(report(), on=later(), venues=far)
    (line,) = groups(briefing)["outside"]
    assert line.cause == "no rule ties it to the event any more; it was in Wire, 1 June 2026"


def test_a_rating_that_moved_names_its_cause_and_the_arrow_shows_it(desk: Desk) -> None:
    """A wave of bombings raises the rating; a judgement replaces it in the analyst's name; taken back, it is the rule's again."""
    desk.night(report())
    both = (report(), *wave())
    briefing, _ = desk.night(*both, on=later())
    assert briefing.edition is not None
    (rating,) = briefing.edition.ratings
    assert (rating.trend, rating.cause) == ("up", "6 incidents new")
    assert rating.citations
    assert briefing.overview[0].trend == "up"
    judged = {
        "category": "terrorism", "likelihood": "unlikely", "impact": 1, "reason": "known", "by": "A. Bell", "date": "2026-06-07",
    }  # fmt: skip
    briefing, _ = desk.night(*both, on=later(2), judgements=[judged])
    assert briefing.edition is not None
    assert [(r.trend, r.cause) for r in briefing.edition.ratings] == [("down", "judged by A. Bell, 7 June 2026")]
    briefing, _ = desk.night(*both, on=later(3))
    assert briefing.edition is not None
    assert briefing.edition.ratings[0].cause == "the judgement by A. Bell, 7 June 2026 was taken back"


def test_only_time_passed_is_a_cause_too(desk: Desk) -> None:
    """Half a year on, the same evidence weighs less."""
    both = (report(), *wave())
    desk.night(*both)
    briefing, _ = desk.night(*both, on=later(200))
    assert briefing.edition is not None
    assert [rating.cause for rating in briefing.edition.ratings] == ["the same evidence, 200 days older"]


def test_a_briefing_for_a_past_day_stands_apart(desk: Desk) -> None:
    """It is compared with what stood before that day; later briefings are not compared with it."""
    desk.night(report())
    desk.night(report(), on=later(9))
    _, past = desk.night(report(), report(key="2", outlet="Gazette"), on=later(3))
    _, newest = desk.night(report(), on=later(12))
    assert [(i.edition.number, i.edition.last) for i in (past, newest)] == [(3, 1), (4, 2)]


def test_a_happening_that_turns_out_to_be_another_leads_there(desk: Desk) -> None:
    """Told apart for lack of a day, one once it is known; the old id leads to the new one, and so does a note under it."""
    one, two = report(), report("A blast in Lyon: the bombing killed two people.", key="2", outlet="Gazette")
    source = two[0]
    apart = incident(
        source, "bombing", place=place("Paris", "FR", 48.85, 2.35), occurred=day("2026-06-01"), killed=count(2)
    )
    first = (source, findings(source, apart, statement(source, "A blast in Lyon", "Lyon")))
    named: dict[str, Any] = {"participants": ["Lyon"]}
    _, before = desk.night(one, first, **named)
    ids = [item.id for item in before.edition.items if item.kind == "incident"]
    assert len(ids) == 2
    briefing, after = desk.night(one, two, on=later(), version="v2", **named)
    (old,) = dict(after.edition.redirects)
    assert {old, dict(after.edition.redirects)[old]} == set(ids)
    note = {"finding": old, "action": "note", "text": "Seen.", "reason": "call", "by": "A. Bell", "date": "2026-06-07"}
    briefing, last = desk.night(one, two, on=later(2), version="v2", curation=[note], **named)
    assert [n.text for n in briefing.chronology[0].notes] == ["Seen."]
    assert dict(last.edition.redirects) == dict(after.edition.redirects)


def test_curation_follows_redirects_and_is_otherwise_left_alone() -> None:
    note = {"finding": "g-0123456789abcdef", "action": "pin", "reason": "r", "by": "A", "date": "2026-06-07"}
    made = event(curation=[note])
    assert followed(made, ()) is made
    assert followed(made, (("g-0123456789abcdef", "g-2"),)).curation[0].finding == "g-2"


def test_the_record_holds_every_line_of_the_pages(desk: Desk) -> None:
    """Incidents, statements and precedents with the ids, articles and values that were printed."""
    source, found = report()
    said = statement(source, "killed two people on Monday", "Lyon")
    briefing, issued = desk.night((source, findings(source, *found.incidents, said)), participants=["Lyon"])
    edition: Edition = issued.edition
    incidents = [line.id for line in (*briefing.chronology, *briefing.precedents)]
    statements = [line.id for line in (*briefing.statements, *briefing.precedent_statements)]
    assert [item.id for item in edition.items] == incidents + statements
    assert edition.items[0].values("killed") == ("2",)
    assert {key for item in edition.items for key in item.articles} == {article.id for article in edition.articles}
    assert edition.cut_off == briefing.as_of
