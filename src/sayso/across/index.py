# SPDX-License-Identifier: Apache-2.0
"""Where linking looks for what may belong together: profiles by their blocking keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol

from sayso.across.profiles import Kind, Link, Profile

AT_MOST = 200
"""Profiles that one key brings, the latest ones: a key that more bear (a ministry, a boilerplate sentence) tells little, and
without a bound the cost of a report would grow with the ledger."""

Compare = Callable[[Profile, Profile], Link | None]
"""Two profiles of a kind → how they stand, or None. Sees nothing but the two, and gives the same whichever comes first."""


class Index(Protocol):
    """Profiles by key; equal profiles once."""

    def add(self, profiles: Iterable[Profile]) -> list[Profile]:
        """Takes profiles in and gives those that were new."""

    def near(self, profile: Profile, also: Iterable[str] = ()) -> list[Profile]:
        """Other profiles of its kind that share a key with it, or bear one of `also`, each once, in any order."""


class MemoryIndex:
    """An index in memory: for tests, evaluation, and a folder of reports without a ledger."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self._by_key: dict[tuple[Kind, str], list[str]] = defaultdict(list)

    def add(self, profiles: Iterable[Profile]) -> list[Profile]:
        """Takes profiles in and gives those that were new."""
        new = []
        for p in profiles:
            if p.id not in self.profiles:
                self.profiles[p.id] = p
                new.append(p)
                for key in p.keys:
                    self._by_key[p.kind, key].append(p.id)
        return new

    def near(self, profile: Profile, also: Iterable[str] = ()) -> list[Profile]:
        """Other profiles of its kind that share a key with it, or bear one of `also`, each once, in any order."""
        keys = {*profile.keys, *also}
        found = {x for key in keys for x in self._by_key.get((profile.kind, key), ())[-AT_MOST:]} - {profile.id}
        return [self.profiles[x] for x in found]


def link(profiles: Iterable[Profile], index: Index, compare: Compare) -> list[Link]:
    """Takes profiles into the index and compares each new one with what it then finds near; each pair once."""
    new = index.add(profiles)
    ids = {p.id for p in new}
    out = []
    for p in new:
        for other in sorted(index.near(p), key=lambda near: near.id):
            if (other.id not in ids or p.id < other.id) and (made := compare(p, other)) is not None:
                out.append(made)
    return out
