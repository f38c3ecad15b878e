# SPDX-License-Identifier: Apache-2.0
"""Who is meant by whose something is: against whom a protest is ("protested against the council's decision"), from whom a thing
is taken ("seized their cameras")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.roles import Filling
from sayso.claims.slots import phrases
from sayso.parse import Parse
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import Reached, joined
from sayso.syntax.subjects import ACTORS, possessor, preposition

PROTEST = "politics.protest"
AVERSE = {PROTEST, "politics.reject"}
"""Codes of what is done against whoever did what it is about."""

YIELDING = {"politics.concede", "politics.agree"}
"""Codes of what is done to please whoever wished it: "met the workers' demands"."""

AVERSELY = {"", "against", "over", "at"}
"""Prepositions behind which stands what one is against, not what one wants; an object has none."""

SEIZED = "movement.seize"

SOMEBODY = {"person", "people", "group", "state", "organisation"}
"""Types of who acts or is acted against."""


def with_blamed(filling: Filling, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each protest or rejection without a target with whoever did what it is about, and what is yielded to a wish
    with whose wish it is."""
    codes = AVERSE | YIELDING
    return [_blaming(filling, d) if d.candidate.code.code in codes and "target" not in d.roles else d for d in drafts]


def with_losers(filling: Filling, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each seizure of a thing that does not say from whom with whose it was."""
    return [_losing(filling, d) if d.candidate.code.code == SEIZED and "from" not in d.roles else d for d in drafts]


def _losing(filling: Filling, d: Draft) -> Draft:
    taken = {f.entity for row in d.roles.values() for f in row}
    row: list[Filled] = []
    for thing in (f for f in d.roles.get("target", ()) if filling.entities[f.entity].type == "thing"):
        for head in (m.head for m in filling.entities[thing.entity].mentions if m.span == thing.span):
            of = phrases(filling.parse, head, ("nmod",)).get("of", {})
            row += _somebody(filling, possessor(filling.parse, head) or of, "whose", thing, taken)
    return replace(d, roles={**d.roles, "from": row}) if row else d


def _somebody(filling: Filling, words: Reached, slot: str, beside: Filled, taken: set[str]) -> list[Filled]:
    """Those of some words, found from a filler, who are somebody and have no role yet."""
    out = []
    for i, path in words.items():
        found = filling.entity(i)
        if found is not None and found[0].type in SOMEBODY and found[0].id not in taken:
            out.append(Filled(found[0].id, found[1].span, slot, beside.path + path))
            taken.add(found[0].id)
    return out


def _blaming(filling: Filling, d: Draft) -> Draft:
    taken = {f.entity for row in d.roles.values() for f in row}
    row: list[Filled] = []
    for topic in d.roles.get("topic", ()):
        for head in (m.head for m in filling.entities[topic.entity].mentions if m.span == topic.span):
            if preposition(filling.parse, head) not in (AVERSELY if d.candidate.code.code in AVERSE else {"", "to"}):
                continue
            row += _somebody(filling, _doers(filling.parse, d.candidate.code.code, head), "blamed", topic, taken)
    return replace(d, roles={**d.roles, "target": row}) if row else d


def _doers(parse: Parse, code: str, index: int) -> Reached:
    """Whose act a noun tells: its possessor (one may protest against anything of somebody's, and reject his deeds), else who
    stands behind "by", unless it befalls somebody, or behind "of" for a deed."""
    if code in YIELDING and parse.words[index].lemma.lower() not in grammar().wishes:
        return {}
    deed, slots = parse.words[index].lemma.lower() in grammar().deeds, phrases(parse, index, ("nmod",))
    if owners := possessor(parse, index):
        named = all(parse.words[i].upos != "PRON" for i in owners)
        return owners if deed or named and code == PROTEST else {}
    of = slots.get("of", {})
    told = joined(*(phrases(parse, c.index, ("obl",)).get("by", {}) for c in parse.children(index, "acl") if c.xpos == "VBN"))
    by = {} if any(parse.words[i].kind in ACTORS for i in of) else joined(slots.get("by", {}), told)
    return joined(by, of if deed else {})
