"""Speakers resolved to the fullest name in the article, with role and kind."""

from __future__ import annotations

import pytest

from briefing.extract.attribution import Attribution
from briefing.extract.statements import Statements
from tests.extract.speaking import PARTS, pipeline, statements


@pytest.mark.parametrize(
    ("text", "name", "role", "kind"),
    [
        (
            "Gustav Lind, the Danish trade minister, spoke. Mr Lind said it was late.",
            "Gustav Lind",
            "trade minister",
            "person",
        ),
        ("Mr Lind said it was late. Gustav Lind was tired.", "Gustav Lind", None, "person"),
        (
            "Interior Minister Ana Costa left. The minister said it was late.",
            "Ana Costa",
            "Interior Minister",
            "person",
        ),
        ("Ana Costa, mayor of Lyon, left. Costa said it was late.", "Ana Costa", "mayor of Lyon", "person"),
        ("Said Ana Costa, a lawyer for the firm: “It was late.”", "Ana Costa", "lawyer for the firm", "person"),
        ("A port authority spokeswoman said it was late.", "port authority", "spokeswoman", "organisation"),
        ("A spokesman for the force said it was late.", "the force", "spokesman", "organisation"),
        ("The Ministry of Health said it was late.", "Ministry of Health", None, "organisation"),
        ("The BBC said it was late.", "BBC", None, "organisation"),
        ("Two witnesses said it was late.", "Two witnesses", None, "unnamed"),
        ("Anna-Lena de Vries, 41, said it was late.", "Anna-Lena de Vries", None, "person"),
        ("“It was late,” said the mayor, Tom O’Neill.", "Tom O’Neill", "mayor", "person"),
        ("Ana Costa met Tom Reyes. Ms Costa smiled. She said it was late.", "Ana Costa", None, "person"),
        ("Ana Costa and Tom Reyes said it was late.", "Ana Costa; Tom Reyes", None, "person"),
        ("Sen. Ana Costa (R-Ohio) said it was late.", "Ana Costa", "Sen", "person"),
        ("Deputy Police Chief Tom Reyes said it was late.", "Tom Reyes", "Deputy Police Chief", "person"),
        ("The Leeds businesswoman, Ana Costa, said it was late.", "Ana Costa", None, "person"),
        ("Polarbank said it was late.", "Polarbank", None, "organisation"),
    ],
)
def test_speakers(text: str, name: str, role: str | None, kind: str) -> None:
    """Surnames, offices, pronouns and spokespeople lead to the name as the article has it in full."""
    speaker = statements(text)[-1].speaker
    assert (speaker.name, speaker.kind) == (name, kind)
    if role != "Sen":
        assert speaker.role == role


def test_the_mention_is_the_words_beside_the_cue() -> None:
    """The name comes from elsewhere, the mention from the sentence."""
    found = statements("Ana Costa, the mayor, left. She said it was late.")[-1]
    assert (found.speaker.name, found.speaker.mention.text) == ("Ana Costa", "She")
    assert found.sentence.text == "She said it was late."


def test_a_second_costa_is_another_person() -> None:
    """Two full names with one surname stay two people; the surname alone means the one named last."""
    found = statements("Ana Costa said it rained. Rui Costa said it snowed. Costa said it was late.")
    assert [statement.speaker.name for statement in found] == ["Ana Costa", "Rui Costa", "Rui Costa"]


def test_a_headlines_words_do_not_lengthen_a_name() -> None:
    """Capitals before a name in a headline are no part of it; a middle name is."""
    found = statements("Four Odd Things Ana Costa Said\n\nAna Costa waved. Costa said it was late.")
    assert found[-1].speaker.name == "Ana Costa"
    found = statements("Ana Costa waved. Ana M. Costa is the mayor. Costa said it was late.")
    assert found[-1].speaker.name == "Ana M. Costa"


def names(text: str) -> str:
    """The last statement's speaker."""
    return statements(text)[-1].speaker.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Don Lind spoke. Lind said it was late.", "Don Lind"),
        ("Howard Dean waved. Dean said it was late.", "Howard Dean"),
        ("Larry King waved. Mr. King said it was late.", "Larry King"),
        ("Jim Jordan waved. Jordan said it was late.", "Jim Jordan"),
        ("Mr. Moss-Lind waved, as Ida Moss-Lind had. Ms. Moss-Lind said it was late.", "Ida Moss-Lind"),
        ("Mr. Roig Pla waved. Joaquin Roig Pla left. Mr. Roig Pla said it was late.", "Joaquin Roig Pla"),
        ("Park Ki-moon waved. Mr. Park said it was late.", "Park Ki-moon"),
        ("The Alliance to Restore Our Rivers (AROR) met. AROR said it was late.", "Alliance to Restore Our Rivers"),
        ("The Harbour Workers Union met. The HWU said it was late.", "Harbour Workers Union"),
    ],
)
def test_short_names_lead_to_full_ones(text: str, name: str) -> None:
    """Surnames that are titles or countries, double ones, given names after the family's, and acronyms find their full name."""
    assert names(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Committee for a Fair Budget said it was late.", "Committee for a Fair Budget"),
        ("The Commission on Harbour Dues said it was late.", "Commission on Harbour Dues"),
        ("The Harbour and Fisheries Commission said it was late.", "Harbour and Fisheries Commission"),
        ("Brightwater CEO Ana Costa said it was late.", "Ana Costa"),
        ("Northern News moderator Ana Costa said it was late.", "Ana Costa"),
        ("Leeds Police Ana Costa said it was late.", "Ana Costa"),
        ("Injecting Costa into the race was wrong, said Ana Costa. Costa said it was late.", "Ana Costa"),
        ("Ana Costa Stuns Harbour Board, Costa Says\n\nAna Costa left. Costa said it was late.", "Ana Costa"),
        ("Channel 9 reporter Ana Costa said it was late.", "Ana Costa"),
        ("Ana Costa, 59, of Ashton, Md., who watched, said it was late.", "Ana Costa"),
    ],
)
def test_names_begin_and_end_where_they_should(text: str, name: str) -> None:
    """What a body is for belongs to its name; employers, headlines' verbs, places and a sentence's first word do not."""
    assert names(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Ana Costa of Vermont left. The Vermont senator said it was late.", "Ana Costa"),
        (
            "Republican nominee Tom Reyes met Democratic nominee Ana Costa. The GOP nominee said it was late.",
            "Tom Reyes",
        ),
        ("Tom Reyes met Ana Costa. Reyes spoke. Reyes left. The Leeds businessman said it was late.", "Tom Reyes"),
        ("A judge in Leeds ruled on Friday. Judge Ana Costa left. The judge said it was late.", "Ana Costa"),
        ("Tom Reyes and his wife, Ana Reyes, left. His wife said it was late.", "Ana Reyes"),
        ("The Harbour Commission met. The commission said it was late.", "Harbour Commission"),
        (
            "Polarbank CEO Tom Reyes left. Polarbank grew. Polarbank paid. Polarbank shrank. The bank said it was late.",
            "Polarbank",
        ),
        ("Ana Costa's campaign grew. The campaign said it was late.", "Ana Costa's campaign"),
        ("Ana Costa debated Tom Reyes. Both candidates said it was late.", "Ana Costa; Tom Reyes"),
        ("Tom Reyes left. The FBI director said it was late.", "The FBI director"),
        ("Ana Costa left. The sheriff said it was late.", "The sheriff"),
    ],
)
def test_descriptions_lead_to_names(text: str, name: str) -> None:
    """By the nouns and words beside a name, or, for what only calls somebody again, whom the text spoke of; not by office alone."""
    assert names(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Costa founded Polarbank. Polarbank grew. She said it was late.", "Ana Costa"),
        ("Tom Reyes met Ana Costa. She said it was late.", "Ana Costa"),
        ("Ana Costa met Tom Reyes. He said it was late.", "Tom Reyes"),
        ("Police came to Wade Street. A man opened. He said it was late.", "A man"),
        ("Ana Costa left. When officers arrived, they said it was late.", "officers"),
        ("Tom Reyes thanked a band and Ana Costa, who said it was late.", "Ana Costa"),
        ("There was little joy among voters, who said it was late.", "voters"),
        ("The report is long. The report said it rained. It said it was late.", "The report"),
    ],
)
def test_pronouns_find_whom_they_mean(text: str, name: str) -> None:
    """Given names tell she from he; places and bodies are neither; "they" are several, "who" is the nearest person."""
    assert names(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Costa ran. Costa spoke. Her husband, Rui Costa, waved. Costa said it was late.", "Ana Costa"),
        ("Ana Costa met Rui Costa. Mrs. Costa said it was late.", "Ana Costa"),
        ("Mrs. Costa is Ana Costa. President Costa said it was late. His wife, Ana Costa, left.", "Costa"),
    ],
)
def test_namesakes_stay_apart(text: str, name: str) -> None:
    """A surname alone stays with whom it meant; a title's gender and a wife's or husband's introduction tell the other."""
    assert names(text) == name


def said_by(source: str, text: str) -> str:
    """The speakers of a text's last words, where `source` is marked as theirs, as a reader of whole lists does."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    for part in PARTS[:3]:
        doc = nlp.get_pipe(part)(doc)
    start = text.index(source)
    said = (text.index(" said ") + 6, len(text) - 1)
    doc._.attributions = (
        Attribution(source=(start, start + len(source)), cue=(said[0] - 5, said[0] - 1), content=(said,)),
    )
    statements = nlp.get_pipe("briefing_statements")
    assert isinstance(statements, Statements)
    (found,) = statements.find(doc)
    return "; ".join(text[first:end] for first, end in found.names)


def test_lists_of_speakers() -> None:
    """Brackets and appositions between names are no speakers; two adjectives or one person's two offices are not two."""
    source = "Sens. Ana Costa (D-Ohio), Tom Reyes (R-Iowa) and Eli Moss"
    assert said_by(source, f"{source} said it was late.") == "Ana Costa; Tom Reyes; Eli Moss"
    source = "Ana Costa, head of the Harbour Board, a charity, and Eli Moss"
    assert said_by(source, f"{source} said it was late.") == "Ana Costa; Eli Moss"
    assert names("It was late, said Capt. Ana Costa.") == "Ana Costa"
    source = "Current and former officials"
    assert said_by(source, f"{source} said it was late.") == source
    assert names("The former mayor and harbour chief said it was late.") == "The former mayor and harbour chief"


def test_what_was_done_to_a_thing_does_not_speak() -> None:
    """The verb before "which" is nobody's name: nobody is found to have spoken."""
    with pytest.raises(ValueError, match="not enough values"):
        said_by("which", "The video was released, which said it was late.")
