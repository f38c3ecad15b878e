# SPDX-License-Identifier: Apache-2.0
"""What is answered of small sets of reports, with and without what came later."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso import answers
from sayso.answers.known import Known
from sayso.answers.linking import together
from sayso.model import Reading

CASES = Path(__file__).parents[1] / "cases" / "answers"
Made = Callable[[dict[str, Any]], Reading]


@pytest.fixture(scope="session")
def readings(made: Made) -> list[Reading]:
    rows = yaml.safe_load((CASES / "moves.yaml").read_text(encoding="utf-8"))["reports"]
    return [made(r) for r in rows]


@pytest.fixture(scope="session")
def both(readings: list[Reading]) -> Known:
    return together(readings)


@pytest.fixture(scope="session")
def before(readings: list[Reading]) -> Known:
    """As known on the day of the first report."""
    return together(readings[:1])


def test_a_denial_makes_contested_what_was_not(before: Known, both: Known) -> None:
    def denied(k: Known) -> list[tuple[str, str]]:
        return [(c.happening.code, c.matter) for c in answers.contested(k)]

    assert denied(before) == []
    assert denied(both) == [("affiliation.defect", "denied"), ("violence.kill", "number")]
    one, other = answers.contested(both)[0].positions
    assert [t.says for t in one.tellings] == ["three fighters < Kori Dispatch"]
    assert [t.says for t in other.tellings] == ["Yaro Bendaku < Niger Bend Courier"]
    assert "denied" in other.tellings[0].words


def test_numbers_stand_side_by_side(both: Known) -> None:
    numbers = answers.contested(both, code="violence")[0]
    assert [(p.holds, p.tellings[0].says) for p in numbers.positions] == [
        ("12", "a doctor < Kori Dispatch"),
        ("15", "Niger Bend Courier"),
    ]


def test_moves_go_from_group_to_group_by_day(both: Known) -> None:
    rows = answers.moves(both)
    assert [(m.kind, m.who, m.left, m.entered, str(m.first)) for m in rows] == [
        ("was expelled", ("Ibra Sonko",), ("River Lands Movement",), (), "2025-01-01"),
        ("defected", ("Hamma Diorigou",), ("River Lands Movement",), ("Dunes Front",), "2025-03-09"),
        ("joined", ("Sadiku Marram",), (), ("Dunes Front",), "2025-03-10"),
    ]
    defected = rows[1]
    assert [t.speaker for t in defected.says] == ["three fighters"]
    assert [t.speaker for t in defected.against] == ["Yaro Bendaku"]
    assert defected.contested == ("denied",)
    assert [m.who for m in answers.moves(both, of="dunes")] == [("Hamma Diorigou",), ("Sadiku Marram",)]


def test_sources_tell_who_was_first(both: Known) -> None:
    by = {s.name: s for s in answers.sources(both)}
    first, later = by["Kori Dispatch"], by["Niger Bend Courier"]
    assert (len(first.first), len(later.first)) == (5, 0)
    assert (len(first.asserted), len(first.relayed)) == (3, 2)
    assert (len(later.asserted), len(later.relayed), len(later.repeating)) == (1, 1, 0)
    assert (len(by["Yaro Bendaku"].denied), by["Yaro Bendaku"].only_in) == (1, None)
    assert by["three fighters"].only_in is not None
    assert [s.name for s in answers.sources(both, name="bendaku")] == ["Yaro Bendaku"]


def test_the_timeline_gives_no_day_that_no_report_gives(both: Known) -> None:
    rows = answers.timeline(both)
    assert [t.day for t in rows] == [
        "between 2025-01-01 and 2025-01-31",
        "2025-03-09",
        "2025-03-10",
        "2025-03-12",
        "no day given (reported 2025-03-14)",
    ]
    assert rows[-1].happening.code == "politics.meet"
    assert [t.exact for t in rows] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"name": "marram"}, ["affiliation.join"]),
        ({"code": "affiliation"}, ["affiliation.expel", "affiliation.defect", "affiliation.join"]),
        ({"place": "ayor"}, ["violence.kill"]),
        ({"contested": True}, ["affiliation.defect", "violence.kill"]),
        ({"since": datetime.date(2025, 3, 10), "until": datetime.date(2025, 3, 11)}, ["affiliation.join"]),
        ({"name": "Zzz"}, []),
    ],
)
def test_happenings_that_are_asked_for(both: Known, asked: dict[str, Any], codes: list[str]) -> None:
    assert [h.code for h in answers.happenings(both, **asked) if h.first] == codes


def test_affiliations_of_a_group(both: Known) -> None:
    rows = answers.affiliations_of(both, "Dunes Front")
    assert [(a.member, a.relation, a.status, str(a.since.earliest and a.since.earliest.day)) for a in rows] == [
        ("Hamma Diorigou", "member", "begun", "2025-03-09"),
        ("Sadiku Marram", "member", "begun", "2025-03-10"),
    ]
    assert [g.says for g in rows[0].against] == ["Yaro Bendaku < Niger Bend Courier"]
    assert rows[1].against == ()


def test_why_tells_rule_words_and_what_it_is_linked_with(both: Known, readings: list[Reading]) -> None:
    claim = readings[0].claims[0]
    [row] = answers.why(both, claim.id)
    assert row.why[0] == "rule affiliation.defect/made"
    assert "Hamma Diorigou defected" in row.words[0]
    assert [(x.relation, x.telling.side) for x in row.claims if x.telling] == [("same", "denies")]
    assert all(x.reasons for x in row.claims)


@pytest.mark.parametrize("name", ["happenings", "contested", "moves", "sources", "timeline", "affiliations_of"])
def test_the_order_of_reports_does_not_matter(readings: list[Reading], both: Known, name: str) -> None:
    other = together(reversed(readings))
    asked = getattr(answers, name)
    assert [r.to_dict() for r in asked(other)] == [r.to_dict() for r in asked(both)]
