# SPDX-License-Identifier: Apache-2.0
"""Links → groups that hold together: for happenings and stories, where one link more must not draw two events into one.

Who is the same as somebody who is the same is the same: that is for people (`across/clusters.py`). Of events it does not hold:
a report on two attacks is like the reports on either. So two groups become one only if enough of the pairs between them are
linked.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable

from sayso.across.profiles import Judgement

Group = frozenset[str]

HALF = 0.5
"""The share of the pairs between two groups that must be linked (average linkage over links): with fewer most of what is joined
is not alike; with more, long stories fall apart, since a first and a last report share less than neighbours do."""


def groups(members: Iterable[str], pairs: Iterable[tuple[str, str]], judgements: Iterable[Judgement] = (),
           fits: Callable[[Group, Group], bool] | None = None, share: float = HALF) -> list[Group]:
    """Every member in one group; the groups with the best-linked pairs are joined first. The order of members and pairs does
    not matter. Judged the same: in one group, whatever the links; judged different: never, unless by a chain of such
    judgements. `fits`: whether two groups may be one (a guard on what is in them)."""
    return _Joining(members, pairs, judgements, fits, share).done()


class _Joining:
    def __init__(self, members: Iterable[str], pairs: Iterable[tuple[str, str]], judgements: Iterable[Judgement],
                 fits: Callable[[Group, Group], bool] | None, share: float) -> None:
        self.fits, self.share = fits, share
        self.groups: dict[str, Group] = {m: frozenset([m]) for m in sorted(set(members))}  # by their least member
        self.of = {m: m for m in self.groups}
        said = sorted({(j.verdict, *sorted((j.left, j.right))) for j in judgements if {j.left, j.right} <= self.groups.keys()})
        self.different = {(a, b) for verdict, a, b in said if verdict == "different"}
        self.linked: dict[str, Counter[str]] = {m: Counter() for m in self.groups}
        for a, b in sorted({(min(p), max(p)) for p in pairs}):
            if a != b and a in self.groups and b in self.groups:
                self.linked[a][b] += 1
                self.linked[b][a] += 1
        for verdict, a, b in said:
            if verdict == "same" and (a, b) not in self.different and self.of[a] != self.of[b]:
                self._join(self.of[a], self.of[b])

    def done(self) -> list[Group]:
        """Joins while there is something to join."""
        waiting: list[tuple[float, int, str, str, int, int]] = []
        for a, row in self.linked.items():
            for b in row:
                if a < b:
                    self._wait(waiting, a, b)
        while waiting:
            _, _, a, b, size_a, size_b = heapq.heappop(waiting)
            if any(x not in self.groups or len(self.groups[x]) != size for x, size in ((a, size_a), (b, size_b))):
                continue
            if self._kept_apart(a, b) or self.fits is not None and not self.fits(self.groups[a], self.groups[b]):
                continue
            self._join(a, b)
            for other in self.linked[a]:
                self._wait(waiting, *sorted((a, other)))
        return sorted(self.groups.values(), key=min)

    def _wait(self, waiting: list[tuple[float, int, str, str, int, int]], a: str, b: str) -> None:
        n, sizes = self.linked[a][b], (len(self.groups[a]), len(self.groups[b]))
        if (part := n / (sizes[0] * sizes[1])) >= self.share:
            heapq.heappush(waiting, (-part, -n, a, b, *sizes))

    def _kept_apart(self, a: str, b: str) -> bool:
        left, right = self.groups[a], self.groups[b]
        return any(x in left and y in right or x in right and y in left for x, y in self.different)

    def _join(self, a: str, b: str) -> None:
        a, b = sorted((a, b))
        self.groups[a] |= self.groups.pop(b)
        for m in self.groups[a]:
            self.of[m] = a
        self.linked[a] += self.linked[b]
        for other in self.linked.pop(b):
            if other != a:
                self.linked[other][a] += self.linked[other].pop(b)
        self.linked[a].pop(a, None)
        self.linked[a].pop(b, None)
