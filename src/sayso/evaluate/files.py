# SPDX-License-Identifier: Apache-2.0
"""Text out of a file as gold sets are handed on: plain, .xz, or many files in a folder or a .tar.xz."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError

PACKED = (".tar", ".tar.xz", ".tar.gz", ".tar.bz2", ".tgz", ".txz")


def texts(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(name, text) of each file: one for a plain or .xz file; for a folder or tar archive those that end in `suffixes`,
    in order of name. UTF-8, a byte-order mark left out, line ends as "\\n". Raises InputError."""
    if not path.exists():
        raise InputError(f"{path}: no such file.", "Check the path.")
    try:
        found = list(_files(path, suffixes))
    except (OSError, lzma.LZMAError, tarfile.TarError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error}).", "Check that the file is whole, then try again.") from error
    if not found:
        raise InputError(f"{path}: no file in it ends in {' or '.join(suffixes)}.", "Give the file itself.")
    for name, content in found:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: not UTF-8 text (byte {error.start}).", "Give a file of UTF-8 text.") from error
        yield name, text.replace("\r\n", "\n")


def _files(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for p in sorted(path.rglob("*")):
            if p.is_file() and p.name.endswith(suffixes):
                yield str(p), p.read_bytes()
    elif path.name.endswith(PACKED):
        with tarfile.open(path, "r:*") as archive:
            for member in sorted(archive.getmembers(), key=lambda m: m.name):
                content = archive.extractfile(member) if member.isfile() and member.name.endswith(suffixes) else None
                if content is not None:
                    yield f"{path}: {member.name}", content.read()
    elif path.suffix == ".xz":
        yield str(path), lzma.decompress(path.read_bytes())
    else:
        yield str(path), path.read_bytes()
