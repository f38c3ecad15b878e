# SPDX-License-Identifier: Apache-2.0
"""Which of our codes and roles tell of which types of event and argument of RAMS and WikiEvents (data/arguments.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from sayso.errors import InputError

NEXT = "Give a set that is marked by AIDA's or KAIROS' ontology."


@dataclass(frozen=True, slots=True, eq=False)
class EventType:
    """What tells of a type of event: `codes` (beginnings), and for each role of the set those of ours that may hold its filler;
    `why` none does, else "". `name`: the beginning of the type's name under which it is known."""

    name: str
    codes: tuple[str, ...]
    roles: Mapping[str, frozenset[str]]
    why: str = ""

    def rank(self, code: str) -> int | None:
        """The place of a code among those that tell of the type; None where it does not."""
        return next((k for k, beginning in enumerate(self.codes) if code.startswith(beginning)), None)

    def ours(self, role: str) -> frozenset[str]:
        """Our roles that may hold a filler of this one, none where no role does; raises InputError for an unknown one."""
        if role not in self.roles:
            raise InputError(f"{role!r}: no role of RAMS or WikiEvents.", NEXT)
        return self.roles[role]


@cache
def event_types() -> Mapping[str, EventType]:
    """What is known of the types, by the beginnings of their names."""
    raw = yaml.safe_load(resources.files("sayso.evaluate").joinpath("data/arguments.yaml").read_text(encoding="utf-8"))

    def roles(own: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
        return MappingProxyType({role: frozenset(ours or ()) for role, ours in (raw["roles"] | own).items()})

    types = {name: EventType(name, tuple(t["codes"]), roles(t.get("roles", {}))) for name, t in raw["types"].items()}
    types |= {name: EventType(name, (), MappingProxyType({}), why) for name, why in raw["unmapped"].items()}
    return MappingProxyType(types)


@cache
def lookup(name: str) -> EventType:
    """What is known of a type, by the longest beginning of its name ("a.b" of "a.b.c"); raises InputError where nothing is."""
    parts = name.split(".")
    for n in range(len(parts), 0, -1):
        if found := event_types().get(".".join(parts[:n])):
            return found
    raise InputError(f"{name!r}: no type of RAMS or WikiEvents.", NEXT)
