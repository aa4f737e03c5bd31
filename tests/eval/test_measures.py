"""The measures themselves: alignments are the best ones, and parts that do not count do not."""

from __future__ import annotations

import pytest

from briefing.extract.reader.heads import Heads, Mention, Trigger
from tests.eval.entities import gold_of
from tests.eval.muc import gold_incidents, incident_score, incidents, matches
from tests.eval.polnear import f1


def test_f1() -> None:
    """Two of three found, of four: 4 / 7."""
    assert f1(2, 3, 4) == pytest.approx(100 * 4 / 7)
    assert f1(0, 0, 0) == 0


def test_entities_are_aligned_one_to_one() -> None:
    """A prediction that fits two gold entities leaves the other for the one that fits only that."""
    gold = [{"a", "b"}, {"a"}]
    assert matches(gold, [{"a"}, {"a"}]) == 2
    assert matches(gold, [{"b"}, {"a"}, {"c"}]) == 2
    assert matches(gold, [{"a", "c"}]) == 0


def test_incidents_share_a_type_group_and_a_filler() -> None:
    """Triggers of a group that share a filler are one incident; an optional key that is missed costs nothing."""
    text = "rebels bombed a bank and attacked it"
    filler = Mention(0, 6, "perpetrator", 1.0)
    heads = Heads(
        (),
        (),
        (
            Trigger(Mention(7, 13, "bombing", 1.0), (filler,)),
            Trigger(Mention(25, 33, "attack-other", 1.0), (filler,)),
            Trigger(Mention(25, 33, "arson", 1.0), ()),
        ),
        (filler,),
        (),
    )
    found = incidents(heads, text)
    assert found == [("ATTACK", {"rebels"})]
    key = {"message: template": "1", "incident: type": "BOMBING", "perp: individual id": '"THE REBELS" / "REBELS"'}
    optional = {"message: template": "2 (OPTIONAL)", "incident: type": "ARSON", "phys tgt: id": '"BANK"'}
    gold = gold_incidents({"keys": [key, optional]})
    assert incident_score([(found, gold)]) == 100
    assert incident_score([([], gold_incidents({"keys": [optional]}))]) == 0
    assert incident_score([([("KIDNAPPING", {"rebels"})], gold)]) == 0


def test_entity_tags_are_read_as_they_stand() -> None:
    """Offsets lead to the words; an I after another label begins an entity."""
    text, gold = gold_of([[("New", "B-Location"), ("York\tB-X", "I-Location"), ("Dam", "I-Facility")], [("x", "O")]])
    assert {(text[start:end], label) for start, end, label in gold} == {("New York", "Location"), ("Dam", "Facility")}
