# SPDX-License-Identifier: Apache-2.0
"""`sayso why`: why a claim stands as it does among all reports of a ledger."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import answering
from sayso.cli.formats import Format

if TYPE_CHECKING:
    from sayso.answers import WhyRow


def why(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its first letters.")],
    ledger: answering.Book,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """Say why a claim stands as it does: rule, words, voices, what it is one happening with, where its word comes from."""
    from sayso import answers
    from sayso.cli.targets import open_target
    from sayso.views import answered, flat, jsonl

    chosen, view = answering.form(form, output, as_json, "Reasons"), answering.view(as_of, as_recorded, run)
    with answering.opened(ledger) as book:
        [row] = answers.why(book, claim, view=view)
    with open_target(output, data=chosen is not Format.TABLE) as target:
        if chosen is Format.JSONL:
            target.write(jsonl.row(row.to_dict()) + "\n")
        elif chosen is Format.CSV:
            cells = row.row()
            target.write(flat.lines([answered.WHY.columns, [cells[c] for c in answered.WHY.columns]]))
        else:
            target.write(text(row))


def text(row: WhyRow) -> str:
    """The reasons for a terminal: a label and its text a line, long texts hanging beneath their first line."""
    from sayso.cli import layout
    from sayso.views import answered

    rows = answered.why(row)
    room = layout.width() - max(len(label) for label, _ in rows) - layout.GAP
    lines = []
    last = ""
    for label, told in rows:
        for n, part in enumerate(wrap(told, room, subsequent_indent="  ") or [""]):
            lines.append((label if n == 0 and label != last else "", part))
        last = label
    return layout.grid(lines, styled=layout.coloured(), columns=layout.width(), wrapped=(1,))
