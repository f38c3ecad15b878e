# SPDX-License-Identifier: Apache-2.0
"""Sets the language model's speed beside that of larger encoders: `python -m benchmarks.parser --soak FILE`.

In one run, on the same text, in the same library and with as many threads: our parser from raw text to Parse; our encoder
alone; an encoder of its size in fp32; one of the size of RoBERTa-base in fp32 and in int8. Those are built here with random
weights, for how long a network takes does not hang on what it has learnt. They read the very windows of word pieces that our
encoder reads, as our parser does it: a window a thread, as many side by side as there are threads. The systems take turns
report by report, so that whatever else the machine does meets them all.

FILE as in run.py; without it the example dispatches are read. The encoders need the package onnx: `make bench` installs it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from benchmarks.run import EXAMPLE, soak_lines
from sayso.language import Language
from sayso.language.runtime import PROVIDERS, options

try:
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from onnxruntime.quantization import QuantType, quantize_dynamic
except ImportError:
    BUILDS = False
else:
    BUILDS = True

Feed = dict[str, npt.NDArray[np.int64]]
"""One window as our encoder gets it: ids, cases, first, last."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of an encoder as BERT's and RoBERTa's are built."""

    layers: int
    units: int
    heads: int
    inner: int
    vocabulary: int
    positions: int


OURS = Size(6, 384, 12, 1536, 30522, 512)
BASE = Size(12, 768, 12, 3072, 50265, 514)
"""RoBERTa-base (Liu et al. 2019)."""
PARSER, ENCODER = "Sayso: raw text to parse", "Sayso's encoder, int8"


@dataclass(frozen=True, slots=True)
class Text:
    """A report, how many words it has, and the windows that our encoder reads of it."""

    text: str
    words: int
    windows: tuple[Feed, ...]

    @property
    def pieces(self) -> int:
        """Word pieces that an encoder reads; where windows overlap, twice."""
        return sum(w["ids"].size for w in self.windows)


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of each round over all texts; `against`: each round's time by that of the parser and of our encoder."""

    name: str
    seconds: tuple[float, ...]
    against_parser: tuple[float, ...]
    against_encoder: tuple[float, ...]


@dataclass(frozen=True)
class Recorder:
    """Stands before our encoder and keeps what it is given."""

    encoder: Any
    kept: list[Feed]

    def run(self, names: Sequence[str] | None, feed: Feed) -> Any:
        self.kept.append(feed)
        return self.encoder.run(names, feed)


def session(file: Path) -> ort.InferenceSession:
    """Opened as sayso.language.runtime opens the encoder."""
    return ort.InferenceSession(str(file), options(1), providers=PROVIDERS)


class Graph:
    """An encoder of a size with random weights, operator for operator as torch writes ours: window → vectors of its words."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._random = np.random.default_rng(0)
        self._nodes: list[Any] = []
        self._weights: list[Any] = []

    def model(self) -> Any:
        """The whole of it."""
        size, ids = self._size, "ids"
        length = self._node("Gather", self._node("Shape", ids), self._ints(1), axis=0)
        until = self._node("Unsqueeze", length, self._ints([0]))
        places = self._node("Slice", self._weight(size.positions, size.units), self._ints([0]), until, self._ints([0]))
        x = self._node("Add", self._node("Gather", self._weight(size.vocabulary, size.units), ids), places)
        x = self._norm(x)
        for _ in range(size.layers):
            x = self._layer(x)
        flat = self._node("Reshape", x, self._ints([-1, size.units]))
        ends = self._node("Add", self._node("Gather", flat, "first"), self._node("Gather", flat, "last"))
        self._nodes.append(helper.make_node("Mul", [ends, self._number(0.5)], ["vectors"]))
        whole = TensorProto.INT64
        inputs = [helper.make_tensor_value_info(*what) for what in ((ids, whole, [1, "t"]), ("first", whole, ["n"]),
                                                                    ("last", whole, ["n"]))]
        output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", size.units])
        graph = helper.make_graph(self._nodes, "encoder", inputs, [output], self._weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _layer(self, x: str) -> str:
        size, part = self._size, self._size.units // self._size.heads
        split = self._ints([0, 0, size.heads, part])
        query, key, value = (
            self._node("Transpose", self._node("Reshape", self._linear(x, size.units, size.units), split), perm=order)
            for order in ((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3)))
        scores = self._node("Div", self._node("MatMul", query, key), self._number(part ** 0.5))
        mixed = self._node("MatMul", self._node("Softmax", scores, axis=-1), value)
        joined = self._node("Reshape", self._node("Transpose", mixed, perm=(0, 2, 1, 3)), self._ints([0, 0, size.units]))
        x = self._norm(self._node("Add", x, self._linear(joined, size.units, size.units)))
        inner = self._linear(x, size.units, size.inner)
        bent = self._node("Add", self._node("Erf", self._node("Div", inner, self._number(2 ** 0.5))), self._number(1))
        gelu = self._node("Mul", self._node("Mul", inner, bent), self._number(0.5))
        return self._norm(self._node("Add", x, self._linear(gelu, size.inner, size.units)))

    def _linear(self, x: str, into: int, out: int) -> str:
        return self._node("Add", self._weight(out), self._node("MatMul", x, self._weight(into, out)))

    def _norm(self, x: str) -> str:
        scale = self._constant(np.ones(self._size.units, dtype=np.float32))
        return self._node("LayerNormalization", x, scale, self._weight(self._size.units), axis=-1, epsilon=1e-12)

    def _node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"x{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def _weight(self, *shape: int) -> str:
        return self._constant(self._random.normal(0, 0.02, shape).astype(np.float32))

    def _number(self, value: float) -> str:
        return self._constant(np.array(value, dtype=np.float32))

    def _ints(self, value: int | list[int]) -> str:
        return self._constant(np.array(value, dtype=np.int64))

    def _constant(self, value: npt.NDArray[Any]) -> str:
        name = f"w{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(value, name))
        return name


def encoders(folder: Path) -> dict[str, ort.InferenceSession]:
    """The encoders to compare with, by what the table calls them."""
    out = {}
    logging.disable(logging.WARNING)  # the quantiser advises a step that training/export.py does not take either
    for what, size in (("an encoder of its size", OURS), ("an encoder of RoBERTa-base's size", BASE)):
        full, small = folder / "full.onnx", folder / "small.onnx"
        onnx.save(Graph(size).model(), str(full))
        out[f"{what}, fp32"] = session(full)
        quantize_dynamic(full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)  # as training/export.py
        out[f"{what}, int8"] = session(small)
        full.unlink()
        small.unlink()
    return out


def texts(soak: Path | None, number: int, language: Language) -> list[Text]:
    """What is read: the soak file's first reports, or the example dispatches again and again."""
    if soak:
        raw = [str(line["text"]) for line in islice(soak_lines(soak), number)]
    else:
        found = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLE.parent.glob("*.txt"))]
        raw = [found[n % len(found)] for n in range(number)]
    out = []
    for text in raw:
        sessions = language.runtime.sessions
        recorder = Recorder(sessions["encoder"], [])
        listening = replace(language, runtime=replace(language.runtime, sessions={**sessions, "encoder": recorder}))
        out.append(Text(text, len(listening.parse(text).words), tuple(recorder.kept)))
    return out


def windows_through(encoder: ort.InferenceSession, pool: Executor) -> Callable[[Text], object]:
    """What runs a text's windows through an encoder, side by side; it takes of each what it knows."""
    names = [i.name for i in encoder.get_inputs()]
    return lambda text: list(pool.map(lambda window: encoder.run(None, {name: window[name] for name in names}), text.windows))


def measure(systems: dict[str, Callable[[Text], object]], batch: Sequence[Text], rounds: int) -> list[Speed]:
    """Times all systems, text by text in turn, each round and text beginning with another; first once untimed."""
    names = list(systems)
    spent: dict[str, list[float]] = {name: [0.0] * rounds for name in names}
    for name in names:
        systems[name](batch[0])
    for number in range(rounds):
        for at, text in enumerate(batch):
            first = (number + at) % len(names)
            for name in names[first:] + names[:first]:
                start = time.perf_counter()
                systems[name](text)
                spent[name][number] += time.perf_counter() - start
        print(f"round {number + 1} of {rounds} done", file=sys.stderr)
    return [Speed(name, tuple(s), *(tuple(a / b for a, b in zip(s, spent[to], strict=True)) for to in (PARSER, ENCODER)))
            for name, s in spent.items()]


def table(speeds: Sequence[Speed], words: int, pieces: int) -> str:
    """The figures as Markdown: medians over the rounds, for the ratios also the least and the most."""
    def ratio(found: Sequence[float]) -> str:
        return f"{statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})"

    rows = ["| what (random weights from the third on) | words a second | word pieces a second | time, parser = 1 | "
            "time, encoder = 1 |", "|---|---|---|---|---|"]
    for s in speeds:
        seconds = statistics.median(s.seconds)
        same = [ratio(r) if s.name != own else "1" for own, r in ((PARSER, s.against_parser), (ENCODER, s.against_encoder))]
        rows.append(f"| {s.name} | {words / seconds:,.0f} | {pieces / seconds:,.0f} | {same[0]} | {same[1]} |")
    return "\n".join(rows)


def main() -> None:
    """Runs the benchmark and prints it."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.parser", description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--soak", type=Path, help="JSONL of reports, plain or .xz; without it the example dispatches")
    ask.add_argument("--reports", type=int, default=10, help="how many reports (10)")
    ask.add_argument("--rounds", type=int, default=5, help="how often each is read by each (5)")
    ask.add_argument("--threads", type=int, default=2, help="threads of the library that runs the networks (2)")
    ask.add_argument("--json", action="store_true")
    args = ask.parse_args()
    if args.soak and not args.soak.is_file():
        sys.exit(f"{args.soak}: no such file. Give a JSONL file of reports with --soak (make bench SOAK=FILE).")

    language = Language.load(threads=args.threads)
    batch = texts(args.soak, args.reports, language)
    if not batch:
        sys.exit(f"{args.soak}: no report in it is long enough.")
    pool = ThreadPoolExecutor(args.threads)
    systems: dict[str, Callable[[Text], object]] = {PARSER: lambda text: language.parse(text.text),
                                                    ENCODER: windows_through(language.runtime.sessions["encoder"], pool)}
    if not BUILDS:
        print("Without the package onnx there is nothing to compare with: make bench installs it, or pip install "
              "--require-hashes -r requirements/bench.txt.", file=sys.stderr)
    else:
        with tempfile.TemporaryDirectory() as folder:
            systems |= {name: windows_through(encoder, pool) for name, encoder in encoders(Path(folder)).items()}
    speeds = measure(systems, batch, args.rounds)

    words, pieces = sum(t.words for t in batch), sum(t.pieces for t in batch)
    machine = (f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, onnxruntime "
               f"{ort.__version__}, {args.threads} threads")
    read = f"{len(batch)} reports, {words} words, {pieces} word pieces, {args.rounds} rounds"
    if args.json:
        print(json.dumps({"machine": machine, "reports": len(batch), "words": words, "pieces": pieces,
                          "systems": [asdict(s) for s in speeds]}, indent=2))
    else:
        print(f"Measured on {machine}; {read}, medians.\n\n{table(speeds, words, pieces)}")


if __name__ == "__main__":
    main()
