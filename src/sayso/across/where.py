# SPDX-License-Identifier: Apache-2.0
"""How the places of two claims stand to each other: same, near, one within the other, apart."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sayso.mentions.names import words_of
from sayso.model import Json

NEAR_KM = 25.0
"""Kilometres between two points that reports give for one event: a village and the town by which it is told, a camp and the
city beside it. Two towns further apart have each its own name in the news."""

EARTH_KM = 6371.0
"""Mean radius of the earth."""

WIDE = frozenset({"country", "region", "district", "border"})
"""Precisions of a place that may hold another."""

ORDER = ("same", "near", "within", "open", "apart")
"""How two places may stand, the closest first; "same" is the same town or point, "within" also two that are the same country;
"open" where nothing is known of one."""


def stand(ours: Iterable[Json], theirs: Iterable[Json]) -> tuple[str, str]:
    """How the places of two claims stand at closest (of ORDER), and the names that show it; "open" where one side has none. A
    row has "names", "name", "key", "country", "place" (`Place.to_dict` or None)."""
    found = [(*_two(a, b), a["name"], b["name"]) for a in ours for b in theirs]
    if not found:
        return "open", ""
    how, _, a, b = min(found, key=lambda f: (ORDER.index(f[0]), f[1], sorted((f[2], f[3]))))
    return how, a if a == b else " / ".join(sorted((a, b)))


def _two(a: Json, b: Json) -> tuple[str, float]:
    p, q = a.get("place"), b.get("place")
    named = {words_of(n) for n in _names(a)} & {words_of(n) for n in _names(b)}
    one = bool(named) or bool(a.get("key")) and a.get("key") == b.get("key")
    countries = {c for c in ((p or a).get("country"), (q or b).get("country")) if c}
    if len(countries) == 2:
        return "apart", 0.0
    if one:
        return ("within" if any(_wide(x, y) for x, y in ((a, p), (b, q))) else "same"), 0.0
    if not p or not q:
        return "open", 0.0
    if p["precision"] == "country" or q["precision"] == "country":
        return ("within" if countries else "open"), 0.0
    if p["precision"] in WIDE or q["precision"] in WIDE:
        if p["admin1"] and q["admin1"]:
            return ("within" if p["admin1"] == q["admin1"] and p["precision"] != q["precision"] else "apart"), 0.0
        return "open", 0.0
    if None in (p["lat"], p["lon"], q["lat"], q["lon"]):
        return "open", 0.0
    apart = km(p["lat"], p["lon"], q["lat"], q["lon"])
    return ("near" if apart <= NEAR_KM else "apart"), apart


def _names(row: Json) -> list[str]:
    return [*(row.get("names") or ()), row["name"]]


def _wide(row: Json, place: Json | None) -> bool:
    return row.get("type") == "state" or place is not None and place["precision"] in ("country", "region")


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in degrees (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
