# SPDX-License-Identifier: Apache-2.0
"""Where a command's data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, TextIO

import typer

from sayso.errors import UsageError

_ELSEWHERE = "Give the text somewhere to go, or use --output."

BROKEN_PIPE = 141
"""The exit code when the reader of our output has gone (`| head`): what a shell reports for SIGPIPE."""


class Target(Protocol):
    """Takes text; on leaving its `with` block without an exception the text is there for good."""

    def write(self, text: str) -> None:
        """Adds text. Raises UsageError where it cannot be written."""

    def __enter__(self) -> Target:
        """Begins."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends: keeps what was written, or after an exception drops it if that can be done."""


def open_target(path: Path | None, *, data: bool) -> Target:
    """Standard output for None or "-", else the file. `data`: the text must be UTF-8 with "\\n" as line ends whatever the
    terminal; else a sign that the terminal lacks is replaced by "?"."""
    if path is None or str(path) == "-":
        return _Stdout(data)
    return _File(path)


@contextmanager
def whole() -> Iterator[None]:
    """Lets the block end before Ctrl-C stops the program: no half line, no report told to be stored that is not."""
    ours = threading.current_thread() is threading.main_thread()  # no other one is ever told of a signal
    if not ours or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt


class _Stdout:
    """Standard output; quiet when nobody reads it any more."""

    def __init__(self, data: bool) -> None:
        if sys.stdout is None:  # Python's sign for `>&-`
            raise UsageError("standard output is closed.", _ELSEWHERE)
        if isinstance(sys.stdout, io.TextIOWrapper):
            if data:
                sys.stdout.reconfigure(encoding="utf-8", newline="\n")
            else:
                sys.stdout.reconfigure(errors="replace")

    def write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence()
            raise typer.Exit(BROKEN_PIPE) from None
        except OSError as error:
            _silence()
            raise UsageError(f"standard output: {_reason(error)}.", _ELSEWHERE) from None

    def __enter__(self) -> _Stdout:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


class _File:
    """A file: written beside its place under another name, then renamed. A device or pipe is written to as it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            real = path.resolve()
            if real.is_dir():
                raise UsageError(f"{path}: this is a folder.", "Give --output the name of a file in it.")
            self._final = None if real.exists() and not real.is_file() else real
            self._part = real.with_name(f".{real.name}.{os.getpid()}.part") if self._final else real
            self._stream: TextIO = self._part.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise self._refused(error) from None

    def write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except OSError as error:
            raise self._refused(error) from None

    def __enter__(self) -> _File:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._stream.close()
            if self._final and kind is None:
                if self._final.exists():
                    shutil.copymode(self._final, self._part)
                self._part.replace(self._final)
        except OSError as refused:
            if kind is None:
                raise self._refused(refused) from None
        finally:
            if self._final:
                self._part.unlink(missing_ok=True)

    def _refused(self, error: OSError) -> UsageError:
        return UsageError(f"{self._path}: cannot be written: {_reason(error)}.", "Give --output another place.")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _silence() -> None:
    """Sends what is still buffered for standard output nowhere, so that the interpreter's last flush does not fail too."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except OSError:
        return  # a standard output without a file beneath it has nothing to flush
