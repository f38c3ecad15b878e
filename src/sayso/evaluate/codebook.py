# SPDX-License-Identifier: Apache-2.0
"""Checks a codebook: whether its examples come out, its codes clash over words, each pattern can win and has an example.

Of a codebook that extends another one only what is its own is told: what the other has wrong by itself is nothing to mend here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.codebook import Code, Codebook, Pattern
from sayso.codebook.overlaps import Overlap, name, overlaps
from sayso.evaluate.examples import Case, Outcome, Read, cases, outcome
from sayso.model import Json
from sayso.text import many


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `untouched`: patterns by which no claim of any example was found; `known`: examples of the codebook
    that this one extends which do not come out with that one either."""

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
            "failed": [o.to_dict() for o in self.failed], "failed_in_sayso": sorted(self.known),
            "clashes": [_overlap(o) for o in self.overlaps if o.clash], "dead": [_overlap(o) for o in self.overlaps if o.dead],
            "shared": [_overlap(o) for o in self.overlaps if not (o.clash or o.dead)], "no_example": list(self.untouched),
        }

    def lines(self, *, verbose: bool) -> Iterator[str]:
        """The whole for people; `verbose`: also words that codes share and patterns without an example."""
        shared = [o for o in self.overlaps if not (o.clash or o.dead) and o.first[0].code != o.second[0].code]
        out = sum(1 for o in self.outcomes if not o.faults)
        yield f"{self.source}: {many(self.codes, 'code')}, {many(self.patterns, 'pattern')}"
        yield f"examples      {out} of {len(self.outcomes)} come out" + (
            f"; {len(self.known)} of sayso do not with sayso alone either" if self.known else "")
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
    `before`: reads with the codebook that this one extends."""
    chosen = [c for c in cases(book) if _within(c.code.code, only)]
    outcomes = []
    for done, case in enumerate(chosen, 1):
        outcomes.append(outcome(read, case))
        note(done, len(chosen))
    other = book.extends
    theirs = {_place(c) for c in cases(other)} if other else set()
    failing = [o.case for o in outcomes if o.faults and _place(o.case) in theirs]
    known = frozenset(case.id for case in failing if before and outcome(before, case).faults)
    had = {_met(o) for o in overlaps(other)} if other else set()
    found = tuple(o for o in overlaps(book) if _met(o) not in had and (_within(o.first[0].code, only)
                                                                       or _within(o.second[0].code, only)))
    codes = sum(_within(c, only) for c in book.codes)
    patterns = [(c, p) for c, p in _patterns(book) if _within(c.code, only)]
    skipped = {rule for o in outcomes for rule in o.rules} | ({name(p) for p in _patterns(other)} if other else set())
    untouched = tuple(name(p) for p in patterns if name(p) not in skipped)
    return Checked(book.source, codes, len(patterns), tuple(outcomes), found, untouched, known)


def _place(case: Case) -> tuple[str, str, str]:
    """What an example of two codebooks has in common where it is the same one."""
    return case.code.code, case.example.at, case.example.text


def _met(o: Overlap) -> tuple[tuple[str, ...], str, str]:
    return o.words, name(o.first), name(o.second)


def _patterns(book: Codebook) -> Iterator[tuple[Code, Pattern]]:
    return ((code, pattern) for code in book.codes.values() for pattern in code.patterns)


def _within(code: str, only: str) -> bool:
    return not only or code == only or code.startswith(only + ".")


def _failure(o: Outcome) -> Iterator[str]:
    yield f"  {o.case.example.at}: {o.case.id}"
    yield f"    {o.case.example.text}"
    yield from (f"    → {fault}" for fault in o.faults)


def _listed(label: str, meaning: str, rows: Iterable[str], *, shown: bool = True) -> Iterator[str]:
    listed = list(rows)
    yield f"{label:13} {len(listed)} ({meaning})" + ("; --verbose lists them" if listed and not shown else "")
    yield from (f"  {row}" for row in listed if shown)


def _told(o: Overlap, between: str) -> str:
    return f"“{' '.join(o.words)}”: {name(o.first)} {between} {name(o.second)} ({o.second[1].at})"


def _overlap(o: Overlap) -> Json:
    return {"words": " ".join(o.words), "kind": o.first[1].kind, "first": name(o.first), "first_at": o.first[1].at,
            "second": name(o.second), "second_at": o.second[1].at}
