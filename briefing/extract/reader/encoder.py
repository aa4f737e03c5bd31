"""A text enters; what the trained model sees in it leaves: attributions, entities, triggers with their roles, tolls.

The model is one small encoder with several heads, run by ONNX Runtime. Its folder holds `encoder.onnx` (ids and features
of one window in; every head's scores out), `tokenizer.json`, `transitions.npz` (what the heads learned about sequences
and distances) and `meta.json` (labels, window, version, where it comes from). How it is made is in `training/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.errors import BriefingError
from briefing.extract.reader.decode import Floats, Range, allowed, ranges, softmax, viterbi
from briefing.extract.reader.heads import Attribution, Heads, Mention, Toll, Trigger
from briefing.extract.reader.likely import Chain, Demand
from briefing.extract.reader.linking import attributions, mention, triggers
from briefing.extract.reader.windows import Window, windows

Scorer = Callable[[NDArray[np.int64], NDArray[np.int64]], Sequence[Floats]]
"""Piece ids and feature ids, each (1, pieces), to scores: those of the heads, of the links, and the toll.

One window at a time: on one thread, batches win nothing and their padding costs.
"""
SHIPPED = Path(__file__).parents[1] / "model" / "briefing_reader"
"""The folder of the model that the package ships, within its pipeline's."""
FILES = ("encoder.onnx", "tokenizer.json", "transitions.npz", "meta.json")
"""What a model folder holds."""
FILLERS = frozenset({"perpetrator", "organisation", "target", "victim", "weapon"})
LIFT = 1.25
"""Log-odds by which a word may fall short of being nobody's and is still read as one of `FILLERS`.

Of the corpora that teach roles, most leave most fillers unmarked, so that the encoder would rather see none. Of 0 to 2 tried on
MUC-4 dev, anything from 1 to 1.5 is as good.
"""
DEMANDS: dict[str, dict[str, Demand]] = {
    "speech": {"source": Demand(0.48, 0.1), "cue": Demand(0.33), "content": Demand(0.4, 0.8)},
}
"""What ranges must show, by head and label; elsewhere `DEMAND`. Of thirty tried on PolNeAR dev, by exact spans, words and statements."""
DEMAND = Demand(0.5)
AHEAD = 64
"""Windows that are decoded together; a longer text is read in such stretches, so that memory does not grow with it."""


@dataclass(frozen=True, slots=True)
class _Head:
    tags: tuple[str, ...]
    steps: Floats
    start: Floats
    sequences: bool
    """Whether its tags are B- and I-, of which not every sequence is allowed."""
    chain: Chain | None
    """Where its steps were learned, so that sequences have probabilities."""
    lift: Floats
    """What is added to each tag's score before the best sequence is sought."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One window's decoded ranges by head, and its vectors and scores for what follows."""

    window: Window
    found: dict[str, list[Range]]
    speech: Floats
    role: Floats
    toll: Floats


class Encoder:
    """The model, loaded. Reading is a pure function of the text."""

    def __init__(self, scorer: Scorer, tokenizer: Any, meta: dict[str, Any], learned: dict[str, Floats]) -> None:
        self._scorer = scorer
        self._tokenizer = tokenizer
        self._learned = learned
        self.meta = meta
        self.version: str = meta["version"]
        self._window: int = meta["window"]
        self._heads: dict[str, _Head] = {}
        for name, labels in meta["heads"].items():
            tags = tuple(labels)
            sequences = tags[1].startswith("B-")
            steps, start = allowed(tags)
            chain = None
            if f"{name}.steps" in learned:
                steps, start = steps + learned[f"{name}.steps"], start + learned[f"{name}.start"]
                asked = DEMANDS.get(name, {})
                chain = Chain(tags, steps, start, {tag[2:]: asked.get(tag[2:], DEMAND) for tag in tags[1::2]})
            lift = np.array([LIFT * (name == "role" and tag[2:] in FILLERS) for tag in tags], dtype=np.float32)
            self._heads[name] = _Head(tags, steps, start, sequences, chain, lift)

    @classmethod
    def load(cls, path: Path | str = SHIPPED, *, threads: int = 1) -> Encoder:
        """The model in folder `path`, run on `threads` threads. Raises BriefingError where the folder is no whole model."""
        folder = Path(path)
        for name in FILES:
            if not (folder / name).is_file():
                raise BriefingError(
                    f"the model folder {folder} lacks {name}; install the package again or export the model"
                )
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

        def scorer(ids: NDArray[np.int64], features: NDArray[np.int64]) -> Sequence[Floats]:
            found: Sequence[Floats] = session.run(None, {"ids": ids, "features": features})
            return found

        with np.load(folder / "transitions.npz") as arrays:
            learned = {name: arrays[name] for name in arrays.files}
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return cls(scorer, Tokenizer.from_file(str(folder / "tokenizer.json")), meta, learned)

    def read(self, text: str) -> Heads:
        """What the encoder sees in `text`, all offsets in its code points; time is linear in its length."""
        said: list[Attribution] = []
        entities: list[Mention] = []
        happened: list[Trigger] = []
        roles: list[Mention] = []
        tolls: list[Toll] = []
        held: list[Window] = []
        for window in windows(text, self._tokenizer, limit=self._window):
            held.append(window)
            if len(held) == AHEAD:
                self._collect(held, said, entities, happened, roles, tolls)
                held = []
        self._collect(held, said, entities, happened, roles, tolls)
        return Heads(tuple(said), tuple(entities), tuple(happened), tuple(roles), tuple(tolls))

    def _collect(
        self,
        held: list[Window],
        said: list[Attribution],
        entities: list[Mention],
        happened: list[Trigger],
        roles: list[Mention],
        tolls: list[Toll],
    ) -> None:
        for seen in self._see(held):
            window, found = seen.window, seen.found
            said += attributions(window, found["speech"], seen.speech, self._learned["distances.speech"])
            entities += (mention(window, item) for item in found["entity"])
            happened += triggers(window, found["trigger"], found["role"], seen.role, self._learned["distances.role"])
            roles += (mention(window, item) for item in found["role"])
            killed, wounded = softmax(seen.toll.reshape(2, -1)).round(4).tolist()
            tolls.append(Toll(int(window.words[0, 0]), int(window.words[-1, 1]), tuple(killed), tuple(wounded)))

    def _see(self, held: list[Window]) -> list[_Seen]:
        """Every window scored, and decoded together with the others."""
        if not held:
            return []
        outputs = [self._scorer(window.ids[None], window.features[None]) for window in held]
        lengths = np.array([len(window.first) for window in held])
        found: list[dict[str, list[Range]]] = [{} for _ in held]
        for number, (name, head) in enumerate(self._heads.items()):
            scores = np.zeros((len(held), lengths.max(), len(head.tags)), dtype=np.float32)
            for row, (window, length) in enumerate(zip(held, lengths, strict=True)):
                scores[row, :length] = outputs[row][number][0, window.first]
            if head.chain is not None:
                for row, chosen in enumerate(head.chain.ranges(scores, lengths)):
                    found[row][name] = chosen
                continue
            lifted = scores + head.lift
            path = viterbi(lifted, lengths, head.steps, head.start) if head.sequences else lifted.argmax(axis=2)
            for row, length in enumerate(lengths):
                found[row][name] = ranges(path[row, :length], scores[row, :length], head.tags)
        rest = [[scores[0] for scores in output[len(self._heads) :]] for output in outputs]
        return [_Seen(window, ranged, *more) for window, ranged, more in zip(held, found, rest, strict=True)]
