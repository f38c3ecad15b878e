# SPDX-License-Identifier: Apache-2.0
"""`sayso claims`: what a ledger holds."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import batch, narrate
from sayso.cli.formats import Format
from sayso.errors import UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.codebook import Codebook
    from sayso.model import Claim


def claims(
    ledger: Annotated[Path, typer.Option("--ledger", "-l", help="The ledger to look in.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="Only claims about somebody of this name, or part of it.",
                                             show_default=False)] = None,
    code: Annotated[str | None, typer.Option(help="Only claims of this code, or of this family of codes (custody).",
                                             show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help="Only claims on the word of this source or outlet.",
                                               show_default=False)] = None,
    implied: Annotated[bool, typer.Option("--implied", help="With --code: also claims from which it follows, as leaving "
                                          "follows from defecting.")] = False,
    codebook: Annotated[Path | None, typer.Option(help="With --implied: what follows from what by this codebook, not the "
                                                  "shipped one.", show_default=False)] = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl, csv or html; by default what the name of "
                                                "the output file ends in, else table.", show_default=False)] = None,
    output: batch.Output = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark: Excel then reads UTF-8.")] = False,
) -> None:
    """List the claims that a ledger holds, each with its id for `sayso show`."""
    from sayso.cli.formats import choose
    from sayso.cli.targets import open_target
    from sayso.cli.writers import Writer
    from sayso.codebook import implying
    from sayso.ledger import Ledger

    chosen = choose(form, output)
    rules = _rules(code, codebook, implied=implied)
    reports = found = further = 0
    with Ledger.open(ledger) as book, open_target(output, data=chosen is not Format.TABLE) as target:
        writer = Writer(target, chosen, ids=True, bom=bom, to_terminal=output is None or str(output) == "-")
        codes = code if rules is None or code is None else (code, *implying(rules, code))
        pairs = (pair for pair in book.claims(name=name, code=codes, source=source) if _holds(pair[1], code, rules))
        for _, group in groupby(pairs, key=lambda pair: pair[0].report.id):
            some = list(group)
            writer.write(some[0][0], [claim for _, claim in some])
            reports, found = reports + 1, found + len(some)
            further += sum(not _holds(claim, code, None) for _, claim in some)
        writer.end()
    following = f", {further} of them only by what follows" if further else ""
    narrate.say(f"{many(found, 'claim')} in {many(reports, 'report')}{following}" if found else
                "no claim fits. Leave out a filter, or see all: sayso claims --ledger PATH")


def _rules(code: str | None, codebook: Path | None, *, implied: bool) -> Codebook | None:
    """The codebook that says what follows from what; None where that is not asked."""
    from sayso import codebook as codebooks

    if not implied:
        if codebook:
            raise UsageError("--codebook says what follows from what and needs --implied.", "Add --implied, or leave it out.")
        return None
    if not code:
        raise UsageError("--implied needs a code.", "Add --code, as --code affiliation.leave.")
    return codebooks.load(codebook)


def _holds(claim: Claim, code: str | None, rules: Codebook | None) -> bool:
    """Whether a claim is of a code or family, or with `rules` that follows from it; always where none is asked."""
    from sayso.codebook import implied
    from sayso.codebook.implications import within

    codes = (claim.code, *(i.code for i in implied(claim, rules))) if rules else (claim.code,)
    return code is None or any(within(name, code) for name in codes)
