# SPDX-License-Identifier: Apache-2.0
"""Every example and counter-example of the shipped codebook, read by the whole of Sayso.

cases/known_failures.yaml pins the ids that fail today. It may only shrink: an id that passes must be taken out, a new failure
is a failure. `sayso codebook check` lists what fails, and what comes out instead.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sayso.codebook import load
from sayso.evaluate.examples import Case, cases, outcome
from sayso.pipeline import Reader

KNOWN: list[str] = yaml.safe_load((Path(__file__).parent / "cases" / "known_failures.yaml").read_text(encoding="utf-8")) or []

ALL: dict[str, Case] = {case.id: case for case in cases(load())}


@pytest.mark.parametrize("ident", ALL)
def test_example(ident: str, reader: Reader) -> None:
    wrong = outcome(reader.read, ALL[ident]).faults
    if ident in KNOWN:
        assert wrong, f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert not wrong, f"{ALL[ident].example.text} → {'; '.join(wrong)}"


def test_known_failures_are_examples() -> None:
    assert set(KNOWN) <= set(ALL), sorted(set(KNOWN) - set(ALL))
    assert sorted(set(KNOWN)) == KNOWN, "keep the list sorted, each id once"
