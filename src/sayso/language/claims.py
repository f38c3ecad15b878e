# SPDX-License-Identifier: Apache-2.0
"""The heads that were taught by marked-up reports: word vectors and rows of numbers → chances.

What a row says is settled in the room `claims` (learnt/features.py); here rows are only numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.language.paths import Ints
from sayso.language.runtime import SIZE, Floats, Runtime

NEIGHBOURS, RIVALS, CLAIMS = 48, 32, 16
"""What is looked at together, at most: a word with those of its sentence; a mention with others that may fill a role of the
same claim, and with itself where it may fill one of another claim. Of 33,000 claims two in a thousand have more rivals."""


@dataclass(frozen=True)
class ClaimHeads:
    """The heads over the vectors of one report, a row of `WIDTH` for each word."""

    runtime: Runtime
    vectors: Floats
    sentences: Sequence[int]
    """For each word the number of its sentence, from 0."""

    def codes(self, words: Sequence[int], rows: Ints) -> Floats:
        """Words (n) and their rows → chances (n, 1 + codes + 1): first that of no claim, then each code's, last that of a code
        which training did not see."""
        around, report = means(self.vectors[:, :SIZE], self.sentences)
        at = list(words)
        within = np.array([self.sentences[i] for i in at], dtype=np.int64)
        neighbours, place = together(within, NEIGHBOURS)
        return _chances(self.runtime.claim_scores("claim_codes", words=self.vectors[at], sentences=around[within], rows=rows,
                                                  report=np.repeat(report[None], len(at), 0),
                                                  neighbours=neighbours, neighbours_at=place))

    def roles(self, triggers: Sequence[int], mentions: Sequence[int], rows: Ints) -> Floats:
        """A trigger and a mention's head in each row (n) → chances (n, 1 + roles): first that of no role."""
        at, by = np.array(triggers, dtype=np.int64), np.array(mentions, dtype=np.int64)
        (rivals, rivals_at), (claims, claims_at) = together(at, RIVALS), together(by, CLAIMS)
        words, (ats, bys) = joined(at, by)
        return _chances(self.runtime.claim_scores("claim_roles", words=self.vectors[words], triggers=ats, mentions=bys,
                                                  rows=rows, rivals=rivals, rivals_at=rivals_at,
                                                  claims=claims, claims_at=claims_at))

    def held(self, triggers: Sequence[int], over: Sequence[int | None], rows: Ints) -> tuple[Floats, Floats, Floats]:
        """A trigger and the word over it in each row (n) → chances of polarity (n, 2), modality (n, 6), certainty (n, 4)."""
        at = np.array(triggers, dtype=np.int64)
        above = np.array([-1 if w is None else w for w in over], dtype=np.int64)
        words, (ats, overs) = joined(at, above)
        vectors = np.where(words[:, None] < 0, 0, self.vectors[words, :SIZE])
        scores = self.runtime.claim_scores("claim_held", words=vectors, triggers=ats, over=overs, rows=rows)
        return _chances(scores[:, :2]), _chances(scores[:, 2:8]), _chances(scores[:, 8:])


def joined(*words: Ints) -> tuple[Ints, list[Ints]]:
    """Words of rows (n) by their numbers, some of each row → all of these, each once (m), and where each stands among them
    (n)."""
    found, numbers = np.unique(np.concatenate(words), return_inverse=True)
    return found, np.split(numbers, len(words))


def together(groups: Ints, most: int) -> tuple[Ints, Ints]:
    """n items by their groups → the numbers of the items of each group (g, k), -1 where it has no more, and for each item its
    place (n) in that table, row by row. A group of more than `most` is cut into several, in the order of its items."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=np.nan))
    within = np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))
    row = np.cumsum(within % most == 0) - 1
    size = int((within % most).max(initial=-1)) + 1
    table: Ints = np.full((row.max(initial=-1) + 1, size), -1, dtype=np.int64)
    table[row, within % most] = order
    place: Ints = np.empty(len(groups), dtype=np.int64)
    place[order] = row * size + within % most
    return table, place


def means(vectors: Floats, sentences: Sequence[int]) -> tuple[Floats, Floats]:
    """The mean vectors of sentences (s, width), numbered from 0 in text order, and of the report (width): what is spoken
    of around a word."""
    starts = np.flatnonzero(np.diff(np.asarray(sentences), prepend=-1))
    sizes: Floats = np.diff(starts, append=len(sentences)).astype(np.float32)
    sums: Floats = np.add.reduceat(vectors, starts).astype(np.float32)
    return sums / sizes[:, None], vectors.mean(0)


def _chances(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out
