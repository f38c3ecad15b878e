# SPDX-License-Identifier: Apache-2.0
"""Entities of short invented texts, through the shipped model: tests/cases/names, all files but compared.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.language import Language
from sayso.mentions import Mentions, find
from sayso.model import Entity
from sayso.reports import ReadOptions, report_from_text
from sayso.text import overlap, quote

HERE = Path(__file__).parents[1] / "cases" / "names"
FILES = sorted(p for p in HERE.glob("*.yaml") if p.stem != "compared")
CASES: list[dict[str, Any]] = [c for p in FILES for c in yaml.safe_load(p.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def language() -> Language:
    return Language.load()


def _span(text: str, wanted: str) -> tuple[int, int]:
    """The n-th place of a quote ("quote#n"); IndexError where the case quotes what is not there."""
    m = re.fullmatch(r"(.*?)(?:#(\d+))?=?", wanted)
    assert m is not None
    places = [f.span() for f in re.finditer(rf"(?<!\w){re.escape(m[1])}(?!\w)", text)]
    return places[int(m[2] or 1) - 1]


def _entity(text: str, found: Mentions, wanted: str) -> Entity:
    """The entity one of whose mentions fits the quote best (most shared letters, then least beyond it)."""
    span = _span(text, wanted)
    if wanted.endswith("="):
        return next(e for e in found.entities if any(m.span == span for m in e.mentions))
    fits = [
        (overlap(m.span, span), -(m.end - m.start), -m.start, e)
        for e in found.entities
        for m in e.mentions
        if overlap(m.span, span)
    ]
    assert fits, f"no mention at {wanted!r}"
    return max(fits, key=lambda f: f[:3])[3]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_entities(case: dict[str, Any], language: Language) -> None:
    text = case["text"]
    report = report_from_text(text, ReadOptions(outlet=case.get("outlet"), language="en"))
    found = find(language.parse(report.text, report.breaks, ("coreference",)), report)
    told = [(e.id, e.type, [quote(text, m.span) for m in e.mentions]) for e in found.entities]
    for group in case.get("together", []):
        assert len({_entity(text, found, w).id for w in group}) == 1, (group, told)
    for group in case.get("apart", []):
        assert len({_entity(text, found, w).id for w in group}) == len(group), (group, told)
    for wanted in case.get("absent", []):
        assert not any(m.span == _span(text, wanted) for e in found.entities for m in e.mentions), (wanted, told)
    for wanted, kind in case.get("types", {}).items():
        assert _entity(text, found, wanted).type == kind, (wanted, told)
    for words, members in case.get("both", []):
        ids = {_entity(text, found, m).id for m in members}
        span = _span(text, words)
        has = {e.id for e in found.entities for m in e.mentions if m.span == span}
        assert ids <= has and len(ids) == len(members), (words, members, told)
