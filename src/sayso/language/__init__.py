# SPDX-License-Identifier: Apache-2.0
"""Text → Parse: words, sentences, tags, lemmas, trees, names. One model, on the CPU, offline; knows no codebook."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

import sayso_model_en
from sayso.language import decode, references, roles, voices
from sayso.language.pairs import paired
from sayso.language.paths import Tree
from sayso.language.runtime import SIZE, Floats, Runtime, identity, load
from sayso.language.trees import LONGEST, trees
from sayso.language.words import paragraphs, read_as, words
from sayso.parse import Parse, Sentence, Word
from sayso.text import Span

LAYERS = ("roles", "voices", "coreference")
"""What a parse holds only where it is asked for: arguments, attributions, chains."""

CAUTION = 1.0
"""Log odds by which a word must rather be a name than none: without it the model says names too freely (on UNER's dev part and
on the press of four continents precision stood six to eight points under recall)."""

HINT = 5.0
"""Log odds by which a stop of its own before a capital speaks for a new sentence: the splitter leaves the stops of
abbreviations in their words, so that one that stands alone nearly always ends a sentence."""


def _ended(forms: Sequence[str], index: int) -> bool:
    """Whether a sentence seems to end before `index`: a stop, after it no more than closing quotes, then no small letter."""
    if forms[index][0].islower():
        return False
    at = index - 1
    while at > 0 and forms[at] in {'"', "”", "''", "’", "'", ")"}:
        at -= 1
    return forms[at] in {".", "!", "?", "…"}


def _running(text: str, breaks: Iterable[int]) -> tuple[list[Span], list[str], list[int]]:
    """The words of a text: their spans, their forms, and the paragraph of each."""
    spans: list[Span] = []
    block_of: list[int] = []
    for k, block in enumerate(paragraphs(text, breaks)):
        found = words(text, block)
        spans += found
        block_of += [k] * len(found)
    return spans, [text[a:b] for a, b in spans], block_of


def _ends(forms: Sequence[str], block_of: Sequence[int]) -> list[int]:
    """The words before which a sentence (probably) ends."""
    return [i for i in range(1, len(forms)) if block_of[i] != block_of[i - 1] or _ended(forms, i)]


@cache
def version() -> str:
    """That of the sayso-model-en package's model, with the first letters of its hash, without opening it; raises ModelError."""
    return identity(sayso_model_en.folder())


@dataclass(frozen=True)
class Language:
    """The reader of language; make one with `Language.load` and keep it: opening the model takes most of a second."""

    runtime: Runtime

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Language:
        """Opens the model of the sayso-model-en package, or the one in `folder`; raises ModelError."""
        return cls(load(folder or sayso_model_en.folder(), threads))

    @property
    def version(self) -> str:
        """The model's version and the first letters of its hash."""
        return self.runtime.version

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        """Words, sentences, trees of a text, and the layers named; `breaks` are offsets at which a sentence must end, as after
        a dateline."""
        spans, forms, block_of = _running(text, breaks)
        if not spans:
            return Parse(text, (), ())
        vectors, opened = self.runtime.vectors(read_as(text, forms), _ends(forms, block_of))
        tags = self.runtime.tags(vectors[:, :SIZE])
        surely = tags["start"][:, 1] > tags["start"][:, 0]
        maybe = tags["start"][:, 1] > tags["start"][:, 0] - HINT
        bounds = [0]
        for i in range(1, len(spans)):
            # a window's first word was read without what stands before it: it was cut where a sentence seems to end
            new = i in opened or bool(surely[i]) or (bool(maybe[i]) and _ended(forms, i))
            # a cut inside a word ("do" | "n't") is never a sentence's start
            if (new and spans[i][0] > spans[i - 1][1]) or block_of[i] != block_of[i - 1]:
                bounds.append(i)
        return self._build(text, spans, forms, vectors, tags, [*bounds, len(spans)], block_of, layers)

    def parse_words(
        self,
        documents: Sequence[Sequence[Sequence[str]]],
        layers: Collection[str] = (),
        predicates: Sequence[Collection[int]] | None = None,
    ) -> list[Parse]:
        """Documents of sentences of given words → one Parse each, sentence for sentence; the text is the words with blanks.

        `predicates` says for each document which words are predicates, where the model is not to decide that.
        """
        out = []
        for k, sentences in enumerate(documents):
            forms = [f for s in sentences for f in s]
            spans, at = [], 0
            for f in forms:
                spans.append((at, at + len(f)))
                at += len(f) + 1
            bounds = [0]
            for s in sentences:
                bounds.append(bounds[-1] + len(s))
            vectors, _ = self.runtime.vectors(forms, bounds)
            out.append(
                self._build(
                    " ".join(forms),
                    spans,
                    forms,
                    vectors,
                    self.runtime.tags(vectors[:, :SIZE]),
                    bounds,
                    [0] * len(forms),
                    layers,
                    None if predicates is None else predicates[k],
                )
            )
        return out

    def _build(
        self,
        text: str,
        spans: Sequence[Span],
        forms: Sequence[str],
        whole: Floats,
        tags: dict[str, Floats],
        bounds: Sequence[int],
        block_of: Sequence[int],
        layers: Collection[str],
        predicates: Collection[int] | None = None,
    ) -> Parse:
        labels, vectors = self.runtime.labels, np.ascontiguousarray(whole[:, :SIZE])
        upos, feats, kinds = (tags[t].argmax(1).tolist() for t in ("upos", "feats", "kind"))
        if predicates is None:
            predicates = np.flatnonzero(tags["predicate"][:, 1] > tags["predicate"][:, 0]).tolist()
        listed = sorted(predicates)
        certain = np.clip(tags["certainty"], -3, 3).tolist()
        rolesets = dict(zip(listed, self.runtime.rolesets(vectors[listed]), strict=True)) if listed else {}
        entity = decode.names(tags["entity"], labels["entity"], bounds, CAUTION)
        time = decode.names(tags["time"], labels["time"], bounds)
        parts, sorts = [labels["upos"][k] for k in upos], [labels["kind"][k] for k in kinds]
        mentions = [sort != "none" for sort in sorts]
        phrase = decode.backed(decode.names(tags["phrase"], labels["phrase"], bounds), labels["phrase"], mentions)
        tree = paired(trees(self.runtime, vectors, bounds, tags["xpos"]), parts, sorts, forms, bounds)
        made: list[Word] = []
        sentences: list[Sentence] = []
        for k, (first, last) in enumerate(itertools.pairwise(bounds)):
            for i in range(first, last):
                a, b = spans[i]
                tag = parts[i]
                penn = tree.tags[i]
                lemma = self.runtime.lemmas.of(forms[i], tag, penn)
                scores = rolesets.get(i)
                made.append(
                    Word(
                        i,
                        a,
                        b,
                        forms[i],
                        lemma,
                        tag,
                        penn,
                        tree.heads[i],
                        tree.relations[i],
                        labels["entity"][entity[i]],
                        sorts[i],
                        k,
                        "" if (found := labels["feats"][feats[i]]) == "_" else found,
                        "" if scores is None else self.runtime.senses.of(lemma, scores),
                        None if scores is None else round(certain[i], 4),
                        labels["time"][time[i]],
                        labels["phrase"][phrase[i]],
                    )
                )
            if last > first:
                sentences.append(Sentence(k, first, last, spans[first][0], spans[last - 1][1], block_of[first]))
        parse = Parse(text, tuple(made), tuple(sentences), vectors=whole if layers else None)
        return self._layered(parse, vectors, tags, listed, layers) if layers else parse

    def _layered(
        self, parse: Parse, vectors: Floats, tags: dict[str, Floats], predicates: Sequence[int], layers: Collection[str]
    ) -> Parse:
        """A parse with the layers named."""
        tree = Tree.of(parse, self.runtime.labels["main"])
        if "roles" in layers:
            parse = replace(parse, arguments=roles.arguments(self.runtime, vectors, parse, tree, predicates))
        if "voices" in layers:
            parse = replace(parse, attributions=voices.attributions(self.runtime, vectors, tags["cue"], parse, tree),
                            cue_odds=tuple(np.round(tags["cue"][:, 1] - tags["cue"][:, 0], 4).tolist()))
        if "coreference" in layers:
            heads = [w.index for w in parse.words if w.kind != "none"]
            parse = replace(parse, chains=references.chains(self.runtime, vectors, heads, parse))
        return parse


__all__ = ["LAYERS", "LONGEST", "Language"]
