"""Attributions made whole: quotations that go on, and contents cut through their marks."""

from __future__ import annotations

from briefing.extract.attribution import Attribution
from briefing.extract.merging import merge
from briefing.extract.pipeline import assemble
from briefing.extract.quotations import quotations
from briefing.extract.words import Words, words_of

NLP = assemble({}, ("briefing_sentences",))


def found(text: str, source: str, cue: str, *content: str) -> Attribution:
    """An attribution by its words, each taken where it first stands."""

    def offsets(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    return Attribution(source=offsets(source), cue=offsets(cue), content=tuple(offsets(words) for words in content))


def merged(text: str, *attributions: Attribution) -> list[list[str]]:
    words: Words = words_of(NLP(text))
    return [[text[start:end] for start, end in item.content] for item in merge(words, quotations(text), attributions)]


def test_a_quotation_that_goes_on_is_one_statement() -> None:
    """Quoted sentences after the cue's own, without a cue, belong to it."""
    text = "“We are ready,” Reyes said in Lyon. “We have been for days.” The hall was full."
    assert merged(text, found(text, "Reyes", "said", "“We are ready,”")) == [
        ["“We are ready,”", "“We have been for days.”"]
    ]


def test_a_new_cue_makes_a_new_statement() -> None:
    """The second quotation has a cue of its own."""
    text = "“We are ready,” Reyes said. “We have been for days,” she added."
    first = found(text, "Reyes", "said", "“We are ready,”")
    second = found(text, "she", "added", "“We have been for days,”")
    assert merged(text, first, second) == [["“We are ready,”"], ["“We have been for days,”"]]


def test_the_next_paragraph_goes_on() -> None:
    """A paragraph of quoted words alone continues the quotation before it."""
    text = "“We are ready,” Reyes said.\n\n“Nobody else is.”\n\nThe hall was full."
    assert merged(text, found(text, "Reyes", "said", "“We are ready,”")) == [["“We are ready,”", "“Nobody else is.”"]]


def test_a_quotation_after_indirect_words_is_the_same_speakers_next_statement() -> None:
    """It has no cue of its own, and its speaker is the one before."""
    text = "Reyes said the hall was full. “Nobody else will come in.”"
    assert merged(text, found(text, "Reyes", "said", "the hall was full")) == [
        ["the hall was full"],
        ["“Nobody else will come in.”"],
    ]


def test_scare_quotes_are_left_alone() -> None:
    """A title or a nickname after a statement is no speech."""
    text = "Reyes said the hall was full. “Night Train” was shown."
    assert merged(text, found(text, "Reyes", "said", "the hall was full")) == [["the hall was full"]]


def test_contents_widen_to_their_marks() -> None:
    """A content that covers most of a quotation covers all of it, marks included; a smaller part stays."""
    text = "“We are ready to leave,” Reyes said."
    assert merged(text, found(text, "Reyes", "said", "are ready to leave")) == [["“We are ready to leave,”"]]
    assert merged(text, found(text, "Reyes", "said", "We")) == [["We"]]


def test_quotations_before_the_one_with_the_cue() -> None:
    """Quoted paragraphs that run straight into one with a cue belong to it."""
    text = "“It was dark.” “We ran,” Reyes said."
    assert merged(text, found(text, "Reyes", "said", "“We ran,”")) == [["“It was dark.” “We ran,”"]]
