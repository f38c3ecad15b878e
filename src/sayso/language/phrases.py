# SPDX-License-Identifier: Apache-2.0
"""The phrase that a word heads, read off the tree as GUM draws its mentions."""

from __future__ import annotations

from sayso.parse import Parse

OUTSIDE = frozenset({
    "cc", "punct", "case", "mark", "parataxis", "discourse", "vocative", "dislocated", "list", "reparandum", "orphan", "appos",
    "nsubj", "csubj", "cop", "aux", "expl", "dep",
})
"""Dependents of a phrase's head that are not in the phrase: what joins or governs it, and what it is said of."""

CLAUSAL = frozenset(["advcl", "ccomp", "xcomp", "advmod", "obl", "obj"])
"""Not in the phrase where its head is a predicate: "he was *a member* in 2009"."""


def phrase(parse: Parse, head: int, *, whole: bool = False) -> tuple[int, int]:
    """First word, and the word after the last; with `whole` what is joined to it by "and" too. About nine in ten of GUM's
    mentions come out word for word from its own trees."""
    word = parse.words[head]
    below = parse.children(head)
    predicate = word.upos in {"VERB", "ADJ", "AUX"} or any(c.relation == "cop" for c in below)
    first = last = head
    todo = []
    for c in below:
        main = c.relation.partition(":")[0]
        left_adverb = main == "advmod" and c.index < head and c.index == below[0].index  # "especially the north"
        joined = main == "conj" and not whole
        if not (main in OUTSIDE or joined or left_adverb or (predicate and main in CLAUSAL)):
            todo.append(c.index)
    if whole:
        todo += [c.index for c in below if c.relation == "cc" and any(d.relation == "conj" for d in below)]
    while todo:
        i = todo.pop()
        first, last = min(first, i), max(last, i)
        todo += [c.index for c in parse.children(i)]
    return first, last + 1
