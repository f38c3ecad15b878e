# SPDX-License-Identifier: Apache-2.0
"""`sayso times`: the times of reports, each with its words, days and what they were counted from; on demand as TIMEX3."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import batch
from sayso.text import many

if TYPE_CHECKING:
    from sayso.model import Json, Report
    from sayso.reports import ReadOptions


@dataclass
class Tally(batch.Tally):
    """What came of a batch so far."""

    times: int = 0

    def line(self) -> str:
        """The closing line: "3 reports, 41 times, 1 could not be read"."""
        text = f"{many(self.read, 'report')}, {many(self.times, 'time')}"
        return f"{text}, {self.failed} could not be read" if self.failed else text


def times(
    sources: batch.Sources,
    as_json: Annotated[bool, typer.Option("--json", help="Give one object a time, each on a line.")] = False,
    timex: Annotated[bool, typer.Option("--timex", help="Also say type and value as TIMEX3 has them.")] = False,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", show_default=False, help="When the reports were published, as 2016-03-04."),
    ] = None,
    output: batch.Output = None,
    language: batch.Tongue = None,
    threads: batch.Threads = 0,
) -> None:
    """List the times in reports: exact words, days, how precise, counted from what."""
    from sayso.reports import ReadOptions

    options = ReadOptions(published=batch.day(published), language=language)
    tally = Tally()
    with batch.told(tally, tally.line, output):
        _batch(sources, options, output, threads, tally, as_json=as_json, timex=timex)


def _batch(
    sources: Sequence[str], options: ReadOptions, output: Path | None, threads: int, tally: Tally, *, as_json: bool, timex: bool
) -> None:
    from sayso.cli.targets import open_target, whole
    from sayso.language import Language
    from sayso.views import jsonl

    with ExitStack() as stack:
        language = Language.load(threads=threads)
        target = stack.enter_context(open_target(output, data=as_json))

        def rows(report: Report) -> list[Json]:
            from sayso.mentions.times import find_times
            from sayso.views.times import row

            parse = language.parse(report.text, report.breaks)
            return [row(report, parse, t, timex=timex) for t in find_times(parse, report.published)]

        for item in batch.reports(sources, options):
            found = batch.attempt(lambda report: (report, rows(report)), item, tally)
            if found is not None:
                with whole():
                    target.write("".join(jsonl.row(r) + "\n" for r in found[1]) if as_json else _table(*found))
                    tally.read += 1
                    tally.times += len(found[1])


def _table(report: Report, rows: Sequence[Json]) -> str:
    """One report's times for a terminal."""
    from sayso.cli import layout
    from sayso.views import statement
    from sayso.views.times import told

    columns, styled = layout.width(), layout.coloured()
    cells = [told(r) for r in rows]
    out = layout.grid([[statement.caption(report)]], styled=styled, columns=columns, wrapped=(0,))
    return (
        out
        + (layout.grid(cells, styled=styled, columns=columns, wrapped=range(len(cells[0]))) if cells else "no times found\n")
        + "\n"
    )
