# SPDX-License-Identifier: Apache-2.0
"""The three clocks, runs, links and judgements: what a view shows, and that an old view comes out again."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger, Run, StoredProfile, View
from sayso.model import Reading

Make = Callable[..., Reading]
Where = Path | str


def published(reading: Reading, day: str | None) -> Reading:
    date = datetime.date.fromisoformat(day) if day else None
    return dataclasses.replace(reading, report=dataclasses.replace(reading.report, published=date))


def shown(ledger: Ledger, view: View) -> str:
    """All that a view gives, as text."""
    return json.dumps([[r.to_dict() for r in ledger.readings(view)], list(ledger.profiles("entity", view)),
                       list(ledger.links("entity", view)), ledger.judgements(view), ledger.reviews(view),
                       [c.id for _, c in ledger.claims(view=view)]])


def test_as_of_leaves_out_later_reports_and_takes_the_day_of_arrival_for_those_without_one(where: Where, make: Make) -> None:
    with Ledger.open(where, create=True) as ledger:
        for number, day in enumerate(("2021-04-07", "2021-04-09", None)):
            ledger.add(published(make(number), day))
        today = datetime.datetime.now(datetime.UTC).date()

        def stems(day: datetime.date) -> list[str]:
            return [r.report.stem for r in ledger.readings(View(as_of=day))]

        assert stems(datetime.date(2021, 4, 6)) == []
        assert stems(datetime.date(2021, 4, 7)) == ["post-0"]
        assert stems(datetime.date(2021, 4, 9)) == ["post-0", "post-1"]
        assert stems(today + datetime.timedelta(1)) == ["post-0", "post-1", "post-2"]


def test_what_was_recorded_comes_out_again_whatever_is_added_later(where: Where, make: Make, fill: Callable[[Ledger], None],
                                                                   relate: Callable[..., None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        empty = ledger.recorded()
        fill(ledger)
        then = ledger.recorded()
        assert empty is None and then is not None
        old = shown(ledger, View(as_recorded=then))
        assert old == shown(ledger, View())
        ledger.add(make(0, code="custody.abduct"), Run("m2"))
        ledger.add(make(5), Run("m2"))
        relate(ledger)
        ledger.undo(1, by="Ada", why="it is the same village")
        ledger.review("c_00a1", "code", "reject", reviewer="Bo", reason="not so")
        relate(ledger, 2)
        assert shown(ledger, View()) != old
        assert shown(ledger, View(as_recorded=then)) == old
        naive = then.astimezone(datetime.UTC).replace(tzinfo=None)
        assert shown(ledger, View(as_recorded=naive)) == old


def test_a_run_shows_what_it_read_and_one_that_finds_the_same_counts_too(where: Where, make: Make) -> None:
    with Ledger.open(where, create=True) as ledger:
        first, second = Run("m1", "k1", "0.1", {"threads": 1}), Run("m2", "k1", "0.1")
        assert [ledger.add(make(0), first), ledger.add(make(1), first)] == [True, True]
        assert [ledger.add(make(0, code="custody.abduct"), second), ledger.add(make(1), second)] == [True, False]
        assert [(r.number, r.run, r.reports) for r in ledger.runs()] == [(1, first, 2), (2, second, 2)]
        codes = [[c.code for _, c in ledger.claims(code="custody", view=View(run=n))] for n in (1, 2, 3)]
        assert codes == [["custody.arrest", "custody.arrest"], ["custody.arrest", "custody.abduct"], []]
        assert len(ledger.history()) == 3
        changed = ledger.diff(1, 2)
        assert [(c.kind, c.field, c.before, c.after) for c in changed if c.field == "code"] == [
            ("changed", "code", "custody.arrest", "custody.abduct")]
        assert {c.stem for c in changed} == {"post-0"}
        with pytest.raises(LedgerError, match="no run 3"):
            ledger.diff(1, 3)


def test_claims_gained_and_lost_between_runs(where: Where, make: Make) -> None:
    whole = make(0)
    less = dataclasses.replace(whole, claims=whole.claims[1:])
    with Ledger.open(where, create=True) as ledger:
        ledger.add(less, Run("m1"))
        ledger.add(whole, Run("m2"))
        assert [(c.kind, c.claim) for c in ledger.diff(1, 2) if not c.field] == [("gained", "c_00a1")]
        assert [(c.kind, c.claim) for c in ledger.diff(2, 1) if not c.field] == [("lost", "c_00a1")]
        assert ledger.diff(1, 1) == ()


def test_links_are_stored_with_their_reasons_and_once(where: Where, fill: Callable[[Ledger], None],
                                                      relate: Callable[..., None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        fill(ledger)
        assert ledger.unlinked(1) == ()
        assert ledger.unlinked(2) == (1, 2)
        borne = list(ledger.profiles("entity"))
        assert len(borne) == 12
        assert {b.profile.item for b in borne} == {f"e{k}" for k in range(1, 7)}
        links = list(ledger.links("entity"))
        assert len(links) == 6
        assert {(k.relation, k.reasons, k.shared) for k in links} == {("same", ("the same name",), (((0, 1), (2, 3)),))}
        relate(ledger, 2)
        assert {k.left for k in ledger.links("entity")}.isdisjoint(k.left for k in links)  # those of the newest rules
        with ledger.linking([1], 2) as works:
            assert works == ()


def test_what_is_not_linked_is_found_before_what_is_and_behind_it(where: Where, make: Make) -> None:
    with Ledger.open(where, create=True) as ledger:
        for k in range(4):
            ledger.add(make(k))
        assert ledger.unlinked(1) == (1, 2, 3, 4)
        for number, left in ((3, (1, 2, 4)), (1, (2, 4)), (4, (2,)), (2, ())):
            with ledger.linking([number], 1):
                pass
            assert ledger.unlinked(1) == left
        ledger.add(make(4))
        assert ledger.unlinked(1) == (5,)
        with Ledger.open(where) as other:
            assert other.unlinked(1) == (5,)
            with other.linking([5], 1):
                pass
        ledger.add(make(5))
        assert ledger.unlinked(1) == (6,)


def test_a_link_that_fails_leaves_nothing_and_is_made_at_the_next_start(where: Where, make: Make) -> None:
    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))

        def fail() -> None:
            with ledger.linking([1], 1) as (work,):
                work.index(StoredProfile).add([StoredProfile("x1", "entity", "e1", {}, ("k",))])
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert ledger.unlinked(1) == (1,)
        assert list(ledger.profiles("entity")) == []
        with ledger.linking([1], 1) as (work,):
            index = work.index(StoredProfile)
            index.add([StoredProfile("x2", "entity", "e2", {}, ("k",))])
            assert [p.id for p in index.near(StoredProfile("q", "entity", "", {}, ("k",)))] == ["x2"], "nothing is left of x1"


def test_the_latest_of_a_crowded_key_are_near(where: Where) -> None:
    from sayso.ledger.blocking import AT_MOST

    with Ledger.open(where, create=True) as ledger:
        index = ledger.index(1, StoredProfile)
        crowd = [StoredProfile(f"p{k:04}", "entity", "", {"name": str(k)}, ("k", f"own {k}")) for k in range(AT_MOST + 30)]
        assert index.add(crowd) == crowd
        asked = StoredProfile("q", "entity", "", {}, ("k",))
        assert {p.id for p in index.near(asked)} == {p.id for p in crowd[30:]}
        assert {p.id for p in index.near(crowd[-1])} == {p.id for p in crowd[30:-1]}
        assert index.near(asked._replace(kind="claim")) == []


def test_judgements_are_taken_back_by_a_further_row(where: Where, fill: Callable[[Ledger], None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        fill(ledger)
        before, then = shown(ledger, View()), ledger.recorded()
        a, b, c = (p.profile.id for p in list(ledger.profiles("entity"))[:3])
        number = ledger.judge("entity", b, c, "related", by="Ada", why="one brigade")
        assert [(j.left, j.right, j.verdict) for j in ledger.judgements()] == [(a, b, "different"), (b, c, "related")]
        ledger.undo(number, by="Bo", why="two brigades")
        assert shown(ledger, View()) == before  # merge, then undo: the identical view
        assert shown(ledger, View(as_recorded=then)) == before
        with pytest.raises(LedgerError, match="no judgement 2 that stands"):
            ledger.undo(number, by="Bo", why="again")


@pytest.mark.parametrize(("change", "error", "message"), [
    ({"verdict": "perhaps"}, UsageError, "no judgement"), ({"left": "nobody"}, LedgerError, "no entity 'nobody'"),
    ({"kind": "claim"}, LedgerError, "no claim"), ({"by": " "}, UsageError, "somebody")])
def test_what_is_no_judgement(change: dict[str, Any], error: type[Exception], message: str, where: Where,
                              fill: Callable[[Ledger], None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        fill(ledger)
        left, right = (p.profile.id for p in list(ledger.profiles("entity"))[:2])
        with pytest.raises(error, match=message):
            ledger.judge(**{"kind": "entity", "left": left, "right": right, "verdict": "same", "by": "Ada", "why": ""} | change)
        assert len(ledger.judgements()) == 1


def test_time_goes_on_even_if_the_clock_was_put_back(where: Where, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.ledger import writing

    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))
        monkeypatch.setattr(writing, "clock", lambda: datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC))
        for number in range(1, 4):
            ledger.add(make(number))
        times = [e.added for e in ledger.history()]
    assert times == sorted(set(times))
    assert times[0].year > 2001
