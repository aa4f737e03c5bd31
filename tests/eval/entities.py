"""Entities against the worldwide newswire: exact F1 of labelled spans, over all and by label."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from briefing.extract.reader.encoder import Encoder
from tests.eval.polnear import f1

Sentence = list[tuple[str, str]]


def gold_of(sentences: list[Sentence]) -> tuple[str, set[tuple[int, int, str]]]:
    """The text, words joined by spaces and sentences by line breaks, and its entities (an I without B begins one).

    A few tokens carry a second column after a tab, which is no part of the text.
    """
    text: list[str] = []
    found: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences:
        before = "O"
        for token, tag in sentence:
            word = token.split("\t")[0]
            mark, _, label = tag.partition("-")
            if mark == "I" and before[2:] == label and found:
                found[-1] = (found[-1][0], at + len(word), label)
            elif label:
                found.append((at, at + len(word), label))
            before = tag
            text.append(word + " ")
            at += len(word) + 1
        text.append("\n")
        at += 1
    return "".join(text), set(found)


def score(encoder: Encoder, path: Path, *, share: float = 1.0) -> dict[str, float]:
    """F1 in per cent over the file's first `share` of articles: `all`, and each label."""
    counts: Counter[tuple[str, str]] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows[: max(1, round(share * len(rows)))]:
        text, gold = gold_of(row["sentences"])
        found = {(item.start, item.end, item.label) for item in encoder.read(text).entities}
        for kind, items in (("right", found & gold), ("found", found), ("gold", gold)):
            for *_, label in items:
                counts[kind, label] += 1
                counts[kind, "all"] += 1
    labels = sorted({label for kind, label in counts if kind == "gold"})
    return {label: f1(counts["right", label], counts["found", label], counts["gold", label]) for label in labels}
