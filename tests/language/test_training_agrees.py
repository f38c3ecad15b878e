# SPDX-License-Identifier: Apache-2.0
"""Training tells the network the same things in the same numbers as the run time does."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language import likeness, paths, voices
from sayso.language.case import case_of

TRAINING = Path(__file__).parents[2] / "training"


def number(file: str, name: str) -> Any:
    """A number or list of a training file, read without torch."""
    path = TRAINING / file
    if not path.is_file():
        pytest.skip("training/ is not in this distribution")
    assigned = [n for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.Assign)]
    found = [n.value for n in assigned if ast.unparse(n.targets[0]) == name]
    assert len(found) == 1, f"{file} has no {name} any more"
    return ast.literal_eval(found[0])


@pytest.fixture(scope="module")
def shared() -> dict[str, Any]:
    """What training/shared.py gives to training."""
    path = TRAINING / "shared.py"
    if not path.is_file():
        pytest.skip("training/ is not in this distribution")
    return runpy.run_path(str(path))


@given(word=st.one_of(st.text(st.characters(codec="utf-8"), max_size=8), st.text("aAéÉ1.-ǅ", max_size=5)))
def test_letter_case(shared: dict[str, Any], word: str) -> None:
    assert shared["case_of"](word) == case_of(word)


LIKE = st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=3))


@given(likes=st.lists(LIKE, min_size=1, max_size=90))
def test_classes_of_pairs(shared: dict[str, Any], likes: list[tuple[int, frozenset[str]]]) -> None:
    for ours, theirs in zip(likeness.pair_classes(likes), shared["pair_classes"](likes), strict=True):
        assert np.array_equal(np.tril(ours, -1), np.tril(theirs, -1))


def test_classes_of_pairs_by_hand() -> None:
    known = ({"abu", "khaled"}, {"he"}, {"khaled"})
    far, alike = likeness.pair_classes([(kind, frozenset(words)) for kind, words in zip((1, 0, 1), known, strict=True)])
    assert far[1, 0] == 1
    assert far[2, 0] == 2
    assert alike[1, 0] == (0 * 3 + 1) * 3
    assert alike[2, 0] == (1 * 3 + 1) * 3 + 1, "they share a word"
    assert alike[2, 2] == (1 * 3 + 1) * 3 + 2, "they are the same"


def test_labels_of_attribution() -> None:
    labels = number("network.py", "VOICE")
    assert labels[voices.SOURCE] == "source"
    assert labels[voices.CONTENT] == "content"
    assert labels[0] == "none"


NAMES = ("conj", "dep", "nsubj", "obj", "xcomp")


@st.composite
def forests(draw: st.DrawFn) -> paths.Tree:
    """Trees in which each word hangs on an earlier one of its sentence, or on none."""
    n = draw(st.integers(1, 8))
    cut = draw(st.integers(0, n))
    heads = [-1 if i in {0, cut} else draw(st.integers(cut if i > cut else 0, i - 1)) for i in range(n)]
    mains = [draw(st.integers(0, len(NAMES) - 1)) for _ in range(n)]
    return paths.Tree(np.array(heads), np.array(mains), np.array([int(i >= cut) for i in range(n)]), NAMES)


@given(tree=forests())
def test_places_in_the_tree(shared: dict[str, Any], tree: paths.Tree) -> None:
    of = np.arange(len(tree.heads))
    rows = np.broadcast_to(of, (len(of), len(of)))
    for kind, count in (("role", paths.role_count(NAMES)), ("voice", paths.voice_count(NAMES))):
        ours = getattr(paths, f"{kind}_classes")(tree, of, rows)
        assert np.array_equal(ours, shared[f"{kind}_classes"](tree, of, rows))
        assert shared[f"{kind}_count"](NAMES) == count
        assert ours.min() >= 0
        assert ours.max() < count
        assert not np.diagonal(ours).any()


def test_places_in_the_tree_by_hand() -> None:
    """Police said rebels left. The town fell."""
    names = ("ccomp", "dep", "nsubj", "det", "root")
    heads, mains = np.array([1, -1, 3, 1, 5, 6, -1]), np.array([2, 4, 2, 0, 3, 2, 4])
    tree = paths.Tree(heads, mains, np.array([0, 0, 0, 0, 1, 1, 1]), names)
    rows = np.arange(7)[None]
    below, head, beside = 1, 1 + 5, 1 + 10
    assert paths.role_classes(tree, np.array([1]), rows).tolist() == [[below + 2, 0, 0, below + 0, 0, 0, 0]]
    shared = beside + 2 * 5  # "left" is a ccomp, the third of SHARED
    assert paths.role_classes(tree, np.array([3]), rows).tolist() == [[shared + 2, head + 0, below + 2, 0, 0, 0, 0]]
    deeper, above, elsewhere, after = 1 + 5, 1 + 10, 1 + 15, 1 + 20 + 1
    assert paths.voice_classes(tree, np.array([1]), rows).tolist() == [
        [below + 2, 0, deeper + 0, below + 0, after, after, after]]
    assert paths.voice_classes(tree, np.array([3]), rows).tolist() == [
        [elsewhere + 0, above + 0, below + 2, 0, after, after, after]]
