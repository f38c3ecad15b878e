# SPDX-License-Identifier: Apache-2.0
"""A claim's profile → one telling: who says it, on which side, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.across.standing import side
from sayso.model import Json

AGAINST = ("denies", "doubts", "retracts")
"""The sides that speak against."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as an answer shows it. `claim`: its id, for `sayso why`; `published`: the report's day, ISO; `voices`: who says
    it, innermost first, empty for the outlet itself; `side` of standing.SIDES; `certainty` of the model; `words`: the
    report's."""

    claim: str
    outlet: str | None
    published: str | None
    voices: tuple[str, ...]
    side: str
    certainty: str
    words: str

    @property
    def speaker(self) -> str:
        """On whose word: the innermost voice, else the outlet."""
        return self.voices[0] if self.voices else self.outlet or "the report"

    @property
    def says(self) -> str:
        """The chain on one line: "three fighters < Kori Dispatch"."""
        last = self.outlet or "the report"
        names = [*self.voices]
        if not names or names[-1].casefold() != last.casefold():
            names.append(last)
        return " < ".join(names)

    def to_dict(self) -> Json:
        """The telling as data."""
        return {
            "claim": self.claim,
            "outlet": self.outlet,
            "published": self.published,
            "voices": list(self.voices),
            "side": self.side,
            "certainty": self.certainty,
            "words": self.words,
        }


def telling(content: Json, names: Mapping[str, str] | None = None) -> Telling:
    """One claim's profile as a telling; `names`: what an entity's profile is called, by its id, else as the report calls it."""
    called = names or {}
    voices = tuple(called.get(v["entity"], v["name"]) if v["entity"] else "unnamed" for v in content["voices"])
    return Telling(
        content["claim"], content["outlet"], content["published"], voices, side(content), content["certainty"], content["quote"]
    )
