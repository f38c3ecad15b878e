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

SHARES = (13, 13, 12, 10, 11, 11)
"""How the width is shared among table.COLUMNS, where each of them has a column of its own."""

SIX = 120
"""Columns from which each of table.COLUMNS has its own; below, six texts side by side are ladders of single words, so that who
did what to whom is one text, and who says so and how surely another."""

JOINED = ("who did what to whom", "where · when", "says who · how surely")
JOINED_SHARES = (34, 16, 24)
"""Headings and shares of the three texts of a narrower table."""

LEAST = {3: 10, 5: 11}
"""Which of them never get less, and what: a date takes 10, "accusation," 11."""

GAP = 2
"""Columns of space between two texts: with one, two full lines side by side read as one."""

LABEL = 4
"""Signs: a longer label (an id) stands beneath the first text, as a column of its own would take the room of a name."""

STYLES = {"own": "", "attributed": "yellow", "disputed": "red"}


def width() -> int:
    """Columns to use: the terminal's, or what COLUMNS says, within NARROW and WIDE; USUAL where neither is known."""
    return min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROW), WIDE)


def coloured() -> bool:
    """Whether to style the text: on a terminal, unless NO_COLOR or a dumb one speaks against it."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def claims_table(title: str, rows: Sequence[table.Row], *, styled: bool, columns: int) -> str:
    """One report's claims under its title; each line at most `columns` wide."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heading = Text(title, style="bold", overflow="fold")
    if not rows:
        return _text([heading, Text("no claims found", style="dim")], styled=styled, columns=columns) + "\n"
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold", leading=1)
    beneath = max(len(r.label) for r in rows) > LABEL
    room = columns
    if not beneath:
        digits = max(len(r.label) for r in rows)
        grid.add_column("", style="dim", no_wrap=True, width=digits)
        room -= digits + GAP
    names: Sequence[str]
    if columns < SIX:
        names, wides = JOINED, _parts(room - GAP * (len(JOINED) - 1), JOINED_SHARES)
    else:
        names, wides = table.COLUMNS, _shared(room - GAP * (len(SHARES) - 1))
    for name, wide in zip(names, wides, strict=True):
        grid.add_column(name, width=wide, overflow="fold")
    for row in rows:
        who, what, whom, where, says, surely = (Text(cell) for cell in row.cells)
        what.stylize("bold")
        says.stylize(STYLES[row.status])
        cells = [who, what, whom, where, says, surely]
        if columns < SIX:
            given = [c for c in (who, what, whom) if c.plain != "–"]
            cells = [Text(" ").join(given), where, Text("\n").join([says, surely])]
        if beneath:
            cells[0].append(f"\n{row.label}", style="dim")
        grid.add_row(*([] if beneath else [row.label]), *cells)
    return _text([heading, grid], styled=styled, columns=columns) + "\n"


LINES_SHARES = (34, 20, 26)
"""Shares of the three texts of `lines_table`: who in what needs most room."""


def lines_table(title: str, headings: Sequence[str], rows: Sequence[tuple[Sequence[str], str]], *, none: str, styled: bool,
                columns: int, shares: Sequence[int] = LINES_SHARES) -> str:
    """Rows of texts under a title (none for ""), the last in the colour of its status (own, attributed, disputed); `none`
    where there are no rows; each line at most `columns` wide."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heading = Text(title, style="bold", overflow="fold")
    above = [heading] if title else []
    if not rows:
        return _text([*above, Text(none, style="dim")], styled=styled, columns=columns) + "\n"
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold", leading=1)
    for name, wide in zip(headings, _parts(columns - GAP * (len(headings) - 1), shares), strict=True):
        grid.add_column(name, width=wide, overflow="fold")
    for cells, status in rows:
        grid.add_row(*map(Text, cells[:-1]), Text(cells[-1], style=STYLES[status]))
    return _text([*above, grid], styled=styled, columns=columns) + "\n"


def _parts(room: int, shares: Sequence[int]) -> list[int]:
    """`room` columns shared out; what is over goes to the first."""
    wide = [room * share // sum(shares) for share in shares]
    wide[0] += room - sum(wide)
    return wide


def _shared(room: int) -> list[int]:
    """`room` columns shared out as SHARES and LEAST say; what is over or lacks is spread over the others."""
    wide = [max(room * share // sum(SHARES), LEAST.get(n, 0)) for n, share in enumerate(SHARES)]
    others = [n for n in range(len(SHARES)) if n not in LEAST]
    over = room - sum(wide)
    for turn in range(abs(over)):
        wide[others[turn % len(others)]] += 1 if over > 0 else -1
    return wide


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
