# SPDX-License-Identifier: Apache-2.0
"""What is asked for → the part of a ledger that its answer hangs on: found by the columns of the ledger, then what is linked
with it. What a part shows of a happening is what the whole would show (tests/answers/test_nearby.py).

A happening hangs on the claims that links "same" lead to, one after another, and judgements; its parts on those that lie
within it; the names in it on the clusters of their entities; its standing on the reports of its claims and the links among
these. Claims that answer it, or that it answers, stand in its own reports.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from sayso.across.profiles import Judgement, Kind, Link, Profile
from sayso.across.when import AHEAD, LOOSE, RECENT, SAME_TIME
from sayso.answers.known import FROM_ANOTHER, Known
from sayso.answers.naming import wanted
from sayso.ledger import Ledger, View
from sayso.ledger.neighbours import Neighbours
from sayso.model import Json, Reading

DONE_BY = ("actor", "target", "group", "from", "to", "with")
"""Roles of those who take part, in the order of telling."""

PLACES = ("place", "origin", "via", "destination")
"""Roles that say where."""

WIDE = 1
"""Claims found, for each report in view, from which the whole view is loaded in one go: a report has some ten to twenty, and
with what is linked a part from so many takes as long as the whole (measured at 2,000 reports)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of happenings, as `answers.happenings` has it; `codes`: codes or families, of which any will do;
    `ties`: whether ties count as happenings, whose claims may be of days far apart."""

    name: str | None = None
    codes: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    place: str | None = None
    ties: bool = False

    def __bool__(self) -> bool:
        return any((self.name, self.codes, self.since, self.until, self.place))


class Part:
    """A part of a ledger under a view, as it is put together."""

    def __init__(self, near: Neighbours, judged: Iterable[Judgement]) -> None:
        self._near, self._judged = near, tuple(judged)
        self._found: dict[Kind, set[int]] = {"entity": set(), "claim": set(), "report": set()}
        ends = near.numbers({x for j in self._judged for x in (j.left, j.right)})
        self._pairs = [(j, ends[j.left], ends[j.right]) for j in self._judged if j.left in ends and j.right in ends]

    def seeds(self, asked: Asked) -> set[int] | None:
        """Claims of which every happening that meets all that is asked has at least one: those that meet the part of it that
        fewest meet. None where the ledger cannot be asked for any part."""
        return min(self._each(asked), key=len, default=None)

    def _each(self, asked: Asked) -> Iterator[set[int]]:
        if asked.codes:
            yield self._near.claims_of_code(asked.codes)
        if asked.name:
            yield self._near.claims_of(self.called(asked.name), DONE_BY)
        if asked.place:
            yield self._near.claims_of(self.called(asked.place, "place"), PLACES)
        if (asked.since or asked.until) and not asked.ties and not any(c.startswith("tie") for c in asked.codes):
            yield self._on(asked.since, asked.until)

    def called(self, name: str, what: str = "name") -> set[int]:
        """Entities of clusters of which one is called so: names that they do not bear themselves count as well."""
        return self.closed("entity", self._near.entities_named(wanted(name, what)))

    def _on(self, since: datetime.date | None, until: datetime.date | None) -> set[int]:
        """Claims of happenings that may lie on or between two days (`when.days`). Claims that say no day are one happening
        up to SAME_TIME days apart, and it then lies between them; judged claims however far."""
        before = _shifted(since, -AHEAD - SAME_TIME)
        found = self._near.claims_dated(since, until, LOOSE)
        found |= self._near.claims_undated(before, _shifted(until, RECENT + SAME_TIME))
        return found | {n for j, *ends in self._pairs if j.kind == "claim" for n in ends}

    def closed(self, kind: Kind, some: Iterable[int]) -> set[int]:
        """These, and all that may be in one cluster or happening with one of them."""
        same = [(a, b) for j, a, b in self._pairs if j.kind == kind and j.verdict == "same"]
        return self._near.reached(kind, set(some), ("same",), same)

    def take(self, seeds: Iterable[int], *, sources: bool = False) -> None:
        """Takes in what the happenings of these claims hang on; with `sources` all reports too that theirs copy, rewrite or
        cite, one after another."""
        core = self.closed("claim", seeds)
        fringe = {x for pair in self._near.linked("claim", core) for x in pair} - core
        told = {p.id: p for p in self._near.profiles(core)}
        reports = set(self._near.numbers({p.content["report"] for p in told.values()}).values())
        replies = {x for pair in self._near.answering(reports) if core & set(pair) for x in pair}
        judged = {n for j, *ends in self._pairs if j.kind == "claim" and core & set(ends) for n in ends}
        self._found["claim"] |= core | self.closed("claim", fringe) | replies | judged
        if sources:
            reports = self._near.reached("report", reports, FROM_ANOTHER, forth=True)
        self._found["report"] |= reports

    def take_entities(self, some: Iterable[int]) -> None:
        """Takes in entities and their clusters."""
        self._found["entity"] |= self.closed("entity", some)

    def known(self) -> Known:
        """What is taken in, with the entities of its claims."""
        claims = list(self._profiles(self._found["claim"]))
        self.take_entities(self._near.numbers({e for p in claims for e in _entities(p.content)}).values())
        reports = self._near.numbers({p.content["report"] for p in claims}).values()
        self._found["report"] |= set(reports)
        beside = {n for j, *ends in self._pairs if j.kind == "entity" and self._found["entity"] & set(ends) for n in ends}
        some = [*claims, *self._profiles(self._found["report"]), *self._profiles(self._found["entity"] | beside)]
        ids = self._near.numbers({p.id for p in some})
        by_number = {n: i for i, n in ids.items()}
        rows = [Link(kind, x.left, x.right, x.relation, x.reasons, x.shared)
                for kind in self._found for x in self._near.links(kind, by_number)]
        return Known.of(some, rows, self._judged)

    def _profiles(self, some: Iterable[int]) -> Iterator[Profile]:
        for p in self._near.profiles(set(some)):
            yield Profile(p.id, cast(Kind, p.kind), p.item, p.content, p.keys)


def part(ledger: Ledger, view: View, asked: Asked) -> Known | None:
    """The part of a ledger that holds every happening that meets what is asked; None where it is most of the view."""
    with ledger.neighbours(view) as near:
        some = Part(near, judgements(ledger, view))
        seeds = some.seeds(asked)
        if seeds is None or len(seeds) > WIDE * near.reports:
            return None
        some.take(seeds)
        return some.known()


def of_claim(ledger: Ledger, view: View, prefix: str) -> Known:
    """The part that holds the happenings of the claims whose id begins with `prefix`."""
    with ledger.neighbours(view) as near:
        some = Part(near, judgements(ledger, view))
        some.take(near.claims_beginning(prefix) if prefix else (), sources=True)
        return some.known()


def of_bodies(ledger: Ledger, view: View, name: str) -> tuple[Known, Iterator[Reading]]:
    """The entities of the reports in view that name somebody so, with their clusters; and these reports' readings."""
    with ledger.neighbours(view) as near:
        some = Part(near, judgements(ledger, view))
        numbers = near.bearing(some.called(name))
        some.take_entities(near.entities_in(numbers))
        return some.known(), ledger.numbered_readings(numbers)


def judgements(ledger: Ledger, view: View) -> list[Judgement]:
    """The judgements that stand in view."""
    return [Judgement(cast(Kind, j.kind), j.left, j.right, j.verdict) for kind in ("entity", "claim", "report")
            for j in ledger.judgements(view, kind)]


def _entities(content: Json) -> set[str]:
    """The ids of all entities that a claim names."""
    return {x["entity"] for x in (*content["who"], *content["voices"]) if x["entity"]}


def _shifted(day: datetime.date | None, days: int) -> datetime.date | None:
    """A day some days later, within what a date can be."""
    if day is None:
        return None
    return datetime.date.fromordinal(min(max(day.toordinal() + days, 1), datetime.date.max.toordinal()))
