# SPDX-License-Identifier: Apache-2.0
"""Bodies that reports know by name: the shipped roster (data/roster.tsv) and files of the user's own, in one form.

A line a body, fields by tabs: type, name, other names (;), parent body, country (ISO 3166, two letters). The last three may be
left out; empty lines, lines that begin with "#" and a first line of column names count for nothing. docs/bodies.md tells users.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from sayso.errors import CodebookError
from sayso.mentions.names import words_of

TYPES = ("group", "state", "organisation", "outlet", "facility")
COLUMNS = ("type", "name", "variants", "parent", "country")
HINT = "A line is: type, name, other names (;), parent, country, with tabs between; see docs/bodies.md."


@dataclass(frozen=True, slots=True)
class Known:
    """A body: its main name, type, parent body and country (ISO 3166), "" where none. A name that several bodies share has no
    main name, but `options`, the main names of these; its type is the first one's."""

    name: str
    type: str
    parent: str
    country: str
    options: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The main names that it may stand for."""
        return self.options or (self.name,)


@dataclass(frozen=True, slots=True)
class Body:
    """One line of a file of bodies; `line` from 1."""

    known: Known
    variants: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Bodies:
    """A user's file; `digest` tells one content from another."""

    rows: tuple[Body, ...]
    digest: str


def load_bodies(path: Path) -> Bodies:
    """A user's file of bodies; raises CodebookError that names the line."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror or error}).", "Check the path.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CodebookError(f"{path}, line {line}: is not UTF-8.", "Save the file as UTF-8.") from error
    rows = tuple(_rows(text, str(path)))
    told = {v.casefold() for b in (*shipped(), *rows) for v in (b.known.name, *b.variants)}
    for b in rows:
        if b.known.parent and b.known.parent.casefold() not in told:
            raise CodebookError(f"{path}, line {b.line}: the parent {b.known.parent!r} is no body of this file or of ours.",
                                "Give it a line of its own, or leave the field empty.")
    return Bodies(rows, hashlib.sha256(raw).hexdigest()[:16])


@cache
def shipped() -> tuple[Body, ...]:
    """The roster that goes with Sayso."""
    path = resources.files("sayso.mentions") / "data" / "roster.tsv"
    return tuple(_rows(path.read_text(encoding="utf-8"), "roster.tsv"))


def by_name(rows: Iterable[Body], own: Iterable[Body] = ()) -> Mapping[tuple[str, ...], Known]:
    """Folded words of each name → its body. A main name goes before another body's variant, a user's `own` row before ours; of
    the rest a name that several have stands for each of them (`Known.options`)."""
    out: dict[tuple[str, ...], Known] = {}
    for part in (own, rows):
        mains: dict[tuple[str, ...], Known] = {}
        variants: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for b in part:
            mains.setdefault(words_of(b.known.name), b.known)
            for v in b.variants:
                variants[words_of(v)].append(b.known)
        for key, known in mains.items():
            out.setdefault(key, known)
        for key, found in variants.items():
            several = tuple(dict.fromkeys(k.name for k in found))
            one = found[0] if len(several) == 1 else Known("", found[0].type, "", "", several)
            out.setdefault(key, one)
    return out


def _rows(text: str, where: str) -> Iterable[Body]:
    seen: dict[str, int] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [f.strip() for f in line.split("\t")]
        if not seen and fields[:2] == list(COLUMNS[:2]):
            continue
        if not 2 <= len(fields) <= len(COLUMNS):
            raise CodebookError(f"{where}, line {n}: {len(fields)} fields, 2 to {len(COLUMNS)} wanted.", HINT)
        kind, name, variants, parent, country = (*fields, "", "", "")[: len(COLUMNS)]
        if kind not in TYPES:
            raise CodebookError(f"{where}, line {n}: {kind!r} is no type of a body.", f"Take one of {', '.join(TYPES)}.")
        others = tuple(v for v in (x.strip() for x in variants.split(";")) if v)
        for given in (name, *others):
            if not words_of(given):
                raise CodebookError(f"{where}, line {n}: {given!r} holds no letter and no digit, so it is no name.", HINT)
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise CodebookError(f"{where}, line {n}: {country!r} is no country code.", "Give two capital letters, as LB.")
        if name.casefold() in seen:
            raise CodebookError(f"{where}, line {n}: {name!r} stands on line {seen[name.casefold()]} already.",
                                "Put all its names on one line.")
        seen[name.casefold()] = n
        yield Body(Known(name, kind, parent, country), others, n)
