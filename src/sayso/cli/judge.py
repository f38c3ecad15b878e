# SPDX-License-Identifier: Apache-2.0
"""`sayso judge`: a person's word on who is who, and which claims are one happening; it always wins, and can be taken back."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Annotated

import typer

from sayso.cli import answering, narrate

app = typer.Typer(no_args_is_help=True, help="Say that two entities or two claims are the same, are not, or are related.")

X = Annotated[str, typer.Argument(metavar="X", help="An id as sayso who or sayso claims shows it, its beginning, or a name.",
                                  show_default=False)]
Y = Annotated[str, typer.Argument(metavar="Y", help="The other one.", show_default=False)]
Because = Annotated[str, typer.Option("--because", help="The reason; it is kept.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", help="Who judges; by default the name you are logged in by.",
                                        show_default=False)]


def _said(verdict: str, told: str) -> Callable[..., None]:
    def say(x: X, y: Y, ledger: answering.Book, because: Because, by: By = None) -> None:
        from sayso.answers.who import judge

        with answering.opened(ledger) as book:
            row = judge(book, verdict, x, y, because=because, by=by or getpass.getuser())
        narrate.say(f"judgement {row.number}: {row.left} ({row.left_profile}) and {row.right} ({row.right_profile}) {told}. "
                    f"Take it back: sayso judge undo {row.number} --ledger {ledger}")

    say.__doc__ = f"Judge that X and Y {told}."
    return say


app.command("same")(_said("same", "are the same"))
app.command("different")(_said("different", "are not the same"))
app.command("related")(_said("related", "are related and not the same"))
app.command("unsure")(_said("unsure", "may be the same or not"))


@app.command("undo")
def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The judgement's number, as sayso judge list shows it.",
                                          show_default=False)],
    ledger: answering.Book,
    because: Annotated[str, typer.Option("--because", help="The reason; it is kept.")] = "taken back",
    by: By = None,
) -> None:
    """Take a judgement back; all is as if it had not been given."""
    with answering.opened(ledger) as book:
        book.undo(number, by=by or getpass.getuser(), why=because)
    narrate.say(f"judgement {number} is taken back")


@app.command("list")
def listed(
    ledger: answering.Book,
    as_recorded: answering.AsRecorded = None,
    as_json: answering.AsJson = False,
    form: answering.Form = None,
    output: answering.Output = None,
) -> None:
    """List the judgements that stand."""
    from sayso.answers.who import judgements
    from sayso.views import who as view

    chosen, seen = answering.form(form, output, as_json, "Judgements"), answering.view(None, as_recorded, None)
    with answering.opened(ledger) as book:
        rows = judgements(book, seen)
    answering.write(rows, chosen, output, view.JUDGEMENTS, view.judgement, lambda r: [r.row()], "judgement",
                    "Give one: sayso judge same X Y --because TEXT --ledger LEDGER")
