# SPDX-License-Identifier: Apache-2.0
"""The claims of a happening → their origins: where the word of each ultimately comes from.

Claims that rest on one word are joined, each time with the evidence for it; what is then left are the independent origins. Two claims
rest on one word where

- both stand in words that their reports share: one has the text from the other, or both from a third;
- the innermost voice is one and the same person or body, however many outlets quote it;
- an outlet that another report gives as its source told it itself;
- neither gives a source, and both reports have their text from one agency;
- one report tells it twice, once with its source and once without (a headline and its sentence).

A source that a report leaves unnamed is that report's alone: two reports' unnamed officials are never one, and never said to be two
where the text is one. What nobody is named for, and no sign tells that the outlet was there, is of unknown origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.across.bodies import outlet_words
from sayso.across.citing import CYCLE
from sayso.across.credits import agency
from sayso.across.profiles import Link
from sayso.model import Json

KINDS = ("voice", "unnamed", "agency", "outlet", "unknown")
"""Of origins: a named person, body or document; a source left unnamed; an agency's own word; an outlet's that says or shows
that it was there; none that is told."""

HOW = ("text", "voice", "cites", "agency", "report")
"""What joins two claims to one origin, as above."""

UNNAMED = frozenset({"unnamed", "official", "witness", "kin", "estimate", "unknown"})
"""Kinds of voices that a report may leave without a name."""

GENERIC = frozenset({"person", "people", "thing"})
"""Types of sources that, without a name of their own, are one report's alone."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Why the claim `left` rests on the same word as the claim `right`: `how` of HOW, `reason` in words. Claims by their ids."""

    left: str
    right: str
    how: str
    reason: str

    def to_dict(self) -> Json:
        """The edge as data."""
        return {"left": self.left, "right": self.right, "how": self.how, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Origin:
    """One word that claims rest on. `name`: whose; `kind` of KINDS; `claims` and `reports` by id, by day; `edges`: the evidence
    that joins them; `cycle`: reports that give each other as their source, and nobody else."""

    kind: str
    name: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    edges: tuple[Edge, ...]
    cycle: bool = False

    def to_dict(self) -> Json:
        """The origin as data."""
        return {"kind": self.kind, "name": self.name, "claims": list(self.claims), "reports": list(self.reports),
                "edges": [e.to_dict() for e in self.edges], "cycle": self.cycle}


def origins(claims: Sequence[Json], links: Iterable[Link], reports: Mapping[str, Json], who: Mapping[str, str]) -> list[Origin]:
    """The origins of claims (contents of their profiles, of one happening and one side), those of most reports first.

    `links`: between reports; `reports`: contents of the reports' profiles by id; `who`: an entity's profile → its cluster.
    """
    rows = sorted(claims, key=lambda c: (c["published"] or "9999", c["report"], c["claim"]))
    joined = _Joined(rows)
    between: dict[frozenset[str], list[Link]] = defaultdict(list)
    for link in links:
        between[frozenset((link.left, link.right))].append(link)
    for edge in _edges(rows, between, reports, who):
        joined.join(edge)
    found = [_origin(group, joined.edges, between, reports, who) for group in joined.groups()]
    return sorted(found, key=lambda o: (o.kind == "unknown", -len(o.reports), o.name, o.claims))


def source(claim: Json) -> Json | None:
    """The innermost voice that stands for a source of its own, None where the outlet gives none. An outlet that speaks for itself
    ("AFP's reporter said") is none."""
    for voice in claim["voices"]:
        if voice["kind"] != "outlet":
            return dict(voice)
    return None


def named(voice: Json) -> bool:
    """Whether a voice can be known again in another report: it has a name, not only a description."""
    return bool(voice["entity"] and voice["name"] and voice["name"][:1].isupper() and voice["kind"] not in UNNAMED - {"official"})


def _edges(rows: Sequence[Json], between: Mapping[frozenset[str], Sequence[Link]], reports: Mapping[str, Json],
           who: Mapping[str, str]) -> Iterable[Edge]:
    for k, a in enumerate(rows):
        for b in rows[k + 1 :]:
            yield from _pair(a, b, between.get(frozenset((a["report"], b["report"])), ()), reports, who)


def _pair(a: Json, b: Json, links: Sequence[Link], reports: Mapping[str, Json], who: Mapping[str, str]) -> Iterable[Edge]:
    """What joins two claims, if anything."""
    ours, theirs = source(a), source(b)
    if ours and theirs and named(ours) and named(theirs) and _same(ours["entity"], theirs["entity"], who):
        yield Edge(a["claim"], b["claim"], "voice", f"both on the word of {ours['name']}")
    if a["report"] == b["report"]:
        if (ours is None) != (theirs is None):
            yield Edge(a["claim"], b["claim"], "report", "one report tells it with its source and without")
        elif ours and theirs and not (named(ours) or named(theirs)) and ours["entity"] == theirs["entity"]:
            yield Edge(a["claim"], b["claim"], "report", "one source of one report")
        return
    for link in links:
        if link.shared and _shared(link, a, b):
            yield Edge(a["claim"], b["claim"], "text", f"{link.relation}: {'; '.join(link.reasons)}")
        elif link.relation == "cites":
            taker, giver = (a, b) if link.left == a["report"] else (b, a)
            if _cites(taker, giver["outlet"]) or CYCLE in link.reasons and _cites(giver, taker["outlet"]):
                yield Edge(taker["claim"], giver["claim"], "cites", "; ".join(link.reasons))
    for taker, giver in ((a, b), (b, a)):
        if _cites(taker, giver["outlet"]) and not (_day(taker) and _day(giver) and _day(giver) > _day(taker)):
            yield Edge(taker["claim"], giver["claim"], "cites", f"told after {giver['outlet']}")
    if (x := _cited(a)) and (y := _cited(b)) and outlet_words(x) == outlet_words(y):
        yield Edge(a["claim"], b["claim"], "cites", f"both from {x}")
    if ours is None and theirs is None and (name := _wire(reports, a)) is not None and name == _wire(reports, b):
        yield Edge(a["claim"], b["claim"], "agency", f"both reports are {name}'s, and give no source")


def _day(claim: Json) -> str:
    """The day of a claim's report, "" where it is not known."""
    return claim["published"] or ""


def _same(a: str, b: str, who: Mapping[str, str]) -> bool:
    return who.get(a, a) == who.get(b, b)


def _shared(link: Link, a: Json, b: Json) -> bool:
    """Whether both claims' triggers stand in one shared passage."""
    one, other = (a, b) if link.left == a["report"] else (b, a)
    return any(x[0] <= one["at"][0] and one["at"][1] <= x[1] and y[0] <= other["at"][0] and other["at"][1] <= y[1]
               for x, y in link.shared)


def _cited(claim: Json) -> str | None:
    """The name of the outlet that a claim is told after, the innermost where there are several: "the Dispatch, citing AFP"."""
    return next((v["name"] for v in claim["voices"] if v["kind"] == "outlet" and v["name"]
                 and outlet_words(v["name"]) != outlet_words(claim["outlet"] or "")), None)


def _cites(claim: Json, outlet: str | None) -> bool:
    """Whether a claim is told after this outlet: a voice of it bears its name, whatever kind of body it was read as."""
    if outlet is None or outlet_words(outlet) == outlet_words(claim["outlet"] or ""):
        return False
    return any(v["name"] and outlet_words(v["name"]) == outlet_words(outlet) for v in claim["voices"])


def _wire(reports: Mapping[str, Json], claim: Json) -> str | None:
    """The agency that all of a claim's report comes from."""
    report = reports.get(claim["report"])
    whole = [c["agency"] for c in report["credits"] if c["whole"]] if report else []
    return whole[0] if whole else agency(claim["outlet"])


def _origin(rows: Sequence[Json], edges: Sequence[Edge], between: Mapping[frozenset[str], Sequence[Link]],
            reports: Mapping[str, Json], who: Mapping[str, str]) -> Origin:
    ids = {c["claim"] for c in rows}
    inside = tuple(e for e in edges if e.left in ids)
    names = tuple(dict.fromkeys(c["report"] for c in rows))
    cycle = any(CYCLE in x.reasons for a in names for b in names if a < b for x in between.get(frozenset((a, b)), ()))
    kind, name = _whose(rows, reports)
    if cycle and kind in ("outlet", "unknown"):
        kind, name = "unknown", " and ".join(sorted({c["outlet"] for c in rows if c["outlet"]}))
    return Origin(kind, name, tuple(c["claim"] for c in rows), names, inside, cycle)


def _whose(rows: Sequence[Json], reports: Mapping[str, Json]) -> tuple[str, str]:
    """(kind, name) of whom a group of claims rests on: who is named before who is not, a source before the outlet."""
    heard = [(c, v) for c in rows if (v := source(c)) is not None]
    for _, v in heard:
        if named(v):
            return "voice", v["name"]
    for c, v in heard:
        return "unnamed", f"{v['name'] or 'unnamed'}, of {_cited(c) or _wire(reports, c) or c['outlet'] or 'a report'}"
    for c in rows:
        if (name := _wire(reports, c)) is not None:
            return "agency", name
    for c in rows:
        if (name := _cited(c)) is not None:
            return "outlet", name
    for c in rows:
        if c["outlet"] and _was_there(c, reports.get(c["report"])):
            return "outlet", c["outlet"]
    return "unknown", rows[0]["outlet"] or "a report"


def _was_there(claim: Json, report: Json | None) -> bool:
    """Whether the report says that it saw it, or is dated from the place where it was."""
    if report is None:
        return False
    if report["there"]:
        return True
    places = {row["name"].casefold() for row in claim["who"] if row["role"] == "place"}
    line = (report["dateline"] or "").casefold()
    return any(p and p in line for p in places)


class _Joined:
    """Claims joined by edges; an edge between two that are joined already is kept if it is the first between the two."""

    def __init__(self, rows: Sequence[Json]) -> None:
        self._rows = rows
        self._up = {c["claim"]: c["claim"] for c in rows}
        self.edges: list[Edge] = []

    def _root(self, x: str) -> str:
        while self._up[x] != x:
            x = self._up[x]
        return x

    def join(self, edge: Edge) -> None:
        """Joins the groups of an edge's claims; what joins nothing new is not kept: it is evidence twice over."""
        a, b = self._root(edge.left), self._root(edge.right)
        if a != b:
            self._up[max(a, b)] = min(a, b)
            self.edges.append(edge)

    def groups(self) -> list[list[Json]]:
        """The groups, their claims by day."""
        out: dict[str, list[Json]] = defaultdict(list)
        for c in self._rows:
            out[self._root(c["claim"])].append(c)
        return list(out.values())
