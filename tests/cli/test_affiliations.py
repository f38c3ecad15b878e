# SPDX-License-Identifier: Apache-2.0
"""`sayso affiliations`: formats, files, a ledger, wrong use, exit codes. The claims are those of a reader that is faked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.views.affiliations import COLUMNS

TEXT = "Vale joined Northwatch last week, Holt said. Arno joined Eastwatch, Holt said. Brand joined Southwatch, Meyer said."


@pytest.fixture(autouse=True)
def report(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bare.txt").write_text("The rain stopped.", encoding="utf-8")


def test_who_in_what_on_whose_word(sayso: Any) -> None:
    done = sayso("affiliations", "post.txt", "bare.txt", "--language", "en")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "Vale: member of Northwatch" in done.out and "Holt" in done.out
    assert done.out.rstrip().endswith("no affiliations found")
    assert done.err == "sayso: 2 reports, 3 affiliations\n"


def test_an_affiliation_a_line(sayso: Any, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in
            sayso("affiliations", "post.txt", "--format", "jsonl", "--language", "en").out.splitlines()]
    assert [(r["names"][r["member"]], r["relation"], r["names"][r["body"]]) for r in rows] == [
        ("Vale", "member", "Northwatch"), ("Arno", "member", "Eastwatch"), ("Brand", "member", "Southwatch")]
    assert all(r["grounds"][0]["claim"].startswith("c_") and r["evidence"] for r in rows)
    assert sayso("affiliations", "post.txt", "--output", "x.csv", "--language", "en").out == ""
    table = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert [r["says"] for r in table] == ["Holt", "Holt", "Meyer"]
    assert tuple(table[0]) == COLUMNS


def test_of_a_ledger(sayso: Any) -> None:
    assert sayso("read", "post.txt", "--ledger", "x.db", "--language", "en").code == 0
    done = sayso("affiliations", "--ledger", "x.db", "--format", "csv")
    assert done.code == 0
    assert done.out == sayso("affiliations", "post.txt", "--format", "csv", "--language", "en").out
    assert done.err == "sayso: 1 report, 3 affiliations\n"


def test_a_bad_input_is_one_line_and_the_batch_goes_on(sayso: Any) -> None:
    done = sayso("affiliations", "nowhere.txt", "post.txt", "--language", "en")
    assert done.code == 3
    assert done.err.startswith("sayso: nowhere.txt: ")
    assert done.err.endswith("sayso: 1 report, 3 affiliations, 1 could not be read\n")


@pytest.mark.parametrize(("words", "told"), [
    (["--format", "table"], "give one of the two"), (["post.txt", "--ledger", "x.db"], "give one of the two"),
    (["post.txt", "--format", "html"], "not written as HTML"), (["--ledger", "x.db", "--outlet", "A"], "still to be read"),
    (["post.txt", "--published", "May"], "is not a date")])
def test_wrong_use(sayso: Any, words: list[str], told: str) -> None:
    done = sayso("affiliations", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
