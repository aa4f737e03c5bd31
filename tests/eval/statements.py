"""Scores of the statement rules on PolNeAR: `python tests/eval/statements.py [FILE] [--errors N] [--only direct|indirect|mixed]`.

Precision, recall and F1 of contents by overlap (token Jaccard at least 0.5) and exact, by mode; and of sources among the matched.
The file is found below BRIEFING_DATA (default `../shared`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import spacy

from briefing.extract.findings import FoundStatement

PARTS = ("briefing_sentences", "briefing_quotations", "briefing_attributions", "briefing_statements")
DATA = Path(os.environ.get("BRIEFING_DATA", Path(__file__).resolve().parents[3] / "shared")) / "data" / "statements"
_WORD = re.compile(r"\w+")

Positions = frozenset[int]


def positions(text: str, spans: list[Any] | tuple[Any, ...]) -> Positions:
    """Start offsets of the words that spans cover."""
    return frozenset(match.start() for start, end in spans for match in _WORD.finditer(text, start, end))


def jaccard(one: Positions, other: Positions) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def mode_of(text: str, spans: list[Any] | tuple[Any, ...]) -> str:
    """Direct, mixed or indirect by the marks alone, the same for gold and found."""
    content = " ".join(text[start:end] for start, end in spans)
    marks = [index for index, sign in enumerate(content) if sign in '"“”«»' or content.startswith("''", index)]
    if not marks:
        return "indirect"
    outside = re.sub(r"[\"“«].*?[\"”»]|''.*?''", "", content, flags=re.DOTALL)
    return "direct" if len(_WORD.findall(outside)) <= 1 else "mixed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default="polnear-dev.jsonl")
    parser.add_argument("--limit", type=int, default=100_000)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong and missed ones")
    parser.add_argument("--only", choices=["direct", "indirect", "mixed"])
    arguments = parser.parse_args()
    nlp = spacy.blank("en")
    for part in PARTS:
        nlp.add_pipe(part)
    rows = [json.loads(line) for line in (DATA / arguments.file).read_text(encoding="utf-8").splitlines()][
        : arguments.limit
    ]
    found_in, gold_in, hit_found, hit_gold, exact, sources = (Counter[str]() for _ in range(6))
    shown = 0
    begun = time.perf_counter()
    docs = [nlp(row["text"]) for row in rows]
    seconds = time.perf_counter() - begun
    for row, doc in zip(rows, docs, strict=True):
        text: str = row["text"]
        gold = [item for item in row["attributions"] if item["content"]]
        found: list[FoundStatement] = doc._.findings
        gold_words = [positions(text, item["content"]) for item in gold]
        found_words = [positions(text, item.content) for item in found]
        taken: set[int] = set()
        lines: list[str] = []
        pairs = sorted(
            (
                (jaccard(words, other), f, g)
                for f, words in enumerate(found_words)
                for g, other in enumerate(gold_words)
                if words & other
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        matched: dict[int, int] = {}
        for score, f, g in pairs:
            if score >= 0.5 and f not in matched and g not in taken:
                matched[f] = g
                taken.add(g)
        for f, item in enumerate(found):
            kind = mode_of(text, item.content)
            found_in[kind] += 1
            if f in matched:
                hit_found[kind] += 1
                other = gold[matched[f]]
                exact[kind] += sorted(map(list, item.content)) == sorted(other["content"])
                own = positions(text, [item.mention])
                sources[kind] += bool(own & positions(text, other["source"])) or not other["source"]
            elif not arguments.only or arguments.only == kind:
                lines.append(
                    f"  WRONG {kind}: " + show(text, [item.mention], [item.cue] if item.cue else [], item.content)
                )
        for g, other in enumerate(gold):
            kind = mode_of(text, other["content"])
            gold_in[kind] += 1
            if g in taken:
                hit_gold[kind] += 1
            elif not arguments.only or arguments.only == kind:
                lines.append(f"  MISSED {kind}: " + show(text, other["source"], other["cue"], other["content"]))
        if lines and shown < arguments.errors:
            print(row["id"], *lines, sep="\n")
            shown += len(lines)
    print(f"{arguments.file}: {len(rows)} articles, {len(rows) / seconds:.0f} articles/s")
    for kind in ("direct", "mixed", "indirect", "all"):
        kinds = ["direct", "mixed", "indirect"] if kind == "all" else [kind]
        total = [sum(counter[k] for k in kinds) for counter in (found_in, gold_in, hit_found, hit_gold, exact, sources)]
        precision, recall = total[2] / max(1, total[0]), total[3] / max(1, total[1])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{kind:9} found {total[0]:5} gold {total[1]:5}  precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
            f"  exact of found {total[4] / max(1, total[0]):.3f}  source right of matched {total[5] / max(1, total[2]):.3f}"
        )


def show(text: str, source: Any, cue: Any, content: Any) -> str:
    return " | ".join(
        " … ".join(text[start:end].replace("\n", "⏎") for start, end in spans) for spans in (source, cue, content)
    )


if __name__ == "__main__":
    main()
