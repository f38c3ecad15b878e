# SPDX-License-Identifier: Apache-2.0
"""Who is who across reports, and what people's judgements do to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.answers.linking import complete, together
from sayso.answers.who import WhoRow, judge, judgements, who
from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger
from sayso.model import Reading

Made = Callable[[dict[str, Any]], Reading]

DEFECT, JOIN = "affiliation.defect", "affiliation.join"
ROWS = [
    {"outlet": "Kori Dispatch", "published": "2025-03-14", "claims": [
        {"code": DEFECT, "says": "[actor/person Rashid Belkora] [! defected] to the [to/group Dune Liberation Front]."}]},
    {"outlet": "Liptako Wire", "published": "2025-03-15", "claims": [
        {"code": DEFECT, "says": "[actor/person Rachid Belkora] [! joined] [to/group Dune Liberation Front movement]."},
        {"code": JOIN, "says": "[actor/person Hassan Morrow] [! joined], [voice/people an official] [cue said]."}]},
    {"outlet": "Niger Bend Courier", "published": "2025-03-16", "claims": [
        {"code": JOIN, "says": "[actor/person Hussein Morrow] [! joined], [voice/people an official] [cue said]."}]},
]


@pytest.fixture(scope="module")
def readings(made: Made) -> list[Reading]:
    return [made(r) for r in ROWS]


@pytest.fixture
def book(readings: list[Reading], tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "l.db", create=True) as ledger:
        for r in readings:
            ledger.add(r)
        complete(ledger)
        yield ledger


def text(rows: list[WhoRow]) -> str:
    return "\n".join(json.dumps(r.to_dict(), ensure_ascii=False) for r in rows)


def test_spellings_are_one_with_the_reason_and_the_reports(book: Ledger) -> None:
    [row] = who(book, "belkora")
    assert set(row.names) == {"Rashid Belkora", "Rachid Belkora"}
    assert (row.type, row.reports) == ("person", 2)
    assert [t.reasons for t in row.within] == [("same name but for spelling: Rachid Belkora, Rashid Belkora",)]
    [group] = who(book, "dune")
    assert group.within[0].reasons == ("same name, only words of kind more: Movement",)
    assert [len(who(book, name)) for name in ("morrow", "Hassan", "nobody")] == [2, 1, 0]


def test_unnamed_sources_are_no_entity_across_reports(book: Ledger) -> None:
    assert who(book, "official") == []
    assert all("official" not in r.name for r in who(book))


def test_memory_and_ledger_say_the_same(book: Ledger, readings: list[Reading]) -> None:
    assert text(who(together(readings))) == text(who(book))


def test_a_judgement_wins_and_undone_leaves_the_identical_view(book: Ledger) -> None:
    before = text(who(book))
    row = judge(book, "same", "Hassan Morrow", "Hussein Morrow", because="one man, says his family", by="Ada")
    [both] = who(book, "morrow")
    assert both.within[-1].judged and both.within[-1].reasons == ("one man, says his family", "judged by Ada")
    [j] = judgements(book)
    assert (j.number, j.verdict, j.left, j.right) == (1, "same", "Hassan Morrow", "Hussein Morrow")
    book.undo(row.number, by="Ada", why="a slip")
    assert text(who(book)) == before
    assert judgements(book) == []


@pytest.mark.parametrize("verdict", ["different", "related", "unsure"])
def test_what_a_person_does_not_call_the_same_stays_apart(book: Ledger, verdict: str) -> None:
    judge(book, verdict, "Rashid Belkora", "Rachid Belkora", because="two cousins", by="Ada")
    assert len(who(book, "belkora")) == 2
    assert {t.relation for r in who(book, "belkora") for t in r.others if t.judged} == {verdict}


def test_an_id_or_its_beginning_will_do(book: Ledger) -> None:
    one, two = (r.id for r in who(book, "morrow"))
    row = judge(book, "same", one[:7], two, because="seen", by="Ada")
    assert {row.left_profile, row.right_profile} == {one, two}


@pytest.mark.parametrize(("x", "y", "because", "error", "told"), [
    ("Nobody Here", "Hassan Morrow", "seen", LedgerError, "no entity 'Nobody Here'"),
    ("Hassan Morrow", "Hassan Morrow", "seen", UsageError, "one profile"),
    ("Hassan Morrow", "Hussein Morrow", " ", UsageError, "needs a reason"),
    ("?", "Hassan Morrow", "seen", UsageError, "no letter")])
def test_what_cannot_be_judged_is_said(book: Ledger, x: str, y: str, because: str, error: type[Exception],
                                       told: str) -> None:
    with pytest.raises(error, match=told.replace("?", r"\?")):
        judge(book, "same", x, y, because=because, by="Ada")


def test_a_name_that_two_bear_is_not_guessed(made: Made, tmp_path: Path) -> None:
    claims = [{"code": JOIN, "says": "[actor/person Malan] [! joined]."}]
    rows = [{"outlet": o, "published": "2025-03-14", "claims": claims} for o in ("Kori Dispatch", "Liptako Wire")]
    with Ledger.open(tmp_path / "l.db", create=True) as ledger:
        for r in rows:
            ledger.add(made(r))
        complete(ledger)
        assert len(who(ledger, "malan")) == 2      # one name alone tells nobody
        with pytest.raises(LedgerError, match="'Malan' is the name of 2 entities"):
            judge(ledger, "same", "Malan", "Malan", because="seen", by="Ada")
