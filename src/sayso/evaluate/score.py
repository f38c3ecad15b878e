# SPDX-License-Identifier: Apache-2.0
"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Json


@dataclass(frozen=True, slots=True)
class Score:
    """`hit` right among `said` by the system and `true` in the gold; a share of nothing is 0."""

    hit: int
    said: int
    true: int

    @property
    def p(self) -> float:
        """Precision: of what was said, the share that is right."""
        return self.hit / self.said if self.said else 0.0

    @property
    def r(self) -> float:
        """Recall: of what is true, the share that was said."""
        return self.hit / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return f1(self.p, self.r)

    def to_dict(self) -> Json:
        """p, r, f1 to four places, and n, the number in the gold."""
        return {"p": round(self.p, 4), "r": round(self.r, 4), "f1": round(self.f1, 4), "n": self.true}

    def line(self, name: str) -> str:
        """One line of text for people."""
        return f"{name:11} P {self.p:.3f}  R {self.r:.3f}  F1 {self.f1:.3f}"


@dataclass(frozen=True, slots=True)
class Labels:
    """Scores of things that have one label each. `scores`: by the gold's label, most frequent first; `right`: the share whose
    label is said; `table`: gold, said, how often."""

    scores: tuple[tuple[str, Score], ...]
    right: float | None
    table: tuple[tuple[str, str, int], ...]


def by_label(rows: Iterable[tuple[str, str]]) -> Labels:
    """The scores of (gold, said) rows."""
    table = Counter(rows)
    gold, said = Counter[str](), Counter[str]()
    for (wanted, got), n in table.items():
        gold[wanted] += n
        said[got] += n
    scores = tuple((label, Score(table[label, label], said[label], n)) for label, n in gold.most_common())
    right = share(sum(s.hit for _, s in scores), table.total())
    return Labels(scores, right, tuple((*row, n) for row, n in sorted(table.items())))


def f1(p: float, r: float) -> float:
    """The harmonic mean of two shares; 0 where both are."""
    return 2 * p * r / (p + r) if p + r else 0.0


def share(hit: int, of: int) -> float | None:
    """`hit` out of `of` to four places; None where `of` is 0."""
    return round(hit / of, 4) if of else None
