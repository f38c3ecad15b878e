# SPDX-License-Identifier: Apache-2.0
"""Who is who across reports: each entity with its spellings, in how many reports it stands, and why these are one. And people's
judgements on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.across.profiles import Link, Profile
from sayso.answers.known import Known
from sayso.answers.naming import folded, wanted
from sayso.answers.viewing import Source, borne, known
from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger, View
from sayso.model import Json

AT_MOST = 6
"""Candidates that a message names where a name fits several."""

SHORTEST = 4
"""Letters that the beginning of an id needs at least, to be no name."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One profile of an entity: its id, its names as written, in how many reports it stands."""

    profile: str
    names: tuple[str, ...]
    country: str | None
    titles: tuple[str, ...]
    reports: int

    def to_dict(self) -> Json:
        """The profile as data."""
        return {"profile": self.profile, "names": list(self.names), "country": self.country, "titles": list(self.titles),
                "reports": self.reports}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link or judgement between two profiles, at least one of this entity. `relation`: same, different, part (left of
    right), related, unsure; `judged`: by a person; `left`, `right`: names, with their ids beside."""

    relation: str
    left: str
    right: str
    left_profile: str
    right_profile: str
    reasons: tuple[str, ...]
    judged: bool = False

    def to_dict(self) -> Json:
        """The tie as data."""
        return {"relation": self.relation, "left": self.left, "right": self.right, "left_profile": self.left_profile,
                "right_profile": self.right_profile, "reasons": list(self.reasons), "judged": self.judged}


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One entity. `id`: the least id of its profiles; `name`: what most reports call it; `spellings`: its profiles, those of
    most reports first; `within`: ties inside; `others`: to other entities, one to each of a kind: different, part, and
    "same" that were not followed."""

    id: str
    name: str
    type: str
    country: str | None
    key: str | None
    reports: int
    spellings: tuple[Spelling, ...]
    within: tuple[Tie, ...]
    others: tuple[Tie, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All its names as written, each once, those of most reports first."""
        return tuple(dict.fromkeys(n for s in self.spellings for n in s.names))

    def to_dict(self) -> Json:
        """The entity as data."""
        return {"id": self.id, "name": self.name, "type": self.type, "country": self.country, "key": self.key,
                "reports": self.reports, "names": list(self.names), "profiles": [s.to_dict() for s in self.spellings],
                "within": [t.to_dict() for t in self.within], "others": [t.to_dict() for t in self.others]}

    def row(self) -> dict[str, str | int | None]:
        """The entity flat; several values joined by "; "."""
        why = "; ".join(f"{t.left} = {t.right}: {', '.join(t.reasons)}" for t in self.within)
        others = "; ".join(f"{t.relation}: {t.left}, {t.right}: {', '.join(t.reasons)}" for t in self.others)
        return {"id": self.id, "name": self.name, "type": self.type, "country": self.country, "key": self.key,
                "reports": self.reports, "names": "; ".join(self.names), "why": why or None, "others": others or None}


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement that stands; `left`, `right`: what the two are called."""

    number: int
    kind: str
    verdict: str
    left: str
    right: str
    left_profile: str
    right_profile: str
    because: str
    by: str
    added: str

    def to_dict(self) -> Json:
        """The judgement as data."""
        return {"number": self.number, "kind": self.kind, "verdict": self.verdict, "left": self.left, "right": self.right,
                "left_profile": self.left_profile, "right_profile": self.right_profile, "because": self.because, "by": self.by,
                "added": self.added}

    def row(self) -> dict[str, str | int | None]:
        """The same flat."""
        return self.to_dict()


def who(ledger: Source, name: str | None = None, *, view: View | None = None) -> list[WhoRow]:
    """The entities of a ledger under a view, those of most reports first. `name`: part of any of their names, or the
    beginning of an id; without it only entities that may stand in several reports are given, with it those of one report
    too."""
    k = known(ledger, view)
    asked = wanted(name) if name is not None else None
    reports = _reports(ledger, k, view)
    ties = _ties(ledger, k, view)
    groups: dict[str, list[Profile]] = defaultdict(list)
    for id_, p in k.entities.items():
        groups[k.who[id_]].append(p)
    rows = []
    for members in groups.values():
        named = [p for p in members if p.content["names"]]
        if named and (any(p.keys for p in named) if asked is None else _fits(named, asked)):
            rows.append(_row(k, named, reports, ties))
    return sorted(rows, key=lambda r: (-r.reports, folded(r.name), r.id))


def judgements(ledger: Ledger, view: View | None = None) -> list[JudgementRow]:
    """The judgements that stand, in the order of giving."""
    k = known(ledger, view)
    return [JudgementRow(j.number, j.kind, j.verdict, _called(k, j.left), _called(k, j.right), j.left, j.right, j.why, j.by,
                         j.added)
            for j in (ledger.judgements(view) if view is not None else ledger.judgements())]


def judge(ledger: Ledger, verdict: str, x: str, y: str, *, because: str, by: str) -> JudgementRow:
    """Stores a person's judgement on two entities or two claims, each given by its id, the beginning of it, or a name that
    one entity alone bears. Raises UsageError and LedgerError."""
    if not because.strip():
        raise UsageError("A judgement needs a reason.", "Say why, with --because.")
    k = known(ledger)
    one, two = resolve(k, x), resolve(k, y)
    if one.kind != two.kind:
        raise UsageError(f"{x!r} is {_a(one.kind)} and {y!r} {_a(two.kind)}.", "Give two entities, or two claims.")
    if one.id == two.id:
        raise UsageError(f"{x!r} and {y!r} are one profile, {one.id}.",
                         "Equal names of equal evidence are one profile; see the ids that differ: sayso who NAME --json.")
    number = ledger.judge(one.kind, one.id, two.id, verdict, by=by, why=because)
    return next(j for j in judgements(ledger) if j.number == number)


def resolve(k: Known, given: str) -> Profile:
    """The profile that an id, its beginning, or a name means: of an entity of several profiles that which bears this very
    name, else the first. Raises LedgerError for none or several."""
    given = given.strip()
    if len(given) >= SHORTEST:
        by_id = [p for kind in (k.entities, k.claims) for i, p in kind.items() if i.startswith(given)]
        by_id = by_id or [p for p in k.claims.values() if p.content["claim"].startswith(given)]
        if len(by_id) > 1:
            raise LedgerError(f"{given!r} fits {len(by_id)} ids: {_some(p.id for p in by_id)}.", "Give more letters of the id.")
        if by_id:
            return by_id[0]
    plain = wanted(given)
    bearers = [p for p in k.entities.values() if any(folded(n) == plain for n in p.content["names"])]
    groups: dict[str, list[Profile]] = defaultdict(list)
    for p in bearers:
        groups[k.who[p.id]].append(p)
    if not groups:
        raise LedgerError(f"There is no entity {given!r}.",
                          "List them, part of a name is enough: sayso who NAME --ledger LEDGER")
    if len(groups) > 1:
        told = _some(f"{root} ({', '.join(filter(None, (g[0].content['type'], g[0].content['country'])))})"
                     for root, g in sorted(groups.items()))
        raise LedgerError(f"{given!r} is the name of {len(groups)} entities: {told}.", "Give an id in the place of the name.")
    return min(next(iter(groups.values())), key=lambda p: p.id)


def _a(kind: str) -> str:
    return "an entity" if kind == "entity" else f"a {kind}"


def _some(told: Iterable[str]) -> str:
    all_ = list(told)
    return ", ".join(all_[:AT_MOST]) + (", …" if len(all_) > AT_MOST else "")


def _fits(members: Iterable[Profile], asked: str) -> bool:
    return any(asked in folded(n) for p in members for n in p.content["names"]) \
        or len(asked) >= SHORTEST and any(p.id.startswith(asked) for p in members)


def _row(k: Known, members: list[Profile], reports: Mapping[str, frozenset[str]], ties: Mapping[str, list[Tie]]) -> WhoRow:
    ids = {p.id for p in members}
    shown = [Spelling(p.id, tuple(p.content["names"]), p.content["country"], tuple(p.content["titles"]),
                      len(reports.get(p.id, ()))) for p in members]
    mine = list(dict.fromkeys(t for i in sorted(ids) for t in ties.get(i, ())))
    within = tuple(t for t in mine if {t.left_profile, t.right_profile} <= ids)
    others: dict[tuple[str, bool, str], Tie] = {}
    for t in mine:
        if t not in within:
            other = t.right_profile if t.left_profile in ids else t.left_profile
            others.setdefault((t.relation, t.judged, k.who[other]), t)
    names: Counter[str] = Counter()
    for p in members:
        names[p.content["name"]] += len(reports.get(p.id, ())) or 1
    common = [Counter(v for p in members if (v := p.content[f]) for _ in range(len(reports.get(p.id, ())) or 1)) for f in
              ("type", "country", "key")]
    kind, country, key = (min(c, key=lambda v: (-c[v], v), default=None) for c in common)
    return WhoRow(min(ids), min(names, key=lambda n: (-names[n], -len(n), n)), kind or "thing", country, key,
                  len(frozenset().union(*(reports.get(i, frozenset()) for i in ids))),
                  tuple(sorted(shown, key=lambda s: (-s.reports, s.names, s.profile))), within,
                  tuple(others.values()))


def _reports(source: Source, k: Known, view: View | None) -> dict[str, frozenset[str]]:
    """Profile → the reports that it stands in."""
    out: dict[str, set[str]] = defaultdict(set)
    if isinstance(source, Ledger):
        for b in source.profiles("entity", view) if view is not None else source.profiles("entity"):
            out[b.profile.id].add(b.report)
    else:
        for reading, entities in borne(source, k, view):
            for p in entities.values():
                out[p.id].add(reading.report.id)
    return {i: frozenset(found) for i, found in out.items()}


def _ties(source: Source, k: Known, view: View | None) -> dict[str, list[Tie]]:
    """Profile → its links and the judgements on it."""
    out: dict[str, list[Tie]] = defaultdict(list)
    for x in k.linked("entity"):
        _note(out, _tie(k, x))
    if isinstance(source, Ledger):
        told = source.judgements(view, "entity") if view is not None else source.judgements(kind="entity")
        for j in told:
            if j.left in k.entities and j.right in k.entities:
                because = (j.why, f"judged by {j.by}")
                _note(out, Tie(j.verdict, _called(k, j.left), _called(k, j.right), j.left, j.right, because, True))
    else:
        for w in k.judged("entity"):
            _note(out, Tie(w.verdict, _called(k, w.left), _called(k, w.right), w.left, w.right, ("judged",), True))
    return out


def _tie(k: Known, x: Link) -> Tie:
    return Tie(x.relation, _called(k, x.left), _called(k, x.right), x.left, x.right, x.reasons)


def _note(out: dict[str, list[Tie]], tie: Tie) -> None:
    out[tie.left_profile].append(tie)
    out[tie.right_profile].append(tie)


def _called(k: Known, profile: str) -> str:
    """What a profile itself is called: an entity's name, a claim's words; its id where it is not in view."""
    if profile in k.entities:
        return str(k.entities[profile].content["name"])
    if profile in k.claims:
        return str(k.claims[profile].content["quote"])
    return profile
