# SPDX-License-Identifier: Apache-2.0
"""The commands that answer from a ledger: formats, width, views, errors and what they say to do."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest

COMMANDS = ("happenings", "contested", "moves", "sources", "timeline")


@pytest.fixture
def stored(sayso: Any, reports: Path) -> Any:
    assert sayso("read", "in", "--ledger", "x.db", "--published", "2025-03-14", "--outlet", "Aden Wire").code == 0
    return sayso


@pytest.mark.parametrize("command", [*COMMANDS, "why", "affiliations", "claims"])
def test_help_names_the_clocks(sayso: Any, command: str) -> None:
    done = sayso(command, "--help")
    assert done.code == 0
    assert {"--ledger", "--as-of", "--as-recorded", "--run", "--json"} <= set(done.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_is_as_wide_as_the_terminal(stored: Any, command: str) -> None:
    done = stored(command, "--ledger", "x.db")
    assert done.code == 0
    assert max(map(len, done.out.splitlines()), default=0) <= 80
    assert bool(done.out) is (command != "contested")
    assert "nothing is contested" in done.err or command != "contested"


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_a_row_a_line_and_csv_has_the_same_rows(stored: Any, command: str) -> None:
    rows = [json.loads(line) for line in stored(command, "--ledger", "x.db", "--json").out.splitlines()]
    flat = list(csv.DictReader(io.StringIO(stored(command, "--ledger", "x.db", "--format", "csv").out)))
    assert len(rows) == len(flat)
    assert len(rows) == {"happenings": 3, "contested": 0, "moves": 3, "sources": 2, "timeline": 3}[command]


def test_csv_columns_are_those_of_the_rows(stored: Any) -> None:
    from sayso import answers
    from sayso.ledger import Ledger
    from sayso.views import answered

    with Ledger.open(Path("x.db")) as book:
        for table, rows in ((answered.HAPPENINGS, answers.happenings(book)), (answered.MOVES, answers.moves(book)),
                            (answered.SOURCES, answers.sources(book)), (answered.TIMELINE, answers.timeline(book)),
                            (answered.AFFILIATIONS, answers.affiliations_of(book))):
            assert {tuple(r.row()) for r in rows} == {table.columns}


def test_moves_of_somebody(stored: Any) -> None:
    done = stored("moves", "--ledger", "x.db", "--of", "vale", "--json")
    [row] = map(json.loads, done.out.splitlines())
    assert (row["kind"], row["who"], row["to"]) == ("joined", ["Vale"], ["Northwatch"])
    assert row["says"][0]["voices"] == ["Holt"]
    assert done.err == "sayso: 1 move\n"


def test_affiliations_of_somebody_by_all_reports(stored: Any) -> None:
    done = stored("affiliations", "--ledger", "x.db", "--of", "northwatch", "--as-of", "2025-03-14", "--json")
    [row] = map(json.loads, done.out.splitlines())
    assert (row["member"], row["body"], row["status"]) == ("Vale", "Northwatch", "begun")
    none = stored("affiliations", "--ledger", "x.db", "--of", "northwatch", "--as-of", "2025-03-13")
    assert (none.code, none.out) == (0, "")


def test_why_by_the_first_letters(stored: Any) -> None:
    row = json.loads(stored("claims", "--ledger", "x.db", "--name", "vale", "--json").out)
    done = stored("why", row["claims"][0]["id"][:8], "--ledger", "x.db")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert "rule of the stand-in" in done.out
    assert "Holt" in done.out
    told = json.loads(stored("why", row["claims"][0]["id"], "--ledger", "x.db", "--json").out)
    assert told["claim"] == row["claims"][0]["id"]


def test_claims_as_of_a_day(stored: Any) -> None:
    assert len(stored("claims", "--ledger", "x.db", "--as-of", "2025-03-14", "--json").out.splitlines()) == 2
    assert stored("claims", "--ledger", "x.db", "--as-of", "2025-03-13", "--json").out == ""


@pytest.mark.parametrize(("words", "code", "mend"), [
    (["happenings", "--ledger", "none.db"], 5, "sayso read FILE --ledger"),
    (["happenings", "--ledger", "x.db", "--as-of", "yesterday"], 2, "2016-03-04"),
    (["happenings", "--ledger", "x.db", "--as-recorded", "noon"], 2, "2026-11-28T14:30:00"),
    (["timeline", "--ledger", "x.db", "--since", "March"], 2, "2016-03-04"),
    (["moves", "--ledger", "x.db", "--json", "--format", "csv"], 2, "Leave one out"),
    (["moves", "--ledger", "x.db", "--of", "…"], 2, "Give some letters"),
    (["sources", "--ledger", "x.db", "--format", "html"], 2, "--format table, jsonl or csv"),
    (["why", "c_zz", "--ledger", "x.db"], 5, "sayso claims --ledger"),
    (["why", "c_", "--ledger", "x.db"], 5, "Give more letters"),
    (["affiliations", "in", "--of", "vale"], 2, "--ledger LEDGER --of NAME"),
    (["happenings"], 2, "--ledger")])
def test_what_is_wrong_is_said_with_what_to_do(stored: Any, words: list[str], code: int, mend: str) -> None:
    done = stored(*words)
    assert (done.code, done.out) == (code, "")
    assert mend in done.err


def test_an_output_file_by_its_name(stored: Any) -> None:
    assert stored("happenings", "--ledger", "x.db", "--output", "h.csv").code == 0
    assert len(Path("h.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_no_row_says_what_to_do(stored: Any) -> None:
    done = stored("happenings", "--ledger", "x.db", "--name", "nobody at all")
    assert (done.code, done.out) == (0, "")
    assert "no happening fits. Leave out a filter" in done.err


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("sources", "contested")])
def test_a_limit_gives_the_first_rows(stored: Any, command: str) -> None:
    every = stored(command, "--ledger", "x.db", "--json").out.splitlines()
    assert stored(command, "--ledger", "x.db", "--json", "--limit", "1").out.splitlines() == every[:1]
    assert len(every) > 1
    assert stored(command, "--ledger", "x.db", "--limit", "0").code == 2


def test_ties_stand_among_what_happened_only_where_they_are_asked_for(stored: Any) -> None:
    from sayso.ledger import Ledger

    with Ledger.open("x.db") as book:
        reading = next(book.readings())
        tie = dataclasses.replace(reading.claims[0], code="tie.member", id="c_0123456789ab")
        book.add(dataclasses.replace(reading, claims=(tie, *reading.claims[1:])))

    def codes(*more: str) -> set[str]:
        return {json.loads(line)["code"] for line in stored("happenings", "--ledger", "x.db", "--json", *more).out.splitlines()}

    assert "tie.member" not in codes()
    assert codes("--ties") == {"tie.member", *codes()}
