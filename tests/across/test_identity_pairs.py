# SPDX-License-Identifier: Apache-2.0
"""Pairs of entities and how they stand: tests/cases/identity/*.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.across.clusters import WEAK
from sayso.across.entities import keys, roster
from sayso.across.identity import alike, compare
from sayso.across.profiles import Profile, profile
from sayso.model import Json

CASES = Path(__file__).parents[1] / "cases" / "identity"
BACK = {"part": "whole", "whole": "part"}
PAIRS = [(f"{f.stem} {n}", case) for f in sorted(CASES.glob("*.yaml"))
         for n, case in enumerate(yaml.safe_load(f.read_text("utf-8")), 1)]


def entity(given: Any, kind: str) -> Profile:
    """What a case says of an entity, as a profile; `roster`: as the shipped roster knows it."""
    told: Json = {"name": given} if isinstance(given, str) else dict(given)
    known = told.pop("roster", False)
    content: Json = {"type": kind, "names": [told["name"]], "key": None, "country": None, "place": None, "titles": [],
                     "parents": [], **told}
    if known:
        content.update(roster(content["names"]))
        assert content["key"], given
    return profile("entity", "e1", content, keys(content))


def verdict(found: tuple[str, tuple[str, ...]] | None) -> str:
    if found is None:
        return "none"
    return "weak" if found[0] == "same" and found[1][0].startswith(WEAK) else found[0]


def test_there_are_as_many_as_the_issue_asks_for() -> None:
    assert len(PAIRS) >= 210


def named(given: Any) -> str:
    return given if isinstance(given, str) else given["name"]


@pytest.mark.parametrize("case", [c for _, c in PAIRS], ids=[f"{i} {named(c['a'])}" for i, c in PAIRS])
def test_pair(case: Json) -> None:
    a, b = entity(case["a"], case["type"]), entity(case["b"], case["type"])
    found = alike(a.content, b.content)
    told = verdict(found)
    assert told in (("different", "none") if case["is"] == "apart" else (case["is"],)), found
    back = alike(b.content, a.content)
    assert (found is None) == (back is None)
    if found is not None and back is not None:
        assert back == (BACK.get(found[0], found[0]), found[1])
        assert all(found[1])
    assert compare(a, b) == compare(b, a)
    if told in ("same", "weak", "part") and a.id != b.id:
        assert told == "part" or set(a.keys) & set(b.keys), "no key in common"
        link = compare(a, b)
        assert link is not None and link.relation == found[0].replace("whole", "part")  # type: ignore[index]


PROFILES = [entity(c[side], c["type"]) for _, c in PAIRS for side in "ab"]


@settings(max_examples=1000)
@given(st.sampled_from(PROFILES), st.sampled_from(PROFILES))
def test_any_two_are_told_the_same_whichever_comes_first(a: Profile, b: Profile) -> None:
    link = compare(a, b)
    assert link == compare(b, a)
    if link is not None:
        assert {link.left, link.right} == {a.id, b.id}
        assert link.relation in ("same", "different", "part") and link.reasons and all(link.reasons)
        if link.relation == "different" or link.relation == "same" and not link.reasons[0].startswith(WEAK):
            assert link.left < link.right
