# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate`: scores on claims marked by hand, on treebanks, on name sets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import narrate

if TYPE_CHECKING:
    from sayso.model import Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                  help="Score Sayso on reports, treebanks and name sets marked by hand.")

Threads = Annotated[int, typer.Option("--threads", min=0, help="Processor cores to use; 0 for all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Give the scores as JSON.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Also list what is missed or wrong.")]


@app.command("claims")
def claims(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with a YAML file beside each report's TXT file.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Annotated[Path | None, typer.Option(help="Use this codebook instead of the shipped one.",
                                                  show_default=False)] = None,
) -> None:
    """Score the claims of whole reports."""
    from sayso.evaluate.claims import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads)
        scores = evaluate(folder, reader.read, lambda done, of: progress.note(f"{done} of {of} reports"))
    _write(scores.to_dict(findings=verbose), scores.lines(findings=verbose), as_json=as_json)


@app.command("trees")
def trees(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CoNLL-U file (.xz too), or a folder of them.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
) -> None:
    """Score parts of speech, lemmas and trees on gold words."""
    from sayso.evaluate.trees import evaluate
    from sayso.language import Language

    scores = evaluate(file, Language.load(threads=threads))
    _write(scores.to_dict(), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("entities")
def entities(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tagged tokens (IOB, BIOES; .xz, .tar.xz, a folder), or a folder "
                                         "as re3d has it.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    column: Annotated[int | None, typer.Option(min=1, help="The column that holds the tag, from 1; by default it is found.",
                                               show_default=False)] = None,
) -> None:
    """Score the names of people, places and organisations."""
    from sayso.evaluate.entities import evaluate
    from sayso.language import Language

    scores = evaluate(file, Language.load(threads=threads), column=column)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


def _write(data: Json, lines: Sequence[str], *, as_json: bool) -> None:
    from sayso.cli.targets import open_target

    with open_target(None, data=as_json) as target:
        text = [json.dumps(data, ensure_ascii=False, indent=1)] if as_json else lines
        target.write("".join(f"{line}\n" for line in text))
