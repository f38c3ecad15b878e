# SPDX-License-Identifier: Apache-2.0
"""What every write has: the writer's place, a time later than all before, rows that are added once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Insert, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect

from sayso.ledger.schema import moments
from sayso.ledger.view import stamp

POSITIONAL: Mapping[str, Dialect] = MappingProxyType({
    "sqlite": sqlite.dialect(paramstyle="qmark"),
    "postgresql": postgresql.dialect(paramstyle="format")})     # type: ignore[no-untyped-call]
"""How a statement is written whose cells come in order: thousands of rows are not made mappings first."""

WRITE = "sayso_write"
"""Execution option of a connection that is going to write: it takes the writer's place at once, not at its first row."""


def clock() -> datetime.datetime:
    """What the machine's clock says."""
    return datetime.datetime.now(datetime.UTC)


def tick(connection: Connection) -> str:
    """The time that this transaction's rows bear: now, but later than every transaction before, even if a clock was put back.
    So whatever bears a time up to the newest one is there for good, and no row of the past appears later."""
    last = connection.execute(select(moments.c.at).order_by(moments.c.number.desc()).limit(1)).scalar()
    now = stamp(clock())
    if last is not None and now <= last:
        now = stamp(datetime.datetime.fromisoformat(last) + datetime.timedelta(microseconds=1))
    connection.execute(moments.insert(), {"at": now})
    return now


def new_only(connection: Connection, table: Table) -> Insert:
    """An insert that leaves out rows which are there."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return make(table).on_conflict_do_nothing()


def insert_many(connection: Connection, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """Adds rows, each with a cell for every column of the table, and leaves out those that are there."""
    if rows:
        insert = new_only(connection, table).values({c.name: bindparam(c.name) for c in table.columns})
        connection.exec_driver_sql(str(insert.compile(dialect=POSITIONAL[connection.dialect.name])), [tuple(r) for r in rows])
