# SPDX-License-Identifier: Apache-2.0
"""Lets an exported encoder give some of its layers by themselves, behind the mix of the last four:

    python training/deep.py PACKAGE_FOLDER      encoder.onnx → the same, its words' vectors (n, WIDTH)

What a word's vector is of a layer: the mean of its first and last piece, as of the mix. No weight changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from sayso.language.runtime import DEEP, SIZE, WIDTH

MIX = "mixed"


def deepened(file: Path) -> None:
    """Puts the layers `DEEP` behind the vectors of an encoder, which gives (n, SIZE) until now."""
    model = onnx.load(str(file))
    graph = model.graph
    (out,) = graph.output
    if out.type.tensor_type.shape.dim[1].dim_value == WIDTH:
        raise SystemExit(f"{file} gives its layers already")
    norms = {node.name: node.output[0] for node in graph.node if node.op_type == "LayerNormalization"}
    for node in graph.node:
        node.output[:] = [MIX if name == out.name else name for name in node.output]
    graph.initializer.append(helper.make_tensor("deep_shape", TensorProto.INT64, [2], [-1, SIZE]))
    graph.initializer.append(helper.make_tensor("deep_half", TensorProto.FLOAT, [], [0.5]))
    parts = [MIX]
    for layer in DEEP:
        part = "norm" if layer == "words" else f"layers.{int(layer) - 1}/norm2"
        at, name = norms[f"/words/encoder/{part}/LayerNormalization"], f"deep_{layer}"
        graph.node.extend([
            helper.make_node("Reshape", [at, "deep_shape"], [f"{name}_flat"]),
            helper.make_node("Gather", [f"{name}_flat", "first"], [f"{name}_first"], axis=0),
            helper.make_node("Gather", [f"{name}_flat", "last"], [f"{name}_last"], axis=0),
            helper.make_node("Add", [f"{name}_first", f"{name}_last"], [f"{name}_sum"]),
            helper.make_node("Mul", [f"{name}_sum", "deep_half"], [name])])
        parts.append(name)
    graph.node.append(helper.make_node("Concat", parts, [out.name], axis=1))
    out.type.tensor_type.shape.dim[1].dim_value = WIDTH
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


if __name__ == "__main__":
    deepened(Path(sys.argv[1]) / "encoder.onnx")
