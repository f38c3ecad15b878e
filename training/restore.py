# SPDX-License-Identifier: Apache-2.0
"""The package's files → a state to go on training from: `python restore.py PACKAGE_FOLDER OUT`.

Training states are not kept in the repository; the weights of the package are all there is of a finished run. The encoder's
come back from int8 (a 127th of each channel's largest weight is lost, which a hundred steps make good); heads that
only teach begin anew. OUT gets best.pt and labels.json, for `train.py --init OUT/best.pt`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
import yaml
from onnx import numpy_helper
from torch import Tensor

from encoder import published
from network import TEACH, Network

WHOLE = {"rel_weight": "relations", "roles.weight": "roles", "voices.weight": "voices"}
"""Tables that stand in their file turned, as its only one of three dimensions: parameter → file."""

TAUGHT = (*(f"tagger.heads.{tag}." for tag in TEACH), "claims.", "held.")
"""Parameters of heads that only teach: the package has none of them, they begin anew."""


def arrays(file: Path) -> tuple[dict[str, np.ndarray], onnx.GraphProto]:
    """What a file holds, by name; int8 tables times their scale."""
    graph = onnx.load(str(file)).graph
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {}
    for name, value in raw.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            zero = raw[f"{base}_zero_point"].astype(np.float32)
            out[base] = (value.astype(np.float32) - zero) * raw[f"{base}_scale"]
        elif not name.endswith(("_scale", "_zero_point")):
            out[name] = value
    return out, graph


def named(file: Path, within: str = "") -> dict[str, np.ndarray]:
    """The parameters of one file by their names in the module that was exported. The exporter keeps names but for the weights
    of layers over three dimensions, which it turns: these are told by the name of the product that reads
    them, `within` the part whose method was exported."""
    held, graph = arrays(file)
    out = {k: v for k, v in held.items() if not k.startswith("onnx::")}
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        weight = next((i.removesuffix("_quantized") for i in node.input if i.startswith("onnx::MatMul")), None)
        if weight in held:
            path = node.name.removesuffix("_quant").strip("/").split("/")[:-1]
            # "/parser/arc_dep/arc_dep.1/MatMul": the last part names the layer within the one before
            *above, last = path
            parts = [*above[:-1], last] if above and last.startswith(f"{above[-1]}.") else path
            out[within + ".".join(parts) + ".weight"] = held[weight].T
    return out


def network(package: Path, labels: dict[str, list[str]], sizes: dict[str, int]) -> Network:
    """The network with the package's weights."""
    net = Network(published(), labels, sizes)
    state: dict[str, np.ndarray] = dict(named(package / "encoder.onnx"))
    held, _ = arrays(package / "encoder.onnx")
    (mix,) = (v for k, v in held.items() if v.shape == (4,))
    state["words.encoder.mix"] = np.log(mix)      # softmax gives it back
    state |= named(package / "tagger.onnx") | named(package / "parser.onnx", "parser.")
    for name, file in (("roles", "roles"), ("voices", "voices"), ("reference", "references"), ("senses", "senses")):
        for k, v in named(package / f"{file}.onnx").items():
            state[f"{name}.{k.removeprefix('pairs.')}"] = v
    for parameter, file in WHOLE.items():
        held, _ = arrays(package / f"{file}.onnx")
        (table,) = (v for v in held.values() if v.ndim == 3)
        state[f"parser.{parameter}" if parameter == "rel_weight" else parameter] = table.transpose(1, 0, 2)
    mine = net.state_dict()
    wanted = {k for k in mine if not k.startswith(TAUGHT)}
    missing, strange = wanted - state.keys(), [k for k, v in state.items() if k in mine and mine[k].shape != v.shape]
    if missing or strange:
        raise SystemExit(f"the package does not fit the network: missing {sorted(missing)[:5]}, of another size {strange[:5]}")
    tensors: dict[str, Tensor] = {k: torch.from_numpy(state[k].copy()) for k in wanted}
    net.load_state_dict(tensors, strict=False)
    return net


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("package", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--config", type=Path, default=Path(__file__).parent / "config.yaml")
    args = ask.parse_args()
    labels = json.loads((args.package / "labels.json").read_text())
    sizes = yaml.safe_load(args.config.read_text())["all"]["sizes"]
    net = network(args.package, labels | {x: ["none"] for x in (*TEACH, "filler")}, sizes)
    args.out.mkdir(parents=True, exist_ok=True)
    state = {k: v for k, v in net.state_dict().items() if not k.startswith(TAUGHT)}
    torch.save({"net": state, "conf": {"sizes": sizes}, "scores": {}}, args.out / "best.pt")
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False))


if __name__ == "__main__":
    main()
