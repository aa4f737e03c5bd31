"""A network enters; an ONNX graph of the same function leaves, its matrices in 8 bits, one scale a column.

The graph is written out by hand with ONNX Runtime's fused operators (attention, normalisation after a sum, products
with quantised matrices): an exporter's graph would have to be fused back into these. Activations are quantised while
it runs. The graph reads one window at a time, so that it needs neither padding nor a mask.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.network import LEVELS, Layer, Network

_FUSED = "com.microsoft"


class Graph:
    """Nodes and constants as they are added; every method returns the name of what it adds."""

    def __init__(self, *, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: NDArray[np.generic]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], *, fused: bool = False, output: str = "", **attributes: object) -> str:
        name = output or f"n{len(self.nodes)}"
        domain = _FUSED if fused else ""
        self.nodes.append(
            helper.make_node(kind, inputs, [name], name=f"{kind}{len(self.nodes)}", domain=domain, **attributes)
        )
        return name

    def product(self, x: str, weight: Tensor, bias: Tensor | None, output: str = "") -> str:
        """x · weightᵀ + bias."""
        matrix = weight.detach().numpy().T.astype(np.float32)
        extra = [] if bias is None else [self.constant(bias.detach().numpy().astype(np.float32))]
        if not self.quantised:
            x = self.node("MatMul", [x, self.constant(matrix)], output="" if extra else output)
            return self.node("Add", [x, *extra], output=output) if extra else x
        whole, scale = by_column(matrix, LEVELS)
        zero = self.constant(np.zeros(len(scale), dtype=np.int8))
        inputs = [x, self.constant(whole), self.constant(scale), zero, *extra]
        return self.node("DynamicQuantizeMatMul", inputs, fused=True, output=output)

    def linear(self, x: str, layer: nn.Linear, output: str = "") -> str:
        return self.product(x, layer.weight, layer.bias, output)

    def normalised_sum(self, x: str, y: str, norm: nn.LayerNorm) -> str:
        scale, shift = (self.constant(values.detach().numpy()) for values in (norm.weight, norm.bias))
        return self.node("SkipLayerNormalization", [x, y, scale, shift], fused=True, epsilon=norm.eps)

    def rows(self, indexes: str, table: Tensor, *, small: bool) -> str:
        """Rows of a table of vectors, kept in 8 bits with one scale a row where it is `small`."""
        values = table.detach().numpy().astype(np.float32)
        if not small:
            return self.node("Gather", [self.constant(values), indexes])
        whole, scale = by_column(values.T, 127)
        x = self.node("Gather", [self.constant(whole.T), indexes])
        x = self.node("Cast", [x], to=TensorProto.FLOAT)
        return self.node("Mul", [x, self.node("Gather", [self.constant(scale[:, None]), indexes])])


def by_column(matrix: NDArray[np.float32], levels: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers from -`levels` to `levels` (127 at most), and the scale of each column."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / levels
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def build(network: Network, outputs: list[str], *, quantised: bool = True) -> onnx.ModelProto:
    """The graph: "ids" and "features", both (1, pieces), to `outputs`, named in the order of the network's own."""
    graph = Graph(quantised=quantised)
    features = graph.rows("features", network.features.weight, small=False)
    length = graph.node("Shape", ["ids"], start=1, end=2)
    order = [graph.constant(np.array([0])), length, graph.constant(np.array([0]))]
    places = graph.node("Slice", [graph.constant(network.positions.weight.detach().numpy()), *order])
    x = graph.node("Add", [graph.rows("ids", network.pieces.weight, small=quantised), features])
    x = graph.normalised_sum(x, graph.node("Unsqueeze", [places, graph.constant(np.array([0]))]), network.norm)
    for layer in network.layers:
        if not isinstance(layer, Layer):
            raise TypeError(type(layer))
        x = _layer(graph, layer, x)
    last = list(outputs)
    for part in (*network.heads.values(), *network.links.values()):
        if not isinstance(part, nn.Linear):
            raise TypeError(type(part))
        graph.linear(x, part, output=last.pop(0))
    opening = graph.node("Gather", [x, graph.constant(np.array(0))], axis=1)
    graph.linear(opening, network.tolls, output=last.pop(0))
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "features")]
    made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    body = helper.make_graph(graph.nodes, "encoder", given, made, graph.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=8, producer_name="briefing")


def _layer(graph: Graph, layer: Layer, x: str) -> str:
    width = layer.out.in_features
    packed = graph.product(x, layer.qkv.weight, None)
    parts = graph.constant(np.array([width] * 3))
    q, k, v = (f"{packed}{name}" for name in "qkv")
    graph.nodes.append(helper.make_node("Split", [packed, parts], [q, k, v], name=f"Split{len(graph.nodes)}", axis=-1))
    bias = graph.constant(layer.qkv.bias.detach().numpy())
    read = graph.node("MultiHeadAttention", [q, k, v, bias], fused=True, num_heads=layer.heads)
    x = graph.normalised_sum(x, graph.linear(read, layer.out), layer.norm)
    up = graph.product(x, layer.up.weight, None)
    up = graph.node("FastGelu", [up, graph.constant(layer.up.bias.detach().numpy())], fused=True)
    return graph.normalised_sum(x, graph.linear(up, layer.down), layer.last)
