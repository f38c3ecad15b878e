# SPDX-License-Identifier: Apache-2.0
"""Affiliations of short texts, through the whole of Sayso: tests/cases/affiliations/*.yaml, a line a text.

A case lists all affiliations that its text tells of, no others. Of each it says what matters there: `who`, `in` (words of
the names), `as` (relation), `role`, `status`, `since_from`, `since_to`, `until_from`, `until_to` (days), `began`, `ended`,
`modality`, `certainty`, `says`, `against`. The day of the report is DAY.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from sayso.belonging import affiliations
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.views import affiliations as view

DAY = datetime.date(2025, 3, 14)
FOLDER = Path(__file__).parents[1] / "cases" / "affiliations"
CASES = {f"{path.stem}/{case['id']}": case for path in sorted(FOLDER.glob("*.yaml"))
         for case in yaml.safe_load(path.read_text(encoding="utf-8"))}

COLUMNS = {"who": "member", "in": "body", "as": "relation", "since_from": "since_earliest", "since_to": "since_latest",
           "until_from": "until_earliest", "until_to": "until_latest"}
NAMES = ("who", "in", "says", "against", "role")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open(threads=1)


def fits(wanted: dict[str, str], row: dict[str, str | None]) -> bool:
    """Whether a row is the affiliation that a case means; of names some words are enough."""
    for key, value in wanted.items():
        said = row[COLUMNS.get(key, key)]
        if said is None or (value.lower() not in said.lower() if key in NAMES else value != said):
            return False
    return True


@pytest.mark.parametrize("case", [pytest.param(c, id=name) for name, c in CASES.items()])
def test_affiliations_of_a_text(case: dict[str, object], reader: Reader) -> None:
    reading = reader.read(report_from_text(str(case["text"]), ReadOptions(published=DAY, outlet="Example Wire", language="en")))
    rows = [view.row(reading, a) for a in affiliations(reading)]
    told = "\n".join(str({k: v for k, v in row.items() if v and k not in ("report", "outlet", "published", "evidence")})
                     for row in rows)
    wanted = case["affiliations"]
    assert isinstance(wanted, list)
    for one in wanted:
        found = next((row for row in rows if fits(one, row)), None)
        assert found is not None, f"{one} is not among\n{told}"
        rows.remove(found)
    assert not rows, f"more than was told:\n{told}"
