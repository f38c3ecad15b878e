# SPDX-License-Identifier: Apache-2.0
"""Where: which place is meant in a text (tests/cases/place), with names given and in whole reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.mentions import find
from sayso.mentions.locating import locate_mentions, locate_names
from sayso.model import PLACE_PRECISIONS, Place, Report
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span

CASES = Path(__file__).parents[1] / "cases" / "place"
FAR = 0.6
"""Degrees by which a point may lie off the one in a case: our cases round."""


def cases(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def span_of(text: str, name: str) -> Span:
    """Where a name stands; "Paris#2": its second occurrence."""
    words, _, number = name.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def place_of(text: str, name: str, outlet: str | None = None, url: str | None = None, *, used: bool = False) -> Place | None:
    """The place of one name of a text, all its capitalised runs that other cases ask for being names too."""
    report = report_from_text(text, ReadOptions(outlet=outlet, url=url, language="en"))
    spans = [span_of(text, name)]
    spans += [s for s in runs(report) if not any(s[0] < b and a < s[1] for a, b in spans)]
    return locate_names(report, spans, used=used)[0]


def runs(report: Report) -> list[Span]:
    """Where words with a capital stand in a row: stand-ins for names."""
    found = re.finditer(r"\b(?!(?:The|In|A|Two|Nobody|Police)\b)[A-Z][\w'-]*(?: (?:al-)?[A-Z][\w'-]*)*", report.text)
    return [m.span() for m in found]


@pytest.mark.parametrize("case", cases("contained") + cases("company"), ids=lambda c: f"{c[1]}: {c[0]}")
def test_place_of_a_name(case: list[Any]) -> None:
    text, name, country, division, precision = case
    place = place_of(text, name)
    if precision is None and country is None:
        assert place is None
        return
    assert place is not None
    assert place.country == country
    assert division is None or place.admin1 == division
    assert precision is None or place.precision == precision
    assert place.reason


@pytest.mark.parametrize("case", cases("outlets"), ids=lambda c: f"{c[0] or c[1]}: {c[2]}")
def test_outlets_region(case: list[Any]) -> None:
    outlet, url, text, name, country, division = case
    place = place_of(text, name, outlet, url)
    assert (place and place.country) == country
    assert division is None or place is not None and place.admin1 == division


@pytest.mark.parametrize("case", cases("settings"), ids=lambda c: f"{c[1]}: {c[0]}")
def test_how_a_name_is_used(case: list[Any]) -> None:
    text, name, precision, lat, lon, reason = case
    place = place_of(text, name, used=True)
    assert place is not None
    assert place.precision == precision
    assert precision in PLACE_PRECISIONS
    if lat is not None:
        assert place.lat == pytest.approx(lat, abs=FAR)
        assert place.lon == pytest.approx(lon, abs=FAR)
    assert reason is None or reason in place.reason


@pytest.mark.parametrize("case", cases("local"), ids=lambda c: f"{c[1]}: {c[0]}")
def test_streets_schools_hospitals(case: list[Any]) -> None:
    text, name, country, precision, lat, lon, reason = case
    place = place_of(text, name, used=True)
    assert (place and (place.country, place.precision)) == ((country, precision) if precision else None), place
    if place and lat is not None:
        assert place.lat == pytest.approx(lat, abs=FAR)
        assert place.lon == pytest.approx(lon, abs=FAR)
    if place and reason:
        assert reason in place.reason
        assert place.geonames is None      # it has no number of its own, and the town's would be a lie
        assert ("a guess" in place.reason) == (place.precision == "near")


@pytest.mark.parametrize("case", cases("marked"), ids=lambda c: f"{c[1]}: {c[0]}")
def test_places_in_other_names(case: list[Any], reader: Reader) -> None:
    text, words, country, precision = case
    report = report_from_text(text, ReadOptions(language="en"))
    found = {text[a:b]: place for (a, b), place in locate_mentions(report, find(reader.parse(report), report).entities)}
    if country is None:
        assert not any(words in name.split() for name in found), found
        return
    assert words in found, found
    assert found[words].country == country
    assert precision is None or found[words].precision == precision


@pytest.mark.parametrize("case", cases("reports"), ids=lambda c: f"{c[1]}: {c[0]}")
def test_places_in_reports(case: list[Any], reader: Reader) -> None:
    text, name, kind, country, precision = case
    reading = reader.read(report_from_text(text, ReadOptions(language="en")))
    found = [e for e in reading.entities if name in e.name]
    assert found, [e.name for e in reading.entities]
    entity = next((e for e in found if e.place), found[0])
    assert kind is None or entity.type == kind
    assert (entity.place and (entity.place.country, entity.place.precision)) == ((country, precision) if precision else None)
