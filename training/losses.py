# SPDX-License-Identifier: Apache-2.0
"""What each head has to learn from a batch, as one sum; and quick scores on dev batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional as F

from chunks import IGNORE
from network import TAGS, Network


def masked_arcs(arcs: Tensor, heads: Tensor) -> Tensor:
    """Arc scores with padding and self-arcs masked."""
    n = arcs.shape[1]
    real = heads != IGNORE
    mask = torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None, :].expand_as(arcs).clone()
    mask[:, torch.arange(n), torch.arange(1, n + 1)] = False
    return arcs.masked_fill(~mask, -1e4)


def losses(net: Network, batch: dict, weights: dict[str, float]) -> dict[str, Tensor]:
    """Weighted loss of each head that the batch has labels for."""
    out: dict[str, Tensor] = {}

    def add(name: str, scores: Tensor, gold: Tensor) -> None:
        if (gold != IGNORE).any():
            out[name] = weights[name] * F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORE)

    vectors = net.words(batch["ids"], batch["cases"], batch["real"], batch["first"], batch["last"])
    *tags, sure = net.tagger(vectors)
    for tag, scores in zip(TAGS, tags, strict=True):
        add(tag, scores, batch[tag])
    if "rows" in batch:
        arcs, at = net.parser.at(vectors[batch["rows"]], batch["heads"].clamp(min=0))
        add("arc", masked_arcs(arcs, batch["heads"]), batch["heads"])
        add("relation", at, batch["relation"])
    if "role" in batch:
        add("role", net.roles(vectors[batch["role_of"]], vectors[batch["role_rows"]]), batch["role"])
        add("sense", net.senses(vectors[batch["role_of"]]), batch["role_sense"])
    if "voice" in batch:
        add("voice", net.voices(vectors[batch["voice_of"]], vectors[batch["voice_rows"]]), batch["voice"])
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
    voice_source and voice_content (words, gold cues), link (best antecedents). certainty is Pearson's r."""
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
            elif tag in {"start", "kind", "cue", "predicate"}:
                none = labels[tag].index("none" if tag == "kind" else "no")
                f1(tag, (best != none) & real, (gold != none) & real, (best != none) & (best == gold) & real)
            else:
                right[tag] += int(((best == gold) & real).sum())
                seen[tag] += int(real.sum())
        if "rows" in batch:
            arcs, rels = net.parser(vectors[batch["rows"]])
            best = masked_arcs(arcs, batch["heads"]).argmax(-1)
            real = batch["heads"] != IGNORE
            hit = (best == batch["heads"]) & real
            rel = rels.gather(2, best[..., None, None].expand(-1, -1, 1, rels.shape[-1])).squeeze(2).argmax(-1)
            right["uas"] += int(hit.sum())
            right["las"] += int((hit & same[rel, batch["relation"].clamp(min=0)]).sum())
            for k in ("uas", "las"):
                seen[k] += int(real.sum())
        for name, scorer in (("role", net.roles), ("voice", net.voices)):
            if name in batch:
                best = scorer(vectors[batch[f"{name}_of"]], vectors[batch[f"{name}_rows"]]).argmax(-1)
                real, gold = batch[name] != IGNORE, batch[name]
                parts = {"role": best > 0} if name == "role" else {"voice_source": best == 1, "voice_content": best == 2}
                for k, said in parts.items():
                    true = (gold > 0) if k == "role" else (gold == (1 if k.endswith("source") else 2))
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
