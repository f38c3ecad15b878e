# SPDX-License-Identifier: Apache-2.0
"""`sayso sources`: what each outlet and voice said, and was first with."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import answering


def sources(
    ledger: answering.Book,
    name: Annotated[
        str | None, typer.Option("--name", help="Only sources of this name, or part of it.", show_default=False)
    ] = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """List what each outlet and voice asserted, denied, took back, and was first with."""
    from sayso import answers
    from sayso.views import answered

    chosen, view = answering.form(form, output, as_json, "Sources"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = answers.sources(book, name=name, view=view)
    answering.write(
        rows,
        chosen,
        output,
        answered.SOURCES,
        answered.source,
        lambda r: [r.row()],
        "source",
        "Leave out --name, or see all: sayso sources --ledger LEDGER",
    )
