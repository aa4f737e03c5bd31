"""How fast the extract step is on one thread, against a spaCy CNN pipeline of the shape of `en_core_web_sm`.

    python benchmarks/extract_speed.py [--data FOLDER] [--articles 300] [--rounds 3]

The comparison has a tagger, a parser and an entity recogniser on one shared convolutional encoder, set up and not
trained: speed does not care. Both read the same articles in the same run, in turns, so that what else the machine
does falls on both; the best round of each counts.
"""

# ruff: noqa: E402 - see below
from __future__ import annotations

import os

# before numpy is imported: its libraries read these once
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import spacy
from spacy.language import Language

from briefing.config import init_workspace, load_workspace
from briefing.extract import Extractor
from briefing.extract.reader.encoder import SHIPPED, Encoder
from briefing.models import Article

TAGS = 50
LABELS = 45
ENTITIES = 18


def articles(path: Path, count: int) -> list[Article]:
    """`count` articles spread evenly over the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    step = len(rows) / count
    chosen = [rows[int(number * step)] for number in range(count)]
    return [
        Article(
            id=f"a-{number}",
            source="newsroom",
            source_id=row["id"],
            url=row.get("url"),
            outlet=row.get("outlet"),
            title=row.get("title") or "",
            published=date.fromisoformat(row["published"][:10]) if row.get("published") else None,
            retrieved=datetime(2026, 1, 1, tzinfo=UTC),
            language="en",
            marking="TLP:CLEAR",
            text=row["text"],
        )
        for number, row in enumerate(chosen)
    ]


def comparison() -> Language:
    """A pipeline of `en_core_web_sm`'s architecture and sizes, its weights as they are initialised."""
    nlp = spacy.blank("en")
    width = 96
    encoder = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    nlp.add_pipe("tok2vec", config={"model": encoder})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    shift = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    parts = {"parser": {"state_type": "parser", "tok2vec": listener}, "ner": {"state_type": "ner", "tok2vec": encoder}}
    pipes = {
        name: nlp.add_pipe(name, config={"model": {**shift, **part, "extra_state_tokens": False}})
        for name, part in parts.items()
    }
    for number in range(TAGS):
        tagger.add_label(f"T{number}")  # type: ignore[attr-defined]
    for number in range(LABELS):
        pipes["parser"].add_label(f"d{number}")  # type: ignore[attr-defined]
    for number in range(ENTITIES):
        pipes["ner"].add_label(f"E{number}")  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def seconds(read: Callable[[Article], object], chosen: list[Article]) -> float:
    started = time.perf_counter()
    for article in chosen:
        read(article)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA", "../shared")))
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    chosen = articles(given.data / "articles" / "newsroom.jsonl", given.articles)
    words = sum(len(article.text.split()) for article in chosen)
    nlp = comparison()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        init_workspace(root)
        extractor = Extractor.load(load_workspace(root)[0])
        readers: dict[str, Callable[[Article], object]] = {
            "spaCy CNN": lambda article: nlp(article.text),
            "extract": extractor.extract,
        }
        if SHIPPED.joinpath("encoder.onnx").exists():
            encoder = Encoder.load()
            readers["encoder alone"] = lambda article: encoder.read(article.text)
        best = dict.fromkeys(readers, float("inf"))
        for _ in range(given.rounds):
            for name, read in readers.items():
                best[name] = min(best[name], seconds(read, chosen))
    print(f"{len(chosen)} articles, {words} words, best of {given.rounds} rounds, one thread")
    for name, took in best.items():
        print(f"{name:14} {words / took:8.0f} words/s   ratio {best['spaCy CNN'] / took:.2f}")


if __name__ == "__main__":
    main()
