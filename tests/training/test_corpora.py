"""Corpora: every label is put on the words it belongs to, and what a corpus leaves open is left out."""

from __future__ import annotations

from typing import Any

import pytest

from training.corpora import casie, gva, muc4, polnear, wikievents, worldwide
from training.examples import Example
from training.lexicon import kind_of, number_of


def labelled(example: Example, head: str) -> list[tuple[str, str]]:
    """The marks of a head as (words, label)."""
    return [(example.text[mark.start : mark.end], mark.label) for mark in example.marks[head]]


def linked(example: Example, kind: str) -> set[tuple[str, str]]:
    """Links as the words that begin at both ends."""
    return {(example.text[span:].split()[0], example.text[to:].split()[0]) for span, to in example.links[kind]}


def test_polnear_links_sources_and_contents_to_their_cue() -> None:
    """An attribution's parts hang on its cue, each part of a content too."""
    text = '"Yes," the mayor said, "at once."'
    row = {
        "id": "p",
        "text": text,
        "attributions": [{"source": [[7, 16]], "cue": [[17, 21]], "content": [[0, 6], [23, 33]]}],
    }
    example = polnear(row)
    assert ("the mayor", "source") in labelled(example, "speech")
    assert linked(example, "speech") == {("the", "said,"), ('"Yes,"', "said,"), ('"at', "said,")}


def test_worldwide_takes_the_tags_as_they_stand() -> None:
    """An I without its B begins an entity; a second column is no part of the text; unknown tags are none."""
    row = {
        "id": "w",
        "sentences": [
            [["Grand", "B-Facility"], ["Inga\tI-Facility", "B-Location"], ["Dam", "I-Facility"], ["x", "the O"]],
            [["Inga", "I-Location"]],
        ],
    }
    example = worldwide(row)
    assert labelled(example, "entity") == [
        ("Grand", "Facility"),
        ("Inga", "Location"),
        ("Dam", "Facility"),
        ("Inga", "Location"),
    ]


def test_muc4_finds_the_words_that_report_a_template() -> None:
    """In a filler's sentence the type's words are triggers; elsewhere they say nothing."""
    text = "rebels bombed a bank.  the rebels fled.  another bomb was defused."
    row = {
        "id": "m",
        "text": text,
        "templates": [
            {
                "incident_type": "bombing",
                "PerpInd": [[["rebels", 0]]],
                "PerpOrg": [],
                "Target": [[["bank", 16]]],
                "Victim": [],
                "Weapon": [],
            }
        ],
    }
    example = muc4(row)
    assert labelled(example, "trigger") == [("bombed", "bombing")]
    assert labelled(example, "role") == [("rebels", "perpetrator"), ("bank", "target")]
    assert linked(example, "role") == {("rebels", "bombed"), ("bank.", "bombed")}
    unsure = {text[start:end] for start, end in example.unsure["trigger"]}
    assert "bomb" in unsure
    assert (text.index("rebels fled"), text.index("rebels fled") + 6) in example.unsure["role"]


def test_muc4_without_a_template_labels_nothing() -> None:
    """A report without a record has no trigger and no filler, and its attack words count against triggers."""
    example = muc4({"id": "m", "text": "there was an attack.", "templates": []})
    assert example.marks == {"trigger": [], "role": []}
    assert example.unsure["trigger"] == []


def wiki_row(**trigger: Any) -> dict[str, Any]:
    tokens = "police arrested Omar after Omar bombed a bus".split()
    arguments = [{"role": "ExplosiveDevice", "text": "device"}, {"role": "Attacker", "text": "Omar"}]
    event = {"event_type": "Conflict.Attack", "trigger": trigger, "arguments": arguments}
    return {"docid": "k", "tokens": tokens, "event_mentions": [event]}


def test_wikievents_takes_the_nearest_words_for_an_argument() -> None:
    """Of two occurrences the one nearer to the trigger is the argument's."""
    example = wikievents(wiki_row(start_idx=5, end_idx=6, text="bombed"))
    assert labelled(example, "trigger") == [("bombed", "bombing")]
    assert [(mark.start, mark.label) for mark in example.marks["role"]] == [(27, "perpetrator")]


def test_wikievents_leaves_out_offsets_that_lead_elsewhere() -> None:
    """Some triggers' offsets do not lead to their words."""
    assert labelled(wikievents(wiki_row(start_idx=0, end_idx=0, text="bom")), "trigger") == []
    assert labelled(wikievents(wiki_row(start_idx=1, end_idx=2, text="bombed")), "trigger") == []


@pytest.mark.parametrize(("realis", "labels", "unsure"), [("Actual", 1, 0), ("Generic", 0, 0), ("Other", 0, 1)])
def test_casie_labels_what_did_happen(realis: str, labels: int, unsure: int) -> None:
    """Generic mentions are nothing; other ones are left out."""
    event = {"type": "Attack", "subtype": "Databreach", "realis": realis, "trigger": [5, 11], "arguments": []}
    example = casie({"id": "c", "text": "Data leaked.", "events": [event]})
    assert (len(example.marks["trigger"]), len(example.unsure["trigger"])) == (labels, unsure)


def test_gva_reads_the_record_into_the_text() -> None:
    """The record's number, day, city and names are the incident's; a number that is not in it is not."""
    text = "Two men were killed and three wounded in a shooting in Dayton on Friday. John Smith, 30, died."
    record = {
        "date": "March 24, 2017",
        "city_or_county": "Dayton",
        "address": "",
        "num_killed": 2,
        "num_injured": 4,
        "participants": [{"Name": " John Smith", "Type": " Victim"}],
    }
    example = gva({"id": "g", "text": text, "incident": record})
    roles = labelled(example, "role")
    assert ("Two", "killed") in roles
    assert ("Friday", "date") in roles
    assert ("Dayton", "place") in roles
    assert ("John Smith", "victim") in roles
    assert not any(words == "three" for words, _ in roles)
    assert example.toll == (2, 4)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("car bomb", "bombing"), ("gunned", "shooting"), ("kidnapped", "kidnapping"), ("hit", "attack-other")],
)
def test_words_name_a_kind(words: str, kind: str) -> None:
    """A trigger's words tell its type where they can."""
    assert kind_of(words) == kind


@pytest.mark.parametrize(("words", "number"), [("Two", 2), ("1,200", 1200), ("dozens", None)])
def test_numbers(words: str, number: int | None) -> None:
    """Words and figures that say a number exactly."""
    assert number_of(words) == number
