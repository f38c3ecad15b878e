# SPDX-License-Identifier: Apache-2.0
"""The PropBank roleset of a predicate: among those of its lemma the one with the best score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Senses:
    """`rolesets`: lemma → its rolesets by number, with those of its particle verbs; `columns`: roleset → column of the scores,
    for those that the model was taught."""

    rolesets: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, int]

    @classmethod
    def read(cls, text: str, taught: Sequence[str]) -> Senses:
        """From lines of a lemma, a tab, and its rolesets with blanks between them."""
        rows = (line.split("\t") for line in text.splitlines())
        return cls({lemma: tuple(sets.split()) for lemma, sets in rows}, {r: i for i, r in enumerate(taught)})

    @cached_property
    def _taught(self) -> dict[str, tuple[str, ...]]:
        """Of each lemma those rolesets that the model was taught."""
        return {lemma: tuple(r for r in sets if r in self.columns) for lemma, sets in self.rolesets.items()}

    def of(self, lemma: str, scores: npt.NDArray[np.float32]) -> str:
        """The roleset of a predicate; its first where none was taught, "lemma.01" for a lemma that PropBank does not have."""
        known = self.rolesets.get(lemma.lower(), ())
        taught = self._taught.get(lemma.lower(), ())
        if len(taught) == 1:
            return taught[0]
        if taught:
            return max(taught, key=lambda r: float(scores[self.columns[r]]))
        return known[0] if known else f"{lemma.lower()}.01"
