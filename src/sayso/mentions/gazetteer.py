# SPDX-License-Identifier: Apache-2.0
"""Look-ups in the shipped table of places (docs/gazetteer.md), without reading it into a dictionary.

`places.tsv` has a line for each folded name: the places that bear it, with their facts. It is one block of bytes, sorted; a
look-up is a binary search for a line, about 25 steps, so that first use costs only the reading of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from anyascii import anyascii

_APOSTROPHES = re.compile(r"[’‘'`´ʻʼʿʾ.]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ar|at|ad|az|the) ")
"""Leading articles that news English writes or drops at will: "al-Arish", "the Sinai"."""

KINDS = {
    "C": ("country", "country"),
    "A": ("admin1", "region"),
    "D": ("admin2", "district"),
    "T": ("city", "town"),
    "W": ("world", "region"),
    "B": ("bloc", "region"),
    "R": ("area", "region"),
    "Z": ("area", "district"),
    "V": ("area", "town"),
    "P": ("area", "point"),
}
"""Letter in the table → kind and precision of a place. T: from GeoNames; R, Z, V, P: areas of our own; W: spans countries; B: a
body of states."""


def fold(name: str) -> str:
    """The form of a name under which it is looked up: ASCII, lower case, no apostrophes or full stops, other signs as one
    space."""
    return _NOT_LETTERS.sub(" ", anyascii(_APOSTROPHES.sub("", name)).lower()).strip()


def bare(folded: str) -> str:
    """A folded name without its leading article."""
    return _ARTICLE.sub("", folded)


@dataclass(frozen=True, slots=True)
class Row:
    """One place. `kind`: country, admin1, admin2, city, area (one of our own), world (spans countries), bloc (of states);
    `code`: of its first-order division ("US.TX"), "" where it has none; degrees; `main`: whether the name that was looked up
    is its first name and not a variant; `population` in persons, 0 where unknown."""

    id: str
    kind: str
    country: str | None
    code: str
    lat: float
    lon: float
    precision: str
    population: int
    main: bool

    @property
    def first_order(self) -> bool:
        """Whether it is a province, state or the like, also one of our own list."""
        return self.kind == "admin1" or self.kind == "area" and self.precision == "region" and bool(self.code)

    @property
    def geonames(self) -> int | None:
        """The GeoNames number, None for a place of our own."""
        return int(self.id[1:]) if self.id[0] == "g" else None


class SortedTable:
    """Lines `key TAB rest`, sorted by bytes, searched in place."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def find(self, key: str) -> list[str]:
        """What stands after `key` on each of its lines, in order; empty where there is none. `key` must hold no tab or line
        end."""
        data, want = self._data, key.encode() + b"\t"
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", 0, (low + high) // 2) + 1
            if middle < low:
                middle = low
            end = data.find(b"\n", middle) + 1 or len(data)
            if data[middle:end] < want:
                low = end
            else:
                high = middle
        out = []
        while data.startswith(want, low):
            end = data.find(b"\n", low)
            end = len(data) if end < 0 else end
            out.append(data[low + len(want) : end].decode())
            low = end + 1
        return out


@cache
def _table(name: str) -> SortedTable:
    return SortedTable(resources.files("sayso.mentions").joinpath("data", name).read_bytes())


def _row(cell: str) -> Row:
    place, letter, country, division, lat, lon, population = cell[1:].split(",")
    kind, precision = KINDS[letter]
    code = f"{country}.{division}" if division else ""
    return Row(place, kind, country or None, code, float(lat), float(lon), precision, int(population or 0), cell[0] == "+")


@cache
def rows(folded: str) -> tuple[Row, ...]:
    """All places that a folded name may stand for; the name without its article is tried where the full one is unknown."""
    if not folded:
        return ()
    found = _table("places.tsv").find(folded)
    if not found and bare(folded) != folded:
        found = _table("places.tsv").find(bare(folded))
    return tuple(_row(cell) for line in found for cell in line.split("\t"))


@cache
def division(code: str) -> str | None:
    """The name of a first-order division by its code ("US.TX"), None where there is none."""
    found = _table("divisions.tsv").find(code)
    return found[0] if found else None
