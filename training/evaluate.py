"""A network (or the exported model) and the dev files enter; the figures by which checkpoints are chosen leave.

`python -m training.evaluate` prints the figures of the exported model; `python -m training.evaluate best` those of a
checkpoint of the work folder, before export.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from briefing.extract.reader.decode import Floats
from briefing.extract.reader.encoder import Encoder
from tests.eval import entities, muc, polnear
from training.labels import HEADS
from training.network import CRF, KINDS, NEAR, Network, base, half
from training.prepare import tokenizer_of
from training.settings import Settings, load


def learned(network: Network) -> dict[str, Floats]:
    """What the run time needs of the network besides the exported graph."""
    arrays: dict[str, Floats] = {}
    for name in CRF:
        arrays[f"{name}.steps"] = network.steps[name].detach().numpy().astype(np.float32)
        arrays[f"{name}.start"] = network.starts[name].detach().numpy().astype(np.float32)
    for kind in KINDS:
        arrays[f"distances.{kind}"] = NEAR * network.distances[kind].detach().numpy().astype(np.float32)
    return arrays


def meta(settings: Settings, version: str, **more: Any) -> dict[str, Any]:
    return {
        "version": version,
        "window": settings.window,
        "heads": {name: list(tags) for name, tags in HEADS.items()},
    } | more


def encoder_of(network: Network, settings: Settings) -> Encoder:
    """The network behind the run time's own code, so that what is chosen is what will run."""
    network.eval()

    @torch.no_grad()
    def scorer(ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[Floats]:
        with half():
            found = network(torch.from_numpy(ids), torch.from_numpy(features), None)
        return [scores.float().numpy() for scores in found]

    return Encoder(scorer, tokenizer_of(settings), meta(settings, "training"), learned(network))


def measure(encoder: Encoder, settings: Settings, *, share: float = 1.0) -> dict[str, float]:
    """Figures in per cent; `statements` is the mean of the three exact ones."""
    files = {name: files.dev for name, files in settings.sets.items() if files.dev}
    said = polnear.score(encoder, files["polnear"], share=share)
    named = entities.score(encoder, files["worldwide"], share=share)
    filled = muc.score(encoder, files["muc4"], portion=share)
    statements = (said["source"] + said["cue"] + said["content"]) / 3
    return {"statements": statements, **said, "entities": named["all"], **filled}


def evaluate(network: Network, settings: Settings, *, share: float = 1.0) -> dict[str, float]:
    return measure(encoder_of(network, settings), settings, share=share)


def main() -> None:
    settings = load()
    if len(sys.argv) > 1:
        network = base(settings.work / "base" / settings.base.member, 0.0)
        kept = torch.load(settings.work / f"{sys.argv[1]}.pt", weights_only=True)
        network.load_state_dict(kept["mean"])
        figures = evaluate(network, settings)
    else:
        figures = measure(Encoder.load(settings.ship), settings)
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
