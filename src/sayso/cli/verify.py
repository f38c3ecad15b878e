# SPDX-License-Identifier: Apache-2.0
"""`sayso verify`: whether a ledger still holds what was put in."""

from __future__ import annotations

import typer

from sayso.cli import answering, narrate
from sayso.text import many

FOUND = 1
"""The exit code of a check that finds something wrong."""


def verify(ledger: answering.Book, as_json: answering.AsJson = False, form: answering.Form = None,
           output: answering.Output = None) -> None:
    """Check every hash, offset and quote of a ledger, and the chain of what people said; name what is not as it was put in."""
    from sayso.ledger import Ledger
    from sayso.views import kept

    chosen = answering.form(form, output, as_json, "Faults")
    with Ledger.open(ledger) as book:
        done = book.verify()
    narrate.say(", ".join((many(done.captures, "capture"), many(done.reports, "report"), many(done.passages, "passage"),
                           many(done.readings, "reading"), f"{done.words} judgements and reviews")) + " checked")
    answering.write(done.faults, chosen, output, kept.FAULTS, kept.fault, lambda f: kept.flat(f.to_dict()), "fault",
                    "The ledger is as it was written")
    if done.faults:
        raise typer.Exit(FOUND)
