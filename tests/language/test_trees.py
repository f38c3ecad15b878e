# SPDX-License-Identifier: Apache-2.0
"""Vectors → trees in which no form with a tense stands as an adjective or object: by numbers, and with the shipped model."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sayso.language import Language
from sayso.language.runtime import Floats, Runtime
from sayso.language.trees import FINITE, PHRASAL, trees

LABELS = {"xpos": ("NN", "VBD", "VBN"), "relation": ("root", "amod", "obj", "nsubj")}


def runtime(arcs: list[list[float]], amod: float) -> Runtime:
    """Two words, "claimed responsibility", with these scores of arcs (0 = root); every arc prefers `amod` by as much."""

    def parsed(vectors: Floats) -> dict[str, Floats]:
        n = len(vectors)
        return {"dependents": np.zeros((n, 1), np.float32), "heads": np.zeros((n + 1, 1), np.float32),
                "below": np.zeros((n, 1), np.float32), "above": np.zeros((n + 1, 1), np.float32)}

    def relations(below: Floats, above: Floats) -> Floats:
        return np.tile(np.array([0, amod, 0, 0], np.float32), (len(below), 1))

    return cast(Runtime, SimpleNamespace(labels=LABELS, parsed=parsed, relations=relations,
                                         arcs=lambda dependents, heads: np.array(arcs, np.float32)))


def read(arcs: list[list[float]], amod: float, tag: list[float]) -> tuple[list[int], list[str], list[str]]:
    tags: Any = np.array([tag, [5, 0, 0]], np.float32)
    out = trees(runtime(arcs, amod), np.zeros((2, 1), np.float32), [0, 2], tags)
    return out.heads, out.relations, out.tags


def test_tree_yields_to_a_sure_tag() -> None:
    heads, relations, tags = read([[2, 0, 3], [3, 2.5, 0]], 2.0, [0, 9, 1])
    assert tags == ["VBD", "NN"]
    assert heads == [-1, 0] and relations[0] == "root"


def test_tag_yields_to_a_sure_tree() -> None:
    heads, relations, tags = read([[-9, 0, 9], [9, -9, 0]], 6.0, [0, 2, 1.5])
    assert tags == ["VBN", "NN"]
    assert heads == [1, -1] and relations[0] == "amod"


def test_what_agrees_stays() -> None:
    heads, relations, tags = read([[-9, 0, 9], [9, -9, 0]], 6.0, [0, 1, 2])
    assert (heads, relations, tags) == ([1, -1], ["amod", "root"], ["VBN", "NN"])


@pytest.mark.parametrize("text", [
    "The Sons of the Delta claimed responsibility for bombing a pipeline near Brass.",
    "Two men held responsible for it fled. The army claimed victory, rebels denied defeat.",
    "Gunmen shot dead. A claimed victory? Police said said the mayor who who fled",
])
def test_no_tensed_form_is_a_phrase(text: str) -> None:
    for w in Language.load(threads=1).parse(text).words:
        assert w.xpos not in FINITE or w.relation.partition(":")[0] not in PHRASAL, w
