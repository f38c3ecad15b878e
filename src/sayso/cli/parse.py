# SPDX-License-Identifier: Apache-2.0
"""`sayso parse`: reports in, what the language model alone says of them out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import batch, narrate
from sayso.errors import UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.model import Report
    from sayso.parse import Parse
    from sayso.reports import ReadOptions


class ParseFormat(StrEnum):
    """How parses are written."""

    CONLLU = "conllu"
    JSON = "json"


_BY_SUFFIX = {".conllu": ParseFormat.CONLLU, ".json": ParseFormat.JSON, ".jsonl": ParseFormat.JSON, ".ndjson": ParseFormat.JSON}


@dataclass
class Tally(batch.Tally):
    """What came of a batch so far."""

    sentences: int = 0
    words: int = 0

    def line(self) -> str:
        """The closing line: "3 reports, 41 sentences, 903 words, 1 could not be read"."""
        text = ", ".join((many(self.read, "report"), many(self.sentences, "sentence"),
                          many(self.words, "word")))
        return f"{text}, {self.failed} could not be read" if self.failed else text


def parse(
    sources: batch.Sources,
    form: Annotated[ParseFormat | None, typer.Option("--format", "-f", help="conllu or json (one document a line); by default "
                                                     "what the name of the output file ends in, else conllu.",
                                                     show_default=False)] = None,
    output: batch.Output = None,
    layers: Annotated[str, typer.Option(metavar="NAMES", help="What to say besides words, sentences, trees and names: roles, "
                                        "voices, coreference, with commas between them.", show_default=False)] = "",
    language: batch.Tongue = None,
    threads: batch.Threads = 0,
) -> None:
    """Write down the words, sentences, trees and names of reports, and who does what where that is asked for."""
    from sayso.reports import ReadOptions

    chosen = form or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or ParseFormat.CONLLU
    tally = Tally()
    with batch.told(tally, tally.line, output):
        _batch(sources, ReadOptions(language=language), chosen, output, _asked(layers), threads, tally)


def _asked(layers: str) -> tuple[str, ...]:
    """The layers named, in the model's order; raises UsageError where there is none of a name."""
    from sayso.language import LAYERS

    names = {name.strip() for name in layers.split(",")} - {""}
    if unknown := sorted(names - set(LAYERS)):
        raise UsageError(f"--layers: there is no layer {unknown[0]!r}.", f"There are: {', '.join(LAYERS)}.")
    return tuple(name for name in LAYERS if name in names)


def _batch(sources: Sequence[str], options: ReadOptions, form: ParseFormat, output: Path | None, layers: tuple[str, ...],
           threads: int, tally: Tally) -> None:
    from sayso.cli.targets import open_target, whole
    from sayso.language import Language

    with ExitStack() as stack:
        language = Language.load(threads=threads)
        target = stack.enter_context(open_target(output, data=True))
        written = _Written(form, language.version, layers)
        streams = (output is None or str(output) == "-") and sys.stdout.isatty()
        progress = stack.enter_context(narrate.Progress(shown=not streams))

        def work(report: Report) -> tuple[Parse, str]:
            found = language.parse(report.text, report.breaks, layers)
            return found, written.document(report, found)

        for item in batch.reports(sources, options):
            found = batch.attempt(work, item, tally)
            if found is not None:
                with whole():
                    target.write(found[1])
                    tally.read += 1
                    tally.sentences += len(found[0].sentences)
                    tally.words += len(found[0].words)
            if tally.read > narrate.QUIET:
                progress.note(tally.line())
        if not tally.read and output is not None:
            narrate.say(tally.line())
            raise typer.Exit(tally.exit_code())  # an output file that is there already stays as it is


class _Written:
    """Parses as text, one after another; keeps the ids of documents and the numbers of chains apart."""

    def __init__(self, form: ParseFormat, model: str, layers: Sequence[str]) -> None:
        self._form, self._model, self._layers = form, model, layers
        self._names: set[str] = set()
        self._chains = 0

    def document(self, report: Report, found: Parse) -> str:
        """The next document."""
        if self._form is ParseFormat.JSON:
            from sayso.views import jsonl, parses

            return jsonl.row(parses.data(found, report, model=self._model, layers=self._layers)) + "\n"
        from sayso import __version__
        from sayso.views import conllu

        name = conllu.identifier(report.stem, self._names)
        about = [f"source = {report.source}", f"generator = sayso {__version__}, model {self._model}"]
        if self._layers:
            about.append(f"layers = {', '.join(self._layers)}")
        text = conllu.document(found, name, about=about, first_chain=self._chains + 1)
        self._names.add(name)
        self._chains += len(found.chains)
        return text
