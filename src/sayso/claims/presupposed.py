# SPDX-License-Identifier: Apache-2.0
"""Events that somebody's words take for known: "demanded that he end the abuse", "referred to the protests". That there are
such is on nobody's word but the report's own."""

from __future__ import annotations

from sayso.claims.hedges import pointed
from sayso.parse import Parse, Word
from sayso.voices.frames import Frame

DEEP = 3
"""Steps up the tree to the cue from which on a noun is only part of what is asked."""

CLAUSES = {"ccomp", "xcomp", "acl", "advcl", "csubj", "parataxis"}


def presupposed(parse: Parse, w: Word, f: Frame) -> bool:
    """Whether an event noun in reported words is none of what a voice puts forward: deep in a demand, or told as
    known deep in a promise ("vowed to send troops to stop the riots"), save as its clause's subject; what a verb with a
    preposition points to."""
    if w.upos != "NOUN" or f.how != "indirect":
        return False
    path = _up(parse, w, f.cue)
    if not path:
        return False
    clausal = any(x.relation.partition(":")[0] in CLAUSES for x in path)
    if f.stance == "asks" or f.stance == "promises" and pointed(parse, w):
        return len(path) >= DEEP and clausal and not any(x.relation.startswith("nsubj") for x in path)
    top = path[-1].relation.partition(":")[0]
    return f.stance == "states" and top == "obl" and len(path) == 1 and parse.words[f.cue].upos == "VERB"


def _up(parse: Parse, w: Word, cue: int) -> list[Word]:
    """The words from one up to below a cue, those of a row as one step; none where it does not hang on it."""
    path = [w, *parse.ancestors(w.index)]
    at = next((k for k, x in enumerate(path) if x.index == cue), 0)
    return [x for x in path[:at] if x.relation != "conj"]
