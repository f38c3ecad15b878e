# SPDX-License-Identifier: Apache-2.0
"""docs/claims.md tells the truth: its example has the fields that we write, and its spans stand on the words they name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sayso.model import Reading


def example() -> dict[str, Any]:
    text = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    match = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert match
    made: dict[str, Any] = json.loads(match[1])
    return made


def test_the_example_has_our_fields(readings: dict[str, Reading]) -> None:
    ours, told = readings["marib-01"].to_dict(), example()
    assert list(told) == list(ours)
    assert list(told["report"]) == list(ours["report"])
    assert list(told["entities"][0]) == list(ours["entities"][0])
    assert list(told["claims"][0]) == list(ours["claims"][0])
    assert list(told["claims"][0]["voices"][0]) == list(ours["claims"][0]["voices"][0])
    assert list(told["claims"][0]["when"]) == list(ours["claims"][0]["when"])
    assert list(told["claims"][0]["count"]) == list(ours["claims"][1]["count"])


def test_the_examples_spans_stand_on_their_words() -> None:
    told = example()
    (claim,) = told["claims"]
    mentions = [m for e in told["entities"] for m in e["mentions"]]
    spans = [claim["trigger"], claim["when"]["span"], claim["count"]["span"], claim["voices"][0]["cue"], *mentions]
    words = [told["report"]["text"][a:b] for a, b in spans]
    assert words == ["joined", "last week", "Two", "said", "Two guards", "the River Brigade", "its", "its spokesman"]
