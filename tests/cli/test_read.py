# SPDX-License-Identifier: Apache-2.0
"""`sayso read`: formats, files, bad inputs, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest


def test_a_table_fits_80_columns_and_says_who(sayso: Any, reports: Path) -> None:
    done = sayso("read", "in")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "Holt →" in done.out
    assert "Northwatch" in done.out
    assert done.err == "sayso: 2 reports, 3 claims\n"
    assert "\x1b" not in done.out  # no terminal, no colours


@pytest.mark.parametrize(("columns", "most"), [("20", 60), ("80", 80), ("120", 120), ("500", 160)])
def test_the_table_follows_the_terminal(
        sayso: Any, reports: Path, monkeypatch: pytest.MonkeyPatch, columns: str, most: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(len, sayso("read", "in").out.splitlines()))
    assert most - 25 < widest <= most


def test_jsonl_is_one_report_a_line(sayso: Any, reports: Path) -> None:
    done = sayso("read", "in", "--format", "jsonl", "--outlet", "Example Wire", "--published", "2025-03-14")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r["report"]["stem"] for r in rows] == ["a", "b"]
    assert [len(r["claims"]) for r in rows] == [1, 2]
    assert {r["report"]["outlet"] for r in rows} == {"Example Wire"}
    assert {r["report"]["published"] for r in rows} == {"2025-03-14"}
    start, end = rows[0]["claims"][0]["trigger"]
    assert rows[0]["report"]["text"][start:end] == "joined"


def test_csv_has_one_header_and_a_row_a_claim(sayso: Any, reports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sayso("read", "in", "--format", "csv").out)))
    assert [r["actor"] for r in rows] == ["Vale", "Arno", "Brand"]
    assert rows[0]["voices"] == "Holt"


def test_csv_begins_with_a_byte_order_mark_when_asked(sayso: Any, reports: Path, tmp_path: Path) -> None:
    assert sayso("read", "in", "--bom", "--output", "x.csv").code == 0
    assert (tmp_path / "x.csv").read_bytes()[:3] == b"\xef\xbb\xbf"


@pytest.mark.parametrize(("name", "begins"), [("x.jsonl", '{"report"'), ("x.csv", "report,outlet"),
                                              ("x.html", "<!doctype html>"), ("x.txt", "a\n")])
def test_the_output_files_name_chooses_the_format(sayso: Any, reports: Path, tmp_path: Path, name: str, begins: str) -> None:
    done = sayso("read", "in/a.txt", "-o", name)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert [p.name for p in tmp_path.iterdir() if p.name != "in"] == [name]


def test_a_bad_input_is_one_line_and_the_batch_goes_on(sayso: Any, reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    done = sayso("read", "nowhere.txt", "in/empty.txt", "in/a.txt", "-f", "jsonl")
    assert done.code == 3
    assert len(done.out.splitlines()) == 1
    first, second, last = done.err.splitlines()
    assert first.startswith("sayso: nowhere.txt: ")
    assert "empty.txt" in second
    assert last == "sayso: 1 report, 1 claim, 2 could not be read"


def test_nothing_read_leaves_an_older_output_alone(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("older", encoding="utf-8")
    done = sayso("read", "nowhere.txt", "--output", "x.html")
    assert done.code == 4
    assert done.err.splitlines()[-1] == "sayso: 0 reports, 0 claims, 1 could not be read"
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == "older"


@pytest.mark.parametrize(("text", "code", "said"), [
    ("It was a fault of ours that they saw in the town.", 1, "sorry, this is an error in Sayso (KeyError: 'an inner name')"),
    ("It was too hard to read for all of them in the town.", 3, "too hard. Try another."),
])
def test_a_fault_in_one_report_does_not_stop_the_batch(sayso: Any, reports: Path, text: str, code: int, said: str) -> None:
    (reports / "aa.txt").write_text(text, encoding="utf-8")
    done = sayso("read", "in", "-f", "jsonl")
    assert done.code == code
    assert len(done.out.splitlines()) == 2
    assert said in done.err.splitlines()[0]
    assert "Traceback" not in done.err


def test_debug_shows_where(sayso: Any, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    (reports / "aa.txt").write_text("It was a fault of ours that they saw in the town.", encoding="utf-8")
    assert "Traceback" in sayso("read", "in/aa.txt").err


def test_ctrl_c_keeps_whole_lines_and_the_ledger(sayso: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "aa.txt").write_text("They said that they would press Ctrl-C in the town.", encoding="utf-8")
    done = sayso("read", "in", "-f", "jsonl", "--ledger", "x.db")
    assert done.code == 130
    assert [json.loads(line)["report"]["stem"] for line in done.out.splitlines()] == ["a"]
    assert done.err == "sayso: stopped. 1 report, 1 claim; 1 added to x.db, 0 already there.\n"
    assert sayso("claims", "--ledger", "x.db").err == "sayso: 1 claim in 1 report\n"


def test_ctrl_c_leaves_no_half_file(sayso: Any, reports: Path, tmp_path: Path) -> None:
    (reports / "aa.txt").write_text("They said that they would press Ctrl-C in the town.", encoding="utf-8")
    done = sayso("read", "in", "-o", "x.jsonl")
    assert done.code == 130
    assert "x.jsonl was not written" in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def test_reading_twice_adds_nothing(sayso: Any, reports: Path) -> None:
    assert sayso("read", "in", "--ledger", "x.db").err == "sayso: 2 reports, 3 claims; 2 added to x.db, 0 already there\n"
    assert sayso("read", "in", "--ledger", "x.db").err == "sayso: 2 reports, 3 claims; 0 added to x.db, 2 already there\n"


@pytest.mark.parametrize(("given", "code", "said"), [
    (["read", "in", "--published", "yesterday"], 2, "sayso: --published: 'yesterday' is not a date. Write it as 2016-03-04."),
    (["read", "in", "-o", "x.xlsx"], 2, "sayso: x.xlsx: Sayso does not write xlsx. Name it .jsonl, .csv or .html, "),
    (["read", "in", "-o", "in", "-f", "csv"], 2, "sayso: in: this is a folder. Give --output the name of a file in it."),
    (["read", "in", "-o", "no/x.csv"], 2, "sayso: no/x.csv: cannot be written: no such file or directory. Give"),
    (["read", "in", "--ledger", "in"], 5, "sayso: in: this is a folder, not a ledger."),
    (["read", "in", "--format", "xml"], 2, "Invalid value for '--format'"),
    (["claims", "--ledger", "no.db"], 5, "sayso: no.db: no such ledger."),
])
def test_wrong_use_is_told_in_a_line(sayso: Any, reports: Path, given: list[str], code: int, said: str) -> None:
    done = sayso(*given)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_a_source_cannot_send_codes_to_the_terminal(sayso: Any, reports: Path) -> None:
    (reports / "c.txt").write_text("The \x1b[31mred joined \x9bblue and it was said to be so in the town.", encoding="utf-8")
    done = sayso("read", "no\x1b[31m.txt", "in")
    assert "\x1b" not in done.out + done.err
    assert "\x9b" not in done.out + done.err


def test_output_may_be_a_device(sayso: Any, reports: Path) -> None:
    assert sayso("read", "in", "-f", "csv", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
