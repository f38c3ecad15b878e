# SPDX-License-Identifier: Apache-2.0
"""The PropBank roleset of a predicate: among those of its lemma the one with the best score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
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

    def of(self, lemma: str, scores: npt.NDArray[np.float32]) -> str:
        """The roleset of a predicate; its first where none was taught, "lemma.01" for a lemma that PropBank does not have."""
        known = self.rolesets.get(lemma.lower(), ())
        taught = [r for r in known if r in self.columns]
        if taught:
            return max(taught, key=lambda r: float(scores[self.columns[r]]))
        return known[0] if known else f"{lemma.lower()}.01"
