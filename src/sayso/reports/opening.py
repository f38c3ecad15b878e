# SPDX-License-Identifier: Apache-2.0
"""A source as the user names it → reports: the one place that knows which kind of source is read by which module."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports.decoding import MAX_TEXT, refuse_binary
from sayso.reports.folder import LINES, PAGES, PLAIN, find_files, shown
from sayso.reports.lines import read_lines
from sayso.reports.options import ReadOptions
from sayso.reports.plain import read_plain

_MAX_FILE = 3 * MAX_TEXT
"""Bytes read of a file before it is given up: a page may have three times the bytes of a text (page.MAX_PAGE)."""
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_LONG_NAME = 255
"""Characters: file systems allow no longer name; what is longer is a text given in place of a file."""


def open_source(source: str, options: ReadOptions | None = None) -> Iterator[Report | InputError]:
    """The reports of one source: a file, a folder, an http(s) address, or "-" for standard input.

    One item a report; what cannot be read as one is an InputError among them, never raised, so that the rest is read. Reports
    are made one at a time: a folder or a JSONL file may be of any length.
    """
    options = options or ReadOptions()
    try:
        yield from _open(source, options)
    except InputError as e:
        yield e


def _open(source: str, options: ReadOptions) -> Iterator[Report | InputError]:
    if source == "-":
        yield from _read_stream(sys.stdin.buffer, "-", "stdin", options, suffix="")
    elif re.match(r"https?://", source, re.IGNORECASE):
        from sayso.reports.web import read_address  # pages need half a second of imports; text files do not wait for them

        yield read_address(shown(source.strip()), options)
    elif _OTHER_SCHEME.match(source):
        raise InputError(f"{shown(source)}: addresses of this kind are not read.", "Give http or https, a file or a folder.")
    elif source and _is_folder(source):
        for item in find_files(Path(source)):
            if isinstance(item, InputError):
                yield item
            else:
                yield from _read_file(item, options)
    elif source:
        yield from _read_file(Path(source), options)
    else:
        raise InputError("An empty name names no source.", "Give a file, a folder, an address, or - for standard input.")


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _read_file(path: Path, options: ReadOptions) -> Iterator[Report | InputError]:
    """The reports in one file; every error of the system is an InputError."""
    name = shown(path)
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, name, shown(path.stem) or name, options, suffix=path.suffix.lower())
    except InputError as e:
        yield e
    except FileNotFoundError:
        hint = "Check the name and the folder."
        if len(name) > 40 and " " in name:
            hint += " To read a text itself, pipe it to: sayso read -"
        yield InputError(f"{name}: no such file or folder.", hint)
    except PermissionError:
        yield InputError(f"{name}: may not be opened.", "Check who may read it.")
    except (OSError, ValueError) as e:  # ValueError: a name with a NUL in it
        if len(name) > _LONG_NAME:
            yield InputError(f"“{name[:40]}…”: too long for a file's name.", "To read a text itself, pipe it to: sayso read -")
        else:
            why = (e.strerror if isinstance(e, OSError) else None) or "not a file's name"
            yield InputError(f"{name.replace(chr(0), '?')}: cannot be read ({why.lower()}).", "Check the name and the disk.")


def _read_stream(stream: BinaryIO, source: str, stem: str, options: ReadOptions, *,
                 suffix: str) -> Iterator[Report | InputError]:
    """The reports in a stream of bytes; without a known suffix the bytes say what they are."""
    if suffix in LINES:
        yield from read_lines(stream, source, stem, options)
        return
    if suffix not in PLAIN + PAGES:
        first = stream.readline(_MAX_FILE + 1)
        if _is_row(first):
            yield from read_lines(_Rejoined(first, stream), source, stem, options)
            return
        data = first + stream.read(max(0, _MAX_FILE + 1 - len(first)))
    else:
        data = stream.read(_MAX_FILE + 1)
    if suffix in PAGES or (suffix not in PLAIN and _looks_like_page(data)):
        from sayso.reports.page import read_page

        if data.startswith(b"%PDF"):
            refuse_binary(data, source)
        yield read_page(data, source, stem, options)
    else:
        yield read_plain(data, source, stem, options)


def _looks_like_page(data: bytes) -> bool:
    if b"<" not in data[:4000]:
        return False
    from sayso.reports.page import looks_like_page

    return looks_like_page(data)


def _is_row(line: bytes) -> bool:
    """Whether a first line is a JSON object, as JSONL's are."""
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


class _Rejoined:
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first: bytes = first
        self._rest = rest

    def readline(self, size: int = -1, /) -> bytes:
        """The first line once, then the stream's own."""
        line, self._first = self._first or self._rest.readline(size), b""
        return line
