# SPDX-License-Identifier: Apache-2.0
"""`sayso contested`: what reports do not agree about."""

from __future__ import annotations

from sayso.cli import answering


def contested(
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
    """List what is contested, with what both sides say, in their words: denials, doubts, numbers, places, actors."""
    from sayso import answers
    from sayso.views import answered

    chosen, view = answering.form(form, output, as_json, "Contested matters"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        rows = answers.contested(
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
        answered.CONTESTED,
        answered.contested,
        lambda r: r.rows(),
        "contested matter",
        "All happenings: sayso happenings --ledger LEDGER",
    )
