# SPDX-License-Identifier: Apache-2.0
"""Kills a writer again and again: `python tests/ledger/kill_loop.py LEDGER TIMES`. After each kill the ledger must be whole and
hold what the writer told of; at the end all of it is read and verified, and the report that was in hand is stored. A line a
failure, and exit code 1; else how many kills there were and how many reports are stored."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from writer_to_kill import reading  # type: ignore[import-not-found]

from sayso.ledger import Ledger

LONGEST = 0.03
"""Seconds that a writer lives at most after its first report: some ten reports."""

WHOLE = 20
"""Kills between two looks at every page of the file: a look costs more than a kill."""


def write(where: str, first: int, pipe: int) -> None:
    """Stores report after report, tells of each, until it is killed."""
    with Ledger.open(where) as ledger:
        number = first
        while True:
            ledger.add(reading(f"r{number}"))
            os.write(pipe, b"%d\n" % number)
            number += 1


def killed(where: str, first: int, after: float) -> int:
    """How many reports a writer told of before it was killed, `after` seconds after its first one or, below 0, before."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        write(where, first, into)
    os.close(into)
    told = b""
    if after >= 0:
        told = os.read(out, 64)
    time.sleep(abs(after))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(out, 4096):
        told += more
    os.close(out)
    return told.count(b"\n")


def main(where: str, times: int) -> int:
    Ledger.open(where, create=True).close()
    chance, stored, failures = random.Random(8), 0, 0
    for attempt in range(1, times + 1):
        told = killed(where, stored, chance.uniform(-LONGEST, LONGEST))
        with Ledger.open(where) as ledger:
            entries = ledger.history()
        if not told <= len(entries) - stored <= told + 1 or any(e.claims != 30 for e in entries[stored:]):
            failures += 1
            sys.stdout.write(f"kill {attempt}: {told} told, {len(entries) - stored} stored\n")
        stored = len(entries)
        if attempt % WHOLE == 0 or attempt == times:
            with closing(sqlite3.connect(where)) as raw:
                answers = [raw.execute(f"PRAGMA {p}").fetchall() for p in ("integrity_check", "foreign_key_check")]
            if answers != [[("ok",)], []]:
                failures += 1
                sys.stdout.write(f"kill {attempt}: {answers}\n")
    with Ledger.open(where) as ledger:
        ledger.add(reading(f"r{stored}"))
        whole = list(ledger.readings()) == [reading(f"r{number}") for number in range(stored + 1)]
        if not whole or ledger.verify().faults:
            failures += 1
            sys.stdout.write("what was stored is not what comes out\n")
    sys.stdout.write(f"{times} kills, {stored} reports stored\n")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
