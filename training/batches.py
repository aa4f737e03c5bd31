"""Windows with labels enter; a pass's batches, and tensors of one batch, leave."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.labels import HEADS
from training.network import KINDS
from training.prepare import IGNORE, Item
from training.settings import Settings

_ALPHABETIC = (1, 2, 3, 4, 7)
"""Shapes that say something by case (see `briefing.extract.reader.windows`)."""


@dataclass(slots=True)
class Batch:
    """Tensors of some windows, padded to the longest.

    `labels`: per head the rows that have labels for it, and their tags. `links`: per kind four equally long tensors,
    row, word of the span, word of a candidate, and 1 where it is the right one. `taught`: rows that the teacher has read, and what it
    holds likely of their words' tags.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    live: Tensor
    labels: dict[str, tuple[Tensor, Tensor]]
    links: dict[str, tuple[Tensor, Tensor, Tensor, Tensor]]
    toll: tuple[Tensor, Tensor, Tensor] | None
    taught: tuple[Tensor, Tensor] | None


def batches(items: dict[str, list[Item]], settings: Settings, dice: random.Random) -> list[list[Item]]:
    """One pass: each corpus by its share, windows of like length together, batches in random order."""
    chosen: list[Item] = []
    for name, found in items.items():
        files = settings.sets[name]
        chosen += dice.sample(found, round(files.share * len(found)))
        taught = [Item(item.window, {}, {}, None, item.taught) for item in found if item.taught is not None]
        chosen += dice.sample(taught, min(len(taught), round(files.told * len(found))))
    chosen.sort(key=lambda item: len(item.window.ids) + dice.random() * 24)
    result: list[list[Item]] = []
    held: list[Item] = []
    longest = 0
    for item in chosen:
        longest = max(longest, len(item.window.ids))
        if held and longest * (len(held) + 1) > settings.train.pieces:
            result.append(held)
            held, longest = [], len(item.window.ids)
        held.append(item)
    result.append(held)
    dice.shuffle(result)
    return result


def collate(items: list[Item], dice: random.Random, caseless: float) -> Batch:
    rows = len(items)
    pieces = max(len(item.window.ids) for item in items)
    words = max(len(item.window.first) for item in items)
    ids, features = (np.zeros((rows, pieces), dtype=np.int64) for _ in range(2))
    mask = np.zeros((rows, pieces), dtype=bool)
    first = np.zeros((rows, words), dtype=np.int64)
    live = np.zeros((rows, words), dtype=bool)
    for row, item in enumerate(items):
        window = item.window
        size, count = len(window.ids), len(window.first)
        ids[row, :size], mask[row, :size] = window.ids, True
        features[row, :size] = bare(window.features) if dice.random() < caseless else window.features
        first[row, :count], live[row, :count] = window.first, True
    labels = {}
    for head in HEADS:
        having = [row for row, item in enumerate(items) if head in item.labels]
        if having:
            tags = np.full((len(having), words), IGNORE, dtype=np.int64)
            for at, row in enumerate(having):
                tags[at, : len(items[row].labels[head])] = items[row].labels[head]
            if (tags != IGNORE).any():
                labels[head] = (torch.tensor(having), torch.from_numpy(tags))
    known = [row for row, item in enumerate(items) if item.toll]
    tolls = [item.toll for item in items if item.toll]
    return Batch(
        ids=torch.from_numpy(ids),
        features=torch.from_numpy(features),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(first),
        live=torch.from_numpy(live),
        labels=labels,
        links={kind: pairs for kind in KINDS if (pairs := _links(items, kind)) is not None},
        toll=(torch.tensor(known), *torch.tensor(tolls).T) if known else None,
        taught=_taught(items, words),
    )


def at_words(scores: Tensor, batch: Batch, rows: Tensor) -> Tensor:
    """Of a head's scores of all pieces those of some rows' words: (rows, words, tags)."""
    chosen = scores[rows].float()
    return chosen.gather(1, batch.first[rows][..., None].expand(-1, -1, chosen.shape[2]))


def _taught(items: list[Item], words: int) -> tuple[Tensor, Tensor] | None:
    rows = [row for row, item in enumerate(items) if item.taught is not None]
    if not rows:
        return None
    likely = np.zeros((len(rows), words, len(HEADS["speech"])), dtype=np.float32)
    for at, row in enumerate(rows):
        taught = items[row].taught
        if taught is not None:
            likely[at, : len(taught)] = taught
    return torch.tensor(rows), torch.from_numpy(likely)


def bare(features: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The features with case taken away."""
    return np.where(np.isin(features // 8, _ALPHABETIC), features % 8, features)


def _links(items: list[Item], kind: str) -> tuple[Tensor, Tensor, Tensor, Tensor] | None:
    """All pairs of a linked span and a candidate that some span of the window is linked to."""
    found: list[tuple[int, int, int, float]] = []
    for row, item in enumerate(items):
        right = set(item.links.get(kind, ()))
        spans = sorted({span for span, _ in right})
        candidates = sorted({to for _, to in right})
        found += [(row, span, to, float((span, to) in right)) for span in spans for to in candidates]
    if not found:
        return None
    row, span, to, gold = zip(*found, strict=True)
    return torch.tensor(row), torch.tensor(span), torch.tensor(to), torch.tensor(gold)
