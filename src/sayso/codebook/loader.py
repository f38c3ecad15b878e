# SPDX-License-Identifier: Apache-2.0
"""YAML files → Codebook, with every rule checked: a fault names the file, the line and the mend."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from sayso.codebook.codes import read_code
from sayso.codebook.extending import EXTENDS, extended, extends
from sayso.codebook.implications import fitting
from sayso.codebook.nodes import Spot, parse
from sayso.codebook.schema import Code, Codebook
from sayso.errors import CodebookError

SHIPPED = Path(__file__).parent / "data"

# Examples and counter-examples that a code must have: the shipped ones cover at least passive, noun, attributed and negated
# uses and two near misses; somebody's own code needs one to show what is meant.
_SHIPPED_MINIMUM = (4, 2)
_OWN_MINIMUM = (1, 0)


def load(path: Path | None = None) -> Codebook:
    """The codebook in a YAML file or in the YAML files of a folder (in the order of their names); None: the shipped one.

    Where an entry says `extends: sayso`, the shipped codes are in it too, changed as its other entries say.
    Raises CodebookError where a file cannot be read or breaks a rule.
    """
    hasher = hashlib.sha256()
    entries: list[Spot] = []
    for file in _files(SHIPPED if path is None else path):
        data = file_bytes(file)
        hasher.update(hashlib.sha256(data).digest())
        entries += parse(decoded(data, file), file.name).items("a codebook file")
    if path is None:
        return Codebook(MappingProxyType(fitting(_codes(entries, _SHIPPED_MINIMUM), None)), hasher.hexdigest(), "shipped")
    if not extends(entries):
        return Codebook(MappingProxyType(fitting(_codes(entries, _OWN_MINIMUM), None)), hasher.hexdigest(), str(path))
    base = load()
    hasher.update(bytes.fromhex(base.digest))
    own = _codes([at for at in entries if at.holds(EXTENDS) is None], _OWN_MINIMUM)
    codes = fitting(extended(base, own, entries, _OWN_MINIMUM), base)
    return Codebook(MappingProxyType(codes), hasher.hexdigest(), str(path), base)


def _codes(entries: Sequence[Spot], minimum: tuple[int, int]) -> dict[str, Code]:
    codes: dict[str, Code] = {}
    for at in entries:
        code = read_code(at, minimum)
        if code.code in codes:
            raise at.error(f"the code “{code.code}” is already defined in {codes[code.code].at}", "Keep one of the two.")
        codes[code.code] = code
    return codes


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted((p for p in path.iterdir() if p.suffix in (".yaml", ".yml")), key=lambda p: p.name)
        if not files:
            raise CodebookError(f"{path}: the folder holds no .yaml file.", "Give the folder that holds the codebook's files.")
        return files
    return [path]


def file_bytes(file: Path) -> bytes:
    """A file's bytes; CodebookError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as e:
        raise CodebookError(f"{file}: cannot be read: {e.strerror or e}.", "Check the path and your rights to it.") from e


def decoded(data: bytes, file: Path) -> str:
    """A file's text; CodebookError with the line where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise CodebookError(f"{file.name}, line {line}: not UTF-8 text.", "Save the file in UTF-8.") from e
