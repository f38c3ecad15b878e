# SPDX-License-Identifier: Apache-2.0
"""What breaks the guidelines is found, and nothing else: cases/breaches.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.gold.check import check
from sayso.gold.read import load_report

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("breaches.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_breaches(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "r1.yaml"
    path.with_suffix(".txt").write_text(case["text"], encoding="utf-8")
    marks = {k: case.get(k) for k in ("published", "entities", "claims")}
    path.write_text(yaml.safe_dump(marks, allow_unicode=True), encoding="utf-8")
    found = [f"{b.where.split()[0]}: {b.rule}{'!' * b.sure}" for b in check(load_report(path))]
    assert found == case["found"]
