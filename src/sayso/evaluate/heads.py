# SPDX-License-Identifier: Apache-2.0
"""The head words of a stretch of text, by our own trees: what two spans of one phrase must share to name the same thing."""

from __future__ import annotations

from sayso.parse import Parse, Word
from sayso.text import Span, overlap

SAME = ("flat", "appos")
"""Relations by which two words of one phrase name the same thing."""

RELATIVE = {"WP", "WDT"}
"""Tags of the pronouns that stand for what their clause modifies."""

Heads = frozenset[int]
"""Words that stand for one phrase: indices of Parse.words."""


def heads_of(parse: Parse, span: Span) -> Heads:
    """The first word that depends on none of the others, and what is flat or in apposition to it: "Lina" and "Sall" of
    "President Lina Sall", "Sall" and "mayor" of "Sall, the mayor"; for a relative pronoun also what its clause modifies.
    None for a span without a word."""
    inside = {w.index: w for w in words_at(parse, span) if w.upos != "PUNCT"}
    top = next((w for w in inside.values() if w.head not in inside), None)
    if top is None:
        return frozenset()
    below = {c.index for c in parse.children(top.index, *SAME) if c.index in inside}
    above = {top.head} if top.relation.partition(":")[0] in SAME else set()
    clause = next((a for a in parse.ancestors(top.index) if a.relation == "acl:relcl"), None) if top.xpos in RELATIVE else None
    return frozenset({top.index, *below, *above, *({clause.head} if clause else ())})


def words_at(parse: Parse, span: Span) -> list[Word]:
    """The words that a span touches."""
    return [w for w in parse.words if overlap(w.span, span)]
