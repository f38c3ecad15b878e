# SPDX-License-Identifier: Apache-2.0
"""The ledger: readings go in whole or not at all, come out equal, and are never changed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection, Engine

from sayso.errors import LedgerError
from sayso.ledger import connect, find, rebuild, schema
from sayso.ledger.failures import plain_errors
from sayso.ledger.rows import to_rows
from sayso.model import Claim, Reading

WAIT = 10.0
"""Seconds that a writer waits for another one: storing a report takes milliseconds, so a longer wait means a stuck program."""

AT_MOST = 5
"""Ids named in the message about a prefix that fits several claims."""


@dataclass(frozen=True, slots=True)
class Run:
    """What made a reading: version of the model, hash of the codebook, version of Sayso; None where not told."""

    model: str | None = None
    codebook: str | None = None
    software: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: the `number`-th reading stored, of which report, when (UTC), by which run, how many claims."""

    number: int
    report: str
    added: datetime.datetime
    run: Run
    claims: int


class Ledger:
    """A ledger that is open; make one with `Ledger.open`. Threads may share it; several processes may read while one writes."""

    def __init__(self, path: Path, engine: Engine, wait: float) -> None:
        self.path = path
        self._engine = engine
        self._wait = wait

    @classmethod
    def open(cls, path: Path, *, create: bool = False, wait: float = WAIT) -> Ledger:
        """Opens the ledger at `path`; with `create` makes it where there is none. Raises LedgerError."""
        if path.is_dir():
            raise LedgerError(f"{path}: this is a folder, not a ledger.",
                              "Give the path of a file, say ledger.db in that folder.")
        if create:
            connect.touch(path)
        elif not path.exists():
            raise LedgerError(f"{path}: no such ledger.", "Check the path, or make one: sayso read FILE --ledger PATH.")
        connect.beginning(path)
        ledger = cls(path, connect.engine(path, wait), wait)
        try:
            with plain_errors(path, wait):
                connect.prepare(ledger._engine, path, _now(), create=create)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Closes all connections; harmless when closed already."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, reading: Reading, run: Run | None = None) -> bool:
        """Stores a reading in one transaction; False, and nothing stored, where the report's newest reading says the same.

        Raises LedgerError where the ledger cannot be written, InputError where this reading cannot be kept by any database.
        """
        rows, run = to_rows(reading), run or Run()
        with plain_errors(self.path, self._wait), self._engine.connect() as plain:
            connection = plain.execution_options(**{connect.WRITE: True})
            with connection.begin():
                r = schema.readings
                before = select(r.c.hash).where(r.c.id == reading.report.id).order_by(r.c.number.desc()).limit(1)
                if connection.execute(before).scalar() == rows.hash:
                    return False
                number = connection.execute(r.insert().values(
                    report=self._report(connection, reading, rows.report, rows.report_hash), id=reading.report.id,
                    hash=rows.hash, added=_now(), model=run.model, codebook=run.codebook,
                    software=run.software)).inserted_primary_key
                assert number is not None
                for table in schema.PARTS:
                    if part := rows.parts[table.name]:
                        connection.execute(table.insert(), [{**row, "reading": number[0]} for row in part])
        return True

    def _report(self, connection: Connection, reading: Reading, row: dict[str, str | int | float | None], hashed: str) -> int:
        """The number of the report's row, added where there is none yet."""
        if reading.report.original:
            connection.execute(insert(schema.originals).values(id=reading.report.id, bytes=reading.report.original)
                               .on_conflict_do_nothing())
        known = connection.execute(select(schema.reports.c.number).where(schema.reports.c.hash == hashed)).scalar()
        if known is not None:
            return int(known)
        made = connection.execute(schema.reports.insert().values(**row, hash=hashed)).inserted_primary_key
        assert made is not None
        return int(made[0])

    def claims(self, *, name: str | None = None, code: str | Collection[str] | None = None,
               source: str | None = None) -> Iterator[tuple[Reading, Claim]]:
        """Claims of the newest reading of each report that meet all that is asked, in the order of storing and of the text.

        `name`: part of the name, or of a mention, of whoever fills a role; `source`: part of the name of a voice, or of the
        outlet. Both without regard to case and accents. `code`: a code or its family ("custody", "custody.arrest"), or several
        of which any will do.
        """
        with plain_errors(self.path, self._wait), self._engine.connect() as connection:
            codes = (code,) if isinstance(code, str) else code
            found = connection.execute(find.matching(name, codes, source)).all()
        for number, places in groupby(found, key=lambda row: int(row[0])):
            reading = self._reading(number)
            for _, at in places:
                yield reading, reading.claims[at]

    def claim(self, prefix: str) -> tuple[Reading, Claim]:
        """The one claim whose id begins with `prefix`, in the newest reading that has it; LedgerError for none or several."""
        with plain_errors(self.path, self._wait), self._engine.connect() as connection:
            found = connection.execute(find.beginning(prefix, superseded=False)).all() if prefix else []
            if prefix and not found:
                found = connection.execute(find.beginning(prefix, superseded=True)).all()
        if not found:
            raise LedgerError(f"{self.path}: no claim {prefix!r}.",
                              "List the claims that the ledger holds: sayso claims --ledger PATH.")
        exact = [row for row in found if row[0] == prefix] or found
        ids = sorted({row[0] for row in exact})
        if len(ids) > 1:
            shown = ", ".join(ids[:AT_MOST]) + (", …" if len(ids) > AT_MOST else "")
            raise LedgerError(f"{self.path}: {prefix!r} fits {len(ids)} claims: {shown}.", "Give more letters of the id.")
        reading = self._reading(exact[0][1])
        return reading, reading.claims[exact[0][2]]

    def readings(self) -> Iterator[Reading]:
        """The newest reading of each report, in the order of storing."""
        with plain_errors(self.path, self._wait), self._engine.connect() as connection:
            numbers = sorted(connection.execute(find.newest()).scalars())
        for number in numbers:
            yield self._reading(number)

    def history(self, report: str | None = None) -> tuple[Entry, ...]:
        """Every reading stored, oldest first, replaced ones too; with `report` (an id) those of one report."""
        r, c = schema.readings, schema.claims
        query = (select(r, func.count(c.c.position).label("claims")).outerjoin(c, c.c.reading == r.c.number)
                 .group_by(r.c.number).order_by(r.c.number))
        if report is not None:
            query = query.where(r.c.id == report)
        with plain_errors(self.path, self._wait), self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Entry(w["number"], w["id"], datetime.datetime.fromisoformat(w["added"]),
                           Run(w["model"], w["codebook"], w["software"]), w["claims"]) for w in rows)

    def _reading(self, number: int) -> Reading:
        with plain_errors(self.path, self._wait), self._engine.connect() as connection:
            return rebuild.reading(connection, number)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
