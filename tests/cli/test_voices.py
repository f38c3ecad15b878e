# SPDX-License-Identifier: Apache-2.0
"""`sayso voices`: formats, files, bad inputs, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.views.speakers import COLUMNS

TEXT = "Vale joined Northwatch last week, Holt said. Arno joined Eastwatch, Holt said. Brand joined Southwatch, Meyer said."


@pytest.fixture(autouse=True)
def report(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bare.txt").write_text("Vale joined Northwatch.", encoding="utf-8")


def test_each_speaker_with_what_he_says(sayso: Any) -> None:
    done = sayso("voices", "post.txt", "bare.txt", "--language", "en")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert [line for line in done.out.splitlines() if "–" in line] == [
        "Holt – a named person: states 1", "Holt – a named person: states 1", "Meyer – a named person: states 1"]
    assert "  states  Vale joined Northwatch last week" in done.out.splitlines()
    assert done.out.rstrip().endswith("no voices found")
    assert done.err == "sayso: 2 reports, 3 voices\n"


def test_a_voice_a_line(sayso: Any, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sayso("voices", "post.txt", "--format", "jsonl", "--language", "en").out.splitlines()]
    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    assert [(r["source"], r["stance"], r["content"]) for r in rows][1:] == [
        ("Holt", "states", "Arno joined Eastwatch"), ("Meyer", "states", "Brand joined Southwatch")]
    assert [TEXT[r["cue_start"]:r["cue_end"]] for r in rows] == ["said"] * 3
    assert sayso("voices", "post.txt", "--output", "x.csv", "--language", "en").out == ""
    table = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert [r["source"] for r in table] == ["Holt", "Holt", "Meyer"]
    assert tuple(table[0]) == COLUMNS


def test_a_bad_input_is_one_line_and_the_batch_goes_on(sayso: Any) -> None:
    done = sayso("voices", "nowhere.txt", "post.txt", "--language", "en")
    assert done.code == 3
    assert done.err.startswith("sayso: nowhere.txt: ")
    assert done.err.endswith("sayso: 1 report, 3 voices, 1 could not be read\n")
    assert sayso("voices", "nowhere.txt").code == 4


def test_no_pages(sayso: Any) -> None:
    done = sayso("voices", "post.txt", "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert "Say --format table, jsonl or csv." in done.err


def test_ctrl_c_says_how_far_it_came(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text("press Ctrl-C", encoding="utf-8")
    done = sayso("voices", "post.txt", "z.txt", "--output", "x.jsonl", "--language", "en")
    assert done.code == 130
    assert done.err == "sayso: stopped. 1 report, 3 voices. x.jsonl was not written.\n"
    assert not (tmp_path / "x.jsonl").exists()
