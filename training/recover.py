"""A shipped pipeline's encoder enters; a network with its weights leaves, so that training can go on where only the model was kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.network import CRF, KINDS, NEAR, Layer, Network

Floats = NDArray[np.float32]


def recover(network: Network, folder: Path) -> int:
    """Fills `network` with the weights that `training.graph.build` wrote, rounded as they are; gives the steps they were trained."""
    model = onnx.load(str(folder / "encoder.onnx"))
    kept = {constant.name: numpy_helper.to_array(constant) for constant in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "DynamicQuantizeMatMul"]
    norms = [node for node in model.graph.node if node.op_type == "SkipLayerNormalization"]
    attention = [kept[node.input[3]] for node in model.graph.node if node.op_type == "MultiHeadAttention"]
    gelu = [kept[node.input[1]] for node in model.graph.node if node.op_type == "FastGelu"]
    tables = [kept[node.input[0]] for node in model.graph.node if node.op_type == "Gather" and node.input[0] in kept]
    (features, pieces, scale), places = tables, next(node for node in model.graph.node if node.op_type == "Slice")
    _set(network.features.weight, features)
    _set(network.pieces.weight, pieces * scale)
    _set(network.positions.weight, kept[places.input[0]])

    def product(layer: nn.Linear, bias: Floats | None = None) -> None:
        node = products.pop(0)
        _set(layer.weight, (kept[node.input[1]] * kept[node.input[2]]).T)
        _set(layer.bias, kept[node.input[4]] if bias is None else bias)

    def norm(layer: nn.LayerNorm) -> None:
        node = norms.pop(0)
        _set(layer.weight, kept[node.input[2]])
        _set(layer.bias, kept[node.input[3]])

    norm(network.norm)
    for layer in network.layers:
        if not isinstance(layer, Layer):
            raise TypeError(type(layer))
        product(layer.qkv, attention.pop(0))
        product(layer.out)
        norm(layer.norm)
        product(layer.up, gelu.pop(0))
        product(layer.down)
        norm(layer.last)
    for part in (*network.heads.values(), *network.links.values(), network.tolls):
        if not isinstance(part, nn.Linear):
            raise TypeError(type(part))
        product(part)
    with np.load(folder / "transitions.npz") as arrays:
        for name in CRF:
            _set(network.steps[name], arrays[f"{name}.steps"])
            _set(network.starts[name], arrays[f"{name}.start"])
        for kind in KINDS:
            _set(network.distances[kind], arrays[f"distances.{kind}"] / NEAR)
    steps: int = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["steps"]
    return steps


def _set(parameter: torch.Tensor, values: Floats) -> None:
    if parameter.shape != values.shape:
        raise ValueError(
            f"the shipped model has a table of {values.shape} where the network has {tuple(parameter.shape)}"
        )
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.array(values, dtype=np.float32)))
