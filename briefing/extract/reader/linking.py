"""Labelled word ranges of a window and their vectors enter; attributions and triggers leave, linked by likelihood.

A span and a cue (or a trigger) are scored by the product of their first words' vectors and by their distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.extract.reader.decode import Floats, Range
from briefing.extract.reader.heads import Attribution, Mention, Trigger
from briefing.extract.reader.windows import Window

SURE = 0.5
"""A filler belongs to every trigger, and a source to every further cue, with at least this probability."""


def mention(window: Window, found: Range) -> Mention:
    """The range in code points of the text."""
    start, end = int(window.words[found.begin, 0]), int(window.words[found.end - 1, 1])
    return Mention(start, end, found.label, round(found.score, 4))


def chances(
    window: Window, vectors: Floats, distances: Floats, spans: Sequence[Range], to: Sequence[Range]
) -> NDArray[np.float64]:
    """(spans, candidates): the probability that each span hangs on each candidate."""
    left = np.array([found.begin for found in spans])
    right = np.array([found.begin for found in to])
    width = vectors.shape[1] // 2
    score = vectors[window.first[left], :width] @ vectors[window.first[right], width:].T
    gap = left[:, None] - right[None]
    half = len(distances) // 2
    size = np.minimum(np.log2(np.maximum(np.abs(gap), 1)).astype(np.int64), half - 1)
    score = score + distances[np.where(gap < 0, size, size + half)]
    result: NDArray[np.float64] = 1 / (1 + np.exp(-score.astype(np.float64)))
    return result


def attributions(window: Window, found: Sequence[Range], vectors: Floats, distances: Floats) -> list[Attribution]:
    """Every cue with its sources and contents; a window without cues gives one attribution that has none."""
    cues = [item for item in found if item.label == "cue"]
    spans = [item for item in found if item.label != "cue"]
    if not cues:
        return [_attribution(window, None, spans)] if spans else []
    hanging: list[list[Range]] = [[] for _ in cues]
    if spans:
        table = chances(window, vectors, distances, spans, cues)
        for span, row in zip(spans, table, strict=True):
            best = int(row.argmax())
            for number, chance in enumerate(row):
                if number == best or (span.label == "source" and chance >= SURE):
                    hanging[number].append(span)
    return [_attribution(window, cue, items) for cue, items in zip(cues, hanging, strict=True)]


def _attribution(window: Window, cue: Range | None, spans: Sequence[Range]) -> Attribution:
    parts: Mapping[str, tuple[Mention, ...]] = {
        label: tuple(mention(window, span) for span in spans if span.label == label) for label in ("source", "content")
    }
    return Attribution(None if cue is None else mention(window, cue), parts["source"], parts["content"])


def triggers(
    window: Window, found: Sequence[Range], roles: Sequence[Range], vectors: Floats, distances: Floats
) -> list[Trigger]:
    """Every trigger with the fillers that belong to it."""
    if not found:
        return []
    if not roles:
        return [Trigger(mention(window, item), ()) for item in found]
    table = chances(window, vectors, distances, roles, found)
    return [
        Trigger(
            mention(window, item),
            tuple(
                mention(window, role._replace(score=float(chance)))
                for role, chance in zip(roles, column, strict=True)
                if chance >= SURE
            ),
        )
        for item, column in zip(found, table.T, strict=True)
    ]
