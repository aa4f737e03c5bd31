"""Scores of tags enter; the best allowed tag sequences leave, and the labelled word ranges they mark.

Tags are "O", and "B-label" and "I-label" for each label: a label's first word and its further ones. A head whose
labels never stand side by side has plain labels as tags.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = -1e4
"""The score of a step that no sequence may take."""


class Range(NamedTuple):
    """Words `begin` to `end` (exclusive) of a window, their label, and how sure the encoder is, 0–1."""

    begin: int
    end: int
    label: str
    score: float


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of a head, in the order of its scores."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


def allowed(tags: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Transition scores (from, to) and start scores that forbid an I without its B or I before, and nothing else."""
    steps = np.zeros((len(tags), len(tags)), dtype=np.float32)
    start = np.zeros(len(tags), dtype=np.float32)
    for to, tag in enumerate(tags):
        if tag.startswith("I-"):
            start[to] = NEVER
            for before, other in enumerate(tags):
                if other[2:] != tag[2:]:
                    steps[before, to] = NEVER
    return steps, start


def viterbi(scores: Floats, lengths: NDArray[np.int64], steps: Floats, start: Floats) -> NDArray[np.int64]:
    """The best sequence of each row: (rows, words, tags) scores, `lengths` of the rows; tag numbers (rows, words)."""
    rows, longest, _ = scores.shape
    into = np.ascontiguousarray(steps.T)[None]
    best = np.empty_like(scores)
    order = np.argsort(-lengths, kind="stable")
    live = np.searchsorted(-lengths[order], -np.arange(longest), side="left")
    ordered = scores[order]
    best[:, 0] = ordered[:, 0] + start
    for word in range(1, longest):
        count = live[word]
        best[:count, word] = (best[:count, word - 1, None, :] + into).max(axis=2) + ordered[:count, word]
    path = np.zeros((rows, longest), dtype=np.int64)
    row = np.arange(rows)
    ends = lengths[order] - 1
    tag = best[row, ends].argmax(axis=1)
    path[order, ends] = tag
    for word in range(longest - 1, 0, -1):
        count = live[word]
        tag[:count] = (best[:count, word - 1] + into[0, tag[:count]]).argmax(axis=1)
        path[order[:count], word - 1] = tag[:count]
    return path


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def ranges(path: NDArray[np.int64], scores: Floats, tags: tuple[str, ...]) -> list[Range]:
    """The labelled ranges of one row, in order; a range's score is the mean probability of its words' tags."""
    found: list[Range] = []
    words = np.flatnonzero(path)
    if not len(words):
        return found
    sure = np.take_along_axis(softmax(scores[words]), path[words, None], axis=1)[:, 0]
    plain = [tag[2:] if tag[:2] in {"B-", "I-"} else tag for tag in tags]
    begin = 0
    for at, word in enumerate(words):
        label = plain[path[word]]
        if (
            at + 1 < len(words)
            and words[at + 1] == word + 1
            and plain[path[words[at + 1]]] == label
            and tags[path[words[at + 1]]][:2] != "B-"
        ):
            continue
        found.append(Range(int(words[begin]), int(word) + 1, label, float(sure[begin : at + 1].mean())))
        begin = at + 1
    return found
