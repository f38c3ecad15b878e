# SPDX-License-Identifier: Apache-2.0
"""Patterns of a codebook in plain words: which place in a sentence gives which role, how codes with the same words differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.codebook import EVENT_DEFAULTS, Code, Codebook, Pattern
from sayso.codebook.overlaps import Overlap, overlaps
from sayso.model import ENTITY_TYPES
from sayso.views.codes import of_types


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that a code shares with another one. `apart`: what tells them apart, a line each."""

    other: str
    words: tuple[str, ...]
    apart: tuple[str, ...]


@cache
def names() -> Mapping[str, str]:
    """What slots that are no prepositions are called in plain words (data/slots.yaml)."""
    text = resources.files("sayso.views").joinpath("data/slots.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def places(code: Code, pattern: Pattern) -> Iterator[str]:
    """What gives which role, a line each: "the subject, after “by” → actor (person, people)". What an event noun takes without
    being told stands at the end."""
    rows: dict[str, list[str]] = {}
    for slot, targets in pattern.slots.items():
        told = " or ".join(t.role + (f" ({of_types(t.types)})" if t.types else "") for t in targets)
        rows.setdefault(told, []).append(slot)
    if pattern.kind == "noun" and "self" not in pattern.slots:
        for slot, role in EVENT_DEFAULTS:
            if slot not in pattern.slots and role in code.roles:
                rows.setdefault(role, []).append(slot)
    return (f"{_joined(slots)} → {told}" for told, slots in rows.items())


def _joined(slots: Sequence[str]) -> str:
    """Slots in plain words: "the object, after “from”, “of”"."""
    named = [names()[s] for s in slots if s in names()]
    behind = [f"“{s}”" for s in slots if s not in names()]
    return ", ".join([*named, *([f"after {', '.join(behind)}"] if behind else [])])


def shared(book: Codebook) -> Mapping[str, tuple[Shared, ...]]:
    """For each code the other codes that have some of its words."""
    rows: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    for o in overlaps(book):
        if o.first[0].code != o.second[0].code:
            word = " ".join(o.words)
            for one, two in ((o.first, o.second), (o.second, o.first)):
                rows.setdefault((one[0].code, two[0].code), []).append((word, _apart(o, *one, *two)))
    out: dict[str, list[Shared]] = {}
    for (code, other), found in rows.items():
        by_reason: dict[tuple[str, ...], list[str]] = {}
        for word, reasons in found:
            by_reason.setdefault(reasons, []).append(word)
        out.setdefault(code, []).extend(Shared(other, tuple(dict.fromkeys(w)), why) for why, w in by_reason.items())
    return {code: tuple(sorted(found, key=lambda s: s.other)) for code, found in out.items()}


def _apart(o: Overlap, c1: Code, p1: Pattern, c2: Code, p2: Pattern) -> tuple[str, ...]:
    """What speaks for the first and not for the second of two patterns with the same words."""
    if o.same:
        return (f"the order in the codebook: {o.first[0].code} comes first",)
    rows: dict[str, list[str]] = {}
    for slot in p1.slots:
        here, there = _taken(c1, p1, slot), _taken(c2, p2, slot)
        if there and here != there:
            rows.setdefault(f"{of_types(_less(here, there))} here, {of_types(_less(there, here))} there", []).append(slot)
        elif not there:
            rows.setdefault("counts here only", []).append(slot)
    out = [f"{_joined(found)}: {told}" for told, found in rows.items()]
    for what, mine, theirs in (("needs", _needs(c1, p1), _needs(c2, p2)), ("not beside", _beside(c1, p1), _beside(c2, p2)),
                               ("only beside", _only(c1, p1), _only(c2, p2)), ("only after a claim of", p1.given, p2.given)):
        if mine and mine != theirs:
            out.append(f"{what} {mine} here")
    return tuple(out) or ("what else fills a role: the one that fills more wins",)


def _less(one: Sequence[str], two: Sequence[str]) -> Sequence[str]:
    return [t for t in one if t not in two] or one


def _taken(code: Code, pattern: Pattern, slot: str) -> tuple[str, ...]:
    """The entity types that a slot takes."""
    found = {kind for t in pattern.slots.get(slot, ()) for kind in t.types or code.roles[t.role]}
    return tuple(t for t in ENTITY_TYPES if t in found)


def _needs(code: Code, pattern: Pattern) -> str:
    return " and ".join(dict.fromkeys("/".join(roles) for roles in (*code.required, *pattern.required)))


def _beside(code: Code, pattern: Pattern) -> str:
    return ", ".join(sorted(code.unless_of(pattern)))


def _only(code: Code, pattern: Pattern) -> str:
    return ", ".join(sorted(code.only_of(pattern)))
