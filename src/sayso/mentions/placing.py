# SPDX-License-Identifier: Apache-2.0
"""Which place each name of a report stands for, judged by all of them together.

Every candidate of a name is weighed in powers of ten: its own size, and what the report adds (its country or province is named,
another place of the report or the outlet's own town lies close by). A name has one sense in a report. The best candidate is
taken if it is clearly ahead of the next one that lies elsewhere; else the name stays unresolved: a wrong point on a map is worse
than none. After Leidner (2007): containment, nearest neighbours, population, one referent a discourse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.mentions.gazetteer import Row, division, fold
from sayso.mentions.places import capital_of, country_name, country_of_demonym, country_row

COUNTRY = 1.3
"""What it adds that the report names the country: a city there may be 20 times smaller. London (England) is 21 times London
(Ontario); Tripoli (Libya) 5 times Tripoli (Lebanon)."""
DIVISION = 1.5
"""What it adds that the report names the province or state: besides COUNTRY, 600 times smaller in all."""
NEARBY = 2.0
"""What it adds at most that another place of the report lies close by; falls with the distance by e each REACH."""
REACH = 100.0
"""Kilometres: a report's other places are most often within a day's round of the one meant."""
HOME = 2.5
"""The same for the outlet's own town: a local paper writes about what lies around it and names it without its state."""
HOME_COUNTRY = 0.7
"""What it adds that the outlet is of this country: 5 times."""
AHEAD = math.log10(3)
"""How far ahead the best must be: three times the next that lies APART."""
SURE = 1.0
"""How far ahead a name must be before its place helps to place others: ten times."""
APART = 60.0
"""Kilometres from which two candidates count as two places and not one with its suburb or its own province."""
VARIANT = 1.0
"""What a variant spelling costs: a tenth."""
SIZES = {"country": 1.0, "admin1": -0.5, "admin2": -1.0, "city": 0.0}
"""What a bare name stands for first, in powers of ten of its inhabitants: a country, then a city, then a province or a district."""
CAPITAL = 1.5
"""What the seat of a government gains."""
AREAS = {"region": 6.5, "district": 5.5, "town": 5.0, "point": 5.0}
"""Size of the areas of our own list, which have no population: such as news names them, a region is as one of millions."""
WORLD = 7.5
"""Size of continents and seas."""
TOWN_OF_DIVISION = 1.0
"""What a province loses to the city of its name in it: "Aleppo" is the city, and "Aleppo province" says so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in one place of a report: its words, its candidates, and what is named as its container there ("" where nothing is)."""

    name: str
    rows: tuple[Row, ...]
    container: str = ""
    held: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a name stands for, and why, in a few words."""

    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a report's outlet is at home: the candidates of its town, or its country alone."""

    rows: tuple[Row, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Anchor:
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class _Evidence:
    """What speaks for candidates. `countries`, `divisions`: code → how it is known; `anchors`: places already settled."""

    countries: dict[str, str]
    divisions: dict[str, str]
    anchors: tuple[_Anchor, ...] = ()
    home: _Anchor | None = None
    home_country: str | None = None


def place_all(asked: Sequence[Asked], demonyms: Iterable[str], home: Home) -> list[Chosen | None]:
    """The place of each name, in order; None where none is known or none is clear. `demonyms`: other words of the report that
    speak for a country ("Syrian")."""
    senses = {a.name: a for a in asked if not a.container}
    senses.update((a.name, a) for a in asked if a.container)      # a name said with its container means the same without it
    every = list(senses.values())
    if home.rows:
        every.append(Asked("", home.rows))
    evidence = _named(every, demonyms, home)
    sure = _sure(every, evidence)
    for _ in range(2):      # the second time by the places that the first has made clear; more changes hardly anything
        evidence = _with(evidence, every, sure, home)
        sure = _sure(every, evidence)
    evidence = _with(evidence, every, sure, home)
    made: dict[tuple[str, str], Chosen | None] = {}
    for a in asked:
        if (a.name, a.container) not in made:
            of = a if a.container else senses[a.name]
            made[a.name, a.container] = _choose(of, evidence)
    return [made[a.name, a.container] for a in asked]


def _named(every: Sequence[Asked], demonyms: Iterable[str], home: Home) -> _Evidence:
    """The countries and divisions that names mean beyond doubt by themselves."""
    countries: dict[str, str] = {}
    divisions: dict[str, str] = {}
    for word in demonyms:
        if code := country_of_demonym(word):
            countries.setdefault(code, "which the report names")
    none = _Evidence({}, {})
    for a in every:
        best = _ranked(a, none)
        if a.name and best and (len(best) == 1 or best[0][0] - best[1][0] >= COUNTRY) and best[0][1].country:
            countries.setdefault(best[0][1].country, "which the report names")
    for a in every:
        for r in a.held:
            if r.country:
                countries.setdefault(r.country, "which the report names")
            if r.kind == "admin1":
                divisions.setdefault(r.code, "which the report names")
    return _Evidence(countries, divisions, home_country=home.country)


def _with(evidence: _Evidence, every: Sequence[Asked], sure: Sequence[Row | None], home: Home) -> _Evidence:
    """The same with what has become sure."""
    countries, divisions = dict(evidence.countries), dict(evidence.divisions)
    anchors = []
    at_home = evidence.home
    for a, row in zip(every, sure, strict=True):
        if row is None:
            continue
        if not a.name:
            at_home = _Anchor("", row.lat, row.lon)
            if row.country:
                countries.setdefault(row.country, "where the outlet is")
            continue
        if row.country:
            countries.setdefault(row.country, "which the report names")
        if row.kind == "admin1" and row.code:
            divisions.setdefault(row.code, "which the report names")
        if row.kind in ("city", "admin2") or row.kind == "area" and row.precision != "region":
            anchors.append(_Anchor(a.name, row.lat, row.lon))
    return _Evidence(countries, divisions, tuple(anchors), at_home, evidence.home_country)


def _sure(every: Sequence[Asked], evidence: _Evidence) -> list[Row | None]:
    """The places of those names that are so clear that others may be judged by them."""
    out: list[Row | None] = []
    for a in every:
        ranked = _ranked(a, evidence)
        ahead = ranked and _lead(ranked) >= SURE
        out.append(ranked[0][1] if ahead else None)
    return out


def _ranked(a: Asked, evidence: _Evidence) -> list[tuple[float, Row, str]]:
    """Candidates, best first, with the strongest of what the report says for each."""
    found = _inside(a)
    towns = [r for r in found if r.kind == "city"]
    out = []
    for r in found:
        size = _size(a.name, r)
        if r.kind in ("admin1", "admin2") and any(t.code == r.code and t.population >= 20_000 for t in towns):
            size -= TOWN_OF_DIVISION
        gains = _gains(a.name, r, evidence)
        out.append((size + sum(g for g, _ in gains), r, max(gains)[1] if gains else ""))
    return sorted(out, key=lambda x: (-x[0], x[1].id))


def _size(name: str, r: Row) -> float:
    """How much a place is talked about: its inhabitants as a power of ten, cut for a variant spelling."""
    if r.kind == "world":
        return WORLD
    if r.kind == "area":
        return AREAS[r.precision]
    size = math.log10(max(r.population, 100)) + SIZES[r.kind]
    if r.kind == "city" and capital_of(name) == r.country:
        size += CAPITAL
    return size if r.main else size - VARIANT


def _gains(name: str, r: Row, evidence: _Evidence) -> list[tuple[float, str]]:
    """What the report says for a candidate: (powers of ten, in words)."""
    out = []
    if r.country in evidence.countries and r.kind != "country":
        out.append((COUNTRY, f"in {country_name(r.country or '')}, {evidence.countries[r.country or '']}"))
    elif r.country and r.country == evidence.home_country:
        out.append((HOME_COUNTRY, f"in {country_name(r.country)}, where the outlet is"))
    if r.code in evidence.divisions and r.kind != "admin1":
        out.append((DIVISION, f"in {division(r.code)}, {evidence.divisions[r.code]}"))
    near = [(kilometres(x.lat, x.lon, r.lat, r.lon), x.name) for x in evidence.anchors if x.name != name]
    if near and r.kind != "country":
        away, other = min(near)
        if (gain := NEARBY * math.exp(-away / REACH)) > 0.1:
            out.append((gain, f"near {other}, which the report names"))
    if evidence.home and r.kind != "country":
        away = kilometres(evidence.home.lat, evidence.home.lon, r.lat, r.lon)
        if (gain := HOME * math.exp(-away / REACH)) > 0.1:
            out.append((gain, "near the outlet's own town"))
    return out


def _inside(a: Asked) -> tuple[Row, ...]:
    """The candidates that lie in the container named with them; all where none does or none is named."""
    if not a.held:
        return a.rows
    held = tuple(r for r in a.rows if r.kind != "country" and any(holds(c, r) for c in a.held))
    return held or a.rows


def holds(container: Row, r: Row) -> bool:
    """Whether a place lies in another: the same country, the same first-order division, or (a district, an area) close to it."""
    if container.id == r.id:
        return False
    if container.kind == "country":
        return r.country == container.country
    if container.kind == "admin1":
        return r.code == container.code or not r.code and r.country == container.country
    if container.kind in ("admin2", "area") and r.kind in ("city", "area", "admin2"):
        reach = REACH if container.precision != "region" else 3 * REACH
        near = kilometres(container.lat, container.lon, r.lat, r.lon) <= reach
        return near and (container.country is None or r.country in (container.country, None))
    return False


def _lead(ranked: Sequence[tuple[float, Row, str]]) -> float:
    """How far the best is ahead of the next that lies elsewhere; infinite where there is none."""
    best = ranked[0][1]
    rivals = [s for s, r, _ in ranked[1:] if kilometres(best.lat, best.lon, r.lat, r.lon) > APART]
    return ranked[0][0] - rivals[0] if rivals else math.inf


def _choose(a: Asked, evidence: _Evidence) -> Chosen | None:
    ranked = _ranked(a, evidence)
    if not ranked or _lead(ranked) < AHEAD:
        return None
    best = ranked[0][1]
    if best.kind == "country":
        return Chosen(best, "the country of that name")
    if a.held and any(holds(c, best) for c in a.held):
        return Chosen(best, f"inside {a.container}, named after it")
    plain = _ranked(a, _Evidence({}, {}))
    if _lead(plain) == math.inf:
        return Chosen(best, "the only place of that name")
    if ranked[0][2] and (plain[0][1] is not best or _lead(plain) < AHEAD):
        return Chosen(best, ranked[0][2])
    if best.kind in ("area", "world"):
        return Chosen(best, "the area of that name")
    if best.kind == "city" and capital_of(a.name) == best.country:
        return Chosen(best, f"the seat of government of {country_name(best.country or '')}")
    return Chosen(best, f"largest by far of {len(a.rows)} places of that name")


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points in degrees, on a flat map of their middle latitude: exact to a few percent where it matters,
    below 500 km."""
    x = ((lon - other_lon + 180) % 360 - 180) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, x)
