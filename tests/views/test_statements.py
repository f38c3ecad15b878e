# SPDX-License-Identifier: Apache-2.0
"""Claims told in words: every code, every modality, dates, chains of voices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso import codebook
from sayso.model import CERTAINTIES, MODALITIES, ROLES, STANCES, VOICE_KINDS, Reading, When
from sayso.views import statement, table, words

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    loaded: list[Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("case", cases("statements.yaml"), ids=lambda c: f"{c[0]}-{c[1]}")
def test_a_claim_in_words(readings: dict[str, Reading], case: list[Any]) -> None:
    reading = readings[case[0]]
    claim = reading.claims[case[1]]
    tell = (statement.who, statement.what, statement.whom, statement.where, statement.when, statement.says_who,
            statement.how_surely, statement.status)
    assert [f(reading, claim) for f in tell] == case[2:]


@pytest.mark.parametrize("case", cases("dates.yaml"), ids=lambda c: f"{c[0]}-{c[1]}")
def test_dates(case: list[Any]) -> None:
    assert statement.dates(When((0, 1), case[0], case[1], "day")) == case[2]


def test_an_unsettled_time_is_quoted(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    assert reading.claims[0].when
    claim = replace(reading.claims[0], when=replace(reading.claims[0].when, start=None, end=None))
    assert statement.when(reading, claim) == "“last week”"


@pytest.mark.parametrize(("modality", "polarity", "told"), [
    ("actual", "yes", "joined"), ("actual", "no", "did not join “joined”"), ("planned", "yes", "plans to join “joined”"),
    ("planned", "no", "plans not to join “joined”"), ("requested", "yes", "is asked to join “joined”"),
    ("possible", "yes", "possibly joins “joined”"), ("possible", "no", "possibly does not join “joined”"),
    ("threatened", "yes", "threatens to join “joined”"), ("habitual", "yes", "routinely joins “joined”"),
    ("habitual", "no", "routinely does not join “joined”")])
def test_negation_and_modality_are_words(readings: dict[str, Reading], modality: str, polarity: str, told: str) -> None:
    reading = readings["marib-01"]
    assert statement.what(reading, replace(reading.claims[0], modality=modality, polarity=polarity)) == told


def test_every_value_of_the_model_has_its_words() -> None:
    lexicon = words.load()
    assert set(lexicon.modality) == set(MODALITIES)
    assert set(lexicon.certainty) == set(CERTAINTIES)
    assert set(lexicon.stance) == set(STANCES)
    assert set(lexicon.voice_kinds) == set(VOICE_KINDS)
    assert set(lexicon.fields) == set(ROLES)
    assert {*lexicon.whom, *lexicon.where, "actor"} == set(ROLES)


def test_every_shipped_code_has_its_words() -> None:
    lexicon = words.load()
    assert {".".join(code.split(".")[:2]) for code in codebook.load().codes} <= set(lexicon.verbs)


@pytest.mark.parametrize(("code", "told"), [
    ("protection.stand-by", ("stand by", "stood by", "stands by", "did not stand by")),
    ("press.gag", ("gag", "gagged", "gags", "did not gag")),
    ("harvest.carry-out", ("carry out", "carried out", "carries out", "did not carry out")),
    ("market.theft", ("theft", "theft", "theft", "no theft")),
    ("custody.arrest.house", ("arrest", "arrested", "arrests", "did not arrest"))])
def test_a_code_of_ones_own_is_told_by_its_name(code: str, told: tuple[str, str, str, str]) -> None:
    verb = words.load().verb(code)
    assert (verb.base, verb.past, verb.present, verb.negated) == told


def test_an_addressee_other_than_the_outlet_is_told(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    elsewhere = replace(reading, report=replace(reading.report, outlet="Other Wire"))
    assert statement.says_who(elsewhere, reading.claims[0]) == "senior militants (to Example Wire) → Other Wire"
    nowhere = replace(reading, report=replace(reading.report, outlet=None))
    assert statement.says_who(nowhere, reading.claims[5]) == "the report itself"


def test_rows_are_in_text_order_and_called_by_number_or_id(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    mixed = replace(reading, claims=tuple(reversed(reading.claims)))
    rows = table.rows(mixed)
    assert [r.label for r in rows] == [str(n) for n in range(1, 9)]
    assert [r.claim for r in rows] == [c.id for c in sorted(reading.claims, key=lambda c: c.trigger)]
    some = table.rows(mixed, [reading.claims[2]], ids=True)
    assert [r.label for r in some] == [reading.claims[2].id[:10]]
    assert some[0].cells[5] == f"denied, ● certain, denies {reading.claims[0].id[:10]}"
    assert all(cell for row in rows for cell in row.cells)
