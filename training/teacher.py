"""Piece ids, feature ids and a mask enter; scores of the statements' tags leave. The encoder is an MPNet of any size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from briefing.extract.reader.decode import Floats, allowed
from briefing.extract.reader.encoder import Encoder
from briefing.extract.reader.windows import FEATURES
from training.evaluate import meta
from training.labels import HEADS, LINK, TOLLS
from training.network import KINDS, half
from training.prepare import tokenizer_of
from training.settings import READER, Settings

HEAD = "speech"
_SPECIAL = {101: 0, 102: 2, 0: 1}
"""Opening, closing and padding piece in BERT's vocabulary, and in MPNet's, whose other pieces stand `_LATER`."""
_LATER = 4
_FIRST = 2  # of its positions
_FARTHEST = 128  # pieces, from which on all distances are one
_NONE = 20.0  # score of "nothing" where the teacher has no head


class Layer(nn.Module):
    """One transformer layer of MPNet: BERT's, with a score a head for the distance of two pieces."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.last = nn.LayerNorm(width, eps=1e-5)

    def forward(self, x: Tensor, near: Tensor) -> Tensor:
        rows, length, width = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=near.to(q.dtype))
        read = self.out(read.transpose(1, 2).reshape(rows, length, width))
        x = self.norm(x + functional.dropout(read, self.dropout, self.training))
        read = self.down(functional.gelu(self.up(x)))
        return self.last(x + functional.dropout(read, self.dropout, self.training))


class Teacher(nn.Module):
    """MPNet with the head of statements; its tables of pieces, positions and distances stay as they are."""

    def __init__(self, weights: Path, dropout: float) -> None:
        super().__init__()
        raw = load_file(weights)
        vocabulary, width = raw["embeddings.word_embeddings.weight"].shape
        buckets, heads = raw["encoder.relative_attention_bias.weight"].shape
        count = len({name.split(".")[2] for name in raw if name.startswith("encoder.layer.")})
        self.dropout = dropout
        self.pieces = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(len(raw["embeddings.position_embeddings.weight"]), width)
        self.features = nn.Embedding(FEATURES, width)
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.near = nn.Embedding(buckets, heads)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(count))
        self.head = nn.Linear(width, len(HEADS[HEAD]))
        self.steps = nn.Parameter(torch.zeros(len(HEADS[HEAD]), len(HEADS[HEAD])))
        self.start = nn.Parameter(torch.zeros(len(HEADS[HEAD])))
        nn.init.zeros_(self.features.weight)
        tables = {
            self.pieces: "embeddings.word_embeddings",
            self.positions: "embeddings.position_embeddings",
            self.near: "encoder.relative_attention_bias",
        }
        for table, name in tables.items():
            table.load_state_dict({"weight": raw[f"{name}.weight"]})
            table.requires_grad_(requires_grad=False)
        _copy(self.norm, raw, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            if not isinstance(layer, Layer):
                raise TypeError(type(layer))
            stem = f"encoder.layer.{number}"
            joined = {
                part: torch.cat([raw[f"{stem}.attention.attn.{name}.{part}"] for name in "qkv"])
                for part in ("weight", "bias")
            }
            layer.qkv.load_state_dict(joined)
            _copy(layer.out, raw, f"{stem}.attention.attn.o")
            _copy(layer.norm, raw, f"{stem}.attention.LayerNorm")
            _copy(layer.up, raw, f"{stem}.intermediate.dense")
            _copy(layer.down, raw, f"{stem}.output.dense")
            _copy(layer.last, raw, f"{stem}.output.LayerNorm")

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """(rows, pieces) ids of BERT's vocabulary, features, mask True where a piece is; scores (rows, pieces, tags)."""
        own = ids + _LATER
        for theirs, ours in _SPECIAL.items():
            own = torch.where(ids == theirs, ours, own)
        length = ids.shape[1]
        x = self.pieces(own) + self.features(features) + self.positions(torch.arange(_FIRST, length + _FIRST))[None]
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        near = self.near(_distances(length, self.near.num_embeddings)).permute(2, 0, 1)[None]
        near = near.masked_fill(~mask[:, None, None, :], -1e4)
        for layer in self.layers:
            x = layer(x, near)
        scores: Tensor = self.head(functional.dropout(x, self.dropout, self.training))
        return scores

    def transitions(self) -> tuple[Tensor, Tensor]:
        """Steps and starts with what is forbidden, as plain addition."""
        steps, start = allowed(HEADS[HEAD])
        return self.steps + torch.from_numpy(steps), self.start + torch.from_numpy(start)


def _copy(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": raw[f"{name}.weight"], "bias": raw[f"{name}.bias"]})


def _distances(length: int, count: int) -> Tensor:
    """Classes of signed distance between pieces: exact when near, by logarithm farther off (Raffel et al. 2020)."""
    order = torch.arange(length)
    gap = order[:, None] - order[None, :]
    side = count // 2
    exact = side // 2
    far = gap.abs()
    log = exact + (torch.log(far.clamp(min=1) / exact) / np.log(_FARTHEST / exact) * (side - exact)).long()
    return (gap < 0) * side + torch.where(far < exact, far, log.clamp(max=side - 1))


def encoder_of(teacher: Teacher, settings: Settings) -> Encoder:
    """The teacher behind the run time's own code, to be measured by it; what it has no head for is nothing."""
    teacher.eval()

    @torch.no_grad()
    def scorer(ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[Floats]:
        given = torch.from_numpy(ids)
        with half():
            said = teacher(given, torch.from_numpy(features), torch.ones_like(given, dtype=torch.bool)).float().numpy()
        found: list[Floats] = []
        for name, tags in HEADS.items():
            none = np.zeros((*ids.shape, len(tags)), dtype=np.float32)
            none[..., 0] = _NONE
            found.append(said if name == HEAD else none)
        found += [np.zeros((*ids.shape, 2 * LINK), dtype=np.float32) for _ in KINDS]
        return [*found, np.zeros((len(ids), 2 * TOLLS), dtype=np.float32)]

    with np.load(settings.ship / READER / "transitions.npz") as kept:
        arrays = dict(kept)
    arrays[f"{HEAD}.steps"] = teacher.steps.detach().numpy().astype(np.float32)
    arrays[f"{HEAD}.start"] = teacher.start.detach().numpy().astype(np.float32)
    return Encoder(scorer, tokenizer_of(settings), meta(settings, "teacher"), arrays)
