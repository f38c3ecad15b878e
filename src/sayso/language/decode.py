# SPDX-License-Identifier: Apache-2.0
"""Scores → labels: the best tree (maximum spanning tree with one root), name spans without impossible tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

IMPOSSIBLE = np.float32(-1e4)
"""A score below all that the network gives (their size is about 1 to 30)."""


def tree(scores: Floats) -> list[int]:
    """Arc scores (n, n+1), column 0 = root, → the head of each word (0 = root, else 1..n), the best tree with exactly one root.

    The greedy choice is taken where it is such a tree, which is nearly always. Else Chu–Liu/Edmonds, for one root after the
    other, those first that promise most, until none can be better than the best tree found.
    """
    n = scores.shape[0]
    best = scores.astype(np.float64).copy()
    best[np.arange(n), np.arange(1, n + 1)] = IMPOSSIBLE
    heads = best.argmax(1)
    greedy: list[int] = heads.tolist()
    if greedy.count(0) == 1 and _reaches_root(greedy):
        return greedy
    under = best[:, 1:].max(1)
    promise = best[:, 0] + under.sum() - under
    most, found = -np.inf, heads
    for root in np.argsort(-promise, kind="stable"):
        if promise[root] <= most:
            break
        full = np.full((n + 1, n + 1), float(IMPOSSIBLE) * 10)
        full[1:, 1:] = best[:, 1:]
        full[root + 1, 1:] = float(IMPOSSIBLE) * 10
        full[root + 1, 0] = best[root, 0]
        heads = _edmonds(full)[1:]
        total = best[np.arange(n), heads].sum()
        if total > most:
            most, found = total, heads
    return [int(h) for h in found]


def _reaches_root(heads: Sequence[int]) -> bool:
    """Whether every word hangs on the root (0) by others: whether there is no cycle."""
    met_from = [0] * (len(heads) + 1)      # the word from which a word was first met on the way up
    for i in range(1, len(heads) + 1):
        at = i
        while at and not met_from[at]:
            met_from[at] = i
            at = heads[at - 1]
        if at and met_from[at] == i:
            return False
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


@cache
def _follows(labels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """[i, j]: whether label j may stand after label i: I-X only after B-X and I-X."""
    return np.array([[to[0] != "I" or (was != "O" and was[2:] == to[2:]) for to in labels] for was in labels])


def names(scores: Floats, labels: tuple[str, ...], bounds: Sequence[int], caution: float = 0.0) -> list[int]:
    """Scores (n, labels) of BIO tags → for each sentence the best sequence in which no I-X follows anything but B-X or I-X
    (Viterbi). `bounds`: where sentences begin, and n; `caution` is added to the score of "O"."""
    if not len(scores):
        return []
    none = labels.index("O")
    if caution:
        scores = scores.copy()
        scores[:, none] += np.float32(caution)
    greedy: list[int] = scores.argmax(1).tolist()
    follows = _follows(labels)
    before = np.array([none, *greedy[:-1]])
    before[list(bounds[:-1])] = none
    # the best of each word is the best of all where it is possible: nearly always
    for k in sorted({bisect_right(bounds, i) - 1 for i in np.flatnonzero(~follows[before, greedy]).tolist()}):
        greedy[bounds[k] : bounds[k + 1]] = _viterbi(scores[bounds[k] : bounds[k + 1]], follows, none)
    return greedy


MENTIONED = ("PERSON", "ORGANISATION", "LOCATION")


def backed(tags: Sequence[int], labels: tuple[str, ...], mentions: Sequence[bool]) -> list[int]:
    """BIO tags without those phrases for persons, organisations and places in which no word heads a mention: two heads must
    agree. The head for phrases has few texts to learn from, that for mentions many."""
    out = list(tags)
    none, at = labels.index("O"), 0
    while at < len(out):
        mark, _, kind = labels[out[at]].partition("-")
        end = at + 1
        while end < len(out) and labels[out[end]] == f"I-{kind}":
            end += 1
        if mark != "O" and kind in MENTIONED and not any(mentions[at:end]):
            out[at:end] = [none] * (end - at)
        at = end
    return out


def _viterbi(scores: Floats, follows: npt.NDArray[np.bool_], none: int) -> list[int]:
    n, k = scores.shape
    allowed = np.where(follows, np.float32(0), IMPOSSIBLE)
    norm = scores - scores.max(1, keepdims=True)
    norm = norm - np.log(np.exp(norm).sum(1, keepdims=True))
    best = norm[0] + allowed[none]
    back = np.zeros((n, k), dtype=np.int64)
    for t in range(1, n):
        step = best[:, None] + allowed
        back[t] = step.argmax(0)
        best = step.max(0) + norm[t]
    path = [int(best.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]
