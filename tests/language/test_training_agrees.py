# SPDX-License-Identifier: Apache-2.0
"""Training tells the network the same things in the same numbers as the run time does."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language import references, voices
from sayso.language.case import case_of

TRAINING = Path(__file__).parents[2] / "training"


def statements(file: str, *names: str, **known: Any) -> dict[str, Any]:
    """The named functions and numbers of a training file, run without torch: only these statements of it."""
    path = TRAINING / file
    if not path.is_file():
        pytest.skip("training/ is not in this distribution")
    wanted: list[ast.stmt] = []
    for n in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) in names:
            wanted.append(n)
        elif isinstance(n, ast.FunctionDef) and n.name in names:
            n.returns = None
            for arg in n.args.args:
                arg.annotation = None
            wanted.append(n)
    assert len(wanted) == len(names), f"{file} has not all of {names} any more"
    space: dict[str, Any] = dict(known)
    exec(compile(ast.Module(wanted, []), file, "exec"), space)  # noqa: S102 — our own file, some statements of it
    return space


@pytest.fixture(scope="module")
def chunks() -> dict[str, Any]:
    gaps = statements("network.py", "GAPS")["GAPS"]
    return statements("chunks.py", "CASE", "case_of", "pair_classes", np=np, GAPS=gaps)


@given(word=st.one_of(st.text(st.characters(codec="utf-8"), max_size=8), st.text("aAéÉ1.-ǅ", max_size=5)))
def test_letter_case(chunks: dict[str, Any], word: str) -> None:
    assert chunks["case_of"](word) == case_of(word)


LIKE = st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=3))


@given(likes=st.lists(LIKE, min_size=1, max_size=90))
def test_classes_of_pairs(chunks: dict[str, Any], likes: list[tuple[int, frozenset[str]]]) -> None:
    for ours, theirs in zip(references.pair_classes(likes), chunks["pair_classes"](likes), strict=True):
        assert np.array_equal(np.tril(ours, -1), np.tril(theirs, -1))


def test_classes_of_pairs_by_hand() -> None:
    known = ({"abu", "khaled"}, {"he"}, {"khaled"})
    far, alike = references.pair_classes([(kind, frozenset(words)) for kind, words in zip((1, 0, 1), known, strict=True)])
    assert far[1, 0] == 1
    assert far[2, 0] == 2
    assert alike[1, 0] == (0 * 3 + 1) * 3
    assert alike[2, 0] == (1 * 3 + 1) * 3 + 1, "they share a word"
    assert alike[2, 2] == (1 * 3 + 1) * 3 + 2, "they are the same"


def test_labels_of_attribution() -> None:
    labels = statements("network.py", "VOICE")["VOICE"]
    assert labels[voices.SOURCE] == "source"
    assert labels[voices.CONTENT] == "content"
    assert labels[0] == "none"
