# SPDX-License-Identifier: Apache-2.0
"""The letter case of words, and that training tells it the encoder in the same numbers."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.case import HIDDEN, LOWER, MIXED, SINGLE, TITLE, UPPER, case_of

TRAINING = Path(__file__).parents[2] / "training" / "train.py"

CASES = {
    "town": LOWER,
    "Tyre": TITLE,
    "NATO": UPPER,
    "A": SINGLE,
    "McCoy": MIXED,
    "2011": HIDDEN,
    "": HIDDEN,
    "-": HIDDEN,
    "iPhone": MIXED,
    "U.S.": UPPER,
    "n't": LOWER,
    "É": SINGLE,
    "Élan": TITLE,
    "al-Fadl": MIXED,
    "M23": SINGLE,
    "3rd": LOWER,
    "ß": LOWER,
    "قال": LOWER,
}


@pytest.mark.parametrize("word", CASES)
def test_case_of(word: str) -> None:
    assert case_of(word) == CASES[word]


@pytest.fixture(scope="module")
def trained() -> dict[str, Any]:
    """`case_of` of training/train.py and its numbers, run without torch: only these two statements of the file."""
    if not TRAINING.is_file():
        pytest.skip("training/ is not in this distribution")
    tree = ast.parse(TRAINING.read_text(encoding="utf-8"))
    wanted: list[ast.stmt] = [
        n
        for n in tree.body
        if isinstance(n, ast.FunctionDef)
        and n.name == "case_of"
        or isinstance(n, ast.Assign)
        and [ast.unparse(t) for t in n.targets] == ["CASE"]
    ]
    assert len(wanted) == 2, "train.py has no CASE and case_of any more"
    space: dict[str, Any] = {}
    exec(compile(ast.Module(wanted, []), str(TRAINING), "exec"), space)  # noqa: S102 — our own file, two statements of it
    return space


@given(
    word=st.one_of(
        st.sampled_from(sorted(CASES)), st.text(st.characters(codec="utf-8"), max_size=8), st.text("aAéÉ1.-ǅ", max_size=5)
    )
)
def test_training_and_run_time_agree(trained: dict[str, Any], word: str) -> None:
    assert trained["case_of"](word) == case_of(word)
