# SPDX-License-Identifier: Apache-2.0
"""The examples: dispatches read as they stand, each with its outlet and date; codebooks that load and keep their word."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sayso.codebook import load
from sayso.evaluate.codebook import check
from sayso.evaluate.police import known
from sayso.model import Report
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, open_source, report_from_text
from sayso.views import statement

CODEBOOKS = Path(__file__).parents[2] / "examples" / "codebooks"
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


@pytest.mark.parametrize("file", sorted(CODEBOOKS.iterdir()), ids=lambda p: p.stem)
def test_a_codebook_of_ones_own_is_without_fault(file: Path, reader: Reader) -> None:
    book = load(file)
    assert book.extends is not None
    for family in {code.partition(".")[0] for code in book.codes.keys() - book.extends.codes.keys()}:
        checked = check(book, lambda report: reader.read_by(report, (book,))[0], family)
        assert not checked.failed, [(o.case.example.text, o.faults) for o in checked.failed]
        assert not checked.untouched
        assert not any(o.clash or o.dead for o in checked.overlaps)


@pytest.mark.parametrize(("text", "told"), [
    ("The guards stood by while men looted the market.", "The guards stood by"),
    ("Soldiers watched the looters.", "Soldiers stood by “watched” the looters"),
    ("The police did not stand by.", "The police did not stand by"),
    ("The army failed to protect the miners from the raiders.", "The army did not protect the miners, from the raiders"),
    ("The peacekeepers plan to protect the clinic.", "The peacekeepers plan to protect the clinic")])
def test_claims_of_ones_own_codes_read_well(text: str, told: str, reader: Reader) -> None:
    book = load(CODEBOOKS / "inaction.yaml")
    reading = reader.read_by(report_from_text(text, ReadOptions(language="en")), (book,))[0]
    lines = [" ".join(filter(None, (tell(reading, claim) for tell in (statement.who, statement.what, statement.whom))))
             for claim in reading.claims]
    assert told in lines


def test_the_codes_of_inaction_are_those_that_the_police_are_scored_by() -> None:
    book = load(CODEBOOKS / "inaction.yaml")
    assert set(known()["inaction"]) <= book.codes.keys()
    for name in ("protection.stand-by", "protection.protect"):
        code = book.codes[name]
        assert len(code.examples) >= 8 and len(code.counterexamples) >= 6
