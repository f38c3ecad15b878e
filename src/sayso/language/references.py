# SPDX-License-Identifier: Apache-2.0
"""What refers to the same thing: names, descriptions and pronouns in chains (word-level antecedents, Dobrovolskii 2021)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.language.likeness import pair_classes
from sayso.language.phrases import phrase
from sayso.language.runtime import Floats, Runtime
from sayso.parse import Parse, Reference

BLOCK = 400
"""Phrases compared at once; the block before is compared too. Farther antecedents are hardly ever right, and the work grows
with the square."""

NAME_REACH = 6
"""Words of a name that are compared lie this near to its head."""


def chains(runtime: Runtime, vectors: Floats, heads: Sequence[int], parse: Parse) -> tuple[tuple[Reference, ...], ...]:
    """All phrases in chains, in text order; `heads` are the words that head one."""
    if not heads:
        return ()
    known = [_likeness(parse, h) for h in heads]
    found: list[list[int]] = []
    chain_of: dict[int, int] = {}
    for start in range(0, len(heads), BLOCK):
        low, high = max(0, start - BLOCK), min(len(heads), start + BLOCK)
        far, alike = pair_classes(known[low:high])
        scores = runtime.antecedents(vectors[list(heads[low:high])], far, alike)
        m = high - low
        scores[:, 1:][np.arange(m)[:, None] <= np.arange(m)] = -np.inf      # itself and what follows
        best = scores.argmax(1)
        for i in range(start - low, m):
            at = int(best[i])
            if at == 0:
                chain_of[low + i] = len(found)
                found.append([low + i])
            else:
                chain_of[low + i] = chain_of[low + at - 1]
                found[chain_of[low + i]].append(low + i)
    return tuple(tuple(Reference(*phrase(parse, heads[i]), heads[i]) for i in chain) for chain in found)


def _likeness(parse: Parse, head: int) -> tuple[int, frozenset[str]]:
    """Class of a phrase (0 pronoun or determiner, 1 name, 2 else) and the words it is known by: a name's proper nouns, else its
    head; the training's twin is chunks.likeness."""
    word = parse.words[head]
    kind = 0 if word.upos in {"PRON", "DET"} else 1 if word.upos == "PROPN" else 2
    known = {word.lower}
    if kind == 1:
        known |= {c.lower for c in parse.children(head) if c.upos == "PROPN" and abs(c.index - head) < NAME_REACH}
    return kind, frozenset(known)
