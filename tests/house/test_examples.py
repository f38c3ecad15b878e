# SPDX-License-Identifier: Apache-2.0
"""The example dispatches: read as they stand, each with its outlet and date."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sayso.model import Report
from sayso.reports import ReadOptions, open_source

DISPATCHES = Path(__file__).parents[2] / "examples" / "dispatches"
EXPECTED = {
    "2025-03-14-kori-dispatch": ("Kori Dispatch", datetime.date(2025, 3, 14)),
    "2025-03-15-liptako-wire": ("Liptako Wire", datetime.date(2025, 3, 15)),
    "2025-03-19-niger-bend-courier": ("Niger Bend Courier", datetime.date(2025, 3, 19)),
}


@pytest.mark.parametrize("stem", EXPECTED)
def test_outlet_and_date_stand_in_the_first_line(stem: str) -> None:
    path = DISPATCHES / f"{stem}.txt"
    [report] = open_source(str(path), ReadOptions())
    assert isinstance(report, Report)
    assert (report.outlet, report.published) == EXPECTED[stem]
    assert report.text == path.read_bytes().decode()


def test_the_folder_holds_these_and_no_more() -> None:
    reports = list(open_source(str(DISPATCHES), ReadOptions()))
    assert [r.stem for r in reports if isinstance(r, Report)] == list(EXPECTED)
    assert len(reports) == len(EXPECTED)
