# SPDX-License-Identifier: Apache-2.0
"""Which rows heads for claims look at together, and which words they are given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sayso.language.claims import joined, together


@pytest.mark.parametrize(("groups", "most", "table"), [
    ([4, 4, 9], 3, [[0, 1], [2, -1]]),
    ([7, 3, 7, 3, 7], 4, [[1, 3, -1], [0, 2, 4]]),      # not one after the other
    ([1, 1, 1, 1, 1], 2, [[0, 1], [2, 3], [4, -1]]),      # more than may be looked at
    ([5], 2, [[0]]),
    ([], 2, []),
], ids=["neighbours", "scattered", "many", "alone", "none"])
def test_those_of_a_group_stand_in_one_row(groups: Sequence[int], most: int, table: Sequence[Sequence[int]]) -> None:
    found, place = together(np.array(groups, dtype=np.int64), most)
    assert found.tolist() == list(table)
    assert [found.ravel()[k] for k in place] == list(range(len(groups)))


@pytest.mark.parametrize(("triggers", "over", "words", "numbers"), [
    ([4, 4, 9], [9, 2, 5], [2, 4, 5, 9], [[1, 1, 3], [3, 0, 2]]),      # each word once, whichever row asks for it
    ([3], [-1], [-1, 3], [[1], [0]]),      # no word over it
    ([], [], [], [[], []]),
], ids=["shared", "root", "none"])
def test_words_that_rows_join(triggers: Sequence[int], over: Sequence[int], words: Sequence[int],
                              numbers: Sequence[Sequence[int]]) -> None:
    found, at = joined(np.array(triggers, dtype=np.int64), np.array(over, dtype=np.int64))
    assert found.tolist() == list(words)
    assert [a.tolist() for a in at] == list(numbers)
