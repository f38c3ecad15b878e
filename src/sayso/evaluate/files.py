# SPDX-License-Identifier: Apache-2.0
"""Text out of a file as gold sets are handed on: plain, .xz, or many files in a folder or a .tar.xz; JSON lines; lists."""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sayso.errors import InputError
from sayso.model import Json

PACKED = (".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tgz", ".txz")

IN = ": "
"""Between an archive's path and a file's path in it."""


def texts(path: Path, suffixes: tuple[str, ...], only: str | None = None) -> Iterator[tuple[str, str]]:
    """(name, text) of each file: one for a plain or .xz file; for a folder or tar archive those that end in `suffixes`,
    in order of name. UTF-8, a byte-order mark left out, line ends as "\\n". `only` is a regular expression that must be found
    in a file's path within the folder or archive. Raises InputError."""
    if not path.exists():
        raise InputError(f"{path}: no such file.", "Check the path.")
    wanted = pattern(only)
    try:
        found = sorted(_files(path, suffixes, wanted))
    except (OSError, lzma.LZMAError, tarfile.TarError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error}).", "Check that the file is whole, then try again.") from error
    if not found:
        fits = f" and fits {only!r}" if only else ""
        raise InputError(f"{path}: no file in it ends in {' or '.join(suffixes)}{fits}.", "Give the file itself.")
    for name, content in found:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: not UTF-8 text (byte {error.start}).", "Give a file of UTF-8 text.") from error
        yield name, text.replace("\r\n", "\n")


def within(path: Path, name: str) -> PurePosixPath:
    """A file's path within the folder or archive `path`, from the name that `texts` gave it."""
    return PurePosixPath(Path(name.removeprefix(f"{path}{IN}").removeprefix(f"{path}")).as_posix().lstrip("/"))


def pattern(only: str | None) -> re.Pattern[str]:
    """A regular expression that the user gave, or one that fits all; raises InputError."""
    try:
        return re.compile(only or "")
    except re.error as error:
        raise InputError(f"{only!r}: not a regular expression ({error}).", "Write a plain part of the name.") from error


def _files(path: Path, suffixes: tuple[str, ...], wanted: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    """An archive's files as they lie in it: going back and forth in a packed one means unpacking it anew each time."""
    if path.is_dir():
        for p in path.rglob("*"):
            if p.is_file() and p.name.endswith(suffixes) and wanted.search(p.relative_to(path).as_posix()):
                yield str(p), p.read_bytes()
    elif path.name.endswith(PACKED):
        with tarfile.open(path, "r:*") as archive:
            for member in archive:
                named = member.name.endswith(suffixes) and wanted.search(member.name)
                content = archive.extractfile(member) if member.isfile() and named else None
                if content is not None:
                    yield f"{path}{IN}{member.name}", content.read()
    elif wanted.search(path.name):
        yield str(path), lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()


def objects(name: str, text: str) -> Iterator[tuple[str, Json]]:
    """(where, object) of each line that is not blank; raises InputError for one that holds no JSON object."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{name}, line {number}: not JSON ({error.msg}).", "Give one object a line.") from error
            if not isinstance(value, dict):
                raise InputError(f"{name}, line {number}: not a JSON object.", "Give one object a line.")
            yield f"{name}, line {number}", value


def listed(path: Path, part: str | None = None) -> frozenset[str]:
    """The names in a list, one a line ("* name" too); with `part` those under the heading of that name. Raises InputError."""
    names: set[str] = set()
    heading = None
    for _, text in texts(path, (path.name,)):
        for line in text.split("\n"):
            if line.startswith("#"):
                heading = line.strip("# ").strip()
            elif (name := line.strip().lstrip("*-").strip()) and " " not in name and part in (None, heading):
                names.add(name)
    if not names:
        under = f" under a heading {part!r}" if part else ""
        raise InputError(f"{path}: no name in it{under}.", "Give a list with one name a line.")
    return frozenset(names)
