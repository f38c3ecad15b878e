# SPDX-License-Identifier: Apache-2.0
"""Which phrases are one entity: a union of phrases that refuses to mix persons with bodies, one with many, he with she."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.mentions.names import core
from sayso.mentions.phrases import Phrase
from sayso.mentions.types import Sort, agree


@dataclass(slots=True)
class Chain:
    """What the phrases of one entity tell together. `gender` and `number` are "any" until some phrase settles them."""

    members: list[int]
    sort: Sort
    number: str
    gender: str
    named: bool
    lemmas: set[str] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)


class Chains:
    """Union-find over the phrases of one text (by `Phrase.at`)."""

    def __init__(self, phrases: tuple[Phrase, ...], sorts: tuple[Sort, ...]) -> None:
        self.phrases = phrases
        self.sorts = sorts
        self._up = list(range(len(phrases)))
        self._apart: dict[int, set[int]] = {}
        self._members: dict[int, tuple[int, ...]] = {}
        self._chains = {
            p.at: Chain(
                [p.at],
                s,
                _number(p, s),
                p.gender,
                p.form == "name",
                {p.lemma} if p.form == "nominal" else set(),
                [p.name] if p.name else [],
            )
            for p, s in zip(phrases, sorts, strict=True)
        }

    def root(self, at: int) -> int:
        """The number of the chain that a phrase is in."""
        while self._up[at] != at:
            self._up[at] = self._up[self._up[at]]
            at = self._up[at]
        return at

    def chain(self, at: int) -> Chain:
        """The chain that a phrase is in."""
        return self._chains[self.root(at)]

    def joined(self, a: int, b: int) -> bool:
        """Whether two phrases are already one entity."""
        return self.root(a) == self.root(b)

    def roots(self) -> list[int]:
        """All chains, in order of their first phrase."""
        return sorted({self.root(p.at) for p in self.phrases}, key=lambda r: min(self._chains[r].members))

    def part(self, a: int, b: int) -> None:
        """Notes that two phrases are never one ("Omar and Deen")."""
        x, y = self.root(a), self.root(b)
        if x != y:
            self._apart.setdefault(x, set()).add(y)
            self._apart.setdefault(y, set()).add(x)

    def gather(self, at: int, members: tuple[int, ...]) -> None:
        """Notes that a phrase stands for several others at once ("the two men")."""
        self._members[at] = members

    def members(self, root: int) -> tuple[int, ...]:
        """The chains that a chain stands for, without itself; none for one that stands for itself."""
        told = next((self._members[at] for at in self._chains[root].members if at in self._members), ())
        return tuple(dict.fromkeys(r for r in map(self.root, told) if r != root))

    def fits(self, a: int, b: int, *, number: bool = True) -> bool:
        """Whether two phrases may be one, by family, gender and (unless told not to look) number."""
        x, y = self.chain(a), self.chain(b)
        if self.root(b) in self._apart.get(self.root(a), ()):
            return False
        if not agree(x.sort.family, y.sort.family):
            return False
        if number and "any" not in (x.number, y.number) and x.number != y.number:
            return False
        return "any" in (x.gender, y.gender) or x.gender == y.gender

    def _strangers(self, x: int, y: int) -> bool:
        """Two names that share no word: no description or pronoun makes them one ("Omar, Karim" is a list)."""
        one, two = self._chains[x].names, self._chains[y].names
        return bool(one and two) and not any(set(core(a)) & set(core(b)) for a in one for b in two)

    def retype(self, at: int, sort: Sort) -> None:
        """Sets what a chain is, where its surroundings tell better than its words."""
        self.chain(at).sort = sort

    def join(self, a: int, b: int, *, number: bool = True, force: bool = False) -> bool:
        """Makes two phrases one entity where they fit (`force`: whatever their families); tells whether they now are."""
        x, y = self.root(a), self.root(b)
        if x == y:
            return True
        if not force and (not self.fits(a, b, number=number) or self._strangers(x, y)):
            return False
        if y < x:
            x, y = y, x
        one, two = self._chains[x], self._chains.pop(y)
        self._up[y] = x
        first, second = (two, one) if _outranks(two, one) else (one, two)
        one.sort = first.sort
        one.number = "any" if first.sort.family in ("B", "C") else first.number if first.number != "any" else second.number
        one.gender = one.gender if one.gender != "any" else two.gender
        one.named = one.named or two.named
        one.members = sorted(one.members + two.members)
        one.lemmas |= two.lemmas
        one.names += [n for n in two.names if n not in one.names]
        for other in self._apart.pop(y, ()):
            self._apart[other].discard(y)
            if other != x:      # two that were told apart and joined by force are not apart from themselves
                self._apart[other].add(x)
                self._apart.setdefault(x, set()).add(other)
        return True


def _outranks(a: Chain, b: Chain) -> bool:
    return a.sort.sure > b.sort.sure


def _number(phrase: Phrase, sort: Sort) -> str:
    """Bodies and places take both "it" and "they"."""
    return "any" if sort.family in ("B", "C") and phrase.form != "pronoun" else phrase.number
