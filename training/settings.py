"""`training/config.yaml` enters; the same as typed values leaves."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
READER = "briefing_reader"
"""The component of the pipeline whose folder holds the encoder."""


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    train: Path
    dev: Path | None
    share: float
    read: float
    """The first part of its windows that the teacher reads."""
    told: float
    """How often, beside `share`, a window comes in one pass for what the teacher reads in it alone."""


@dataclass(frozen=True, slots=True)
class Base:
    package: str
    version: str
    member: str
    tokenizer: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Larger:
    """The larger encoder that teaches: packages that hold one archive in parts, and how it is trained."""

    package: str
    parts: int
    version: str
    archive: str
    member: str
    sha256: str
    passes: int
    rate: float
    warmup: float


@dataclass(frozen=True, slots=True)
class Schedule:
    pieces: int
    passes: float
    rate: float
    head_rate: float
    warmup: float
    decay: float
    dropout: float
    average: float
    rounded: float
    keep: float
    caseless: float
    evaluate: float
    threads: int
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Settings:
    seed: int
    work: Path
    ship: Path
    window: int
    base: Base
    teacher: Larger
    sets: dict[str, CorpusFiles]
    train: Schedule


def load(path: Path = ROOT / "training" / "config.yaml") -> Settings:
    """The settings; `data/…` is looked for under BRIEFING_DATA (default: `shared` beside the repository)."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data = Path(os.environ.get("BRIEFING_DATA", ROOT.parent / "shared"))
    sets = {
        name: CorpusFiles(
            data / item["train"],
            data / item["dev"] if "dev" in item else None,
            item["share"],
            item.get("read", 0.0),
            item.get("told", 0.0),
        )
        for name, item in raw["sets"].items()
    }
    return Settings(
        seed=raw["seed"],
        work=ROOT / raw["work"],
        ship=ROOT / raw["ship"],
        window=raw["window"],
        base=Base(**raw["base"]),
        teacher=Larger(**raw["teacher"]),
        sets=sets,
        train=Schedule(**raw["train"]),
    )
