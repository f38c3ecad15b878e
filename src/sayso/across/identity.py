# SPDX-License-Identifier: Apache-2.0
"""Two entities' profiles → whether they are one, two, or one a part of the other, with the reasons in words.

Sees the two alone. A link says "different" only where something may make the two look like one.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.across import bodies, persons, places
from sayso.across.clusters import WEAK
from sayso.across.evidence import Evidence, weigh
from sayso.across.persons import RANK, Match
from sayso.across.profiles import Link, Profile
from sayso.across.skeleton import names, plain
from sayso.mentions.types import BODIES, GROUNDS
from sayso.model import Json

TAKEN = ("thing", "people", "facility", "place", "outlet", "organisation", "state", "group", "person")
"""Types by how readily a name is mistaken for one, the first most."""
Stand = tuple[str, tuple[str, ...]]
"""A relation (same, different, part: the first is a part of the second; whole: the second of the first) and its reasons."""


def compare(a: Profile, b: Profile) -> Link | None:
    """How two entities stand, or None; the same whichever comes first. For "part" left is the part; for a weak "same" left is
    the one that may be another."""
    if a.id == b.id:
        return None
    a, b = sorted((a, b), key=lambda p: p.id)
    found = _stand(a.content, b.content)
    if found is None:
        return None
    relation, reasons, first = found
    if relation == "different" and not _confusable(a.content, b.content):
        return None
    left, right = (b, a) if first == 1 else (a, b)
    return Link("entity", left.id, right.id, relation, reasons)


def _confusable(a: Json, b: Json) -> bool:
    """Whether it must be noted that two are different, lest a third that fits both join them: of persons those of one full
    name and kin, or of one family and one country or group; of bodies and places all but those that share a single word."""
    if a["type"] != "person":
        return min(len(plain(a["name"])), len(plain(b["name"]))) > 1 or bool(a["key"] and b["key"])
    found = persons.match(a["name"], b["name"])
    seen = weigh(a, b)
    return found is not None and (found.how != "other" or seen.group or bool(a["country"]) and a["country"] == b["country"])


def alike(a: Json, b: Json) -> Stand | None:
    """The same over contents alone: relation and reasons; "whole" where `b` is a part of `a`."""
    found = _stand(a, b)
    if found is None:
        return None
    relation, reasons, first = found
    return ("whole" if relation == "part" and first == 1 else relation), reasons


def _stand(a: Json, b: Json) -> tuple[str, tuple[str, ...], int] | None:
    """Relation, reasons, and whose side is to stand left: 0, 1."""
    if not a["names"] or not b["names"]:
        return None
    kinds = {a["type"], b["type"]}
    if kinds == {"person"}:
        return _persons(a, b)
    if len(kinds) > 1 and ("person" in kinds or kinds & GROUNDS and kinds & BODIES) and not (a["key"] or b["key"]):
        return _taken_for(a, b)
    if "person" in kinds:
        return None
    if kinds <= GROUNDS or (a["key"] or "").startswith("geonames:") and (b["key"] or "").startswith("geonames:"):
        return places.stand(a, b)
    if kinds & GROUNDS and kinds & BODIES:
        return None
    return bodies.stand(a, b)


def _taken_for(a: Json, b: Json) -> tuple[str, tuple[str, ...], int] | None:
    """One full name that two reports are read to give to a person and a body, or a body and a place: hardly two."""
    if len(plain(a["name"])) < 2 or plain(a["name"]) != plain(b["name"]) or weigh(a, b).against:
        return None
    kinds = sorted((a["type"], b["type"]))
    side = 0 if a["type"] == next(k for k in TAKEN if k in kinds) else 1
    return ("same", (f"{WEAK}same name, read as {kinds[0]} and {kinds[1]}",), side)


def _persons(a: Json, b: Json) -> tuple[str, tuple[str, ...], int] | None:
    found = _best(persons.match(x, y) for x in a["names"] for y in b["names"])
    main = persons.match(a["name"], b["name"])
    if found is None:
        return None
    seen = weigh(a, b)
    side = max(found.short, 0)
    if found.how in ("kin", "other"):
        return ("different", (found.reason, *seen.shared), 0)
    if seen.against and found.how not in ("alone", "initial") and not seen.shared:
        return ("different", (found.reason, *(f"but {r}" for r in seen.against)), 0)
    if seen.hard:
        return ("different", (found.reason, *(f"but {r}" for r in seen.hard)), 0)
    if main is not None and main.how in ("kin", "other") and found.how != "full":
        return None
    if found.how in ("full", "part"):
        if not seen.shared and set(found.words) <= names().common:
            return None
        return ("same", ((WEAK if found.how == "part" else "") + found.reason, *seen.shared), side)
    if found.how == "near":
        return ("same", (found.reason, *seen.shared), 0) if seen.shared else None
    if seen.against or not _enough(found, seen):
        return None
    if found.how == "alone" and found.short == -1 and _one(a) and _one(b):
        return ("same", (found.reason, *seen.shared), 0)
    if found.short == -1:
        side = 0 if _one(a) else 1
    return ("same", (WEAK + found.reason, *seen.shared), side)


def _one(content: Json) -> bool:
    """Whether somebody is known by one name alone."""
    return all(len(persons.person(n).words) < 2 for n in content["names"])


def _enough(found: Match, seen: Evidence) -> bool:
    """Whether what else is known bears a weak name: the same group, or two things besides (country and office, age)."""
    return seen.group or len(seen.shared) > 1 or found.how == "initial" and bool(seen.shared)


def _best(found: Iterable[Match | None]) -> Match | None:
    return min((m for m in found if m is not None), key=lambda m: (RANK.index(m.how), m.reason), default=None)


