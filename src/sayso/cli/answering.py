# SPDX-License-Identifier: Apache-2.0
"""What the commands that answer from a ledger share: its options, the view that they mean, and writing rows in a format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from sayso.cli import batch, narrate
from sayso.cli.formats import Format, choose
from sayso.errors import UsageError
from sayso.model import Json
from sayso.text import many

if TYPE_CHECKING:
    from sayso.ledger import Ledger, View
    from sayso.views.answered import Line, Table

Book = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", metavar="LEDGER", help="The ledger to ask: a file, or a database's URL.", show_default=False
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="As known on this day (2016-03-04): later reports are left out.", show_default=False
    ),
]
AsRecorded = Annotated[
    str | None,
    typer.Option(
        "--as-recorded",
        metavar="TIME",
        help="As the ledger stood then (2026-11-28T14:30:00, UTC if no zone is given): what was added later is left out.",
        show_default=False,
    ),
]
Run = Annotated[
    int | None,
    typer.Option(
        "--run",
        metavar="N",
        min=1,
        help="By the readings of this run alone, not the newest of each report.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Form = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="table, jsonl or csv; by default what the name of the output file ends in, else table.",
        show_default=False,
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--name", help="Only those in which somebody of this name, or part of it, takes part.", show_default=False),
]
Code = Annotated[
    str | None,
    typer.Option("--code", help="Only those of this code, or of this family of codes (custody).", show_default=False),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Only what may have been on this day or later.", show_default=False)
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help="Only what may have been on this day or before.", show_default=False),
]
Place = Annotated[
    str | None, typer.Option("--place", help="Only what was at a place of this name, or part of it.", show_default=False)
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many, the first ones.", show_default=False)
]


class Row(Protocol):
    """What an answer is made of."""

    def to_dict(self) -> Json:
        """The row as data."""


R = TypeVar("R", bound=Row)
Flat = dict[str, str | int | None]


def form(asked: Format | None, output: Path | None, as_json: bool, what: str) -> Format:
    """The format that is meant; raises UsageError for --json beside another, and for HTML."""
    if as_json and asked not in (None, Format.JSONL):
        raise UsageError(f"--json and --format {asked} are two formats.", "Leave one out.")
    chosen = Format.JSONL if as_json else choose(asked, output)
    if chosen is Format.HTML:
        raise UsageError(f"{what} are not written as HTML.", "Say --format table, jsonl or csv.")
    return chosen


def view(as_of: str | None, as_recorded: str | None, run: int | None) -> View:
    """The view that the options mean; raises UsageError."""
    from sayso.ledger import View

    return View(day("--as-of", as_of), _time(as_recorded), run)


def day(option: str, text: str | None) -> datetime.date | None:
    """The day that an option gives; raises UsageError."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is not a day.", "Write it as 2016-03-04.") from None


def _time(text: str | None) -> datetime.datetime | None:
    if text is None:
        return None
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-recorded: {text!r} is not a time.", "Write it as 2026-11-28T14:30:00.") from None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


@contextmanager
def opened(ledger: str) -> Iterator[Ledger]:
    """The ledger, with all its reports linked: what a killed process left is done first."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as book:
        link(book)
        yield book


def link(book: Ledger) -> None:
    """Links what is not linked yet; tells how far it is where that takes long."""
    from sayso.answers.linking import complete

    with narrate.Progress(shown=True) as progress:
        complete(book, lambda done, every: progress.note(f"linking: {done} of {many(every, 'report')}"))


def write(
    rows: Sequence[R],
    form: Format,
    output: Path | None,
    table: Table,
    line: Callable[[R], Line],
    flat: Callable[[R], list[Flat]],
    noun: str,
    hint: str,
) -> None:
    """Writes an answer, and tells on standard error how many rows it has, or by `hint` what to do where it has none."""
    from sayso.cli.targets import open_target

    with open_target(output, data=form is not Format.TABLE) as target:
        target.write(_text(rows, form, output, table, line, flat))
    narrate.say(many(len(rows), noun) if rows else f"{table.none}. {hint}")


def _text(
    rows: Sequence[R],
    form: Format,
    output: Path | None,
    table: Table,
    line: Callable[[R], Line],
    flat: Callable[[R], list[Flat]],
) -> str:
    from sayso.views import flat as csv
    from sayso.views import jsonl

    if form is Format.JSONL:
        return "".join(jsonl.row(r.to_dict()) + "\n" for r in rows)
    if form is Format.CSV:
        return csv.lines([table.columns, *([row[c] for c in table.columns] for r in rows for row in flat(r))])
    from sayso.cli import layout

    if not rows:
        return ""
    here = output is None or str(output) == "-"
    return layout.lines_table(
        "",
        table.headings,
        [line(r) for r in rows],
        none=table.none,
        styled=here and layout.coloured(),
        columns=layout.width() if here else layout.USUAL,
        shares=table.shares,
    )


Output = batch.Output
