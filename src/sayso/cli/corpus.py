# SPDX-License-Identifier: Apache-2.0
"""`sayso corpus`: what marked-up reports hold, what breaks the guidelines in them, and how far two readers agree."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import narrate
from sayso.text import many

if TYPE_CHECKING:
    from sayso.gold.read import GoldReport

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                  help="Check and count reports whose claims were marked by hand.")

Folder = Annotated[Path | None, typer.Argument(metavar="FOLDER", show_default=False,
                                               help="Marked-up reports, or a corpus; the dispatches of Sayso if left out.")]
AsJson = Annotated[bool, typer.Option("--json", help="Give it as JSON.")]

FOUND = 1
"""The exit code of a check that finds a fault."""


@app.command("check")
def check(
    folder: Folder = None, as_json: AsJson = False,
    doubts: Annotated[bool, typer.Option("--doubts", help="Also list what somebody should look at, right or wrong.")] = False,
    against: Annotated[Path | None, typer.Option(metavar="FOLDER", show_default=False,
                                                 help="Also list reports that resemble a text of this folder.")] = None,
) -> None:
    """Find what breaks the guidelines, and reports that share whole sentences."""
    from sayso.gold.check import check
    from sayso.gold.likeness import alike

    reports = _reports(folder)
    found = [b for r in reports for b in check(r)]
    faults, shown = [b for b in found if b.sure], [b for b in found if b.sure or doubts]
    texts = {r.stem: r.text for r in reports}
    near = alike(texts)
    if against is not None:
        near += alike(texts, {str(p): p.read_text(encoding="utf-8") for p in sorted(against.rglob("*.txt"))}, share=0.0)
    pairs = [f"{x.first} and {x.second} share {x.share:.0%} of their runs of words: “{x.example}”" for x in near]
    if as_json:
        _write([json.dumps({"breaches": [b.to_dict() for b in shown], "alike": pairs}, ensure_ascii=False, indent=1)])
    else:
        _write([*(b.line() for b in shown), *pairs])
    narrate.say(f"{many(len(reports), 'report')}: {many(len(faults), 'fault')}, {many(len(found) - len(faults), 'doubt')}, "
                f"{many(len(near), 'pair')} alike.")
    if faults or near:
        raise typer.Exit(FOUND)


@app.command("count")
def count(folder: Folder = None, as_json: AsJson = False) -> None:
    """Count what reports hold: claims, voices, ties, times …"""
    from sayso.gold.corpus import contents

    counts = contents(_reports(folder))
    lines = [json.dumps(counts, indent=1)] if as_json else [f"{name:24} {number:7,}" for name, number in counts.items()]
    _write(lines)


@app.command("agree")
def agree(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="What one reader marked.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="What another reader marked in the same reports.")],
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also list where the two differ.")] = False,
) -> None:
    """Score the second reader's marks against the first's."""
    from sayso.evaluate.agreement import agreement

    scores = agreement(first, second)
    _write([json.dumps(scores.to_dict(findings=verbose), ensure_ascii=False, indent=1)] if as_json
           else scores.lines(findings=verbose))


def _reports(folder: Path | None) -> Sequence[GoldReport]:
    from sayso.gold.corpus import corpus
    from sayso.gold.read import load_gold

    if folder is not None and not (folder / "corpus.yaml").is_file():
        return load_gold(folder)
    return corpus(folder).reports


def _write(lines: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
