# SPDX-License-Identifier: Apache-2.0
"""`sayso who` and `sayso judge`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def stored(sayso: Any, reports: Path) -> Any:
    assert sayso("read", "in", "--ledger", "x.db", "--published", "2025-03-14", "--outlet", "Aden Wire").code == 0
    return sayso


def entities(stored: Any, *words: str) -> list[dict[str, Any]]:
    done = stored("who", *words, "--ledger", "x.db", "--json")
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_table_as_wide_as_the_terminal_json_and_csv(stored: Any) -> None:
    rows = entities(stored, "a")
    assert rows
    table = stored("who", "a", "--ledger", "x.db")
    assert max(map(len, table.out.splitlines())) <= 80
    assert all(r["id"][:9] in table.out for r in rows)
    told = list(csv.DictReader(io.StringIO(stored("who", "a", "--ledger", "x.db", "--format", "csv").out)))
    assert [(r["id"], r["name"], int(r["reports"])) for r in told] == [(r["id"], r["name"], r["reports"]) for r in rows]


def test_judged_the_same_listed_and_undone(stored: Any) -> None:
    before = entities(stored, "a")
    one, two = (r["id"] for r in before[:2])
    assert stored("judge", "same", one, two, "--because", "seen", "--by", "Ada", "--ledger", "x.db").code == 0
    assert len(entities(stored, "a")) == len(before) - 1
    [row] = [json.loads(x) for x in stored("judge", "list", "--ledger", "x.db", "--json").out.splitlines()]
    assert (row["number"], row["verdict"], row["because"], row["by"]) == (1, "same", "seen", "Ada")
    assert "seen" in stored("judge", "list", "--ledger", "x.db").out
    assert stored("judge", "undo", "1", "--by", "Ada", "--ledger", "x.db").code == 0
    assert entities(stored, "a") == before
    again = stored("judge", "undo", "1", "--by", "Ada", "--ledger", "x.db")
    assert again.code != 0 and "no judgement 1" in again.err


def test_what_is_not_there_is_said_with_a_next_step(stored: Any) -> None:
    done = stored("judge", "same", "Nobody", "Noone", "--because", "seen", "--ledger", "x.db")
    assert done.code != 0 and "no entity 'Nobody'" in done.err and "sayso who" in done.err
    none = stored("who", "zzzz", "--ledger", "x.db")
    assert (none.code, none.out) == (0, "") and "no entity fits" in none.err
    html = stored("who", "--ledger", "x.db", "--format", "html")
    assert html.code != 0 and "not written as HTML" in html.err
