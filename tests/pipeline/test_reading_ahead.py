# SPDX-License-Identifier: Apache-2.0
"""Reading ahead: order, bad reports, early ends, Ctrl-C, and the same readings as one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import apart
from sayso.ahead import DONE, ahead
from sayso.apart import DiedError
from sayso.errors import InputError
from sayso.model import Report
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

WORKERS = 3


either = pytest.mark.parametrize("processes", [False, True])


@either
def test_results_come_in_order_whichever_is_done_first(processes: bool) -> None:
    def slow_first(n: int) -> int:
        time.sleep(0.05 if n % 4 == 0 else 0)
        return n * n

    found = ahead(slow_first, range(12), WORKERS, slow_first if processes else None)
    assert [(n, made()) for n, made in found] == [(n, n * n) for n in range(12)]


def test_processes_are_others() -> None:
    assert str(os.getpid()) not in {made() for _, made in ahead(str, range(9), WORKERS, lambda _: str(os.getpid()))}


def test_a_process_that_dies_costs_its_own_item_only() -> None:
    def work(n: int) -> int:
        if n == 4:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    right = []
    for n, made in ahead(work, range(20), WORKERS, work):
        if n == 4:
            with pytest.raises(DiedError):
                made()
        else:
            right.append(made())
    assert right == [*range(4), *range(5, 20)]


ORPHANS = """
import os, time
from sayso.ahead import ahead

def work(n):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)

list(ahead(work, range(4), 2, work))
"""


def test_processes_end_with_their_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 30
    while any(_runs(child) for child in children):
        assert time.monotonic() < deadline, "a process outlives the one that began it"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_side_by_side() -> None:
    """Each of three waits for the other two: with fewer threads this would not end."""
    meet = threading.Barrier(WORKERS, timeout=30)
    assert len([made() for _, made in ahead(lambda _: meet.wait(), range(WORKERS), WORKERS)]) == WORKERS


@pytest.mark.parametrize("workers", [1, WORKERS])
@either
def test_an_error_is_raised_where_its_result_is_asked_for(workers: int, processes: bool) -> None:
    def odd(n: int) -> int:
        if n % 2 == 0:
            raise KeyError(n)
        return n

    for n, made in ahead(odd, range(6), workers, odd if processes else None):
        if n % 2 == 0:
            with pytest.raises(KeyError, match=str(n)):
                made()
        else:
            assert made() == n


@pytest.mark.parametrize("workers", [1, WORKERS])
@either
def test_few_are_taken_ahead(workers: int, processes: bool) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(50):
            taken.append(n)
            yield n

    for n, made in ahead(int, items(), workers, int if processes else None):
        assert made() == n
        assert len(taken) <= n + (1 if workers == 1 else workers + DONE)


@pytest.mark.parametrize(("count", "workers"), [(1, WORKERS), (5, 1)])
@either
def test_no_thread_for_one_item_nor_for_one_worker(count: int, workers: int, processes: bool) -> None:
    def work(_: int) -> int:
        return threading.get_ident()

    for _, made in ahead(work, range(count), workers, (lambda _: 0) if processes else None):
        assert made() == threading.main_thread().ident


def test_nothing() -> None:
    assert list(ahead(str, [], WORKERS)) == []


def test_whoever_ends_early_leaves_nothing_running() -> None:
    begun: list[int] = []

    def work(n: int) -> int:
        begun.append(n)
        time.sleep(0.02)
        return n

    made = ahead(work, range(1000), WORKERS)
    next(made)
    made.close()
    then = len(begun)
    assert then <= WORKERS + DONE + 1
    time.sleep(0.1)
    assert len(begun) == then
    assert not [t for t in threading.enumerate() if t.name.startswith("sayso-ahead")]


def test_ctrl_c_does_not_wait_for_what_is_under_way() -> None:
    go_on, begun = threading.Event(), []

    def work(n: int) -> int:
        begun.append(n)
        if n == 2:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        if n:
            go_on.wait(30)
        return n

    before = signal.signal(signal.SIGINT, signal.default_int_handler)      # a shell's background jobs have it ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            list(ahead(work, range(1000), WORKERS))
        assert not go_on.is_set()
        assert len(begun) <= WORKERS + 1, "what was not begun is not begun any more"
    finally:
        go_on.set()
        signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open(threads=2)


TEXTS = (
    "CAIRO – Rebels of the Northwatch shelled a village near Aden on Monday, killing four farmers, a spokesman said.",
    "The mayor of Tyre resigned last week. He denied that he had taken money from the Eastwatch.",
    "Two officers joined the Westwatch in March, according to residents, who asked not to be named.",
    "Police in Amman arrested a baker and his brother. \u201cThey have done nothing,\u201d their lawyer said.",
    "The government and the Northwatch signed a truce on Friday; the army accused the rebels of breaking it.",
)


def test_the_same_readings_as_one_after_the_other(reader: Reader) -> None:
    reports = [report_from_text(TEXTS[n % 5] + " " + TEXTS[n % 4], ReadOptions(language="en")) for n in range(20)]
    alone = [reader.read(r) for r in reports]
    assert [made() for _, made in reader.read_many(reports)] == alone
    assert sum(len(r.claims) for r in alone) > 20


def test_the_same_readings_on_processes(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "possible", lambda: True)     # nothing holds a lock here, though other tests left threads
    items: list[Report | InputError] = [report_from_text(t, ReadOptions(language="en")) for t in TEXTS]
    items.insert(2, InputError("x.txt: too hard.", "Try another."))
    found = list(Reader.open(threads=2).read_many(items))
    assert [item for item, _ in found] == items
    with pytest.raises(InputError, match="too hard"):
        found[2][1]()
    alone = [reader.read(r) for r in items if isinstance(r, Report)]
    assert [made() for item, made in found if isinstance(item, Report)] == alone


def test_what_ended_a_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "possible", lambda: True)
    monkeypatch.setattr(Reader, "read", lambda _, report: os._exit(9))
    found = Reader.open(threads=2).read_many(report_from_text(t, ReadOptions(language="en")) for t in TEXTS[:2])
    for _, made in found:
        with pytest.raises(InputError, match="ended before"):
            made()


def test_a_bad_report_stops_nothing(reader: Reader) -> None:
    good = [report_from_text(t, ReadOptions(language="en")) for t in TEXTS]
    refused = InputError("x.txt: too hard.", "Try another.")
    items: list[Report | InputError] = [good[0], refused, *good[1:]]
    found = list(reader.read_many(items))
    assert [item for item, _ in found] == items
    with pytest.raises(InputError, match="too hard"):
        found[1][1]()
    assert [made().report for item, made in found if isinstance(item, Report)] == good


def test_the_model_is_not_opened_for_what_cannot_be_read() -> None:
    closed = Reader.open(threads=2)
    assert len(list(closed.read_many([InputError("x.txt: no.", "Try another.")] * 3))) == 3
    assert "language" not in vars(closed)
