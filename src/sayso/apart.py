# SPDX-License-Identifier: Apache-2.0
"""One work on many items, on processes that are forked from this one and share its memory (docs/decisions/0020)."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class DiedError(Exception):
    """A process ended over an item: killed, out of memory, or by a fault outside Python."""


def cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def possible() -> bool:
    """Whether processes can be forked safely: on Linux (elsewhere system libraries forbid it, or there is no fork), where this
    process has no other threads, which might hold locks."""
    return sys.platform == "linux" and threading.active_count() == 1


class Processes(Generic[T, R]):
    """`work` on so many processes. They begin with all that this one has in memory and copy only what changes; items and
    results pass between as pickles, `work` does not. Ctrl-C is for this process alone; when it ends, however that is, they do.

    A process that dies takes along whatever was under way in the others: each of these items is done once more, in a process
    of its own, when its result is asked for, and raises DiedError if that dies as well.
    """

    def __init__(self, work: Callable[[T], R], workers: int) -> None:
        self._work, self._workers = work, workers
        self._pool = self._made(workers)

    def begin(self, item: T) -> tuple[Future[R], Callable[[], R]]:
        """The item's future, to be waited for, and a function that gives its result or raises its error."""
        try:
            future = self._pool.submit(_do, item)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._made(self._workers)
            future = self._pool.submit(_do, item)
        return future, partial(self._result, item, future)

    def end(self, *, wait: bool) -> None:
        """Begins nothing more; `wait` for what is under way."""
        self._pool.shutdown(wait, cancel_futures=True)

    def _result(self, item: T, future: Future[R]) -> R:
        with suppress(BrokenProcessPool):
            return future.result()
        with self._made(1) as alone:
            try:
                again: Future[R] = alone.submit(_do, item)
                return again.result()
            except BrokenProcessPool:
                raise DiedError("the process that worked on it ended") from None

    def _made(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (self._work,))


_work: Callable[[Any], Any] | None = None
"""What this process is there for, where it is one of `Processes`."""


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was there before is left alone by the collector, so that its pages stay shared
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """Ends this process when its parent has ended: its queue alone would not tell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(item: Any) -> Any:
    if _work is None:
        raise RuntimeError("no work was given to this process")
    return _work(item)
