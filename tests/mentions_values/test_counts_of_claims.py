# SPDX-License-Identifier: Apache-2.0
"""What count a claim gets: words, bound, scope, source, parts (tests/cases/counts/claims.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.model import Claim, Count, Reading
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.text import overlap

FOLDER = Path(__file__).parents[1] / "cases" / "counts"
CASES: dict[str, dict[str, Any]] = {
    c["id"]: c for c in yaml.safe_load((FOLDER / "claims.yaml").read_text(encoding="utf-8"))}


def told(reading: Reading, claim: Claim) -> dict[str, Any]:
    """A claim's count as a case tells it."""
    c = claim.count
    return {
        "count": [reading.words(c.span), c.best, c.low, c.high, c.bound] if c else None,
        "scope": c.scope if c else "event",
        "source": reading.words(c.source) if c and c.source else None,
        "parts": [[reading.words(p.span), p.best] for p in c.parts] if c else [],
    }


@pytest.mark.parametrize("ident", CASES)
def test_count(ident: str, reader: Reader) -> None:
    case = CASES[ident]
    reading = reader.read(report_from_text(case["text"], ReadOptions(language="en")))
    start = case["text"].index(case["trigger"])
    here = [c for c in reading.claims if overlap(c.trigger, (start, start + len(case["trigger"])))]
    assert here or case["count"] is None, f"no claim; claims at {[reading.words(c.trigger) for c in reading.claims]}"
    want: dict[str, Any] = {"count": None, "scope": "event", "source": None, "parts": []}
    want |= {k: case[k] for k in want if k in case}
    for claim in here:
        assert told(reading, claim) == want, f"{claim.code} in {case['text']}"


def test_a_count_as_data() -> None:
    part = Count((20, 34), 3, None, None)
    data = Count((0, 6), 11, None, None, parts=(part,)).to_dict()
    assert (data["bound"], data["scope"], data["parts"][0]["best"]) == ("exact", "event", 3)


def test_there_are_as_many_cases_as_we_promise() -> None:
    words = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    assert len(CASES) + len(words["counts"]) >= 150
