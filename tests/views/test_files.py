# SPDX-License-Identifier: Apache-2.0
"""JSONL and CSV: what other programs read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pandas
import pytest

from sayso.model import Reading
from sayso.views import flat, jsonl


def test_jsonl_is_one_line_and_the_public_form(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        line = jsonl.line(reading)
        assert line.splitlines() == [line]
        assert json.loads(line) == reading.to_dict()
    assert "🙂" in jsonl.line(readings["marib-01"])


@pytest.mark.parametrize("sign", ["\ud800", "\u2028", "\u2029", "\x85", "\x00", "\x1b", '"', "\\"])
def test_jsonl_holds_any_sign(readings: dict[str, Reading], sign: str) -> None:
    reading = readings["nothing"]
    odd = replace(reading, report=replace(reading.report, text=f"a{sign}b"))
    line = jsonl.line(odd)
    assert line.splitlines() == [line]
    assert json.loads(line.encode("utf-8"))["report"]["text"] == f"a{sign}b"


def test_csv_has_the_columns_of_a_row(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    assert tuple(reading.row(reading.claims[0])) == flat.COLUMNS
    rows = list(csv.DictReader(io.StringIO(flat.text(readings.values()), newline="")))
    assert len(rows) == 10
    assert [r["trigger"] for r in rows[:2]] == ["joined", "done so"]
    assert rows[0]["start"] == "2025-03-07"
    assert rows[1]["best"] == "200"
    frame = pandas.read_csv(io.StringIO(flat.text([reading])))
    assert frame["trigger_start"].tolist() == [c.trigger[0] for c in reading.claims]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_defuses_formulas(readings: dict[str, Reading], name: str) -> None:
    reading = readings["marib-01"]
    renamed = replace(reading, entities=tuple(replace(e, name=name) for e in reading.entities))
    row = next(csv.DictReader(io.StringIO(flat.text([renamed]), newline="")))
    assert row["actor"] == "'" + name


def test_csv_begins_with_a_bom_only_when_asked(readings: dict[str, Reading]) -> None:
    assert flat.text([], bom=True) == "\ufeff" + flat.text([])
    assert flat.text([]) == ",".join(flat.COLUMNS) + "\n"
