# SPDX-License-Identifier: Apache-2.0
"""The best one-to-one assignment (Kuhn 1955, Munkres 1957), by shortest augmenting paths."""

from __future__ import annotations

import math
from collections.abc import Sequence


def best_total(gains: Sequence[Sequence[float]]) -> float:
    """The largest sum of gains (rows to columns, none below 0) that gives each row and each column at most one partner."""
    if not gains or not gains[0]:
        return 0.0
    rows = gains if len(gains) <= len(gains[0]) else list(zip(*gains, strict=True))
    width = len(rows[0])
    row_price = [0.0] * (len(rows) + 1)
    price = [0.0] * (width + 1)
    owner = [0] * (width + 1)  # the row (from 1) of each column (from 1); column 0 holds the row that is being placed
    for row in range(1, len(rows) + 1):
        owner[0], at = row, 0
        least = [math.inf] * (width + 1)
        before = [0] * (width + 1)
        seen = [False] * (width + 1)
        while owner[at]:
            seen[at] = True
            here, step, nearest = owner[at], math.inf, 0
            for column in range(1, width + 1):
                if not seen[column]:
                    cost = -rows[here - 1][column - 1] - row_price[here] - price[column]
                    if cost < least[column]:
                        least[column], before[column] = cost, at
                    if least[column] < step:
                        step, nearest = least[column], column
            for column in range(width + 1):
                if seen[column]:
                    row_price[owner[column]] += step
                    price[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    return sum(rows[owner[column] - 1][column - 1] for column in range(1, width + 1) if owner[column])
