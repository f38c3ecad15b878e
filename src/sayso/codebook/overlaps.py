# SPDX-License-Identifier: Apache-2.0
"""Words that several patterns have: which codes clash over them, and which patterns another one never lets come first.

Where patterns match the same words, the one that fills more roles wins, then the one that stands first. So a later pattern is
dead for a word if an earlier one takes everything in every slot that it takes, and fills as many roles with it. This looks at
the codebook alone: what no report can settle is told, what only few reports tell apart is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from sayso.codebook.schema import EVENT_DEFAULTS, KINDS, RANKED, Code, Codebook, Entry, Pattern

ELSEWHERE = "(where)"
"""Stands for the slots that give the role `place` without being told."""

Fills = Mapping[tuple[str, str], str]
"""(slot, entity type) → the role that it fills."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words that two patterns have. `dead`: the second never comes first with them; `same`: their conditions are alike, so
    that only the order in the codebook decides."""

    words: tuple[str, ...]
    first: tuple[Code, Pattern]
    second: tuple[Code, Pattern]
    dead: bool
    same: bool

    @property
    def clash(self) -> bool:
        """Whether two codes claim the same words under the same conditions."""
        return self.same and self.first[0].code != self.second[0].code


def overlaps(book: Codebook) -> tuple[Overlap, ...]:
    """Every two patterns with words in common, in the order of the codebook; of a dead word, the pattern that takes it."""
    return tuple(o for kind in KINDS for row in _rows(book, kind).values() for o in _within(row))


def name(of: tuple[Code, Pattern]) -> str:
    """How a claim's `why` calls a pattern: "affiliation.join/enlist"."""
    return f"{of[0].code}/{of[1].id}"


def _rows(book: Codebook, kind: str) -> Mapping[tuple[str, ...], list[Entry]]:
    """The patterns that have each words, in the order of the codebook."""
    rows: dict[tuple[str, ...], list[Entry]] = {}
    for code in book.codes.values():
        for pattern in code.patterns:
            for words in pattern.words if pattern.kind == kind else ():
                rows.setdefault(words, []).append((code, pattern, words))
    return rows


def _within(row: list[Entry]) -> Iterator[Overlap]:
    for (c1, p1, words), (c2, p2, _) in combinations(row, 2):
        yield Overlap(words, (c1, p1), (c2, p2), wider(c1, p1, c2, p2), _alike(c1, p1, c2, p2))


def wider(c1: Code, p1: Pattern, c2: Code, p2: Pattern) -> bool:
    """Whether the first pattern holds wherever the second does, and fills no fewer of the ranked roles there."""
    if not c1.unless_of(p1) <= c2.unless_of(p2) or p1.given not in ("", p2.given):
        return False
    if (only := c1.only_of(p1)) and not frozenset() < c2.only_of(p2) <= only:
        return False
    if any((slot in p1.slots) != (slot in p2.slots) for slot in ("subj", "obj")):
        return False      # an object or subject that nobody takes may speak against one of them alone
    one, two = _fills(c1, p1), _fills(c2, p2)
    if not two.keys() <= one.keys():
        return False
    becomes: dict[str, set[str]] = {}
    for key, role in two.items():
        becomes.setdefault(role, set()).add(one[key])
    ranked = [becomes[r] for r in becomes if r in RANKED]
    if any(not images <= set(RANKED) for images in ranked) or any(a & b for a, b in combinations(ranked, 2)):
        return False
    needed = [{x for r in roles for x in becomes.get(r, ())} for roles in (*c2.required, *p2.required)]
    return all(any(images and images <= set(roles) for images in needed) for roles in (*c1.required, *p1.required))


def _alike(c1: Code, p1: Pattern, c2: Code, p2: Pattern) -> bool:
    """Whether each holds wherever the other does."""
    return wider(c1, p1, c2, p2) and wider(c2, p2, c1, p1)


def _fills(code: Code, pattern: Pattern) -> Fills:
    out: dict[tuple[str, str], str] = {}
    for slot, targets in pattern.slots.items():
        for target in targets:
            for kind in target.types or code.roles[target.role]:
                out.setdefault((slot, kind), target.role)
    if pattern.kind == "noun" and "self" not in pattern.slots:
        for slot, role in EVENT_DEFAULTS:
            for kind in code.roles.get(role, ()) if slot not in pattern.slots else ():
                out[slot, kind] = role
    for kind in code.roles.get("place", ()):
        out[ELSEWHERE, kind] = "place"
    return out
