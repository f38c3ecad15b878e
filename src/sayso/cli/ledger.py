# SPDX-License-Identifier: Apache-2.0
"""`sayso ledger`: which runs made a ledger, how two of them differ, bringing an old one up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import answering, narrate

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                  help="Look at the runs that made a ledger, compare two, bring an old ledger up to date.")

Number = Annotated[int, typer.Argument(metavar="RUN", min=1, show_default=False)]


@app.command("runs")
def runs(ledger: answering.Book, as_json: answering.AsJson = False, form: answering.Form = None,
         output: answering.Output = None) -> None:
    """List the runs: model, codebook, version of Sayso, settings, how many reports each has read."""
    from sayso.ledger import Ledger
    from sayso.views import kept

    chosen = answering.form(form, output, as_json, "Runs")
    with Ledger.open(ledger) as book:
        rows = book.runs()
    answering.write(rows, chosen, output, kept.RUNS, kept.run, lambda r: kept.flat(r.to_dict()), "run",
                    "Store a report first: sayso read FILE --ledger LEDGER")


@app.command("diff")
def diff(before: Number, after: Number, ledger: answering.Book, as_json: answering.AsJson = False, form: answering.Form = None,
         output: answering.Output = None) -> None:
    """List what the second run says otherwise than the first, of reports that both have read."""
    from sayso.ledger import Ledger
    from sayso.views import kept

    chosen = answering.form(form, output, as_json, "Differences")
    with Ledger.open(ledger) as book:
        rows = book.diff(before, after)
    answering.write(rows, chosen, output, kept.CHANGES, kept.change, lambda r: kept.flat(r.to_dict()), "difference",
                    "Other runs: sayso ledger runs --ledger LEDGER")


@app.command("upgrade")
def upgrade(ledger: answering.Book) -> None:
    """Bring a ledger that an older Sayso made up to date; `sayso read --ledger` does so by itself."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger, upgrade=True):
        narrate.say(f"{ledger} is up to date")
