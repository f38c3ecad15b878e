# SPDX-License-Identifier: Apache-2.0
"""`sayso who`: who is who across the reports of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import answering


def who(
    ledger: answering.Book,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Part of a name, or the beginning of an id; "
                                               "without it all that may stand in several reports.", show_default=False)] = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """List persons, groups, states, outlets and places across reports: their spellings, and why they are one."""
    from sayso.answers.who import who as ask
    from sayso.views import who as view

    chosen, seen = answering.form(form, output, as_json, "Entities"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = ask(book, name, view=seen)
    answering.write(rows, chosen, output, view.WHO, view.entity, lambda r: [r.row()], "name",
                    "Give less of the name, or see all: sayso who --ledger LEDGER")
