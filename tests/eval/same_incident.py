"""Measures how mentions of one happening come together: B³ over articles of the Gun Violence Archive, which share `incident_id`s.

Whole incidents of the training file, drawn by chance until there are a thousand articles, and all of the dev file. Of each article the
violent incident that fits its record best counts as its mention; an article without one stands alone. What was extracted is kept in the
temporary folder until the pipeline changes.

    python tests/eval/same_incident.py [--data FOLDER] [--sample 1000] [--show N]
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.assess.happenings import Grouped, same_incident  # noqa: E402
from briefing.assess.traits import Mention, siblings_of  # noqa: E402
from briefing.config import load_workspace  # noqa: E402
from briefing.extract import Extractor  # noqa: E402
from briefing.models import Article, Findings  # noqa: E402
from tests.eval.incidents import VIOLENT, fits  # noqa: E402

SEED = 7


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article and what was taken from it."""

    row: dict[str, Any]
    article: Article
    findings: Findings


def article_of(row: dict[str, Any]) -> Article:
    outlet = (urlsplit(row["url"] or "").hostname or "").removeprefix("www.") or None
    return Article(
        id=row["id"],
        source="gva",
        source_id=row["id"],
        url=row["url"],
        outlet=outlet,
        title=row["title"] or "",
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        retrieved=datetime(2020, 1, 1),
        language="en",
        marking="TLP:CLEAR",
        text=row["text"],
    )


def sample(rows: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Articles of whole incidents, drawn by chance, until there are `count` of them."""
    by_incident: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_incident[row["incident_id"]].append(row)
    ids = sorted(by_incident)
    random.Random(SEED).shuffle(ids)
    chosen: list[dict[str, Any]] = []
    for key in ids:
        if len(chosen) >= count:
            break
        chosen += by_incident[key]
    return chosen


def read(rows: Sequence[dict[str, Any]], extractor: Extractor, *, keep: Path | None = None) -> list[Read]:
    """The articles with their findings; with `keep`, those that lie there under the pipeline's version are not read anew."""
    path = keep / f"briefing-gva-{extractor.version}.pickle" if keep else None
    known: dict[str, Findings] = pickle.loads(path.read_bytes()) if path and path.is_file() else {}
    made = []
    for row in rows:
        article = article_of(row)
        if article.id not in known:
            found = extractor.extract(article)
            empty = Findings(article_id=article.id, statements=(), incidents=())
            known[article.id] = found if isinstance(found, Findings) else empty
        made.append(Read(row, article, known[article.id]))
    if path:
        path.write_bytes(pickle.dumps(known))
    return made


def mentions(items: Iterable[Read]) -> tuple[list[Mention], set[str]]:
    """Every violent incident as a mention, and the ids of those that stand for their articles."""
    found: list[Mention] = []
    standing: set[str] = set()
    for item in items:
        violent = [incident for incident in item.findings.incidents if incident.type in VIOLENT]
        if not violent:
            continue
        scores = [sum(fits(incident, item.row["incident"]).values()) for incident in violent]
        standing.add(violent[scores.index(max(scores))].id)
        found += [Mention(i, item.article, i.place, item.article.id, siblings_of(i, violent)) for i in violent]
    return found, standing


def b_cubed(gold: Mapping[str, str], parts: Iterable[Collection[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of B³ over the keys of `gold`; a key in no part stands alone."""
    part_of = {key: number for number, part in enumerate(parts) for key in part}
    mine: dict[object, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for key, incident in gold.items():
        mine[part_of.get(key, key)].add(key)
        theirs[incident].add(key)
    precision = recall = 0.0
    for key, incident in gold.items():
        part = mine[part_of.get(key, key)]
        common = len(part & theirs[incident])
        precision += common / len(part)
        recall += common / len(theirs[incident])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(items: Sequence[Read], rules: Any) -> tuple[dict[str, float], Grouped, set[str]]:
    """B³ of what is grouped, of no grouping at all, and of the best that the mentions allow."""
    found, standing = mentions(items)
    grouped = same_incident(found, group_of=lambda kind: "violence" if kind in VIOLENT else kind, rules=rules)
    gold = {item.article.id: item.row["incident_id"] for item in items}
    parts = [{m.article.id for m in part if m.incident.id in standing} for part in grouped.parts]
    best: dict[str, set[str]] = defaultdict(set)
    for mention in found:
        best[gold[mention.article.id]].add(mention.article.id)
    precision, recall, f1 = b_cubed(gold, parts)
    figures = {"precision": precision, "recall": recall, "f1": f1}
    figures["all apart f1"] = b_cubed(gold, ())[2]
    figures["ceiling f1"] = b_cubed(gold, best.values())[2]
    return figures, grouped, standing


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--sample", type=int, default=1000, help="articles of the training file")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    folder = options.data / "data" / "incidents"
    drawn, dev = sample(rows_of(folder / "gva-train.jsonl"), options.sample), rows_of(folder / "gva-dev.jsonl")
    workspace, _ = load_workspace(ROOT / "samples")
    items = read([*drawn, *dev], Extractor.load(workspace), keep=Path(tempfile.gettempdir()))
    rules = workspace.method.grouping
    for name, some in (("train and dev", items), ("dev", items[len(drawn) :])):
        began = time.perf_counter()
        figures, grouped, standing = measure(some, rules)
        print(
            f"{name}: {len(some)} articles, {len(standing)} with a mention, {len(grouped.parts)} happenings, "
            f"{time.perf_counter() - began:.1f} s"
        )
        print("    " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    gold = {item.article.id: item.row["incident_id"] for item in items}
    of = {m.incident.id: m for m in mentions(items)[0]}
    wrong = [pair for pair in measure(items, rules)[1].joined if _differ(of[pair.one], of[pair.other], gold)]
    for pair in wrong[: options.show]:
        print(f"\n{of[pair.one].article.title}\n{of[pair.other].article.title}\n    {'; '.join(pair.reasons)}")


def _differ(one: Mention, other: Mention, gold: Mapping[str, str]) -> bool:
    return gold[one.article.id] != gold[other.article.id]


if __name__ == "__main__":
    main()
