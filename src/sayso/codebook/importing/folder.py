# SPDX-License-Identifier: Apache-2.0
"""Files to import → a folder that holds a codebook, which extends Sayso's, and a report of what became of each line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook.importing import petrarch, tables
from sayso.codebook.importing.dictionary import parse
from sayso.codebook.importing.outcomes import ALREADY, COLUMNS, REFUSED, TAKEN, Outcome
from sayso.codebook.importing.writing import added
from sayso.codebook.loader import decoded, file_bytes, load
from sayso.codebook.starting import begin
from sayso.errors import CodebookError
from sayso.model import Json
from sayso.text import many

HEAD = """\
# Made by `sayso codebook import`. It takes over all codes of Sayso and says what is more or otherwise. Keys: docs/codebook.md.
#
#   sayso codebook check FOLDER                do the examples come out, do words clash
#   sayso codebook diff sayso FOLDER reports/  what Sayso's own codebook finds otherwise
#   sayso read --codebook FOLDER reports/
#
# report.csv says of each line of your files what became of it.

- extends: sayso
"""

TABLES = (".csv", ".tsv")
REPORT = "report.csv"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: the files by name with their text, and what became of each line that says something."""

    files: dict[str, str]
    outcomes: tuple[Outcome, ...]

    def count(self, result: str) -> int:
        """How many lines had a result."""
        return sum(o.result == result for o in self.outcomes)

    @property
    def wordings(self) -> int:
        """How many entries of words came of it."""
        return sum(o.wordings for o in self.outcomes)

    def lines(self, *, verbose: bool) -> Iterator[str]:
        """The whole for people: lines by result and reason; `verbose`: each line that was not taken as it stands."""
        for result, meaning in ((TAKEN, f"lines taken, as {many(self.wordings, 'wording')}"),
                                (ALREADY, "lines that say nothing new"), (REFUSED, "lines not taken")):
            yield f"{result:9} {self.count(result):6} {meaning}"
            reasons = Counter(o.reason for o in self.outcomes if o.result == result and o.reason)
            yield from (f"          {number:6} {reason}" for reason, number in reasons.most_common())
        if verbose:
            yield from (o.told for o in self.outcomes if o.result != ALREADY and o.reason)

    def to_dict(self) -> Json:
        """The whole as data."""
        counts: Json = {result: self.count(result) for result in (TAKEN, ALREADY, REFUSED)}
        return {**counts, "wordings": self.wordings, "lines": [o.to_dict() for o in self.outcomes]}


def import_files(files: Sequence[Path]) -> Imported:
    """Reads dictionaries and, by their ending (.csv, .tsv), tables; raises CodebookError where a file cannot be read as
    text."""
    base = load()
    patterns, codes = petrarch.Patterns(base), tables.Codes(base)
    for file in files:
        text = decoded(file_bytes(file), file)
        if file.suffix.lower() in TABLES:
            tables.add(codes, text, file.name)
        else:
            petrarch.add(patterns, parse(text, file.name))
    patterns.settle()
    out = {"own.yaml": HEAD}
    if codes.entries:
        out["definitions.yaml"] = "\n".join(codes.entries.values())
    if patterns.groups:
        out["dictionary.yaml"] = "\n".join(added(*entry) for entry in petrarch.by_code(patterns))
    order = [file.name for file in files]
    outcomes = tuple(sorted((*codes.outcomes, *patterns.outcomes), key=lambda o: (order.index(o.file), o.line)))
    out[REPORT] = _report(outcomes)
    return Imported(out, outcomes)


def write(imported: Imported, folder: Path) -> list[Path]:
    """Makes a folder, which must be new or empty, and writes the files; gives their paths. Raises CodebookError where no line
    was taken."""
    if not imported.count(TAKEN):
        raise CodebookError("No line of these files could be taken.",
                            "`--verbose` tells why, line by line; docs/codebook.md has the formats.")
    begin(folder, imported.files)
    load(folder)
    return [folder / name for name in imported.files]


def _report(outcomes: Sequence[Outcome]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for outcome in outcomes:
        table.writerow([_cell(value) for value in outcome.to_dict().values()])
    return out.getvalue()


def _cell(value: str | int) -> str | int:
    """A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
