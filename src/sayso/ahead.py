# SPDX-License-Identifier: Apache-2.0
"""Work on many items side by side, results in the items' order, few under way at a time (docs/decisions/0017, 0020)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from functools import partial
from itertools import chain, islice
from typing import Generic, TypeVar

from sayso.apart import Processes

T = TypeVar("T")
R = TypeVar("R")

DONE = 2
"""Finished results, besides those under way, that may wait for one before them: what a report much longer than the others asks
for. More would only take memory."""


def ahead(work: Callable[[T], R], items: Iterable[T], workers: int,
          apart: Callable[[T], R] | None = None) -> Generator[tuple[T, Callable[[], R]]]:
    """Each item, in order, with a function that gives what `work` made of it or raises what `work` raised.

    `workers` items are worked on at a time, and no more than `workers` + DONE are taken from `items` before their results are
    given. Threads work on them, or, where `apart` is given, processes that do that instead (sayso.apart says what may
    go wrong there besides). With one worker, or only one item, there are neither: the work is done where its result is asked
    for. Whoever ends early (closes the generator) waits for what is under way and begins nothing more; Ctrl-C does not wait.
    """
    source = iter(items)
    first = list(islice(source, 2)) if workers > 1 else []
    source = chain(first, source)
    if len(first) < 2:
        for item in source:
            yield item, partial(work, item)
        return
    waiting: deque[tuple[T, Future[R], Callable[[], R]]] = deque()
    pool: Processes[T, R] | _Threads[T, R] = Processes(apart, workers) if apart else _Threads(work, workers)
    wait = True
    try:
        for item in source:
            waiting.append((item, *pool.begin(item)))
            while waiting and (waiting[0][1].done() or len(waiting) >= workers + DONE):
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except KeyboardInterrupt:
        wait = False
        raise
    finally:
        pool.end(wait=wait)


def _next(waiting: deque[tuple[T, Future[R], Callable[[], R]]]) -> tuple[T, Callable[[], R]]:
    """The first item once its work is done; Ctrl-C comes through here."""
    item, future, made = waiting.popleft()
    wait_for((future,))
    return item, made


class _Threads(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], workers: int) -> None:
        self._work, self._pool = work, ThreadPoolExecutor(workers, "sayso-ahead")

    def begin(self, item: T) -> tuple[Future[R], Callable[[], R]]:
        future = self._pool.submit(self._work, item)
        return future, future.result

    def end(self, *, wait: bool) -> None:
        self._pool.shutdown(wait, cancel_futures=True)
