# SPDX-License-Identifier: Apache-2.0
"""How words stand to each other in the tree, as numbers: what the heads for roles and attribution are told besides the vectors.

Relations are told without their subtypes. Training calls these functions too (training/shared.py), so nothing here may need
more than numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sayso.parse import Parse

Ints = npt.NDArray[np.int64]

SHARED = ("conj", "xcomp", "ccomp", "advcl", "acl")
"""Relations of a predicate to its head by which it may share the head's dependents as its own."""

HIGHEST = 60
"""Steps climbed in a tree; deeper words count as outside."""


@dataclass(frozen=True)
class Tree:
    """A text's trees: for each word its head (-1 = root), the number of its relation among `names`, and of its sentence. What
    is looked up for each predicate and cue is computed once."""

    heads: Ints
    mains: Ints
    sentences: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, parse: Parse, names: Sequence[str]) -> Tree:
        """The trees of a parse; `names` are the relations that the model was taught by number."""
        number = {name: i for i, name in enumerate(names)}
        mains = [number.get(w.relation.partition(":")[0], number["dep"]) for w in parse.words]
        return cls(
            np.array([w.head for w in parse.words], dtype=np.int64),
            np.array(mains, dtype=np.int64),
            np.array([w.sentence for w in parse.words], dtype=np.int64),
            tuple(names),
        )

    @cached_property
    def shares(self) -> Ints:
        """For each relation its place in SHARED; the place after the last for all others."""
        return np.array([SHARED.index(n) if n in SHARED else len(SHARED) for n in self.names])

    @cached_property
    def up(self) -> Ints:
        """Row s: for each word that s steps above it, -1 beyond the root; as many rows as the deepest word asks for."""
        heads = np.append(self.heads, -1)      # the head of -1 is -1
        rows = [np.arange(len(self.heads)), self.heads]
        while len(rows) <= HIGHEST and (rows[-1] >= 0).any():
            rows.append(heads[rows[-1]])
        return np.stack(rows)


def role_classes(tree: Tree, of: Ints, rows: Ints) -> Ints:
    """Predicates (p), words (p, n) → classes (p, n): its dependent, its head, a dependent of its head, by relation; else 0."""
    r = len(tree.names)
    up, own = tree.heads[of][:, None], tree.mains[of][:, None]
    head, main = tree.heads[rows], tree.mains[rows]
    out = np.zeros(rows.shape, dtype=np.int64)
    beside = (head == up) & (up >= 0) & (rows != of[:, None])
    out = np.where(beside, 1 + 2 * r + tree.shares[own] * r + main, out)
    out = np.where(rows == up, 1 + r + own, out)
    return np.where(head == of[:, None], 1 + main, out)


def voice_classes(tree: Tree, of: Ints, rows: Ints) -> Ints:
    """Cues (p) and words (p, n) → classes (p, n): its dependent, below one, above it, elsewhere in its sentence, by relation;
    in a sentence before or after; 0 for the cue itself."""
    r = len(tree.names)
    cue, own = of[:, None], tree.mains[of][:, None]
    out = np.where(tree.sentences[rows] == tree.sentences[of][:, None], 1 + 3 * r + own, 1 + 4 * r + (rows > cue))
    up = tree.up[:, rows]
    meets = up[1:] == cue
    steps = meets.argmax(0)      # from the word to the one right under the cue
    under = np.take_along_axis(up, steps[None], 0)[0]
    out = np.where(meets.any(0), 1 + r * (steps > 0) + tree.mains[under], out)
    out = np.where((rows == tree.up[1:, of, None]).any(0), 1 + 2 * r + own, out)
    return np.where(rows == cue, 0, out)


def role_count(names: Sequence[str]) -> int:
    """How many classes `role_classes` knows."""
    return 1 + (2 + len(SHARED) + 1) * len(names)


def voice_count(names: Sequence[str]) -> int:
    """How many classes `voice_classes` knows."""
    return 3 + 4 * len(names)
