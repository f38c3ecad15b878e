# SPDX-License-Identifier: Apache-2.0
"""Reads CoNLL-U: trees, and what the raw text was (paragraphs, blanks, tokens of several words)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from sayso.errors import InputError
from sayso.evaluate.files import texts

COLUMNS = 10
"""Of a CoNLL-U line."""

BATCH = 64
"""Sentences handed to the parser at once where a treebank marks no documents: enough context to be quick, little memory."""


@dataclass(frozen=True, slots=True)
class TreeWord:
    """One gold word; `head` counts from 1 within the sentence, 0 is the root; `misc` is the last column."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Token:
    """What stands in the text for the words `first` up to, not including, `last` (from 0): one, or several as in "don't"."""

    first: int
    last: int
    form: str
    space: bool


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """Words and tokens; `id` is its sent_id; `paragraph`: it begins one."""

    words: tuple[TreeWord, ...]
    tokens: tuple[Token, ...]
    id: str = ""
    paragraph: bool = False

    @property
    def forms(self) -> list[str]:
        """The words as they are written."""
        return [w.form for w in self.words]


@dataclass(frozen=True, slots=True)
class TreeDocument:
    """A document of a treebank; `name` is its id, or that of its file."""

    name: str
    sentences: tuple[TreeSentence, ...]


def read_conllu(path: Path, only: str | None = None) -> list[TreeDocument]:
    """The documents of a file, folder or archive; raises InputError that names the line of what is no CoNLL-U."""
    documents = [d for name, text in texts(path, (".conllu",), only) for d in documents_of(name, text)]
    if not documents:
        raise InputError(f"{path}: no sentence in it.", "Give a CoNLL-U file.")
    return documents


def documents_of(name: str, text: str, batch: int = BATCH) -> Iterator[TreeDocument]:
    """The documents of one file; `batch` sentences each where none is marked."""
    marked = "\n# newdoc" in f"\n{text}"
    title = PurePath(name).name.split(".")[0]
    document: list[TreeSentence] = []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("# newdoc"):
            if document:
                yield TreeDocument(title, tuple(document))
                document = []
            title = line.partition("=")[2].strip() or title
        if line.strip():
            lines.append((number, line))
        elif lines:
            sentence = _sentence(name, lines)
            lines = []
            document += [sentence] if sentence.words else []
            if not marked and len(document) == batch:
                yield TreeDocument(title, tuple(document))
                document = []
    if document:
        yield TreeDocument(title, tuple(document))


def _sentence(name: str, lines: list[tuple[int, str]]) -> TreeSentence:
    words: list[TreeWord] = []
    tokens: list[Token] = []
    sent_id, paragraph, until = "", False, 0
    for number, line in lines:
        where = f"{name}, line {number}"
        if line.startswith("#"):
            paragraph |= line.split("=")[0].split()[1:2] == ["newpar"]
            if line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            continue
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise InputError(f"{where}: {len(columns)} columns instead of {COLUMNS}.", "Give a CoNLL-U file.")
        space = "SpaceAfter=No" not in columns[9].split("|")
        if "-" in columns[0]:
            last = columns[0].partition("-")[2]
            until = int(last) if last.isdecimal() else 0
            tokens.append(Token(len(words), until, columns[1], space))
        elif "." not in columns[0]:
            words.append(_word(columns, where))
            if len(words) > until:
                tokens.append(Token(len(words) - 1, len(words), columns[1], space))
    if wrong := [w.head for w in words if w.head > len(words)]:
        raise InputError(f"{name}, line {lines[-1][0]}: the head {wrong[0]} lies outside the sentence.",
                         "Give a CoNLL-U file with whole trees.")
    if any(not t.first < t.last <= len(words) for t in tokens):
        raise InputError(f"{name}, line {lines[-1][0]}: a token without its words.", "Give a CoNLL-U file that is whole.")
    return TreeSentence(tuple(words), tuple(tokens), sent_id, paragraph)


def _word(columns: list[str], where: str) -> TreeWord:
    if not columns[6].isdecimal():
        raise InputError(f"{where}: the head {columns[6]!r} is no number.", "Give a CoNLL-U file with trees.")
    return TreeWord(columns[1], columns[2], columns[3], columns[4], int(columns[6]), columns[7], columns[9])


def main_label(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]
