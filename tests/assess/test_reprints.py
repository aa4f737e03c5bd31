"""Copies of one text are found and told from other texts, on articles made by hand and by a seeded generator."""

from __future__ import annotations

import random
from typing import Any

import pytest

from briefing.assess.reprints import MOST_SHARING, hashed, same_text
from briefing.models import Article, TextGroup
from tests.making import article

WORDS = [
    f"{first}{last}" for first in "ba ce di fo gu ha je ki lo mu".split() for last in "rn st lk mp nd sh ft ct".split()
]


def story(seed: int, sentences: int = 20) -> str:
    """Sentences of twelve words by chance, two a paragraph."""
    chance = random.Random(seed)
    made = [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]
    return "\n\n".join(" ".join(made[at : at + 2]) for at in range(0, sentences, 2))


def one(key: str, text: str, published: str = "2026-06-01", **changes: Any) -> Article:
    return article(text, key=key, published=published, **({"outlet": f"Paper {key}"} | changes))


def ids(groups: tuple[TextGroup, ...]) -> list[list[str]]:
    return [[group.original, *group.reprints, *group.earlier] for group in groups]


def test_a_trimmed_and_retitled_copy_is_a_reprint_of_the_earlier_text() -> None:
    """The first half, under another title and dateline, in another paper."""
    text = story(1)
    cut = "LYON (Wire) – " + "\n\n".join(text.split("\n\n")[:5])
    groups = same_text([one("2", cut, "2026-06-02", title="Another title"), one("1", text)])
    assert ids(groups) == [["a-1", "a-2"]]


def test_the_beginning_alone_is_a_reprint() -> None:
    """A quarter of a long text, cut from its end."""
    text = story(2, 60)
    assert len(same_text([one("1", text), one("2", text[: len(text) // 4])])) == 1


def test_a_story_inside_a_round_up_is_another_text() -> None:
    """The round-up holds both stories whole; neither is a copy of the other, and it is a copy of one at most."""
    stories = [story(seed, 8) for seed in (3, 4, 5, 6)]
    articles = [one(str(number), text) for number, text in enumerate(stories)]
    groups = same_text([*articles, one("r", "\n\n".join(stories), "2026-06-03")])
    assert all({"a-1", "a-2"} - set(found) for found in ids(groups))
    assert sum(len(found) for found in ids(groups)) <= 2


def test_a_later_and_longer_version_in_its_outlet_leads_and_the_earlier_is_kept() -> None:
    """Same outlet and address, a day later, two paragraphs more; another paper's copy stays a reprint."""
    text = story(7)
    page = {"outlet": "Paper", "url": "https://paper.example/1"}
    first = one("1", text, **page)
    update = one("2", f"{text}\n\n{story(8, 4)}", "2026-06-02", **page)
    copy = one("3", text, "2026-06-02")
    (group,) = same_text([copy, update, first])
    assert group == TextGroup(original="a-2", reprints=("a-3",), earlier=("a-1",))


def test_a_page_rewritten_under_its_address_is_its_next_version() -> None:
    """A third of the words stayed, which for another address would not do."""
    kept = story(9, 8)
    page = {"outlet": "Paper", "url": "https://paper.example/1"}
    articles = [
        one("1", f"{kept}\n\n{story(10, 14)}", **page),
        one("2", f"{story(11, 14)}\n\n{kept}", "2026-06-02", **page),
    ]
    assert same_text(articles)[0].earlier == ("a-1",)
    apart = [one("1", articles[0].text), one("2", articles[1].text, "2026-06-02")]
    assert same_text(apart) == ()


def test_two_texts_of_an_outlet_with_other_titles_are_no_versions() -> None:
    """Page furniture makes them alike; both stand."""
    text = story(12)
    pages = [
        one(str(n), text, outlet="Paper", url=None, title=title)
        for n, title in ((1, "Fire in Lyon"), (2, "Gala opens"))
    ]
    assert same_text(pages)[0].earlier == ()


def test_ten_thousand_copies_do_not_stand_in_the_index_ten_thousand_times() -> None:
    """A thousand here: they are one group, whatever their order."""
    text = story(13)
    copies = [one(f"{number:04}", f"{text}\n\n{number}") for number in range(1000)]
    forwards, backwards = same_text(copies), same_text(copies[::-1])
    assert forwards == backwards
    assert len(forwards[0].reprints) == 999


def test_words_that_everybody_prints_join_nothing() -> None:
    """A notice of forty words before texts of their own."""
    notice = " ".join(story(14, 4).split()[:40])
    articles = [one(str(number), f"{notice}\n\n{story(100 + number)}") for number in range(3 * MOST_SHARING)]
    assert same_text(articles) == ()


@pytest.mark.parametrize("text", ["", "  \n", "…!?", "One", "Two words"])
def test_texts_without_words_are_no_copies_of_longer_ones(text: str) -> None:
    """Nothing, signs alone, a word or two."""
    assert same_text([one("1", text), one("2", story(15))]) == ()


def test_hashes_are_the_same_everywhere() -> None:
    """Fixed values: a change of them would change groups between two machines."""
    assert [int(value) % 1_000_003 for value in hashed("A fire broke out in Lyon on Monday")] == [
        663856,
        586059,
        432800,
        54058,
        63158,
    ]
