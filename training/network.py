# SPDX-License-Identifier: Apache-2.0
"""The heads over the encoder: tags of words, a biaffine parser, and scores of pairs: roles, attribution, reference."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from encoder import Dropout, Encoder
from shared import GAPS, role_count, voice_count

TAGS = ("upos", "xpos", "feats", "lemma", "entity", "kind", "start", "time", "phrase", "predicate", "cue", "claim", "actor")
"""Heads that give one label a word. `start` = the word begins a sentence; `kind` = the type of the mention it heads;
`phrase` = names and descriptions in reports of a war, as re3d types them;
`predicate` = it has a PropBank frame; `cue` = it brings in someone's words or mind; `claim` = the code of the claim that it
carries; `actor` = the type of who or what a claim names by it."""

TEACH = ("lemma", "claim", "actor")
"""Tags that only teach the encoder: the package has no head for them (docs/decisions/0003, 0018)."""

HELD = ((0, 2), (2, 8), (8, 12))
"""Columns of a claim's polarity, modality and certainty."""

VOICE = ("none", "source", "content")
"""What a word is to a cue: nothing, the head word of the source, part of the content."""


class Words(nn.Module):
    """Encoder vectors to word vectors: the mean of a word's first and last piece, (b, t, d) → (n, d)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, cases: Tensor, real: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        flat = self.encoder(ids, cases, real).reshape(-1, self.encoder.words.embedding_dim)
        return (flat[first] + flat[last]) * 0.5


def mlp(size: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(Dropout(dropout), nn.Linear(size, out), nn.GELU(), Dropout(dropout))


class Tagger(nn.Module):
    """Word vectors (n, d) to one score table a head, in the order of TAGS; and the certainty of each word (n), if it is a
    predicate, on the scale -3 to 3."""

    def __init__(self, size: int, labels: dict[str, list[str]], hidden: int, dropout: float) -> None:
        super().__init__()
        self.shared = mlp(size, hidden, dropout)
        self.heads = nn.ModuleDict({t: nn.Linear(hidden, len(labels[t])) for t in TAGS})
        self.certain = nn.Sequential(mlp(size, 128, dropout), nn.Linear(128, 1))

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        x = self.shared(words)
        return (*(self.heads[t](x) for t in TAGS), self.certain(words)[..., 0])


class Parser(nn.Module):
    """Biaffine attention (Dozat & Manning 2017) over the words of sentences, (s, n, d)."""

    def __init__(self, size: int, relations: int, arc: int, rel: int, dropout: float) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.arc_dep, self.arc_head = mlp(size, arc, dropout), mlp(size, arc, dropout)
        self.rel_dep, self.rel_head = mlp(size, rel, dropout), mlp(size, rel, dropout)
        self.arc_weight = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel_weight = nn.Parameter(torch.zeros(relations, rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.xavier_uniform_(self.rel_weight)

    def parts(self, words: Tensor) -> tuple[Tensor, ...]:
        """What is compared: dependents (s, n, arc) and heads (s, n+1, arc), whose products score arcs; for relations
        below (s, n, rel+1) and above (s, n+1, rel+1). Row 0 of heads and above is the root."""
        s, _, d = words.shape
        heads = torch.cat([self.root.expand(s, 1, d), words], 1)
        ones = torch.ones_like(words[..., :1])
        dependents = torch.cat([self.arc_dep(words), ones], -1) @ self.arc_weight
        below = torch.cat([self.rel_dep(words), ones], -1)
        above = torch.cat([self.rel_head(heads), torch.ones_like(heads[..., :1])], -1)
        return dependents, self.arc_head(heads), below, above

    def relations(self, below: Tensor, above: Tensor) -> Tensor:
        """Words and their heads, row by row (n, rel+1) → scores of relations (n, r)."""
        k = below.shape[-1]
        left = (below @ self.rel_weight.permute(1, 0, 2).reshape(k, -1)).view(below.shape[0], -1, k)
        return (left * above[:, None, :]).sum(-1)

    def at(self, words: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Arcs (s, n, n+1): column 0 scores the root, column j word j-1 as head; and relations (s, n, r) for the given heads
        (s, n) only: the whole table is most of a training step."""
        dependents, over, below, above = self.parts(words)
        there = above.gather(1, heads[..., None].expand(-1, -1, above.shape[-1]))
        s, n, k = below.shape
        return dependents @ over.transpose(1, 2), self.relations(below.view(s * n, k), there.reshape(s * n, k)).view(s, n, -1)


class Pairs(nn.Module):
    """Labels of words as seen from other words: vectors (p, d) and (p, n, d), and how the words stand to each other in the tree
    (p, n; paths.py) → scores (p, n, labels)."""

    def __init__(self, size: int, labels: int, hidden: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.paths = nn.Embedding(classes, labels)
        nn.init.zeros_(self.paths.weight)
        self.above, self.below = mlp(size, hidden, dropout), mlp(size, hidden, dropout)
        self.weight = nn.Parameter(torch.zeros(labels, hidden + 1, hidden + 1))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, above: Tensor, below: Tensor, classes: Tensor) -> Tensor:
        a, b = self.above(above), self.below(below)
        a = torch.cat([a, torch.ones_like(a[..., :1])], -1)
        b = torch.cat([b, torch.ones_like(b[..., :1])], -1)
        k = a.shape[-1]
        left = (a @ self.weight.permute(1, 0, 2).reshape(k, -1)).view(a.shape[0], -1, k)  # (p, labels, hidden+1)
        return b @ left.transpose(1, 2) + self.paths(classes)


class Reference(nn.Module):
    """Which earlier phrase a phrase takes up: head words (m, d) and classes of pairs (m, m) → scores (m, m+1); column 0 = none.

    Column j+1 of row i scores phrase j as antecedent of phrase i; only j < i are meant.
    """

    def __init__(self, size: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.later, self.earlier = mlp(size, hidden, dropout), mlp(size, hidden, dropout)
        self.weight = nn.Parameter(torch.eye(hidden) * 0.05)
        self.new = nn.Linear(hidden, 1)
        self.far = nn.Embedding(len(GAPS) + 1, 1)
        self.alike = nn.Embedding(27, 1)
        nn.init.zeros_(self.far.weight)
        nn.init.zeros_(self.alike.weight)

    def forward(self, heads: Tensor, far: Tensor, alike: Tensor) -> Tensor:
        a, b = self.later(heads), self.earlier(heads)
        pairs = (a @ self.weight) @ b.transpose(0, 1) + self.far(far)[..., 0] + self.alike(alike)[..., 0]
        return torch.cat([self.new(a), pairs], 1)


class Network(nn.Module):
    """All of it; the parts are exported one by one."""

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]], sizes: dict[str, int], dropout: float = 0.25) -> None:
        super().__init__()
        size = encoder.words.embedding_dim
        self.words = Words(encoder)
        self.tagger = Tagger(size, labels, sizes["hidden"], dropout)
        self.parser = Parser(size, len(labels["relation"]), sizes["arc"], sizes["rel"], dropout)
        self.roles = Pairs(size, len(labels["role"]), sizes["role"], role_count(labels["main"]), dropout)
        self.voices = Pairs(size, len(VOICE), sizes["voice"], voice_count(labels["main"]), dropout)
        self.senses = nn.Linear(size, len(labels["sense"]))
        self.claims = Pairs(size, len(labels["filler"]), sizes["role"], role_count(labels["main"]), dropout)
        self.held = nn.Sequential(mlp(size, 96, dropout), nn.Linear(96, HELD[-1][1]))
        self.reference = Reference(size, sizes["reference"], dropout)
