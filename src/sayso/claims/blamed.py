# SPDX-License-Identifier: Apache-2.0
"""Against whom a protest or rejection is whose words tell only of an act: "protested against the council's decision"."""

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

AVERSELY = {"", "against", "over", "at"}
"""Prepositions behind which a protest has what it is against, not what it wants; its object has none."""

SOMEBODY = {"person", "people", "group", "state", "organisation"}


def with_blamed(filling: Filling, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each protest or rejection without a target with whoever did what it is about."""
    return [_blaming(filling, d) if d.candidate.code.code in AVERSE and "target" not in d.roles else d for d in drafts]


def _blaming(filling: Filling, d: Draft) -> Draft:
    taken = {f.entity for row in d.roles.values() for f in row}
    row: list[Filled] = []
    for topic in d.roles.get("topic", ()):
        for head in (m.head for m in filling.entities[topic.entity].mentions if m.span == topic.span):
            if preposition(filling.parse, head) not in AVERSELY:
                continue
            for i, path in _doers(filling.parse, d.candidate.code.code, head).items():
                found = filling.entity(i)
                if found is not None and found[0].type in SOMEBODY and found[0].id not in taken:
                    row.append(Filled(found[0].id, found[1].span, "blamed", topic.path + path))
                    taken.add(found[0].id)
    return replace(d, roles={**d.roles, "target": row}) if row else d


def _doers(parse: Parse, code: str, index: int) -> Reached:
    """Whose act a noun tells: its possessor (one may protest against anything of somebody's, and reject his deeds), else who
    stands behind "by", unless it befalls somebody, or behind "of" for a deed."""
    deed, slots = parse.words[index].lemma.lower() in grammar().deeds, phrases(parse, index, ("nmod",))
    if owners := possessor(parse, index):
        named = all(parse.words[i].upos != "PRON" for i in owners)
        return owners if deed or named and code == PROTEST else {}
    of = slots.get("of", {})
    return joined({} if any(parse.words[i].kind in ACTORS for i in of) else slots.get("by", {}), of if deed else {})
