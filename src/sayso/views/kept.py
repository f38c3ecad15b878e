# SPDX-License-Identifier: Apache-2.0
"""What a ledger says of itself (runs, differences of runs, what is not as it was put in) as texts for a table."""

from __future__ import annotations

import json

from sayso.ledger import Change, Fault, StoredRun
from sayso.model import Json
from sayso.text import many
from sayso.views.answered import Line, Table

RUNS = Table(("run", "what read", "how much"), (10, 46, 24), "no run",
             ("number", "model", "codebook", "software", "settings", "added", "reports"))
CHANGES = Table(("report", "what changed", "claim"), (16, 36, 28), "the runs do not differ",
                ("report", "stem", "kind", "claim", "code", "quote", "field", "before", "after"))
FAULTS = Table(("report", "where", "what stands there"), (18, 26, 36), "nothing is wrong",
               ("report", "table", "column", "row", "offset", "found", "expected"))

ID = 16
"""Letters of a report's id that a table shows: "sha256:" and nine digits."""

HASH = 12
"""Digits of a codebook's hash that a table shows."""

Flat = dict[str, str | int | None]


def run(r: StoredRun) -> Line:
    """One run as a line of RUNS."""
    told = [f"model {r.run.model or 'not told'}", f"codebook {(r.run.codebook or 'not told')[:HASH]}",
            f"sayso {r.run.software or 'not told'}", *([f"settings {cell(r.run.settings)}"] if r.run.settings else [])]
    return (str(r.number), "\n".join(told), f"{many(r.reports, 'report')}\nfirst {r.added:%Y-%m-%d %H:%M}"), "own"


def change(c: Change) -> Line:
    """One difference as a line of CHANGES."""
    what = f"{c.kind}: {c.code}" if not c.field else f"{c.field}: {cell(c.before)} → {cell(c.after)}"
    return (c.stem, what, f"{c.quote}\n{c.claim}"), "disputed" if c.kind == "lost" else "attributed" if c.field else "own"


def fault(f: Fault) -> Line:
    """One fault as a line of FAULTS."""
    where = ".".join(p for p in (f.table, f.column) if p) + f"\n{f.row}" + ("" if f.offset is None else f"\noffset {f.offset}")
    return (f.report[:ID] or "–", where, f"{f.found}\nshould be: {f.expected}"), "disputed"


def cell(value: object) -> str | int | None:
    """A value as a cell of a table or of CSV: text and numbers as they are, all else as JSON."""
    return value if value is None or isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)


def flat(row: Json) -> list[Flat]:
    """Data as the one CSV row that it is."""
    return [{k: cell(v) for k, v in row.items()}]
