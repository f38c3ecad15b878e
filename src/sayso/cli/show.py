# SPDX-License-Identifier: Apache-2.0
"""`sayso show`: the words of the report that carry each field of a claim."""

from __future__ import annotations

from string import ascii_uppercase
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sayso.model import Claim, Reading


LABEL = len("why  ")
"""Columns before a reason; what it takes beyond one line stands two columns further in."""


def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its first letters.")],
    ledger: Annotated[str, typer.Option("--ledger", "-l", metavar="LEDGER", help="The ledger that holds it.",
                                         show_default=False)],
) -> None:
    """Show the words of the report that carry each field of a claim, and why it was read so."""
    from sayso.cli import layout
    from sayso.cli.targets import open_target
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as book, open_target(None, data=False) as target:
        reading, found = book.claim(claim)
        target.write(text(reading, found, columns=layout.width(), styled=layout.coloured()))


def text(reading: Reading, claim: Claim, *, columns: int, styled: bool) -> str:
    """The claim told in full: a sentence, the report's words with each field underlined by its letter, the fields, why."""
    from sayso.cli.layout import grid
    from sayso.views import anchors, statement
    from sayso.views.words import shown

    fields = anchors.anchors(reading, claim)
    letters = (ascii_uppercase * (len(fields) // len(ascii_uppercase) + 1))[: len(fields)]
    said = " ".join(p for p in (statement.who(reading, claim) or "–", statement.what(reading, claim),
                                statement.whom(reading, claim)) if p)
    place = " · ".join(p for p in (statement.where(reading, claim), statement.when(reading, claim)) if p)
    labels = {c.id: c.id for c in reading.claims}
    top = [("claim", shown(claim.id)), ("code", shown(claim.code)), ("told", said), ("where", place or "–"),
           ("says who", statement.says_who(reading, claim)), ("how surely", statement.how_surely(reading, claim, labels)),
           ("report", f"{statement.caption(reading.report)} ({shown(reading.report.source)})")]
    out = [grid(top, styled=styled, columns=columns, wrapped=(1,))]
    spans = [(letter, field.span) for letter, field in zip(letters, fields, strict=True)]
    for window in anchors.excerpts(reading, claim):
        lines = anchors.underlined(reading.report.text, window, spans, columns - 2)
        out.append("".join(f"  {row}\n" for line in lines for row in (line.text, *line.marks)))
    rows = [(letter, field.label, field.means, f"“{shown(reading.words(field.span))}”", f"{field.span[0]}–{field.span[1]}")
            for letter, field in zip(letters, fields, strict=True)]
    out.append(grid(rows, styled=styled, columns=columns, wrapped=(2, 3)))
    why = [line for reason in claim.why for line in wrap(shown(reason), columns - LABEL, subsequent_indent="  ")]
    if why:
        labelled = [("why" if n == 0 else "", line) for n, line in enumerate(why)]
        out.append(grid(labelled, styled=styled, columns=columns, wrapped=(1,)))
    return "\n".join(out)
