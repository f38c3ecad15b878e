# SPDX-License-Identifier: Apache-2.0
"""What holds in both databases when other programs are at work, and where a ledger may be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy.exc import DatabaseError

from sayso.errors import InputError, LedgerError
from sayso.ledger import Ledger, schema
from sayso.model import Reading

Make = Callable[..., Reading]
Where = Path | str
WRITER = Path(__file__).with_name("writer_to_kill.py")


def test_nothing_is_changed_or_removed_by_other_programs_either(where: Where, fill: Callable[[Ledger], None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        fill(ledger)
        for table in schema.tables.sorted_tables:
            first = next(iter(table.c))
            for statement in (table.delete(), table.update().values({first: first})):
                with ledger._engine.connect() as connection:
                    assert connection.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(table)).scalar(), table
                    with pytest.raises(DatabaseError, match="only grows"):
                        connection.execute(statement)


def test_several_at_once_make_one_ledger(make: Make, where: Where) -> None:
    errors = []

    def work(first: int) -> None:
        try:
            with Ledger.open(where, create=True) as ledger:
                for n in range(first, first + 3):
                    ledger.add(make(n))
        except LedgerError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in (0, 2, 4, 6)]  # overlapping: 0-2, 2-4, 4-6, 6-8
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert errors == []
    with Ledger.open(where) as ledger:
        assert sorted(r.report.stem for r in ledger.readings()) == [f"post-{n}" for n in range(9)]
        assert len(ledger.history()) == 9


def writer(where: Where, name: str, reports: int = 0) -> subprocess.Popen[bytes]:
    """A process that stores `reports` reports; 0: until it is killed."""
    return subprocess.Popen([sys.executable, str(WRITER), str(where), name, str(reports)], stdout=subprocess.PIPE,
                            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def test_two_processes_that_write_at_once_both_succeed(where: Where) -> None:
    both = [writer(where, name, 12) for name in ("a", "b")]
    assert [len(p.communicate()[0].splitlines()) for p in both] == [12, 12]
    assert [p.returncode for p in both] == [0, 0]
    with Ledger.open(where) as ledger:
        assert {r.report.stem for r in ledger.readings()} == {f"{name}-{n}" for name in "ab" for n in range(12)}
        times = [e.added for e in ledger.history()]
        assert times == sorted(set(times))


def test_a_killed_program_leaves_a_whole_ledger_and_all_that_it_told_of(where: Where) -> None:
    told = 0
    for attempt, lines in enumerate((1, 1, 3, 6)):  # the first one is killed right after its first report
        child = writer(where, str(attempt))
        assert child.stdout is not None
        for _ in range(lines):
            assert child.stdout.readline()
        child.kill()
        told += len(child.stdout.read().splitlines()) + lines
        child.stdout.close()
        assert child.wait() == -9
        with Ledger.open(where) as ledger:
            kept = list(ledger.readings())
            assert len(kept) >= told
            assert all(len(r.claims) == 30 and r.report.original for r in kept)


def test_what_postgresql_cannot_keep_is_the_reports_error(make: Make, server: str, fresh: Callable[[], Where]) -> None:
    import dataclasses

    reading = make(0)
    with Ledger.open(place := fresh(), create=True) as ledger:
        nul = dataclasses.replace(reading, report=dataclasses.replace(reading.report, outlet="Harbour\0Post"))
        if isinstance(place, str):
            with pytest.raises(InputError, match="NUL"):
                ledger.add(nul)
            assert ledger.history() == ()
        else:
            assert ledger.add(nul)


@pytest.mark.parametrize(("where", "message"), [
    ("mysql://host/name", "a file or a PostgreSQL database"),
    ("postgresql://ada:secret@/none?host=/nowhere", "cannot be reached")])
def test_an_address_that_leads_nowhere(where: str, message: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match=message) as caught:
        Ledger.open(where)
    assert "secret" not in str(caught.value)
