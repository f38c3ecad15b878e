# SPDX-License-Identifier: Apache-2.0
"""What follows from a claim: who has defected has left, whoever is executed is dead (docs/decisions/0014).

It is for searches and records. A report makes one claim, and what follows from it is never stored as another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sayso.codebook.nodes import nearest
from sayso.codebook.schema import Code, Codebook, Implication
from sayso.errors import CodebookError
from sayso.model import Claim, Filler

TURNED = frozenset({"denies", "doubts", "declines", "retracts"})
"""Stances of a voice under which nothing follows: who denies that A defected does not deny that A left."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What follows from a claim: a code with its roles, at the claim's own time and place, on the same word and as surely.
    `by`: the codes through which it follows, the claim's own first."""

    code: str
    roles: Mapping[str, tuple[Filler, ...]]
    by: tuple[str, ...]


def implied(claim: Claim, codebook: Codebook) -> tuple[Implied, ...]:
    """All that follows from a claim by a codebook, each code once, nearest first. Nothing follows from what did not happen
    or is only denied or doubted, nor where a role lacks that the other code needs. A code that the codebook does not know is
    looked up by its first two parts."""
    if claim.polarity == "no" or any(v.stance in TURNED for v in claim.voices):
        return ()
    code = codebook.codes.get(claim.code) or codebook.codes.get(".".join(claim.code.split(".")[:2]))
    if code is None:
        return ()
    pattern = next((p for p in code.patterns if p.id == claim.pattern), None)
    first = code.implies if pattern is None or pattern.implies is None else pattern.implies
    found: dict[str, Implied] = {}
    waiting: list[tuple[Implication, Mapping[str, tuple[Filler, ...]], tuple[str, ...]]]
    waiting = [(imp, claim.roles, (claim.code,)) for imp in first]
    for imp, had, by in waiting:
        other = codebook.codes[imp.code]
        roles = {r: had[imp.roles.get(r, r)] for r in other.roles if had.get(imp.roles.get(r, r))}
        if imp.code in found or not all(any(r in roles for r in needed) for needed in other.required):
            continue
        found[imp.code] = Implied(imp.code, roles, by)
        waiting += [(further, roles, (*by, imp.code)) for further in other.implies]
    return tuple(found.values())


def implying(codebook: Codebook, wanted: str) -> frozenset[str]:
    """The codes from which a code, or one of a family, may follow."""
    inside = {name for name in codebook.codes if within(name, wanted)}
    out: set[str] = set()
    while more := {code.code for code in codebook.codes.values() if code.code not in out
                   and any(imp.code in inside | out for imp in every(code))}:
        out |= more
    return frozenset(out)


def within(code: str, wanted: str) -> bool:
    """Whether a code is the wanted one, a finer one of it or one of that family."""
    return code == wanted or code.startswith(f"{wanted}.")


def every(code: Code) -> Iterator[Implication]:
    """What follows from a code, and from single patterns of it."""
    yield from code.implies
    for pattern in code.patterns:
        yield from pattern.implies or ()


def fitting(codes: Mapping[str, Code], base: Codebook | None) -> dict[str, Code]:
    """The codes of a codebook, with what `base` says left out where it no longer holds: a code that is dropped, or replaced
    by one with other roles. Raises CodebookError where the codebook's own entries name a code or role that is not there, or
    go in a circle."""
    theirs = {id(imp) for code in base.codes.values() for imp in every(code)} if base else set()

    def kept(row: tuple[Implication, ...]) -> tuple[Implication, ...]:
        return tuple(imp for imp in row if id(imp) not in theirs
                     or imp.code in codes and imp.roles.keys() <= codes[imp.code].roles.keys())

    out = {}
    for name, code in codes.items():
        for imp in every(code):
            if id(imp) not in theirs:
                _check(codes, code, imp)
        patterns = tuple(p if p.implies is None else replace(p, implies=kept(p.implies)) for p in code.patterns)
        out[name] = replace(code, implies=kept(code.implies), patterns=patterns)
    for code in out.values():
        _circle(out, code, theirs)
    return out


def _check(codes: Mapping[str, Code], code: Code, imp: Implication) -> None:
    if imp.code not in codes:
        raise CodebookError(f"{imp.at}: “{imp.code}” is not a code of this codebook.",
                            nearest(imp.code, codes) or "Write a code of it, as “affiliation.leave”.")
    other = codes[imp.code]
    for theirs, ours in imp.roles.items():
        if theirs not in other.roles:
            raise CodebookError(f"{imp.at}: “{theirs}” is not a role of {imp.code}.", nearest(theirs, other.roles)
                                or f"Its roles are {', '.join(other.roles)}.")
        if not set(other.roles[theirs]) & set(code.roles[ours]):
            raise CodebookError(f"{imp.at}: nothing that fills {ours} of {code.code} may fill {theirs} of {imp.code}.",
                                "Name another role, or add a type to one of the two.")


def _circle(codes: Mapping[str, Code], start: Code, theirs: set[int]) -> None:
    """Raises CodebookError where a code follows from itself; it names the last step that is the codebook's own."""
    waiting: list[tuple[Implication, ...]] = [(imp,) for imp in every(start)]
    for way in waiting:
        if way[-1].code == start.code:
            own = next(imp for imp in reversed(way) if id(imp) not in theirs)
            raise CodebookError(f"{own.at}: {start.code} follows from itself: "
                                f"{' → '.join((start.code, *(imp.code for imp in way)))}.",
                                "Take one of these out; make them one code if they mean the same.")
        if way[-1].code not in {imp.code for imp in way[:-1]}:
            waiting += [(*way, further) for further in every(codes[way[-1].code])]
