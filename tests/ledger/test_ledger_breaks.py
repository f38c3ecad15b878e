# SPDX-License-Identifier: Apache-2.0
"""Files that are no ledgers, full disks, other writers, killed programs: one clear error, and the ledger stays whole."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from sayso.errors import LedgerError
from sayso.ledger import Ledger, Run, StoredProfile, View, schema
from sayso.model import Filler, Reading

Make = Callable[..., Reading]


def rows(path: Path) -> dict[str, int]:
    """How many rows each table holds, by SQLite alone."""
    with closing(sqlite3.connect(path)) as raw:
        return {t: raw.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in schema.tables.tables}  # noqa: S608


def test_no_such_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"no such ledger\. Check the path") as caught:
        Ledger.open(tmp_path / "none.db")
    assert str(tmp_path / "none.db") in caught.value.message
    assert caught.value.exit_code == 5
    assert not (tmp_path / "none.db").exists()


def test_a_folder_and_a_path_into_nowhere(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="this is a folder"):
        Ledger.open(tmp_path, create=True)
    with pytest.raises(LedgerError, match="cannot be made"):
        Ledger.open(tmp_path / "no/such/folder/l.db", create=True)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"Just some words, more than SQLite's own heading. " * 9, b"x"], ids=["long", "short"])
def test_another_kind_of_file_is_left_as_it_is(content: bytes, create: bool, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_the_database_of_another_program_is_left_as_it_is(create: bool, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
        raw.commit()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="a database, but not a ledger"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "l.db"
    path.touch()
    with pytest.raises(LedgerError, match="empty, not a ledger"):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.add(make())


@pytest.mark.parametrize("create", [True, False])
def test_a_newer_version_is_not_touched(create: bool, make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("INSERT INTO sayso_ledger VALUES (?, '2030-01-01')", (schema.VERSION + 1,))
        raw.commit()
    with pytest.raises(LedgerError, match=rf"newer Sayso \(its version {schema.VERSION + 1}, ours {schema.VERSION}\)"):
        Ledger.open(path, create=create)


def test_an_older_version_is_told_what_to_do(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER sayso_ledger_no_update")
        raw.execute("UPDATE sayso_ledger SET version = 1")
        raw.commit()
    with pytest.raises(LedgerError, match=rf"older Sayso \(its version 1, ours {schema.VERSION}\)"):
        Ledger.open(path)


def test_a_damaged_ledger(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make())
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)  # all pages but the first
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        list(ledger.claims())


def every_connection(ledger: Ledger, pragma: str) -> None:
    """Has each connection that the ledger opens from now on begin with `pragma`."""
    ledger.close()
    event.listen(ledger._engine, "connect", lambda connection, _: connection.execute(pragma))


@pytest.mark.parametrize(("limit", "message"), [
    ("PRAGMA max_page_count = 1", "disk is full"), ("PRAGMA query_only = 1", "cannot be written")])
def test_a_report_that_finds_no_room_leaves_nothing_behind(limit: str, message: str, make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make(0))
        before = rows(path)
        every_connection(ledger, limit)
        big = make(1)
        big = dataclasses.replace(big, report=dataclasses.replace(big.report, original=b"z" * 1_000_000))
        with pytest.raises(LedgerError, match=message):
            ledger.add(big)
        assert list(ledger.readings()) == [make(0)]
    assert rows(path) == before
    with Ledger.open(path) as ledger:
        assert ledger.add(make(1))


def test_a_reading_that_does_not_hold_together_leaves_nothing_behind(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    reading = make(0)
    broken = dataclasses.replace(reading.claims[2], roles={"actor": (Filler("e99", (0, 1)),)})
    with Ledger.open(path, create=True) as ledger:
        with pytest.raises(LedgerError, match="FOREIGN KEY"):
            ledger.add(dataclasses.replace(reading, claims=(*reading.claims[:2], broken)))
        assert rows(path) == dict.fromkeys(schema.tables.tables, 0) | {"sayso_ledger": 1}
        assert ledger.add(reading)


def test_readers_read_while_another_program_writes_and_a_writer_gives_up_in_time(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True, wait=0.05) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        ledger.add(make(0))
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO originals VALUES ('x', x'00')")
        assert [r.report.stem for r in ledger.readings()] == ["post-0"]
        with pytest.raises(LedgerError, match=r"another program has been writing to the ledger for more than 0\.05 seconds"):
            ledger.add(make(1))
        other.execute("ROLLBACK")
        assert ledger.add(make(1))


def test_an_archive_that_cannot_be_written_is_read_all_the_same(make: Make, tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make(0))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger.open(path) as ledger:
        assert list(ledger.readings()) == [make(0)]
        assert not path.with_name("l.db-shm").exists()
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.add(make(1))


def of_layout_3(path: Path) -> None:
    """A ledger that an older Sayso wrote: report 0 read by two models, report 1 by the first."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((Path(__file__).parent / "data/layout-3.sql").read_text(encoding="utf-8"))


def test_a_ledger_of_the_layout_before_is_brought_up_to_date(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    of_layout_3(path)
    with pytest.raises(LedgerError, match="sayso ledger upgrade"):
        Ledger.open(path)
    with Ledger.open(path, upgrade=True) as ledger:
        assert list(ledger.readings()) == [make(1), make(0, code="custody.abduct")]
        assert [(r.run.model, r.reports) for r in ledger.runs()] == [("m1", 2), ("m2", 1)]
        assert [e.run.model for e in ledger.history()] == ["m1", "m1", "m2"]
        assert len(list(ledger.claims(text="denied"))) == 2
        assert list(ledger.readings(View(run=1))) == [make(0), make(1)]
        assert ledger.verify().faults == ()
        assert not ledger.add(make(1), Run("m1", "k1", "0.1"))
        assert ledger.add(make(2))
    with Ledger.open(path) as ledger:
        assert len(list(ledger.readings())) == 3


def test_a_ledger_brought_up_to_date_is_like_a_new_one(tmp_path: Path) -> None:
    for name in ("old.db", "new.db"):
        if name == "old.db":
            of_layout_3(tmp_path / name)
        Ledger.open(tmp_path / name, create=True).close()

    def layout(name: str) -> object:
        with closing(sqlite3.connect(tmp_path / name)) as raw:
            names = raw.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2").fetchall()
            columns = {n: sorted(r[1:4] for r in raw.execute(f'PRAGMA table_info("{n}")')) for t, n in names if t == "table"}
            return names, columns, {n: sorted(r[2:5] for r in raw.execute(f'PRAGMA foreign_key_list("{n}")')) for n in columns}

    assert layout("old.db") == layout("new.db")


def test_keys_of_layout_4_become_numbers(fill: Callable[[Ledger], None], tmp_path: Path) -> None:
    """Profiles that shared a key when it was a word still share it."""
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE keys")
        raw.execute("CREATE TABLE keys (linker INTEGER, kind TEXT, key TEXT, profile INTEGER, "
                    "PRIMARY KEY (linker, kind, key, profile)) WITHOUT ROWID")
        raw.execute("INSERT INTO keys SELECT 1, p.kind, k.value, p.number FROM profiles p, json_each(p.key_list) k")
        raw.execute("DROP TRIGGER sayso_ledger_no_delete")
        raw.execute("DELETE FROM sayso_ledger WHERE version > 4")
        raw.execute("INSERT OR IGNORE INTO sayso_ledger VALUES (4, '2026-11-28')")
    with Ledger.open(path, upgrade=True) as ledger:
        shown = [b.profile for b in ledger.profiles("entity")]
        near = [[p.id for p in ledger.index(1, StoredProfile).near(x)] for x in shown]
        assert near == [[y.id for y in shown if y.keys == x.keys and y.id != x.id] for x in shown]
        assert any(near)


def test_a_step_that_fails_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.ledger import search

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("no room")

    path = tmp_path / "l.db"
    of_layout_3(path)
    monkeypatch.setattr(search, "put", fail)
    with pytest.raises(LedgerError, match="no room"):
        Ledger.open(path, create=True)
    monkeypatch.undo()
    with Ledger.open(path, create=True) as ledger:
        assert len(ledger.history()) == 3


def test_a_writer_killed_at_any_moment_loses_at_most_the_report_in_hand(tmp_path: Path) -> None:
    """A dozen times here, and as often as SAYSO_KILLS says (.ci/run: 200)."""
    times = os.environ.get("SAYSO_KILLS", "12")
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("kill_loop.py")), str(tmp_path / "l.db"), times],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{times} kills")
