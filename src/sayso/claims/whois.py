# SPDX-License-Identifier: Apache-2.0
"""Ties that only tell who somebody is ("Minister Ann Lee", "two members of the Front"): inside what somebody is said to say
they are the report's own words, as titles are ("X said" covers none, the guidelines), unless he is quoted."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.mentions.quotations import quotations
from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition
from sayso.voices.frames import Frame

NAMING = frozenset({"tie.lead", "tie.role", "tie.member", "tie.kin", "tie.part"})
"""Codes whose words tell who somebody is; who is "present" or holds a place is told by a clause of its own."""

SAID = {"root", "ccomp", "xcomp", "csubj", "parataxis"}
"""Relations of a noun that a clause says of somebody."""


def on_own_word(parse: Parse, d: Draft) -> Draft:
    """A tie without the voices that only speak of whom it describes."""
    w = parse.words[d.candidate.index]
    if not d.voices or d.candidate.code.code not in NAMING or w.upos not in {"NOUN", "PROPN"} or said_of(parse, w):
        return d
    quoted = any(q.first <= w.index < q.last for q in quotations(parse) if not q.short)
    return d if quoted else replace(d, voices=tuple(f for f in d.voices if _speaks_himself(parse, f)))


def said_of(parse: Parse, w: Word) -> bool:
    """Whether a noun is what is said of somebody: "is a member", "named him leader", "described him as a spokesman"."""
    while w.relation == "conj" and w.head >= 0:
        if parse.children(w.index, "cop"):
            return True
        w = parse.words[w.head]
    return w.relation in SAID or bool(parse.children(w.index, "cop")) or preposition(parse, w.index) == "as"


def _speaks_himself(parse: Parse, f: Frame) -> bool:
    """Whether a voice's own words are given without marks: behind a colon."""
    first = parse.words[min(f.content)] if f.content else None
    return first is not None and first.index > f.cue and (
        parse.words[f.cue].upos == "PUNCT" or any(x.text == ":" for x in parse.words[f.cue : first.index]))
