"""What is one happening: points for and against, on mentions made by hand."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.assess.happenings import MOST_HELD, Grouped, same_incident
from briefing.assess.traits import Mention, scope, siblings_of, traits_of
from briefing.config.grouping import Grouping
from tests.making import article, count, day, incident, lyon, place, span

RULES = Grouping(common_types=("shooting", "stabbing"))
PARIS = place("Paris", "FR", 48.8566, 2.3522)


def mention(key: str, text: str, *, trigger: str = "shot", published: str = "2026-06-02", **changes: Any) -> Mention:
    source = article(text, key=key, published=published, outlet=f"Paper {key}", title=changes.pop("title", ""))
    values = {"type": "shooting", "place": lyon(), "occurred": day("2026-06-01")} | changes
    found = incident(source, trigger, **values)
    return Mention(incident=found, article=source, place=found.place, text_key=changes.get("text_key", source.id))


def grouped(*mentions: Mention) -> Grouped:
    return same_incident(mentions, group_of=lambda _: "violence", rules=RULES)


def parts(*mentions: Mention) -> list[set[str]]:
    return [{found.article.id for found in part} for part in grouped(*mentions).parts]


GIRL = "A nine-year-old girl was shot near the Rue Mercière in Lyon. Lina Morand was taken to hospital."
DIED = "Lina Morand, the nine-year-old girl who was shot in Lyon, has died of her wounds, her family said."


def test_a_day_and_a_place_are_enough_for_what_is_rare_and_not_for_what_happens_every_week() -> None:
    """Two bombings in one city on one day are one; two shootings need more."""
    rare = [
        mention("1", "A bombing shook the station.", trigger="bombing", type="bombing"),
        mention("2", "The station was hit by a bombing, three hurt.", trigger="bombing", type="bombing"),
    ]
    assert len(parts(*rare)) == 1
    assert (
        len(
            parts(mention("1", "A man was shot in a bar."), mention("2", "A courier was shot at the gate.", place=None))
        )
        == 2
    )


def test_the_day_of_death_is_no_other_happening() -> None:
    """Shot on the 24th, dead on the 27th: the name and the age are the same."""
    shot = mention("1", GIRL, occurred=day("2026-05-24"), wounded=count(1), published="2026-05-25")
    died = mention("2", DIED, occurred=day("2026-05-27"), killed=count(1), published="2026-05-28")
    assert len(parts(shot, died)) == 1


def test_a_week_between_two_dates_of_one_happening() -> None:
    """One paper misdates it by seven days; names and street speak for it."""
    right = mention("1", f"{GIRL} Her brother Paul Morand saw it.", occurred=day("2025-11-28"), published="2025-11-29")
    wrong = mention(
        "2", f"{GIRL} Paul Morand, her brother, was there.", occurred=day("2025-12-05"), published="2025-12-05"
    )
    assert len(parts(right, wrong)) == 1


def test_nobody_dies_twice() -> None:
    """Where two reports name the same dead, that their days lie apart does not speak against them; of the wounded it does."""
    told = (
        "A boy of three, Leo Marchand, was shot in Lyon and died.",
        "Leo Marchand, a boy of three, was shot in Lyon.",
    )
    days = ("2025-09-15", "2026-01-12")

    def two(**changes: Any) -> list[Mention]:
        made = []
        for number, (text, when) in enumerate(zip(told, days, strict=True)):
            found = mention(str(number), text, occurred=day(when), published=when, **changes)
            made.append(
                dataclasses.replace(
                    found, incident=dataclasses.replace(found.incident, target=(span(found.article, "Leo Marchand"),))
                )
            )
        return made

    assert len(parts(*two(killed=count(1)))) == 1
    assert len(parts(*two(wounded=count(1)))) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"occurred": day("2026-03-01"), "published": "2026-03-02"},
        {"place": PARIS, "occurred": day("2026-06-01")},
    ],
)
def test_another_time_or_place_is_another_happening(changes: Any) -> None:
    """Three months before, or in another city, and nobody is named in both."""
    one = mention("1", "A man was shot in a bar by a masked guest, aged 40.")
    other = mention("2", "A man was shot in a bar by a masked guest.", **changes)
    assert len(parts(one, other)) == 2


def test_other_ages_speak_against_it() -> None:
    """The same city and day, a girl of nine and a man of forty."""
    one = mention("1", "A nine-year-old girl was shot in Lyon on Monday evening, police said.")
    other = mention("2", "A 40-year-old man was shot in Lyon on Monday evening, police said.")
    result = grouped(one, other)
    assert len(result.parts) == 2
    assert any("ages" in reason for pair in result.apart for reason in pair.reasons)


def test_equal_figures_tell_from_three_on() -> None:
    """Two reports of neighbouring days with the same three wounded are one; with one wounded each they are two."""

    def two(wounded: int) -> list[Mention]:
        words = (
            "Shots fell at the market hall before it closed.",
            "Shots brought an ambulance out, neighbours watched from balconies.",
        )
        return [
            mention(str(number), text, trigger="Shots", occurred=day(f"2026-06-0{number}"), wounded=count(wounded))
            for number, text in enumerate(words, start=1)
        ]

    assert (len(parts(*two(3))), len(parts(*two(1)))) == (1, 2)


def test_who_speaks_for_the_police_makes_no_two_happenings_one() -> None:
    """The same spokesman speaks of two shootings of one week."""
    said = "Officer Jean Tellier said so. Tellier asked for witnesses."
    one = mention("1", f"A courier was shot at the gate. {said}", occurred=day("2026-05-28"), published="2026-05-28")
    other = mention("2", f"A guest was shot in a bar. {said}", occurred=day("2026-06-01"))
    assert not traits_of(one).people
    assert len(parts(one, other)) == 2


def test_a_round_up_joins_nothing_that_it_tells_of() -> None:
    """Two shootings in a list, each told by its own paper: two happenings, of two mentions each."""
    text = (
        "Lina Morand, 9, was shot near the Rue Mercière on Monday.\n\n"
        "Marc Oddo, 40, was shot at the Place Carnot in Paris on Sunday."
    )
    source = article(text, key="r", title="Two shootings", published="2026-06-02")
    first = incident(source, "shot near", type="shooting", place=lyon(), occurred=day("2026-06-01"))
    second = incident(source, "shot at", type="shooting", place=PARIS, occurred=day("2026-05-31"))
    both = (first, second)
    listed = [Mention(found, source, found.place, source.id, siblings_of(found, both)) for found in both]
    assert [text[slice(*scope(found))].partition(",")[0] for found in listed] == ["Lina Morand", "Marc Oddo"]
    own = [
        mention("1", "Lina Morand, 9, was shot near the Rue Mercière, her mother said."),
        mention("2", "Marc Oddo, 40, was shot in Paris.", place=PARIS, occurred=day("2026-05-31")),
    ]
    assert sorted(map(sorted, parts(*listed, *own))) == [["a-1", "a-r"], ["a-2", "a-r"]]


def test_the_title_is_of_the_happening_told_first() -> None:
    """What an article recalls of the same day and city has neither the title's ages nor the sentences of its news."""
    text = "A boy of four was shot in Lyon on Monday. A girl, 11, was shot in Lyon that day."
    source = article(text, key="r", title="Boy, a 4-year-old, shot", published="2026-06-02")
    both = tuple(
        incident(source, words, type="shooting", place=lyon(), occurred=day("2026-06-01"))
        for words in ("four was shot", "11, was shot")
    )
    news, recalled = (Mention(found, source, found.place, source.id, siblings_of(found, both)) for found in both)
    assert (traits_of(news).ages, traits_of(recalled).ages) == (frozenset({"4y"}), frozenset({"11y"}))


def test_two_mentions_of_one_article_stay_two() -> None:
    """The extractor has told them apart."""
    source = article("A man was shot in Lyon. Later another man was shot dead in Lyon.", key="1")
    both = [
        incident(source, words, type="shooting", place=lyon(), occurred=day("2026-06-01"))
        for words in ("shot in", "shot dead")
    ]
    assert len(grouped(*(Mention(found, source, found.place, source.id) for found in both)).parts) == 2


def test_copies_of_one_text_are_one_by_their_words() -> None:
    """Without date and place nothing else would join them."""
    made = [mention(key, "Somebody was shot somewhere, it is said.", place=None) for key in ("1", "2", "3")]
    copies = [Mention(found.incident, found.article, None, "a-1") for found in made]
    result = grouped(*copies)
    assert len(result.parts) == 1
    assert {pair.reasons for pair in result.joined} == {("the same text in both",)}


def test_any_order_gives_the_same_and_each_joining_has_its_reasons() -> None:
    """Every permutation of four mentions; the reasons name what is shared."""
    four = [
        mention("1", GIRL),
        mention("2", DIED, published="2026-06-04"),
        mention("3", "A man was shot in a bar.", place=PARIS),
        mention("4", GIRL.replace("nine", "9"), published="2026-06-03"),
    ]
    results = [grouped(*order) for order in itertools.permutations(four)]
    assert all(result == results[0] for result in results)
    assert any("both name Lina Morand" in reason for pair in results[0].joined for reason in pair.reasons)


def test_later_articles_leave_earlier_conclusions_alone() -> None:
    """What was together stays together when a later report comes."""
    early = [mention("1", GIRL), mention("3", "A man was shot in a bar.", place=PARIS)]
    late = mention("5", DIED, published="2026-06-08")
    before = parts(*early)
    after = parts(*early, late)
    assert all(any(part <= found for found in after) for part in before)


def test_a_happening_of_many_mentions_is_held_to_a_few() -> None:
    """Forty reports of one happening are one group, though no more than some are compared."""
    many = [mention(f"{number:02}", f"{GIRL} Report {number}.") for number in range(5 * MOST_HELD)]
    assert len(parts(*many)) == 1


def test_the_shipped_points_are_those_of_a_file_that_leaves_them_out(repository: Path) -> None:
    """`config/method.yaml` spells out the defaults, so that a workspace's older file concludes the same."""
    shipped = Grouping.model_validate(
        yaml.safe_load((repository / "config/method.yaml").read_text("utf-8"))["grouping"]
    )
    assert shipped.same_incident == RULES.same_incident
    assert (shipped.same_text, shipped.figures) == (RULES.same_text, RULES.figures)
