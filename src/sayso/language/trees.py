# SPDX-License-Identifier: Apache-2.0
"""Vectors → the trees of a text: who depends on whom and how, with no relation that the word's tag forbids."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.language import decode
from sayso.language.runtime import Floats, Runtime
from sayso.text import Span

LONGEST = 256
"""Words in a sentence before it is cut for the parser, whose work grows with the square; nothing is left out, the
tree of a longer one is a forest."""

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Penn tags of verb forms that have a tense."""

PHRASAL = frozenset({"amod", "nmod", "nummod", "det", "case", "obl", "nsubj", "obj", "iobj", "advmod"})
"""What a form with a tense never is: none of the 20,900 in EWT's train and dev parts has one of these relations."""


@dataclass(frozen=True)
class Trees:
    """Of all words of a text: `heads` (-1 = root), `relations`, and `tags`, the Penn tags."""

    heads: list[int]
    relations: list[str]
    tags: list[str]


def trees(runtime: Runtime, vectors: Floats, bounds: Sequence[int], tags: Floats) -> Trees:
    """The trees of a text. `bounds`: where sentences begin, and the number of words; `tags`: scores of Penn tags (n, tags).

    Tags and arcs are scored apart, each the best by itself, so that they may disagree: in "The Sons of the Delta claimed
    responsibility for bombing a pipeline" the past "claimed" was an adjective of "responsibility". Such words get the likelier
    of two: the best tree in which they are none, or the best tags without a tense.
    """
    parsed = runtime.parsed(vectors)
    forms = _Forms.of(runtime)
    heads: list[int] = []
    arcs: list[Floats] = []
    for first, end in _stretches(bounds):
        arcs.append(runtime.arcs(parsed["dependents"][first:end], _above(parsed["heads"], first, end)))
        heads += [h + first - 1 if h else -1 for h in decode.tree(arcs[-1])]
    scores = _relations(runtime, parsed, heads)
    chosen = tags.argmax(1)
    wrong = np.flatnonzero(forms.never[scores.argmax(1)] & forms.finite[chosen] & (np.array(heads) >= 0))
    for (first, end), arc in zip(_stretches(bounds), arcs, strict=True):
        here = wrong[(wrong >= first) & (wrong < end)]
        if not len(here):
            continue
        other, loss = _without(runtime, parsed, (first, end), arc, heads[first:end], here, forms)
        share = _logs(tags[here])
        untensed = np.where(forms.finite, decode.IMPOSSIBLE, share)
        if loss <= float((share.max(1) - untensed.max(1)).sum()):
            heads[first:end] = other
            scores[first:end] = _relations(runtime, {**parsed, "below": parsed["below"][first:end]}, other)
            scores[np.ix_(here, np.flatnonzero(forms.never))] = decode.IMPOSSIBLE
        else:
            chosen[here] = untensed.argmax(1)
    penn, names = runtime.labels["xpos"], runtime.labels["relation"]
    related = ["root" if h < 0 else names[r] for h, r in zip(heads, scores.argmax(1).tolist(), strict=True)]
    return Trees(heads, related, [penn[k] for k in chosen.tolist()])


@dataclass(frozen=True)
class _Forms:
    """Which Penn tags are `finite`, which relations a finite form `never` has, which one is `root`: masks and a place."""

    finite: npt.NDArray[np.bool_]
    never: npt.NDArray[np.bool_]
    root: int

    @classmethod
    def of(cls, runtime: Runtime) -> _Forms:
        names = runtime.labels["relation"]
        never = np.array([n.partition(":")[0] in PHRASAL for n in names])
        return cls(np.isin(runtime.labels["xpos"], list(FINITE)), never, names.index("root"))


def _without(runtime: Runtime, parsed: dict[str, Floats], stretch: Span, arc: Floats, heads: Sequence[int],
             words: npt.NDArray[np.int64], forms: _Forms) -> tuple[list[int], float]:
    """The best heads of a stretch of words in which `words` have no relation that a form with a tense never has, and by how
    much, in logarithms, they are less likely than `heads`."""
    first, end = stretch
    above, share = _above(parsed["above"], first, end), _logs(arc)
    free, held = share.copy(), share.copy()      # of arcs and, for the words, the best relation along each
    for i in words:
        along = runtime.relations(np.repeat(parsed["below"][i : i + 1], len(above), axis=0), above)
        along[1:, forms.root] = decode.IMPOSSIBLE
        along = _logs(along)
        free[i - first] += along.max(1)
        held[i - first] += np.where(forms.never, decode.IMPOSSIBLE, along).max(1)
    best = decode.tree(held)
    rows = np.arange(end - first)
    loss = free[rows, [h - first + 1 if h >= 0 else 0 for h in heads]].sum() - held[rows, best].sum()
    return [h + first - 1 if h else -1 for h in best], float(loss)


def _relations(runtime: Runtime, parsed: dict[str, Floats], heads: Sequence[int]) -> Floats:
    """Scores (n, relations) of the words of parsed["below"] under their heads (-1 = root)."""
    scores = runtime.relations(parsed["below"], parsed["above"][np.array(heads) + 1])
    scores[:, runtime.labels["relation"].index("root")] = decode.IMPOSSIBLE
    return scores


def _above(rows: Floats, first: int, end: int) -> Floats:
    """Of rows for the root and all words those for the root and some."""
    return np.concatenate([rows[:1], rows[first + 1 : end + 1]])


def _stretches(bounds: Sequence[int]) -> list[Span]:
    """Sentences, those that are too long in parts."""
    return [(at, min(last, at + LONGEST)) for first, last in itertools.pairwise(bounds) for at in range(first, last, LONGEST)]


def _logs(scores: Floats) -> Floats:
    """Scores → logarithms of their shares, along the last axis."""
    top = scores - scores.max(-1, keepdims=True)
    out: Floats = top - np.log(np.exp(top).sum(-1, keepdims=True))
    return out
