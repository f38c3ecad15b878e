# SPDX-License-Identifier: Apache-2.0
"""Which claim of a system is which claim of the gold, and which entity is which."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from sayso.gold.read import GoldClaim, GoldReport, as_ids
from sayso.model import Json
from sayso.text import Span, overlap

NEAR = 160
"""Code points between two triggers that may still carry one claim: about a sentence."""

Same = Mapping[str, Set[str]]
"""Gold entity id → ids of the system's entities that share a mention with it."""


def family(code: str) -> str:
    """The part of a code before the first dot."""
    return code.partition(".")[0]


def short(code: str) -> str:
    """A code's first two parts: a finer code is compared by these."""
    return ".".join(code.split(".")[:2])


def span(value: Any) -> Span:
    """A span as JSON gives it."""
    return int(value[0]), int(value[1])


def role_ids(claim: Json, role: str) -> tuple[str, ...]:
    """The entities that fill a role of a system's claim."""
    return as_ids((claim.get("roles") or {}).get(role))


def same_mention(a: Span, b: Span) -> bool:
    """Two spans name the same thing where they share at least half of the shorter one."""
    shorter = min(a[1] - a[0], b[1] - b[0])
    return 2 * overlap(a, b) >= max(1, shorter)


def same_entities(gold: GoldReport, system: Json) -> dict[str, frozenset[str]]:
    """For each gold entity the system's entities that share a mention with it."""
    mentions = [(str(e["id"]), [span(m) for m in e["mentions"]]) for e in system["entities"]]
    return {g.id: frozenset(i for i, theirs in mentions if any(same_mention(a, b) for a in theirs for b in g.mentions))
            for g in gold.entities.values()}


def shared_fillers(gold: GoldClaim, claim: Json, same: Same) -> int:
    """How many role fillers of the gold claim the system's claim has in the same role."""
    return sum(not same[f].isdisjoint(role_ids(claim, role)) for role, fillers in gold.roles.items() for f in fillers)


def pair(gold: GoldReport, system: Json, same: Same) -> list[tuple[GoldClaim, Json]]:
    """One-to-one pairs, best total first; of equal ones those that come first in gold, then in the system.

    A pair may be where family is the same and the triggers overlap, or where the code is the same, the triggers lie within
    NEAR and a role filler is shared. The total counts 4 for overlapping triggers, 3 for the same code, 1 a shared filler.
    """
    options: list[tuple[int, int, int]] = []
    for gi, g in enumerate(gold.claims):
        for si, s in enumerate(system["claims"]):
            code, trigger = short(s["code"]), span(s["trigger"])
            touch, exact = overlap(g.trigger, trigger) > 0, g.code == code
            shared = shared_fillers(g, s, same)
            near = abs(g.trigger[0] - trigger[0]) <= NEAR
            if (touch and family(g.code) == family(code)) or (exact and near and shared):
                options.append((-(4 * touch + 3 * exact + shared), gi, si))
    pairs: list[tuple[GoldClaim, Json]] = []
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    for _, gi, si in sorted(options):
        if gi not in taken_gold and si not in taken_system:
            taken_gold.add(gi)
            taken_system.add(si)
            pairs.append((gold.claims[gi], system["claims"][si]))
    return pairs
