"""Who was killed and who was hurt, from sentences: whom a word of harm befell, who is who, and what that makes in all."""

from __future__ import annotations

import pytest

from briefing.extract.casualties import Casualty, casualties_in
from briefing.extract.counts import Line
from briefing.extract.identity import may_be_one
from briefing.extract.persons import people_in, person_nouns
from briefing.extract.reader.heads import Toll
from briefing.extract.tolls import totals
from briefing.models import Count
from tests.extract.desk import listed

WORDS = listed("cues/en.yaml")
NOUNS = person_nouns((*WORDS["people"], *WORDS["roles"]))


def told(sentence: str) -> list[Casualty]:
    """The casualties of a sentence that names no places."""
    line = Line.of(sentence, 0, len(sentence))
    return casualties_in(sentence, line, people_in(line, NOUNS))


def figure(count: Count | None) -> int | None:
    return None if count is None else count.high


def figures(*sentences: str, toll: Toll | None = None) -> tuple[int | None, int | None]:
    """(killed, wounded) of one happening told by these sentences."""
    killed, wounded = totals(map(told, sentences), toll)
    return figure(killed), figure(wounded)


@pytest.mark.parametrize(
    ("sentence", "fate", "words"),
    [
        ("Gunmen shot dead three officers.", "killed", "three officers"),
        ("The shooting death of 16-year-old Jane Roe shocked the town.", "killed", "16-year-old Jane Roe"),
        ("Police found the body of a man in his car.", "killed", "a man"),
        ("An accident claimed the lives of two hunters.", "killed", "two hunters"),
        ("A fire left a deceased white male in the house.", "killed", "a deceased white male"),
        ("It was the second triple homicide of the year.", "killed", "triple homicide"),
        ("Officers found two bodies in the garage.", "killed", "two bodies"),
        ("Doctors pronounced the boy dead an hour later.", "killed", "the boy"),
        ("The bullet went through the wall, striking his sister.", "shot", "his sister"),
        ("A bullet grazed the back of the student's head.", "shot", "student's"),
        ("The woman is in stable condition.", "wounded", "The woman"),
        ("The 23-year-old is expected to survive.", "wounded", "The 23-year-old"),
        ("Two gunshot victims were found there.", "shot", "Two gunshot victims"),
    ],
    ids=lambda value: value[:40],
)
def test_what_befell_whom(sentence: str, fate: str, words: str) -> None:
    """A casualty is read beside the word that carries it, with the words of its figure."""
    assert (fate, words) in [(item.fate, item.count.text) for item in told(sentence) if item.count]


@pytest.mark.parametrize(
    "sentence",
    [
        "The boy was at home when the house was hit.",
        "He spoke at a service for those who did not survive.",
        "Police shot three more times.",
        "Neither man was injured.",
        "He could've died.",
        "Officers surround a shooting suspect.",
        "The company struck a deal with the union.",
        "The mind of the 83-year-old justice's clerk was elsewhere.",
    ],
)
def test_whom_nothing_befell(sentence: str) -> None:
    """No figure comes from what did not happen, or happened to a thing."""
    assert [item.count for item in told(sentence) if item.count] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a 7-year-old boy", "the child", True),
        ("a 7-year-old boy", "the 36-year-old woman", False),
        ("Jane Roe", "Roe", True),
        ("Jane Roe", "John Roe", False),
        ("J. Roe", "Jane Roe", True),
        ("a toddler", "an officer", False),
        ("a 22-month-old boy", "a 2-year-old boy", True),
        ("the gunman", "the victim", False),
    ],
)
def test_two_phrases_may_mean_one_person(one: str, other: str, *, same: bool) -> None:
    """They do unless name, age, sex or part differ."""
    first, second = (told(f"Yesterday {words} was shot.")[0].persons[0] for words in (one, other))
    assert may_be_one(first, second) is same


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("A boy was shot.", "The boy later died."), (1, None)),
        (("Three people were shot.", "One of them died at the scene."), (1, 2)),
        (("A man shot his wife and then himself.", "Both died."), (2, None)),
        (("A man killed his wife and their two children before taking his own life.",), (4, None)),
        (("A woman shot two officers before killing herself.",), (1, 2)),
        (("A girl, 9, was killed.", "A 40-year-old man was wounded."), (1, 1)),
        (("At least 41 people were killed, including 17 at the cinema.",), (41, None)),
        (("It was a murder-suicide.", "A woman died."), (2, None)),
        (("Two people, a boy and a man, were shot.",), (None, 2)),
        (("Nobody was hurt.",), (None, 0)),
    ],
    ids=lambda value: " ".join(map(str, value))[:60],
)
def test_the_figures_of_a_happening(sentences: tuple[str, ...], expected: tuple[int | None, int | None]) -> None:
    """Each person counts once with the worst that befell it; a figure of the article stands before a sum of persons."""
    assert figures(*sentences) == expected


def test_the_encoder_tells_a_death_that_no_words_tell() -> None:
    """Where it is sure of one death, the victim told first is dead; where the words say that the person lives, it is not asked."""
    deadly = Toll(0, 100, (0.02, 0.95, 0.01, 0.01, 0.01), (0.9, 0.05, 0.03, 0.01, 0.01))
    assert figures("Officers found a man with a gunshot wound.", toll=deadly) == (1, None)
    assert figures("Officers found a man with a gunshot wound.") == (None, 1)
    assert figures("A man was shot and is in stable condition.", toll=deadly) == (None, 1)
    assert figures("Two men were killed.", toll=deadly) == (2, None)
