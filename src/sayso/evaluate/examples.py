# SPDX-License-Identifier: Apache-2.0
"""A codebook's examples and counter-examples, read as any report is: which come out, and what comes out instead.

An example comes out if a claim of its code (or a finer one) stands at its trigger with the roles, polarity, modality and voice
that it names; a counter-example if no claim of its code comes at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.codebook import Code, Codebook, Example, find_quote
from sayso.model import Claim, Json, Reading, Report
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, overlap

OPTIONS = ReadOptions(published=datetime.date(2020, 6, 10), language="en")
"""Of all examples, so that "last week" has the same dates in every run."""

Read = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a code. `id`: "affiliation.join/example-2", counted from 1 as they stand in the codebook."""

    id: str
    code: Code
    example: Example


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: its faults, empty where it comes out, and the patterns by which its claims were found."""

    case: Case
    faults: tuple[str, ...]
    rules: frozenset[str]

    def to_dict(self) -> Json:
        """For JSON: where the example stands, its text, what is wrong."""
        return {"id": self.case.id, "at": self.case.example.at, "text": self.case.example.text, "faults": list(self.faults)}


def cases(book: Codebook) -> Iterator[Case]:
    """Every example and counter-example, in the order of the codebook."""
    for code in book.codes.values():
        for kind, examples in (("example", code.examples), ("counterexample", code.counterexamples)):
            for k, example in enumerate(examples, 1):
                yield Case(f"{code.code}/{kind}-{k}", code, example)


def outcome(read: Read, case: Case) -> Outcome:
    """Reads one example."""
    reading = read(report_from_text(case.example.text, OPTIONS))
    rules = frozenset(c.rule for c in reading.claims)
    return Outcome(case, _faults(reading, case.code.code, case.example), rules)


def _faults(reading: Reading, code: str, example: Example) -> tuple[str, ...]:
    claims = [c for c in reading.claims if c.code == code or c.code.startswith(code + ".")]
    if not example.trigger:
        return tuple(f"unwanted {c.code} at “{reading.words(c.trigger)}” by {c.why[0]}" for c in claims)
    trigger = _where(example.text, example.trigger)
    hits = [c for c in claims if overlap(c.trigger, trigger)]
    if not hits:
        instead = ", ".join(f"{c.code} at “{reading.words(c.trigger)}”" for c in reading.claims)
        return (f"no {code} at “{example.trigger}” but {instead or 'no claim at all'}",)
    return min((_misses(reading, c, example) for c in hits), key=len)


def _misses(reading: Reading, claim: Claim, example: Example) -> tuple[str, ...]:
    """Where a claim differs from what its example says."""
    out = []
    for role, quotes in example.roles.items():
        fillers = claim.roles.get(role, ())
        for quoted in quotes:
            if not any(_touches(reading, f.entity, _where(example.text, quoted)) for f in fillers):
                out.append(f"{role} is {_names([reading.name(f.entity) for f in fillers])}, not “{quoted}”")
    if example.polarity and claim.polarity != example.polarity:
        out.append(f"polarity is {claim.polarity}, not {example.polarity}")
    if example.modality and claim.modality != example.modality:
        out.append(f"modality is {claim.modality}, not {example.modality}")
    sources = [v.source for v in claim.voices if v.source]
    if example.voice and not any(_touches(reading, s, _where(example.text, example.voice)) for s in sources):
        out.append(f"voice is {_names([reading.name(s) for s in sources])}, not “{example.voice}”")
    return tuple(out)


def _names(names: list[str]) -> str:
    return ", ".join(f"“{n}”" for n in names) or "empty"


def _touches(reading: Reading, entity: str, span: Span) -> bool:
    """Whether one of an entity's mentions overlaps a span."""
    return any(overlap(m.span, span) for m in reading.by_id[entity].mentions)


def _where(text: str, quoted: str) -> Span:
    """Where an example's words stand; the loader has made sure that they do."""
    span = find_quote(text, quoted)
    assert span is not None
    return span
