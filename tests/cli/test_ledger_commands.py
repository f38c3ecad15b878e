# SPDX-License-Identifier: Apache-2.0
"""`sayso claims`, `sayso show`, `sayso verify`, `sayso ledger`."""

from __future__ import annotations

import csv
import dataclasses
import json
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.show import text
from sayso.ledger import Ledger, Run
from sayso.model import Claim, Reading, Report


@pytest.fixture
def stored(sayso: Any, reports: Path) -> Any:
    assert sayso("read", "in", "--ledger", "x.db").code == 0
    return sayso


@pytest.mark.parametrize(("asked", "actors"), [
    ([], ["Vale", "Arno", "Brand"]),
    (["--name", "brand"], ["Brand"]),
    (["--code", "affiliation"], ["Vale", "Arno", "Brand"]),
    (["--code", "custody"], []),
    (["--source", "holt"], ["Vale"]),
    (["--source", "holt", "--name", "brand"], []),
])
def test_claims_by_name_code_and_source(stored: Any, asked: list[str], actors: list[str]) -> None:
    done = stored("claims", "--ledger", "x.db", "--format", "jsonl", *asked)
    assert done.code == 0
    found = []
    for row in map(json.loads, done.out.splitlines()):
        names = {e["id"]: e["name"] for e in row["entities"]}
        found += [names[c["roles"]["actor"][0]] for c in row["claims"]]
    assert found == actors


def test_the_table_gives_ids_that_show_takes(stored: Any) -> None:
    done = stored("claims", "--ledger", "x.db", "--name", "Vale")
    (short,) = [w for w in done.out.split() if w.startswith("c_")]
    shown = stored("show", short, "--ledger", "x.db")
    assert shown.code == 0
    assert max(map(len, shown.out.splitlines())) <= 80
    assert "“Northwatch”" in shown.out
    assert "rule of the stand-in" in shown.out
    words, marks = next((a, b) for a, b in pairwise(shown.out.splitlines()) if a.startswith("  ") and "Vale joined" in a)
    at = words.index("joined")
    assert marks[at : at + 6] == "AAAAAA"
    assert marks[at - 1] == marks[at + 6] == " "


def test_a_long_reason_hangs_beneath_its_first_line() -> None:
    reason = "actor “Vale” (light): subject of “had”, which has “ability” as object, over the infinitive “launch”"
    claim = Claim("c_1", "violence.attack", (0, 4), {}, None, None, "actual", "yes", "certain", (), (), ((0, 4),),
                  ("rule violence.attack/attack-noun", reason, "possible by “ability”"))
    reading = Reading(Report("sha256:0", "a", "a.txt", "Vale had the ability to launch an attack."), (), (claim,))
    lines = text(reading, claim, columns=80, styled=False).splitlines()
    first, *others = lines[next(n for n, line in enumerate(lines) if line.startswith("why")) :]
    assert first == "why  rule violence.attack/attack-noun"
    assert others[0].startswith("     actor") and others[1].startswith("       ") and others[2] == "     possible by “ability”"
    assert " ".join(" ".join(others[:2]).split()) == reason
    assert max(map(len, lines)) <= 80


def test_show_says_what_to_do_when_there_is_none(stored: Any) -> None:
    done = stored("show", "c_zz", "--ledger", "x.db")
    assert (done.code, done.out) == (5, "")
    assert "sayso claims --ledger" in done.err


def test_no_match_is_said(stored: Any) -> None:
    done = stored("claims", "--ledger", "x.db", "--name", "nobody at all")
    assert (done.code, done.out) == (0, "")
    assert "no claim fits" in done.err


RULES = """\
- code: affiliation.join
  label: joins
  definition: Joins.
  roles: {actor: any, group: any}
  required: [[actor]]
  implies: {tie.member: {}}
  patterns: [{id: a, verbs: [join], slots: {subj: actor, obj: group}}]
  examples: [{text: They joined., trigger: joined}]
- code: tie.member
  label: belongs
  definition: Belongs.
  roles: {actor: any, group: any}
  required: [[group]]
  patterns: [{id: a, verbs: [belong], slots: {subj: actor, to: group}}]
  examples: [{text: They belong., trigger: belong}]
"""


@pytest.mark.parametrize(("asked", "found"), [
    (["--code", "tie"], 0), (["--code", "tie", "--implied"], 0),
    (["--code", "tie", "--implied", "--codebook", "own.yaml"], 3),
    (["--code", "tie.member", "--implied", "--codebook", "own.yaml", "--name", "brand"], 1),
    (["--code", "affiliation", "--implied", "--codebook", "own.yaml"], 3)])
def test_claims_of_what_follows(stored: Any, tmp_path: Path, asked: list[str], found: int) -> None:
    (tmp_path / "own.yaml").write_text(RULES, encoding="utf-8")
    done = stored("claims", "--ledger", "x.db", "--format", "jsonl", *asked)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, sum(len(r["claims"]) for r in rows)) == (0, found)
    assert {c["code"] for r in rows for c in r["claims"]} <= {"affiliation.join"}      # told as they are stored
    assert ("only by what follows" in done.err) is (found > 0 and "affiliation" not in asked)


@pytest.mark.parametrize(("asked", "mend"), [(["--implied"], "Add --code"), (["--codebook", "x.yaml"], "Add --implied")])
def test_what_follows_needs_a_code_to_ask_for(stored: Any, asked: list[str], mend: str) -> None:
    done = stored("claims", "--ledger", "x.db", *asked)
    assert (done.code, done.out) == (2, "")
    assert mend in done.err


def test_claims_by_the_words_of_their_evidence(stored: Any) -> None:
    done = stored("claims", "--ledger", "x.db", "--format", "jsonl", "--text", "vale JOINED")
    assert [len(json.loads(line)["claims"]) for line in done.out.splitlines()] == [1]


def test_verify_is_quiet_about_a_whole_ledger_and_names_a_changed_word(stored: Any) -> None:
    done = stored("verify", "--ledger", "x.db")
    assert (done.code, done.out) == (0, "")
    assert "0 judgements and reviews checked" in done.err
    with closing(sqlite3.connect("x.db")) as raw:
        raw.execute("DROP TRIGGER reports_no_update")
        raw.execute("UPDATE reports SET text = replace(text, 'Vale joined', 'Vale joiMed')")
        raw.commit()
    done = stored("verify", "--ledger", "x.db", "--json")
    assert done.code == 1
    (fault,) = map(json.loads, done.out.splitlines())
    assert (fault["table"], fault["column"], fault["found"], fault["expected"]) == ("reports", "text", "M", "n")
    table = stored("verify", "--ledger", "x.db")
    assert table.code == 1
    assert "should be: n" in table.out
    assert "1 fault" in table.err


def test_runs_and_how_two_differ(stored: Any) -> None:
    with Ledger.open("x.db") as ledger:
        reading = next(ledger.readings())
        ledger.add(dataclasses.replace(reading, claims=reading.claims[1:]), Run("another"))
    (first, second) = map(json.loads, stored("ledger", "runs", "--ledger", "x.db", "--json").out.splitlines())
    assert (first["number"], second["number"], second["model"], second["reports"]) == (1, 2, "another", 1)
    assert first["settings"] == {"codebook": "0" * 64, "bodies": None, "system": "both", "language": None}
    done = stored("ledger", "diff", "1", "2", "--ledger", "x.db", "--format", "csv")
    rows = list(csv.DictReader(done.out.splitlines()))
    assert ("lost", reading.claims[0].id) in {(row["kind"], row["claim"]) for row in rows}
    assert "lost: " in stored("ledger", "diff", "1", "2", "--ledger", "x.db").out
    none = stored("ledger", "diff", "1", "9", "--ledger", "x.db")
    assert none.code == 5
    assert "sayso ledger runs" in none.err
    assert stored("ledger", "upgrade", "--ledger", "x.db").code == 0
