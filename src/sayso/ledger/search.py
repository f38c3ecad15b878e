# SPDX-License-Identifier: Apache-2.0
"""Claims by the words of their evidence: FTS5 in SQLite, tsvector in PostgreSQL; both over folded text (`fold`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, column, func, select, table, text
from sqlalchemy.engine import Connection

from sayso.errors import UsageError
from sayso.ledger.fold import fold

WORDS = "evidence_words"
"""The table of the words; its row number is reading · PLACES + the claim's position."""

WORD = re.compile(r"[a-z0-9]+")
"""A word of folded text."""

PLACES = 2**20
"""More claims than one report can hold: the row number of claim k of reading n is n · PLACES + k."""


def create(connection: Connection) -> None:
    """Makes the table of the words. Of the words themselves nothing is kept in SQLite, only where they are."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"CREATE TABLE {WORDS} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
        connection.exec_driver_sql(f"CREATE INDEX {WORDS}_by_word ON {WORDS} USING gin (words)")
    else:
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='', detail=none, columnsize=0)")


def tokens(words: str) -> list[str]:
    """The words of a text as they are compared: folded, letters and digits only."""
    return WORD.findall(fold(words))


def put(connection: Connection, reading: int, evidence: Iterable[str]) -> None:
    """Takes in the evidence of a reading's claims, one text a claim, in their order."""
    rows = [{"at": reading * PLACES + k, "words": " ".join(tokens(words))} for k, words in enumerate(evidence)]
    if rows:
        made = "to_tsvector('simple', :words)" if connection.dialect.name == "postgresql" else ":words"
        connection.execute(text(f"INSERT INTO {WORDS} (rowid, words) VALUES (:at, {made})"), rows)  # noqa: S608 - a constant


def holding(connection: Connection, asked: str) -> Select[int]:
    """The row numbers of claims whose evidence holds all words of `asked`. Raises UsageError where it has none."""
    wanted = tokens(asked)
    if not wanted:
        raise UsageError(f"The text {asked!r} has no letter and no digit.", "Give some words of the text.")
    words = table(WORDS, column("rowid"), column("words"))
    found: ColumnElement[bool]
    if connection.dialect.name == "postgresql":
        found = words.c.words.op("@@")(func.plainto_tsquery("simple", " ".join(wanted)))
    else:
        found = text(f"{WORDS} MATCH :asked").bindparams(asked=" ".join(f'"{w}"' for w in wanted))  # type: ignore[assignment]
    return select(words.c.rowid).where(found)
