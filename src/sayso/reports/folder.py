# SPDX-License-Identifier: Apache-2.0
"""A folder → the report files in it, in one order on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError

PLAIN = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
SUFFIXES = PLAIN + PAGES + LINES


def find_files(folder: Path) -> Iterator[Path | InputError]:
    """The files with a known suffix under a folder, its files before its folders, each sorted by name; hidden ones left out.

    Links to files are followed, links to folders are not: they can lead in a circle. A folder that cannot be opened, or that
    holds no report at all, is an InputError.
    """
    found = False
    for item in _walk(folder):
        found = True
        yield item
    if not found:
        yield InputError(f"{shown(folder)}: a folder without reports.",
                         f"Reports end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.")


def _walk(folder: Path) -> Iterator[Path | InputError]:
    todo = [folder]
    while todo:
        at = todo.pop()
        try:
            entries = sorted((p for p in at.iterdir() if not p.name.startswith(".")), key=lambda p: p.name)
            folders = [p for p in entries if p.is_dir() and not p.is_symlink()]
            files = [p for p in entries if p.suffix.lower() in SUFFIXES and p.is_file()]
        except OSError as e:
            yield InputError(f"{shown(at)}: the folder cannot be opened ({(e.strerror or 'unknown reason').lower()}).",
                             "Check who may read it.")
            continue
        yield from files
        todo.extend(reversed(folders))


def shown(path: Path | str) -> str:
    """A path that can be printed and stored: bytes of the file system that are not UTF-8 as \\x.., line breaks as \\n."""
    name = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return name.replace("\n", "\\n").replace("\r", "\\r")
