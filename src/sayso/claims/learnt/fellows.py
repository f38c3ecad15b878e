# SPDX-License-Identifier: Apache-2.0
"""Who stands in a row with somebody to whom heads gave a role has it too: "Gao and Dara", "the mayor and his men"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.blamed import SOMEBODY
from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.learnt.judged import LEARNT
from sayso.claims.roles import Filling
from sayso.syntax.paths import step
from sayso.syntax.subjects import coordinated, row_first

ROLES = ("actor", "target", "place")
"""Roles that a row fills together."""

LONGEST = 4
"""Longer rows are lists, which trees run together with what stands about them."""

WHERE = {"place", "facility"}


def with_fellows(filling: Filling, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with whom a row has beside those whom heads took; not those of ties, whose rows are rows of offices."""
    return [d if d.candidate.code.code.startswith("tie.") else _filled(filling, d) for d in drafts]


def _filled(filling: Filling, d: Draft) -> Draft:
    taken = {f.entity for row in d.roles.values() for f in row}
    speaking = {f.speaker for f in d.voices if f.speaker is not None}
    taken |= {filling.mentions.by_head[i][0] for i in speaking & filling.mentions.by_head.keys()}
    out = dict(d.roles)
    for role in ROLES:
        for f in d.roles.get(role, ()):
            for fellow in _fellows(filling, f) if f.slot == LEARNT else ():
                if fellow.entity not in taken:
                    taken.add(fellow.entity)
                    out[role] = sorted([*out[role], fellow], key=lambda x: x.span)
    return replace(d, roles=out)


def _fellows(filling: Filling, f: Filled) -> list[Filled]:
    """The others of a filler's row who are of its sort."""
    parse, entity = filling.parse, filling.entities[f.entity]
    sort = next((s for s in (SOMEBODY, WHERE) if entity.type in s), set[str]())
    found = []
    for own in (m.head for m in entity.mentions if m.span == f.span):
        row = coordinated(parse, row_first(parse, parse.words[own]).index)
        for i in row if len(row) <= LONGEST else ():
            other = filling.entity(i)
            if i != own and parse.words[i].lemma.lower() != "other" and other is not None and other[0].type in sort:
                found.append(Filled(other[0].id, other[1].span, LEARNT, step("row", own)))
    return found
