# SPDX-License-Identifier: Apache-2.0
"""CSV: one row a claim, the columns of `Reading.row`. UTF-8 text, lines end in "\\n" (RFC 4180 but for that).

A spreadsheet runs a cell that begins with = + - @, a tab or a carriage return as a formula; such a cell gets a leading
apostrophe. Numbers are never touched: all of ours are counts and offsets, so none begins with a minus.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from sayso.model import ROLES, Reading

COLUMNS = ("report", "outlet", "published", "claim", "code", "trigger", *(r.replace("from", "from_") for r in ROLES), "when",
           "start", "end", "count", "best", "low", "high", "bound", "scope", "modality", "polarity", "certainty", "voice",
           "stance", "voice_kind", "voices", "answers", "evidence", "trigger_start", "trigger_end")
"""The columns, in order."""

BOM = "\ufeff"
"""Put before the header, it tells Excel that the file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SURROGATE = re.compile("[\ud800-\udfff]")


def header(*, bom: bool = False) -> str:
    """The first line."""
    return (BOM if bom else "") + lines([COLUMNS])


def rows(reading: Reading) -> str:
    """A reading's claims as CSV lines; "" where it has none."""
    return lines([[row[c] for c in COLUMNS] for row in reading.rows()])


def text(readings: Iterable[Reading], *, bom: bool = False) -> str:
    """The whole file."""
    return header(bom=bom) + "".join(rows(r) for r in readings)


def _cell(value: str | int | None) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    value = _SURROGATE.sub("\ufffd", value)
    return "'" + value if value.startswith(_FORMULA) else value


def lines(table: Iterable[Sequence[str | int | None]]) -> str:
    """Rows as CSV lines.

    Written with "\r\n" so that the writer puts quotes round a cell that holds either sign; then ended with "\n"."""
    out = []
    for row in ([_cell(cell) for cell in cells] for cells in table):
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\r\n").writerow(row)
        out.append(line.getvalue()[:-2] + "\n")
    return "".join(out)
