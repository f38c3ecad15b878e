# SPDX-License-Identifier: Apache-2.0
"""Reads name sets that give a token and its tag on each line: CoNLL columns, IOB1, IOB2, BIOES; UNER's numbered lines too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml

from sayso.errors import InputError
from sayso.evaluate.conllu import BATCH
from sayso.evaluate.files import texts

SUFFIXES = (".iob2", ".iob", ".conll", ".tsv", ".bio", ".txt")
"""The files of a folder or archive that are read."""

TAG = re.compile(r"O|[BIESLUM]-(.+)")
COMMENT = re.compile(r"# ?(newdoc|newpar|\w+ ?\w* ?=)")

Name = tuple[int, int, str]
"""(first token, token after the last, type)."""

Types = Mapping[str, str | None]
"""A set's type → PER, LOC, ORG, or None for one that is not scored."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Tokens and the names in them, in our types."""

    tokens: tuple[str, ...]
    names: tuple[Name, ...]


@cache
def known_types() -> Types:
    """The types of other people's sets in ours, from data/entity_types.yaml."""
    raw = files("sayso.evaluate").joinpath("data/entity_types.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(raw))


def names_of(tags: Iterable[str]) -> Iterator[Name]:
    """The names that a row of tags marks.

    A name begins at B, S, U, and at any other letter that does not go on with a name of its type; it ends after E, S, L, U, or
    where the next one begins.
    """
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        letter, _, new = tag.partition("-")
        if kind and (letter in "OBSU" or new != kind):
            yield first, at, kind
            kind = ""
        if letter != "O":
            if not kind:
                first, kind = at, new
            if letter in "ESLU":
                yield first, at + 1, kind
                kind = ""


def read_tagged(path: Path, column: int | None = None, types: Types | None = None,
                only: str | None = None) -> list[list[TaggedSentence]]:
    """Documents of sentences from a file (.xz too), or from the files of a folder or tar archive in whose path `only` is found.

    `column` is the tags', counted from 1; without it the first column after the token whose types are all known. `types`
    adds to, or changes, `known_types`. Raises InputError.
    """
    table = {**known_types(), **(types or {})}
    out: list[list[TaggedSentence]] = []
    for name, text in texts(path, SUFFIXES, only):
        documents = _rows(text)
        rows = [row for document in documents for sentence in document for row in sentence]
        if not rows:
            continue
        token = 1 if _is_numbered(documents) else 0
        at = _column(rows, token, column, table, name)
        out += [[_sentence(rows, token, at, table) for rows in sentences] for sentences in documents]
    if not out:
        raise InputError(f"{path}: no tagged token in it.", "Give a file with a token and its tag on each line.")
    return out


Rows = list[list[str]]


def _rows(text: str) -> list[list[Rows]]:
    """Documents of sentences of rows of cells."""
    tabs = "\t" in text
    documents: list[list[Rows]] = [[]]
    sentence: Rows = []
    marked = False
    for line in [*text.split("\n"), ""]:
        comment = COMMENT.match(line) and not (tabs and "\t" in line)
        if (not line.strip() or comment or line.startswith("-DOCSTART-")) and sentence:
            documents[-1].append(sentence)
            sentence = []
        if line.startswith("-DOCSTART-") or (comment and line.startswith("# newdoc")):
            marked = True
            documents.append([])
        elif line.strip() and not comment:
            sentence.append(line.split("\t") if tabs and "\t" in line else line.split())
    if not marked:
        whole = documents[0]
        documents = [whole[k : k + BATCH] for k in range(0, len(whole), BATCH)]
    return [d for d in documents if d]


def _is_numbered(documents: Sequence[Sequence[Rows]]) -> bool:
    """Whether the first column counts the tokens of each sentence from 1."""
    return all(row[0] == str(k) and len(row) > 2 for d in documents for rows in d for k, row in enumerate(rows, 1))


def _column(rows: Rows, token: int, column: int | None, table: Types, name: str) -> int:
    width = min(len(r) for r in rows)
    unknown: list[str] = []
    for at in [column - 1] if column is not None else range(token + 1, width):
        if not token < at < width:
            raise InputError(f"{name}: column {at + 1} holds no tags; columns {token + 2} to {width} may.",
                             "Give one of these.")
        matches = [TAG.fullmatch(r[at].strip()) for r in rows]
        if all(matches):
            strange = {m[1] for m in matches if m and m[1]} - table.keys()
            if not strange:
                return at
            unknown += sorted(strange)
    if unknown:
        raise InputError(f"{name}: names of the unknown type {unknown[0]!r}.",
                         "Name the column of the tags, or say what the type is in ours (docs/evaluate.md).")
    raise InputError(f"{name}: no column of tags such as O, B-PER, I-PER.",
                     "Give a file with a token and its tag on each line.")


def _sentence(rows: Rows, token: int, at: int, table: Types) -> TaggedSentence:
    found = [(a, b, table[kind]) for a, b, kind in names_of(r[at].strip() for r in rows)]
    return TaggedSentence(tuple(r[token] for r in rows), tuple((a, b, kind) for a, b, kind in found if kind is not None))
