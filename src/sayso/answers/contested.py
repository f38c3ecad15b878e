# SPDX-License-Identifier: Apache-2.0
"""What is contested: both sides of a happening, with their words and voices, side by side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import islice

from sayso.across.happenings import Happening
from sayso.answers.happenings import HappeningRow, chosen, happening_row
from sayso.answers.known import Known
from sayso.answers.matters import Position, positions
from sayso.answers.nearby import Asked
from sayso.answers.viewing import Source, sought
from sayso.ledger import View
from sayso.model import Json


@dataclass(frozen=True, slots=True)
class ContestedRow:
    """One matter of one happening. `matter` of MATTERS; `positions`: what is held in it, each with who says so."""

    happening: HappeningRow
    matter: str
    positions: tuple[Position, ...]

    def to_dict(self) -> Json:
        """The matter as data."""
        told = self.happening.to_dict()
        del told["tellings"]
        return {"happening": told, "matter": self.matter, "positions": [p.to_dict() for p in self.positions]}

    def rows(self) -> list[dict[str, str | int | None]]:
        """Flat rows, one a telling of a position."""
        told = self.happening.row()
        return [
            {
                **told,
                "matter": self.matter,
                "holds": p.holds,
                "says": t.says,
                "published": t.published,
                "claim": t.claim,
                "words": t.words,
            }
            for p in self.positions
            for t in p.tellings
        ]


def contested(
    ledger: Source,
    *,
    name: str | None = None,
    code: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    place: str | None = None,
    limit: int | None = None,
    view: View | None = None,
) -> list[ContestedRow]:
    """What is contested in a ledger under a view: somebody denies, doubts or takes back that it was; or numbers, places or
    actors cannot all be right. Filters and `limit` as for happenings."""
    asked = Asked(name, () if code is None else (code,), since, until, place)
    k = sought(ledger, view, asked)
    found = chosen(k, asked)
    return list(islice((row for h in found for row in contested_rows(k, h)), limit))


def contested_rows(k: Known, h: Happening) -> list[ContestedRow]:
    """The contested matters of one happening."""
    found = positions(k, h)
    if not found:
        return []
    r = happening_row(k, h)
    return [ContestedRow(r, matter, held) for matter, held in found]
