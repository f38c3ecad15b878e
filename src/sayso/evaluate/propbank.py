# SPDX-License-Identifier: Apache-2.0
"""Reads PropBank's frames over tokens: one JSON object a line, a sentence with its frames.

Labels: R-X (a relative pronoun that stands for an argument), V and C-V (pieces of the predicate) are left out; a later piece
C-X joins the first argument X of its frame, and counts as X where there is none; the suffix -DSP is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.evaluate.conllu import TreeSentence
from sayso.evaluate.files import objects, texts
from sayso.model import Json
from sayso.text import Span


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """`parts`: from word, to word (not included), in the sentence; the first one first."""

    label: str
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (word index in the sentence), its roleset ("say.01") and arguments."""

    predicate: int
    roleset: str
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class FramedSentence:
    """Words and frames."""

    id: str
    words: tuple[str, ...]
    frames: tuple[Frame, ...]


def read_propbank(path: Path, part: str | None = None) -> list[list[FramedSentence]]:
    """Documents of sentences, those of the split `part` only; a document is what stands before the last "-" of a sent_id.

    Raises InputError for a line that is no sentence with frames.
    """
    documents: dict[str, list[FramedSentence]] = {}
    for name, text in texts(path, (".jsonl",)):
        for where, row in objects(name, text):
            if part in (None, row.get("split")):
                sentence = _sentence(row, where)
                documents.setdefault(sentence.id.rpartition("-")[0], []).append(sentence)
    if not documents:
        raise InputError(f"{path}: no sentence in it" + (f" with the split {part!r}." if part else "."),
                         "Give PropBank as JSON lines, and a split that it has.")
    return list(documents.values())


def _sentence(row: Json, where: str) -> FramedSentence:
    try:
        words = tuple(map(str, row["tokens"]))
        frames = tuple(Frame(f["pred"], f["roleset"], tuple(arguments(f["args"]))) for f in row["frames"])
        spans = [(f.predicate, f.predicate + 1) for f in frames] + [p for f in frames for a in f.arguments for p in a.parts]
        if not all(0 <= a < b <= len(words) for a, b in spans):
            raise ValueError("a span lies outside the sentence")
        return FramedSentence(str(row["sent_id"]), words, frames)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}: no sentence with frames ({error}).",
                         'Give "sent_id", "tokens" and "frames" with "pred", "roleset", "args" [[from, to, label]].') from error


def arguments(args: Iterable[Any]) -> list[GoldArgument]:
    """The arguments of a frame, from [from, to, label] of each piece."""
    found: list[GoldArgument] = []
    for start, end, marked in args:
        label = marked.removesuffix("-DSP")
        if label.startswith("R-") or label in ("V", "C-V"):
            continue
        main = label.removeprefix("C-")
        at = next((k for k, a in enumerate(found) if a.label == main), None) if label != main else None
        if at is None:
            found.append(GoldArgument(main, ((start, end),)))
        else:
            found[at] = GoldArgument(main, (*found[at].parts, (start, end)))
    return found


def head_of(argument: GoldArgument, predicate: int, tree: TreeSentence) -> int:
    """The head word of an argument's first part: the first word whose own head lies outside that part, one that depends on the
    predicate before others."""
    start, end = argument.parts[0]
    heads = [w.head - 1 for w in tree.words]
    out = [i for i in range(start, end) if not start <= heads[i] < end]
    return next((i for i in out if heads[i] == predicate), (out or [start])[0])
