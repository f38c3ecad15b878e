# SPDX-License-Identifier: Apache-2.0
"""The heads over the encoder: tags of each word, and a biaffine parser over each sentence."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from encoder import Encoder

TAGS = ("upos", "xpos", "lemma", "entity", "kind", "start")
"""Heads that give one label a word. `start` = the word begins a sentence; `kind` = the type of the mention it heads."""


class Words(nn.Module):
    """Encoder vectors to word vectors: the mean of a word's first and last piece, (b, t, d) → (n, d)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, cases: Tensor, real: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        flat = self.encoder(ids, cases, real).reshape(-1, self.encoder.words.embedding_dim)
        return (flat[first] + flat[last]) * 0.5


class Tagger(nn.Module):
    """Word vectors (n, d) to one score table a head, in the order of TAGS."""

    def __init__(self, size: int, labels: dict[str, list[str]], hidden: int, dropout: float) -> None:
        super().__init__()
        self.shared = nn.Sequential(nn.Dropout(dropout), nn.Linear(size, hidden), nn.GELU(), nn.Dropout(dropout))
        self.heads = nn.ModuleDict({t: nn.Linear(hidden, len(labels[t])) for t in TAGS})

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        x = self.shared(words)
        return tuple(self.heads[t](x) for t in TAGS)


class Parser(nn.Module):
    """Biaffine attention (Dozat & Manning 2017): words of sentences (s, n, d) → arcs (s, n, n+1), relations (s, n, n+1, r).

    Column 0 is the root; arcs[i, j] scores word j-1 (or the root) as head of word i.
    """

    def __init__(self, size: int, relations: int, arc: int, rel: int, dropout: float) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.randn(size) * 0.02)

        def mlp(out: int) -> nn.Sequential:
            return nn.Sequential(nn.Dropout(dropout), nn.Linear(size, out), nn.GELU(), nn.Dropout(dropout))

        self.arc_dep, self.arc_head, self.rel_dep, self.rel_head = mlp(arc), mlp(arc), mlp(rel), mlp(rel)
        self.arc_weight = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel_weight = nn.Parameter(torch.zeros(relations, rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.xavier_uniform_(self.rel_weight)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        s, _, d = words.shape
        heads = torch.cat([self.root.expand(s, 1, d), words], 1)
        ones = torch.ones_like(words[..., :1])
        ones_h = torch.ones_like(heads[..., :1])
        dep = torch.cat([self.arc_dep(words), ones], -1)
        arcs = (dep @ self.arc_weight) @ self.arc_head(heads).transpose(1, 2)
        rd = torch.cat([self.rel_dep(words), ones], -1)
        rh = torch.cat([self.rel_head(heads), ones_h], -1)
        left = rd.unsqueeze(1) @ self.rel_weight.unsqueeze(0)  # (s, r, n, rel+1)
        rels = left @ rh.transpose(1, 2).unsqueeze(1)  # (s, r, n, n+1)
        return arcs, rels.permute(0, 2, 3, 1)


class Network(nn.Module):
    """All of it; the three parts are exported one by one."""

    def __init__(
        self,
        encoder: Encoder,
        labels: dict[str, list[str]],
        *,
        hidden: int = 384,
        arc: int = 384,
        rel: int = 96,
        dropout: float = 0.25,
    ) -> None:
        super().__init__()
        size = encoder.words.embedding_dim
        self.words = Words(encoder)
        self.tagger = Tagger(size, labels, hidden, dropout)
        self.parser = Parser(size, len(labels["relation"]), arc, rel, dropout)
