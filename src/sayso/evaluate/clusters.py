# SPDX-License-Identifier: Apache-2.0
"""Measures of coreference between gold chains and said ones: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF-e (Luo
2005), and their mean (Pradhan et al. 2012).

Mentions are compared as they stand, no chain is changed beforehand: a mention that the other side lacks is a chain of its own
for MUC and shares nothing for B³ and CEAF-e, as in the reference scorer since its version 8 (Pradhan et al. 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.evaluate.assignment import best_total
from sayso.evaluate.score import f1
from sayso.model import Json
from sayso.text import Span

Chain = frozenset[Span]
"""The mentions of one thing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision and recall as sums above and below the line, so that documents add up."""

    p_top: float = 0.0
    p_below: float = 0.0
    r_top: float = 0.0
    r_below: float = 0.0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.p_top + other.p_top, self.p_below + other.p_below, self.r_top + other.r_top,
                       self.r_below + other.r_below)

    @property
    def p(self) -> float:
        """Precision."""
        return self.p_top / self.p_below if self.p_below else 0.0

    @property
    def r(self) -> float:
        """Recall."""
        return self.r_top / self.r_below if self.r_below else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return f1(self.p, self.r)

    def to_dict(self) -> Json:
        """p, r, f1 to four places."""
        return {"p": round(self.p, 4), "r": round(self.r, 4), "f1": round(self.f1, 4)}

    def line(self, name: str) -> str:
        """One line of text for people."""
        return f"{name:11} P {self.p:.3f}  R {self.r:.3f}  F1 {self.f1:.3f}"


def muc(gold: Sequence[Chain], said: Sequence[Chain]) -> Measure:
    """Links: the links of a chain that the other side's chains leave whole. Chains of one have none."""
    return Measure(*_links(said, gold), *_links(gold, said))


def _links(chains: Iterable[Chain], others: Iterable[Chain]) -> tuple[float, float]:
    of = _owner(others)
    kept = below = 0
    for chain in chains:
        pieces = len({of[m] for m in chain if m in of}) + sum(m not in of for m in chain)
        kept += len(chain) - pieces
        below += len(chain) - 1
    return kept, below


def b_cubed(gold: Sequence[Chain], said: Sequence[Chain]) -> Measure:
    """Mentions: of each, the share of its chain that is with it on the other side too."""
    return Measure(*_company(said, gold), *_company(gold, said))


def _company(chains: Iterable[Chain], others: Iterable[Chain]) -> tuple[float, float]:
    of = _owner(others)
    top = 0.0
    below = 0
    for chain in chains:
        top += sum(n * n for n in Counter(of[m] for m in chain if m in of).values()) / len(chain)
        below += len(chain)
    return top, below


def ceaf_e(gold: Sequence[Chain], said: Sequence[Chain]) -> Measure:
    """Chains: the best one-to-one assignment of gold to said ones, a pair worth 2·shared / (mentions of both)."""
    of = _owner(said)
    shared: dict[int, Counter[int]] = {k: Counter(of[m] for m in chain if m in of) for k, chain in enumerate(gold)}
    total = 0.0
    for rows, columns in _islands(shared):
        total += best_total([[2 * shared[g][s] / (len(gold[g]) + len(said[s])) for s in columns] for g in rows])
    return Measure(total, len(said), total, len(gold))


def _owner(chains: Iterable[Chain]) -> dict[Span, int]:
    return {m: k for k, chain in enumerate(chains) for m in chain}


def _islands(shared: Mapping[int, Counter[int]]) -> Iterable[tuple[list[int], list[int]]]:
    """Groups of gold and said chains that share mentions, directly or through others; each can be assigned by itself."""
    sharing: dict[int, set[int]] = {}
    for g, row in shared.items():
        for s in row:
            sharing.setdefault(s, set()).add(g)
    seen: set[int] = set()
    for start in shared:
        if start in seen or not shared[start]:
            continue
        rows, columns, todo = {start}, set[int](), [start]
        while todo:
            for s in shared[todo.pop()].keys() - columns:
                columns.add(s)
                todo += sharing[s] - rows
                rows |= sharing[s]
        seen |= rows
        yield sorted(rows), sorted(columns)
