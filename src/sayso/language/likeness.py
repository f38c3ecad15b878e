# SPDX-License-Identifier: Apache-2.0
"""How far apart two phrases are and how alike, as numbers: what the head for reference is told besides the vectors.

Training calls these functions too (training/shared.py), so nothing here may need more than numpy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

GAPS = np.array([1, 2, 3, 4, 6, 10, 18, 34, 66])
"""Classes of distance between two phrases, counted in phrases."""


def pair_classes(likes: Sequence[tuple[int, frozenset[str]]]) -> tuple[Ints, Ints]:
    """Classes of pairs of phrases (row: later, column: earlier): distance, and how alike they are (not, in part, wholly)."""
    m = len(likes)
    if not m:
        return np.zeros((0, 0), dtype=np.int64), np.zeros((0, 0), dtype=np.int64)
    holders: dict[str, list[int]] = {}
    for i, (_, words) in enumerate(likes):
        for w in words:
            holders.setdefault(w, []).append(i)
    # a byte a pair as long as numbers are small: tables of all pairs are megabytes
    size = np.array([len(words) for _, words in likes], dtype=np.int8)
    shared: npt.NDArray[np.int8] = np.zeros((m, m), dtype=np.int8)      # few words have two holders: no product of matrices
    np.fill_diagonal(shared, size)
    for rows in holders.values():
        if len(rows) > 1:
            held = np.array(rows)
            shared[held[:, None], held] += 1
            shared[held, held] -= 1      # each with itself stands there already
    alike = (shared > 0).astype(np.int8) + ((shared == size[:, None]) & (shared == size[None, :]))
    kind = np.array([k for k, _ in likes], dtype=np.int8)
    # a class a distance, not a search a pair: a row is the one before it, moved one to the right; what follows has distance 0
    classes = np.searchsorted(GAPS, np.arange(m), side="right").astype(np.int64)
    steps = np.concatenate([classes[::-1], np.repeat(classes[:1], m - 1)])
    far = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(steps, m)[::-1])
    return far, (kind[:, None] * 9 + kind[None, :] * 3 + alike).astype(np.int64)
