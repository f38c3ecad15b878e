# SPDX-License-Identifier: Apache-2.0
"""Tables as text for the terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.views import table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROW, USUAL, WIDE = 60, 80, 160
"""Columns: below NARROW six texts side by side cannot be read; USUAL where nobody tells; beyond WIDE the eye loses the line."""

SHARES = (14, 15, 13, 12, 15, 11)
"""How the width is shared among table.COLUMNS: the longest texts are the act and the chain of voices."""

STYLES = {"own": "", "attributed": "yellow", "disputed": "red"}


def width() -> int:
    """Columns to use: the terminal's, or what COLUMNS says, within NARROW and WIDE; USUAL where neither is known."""
    return min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROW), WIDE)


def coloured() -> bool:
    """Whether to style the text: on a terminal, unless NO_COLOR or a dumb one speaks against it."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def claims_table(title: str, rows: Sequence[table.Row], *, styled: bool, columns: int) -> str:
    """One report's claims under its title; each line at most `columns` wide."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heading = Text(title, style="bold", overflow="fold")
    if not rows:
        return _text([heading, Text("no claims found", style="dim")], styled=styled, columns=columns) + "\n"
    grid = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    grid.add_column("", justify="left", style="dim", no_wrap=True, width=max(len(r.label) for r in rows))
    for name, share in zip(table.COLUMNS, SHARES, strict=True):
        grid.add_column(name, ratio=share, overflow="fold")
    for row in rows:
        cells = [Text(cell) for cell in row.cells]
        cells[1].stylize("bold")
        cells[4].stylize(STYLES[row.status])
        grid.add_row(row.label, *cells)
    return _text([heading, grid], styled=styled, columns=columns) + "\n"


def grid(rows: Sequence[Sequence[str]], *, styled: bool, columns: int, wrapped: Sequence[int] = ()) -> str:
    """Rows without rules, the first column dim; the columns named in `wrapped` take what room there is."""
    from rich.table import Table
    from rich.text import Text

    out = Table.grid(padding=(0, 2, 0, 0))
    for n in range(len(rows[0]) if rows else 0):
        out.add_column(style="dim" if n == 0 else "", overflow="fold", no_wrap=n not in wrapped)
    for row in rows:
        out.add_row(*map(Text, row))
    return _text([out], styled=styled, columns=columns)


def _text(parts: Sequence[RenderableType], *, styled: bool, columns: int) -> str:
    """What rich makes of the parts, as text; spaces at line ends taken off."""
    console = _console(styled, columns)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines())


def _console(styled: bool, columns: int) -> Console:
    from rich.console import Console

    return Console(file=io.StringIO(), width=columns, force_terminal=styled, color_system="standard" if styled else None,
                   legacy_windows=False, highlight=False, markup=False, emoji=False)
