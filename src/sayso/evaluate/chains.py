# SPDX-License-Identifier: Apache-2.0
"""Reads who is who in a text: GUM's CoNLL-U (Entity= in the last column) and the columns of CoNLL-2012 (LitBank, OntoGUM).

A mention is a run of words; "(1" begins one of chain 1, "1)" ends it, "(1)" is both. Chains of one are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from sayso.errors import InputError
from sayso.evaluate.conllu import documents_of
from sayso.evaluate.files import listed, texts
from sayso.text import Span

BRACKET = re.compile(r"\(([^()|]+)|([^()|]*)\)")

BEGIN = re.compile(r"#\s*begin document\s*(?:\((.*?)\))?")

STOPS = {".", "!", "?"}

LONG = 200
"""Words in a sentence from which it is cut after each stop: only files that mark no sentences have any as long."""

NEVER_ENDING = 10**9
"""Sentences of a document that is not to be cut up."""


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A document as sentences of words, and its chains: the mentions [first word, word after the last) of one thing each."""

    name: str
    sentences: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[Span, ...], ...]


def read_chains(path: Path, only: str | None = None, documents: Path | None = None,
                part: str | None = None) -> list[ChainedText]:
    """The documents of a file, folder or archive; where it holds .conllu files, the .conll files in it are another scheme of
    the same texts and are left out. `only` is a regular expression for the files, `documents` a list of names (`files.listed`).

    Raises InputError for brackets that do not close.
    """
    if part is not None and documents is None:
        raise InputError(f"{part!r}: a part of which list?", "Say with --documents which file lists the parts.")
    wanted = listed(documents, part) if documents else None
    found = list(texts(path, (".conllu", ".conll"), only))
    trees = [(name, text) for name, text in found if ".conllu" in PurePath(name).name]
    read = _of_conllu if trees else _of_columns
    out = [d for name, text in trees or found for d in read(name, text)]
    out = [d for d in out if d.sentences and (wanted is None or d.name in wanted)]
    if not out:
        raise InputError(f"{path}: no document in it" + (f" that {documents} lists." if documents else "."),
                         "Give GUM's CoNLL-U or columns as CoNLL-2012 has them.")
    return out


def _of_conllu(name: str, text: str) -> Iterator[ChainedText]:
    for d in documents_of(name, text, NEVER_ENDING):
        marks = [next((m[7:] for m in w.misc.split("|") if m.startswith("Entity=")), "") for s in d.sentences for w in s.words]
        yield ChainedText(d.name, tuple(tuple(s.forms) for s in d.sentences), _chains(marks, f"{name}: {d.name}"))


def _of_columns(name: str, text: str) -> Iterator[ChainedText]:
    title, words, marks = PurePath(name).name.split(".")[0], list[list[str]](), list[str]()
    sentence: list[str] = []
    for line in [*text.split("\n"), "#end document"]:
        if sentence and (not line.strip() or line.startswith("#")):
            words.append(sentence)
            sentence = []
        if line.startswith("#"):
            if words:
                yield ChainedText(title, tuple(_cut(words)), _chains(marks, f"{name}: {title}"))
                words, marks = [], []
            if (m := BEGIN.match(line)) and m[1]:
                title = m[1]
        elif line.strip():
            cells = line.split("\t") if "\t" in line else line.split()
            if len(cells) < 2:
                raise InputError(f"{name}: {line!r} has no column for the chains.", "Give columns as CoNLL-2012 has them.")
            sentence.append(cells[3 if len(cells) > 4 else len(cells) - 2])
            marks.append(cells[-1].strip())


def _cut(sentences: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for s in sentences:
        first = 0
        for at, word in enumerate(s, 1):
            if at == len(s) or (len(s) >= LONG and word in STOPS):
                yield tuple(s[first:at])
                first = at


def _chains(marks: Sequence[str], where: str) -> tuple[tuple[Span, ...], ...]:
    """The chains that the brackets of each word mark; a mention that two chains have is the first one's to end."""
    begun: dict[str, list[int]] = {}
    chains: dict[str, list[Span]] = {}
    taken: set[Span] = set()
    for at, mark in enumerate(marks):
        last = ""
        for m in BRACKET.finditer(mark):
            if m[1]:
                last = m[1].partition("-")[0]  # GUM: (2-person-new-…
                begun.setdefault(last, []).append(at)
                continue
            chain = m[2] or last
            if not begun.get(chain):
                raise InputError(f"{where}, word {at + 1}: the mention {chain!r} ends and never began.", "Check the file.")
            span = begun[chain].pop(), at + 1
            if span not in taken:
                chains.setdefault(chain, []).append(span)
                taken.add(span)
    if rest := [chain for chain, firsts in begun.items() if firsts]:
        raise InputError(f"{where}: the mention {rest[0]!r} begins and never ends.", "Check the file.")
    return tuple(tuple(sorted(spans)) for _, spans in sorted(chains.items(), key=lambda item: min(item[1])))
