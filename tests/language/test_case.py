# SPDX-License-Identifier: Apache-2.0
"""The letter case of words."""

from __future__ import annotations

import pytest

from sayso.language.case import HIDDEN, LOWER, MIXED, SINGLE, TITLE, UPPER, case_of

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
