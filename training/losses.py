# SPDX-License-Identifier: Apache-2.0
"""What each head has to learn from a batch, as one sum; and quick scores on dev batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional as F

from chunks import IGNORE
from network import HELD, TAGS, Network
from shared import Tree, role_classes, voice_classes


def masked_arcs(arcs: Tensor, real: Tensor) -> Tensor:
    """Arc scores with padding and self-arcs masked."""
    n = arcs.shape[1]
    mask = torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None, :].expand_as(arcs).clone()
    mask[:, torch.arange(n), torch.arange(1, n + 1)] = False
    return arcs.masked_fill(~mask, -1e4)


def numbers(labels: dict[str, list[str]]) -> list[int]:
    """For each relation the number of its main label."""
    return [labels["main"].index(r.partition(":")[0]) for r in labels["relation"]]


@torch.no_grad()
def trees(net: Network, vectors: Tensor, batch: dict, arcs: Tensor, names: list[str], mains: list[int]) -> Tree:
    """The trees that the parser sees in a batch (the best head of each word), for the heads that read them."""
    real, rows = batch["real_rows"], batch["rows"]
    best = masked_arcs(arcs, real).argmax(-1)
    _, at = net.parser.at(vectors[rows], best)
    heads = torch.where(best > 0, rows[:, :1] + best - 1, torch.full_like(best, -1))
    number = torch.arange(len(rows))[:, None].expand_as(rows)
    flat = rows[real]
    out = [torch.zeros(len(vectors), dtype=torch.long) for _ in range(3)]
    for table, values in zip(out, (heads, torch.tensor(mains)[at.argmax(-1)], number), strict=True):
        table[flat] = values[real]
    return Tree(*(t.numpy() for t in out), tuple(names))


def classes_of(name: str, tree: Tree, batch: dict, hidden: float) -> Tensor:
    """How words stand in the tree to their predicates ("role") or cues ("voice"); of a share of these nothing is told."""
    of, rows = batch[f"{name}_of"].numpy(), batch[f"{name}_rows"].numpy()
    found = (voice_classes if name == "voice" else role_classes)(tree, of, rows)
    return torch.from_numpy(found) * (torch.rand(len(of), 1) >= hidden)


HIDDEN = 0.15
"""Share of predicates and cues for which training hides the tree: trees of new texts are worse than those learnt from."""


def losses(net: Network, batch: dict, weights: dict[str, float], labels: dict[str, list[str]]) -> dict[str, Tensor]:
    """Weighted loss of each head that the batch has labels for."""
    out: dict[str, Tensor] = {}

    def add(name: str, scores: Tensor, gold: Tensor) -> None:
        if (gold != IGNORE).any():
            out[name] = weights[name] * F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORE)

    vectors = net.words(batch["ids"], batch["cases"], batch["real"], batch["first"], batch["last"])
    *tags, sure = net.tagger(vectors)
    for tag, scores in zip(TAGS, tags, strict=True):
        add(tag, scores, batch[tag])
    arcs, at = net.parser.at(vectors[batch["rows"]], batch["heads"].clamp(min=0))
    add("arc", masked_arcs(arcs, batch["real_rows"]), batch["heads"])
    add("relation", at, batch["relation"])
    tree = trees(net, vectors, batch, arcs, labels["main"], numbers(labels))
    if "role" in batch:
        seen = classes_of("role", tree, batch, HIDDEN)
        add("role", net.roles(vectors[batch["role_of"]], vectors[batch["role_rows"]], seen), batch["role"])
        add("sense", net.senses(vectors[batch["role_of"]]), batch["role_sense"])
    if "filler" in batch:
        seen = classes_of("filler", tree, batch, HIDDEN)
        add("filler", net.claims(vectors[batch["filler_of"]], vectors[batch["filler_rows"]], seen), batch["filler"])
        scores = net.held(vectors[batch["filler_of"]])
        parts = [F.cross_entropy(scores[:, a:b], batch["held"][:, k]) for k, (a, b) in enumerate(HELD)]
        out["held"] = weights["held"] * torch.stack(parts).sum()
    if "voice" in batch:
        seen = classes_of("voice", tree, batch, HIDDEN)
        add("voice", net.voices(vectors[batch["voice_of"]], vectors[batch["voice_rows"]], seen), batch["voice"])
    if "sure" in batch:
        out["certainty"] = weights["certainty"] * F.smooth_l1_loss(sure[batch["sure_of"]], batch["sure"])
    parts = []
    for where, far, alike, gold in batch["references"]:
        scores = net.reference(vectors[where], far, alike)
        m = len(where)
        later = torch.ones(m, m).triu().bool()
        scores = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(later, -1e4)], 1)
        parts.append((scores.logsumexp(1) - scores.masked_fill(gold == 0, -1e4).logsumexp(1)).mean())
    if parts:
        out["reference"] = weights["reference"] * torch.stack(parts).mean()
    return out


@torch.no_grad()
def measure(net: Network, made: Iterable[dict], labels: dict[str, list[str]]) -> dict[str, float]:
    """Quick dev scores, in per cent (arcs by best head, not by tree): shares right of upos, xpos, feats, uas, las and sense; F1
    of entity, time and phrase (B- tags with type), kind, start, cue, predicate, role (word and label, gold predicates),
    filler (the same for claims), claim (word and code), voice_source and voice_content (words, gold cues), link (best
    antecedents). certainty is Pearson's r."""
    net.eval()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    main = [r.split(":")[0] for r in labels["relation"]]
    same = torch.tensor([[a == b for b in main] for a in main])
    values: list[tuple[float, float]] = []

    def f1(name: str, said: Tensor, gold: Tensor, hit: Tensor) -> None:
        right[name] += 2 * int(hit.sum())
        seen[name] += int(said.sum()) + int(gold.sum())

    for batch in made:
        vectors = net.words(batch["ids"], batch["cases"], batch["real"], batch["first"], batch["last"])
        *tags, sure = net.tagger(vectors)
        for tag, scores in zip(TAGS, tags, strict=True):
            real, best, gold = batch[tag] != IGNORE, scores.argmax(-1), batch[tag].clamp(min=0)
            if tag in {"entity", "time", "phrase"}:
                begins = torch.tensor([x.startswith("B-") and "MISC" not in x for x in labels[tag]])
                f1(tag, begins[best] & real, begins[gold] & real, (best == gold) & begins[best] & real)
            elif tag in {"start", "kind", "cue", "predicate", "claim"}:
                none = labels[tag].index("none" if tag in {"kind", "claim"} else "no")
                f1(tag, (best != none) & real, (gold != none) & real, (best != none) & (best == gold) & real)
            else:
                right[tag] += int(((best == gold) & real).sum())
                seen[tag] += int(real.sum())
        arcs, _ = net.parser.at(vectors[batch["rows"]], batch["heads"].clamp(min=0))
        best = masked_arcs(arcs, batch["real_rows"]).argmax(-1)
        real = batch["heads"] != IGNORE
        hit = (best == batch["heads"]) & real
        rel = net.parser.at(vectors[batch["rows"]], best)[1].argmax(-1)
        right["uas"] += int(hit.sum())
        right["las"] += int((hit & same[rel, batch["relation"].clamp(min=0)]).sum())
        for k in ("uas", "las"):
            seen[k] += int(real.sum())
        tree = trees(net, vectors, batch, arcs, labels["main"], numbers(labels))
        for name, scorer in (("role", net.roles), ("voice", net.voices), ("filler", net.claims)):
            if name in batch:
                told = classes_of(name, tree, batch, 0.0)
                best = scorer(vectors[batch[f"{name}_of"]], vectors[batch[f"{name}_rows"]], told).argmax(-1)
                real, gold = batch[name] != IGNORE, batch[name]
                parts = {"voice_source": best == 1, "voice_content": best == 2} if name == "voice" else {name: best > 0}
                for k, said in parts.items():
                    true = (gold == (1 if k.endswith("source") else 2)) if name == "voice" else (gold > 0)
                    f1(k, said & real, true & real, said & real & (best == gold))
        if "role" in batch:
            gold = batch["role_sense"]
            right["sense"] += int((net.senses(vectors[batch["role_of"]]).argmax(-1) == gold).sum())
            seen["sense"] += int((gold != IGNORE).sum())
        if "sure" in batch:
            values += list(zip(sure[batch["sure_of"]].tolist(), batch["sure"].tolist(), strict=True))
        for where, far, alike, gold in batch["references"]:
            scores = net.reference(vectors[where], far, alike)
            later = torch.ones(len(where), len(where)).triu().bool()
            best = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(later, -1e4)], 1).argmax(1)
            hit = gold.gather(1, best[:, None])[:, 0] > 0
            f1("link", best > 0, gold[:, 0] == 0, hit & (best > 0))
    net.train()
    out = {k: round(100 * right[k] / max(1, seen[k]), 2) for k in seen if seen[k]}
    if values:
        out["certainty"] = round(float(torch.corrcoef(torch.tensor(values).T)[0, 1]), 4)
    return out
