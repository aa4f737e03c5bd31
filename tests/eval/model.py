"""Prints the exported model's figures on the dev files, and what two annotators or other systems reach.

    python tests/eval/model.py [--data FOLDER] [--share 1.0]

Statements' cases are articles; how often mentions are found depends on nothing but the text and the model.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.extract.reader.encoder import Encoder  # noqa: E402
from tests.eval import entities, muc, polnear  # noqa: E402

FILES = {
    "polnear": Path("data/statements/polnear-dev.jsonl"),
    "worldwide": Path("data/entities/worldwide-dev.jsonl"),
    "muc4": Path("data/incidents/muc4-dev.jsonl"),
}


def measure(encoder: Encoder, data: Path, share: float) -> dict[str, float]:
    """Figures in per cent over the first `share` of each dev file's articles."""
    named = entities.score(encoder, data / FILES["worldwide"], share=share)
    return {
        **polnear.score(encoder, data / FILES["polnear"], share=share),
        "entities": named.pop("all"),
        **{f"entity {label}": value for label, value in named.items()},
        **muc.score(encoder, data / FILES["muc4"], portion=share),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA", ROOT.parent / "shared")))
    parser.add_argument("--share", type=float, default=1.0)
    given = parser.parse_args()
    encoder = Encoder.load()
    print(f"model {encoder.version}, {encoder.meta['steps']} steps, first {given.share:.0%} of each dev file")
    ceilings = {"source": "77.7 (two annotators)", "cue": "70.4 (two annotators)", "content": "65.4 (two annotators)"}
    for name, value in measure(encoder, given.data, given.share).items():
        print(f"{name:22} {value:6.1f}  {ceilings.get(name, '')}".rstrip())


if __name__ == "__main__":
    main()
