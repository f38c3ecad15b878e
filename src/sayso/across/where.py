# SPDX-License-Identifier: Apache-2.0
"""How the places of two claims stand to each other: same, near, one within the other, apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.mentions.names import words_of
from sayso.model import Json

NEAR_KM = 25.0
"""Kilometres between two points that reports give for one event: a village and the town by which it is told, a camp and the
city beside it. Two towns further apart have each its own name in the news."""

EARTH_KM = 6371.0
"""Mean radius of the earth."""

NEAR_DEGREES = math.degrees(NEAR_KM / EARTH_KM)
"""Degrees of latitude from which two points are further apart than NEAR_KM, wherever they lie."""

WIDE = frozenset({"country", "region", "district", "border"})
"""Precisions of a place that may hold another."""

ORDER = ("same", "near", "within", "open", "apart")
"""How two places may stand, the closest first; "same" is the same town or point, "within" also two that are the same country;
"open" where nothing is known of one."""


def stand(ours: Sequence[Json], theirs: Sequence[Json]) -> tuple[str, str]:
    """How the places of two claims stand at closest (of ORDER), and the names that show it; "open" where one side has none. A
    row has "names", "name", "key", "country", "place" (`Place.to_dict` or None)."""
    if not ours or not theirs:
        return "open", ""
    if len(ours) == len(theirs) == 1:
        how, a, b = _two(ours[0], theirs[0]), ours[0]["name"], theirs[0]["name"]
    else:
        found = [(_two(x, y), x, y) for x in ours for y in theirs]
        how = min((f[0] for f in found), key=ORDER.index)
        _, a, b = min((_apart(x, y) if how in ("near", "apart") else 0.0, *sorted((x["name"], y["name"])))
                      for at, x, y in found if at == how)
    return how, a if a == b else " / ".join(sorted((a, b)))


def _two(a: Json, b: Json) -> str:
    p, q = a.get("place"), b.get("place")
    country, other = (p or a).get("country"), (q or b).get("country")
    if country and other and country != other:
        return "apart"
    if a.get("key") and a.get("key") == b.get("key") or not _words(a).isdisjoint(_words(b)):
        return "within" if _wide(a, p) or _wide(b, q) else "same"
    if not p or not q:
        return "open"
    if p["precision"] == "country" or q["precision"] == "country":
        return "within" if country or other else "open"
    if p["precision"] in WIDE or q["precision"] in WIDE:
        if p["admin1"] and q["admin1"]:
            return "within" if p["admin1"] == q["admin1"] and p["precision"] != q["precision"] else "apart"
        return "open"
    if None in (p["lat"], p["lon"], q["lat"], q["lon"]):
        return "open"
    if abs(p["lat"] - q["lat"]) > NEAR_DEGREES:
        return "apart"
    return "near" if km(p["lat"], p["lon"], q["lat"], q["lon"]) <= NEAR_KM else "apart"


def _apart(a: Json, b: Json) -> float:
    """Kilometres between two places that are near or apart; 0 where they are apart by their countries or regions."""
    p, q = a.get("place"), b.get("place")
    if not p or not q or len({c for c in (p.get("country"), q.get("country")) if c}) == 2:
        return 0.0
    if p["precision"] in WIDE or q["precision"] in WIDE or None in (p["lat"], p["lon"], q["lat"], q["lon"]):
        return 0.0
    return km(p["lat"], p["lon"], q["lat"], q["lon"])


def _words(row: Json) -> set[tuple[str, ...]]:
    """Its names, each as its words."""
    return {words_of(n) for n in (*(row.get("names") or ()), row["name"])}


def _wide(row: Json, place: Json | None) -> bool:
    return row.get("type") == "state" or place is not None and place["precision"] in ("country", "region")


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in degrees (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
