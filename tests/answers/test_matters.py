# SPDX-License-Identifier: Apache-2.0
"""What is contested of a happening, and by whom: who doubts, who takes back, towns far apart, other actors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso import answers
from sayso.across.profiles import Judgement
from sayso.answers.linking import together
from sayso.answers.matters import MATTERS
from sayso.model import Reading

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "answers" / "matters.yaml").read_text(encoding="utf-8"))
Made = Callable[[dict[str, Any]], Reading]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_what_is_contested_and_who_holds_what(case: dict[str, Any], made: Made) -> None:
    readings = [made(r | {"places": case.get("places", {})}) for r in case["reports"]]
    k = together(readings)
    if "same" in case:  # a person says so: by themselves two towns far apart are two happenings
        ids = {p.content["claim"]: i for i, p in k.claims.items()}
        left, right = (ids[readings[n].claims[0].id] for n in case["same"])
        k = together(readings, [Judgement("claim", left, right, "same")])
    assert len(k.happenings) == 1
    found = [{"code": c.happening.code, "matter": c.matter, "positions": {p.holds: [t.says for t in p.tellings]
                                                                          for p in c.positions}} for c in answers.contested(k)]
    assert found == case["contested"]
    assert answers.happenings(k)[0].contested == tuple(c["matter"] for c in case["contested"])


def test_each_matter_has_a_case() -> None:
    told = {c["matter"] for case in CASES for c in case["contested"]}
    assert told | {"denied", "number"} == set(MATTERS)  # those two stand in moves.yaml
