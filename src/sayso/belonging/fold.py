# SPDX-License-Identifier: Apache-2.0
"""What claims tell → affiliations: the tellings of one affiliation put together, with its bounds in time and its status."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from sayso.belonging.bounds import bounds
from sayso.belonging.told import Told, told
from sayso.belonging.values import Affiliation
from sayso.model import Entity, Reading

OFFICES = ("leader", "office")
PERSONAL = ("leader", "office", "member", "part", "allegiance", "ally", "union")
"""Relations that end when their member goes; who founded a body has founded it for good."""

HINTS = ("late", "former", "designated", "acting", "outgoing", "current", "held")
"""Which status goes first where several claims give one: the words that say most stand before those that say less."""


def affiliations(reading: Reading) -> tuple[Affiliation, ...]:
    """Who belonged to what by the claims of a reading, in text order. Pure: the same reading gives the same."""
    at = {c.id: (c.trigger[0], c.id) for c in reading.claims}
    groups: list[list[Told]] = []
    ends: list[Told] = []
    for t in sorted(told(reading), key=lambda t: (t.body is None, t.role is None)):      # what says most comes first
        if t.ground.does == "ends":
            ends.append(t)
        elif t.body is not None or t.role is not None:      # "was elected" alone says of what no more than that
            _put(groups, t)
    known, people = tuple(groups), {e.id for e in reading.entities if e.type in ("person", "people")}
    for t in ends:
        closed = _closed(known, t)
        for group in closed:
            group.append(t)
        if not closed and (t.body is not None or t.relation == "office" and t.member in people):
            _put(groups, t)      # a death alone is no affiliation, nor a change of sides that names none
    made: dict[str, Affiliation] = {}
    for group in groups:
        a = _affiliation(reading, sorted(group, key=lambda t: (at[t.ground.claim], t.ground.answer or "")))
        made.setdefault(a.id, a)
    return tuple(sorted(made.values(), key=lambda a: (min(at[g.claim] for g in a.grounds), a.id)))


def _put(groups: list[list[Told]], t: Told) -> None:
    """Adds what is told to the affiliation that it is of, a new one where there is none yet."""
    for group in groups:
        first = group[0]
        if t.member == first.member and _same_relation(first, t) and t.body in (first.body, None) and _same_role(group, t):
            group.append(replace(t, body=first.body))
            return
    groups.append([t])


def _same_relation(a: Told, b: Told) -> bool:
    return a.relation == b.relation or (a.relation in OFFICES and b.relation in OFFICES)


def _same_role(group: Sequence[Told], t: Told) -> bool:
    """Whether an office can be the same: one is told in the other's words; leaders of one body are leaders by any word."""
    if t.relation not in OFFICES:
        return True
    if t.role is None or all(g.role is None for g in group):
        return t.body is not None or t.role is not None
    if t.body is not None and t.relation == "leader" and all(g.relation == "leader" for g in group):
        return True
    words = set(t.role.lower().split())
    return any(words <= own or own <= words for g in group if g.role and (own := set(g.role.lower().split())))


def _closed(groups: Sequence[list[Told]], t: Told) -> list[list[Told]]:
    """The affiliations that an act ends: all in the body that is left; an office by its words, or the only one there is."""
    own = [g for g in groups if g[0].member == t.member and g[0].relation in PERSONAL]
    if not t.relation:
        return own
    if t.body is not None and t.relation != "office":
        return [g for g in own if g[0].body == t.body]
    offices = [g for g in own if g[0].relation in OFFICES and (t.body is None or g[0].body == t.body)]
    if t.role is not None:
        return [g for g in offices if _same_role(g, t)]
    if t.relation == "office" or t.body is None and t.relation == "member":
        return offices if len(offices) == 1 else []
    return []


def _affiliation(reading: Reading, group: Sequence[Told]) -> Affiliation:
    first = group[0]
    relation = "leader" if any(t.relation == "leader" for t in group) else next((t.relation for t in group if t.relation), "")
    body = next((t.body for t in group if t.relation and t.body is not None), None)
    role = next((t.role for t in group if t.role), None)
    grounds = tuple(dict.fromkeys(t.ground for t in group))
    status = _status(group)
    since, until = bounds(reading, group, status)
    evidence = tuple(sorted({s for g in grounds for s in g.evidence}))
    return Affiliation(_ident(reading, first.member, body, relation, role), first.member, body, relation, role, status,
                       since, until, grounds, evidence)


def _status(group: Sequence[Told]) -> str:
    firm = [t for t in group if t.ground.holds]
    if not firm:
        open_ = [t.ground for t in group if t.ground.side == "for"]
        if not open_:
            return "denied"
        return "possible" if all(g.modality == "possible" for g in open_) else "planned"
    ended = [t for t in firm if t.ground.does == "ends"]
    begun = [t for t in firm if t.ground.does == "begins"]
    hints = {t.hint for t in firm}
    if "late" in hints:
        return "late"
    if ended and not _again(begun, ended):
        return "ended"
    if not ended and (found := next((h for h in HINTS if h in hints), None)):
        return found
    return "begun"


def _again(begun: Sequence[Told], ended: Sequence[Told]) -> bool:
    """Whether somebody came back: a beginning dated after every end."""
    starts = [t.when.start for t in begun if t.when and t.when.start]
    ends = [t.when.end for t in ended if t.when and t.when.end]
    return bool(starts) and bool(ends) and len(ends) == len(ended) and max(starts) > max(ends)


def _ident(reading: Reading, member: str, body: str | None, relation: str, role: str | None) -> str:
    """An id from content: where member and body first stand in the report, not what they are called in the reading."""
    content = [reading.report.id, relation, *(_mark(reading.by_id[e]) if e else None for e in (member, body)),
               role.lower() if role else None]
    return "a_" + hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def _mark(entity: Entity) -> list[object]:
    return [entity.name, list(entity.mentions[0].span) if entity.mentions else None]
