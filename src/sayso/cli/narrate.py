# SPDX-License-Identifier: Apache-2.0
"""What is told on standard error: errors, one line each, progress, the closing line."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from sayso.errors import SaysoError
from sayso.text import many

if TYPE_CHECKING:
    from rich.status import Status

QUIET = 3
"""Reports that are read without a sign of progress: they take a second or two."""

ISSUES = "Please report it with the command that you gave; SAYSO_DEBUG=1 shows where it happened."


def say(text: str) -> None:
    """One line on standard error, beginning with the program's name; control codes are shown, not sent."""
    line = " ".join(text.split())
    line = "".join(sign if sign.isprintable() or sign == " " else "\ufffd" for sign in line)
    try:
        print(f"sayso: {line}", file=sys.stderr, flush=True)
    except OSError:
        return  # nobody listens (standard error is closed); the exit code tells the rest


def error(error: SaysoError) -> None:
    """What is wrong, where, and what to do next, on one line."""
    say(str(error))


def internal(error: BaseException, where: str = "") -> None:
    """An apology for an error of our own."""
    place = f"{where}: " if where else ""
    say(f"{place}sorry, this is an error in Sayso ({type(error).__name__}: {error}). {ISSUES}")


class Progress:
    """A line that says how far a long job is, on a terminal and from the fourth report on; else nothing.

    `shown` False keeps it silent: a table that comes out on the same terminal shows the progress itself.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._status: Status | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def step(self, reports: int, claims: int) -> None:
        """After each report: how many reports and claims so far."""
        if reports > QUIET:
            self.note(f"{many(reports, 'report')}, {many(claims, 'claim')}")

    def note(self, text: str) -> None:
        """Shows how far the job is."""
        if not self._shown:
            return
        from rich.console import Console
        from rich.text import Text

        if self._status is None:
            self._status = Console(stderr=True).status(Text(text))
            self._status.start()
        else:
            self._status.update(Text(text))

    def stop(self) -> None:
        """Takes the line away."""
        if self._status is not None:
            self._status.stop()
            self._status = None
