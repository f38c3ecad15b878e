# SPDX-License-Identifier: Apache-2.0
"""Trains the language model: `python train.py config.yaml --data DIR --out DIR`; called again, it goes on where it was stopped.

The stages of the config follow each other, each from the weights of the one before. Every `save` steps the state is written
to OUT/STAGE/last.pt; the weights kept (OUT/STAGE/best.pt) are a running mean over the steps. `export.py` makes the package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from collections import Counter
from pathlib import Path

import torch
import yaml
from tokenizers import Tokenizer

from chunks import Batcher, Chunks, batches, label_sets
from encoder import published, tokenizer_file
from losses import losses, measure
from network import Network
from sets.borrowed import borrowed
from sets.dispatches import dispatches, document
from sets.document import Document
from sets.meantime import meantime
from sets.names import names
from sets.parsed import ROOT, masc, named, own_texts
from sets.re3d import re3d
from sets.treebanks import ewt, gum

FILES = ("ud_ewt", "uner_ewt", "gum", "crossner_politics", "ner_small", "redocred", "re3d", "propbank", "uds", "meantime")


EVERY = 5
"""Steps between two moves of the running mean."""


def digest(folder: Path) -> str:
    """One hash over the names and contents of the training files: which data this model saw."""
    h = hashlib.sha256()
    for root in (*(folder / part for part in FILES), Path(__file__).parent / "own", ROOT / "corpus" / "dispatches" / "train"):
        for f in sorted(root.rglob("*")):
            if f.is_file():
                h.update(f"{f.relative_to(root.parent)} {hashlib.sha256(f.read_bytes()).hexdigest()}\n".encode())
    return h.hexdigest()


def fitting(state: dict, net: Network) -> dict:
    """Of a former stage's weights those that this network has, in its sizes; new heads begin anew."""
    mine = net.state_dict()
    return {k: v for k, v in state.items() if k in mine and mine[k].shape == v.shape}


class Run:
    """One stage of training."""

    def __init__(self, conf: dict, others: list[Document], whole: list[Document], dev: dict[str, list[Document]], labels: dict,
                 folder: Path) -> None:
        self.conf, self.others, self.whole, self.labels, self.folder = conf, others, whole, labels, folder
        tokenizer = Tokenizer.from_file(str(tokenizer_file()))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.chunks = Chunks(labels, conf["chunks"], conf["seed"])
        self.batcher = Batcher(tokenizer, conf["drop_case"], conf["seed"])
        plain = Batcher(tokenizer, 0.0, 0)
        fixed = Chunks(labels, conf["chunks"], 1)
        self.dev = {k: [plain.batch(b) for b in batches(d, fixed, plain, conf["batch"], vary=False)] for k, d in dev.items()}
        torch.manual_seed(conf["seed"])
        self.net = Network(published(conf["encoder_dropout"]), labels, conf["sizes"], conf["dropout"])
        self.mean: dict[str, torch.Tensor] = {}
        self.epoch = self.step = self.done = 0
        self.chunks.random.seed(0)
        self.steps = conf["epochs"] * len(batches(self.drawn(), self.chunks, self.batcher, conf["batch"], vary=True))
        self.net.words.encoder.freeze(conf.get("frozen", 0))
        encoder = [p for p in self.net.words.encoder.parameters() if p.requires_grad]
        known = {id(p) for p in self.net.words.encoder.parameters()}
        groups = [
            {"params": encoder, "lr": conf["lr_encoder"]},
            {"params": [p for p in self.net.parameters() if id(p) not in known], "lr": conf["lr_heads"]},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.rate = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda k: min(1, (k + 1) / conf["warmup"]) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, k / self.steps)))),
        )

    def drawn(self) -> list[Document]:
        """The documents of an epoch: of the other sets a share (`others`), drawn anew for each, and all of ours."""
        share = self.conf["others"]
        return [d for d in self.others if share >= 1 or self.chunks.random.random() < share] + self.whole

    def restore(self) -> bool:
        """Takes up the state written last, if there is one."""
        if not (self.folder / "last.pt").exists():
            return False
        state = torch.load(self.folder / "last.pt", weights_only=True)
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.rate.load_state_dict(state["rate"])
        self.mean, self.epoch, self.step, self.done = state["mean"], state["epoch"], state["step"], state["done"]
        return True

    def save(self) -> None:
        state = {
            "net": self.net.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rate": self.rate.state_dict(),
            "mean": self.mean,
            "epoch": self.epoch,
            "step": self.step,
            "done": self.done,
        }
        torch.save(state, self.folder / "new.pt")
        (self.folder / "new.pt").replace(self.folder / "last.pt")

    @torch.no_grad()
    def follow(self) -> None:
        """Moves the running mean of the weights: every few steps, which costs less and comes to the same."""
        if self.done % EVERY and self.mean:
            return
        decay = min(self.conf["mean"], (1 + self.done) / (20 + self.done)) ** EVERY
        for k, v in self.net.state_dict().items():
            if k in self.mean:
                self.mean[k].lerp_(v, 1 - decay)
            else:
                self.mean[k] = v.clone()

    def score(self) -> dict:
        """Dev scores of the mean weights."""
        now = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.net.load_state_dict(self.mean)
        scores = {k: measure(self.net, b, self.labels) for k, b in self.dev.items()}
        torch.save({"net": self.mean, "conf": self.conf, "scores": scores}, self.folder / "best.pt")
        self.net.load_state_dict(now)
        return scores

    def keep(self, former: Path) -> None:
        """Moves the mean weights a share (`keep`) of the way back to those that the stage began with, and scores them:
        interpolated weights do better than either on texts unlike those learnt from (Wortsman et al. 2022, WiSE-FT)."""
        began = fitting(torch.load(former, weights_only=True)["net"], self.net)
        for k, v in began.items():
            self.mean[k].lerp_(v, self.conf["keep"])
        print(f"{self.conf['name']} with {self.conf['keep']} of what it began with: {json.dumps(self.score())}", flush=True)

    def go(self) -> None:
        conf = self.conf
        self.net.train()
        while self.epoch < conf.get("stop", conf["epochs"]):
            began, running = time.time(), Counter()
            # what an epoch draws at random depends on its number only, so that an interrupted one can be taken up
            for r in (self.chunks.random, self.batcher.random):
                r.seed(conf["seed"] * 1000 + self.epoch)
            made = batches(self.drawn(), self.chunks, self.batcher, conf["batch"], vary=True)
            for k, items in enumerate(made):
                if k < self.step:
                    continue
                batch = self.batcher.batch(items)
                if not len(batch["first"]):
                    continue
                parts = losses(self.net, batch, conf["weights"], self.labels)
                self.optimiser.zero_grad(set_to_none=True)
                torch.stack(list(parts.values())).sum().backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
                self.optimiser.step()
                self.rate.step()
                self.done += 1
                self.step = k + 1
                self.follow()
                running.update({n: float(v.detach()) for n, v in parts.items()})
                if self.step % 50 == 0:
                    shown = " ".join(f"{n} {v / 50:.3f}" for n, v in running.items())
                    spent = time.time() - began
                    print(f"{conf['name']} {self.epoch} {self.step}/{len(made)} {spent:.0f} s: {shown}", flush=True)
                    running.clear()
                if self.step % conf["save"] == 0:
                    self.save()
            self.epoch, self.step = self.epoch + 1, 0
            self.save()
            print(f"{conf['name']} {self.epoch} done in {time.time() - began:.0f} s: {json.dumps(self.score())}", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("config", type=Path)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--init", type=Path, help="a best.pt to begin the first stage not yet begun with")
    ask.add_argument("--stage", help="only this stage")
    ask.add_argument("--began", type=Path, help="a best.pt that `keep` goes back towards, if not the one begun with")
    args = ask.parse_args()
    whole = yaml.safe_load(args.config.read_text())
    stages = [{**whole["all"], **s} for s in whole["stages"] if args.stage in {None, s["name"]}]
    for s in stages:
        s["weights"] = {**whole["all"]["weights"], **s["weights"]}
    former: Path | None = args.init
    torch.set_num_threads(whole["all"]["threads"])
    trees = ewt(args.data, "train")
    gum_train, gum_dev = gum(args.data)
    train = trees + named(gum_train) + names(args.data) + re3d(args.data) + meantime(args.data) + masc(args.data)
    texts = own_texts()
    held = [d for k, d in enumerate(texts) if k % 12 == 5]
    ours = dispatches("train")
    lent = [document(gold) for gold in borrowed(args.data, "train")]
    known = json.loads((args.init.parent / "labels.json").read_text()) if args.init else {}
    labels = label_sets(train + ours + lent, known)
    for conf in stages:
        folder = args.out / conf["name"]
        folder.mkdir(parents=True, exist_ok=True)
        dev = {"ewt": ewt(args.data, "dev"), "gum": gum_dev, "own": held, "re3d": re3d(args.data, held_out=True),
               "dispatches": dispatches("dev"), "borrowed": [document(gold) for gold in borrowed(args.data, "dev")]}
        whole = [d for d in texts if d not in held] * conf["own"] + ours * conf["dispatches"] + lent * conf["borrowed"]
        run = Run(conf, train, whole, dev, labels, folder)
        if not run.restore() and former is not None:
            run.net.load_state_dict(fitting(torch.load(former, weights_only=True)["net"], run.net), strict=False)
        (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False))
        (folder / "data.json").write_text(json.dumps({"sha256": digest(args.data), "config": conf}))
        run.go()
        if conf.get("keep") and former is not None:
            run.keep(args.began or former)
        former = folder / "best.pt"


if __name__ == "__main__":
    main()
