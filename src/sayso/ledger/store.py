# SPDX-License-Identifier: Apache-2.0
"""The ledger: readings go in whole or not at all, come out equal, and are never changed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, func, select
from sqlalchemy.engine import Connection, Engine

from sayso.errors import LedgerError
from sayso.ledger import adding, connect, diff, find, judging, linkage, postgres, rebuild, schema, search, sqlite
from sayso.ledger import verify as verifying
from sayso.ledger.adding import Run, StoredRun
from sayso.ledger.diff import Change
from sayso.ledger.failures import plain_errors
from sayso.ledger.judging import Review, StoredJudgement
from sayso.ledger.linkage import Batch, Borne, LedgerIndex, Linking, P, StoredLink
from sayso.ledger.neighbours import Neighbours
from sayso.ledger.pieces import pieces
from sayso.ledger.rows import to_rows
from sayso.ledger.verify import Verification
from sayso.ledger.view import EVERYTHING, View, visible
from sayso.ledger.writing import WRITE
from sayso.model import Claim, Reading

WAIT = 60.0
"""Seconds that a writer waits for another one. Storing a report takes milliseconds, linking a batch some seconds; but a slow
disk takes a second to make each safe, and SQLite lets those who wait go in any order, so that with ten seconds one of four
writers gave up now and then. A longer wait means a stuck program."""

AT_MOST = 5
"""Ids named in the message about a prefix that fits several claims."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: the `number`-th reading stored, of which report, when (UTC), by which run, how many claims."""

    number: int
    report: str
    added: datetime.datetime
    run: Run
    claims: int


class Ledger:
    """A ledger that is open; make one with `Ledger.open`. Threads may share it; several processes may read while one writes,
    and writers take turns."""

    def __init__(self, name: str, engine: Engine, wait: float) -> None:
        self.name = name
        self._engine = engine
        self._wait = wait
        self._seen: dict[int, Any] = {}
        self._linked_to: dict[int, int] = {}      # by linking rules: up to here all readings are linked, and stay so

    @classmethod
    def open(cls, where: Path | str, *, create: bool = False, upgrade: bool = False,
             wait: float = WAIT) -> Ledger:
        """Opens the ledger in a file, or in a database (postgresql://user@host/name). With `create` makes it where there is
        none; with `create` or `upgrade` brings one of an older Sayso up to date. Raises LedgerError."""
        if isinstance(where, str) and postgres.is_address(where):
            url = postgres.address(where)
            name = url.set(drivername="postgresql").render_as_string(hide_password=True)
            ledger = cls(name, postgres.engine(url, wait), wait)
        else:
            path = Path(where)
            sqlite.present(path, create=create)
            ledger = cls(str(path), sqlite.engine(path, wait), wait)
        try:
            with plain_errors(ledger.name, wait):
                connect.prepare(ledger._engine, ledger.name, create=create, upgrade=create or upgrade)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def again(self) -> Ledger:
        """The same ledger, opened anew: for another process, to which connections do not pass."""
        url = self._engine.url
        if self._engine.dialect.name == "postgresql":
            return Ledger(self.name, postgres.engine(url, self._wait), self._wait)
        return Ledger(self.name, sqlite.engine(Path(self.name), self._wait), self._wait)

    def close(self) -> None:
        """Closes all connections; harmless when closed already."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, reading: Reading, run: Run | None = None) -> bool:
        """Stores a reading in one transaction; False where the report's newest reading says the same: then it is noted, if it
        is news, that this run says it too.

        Raises LedgerError where the ledger cannot be written, InputError where this reading cannot be kept by any database.
        """
        rows, run = to_rows(reading), run or Run()
        if self._engine.dialect.name == "postgresql":
            postgres.refuse_nul(rows)
        with self._changing() as connection:
            return adding.add(connection, reading, rows, run)

    def claims(self, *, name: str | None = None, code: str | Collection[str] | None = None,
               source: str | None = None, text: str | None = None,
               view: View = EVERYTHING) -> Iterator[tuple[Reading, Claim]]:
        """Claims of the newest reading of each report in view that meet all that is asked, in the order of storing and of
        the text.

        `name`: part of the name, or of a mention, of whoever fills a role; `source`: part of the name of a voice, or of the
        outlet. Both without regard to case and accents. `code`: a code or its family ("custody", "custody.arrest"), or several
        of which any will do. `text`: words that all stand in the evidence, without regard to case and accents.
        """
        with self._looking() as connection:
            codes = (code,) if isinstance(code, str) else code
            holding = search.holding(connection, text) if text is not None else None
            found = connection.execute(find.matching(name, codes, source, view, holding)).all()
        for number, places in groupby(found, key=lambda row: int(row[0])):
            reading = self._reading(number)
            for _, at in places:
                yield reading, reading.claims[at]

    def claim(self, prefix: str) -> tuple[Reading, Claim]:
        """The one claim whose id begins with `prefix`, in the newest reading that has it; LedgerError for none or several."""
        with self._looking() as connection:
            found = connection.execute(find.beginning(prefix, superseded=False)).all() if prefix else []
            if prefix and not found:
                found = connection.execute(find.beginning(prefix, superseded=True)).all()
        if not found:
            raise LedgerError(f"{self.name}: no claim {prefix!r}.",
                              "List the claims that the ledger holds: sayso claims --ledger PATH.")
        exact = [row for row in found if row[0] == prefix] or found
        ids = sorted({row[0] for row in exact})
        if len(ids) > 1:
            shown = ", ".join(ids[:AT_MOST]) + (", …" if len(ids) > AT_MOST else "")
            raise LedgerError(f"{self.name}: {prefix!r} fits {len(ids)} claims: {shown}.", "Give more letters of the id.")
        reading = self._reading(exact[0][1])
        return reading, reading.claims[exact[0][2]]

    def readings(self, view: View = EVERYTHING) -> Iterator[Reading]:
        """The newest reading of each report in view, in the order of storing."""
        for _, reading in self.numbered(view):
            yield reading

    def numbered(self, view: View = EVERYTHING) -> Iterator[tuple[int, Reading]]:
        """The same, each with its number."""
        with self._looking() as connection:
            numbers = sorted(connection.execute(visible(view)).scalars())
        for number in numbers:
            yield number, self._reading(number)

    def history(self, report: str | None = None) -> tuple[Entry, ...]:
        """Every reading stored, oldest first, replaced ones too; with `report` (an id) those of one report."""
        r, c = schema.readings, schema.claims
        counted = select(func.count(c.c.position)).where(c.c.reading == r.c.number).correlate(r).scalar_subquery()
        query = (select(r, schema.runs, counted.label("claims")).outerjoin(schema.runs, schema.runs.c.number == r.c.run)
                 .order_by(r.c.number).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL))
        if report is not None:
            query = query.where(r.c.id == report)
        with self._looking() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Entry(w["readings_number"], w["readings_id"], datetime.datetime.fromisoformat(w["readings_added"]),
                           adding.run(w, "runs_"), w["claims"]) for w in rows)

    def runs(self) -> tuple[StoredRun, ...]:
        """The runs that made readings, in the order of their first one."""
        with self._looking() as connection:
            return adding.runs(connection)

    def recorded(self) -> datetime.datetime | None:
        """When the newest row was added: `View(as_recorded=…)` with this time will give what the ledger gives now."""
        with self._looking() as connection:
            last = connection.execute(select(func.max(schema.moments.c.at))).scalar()
        return datetime.datetime.fromisoformat(last) if last else None

    def unlinked(self, linker: int) -> tuple[int, ...]:
        """The numbers of the readings that version `linker` of the linking rules has not seen, in the order of storing."""
        with self._looking() as connection:
            found = linkage.unlinked(connection, linker, self._linked_to.get(linker, 0))
        if found:
            self._linked_to[linker] = found[0] - 1
        return found

    @contextmanager
    def linking(self, numbers: Sequence[int], linker: int) -> Iterator[tuple[Linking, ...]]:
        """Readings that are to be linked, in one transaction, without those that another process has linked meanwhile."""
        with self._batch(linker) as batch:
            works = tuple(Linking(batch, n) for n in numbers if not linkage.is_linked(batch.connection, n, linker))
            yield works
            for work in works:
                work.done()

    def index(self, linker: int, make: linkage.Made[P]) -> LedgerIndex[P]:
        """All profiles by key, to look in; what is added by it alone is borne by no reading."""
        return LedgerIndex(lambda: self._batch(linker), make)

    def profiles(self, kind: str, view: View = EVERYTHING) -> Iterator[Borne]:
        """The profiles of a kind that the readings in view show, in the order of storing."""
        with self._looking() as connection:
            yield from linkage.borne(connection, kind, view)

    def links(self, kind: str, view: View = EVERYTHING) -> Iterator[StoredLink]:
        """The links of a kind between profiles in view, in the order of storing."""
        with self._looking() as connection:
            yield from linkage.related(connection, kind, view)

    @contextmanager
    def neighbours(self, view: View = EVERYTHING) -> Iterator[Neighbours]:
        """What lies near some profiles in view, for answers that show a part of the ledger."""
        with self._looking() as connection:
            yield Neighbours(connection, view)

    def numbered_readings(self, numbers: Collection[int]) -> Iterator[Reading]:
        """The readings with these numbers, in the order of storing."""
        for some in pieces(sorted(numbers), rebuild.AT_ONCE):
            with self._looking() as connection:
                found = rebuild.readings(connection, some)
            yield from found.values()

    def judge(self, kind: str, left: str, right: str, verdict: str, *, by: str, why: str) -> int:
        """Stores a person's judgement on two profiles and gives its number. Raises UsageError for what is no judgement,
        LedgerError where a profile is not in the ledger."""
        with self._changing() as connection:
            return judging.judge(connection, self.name, (kind, left, right, verdict), by, why)

    def undo(self, number: int, *, by: str, why: str) -> int:
        """Takes the judgement with this number back, by a further row; gives that row's number."""
        with self._changing() as connection:
            return judging.undo(connection, self.name, number, by, why)

    def judgements(self, view: View = EVERYTHING, kind: str | None = None) -> tuple[StoredJudgement, ...]:
        """The judgements that stand in view, in the order of giving."""
        with self._looking() as connection:
            return judging.standing(connection, view, kind)

    def review(self, claim: str, field: str, verdict: str, *, reviewer: str, reason: str, before: object = None,
               after: object = None) -> int:
        """Stores a reviewer's word on a field of a claim and gives its number; `before`, `after`: values as JSON has them."""
        with self._changing() as connection:
            return judging.review(connection, self.name, (claim, field, verdict, reviewer, reason), before, after)

    def reviews(self, view: View = EVERYTHING, claim: str | None = None) -> tuple[Review, ...]:
        """The reviews in view, of one claim or of all, in the order of giving."""
        with self._looking() as connection:
            return judging.reviewed(connection, view, claim)

    def verify(self) -> Verification:
        """Checks every hash, offset and quote, and the chain of people's words; see ledger.verify."""
        with self._looking() as connection:
            return verifying.verify(connection)

    def diff(self, before: int, after: int) -> tuple[Change, ...]:
        """What run `after` says otherwise than run `before` of the reports that both have read; LedgerError for no such run."""
        known = {r.number for r in self.runs()}
        for number in (before, after):
            if number not in known:
                raise LedgerError(f"{self.name}: no run {number}.", "List the runs: sayso ledger runs --ledger PATH.")
        return tuple(diff.changes(self.readings(View(run=before)), self.readings(View(run=after))))

    def _reading(self, number: int) -> Reading:
        with self._looking() as connection:
            return rebuild.reading(connection, number)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with plain_errors(self.name, self._wait), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A transaction of the one writer; what raises inside leaves nothing behind."""
        with plain_errors(self.name, self._wait), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITE: True})
            with connection.begin():
                yield connection

    @contextmanager
    def _batch(self, linker: int) -> Iterator[Batch]:
        """What links in one transaction; where that fails, the numbers that it gave to profiles are free again."""
        try:
            with self._changing() as connection:
                batch = Batch(connection, linker, self._seen)
                yield batch
                batch.write()
        except BaseException:
            self._seen.clear()
            raise
