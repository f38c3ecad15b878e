# SPDX-License-Identifier: Apache-2.0
"""Layout 3 → 4: runs have rows of their own; passages, profiles, links, judgements and reviews come in.

Only SQLite ledgers were ever of layout 3. When a later layout changes a table of `NEW`, this step gets its own copy of it.
"""

from __future__ import annotations

import json

from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, Integer, text
from sqlalchemy.engine import Connection

from sayso.ledger import adding, guards, rebuild, schema, search
from sayso.ledger.rows import digest, to_rows

NEW = ("runs", "run_readings", "passages", "profiles", "linked", "bearers", "links", "judgements", "reviews", "moments")
"""Tables that layout 3 had not; a further one, `keys`, has its form from the next step."""


def upgrade(connection: Connection, operations: Operations, now: str) -> None:
    """Makes the new tables and fills from the old rows what can be told from them."""
    schema.tables.create_all(connection, [schema.tables.tables[name] for name in NEW])
    search.create(connection)
    for table in ("readings", "reports"):
        guards.lift(connection, table)
    sql = connection.exec_driver_sql
    sql("ALTER TABLE reports ADD COLUMN added TEXT")
    sql("UPDATE reports SET added = (SELECT min(added) FROM readings WHERE readings.report = reports.number)")
    _runs(connection, operations)
    sql("ALTER TABLE readings ADD COLUMN digests TEXT")
    connection.execute(schema.moments.insert(), {"at": now})
    for number, report in sql("SELECT number, report FROM readings ORDER BY number").all():
        reading = rebuild.reading(connection, number)
        rows = to_rows(reading)
        adding.words(connection, number, report, reading, rows)
        connection.execute(schema.readings.update().where(schema.readings.c.number == number)
                           .values(digests=json.dumps(rows.digests)))
    guards.put(connection, sorted({*NEW, "readings", "reports"}))


def _runs(connection: Connection, operations: Operations) -> None:
    """What made a reading stood in its own row; now each run has one, numbered in the order of its first reading."""
    operations.add_column("readings", Column("run", Integer, ForeignKey("runs.number")), inline_references=True)
    made = text("SELECT number, model, codebook, software, added FROM readings ORDER BY number")
    numbers: dict[str, int] = {}
    for row in connection.execute(made).all():
        settings: dict[str, str] = {}
        hashed = digest([row.model, row.codebook, row.software, settings])
        if hashed not in numbers:
            numbers[hashed] = len(numbers) + 1
            connection.execute(schema.runs.insert(), {
                "number": numbers[hashed], "model": row.model, "codebook": row.codebook, "software": row.software,
                "settings": json.dumps(settings), "hash": hashed, "added": row.added})
        connection.execute(schema.run_readings.insert(), {"run": numbers[hashed], "reading": row.number, "added": row.added})
        connection.execute(text("UPDATE readings SET run = :run WHERE number = :number"),
                           {"run": numbers[hashed], "number": row.number})
    for column in ("model", "codebook", "software"):
        operations.drop_column("readings", column)
