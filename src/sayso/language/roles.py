# SPDX-License-Identifier: Apache-2.0
"""Who does what to whom: the arguments of each predicate of a sentence, as head words with PropBank's labels."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

import numpy as np

from sayso.language.paths import Tree, role_classes
from sayso.language.runtime import Floats, Runtime
from sayso.parse import Argument, Parse

CORE = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"}
"""A predicate has at most one of each; PropBank allows several of the others (two times, two places)."""


def arguments(
    runtime: Runtime, vectors: Floats, parse: Parse, tree: Tree, predicates: Collection[int]
) -> tuple[Argument, ...]:
    """The arguments of the predicates given, in the order of these and of the text; `vectors` has a row for each word."""
    labels = runtime.labels["role"]
    out: list[Argument] = []
    for index, group in groupby(sorted(predicates), key=lambda p: parse.words[p].sentence):
        here, sentence = list(group), parse.sentences[index]
        rows = np.broadcast_to(np.arange(sentence.first, sentence.last), (len(here), sentence.last - sentence.first))
        classes = role_classes(tree, np.array(here), rows)
        scores = runtime.pairs("roles", vectors[here], vectors[sentence.first : sentence.last], classes)
        best, sure = scores.argmax(2), scores.max(2) - scores[..., 0]
        for row, predicate in enumerate(here):
            found = [(float(sure[row, k]), int(k)) for k in best[row].nonzero()[0] if k + sentence.first != predicate]
            taken: set[str] = set()
            kept: list[tuple[int, str]] = []
            for _, k in sorted(found, reverse=True):
                label = labels[int(best[row, k])]
                if label not in taken:
                    kept.append((sentence.first + k, label))
                    taken |= {label} & CORE
            out += [Argument(predicate, word, label) for word, label in sorted(kept)]
    return tuple(out)
