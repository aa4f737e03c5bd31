"""Ranges by their own probability: agrees with summing over every sequence, and takes the set that is worth most."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from briefing.extract.reader.decode import Range, allowed, bio
from briefing.extract.reader.likely import Chain, Demand

TAGS = bio(("a", "b"))


def held(path: tuple[int, ...]) -> set[tuple[int, int, str]]:
    """The labelled ranges of a sequence of tags."""
    found: set[tuple[int, int, str]] = set()
    for at, tag in enumerate(path):
        if TAGS[tag].startswith("B-"):
            end = at + 1
            while end < len(path) and TAGS[path[end]] == f"I-{TAGS[tag][2:]}":
                end += 1
            found.add((at, end, TAGS[tag][2:]))
    return found


def chances(scores: np.ndarray, steps: np.ndarray, start: np.ndarray) -> dict[tuple[int, int, str], float]:
    """Each range's probability, by summing over all sequences."""
    every: dict[tuple[int, ...], float] = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        inner = sum(float(steps[a, b]) for a, b in pairwise(path))
        every[path] = float(start[path[0]]) + inner + sum(float(scores[at, tag]) for at, tag in enumerate(path))
    total = np.logaddexp.reduce(list(every.values()))
    result: dict[tuple[int, int, str], float] = {}
    for path, weight in every.items():
        for item in held(path):
            result[item] = result.get(item, 0.0) + float(np.exp(weight - total))
    return result


def test_probabilities_are_sums_over_all_sequences() -> None:
    """On random scores, for rows of unequal length read together; what is chosen is what exceeds its demand."""
    dice = np.random.default_rng(3)
    steps, start = allowed(TAGS)
    steps = steps + dice.normal(size=steps.shape).astype(np.float32)
    scores = (2 * dice.normal(size=(3, 4, len(TAGS)))).astype(np.float32)
    lengths = np.array([2, 4, 1])
    found = Chain(TAGS, steps, start, {"a": Demand(0.5), "b": Demand(0.5)}).ranges(scores, lengths)
    seen = 0
    for row, length in enumerate(lengths):
        wanted = {item: chance for item, chance in chances(scores[row, :length], steps, start).items() if chance > 0.5}
        assert {(item.begin, item.end, item.label) for item in found[row]} == set(wanted)
        for item in found[row]:
            assert item.score == pytest.approx(wanted[item.begin, item.end, item.label], rel=1e-5)
        seen += len(wanted)
    assert seen > 1


def test_one_whole_is_taken_before_two_halves() -> None:
    """Of ranges that overlap, those whose gains sum to the most are taken, and a lower demand takes more."""
    steps, start = allowed(TAGS)
    scores = np.full((1, 4, len(TAGS)), -9.0, dtype=np.float32)
    scores[0, :, 0] = 0.0
    scores[0, 1, TAGS.index("B-a")] = 4.0
    scores[0, 2, TAGS.index("I-a")] = 4.0
    scores[0, 3, TAGS.index("I-a")] = 0.4  # a little likelier than not
    lengths = np.array([4])
    (found,) = Chain(TAGS, steps, start, {"a": Demand(0.2), "b": Demand(0.2)}).ranges(scores, lengths)
    assert [(item.begin, item.end) for item in found] == [(1, 4)]
    (none,) = Chain(TAGS, steps, start, {"a": Demand(0.7), "b": Demand(0.7)}).ranges(scores, lengths)
    assert none == []
    (held,) = Chain(TAGS, steps, start, {"a": Demand(0.7, 0.5), "b": Demand(0.7)}).ranges(scores, lengths)
    assert [(item.begin, item.end) for item in held] == [(1, 4)]  # its words are likely, whichever its end


def test_a_row_of_nothing_has_nothing() -> None:
    """Where no tag but O is likely there is no range; a single word may be one."""
    steps, start = allowed(TAGS)
    scores = np.full((1, 1, len(TAGS)), -9.0, dtype=np.float32)
    chain = Chain(TAGS, steps, start, {"a": Demand(0.4), "b": Demand(0.4)})
    scores[0, 0, 0] = 9.0
    assert chain.ranges(scores, np.array([1])) == [[]]
    scores[0, 0, TAGS.index("B-b")] = 40.0
    ((only,),) = chain.ranges(scores, np.array([1]))
    assert only[:3] == Range(0, 1, "b", 1.0)[:3]
    assert only.score == pytest.approx(1.0)
