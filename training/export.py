"""A checkpoint enters; the shipped pipeline leaves, as `spacy.load` opens it: the graph in 8 bits, tokeniser, labels, components.

`python -m training.export [best|last]`
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys

import numpy as np
import torch
from torch import Tensor

from briefing import __version__
from briefing.extract.pipeline import assemble
from training.evaluate import learned, meta
from training.graph import build
from training.labels import HEADS
from training.network import KINDS, Network, base
from training.prepare import fetch, tokenizer_of
from training.recover import recover
from training.settings import READER, Settings, load


def main() -> None:
    settings = load()
    folder = fetch(settings)
    name = sys.argv[1] if len(sys.argv) > 1 else "best"
    kept = torch.load(settings.work / f"{name}.pt", weights_only=True)
    network = base(folder / settings.base.member, 0.0)
    network.load_state_dict(_mixed(kept["mean"], network, settings))
    network.eval()
    reader = settings.work / READER
    reader.mkdir(parents=True, exist_ok=True)
    graph = build(network, [*HEADS, *(f"link-{kind}" for kind in KINDS), "toll"]).SerializeToString()
    (reader / "encoder.onnx").write_bytes(graph)
    arrays = learned(network)
    np.savez(reader / "transitions.npz", **arrays)
    tokenizer_of(settings).save(str(reader / "tokenizer.json"))
    digest = hashlib.sha256(graph)
    for key in sorted(arrays):
        digest.update(arrays[key].tobytes())
    about = meta(
        settings,
        digest.hexdigest()[:12],
        base=f"{settings.base.package} {settings.base.version}, Apache-2.0",
        seed=settings.seed,
        steps=kept["before"] + kept["step"],
    )
    (reader / "meta.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    nlp = assemble({}, model=settings.work)
    nlp.meta |= {
        "name": "briefing",
        "version": __version__,
        "description": f"Statements and incidents from news; encoder {about['version']}",
        "license": "MIT",
        "spacy_version": ">=3.8.7,<3.9",
    }
    shutil.rmtree(settings.ship, ignore_errors=True)
    nlp.to_disk(settings.ship)
    size = sum(path.stat().st_size for path in settings.ship.rglob("*") if path.is_file())
    print(f"{settings.ship}: version {about['version']}, {size / 1e6:.1f} MB")


def _mixed(mean: dict[str, Tensor], network: Network, settings: Settings) -> dict[str, Tensor]:
    """The weights, averaged with those that the run started with if it went on from a shipped model: what it had learned is
    forgotten less (Wortsman et al. 2022). `network` is only filled on the way.
    """
    start = settings.work / "start"
    if not start.is_dir():
        return mean
    recover(network, start)
    before = network.state_dict()
    return {name: torch.lerp(weights, before[name], settings.train.keep) for name, weights in mean.items()}


if __name__ == "__main__":
    main()
