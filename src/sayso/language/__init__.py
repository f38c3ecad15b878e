# SPDX-License-Identifier: Apache-2.0
"""Text → Parse: words, sentences, tags, lemmas, trees, names. One model, on the CPU, offline; knows no codebook."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import sayso_model_en
from sayso.language import decode
from sayso.language.runtime import Floats, Runtime, load
from sayso.language.words import paragraphs, read_as, words
from sayso.parse import Parse, Sentence, Word
from sayso.text import Span

LONGEST = 256
"""Words in a sentence before it is cut for the parser, whose work grows with the square; nothing is left out, the
tree of a longer one is a forest."""


HINT = 5.0
"""Log odds by which a stop of its own before a capital speaks for a new sentence: the splitter leaves the stops of
abbreviations in their words, so that one that stands alone nearly always ends a sentence."""


def _closed(forms: Sequence[str], index: int) -> bool:
    """Whether the words before `index` end a sentence by their marks: a stop, and after it no more than closing quotes."""
    at = index - 1
    while at > 0 and forms[at] in {'"', "”", "''", "’", "'", ")"}:
        at -= 1
    return forms[at] in {".", "!", "?", "…"}


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
        return f"{self.runtime.version}+{self.runtime.digest[:12]}"

    def parse(self, text: str, breaks: Iterable[int] = ()) -> Parse:
        """Words, sentences and trees of a text; `breaks` are offsets at which a sentence must end, as after a dateline."""
        blocks = paragraphs(text, breaks)
        spans: list[Span] = []
        block_of: list[int] = []
        for k, block in enumerate(blocks):
            found = words(text, block)
            spans += found
            block_of += [k] * len(found)
        if not spans:
            return Parse(text, (), ())
        forms = [text[a:b] for a, b in spans]
        vectors = self.runtime.vectors(read_as(text, forms))
        tags = self.runtime.tags(vectors)
        surely = tags["start"][:, 1] > tags["start"][:, 0]
        maybe = tags["start"][:, 1] > tags["start"][:, 0] - HINT
        bounds = [0]
        for i in range(1, len(spans)):
            new = bool(surely[i]) or (bool(maybe[i]) and _closed(forms, i) and not forms[i][0].islower())
            # a cut inside a word ("do" | "n't") is never a sentence's start
            if (new and spans[i][0] > spans[i - 1][1]) or block_of[i] != block_of[i - 1]:
                bounds.append(i)
        return self._build(text, spans, forms, vectors, tags, [*bounds, len(spans)], block_of)

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[Parse]:
        """Documents of sentences of given words → one Parse each, sentence for sentence; the text is the words with blanks."""
        out = []
        for sentences in documents:
            forms = [f for s in sentences for f in s]
            spans, at = [], 0
            for f in forms:
                spans.append((at, at + len(f)))
                at += len(f) + 1
            bounds = [0]
            for s in sentences:
                bounds.append(bounds[-1] + len(s))
            vectors = self.runtime.vectors(forms)
            out.append(
                self._build(" ".join(forms), spans, forms, vectors, self.runtime.tags(vectors), bounds, [0] * len(forms))
            )
        return out

    def _build(
        self,
        text: str,
        spans: Sequence[Span],
        forms: Sequence[str],
        vectors: Floats,
        tags: dict[str, Floats],
        bounds: Sequence[int],
        block_of: Sequence[int],
    ) -> Parse:
        labels = self.runtime.labels
        upos, xpos = tags["upos"].argmax(1).tolist(), tags["xpos"].argmax(1).tolist()
        kinds = tags["kind"].argmax(1).tolist()
        made: list[Word] = []
        sentences: list[Sentence] = []
        for k, (first, last) in enumerate(itertools.pairwise(bounds)):
            entity = decode.names(tags["entity"][first:last], labels["entity"])
            heads, relations = self._trees(vectors[first:last])
            for i in range(first, last):
                a, b = spans[i]
                tag = labels["upos"][upos[i]]
                head = heads[i - first]
                penn = labels["xpos"][xpos[i]]
                made.append(
                    Word(
                        i,
                        a,
                        b,
                        forms[i],
                        self.runtime.lemmas.of(forms[i], tag, penn),
                        tag,
                        penn,
                        -1 if head == 0 else first + head - 1,
                        relations[i - first],
                        labels["entity"][entity[i - first]],
                        labels["kind"][kinds[i]],
                        k,
                    )
                )
            if last > first:
                sentences.append(Sentence(k, first, last, spans[first][0], spans[last - 1][1], block_of[first]))
        return Parse(text, tuple(made), tuple(sentences))

    def _trees(self, vectors: Floats) -> tuple[list[int], list[str]]:
        """Heads (1-based within the sentence, 0 = root) and relations of one sentence."""
        heads: list[int] = []
        relations: list[str] = []
        names = self.runtime.labels["relation"]
        root = names.index("root")
        for at in range(0, len(vectors), LONGEST):
            part = vectors[at : at + LONGEST]
            arcs, rels = self.runtime.arcs(part)
            found = decode.tree(arcs)
            rels[:, 1:, root] = decode.IMPOSSIBLE
            best = rels[np.arange(len(part)), found].argmax(1)
            heads += [h + at if h else 0 for h in found]
            relations += ["root" if h == 0 else names[r] for h, r in zip(found, best, strict=True)]
        return heads, relations


__all__ = ["Language"]
