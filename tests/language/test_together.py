# SPDX-License-Identifier: Apache-2.0
"""Which rows heads for claims look at together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sayso.language.claims import together


@pytest.mark.parametrize(("groups", "most", "beside"), [
    ([4, 4, 9], 3, [[0, 1], [0, 1], [2]]),
    ([7, 3, 7, 3, 7], 4, [[0, 2, 4], [1, 3], [0, 2, 4], [1, 3], [0, 2, 4]]),      # not one after the other
    ([1, 1, 1, 1, 1], 2, [[0, 1], [0, 1], [1, 2], [2, 3], [3, 4]]),                 # more than may be looked at: the nearest
    ([5], 2, [[0]]),
    ([], 2, []),
], ids=["neighbours", "scattered", "many", "alone", "none"])
def test_each_row_sees_those_of_its_group(groups: Sequence[int], most: int, beside: Sequence[Sequence[int]]) -> None:
    found = together(np.array(groups, dtype=np.int64), most)
    assert found.shape == (len(groups), most)
    assert [[int(k) for k in row if k >= 0] for row in found] == list(beside)
