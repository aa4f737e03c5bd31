"""A checkpoint enters; the model folder leaves: the graph in 8 bits, tokeniser, labels.

`python -m training.export [best|last]`
"""

from __future__ import annotations

import hashlib
import json
import sys

import numpy as np
import torch

from training.evaluate import learned, meta
from training.graph import build
from training.labels import HEADS
from training.network import KINDS, base
from training.prepare import fetch, tokenizer_of
from training.settings import load


def main() -> None:
    settings = load()
    folder = fetch(settings)
    name = sys.argv[1] if len(sys.argv) > 1 else "best"
    kept = torch.load(settings.work / f"{name}.pt", weights_only=True)
    network = base(folder / settings.base.member, 0.0)
    network.load_state_dict(kept["mean"])
    network.eval()
    settings.ship.mkdir(parents=True, exist_ok=True)
    graph = build(network, [*HEADS, *(f"link-{kind}" for kind in KINDS), "toll"]).SerializeToString()
    (settings.ship / "encoder.onnx").write_bytes(graph)
    arrays = learned(network)
    np.savez(settings.ship / "transitions.npz", **arrays)
    tokenizer_of(settings).save(str(settings.ship / "tokenizer.json"))
    digest = hashlib.sha256(graph)
    for key in sorted(arrays):
        digest.update(arrays[key].tobytes())
    about = meta(
        settings,
        digest.hexdigest()[:12],
        base=f"{settings.base.package} {settings.base.version}, Apache-2.0",
        seed=settings.seed,
        steps=kept["step"],
    )
    (settings.ship / "meta.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in settings.ship.iterdir())
    print(f"{settings.ship}: version {about['version']}, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
