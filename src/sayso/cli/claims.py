# SPDX-License-Identifier: Apache-2.0
"""`sayso claims`: what a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import answering, batch, narrate
from sayso.cli.formats import Format
from sayso.errors import UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.codebook import Codebook
    from sayso.model import Claim


def claims(
    ledger: answering.Book,
    name: Annotated[str | None, typer.Option(help="Only claims about somebody of this name, or part of it.",
                                             show_default=False)] = None,
    code: Annotated[str | None, typer.Option(help="Only claims of this code, or of this family of codes (custody).",
                                             show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help="Only claims on the word of this source or outlet.",
                                               show_default=False)] = None,
    text: Annotated[str | None, typer.Option(help="Only claims whose evidence holds all these words.",
                                             show_default=False)] = None,
    implied: Annotated[bool, typer.Option("--implied", help="With --code: also claims from which it follows, as leaving "
                                          "follows from defecting.")] = False,
    codebook: Annotated[Path | None, typer.Option(help="With --implied: what follows from what by this codebook, not the "
                                                  "shipped one.", show_default=False)] = None,
    as_of: answering.AsOf = None,
    as_recorded: answering.AsRecorded = None,
    run: answering.Run = None,
    as_json: answering.AsJson = False,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="table, jsonl, csv or html; by default what the name of "
                                                "the output file ends in, else table.", show_default=False)] = None,
    output: batch.Output = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark: Excel then reads UTF-8.")] = False,
) -> None:
    """List the claims that a ledger holds, each with its id for `sayso show`."""
    from sayso.cli.formats import choose
    from sayso.cli.targets import open_target
    from sayso.cli.writers import Writer
    from sayso.ledger import Ledger

    if as_json and form not in (None, Format.JSONL):
        raise UsageError(f"--json and --format {form} are two formats.", "Leave one out.")
    chosen = Format.JSONL if as_json else choose(form, output)
    seen = answering.view(as_of, as_recorded, run)
    asked = _following(code, codebook, implied=implied)
    reports = found = further = 0
    with Ledger.open(ledger) as book, open_target(output, data=chosen is not Format.TABLE) as target:
        writer = Writer(target, chosen, ids=True, bom=bom, to_terminal=output is None or str(output) == "-")
        stored = book.claims(name=name, code=asked.codes if asked else code, source=source, text=text, view=seen)
        pairs = (pair for pair in stored if asked is None or asked.holds(pair[1]))
        for _, group in groupby(pairs, key=lambda pair: pair[0].report.id):
            some = list(group)
            writer.write(some[0][0], [claim for _, claim in some])
            reports, found = reports + 1, found + len(some)
            further += sum(asked is not None and not asked.told(claim) for _, claim in some)
        writer.end()
    following = f", {further} of them only by what follows" if further else ""
    narrate.say(f"{many(found, 'claim')} in {many(reports, 'report')}{following}" if found else
                "no claim fits. Leave out a filter, or see all: sayso claims --ledger PATH")


@dataclass(frozen=True)
class _Following:
    """What --implied asks for: claims of a code or family, and those from which it follows by some rules."""

    code: str
    rules: Codebook

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that may hold such a claim."""
        from sayso.codebook import implying

        return (self.code, *implying(self.rules, self.code))

    def told(self, claim: Claim) -> bool:
        """Whether a claim is of the code itself."""
        from sayso.codebook.implications import within

        return within(claim.code, self.code)

    def holds(self, claim: Claim) -> bool:
        """Whether a claim is of the code, or the code follows from it."""
        from sayso.codebook import implied
        from sayso.codebook.implications import within

        return self.told(claim) or any(within(i.code, self.code) for i in implied(claim, self.rules))


def _following(code: str | None, codebook: Path | None, *, implied: bool) -> _Following | None:
    """What follows from what, where that is asked; a codebook is opened only then."""
    if not implied:
        if codebook:
            raise UsageError("--codebook says what follows from what and needs --implied.", "Add --implied, or leave it out.")
        return None
    if not code:
        raise UsageError("--implied needs a code.", "Add --code, as --code affiliation.leave.")
    from sayso import codebook as codebooks

    return _Following(code, codebooks.load(codebook))
