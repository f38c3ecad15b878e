# SPDX-License-Identifier: Apache-2.0
"""Checks a codebook: whether its examples come out, its codes clash over words, each pattern can win and has an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.codebook.overlaps import Overlap, name, overlaps
from sayso.evaluate.examples import Outcome, Read, cases, outcome
from sayso.model import Json


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `untouched`: patterns by which no claim of any example was found; `known`: examples that do not come
    out with the codebook that this one extends either."""

    source: str
    codes: int
    patterns: int
    outcomes: tuple[Outcome, ...]
    overlaps: tuple[Overlap, ...]
    untouched: tuple[str, ...]
    known: frozenset[str] = frozenset()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The examples that do not come out."""
        return tuple(o for o in self.outcomes if o.faults and o.case.id not in self.known)

    def to_dict(self) -> Json:
        """The whole as data."""
        return {
            "codebook": self.source, "codes": self.codes, "patterns": self.patterns, "examples": len(self.outcomes),
            "failed": [o.to_dict() for o in self.failed], "failed_before": sorted(self.known),
            "clashes": [_overlap(o) for o in self.overlaps if o.clash], "dead": [_overlap(o) for o in self.overlaps if o.dead],
            "shared": [_overlap(o) for o in self.overlaps if not (o.clash or o.dead)], "no_example": list(self.untouched),
        }

    def lines(self, *, verbose: bool) -> Iterator[str]:
        """The whole for people; `verbose`: also words that codes share and patterns without an example."""
        shared = [o for o in self.overlaps if not (o.clash or o.dead) and o.first[0].code != o.second[0].code]
        out = sum(1 for o in self.outcomes if not o.faults)
        yield f"{self.source}: {_many(self.codes, 'code')}, {_many(self.patterns, 'pattern')}"
        yield f"examples      {out} of {len(self.outcomes)} come out" + (
            f"; {len(self.known)} did not before it was extended either" if self.known else "")
        for o in self.failed:
            yield from _failure(o)
        yield from _listed("clashes", "words that two codes claim under the same conditions",
                           (_told(o, "and") for o in self.overlaps if o.clash))
        yield from _listed("dead", "words with which a pattern never comes first",
                           (_told(o, "before") for o in self.overlaps if o.dead and not o.clash))
        yield from _listed("shared", "words of two codes, told apart by roles and types",
                           (_told(o, "or") for o in shared), shown=verbose)
        yield from _listed("no example", "patterns by which no example's claim is found", self.untouched, shown=verbose)


def check(book: Codebook, read: Read, only: str = "", note: Callable[[int, int], None] = lambda done, of: None,
          before: Read | None = None) -> Checked:
    """Checks a codebook with a reader that uses it. `only`: a code; no other code's examples are read, no other's words told.
    `before`: a reader with the codebook that this one extends."""
    chosen = [c for c in cases(book) if _within(c.code.code, only)]
    outcomes = []
    for done, case in enumerate(chosen, 1):
        outcomes.append(outcome(read, case))
        note(done, len(chosen))
    known = frozenset(o.case.id for o in outcomes if o.faults and before and outcome(before, o.case).faults)
    touched = {rule for o in outcomes for rule in o.rules}
    patterns = [name((c, p)) for c in book.codes.values() if _within(c.code, only) for p in c.patterns]
    found = tuple(o for o in overlaps(book) if any(_within(side[0].code, only) for side in (o.first, o.second)))
    codes = sum(_within(c, only) for c in book.codes)
    untouched = tuple(p for p in patterns if p not in touched)
    return Checked(book.source, codes, len(patterns), tuple(outcomes), found, untouched, known)


def _within(code: str, only: str) -> bool:
    return not only or code == only or code.startswith(only + ".")


def _failure(o: Outcome) -> Iterator[str]:
    yield f"  {o.case.example.at}: {o.case.id}"
    yield f"    {o.case.example.text}"
    yield from (f"    → {fault}" for fault in o.faults)


def _listed(label: str, meaning: str, rows: Iterable[str], *, shown: bool = True) -> Iterator[str]:
    listed = list(rows)
    yield f"{label:13} {len(listed)} {meaning}" + ("; --verbose lists them" if listed and not shown else "")
    yield from (f"  {row}" for row in listed if shown)


def _told(o: Overlap, between: str) -> str:
    return f"“{' '.join(o.words)}”: {name(o.first)} {between} {name(o.second)} ({o.second[1].at})"


def _overlap(o: Overlap) -> Json:
    return {"words": " ".join(o.words), "kind": o.first[1].kind, "first": name(o.first), "first_at": o.first[1].at,
            "second": name(o.second), "second_at": o.second[1].at}


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
