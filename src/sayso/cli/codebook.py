# SPDX-License-Identifier: Apache-2.0
"""`sayso codebook`: begin, check, compare, look up and print a codebook, the shipped one or one's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import batch, narrate
from sayso.errors import CodebookError, UsageError
from sayso.text import many

if TYPE_CHECKING:
    from sayso.codebook import Codebook
    from sayso.reports import ReadOptions

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                  help="Begin a codebook of your own, check it, compare it, look things up in it, print it.")

AsJson = Annotated[bool, typer.Option("--json", help="Give it as JSON.")]
Folder = Annotated[Path | None, typer.Argument(metavar="FOLDER", show_default=False,
                                               help="A codebook's folder or YAML file; the shipped one if left out.")]

FOUND = 1
"""The exit code of a check that finds the codebook wrong."""


@app.command("new")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is new or empty.")],
    empty: Annotated[bool, typer.Option("--empty", help="Take over nothing of Sayso's codebook.")] = False,
) -> None:
    """Begin a codebook of your own, from Sayso's or from nothing."""
    from sayso.codebook import starting

    _write([str(starting.start(folder, empty=empty))], data=False)
    narrate.say(f"edit it, then: sayso codebook check {folder}")


@app.command("import")
def import_(
    sources: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Verb dictionaries of PETRARCH or TABARI; tables of "
                                                  "definitions (.csv, .tsv).")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A folder that is new or empty.")],
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell each line that is not taken as it is.")] = False,
) -> None:
    """Make a codebook of your own from dictionaries and tables that you have."""
    from sayso.codebook.importing import folder, import_files

    imported = import_files(sources)
    lines = [json.dumps(imported.to_dict(), ensure_ascii=False, indent=1)] if as_json else imported.lines(verbose=verbose)
    _write(lines, data=as_json)
    written = folder.write(imported, out)
    narrate.say(f"{many(len(written), 'file')} written to {out}; {out / folder.REPORT} tells what became of each line. "
                f"Now: sayso codebook check {out}")


@app.command("check")
def check(
    folder: Folder = None, as_json: AsJson = False,
    only: Annotated[str, typer.Option(metavar="CODE", help="Only this code or family.", show_default=False)] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also list words that codes share and patterns that no "
                                          "example uses.")] = False,
    threads: batch.Threads = 0,
) -> None:
    """Load a codebook, run its examples, look for clashes and dead rules."""
    from sayso import codebook
    from sayso.evaluate.codebook import check
    from sayso.pipeline import Reader

    try:
        book = codebook.load(folder)
    except CodebookError as error:
        narrate.error(error)
        if as_json:
            _write([json.dumps({"error": error.to_dict()}, ensure_ascii=False, indent=1)], data=True)
        raise typer.Exit(FOUND) from None
    _known(book, only)
    reader, base = Reader(book, threads, system="rules"), book.extends
    before = (lambda report: reader.read_by(report, (base,))[0]) if base else None
    with narrate.Progress(shown=True) as progress:
        checked = check(book, reader.read, only, lambda done, of: progress.note(f"{done} of {of} examples"), before)
    lines = [json.dumps(checked.to_dict(), ensure_ascii=False, indent=1)] if as_json else checked.lines(verbose=verbose)
    _write(lines, data=as_json)
    if checked.failed:
        narrate.say(f"{len(checked.failed)} of {many(len(checked.outcomes), 'example')} failed. Mend the pattern or "
                    "the example; `sayso codebook explain` shows the patterns of a code or word.")
        raise typer.Exit(FOUND)


@app.command("explain")
def explain(
    word: Annotated[str, typer.Argument(metavar="CODE|WORD", help="A code or family (custody.arrest, custody), or a word.")],
    folder: Annotated[Path | None, typer.Option("--codebook", help="Look it up in this codebook instead of the shipped one.",
                                                show_default=False)] = None,
) -> None:
    """Tell what a code means, or which codes and patterns hold a word."""
    from sayso import codebook
    from sayso.codebook.nodes import nearest
    from sayso.views import codes

    book = codebook.load(folder)
    if word in book.codes:
        _write(codes.explained(book.codes[word]), data=False)
        return
    family = [code for name, code in book.codes.items() if name.startswith(f"{word}.")]
    if family:
        _write(codes.listed(family), data=False)
        return
    found = codes.holding(book, word)
    if not found:
        known = [*book.codes, *(" ".join(w) for c in book.codes.values() for p in c.patterns for w in p.words)]
        raise UsageError(f"“{word}” is no code of this codebook, and none of its patterns holds it.",
                         nearest(word, known) or "Give a word as a dictionary has it: “join”, not “joined”.")
    _write(codes.held(found, word), data=False)


@app.command("diff")
def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A codebook's folder or YAML file; sayso for the shipped one.")],
    two: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    sources: Annotated[list[str], typer.Argument(metavar="REPORTS…",
                                                 help="Files, web addresses, folders; - for standard input.")],
    as_json: AsJson = False, language: batch.Tongue = None, threads: batch.Threads = 0,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When they were published, as 2016-03-04.",
                                                  show_default=False)] = None,
) -> None:
    """Read reports by two codebooks: which claims the second gains, loses and changes."""
    from sayso.reports import ReadOptions

    tally = Differences()
    options = ReadOptions(published=batch.day(published), language=language)
    with batch.told(tally, tally.line, None):
        _diff(_named(one), _named(two), sources, options, threads, as_json, tally)


@app.command("page")
def page(
    folder: Folder = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", show_default=False,
                                             help="Write a file a code and an index there, not to standard output.")] = None,
) -> None:
    """Write reference pages in Markdown, one a code, and an index."""
    from sayso import codebook
    from sayso.cli.targets import open_target
    from sayso.views import reference

    pages = reference.pages(codebook.load(folder))
    if out is None:
        _write("\n".join(pages.values()).splitlines(), data=True)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot be made: {error.strerror or error}.", "Give --out another place.") from None
    for name, text in pages.items():
        with open_target(out / f"{name}.md", data=True) as target:
            target.write(text)
    narrate.say(f"{many(len(pages), 'page')} written to {out}")


@dataclass
class Differences(batch.Tally):
    """What came of the reports so far."""

    gained: int = 0
    lost: int = 0
    changed: int = 0
    same: int = 0

    def line(self) -> str:
        """The closing line: "3 reports: 2 claims gained, 1 lost, 4 changed, 50 the same"."""
        failed = f"; {self.failed} could not be read" if self.failed else ""
        return (f"{many(self.read, 'report')}: {many(self.gained, 'claim')} gained, {self.lost} lost, "
                f"{self.changed} changed, {self.same} the same{failed}")


def _diff(one: Codebook, two: Codebook, sources: Sequence[str], options: ReadOptions, threads: int, as_json: bool,
          tally: Differences) -> None:
    from sayso.cli.targets import open_target, whole
    from sayso.evaluate.changes import compare
    from sayso.pipeline import Reader

    reader = Reader(two, threads, system="rules")
    with narrate.Progress(shown=not sys.stdout.isatty()) as progress, open_target(None, data=as_json) as target:
        for item in batch.reports(sources, options):
            readings = batch.attempt(lambda report: reader.read_by(report, (one, two)), item, tally)
            if readings is None:
                continue
            changes = compare(*readings)
            with whole():
                tally.read += 1
                tally.gained, tally.lost = tally.gained + len(changes.gained), tally.lost + len(changes.lost)
                tally.changed, tally.same = tally.changed + len(changes.changed), tally.same + changes.same
                lines = [json.dumps(changes.to_dict(), ensure_ascii=False)] if as_json else list(changes.lines())
                if lines and not as_json:
                    lines.insert(0, changes.after.report.stem)
                target.write("".join(f"{line}\n" for line in lines))
            progress.note(many(tally.read, "report"))


def _named(name: str) -> Codebook:
    from sayso import codebook

    return codebook.load(None if name == "sayso" else Path(name))


def _known(book: Codebook, only: str) -> None:
    """Raises UsageError where --only names nothing."""
    from sayso.codebook.implications import within
    from sayso.codebook.nodes import nearest

    if only and not any(within(code, only) for code in book.codes):
        raise UsageError(f"--only: the codebook has no code or family “{only}”.",
                         nearest(only, book.codes) or "Give one as “custody” or “custody.arrest”.")


def _write(lines: Iterable[str], *, data: bool) -> None:
    from sayso.cli.targets import open_target

    with open_target(None, data=data) as target:
        target.write("".join(f"{line}\n" for line in lines))
