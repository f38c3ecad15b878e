# SPDX-License-Identifier: Apache-2.0
"""Reaching a ledger in PostgreSQL, by an address such as postgresql://user@host/name."""

from __future__ import annotations

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError

from sayso.errors import InputError, LedgerError
from sayso.ledger.rows import Rows
from sayso.ledger.writing import WRITE

WRITERS = 0x5A150
"""The number of the lock that writers of a ledger take in turn: PostgreSQL's advisory locks are numbers, any fixed one does."""


def is_address(where: str) -> bool:
    """Whether it is a database's address and no path."""
    return "://" in where


def address(where: str) -> URL:
    """The address with the driver that we use; raises LedgerError for one of another database."""
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where.partition('://')[0]}://…: this is no address of a database.",
                          "Write postgresql://user@host/name, or give the path of a file.") from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(f"{url.render_as_string(hide_password=True)}: a ledger is a file or a PostgreSQL database.",
                          "Write postgresql://user@host/name, or give the path of a file.")
    return url.set(drivername="postgresql+psycopg")


def engine(url: URL, wait: float) -> Engine:
    """Connections to the database. One writer at a time, as in a file: what is counted up and dated then has one order."""
    try:
        patience = f"{url.query.get('options', '')} -c lock_timeout={int(wait * 1000)}"
        made = create_engine(url, connect_args={"options": patience})
    except ModuleNotFoundError as error:
        raise LedgerError(f"{url.render_as_string(hide_password=True)}: the driver for PostgreSQL is missing.",
                          'Install it: pip install "sayso[postgres]".') from error

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITE):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")

    return made


def refuse_nul(rows: Rows) -> None:
    """Raises InputError for a reading with the character U+0000 in it, which PostgreSQL keeps in no text."""
    for part in ([rows.report], *rows.parts.values()):
        for row in part:
            if any(isinstance(cell, str) and "\0" in cell for cell in row.values()):
                raise InputError(f"{rows.report['source']!r}: the character NUL (U+0000) is in it; PostgreSQL cannot store it.",
                                 "Save the text without it, or keep it in a ledger that is a file.")
