# SPDX-License-Identifier: Apache-2.0
"""`sayso affiliations`: who belonged to what in reports, in which role, from when to when, on whose word."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import answering, batch, narrate
from sayso.cli.formats import Format
from sayso.errors import UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.belonging import Affiliation
    from sayso.ledger import View
    from sayso.model import Reading


@dataclass
class Tally(batch.Tally):
    """What came of a batch so far."""

    found: int = 0

    def line(self) -> str:
        """The closing line: "3 reports, 41 affiliations, 1 could not be read"."""
        text = f"{many(self.read, 'report')}, {many(self.found, 'affiliation')}"
        return f"{text}, {self.failed} could not be read" if self.failed else text


def affiliations(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE…", help="Files, web addresses, folders; - for standard "
                                                        "input.", show_default=False)] = None,
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", show_default=False,
                                               help="Of this ledger's reports, in the place of sources.")] = None,
    of: Annotated[str | None, typer.Option("--of", show_default=False, help="With --ledger: of whoever has this name, or "
                                           "part of it, by all reports together.")] = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl or csv (one affiliation a line); by "
                                                "default what the name of the output file ends in, else table.",
                                                show_default=False)] = None,
    output: batch.Output = None,
    outlet: batch.Outlet = None,
    published: Annotated[str | None, typer.Option(help="When the reports were published, as 2016-03-04.",
                                                  show_default=False)] = None,
    language: batch.Tongue = None,
    threads: batch.Threads = 0,
) -> None:
    """List who belonged to what, in which role, from when to when, on whose word."""
    chosen = answering.form(form, output, as_json, "Affiliations")
    if (ledger is None) == (not sources):
        raise UsageError("Affiliations are of reports or of a ledger: give one of the two.",
                         "Say sayso affiliations FILE, or sayso affiliations --ledger PATH.")
    if ledger is not None and (outlet or published or language):
        raise UsageError("--outlet, --published and --language are of reports still to be read.",
                         "Leave them out with --ledger.")
    if of is not None or as_of or as_recorded or run:
        if ledger is None:
            raise UsageError("--of, --as-of, --as-recorded and --run are of a ledger.",
                             "Say sayso affiliations --ledger LEDGER --of NAME.")
        _together(ledger, of, answering.view(as_of, as_recorded, run), chosen, output)
        return
    tally = Tally()
    with batch.told(tally, tally.line, output):
        stored = _stored(ledger) if ledger is not None else _read(sources or [], outlet, published, language, threads, tally)
        _write(stored, chosen, output, tally)


def _together(ledger: str, of: str | None, view: View, form: Format, output: Path | None) -> None:
    """By all reports of a ledger together, under a view."""
    from sayso import answers
    from sayso.views import answered

    with answering.opened(ledger) as book:
        rows = answers.affiliations_of(book, of, view=view)
    answering.write(rows, form, output, answered.AFFILIATIONS, answered.affiliation, lambda r: [r.row()], "affiliation",
                    "Leave out --of, or see each report's: sayso affiliations --ledger LEDGER")


def _stored(ledger: str) -> Iterator[Reading]:
    """The newest reading of each report of a ledger."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as book:
        yield from book.readings()


def _read(sources: Sequence[str], outlet: str | None, published: str | None, language: str | None, threads: int,
          tally: Tally) -> Iterator[Reading]:
    from sayso.pipeline import Reader
    from sayso.reports import ReadOptions

    options = ReadOptions(outlet=outlet, published=batch.day(published), language=language)
    reader = Reader.open(None, threads)
    for item, made in reader.read_many(batch.reports(sources, options)):
        reading = batch.taken(made, item, tally)
        if reading is not None:
            yield reading


def _write(readings: Iterator[Reading], form: Format, output: Path | None, tally: Tally) -> None:
    from sayso.belonging import affiliations as belonging
    from sayso.cli.targets import open_target, whole
    from sayso.views import affiliations as view
    from sayso.views import flat

    with ExitStack() as stack:
        target = stack.enter_context(open_target(output, data=form is not Format.TABLE))
        streams = (output is None or str(output) == "-") and sys.stdout.isatty()
        progress = stack.enter_context(narrate.Progress(shown=not streams))
        if form is Format.CSV:
            target.write(flat.lines([view.COLUMNS]))
        for reading in readings:
            found = belonging(reading)
            with whole():
                target.write(_text(reading, found, form))
                tally.read += 1
                tally.found += len(found)
            progress.step(tally.read, tally.found)


def _text(reading: Reading, found: Sequence[Affiliation], form: Format) -> str:
    from sayso.views import affiliations as view
    from sayso.views import flat, jsonl

    if form is Format.JSONL:
        return "".join(jsonl.row(view.data(reading, a)) + "\n" for a in found)
    if form is Format.CSV:
        rows = [view.row(reading, a) for a in found]
        return flat.lines([[row[c] for c in view.COLUMNS] for row in rows])
    return table(reading, found)


def table(reading: Reading, found: Sequence[Affiliation]) -> str:
    """One report's affiliations for a terminal."""
    from sayso.cli import layout
    from sayso.views import affiliations as view
    from sayso.views import statement

    numbers = statement.numbers(reading)
    lines = [view.line(reading, a, numbers) for a in found]
    return layout.lines_table(statement.caption(reading.report), view.HEADINGS, [(x.cells, x.status) for x in lines],
                              none="no affiliations found", styled=layout.coloured(), columns=layout.width())
