# SPDX-License-Identifier: Apache-2.0
"""Who belonged to what by all reports together: member, role, body, from when to when, on whose word, contested by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from sayso.across.profiles import Profile
from sayso.answers.happenings import joined
from sayso.answers.known import Known
from sayso.answers.naming import folded, wanted
from sayso.answers.viewing import Source, borne_by
from sayso.belonging import Affiliation, Edge
from sayso.belonging import affiliations as belonging
from sayso.ledger import View
from sayso.model import Json, Reading, iso

OFFICES = ("leader", "office")
"""Relations that are one where the words of the office are: who leads a body holds an office in it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One claim that an affiliation rests on, or that speaks against it. `side` of belonging.SIDES; `does` and `how` as
    there."""

    claim: str
    says: str
    published: str | None
    side: str
    does: str
    how: str
    words: str

    def to_dict(self) -> Json:
        """The ground as data."""
        return {
            "claim": self.claim,
            "says": self.says,
            "published": self.published,
            "side": self.side,
            "does": self.does,
            "how": self.how or None,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class AffiliationRow:
    """One affiliation. `since`, `until`: the days that all tellings of it allow together, or where they cannot all be right
    those that any of them allows, with `apart` true; `status`: by the newest report that says so (docs/affiliations.md);
    `grounds`: by day, then `against`."""

    member: str
    role: str | None
    body: str | None
    relation: str
    status: str
    since: Edge
    until: Edge
    apart: bool
    grounds: tuple[Ground, ...]

    @property
    def for_it(self) -> tuple[Ground, ...]:
        """What it rests on."""
        return tuple(g for g in self.grounds if g.side == "for")

    @property
    def against(self) -> tuple[Ground, ...]:
        """What speaks against any part of it."""
        return tuple(g for g in self.grounds if g.side != "for")

    def to_dict(self) -> Json:
        """The affiliation as data."""
        return {
            "member": self.member,
            "role": self.role,
            "body": self.body,
            "relation": self.relation,
            "status": self.status,
            "since": self.since.to_dict(),
            "until": self.until.to_dict(),
            "apart": self.apart,
            "grounds": [g.to_dict() for g in self.for_it],
            "against": [g.to_dict() for g in self.against],
        }

    def row(self) -> dict[str, str | int | None]:
        """The affiliation flat."""
        return {
            "member": self.member,
            "role": self.role,
            "body": self.body,
            "relation": self.relation,
            "status": self.status,
            **{
                f"{name}_{side}": iso(bound.day) if (bound := getattr(edge, side)) else None
                for name, edge in (("since", self.since), ("until", self.until))
                for side in ("earliest", "latest")
            },
            "apart": "yes" if self.apart else "no",
            "says": joined(dict.fromkeys(g.says for g in self.for_it)),
            "against": joined(dict.fromkeys(f"{g.says} ({g.side})" for g in self.against)),
            "claims": joined(dict.fromkeys(g.claim for g in self.grounds)),
        }


@dataclass(frozen=True, slots=True)
class _Told:
    member: str
    body: str | None
    affiliation: Affiliation
    reading: Reading


@overload
def affiliations(source: Reading) -> tuple[Affiliation, ...]: ...
@overload
def affiliations(source: Source, of: str | None = None, *, view: View | None = None) -> list[AffiliationRow]: ...
def affiliations(
    source: Reading | Source, of: str | None = None, *, view: View | None = None
) -> tuple[Affiliation, ...] | list[AffiliationRow]:
    """The affiliations that one report tells of (docs/affiliations.md), or that all of a ledger tell of together
    (docs/answers.md)."""
    return belonging(source) if isinstance(source, Reading) else affiliations_of(source, of, view=view)


def affiliations_of(ledger: Source, of: str | None = None, *, view: View | None = None) -> list[AffiliationRow]:
    """The affiliations that a ledger tells of under a view, by body, then member. `of`: part of the name of a body, or of a
    member, without regard to case and accents."""
    asked = wanted(of) if of is not None else None
    k, shown = borne_by(ledger, view, of)
    groups: list[list[_Told]] = []
    by: dict[tuple[str, str | None, str], list[list[_Told]]] = {}
    for t in sorted(_told(k, shown, asked), key=_day):
        key = (t.member, t.body, "office" if t.affiliation.relation in OFFICES else t.affiliation.relation)
        for group in by.setdefault(key, []):
            if _same_role(group, t):
                group.append(t)
                break
        else:
            groups.append([t])
            by[key].append(groups[-1])
    rows = [_row(k, g) for g in groups]
    some = [r for r in rows if asked is None or any(asked in folded(n) for n in (r.member, r.body or ""))]
    return sorted(some, key=lambda r: (folded(r.body or ""), folded(r.member), r.relation, r.role or "", r.grounds[0].claim))


def _told(k: Known, shown: Iterable[tuple[Reading, Mapping[str, Profile]]], asked: str | None) -> Iterator[_Told]:
    """The affiliations of each reading, with the clusters of who belongs and in what."""
    for reading, profiles in shown:
        if asked is not None and not any(
            asked in folded(n)
            for p in profiles.values()
            for n in (p.content["name"], k.called(p.id, ""), *(p.content["names"] or ()))
        ):
            continue
        for a in belonging(reading):
            member = profiles[a.member].id
            body = profiles[a.body].id if a.body else None
            yield _Told(k.who.get(member, member), k.who.get(body, body) if body else None, a, reading)


def _day(t: _Told) -> tuple[str, str, str]:
    published = t.reading.report.published
    return (published.isoformat() if published else "9999", t.reading.report.id, t.affiliation.id)


def _same_role(group: Sequence[_Told], t: _Told) -> bool:
    """Whether an office can be the same: one is told in the other's words; leaders of one body are leaders by any word."""
    if t.affiliation.relation not in OFFICES:
        return True
    roles = [g.affiliation.role for g in group if g.affiliation.role]
    if not t.affiliation.role or not roles:
        return t.body is not None
    if t.body is not None and all(g.affiliation.relation == "leader" for g in (*group, t)):
        return True
    words = set(folded(t.affiliation.role).split())
    return any(words <= own or own <= words for own in (set(folded(r).split()) for r in roles))


def _row(k: Known, group: Sequence[_Told]) -> AffiliationRow:
    firm = [t for t in group if t.affiliation.status not in ("denied", "planned", "possible")] or list(group)
    since, one = _meet([t.affiliation.since for t in firm])
    until, two = _meet([t.affiliation.until for t in firm])
    grounds = dict.fromkeys(g for t in group for g in _grounds(t))
    member, body = group[0].member, group[0].body
    relation = "leader" if any(t.affiliation.relation == "leader" for t in group) else group[0].affiliation.relation
    return AffiliationRow(
        k.names.get(member, member),
        next((t.affiliation.role for t in group if t.affiliation.role), None),
        k.names.get(body, body) if body else None,
        relation,
        firm[-1].affiliation.status,
        since,
        until,
        one or two,
        tuple(sorted(grounds, key=lambda g: (g.side != "for", g.published or "9999", g.claim))),
    )


def _meet(edges: Sequence[Edge]) -> tuple[Edge, bool]:
    """The days that all edges allow; where there is none, those that any allows, and True."""
    low = sorted((e.earliest for e in edges if e.earliest), key=lambda b: (b.day, b.claim))
    high = sorted((e.latest for e in edges if e.latest), key=lambda b: (b.day, b.claim))
    if low and high and low[-1].day > high[0].day:
        return Edge(low[0], high[-1]), True
    return Edge(low[-1] if low else None, high[0] if high else None), False


def _grounds(t: _Told) -> Iterator[Ground]:
    reading = t.reading
    published = reading.report.published.isoformat() if reading.report.published else None
    for g in t.affiliation.grounds:
        names = [reading.name(v.source) for v in g.voices]
        if not names and g.answer is not None:
            actors = next((c.roles.get("actor", ()) for c in reading.claims if c.id == g.answer), ())
            names = [reading.name(f.entity) for f in actors[:1]]
        last = reading.report.outlet or "the report"
        chain = " < ".join([*names, *([last] if not names or names[-1].casefold() != last.casefold() else [])])
        words = " … ".join(" ".join(reading.words(s).split()) for s in g.evidence)
        yield Ground(g.answer or g.claim, chain, published, g.side, g.does, g.how, words)
