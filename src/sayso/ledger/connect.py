# SPDX-License-Identifier: Apache-2.0
"""Opening the SQLite file of a ledger: what it must be, and how each connection to it behaves."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from sayso.errors import LedgerError
from sayso.ledger import schema

WRITE = "sayso_write"
"""Execution option of a connection that is going to write: it takes the writer's place at once, not at its first row."""

MAGIC = b"SQLite format 3\x00"
"""The first bytes of every SQLite file."""


def engine(path: Path, wait: float) -> Engine:
    """Connections to `path`, each with foreign keys on, and `wait` seconds of patience with another writer."""

    def connect() -> sqlite3.Connection:
        address = f"{path.absolute().as_uri()}?mode=rw{_frozen(path)}"
        made = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA foreign_keys = ON")
        # FULL: a report that `add` has answered for is on the disk, a power cut included
        made.execute("PRAGMA synchronous = FULL")
        return made

    made = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN")

    return made


def _frozen(path: Path) -> str:
    """SQLite wants to write beside a ledger even to read it; from a folder where one cannot write (an archive, a DVD) it
    is told that nobody else will either, unless a writer left a log behind."""
    log = path.with_name(path.name + "-wal")
    return "" if os.access(path.absolute().parent, os.W_OK) or log.exists() else "&immutable=1"


def touch(path: Path) -> None:
    """Makes an empty file where there is none; raises LedgerError where that cannot be."""
    try:
        path.touch(exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be made ({error.strerror or error}).",
                          "Choose a folder that exists and that you may write in.") from error


def beginning(path: Path) -> None:
    """Raises LedgerError for a file that is neither empty nor SQLite's: SQLite itself would write over a very short one."""
    try:
        with path.open("rb") as file:
            first = file.read(len(MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be opened ({error.strerror or error}).",
                          "Check the path, and that you may read the file.") from error
    if first and first != MAGIC:
        raise LedgerError(f"{path}: this file is not a ledger.",
                          "Give the path of a ledger, or of a file that does not exist yet.")


def prepare(made: Engine, path: Path, now: str, *, create: bool) -> None:
    """Checks that the file is a ledger of this version; with `create` an empty file becomes one."""
    with made.connect() as connection:
        if _is_ledger(connection, path) or not create:
            return _check(connection, path)
    with made.connect() as connection:
        # outside a transaction: readers and one writer can then work side by side
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA journal_mode = WAL")
    with made.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        if not _is_ledger(connection, path):  # another process may have been quicker
            schema.create(connection, now)
    return None


def _is_ledger(connection: Connection, path: Path) -> bool:
    """True for a ledger, False for an empty file; raises LedgerError for the database of another program."""
    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if schema.about.name in names:
        return True
    if names:
        raise LedgerError(f"{path}: this is a database, but not a ledger.",
                          "Give the path of a ledger, or of a file that does not exist yet.")
    return False


def _check(connection: Connection, path: Path) -> None:
    if not _is_ledger(connection, path):
        raise LedgerError(f"{path}: the file is empty, not a ledger.",
                          "Store a report in it first: sayso read FILE --ledger PATH.")
    versions = connection.execute(schema.about.select().with_only_columns(schema.about.c.version)).scalars().all()
    newest = max(versions, default=0)
    if newest > schema.VERSION:
        raise LedgerError(f"{path}: the ledger was written by a newer Sayso (its version {newest}, ours {schema.VERSION}).",
                          "Install the newest Sayso, then try again.")
    if versions and newest < schema.VERSION:
        raise LedgerError(f"{path}: the ledger was made by an older Sayso (its version {newest}, ours {schema.VERSION}).",
                          "Read its reports again into a new ledger; the old file stays as it is.")
    if schema.VERSION not in versions:
        raise LedgerError(f"{path}: the ledger's version is missing.", "Go back to your last copy of the file.")
