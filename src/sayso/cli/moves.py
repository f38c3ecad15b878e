# SPDX-License-Identifier: Apache-2.0
"""`sayso moves`: who went from which group to which."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import answering


def moves(
    ledger: answering.Book,
    of: Annotated[
        str | None,
        typer.Option("--of", help="Only moves of somebody of this name, or out of or into a group of it.", show_default=False),
    ] = None,
    since: answering.Since = None,
    until: answering.Until = None,
    limit: answering.Limit = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """List who went from which group to which: defections, expulsions, splits, joins, on whose word."""
    from sayso import answers
    from sayso.views import answered

    chosen, view = answering.form(form, output, as_json, "Moves"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = answers.moves(
            book, of=of, since=answering.day("--since", since), until=answering.day("--until", until), limit=limit, view=view
        )
    answering.write(
        rows,
        chosen,
        output,
        answered.MOVES,
        answered.move,
        lambda r: [r.row()],
        "move",
        "Leave out a filter, or see all: sayso moves --ledger LEDGER",
    )
