# SPDX-License-Identifier: Apache-2.0
"""Every example and counter-example of the shipped codebook, read by the whole of Sayso.

cases/known_failures.yaml pins the ids that fail today. It may only shrink: an id that passes must be taken out, a new failure
is a failure. To list what fails, in the form of that file:
pytest -q tests/codebook/test_examples.py | sed -n 's/^FAILED .*\\[\\(.*\\)\\].*/- \\1/p' | sort
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from sayso.codebook import Code, Example, find_quote, load
from sayso.model import Claim, Reading
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, overlap

OPTIONS = ReadOptions(published=datetime.date(2020, 6, 10), language="en")

KNOWN: list[str] = yaml.safe_load((Path(__file__).parent / "cases" / "known_failures.yaml").read_text(encoding="utf-8")) or []

ALL: dict[str, tuple[Code, Example]] = {
    f"{code.code}/{kind}-{k}": (code, example)
    for code in load().codes.values()
    for kind, examples in (("example", code.examples), ("counterexample", code.counterexamples))
    for k, example in enumerate(examples, 1)}


def faults(reader: Reader, code: Code, example: Example) -> list[str]:
    """What is wrong with the reading of one example; empty if nothing."""
    reading = reader.read(report_from_text(example.text, OPTIONS))
    claims = [c for c in reading.claims if c.code == code.code or c.code.startswith(code.code + ".")]
    if not example.trigger:
        return [f"unwanted {c.code} at “{reading.words(c.trigger)}” by {c.why[0]}" for c in claims]
    trigger = where(example.text, example.trigger)
    hits = [c for c in claims if overlap(c.trigger, trigger)]
    if not hits:
        return [f"no {code.code} at “{example.trigger}” but {[(c.code, reading.words(c.trigger)) for c in reading.claims]}"]
    return min((misses(reading, c, example) for c in hits), key=len)


def misses(reading: Reading, claim: Claim, example: Example) -> list[str]:
    """Where a claim differs from what its example says."""
    out = []
    for role, quotes in example.roles.items():
        for quoted in quotes:
            if not any(touches(reading, f.entity, where(example.text, quoted)) for f in claim.roles.get(role, ())):
                got = [reading.name(f.entity) for f in claim.roles.get(role, ())]
                out.append(f"{role} is {got}, not “{quoted}”")
    if example.polarity and claim.polarity != example.polarity:
        out.append(f"polarity is {claim.polarity}")
    if example.modality and claim.modality != example.modality:
        out.append(f"modality is {claim.modality}")
    sources = [v.source for v in claim.voices if v.source]
    if example.voice and not any(touches(reading, s, where(example.text, example.voice)) for s in sources):
        out.append(f"voices are {[reading.name(s) for s in sources]}, not “{example.voice}”")
    return out


def touches(reading: Reading, entity: str, span: Span) -> bool:
    """Whether one of an entity's mentions overlaps a span."""
    return any(overlap(m.span, span) for m in reading.by_id[entity].mentions)


def where(text: str, quoted: str) -> Span:
    """Where an example's words stand; the loader has made sure that they do."""
    span = find_quote(text, quoted)
    assert span is not None
    return span


@pytest.mark.parametrize("ident", ALL)
def test_example(ident: str, reader: Reader) -> None:
    code, example = ALL[ident]
    wrong = faults(reader, code, example)
    if ident in KNOWN:
        assert wrong, f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert not wrong, f"{example.text} → {'; '.join(wrong)}"


def test_known_failures_are_examples() -> None:
    assert set(KNOWN) <= set(ALL), sorted(set(KNOWN) - set(ALL))
    assert sorted(set(KNOWN)) == KNOWN, "keep the list sorted, each id once"
