"""What lies between two editions, on editions made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.editions import Change, Edition, Lost, compare
from tests.editions.made_edition import edition, incident, rating, source, statement


def kinds(before: Edition, after: Edition) -> list[str]:
    return [change.kind for change in compare(before, after).items]


def only(before: Edition, after: Edition) -> Change:
    (change,) = compare(before, after).items
    return change


def test_equal_content_has_no_change() -> None:
    """The same items and ratings give nothing, whatever the number and the day."""
    before = edition(1, incident(), statement(), ratings=(rating(),))
    assert not compare(before, edition(2, incident(), statement(), ratings=(rating(),)))


def test_an_item_that_nothing_stood_for_is_new() -> None:
    change = only(edition(1, incident()), edition(2, incident(), incident("g-2", members=("i-2",))))
    assert (change.kind, change.after and change.after.id, change.reports) == ("new", "g-2", ("i-2",))


def test_values_that_a_new_report_brings_are_an_update_field_by_field() -> None:
    """Each field that differs stands with its values before and after, and the report that came."""
    change = only(
        edition(1, incident()),
        edition(2, incident(members=("i-1", "i-2"), killed=("3", "2"), outlets=("2",), credibility=("1",))),
    )
    assert change.kind == "updated"
    assert [(field.name, field.before, field.after) for field in change.fields] == [
        ("killed", ("2",), ("3", "2")),
        ("outlets", ("1",), ("2",)),
        ("credibility", ("2",), ("1",)),
    ]
    assert change.reports == ("i-2",)


def test_the_order_of_other_values_is_no_change() -> None:
    """Of values side by side only the leading one's place counts."""
    before = edition(1, incident(killed=("3", "2", "4")))
    assert not compare(before, edition(2, incident(killed=("3", "4", "2"))))
    assert kinds(before, edition(2, incident(killed=("4", "3", "2")))) == ["updated"]


def test_a_field_that_the_earlier_edition_did_not_know_is_no_change() -> None:
    old = incident()
    old = replace(old, fields=tuple(entry for entry in old.fields if entry[0] != "credibility"))
    assert not compare(edition(1, old), edition(2, incident()))


def test_other_values_in_a_replaced_article_are_a_correction() -> None:
    """The old version's finding is gone, the new one's of the same type in its place is the same incident."""
    lost = (Lost(finding="i-1", fate="replaced", by="a-9"),)
    now = incident("g-9", members=("i-9",), killed=("3",))
    change = only(edition(1, incident()), edition(2, now, lost=lost))
    assert change.kind == "corrected"
    assert [(field.name, field.after) for field in change.fields] == [("killed", ("3",))]
    other = incident("g-9", members=("i-9",), type=("Shooting",))
    assert kinds(edition(1, incident()), edition(2, other, lost=lost)) == ["new", "withdrawn"]


def test_the_same_sources_read_otherwise_by_another_pipeline_are_a_correction() -> None:
    before, now = edition(1, incident()), incident(killed=("12",))
    assert kinds(before, edition(2, now, pipeline="p2")) == ["corrected"]
    assert kinds(before, edition(2, now)) == ["updated"]


def test_a_figure_that_went_with_its_source_is_a_correction() -> None:
    """A group that lost one of its reports says so."""
    before = edition(1, incident(members=("i-1", "i-2"), killed=("3", "2"), outlets=("2",)))
    change = only(before, edition(2, incident(), lost=(Lost(finding="i-2", fate="gone"),)))
    assert (change.kind, [lost.finding for lost in change.lost]) == ("corrected", ["i-2"])


@pytest.mark.parametrize(
    ("fate", "kind"),
    [("gone", "withdrawn"), ("replaced", "withdrawn"), ("hidden", "withdrawn"), ("unread", "unsupported"), ("outside", "outside")],
)  # fmt: skip
def test_what_is_gone_says_why(fate: Any, kind: str) -> None:
    change = only(edition(1, incident()), edition(2, lost=(Lost(finding="i-1", fate=fate),)))
    assert (change.kind, change.after) == (kind, None)


def test_what_the_marking_withholds_is_counted_and_not_named() -> None:
    """By its fate, or because the later edition is meant for more people than its source."""
    assert compare(edition(1, incident()), edition(2, lost=(Lost(finding="i-1", fate="withheld"),))).withheld == 1
    marked = edition(1, incident(), articles=(source("a-1", marking="TLP:AMBER"),))
    changes = compare(marked, edition(2, lost=(Lost(finding="i-1", fate="gone"),)))
    assert (changes.items, changes.withheld) == ((), 1)
    assert compare(marked, edition(2, marking="TLP:AMBER")).withheld == 0


def test_a_plan_whose_day_lies_behind_has_passed() -> None:
    """Whether it still stands in the briefing or not; on the day itself it has not."""
    plan = incident(status=("planned",), ends="2026-06-03")
    assert kinds(edition(2, plan), edition(4, plan)) == ["passed"]
    assert kinds(edition(2, plan), edition(4, lost=(Lost(finding="i-1", fate="outside"),))) == ["passed"]
    assert kinds(edition(2, plan), edition(3, plan)) == []
    assert kinds(edition(4, plan), edition(5, plan)) == []


def test_what_became_a_precedent_has_passed() -> None:
    change = only(edition(1, incident()), edition(2, incident(section="precedent")))
    assert (change.kind, change.after and change.after.section) == ("passed", "precedent")


def test_days_of_the_schedule_pass() -> None:
    schedule = (("2026-06-02", "Opening"), ("2026-06-04", "Final"))
    before = edition(1, schedule=schedule)
    assert compare(before, edition(3, schedule=schedule)).passed == (("2026-06-02", "Opening"),)
    assert compare(edition(3), edition(4, schedule=schedule)).passed == ()


def test_a_group_under_another_id_is_found_again_by_its_reports_or_its_redirect() -> None:
    before = edition(1, incident())
    assert kinds(before, edition(2, incident("g-2", members=("i-0", "i-1")))) == []
    moved = edition(2, incident("g-2", members=("i-2",)), redirects=(("g-1", "g-x"), ("g-x", "g-2")))
    assert kinds(before, moved) == []


def test_two_groups_that_are_one_and_one_that_is_two() -> None:
    """Both are told as grouped anew, each with the other group."""
    apart = edition(1, incident(), incident("g-2", members=("i-2",)))
    together = edition(2, incident(members=("i-1", "i-2")))
    merged, split = only(apart, together), only(together, apart)
    assert merged.kind == split.kind == "regrouped"
    assert (merged.before and merged.before.id, merged.after and merged.after.id) == ("g-2", "g-1")
    assert (split.before and split.before.id, split.after and split.after.id) == ("g-1", "g-2")
    assert split.reports == ("i-2",)


def test_a_statement_is_the_same_in_a_copy_and_reworded_in_a_new_version() -> None:
    before = edition(1, statement())
    assert kinds(before, edition(2, statement("s-2", article="a-2"))) == []
    lost = (Lost(finding="s-1", fate="replaced", by="a-2"),)
    reworded = statement("s-2", "“We see no threat today”", article="a-2", fields=(("speaker", ("Anna Weyl",)),))
    assert kinds(before, edition(2, reworded, lost=lost)) == ["corrected"]
    assert kinds(before, edition(2, statement("s-2", "Trains run late", article="a-2"), lost=lost)) == [
        "new",
        "withdrawn",
    ]


def test_a_rating_names_the_evidence_that_moved_it() -> None:
    """Added, removed and altered evidence, each by id; an unchanged rating is not listed."""
    before = edition(1, incident(), ratings=(rating(evidence=("g-1", "g-3")), rating(category="crime")))
    items = (incident(members=("i-1", "i-4"), killed=("5",)), incident("g-2", members=("i-2",)))
    now = rating(level="high", weight=10, evidence=("g-1", "g-2"))
    (change,) = compare(before, edition(2, *items, ratings=(now, rating(category="crime")))).ratings
    assert [(field.name, field.before, field.after) for field in change.fields] == [("level", ("low",), ("high",))]
    assert (change.added, change.removed, change.altered) == (("g-2",), ("g-3",), ("g-1",))


def test_a_category_that_is_watched_no_more_is_a_change_of_rating() -> None:
    (change,) = compare(edition(1, ratings=(rating(),)), edition(2)).ratings
    assert change.after is None
    assert [field.after for field in change.fields] == [()] * 4


def test_another_first_sentence_is_a_change() -> None:
    assert compare(edition(1), edition(2, headline_rule="specific")).headline_changed
    assert not compare(edition(1), edition(2, headline="None in 5 articles.")).headline_changed


def test_compared_backwards_nothing_has_passed() -> None:
    plan = incident(status=("planned",), ends="2026-06-03")
    assert kinds(edition(4, plan), edition(2, plan)) == []
