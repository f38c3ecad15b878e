# SPDX-License-Identifier: Apache-2.0
"""The gazetteer: names, demonyms, capitals, and which place is meant (tests/cases/place/names.yaml)."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions import gazetteer, places
from sayso.mentions.locating import locate_names
from sayso.model import Place, Report

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "place" / "names.yaml").read_text(encoding="utf-8"))


def located(name: str) -> Place | None:
    """The place of a name that stands alone."""
    report = Report("sha256:0", "name", "name", name)
    return locate_names(report, [(0, len(name))])[0]


@pytest.mark.parametrize(("name", "known", "country", "precision"), CASES["located"])
def test_located(name: str, known: bool, country: str | None, precision: str | None) -> None:
    found = located(name)
    assert places.is_place_name(name) is known
    assert (found and found.country, found and found.precision) == (country, precision)


@pytest.mark.parametrize(("word", "country"), CASES["demonyms"])
def test_demonym(word: str, country: str | None) -> None:
    assert places.country_of_demonym(word) == country


@pytest.mark.parametrize(("name", "country"), CASES["capitals"])
def test_capital(name: str, country: str | None) -> None:
    assert places.capital_of(name) == country


def test_keys() -> None:
    assert places.country_key("EG") == "geonames:357994"
    assert places.country_key("ZZ") is None
    assert places.place_key(located("Cairo")) == "geonames:360630"
    assert places.place_key(located("Gaza Strip")) == "geonames:281132"
    assert places.place_key(located("Donbas")) is None


def test_every_country_is_on_the_map() -> None:
    for line in resources.files("sayso.mentions").joinpath("data", "countries.tsv").read_text(encoding="utf-8").splitlines():
        code, _, names, _, _ = line.split("\t")
        found = [r for r in gazetteer.rows(gazetteer.fold(names.split("|")[0])) if r.kind == "country" and r.country == code]
        assert found, names
        assert -90 <= found[0].lat <= 90


@pytest.mark.parametrize("table", ["places.tsv", "divisions.tsv"])
def test_tables_are_sorted(table: str) -> None:
    lines = resources.files("sayso.mentions").joinpath("data", table).read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)


@given(st.lists(st.text(st.sampled_from("abc ")), max_size=20, unique=True), st.text(st.sampled_from("abc ")))
def test_search_in_place(keys: list[str], asked: str) -> None:
    """The binary search finds exactly the lines of a key, wherever they stand."""
    lines = sorted(f"{k}\t{n}\n".encode() for k in keys for n in (1, 2))
    table = gazetteer.SortedTable(b"".join(lines))
    for key in (*keys, asked):
        assert table.find(key) == (["1", "2"] if key in keys else [])


@given(st.text(max_size=30))
def test_any_name(name: str) -> None:
    places.is_place_name(name)
    found = located(name)
    assert found is None or found.precision in ("point", "town", "district", "region", "country")
