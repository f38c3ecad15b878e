# SPDX-License-Identifier: Apache-2.0
"""Trains the language model: `python train.py config.yaml --data DIR --out DIR [--resume]`.

All heads learn together from chunks of running text. After each epoch the state is written to OUT/last.pt (for
--resume), and the best epoch on the dev sets to OUT/best.pt; `export.py` makes the package's files from it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from corpora import Document, Sentence, ewt, gum, names
from encoder import published, tokenizer_file
from network import TAGS, Network

CASE = {"none": 0, "lower": 1, "title": 2, "upper": 3, "single": 4, "mixed": 5}
IGNORE = -100
LONGEST = 512
"""Positions of the encoder; the few chunks with more pieces (runs of addresses and signs) are left out."""


def case_of(word: str) -> int:
    """The letter-case class of a word; the runtime's twin is sayso.language.case and a test holds the two together."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return CASE["none"]
    if all(not c.isupper() for c in letters):
        return CASE["lower"]
    if all(c.isupper() for c in letters):
        return CASE["single"] if len(letters) == 1 else CASE["upper"]
    return CASE["title"] if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else CASE["mixed"]


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lower-case lemma from the lower-case form: "cut:add" at the end of the word."""
    form, lemma = form.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}:{lemma[same:]}"


def label_sets(documents: list[Document]) -> dict[str, list[str]]:
    """Labels of each head, most frequent first; lemma scripts seen once are left to the default."""
    seen: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "lemma", "entity", "kind", "relation")}
    for doc in documents:
        for s in doc.sentences:
            for layer in ("upos", "xpos", "entity", "kind", "relation"):
                seen[layer].update(getattr(s, layer) or ())
            seen["lemma"].update(map(lemma_script, s.words, s.lemma or ()))
    out = {k: [x for x, n in c.most_common() if k != "lemma" or n >= 3] for k, c in seen.items()}
    out["start"] = ["no", "yes"]
    return out


@dataclass(slots=True)
class Chunk:
    """Running sentences as one training text: pieces, letter cases and the labels of each word."""

    words: list[str]
    labels: dict[str, list[int]]
    sentences: list[tuple[int, int]]
    heads: list[int] | None
    relation: list[int] | None


class Chunks:
    """Cuts documents into chunks and encodes them; letter case, headline case and final stops vary at random."""

    def __init__(self, labels: dict[str, list[str]], conf: dict, seed: int) -> None:
        self.ids = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
        self.conf, self.random = conf, random.Random(seed)

    def cut(self, doc: Document) -> list[list[Sentence]]:
        out: list[list[Sentence]] = []
        i = 0
        while i < len(doc.sentences):
            room = 1 if self.random.random() < self.conf["alone"] else self.random.randint(20, self.conf["words"])
            part: list[Sentence] = []
            while i < len(doc.sentences) and (
                not part or sum(len(s.words) for s in part) + len(doc.sentences[i].words) <= room
            ):
                part.append(doc.sentences[i])
                i += 1
            out.append(part)
        return out

    def vary(self, s: Sentence) -> Sentence:
        """Drops a final stop at times, as headlines do."""
        n = len(s.words)
        if n > 3 and s.heads and s.words[-1] in ".!" and n not in s.heads and self.random.random() < self.conf["no_stop"]:
            layers = {k: (v[:-1] if (v := getattr(s, k)) is not None else None) for k in Sentence.__slots__}
            return Sentence(**layers)
        return s

    def make(self, part: list[Sentence], vary: bool) -> Chunk:
        if vary:
            part = [self.vary(s) for s in part]
        words = [w for s in part for w in s.words]
        labels: dict[str, list[int]] = {}
        for layer in TAGS:
            row: list[int] = []
            for k, s in enumerate(part):
                if layer == "start":
                    marks = [IGNORE if k == 0 else 1, *[0] * (len(s.words) - 1)]
                    row += marks if s.upos is not None else [IGNORE] * len(s.words)
                elif layer == "lemma" and s.lemma is not None:
                    row += [self.ids["lemma"].get(lemma_script(f, x), IGNORE) for f, x in zip(s.words, s.lemma, strict=True)]
                else:
                    values = getattr(s, layer)
                    row += [IGNORE] * len(s.words) if values is None else [self.ids[layer].get(v, IGNORE) for v in values]
            labels[layer] = row
        spans, at = [], 0
        for s in part:
            spans.append((at, at + len(s.words)))
            at += len(s.words)
        tree = all(s.heads is not None for s in part)
        heads = [h for s in part for h in s.heads or ()] if tree else None
        relation = [self.ids["relation"].get(r, IGNORE) for s in part for r in s.relation or ()] if tree else None
        if vary:
            draw = self.random.random()
            a, b, c = self.conf["upper"], self.conf["lower"], self.conf["headline"]
            if draw < a:
                words = [w.upper() for w in words]
            elif draw < a + b:
                words = [w.lower() for w in words]
            elif draw < a + b + c:
                words = [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
        return Chunk(words, labels, spans, heads, relation)


class Batcher:
    """Chunks → tensors."""

    def __init__(self, tokenizer: Tokenizer, drop_case: float, seed: int) -> None:
        self.tokenizer, self.drop_case, self.random = tokenizer, drop_case, random.Random(seed)

    def encode(self, chunk: Chunk) -> tuple[list[int], list[int], list[int], list[int]]:
        coded = self.tokenizer.encode(chunk.words, is_pretokenized=True)
        n = len(chunk.words)
        first, last = [0] * n, [0] * n
        hidden = self.random.random() < self.drop_case
        cases = []
        for i, w in enumerate(coded.word_ids):
            if w is not None:
                first[w] = first[w] or i
                last[w] = i
            cases.append(0 if w is None or hidden else case_of(chunk.words[w]))
        return coded.ids, cases, first, last

    def batch(self, chunks: list[Chunk]) -> dict[str, Tensor]:
        pairs = [(c, x) for c in chunks if len((x := self.encode(c))[0]) <= LONGEST]
        chunks, coded = [c for c, _ in pairs], [x for _, x in pairs]
        width = max((len(c[0]) for c in coded), default=1)
        pad = lambda row: row + [0] * (width - len(row))  # noqa: E731
        out = {
            "ids": torch.tensor([pad(c[0]) for c in coded]),
            "cases": torch.tensor([pad(c[1]) for c in coded]),
            "real": torch.tensor([pad([1] * len(c[0])) for c in coded]),
        }
        out["first"] = torch.tensor([k * width + i for k, c in enumerate(coded) for i in c[2]])
        out["last"] = torch.tensor([k * width + i for k, c in enumerate(coded) for i in c[3]])
        for t in TAGS:
            out[t] = torch.tensor([x for c in chunks for x in c.labels[t]])
        spans, heads, rels, base = [], [], [], 0
        for c in chunks:
            if c.heads is not None and c.relation is not None:
                for a, b in c.sentences:
                    spans.append((base + a, base + b))
                    heads.append(c.heads[a:b])
                    rels.append(c.relation[a:b])
            base += len(c.words)
        if spans:
            longest = max(b - a for a, b in spans)
            out["rows"] = torch.tensor([[min(a + i, b - 1) for i in range(longest)] for a, b in spans])
            out["heads"] = torch.tensor([h + [IGNORE] * (longest - len(h)) for h in heads])
            out["relation"] = torch.tensor([r + [IGNORE] * (longest - len(r)) for r in rels])
        return out


def arcs_of(net: Network, vectors: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Parser scores with padding and self-arcs masked."""
    arcs, rels = net.parser(vectors[batch["rows"]])
    n = arcs.shape[1]
    real = batch["heads"] != IGNORE
    mask = torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None, :].expand_as(arcs).clone()
    mask[:, torch.arange(n), torch.arange(1, n + 1)] = False
    return arcs.masked_fill(~mask, -1e4), rels


def losses(net: Network, batch: dict[str, Tensor], weights: dict[str, float]) -> Tensor:
    vectors = net.words(batch["ids"], batch["cases"], batch["real"], batch["first"], batch["last"])
    total = vectors.new_zeros(())
    for tag, scores in zip(TAGS, net.tagger(vectors), strict=True):
        if (batch[tag] != IGNORE).any():
            total = total + weights[tag] * F.cross_entropy(scores, batch[tag], ignore_index=IGNORE)
    if "rows" in batch:
        arcs, rels = arcs_of(net, vectors, batch)
        total = total + weights["arc"] * F.cross_entropy(arcs.flatten(0, 1), batch["heads"].flatten(), ignore_index=IGNORE)
        gold = batch["heads"].clamp(min=0)[..., None, None].expand(-1, -1, 1, rels.shape[-1])
        at = rels.gather(2, gold).squeeze(2)
        total = total + weights["relation"] * F.cross_entropy(
            at.flatten(0, 1), batch["relation"].flatten(), ignore_index=IGNORE
        )
    return total


@torch.no_grad()
def measure(net: Network, batches: list[dict[str, Tensor]], labels: dict[str, list[str]]) -> dict[str, float]:
    """Quick dev scores (arcs by best head, not by tree): shares right; entity = F1 of the B- tags and their type only."""
    net.eval()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    main = [r.split(":")[0] for r in labels["relation"]]
    for batch in batches:
        vectors = net.words(batch["ids"], batch["cases"], batch["real"], batch["first"], batch["last"])
        for tag, scores in zip(TAGS, net.tagger(vectors), strict=True):
            real = batch[tag] != IGNORE
            best = scores.argmax(-1)
            if tag == "entity":
                begins = torch.tensor([x.startswith("B-") and "MISC" not in x for x in labels["entity"]])
                right["entity"] += int((2 * (best == batch[tag]) * begins[best] * real).sum())
                seen["entity"] += int((begins[best] * real).sum() + (begins[batch[tag].clamp(min=0)] * real).sum())
            elif tag in {"start", "kind"}:
                positive = labels[tag].index("yes" if tag == "start" else "none")
                p = (best == positive) if tag == "start" else (best != positive)
                g = (batch[tag] == positive) if tag == "start" else (batch[tag] != positive)
                right[tag] += int((2 * (p & g & real & (best == batch[tag]))).sum())
                seen[tag] += int((p & real).sum() + (g & real).sum())
            else:
                right[tag] += int(((best == batch[tag]) & real).sum())
                seen[tag] += int(real.sum())
        if "rows" in batch:
            arcs, rels = arcs_of(net, vectors, batch)
            best = arcs.argmax(-1)
            real = batch["heads"] != IGNORE
            hit = (best == batch["heads"]) & real
            rel = rels.gather(2, best[..., None, None].expand(-1, -1, 1, rels.shape[-1])).squeeze(2).argmax(-1)
            same = torch.tensor([[a == b for b in main] for a in main])[rel, batch["relation"].clamp(min=0)]
            right["uas"] += int(hit.sum())
            right["las"] += int((hit & same).sum())
            for k in ("uas", "las"):
                seen[k] += int(real.sum())
    net.train()
    return {k: round(100 * right[k] / max(1, seen[k]), 2) for k in seen}


def prepare(documents: list[Document], chunks: Chunks, batcher: Batcher, size: int, *, vary: bool) -> list[dict[str, Tensor]]:
    """All chunks of an epoch in batches of about `size` words, chunks of like length together, batches shuffled."""
    made = [chunks.make(part, vary) for d in documents for part in chunks.cut(d)]
    made.sort(key=lambda c: len(c.words) + chunks.random.random() * 8)
    groups: list[list[Chunk]] = [[]]
    for c in made:
        if groups[-1] and (len(groups[-1]) + 1) * len(c.words) > size:
            groups.append([])
        groups[-1].append(c)
    chunks.random.shuffle(groups)
    return [b for g in groups if len((b := batcher.batch(g))["first"])]


def digest(folder: Path) -> str:
    """One hash over the names and sizes of the training files used: which data this model saw."""
    h = hashlib.sha256()
    for part in ("ud_ewt", "uner_ewt", "gum", "crossner_politics", "ner_small", "redocred"):
        for f in sorted((folder / part).rglob("*")):
            if f.is_file():
                h.update(f"{f.relative_to(folder)} {hashlib.sha256(f.read_bytes()).hexdigest()}\n".encode())
    return h.hexdigest()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("config", type=Path)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--resume", action="store_true")
    ask.add_argument("--init", type=Path, help="a finished run to go on from, with fresh rates: its labels and best weights")
    args = ask.parse_args()
    conf = yaml.safe_load(args.config.read_text())
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(conf["seed"])
    torch.set_num_threads(conf["threads"])

    trees = ewt(args.data, "train")
    gum_train, gum_dev = gum(args.data)
    name_sets = names(args.data, extra=conf.get("extra_names", False))
    train = trees + gum_train + name_sets
    labels = json.loads((args.init / "labels.json").read_text()) if args.init else label_sets(train)
    tokenizer = Tokenizer.from_file(str(tokenizer_file()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    chunks = Chunks(labels, conf["chunks"], conf["seed"])
    batcher = Batcher(tokenizer, conf["drop_case"], conf["seed"])
    plain = Batcher(tokenizer, 0.0, 0)
    dev = {
        "ewt": prepare(ewt(args.data, "dev"), Chunks(labels, conf["chunks"], 1), plain, conf["batch"], vary=False),
        "gum": prepare(gum_dev, Chunks(labels, conf["chunks"], 1), plain, conf["batch"], vary=False),
    }

    net = Network(
        published(conf["encoder_dropout"]),
        labels,
        hidden=conf["hidden"],
        arc=conf["arc"],
        rel=conf["rel"],
        dropout=conf["dropout"],
    )
    if args.init:
        net.load_state_dict(torch.load(args.init / "best.pt", weights_only=True)["net"])
    encoder = list(net.words.encoder.parameters())
    known = {id(p) for p in encoder}
    groups = [
        {"params": encoder, "lr": conf["lr_encoder"]},
        {"params": [p for p in net.parameters() if id(p) not in known], "lr": conf["lr_heads"]},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    words = sum(len(s.words) for d in train for s in d.sentences)
    steps = int(conf["epochs"] * words / conf["batch"] * 1.12)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1, (k + 1) / conf["warmup"]) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, k / steps))))
    )
    epoch, best, done = 0, 0.0, 0
    if args.resume and (args.out / "last.pt").exists():
        state = torch.load(args.out / "last.pt", weights_only=True)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        rate.load_state_dict(state["rate"])
        epoch, best, done = state["epoch"], state["best"], state["done"]
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False))
    (args.out / "data.json").write_text(json.dumps({"sha256": digest(args.data), "config": conf, "words": words}))
    net.train()
    while epoch < conf["epochs"]:
        began, running = time.time(), 0.0
        chunks.random.seed(conf["seed"] * 1000 + epoch)
        batches = prepare(train, chunks, batcher, conf["batch"], vary=True)
        for k, batch in enumerate(batches):
            loss = losses(net, batch, conf["weights"])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            rate.step()
            done += 1
            running += float(loss.detach())
            if (k + 1) % 50 == 0:
                print(f"epoch {epoch} {k + 1}/{len(batches)} loss {running / 50:.3f} {time.time() - began:.0f} s", flush=True)
                running = 0.0
        epoch += 1
        scores = {name: measure(net, b, labels) for name, b in dev.items()}
        value = scores["ewt"]["las"] + scores["ewt"]["entity"] / 4 + scores["gum"]["las"]
        print(f"epoch {epoch} done in {time.time() - began:.0f} s: {json.dumps(scores)}", flush=True)
        if value > best:
            best = value
            torch.save({"net": net.state_dict(), "conf": conf, "scores": scores}, args.out / "best.pt")
        torch.save(
            {
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "rate": rate.state_dict(),
                "epoch": epoch,
                "best": best,
                "done": done,
            },
            args.out / "last.pt",
        )


if __name__ == "__main__":
    main()
