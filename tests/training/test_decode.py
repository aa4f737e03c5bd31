"""Tag sequences: the best allowed one is found, whatever rows stand beside it, and read as ranges."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from briefing.extract.reader.decode import NEVER, allowed, bio, ranges, viterbi

TAGS = bio(("a", "b"))


def test_tags_are_an_o_and_two_for_each_label() -> None:
    """The order of the tags is that of the labels."""
    assert TAGS == ("O", "B-a", "I-a", "B-b", "I-b")


def test_viterbi_agrees_with_trying_every_sequence() -> None:
    """On random scores the path's sum is the greatest of all, for rows of unequal length read together."""
    dice = np.random.default_rng(7)
    steps, start = allowed(TAGS)
    steps = steps + dice.normal(size=steps.shape).astype(np.float32)
    lengths = np.array([1, 4, 3])
    scores = dice.normal(size=(3, 4, len(TAGS))).astype(np.float32)
    path = viterbi(scores, lengths, steps, start)

    def total(row: int, tags: tuple[int, ...]) -> float:
        inner = sum(float(steps[a, b]) for a, b in pairwise(tags))
        return float(start[tags[0]]) + inner + sum(float(scores[row, at, tag]) for at, tag in enumerate(tags))

    for row, length in enumerate(lengths):
        best = max(product(range(len(TAGS)), repeat=int(length)), key=lambda tags: total(row, tags))
        assert tuple(path[row, :length]) == best


def test_an_i_never_follows_another_label() -> None:
    """However strongly the scores want it, a label's further words follow its first."""
    steps, start = allowed(TAGS)
    scores = np.full((1, 3, len(TAGS)), -5, dtype=np.float32)
    scores[0, :, TAGS.index("I-b")] = 5
    path = viterbi(scores, np.array([3]), steps, start)
    assert [TAGS[tag] for tag in path[0]] == ["B-b", "I-b", "I-b"]
    assert start[TAGS.index("I-a")] == NEVER


def test_ranges_split_at_a_b_and_merge_plain_labels() -> None:
    """A B begins a new range beside the old one; plain labels side by side are one range."""
    path = np.array([1, 2, 1, 0, 3, 4])
    scores = np.zeros((6, 5), dtype=np.float32)
    scores[np.arange(6), path] = 20
    assert [(item.begin, item.end, item.label) for item in ranges(path, scores, TAGS)] == [
        (0, 2, "a"),
        (2, 3, "a"),
        (4, 6, "b"),
    ]
    plain = ranges(np.array([0, 1, 1, 2]), scores[:4, :3], ("O", "x", "y"))
    assert [(item.begin, item.end, item.label) for item in plain] == [(1, 3, "x"), (3, 4, "y")]
    assert all(0 <= item.score <= 1 for item in plain)
