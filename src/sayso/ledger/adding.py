# SPDX-License-Identifier: Apache-2.0
"""A reading goes in: its run, its report, its rows, the exact words of its spans."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, RowMapping

from sayso.ledger import schema, search
from sayso.ledger.rows import Rows, digest
from sayso.ledger.writing import new_only, tick
from sayso.model import Json, Reading
from sayso.text import Span

EVIDENCE_GAP = " "
"""Between the stretches of a claim's evidence where its words are looked for."""


EMPTY = "[]"
"""A list without anything in it, as JSON in a cell."""


@dataclass(frozen=True, slots=True)
class Run:
    """What made a reading: version of the model, hash of the codebook, version of Sayso (None where not told), settings."""

    model: str | None = None
    codebook: str | None = None
    software: str | None = None
    settings: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run by its number: what it is, when its first reading was added (UTC), how many reports it has read."""

    number: int
    run: Run
    added: datetime.datetime
    reports: int

    def to_dict(self) -> Json:
        """The run as data."""
        return {"number": self.number, "model": self.run.model, "codebook": self.run.codebook, "software": self.run.software,
                "settings": self.run.settings, "added": self.added.isoformat(), "reports": self.reports}


def add(connection: Connection, reading: Reading, rows: Rows, by: Run) -> bool:
    """Stores a reading; False where the report's newest one says the same, and at most the run is noted. See Ledger.add."""
    r = schema.readings
    before = connection.execute(select(r.c.number, r.c.hash).where(r.c.id == reading.report.id)
                                .order_by(r.c.number.desc()).limit(1)).one_or_none()
    hashed = digest([by.model, by.codebook, by.software, by.settings])
    known = int(before.number) if before is not None and before.hash == rows.hash else None
    run_number = connection.execute(select(schema.runs.c.number).where(schema.runs.c.hash == hashed)).scalar()
    if known is not None and run_number is not None and connection.execute(
            select(schema.run_readings.c.run).where(schema.run_readings.c.run == run_number,
                                                    schema.run_readings.c.reading == known)).scalar() is not None:
        return False
    now = tick(connection)
    if run_number is None:
        run_number = _key(connection, schema.runs, {
            "model": by.model, "codebook": by.codebook, "software": by.software,
            "settings": json.dumps(by.settings, ensure_ascii=False, sort_keys=True), "hash": hashed, "added": now})
    number = _reading(connection, reading, rows, run_number, now) if known is None else known
    connection.execute(schema.run_readings.insert(), {"run": run_number, "reading": number, "added": now})
    return known is None


def _reading(connection: Connection, reading: Reading, rows: Rows, by: int, now: str) -> int:
    report = _report(connection, reading, rows, now)
    number = _key(connection, schema.readings, {"report": report, "id": reading.report.id, "hash": rows.hash, "added": now,
                                                "run": by, "digests": json.dumps(rows.digests)})
    for table in schema.PARTS:
        if part := rows.parts[table.name]:
            connection.execute(table.insert(), [{**row, "reading": number} for row in part])
    words(connection, number, report, reading, rows)
    return number


def words(connection: Connection, number: int, report: int, reading: Reading, rows: Rows) -> None:
    """Keeps the exact words of a stored reading's spans, and takes in those of its evidence for looking up."""
    kept = {span: exact for span in spans(rows) if (exact := reading.report.text[span[0]:span[1]])}
    if kept:
        connection.execute(new_only(connection, schema.passages), [
            {"report": report, "start_at": start, "end_at": end, "words": exact, "sha": sha(exact)}
            for (start, end), exact in sorted(kept.items())])
    search.put(connection, number, (EVIDENCE_GAP.join(map(reading.words, c.evidence)) for c in reading.claims))


def _report(connection: Connection, reading: Reading, rows: Rows, now: str) -> int:
    """The number of the report's row, added where there is none yet."""
    if reading.report.original:
        connection.execute(new_only(connection, schema.originals),
                           {"id": reading.report.id, "bytes": reading.report.original})
    known = connection.execute(select(schema.reports.c.number).where(schema.reports.c.hash == rows.report_hash)).scalar()
    if known is not None:
        return int(known)
    return _key(connection, schema.reports, {**rows.report, "hash": rows.report_hash, "added": now})


def sha(words: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a passage."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def spans(rows: Rows) -> set[Span]:
    """Every span that the rows of a reading name."""
    found: set[tuple[Any, Any]] = set()
    for part in ([rows.report], *rows.parts.values()):
        names = part[0] if part else ()
        starts = [(c, c[:-len("start")] + "end") for c in names if c.endswith("_start") and c != "latest_start"]
        for row in part:
            found.update((row[a], row[b]) for a, b in starts)
            if row.get("content", EMPTY) != EMPTY:
                found.update((a, b) for a, b in json.loads(str(row["content"])))
            if row.get("parts", EMPTY) not in (EMPTY, None):
                found.update(_counted(json.loads(str(row["parts"]))))
    return {(a, b) for a, b in found if a is not None}


def _counted(parts: list[Json]) -> Iterator[Span]:
    """The spans of the parts that a count is made of."""
    for part in parts:
        yield from ((a, b) for a, b in (part["span"], part["source"] or part["span"]))
        yield from _counted(part["parts"])


def run(row: RowMapping, prefix: str = "") -> Run:
    """The run of a row of `runs`."""
    settings = row[prefix + "settings"]
    return Run(row[prefix + "model"], row[prefix + "codebook"], row[prefix + "software"],
               json.loads(settings) if settings else {})


def runs(connection: Connection) -> tuple[StoredRun, ...]:
    """See Ledger.runs."""
    by, made = schema.runs, schema.run_readings
    counted = (select(func.count(func.distinct(schema.readings.c.id)))
               .join(made, made.c.reading == schema.readings.c.number).where(made.c.run == by.c.number).correlate(by)
               .scalar_subquery())
    rows = connection.execute(select(by, counted.label("reports")).order_by(by.c.number)).mappings()
    return tuple(StoredRun(w["number"], run(w), datetime.datetime.fromisoformat(w["added"]), w["reports"]) for w in rows)


def _key(connection: Connection, table: Any, row: Mapping[str, Any]) -> int:
    made = connection.execute(table.insert().values(**row)).inserted_primary_key
    assert made is not None
    return int(made[0])
