# SPDX-License-Identifier: Apache-2.0
"""`sayso read`: reports in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import answering, batch, narrate
from sayso.cli.formats import Format, choose
from sayso.errors import InputError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.cli.writers import Writer
    from sayso.ledger import Ledger, Run
    from sayso.model import Reading
    from sayso.pipeline import Reader
    from sayso.reports import ReadOptions


@dataclass
class Tally(batch.Tally):
    """What came of a batch so far; `added`: readings new to the ledger."""

    claims: int = 0
    added: int = 0

    def line(self, ledger: str | None) -> str:
        """The closing line: "3 reports, 57 claims, 1 could not be read; 2 added to x.db, 1 already there"."""
        text = f"{many(self.read, 'report')}, {many(self.claims, 'claim')}"
        if self.failed:
            text += f", {self.failed} could not be read"
        if ledger is not None:
            text += f"; {self.added} added to {ledger}, {self.read - self.added} already there"
        return text


def read(
    sources: batch.Sources,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl, csv or html; by default what the name of "
                                                "the output file ends in, else table.", show_default=False)] = None,
    output: batch.Output = None,
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help="Store the claims in this "
                                                "ledger too (a file, or a database's URL); made if absent. Reading a report "
                                                "twice adds nothing.", show_default=False)] = None,
    outlet: batch.Outlet = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When they were published, as 2016-03-04; gives dates "
                                                  "to “last week”.", show_default=False)] = None,
    language: batch.Tongue = None,
    codebook: Annotated[Path | None, typer.Option(help="Use this codebook (YAML file or folder) instead of the shipped one.",
                                                  show_default=False)] = None,
    bodies: batch.Bodies = None,
    threads: batch.Threads = 0,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark: Excel then reads UTF-8.")] = False,
) -> None:
    """Read reports and write down their claims."""
    from sayso.reports import ReadOptions

    options = ReadOptions(outlet=outlet, published=batch.day(published), language=language)
    chosen, tally = choose(form, output), Tally()
    with batch.told(tally, lambda: tally.line(ledger), output):
        _batch(sources, options, chosen, output, ledger, codebook, bodies, threads, bom, tally)


def _batch(sources: Sequence[str], options: ReadOptions, form: Format, output: Path | None, ledger: str | None,
           codebook: Path | None, bodies: Path | None, threads: int, bom: bool, tally: Tally) -> None:
    from sayso.cli.targets import open_target
    from sayso.cli.writers import Writer
    from sayso.pipeline import Reader

    here = output is None or str(output) == "-"
    with ExitStack() as stack:
        book = stack.enter_context(_open(ledger)) if ledger else None
        reader = Reader.open(codebook, threads, bodies=bodies)
        target = stack.enter_context(open_target(output, data=form is not Format.TABLE))
        writer = Writer(target, form, ids=book is not None, bom=bom, to_terminal=here)
        streams = here and form is not Format.HTML and sys.stdout.isatty()
        progress = stack.enter_context(narrate.Progress(shown=not streams))
        for item, made in reader.read_many(batch.reports(sources, options)):
            reading = batch.taken(made, item, tally)
            if reading is not None:
                _keep(reading, lambda: _run(reader, options), book, writer, tally)
            progress.step(tally.read, tally.claims)
        progress.stop()
        if book is not None:
            answering.link(book)
        if tally.read or output is None:
            writer.end()
        else:
            raise typer.Exit(_nothing(tally))


def _nothing(tally: Tally) -> int:
    """Tells that nothing was read, so that an output file that is there already stays as it is."""
    narrate.say(tally.line(None))
    return tally.exit_code()


def _open(where: str) -> Ledger:
    from sayso.ledger import Ledger

    return Ledger.open(where, create=True)


def _keep(reading: Reading, run: Callable[[], Run], book: Ledger | None, writer: Writer, tally: Tally) -> None:
    """Stores and writes a reading; Ctrl-C waits until both are done."""
    from sayso.cli.targets import whole

    with whole():
        try:
            if book is not None:
                tally.added += book.add(reading, run())
        except InputError as error:
            tally.failed += 1
            narrate.error(error)
            return
        tally.read += 1
        tally.claims += len(reading.claims)
        writer.write(reading)


def _run(reader: Reader, options: ReadOptions) -> Run:
    """What makes these readings; as settings the hashes of codebook and bodies, what finds claims, the language given."""
    from sayso import __version__
    from sayso.language import version
    from sayso.ledger import Run

    settings = {"codebook": reader.codebook.digest, "bodies": reader.bodies.digest if reader.bodies else None,
                "system": reader.system, "language": options.language}
    return Run(version(), reader.knowledge, __version__, settings)
