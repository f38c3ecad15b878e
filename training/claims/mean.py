# SPDX-License-Identifier: Apache-2.0
"""Makes one head of two that were taught apart: what it scores is their weighted mean.

    python training/claims/mean.py FORMER.onnx NEW.onnx OUT.onnx --share 0.4      0.4: of the former's scores

Networks taught on the rules of different days err apart; the mean of all of them is steadier than the newest alone
(docs/decisions/0027). Both have the same inputs, in the same order.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import compose, helper, numpy_helper


def mean(former: onnx.ModelProto, new: onnx.ModelProto, share: float) -> onnx.ModelProto:
    """The model that scores `share` of the former's and the rest of the new one's; SystemExit where their inputs differ."""
    inputs = [i.name for i in former.graph.input]
    if inputs != [i.name for i in new.graph.input]:
        raise SystemExit(f"the two heads are told different things: {inputs} and {[i.name for i in new.graph.input]}")
    nodes, tables, scores = [], [], []
    for prefix, model, weight in (("former_", former, share), ("new_", new, 1 - share)):
        renamed = compose.add_prefix(model, prefix).graph
        nodes += [helper.make_node("Identity", [name], [prefix + name]) for name in inputs] + list(renamed.node)
        tables += [*renamed.initializer, numpy_helper.from_array(np.float32(weight), f"{prefix}share")]
        scores.append(f"{prefix}scaled")
        nodes.append(helper.make_node("Mul", [renamed.output[0].name, f"{prefix}share"], scores[-1:]))
    nodes.append(helper.make_node("Add", scores, [new.graph.output[0].name]))
    graph = helper.make_graph(nodes, new.graph.name, list(new.graph.input), list(new.graph.output), tables)
    made = helper.make_model(graph, opset_imports=new.opset_import)
    made.ir_version = new.ir_version
    return made


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("former", type=Path)
    ask.add_argument("new", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--share", type=float, default=0.4)
    args = ask.parse_args()
    made = mean(onnx.load(str(args.former)), onnx.load(str(args.new)), args.share)
    onnx.checker.check_model(made)
    onnx.save(made, str(args.out))


if __name__ == "__main__":
    main()
