# SPDX-License-Identifier: Apache-2.0
"""Whose office or membership it is when somebody is "another commander": that of the one told before, and no person's who has
an office himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.members import MEMBER
from sayso.claims.offices import OFFICES
from sayso.claims.roles import Filling
from sayso.syntax.paths import step

HOLDING = OFFICES | {MEMBER}
"""Codes of who has a place in a body."""

FURTHER = {"another", "fellow"}
"""Words before an office that say that one of its kind was told before."""


def with_shared_bodies(filling: Filling, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose bodies are no persons who have a place in one themselves; a further holder of an office without a body
    shares that of the holder before ("Marram, a commander of the Movement, and another commander, Diorigou")."""
    persons = {f.entity for d in drafts if d.candidate.code.code in HOLDING for f in d.roles.get("actor", ())
               if f.entity in filling.entities and filling.entities[f.entity].type == "person"}
    out: list[Draft] = []
    for d in drafts:
        if d.candidate.code.code in HOLDING:
            d = replace(d, roles=_without(d, persons))
            if not d.roles.get("group") and _further(filling, d):
                body = _before(out, d)
                d = replace(d, roles=d.roles | ({"group": body} if body else {}))
        out.append(d)
    return out


def _without(d: Draft, persons: set[str]) -> dict[str, list[Filled]]:
    rest = {r: [f for f in fs if r != "group" or f.entity not in persons] for r, fs in d.roles.items()}
    return {r: fs for r, fs in rest.items() if fs}


def _further(filling: Filling, d: Draft) -> bool:
    """Whether an office is told as one more of its kind."""
    return any(w.lower in FURTHER for w in filling.parse.children(d.candidate.index, "det", "amod"))


def _before(drafts: Sequence[Draft], d: Draft) -> list[Filled]:
    """The body of the nearest office of the same name that another holds."""
    own = {f.entity for f in d.roles.get("actor", ())}
    for x in reversed(drafts):
        same = x.candidate.code.code in HOLDING and x.candidate.words[-1] == d.candidate.words[-1]
        if same and x.roles.get("group") and not own & {f.entity for f in x.roles.get("actor", ())}:
            path = step("earlier", x.candidate.index, d.candidate.index)
            return [replace(f, slot="", path=path) for f in x.roles["group"]]
    return []
