# SPDX-License-Identifier: Apache-2.0
"""Who is named for a description, by the clause over it: "those arrested include Omar Deen and Ann Lee"."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.parse import Parse, Word
from sayso.syntax.paths import Path, Reached, joined, step, via
from sayso.syntax.subjects import coordinated, preposition

IDENTIFYING = {"identify", "name"}
"""Verbs behind whose passive "as" names follow."""

RELATIVE = {"WDT", "WP"}
"""Penn tags of relative pronouns."""


def one_by_one(parse: Parse, index: int, trigger: int) -> Reached:
    """Those whom the clause over a description, or over what a relative pronoun goes back to, names one by one: what it
    includes, what it is identified as or is ("the victims were Omar Deen and his son"), and who is "among those". Neither the
    description nor the verb over it is the `trigger`, the word of which it fills a role."""
    w, path = described(parse, index)
    verb = parse.head(w.index)
    if trigger == w.index or verb is not None and trigger == verb.index:
        return {}
    if w.lower == "those" and preposition(parse, w.index) == "among" and (own := parse.children(w.index, "nsubj")):
        return via(path, _rows(parse, w, own))
    if verb is None or w.relation.partition(":")[0] != "nsubj":
        return {}
    if verb.lemma.lower() == "include":
        return via(path, _rows(parse, w, parse.children(verb.index, "obj")))
    if w.upos == "PROPN":
        return {}
    if w.relation == "nsubj:pass" and verb.lemma.lower() in IDENTIFYING:
        return via(path, _rows(parse, w, [o for o in parse.children(verb.index, "obl")
                                          if preposition(parse, o.index) == "as" and _named(o)]))
    several = w.lower == "those" or w.xpos == "NNS" and w.kind == "person"
    if several and _named(verb) and parse.children(verb.index, "cop") and not parse.children(verb.index, "case"):
        return via(path, _rows(parse, w, [verb]))
    return {}


def described(parse: Parse, index: int) -> tuple[Word, Path]:
    """The word that a relative pronoun goes back to; any other word is its own."""
    w = parse.words[index]
    clause = next((a for a in (w, *parse.ancestors(index)) if a.relation == "acl:relcl"), None)
    if w.xpos in RELATIVE and clause is not None and clause.head >= 0:
        return parse.words[clause.head], step("antecedent", clause.index)
    return w, ()


def _named(w: Word) -> bool:
    return w.upos == "PROPN" and w.kind == "person"


def _rows(parse: Parse, w: Word, words: Iterable[Word]) -> Reached:
    return joined(*(via(step("listed", w.index), coordinated(parse, x.index)) for x in words))
