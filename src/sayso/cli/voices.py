# SPDX-License-Identifier: Apache-2.0
"""`sayso voices`: who speaks in reports, of what kind, how often, and what they assert, deny, ask for or refuse."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import batch, narrate
from sayso.cli.formats import Format, choose
from sayso.errors import UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.model import Reading
    from sayso.reports import ReadOptions


@dataclass
class Tally(batch.Tally):
    """What came of a batch so far."""

    voices: int = 0

    def line(self) -> str:
        """The closing line: "3 reports, 41 voices, 1 could not be read"."""
        text = f"{many(self.read, 'report')}, {many(self.voices, 'voice')}"
        return f"{text}, {self.failed} could not be read" if self.failed else text


def voices(
    sources: batch.Sources,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl or csv (one voice a line); by default "
                                                "what the name of the output file ends in, else table.",
                                                show_default=False)] = None,
    output: batch.Output = None,
    outlet: batch.Outlet = None,
    language: batch.Tongue = None,
    threads: batch.Threads = 0,
) -> None:
    """List who speaks in reports: of what kind, how often, what they assert, deny, ask for and refuse."""
    from sayso.reports import ReadOptions

    chosen = choose(form, output)
    if chosen is Format.HTML:
        raise UsageError("Voices are not written as HTML.", "Say --format table, jsonl or csv.")
    tally = Tally()
    with batch.told(tally, tally.line, output):
        _batch(sources, ReadOptions(outlet=outlet, language=language), chosen, output, threads, tally)


def _batch(sources: Sequence[str], options: ReadOptions, form: Format, output: Path | None, threads: int, tally: Tally) -> None:
    from sayso.cli.targets import open_target, whole
    from sayso.pipeline import Reader
    from sayso.views import flat, speakers

    with ExitStack() as stack:
        reader = Reader.open(None, threads)
        target = stack.enter_context(open_target(output, data=form is not Format.TABLE))
        streams = (output is None or str(output) == "-") and sys.stdout.isatty()
        progress = stack.enter_context(narrate.Progress(shown=not streams))
        if form is Format.CSV:
            target.write(flat.lines([speakers.COLUMNS]))
        for item, made in reader.read_many(batch.reports(sources, options)):
            reading = batch.taken(made, item, tally)
            if reading is not None:
                with whole():
                    target.write(_text(reading, form))
                    tally.read += 1
                    tally.voices += len(reading.voices)
            progress.step(tally.read, tally.voices)


def _text(reading: Reading, form: Format) -> str:
    from sayso.views import flat, jsonl, speakers

    rows = speakers.rows(reading)
    if form is Format.JSONL:
        return "".join(jsonl.row(row) + "\n" for row in rows)
    if form is Format.CSV:
        return flat.lines([[row[c] for c in speakers.COLUMNS] for row in rows])
    return table(reading)


def table(reading: Reading) -> str:
    """One report's speakers, each with what it says, for a terminal."""
    from sayso.cli import layout
    from sayso.views import speakers, statement

    columns, styled = layout.width(), layout.coloured()
    out = [layout.grid([[statement.caption(reading.report)]], styled=styled, columns=columns, wrapped=(0,))]
    found = speakers.speakers(reading)
    if not found:
        out.append("no voices found\n")
    for speaker in found:
        said = [("  " + v.stance, speakers.said(reading, v)) for v in speaker.voices]
        out.append("\n" + layout.grid([[speakers.heading(speaker)]], styled=False, columns=columns, wrapped=(0,)))
        out.append(layout.grid(said, styled=styled, columns=columns, wrapped=(1,)))
    return "".join(out) + "\n"
