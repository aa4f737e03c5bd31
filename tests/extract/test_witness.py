"""What clauses say of whoever bears a name: our own sentences, no model."""

from __future__ import annotations

import re

import pytest

from briefing.extract.reader.heads import Attribution, Heads, Mention
from briefing.extract.witness import Told, Witness


def told(text: str, name: str, *sources: str, persons: tuple[str, ...] = ()) -> Told:
    """What the sentences of a text say of a name; `sources` speak in it, `persons` are names the encoder saw."""

    def mention(words: str, label: str) -> Mention:
        return Mention(text.index(words), text.index(words) + len(words), label, 0.9)

    said = tuple(Attribution(None, (mention(words, "source"),), ()) for words in sources)
    heads = Heads(said, tuple(mention(words, "Person") for words in persons), (), (), ())
    sentences = [found.span() for found in re.finditer(r"\S[^.\n]*(?:[.!?]”?|$)", text)]
    return Witness(text, sentences, heads).of(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Denner shot his cousin in the leg.", "Paul Denner"),
        ("Paul Denner, 31, of Leeds, was charged with manslaughter.", "Paul Denner"),
        ("Detectives arrested 31-year-old Paul Denner on Sunday.", "Paul Denner"),
        ("The guard was stabbed by Paul Denner.", "Paul Denner"),
        ("The attack was claimed by the Harbour Front.", "Harbour Front"),
        ("The suspect, Paul Denner, was seen in Hull.", "Paul Denner"),
        ("Her father, Paul Denner, shot and killed the girl.", "Paul Denner"),
        ("Warrants have been issued for 23-year-old Ned Tarn and 29-year-old Paul Denner.", "Paul Denner"),
        ("Warrants were issued for Paul Denner.The victim is well.", "Paul Denner"),
    ],
)
def test_who_does_harm_or_is_charged_acts(text: str, name: str) -> None:
    """Subject of a violent verb, agent behind by, object of an arrest: he acts, and suffers nothing."""
    found = told(text, name)
    assert (found.acts, found.suffers) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Residents accused Paul Denner of covering up facts about the murder.",
        "Paul Denner was accused of delaying the release of a video.",
        "Men in vans on Paul Denner opened fire.",
        "Paul Denner has charged three men.",
        "According to Paul Denner, Evan Holt, 30, and Sam Orr are charged with assault.",
        "Paul Denner, 40, was charged with cruelty to juveniles.",
    ],
)
def test_who_is_accused_of_something_else_did_no_harm(text: str) -> None:
    """Only what he is accused of tells; a street that bears his name fires no shots, and a charge befalls another or is of no deed."""
    assert told(text, "Paul Denner").acts == 0


@pytest.mark.parametrize(
    "text",
    [
        "A girl was shot. KXQ9's Paul Denner has the latest details.",
        "A girl was shot. KXQ9's Paul Denner was live on the scene.",
        "Paul Denner works on the city desk.",
        "Police seek Mira Holt, also known as Paul Denner.",
        "Paul Denner: 303-555-0199 or on line.",
        "Contact Paul Denner at denner@courier.example.",
        "RELATED: Paul Denner opens a second bakery on the harbour road after a long delay\n\nMore follows.",
    ],
)
def test_who_writes_and_another_name_stand_in_no_prose(text: str) -> None:
    """A station's reporter, an author's note, an alias: no clause tells what they did."""
    assert not told(text, "Paul Denner").written


def test_a_force_acts_where_a_clause_says_so() -> None:
    """Not where it answers a call."""
    text = "Officers responded to the shooting. Officers opened fire."
    stop = text.index(".") + 1
    witness = Witness(text, [(0, stop), (stop + 1, len(text))], None)
    assert not witness.does((0, 8))
    assert witness.does((stop + 1, stop + 9))


def test_whoever_was_aimed_at_is_told() -> None:
    """He is no attacker, whatever he did when it happened."""
    text = "A cyclist at the corner was perhaps the real target. A man fired."
    witness = Witness(text, [(0, text.index(" A man fired")), (text.index("A man fired"), len(text))], None)
    assert witness.is_aimed_at((2, 9))
    assert not witness.is_aimed_at((text.index("man fired"), text.index("man fired") + 3))


def test_who_is_accused_of_harm_acts() -> None:
    """Whatever the words for it."""
    assert told("Prosecutors accused Paul Denner of planting the bomb.", "Paul Denner").acts == 1
    assert told("Paul Denner was accused of having shot two men.", "Paul Denner").acts == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mira Holt, 17, was shot in the arm.", "Mira Holt"),
        ("Mira Holt died in hospital.", "Mira Holt"),
        ("The killing of Mira Holt shook the town.", "Mira Holt"),
        ("Mira Holt’s funeral is on Friday.", "Mira Holt"),
        ("The victim was identified as Mira Holt.", "Mira Holt"),
        ("A bullet struck Mira Holt in the neck.", "Mira Holt"),
    ],
)
def test_whom_harm_befalls_suffers(text: str, name: str) -> None:
    """A passive, a death, the object of a killing: she suffers, and does nothing."""
    found = told(text, name)
    assert (found.acts, found.suffers) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot, said Jon Marsh, a neighbour.",
        "“They ran,” Jon Marsh told reporters after the shooting.",
        "According to police spokesman Jon Marsh two men were shot.",
        "Sergeant Jon Marsh said two men were shot.",
        "Jon Marsh, a spokesman for the force, said two men were shot.",
    ],
)
def test_who_only_speaks_neither_acts_nor_suffers(text: str) -> None:
    """A spokesman, a neighbour, an officer who reports it."""
    found = told(text, "Jon Marsh")
    assert (found.acts, found.suffers) == (0, 0)
    assert found.speaks or found.official


@pytest.mark.parametrize(
    "text",
    [
        "By Jon Marsh\n\nTwo men were shot.",
        "Two men were shot. Photo: Jon Marsh / Example Courier",
        "Two men were shot.\n\nJon Marsh\n",
        "Two men were shot.\n\nCourier reporters Jon Marsh and Ida Noll contributed.",
    ],
)
def test_a_byline_is_not_written_of(text: str) -> None:
    """Whoever stands only in lines of credit is none of whom the article tells."""
    assert not told(text, "Jon Marsh").written


def test_another_of_the_family_is_another() -> None:
    """The surname alone is hers; behind another given name it is his."""
    text = "Mira Holt was shot. Her father, Evan Holt, was charged. Holt died."
    found = told(text, "Mira Holt", persons=("Mira Holt", "Evan Holt"))
    assert (found.acts, found.suffers) == (0, 2)
    assert told(text, "Evan Holt", persons=("Mira Holt", "Evan Holt")).acts == 1


def test_a_town_of_which_somebody_is_has_done_nothing() -> None:
    """Behind of stands where he lives, not who was charged."""
    assert told("Paul Denner, 31, of Leeds was charged.", "Leeds").acts == 0


def test_the_owner_of_a_lawyer_does_not_speak() -> None:
    """The source of a statement is its last words, not whose lawyer it is."""
    text = "The lawyer of Paul Denner called it an accident."
    assert told(text, "Paul Denner", "The lawyer of Paul Denner").speaks == 0
    assert told("Paul Denner called it an accident.", "Paul Denner", "Paul Denner").speaks == 1
