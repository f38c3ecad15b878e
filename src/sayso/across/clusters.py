# SPDX-License-Identifier: Apache-2.0
"""Links and people's judgements → groups of profiles. A judgement always wins; the order in which things come does not
count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.across.profiles import Judgement, Link

WEAK = "weak: "
"""How the first reason of a weak link begins. Of a weak link `left` is the one that may be somebody else as well; it joins only
where all weak links of left's group lead to one group."""

Pair = frozenset[str]


def clusters(profiles: Iterable[str], links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> list[frozenset[str]]:
    """The groups, each profile in one, in order of their least id.

    People's "same" join first, whatever links say; "different" and "related" keep two apart, "unsure" sets aside the pair's own
    link. Where judgements that stand contradict each other, what keeps apart goes before what joins. Then links of relation
    "same", those with most reasons first, unless that would bring two together that a link calls different; last the weak ones.
    """
    groups = _Groups(profiles)
    told = sorted(set(judgements), key=lambda j: (j.verdict, j.left, j.right))
    for j in told:
        if j.verdict in ("different", "related"):
            groups.part(j.left, j.right)
    for j in told:
        if j.verdict == "same":
            groups.join(j.left, j.right)
    judged = {frozenset((j.left, j.right)) for j in told}
    placed = {groups.root(x) for j in told if j.verdict == "same" for x in (j.left, j.right) if x in groups.up}
    here = {k for k in links if k.left in groups.up and k.right in groups.up}
    rows = sorted((k for k in here if frozenset((k.left, k.right)) not in judged), key=_strongest)
    for k in rows:
        if k.relation == "different":
            groups.part(k.left, k.right)
    for k in rows:
        if k.relation == "same" and not _weak(k):
            groups.join(k.left, k.right)
    _join_weak(groups, [k for k in rows if k.relation == "same" and _weak(k)], {groups.root(x) for x in placed})
    return groups.all()


def _strongest(link: Link) -> tuple[bool, int, str, str, tuple[str, ...]]:
    return _weak(link), -len(link.reasons), link.left, link.right, link.reasons


def _weak(link: Link) -> bool:
    return bool(link.reasons) and link.reasons[0].startswith(WEAK)


def _join_weak(groups: _Groups, links: Iterable[Link], placed: set[str]) -> None:
    """A group that weak links lead to several others from stays alone; one that a person placed stays where it is."""
    ways: dict[str, set[str]] = defaultdict(set)
    for k in links:
        left, right = groups.root(k.left), groups.root(k.right)
        if left != right:
            ways[left].add(right)
    for left, found in sorted(ways.items()):
        if len(found) == 1 and left not in placed:
            groups.join(left, *found)


class _Groups:
    """Union-find that refuses to join what was told apart."""

    def __init__(self, members: Iterable[str]) -> None:
        self.up: dict[str, str] = {x: x for x in members}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def root(self, x: str) -> str:
        """The least id of the group that a profile is in."""
        while self.up[x] != x:
            self.up[x] = self.up[self.up[x]]
            x = self.up[x]
        return x

    def part(self, a: str, b: str) -> None:
        """Tells the groups of two apart, unless they are one already."""
        if a in self.up and b in self.up and (x := self.root(a)) != (y := self.root(b)):
            self._apart[x].add(y)
            self._apart[y].add(x)

    def join(self, a: str, b: str) -> None:
        """Makes the groups of two one, unless they were told apart."""
        if a not in self.up or b not in self.up:
            return
        x, y = sorted((self.root(a), self.root(b)))
        if x == y or y in self._apart[x]:
            return
        self.up[y] = x
        for other in self._apart.pop(y, ()):
            self._apart[other].discard(y)
            self._apart[other].add(x)
            self._apart[x].add(other)

    def all(self) -> list[frozenset[str]]:
        """All groups."""
        found: Mapping[str, set[str]] = defaultdict(set)
        for x in self.up:
            found[self.root(x)].add(x)
        return [frozenset(found[root]) for root in sorted(found)]
