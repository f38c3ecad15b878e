# SPDX-License-Identifier: Apache-2.0
"""The heads for claims: small networks over the encoder's vectors and the rows of claims/learnt/features.py.

Each begins as the rules are: what they say has a score of its own (`prior`) from the first step on, and training learns where
to leave it. So few reports teach little, but spoil nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.runtime import SIZE, WIDTH

PRIOR = 3.0
"""The score that rules' answers begin with: about one in twenty of them is doubted at first."""

KEY, HEADS = 48, 2
"""Of the attention between rows that stand beside each other."""


POOL = 1 << 23
"""Numbers of a pool of dice."""


class Dropped(nn.Module):
    """Dropout whose dice are thrown once: each call takes a stretch of them that begins by lot. New dice for each number took a
    third of the time of training."""

    def __init__(self, share: float) -> None:
        super().__init__()
        kept = torch.rand(POOL) >= share
        self.register_buffer("pool", kept / (1 - share), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        at = int(torch.randint(POOL - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view_as(x)


class Several(nn.Module):
    """Networks of one form, taught from different beginnings, as one: the mean of what they score."""

    def __init__(self, nets: Sequence[nn.Module]) -> None:
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, *given: Tensor) -> Tensor:
        return torch.stack([net(*given) for net in self.nets]).mean(0)


class Rows(nn.Module):
    """Rows of numbers (n, columns) → (n, columns * size): an embedding a column, hidden at times, so that none is all."""

    def __init__(self, sizes: Mapping[str, int], size: int, hide: float) -> None:
        super().__init__()
        self.columns = nn.ModuleList(nn.Embedding(n, size) for n in sizes.values())
        for column in self.columns:
            nn.init.normal_(column.weight, std=0.1)
        self.hide = hide
        self.out = size * len(sizes)
        firsts = torch.tensor([0, *sizes.values()][:-1]).cumsum(0)
        self.register_buffer("firsts", firsts, persistent=False)

    def forward(self, rows: Tensor) -> Tensor:
        if not self.training:      # one table and one look-up, which is what run time has
            return torch.cat([column.weight for column in self.columns])[rows + self.firsts].flatten(1)
        parts = [column(rows[:, k]) for k, column in enumerate(self.columns)]
        return torch.cat([p * (torch.rand(len(p), 1) >= self.hide) for p in parts], 1)


class Marked(nn.Module):
    """A number (n) → (n, labels) with a one at the label that the table gives it, nothing elsewhere."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = nn.Embedding.from_pretrained(table.float(), freeze=True)

    def forward(self, number: Tensor) -> Tensor:
        return self.table(number)


class Beside(nn.Module):
    """What stands beside a row: states (n, hidden), and the table of those that stand together (g, k) with each one's place in
    it (n), as `sayso.language.claims.together` gives them, → (n, size * heads), a mean by attention (Vaswani et al. 2017)."""

    def __init__(self, hidden: int, size: int, heads: int) -> None:
        super().__init__()
        self.shape = heads, size
        self.out = heads * size
        self.query, self.key, self.value = (nn.Linear(hidden, self.out) for _ in range(3))

    def forward(self, states: Tensor, table: Tensor, place: Tensor) -> Tensor:
        at = table.clamp(min=0)
        query, key, value = (functional.embedding(at, net(states)).unflatten(2, self.shape).transpose(1, 2)
                             for net in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) / self.shape[1] ** 0.5
        weights = scores.masked_fill((table < 0)[:, None, None], -1e4).softmax(-1)
        return functional.embedding(place, (weights @ value).transpose(1, 2).reshape(-1, self.out))


class Seen(nn.Module):
    """States (n, hidden), and for each of some kinds of what stands together a table and the places in it, → states that know
    of those beside them."""

    def __init__(self, hidden: int, kinds: int, drop: float) -> None:
        super().__init__()
        self.beside = nn.ModuleList(Beside(hidden, KEY, HEADS) for _ in range(kinds))
        joined = hidden + sum(b.out for b in self.beside)
        self.second = nn.Sequential(nn.Linear(joined, hidden), nn.GELU(), Dropped(drop))

    def forward(self, states: Tensor, *beside: Tensor) -> Tensor:
        given = zip(beside[::2], beside[1::2], strict=True)
        seen = [net(states, *tables) for net, tables in zip(self.beside, given, strict=True)]
        return states + self.second(torch.cat([states, *seen], 1))


class Codes(nn.Module):
    """Words (n, WIDTH), the means of their sentences and of the report (n, SIZE), rows, and which words stand in one sentence →
    scores (n, 1 + codes + 1). The last column is a code that training did not see."""

    def __init__(self, sizes: Mapping[str, int], labels: int, hidden: int, embed: int, drop: float) -> None:
        super().__init__()
        self.rows = Rows(sizes, embed, drop / 4)
        self.sentence = nn.Sequential(Dropped(drop), nn.Linear(SIZE, 32))
        self.report = nn.Sequential(Dropped(drop), nn.Linear(SIZE, 8))
        joined = WIDTH + 32 + 8 + self.rows.out
        self.first = nn.Sequential(Dropped(drop), nn.Linear(joined, hidden), nn.GELU(), Dropped(drop))
        self.seen = Seen(hidden, 1, drop)
        self.last = nn.Linear(hidden, labels)
        names = list(sizes)
        self.status, self.code = names.index("status"), names.index("code")
        self.said = Marked(torch.eye(labels))      # a code's number is its column
        self.prior = nn.Embedding.from_pretrained(torch.tensor([[0.0], [0.5], [0.5], [PRIOR]]), freeze=False)
        self.none = nn.Parameter(torch.tensor(PRIOR))

    def forward(self, words: Tensor, sentences: Tensor, report: Tensor, rows: Tensor, *beside: Tensor) -> Tensor:
        around = [self.sentence(sentences), self.report(report)]
        scores = self.last(self.seen(self.first(torch.cat([words, *around, self.rows(rows)], 1)), *beside))
        proposed = rows[:, self.status : self.status + 1] == 3
        none = torch.where(proposed, torch.zeros_like(self.none), self.none)
        scores = scores + self.said(rows[:, self.code]) * self.prior(rows[:, self.status])
        return scores + none * self.said(torch.zeros_like(rows[:, 0]))


class Links(nn.Module):
    """Words (m, `width`), of which two or three are joined in each row (n, by their numbers), and rows → scores (n, labels);
    their vectors are also multiplied, two by two. `said`: for each column that holds an answer of rules, the table from its
    numbers to labels. Of `beside` kinds of rows that stand together each row is shown the states; they are given last, see
    `Seen`."""

    def __init__(self, sizes: Mapping[str, int], words: int, width: int, labels: int, said: Mapping[str, Tensor], small: int,
                 hidden: int, embed: int, drop: float, *, beside: int = 0) -> None:
        super().__init__()
        self.rows = Rows(sizes, embed, drop / 4)
        self.small = nn.ModuleList(nn.Sequential(Dropped(drop), nn.Linear(width, small)) for _ in range(words))
        joined = small * (2 * words - 1) + self.rows.out
        self.first = nn.Sequential(nn.Linear(joined, hidden), nn.GELU(), Dropped(drop), nn.Linear(hidden, hidden), nn.GELU(),
                                   Dropped(drop))
        self.seen = Seen(hidden, beside, drop) if beside else None
        self.last = nn.Linear(hidden, labels)
        self.where = [list(sizes).index(column) for column in said]
        self.said = nn.ModuleList(Marked(table) for table in said.values())
        self.prior = nn.ParameterList(torch.tensor(PRIOR) for _ in said)

    def forward(self, words: Tensor, *given: Tensor) -> Tensor:
        at, (rows, *beside) = given[: len(self.small)], given[len(self.small):]
        small = [functional.embedding(joined, net(words)) for net, joined in zip(self.small, at, strict=True)]
        parts = [*small, *(small[0] * s for s in small[1:]), self.rows(rows)]
        state = self.first(torch.cat(parts, 1))
        if self.seen:
            state = self.seen(state, *beside)
        scores = self.last(state)
        for column, said, prior in zip(self.where, self.said, self.prior, strict=True):
            scores = scores + prior * said(rows[:, column])
        return scores
