"""Who confirms what, which figure leads, and whose words stand with an incident, through whole assessments of records made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.assess import assess
from briefing.assess.corroboration import Outlets
from briefing.config.grouping import Agency
from briefing.config.schema import Outlet
from briefing.models import Assessment, IncidentGroup, TextGroup
from tests.making import AS_OF, article, count, day, event, findings, incident, lyon, statement, workspace

TEXT = "A bombing at the station in Lyon wounded several people on Monday. The police said that {number} were hurt."
OTHER = "Passengers ran when a bombing shook the station in Lyon on Monday, and {number} of them were wounded by glass."


def run(*reports: Any, **changes: Any) -> Assessment:
    made = [(source, findings(source, *found)) for source, *found in reports]
    return assess(event(), workspace(), made, as_of=AS_OF, **changes)


def report(key: str, text: str, number: int, published: str = "2026-06-02", **changes: Any) -> tuple[Any, Any]:
    source = article(text.format(number=number), key=key, published=published, **({"outlet": f"Paper {key}"} | changes))
    found = incident(source, "bombing", place=lyon(), occurred=day("2026-06-01"), wounded=count(number))
    return source, found


def only(assessment: Assessment) -> IncidentGroup:
    (group,) = assessment.groups
    return group


def test_the_latest_official_figure_leads_whatever_came_after_it() -> None:
    """The police's 3, given first, against a paper's own 7 of two days later."""
    group = only(run(report("1", TEXT, 3), report("2", OTHER, 7, "2026-06-04")))
    assert [(value.value, value.official) for value in group.wounded] == [("3", True), ("7", False)]


def test_figures_of_an_earlier_version_stand_last() -> None:
    """The same page a day later says 5 instead of 3; another paper says 4 on its own account."""
    page = {"outlet": "Paper", "url": "https://paper.example/1"}
    more = TEXT + " A second explosive was found and made safe, and the line stays closed until tomorrow evening."
    group = only(run(report("1", TEXT, 3, **page), report("2", more, 5, "2026-06-03", **page), report("3", OTHER, 4)))
    assert [(value.value, value.superseded) for value in group.wounded] == [("5", False), ("4", False), ("3", True)]
    assert group.outlets == ("Paper", "Paper 3")


def test_two_papers_that_credit_one_agency_are_one_outlet() -> None:
    """Rewritten, so that the texts are no copies, but both from the wire; one that writes itself confirms."""
    wired = [report("1", f"LYON (Wire) – {TEXT}", 3), report("2", f"LYON (Wire) – {OTHER}", 3)]
    group = only(run(*wired))
    assert (group.outlets, group.credibility) == (("Wire",), "2")
    own = "Three hurt in Lyon: a bombing at the station on Monday, our reporter there counted {number} ambulances."
    assert only(run(*wired, report("3", own, 3))).credibility == "1"


@pytest.mark.parametrize(
    ("outlets", "denied", "credibility"),
    [
        (("A", "B"), False, "1"),
        (("A", "B"), True, "1"),
        (("A",), False, "2"),
        (("A",), True, "4"),
        (("Z",), True, "6"),
        ((), False, "6"),
    ],
)
def test_credibility_is_of_the_report_and_needs_another_outlet(
    outlets: tuple[str, ...], denied: bool, credibility: str
) -> None:
    """Confirmed by two; else by the grade, and doubtful where somebody denies it."""
    known = Outlets({}, (), [Outlet(name="A", reliability="A"), Outlet(name="B", reliability="C")], ())
    assert known.credibility(outlets, denied=denied) == credibility


def test_an_agency_that_is_listed_goes_by_its_listed_name() -> None:
    """The credit says NW, the list Northern Wire: it has that outlet's grade."""
    source = article("LYON (NW) – A bombing.", outlet="Gazette")
    listed = [Outlet(name="Northern Wire", aliases=("NW",), reliability="B")]
    known = Outlets({source.id: source}, (), listed, (Agency(name="NW Agency", credits=("NW",)),))
    assert known.reliability(known.publisher(source.id)) == "B"


def test_a_text_whose_first_copy_names_no_outlet_counts_for_the_next() -> None:
    """Somebody published it, though the earliest file does not say who."""
    articles = {
        found.id: found for found in (article("Text", key="1", outlet=None), article("Text", key="2", outlet="Gazette"))
    }
    known = Outlets(articles, (TextGroup(original="a-1", reprints=("a-2",)),), (), ())
    assert known.independent(articles.values()) == ("Gazette",)


def test_a_claim_and_a_denial_stand_with_the_incident_of_their_article() -> None:
    """A claim two paragraphs on, and what somebody denies of another matter."""
    source = article(
        "A bombing shook Lyon on Monday.\n\nThe Red Circle claimed the attack was its work.\n\n"
        "The minister denied that a bombed bridge was unsafe. The mayor denied a rise of rents."
    )
    found = incident(source, "bombing", place=lyon(), occurred=day("2026-06-01"))
    claim = statement(source, "the attack was its work", "The Red Circle", cue_kind="claim-of-responsibility")
    other = statement(source, "a rise of rents", "The mayor", cue_kind="denial")
    group = only(run((source, found, claim, other)))
    assert group.replies == (claim.id,)
    assert group.credibility == "2"


def test_a_claim_in_a_later_article_is_found_by_place_and_kind() -> None:
    """It reports no incident of its own; a week on, its paragraph names the city and the attack."""
    first, found = report("1", TEXT, 3)
    later = article(
        "The Red Circle said that the bombing in Lyon was a terror attack of its own making.",
        key="9",
        published="2026-06-05",
    )
    claim = statement(
        later, "the bombing in Lyon was a terror attack", "The Red Circle", cue_kind="claim-of-responsibility"
    )
    assessed = run((first, found), (article("The Rhône Cup nears. Team Ardent trains.", key="8"),), (later, claim))
    if claim.id in {said.id for said in assessed.statements}:
        assert only(assessed).replies == (claim.id,)
    else:
        pytest.fail("the claim does not bear on the event")


def test_a_denial_makes_a_single_report_doubtful() -> None:
    """One outlet of grade B, and the ministry denies the bombing."""
    source = article(
        "A bombing hit Lyon on Monday, it was said. Anna Weil of the ministry denied that any bombing had occurred."
    )
    found = incident(source, "bombing", place=lyon(), occurred=day("2026-06-01"))
    denial = statement(source, "any bombing had occurred", "Anna Weil", cue_kind="denial")
    group = only(run((source, found, denial)))
    assert (group.replies, group.credibility) == ((denial.id,), "4")


def test_a_denied_rumour_about_an_incident_does_not_make_it_doubtful() -> None:
    """What is denied is where the bomber is; that stands with the incident and says nothing against it."""
    source = article(
        "A bomber struck with a bombing in Lyon on Monday.\n\nAnna Weil denied rumours that the bomber was in the stadium."
    )
    found = incident(source, "bombing", place=lyon(), occurred=day("2026-06-01"))
    denial = statement(source, "rumours that the bomber was in the stadium", "Anna Weil", cue_kind="denial")
    group = only(run((source, found, denial)))
    assert (group.replies, group.credibility) == ((denial.id,), "2")


def test_an_earlier_edition_gives_its_id_and_a_merged_one_leads_on() -> None:
    """Hiding by the id that is gone hides what holds its mentions now."""
    reports = [report("1", TEXT, 3), report("2", OTHER, 3)]
    plain = only(run(*reports))
    one, two = (only(run(found)) for found in reports)
    previous = [one, two]
    assessed = run(*reports, previous=previous)
    gone = ({one.id, two.id} - {only(assessed).id}).pop()
    assert assessed.redirects == ((gone, only(assessed).id),)
    assert only(assessed).members == plain.members
    curation = [{"finding": gone, "action": "hide", "reason": "noise", "by": "A. Weil", "date": "2026-06-04"}]
    made = [(source, findings(source, found)) for source, found in reports]
    hidden = assess(event(curation=curation), workspace(), made, as_of=AS_OF, previous=previous)
    assert (hidden.groups, hidden.warnings) == ((), ())


def test_why_mentions_are_one_is_kept() -> None:
    """Each that joined names another and the reasons."""
    assessed = run(report("1", TEXT, 3), report("2", OTHER, 3))
    (pair,) = assessed.joined
    assert {pair.one, pair.other} == set(only(assessed).members)
    assert any("same day" in reason for reason in pair.reasons)
