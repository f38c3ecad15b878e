# SPDX-License-Identifier: Apache-2.0
"""What every set is read into: documents of sentences, each with the layers that its set marks."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Frame = tuple[int, str, tuple[tuple[int, str], ...]]
"""Predicate, PropBank roleset, (head word of the argument, label) …; word indices from 0 in the sentence."""


Claimed = tuple[int, tuple[int, int, int], tuple[tuple[int, str], ...]]
"""Word that carries a claim; polarity, modality and certainty as numbers; (head word of who fills it, role) …; word indices
from 0 in the sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and their labels; each label list is as long as `words`, or None where the set has no such layer. A label None
    inside a list is not known for that word."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None  # 0 = root
    relation: list[str] | None = None
    entity: list[str | None] | None = None  # BIO over PER LOC ORG MISC
    kind: list[str | None] | None = None  # type of the mention a word heads, or "none"
    time: list[str | None] | None = None  # BIO over DATE TIME DURATION SET
    phrase: list[str | None] | None = None  # BIO over re3d's types of names and descriptions
    certainty: list[float | None] | None = None  # -3 to 3, of predicates
    frames: tuple[Frame, ...] | None = None
    claim: list[str | None] | None = None  # the code of the claim that a word carries, or "none"
    actor: list[str | None] | None = None  # type of the entity whose mention a word heads, by the guidelines for claims
    claims: tuple[Claimed, ...] | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution; word indices from 0 in the document. `source` is the head word of the source, -1 for none."""

    cue: int
    source: int
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class Document:
    """One text, in order. `voices`: its attributions, and `unsure` the words that may be cues or not; `references`: (head word,
    chain) of each phrase that refers; None where the set does not mark them. Indices count words of the document."""

    name: str
    sentences: list[Sentence]
    voices: tuple[Voice, ...] | None = None
    unsure: frozenset[int] = frozenset()
    references: tuple[tuple[int, str], ...] | None = None

    @property
    def words(self) -> int:
        return sum(len(s.words) for s in self.sentences)


def unpacked(path: Path) -> str:
    """The text of an .xz file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def head_of(start: int, end: int, heads: Sequence[int], above: int = -1) -> int:
    """The head word of a span (indices from 0, `heads` from 1): the first word whose head lies outside, one that depends on
    `above` before others."""
    out = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
    best = [i for i in out if heads[i] - 1 == above]
    return (best or out or [start])[0]


def subtree(word: int, heads: Sequence[int]) -> set[int]:
    """A word and all that depends on it; indices from 0, `heads` from 1."""
    found = {word}
    while more := {i for i, h in enumerate(heads) if h - 1 in found} - found:
        found |= more
    return found
