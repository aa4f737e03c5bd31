"""Measures how well copies of one text are found, on pairs made from real articles, and how well other writers' are kept apart.

Of each article four are made: trimmed from its end, retitled with another dateline, credited to an agency, and updated in its outlet.
ECB+ holds articles of different writers on the same happenings; a pair of those in one group is an error.

    python tests/eval/same_text.py [--data FOLDER] [--articles 500] [--show N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.assess.reprints import same_text  # noqa: E402
from briefing.models import Article  # noqa: E402

SEED = 11
WIRE = 0.33
KINDS = ("trimmed", "retitled", "credited", "updated")


def article(key: str, text: str, **values: Any) -> Article:
    made: dict[str, Any] = {
        "id": key,
        "source": "eval",
        "source_id": key,
        "url": f"https://example.org/{key}",
        "outlet": "Example Courier",
        "title": "",
        "published": date(2016, 7, 1),
        "retrieved": datetime(2020, 1, 1),
        "language": "en",
        "marking": "TLP:CLEAR",
        "text": text,
    }
    return Article(**(made | values))


def runs_of(text: str) -> set[str]:
    """Its runs of eight words, by which copies are told here, independently of how the program does it."""
    words = text.lower().split()
    return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}


def shared_runs(one: str, other: str) -> float:
    """The share of the shorter text's runs that stand in the longer one."""
    a, b = runs_of(one), runs_of(other)
    return len(a & b) / (min(len(a), len(b)) or 1)


def originals(rows: Sequence[dict[str, Any]], count: int) -> list[Article]:
    """So many articles of at least 120 words, by chance, none of which repeats another: copies in the corpus are no errors of ours."""
    chosen: list[Article] = []
    seen: set[str] = set()
    for row in random.Random(SEED).sample(list(rows), len(rows)):
        runs = runs_of(row["text"])
        if len(runs) < 120 or len(runs & seen) > 0.1 * len(runs):
            continue
        seen |= runs
        published = date.fromisoformat(row["published"][:10]) if row["published"] else None
        chosen.append(
            article(f"o{row['id']}", row["text"], title=row["title"] or "", outlet=row["outlet"], published=published)
        )
        if len(chosen) == count:
            break
    return chosen


def variants(source: Article, others: Sequence[Article], chance: random.Random) -> Iterator[tuple[str, Article]]:
    """The four copies of an article, by kind."""
    parts = source.text.split("\n\n") if source.text.count("\n\n") > 3 else source.text.split(". ")
    glue = "\n\n" if source.text.count("\n\n") > 3 else ". "
    later = (source.published or date(2016, 7, 1)) + timedelta(days=1)
    kept = max(1, round(len(parts) * chance.uniform(0.3, 0.8)))
    place = chance.choice(("LEEDS, England", "LYON, France", "TULSA, Okla."))
    yield "trimmed", replace(source, id=f"{source.id}-t", text=glue.join(parts[:kept]), outlet="Gazette", url=None)
    yield (
        "retitled",
        replace(
            source,
            id=f"{source.id}-r",
            title="What we know",
            outlet="Herald",
            url=None,
            text=f"{place} – {source.text}",
        ),
    )
    yield (
        "credited",
        replace(
            source,
            id=f"{source.id}-c",
            outlet="Tribune",
            url=None,
            text=f"By The Associated Press\n\n{place} (AP) — {glue.join(parts[: max(1, len(parts) * 9 // 10)])}\n\n"
            "Copyright 2016 The Associated Press. All rights reserved.",
        ),
    )
    # New text is what another article says further on: a third as much again, and more.
    further = chance.choice([other for other in others if len(other.text) > 1200])
    added = further.text[-chance.randint(300, max(300, len(source.text) // 3)) :]
    yield "updated", replace(source, id=f"{source.id}-u", text=f"{source.text}\n\n{added}", published=later)


def ecb(rows: Sequence[dict[str, Any]]) -> list[Article]:
    """ECB+ articles, each in an outlet of its own."""
    return [
        article(f"e{row['id']}", " ".join(token[1] for token in row["tokens"]), outlet=row["id"], url=None)
        for row in rows
    ]


def pairs(articles: Sequence[Article]) -> set[tuple[str, str]]:
    """The pairs of ids that are put into one group."""
    found: set[tuple[str, str]] = set()
    for group in same_text(articles):
        found.update(combinations(sorted((group.original, *group.reprints, *group.earlier)), 2))
    return found


def measure(sources: Sequence[Article], apart: Sequence[Article]) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """Recall of each kind and of all, precision, the share of updates that lead, and the pairs that are wrong."""
    chance = random.Random(SEED)
    made = [(kind, source.id, copy) for source in sources for kind, copy in variants(source, sources, chance)]
    everything = [*sources, *(copy for _, _, copy in made)]
    found = pairs(everything)
    right: Counter[str] = Counter(kind for kind, one, copy in made if (one, copy.id) in found)
    wrong = [pair for pair in found if pair[0].split("-")[0] != pair[1].split("-")[0]]
    grouped = sorted(pairs(apart))
    texts = {one.id: one.text for one in apart}
    # ECB+ took in copies of one wire story now and then: where a third of all runs of eight words are shared, there are not two writers.
    wrong += [pair for pair in grouped if shared_runs(texts[pair[0]], texts[pair[1]]) < WIRE]
    versions = [
        same_text([source, copy])
        for source, (kind, _, copy) in zip((s for s in sources for _ in KINDS), made, strict=True)
        if kind == "updated"
    ]
    figures = {f"recall {kind}": right[kind] / len(sources) for kind in KINDS}
    figures["recall"] = sum(right.values()) / len(made)
    figures["precision"] = (len(found) - sum(1 for pair in wrong if pair in found)) / (len(found | set(wrong)) or 1)
    figures["updates that lead"] = sum(1 for groups in versions if groups and groups[0].original.endswith("-u")) / len(
        sources
    )
    return figures, wrong


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    sources = originals(rows_of(options.data / "articles" / "newsroom.jsonl"), options.articles)
    apart = ecb(rows_of(options.data / "data" / "same-story" / "ecbplus-train.jsonl"))
    figures, wrong = measure(sources, apart)
    print(f"{len(sources)} articles, {len(KINDS) * len(sources)} copies of them; {len(apart)} articles of ECB+")
    for name, value in figures.items():
        print(f"{name:18} {value:6.1%}")
    print(f"wrong pairs {len(wrong)}, of them in ECB+ {sum(1 for pair in wrong if pair[0].startswith('e'))}")
    texts = {found.id: found.text for found in (*sources, *apart)}
    for one, other in wrong[: options.show]:
        print(f"\n{one}\n{texts.get(one, '')[:400]}\n{other}\n{texts.get(other, '')[:400]}")


if __name__ == "__main__":
    main()
