"""What the encoder saw becomes attributions and participants: with heads made by hand, so that no model is needed."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from briefing.extract.attribution import Attribution
from briefing.extract.counts import Line
from briefing.extract.learned import Learned, combined
from briefing.extract.lexicon import Lexicon
from briefing.extract.lists import cues_from, incident_types_from
from briefing.extract.quotations import quotations
from briefing.extract.reader.heads import Attribution as Seen
from briefing.extract.reader.heads import Heads, Mention, Trigger
from briefing.extract.sentences import Sentences
from briefing.extract.sightings import Sightings, distinct
from briefing.extract.triggers import Triggers
from briefing.extract.words import Words, words_of

LEARNED = Learned(Lexicon(cues_from(None)))
TRIGGERS = Triggers(incident_types_from(None))
GROUPS = {kind.id: kind.group for kind in incident_types_from(None).types}


def mention(text: str, words: str, label: str) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), label, 0.9)


def heads(*, attributions: tuple[Seen, ...] = (), triggers: tuple[Trigger, ...] = ()) -> Heads:
    return Heads(attributions, (), triggers, (), ())


def seen(text: str, source: str, cue: str | None, *contents: str) -> Heads:
    """Heads with one attribution of these words."""
    said = Seen(
        None if cue is None else mention(text, cue, "cue"),
        (mention(text, source, "source"),),
        tuple(mention(text, words, "content") for words in contents),
    )
    return heads(attributions=(said,))


def words(text: str) -> Words:
    nlp = spacy.blank("en")
    return words_of(Sentences(nlp, "sentences")(nlp(text)))


def found(text: str, *parts: Any) -> list[tuple[str, ...]]:
    return [
        tuple(text[start:end] for start, end in item.content)
        for item in LEARNED.find(words(text), quotations(text), seen(text, *parts))
    ]


@pytest.mark.parametrize(
    ("text", "parts", "contents"),
    [
        ("Reyes said that the bridge is shut.", ("Reyes", "said", "that the bridge is shut."), [("the bridge is shut",)]),
        ("Reyes warned of floods in May.", ("Reyes", "warned", "of floods in May"), [("floods in May",)]),
        ("Reyes hoped that the rain stops.", ("Reyes", "hoped", "that the rain stops"), []),
        ("Reyes declined to say that he was there.", ("Reyes", "say", "that he was there"), []),
        ("Reyes did not say that he was there.", ("Reyes", "say", "that he was there"), []),
        ("Reyes voted for the new bridge.", ("Reyes", "voted for", "the new bridge"), []),
        ("Reyes railed that the bridge is shut.", ("Reyes", "railed", "that the bridge is shut"), [("the bridge is shut",)]),
        ("Reyes railed against the new bridge.", ("Reyes", "railed against", "the new bridge"), []),
        ("Reyes mocked the “bridge to nowhere”.", ("Reyes", "mocked", "the “bridge to nowhere”"), [("the “bridge to nowhere”",)]),
        ("Reyes said it is a system that they say fails.", ("Reyes", "said", "it is a system that"), [("it is a system",)]),
        ("Reyes told clubs to pay by Friday.", ("Reyes", "told", "to pay"), [("to pay by Friday",)]),
        ("Reyes told clubs to pay in cash by and by, he hoped.", ("Reyes", "told", "to pay"), [("to pay",)]),
        ("Reyes said it rained.\n\nThe bridge is shut.", ("Reyes", "said", "it rained.\n\nThe bridge is shut"), [("it rained",)]),
    ],
    ids=["that", "warned", "belief", "declined", "not-said", "act", "new-that", "new", "marks", "cut", "day", "no-day", "paragraph"],
)  # fmt: skip
def test_what_counts_as_said(text: str, parts: tuple[str, ...], contents: list[tuple[str, ...]]) -> None:
    """Saying counts, belief, acts and what was not said do not; content ends with the cue's sentence."""
    assert found(text, *parts) == contents


def test_words_that_the_encoder_missed_within_a_sentence_belong_to_it() -> None:
    """Two contents with neither cue nor source between are one; a lone "what" is none."""
    text = "Reyes said the bridge is shut and the road is wet."
    assert found(text, "Reyes", "said", "the bridge is shut", "the road is wet") == [
        ("the bridge is shut and the road is wet",)
    ]
    text = "It fell in what Reyes says was a storm."
    assert found(text, "Reyes", "says", "what", "was a storm") == []
    text = "Reyes charged the mother of the girl with murder."
    assert found(text, "Reyes", "charged", "the mother of the girl with murder") == []


def test_words_without_a_cue_count_in_marks_alone() -> None:
    """A source beside a quotation speaks; beside plain words it need not."""
    text = "Reyes: “We are ready for it.” The town is quiet."
    assert found(text, "Reyes", None, "“We are ready for it.”") == [("“We are ready for it.”",)]
    assert found(text, "Reyes", None, "The town is quiet") == []


def attribution(text: str, source: str, cue: str, *contents: str) -> Attribution:
    def offsets(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Attribution(source=offsets(source), cue=offsets(cue), content=tuple(map(offsets, contents)))


def test_at_one_cue_each_is_asked_for_what_it_knows() -> None:
    """Behind a cue the encoder's content stands, before a cue and inside marks the rules'; what one alone found stays."""
    text = "The bridge is shut, Reyes said. Lind added the road is wet today. Moss noted “it is late”."
    front = attribution(text, "Reyes", "said", "The bridge is shut")
    behind = attribution(text, "Lind", "added", "the road is wet today")
    marks = attribution(text, "Moss", "noted", "“it is late”")
    learned = [
        attribution(text, "Reyes", "said", "bridge is shut"),
        attribution(text, "Lind", "added", "the road is wet"),
        attribution(text, "Moss", "noted", "it is late"),
    ]
    joined = combined(quotations(text), [front, behind, marks], learned)
    assert joined == (front, learned[1], marks)
    assert combined(quotations(text), [], learned) == tuple(learned)


def sighted(text: str, *triggers: tuple[str, str, tuple[tuple[str, str], ...]]) -> Sightings:
    made = tuple(
        Trigger(mention(text, cue, kind), tuple(mention(text, filler, role) for filler, role in fillers))
        for cue, kind, fillers in triggers
    )
    return Sightings(text, heads(triggers=made), GROUPS)


def test_a_word_that_no_list_has_becomes_a_cue() -> None:
    """A verb that no list has fires; a phrase that the lists exclude stays excluded."""
    text = "Masked men mowed him over in Lyon."
    sentence = (0, len(text))
    line = Line.of(text, *sentence)
    (hit,) = sighted(text, ("mowed", "attack-other", ())).hits(line, sentence, TRIGGERS)
    assert (hit.cue.type, hit.cue.form, hit.cue.weak) == ("attack-other", "past", False)
    text = "The company had shot past its rivals."
    line = Line.of(text, 0, len(text))
    assert sighted(text, ("shot", "shooting", ())).hits(line, (0, len(text)), TRIGGERS) == []


def test_what_the_encoder_saw_makes_a_weak_cue_firm() -> None:
    """The word attacked alone may be words; seen as an attack it is none."""
    text = "Rebels attacked the barracks."
    line = Line.of(text, 0, len(text))
    (plain,) = TRIGGERS.hits(line)
    (firm,) = sighted(text, ("attacked", "attack-other", ())).hits(line, (0, len(text)), TRIGGERS)
    assert (plain.cue.weak, firm.cue.weak) == (True, False)


def test_parts_are_those_of_the_group_and_of_its_effects() -> None:
    """Who acts and who suffers, without articles; the fillers of another group's incident are none of them."""
    text = "A gunman shot the guard and was arrested by the police; the guard died."
    found = sighted(
        text,
        ("shot", "shooting", (("A gunman", "perpetrator"), ("the guard", "victim"))),
        ("arrested", "arrest", (("the police", "perpetrator"),)),
        ("died", "death", (("the guard", "victim"),)),
    ).parts((0, len(text)), "violence")
    assert [text[start:end] for start, end in found.perpetrators] == ["gunman"]
    assert [text[start:end] for start, end in found.targets] == ["guard"]
    assert not sighted(text, ("died", "death", (("the guard", "victim"),))).parts((0, len(text)), "violence")


def test_one_entity_is_named_once() -> None:
    """A wording that is a part of another one's words is the same entity's; another number is not."""
    text = "two men, men, 2 men, the guards"
    spans = [(0, 7), (9, 12), (14, 19), (21, 31)]
    assert distinct(text, spans) == [(0, 7), (14, 19), (21, 31)]
