# SPDX-License-Identifier: Apache-2.0
"""Scores → labels: the best tree (maximum spanning tree with one root), name spans without impossible tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

IMPOSSIBLE = np.float32(-1e4)
"""A score below all that the network gives (their size is about 1 to 30)."""


def tree(scores: Floats) -> list[int]:
    """Arc scores (n, n+1), column 0 = root, → the head of each word (0 = root, else 1..n), a tree with exactly one root.

    The greedy choice is taken where it is a tree, which is nearly always; else Chu–Liu/Edmonds.
    """
    n = scores.shape[0]
    best = scores.astype(np.float64).copy()
    best[np.arange(n), np.arange(1, n + 1)] = IMPOSSIBLE
    heads = best.argmax(1)
    if (heads == 0).sum() == 1 and _reaches_root(heads):
        return [int(h) for h in heads]
    full = np.full((n + 1, n + 1), float(IMPOSSIBLE) * 10)
    full[1:, :] = best
    full[1:, 0] += float(IMPOSSIBLE)  # so that a second root never pays
    return [int(h) for h in _edmonds(full)[1:]]


def _reaches_root(heads: npt.NDArray[np.int64]) -> bool:
    known = np.zeros(len(heads) + 1, dtype=bool)
    known[0] = True
    for i in range(1, len(heads) + 1):
        path, at = [], i
        while not known[at]:
            if at in path:
                return False
            path.append(at)
            at = int(heads[at - 1])
        known[path] = True
    return True


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """A cycle among 1..n, or [] where there is none; node 0 is the root."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for i in range(1, len(heads)):
        path, at = [], i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        state[path] = 2
    return []


def _edmonds(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Chu–Liu/Edmonds: scores[d, h] of head h for node d, node 0 the root → heads (n,), heads[0] = 0."""
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    found = _cycle(heads)
    if not found:
        return heads
    cycle = np.array(found, dtype=np.int64)
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    total = scores[cycle, heads[cycle]].sum()
    k = len(outside)
    small = np.full((k + 1, k + 1), float(IMPOSSIBLE) * 100)
    small[:k, :k] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None] + total
    small[k, :k] = into.max(0)
    entry = into.argmax(0)
    out = scores[np.ix_(outside, cycle)]
    small[:k, k] = out.max(1)
    leaver = out.argmax(1)
    small[np.arange(k + 1), np.arange(k + 1)] = float(IMPOSSIBLE) * 100
    inner = _edmonds(small)
    result = heads.copy()
    for i in range(1, k):
        result[outside[i]] = cycle[leaver[i]] if inner[i] == k else outside[inner[i]]
    head = int(inner[k])
    result[cycle[entry[head]]] = outside[head]
    return result


def _possible(tags: Sequence[str]) -> bool:
    """Whether each I-X follows B-X or I-X."""
    return all(tag[0] != "I" or (was != "O" and was[2:] == tag[2:]) for was, tag in pairwise(("O", *tags)))


def names(scores: Floats, labels: Sequence[str], caution: float = 0.0) -> list[int]:
    """Scores (n, labels) of BIO tags → the best sequence in which no I-X follows anything but B-X or I-X (Viterbi);
    `caution` is added to the score of "O"."""
    n, k = scores.shape
    if n == 0:
        return []
    if caution:
        scores = scores + np.array([caution if x == "O" else 0.0 for x in labels], dtype=np.float32)
    greedy = [int(i) for i in scores.argmax(1)]
    if _possible([labels[i] for i in greedy]):  # the best of each word is then the best of all; nearly always
        return greedy
    allowed = np.zeros((k, k), dtype=np.float32)
    for j, to in enumerate(labels):
        if to.startswith("I-"):
            for i, was in enumerate(labels):
                if was[2:] != to[2:] or was == "O":
                    allowed[i, j] = IMPOSSIBLE
    norm = scores - scores.max(1, keepdims=True)
    norm = norm - np.log(np.exp(norm).sum(1, keepdims=True))
    start = np.array([IMPOSSIBLE if x.startswith("I-") else 0.0 for x in labels], dtype=np.float32)
    best = norm[0] + start
    back = np.zeros((n, k), dtype=np.int64)
    for t in range(1, n):
        step = best[:, None] + allowed
        back[t] = step.argmax(0)
        best = step.max(0) + norm[t]
    path = [int(best.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]
