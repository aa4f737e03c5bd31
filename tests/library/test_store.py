"""Storing and giving back: each once, in order, whole or not at all, only what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone

import pytest

from briefing.library import Library
from briefing.models import Article, Findings, Gap

Make = Callable[..., Article]
Find = Callable[[Article], Findings]
MakeGap = Callable[..., Gap]


def test_articles_come_back_as_they_went(library: Library, make: Make) -> None:
    """Every field, dates with and without time and zone, any character; ordered by id."""
    zone = timezone(timedelta(hours=2))
    stored = [
        make("one"),
        make("two", published=None, url=None, outlet=None),
        make("three", published=datetime(2024, 5, 3, 10, 20, tzinfo=zone), marking="TLP:AMBER+STRICT"),
        make(
            "four",
            published=datetime(2024, 5, 3, 10, 20),
            text="Café\u00a0🔥\n\n\t“x” \\ ' \" %s {{}} " + "y" * 100_000,
        ),
    ]
    assert library.store_input("desk", "a.jsonl", "d", "k", stored) == (4, 0)
    back = list(library.articles())
    assert back == sorted(stored, key=lambda article: article.id)
    assert {type(article.published) for article in back} == {date, datetime, type(None)}
    some = [stored[2].id, "a-none", stored[0].id, stored[0].id]
    assert [article.id for article in library.articles(some)] == sorted({stored[2].id, stored[0].id})
    assert library.count_articles() == 4


def test_more_than_a_page_comes_back_whole(library: Library, make: Make, find: Find, gap: MakeGap) -> None:
    """Paging loses and doubles nothing: articles, findings, gaps, duplicates; by ids too."""
    stored = [make(str(number)) for number in range(450)]
    gaps = [gap(f"b.jsonl row {number}") for number in range(450)]
    library.store_input("desk", "a.jsonl", "d", "k", stored)
    assert library.store_input("desk", "b.jsonl", "d", "k", (*gaps, *stored)) == (0, 900)
    ids = sorted(article.id for article in stored)
    assert [article.id for article in library.articles()] == ids
    assert [article.id for article in library.articles(reversed(ids))] == ids
    assert library.store_findings("v1", map(find, stored)) == 450
    assert [found.article_id for found in library.findings("v1")] == ids
    assert [found.article_id for found in library.findings("v1", ids[:300])] == ids[:300]
    told = list(library.gaps())
    assert told[:450] == gaps
    assert {each.locator for each in told[450:]} == {f"b.jsonl ({number})" for number in range(450)}
    assert {each.kind for each in told[450:]} == {"duplicate"}


def test_a_known_input_needs_no_reading(library: Library, make: Make) -> None:
    """Content and key decide, for this source and name."""
    library.store_input("desk", "a.txt", "digest", "key", [make("one")])
    assert library.has_input("desk", "a.txt", "digest", "key")
    for other in (("wire", "a.txt", "digest", "key"), ("desk", "b.txt", "digest", "key")):
        assert not library.has_input(*other)
    assert not library.has_input("desk", "a.txt", "changed", "key")
    assert not library.has_input("desk", "a.txt", "digest", "changed")


def test_an_input_read_again_replaces_what_it_gave(library: Library, make: Make, find: Find, gap: MakeGap) -> None:
    """Old articles and gaps go; findings of what stayed are kept."""
    one, two, three = make("one"), make("two"), make("three")
    library.store_input("desk", "a.jsonl", "d1", "k", [one, two, gap("a.jsonl row 3")])
    library.store_findings("v1", map(find, (one, two)))
    assert library.store_input("desk", "a.jsonl", "d2", "k", [one, three]) == (2, 0)
    assert {article.id for article in library.articles()} == {one.id, three.id}
    assert list(library.gaps()) == []
    assert [found.article_id for found in library.findings("v1")] == [one.id]
    assert [article.id for article in library.unextracted("v1")] == [three.id]


def test_vanished_inputs_and_sources_no_longer_count(library: Library, make: Make, find: Find, gap: MakeGap) -> None:
    """Their articles, gaps and findings go; those of others stay."""
    one, two, three = make("one"), make("two"), make("three", source="wire")
    library.store_input("desk", "a.txt", "d", "k", [one])
    library.store_input("desk", "b.txt", "d", "k", [two, gap("b.txt")])
    library.store_input("wire", "a.txt", "d", "k", [three])
    library.store_findings("v1", map(find, (one, two, three)))
    library.keep_inputs("desk", ["a.txt"])
    assert {article.id for article in library.articles()} == {one.id, three.id}
    assert list(library.gaps()) == []
    assert not library.has_input("desk", "b.txt", "d", "k")
    library.keep_sources(["desk"])
    assert [article.id for article in library.articles()] == [one.id]
    assert [found.article_id for found in library.findings("v1")] == [one.id]


def test_a_source_that_is_away_for_a_night_costs_no_extraction(library: Library, make: Make, find: Find) -> None:
    """A folder that gives nothing at all keeps its findings until it is back."""
    one = make("one")
    library.store_input("desk", "a.txt", "d", "k", [one])
    library.store_findings("v1", [find(one)])
    library.keep_inputs("desk", [])
    assert library.count_articles() == 0
    assert list(library.findings("v1")) == []
    library.store_input("desk", "a.txt", "d", "k", [one])
    assert library.count_unextracted("v1") == 0
    assert list(library.findings("v1")) == [find(one)]


def test_gaps_of_listing_are_those_of_the_last_time(library: Library, gap: MakeGap) -> None:
    """A missing path is said once, and no longer once it is there."""
    missing = gap("nowhere", "nothing is at this path", kind="not-found")
    for _ in range(2):
        library.keep_inputs("desk", [], [missing])
        assert list(library.gaps()) == [missing]
    library.keep_inputs("desk", [])
    assert list(library.gaps()) == []


@pytest.mark.parametrize("first", ["desk", "wire"])
def test_the_same_article_twice_is_one_whatever_was_read_first(library: Library, make: Make, first: str) -> None:
    """The first by source, input and row is the article; the others are gaps that name it. It outlives the first."""
    here, there = make("one", source="desk", marking="TLP:GREEN"), make("one", source="wire")
    order = [("desk", [here, here]), ("wire", [there])]
    for source, items in order if first == "desk" else reversed(order):
        library.store_input(source, "a.jsonl", "d", "k", items)
    assert list(library.articles()) == [here]
    assert library.count_articles() == 1
    assert [(each.source, each.kind, each.reason) for each in library.gaps()] == [
        ("desk", "duplicate", "the same article as a.jsonl (one)"),
        ("wire", "duplicate", "the same article as a.jsonl (one) of source desk"),
    ]
    library.keep_inputs("desk", ["b.jsonl"])
    assert list(library.articles()) == [there]
    assert list(library.gaps()) == []


def test_findings_come_back_as_they_went_in_their_version_only(library: Library, make: Make, find: Find) -> None:
    """All records within, equal; a new version takes the place of the old one."""
    one, two = sorted((make("one"), make("two")), key=lambda article: article.id)
    library.store_input("desk", "a.jsonl", "d", "k", [one, two])
    assert library.count_unextracted("v1") == 2
    assert library.store_findings("v1", [find(two), find(one)]) == 2
    assert list(library.findings("v1")) == [find(one), find(two)]
    assert library.count_unextracted("v1") == 0
    assert list(library.findings("v2")) == []
    library.store_findings("v2", [find(one)])
    assert [article.id for article in library.unextracted("v2")] == [two.id]
    assert [article.id for article in library.unextracted("v1")] == [one.id]


def test_findings_may_be_stored_while_iterating_over_what_lacks_them(library: Library, make: Make, find: Find) -> None:
    """The stream from articles to findings holds neither whole, and visits each once."""
    library.store_input("desk", "a.jsonl", "d", "k", [make(str(number)) for number in range(450)])
    seen: list[str] = []

    def extract() -> Iterator[Findings]:
        for article in library.unextracted("v1"):
            seen.append(article.id)
            yield find(article)

    assert library.store_findings("v1", extract()) == 450
    assert seen == sorted(set(seen))
    assert library.count_unextracted("v1") == 0


def test_a_failed_extraction_is_a_gap_and_is_not_tried_again(library: Library, make: Make, gap: MakeGap) -> None:
    """By the article's id or its own; a later version tries anew, and success takes the gap's place."""
    one, two = make("one"), make("two")
    library.store_input("desk", "a.txt", "d", "k", [one, two])
    failures = [gap(one.id, "it broke", kind="unreadable"), gap("two", "it broke", kind="unreadable")]
    assert library.store_gaps("v1", failures) == 2
    assert library.count_unextracted("v1") == 0
    assert list(library.findings("v1")) == []
    assert sorted((each.locator, each.reason) for each in library.gaps()) == [
        ("a.txt (one)", "it broke"),
        ("a.txt (two)", "it broke"),
    ]
    assert library.count_unextracted("v2") == 2
    library.store_findings("v2", [Findings(article_id=one.id, statements=(), incidents=())])
    assert [each.locator for each in library.gaps()] == ["a.txt (two)"]


def test_a_gap_by_an_id_that_two_articles_share_spares_the_one_that_succeeded(
    library: Library, make: Make, find: Find, gap: MakeGap
) -> None:
    """An input's own ids need not be unique."""
    one, two = make("one"), make("two", source_id="one")
    library.store_input("desk", "a.txt", "d", "k", [one, two])
    library.store_findings("v1", [find(one), gap("one", "it broke")])
    assert list(library.findings("v1")) == [find(one)]
    assert library.count_unextracted("v1") == 0


def test_an_input_that_breaks_off_leaves_everything_as_it_was(library: Library, make: Make, gap: MakeGap) -> None:
    """Whole or not at all, after hundreds of rows too."""
    library.store_input("desk", "a.jsonl", "d1", "k", [make("one"), gap("a.jsonl row 2")])
    before = (list(library.articles()), list(library.gaps()))

    def breaking() -> Iterator[Article]:
        yield from (make(str(number)) for number in range(300))
        raise RuntimeError("pulled out")

    with pytest.raises(RuntimeError, match="pulled out"):
        library.store_input("desk", "a.jsonl", "d2", "k", breaking())
    assert (list(library.articles()), list(library.gaps())) == before
    assert library.has_input("desk", "a.jsonl", "d1", "k")
