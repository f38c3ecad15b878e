# SPDX-License-Identifier: Apache-2.0
"""`sayso happenings`: what happened, by all reports of a ledger together."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import answering


def happenings(
    ledger: answering.Book,
    contested: Annotated[
        bool,
        typer.Option("--contested", help="Only what somebody denies or doubts, or of which numbers, places or actors differ."),
    ] = False,
    shared: Annotated[bool, typer.Option("--shared", help="Only what more than one report tells of.")] = False,
    ties: Annotated[
        bool, typer.Option("--ties", help="Ties (who belongs to what, kin, roles) too, which sayso affiliations shows.")
    ] = False,
    name: answering.Name = None,
    code: answering.Code = None,
    since: answering.Since = None,
    until: answering.Until = None,
    place: answering.Place = None,
    limit: answering.Limit = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """List what happened by all reports of a ledger together: who, where, when, and on whose word it stands."""
    from sayso import answers
    from sayso.views import answered

    chosen, view = answering.form(form, output, as_json, "Happenings"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = answers.happenings(
            book,
            contested=contested,
            shared=shared,
            ties=ties,
            name=name,
            code=code,
            since=answering.day("--since", since),
            until=answering.day("--until", until),
            place=place,
            limit=limit,
            view=view,
        )
    answering.write(
        rows,
        chosen,
        output,
        answered.HAPPENINGS,
        answered.happening,
        lambda r: [r.row()],
        "happening",
        "Leave out a filter, or see all: sayso happenings --ledger LEDGER",
    )
