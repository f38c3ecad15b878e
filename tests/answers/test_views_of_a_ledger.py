# SPDX-License-Identifier: Apache-2.0
"""The three clocks and the judgements of people: what is answered of a ledger under a view."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso
from sayso import answers
from sayso.answers.linking import LINKER, complete, together
from sayso.ledger import Ledger, View
from sayso.model import Reading

CASES = Path(__file__).parents[1] / "cases" / "answers"
ASKED = ("happenings", "contested", "moves", "sources", "timeline", "affiliations")
Made = Callable[[dict[str, Any]], Reading]


@pytest.fixture(scope="session")
def readings(made: Made) -> list[Reading]:
    rows = yaml.safe_load((CASES / "moves.yaml").read_text(encoding="utf-8"))["reports"]
    return [made(r) for r in rows]


def told(source: Any, view: View | None = None) -> str:
    """All answers as one text, to compare byte for byte."""
    return "\n".join(
        json.dumps(r.to_dict(), ensure_ascii=False) for name in ASKED for r in getattr(answers, name)(source, view=view)
    )


def test_a_ledger_answers_as_memory_does(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for r in readings:
            book.add(r)
        assert complete(book) == 2
        assert complete(book) == 0
        assert told(book) == told(together(readings))


def test_as_of_a_day_before_the_denial_nothing_is_contested(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for r in readings:
            book.add(r)
        before, after = (View(as_of=datetime.date(2025, 3, d)) for d in (18, 19))
        assert sayso.contested(book, view=before) == []
        assert [c.matter for c in sayso.contested(book, view=after)] == ["denied", "number"]
        assert told(book, before) == told(together(readings[:1]))


def test_as_recorded_gives_the_old_answer_byte_for_byte(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        book.add(readings[0])
        complete(book)
        first = told(book)
        then = book.recorded()
        book.add(readings[1])
        complete(book)
        left, right = _two_men(book)
        book.judge("entity", left, right, "same", by="a test", why="to see")
        assert told(book) != first
        assert told(book, View(as_recorded=then)) == first


def test_merge_and_undo_give_the_identical_view(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for r in readings:
            book.add(r)
        first = told(book)
        left, right = _two_men(book)
        number = book.judge("entity", left, right, "same", by="a test", why="to see")
        assert told(book) != first
        book.undo(number, by="a test", why="seen")
        assert told(book) == first


def test_what_a_killed_process_left_is_linked_by_whoever_asks(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for r in readings:
            book.add(r)
        assert book.unlinked(LINKER)
        assert len(sayso.moves(book)) == 3
        assert not book.unlinked(LINKER)


def test_a_run_shows_what_it_read_and_no_more(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for n, r in enumerate(readings):
            book.add(r, sayso.ledger.Run(model=f"m{n}"))
        assert told(book, View(run=1)) == told(together(readings[:1]))


def test_why_names_the_judgement(readings: list[Reading], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db", create=True) as book:
        for r in readings:
            book.add(r)
        complete(book)
        left, right = _two_men(book)
        book.judge("entity", left, right, "different", by="a test", why="two men")
        [row] = sayso.why(book, readings[0].claims[0].id)
        assert row.judged == ("different: Hamma Diorigou and Sadiku Marram",)
        assert row.why[0] == "rule affiliation.defect/made"


def _two_men(book: Ledger) -> tuple[str, str]:
    """The profiles of two men of the first report."""
    ids = {b.profile.content["name"]: b.profile.id for b in book.profiles("entity")}
    return ids["Hamma Diorigou"], ids["Sadiku Marram"]
