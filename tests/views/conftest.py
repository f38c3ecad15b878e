# SPDX-License-Identifier: Apache-2.0
"""Readings made by hand from `cases/readings.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.model import Answer, Claim, Count, Entity, Filler, Mention, Reading, Report, Voice, When
from sayso.text import Span

CASES = Path(__file__).parent / "cases"


def span(text: str, words: str) -> Span:
    """Where quoted words stand in a text: "word#2" is the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    assert match
    at = -1
    for _ in range(int(match[2] or 1)):
        at = text.index(match[1], at + 1)
    return at, at + len(match[1])


def reading(case: dict[str, Any]) -> Reading:
    """A case as a Reading."""
    text = case["text"]
    report = Report(id=f"sha256:{case['stem']}", stem=case["stem"], source="made.txt", text=text, title=case["title"],
                    outlet=case["outlet"], byline=case.get("byline"), published=case["published"], language=case["language"],
                    title_span=(0, len(case["title"])) if case["title"] and text.startswith(case["title"]) else None)
    entities = tuple(Entity(key, kind, name, tuple(Mention(*span(text, m), 0, "name") for m in mentions))
                     for key, (kind, name, mentions) in case["entities"].items())
    claims = []
    for n, c in enumerate(case["claims"]):
        when, count = c.get("when"), c.get("count")
        claims.append(Claim(
            id=f"c_{case['stem']}{n}", code=c["code"], trigger=span(text, c["trigger"]),
            roles={r: (Filler(e, span(text, words)),) for r, (e, words) in c["roles"].items()},
            when=When(span(text, when[0]), *when[1:]) if when else None,
            count=Count(span(text, count[0]), *count[1:]) if count else None,
            modality=c.get("modality", "actual"), polarity=c.get("polarity", "yes"), certainty=c.get("certainty", "certain"),
            voices=tuple(Voice(v[0], span(text, v[1]) if v[1] else None, span(text, v[2]), *v[3:])
                         for v in c.get("voices", [])),
            answers=tuple(Answer(f"c_{case['stem']}{i}", kind) for i, kind in c.get("answers", [])),
            evidence=tuple(span(text, e) for e in c["evidence"]), why=tuple(c.get("why", []))))
    return Reading(report, entities, tuple(claims))


@pytest.fixture
def readings() -> dict[str, Reading]:
    """The hand-made readings by stem."""
    cases = yaml.safe_load((CASES / "readings.yaml").read_text(encoding="utf-8"))
    return {case["stem"]: reading(case) for case in cases}
