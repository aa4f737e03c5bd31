"""Piece ids, feature ids and word positions enter; scores of every head leave. The encoder is a BERT of any size."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from briefing.extract.reader.decode import allowed
from briefing.extract.reader.windows import FEATURES
from training.labels import BUCKETS, HEADS, LINK, TOLLS

CRF = ("speech", "entity")
"""Heads whose transitions are learned; the others' are only constrained."""
KINDS = ("speech", "role")
"""Kinds of link: source or content to cue, role filler to trigger."""
NEAR = 50.0
"""Distances' scores are this times their parameters, so that they move as fast as they need to at the encoder's rate."""


LEVELS = 63
"""Weights are whole numbers up to this: two products with inputs up to 255 fit 16 bits, which older processors sum them in."""


class Rounded(nn.Linear):
    """A linear layer that reckons as the exported graph does: input and weights rounded, so that training makes up for it."""

    rounding = True

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounding:
            return functional.linear(x, self.weight, self.bias)
        return functional.linear(rounded_input(x), rounded_weight(self.weight), self.bias)


class RoundedRows(nn.Embedding):
    """A table of vectors whose rows are read as the exported graph keeps them: in whole steps of a scale of their own."""

    rounding = True

    def forward(self, ids: Tensor) -> Tensor:
        rows = super().forward(ids)
        if not self.rounding:
            return rows
        result: Tensor = _Round.apply(rows, rows.detach().abs().amax(-1, keepdim=True).clamp(min=1e-8) / 127)
        return result


class _Round(torch.autograd.Function):
    """Whole steps of `scale` forwards; backwards as if nothing were rounded."""

    @staticmethod
    def forward(_: Any, values: Tensor, scale: Tensor) -> Tensor:
        return (values / scale).round_().mul_(scale)

    @staticmethod
    def backward(_: Any, *grads: Tensor) -> tuple[Tensor, None]:
        return grads[0], None


def rounded_weight(weight: Tensor) -> Tensor:
    """Weights (out, in) in whole steps of their output's scale, `LEVELS` to each side of zero."""
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / LEVELS
    result: Tensor = _Round.apply(weight, scale)
    return result


def rounded_input(x: Tensor) -> Tensor:
    """Values in 255 steps from each row's lowest to its highest, zero among them: (rows, …)."""
    flat = x.detach().float().flatten(1)
    scale = ((flat.amax(1).clamp(min=0) - flat.amin(1).clamp(max=0)) / 255).clamp(min=1e-8)
    result: Tensor = _Round.apply(x.float(), scale.view(-1, *[1] * (x.ndim - 1)))
    return result


class Layer(nn.Module):
    """One transformer layer, normalised after each sum, as BERT has it."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = Rounded(width, 3 * width)
        self.out = Rounded(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up = Rounded(width, 4 * width)
        self.down = Rounded(4 * width, width)
        self.last = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, width = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm(x + self.out(read.transpose(1, 2).reshape(rows, length, width)))
        read = self.down(functional.gelu(self.up(x)))
        return self.last(x + functional.dropout(read, self.dropout, self.training))


class Network(nn.Module):
    """The encoder and its heads. Every head reads all pieces; only words' first pieces are looked at."""

    def __init__(self, *, vocabulary: int, width: int, layers: int, heads: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.pieces = RoundedRows(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.features = nn.Embedding(FEATURES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({name: Rounded(width, len(tags)) for name, tags in HEADS.items()})
        self.links = nn.ModuleDict({kind: Rounded(width, 2 * LINK) for kind in KINDS})
        self.distances = nn.ParameterDict({kind: nn.Parameter(torch.zeros(BUCKETS)) for kind in KINDS})
        self.tolls = Rounded(width, 2 * TOLLS)
        self.steps = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(len(HEADS[name]), len(HEADS[name]))) for name in CRF}
        )
        self.starts = nn.ParameterDict({name: nn.Parameter(torch.zeros(len(HEADS[name]))) for name in CRF})
        nn.init.zeros_(self.features.weight)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """(rows, pieces) ids and features, mask True where a piece is; (rows, pieces, width)."""
        order = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.pieces(ids) + self.features(features) + self.positions(order)[None])
        x = functional.dropout(x, self.dropout, self.training)
        spread = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, spread)
        return x

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """What the exported model gives: each head's scores, each kind of link's vectors, the toll of each row."""
        x = self.encode(ids, features, mask)
        words = functional.dropout(x, self.dropout, self.training)
        scores = [head(words) for head in self.heads.values()]
        vectors = [link(x) for link in self.links.values()]
        return (*scores, *vectors, self.tolls(x[:, 0]))

    def round(self, *, on: bool) -> None:
        """Whether its layers reckon with rounded numbers (the default) or exactly, which is faster."""
        for part in self.modules():
            if isinstance(part, (Rounded, RoundedRows)):
                part.rounding = on

    def transitions(self, name: str) -> tuple[Tensor, Tensor]:
        """Steps and starts of a head with what is forbidden, as plain addition."""
        steps, start = allowed(HEADS[name])
        return self.steps[name] + torch.from_numpy(steps), self.starts[name] + torch.from_numpy(start)


def base(weights: Path, dropout: float) -> Network:
    """A network whose encoder has the base's weights."""
    raw = load_file(weights)
    width = raw["embeddings.word_embeddings.weight"].shape[1]
    layers = len({name.split(".")[2] for name in raw if name.startswith("encoder.layer.")})
    network = Network(
        vocabulary=len(raw["embeddings.word_embeddings.weight"]),
        width=width,
        layers=layers,
        heads=width // 32,
        positions=len(raw["embeddings.position_embeddings.weight"]),
        dropout=dropout,
    )
    with torch.no_grad():
        network.pieces.weight.copy_(raw["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(raw["embeddings.position_embeddings.weight"])
        network.positions.weight += raw["embeddings.token_type_embeddings.weight"][0]
        _copy(network.norm, raw, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            if not isinstance(layer, Layer):
                raise TypeError(type(layer))
            stem = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                names = [f"{stem}.attention.self.{name}.{part}" for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat([raw[name] for name in names]))
            _copy(layer.out, raw, f"{stem}.attention.output.dense")
            _copy(layer.norm, raw, f"{stem}.attention.output.LayerNorm")
            _copy(layer.up, raw, f"{stem}.intermediate.dense")
            _copy(layer.down, raw, f"{stem}.output.dense")
            _copy(layer.last, raw, f"{stem}.output.LayerNorm")
    return network


def half() -> AbstractContextManager[object]:
    """bfloat16 where the processor multiplies it; elsewhere it takes twenty times as long as 32 bits."""
    return torch.autocast("cpu", torch.bfloat16, enabled="AVX512" in torch.backends.cpu.get_cpu_capability())


def _copy(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": raw[f"{name}.weight"], "bias": raw[f"{name}.bias"]})


def crf_loss(scores: Tensor, tags: Tensor, live: Tensor, steps: Tensor, start: Tensor) -> Tensor:
    """Negative log likelihood a word of whole sequences: scores (rows, words, tags), live (rows, words) from the left."""
    longest = scores.shape[1]
    gold = scores.gather(2, tags[..., None])[..., 0]
    path = gold[:, 0] + start[tags[:, 0]]
    path = path + ((gold[:, 1:] + steps[tags[:, :-1], tags[:, 1:]]) * live[:, 1:]).sum(1)
    total = scores[:, 0] + start
    for word in range(1, longest):
        ways = torch.logsumexp(total[:, :, None] + steps[None], dim=1) + scores[:, word]
        total = torch.where(live[:, word, None], ways, total)
    return (torch.logsumexp(total, dim=1) - path).sum() / live.sum()


def marginals(scores: Tensor, live: Tensor, steps: Tensor, start: Tensor) -> Tensor:
    """The logarithm of each tag's probability over all sequences: scores (rows, words, tags), live (rows, words) from the left."""
    longest = scores.shape[1]
    ahead = [scores[:, 0] + start]
    for word in range(1, longest):
        ways = torch.logsumexp(ahead[-1][:, :, None] + steps[None], dim=1) + scores[:, word]
        ahead.append(torch.where(live[:, word, None], ways, ahead[-1]))
    behind = [torch.zeros_like(scores[:, 0])]
    for word in range(longest - 1, 0, -1):
        ways = torch.logsumexp(steps[None] + (scores[:, word] + behind[-1])[:, None, :], dim=2)
        behind.append(torch.where(live[:, word, None], ways, behind[-1]))
    both = torch.stack(ahead, 1) + torch.stack(behind[::-1], 1)
    return both - torch.logsumexp(both, dim=2, keepdim=True)


def distance_buckets(span: Tensor, to: Tensor) -> Tensor:
    """Classes of signed distance in words: the sign, and its size by powers of two up to 128."""
    gap = span - to
    size = (gap.abs().clamp(min=1).float().log2().floor().long()).clamp(max=BUCKETS // 2 - 1)
    return torch.where(gap < 0, size, size + BUCKETS // 2)
