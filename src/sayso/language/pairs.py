# SPDX-License-Identifier: Apache-2.0
"""Rows of two without "and", as headlines have them: "Okoro, Vance head to the capitol". No treebank holds headlines of
newspapers, and the parser takes the first for what is addressed, for a place or for another name of the second."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from sayso.language.trees import Trees

LONGEST = 4
"""Words of either name, at most: a longer phrase before a comma is rarely a name alone."""

NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
PLURAL = frozenset({"VBP", "VB"})
"""Penn tags of a present that no single doer has; the parser's tagger takes many of headlines for infinitives."""

ACTING = frozenset({"person", "organization"})
"""Kinds of what acts, where number does not tell: "Army, rebels trade blame", not "Sunday, rebels attack"."""


def paired(tree: Trees, upos: Sequence[str], kinds: Sequence[str], forms: Sequence[str], bounds: Sequence[int]) -> Trees:
    """A text's trees, in which what begins a sentence as "A, B verb" is a subject of two. `kinds`: of entities, word by word;
    `bounds`: where sentences begin, and the number of words."""
    heads, relations = list(tree.heads), list(tree.relations)
    for first, last in itertools.pairwise(bounds):
        found = _row(tree, upos, kinds, forms, first, last)
        if found:
            _join(heads, relations, *found)
    return replace(tree, heads=heads, relations=relations)


def _row(tree: Trees, upos: Sequence[str], kinds: Sequence[str], forms: Sequence[str], first: int,
         last: int) -> tuple[int, int, int, int] | None:
    """The heads of two names that begin a sentence, its comma, and the verb behind them; None where it begins otherwise."""
    comma = _name(upos, forms, first, last)
    if comma is None or comma == last or forms[comma] != ",":
        return None
    verb = _name(upos, forms, comma + 1, last)
    if verb is None or verb == last or upos[verb] != "VERB" or tree.tags[verb] not in PLURAL:
        return None
    one, two = _top(tree.heads, first, comma), _top(tree.heads, comma + 1, verb)
    if one is None or two is None or upos[one] == "ADJ" or upos[two] == "ADJ":
        return None
    plain = tree.tags[two] in ("NN", "NNP") and upos[one] == "PROPN"
    return (one, two, comma, verb) if plain or kinds[one] in ACTING else None


def _name(upos: Sequence[str], forms: Sequence[str], at: int, last: int) -> int | None:
    """Where a name that begins at a word ends; None where no name of LONGEST words or fewer begins there."""
    end = at
    while end < last and (upos[end] in NAMING or forms[end] == "-"):
        end += 1
    return end if at < end <= at + LONGEST else None


def _top(heads: Sequence[int], first: int, end: int) -> int | None:
    """The one word of some that hangs on none of them; None where several do."""
    tops = [i for i in range(first, end) if not first <= heads[i] < end]
    return tops[0] if len(tops) == 1 else None


def _join(heads: list[int], relations: list[str], one: int, two: int, comma: int, verb: int) -> None:
    """Makes the second name a conjunct of the first and the first the subject of the verb. Where the verb hung under a name,
    it takes the place of that name."""
    if heads[one] == verb and relations[one].startswith("nsubj") and heads[two] == one and relations[two] == "conj":
        return
    over = [i for i in _upward(heads, verb) if i in (one, two)]
    if over:
        heads[verb], relations[verb] = heads[over[-1]], relations[over[-1]]
    heads[one], relations[one] = verb, "nsubj"
    heads[two], relations[two] = one, "conj"
    heads[comma], relations[comma] = two, "punct"


def _upward(heads: Sequence[int], at: int) -> list[int]:
    """The words over one, to the root."""
    out = []
    while (at := heads[at]) >= 0:
        out.append(at)
    return out
