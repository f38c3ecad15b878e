# SPDX-License-Identifier: Apache-2.0
"""Triggers that refuse every change and removal of a row, whatever program tries it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

REFUSAL = "a ledger only grows: nothing in it is changed or removed"
"""What a program is told that tries."""


def put(connection: Connection, tables: Sequence[str]) -> None:
    """Guards these tables of the database."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION sayso_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$")
    for table in tables:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f'CREATE TRIGGER "{table}_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                                       "FOR EACH STATEMENT EXECUTE FUNCTION sayso_only_grows()")
            continue
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
                                       f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")


def lift(connection: Connection, table: str) -> None:
    """Takes the guard off one table of an SQLite ledger: for a migration, which puts it back before it ends."""
    for verb in ("update", "delete"):
        connection.exec_driver_sql(f'DROP TRIGGER "{table}_no_{verb}"')
