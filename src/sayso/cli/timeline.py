# SPDX-License-Identifier: Apache-2.0
"""`sayso timeline`: days, and what happened on them."""

from __future__ import annotations

from sayso.cli import answering


def timeline(
    ledger: answering.Book,
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
    """List what happened in the order of time; what is known only roughly stands as such."""
    from sayso import answers
    from sayso.views import answered

    chosen, view = answering.form(form, output, as_json, "Timelines"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = answers.timeline(
            book,
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
        answered.TIMELINE,
        answered.timeline,
        lambda r: [r.row()],
        "happening",
        "Leave out a filter, or see all: sayso timeline --ledger LEDGER",
    )
