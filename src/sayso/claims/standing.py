# SPDX-License-Identifier: Apache-2.0
"""Patterns that stand although a role that they ask for is empty: somebody is there whom no name or noun tells ("no one was
hurt", "three injured"), or an event is told without anybody ("talks resumed", "no arrests").
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.discourse import Draft, definite, earlier
from sayso.claims.filled import Roles
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate
from sayso.parse import Parse
from sayso.syntax.grammar import grammar

UNNAMED = frozenset({
    "one", "none", "nobody", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "many", "few", "several",
    "some", "all", "others", "most", "more", "neither", "either", "both", "each", "any", "those", "who", "whoever",
    "nothing", "scores", "dozens", "hundreds", "thousands", "half", "he", "she", "they", "we", "i", "you", "him", "her",
    "them", "us", "me",
})
"""Words that stand for somebody without saying who; which entity that is may be unknown."""

CORE = frozenset({"subj", "obj", "noun", "self"})
"""Slots in which a number or pronoun is somebody: "in half" and "of four" are not."""

TOLD_AS = frozenset({"root", "nsubj", "csubj", "obj", "parataxis", "ccomp"})
"""Relations in which an event noun that nothing makes known is what a clause is about."""


def standing(filling: Filling, options: Sequence[Candidate], drafts: Sequence[Draft]) -> tuple[Candidate, Roles] | None:
    """The first pattern that is a claim without all the roles that it asks for, with those that are filled. A noun that points
    back to one of the `drafts` is none: what it adds, discourse.py has seen."""
    for c in options:
        if c.code.code.startswith("tie.") or not c.pattern.alone and not _vague(filling.parse, c):
            continue      # a tie without its two ends is none
        roles = filling.partial(c)
        lacking = [needed for needed in (*c.code.required, *c.pattern.required) if not any(r in roles for r in needed)]
        if not lacking:
            continue      # refused for its sense
        if c.pattern.alone and _alone(filling.parse, c, drafts) or all(_unnamed(filling, c, needed) for needed in lacking):
            return c, roles
    return None


def _alone(parse: Parse, c: Candidate, drafts: Sequence[Draft]) -> bool:
    """Whether a pattern that may stand alone does."""
    if parse.words[c.index].relation == "compound":
        return False      # "the detention centre"
    if definite(parse, c) and earlier(parse, c, drafts) is not None:
        return False
    return told(parse, c) or c.pattern.alone == "always" and not definite(parse, c)


def told(parse: Parse, c: Candidate) -> bool:
    """Whether an event noun tells of something new, or of what became of it: not "the talks", "the meeting room"."""
    w, head = parse.words[c.index], parse.head(c.index)
    relation = w.relation.partition(":")[0]
    if w.index and w.upos in {"ADJ", "VERB"} and parse.words[w.index - 1].upos == "NUM":
        return True      # "six dead and nine wounded"
    if relation == "nsubj" and head is not None and head.lemma.lower() in grammar().takes_place | grammar().planned:
        return True
    return relation in TOLD_AS and not definite(parse, c)


def _vague(parse: Parse, c: Candidate) -> bool:
    """Whether a number or a pronoun stands in a slot where somebody may: what most patterns need not be asked further."""
    near = (parse.words[i] for slot in CORE for i in c.slots.get(slot, ()))
    return any(w.upos == "NUM" or w.lower in UNNAMED for w in near)


def _unnamed(filling: Filling, c: Candidate, needed: tuple[str, ...]) -> bool:
    """Whether somebody stands in a slot of one of some roles, told by a number or a pronoun."""
    for slot, targets in c.pattern.slots.items():
        if slot in CORE and any(t.role in needed for t in targets):
            for i in c.slots.get(slot, ()):
                w, found = filling.parse.words[i], filling.entity(i)
                unknown = found is None or found[0].type == "thing" and all(m.form == "pronoun" for m in found[0].mentions)
                if unknown and (w.upos == "NUM" or w.lower in UNNAMED):
                    return True
    return False
