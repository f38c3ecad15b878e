# SPDX-License-Identifier: Apache-2.0
"""Persons whom words beside their name place in a body: "Omar Deen of the Unity Bloc", "the Unity Bloc's Omar Deen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled, Roles
from sayso.claims.learnt.judged import drafted
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate
from sayso.codebook import Codebook, Pattern
from sayso.model import Entity, Filler
from sayso.parse import Word
from sayso.syntax.paths import Path, step
from sayso.syntax.subjects import preposition
from sayso.text import Span
from sayso.voices import Frame

MEMBER = "tie.member"
BEHIND = {"of", "from"}
"""Prepositions between somebody's name and that of his body."""
BODIES = {"group", "organisation"}
"""Types of what has people by a possessive; behind "of" also stands where they are from, so only a group is meant there."""
OF_BODY = Pattern("of-body", "noun", (), {})


def with_members(filling: Filling, codebook: Codebook, frames: tuple[Frame, ...], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, and a membership for each named person with a named group behind "of", or with a body as possessor, where no
    tie of the two is told."""
    code = codebook.codes.get(MEMBER)
    if code is None:
        return list(drafts)
    ties = {(a.entity, g.entity) for d in drafts if d.candidate.code.code.startswith("tie.")
            for a in d.roles.get("actor", ()) for g in d.roles.get("group", ())}
    new = []
    for index, span, roles in (*_placed(filling), *_possessed(filling)):
        told = {(a.entity, roles["group"][0].entity) for a in roles["actor"]}
        if not told <= ties:
            ties |= told if len(told) > 1 else set()      # whom a row tells of is not told again alone
            word = filling.parse.words[index]
            c = Candidate(index, span, code, OF_BODY, (word.lower,), {}, (index,))
            new.append(drafted(filling.parse, c, roles, (), frozenset()))
    return sorted([*drafts, *new], key=lambda d: d.candidate.span)


def _placed(filling: Filling) -> Iterator[tuple[int, Span, Roles]]:
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
        if who[0].type == "person" and _has_members(body[0], w, head) and case.index > head.index:
            path = step("phrase", head.index, w.index)
            yield case.index, case.span, _tie(who, body, path)


def _has_members(body: Entity, named: Word, who: Word) -> bool:
    """Whether somebody "of" a body is one of its members: of a group, and of an organisation known by its letters, which is a
    party or union far oftener than where he works ("Leo Vance of LSD"; of 28 on marked reports that are named by words 15)."""
    return body.type == "group" or body.type == "organisation" and named.text.isupper() and not who.text.isupper()


def _possessed(filling: Filling) -> Iterator[tuple[int, Span, Roles]]:
    """The name of a body, with its "'s", straight before that of a person, with both."""
    parse = filling.parse
    for w in parse.words:
        head = parse.head(w.index)
        if w.relation != "nmod:poss" or w.upos != "PROPN" or head is None or head.upos != "PROPN" or head.kind != "person":
            continue
        mark = next(iter(parse.children(w.index, "case")), None)
        who, body = filling.entity(head.index), filling.entity(w.index)
        if mark is None or who is None or body is None or who[0].type != "person" or body[0].type not in BODIES:
            continue
        behind = parse.words[mark.index + 1 : mark.index + 2]
        if behind and behind[0].start == who[1].span[0] and behind[0].upos == "PROPN":
            tie = _tie(who, body, step("possessor", head.index))
            fellows = [Filled(e.id, f.span, "of-body", step("row", head.index)) for e, f in _beside(filling, head)]
            yield w.index, (body[1].span[0], mark.end), tie | {"actor": tie["actor"] + fellows}


def _beside(filling: Filling, first: Word) -> Iterator[tuple[Entity, Filler]]:
    """Persons of one row with the first by their names alone: "the Bloc's Ann Lee and Omar Deen", not "and mayor Deen"."""
    parse = filling.parse
    for c in parse.children(first.index, "conj"):
        who = filling.entity(c.index)
        before = [w for w in parse.words[first.index : c.index] if who is not None and w.end <= who[1].span[0]][-1:]
        if who is not None and who[0].type == "person" and c.upos == "PROPN" and before and before[0].lower in {"and", ","}:
            yield who


def _tie(who: tuple[Entity, Filler], body: tuple[Entity, Filler], path: Path) -> Roles:
    return {role: [Filled(e.id, f.span, "of-body", path)] for role, (e, f) in (("actor", who), ("group", body))}
