# SPDX-License-Identifier: Apache-2.0
"""Who does what to whom: the arguments of each predicate of a sentence, as head words with PropBank's labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import numpy as np

from sayso.language.paths import Tree, role_classes
from sayso.language.runtime import Floats, Runtime
from sayso.parse import Argument, Parse

CORE = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"}
"""A predicate has at most one of each; PropBank allows several of the others (two times, two places)."""

AT_ONCE = 80
"""Words whose predicates are scored in one run of the network, a longer sentence by itself: each run reads 3 MB of weights, and
scores each predicate with all words, those of other sentences in vain. From 60 to 110 words cost the least."""


def arguments(
    runtime: Runtime, vectors: Floats, parse: Parse, tree: Tree, predicates: Collection[int]
) -> tuple[Argument, ...]:
    """The arguments of the predicates given, in the order of these and of the text; `vectors` has a row for each word."""
    labels = runtime.labels["role"]
    out: list[Argument] = []
    for here in _blocks(parse, predicates):
        low, high = parse.sentence_of(here[0]).first, parse.sentence_of(here[-1]).last
        words = np.arange(low, high)
        of = np.array(here)
        classes = role_classes(tree, of, np.broadcast_to(words, (len(here), high - low)))
        scores = runtime.pairs("roles", vectors[of], vectors[low:high], classes)
        best = scores.argmax(2)
        best[(tree.sentences[of][:, None] != tree.sentences[words]) | (of[:, None] == words)] = 0
        rows, at = best.nonzero()
        label, sure = best[rows, at], scores[rows, at, best[rows, at]] - scores[rows, at, 0]
        found: list[list[tuple[float, int, str]]] = [[] for _ in here]
        for row, k, number, value in zip(rows.tolist(), at.tolist(), label.tolist(), sure.tolist(), strict=True):
            found[row].append((value, low + k, labels[number]))
        for predicate, each in zip(here, found, strict=True):
            taken: set[str] = set()
            kept: list[tuple[int, str]] = []
            for _, word, name in sorted(each, reverse=True):
                if name not in taken:
                    kept.append((word, name))
                    taken |= {name} & CORE
            out += [Argument(predicate, word, name) for word, name in sorted(kept)]
    return tuple(out)


def _blocks(parse: Parse, predicates: Iterable[int]) -> Iterator[list[int]]:
    """The predicates in text order, those of sentences together that hold no more than AT_ONCE words."""
    block: list[int] = []
    for p in sorted(predicates):
        if block and parse.sentence_of(p).last - parse.sentence_of(block[0]).first > AT_ONCE \
                and parse.sentence_of(p) is not parse.sentence_of(block[0]):
            yield block
            block = []
        block.append(p)
    if block:
        yield block
