# SPDX-License-Identifier: Apache-2.0
"""`sayso claims`: what a ledger holds."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli import batch, narrate
from sayso.cli.formats import Format
from sayso.text import many


def claims(
    ledger: Annotated[Path, typer.Option("--ledger", "-l", help="The ledger to look in.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="Only claims about somebody of this name, or part of it.",
                                             show_default=False)] = None,
    code: Annotated[str | None, typer.Option(help="Only claims of this code, or of this family of codes (custody).",
                                             show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help="Only claims on the word of this source or outlet.",
                                               show_default=False)] = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl, csv or html; by default what the name of "
                                                "the output file ends in, else table.", show_default=False)] = None,
    output: batch.Output = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark: Excel then reads UTF-8.")] = False,
) -> None:
    """List the claims that a ledger holds, each with its id for `sayso show`."""
    from sayso.cli.formats import choose
    from sayso.cli.targets import open_target
    from sayso.cli.writers import Writer
    from sayso.ledger import Ledger

    chosen = choose(form, output)
    reports = found = 0
    with Ledger.open(ledger) as book, open_target(output, data=chosen is not Format.TABLE) as target:
        writer = Writer(target, chosen, ids=True, bom=bom, to_terminal=output is None or str(output) == "-")
        pairs = book.claims(name=name, code=code, source=source)
        for _, group in groupby(pairs, key=lambda pair: pair[0].report.id):
            some = list(group)
            writer.write(some[0][0], [claim for _, claim in some])
            reports, found = reports + 1, found + len(some)
        writer.end()
    narrate.say(f"{many(found, 'claim')} in {many(reports, 'report')}" if found else
                "no claim fits. Leave out a filter, or see all: sayso claims --ledger PATH")
