# SPDX-License-Identifier: Apache-2.0
"""Reads name sets that give offsets into whole texts: the layout of re3d, documents.json and entities.json side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.files import objects, pattern, texts
from sayso.evaluate.tagged import Types, known_types
from sayso.model import Json

BELIEVED = 0.5
"""Confidence from which a mark counts: more likely right than not by the set's own estimate."""

CharName = tuple[int, int, str]
"""(start, end, type), in code points of the document's text."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the names in it, in our types."""

    id: str
    text: str
    names: tuple[CharName, ...]


def is_marked_folder(path: Path) -> bool:
    """Whether there is a documents.json with an entities.json beside it in the folder or below."""
    return path.is_dir() and any(d.with_name("entities.json").is_file() for d in path.rglob("documents.json"))


def read_marked(path: Path, types: Types | None = None, only: str | None = None) -> list[MarkedText]:
    """The texts of a folder or of folders in it, in order of path; marks that the set does not believe in are left out. `only`
    is a regular expression that must be found in the folder's path within `path`.

    Raises InputError for a line that is no JSON object of the layout, an unknown type, a mark outside its text.
    """
    table = {**known_types(), **(types or {})}
    wanted = pattern(only)
    out = []
    for documents in sorted(path.rglob("documents.json")):
        if not wanted.search(documents.relative_to(path).as_posix()):
            continue
        entities = documents.with_name("entities.json")
        names: dict[str, list[CharName]] = {}
        loaded: dict[str, str] = {}
        for where, d in _objects(documents):
            loaded[_field(d, "_id", where)] = _field(d, "text", where)
        for where, e in _objects(entities):
            kind, document = _field(e, "type", where), _field(e, "documentId", where)
            start, end = e.get("begin"), e.get("end")
            if kind not in table:
                raise InputError(f"{where}: the unknown type {kind!r}.", "Say what the type is in ours (docs/evaluate.md).")
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(loaded.get(document, ""))):
                raise InputError(f"{where}: the mark lies outside its text.", "Check that the two files belong together.")
            ours = table[kind]
            if ours is not None and e.get("confidence", 1) >= BELIEVED:
                names.setdefault(document, []).append((start, end, ours))
        out += [MarkedText(i, text, tuple(sorted(set(names.get(i, ()))))) for i, text in loaded.items()]
    if not out:
        raise InputError(f"{path}: no documents.json with texts in it.", "Give a folder in the layout of re3d.")
    return out


def _objects(path: Path) -> Iterator[tuple[str, Json]]:
    for name, text in texts(path, (path.name,)):
        yield from objects(name, text)


def _field(value: Json, name: str, where: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise InputError(f"{where}: {name!r} is missing.", "Give a folder in the layout of re3d.")
    return found
