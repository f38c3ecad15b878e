# SPDX-License-Identifier: Apache-2.0
"""How the acts that codes name stand to each other, by data/happenings.yaml: the same, one within the other, between equals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations
from types import MappingProxyType

import yaml


@dataclass(frozen=True, slots=True)
class Acts:
    """The tables of data/happenings.yaml."""

    same: frozenset[frozenset[str]]
    part: Mapping[str, frozenset[str]]
    mutual: frozenset[str]
    personal: frozenset[str]
    standing: frozenset[str]
    further: Mapping[str, int]


@lru_cache(4096)
def relation(a: str, b: str) -> str | None:
    """How two codes stand: "same", "left" or "right" (it lies within the other), None."""
    a, b = act(a), act(b)
    known = acts()
    if a == b or frozenset((a, b)) in known.same:
        return "same"
    return "left" if b in known.part.get(a, ()) else "right" if a in known.part.get(b, ()) else None


@lru_cache(4096)
def kin(code: str) -> tuple[str, ...]:
    """The circle of a code's act, and those of the acts that it may lie within: where its claims look for others. Two codes
    that stand to each other somehow (`relation`) have one in common."""
    return tuple(sorted({circle(c) for c in (code, *acts().part.get(act(code), ()))}))


@lru_cache(4096)
def circle(code: str) -> str:
    """All acts of a code's family that stand to each other somehow, one by the other, by the least of them: "politics.agree"
    for talks and what comes of them."""
    known, out = acts(), {act(code)}
    family = code.partition(".")[0] + "."
    near = (*known.same, *(frozenset((inner, outer)) for inner, row in known.part.items() for outer in row))
    rows = [row for row in near if all(a.startswith(family) for a in row)]
    while more := {a for row in rows if row & out for a in row} - out:
        out |= more
    return min(out)


@lru_cache(4096)
def act(code: str) -> str:
    """The act that a code names, by its first two parts; what comes behind them is finer."""
    return ".".join(code.split(".")[:2])


@cache
def acts() -> Acts:
    """The tables, read once."""
    raw = yaml.safe_load(resources.files("sayso.across").joinpath("data/happenings.yaml").read_text(encoding="utf-8"))
    same = frozenset(frozenset(pair) for row in raw["same"] for pair in combinations(row, 2))
    part = {code: frozenset(wholes) for code, wholes in raw["part"].items()}
    mutual, personal, standing = (frozenset(raw[k]) for k in ("mutual", "personal", "standing"))
    return Acts(same, part, mutual, personal, standing, MappingProxyType(raw["further"]))
