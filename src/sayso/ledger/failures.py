# SPDX-License-Identifier: Apache-2.0
"""What a database answers → what is wrong with a ledger, where, and what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import LedgerError

WHAT: Mapping[str, tuple[str, str]] = MappingProxyType({
    "FULL": ("{name}: the disk is full; the report was not stored, all earlier ones are.",
             "Free some space and read the report again."),
    "READONLY": ("{name}: the ledger cannot be written.",
                 "Give yourself write permission for the file and its folder, or copy the ledger elsewhere."),
    "BUSY": ("{name}: another program has been writing to the ledger for more than {wait:g} seconds.",
             "Wait until it is done, then try again."),
    "LOCKED": ("{name}: another program has been writing to the ledger for more than {wait:g} seconds.",
               "Wait until it is done, then try again."),
    "NOTADB": ("{name}: this file is not a ledger.", "Give the path of a ledger, or of a file that does not exist yet."),
    "CORRUPT": ("{name}: the ledger is damaged.",
                "Make a copy of the file first; then run `sqlite3 FILE .recover`, or go back to your last copy."),
    "CANTOPEN": ("{name}: the ledger cannot be opened.", "Check the path, and that you may read and write in its folder."),
    "PERM": ("{name}: the ledger may not be opened.", "Give yourself read and write permission for the file and its folder."),
    "IOERR": ("{name}: the disk failed while the ledger was in use; what was being stored is left out.",
              "Check the disk, then try again."),
    "CONSTRAINT": ("{name}: what was to be stored does not hold together ({detail}).",
                   "Nothing was stored. This is an error in the program that made the reading: please report it."),
})
"""SQLite's result names without "SQLITE_" → message and hint."""


STATES: Mapping[str, str] = MappingProxyType({
    "55P03": "BUSY", "53100": "FULL", "25006": "READONLY", "42501": "PERM", "23": "CONSTRAINT", "58030": "IOERR"})
"""PostgreSQL's SQLSTATE, or the class that it begins with → the name in WHAT."""


def of_server(error: BaseException, name: str, wait: float) -> LedgerError:
    """The LedgerError for an answer of PostgreSQL or of its driver."""
    state = getattr(error, "sqlstate", None)
    first = str(error).partition("\n")[0]
    if state is None and type(error).__name__ == "OperationalError":
        return LedgerError(f"{name}: the database cannot be reached ({first}).",
                           "Check the address, and that the server runs and lets you in.")
    kind = STATES.get(state or "") or STATES.get((state or "")[:2], "")
    message, hint = WHAT.get(kind, ("{name}: the ledger could not be used ({detail}).", "Check the server, then try again."))
    return LedgerError(message.format(name=name, wait=wait, detail=first), hint)


def explained(error: sqlite3.Error, name: str, wait: float) -> LedgerError:
    """The LedgerError for an answer of SQLite; one that is not foreseen is given in SQLite's own words."""
    kind = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    message, hint = WHAT.get(kind.partition("_")[0], ("{name}: the ledger could not be used ({detail}).",
                                                      "Check the file and the disk, then try again."))
    return LedgerError(message.format(name=name, wait=wait, detail=error), hint)


@contextmanager
def plain_errors(name: str, wait: float) -> Iterator[None]:
    """Whatever SQLite, PostgreSQL or SQLAlchemy raises inside comes out as a LedgerError that names `name`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, name, wait) from error
    except SQLAlchemyError as error:
        origin = getattr(error, "orig", None)
        if isinstance(origin, sqlite3.Error):
            raise explained(origin, name, wait) from error
        if origin is not None and type(origin).__module__.startswith("psycopg"):
            raise of_server(origin, name, wait) from error
        raise LedgerError(f"{name}: the ledger could not be used ({error}).",
                          "Check the file and the disk, then try again.") from error
