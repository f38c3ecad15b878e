# SPDX-License-Identifier: Apache-2.0
"""How a word was found: the steps through a tree that lead to it. Whoever finds a word says so at once; nothing is made up
afterwards. What each step is called in words is not known here (claims/data/paths.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Step(NamedTuple):
    """One step. `how` names it; `words`: where it begins, then what it goes through, as indices of Parse.words."""

    how: str
    words: tuple[int, ...]


Path = tuple[Step, ...]
"""The steps from a trigger to a word, in this order."""

Reached = Mapping[int, Path]
"""Words in the order in which they were found, each with its path."""


def step(how: str, *words: int) -> Path:
    """A path of one step."""
    return (Step(how, words),)


def via(path: Path, found: Reached) -> dict[int, Path]:
    """What was found from the end of a path, with the whole way to it."""
    return {i: path + rest for i, rest in found.items()}


def joined(*several: Reached) -> dict[int, Path]:
    """What was found in several places; a word found twice keeps its first path."""
    out: dict[int, Path] = {}
    for found in several:
        for i, path in found.items():
            out.setdefault(i, path)
    return out
