# SPDX-License-Identifier: Apache-2.0
"""Teaches the heads for claims and writes them as ONNX files.

    python training/claims/fit.py TRAIN.npz DEV.npz OUT [--epochs 60] [--seeds 0 1] [--only roles] [--from FOLDER --rate 0.001]

OUT gets claim_codes.onnx, claim_roles.onnx, claim_held.onnx and claims.json (the terms). torch = ONNX is checked to 1e-4.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import sayso_model_en

sys.path.insert(0, str(Path(__file__).parent))

from examples import terms
from heads import Codes, Links, Several

from sayso import codebook as codebooks
from sayso.claims.learnt.features import Terms
from sayso.language import claims
from sayso.language.claims import CLAIMS, NEIGHBOURS, RIVALS, together
from sayso.language.runtime import SIZE, WIDTH
from sayso.model import ROLES

UNSEEN = 0.08     # share of claims whose code is hidden: what a user's own code looks like
MEAN = 0.98       # the weights kept are a running mean over about 50 steps
PATIENCE = 4      # epochs without a better dev loss before training stops
WARM = 100        # steps until the full rate
SMOOTH = 0.02     # label smoothing: marks have slips
WIDTHS = {"codes": WIDTH, "roles": WIDTH, "held": SIZE}      # of the words that a head is given
JOINED = {"roles": ("triggers", "mentions"), "held": ("triggers", "over")}      # the words that a row of a head joins
BESIDE = {"neighbours": NEIGHBOURS, "rivals": RIVALS, "claims": CLAIMS}      # inputs (g, k), each with places in it (n)
LARGE = 256      # numbers of a table from which on it is kept in 16 bits
HELD = ((0, 2), (2, 8), (8, 12))      # columns of polarity, modality, certainty
ALONE = 0.15      # share of rows whose rules are hidden, so that heads know how to do without them


def load(path: str) -> dict[str, Tensor]:
    with np.load(path) as found:
        return {k: torch.from_numpy(found[k]) for k in found}


def drawn(groups: np.ndarray, size: int) -> Iterator[Tensor]:
    """Batches of some `size` items, drawn by lot; neighbours of one group stay together. `groups`: each item's."""
    starts = np.flatnonzero(np.diff(groups, prepend=groups[:1] - 1))
    parts, lot = np.split(np.arange(len(groups)), starts[1:]), torch.randperm(len(starts)).tolist()
    batch: list[np.ndarray] = []
    for k in lot:
        batch.append(parts[k])
        if sum(map(len, batch)) >= size or k == lot[-1]:
            yield torch.from_numpy(np.concatenate(batch))
            batch = []


Table = dict[str, Tensor]
Parts = dict[str, Table]
Loss = Callable[[nn.Module, Table, Tensor, bool], Tensor]
"""Of a network, on the items of a table; the last says whether it is taught, so that some of what it is told is hidden."""


def fit(net: nn.Module, loss: Loss, parts: Parts, groups: np.ndarray, dev: int, size: int, epochs: int,
        rate: float) -> nn.Module:
    """Trains on batches of some `size` items, keeps a running mean of the weights, and gives the mean that was best on the dev
    part, of so many items. Stops when that is not bettered for PATIENCE epochs. `groups`: the group of each item, see
    `drawn`."""
    steps = -(-len(groups) // size)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    way = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.05)
    plan = torch.optim.lr_scheduler.LambdaLR(way, lambda k: min(1.0, k / WARM) * max(0.05, 1 - k / (epochs * steps)))
    best, kept, waited = float("inf"), None, 0
    for epoch in range(epochs):
        net.train()
        for items in drawn(groups, size):
            way.zero_grad()
            found = loss(net, parts["train"], items, True)
            found.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            way.step()
            plan.step()
            mean.update_parameters(net)
        mean.module.eval()
        with torch.no_grad():
            now = loss(mean.module, parts["dev"], torch.arange(dev), False).item()
        print(f"  epoch {epoch + 1} of {epochs}: dev loss {now:.4f}", file=sys.stderr, flush=True)
        if now < best:
            best, kept, waited = now, (epoch + 1, copy.deepcopy(mean.module)), 0
        else:
            waited += 1
        if waited > PATIENCE and epoch > 3:
            break
    print(f"  best after {kept[0]} of {epoch + 1} epochs of {steps} steps: dev loss {best:.4f}", flush=True)
    return kept[1].eval()


def codes_loss(labels: int, sizes: Mapping[str, int]) -> Loss:
    code, status = list(sizes).index("code"), list(sizes).index("status")

    def loss(net: nn.Module, d: Table, at: Tensor, taught: bool) -> Tensor:
        rows, answers = d["trigger_rows"][at].clone(), d["trigger_answers"][at].clone()
        if taught:
            hidden = (torch.rand(len(at)) < UNSEEN) & (rows[:, code] > 0)
            rows[hidden, code] = sizes["code"] - 1
            answers[hidden & (answers > 0)] = labels - 1
            rows[torch.rand(len(at)) < ALONE, status:] = 0      # and all columns behind it, which are the rules' too
        scores = net(*placed(d, at), rows, *around(d, at))
        each, weights = F.cross_entropy(scores, answers, reduction="none", label_smoothing=SMOOTH), d["trigger_weights"][at]
        return (each * weights).sum() / weights.sum().clamp(min=1)

    return loss


def placed(d: dict[str, Tensor], at: Tensor | slice = slice(None)) -> tuple[Tensor, ...]:
    """The vectors of the words at `at`, of their sentences and their reports."""
    kinds = {"words": "words", "sentences": "sentences", "report": "reports"}
    return tuple(d[table][d[f"trigger_{kind}"][at]].float() for kind, table in kinds.items())


def joined(d: dict[str, Tensor], head: str, kinds: tuple[str, ...], at: Tensor | slice = slice(None)) -> tuple[Tensor, ...]:
    """The vectors of all words that the rows at `at` join, and the number of each kind of word among these; none: nothing."""
    words, numbers = claims.joined(*(d[f"{head}_{kind}"][at].numpy() for kind in kinds))
    vectors = d["words"][words.clip(min=0)].float()
    vectors[words < 0] = 0
    return vectors, *map(torch.from_numpy, numbers)


def around(d: dict[str, Tensor], at: Tensor | slice = slice(None)) -> tuple[Tensor, ...]:
    """Which of the words at `at` stand in one sentence."""
    return tuple(map(torch.from_numpy, together(d["trigger_sentences"][at].numpy(), NEIGHBOURS)))


def new_codes(sizes, labels: int) -> nn.Module:
    return Codes(sizes, labels, 192, 12, 0.4)


def roles_loss(sizes: Mapping[str, int]) -> Loss:
    code, status = list(sizes).index("code"), list(sizes).index("status")

    def loss(net: nn.Module, d: Table, at: Tensor, taught: bool) -> Tensor:
        rows, weights = d["filler_rows"][at].clone(), d["filler_weights"][at]
        if taught:
            rows[torch.rand(len(at)) < UNSEEN, code] = sizes["code"] - 1
            alone = torch.rand(len(at)) < ALONE
            rows[alone, 0] = 0
            rows[alone, status] = 0
        scores = net(*joined(d, "filler", JOINED["roles"], at), rows, *beside(d, at))
        each = F.cross_entropy(scores, d["filler_answers"][at], reduction="none", label_smoothing=SMOOTH)
        return (each * weights).sum() / weights.sum()

    return loss


def beside(d: dict[str, Tensor], at: Tensor | slice = slice(None)) -> tuple[Tensor, ...]:
    """Which of the rows at `at` are of one claim, and which of one mention."""
    of, mentions = (d[k][at].numpy() for k in ("filler_claims", "filler_mentions"))
    return tuple(map(torch.from_numpy, (*together(of, RIVALS), *together(mentions, CLAIMS))))


def new_roles(sizes) -> nn.Module:
    labels = 1 + len(ROLES)
    said = torch.cat([torch.eye(labels), torch.eye(labels)[:1]])      # the last: it fills a role by another mention
    return Links(sizes, 2, WIDTH, labels, {"role": said}, 64, 192, 12, 0.35, beside=2)


def held_loss(net: nn.Module, d: Table, at: Tensor, taught: bool) -> Tensor:
    words, *numbers = joined(d, "held", JOINED["held"], at)
    scores, answers = net(words[:, :SIZE], *numbers, d["held_rows"][at]), d["held_answers"][at]
    return sum(F.cross_entropy(scores[:, a:b], answers[:, k], label_smoothing=SMOOTH) for k, (a, b) in enumerate(HELD))


@dataclass(frozen=True)
class Head:
    """How one head is made and taught: its table, the columns by which items stand together (none: each alone), items of a
    batch, and the highest rate of learning from nothing."""

    made: Callable[[], nn.Module]
    loss: Loss
    table: str
    groups: str
    size: int
    rate: float

    def taught(self, net: nn.Module, parts: Parts, epochs: int, rate: float | None = None) -> nn.Module:
        """A network of the head, taught further."""
        items, dev = (len(parts[p][f"{self.table}_rows"]) for p in ("train", "dev"))
        groups = parts["train"][self.groups].numpy() if self.groups else np.arange(items)
        return fit(net, self.loss, parts, groups, dev, self.size, epochs, rate or self.rate)


def heads_of(told: Terms) -> dict[str, Head]:
    """The heads by their names."""
    sizes, labels = told.sizes, len(told.codes) + 2
    return {
        "codes": Head(lambda: new_codes(sizes["trigger"], labels), codes_loss(labels, sizes["trigger"]), "trigger",
                      "trigger_sentences", 1024, 2.8e-3),
        "roles": Head(lambda: new_roles(sizes["filler"]), roles_loss(sizes["filler"]), "filler", "filler_sentences", 1024,
                      2e-3),
        "held": Head(lambda: new_held(sizes["held"]), held_loss, "held", "", 128, 1e-3),
    }


def new_held(sizes) -> nn.Module:
    label = torch.eye(HELD[-1][1])
    said = {"polarity": label[:2], "modality": torch.cat([torch.zeros(1, 12), label[2:8]]),
            "certainty": torch.cat([torch.zeros(1, 12), label[8:]])}
    return Links(sizes, 2, SIZE, 12, said, 32, 96, 12, 0.4)


def taken(file: Path, made: Callable[[], nn.Module]) -> list[nn.Module]:
    """The networks of an ONNX file that `export` wrote, to go on from. What a network has grown wider by is nothing at
    first: it says what it said."""
    import onnx
    from onnx import numpy_helper
    held = {i.name.removesuffix("_kept"): torch.from_numpy(numpy_helper.to_array(i).astype(np.float32))
            for i in onnx.load(str(file)).graph.initializer}
    tables = sorted((k for k in held if k.startswith("onnx::Gather")), key=lambda k: int(k.rsplit("_", 1)[1]))
    nets = []
    for k, table in enumerate(tables):
        net = made()
        state = net.state_dict()
        columns = [name for name in state if name.startswith("rows.columns.")]
        state |= zip(columns, held[table].split([len(state[name]) for name in columns]), strict=True)
        for name, now in state.items():
            if (found := held.get(f"nets.{k}.{name}")) is not None:
                state[name] = found if found.shape == now.shape else widened(found, now.shape[1])
        net.load_state_dict(state)
        nets.append(net)
    return nets


def widened(weights: Tensor, width: int) -> Tensor:
    """The weights of a layer whose first `SIZE` inputs are joined by others behind them, which count for nothing."""
    none = torch.zeros(len(weights), width - weights.shape[1])
    return torch.cat([weights[:, :SIZE], none, weights[:, SIZE:]], 1)


def report(d: dict[str, Tensor], nets: dict[str, nn.Module], status: int) -> None:
    """What the heads get right on rows that they were not taught, beside what rules get right."""
    for name, told in (("codes", _of_codes), ("roles", _of_roles), ("held", _of_held)):
        if name in nets:
            with torch.no_grad():
                told(d, nets[name], status)


def _of_codes(d: dict[str, Tensor], net: nn.Module, status: int) -> None:
    scores = net(*placed(d), d["trigger_rows"], *around(d))
    known = d["trigger_weights"] > 0
    said, true = scores.argmax(1)[known], d["trigger_answers"][known]
    rules = torch.where(d["trigger_rows"][known][:, status] == 3, d["trigger_rows"][known][:, status + 1], 0)
    for name, x in (("rules", rules), ("heads", said)):
        print(f"codes  {name}: {_f1(x, true)}")


def _of_roles(d: dict[str, Tensor], net: nn.Module, status: int) -> None:
    said = net(*joined(d, "filler", JOINED["roles"]), d["filler_rows"], *beside(d)).argmax(1)
    true = d["filler_answers"]
    rules = d["filler_rows"][:, 0] % (len(ROLES) + 1)
    for name, x in (("rules", rules), ("heads", said)):
        print(f"roles  {name}: {_f1(x, true)}")


def _f1(said: Tensor, true: Tensor) -> str:
    hit = ((said == true) & (true > 0)).sum().item()
    p, r = hit / max(1, (said > 0).sum().item()), hit / max(1, (true > 0).sum().item())
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def _of_held(d: dict[str, Tensor], net: nn.Module, status: int) -> None:
    words, *numbers = joined(d, "held", JOINED["held"])
    scores, true = net(words[:, :SIZE], *numbers, d["held_rows"]), d["held_answers"]
    said = torch.stack([scores[:, a:b].argmax(1) for a, b in HELD], 1)
    rules = torch.stack([d["held_rows"][:, 0], d["held_rows"][:, 1] - 1, d["held_rows"][:, 2] - 1], 1)
    for name, x in (("rules", rules), ("heads", said)):
        print(f"held   {name}: {(x == true).float().mean(0).tolist()}, all {(x == true).all(1).float().mean():.3f}")


def halved(file: Path) -> None:
    """Keeps a model's weights as numbers of 16 bits, which are widened when it is opened."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    model = onnx.load(str(file))
    for weights in model.graph.initializer:
        if weights.data_type == TensorProto.FLOAT and np.prod(weights.dims) > LARGE:
            name, kept = weights.name, numpy_helper.to_array(weights).astype(np.float16)
            weights.CopyFrom(numpy_helper.from_array(kept, f"{name}_kept"))
            model.graph.node.insert(0, helper.make_node("Cast", [f"{name}_kept"], [name], to=TensorProto.FLOAT))
    onnx.save(model, str(file))


def export(nets: dict[str, nn.Module], sizes, out: Path, told) -> None:
    import onnx
    import onnxruntime as ort
    n = {0: "n"}
    shapes = {
        "codes": ("claim_codes", ["words", "sentences", "report", "rows", "neighbours", "neighbours_at"], "trigger"),
        "roles": ("claim_roles", ["words", *JOINED["roles"], "rows", "rivals", "rivals_at", "claims", "claims_at"], "filler"),
        "held": ("claim_held", ["words", *JOINED["held"], "rows"], "held"),
    }
    out.mkdir(parents=True, exist_ok=True)
    for kind, (name, inputs, table) in shapes.items():
        if kind not in nets:
            continue
        rows = torch.stack([torch.randint(0, s, (7,)) for s in sizes[table].values()], 1)
        given = (torch.randn(7, WIDTHS[kind]), *(torch.randn(7, SIZE) for name in inputs if name in ("sentences", "report")),
                 *(torch.randint(0, 7, (7,)) for name in JOINED.get(kind, ())), rows)
        tables = [table for table in BESIDE if table in inputs]
        for table in tables:
            given += tuple(map(torch.from_numpy, together(np.array([0, 0, 0, 1, 1, 2, 3]), BESIDE[table])))
        with torch.no_grad():
            for weights in nets[kind].parameters():
                weights.copy_(weights.half())      # as they are kept: half the size
        file = out / f"{name}.onnx"
        axes = dict.fromkeys((*inputs, "scores"), n) | {table: {0: f"{table}_g", 1: f"{table}_k"} for table in tables}
        if kind in JOINED:
            axes["words"] = {0: "m"}
        torch.onnx.export(nets[kind], given, str(file), input_names=inputs, output_names=["scores"], dynamic_axes=axes,
                          opset_version=17, dynamo=False)
        halved(file)
        onnx.checker.check_model(str(file))
        with torch.no_grad():
            want = nets[kind](*given).numpy()
        got = ort.InferenceSession(str(file)).run(None, {k: x.numpy() for k, x in zip(inputs, given, strict=True)})[0]
        gap = float(np.abs(want - got).max())
        if gap > 1e-4:
            raise SystemExit(f"{name}: torch and ONNX differ by {gap}")
        print(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB, torch to ONNX {gap:.1e}")
    labels = {"claim": told.codes, "preposition": told.prepositions}
    (out / "claims.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("train")
    ask.add_argument("dev")
    ask.add_argument("out", type=Path)
    ask.add_argument("--untrained", action="store_true", help="write heads that say what rules say: to begin from nothing")
    ask.add_argument("--also", nargs="*", default=[], help="other arrays to report on")
    ask.add_argument("--only", nargs="*", choices=("codes", "roles", "held"), help="teach these, and leave the files of others")
    ask.add_argument("--epochs", type=int, default=45)
    ask.add_argument("--from", type=Path, dest="go_on", help="go on from the networks of this package folder, not from nothing")
    ask.add_argument("--rate", type=float, help="the highest rate of learning, where it is not that of a beginning")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="a network for each, from another beginning")
    args = ask.parse_args()
    torch.set_num_threads(args.threads)
    told = terms(sayso_model_en.folder(), codebooks.load(None))
    heads = heads_of(told)
    if args.untrained:      # nearly what rules say, by their priors
        export({name: head.made().eval() for name, head in heads.items()}, told.sizes, args.out, told)
        return
    parts = {"train": load(args.train), "dev": load(args.dev)}
    nets: dict[str, nn.Module] = {}
    for name, head in heads.items():
        if args.only and name not in args.only:
            continue
        print(name)
        before = taken(args.go_on / f"claim_{name}.onnx", head.made) if args.go_on else []
        several = []
        for seed in args.seeds if not before else range(len(before)):
            torch.manual_seed(seed)
            several.append(head.taught(before[seed] if before else head.made(), parts, args.epochs, args.rate))
        nets[name] = Several(several).eval()
    for name in (args.dev, *args.also):
        print(name)
        report(load(name), nets, list(told.sizes["trigger"]).index("status"))
    export(nets, told.sizes, args.out, told)


if __name__ == "__main__":
    main()
