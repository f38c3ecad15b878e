# SPDX-License-Identifier: Apache-2.0
"""Persons whom a phrase behind their name places in a body: "Omar Deen of the Unity Bloc"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled, Roles
from sayso.claims.learnt.judged import drafted
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate
from sayso.codebook import Codebook, Pattern
from sayso.parse import Word
from sayso.syntax.paths import step
from sayso.syntax.subjects import preposition
from sayso.voices import Frame

MEMBER = "tie.member"
BEHIND = {"of", "from"}
"""Prepositions between somebody's name and that of his body."""
OF_BODY = Pattern("of-body", "noun", (), {})


def with_members(filling: Filling, codebook: Codebook, frames: tuple[Frame, ...], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, and a membership for each named person with a named group behind "of", where no tie of the two is told."""
    code = codebook.codes.get(MEMBER)
    if code is None:
        return list(drafts)
    ties = {(a.entity, g.entity) for d in drafts if d.candidate.code.code.startswith("tie.")
            for a in d.roles.get("actor", ()) for g in d.roles.get("group", ())}
    new = []
    for case, roles in _placed(filling):
        if (roles["actor"][0].entity, roles["group"][0].entity) not in ties:
            c = Candidate(case.index, case.span, code, OF_BODY, (case.lower,), {}, (case.index,))
            new.append(drafted(filling.parse, c, roles, (), frozenset()))
    return sorted([*drafts, *new], key=lambda d: d.candidate.span)


def _placed(filling: Filling) -> Iterator[tuple[Word, Roles]]:
    """The preposition between a person's name and a group's, with both."""
    parse = filling.parse
    for w in parse.words:
        head = parse.head(w.index)
        if head is None or w.upos != "PROPN" or w.relation != "nmod" or preposition(parse, w.index) not in BEHIND:
            continue
        who, body = filling.entity(head.index), filling.entity(w.index)
        case = next(iter(parse.children(w.index, "case")), None)
        if case is None or who is None or body is None or head.upos != "PROPN" or head.kind != "person":
            continue
        if who[0].type == "person" and body[0].type == "group" and case.index > head.index:
            path = step("phrase", head.index, w.index)
            yield case, {"actor": [Filled(who[0].id, who[1].span, "of-body", path)],
                         "group": [Filled(body[0].id, body[1].span, "of-body", path)]}
