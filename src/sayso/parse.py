# SPDX-License-Identifier: Apache-2.0
"""What the language model says of a text: words, sentences, trees, and the layers over them. Frozen; no codebook in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property, wraps
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from sayso.text import Span

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `head` is an index into Parse.words, -1 for a root; labels are Universal Dependencies' (`upos`,
    `relation`), Penn Treebank's (`xpos`), BIO over PER LOC ORG MISC (`entity`), and for the head of a noun phrase the type
    of what it mentions (`kind`: person place organization object event time abstract substance animal plant, else none).

    `feats`: UD's features, as in CoNLL-U ("Number=Sing|Tense=Past"; "" for none). `sense`: the PropBank roleset of a predicate
    ("say.01"), "" for a word that is none. `certainty` of a predicate: did it happen, as the text has it, from -3 (surely not)
    over 0 (left open) to 3 (surely), the scale of UDS (White et al. 2016); None for a word that is no predicate. `time`: BIO
    over TimeML's DATE TIME DURATION SET. `phrase`: BIO over PERSON ORGANISATION LOCATION NATIONALITY WEAPON, names and
    descriptions ("government forces", "the camp") as re3d marks them in reports of a war.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    entity: str
    kind: str
    sentence: int
    feats: str = ""
    sense: str = ""
    certainty: float | None = None
    time: str = "O"
    phrase: str = "O"
    lower: str = field(init=False, repr=False, compare=False)
    """`text` in small letters: asked for some twenty times a word."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` up to, not including, `last`; `paragraph` counts blocks between blank lines, from 0."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that heads an argument of a predicate; `label` is PropBank's (ARG0, ARGM-TMP …). Indices of Parse.words."""

    predicate: int
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words given to a source: the cue's head, the words of the source (none where it is not named) and of the content, in
    text order, gaps allowed; a cue inside another's content makes a chain. Indices of Parse.words."""

    cue: int
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that refers: words `first` up to, not including, `last`, and its head word."""

    first: int
    last: int
    head: int


@dataclass(frozen=True)
class Parse:
    """Words, sentences and trees of one text, and the layers that were asked for (`sayso.language.LAYERS`). Read-only; the
    look-ups below are computed once. `chains`: what refers to one thing, in text order; phrases that stand alone too.
    `cue_odds`: for each word the log odds that it is the cue of an attribution. `vectors`: the encoder's, a row for each word
    (`sayso.language.runtime.WIDTH` numbers), where a layer was asked for."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    arguments: tuple[Argument, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    chains: tuple[tuple[Reference, ...], ...] = ()
    cue_odds: tuple[float, ...] = ()
    vectors: npt.NDArray[np.float32] | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: what was looked up in a parse is not stored with it."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @cached_property
    def _children(self) -> tuple[tuple[tuple[Word, str, str], ...], ...]:
        """For each word its dependents, with their main label, and with their whole one where that is another."""
        rows: list[list[tuple[Word, str, str]]] = [[] for _ in self.words]
        for w in self.words:
            if w.head >= 0:
                main, subtype, _ = w.relation.partition(":")
                rows[w.head].append((w, main, w.relation if subtype else ""))
        return tuple(map(tuple, rows))

    @cached_property
    def _labels(self) -> tuple[frozenset[str], ...]:
        """For each word the labels of its dependents: most look-ups by label are of one that no dependent has."""
        return tuple(frozenset(x for _, main, label in row for x in (main, label) if x) for row in self._children)

    @cached_property
    def _arguments(self) -> dict[int, tuple[Argument, ...]]:
        rows: dict[int, list[Argument]] = {}
        for a in self.arguments:
            rows.setdefault(a.predicate, []).append(a)
        return {i: tuple(row) for i, row in rows.items()}

    @cached_property
    def _known(self) -> dict[tuple[Callable[..., Any], int], Any]:
        """What `once` has looked up."""
        return {}

    def children(self, index: int, *relations: str) -> list[Word]:
        """Dependents of a word in text order; with `relations`, only those whose label or main label is among them."""
        row = self._children[index]
        if not row:
            return []
        if not relations:
            return [w for w, _, _ in row]
        if self._labels[index].isdisjoint(relations):
            return []
        return [w for w, main, label in row if main in relations or label and label in relations]

    def arguments_at(self, index: int) -> tuple[Argument, ...]:
        """The arguments of a predicate; none where roles were not asked for."""
        return self._arguments.get(index, ())

    def arguments_of(self, index: int, label: str) -> list[Word]:
        """The words that head the arguments of a predicate with this label; none where roles were not asked for."""
        return [self.words[a.head] for a in self.arguments_at(index) if a.label == label]

    def head(self, index: int) -> Word | None:
        """The word that a word depends on; None for a root."""
        h = self.words[index].head
        return self.words[h] if h >= 0 else None

    def ancestors(self, index: int) -> Iterator[Word]:
        """Heads from the word's own up to the root."""
        h = self.words[index].head
        while h >= 0:
            yield self.words[h]
            h = self.words[h].head

    def subtree(self, index: int, *without: str) -> list[Word]:
        """The word and all that depends on it, in text order; branches whose label or main label is in `without` are left out
        (at the first step only)."""
        out = [index, *(w.index for w, main, label in self._children[index] if main not in without and label not in without)]
        for i in out[1:]:
            self._below(i, out)
        return [self.words[i] for i in sorted(out)]

    def _below(self, index: int, out: list[int]) -> None:
        """Adds all that depends on a word."""
        todo = [index]
        while todo:
            for w, _, _ in self._children[todo.pop()]:
                out.append(w.index)
                todo.append(w.index)

    def span_of(self, words: list[Word]) -> Span:
        """From the first to the last of `words`."""
        return min(w.start for w in words), max(w.end for w in words)

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that a word stands in."""
        return self.sentences[self.words[index].sentence]


def once_a_parse(look: Callable[[Parse], R]) -> Callable[[Parse], R]:
    """A look-up over a whole parse that several rooms ask for, made once for each and kept with it like those of `once`."""
    @wraps(look)
    def known(parse: Parse) -> R:
        found, key = parse._known, (look, -1)
        if key not in found:
            found[key] = look(parse)
        out: R = found[key]
        return out

    return known


def once(look: Callable[[Parse, int], R]) -> Callable[[Parse, int], R]:
    """A look-up of a word that several rooms ask for again and again, made once for each word of a parse. What it gives is kept
    with the parse, and must not be changed."""
    @wraps(look)
    def known(parse: Parse, index: int) -> R:
        found = parse._known
        key = look, index
        if key not in found:
            found[key] = look(parse, index)
        out: R = found[key]
        return out

    return known
