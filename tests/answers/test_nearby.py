# SPDX-License-Identifier: Apache-2.0
"""An answer of a part of a ledger is byte for byte that of the whole; in both databases."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso import answers
from sayso.answers import nearby, viewing
from sayso.answers.known import Known
from sayso.answers.linking import complete
from sayso.errors import LedgerError
from sayso.ledger import Ledger, View
from sayso.model import Reading

CASES = Path(__file__).parents[1] / "cases" / "answers"
DAY = datetime.date
VIEWS = (None, View(as_of=DAY(2025, 3, 20)), View(as_of=DAY(2025, 4, 2)))
ASKED: tuple[dict[str, Any], ...] = (
    {"name": "marram"}, {"name": "dunes"}, {"name": "bendaku"}, {"name": "nobody at all"},
    {"name": "river lands", "code": "violence"},
    {"code": "custody"}, {"code": "tie"}, {"code": "affiliation.defect"},
    {"place": "ayorou"}, {"place": "agadez", "name": "hamma"},
    {"since": DAY(2025, 4, 1)}, {"until": DAY(2025, 3, 9)}, {"since": DAY(2025, 3, 9), "until": DAY(2025, 3, 11)},
    {"since": DAY(2025, 3, 31), "until": DAY(2025, 4, 1), "code": "violence"}, {"since": DAY(2025, 3, 13), "code": "politics"})
Made = Callable[[dict[str, Any]], Reading]
Whole = Callable[[View | None], Known]


def told(rows: list[Any]) -> list[str]:
    return [json.dumps(r.to_dict(), ensure_ascii=False) for r in rows]


@pytest.fixture(scope="module")
def book(fresh: Callable[[], Path | str], made: Made) -> Iterator[Ledger]:
    """A ledger of all cases, a tie besides, one report read twice, three judgements, one of which is taken back."""
    rows = list(yaml.safe_load((CASES / "moves.yaml").read_text(encoding="utf-8"))["reports"])
    for case in yaml.safe_load((CASES / "matters.yaml").read_text(encoding="utf-8")):
        rows += [r | {"places": case.get("places", {}), "stem": f"{case['name']}-{n}"} for n, r in enumerate(case["reports"])]
    rows.append({"outlet": "Kori Dispatch", "published": "2025-03-16", "claims": [
        {"code": "tie.lead", "says": "[actor/person Hamma Diorigou] [! leads] [group/group Dunes Front]."},
        {"code": "violence.kill", "says": "[actor/people Men] [! killed] [target/person Ibra Sonko] in [place/place Ayorou]."},
        {"code": "speech.deny", "answers": [1, "denies"], "says": "[actor/person Yaro Bendaku] [! denied] it."}]})
    with Ledger.open(fresh(), create=True) as ledger:
        readings = [made(r) for r in rows]
        for reading in readings:
            ledger.add(reading)
        complete(ledger)
        ledger.add(dataclasses.replace(readings[0], claims=readings[0].claims[:2] + readings[0].claims[3:]))
        complete(ledger)
        ids = {b.profile.content["name"]: b.profile.id for b in ledger.profiles("entity")}
        claims = sorted((b.profile.content["published"], b.profile.id) for b in ledger.profiles("claim"))
        ledger.judge("entity", ids["Hamma Diorigou"], ids["Sadiku Marram"], "same", by="a test", why="to see")
        ledger.judge("claim", claims[0][1], claims[-1][1], "same", by="a test", why="far apart")
        number = ledger.judge("entity", ids["Awa Keita"], ids["Ibra Sonko"], "same", by="a test", why="to see")
        ledger.undo(number, by="a test", why="seen")
        yield ledger


@pytest.fixture(autouse=True)
def _never_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "WIDE", 10**6)


@pytest.fixture(scope="module")
def whole(book: Ledger) -> Whole:
    """`whole(view)`: all that is known under a view."""
    made = {view: viewing.known(book, view) for view in VIEWS}
    return lambda view: made[view]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_why_of_every_claim(book: Ledger, whole: Whole, view: View | None, monkeypatch: pytest.MonkeyPatch) -> None:
    k = whole(view)
    claims = sorted({p.content["claim"] for p in k.claims.values()})
    assert len(claims) > 4
    near = [told(answers.why(book, c, view=view)) for c in claims]
    monkeypatch.setattr(sys.modules["sayso.answers.why"], "known_of", lambda *_: k)
    assert near == [told(answers.why(book, c, view=view)) for c in claims]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_filters(book: Ledger, whole: Whole, view: View | None, asked: dict[str, Any]) -> None:
    k = whole(view)
    for name in ("happenings", "contested", "timeline"):
        of = getattr(answers, name)
        assert told(of(book, view=view, **asked)) == told(of(k, **asked)), name


@pytest.mark.parametrize("of", [None, "dunes", "diorigou", "river lands", "sonko"])
def test_moves_and_affiliations(book: Ledger, whole: Whole, of: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for view in VIEWS:
        k = whole(view)
        assert told(answers.moves(book, of=of, view=view)) == told(answers.moves(k, of=of))
        near = told(answers.affiliations_of(book, of, view=view))
        with monkeypatch.context() as patched:
            shown = (k, viewing.borne(book, k, view))
            patched.setattr(sys.modules["sayso.answers.affiliations"], "borne_by", lambda *_, shown=shown: shown)
            assert near == told(answers.affiliations_of(book, of, view=view))


def test_a_part_is_less_than_the_whole(book: Ledger, whole: Whole) -> None:
    k = nearby.part(book, View(), nearby.Asked(codes=("politics",)))
    every = whole(None)
    assert k is not None
    assert 0 < len(k.claims) < len(every.claims) and 0 < len(k.entities) < len(every.entities)


def test_what_most_claims_meet_is_not_looked_for_in_pieces(book: Ledger, whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "WIDE", 0)
    assert nearby.part(book, View(), nearby.Asked(codes=("violence",))) is None
    assert told(answers.happenings(book, code="violence")) == told(answers.happenings(whole(None), code="violence"))


def test_a_claim_that_is_not_in_view_is_not_explained(book: Ledger) -> None:
    for claim in ("c_none", ""):
        with pytest.raises(LedgerError):
            answers.why(book, claim)


def test_ties_are_shown_where_they_are_asked_for(book: Ledger, whole: Whole) -> None:
    plain, tied = answers.happenings(book), answers.happenings(book, ties=True)
    assert "tie.lead" in {h.code for h in tied}
    assert told(plain) == [row for h, row in zip(tied, told(tied), strict=True) if not h.code.startswith("tie.")]
    assert told(answers.happenings(book, ties=True, since=DAY(2025, 3, 1))) == \
        told(answers.happenings(whole(None), ties=True, since=DAY(2025, 3, 1)))


@pytest.mark.parametrize("name", ["happenings", "contested", "moves", "timeline"])
def test_a_limit_gives_the_first_rows(book: Ledger, name: str) -> None:
    of = getattr(answers, name)
    every = told(of(book))
    assert len(every) > 1
    assert told(of(book, limit=1)) == every[:1]
