# SPDX-License-Identifier: Apache-2.0
"""Times read with the language model: tense, and which time a claim gets. Tables in tests/cases/time."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.mentions.times import find_times
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

CASES = Path(__file__).parents[1] / "cases" / "time"
TENSE: dict[str, Any] = yaml.safe_load((CASES / "tense.yaml").read_text(encoding="utf-8"))
CLAIMS: list[dict[str, Any]] = yaml.safe_load((CASES / "claims.yaml").read_text(encoding="utf-8"))
PUBLISHED = datetime.date(2016, 3, 9)


@pytest.mark.parametrize("case", TENSE["cases"], ids=lambda c: c[0])
def test_tense(case: list[str], reader: Reader) -> None:
    text, words, start, end = case
    found = {text[slice(*t.when.span)]: t.when for t in find_times(reader.language.parse(text), TENSE["published"])}
    assert words in found
    assert [d.isoformat() if d else "" for d in (found[words].start, found[words].end)] == [start, end]


@pytest.mark.parametrize("case", CLAIMS, ids=lambda c: f"{c['trigger']}: {c['text']}")
def test_claims(case: dict[str, Any], reader: Reader) -> None:
    report = report_from_text(case["text"], ReadOptions(published=case.get("published", PUBLISHED), language="en"))
    trigger, _, number = case["trigger"].partition("#")
    reading = reader.read(report)
    claims = [c for c in reading.claims if reading.words(c.trigger) == trigger]
    assert len(claims) >= int(number or 1), [reading.words(c.trigger) for c in reading.claims]
    when = claims[int(number or 1) - 1].when
    if not case["when"]:
        assert when is None
        return
    assert when is not None
    assert (reading.words(when.span), when.start, when.end) == (case["when"], case.get("start"), case.get("end"))
    assert when.inherited == case.get("inherited", False)
    anchor = reading.words(when.anchor_span) if when.anchor_span else None
    assert anchor == case.get("anchor")
