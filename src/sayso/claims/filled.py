# SPDX-License-Identifier: Apache-2.0
"""The roles of a claim while it is being made: who fills them, and how each filler was found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sayso.model import Filler
from sayso.syntax.paths import Path


@dataclass(frozen=True, slots=True)
class Filled(Filler):
    """A filler and how it was found: by which slot, on which path from the trigger. `slot` is one of the codebook's, two of
    them ("in>by": the by-phrase of the noun in the in-phrase), "locative" for a place that no slot asks for, or "" where it
    stands nowhere around the trigger. Two that name the same words are equal, however they were found."""

    slot: str = field(default="", compare=False)
    path: Path = field(default=(), compare=False)

    def after(self, path: Path) -> Filled:
        """The same filler, found by way of `path`."""
        return replace(self, path=path + self.path)


Roles = dict[str, list[Filled]]
