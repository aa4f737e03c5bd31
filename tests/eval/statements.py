"""Scores of statements on PolNeAR: `python tests/eval/statements.py [FILE] [--errors N] [--only direct|indirect|mixed]`.

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.extract.findings import FoundStatement
from briefing.extract.pipeline import assemble

PARTS = (
    "briefing_sentences",
    "briefing_quotations",
    "briefing_reader",
    "briefing_attributions",
    "briefing_statements",
)
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


@dataclass
class Tally:
    """Counts by mode, and a line for each wrong or missed statement."""

    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # of the found, by their own mode
    met: Counter[str] = field(default_factory=Counter)  # of the gold, by theirs
    exact: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def figures(self, kind: str) -> dict[str, float]:
        """Precision, recall, F1, exact of found, source right of matched, for a mode or "all"."""
        kinds = ("direct", "mixed", "indirect") if kind == "all" else (kind,)
        found, gold, right, met, exact, sources = (
            sum(counter[k] for k in kinds)
            for counter in (self.found, self.gold, self.right, self.met, self.exact, self.sources)
        )
        precision, recall = right / max(1, found), met / max(1, gold)
        return {
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / max(1e-9, precision + recall),
            "exact": exact / max(1, found),
            "source": sources / max(1, right),
        }


def matched(found: list[Positions], gold: list[Positions]) -> dict[int, int]:
    """One-to-one pairs of found and gold contents that overlap by half or more, the best first."""
    scored = ((jaccard(one, other), f, g) for f, one in enumerate(found) for g, other in enumerate(gold) if one & other)
    pairs: dict[int, int] = {}
    for score, f, g in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= 0.5 and f not in pairs and g not in pairs.values():
            pairs[f] = g
    return pairs


def measure(rows: list[dict[str, Any]]) -> Tally:
    """Reads the rows' texts and compares what they find with the annotations."""
    nlp = assemble({}, PARTS)
    tally = Tally()
    for row in rows:
        text: str = row["text"]
        gold = [item for item in row["attributions"] if item["content"]]
        found: list[FoundStatement] = nlp(text)._.findings
        pairs = matched(
            [positions(text, item.content) for item in found], [positions(text, item["content"]) for item in gold]
        )
        for f, item in enumerate(found):
            kind = mode_of(text, item.content)
            tally.found[kind] += 1
            if f in pairs:
                other = gold[pairs[f]]
                tally.exact[kind] += sorted(map(list, item.content)) == sorted(other["content"])
                own = positions(text, [item.mention])
                tally.sources[kind] += bool(own & positions(text, other["source"])) or not other["source"]
                tally.right[kind] += 1
            else:
                words = show(text, [item.mention], [item.cue] if item.cue else [], item.content)
                tally.errors.append((kind, f"{row['id']} WRONG {kind}: {words}"))
        for g, other in enumerate(gold):
            kind = mode_of(text, other["content"])
            tally.gold[kind] += 1
            if g in pairs.values():
                tally.met[kind] += 1
            else:
                words = show(text, other["source"], other["cue"], other["content"])
                tally.errors.append((kind, f"{row['id']} MISSED {kind}: {words}"))
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default="polnear-dev.jsonl")
    parser.add_argument("--limit", type=int, default=100_000)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong and missed ones")
    parser.add_argument("--only", choices=["direct", "indirect", "mixed"])
    arguments = parser.parse_args()
    lines = (DATA / arguments.file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines][: arguments.limit]
    begun = time.perf_counter()
    tally = measure(rows)
    seconds = time.perf_counter() - begun
    wanted = [line for kind, line in tally.errors if arguments.only in (None, kind)]
    print(*wanted[: arguments.errors], sep="\n", end="\n" if arguments.errors else "")
    print(f"{arguments.file}: {len(rows)} articles, {len(rows) / seconds:.0f} articles/s")
    for kind in ("direct", "mixed", "indirect", "all"):
        figures = "  ".join(f"{name} {value:.3f}" for name, value in tally.figures(kind).items())
        total = kind == "all"
        found, gold = (sum(c.values()) if total else c[kind] for c in (tally.found, tally.gold))
        print(f"{kind:9} found {found:5} gold {gold:5}  {figures}")


def show(text: str, source: Any, cue: Any, content: Any) -> str:
    return " | ".join(
        " … ".join(text[start:end].replace("\n", "⏎") for start, end in spans) for spans in (source, cue, content)
    )


if __name__ == "__main__":
    main()
