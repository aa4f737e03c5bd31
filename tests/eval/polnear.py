"""Statements against PolNeAR: exact F1 of source, cue and content spans, and token F1 of the contents' words."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.extract.reader.encoder import Encoder
from briefing.extract.reader.heads import Heads

LABELS = ("source", "cue", "content")
_WORD = re.compile(r"\w+")


def f1(right: int, found: int, gold: int) -> float:
    """Of true positives, predictions and gold cases, in per cent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def spans(heads: Heads) -> dict[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {label: set() for label in LABELS}
    for item in heads.attributions:
        for mention in (*([item.cue] if item.cue else []), *item.sources, *item.contents):
            found[mention.label].add((mention.start, mention.end))
    return found


def gold_spans(row: dict[str, Any]) -> dict[str, set[tuple[int, int]]]:
    return {label: {(start, end) for item in row["attributions"] for start, end in item[label]} for label in LABELS}


def words(text: str, found: set[tuple[int, int]]) -> set[int]:
    return {start + match.start() for start, end in found for match in _WORD.finditer(text[start:end])}


def linked(heads: Heads) -> set[tuple[int, int]]:
    """Pairs (cue's start, source's or content's start)."""
    return {
        (item.cue.start, mention.start)
        for item in heads.attributions
        if item.cue
        for mention in (*item.sources, *item.contents)
    }


def score(encoder: Encoder, path: Path, *, share: float = 1.0) -> dict[str, float]:
    """Figures in per cent over the file's first `share` of articles.

    `links` is the share of gold pairs of a cue and its source or content that are found as pairs, among those of which
    both ends were found exactly.
    """
    counts: Counter[str] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows[: max(1, round(share * len(rows)))]:
        heads = encoder.read(row["text"])
        found, gold = spans(heads), gold_spans(row)
        for label in LABELS:
            counts[f"{label} right"] += len(found[label] & gold[label])
            counts[f"{label} found"] += len(found[label])
            counts[f"{label} gold"] += len(gold[label])
        mine, theirs = words(row["text"], found["content"]), words(row["text"], gold["content"])
        counts["words right"] += len(mine & theirs)
        counts["words found"] += len(mine)
        counts["words gold"] += len(theirs)
        starts = {label: {start for start, _ in found[label] & gold[label]} for label in LABELS}
        pairs = {
            (item["cue"][0][0], start)
            for item in row["attributions"]
            for label in ("source", "content")
            for start, _ in item[label]
            if item["cue"] and item["cue"][0][0] in starts["cue"] and start in starts[label]
        }
        counts["links right"] += len(pairs & linked(heads))
        counts["links gold"] += len(pairs)
    figures = {
        name: f1(counts[f"{name} right"], counts[f"{name} found"], counts[f"{name} gold"])
        for name in (*LABELS, "words")
    }
    return figures | {"links": 100 * counts["links right"] / max(1, counts["links gold"])}
