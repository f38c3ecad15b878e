# SPDX-License-Identifier: Apache-2.0
"""Joining one body out of another is a defection: "left A and joined B", "two commanders of A joined B" (the guidelines)."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.noun_slots import noun_slots
from sayso.claims.roles import Filling
from sayso.codebook import Codebook
from sayso.parse import Parse
from sayso.syntax.paths import step, via

JOIN, LEAVE, DEFECT = "affiliation.join", "affiliation.leave", "affiliation.defect"
BODIES = {"group", "organisation", "state"}


def with_defections(parse: Parse, filling: Filling, codebook: Codebook, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each such joining told as a defection, and the leaving that it tells again left out."""
    code = codebook.codes.get(DEFECT)
    if code is None:
        return drafts
    out: list[Draft] = []
    told: set[int] = set()
    for d in drafts:
        if d.candidate.code.code == DEFECT and not d.roles.get("from"):
            taken = {f.entity for fs in d.roles.values() for f in fs}
            if (origin := _origin(parse, filling, d)) and origin[0].entity not in taken:      # "two commanders of A defected"
                d = replace(d, roles={**d.roles, "from": origin})
        if d.candidate.code.code == JOIN and d.commitment.polarity == "yes":
            left = _leaving(parse, d, drafts)
            beside = step("leaving", d.candidate.index)
            origin = [f.after(beside) for f in left.roles["group"][:1]] if left else _origin(parse, filling, d)
            if origin and all(f.entity != origin[0].entity for f in d.roles.get("group", ())):
                roles = {**{r: fs for r, fs in d.roles.items() if r != "group"}, "from": origin, "to": d.roles["group"]}
                notes = d.notes + step("defection", d.candidate.index)
                d = replace(d, candidate=replace(d.candidate, code=code), roles=roles, notes=notes)
                if left:
                    told.add(id(left))
        out.append(d)
    return [d for d in out if id(d) not in told]


def _leaving(parse: Parse, d: Draft, drafts: list[Draft]) -> Draft | None:
    """The leaving of another body by the same people in the same sentence."""
    people = {f.entity for f in d.roles.get("actor", ())}
    return next(
        (
            e
            for e in drafts
            if e.candidate.code.code == LEAVE
            and e.roles.get("group")
            and {f.entity for f in e.roles.get("actor", ())} & people
            and parse.words[e.candidate.index].sentence == parse.words[d.candidate.index].sentence
        ),
        None,
    )


def _origin(parse: Parse, filling: Filling, d: Draft) -> list[Filled]:
    """The body that the words for the people themselves name: "two commanders of A", "A's spokesman", "its fighters"."""
    for f in d.roles.get("actor", ()):
        mention = next((m for m in filling.entities[f.entity].mentions if m.span == f.span), None)
        if mention is None or mention.form not in {"nominal"}:
            continue
        counted = parse.children(mention.head, "nmod") if parse.words[mention.head].upos == "NUM" else []
        heads = {mention.head: (), **{c.index: step("phrase", mention.head, c.index) for c in counted}}      # "two of the men"
        for head, way in via(f.path, heads).items():
            slots = noun_slots(parse, head)
            for slot in ("poss", "of", "comp", "from"):
                for i, path in via(way, slots.get(slot, {})).items():
                    found = filling.entity(i)
                    if found and found[0].type in BODIES and found[0].id != f.entity:
                        return [Filled(found[0].id, found[1].span, f"{f.slot}>{slot}", path)]
    return []
