# SPDX-License-Identifier: Apache-2.0
"""Opening a ledger, wherever it is: an empty database becomes one, an older one is brought up to date, all else is refused."""

from __future__ import annotations

import datetime

from sqlalchemy import inspect, select
from sqlalchemy.engine import Connection, Engine

from sayso.errors import LedgerError
from sayso.ledger import schema, sqlite
from sayso.ledger.view import stamp
from sayso.ledger.writing import WRITE

OLDEST = 3
"""The oldest version that migrations bring up to date."""


def prepare(made: Engine, name: str, *, create: bool, upgrade: bool) -> None:
    """Checks that the database is a ledger of this version; with `create` an empty one becomes one, with `upgrade` an older
    ledger is brought up to date. `name`: the ledger in messages."""
    with made.connect() as connection:
        ledger = _is_ledger(connection, name)
        if not (upgrade and _outdated(connection) if ledger else create):
            return _check(connection, name)
    if made.dialect.name == "sqlite":
        sqlite.write_ahead(made)
    with made.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        if not _is_ledger(connection, name):  # another process may have been quicker
            schema.create(connection, stamp(datetime.datetime.now(datetime.UTC)))
        elif _outdated(connection):
            from sayso.ledger import migrations

            migrations.upgrade(connection, stamp(datetime.datetime.now(datetime.UTC)))
    return None


def _is_ledger(connection: Connection, name: str) -> bool:
    """True for a ledger, False for an empty database; raises LedgerError for that of another program."""
    names = set(inspect(connection).get_table_names())
    if schema.about.name in names:
        return True
    if names:
        raise LedgerError(f"{name}: this is a database, but not a ledger.",
                          "Give the path of a ledger, or of a file that does not exist yet.")
    return False


def _newest(connection: Connection) -> int:
    return max(connection.execute(select(schema.about.c.version)).scalars(), default=0)


def _outdated(connection: Connection) -> bool:
    """Whether it is an older ledger that can be brought up to date."""
    return OLDEST <= _newest(connection) < schema.VERSION


def _check(connection: Connection, name: str) -> None:
    if not _is_ledger(connection, name):
        raise LedgerError(f"{name}: the file is empty, not a ledger.",
                          "Store a report in it first: sayso read FILE --ledger PATH.")
    newest = _newest(connection)
    if newest > schema.VERSION:
        raise LedgerError(f"{name}: the ledger was written by a newer Sayso (its version {newest}, ours {schema.VERSION}).",
                          "Install the newest Sayso, then try again.")
    if OLDEST <= newest < schema.VERSION:
        raise LedgerError(f"{name}: the ledger was made by an older Sayso (its version {newest}, ours {schema.VERSION}).",
                          "Bring it up to date: sayso ledger upgrade --ledger PATH.")
    if 0 < newest < OLDEST:
        raise LedgerError(f"{name}: the ledger was made by an older Sayso (its version {newest}, ours {schema.VERSION}).",
                          "Read its reports again into a new ledger; the old file stays as it is.")
    if newest == 0:
        raise LedgerError(f"{name}: the ledger's version is missing.", "Go back to your last copy of the file.")
