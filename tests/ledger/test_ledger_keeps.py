# SPDX-License-Identifier: Apache-2.0
"""What goes into a ledger comes out equal, once, and the newest reading counts."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, LedgerError, UsageError
from sayso.ledger import Ledger, Run
from sayso.model import Answer, Claim, Count, Entity, Filler, Mention, Place, Reading, Report, Voice, When

Make = Callable[..., Reading]
SEARCHES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/searches.yaml").read_text(encoding="utf-8"))

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
numbers = st.integers(0, 2**62)
spans = st.tuples(numbers, numbers)
days = st.none() | st.dates()
places = st.builds(Place, st.none() | numbers, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180),
                   st.none() | words, st.none() | words, words)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that names only its own entities."""
    report = draw(st.builds(Report, words, words, words, words, *[st.none() | words] * 4, days, *[st.none() | words] * 2, words,
                            st.none() | spans, st.none() | spans, st.binary(max_size=9)))
    ids = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    mentions = st.lists(st.builds(Mention, numbers, numbers, numbers, words), max_size=2).map(tuple)
    entities = tuple(draw(st.builds(Entity, st.just(i), words, words, mentions, st.none() | words, st.none() | places))
                     for i in ids)
    known = st.sampled_from(ids)
    fillers = st.lists(st.builds(Filler, known, spans), min_size=1, max_size=2).map(tuple)
    claim = st.builds(
        Claim, words, words, spans, st.dictionaries(words, fillers, max_size=3),
        st.none() | st.builds(When, spans, days, days, words),
        st.none() | st.builds(Count, spans, *[st.none() | numbers] * 3), words, words, words,
        st.lists(st.builds(Voice, st.none() | known, st.none() | spans, spans, words, words, st.none() | known, words),
                 max_size=2).map(tuple),
        st.lists(st.builds(Answer, words, words), max_size=2).map(tuple), st.lists(spans, max_size=2).map(tuple),
        st.lists(words, max_size=2).map(tuple))
    return Reading(report, entities, tuple(draw(st.lists(claim, max_size=3))))


@given(reading=readings())
@settings(max_examples=25, deadline=None)
def test_what_is_added_comes_out_equal(fresh: Callable[[], Path | str], reading: Reading) -> None:
    with Ledger.open(fresh(), create=True) as ledger:
        assert ledger.add(reading)
        assert not ledger.add(reading)
        (again,) = ledger.readings()
        assert again == reading
        assert again.report.original == reading.report.original
        assert again.to_dict() == reading.to_dict()
        assert [list(c.roles) for c in again.claims] == [list(c.roles) for c in reading.claims]
        assert [c for _, c in ledger.claims()] == list(reading.claims)


def test_it_is_kept_after_closing(make: Make, where: Path | str) -> None:
    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))
    with Ledger.open(where) as ledger:
        assert list(ledger.readings()) == [make(0)]
        assert not ledger.add(make(0))
    with Ledger.open(where, create=True) as ledger:
        assert list(ledger.readings()) == [make(0)]


def test_the_newest_reading_of_a_report_counts_and_older_ones_stay(make: Make, where: Path | str) -> None:
    with Ledger.open(where, create=True) as ledger:
        old, new, other = make(0), make(0, code="custody.abduct"), make(1)
        assert [ledger.add(r, Run("m1", "k1", "0.1")) for r in (old, other)] == [True, True]
        assert ledger.add(new, Run("m2"))
        assert not ledger.add(new, Run("m3"))
        assert list(ledger.readings()) == [other, new]
        assert [c.code for _, c in ledger.claims(code="custody")] == ["custody.arrest", "custody.abduct"]
        assert ledger.add(old)  # the older codebook again: now this is the newest
        assert [c.code for _, c in ledger.claims(code="custody")] == ["custody.arrest", "custody.arrest"]
        history = ledger.history(old.report.id)
        assert [e.run for e in history] == [Run("m1", "k1", "0.1"), Run("m2"), Run()]
        assert [e.claims for e in history] == [3, 3, 3]
        assert len(ledger.history()) == 4
        assert history[0].added.tzinfo is not None
        assert history[0].added <= datetime.datetime.now(datetime.UTC)


def test_a_copy_elsewhere_adds_nothing_but_another_outlet_does(make: Make, where: Path | str) -> None:
    reading = make(0)
    moved = dataclasses.replace(reading, report=dataclasses.replace(reading.report, source="elsewhere/b.txt", stem="b"))
    corrected = dataclasses.replace(reading, report=dataclasses.replace(reading.report, outlet="Dune Courier"))
    with Ledger.open(where, create=True) as ledger:
        assert [ledger.add(r) for r in (reading, moved, corrected)] == [True, False, True]
        assert [r.report.outlet for r in ledger.readings()] == ["Dune Courier"]


@pytest.mark.parametrize("case", SEARCHES, ids=lambda c: " ".join(f"{k}={v}" for k, v in c.items() if k != "codes"))
def test_search(case: dict[str, Any], make: Make, where: Path | str) -> None:
    asked = {k: v for k, v in case.items() if k != "codes"}
    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))
        ledger.add(make(1, outlet="Dune Courier"))
        found = list(ledger.claims(**asked))
    assert [c.code for _, c in found] == case["codes"]
    assert all(c in r.claims for r, c in found)


def test_a_search_never_mixes_the_entities_of_two_reports(make: Make, where: Path | str) -> None:
    """Both reports call somebody e1, and only one of these is meant."""
    other = make(1)
    first, *rest = other.entities
    stranger = dataclasses.replace(first, name="Oda Brandvik", mentions=first.mentions[1:])
    other = dataclasses.replace(other, entities=(stranger, *rest))
    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))
        ledger.add(other)
        assert {r.report.stem for r, _ in ledger.claims(name="ostvik")} == {"post-0"}
        assert {r.report.stem for r, _ in ledger.claims(name="brandvik")} == {"post-1"}
        assert [(r.report.stem, c.code) for r, c in ledger.claims(source="ostvik")] == [("post-0", "violence.bomb")]
        assert [(r.report.stem, c.code) for r, c in ledger.claims(source="brandvik")] == [("post-1", "violence.bomb")]
        assert list(ledger.claims(name="ostvik", source="brandvik")) == []


@pytest.mark.parametrize("asked", [{"name": " "}, {"source": "--"}, {"name": ""}, {"text": "…"}])
def test_a_search_for_no_letters_is_refused(asked: dict[str, Any], where: Path | str) -> None:
    with Ledger.open(where, create=True) as ledger, pytest.raises(UsageError, match="no letter"):
        list(ledger.claims(**asked))


def test_a_claim_by_the_beginning_of_its_id(make: Make, where: Path | str) -> None:
    with Ledger.open(where, create=True) as ledger:
        ledger.add(make(0))
        ledger.add(make(1))
        assert ledger.claim("c_01b") == (make(1), make(1).claims[1])
        with pytest.raises(LedgerError, match=r"fits 3 claims: c_00a1, c_00b2, c_00c3\. Give more letters"):
            ledger.claim("c_00")
        for absent in ("c_7", "", "%", "c__"):
            with pytest.raises(LedgerError, match="no claim"):
                ledger.claim(absent)
        shorter = dataclasses.replace(make(0), claims=make(0).claims[:1])
        ledger.add(shorter)
        assert ledger.claim("c_00") == (shorter, shorter.claims[0])   # of the newest reading
        assert ledger.claim("c_00b") == (make(0), make(0).claims[1])  # replaced, but never lost


def test_a_whole_id_is_enough_where_it_begins_another(make: Make, where: Path | str) -> None:
    base = make(0)
    longer = dataclasses.replace(base.claims[1], id=base.claims[0].id + "f", answers=())
    with Ledger.open(where, create=True) as ledger:
        ledger.add(dataclasses.replace(base, claims=(longer, base.claims[0])))
        assert ledger.claim(base.claims[0].id)[1] == base.claims[0]


@pytest.mark.parametrize(("change", "message"), [
    ({"text": "half \ud83d"}, "U\\+D83D"), ({"source": "f\udce9.txt"}, "U\\+DCE9"), ({"outlet": "\udfff"}, "U\\+DFFF")])
def test_half_a_surrogate_pair_is_the_reports_error(change: dict[str, str], message: str, make: Make,
                                                    where: Path | str) -> None:
    reading = make(0)
    with Ledger.open(where, create=True) as ledger:
        with pytest.raises(InputError, match=message):
            ledger.add(Reading(dataclasses.replace(reading.report, **change), (), ()))  # type: ignore[arg-type]
        assert ledger.history() == ()
        assert ledger.add(reading)


def test_a_number_beyond_64_bits_is_the_reports_error(make: Make, where: Path | str) -> None:
    reading = make(0)
    huge = dataclasses.replace(reading.claims[0], count=Count((0, 1), 10**19, None, None))
    with Ledger.open(where, create=True) as ledger:
        with pytest.raises(InputError, match=r"claims\.best is 10000000000000000000"):
            ledger.add(dataclasses.replace(reading, claims=(huge,)))
        assert ledger.history() == ()
