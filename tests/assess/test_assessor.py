"""From considered articles to an assessment: groups, ratings, markings, curation, on records made by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from briefing.assess import assess
from briefing.models import Assessment
from tests.making import AS_OF, article, count, day, event, findings, incident, lyon, statement, workspace


def run(*reports: Any, **changes: Any) -> Assessment:
    return assess(
        event(**changes), workspace(), [(source, findings(source, *found)) for source, *found in reports], as_of=AS_OF
    )


def report(
    key: str, text: str = "A bombing at the station in Lyon wounded several people on Monday.", **changes: Any
) -> tuple[Any, Any]:
    made = {"outlet": changes.pop("outlet", f"Paper {key}"), "published": changes.pop("published", "2026-06-02")}
    if "marking" in changes:
        made["marking"] = changes.pop("marking")
    source = article(text, key=key, **made)
    values = {"place": lyon(), "occurred": day("2026-06-01")} | changes
    return source, incident(source, "bombing", **values)


def test_two_papers_on_one_bombing_are_one_group_with_both_figures_each_with_its_source() -> None:
    other = "Five people were hurt when a bombing shook the station in Lyon on Monday, wounded by glass."
    assessment = run(
        report("1", wounded=count(3)),
        report("2", other, wounded=count(5), published="2026-06-03"),
    )
    (group,) = assessment.groups
    assert len(group.members) == 2
    assert [value.value for value in group.wounded] == ["5", "3"]
    assert all(len(value.finding_ids) == 1 for value in group.wounded)
    assert (group.outlets, group.credibility) == (("Paper 1", "Paper 2"), "1")


def test_a_reprint_is_one_outlet_and_never_confirms() -> None:
    text = (
        "A bombing at the station in Lyon wounded several people on Monday, the police said in a long statement to us."
    )
    assessment = run(report("1", text, outlet="Wire"), report("2", text, outlet="Gazette", published="2026-06-03"))
    (group,) = assessment.groups
    assert group.outlets == ("Wire",)
    assert group.credibility == "2"
    assert assessment.text_groups[0].reprints == ("a-2",)


def test_an_article_without_outlet_never_corroborates() -> None:
    other = "Five people were hurt when a bombing shook the station in Lyon on Monday, several wounded."
    (group,) = run(report("1"), report("2", other, outlet=None)).groups
    assert len(group.members) == 2
    assert group.outlets == ("Paper 1",)


def test_another_day_is_another_incident() -> None:
    earlier = "Three weeks before, a bombing at the station in Lyon had wounded several people."
    assessment = run(report("1"), report("2", earlier, occurred=day("2026-05-20"), published="2026-05-21"))
    assert len(assessment.groups) == 2


def test_the_order_of_articles_changes_nothing() -> None:
    reports = [report(str(n), wounded=count(n), published=f"2026-06-0{n}") for n in (1, 2, 3)]
    results = [run(*order) for order in itertools.permutations(reports)]
    assert all(result == results[0] for result in results)


def test_no_evidence_no_rating() -> None:
    assessment = run(report("1"))
    ratings = {category.category: category.rating for category in assessment.categories}
    assert ratings["crime"] is None
    assert ratings["terrorism"] is not None


def test_a_vague_remark_gives_no_rating() -> None:
    source = article("Anna Weil said France fears crime.\n\nThe Rhône Cup nears.")
    crime = run((source, statement(source, "France fears crime", "Anna Weil"))).categories[1]
    assert (len(crime.statements), crime.rating) == (1, None)


def test_one_general_warning_stays_in_the_lowest_band_with_low_confidence() -> None:
    source = article("Anna Weil warned that France fears crime.\n\nThe Rhône Cup nears.")
    rating = (
        run((source, statement(source, "France fears crime", "Anna Weil", cue_kind="warning"))).categories[1].rating
    )
    assert rating is not None
    assert (rating.likelihood, rating.confidence) == ("very unlikely", "low")


def test_deaths_raise_the_impact_and_the_reason_cites_the_finding() -> None:
    source, item = report("1", "A shooting: a bombing at the station in Lyon.", killed=count(12))
    rating = run((source, item)).categories[0].rating
    assert rating is not None
    assert rating.impact == 5
    shooting = incident(source, "shooting", type="shooting", place=lyon(), killed=count(12))
    crime = run((source, shooting)).categories[1].rating
    assert crime is not None
    assert crime.impact == 5
    assert next(reason.finding_ids for reason in crime.reasons if reason.rule == "casualties") == (shooting.id,)


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    rating = (
        run(report("1"), report("2", "Another bombing in Lyon, far from here, hurt nobody at all."))
        .categories[0]
        .rating
    )
    assert rating is not None
    for reason in rating.reasons:
        assert not ("outlet" in reason.sentence and "points" in reason.sentence)


def test_background_enters_no_count_and_no_rating() -> None:
    text = "The Rhône Cup recalls the bombing in Lyon."
    source = article(text)
    old = incident(source, "bombing", place=lyon(), background=True, occurred=day("2015-11-13"), killed=count(130))
    assessment = run((source, old))
    terrorism = assessment.categories[0]
    assert (terrorism.rating, terrorism.groups, len(terrorism.precedents)) == (None, (), 1)


def test_later_articles_are_left_out_and_counted() -> None:
    assessment = run(report("1"), report("2", published="2026-06-06"))
    assert (assessment.later, assessment.articles_considered) == (1, 1)


def test_an_article_of_the_last_day_counts_whole() -> None:
    assert run(report("1", published="2026-06-05")).later == 0


@pytest.mark.parametrize(("briefing", "withheld"), [("TLP:GREEN", 1), ("TLP:AMBER", 0), ("TLP:RED", 0)])
def test_a_finding_marked_above_the_briefing_is_withheld_and_counted(briefing: Any, withheld: Any) -> None:
    assessment = run(report("1", marking="TLP:AMBER"), marking=briefing)
    assert assessment.withheld == withheld
    assert len(assessment.groups) == 1 - withheld


def curation(finding: Any, action: Any = "hide") -> list[dict[str, Any]]:
    return [{"finding": finding, "action": action, "reason": "noise", "by": "A. Weil", "date": dt.date(2026, 6, 4)}]


def test_hiding_a_finding_or_its_group_takes_it_out() -> None:
    plain = run(report("1"))
    assert run(report("1"), curation=curation(plain.incidents[0].id)).groups == ()
    hidden = run(report("1"), curation=curation(plain.groups[0].id))
    assert (hidden.groups, hidden.incidents, hidden.warnings) == ((), (), ())


def test_curation_that_matches_nothing_is_a_warning_that_names_the_nearest() -> None:
    plain = run(report("1"))
    wrong = plain.incidents[0].id[:-1] + "x"
    (warning,) = run(report("1"), curation=curation(wrong, "pin")).warnings
    assert wrong in warning
    assert plain.incidents[0].id in warning


def test_a_plot_told_by_three_papers_is_one_specific_finding() -> None:
    text = "Police foiled a plot to bomb the Rhône Cup in Lyon and arrested three people, the ministry said on Monday."
    reports = []
    for key in ("1", "2", "3"):
        source = article(text, key=key, outlet=f"Paper {key}", published=f"2026-06-0{key}")
        plot = incident(source, "plot", type="plot", status="foiled", place=lyon(), occurred=day("2026-06-01"))
        reports.append((source, plot))
    assessment = run(*reports)
    assert len(assessment.groups) == 1
    assert assessment.specific == (assessment.groups[0].lead,)
    rating = assessment.categories[0].rating
    assert rating is not None
    assert next(reason.sentence for reason in rating.reasons if reason.rule == "targeted").startswith("1 threat ")
