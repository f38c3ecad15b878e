# SPDX-License-Identifier: Apache-2.0
"""Layout 4 → 5: blocking keys are numbers and no longer words, a fifth of the room."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from sayso.ledger import blocking, guards, schema
from sayso.ledger.writing import insert_many


def upgrade(connection: Connection, operations: Operations, now: str) -> None:
    """Makes the table of keys anew and fills it from the old one, where there is one."""
    rows: list[tuple[int, int, int]] = []
    if inspect(connection).has_table("keys"):
        old = connection.exec_driver_sql('SELECT linker, kind, key, profile FROM "keys"')
        rows = sorted({(r.linker, blocking.number(r.kind, r.key), r.profile) for r in old})
        operations.drop_table("keys")
    schema.keys.create(connection)
    insert_many(connection, schema.keys, rows)
    guards.put(connection, ["keys"])
