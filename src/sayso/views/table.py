# SPDX-License-Identifier: Apache-2.0
"""Rows for a table in the terminal: each reads as a sentence from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.model import Claim, Reading
from sayso.views import statement
from sayso.views.words import shown

COLUMNS = ("who", "what", "to whom / group", "where · when", "says who", "how surely")
"""Headings, in order."""


SHORT = 10
"""Signs of a claim's id that are shown: "c_" and 8 letters of its hash, 32 bits, which tell apart the claims of some ten
thousand reports; `sayso show` says so where they do not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: how the table calls it, its id, one text for each of COLUMNS, and its status (own, attributed, disputed)."""

    label: str
    claim: str
    cells: tuple[str, ...]
    status: str


def rows(reading: Reading, claims: Iterable[Claim] | None = None, *, ids: bool = False) -> list[Row]:
    """A reading's claims in text order, or those of them in `claims`; called by number, with `ids` by the short id."""
    number = statement.numbers(reading)
    labels = {key: shown(key[:SHORT]) if ids else str(n) for key, n in number.items()}
    chosen = reading.claims if claims is None else claims
    return [_row(reading, c, labels) for c in sorted(chosen, key=lambda c: number[c.id])]


def _row(reading: Reading, claim: Claim, labels: Mapping[str, str]) -> Row:
    """One claim as a row; "–" stands where the report does not say."""
    place = " · ".join(p for p in (statement.where(reading, claim), statement.when(reading, claim)) if p)
    cells = (statement.who(reading, claim), statement.what(reading, claim), statement.whom(reading, claim), place,
             statement.says_who(reading, claim), statement.how_surely(reading, claim, labels))
    return Row(labels[claim.id], claim.id, tuple(c or "–" for c in cells), statement.status(reading, claim))
