# SPDX-License-Identifier: Apache-2.0
"""Look-ups in the shipped table of places (docs/gazetteer.md), without reading it into a dictionary.

Two sorted tables: `place_names.tsv` (folded name → place ids) and `places.tsv` (id → facts). Each is one block of bytes; a
look-up is a binary search for a line, about 20 steps, so that first use costs only the reading of the files.
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


def fold(name: str) -> str:
    """The form of a name under which it is looked up: ASCII, lower case, no apostrophes or full stops, other signs as one
    space."""
    return _NOT_LETTERS.sub(" ", anyascii(_APOSTROPHES.sub("", name)).lower()).strip()


def bare(folded: str) -> str:
    """A folded name without its leading article."""
    return _ARTICLE.sub("", folded)


@dataclass(frozen=True, slots=True)
class Row:
    """One place. `kind`: country, admin1, city, or area (one of our own); `admin1`: name of its first-order division;
    `main`: whether the name that was looked up is its first name and not a variant; `population` in persons, 0 where
    unknown."""

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: str
    population: int
    main: bool

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


def _number(text: str) -> float | None:
    return float(text) if text else None


def row(place: str, main: bool = True) -> Row:
    """The facts of a place id; KeyError where the table has none."""
    found = _table("places.tsv").find(place)
    if not found:
        raise KeyError(place)
    name, kind, country, admin1, lat, lon, precision, population = found[0].split("\t")
    return Row(
        place, name, kind, country or None, admin1 or None, _number(lat), _number(lon), precision, int(population or 0), main
    )


@cache
def rows(folded: str) -> tuple[Row, ...]:
    """All places that a folded name may stand for; the name without its article is tried where the full one is unknown."""
    if not folded:
        return ()
    found = _table("place_names.tsv").find(folded)
    if not found and bare(folded) != folded:
        found = _table("place_names.tsv").find(bare(folded))
    return tuple(row(i[1:], i[0] == "+") for line in found for i in line.split(" "))
