# SPDX-License-Identifier: Apache-2.0
"""Which place each name of a report stands for, judged by all of them together.

Every candidate of a name is weighed in powers of ten: its own size, and what the report adds (its country or province is named,
another place of the report or the outlet's own town lies close by). A name has one sense in a report. The best candidate is
taken if it is clearly ahead of the next one that lies elsewhere; else the name stays unresolved: a wrong point on a map is
worse than none. After Leidner (2007): containment, nearest neighbours, population, one referent a discourse.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.mentions.gazetteer import Row, division
from sayso.mentions.places import capital_of, country_name, country_of_demonym

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
HOME_COUNTRY = 1.3
"""What it adds that the outlet is of this country, which it seldom has to name: as COUNTRY."""
BIG = 300_000
"""Inhabitants of a town that is meant in a body's name whatever else the report names."""
AHEAD = math.log10(3)
"""How far ahead the best must be: three times the next that lies APART."""
SURE = 1.0
"""How far ahead a name must be before its place helps to place others: ten times."""
APART = 60.0
"""Kilometres from which two candidates count as two places and not one with its suburb or its own province."""
VARIANT = 1.0
"""What a variant spelling costs: a tenth."""
OLD_NAME = 2.0
"""The same where English is spoken: there a variant is most often a name that the town had once."""
SIZES = {"country": 0.8, "admin1": 0.0, "admin2": -1.0, "city": 0.0}
"""What a bare name stands for first, in powers of ten of its inhabitants: a country before a province, and both before a
district of as many."""
CAPITAL = 1.0
"""What the seat of a government gains: ten times."""
AREAS = {"region": 6.3, "district": 5.5, "town": 5.0, "point": 5.0}
"""Size of the areas of our own list, which have no population: such as news names them, a region is as one of millions."""
WORLD = 7.5
"""Size of continents and seas."""
ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
ABROAD = 2.0
"""What a town outside these countries loses as an outlet's home: a "Paris News" in English is most likely in Texas."""
TOGETHER, CLOSE = 1.0, 50.0
"""What it adds at most that some place of another unsettled name lies close by, and kilometres over which that falls by e."""
FEW = 5
"""Candidates of each unsettled name that are compared so: the largest."""
TOWN_OF_DIVISION = 1.5
"""What a province loses to the city of its name in it, or the country's capital of that name: "Aleppo" is the city, and "Aleppo
province" says so."""
LARGE = 20_000
"""Inhabitants that such a city has at least."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in one place of a report: its words, its candidates, and what is named as its container there ("" where nothing
    is). `holds`: it is itself named as a container ("Buffalo, New York"), and means the region. `weak`: it is a part of a
    body's name, where a town counts only if it is BIG or the report speaks for it: most bodies called "Lincoln …" are named
    after men."""

    name: str
    rows: tuple[Row, ...]
    container: str = ""
    held: tuple[Row, ...] = ()
    holds: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a name stands for, and why, in a few words. `backed`: the report speaks for it, and not its name alone; `closely`:
    by more than its country."""

    row: Row
    reason: str
    backed: bool = True
    closely: bool = True


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
    """What speaks for candidates. `countries`, `divisions`: code → the names by which the report speaks of it ("" for what is
    no name, as a demonym or the outlet's town); `anchors`: places already settled; `maybe`: what other names
    may stand for."""

    countries: dict[str, set[str]]
    divisions: dict[str, set[str]]
    anchors: tuple[_Anchor, ...] = ()
    maybe: tuple[_Anchor, ...] = ()
    home: _Anchor | None = None
    home_country: str | None = None


def place_all(asked: Sequence[Asked], demonyms: Iterable[str], home: Home) -> list[Chosen | None]:
    """The place of each name, in order; None where none is known or none is clear. `demonyms`: other words of the report that
    speak for a country ("Syrian")."""
    senses = {a.name: a for a in asked if a.weak}
    senses.update((a.name, a) for a in asked if a.holds)
    senses.update((a.name, a) for a in asked if not (a.container or a.holds or a.weak))
    # said with its container once, it means the same without
    senses.update((a.name, a) for a in asked if a.container and not a.holds)
    every = list(senses.values())
    if home.rows:
        every.append(Asked("", home.rows))
    first = evidence = _named(every, demonyms, home)
    for _ in range(3):      # each time by the places that the time before has made clear; more changes hardly anything
        evidence = _with(first, every, _sure(every, evidence))
    made: dict[tuple[str, str, bool, bool], Chosen | None] = {}
    for a in asked:
        key = (a.name, a.container, a.holds, a.weak)
        if key not in made:
            of = a if a.container or a.holds or a.weak else senses[a.name]
            made[key] = _choose(of, evidence)
    return [made[a.name, a.container, a.holds, a.weak] for a in asked]


def _named(every: Sequence[Asked], demonyms: Iterable[str], home: Home) -> _Evidence:
    """The countries and divisions that names mean beyond doubt by themselves."""
    countries: dict[str, set[str]] = defaultdict(set)
    divisions: dict[str, set[str]] = defaultdict(set)
    for word in demonyms:
        if code := country_of_demonym(word):
            countries[code].add("")
    none = _Evidence({}, {})
    for a in every:
        best = _ranked(a, none)
        if a.name and best and (len(best) == 1 or best[0][0] - best[1][0] >= COUNTRY) and best[0][1].country:
            countries[best[0][1].country].add(a.name)
        for r in a.held:
            if r.country:
                countries[r.country].add("")
            if r.first_order:
                divisions[r.code].add("")
    return _Evidence(countries, divisions, home_country=home.country)


def _with(first: _Evidence, every: Sequence[Asked], sure: Sequence[Row | None]) -> _Evidence:
    """What was known at first, and what has become sure."""
    countries = defaultdict(set, {k: set(v) for k, v in first.countries.items()})
    divisions = defaultdict(set, {k: set(v) for k, v in first.divisions.items()})
    anchors = []
    maybe = []
    at_home = None
    for a, row in zip(every, sure, strict=True):
        if row is None:
            largest = sorted(a.rows, key=lambda r: (-r.population, r.id))[:FEW] if a.name else ()
            maybe += [_Anchor(a.name, r.lat, r.lon) for r in largest if r.kind in ("city", "admin2")]
            continue
        if not a.name:
            at_home = _Anchor("", row.lat, row.lon)
        if row.country:
            countries[row.country].add(a.name)
        if row.first_order:
            divisions[row.code].add(a.name)
        if a.name and (row.kind in ("city", "admin2") or row.kind == "area" and row.precision != "region"):
            anchors.append(_Anchor(a.name, row.lat, row.lon))
    return _Evidence(countries, divisions, tuple(anchors), tuple(maybe), at_home, first.home_country)


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
    towns, seat = [r for r in found if r.kind == "city"], capital_of(a.name)
    out = []
    for r in found:
        size = _size(a.name, r, seat)
        if r.kind in ("admin1", "admin2") and (seat == r.country or any(
            t.code == r.code and t.population >= LARGE for t in towns
        )):
            size -= TOWN_OF_DIVISION
        gains = _gains(a.name, r, evidence)
        out.append((size + sum(g for g, _ in gains), r, max(gains)[1] if gains else ""))
    return sorted(out, key=lambda x: (-x[0], x[1].id))


def _size(name: str, r: Row, seat: str | None) -> float:
    """How much a place is talked about: its inhabitants as a power of ten, cut for a variant spelling."""
    if r.kind in ("world", "bloc"):
        return WORLD
    if r.kind == "area":
        return AREAS[r.precision]
    size = math.log10(max(r.population, 100)) + SIZES[r.kind]
    if not name and r.country not in ENGLISH:
        size -= ABROAD
    if r.kind == "city" and seat == r.country:
        size += CAPITAL
    return size if r.main else size - (OLD_NAME if r.country in ENGLISH else VARIANT)


def _gains(name: str, r: Row, evidence: _Evidence) -> list[tuple[float, str]]:
    """What the report says for a candidate: (powers of ten, in words)."""
    out = []
    country = r.country or ""
    if evidence.countries.get(country, set()) - {name}:
        whole = r.kind == "country"      # all that speaks for a province of the same name speaks for the country too
        out.append((COUNTRY + (DIVISION + NEARBY) * whole, f"in {country_name(country)}, which the report names"))
    elif r.country and r.country == evidence.home_country:
        out.append((HOME_COUNTRY, f"in {country_name(r.country)}, where the outlet is"))
    if r.first_order and evidence.divisions.get(r.code, set()) - {name, ""}:
        out.append((DIVISION, f"as {division(r.code)} is named besides"))      # "Wash.", then "Washington"
    if not r.first_order and name != division(r.code) and evidence.divisions.get(r.code, set()) - {name}:
        out.append((DIVISION, f"in {division(r.code)}, which the report names"))
    near = [(kilometres(x.lat, x.lon, r.lat, r.lon), x.name) for x in evidence.anchors if x.name != name]
    if near and r.kind != "country":
        away, other = min(near)
        if (gain := NEARBY * math.exp(-away / REACH)) > 0.1:
            out.append((gain, f"near {other}, which the report names"))
    if r.kind in ("city", "admin2") and evidence.maybe:
        away, other = min(((kilometres(x.lat, x.lon, r.lat, r.lon), x.name) for x in evidence.maybe if x.name != name),
                          default=(math.inf, ""))
        if (gain := TOGETHER * math.exp(-away / CLOSE)) > 0.1:
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
    """Whether a place lies in another: the same country, the same first-order division, or (a district, an area) close to
    it."""
    if container.id == r.id:
        return False
    if container.kind == "country":
        return r.country == container.country
    if container.first_order and r.code:
        return r.code == container.code
    if container.kind == "admin1":
        return r.country == container.country
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
    if a.weak and best.kind == "city" and best.population < BIG and not ranked[0][2]:
        return None
    if best.kind == "country":
        return Chosen(best, "the country of that name")
    if a.held and any(holds(c, best) for c in a.held):
        return Chosen(best, f"inside {a.container}, named after it")
    why = ranked[0][2]
    closely = bool(why) and country_name(best.country or "") not in why
    plain = _ranked(a, _Evidence({}, {}))
    if _lead(plain) == math.inf:
        return Chosen(best, "the only place of that name", bool(why), closely)
    if ranked[0][2] and (plain[0][1] is not best or _lead(plain) < AHEAD):
        return Chosen(best, ranked[0][2])
    if best.kind in ("area", "world", "bloc"):
        return Chosen(best, "the area of that name")
    if best.kind == "city" and capital_of(a.name) == best.country:
        return Chosen(best, f"the seat of government of {country_name(best.country or '')}")
    return Chosen(best, f"largest by far of {len(a.rows)} places of that name", bool(why), closely)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points in degrees, on a flat map of their middle latitude: exact to a few percent where it matters,
    below 500 km."""
    x = ((lon - other_lon + 180) % 360 - 180) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, x)
