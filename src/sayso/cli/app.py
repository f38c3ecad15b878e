# SPDX-License-Identifier: Apache-2.0
"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import (
    affiliations,
    claims,
    codebook,
    contested,
    corpus,
    doctor,
    evaluate,
    happenings,
    judge,
    ledger,
    moves,
    parse,
    read,
    show,
    sources,
    timeline,
    times,
    verify,
    voices,
    who,
    why,
)

app = typer.Typer(name="sayso", no_args_is_help=True, add_completion=False, rich_markup_mode=None,
                  pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
                  help="Reads news reports on political conflict and keeps what they claim: who did what to whom, where, when, "
                       "and on whose word.")


def _version(asked: bool) -> None:
    if asked:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
) -> None:
    return None


app.command("read", no_args_is_help=True)(read.read)
app.command("voices", no_args_is_help=True)(voices.voices)
app.command("affiliations", no_args_is_help=True)(affiliations.affiliations)
app.command("times", no_args_is_help=True)(times.times)
app.command("parse", no_args_is_help=True)(parse.parse)
app.command("claims")(claims.claims)
app.command("show")(show.show)
app.command("who")(who.who)
app.add_typer(judge.app, name="judge")
app.command("happenings")(happenings.happenings)
app.command("contested")(contested.contested)
app.command("moves")(moves.moves)
app.command("sources")(sources.sources)
app.command("timeline")(timeline.timeline)
app.command("why")(why.why)
app.command("verify")(verify.verify)
app.add_typer(ledger.app, name="ledger")
app.add_typer(codebook.app, name="codebook")
app.add_typer(corpus.app, name="corpus")
app.add_typer(evaluate.app, name="evaluate")
app.command("doctor")(doctor.doctor)
