# SPDX-License-Identifier: Apache-2.0
"""Words beside which a code or pattern is not meant (`unless`), or beside which alone it is (`only`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import Codebook, load
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "conditions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    file = tmp_path_factory.mktemp("own") / "own.yaml"
    file.write_text(CASES["codebook"], encoding="utf-8")
    return load(file)


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda c: str(c["text"]))
def test_condition(case: dict[str, str], book: Codebook, reader: Reader) -> None:
    reading = reader.read_by(report_from_text(case["text"], ReadOptions(language="en")), (book,))[0]
    assert [claim.rule for claim in reading.claims] == ([case["gives"]] if case["gives"] else [])
