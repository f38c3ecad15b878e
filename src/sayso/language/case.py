# SPDX-License-Identifier: Apache-2.0
"""The letter case of a word, as the encoder is told it (the encoder's own alphabet has no capitals)."""

from __future__ import annotations

from functools import lru_cache

HIDDEN, LOWER, TITLE, UPPER, SINGLE, MIXED = range(6)


@lru_cache(65536)
def case_of(word: str) -> int:
    """LOWER "town", TITLE "Tyre", UPPER "NATO", SINGLE "A", MIXED "McCoy"; HIDDEN for a word without letters."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return HIDDEN
    capitals = sum(c.isupper() for c in letters)
    if not capitals:
        return LOWER
    if capitals == len(letters):
        return SINGLE if capitals == 1 else UPPER
    return TITLE if capitals == 1 and letters[0].isupper() else MIXED
