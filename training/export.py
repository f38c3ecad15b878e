# SPDX-License-Identifier: Apache-2.0
"""Makes the package's files from a training state: `python export.py RUN_FOLDER PACKAGE_FOLDER --version 0.1.0 --data DATA`.

The encoder is written as int8 (dynamic quantisation, a scale a channel, 7-bit weights: the 8-bit products of CPUs without
VNNI saturate otherwise); tagger and parser stay in fp32, they are small. Checks torch against ONNX to 1e-4 before it quantises.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from deep import deepened
from encoder import published, tokenizer_file
from network import TAGS, TEACH, Network, Pairs, Parser, Tagger, Words
from sets.document import unpacked
from sets.treebanks import ewt, gum


class Single(nn.Module):
    """One window, no padding: ids, cases (1, t); first, last (n) → (n, 384)."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.words(ids, cases, None, first, last)


class Tags(nn.Module):
    """The tagging heads that the package carries: all but those that only teach."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        *tags, certain = self.tagger(words)
        return (*(x for t, x in zip(TAGS, tags, strict=True) if t not in TEACH), certain)


class Parts(nn.Module):
    """The words of a text, (n, 384), as the parser compares them: "dependents" (n, arc), "heads" (n+1, arc), "below"
    (n, rel+1), "above" (n+1, rel+1); row 0 of heads and above is the root. A dependent times a head scores their arc."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        return tuple(x[0] for x in self.parser.parts(words[None]))


class Arcs(nn.Module):
    """Dependents (n, arc) and heads (m, arc) of one sentence → scores of arcs (n, m)."""

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        return dependents @ heads.transpose(0, 1)


class Relations(nn.Module):
    """Of words and their heads, row by row (n, rel+1), the scores of relations (n, labels)."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        return self.parser.relations(below, above)


class Table(nn.Module):
    """Pairs of one sentence: above (p, 384), below (n, 384), classes (p, n) → (p, n, labels)."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, above: Tensor, below: Tensor, classes: Tensor) -> Tensor:
        return self.pairs(above, below[None], classes)


INFLECTED = {"VBD", "VBN", "VBG", "VBZ", "NNS"}


def lemma_table(data: Path) -> str:
    """Lemmas of the training trees, a line each: form in lower case, Penn tag, commonest lemma.

    Inflected forms seen once, or with a lemma that never stands as a word, are left to the run time's lemmatiser: they hold
    the treebanks' slips ("fled" → "flead"). Web and mail addresses (ADD) are their own lemma.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in [*ewt(data, "train"), *gum(data)[0]]:
        for s in doc.sentences:
            for form, tag, lemma in zip(s.words, s.xpos or (), s.lemma or (), strict=True):
                seen[form.lower(), tag][lemma] += 1
    known = {form for form, tag in seen if tag in {"VB", "VBP", "NN"}}
    rows = []
    for (form, tag), c in sorted(seen.items()):
        lemma, n = c.most_common(1)[0]
        if tag == "ADD" or any(x.isspace() for x in form) or (tag in INFLECTED and (n == 1 or lemma.lower() not in known)):
            continue
        rows.append(f"{form}\t{tag}\t{lemma}")
    return "\n".join(rows) + "\n"


def sense_table(data: Path) -> str:
    """PropBank's rolesets of each lemma, a line each: those of its aliases, those of its particle verbs after them."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in unpacked(data / "propbank" / "propbank_frames.jsonl.xz").splitlines():
        frame = json.loads(line)
        base = frame["id"].partition(".")[0]
        names = [a for _, a in frame["aliases"]] or [base]
        for name in dict.fromkeys([*names, *(n.partition("_")[0] for n in [base, *names] if "_" in n)]):
            found[name.lower()].append(frame["id"])
    order = lambda lemma, r: (r.partition(".")[0] != lemma, "_" in r, r)  # noqa: E731
    return "".join(f"{x}\t{' '.join(sorted(dict.fromkeys(r), key=lambda s: order(x, s)))}\n" for x, r in sorted(found.items()))


def network(folder: Path) -> tuple[Network, dict[str, list[str]], dict]:
    """The best state of a training run, in evaluation mode."""
    labels = json.loads((folder / "labels.json").read_text())
    state = torch.load(folder / "best.pt", weights_only=True)
    conf = state["conf"]
    net = Network(published(), labels, conf["sizes"])
    net.load_state_dict(state["net"])
    return net.eval(), labels, state


def write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    file: Path,
) -> None:
    """Exports one part and checks it against torch on the example."""
    module.eval()
    torch.onnx.export(
        module, example, str(file), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False
    )
    onnx.checker.check_model(str(file))
    module.eval()
    with torch.no_grad():
        want = module(*example)
    got = ort.InferenceSession(str(file)).run(None, {k: x.numpy() for k, x in zip(inputs, example, strict=True)})
    for a, b in zip(want if isinstance(want, tuple) else (want,), got, strict=True):
        gap = float(np.abs(a.numpy() - b).max())
        if gap > 1e-4:
            raise SystemExit(f"{file.name}: torch and ONNX differ by {gap}")
        print(f"{file.name}: largest difference torch to ONNX {gap:.1e}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("run", type=Path)
    ask.add_argument("package", type=Path)
    ask.add_argument("--version", required=True)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--fp32", action="store_true", help="leave the encoder as it is: to measure what int8 costs")
    args = ask.parse_args()
    net, labels, state = network(args.run)
    args.package.mkdir(parents=True, exist_ok=True)
    ids, cases = torch.randint(1000, 20000, (1, 40)), torch.randint(0, 6, (1, 40))
    first = torch.arange(1, 30)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "encoder.onnx"
        write(
            Single(net.words),
            (ids, cases, first, first + 1),
            ["ids", "cases", "first", "last"],
            ["vectors"],
            {"ids": {1: "t"}, "cases": {1: "t"}, "first": {0: "n"}, "last": {0: "n"}, "vectors": {0: "n"}},
            full,
        )
        if args.fp32:
            shutil.copy(full, args.package / "encoder.onnx")
        else:
            quantize_dynamic(
                full, args.package / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
            )
        deepened(args.package / "encoder.onnx")
    words = torch.randn(12, 384)
    kept = [*(t for t in TAGS if t not in TEACH), "certainty"]
    n = {0: "n"}
    write(Tags(net.tagger), (words,), ["words"], kept, {"words": n, **dict.fromkeys(kept, n)}, args.package / "tagger.onnx")
    parts = {"dependents": n, "heads": {0: "m"}, "below": n, "above": {0: "m"}}
    write(Parts(net.parser), (words,), ["words"], list(parts), {"words": n, **parts}, args.package / "parser.onnx")
    with torch.no_grad():
        dependents, heads, below, above = Parts(net.parser)(words)
    ways = {"dependents": n, "heads": {0: "m"}, "arcs": {0: "n", 1: "m"}}
    write(Arcs(), (dependents, heads), ["dependents", "heads"], ["arcs"], ways, args.package / "arcs.onnx")
    ways = {"below": n, "above": n, "relations": n}
    write(
        Relations(net.parser), (below, above[1:]), ["below", "above"], ["relations"], ways, args.package / "relations.onnx"
    )
    write(net.senses, (words,), ["words"], ["rolesets"], {"words": n, "rolesets": n}, args.package / "senses.onnx")
    for name, pairs in (("roles", net.roles), ("voices", net.voices)):
        grid = {0: "p", 1: "n"}
        axes = {"above": {0: "p"}, "below": n, "classes": grid, "labels": grid}
        given = (words[:3], words, torch.zeros(3, 12, dtype=torch.long))
        write(Table(pairs), given, ["above", "below", "classes"], ["labels"], axes, args.package / f"{name}.onnx")
    square = {0: "m", 1: "k"}
    write(
        net.reference,
        (words, torch.zeros(12, 12, dtype=torch.long), torch.zeros(12, 12, dtype=torch.long)),
        ["heads", "far", "alike"],
        ["antecedents"],
        {"heads": {0: "m"}, "far": square, "alike": square, "antecedents": square},
        args.package / "references.onnx",
    )
    (args.package / "senses.tsv").write_text(sense_table(args.data), encoding="utf-8")
    for name in (*TEACH, "filler"):
        del labels[name]
    (args.package / "labels.json").write_text(json.dumps(labels, ensure_ascii=False))
    lemmas = lemma_table(args.data)
    (args.package / "lemmas.tsv").write_text(lemmas, encoding="utf-8")
    shutil.copy(tokenizer_file(), args.package / "tokenizer.json")
    data = json.loads((args.run / "data.json").read_text())
    (args.package / "model.json").write_text(
        json.dumps(
            {
                "name": "sayso-model-en",
                "version": args.version,
                "language": "en",
                "licence": "CC-BY-SA-4.0",
                "data_sha256": data["sha256"],
                "lemmas": lemmas.count("\n"),
                "dev": state["scores"],
            },
            indent=1,
        )
        + "\n"
    )
    size = sum(f.stat().st_size for f in args.package.iterdir() if f.suffix in {".onnx", ".json", ".tsv"})
    print(f"{args.package}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
