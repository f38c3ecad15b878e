# SPDX-License-Identifier: Apache-2.0
"""Two places, or states by their countries: one, or two of a name."""

from __future__ import annotations

from sayso.across.skeleton import bare, names, one_word, plain, unvowelled
from sayso.mentions.names import PARTICLES
from sayso.model import Json


def stand(a: Json, b: Json) -> tuple[str, tuple[str, ...], int] | None:
    """What the gazetteer numbers is one by its number; the rest by name and country. See identity._stand."""
    if a["key"] and a["key"] == b["key"]:
        if "facility" in (a["type"], b["type"]) and a["type"] != b["type"] and not _one_name(a["name"], b["name"]):
            return None      # a port that is placed by its town
        if "state" not in (a["type"], b["type"]) and (ways := _ways(a)) != _ways(b):
            if ways and _ways(b):
                return None      # the north and the south of one place
            whole, i = (b, 0) if ways else (a, 1)
            return ("part", (f"a part by its name: {(a, b)[i]['name']}, of {whole['name']}",), i)
        for i, (x, y) in enumerate(((a, b), (b, a)) if "state" not in (a["type"], b["type"]) else ()):
            one, two = set(plain(x["name"])), set(plain(y["name"]))
            if two < one and not one - two <= names().areas | names().particles:
                return ("part", (f"a part by its name: {x['name']}, of {y['name']}",), i)
        named = "one place" if a["name"] == b["name"] else "both names of one place"
        return ("same", (f"{named} in the gazetteer ({a['key']})",), 0)
    if not _one_name(a["name"], b["name"]):
        return None
    if a["key"] and b["key"]:
        if a["country"] == b["country"] and "state" in (a["type"], b["type"]) and a["type"] != b["type"]:
            name = min(a["name"], b["name"])
            return ("different", (f"a place, and the state or government that its name stands for: {name}",), 0)
        return ("different", ("two places of one name: " + ", ".join(sorted((_where(a), _where(b)))),), 0)
    if a["country"] and b["country"]:
        if a["country"] != b["country"]:
            return ("different", ("one name in two countries: " + ", ".join(sorted((a["country"], b["country"]))),), 0)
        return ("same", (_same(a, b), f"both in {a['country']}"), 0)
    if a["country"] == b["country"] and len(plain(a["name"])) > 1:
        return ("same", (_same(a, b),), 0)
    return None


def _ways(content: Json) -> frozenset[str]:
    return names().directions & frozenset(plain(content["name"]))


def _one_name(a: str, b: str) -> bool:
    one, two = ([w for w in plain(x) if w not in PARTICLES] for x in (a, b))
    if "".join(one) == "".join(two):
        return True
    if len(one) != len(two):
        return False
    quiet = any(bare(w) for w in a.split()) != any(bare(w) for w in b.split())
    return all(unvowelled(x, y) if quiet else _spelled(x, y) for x, y in zip(one, two, strict=True))


def _spelled(x: str, y: str) -> bool:
    """One word in two spellings; words of three letters, "USA", vary in nothing but a doubled letter."""
    return one_word(x, y, 2) and (min(len(x), len(y)) > 3 or set(x) == set(y))


def _where(content: Json) -> str:
    place = content["place"] or {}
    return f"{content['name']} ({place.get('admin1') or content['country'] or content['key']})"


def _same(a: Json, b: Json) -> str:
    return "same name" if a["name"] == b["name"] else "same name but for spelling: " + ", ".join(sorted((a["name"], b["name"])))
