# SPDX-License-Identifier: Apache-2.0
"""Readings → text on a target, in one of the formats: line by line where the format allows it, else at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.cli import layout
from sayso.cli.formats import Format
from sayso.cli.targets import Target
from sayso.model import Claim, Reading


class Writer:
    """Writes readings one after another; `end` writes what could not be written before all were known."""

    def __init__(self, target: Target, form: Format, *, ids: bool = False, bom: bool = False, to_terminal: bool = True) -> None:
        self._target, self._form, self._ids, self._bom = target, form, ids, bom
        self._styled = to_terminal and layout.coloured()
        self._columns = layout.width() if to_terminal else layout.USUAL
        self._kept: list[Reading] = []
        self._begun = False

    def write(self, reading: Reading, claims: Sequence[Claim] | None = None) -> None:
        """Adds a reading, or only those of its claims that are in `claims`."""
        if self._form is Format.TABLE:
            from sayso.views import statement, table

            rows = table.rows(reading, claims, ids=self._ids)
            gap = "\n" if self._begun else ""
            self._begun = True
            self._target.write(gap + layout.claims_table(statement.caption(reading.report), rows, styled=self._styled,
                                                         columns=self._columns).rstrip("\n") + "\n")
            return
        some = reading if claims is None else replace(reading, claims=tuple(claims))
        if self._form is Format.HTML:
            self._kept.append(some)
        elif self._form is Format.CSV:
            from sayso.views import flat

            self._header()
            self._target.write(flat.rows(some))
        else:
            from sayso.views import jsonl

            self._target.write(jsonl.line(some) + "\n")

    def end(self) -> None:
        """Writes a page, or the header of a table without rows."""
        if self._form is Format.HTML:
            from sayso.views import page

            self._target.write(page.page(self._kept))
        elif self._form is Format.CSV:
            self._header()

    def _header(self) -> None:
        if not self._begun:
            from sayso.views import flat

            self._begun = True
            self._target.write(flat.header(bom=self._bom))
