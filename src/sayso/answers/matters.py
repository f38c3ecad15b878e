# SPDX-License-Identifier: Apache-2.0
"""What is contested about a happening: that it was at all, how many, where, by whom."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.across.happenings import Happening
from sayso.across.standing import side
from sayso.answers.known import Known
from sayso.answers.tellings import AGAINST, Telling, telling
from sayso.model import Json

MATTERS = ("denied", "doubted", "retracted", "number", "place", "actor")
"""What can be contested, in the order in which it is told."""

ABOUT = 0.2
"""How far off "about 150" may be, as a share: news rounds to tens and fifties."""

NEAR_KM = 40.0
"""Kilometres within which two places may be one: a town and the villages of its district."""

EXACT = ("point", "town", "facility")
"""Precisions of a place that can differ from another; a country or region holds many."""

NAMED = ("person", "group", "state", "organisation")
"""Types of actors that can differ from each other; "gunmen" may be anybody."""

KM = 111.2
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Position:
    """What some say in a contested matter: `holds` in a few words ("12", "that it was not"), and who says so."""

    holds: str
    tellings: tuple[Telling, ...]

    def to_dict(self) -> Json:
        """The position as data."""
        return {"holds": self.holds, "tellings": [t.to_dict() for t in self.tellings]}


def matters(k: Known, h: Happening) -> tuple[str, ...]:
    """What of MATTERS is contested."""
    return tuple(matter for matter, _ in positions(k, h))


def positions(k: Known, h: Happening) -> list[tuple[str, tuple[Position, ...]]]:
    """Each contested matter with the positions that are held in it, that with the earliest report first."""
    rows = k.contents(h)
    out = list(_existence(k, h, rows))
    says = [c for c in rows if side(c) in ("says", "open")]
    for matter, found in (("number", _numbers(k, says)), ("place", _places(k, says)), ("actor", _actors(k, says))):
        if len(found) > 1:
            out.append((matter, tuple(found)))
    return out


def _existence(k: Known, h: Happening, rows: Sequence[Json]) -> Iterator[tuple[str, tuple[Position, ...]]]:
    """Whether it was at all: who denies, doubts or takes back, beside who says it. Answers of other claims count as well."""
    by: dict[str, list[Telling]] = {s: [] for s in ("says", *AGAINST)}
    for c in rows:
        if (stand := side(c)) in by:
            by[stand].append(telling(c, k.names))
    known = {t.claim for told in by.values() for t in told}
    for claim in h.claims:
        for other, how in k.answered.get(claim, ()):
            answer = k.claims[other].content
            if how in AGAINST and answer["claim"] not in known:
                by[how].append(_answering(k, answer, how))
                known.add(answer["claim"])
    if not by["says"] and all(k.replies(c) for c in h.claims):
        return  # a denial of what another happening's claim says is told there
    for against, matter, word in (
        ("denies", "denied", "that it was not so"),
        ("doubts", "doubted", "that it is in doubt"),
        ("retracts", "retracted", "takes it back"),
    ):
        if by[against]:
            said = [Position("that it was so", tuple(by["says"]))] if by["says"] else []
            yield matter, (*said, Position(word, tuple(by[against])))


def _answering(k: Known, answer: Json, how: str) -> Telling:
    """A reply as a telling: on the word of its voice, else of who replies in it."""
    told = telling(answer, k.names)
    actors = [k.called(w["entity"], w["name"]) for w in answer["who"] if w["role"] == "actor"]
    return Telling(told.claim, told.outlet, told.published, told.voices or tuple(actors[:1]), how, told.certainty, told.words)


def span(count: Json) -> tuple[float, float]:
    """The lowest and highest number that a count allows."""
    best, low, high, bound = count["best"], count["low"], count["high"], count["bound"]
    if bound == "at least":
        return (low if low is not None else best or 0), math.inf
    if bound == "at most":
        return 0, (high if high is not None else best if best is not None else math.inf)
    if bound == "about" and best is not None:
        return best * (1 - ABOUT), best * (1 + ABOUT)
    if bound == "exact" and best is not None:
        return best, best
    return (low if low is not None else best or 0), (high if high is not None else math.inf)


def number(count: Json) -> str:
    """A count in figures: "12", "at least 20", "15–20"."""
    best, low, high, bound = count["best"], count["low"], count["high"], count["bound"]
    if bound == "between" or best is None and low is not None and high is not None:
        return f"{low}–{high}"
    if bound in ("at least", "at most", "about"):
        return f"{bound} {next(n for n in (best, low, high, '?') if n is not None)}"
    if best is None:
        return f"{low} or more" if low is not None else "some"
    return str(best)


def _numbers(k: Known, rows: Sequence[Json]) -> list[Position]:
    """The numbers that cannot be one, where there are such: all numbers told, each with who gives it. Numbers of one code only
    are compared, and those of the event."""
    counted = [c for c in rows if c["count"] and c["count"]["scope"] == "event"]
    apart = any(_act(a) == _act(b) and _disjoint(span(a["count"]), span(b["count"])) for a, b in combinations(counted, 2))
    if not apart:
        return []
    act = next(
        _act(a) for a, b in combinations(counted, 2) if _act(a) == _act(b) and _disjoint(span(a["count"]), span(b["count"]))
    )
    return _grouped(k, [(number(c["count"]), c) for c in counted if _act(c) == act])


def _disjoint(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _act(c: Json) -> str:
    return ".".join(c["code"].split(".")[:2])


def _places(k: Known, rows: Sequence[Json]) -> list[Position]:
    """Towns too far from each other to be one."""
    told = [
        (k.called(w["entity"], w["name"]), c, w["place"]) for c in rows for w in c["who"] if w["role"] == "place" and w["place"]
    ]
    exact = [(name, c, p) for name, c, p in told if p.get("precision") in EXACT and p.get("lat") is not None]
    if not any(_far(a, b) for (_, _, a), (_, _, b) in combinations(exact, 2)):
        return []
    return _grouped(k, [(name, c) for name, c, _ in exact])


def _far(a: Json, b: Json) -> bool:
    north = (a["lat"] - b["lat"]) * KM
    east = (a["lon"] - b["lon"]) * KM * math.cos(math.radians((a["lat"] + b["lat"]) / 2))
    return math.hypot(north, east) > NEAR_KM


def _actors(k: Known, rows: Sequence[Json]) -> list[Position]:
    """Actors by name of whom none is in the other claim, and none is part of the other."""
    linked = {frozenset((x.left, x.right)) for x in k.linked("entity") if x.relation in ("same", "part")}
    told = [(c, [w for w in c["who"] if w["role"] == "actor" and w["type"] in NAMED and w["names"]]) for c in rows]
    named = [(c, ws) for c, ws in told if ws]
    differ = any(
        _act(a) == _act(b)
        and not any(
            x["entity"] == y["entity"]
            or k.who.get(x["entity"]) == k.who.get(y["entity"])
            or frozenset((x["entity"], y["entity"])) in linked
            for x in xs
            for y in ys
        )
        for (a, xs), (b, ys) in combinations(named, 2)
    )
    if not differ:
        return []
    return _grouped(k, [("; ".join(sorted({k.called(w["entity"], w["name"]) for w in ws})), c) for c, ws in named])


def _grouped(k: Known, held: Sequence[tuple[str, Json]]) -> list[Position]:
    """Positions by what they hold, in the order of the first that holds it."""
    by: dict[str, list[Telling]] = {}
    for holds, c in held:
        told = by.setdefault(holds, [])
        one = telling(c, k.names)
        if one not in told:
            told.append(one)
    return [Position(holds, tuple(told)) for holds, told in by.items()]
