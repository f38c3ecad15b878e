# SPDX-License-Identifier: Apache-2.0
"""Every example and counter-example of the shipped codebook, read by the whole of Sayso.

cases/known_failures.yaml pins the ids that fail today. It may only shrink: an id that passes must be taken out, a new failure
is a failure. `sayso codebook check` lists what fails, and what comes out instead.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
import yaml

from sayso.codebook import load
from sayso.codebook.overlaps import name
from sayso.evaluate.examples import Case, Outcome, cases, outcome
from sayso.pipeline import Reader

KNOWN: list[str] = yaml.safe_load((Path(__file__).parent / "cases" / "known_failures.yaml").read_text(encoding="utf-8")) or []

ALL: dict[str, list[Case]] = {code: list(rows) for code, rows in groupby(cases(load()), lambda case: case.code.code)}


@pytest.fixture(scope="module", params=ALL)
def outcomes(request: pytest.FixtureRequest, reader: Reader) -> list[Outcome]:
    """What came of the examples of one code. They are read once: pytest runs the tests of one code behind each other."""
    return [outcome(reader.read, case) for case in ALL[request.param]]


def test_examples_come_out(outcomes: list[Outcome]) -> None:
    wrong = [f"{o.case.id}: {o.case.example.text} → {'; '.join(o.faults)}"
             for o in outcomes if o.faults and o.case.id not in KNOWN]
    assert not wrong, "\n".join(wrong)
    mended = [o.case.id for o in outcomes if not o.faults and o.case.id in KNOWN]
    assert not mended, f"they pass now: take them out of cases/known_failures.yaml: {', '.join(mended)}"


def test_each_pattern_finds_a_claim_of_an_example_of_its_code(outcomes: list[Outcome]) -> None:
    code = outcomes[0].case.code
    found = {rule for o in outcomes for rule in o.rules}
    assert [name((code, p)) for p in code.patterns if name((code, p)) not in found] == []


def test_known_failures_are_examples() -> None:
    known = {case.id for rows in ALL.values() for case in rows}
    assert set(KNOWN) <= known, sorted(set(KNOWN) - known)
    assert sorted(set(KNOWN)) == KNOWN, "keep the list sorted, each id once"
