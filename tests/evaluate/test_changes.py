# SPDX-License-Identifier: Apache-2.0
"""What another codebook makes of the same report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import load
from sayso.evaluate.changes import Changes, compare
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "changes.yaml").read_text(encoding="utf-8"))


def _changes(case: dict[str, Any], folder: Path, reader: Reader) -> Changes:
    file = folder / "own.yaml"
    file.write_text("- extends: sayso\n" + case["own"], encoding="utf-8")
    one, two = reader.read_by(report_from_text(case["text"], ReadOptions(language="en")), (load(), load(file)))
    return compare(one, two)


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_what_differs_is_told(case: dict[str, Any], tmp_path: Path, reader: Reader) -> None:
    assert list(_changes(case, tmp_path, reader).lines()) == case["lines"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_every_claim_is_counted_once(case: dict[str, Any], tmp_path: Path, reader: Reader) -> None:
    changes = _changes(case, tmp_path, reader)
    kept = len(changes.changed) + changes.same
    assert len(changes.before.claims) == kept + len(changes.lost)
    assert len(changes.after.claims) == kept + len(changes.gained)


def test_the_other_way_round_it_is_the_other_way_round(tmp_path: Path, reader: Reader) -> None:
    for case in CASES:
        there = _changes(case, tmp_path, reader)
        back = compare(there.after, there.before)
        assert (len(there.gained), len(there.lost), there.same) == (len(back.lost), len(back.gained), back.same)
        assert [dict(c.fields) for c in there.changed] == [{n: s[::-1] for n, s in c.fields.items()} for c in back.changed]


def test_as_data(tmp_path: Path, reader: Reader) -> None:
    data = {case["name"]: _changes(case, tmp_path, reader).to_dict() for case in CASES}
    assert data["lost"]["same"] == 1
    assert [(row["code"], row["trigger"], row["rule"]) for row in data["lost"]["lost"]] == [
        ("affiliation.join", "joined", "rule affiliation.join/join")]
    assert data["another code"]["changed"] == [{
        "trigger": "arrested", "trigger_start": 9, "trigger_end": 17, "code": "press.sight",
        "fields": {"code": ["custody.arrest", "press.sight"]}}]
