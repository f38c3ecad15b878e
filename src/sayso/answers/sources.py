# SPDX-License-Identifier: Apache-2.0
"""What each voice and outlet asserted, denied, took back, and was first with. Counts of what was said, never a score of its
truth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sayso.across.standing import side
from sayso.answers.known import Known
from sayso.answers.naming import folded, wanted
from sayso.answers.viewing import Source, known
from sayso.ledger import View
from sayso.model import Json

TEXT_OF = ("copy", "rewrite")
"""Links of reports whose left has its text from its right."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One voice or outlet. `kind`: "outlet", or the kind of voice (docs/claims.md); an unnamed voice is one of its report alone
    (`only_in`). `asserted` … `retracted`, `open`: ids of claims that it makes, an outlet in its own voice; `relayed`: those
    that an outlet gives on another's word; `first`: happenings of which no report is earlier; `reports`, `repeating`: an
    outlet's reports, and those of them that have their text from another."""

    name: str
    kind: str
    only_in: str | None
    asserted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    relayed: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    repeating: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The source as data; lists of ids."""
        return {"name": self.name, "kind": self.kind, "only_in": self.only_in, **{f: list(getattr(self, f)) for f in FIELDS}}

    def row(self) -> dict[str, str | int | None]:
        """The source flat, as numbers."""
        return {"source": self.name, "kind": self.kind, "only_in": self.only_in, **{f: len(getattr(self, f)) for f in FIELDS}}


FIELDS = ("asserted", "denied", "doubted", "retracted", "open", "relayed", "first", "contested", "reports", "repeating")
"""What is listed of a source, in order."""

_FIELD = {"says": "asserted", "denies": "denied", "doubts": "doubted", "retracts": "retracted", "open": "open"}


@dataclass
class _Tally:
    name: str
    kind: str
    only_in: str | None
    lists: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def row(self) -> SourceRow:
        return SourceRow(self.name, self.kind, self.only_in, **{f: tuple(self.lists[f]) for f in FIELDS})


def sources(ledger: Source, *, name: str | None = None, view: View | None = None) -> list[SourceRow]:
    """The outlets of a ledger under a view, then its voices, those that speak most first. `name`: part of a name."""
    k = known(ledger, view)
    tallies: dict[tuple[str, ...], _Tally] = {}
    copies = {r for r, links in k.from_another.items() if any(x.relation in TEXT_OF for x in links)}
    for ident, p in k.reports.items():
        outlet = _outlet(tallies, p.content["outlet"])
        outlet.lists["reports"][ident] = None
        if ident in copies:
            outlet.lists["repeating"][ident] = None
    for h in k.happenings:
        earliest = _first(k, h.claims)
        disputed = {side(k.claims[c].content) for c in h.claims} >= {"says", "denies"}
        for c in h.claims:
            content = k.claims[c].content
            for tally, own in _speakers(tallies, k, content):
                tally.lists[_FIELD[side(content)] if own else "relayed"][content["claim"]] = None
                if content["report"] in earliest:
                    tally.lists["first"][h.id] = None
                if disputed and own:
                    tally.lists["contested"][h.id] = None
    asked = wanted(name) if name is not None else None
    rows = [t.row() for t in tallies.values() if asked is None or asked in folded(t.name)]
    return sorted(
        rows,
        key=lambda r: (
            r.kind != "outlet" or not r.reports,
            -sum(len(getattr(r, f)) for f in FIELDS[:6]),
            r.name,
            r.only_in or "",
        ),
    )


def _speakers(tallies: dict[tuple[str, ...], _Tally], k: Known, content: Json) -> list[tuple[_Tally, bool]]:
    """Who speaks in a claim, each with whether it is on its own word: the innermost voice; the outlet in its own voice, else it
    relays."""
    out = [(_outlet(tallies, content["outlet"]), not content["voices"])]
    if content["voices"]:
        v = content["voices"][0]
        if v["type"] == "outlet" and v["name"] and _key(v["name"]) in tallies:
            return (
                [*out, (tallies[_key(v["name"])], True)] if _key(v["name"]) != _key(content["outlet"]) else [(out[0][0], True)]
            )
        out.append((_voice(tallies, k, content, v), True))
    return out


def _voice(tallies: dict[tuple[str, ...], _Tally], k: Known, content: Json, v: Json) -> _Tally:
    entity = v["entity"]
    if entity is None or not k.entities[entity].keys:
        key: tuple[str, ...] = ("voice", content["report"], v["name"] or "unnamed")
        return tallies.setdefault(key, _Tally(v["name"] or "unnamed", v["kind"], content["report"]))
    key = ("voice", k.who.get(entity, entity))
    return tallies.setdefault(key, _Tally(k.called(entity, v["name"]), v["kind"], None))


def _key(outlet: str | None) -> tuple[str, ...]:
    return ("outlet", folded(outlet) if outlet else "")


def _outlet(tallies: dict[tuple[str, ...], _Tally], name: str | None) -> _Tally:
    return tallies.setdefault(_key(name), _Tally(name or "outlet not known", "outlet", None))


def _first(k: Known, claims: tuple[str, ...]) -> frozenset[str]:
    """The reports of a happening than which none is earlier: by day; of one day those that have not their text from another of
    them. Of reports without a day none is first, unless there is no other."""
    reports = {k.claims[c].content["report"]: k.claims[c].content["published"] for c in claims}
    days = [d for d in reports.values() if d]
    if days:
        found = {r for r, d in reports.items() if d == min(days)}
        taken = {r for r in found for x in k.from_another.get(r, ()) if x.relation in TEXT_OF and x.right in found}
        return frozenset(found - taken or found)
    return frozenset(reports) if len(reports) == 1 else frozenset()
