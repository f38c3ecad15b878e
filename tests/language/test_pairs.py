# SPDX-License-Identifier: Apache-2.0
"""Rows of two without "and" at the beginning of headlines, read by the shipped model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.pipeline import Reader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "pairs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_row_of_two(case: dict[str, Any], reader: Reader) -> None:
    parse = reader.language.parse(case["text"])
    verb = next(w for w in parse.words if w.text == case["verb"])
    subjects = [w for w in parse.children(verb.index) if w.relation.startswith("nsubj")]
    names = {w.text: [c.text for c in parse.children(w.index, "conj")] for w in subjects}
    assert names == {case["subject"]: [case["with"]] if "with" in case else []}
