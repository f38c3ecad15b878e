# SPDX-License-Identifier: Apache-2.0
"""Scores → trees and names: against every tree there is, and against every sequence of tags there is."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise, product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.decode import Floats, backed, names, tree

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_tree(heads: list[int]) -> bool:
    """One root, and every word reaches it."""
    if sum(h == 0 for h in heads) != 1:
        return False
    for i in range(1, len(heads) + 1):
        at, steps = i, 0
        while at:
            at, steps = heads[at - 1], steps + 1
            if steps > len(heads):
                return False
    return True


def total(scores: Floats, heads: list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@cache
def all_trees(n: int) -> npt.NDArray[np.int64]:
    """Every tree of n words, a row of heads each."""
    return np.array([heads for heads in product(range(n + 1), repeat=n) if is_tree(list(heads))])


def best(scores: Floats) -> float:
    """The score of the best tree, by looking at all."""
    n = len(scores)
    return float(scores.astype(np.float64)[np.arange(n), all_trees(n)].sum(1).max())


def table(size: int, width: int, values: list[float]) -> Floats:
    return np.array(values, dtype=np.float32).reshape(size, width)


@st.composite
def arcs(draw: st.DrawFn) -> Floats:
    """Scores as the network gives them (-30 to 30), often with ties."""
    n = draw(st.integers(1, 4))
    value = draw(st.sampled_from([st.integers(-2, 2).map(float), st.floats(-30, 30, width=32)]))
    return table(n, n + 1, draw(st.lists(value, min_size=n * (n + 1), max_size=n * (n + 1))))


@given(arcs())
def test_the_best_of_all_trees(scores: Floats) -> None:
    heads = tree(scores.copy())
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(best(scores), abs=1e-3)


@given(st.lists(st.integers(-9, 9).map(float), min_size=30, max_size=30))
def test_the_best_of_all_trees_of_five_words(values: list[float]) -> None:
    scores = table(5, 6, values)
    heads = tree(scores.copy())
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(best(scores), abs=1e-3)


@given(st.integers(1, 60), st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 30]))
def test_always_one_tree(size: int, seed: int, spread: int) -> None:
    scores = np.random.default_rng(seed).integers(-spread, spread + 1, (size, size + 1)).astype(np.float32)
    before = scores.copy()
    heads = tree(scores)
    assert is_tree(heads)
    assert (scores == before).all(), "the scores are the caller's"
    assert tree(scores) == heads


def test_a_ring_of_rings_is_broken() -> None:
    # words 1-2 and 3-4 like each other best, and the two pairs like each other more than the root
    scores = np.full((4, 5), -5, dtype=np.float32)
    for word, head, value in ((0, 2, 9), (1, 1, 9), (2, 4, 9), (3, 3, 9), (0, 3, 5), (2, 1, 5), (1, 0, 1)):
        scores[word, head] = value
    heads = tree(scores)
    assert is_tree(heads)
    assert total(scores, heads) == best(scores)


def test_two_wishes_to_be_root() -> None:
    scores = np.array([[9, 0, 1, 0], [9, 2, 0, 0], [9, 0, 3, 0]], dtype=np.float32)
    heads = tree(scores)
    assert heads.count(0) == 1
    assert total(scores, heads) == best(scores)


def may_follow(before: str, tag: str) -> bool:
    return not tag.startswith("I-") or before[2:] == tag[2:]


@given(st.integers(0, 4).flatmap(lambda n: st.lists(st.floats(-20, 20, width=32), min_size=n * 5, max_size=n * 5)))
def test_the_best_possible_names(values: list[float]) -> None:
    scores = table(len(values) // 5, 5, values)
    found = names(scores, TAGS, [0, len(scores)])
    assert len(found) == len(scores)
    tags = ["O", *(TAGS[i] for i in found)]
    assert all(may_follow(a, b) for a, b in pairwise(tags))
    if not len(scores):
        return
    logs = scores.astype(np.float64)
    logs = logs - logs.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))

    def likelihood(path: tuple[int, ...]) -> float:
        return float(sum(logs[i, k] for i, k in enumerate(path)))

    possible = [
        p
        for p in product(range(5), repeat=len(scores))
        if all(may_follow(a, b) for a, b in zip(["O", *(TAGS[i] for i in p)], [TAGS[i] for i in p], strict=False))
    ]
    assert likelihood(tuple(found)) == pytest.approx(max(map(likelihood, possible)), abs=1e-3)


def test_clear_names_are_left_as_they_are() -> None:
    wanted = [1, 2, 2, 0, 3, 4, 1]
    scores = np.full((len(wanted), 5), -8, dtype=np.float32)
    scores[np.arange(len(wanted)), wanted] = 8
    assert names(scores, TAGS, [0, len(wanted)]) == wanted


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.sampled_from([0.0, 1.0]), st.data())
def test_sentences_are_decoded_each_by_itself(sizes: list[int], caution: float, data: st.DataObject) -> None:
    count = sum(sizes) * 5
    scores = table(sum(sizes), 5, data.draw(st.lists(st.floats(-9, 9, width=32), min_size=count, max_size=count)))
    bounds = [0, *accumulate(sizes)]
    alone = [tag for a, b in pairwise(bounds) for tag in names(scores[a:b], TAGS, [0, b - a], caution)]
    assert names(scores, TAGS, bounds, caution) == alone


PHRASES = ("O", "B-PERSON", "I-PERSON", "B-WEAPON", "I-WEAPON")


@pytest.mark.parametrize(
    ("tags", "mentions", "wanted"),
    [
        ([1, 2, 0, 1], [False, True, True, True], [1, 2, 0, 1]),
        ([1, 2, 0, 1], [False, False, True, True], [0, 0, 0, 1]),
        ([1, 1, 2, 0], [True, False, False, False], [1, 0, 0, 0]),
        ([3, 4, 0, 0], [False, False, False, False], [3, 4, 0, 0]),
        ([], [], []),
    ],
)
def test_phrases_need_a_mention(tags: list[int], mentions: list[bool], wanted: list[int]) -> None:
    assert backed(tags, PHRASES, mentions) == wanted
