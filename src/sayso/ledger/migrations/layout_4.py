# SPDX-License-Identifier: Apache-2.0
"""Layout 3 → 4: runs have rows of their own; passages, profiles, links, judgements and reviews come in.

The tables are written out as they were in layout 4, so that this step stays what it is when later layouts change them.
"""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy.engine import Connection

from sayso.ledger import adding, guards, rebuild, schema, search
from sayso.ledger.rows import digest, to_rows

NEW = ("runs", "run_readings", "passages", "profiles", "linked", "bearers", "keys", "links", "judgements", "reviews", "moments")
"""Tables that layout 3 had not."""


def upgrade(connection: Connection, operations: Operations, now: str) -> None:
    """Makes the new tables and fills from the old rows what can be told from them."""
    schema.tables.create_all(connection, [schema.tables.tables[name] for name in NEW])
    search.create(connection)
    for table in ("readings", "reports"):
        guards.lift(connection, table)
    sql = connection.exec_driver_sql
    sql("ALTER TABLE reports ADD COLUMN added TEXT")
    sql("UPDATE reports SET added = (SELECT min(added) FROM readings WHERE readings.report = reports.number)")
    _runs(connection)
    guards.put(connection, sorted({*NEW, "readings", "reports"}))
    connection.execute(schema.moments.insert(), {"at": now})
    for number, report, text in sql("SELECT g.number, g.report, r.text FROM readings g JOIN reports r ON r.number = g.report "
                                    "ORDER BY g.number").all():
        reading = rebuild.reading(connection, number)
        adding.words(connection, number, report, reading, to_rows(reading))
