# SPDX-License-Identifier: Apache-2.0
"""The claims of a happening → their origins: where the word of each ultimately comes from.

Claims that rest on one word are joined, each time with the evidence for it; what is then left are the independent origins.
Two claims rest on one word where

- both stand in words that their reports share: one has the text from the other, or both from a third;
- the voice they are told after is one and the same person or body, however many outlets quote it;
- both are told after one outlet, or one after the other's;
- one report tells it with its source and without (a headline and its sentence);
- neither gives a source, and both reports are wholly one agency's.

A source that a report leaves unnamed is that report's alone: two reports' unnamed officials are never one, and never said to
be two where the text is one. What nobody is named for, and no sign tells that the outlet was there, is of unknown origin.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.across.bodies import outlet_words
from sayso.across.citing import AHEAD
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

AGAINST = frozenset({"denies", "doubts", "retracts"})
"""Stances of a voice that speaks against what it answers: the claim is then its word, not theirs whom it answers."""

EDGE = 60
"""Letters beside a shared passage in which the same word is still taken to be shared: winnowing sees a passage's ends within
half a sentence (fingerprints.WINDOW)."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Why the claim `left` rests on the same word as the claim `right`: `how` of HOW, `reason` in words. Claims by their
    ids."""

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
    rows = sorted(claims, key=lambda c: (c["published"] or "9999", c["report"], c["at"], c["claim"]))
    links = sorted(links, key=lambda x: (x.relation, x.left, x.right))
    joined = _Joined(rows)
    for step in (_texts(rows, links), _words(rows, who)):
        for edge in step:
            joined.join(edge)
    for edge in _bare(joined.groups(), rows, links, reports):
        joined.join(edge)
    for edge in _citations(rows):
        joined.join(edge)
    found = [_origin(group, joined.edges, reports) for group in joined.groups()]
    return sorted(found, key=lambda o: (o.kind == "unknown", o.kind == "unnamed", -len(o.reports), o.name, o.claims))


def source(claim: Json) -> Json | None:
    """The voice whose word a claim is: who denies, doubts or takes back what others say, else the innermost; None where the
    outlet gives none. An outlet that speaks for itself ("AFP's reporter said") is none."""
    voices = [v for v in claim["voices"] if v["kind"] != "outlet"]
    against = [v for v in voices if v["stance"] in AGAINST]
    return dict((against or voices)[0]) if voices else None


def named(voice: Json) -> bool:
    """Whether a voice can be known again in another report: it has a name, not only a description ("American officials")."""
    name = voice["name"]
    if not (voice["entity"] and name) or voice["kind"] in UNNAMED - {"official"}:
        return False
    return bool(name[:1].isupper() and not name.split()[-1][:1].islower())


def _texts(rows: Sequence[Json], links: Iterable[Link]) -> Iterable[Edge]:
    """Claims that stand in words which two reports share."""
    of: dict[str, list[Json]] = defaultdict(list)
    for c in rows:
        of[c["report"]].append(c)
    for link in links:
        if link.shared:
            for a in of.get(link.left, ()):
                for b in of.get(link.right, ()):
                    if _shared(link, a, b):
                        yield Edge(a["claim"], b["claim"], "text", f"{link.relation}: {'; '.join(link.reasons)}")


def _shared(link: Link, a: Json, b: Json) -> bool:
    """Whether the triggers of two claims stand in one shared passage, or the same word just beside it."""
    near = EDGE if a["trigger"].casefold() == b["trigger"].casefold() else 0
    return any(x[0] - near <= a["at"][0] and a["at"][1] <= x[1] + near
               and y[0] - near <= b["at"][0] and b["at"][1] <= y[1] + near for x, y in link.shared)


def _word(claim: Json, who: Mapping[str, str]) -> tuple[str, str, str] | None:
    """(how, whose word it is so that equal ones are one, its name) by what the claim itself says; None where it says
    nothing."""
    voice, cited = source(claim), _cited(claim)
    if voice and named(voice):
        return "voice", who.get(voice["entity"], voice["entity"]), voice["name"]
    if cited:
        return "cites", " ".join(outlet_words(cited)), cited
    if voice:
        return "report", f"{claim['report']} {voice['entity'] or voice['name']}", voice["name"] or "a source without a name"
    if any(v["kind"] == "outlet" for v in claim["voices"]):
        return "report", claim["report"], "its own reporter"
    return None


WHY = {"voice": "both on the word of {}", "cites": "both from {}", "report": "one report's one source: {}"}


def _words(rows: Sequence[Json], who: Mapping[str, str]) -> Iterable[Edge]:
    """Claims that give one and the same source."""
    first: dict[tuple[str, str], Json] = {}
    for c in rows:
        if (word := _word(c, who)) is not None:
            other = first.setdefault(word[:2], c)
            if other is not c:
                yield Edge(c["claim"], other["claim"], word[0], WHY[word[0]].format(word[2]))


def _bare(groups: Sequence[Sequence[Json]], rows: Sequence[Json], links: Sequence[Link],
          reports: Mapping[str, Json]) -> Iterable[Edge]:
    """Groups of claims without a source. A report that gives its source elsewhere for the same thing has it from there (its
    headline does not say so); in a group of one text, the report that the others took it from. Else two of a report, or of an
    agency, are one."""
    took = {(x.left, x.right) for x in links if x.relation in ("copy", "rewrite")}
    first: dict[str, Json] = {}
    for group in groups:
        if any(_word(c, {}) for c in group):
            continue
        inside = {c["report"] for c in group}
        given = next((c for c in group if not any((c["report"], r) in took for r in inside)), group[0])
        told = next((c for c in rows if c["report"] == given["report"] and _word(c, {})), None)
        if told is not None:
            yield Edge(given["claim"], told["claim"], "report", "one report tells it with its source and without")
            continue
        for c in group:
            for key, how, why in ((c["report"], "report", "one report tells it twice"),
                                  (_wire(reports, c), "agency", f"both reports are {_wire(reports, c)}'s, and give no source")):
                if key is not None and first.setdefault(key, c) is not c:
                    yield Edge(c["claim"], first[key]["claim"], how, why)


def _citations(rows: Sequence[Json]) -> Iterable[Edge]:
    """A claim told after an outlet, and what that outlet tells itself: what it gives no source for, else its first claim."""
    of: dict[tuple[str, ...], list[Json]] = defaultdict(list)
    for c in rows:
        if c["outlet"]:
            of[outlet_words(c["outlet"])].append(c)
    for c in rows:      # an outlet of the chain is known by its name, whatever kind of body it was read as
        chain = [w for v in c["voices"] if v["name"] and (w := outlet_words(v["name"])) != outlet_words(c["outlet"] or "")]
        if (at := next((w for w in chain if w in of), None)) is not None and (heard := [x for x in of[at] if not _after(x, c)]):
            yield Edge(c["claim"], heard[0]["claim"], "cites", f"told after {heard[0]['outlet']}")
    for c in rows:
        word = _word(c, {})
        if word is None or word[0] != "cites":
            continue
        told = [x for x in of.get(tuple(word[1].split()), ()) if not _after(x, c)]
        if told:
            best = next((x for x in told if _word(x, {}) is None), told[0])
            yield Edge(c["claim"], best["claim"], "cites", f"names {word[2]}")


def _after(a: Json, b: Json) -> bool:
    """Whether a claim is reported too late to be what the other cites."""
    days = [datetime.date.fromisoformat(c["published"]).toordinal() for c in (a, b) if c["published"]]
    return len(days) == 2 and days[0] > days[1] + AHEAD


def _cited(claim: Json) -> str | None:
    """The name of the outlet that a claim is told after, the innermost where there are several: "the Dispatch, citing AFP"."""
    names = [v["name"] for v in claim["voices"] if v["kind"] == "outlet" and v["name"]]
    own = outlet_words(claim["outlet"] or "")
    return next((n for n in names if any(x.isupper() for x in n) and outlet_words(n) != own), None)


def _wire(reports: Mapping[str, Json], claim: Json) -> str | None:
    """The agency that all of a claim's report comes from."""
    report = reports.get(claim["report"])
    whole = [c["agency"] for c in report["credits"] if c["whole"]] if report else []
    return whole[0] if whole else agency(claim["outlet"])


def _origin(rows: Sequence[Json], edges: Sequence[Edge], reports: Mapping[str, Json]) -> Origin:
    ids = {c["claim"] for c in rows}
    inside = tuple(e for e in edges if e.left in ids)
    kind, name = _whose(rows, reports)
    cycle = kind in ("outlet", "unknown") and _circular(rows)
    if cycle:
        kind, name = "unknown", " and ".join(sorted({c["outlet"] for c in rows if c["outlet"]}))
    return Origin(kind, name, tuple(c["claim"] for c in rows), tuple(dict.fromkeys(c["report"] for c in rows)), inside, cycle)


def _circular(rows: Sequence[Json]) -> bool:
    """Whether outlets give each other as their source, two or more in a ring."""
    to: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for c in rows:
        if c["outlet"] and (cited := _cited(c)) is not None:
            to[outlet_words(c["outlet"])].add(outlet_words(cited))
    for start in sorted(to):
        seen, ahead = set(), list(to[start])
        while ahead:
            at = ahead.pop()
            if at == start:
                return True
            if at not in seen:
                seen.add(at)
                ahead += sorted(to.get(at, ()))
    return False


def _whose(rows: Sequence[Json], reports: Mapping[str, Json]) -> tuple[str, str]:
    """(kind, name) of whom a group of claims rests on: who is named before who is not, a source before the outlet. An outlet
    that is cited is an origin where its own report is not among the claims; where it is, that tells."""
    heard = [(c, v) for c in rows if (v := source(c)) is not None]
    if names := [v["name"] for _, v in heard if named(v)]:
        return "voice", called(names)
    if heard:
        of = [_cited(c) or _wire(reports, c) or c["outlet"] for c, _ in heard]
        return "unnamed", f"{called(v['name'] for _, v in heard)}, of {of[0] or 'a report'}"
    for c in rows:
        if (name := _wire(reports, c)) is not None:
            return "agency", name
    here = {outlet_words(c["outlet"]) for c in rows if c["outlet"]}
    for c in rows:
        if (name := _cited(c)) is not None and outlet_words(name) not in here:
            return ("agency", wire) if (wire := agency(name)) else ("outlet", re.sub("^[Tt]he ", "", name))
    for c in rows:
        if c["outlet"] and _was_there(c, reports.get(c["report"])):
            return "outlet", c["outlet"]
    return "unknown", rows[0]["outlet"] or "a report"


def called(names: Iterable[str | None]) -> str:
    """Of the names of one source the most usual, of equally usual ones the fullest."""
    count = Counter(n for n in names if n)
    return max(count, key=lambda n: (count[n], len(n), n)) if count else "unnamed"


def _was_there(claim: Json, report: Json | None) -> bool:
    """Whether the report says that it saw it, or is dated from the place where it was."""
    if any(v["kind"] == "outlet" for v in claim["voices"]) and _cited(claim) is None:
        return True
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
