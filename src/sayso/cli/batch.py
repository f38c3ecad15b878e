# SPDX-License-Identifier: Apache-2.0
"""What the commands that take many sources share: one bad source is told in a line and the rest goes on."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from sayso.cli import narrate
from sayso.errors import InputError, SaysoError, UsageError

if TYPE_CHECKING:
    from sayso.model import Report
    from sayso.reports import ReadOptions

T = TypeVar("T")

Sources = Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Files, web addresses, folders; - for standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.",
                                             show_default=False)]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Who published the reports.", show_default=False)]
Tongue = Annotated[str | None, typer.Option("--language", help="Their language; en reads a text that does not look English.",
                                            show_default=False)]
Threads = Annotated[int, typer.Option("--threads", min=0, help="Processor cores to use; 0 for all.")]
Bodies = Annotated[Path | None, typer.Option("--bodies", metavar="FILE", show_default=False,
                                             help="Groups, organs and outlets of your own, known by name.")]
"""The arguments and options that these commands share."""


@dataclass
class Tally:
    """What came of a batch so far."""

    read: int = 0
    failed: int = 0
    own_fault: bool = False

    def exit_code(self) -> int:
        """As sayso.errors lists them."""
        if self.own_fault:
            return 1
        if not self.read:
            return 4
        return 3 if self.failed else 0


@contextmanager
def told(tally: Tally, line: Callable[[], str], output: Path | None) -> Iterator[None]:
    """Around the work of a batch: tells what came of it by `line`, and ends the command with the tally's exit code, or with 130
    after Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f" {output} was not written." if output else ""
        narrate.say(f"stopped. {line()}.{kept}")
        raise typer.Exit(130) from None
    narrate.say(line())
    if code := tally.exit_code():
        raise typer.Exit(code)


def reports(sources: Sequence[str], options: ReadOptions) -> Iterator[Report | InputError]:
    """The reports of all sources; what cannot be read as one comes as the error."""
    from sayso.reports import open_source

    for source in sources:
        yield from open_source(source, options)


def attempt(work: Callable[[Report], T], item: Report | InputError, tally: Tally) -> T | None:
    """What `work` makes of a report; None, one line on standard error and a failure counted, where it makes nothing."""
    if isinstance(item, InputError):
        tally.failed += 1
        narrate.error(item)
        return None
    try:
        return work(item)
    except InputError as error:
        narrate.error(error)
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not lose the night's batch
        tally.own_fault = True
        if os.environ.get("SAYSO_DEBUG"):
            import traceback

            traceback.print_exc()
        narrate.internal(error, item.source)
    tally.failed += 1
    return None


def taken(made: Callable[[], T], item: Report | InputError, tally: Tally) -> T | None:
    """The same of work that was begun before: `made` gives its result (Reader.read_many)."""
    return attempt(lambda _: made(), item, tally)


def day(text: str | None) -> datetime.date | None:
    """The date that --published gives; raises UsageError."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--published: {text!r} is not a date.", "Write it as 2016-03-04.") from None
