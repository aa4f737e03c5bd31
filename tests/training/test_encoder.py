"""The encoder's run time: ranges become mentions in code points, spans find their cue, and the shipped model reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from briefing.errors import BriefingError
from briefing.extract.reader.decode import Range
from briefing.extract.reader.encoder import SHIPPED, Encoder
from briefing.extract.reader.heads import Heads, Mention
from briefing.extract.reader.linking import attributions, triggers
from briefing.extract.reader.windows import Window

WIDTH = 2
FLAT = np.zeros(16, dtype=np.float32)


def window(count: int) -> Window:
    """`count` words of three letters, one piece each."""
    starts = np.arange(count, dtype=np.int64) * 4
    places = np.arange(count + 2, dtype=np.int64)
    return Window(ids=places, features=places, words=np.stack([starts, starts + 3], axis=1), first=places[1:-1])


def vectors(left: dict[int, tuple[float, float]], right: dict[int, tuple[float, float]], count: int) -> np.ndarray:
    """Vectors of `count` words: `left` as spans, `right` as cues or triggers."""
    result = np.zeros((count + 2, 2 * WIDTH), dtype=np.float32)
    for word, values in left.items():
        result[word + 1, :WIDTH] = values
    for word, values in right.items():
        result[word + 1, WIDTH:] = values
    return result


def test_spans_go_to_the_cue_their_vectors_point_to() -> None:
    """Two cues share a window; each takes its own content, and a source may belong to both."""
    found = [
        Range(0, 1, "source", 1.0),
        Range(1, 2, "cue", 1.0),
        Range(2, 4, "content", 0.9),
        Range(5, 6, "cue", 1.0),
        Range(6, 8, "content", 0.8),
    ]
    spans = {0: (9.0, 9.0), 2: (9.0, -9.0), 6: (-9.0, 9.0)}
    first, second = attributions(window(8), found, vectors(spans, {1: (9.0, 0.0), 5: (0.0, 9.0)}, 8), FLAT)
    assert first.cue == Mention(4, 7, "cue", 1.0)
    assert [item.start for item in first.contents] == [8]
    assert [item.start for item in second.contents] == [24]
    assert [item.start for item in first.sources] == [item.start for item in second.sources] == [0]


def test_without_a_cue_spans_still_come() -> None:
    """A content in a window that has no cue is handed on without one."""
    (only,) = attributions(window(3), [Range(0, 2, "content", 0.7)], vectors({}, {}, 3), FLAT)
    assert only.cue is None
    assert only.contents == (Mention(0, 7, "content", 0.7),)


def test_distance_decides_where_vectors_do_not() -> None:
    """With equal vectors the learned score of a distance class tips the balance: here, near is better."""
    near = np.array([4, 0, -4, -4, -4, -4, -4, -4] * 2, dtype=np.float32)
    found = [Range(0, 1, "cue", 1.0), Range(6, 7, "cue", 1.0), Range(7, 8, "content", 1.0)]
    first, second = attributions(window(8), found, vectors({}, {}, 8), near)
    assert not first.contents
    assert len(second.contents) == 1


def test_a_filler_belongs_to_every_likely_trigger_and_to_no_other() -> None:
    """Fillers below one half are not the trigger's."""
    found = [Range(0, 1, "bombing", 1.0), Range(2, 3, "arrest", 1.0)]
    fillers = [Range(1, 2, "target", 1.0)]
    first, second = triggers(
        window(3), found, fillers, vectors({1: (9.0, 0.0)}, {0: (9.0, 0.0), 2: (-9.0, 0.0)}, 3), FLAT
    )
    assert [(item.label, item.start) for item in first.roles] == [("target", 4)]
    assert first.roles[0].score > 0.99
    assert second.roles == ()


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    """The error says which file of which folder is missing."""
    with pytest.raises(BriefingError, match=r"encoder\.onnx"):
        Encoder.load(tmp_path)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    if not SHIPPED.is_dir():
        pytest.skip("no model was exported; make one with the commands of training/README.md")
    return Encoder.load(SHIPPED)


def mentions(heads: Heads) -> list[Mention]:
    """Every mention of the heads."""
    said = [
        mention
        for item in heads.attributions
        for mention in (*([item.cue] if item.cue else []), *item.sources, *item.contents)
    ]
    return [*said, *heads.entities, *heads.roles, *(item.mention for item in heads.triggers)]


def test_the_shipped_model_finds_who_said_what(encoder: Encoder) -> None:
    """A plain attribution comes with its source, cue and content, linked."""
    text = "Police in Marseille are on alert.\n\nMayor Anna Keller said on Monday that the square would stay open all week."
    (item,) = encoder.read(text).attributions
    assert item.cue is not None
    assert text[item.cue.start : item.cue.end] == "said"
    assert [text[found.start : found.end] for found in item.sources] == ["Mayor Anna Keller"]
    (content,) = item.contents
    assert text[content.start : content.end].endswith("the square would stay open all week")


def test_the_shipped_model_finds_an_incident(encoder: Encoder) -> None:
    """A bombing is found by its type, and entities by theirs."""
    text = "A bomb exploded outside a bank in Lyon on Tuesday, killing two people and wounding five, the Interior Ministry said."
    heads = encoder.read(text)
    assert "bombing" in {item.mention.label for item in heads.triggers}
    assert "Lyon" in {text[item.start : item.end] for item in heads.entities if item.label == "Location"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "😀" * 500,
        "A" * 5000,
        '"' * 1000,
        "\u0000\u0007 said",
        "word " * 3000,
        "GUNMEN KILLED TWO IN LYON. " * 20,
    ],
    ids=["empty", "blank", "emoji", "one-word", "marks", "controls", "endless", "upper"],
)
def test_any_text_is_read(encoder: Encoder, text: str) -> None:
    """Whatever comes, offsets stay within the text and are in order."""
    found = mentions(encoder.read(text))
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(0 <= item.score <= 1 for item in found)


def test_reading_is_a_function_of_the_text(encoder: Encoder) -> None:
    """What was read before changes nothing, and what stands far away in a long text changes nothing."""
    text = "The minister said the border was closed."
    alone = encoder.read(text)
    encoder.read("Gunmen attacked a convoy near the town. " * 50)
    assert encoder.read(text) == alone


def test_the_folder_says_what_it_is(encoder: Encoder) -> None:
    """Version, window and heads stand in meta.json, and the folder keeps its size."""
    meta = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))
    assert encoder.version == meta["version"]
    assert set(meta["heads"]) == {"speech", "entity", "trigger", "role"}
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 25_000_000
