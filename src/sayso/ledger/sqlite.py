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
from sayso.ledger.writing import WRITE

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


def present(path: Path, *, create: bool) -> None:
    """Checks that there is a file that may be a ledger; with `create` makes an empty one where there is none."""
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder, not a ledger.",
                          "Give the path of a file, say ledger.db in that folder.")
    if create:
        _touch(path)
    elif not path.exists():
        raise LedgerError(f"{path}: no such ledger.", "Check the path, or make one: sayso read FILE --ledger PATH.")
    _beginning(path)


def _touch(path: Path) -> None:
    try:
        path.touch(exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be made ({error.strerror or error}).",
                          "Choose a folder that exists and that you may write in.") from error


def _beginning(path: Path) -> None:
    """Refuses a file that is neither empty nor SQLite's: SQLite itself would write over a very short one."""
    try:
        with path.open("rb") as file:
            first = file.read(len(MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be opened ({error.strerror or error}).",
                          "Check the path, and that you may read the file.") from error
    if first and first != MAGIC:
        raise LedgerError(f"{path}: this file is not a ledger.",
                          "Give the path of a ledger, or of a file that does not exist yet.")


def write_ahead(made: Engine) -> None:
    """Readers and one writer can from now on work side by side; outside a transaction, as SQLite wants it."""
    with made.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA journal_mode = WAL")
