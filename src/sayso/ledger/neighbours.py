# SPDX-License-Identifier: Apache-2.0
"""Parts of a ledger: profiles found by what is asked, and what is linked with them. So an answer reads what it shows and not
all reports. Profiles are numbers here until they are loaded; what relations mean is the caller's."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.engine import Connection

from sayso.ledger.linkage import StoredLink, StoredProfile
from sayso.ledger.pieces import pieces
from sayso.ledger.schema import (
    answers,
    bearers,
    claims,
    entities,
    fillers,
    linked,
    links,
    mentions,
    profiles,
    readings,
    reports,
)
from sayso.ledger.view import View, linker, visible

AFTER = "/"
"""The character after "." in both databases: the codes of a family lie between "family." and "family/"."""

LAST = "\U0010ffff"
"""Sorts behind all that an id can go on with."""

Day = datetime.date | None
Pairs = Iterable[tuple[int, int]]


class Neighbours:
    """What lies near some profiles under a view. Every method looks at profiles in view alone."""

    def __init__(self, connection: Connection, view: View) -> None:
        self._connection, self._view = connection, view

    @cached_property
    def _rules(self) -> int:
        return int(self._connection.execute(linker(self._view)).scalar() or 0)

    @cached_property
    def _readings(self) -> frozenset[int]:
        """The numbers of the readings in view: the one thing that grows with the ledger, an integer a report."""
        done = select(linked.c.reading).where(linked.c.linker == self._rules)
        if self._view.cut is not None:
            done = done.where(linked.c.added <= self._view.cut)
        seen = set(self._connection.execute(done).scalars())
        return frozenset(n for n in self._connection.execute(visible(self._view)).scalars() if n in seen)

    @property
    def reports(self) -> int:
        """How many reports are in view."""
        return len(self._readings)

    def claims_beginning(self, prefix: str) -> set[int]:
        """Claims whose id begins with `prefix`."""
        return self._claims(claims.c.id >= prefix, claims.c.id < prefix + LAST)

    def claims_of_code(self, codes: Collection[str]) -> set[int]:
        """Claims of these codes or families of codes."""
        return self._claims(or_(*(or_(claims.c.code == c, and_(claims.c.code >= f"{c}.", claims.c.code < c + AFTER))
                                  for c in codes)))

    def claims_dated(self, since: Day, until: Day, loose: int) -> set[int]:
        """Claims that say a day and may be on or between these; one that says only its end may be `loose` days before, one that
        says only its beginning as many after, or till its report's day."""
        start, end, told = claims.c.start_date, claims.c.end_date, reports.c.published
        asked: list[ColumnElement[bool]] = [or_(start.is_not(None), end.is_not(None))]
        if until is not None:
            asked.append(or_(start <= _iso(until), and_(start.is_(None), end <= _iso(until, loose))))
        if since is not None:
            open_ = and_(end.is_(None), or_(told >= _iso(since), start >= _iso(since, -loose)))
            asked.append(or_(end >= _iso(since), start >= _iso(since), open_))
        return self._claims(*asked)

    def claims_undated(self, since: Day, until: Day) -> set[int]:
        """Claims that say no day, of reports published on or between these."""
        asked: list[ColumnElement[bool]] = [claims.c.start_date.is_(None), claims.c.end_date.is_(None)]
        asked += [reports.c.published >= _iso(since)] if since is not None else []
        asked += [reports.c.published <= _iso(until)] if until is not None else []
        return self._claims(*asked)

    def claims_of(self, parties: Collection[int], roles: Collection[str]) -> set[int]:
        """Claims in which one of these entities fills one of the roles."""
        found: set[int] = set()
        borne = bearers.alias("borne")
        for some in pieces(sorted(parties)):
            query = (select(fillers.c.reading, claims.c.id)
                     .join(borne, and_(borne.c.reading == fillers.c.reading, borne.c.item == fillers.c.entity,
                                       borne.c.kind == "entity", borne.c.linker == self._rules))
                     .join(claims, and_(claims.c.reading == fillers.c.reading, claims.c.position == fillers.c.claim))
                     .where(borne.c.profile.in_(some), fillers.c.role.in_(roles)))
            found |= self._borne_claims(query)
        return found

    def entities_named(self, folded: str) -> set[int]:
        """Entities with these letters in their name, or in a mention that is a name; `folded` as names are stored."""
        by_name = select(entities.c.reading, entities.c.id).where(entities.c.folded.contains(folded, autoescape=True))
        by_mention = (select(mentions.c.reading, mentions.c.entity)
                      .where(mentions.c.form == "name", mentions.c.folded.contains(folded, autoescape=True)))
        found = by_name.union(by_mention).subquery()
        at = list(found.c)
        query = (select(bearers.c.reading, bearers.c.profile)
                 .join(found, and_(bearers.c.reading == at[0], bearers.c.item == at[1]))
                 .where(bearers.c.kind == "entity", bearers.c.linker == self._rules))
        return {row.profile for row in self._connection.execute(query) if row.reading in self._readings}

    def entities_in(self, some: Collection[int]) -> set[int]:
        """The entities of readings, by the readings' numbers."""
        found: set[int] = set()
        for piece in pieces(sorted(some)):
            found.update(self._connection.execute(select(bearers.c.profile).where(
                bearers.c.linker == self._rules, bearers.c.reading.in_(piece), bearers.c.kind == "entity")).scalars())
        return found

    def bearing(self, some: Collection[int]) -> set[int]:
        """The numbers of the readings in view that show one of these profiles."""
        return {reading for reading, _ in self._bearers(some)}

    def numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Ids of profiles in view → their numbers."""
        found = {row.id: row.number for piece in pieces(sorted(ids)) for row in self._connection.execute(
            select(profiles.c.id, profiles.c.number).where(profiles.c.id.in_(piece)))}
        seen = self.seen(found.values())
        return {i: n for i, n in found.items() if n in seen}

    def seen(self, some: Collection[int]) -> set[int]:
        """Those of the profiles that are in view."""
        return {profile for _, profile in self._bearers(some)}

    def answering(self, some: Collection[int]) -> set[tuple[int, int]]:
        """(claim that answers, claim that it answers) of the readings that show these reports."""
        found: set[tuple[int, int]] = set()
        one, other = bearers.alias("one"), bearers.alias("other")
        here = [(x.c.reading == answers.c.reading) & (x.c.kind == "claim") & (x.c.linker == self._rules) for x in (one, other)]
        for piece in pieces(sorted(self.bearing(some))):
            query = (select(one.c.profile, other.c.profile).select_from(answers)
                     .join(claims, and_(claims.c.reading == answers.c.reading, claims.c.position == answers.c.claim))
                     .join(one, and_(here[0], one.c.item == claims.c.id))
                     .join(other, and_(here[1], other.c.item == answers.c.answered))
                     .where(answers.c.reading.in_(piece)))
            found.update((int(a), int(b)) for a, b in self._connection.execute(query))
        return found

    def linked(self, kind: str, some: Collection[int], relations: Collection[str] = (), *,
               forth: bool = False) -> set[tuple[int, int]]:
        """(left, right) of the links that touch these profiles, both in view; of these `relations`, or of any; with `forth`
        only those whose left they are."""
        found: set[tuple[int, int]] = set()
        for end in (links.c.left_profile,) if forth else (links.c.left_profile, links.c.right_profile):
            for piece in pieces(sorted(some)):
                query = select(links.c.left_profile, links.c.right_profile).where(end.in_(piece), *self._rows(kind))
                if relations:
                    query = query.where(links.c.relation.in_(relations))
                found.update((int(a), int(b)) for a, b in self._connection.execute(query))
        seen = self.seen({x for pair in found for x in pair})
        return {(a, b) for a, b in found if a in seen and b in seen}

    def reached(self, kind: str, some: Collection[int], relations: Collection[str], besides: Pairs = (), *,
                forth: bool = False) -> set[int]:
        """These profiles, and all that links of these relations, or the pairs `besides`, lead to from them."""
        more: Mapping[int, set[int]] = defaultdict(set)
        for a, b in besides:
            more[a].add(b)
            more[b].add(a)
        found, last = set(some), set(some)
        while last:
            pairs = self.linked(kind, last, relations, forth=forth)
            met = {b for _, b in pairs} if forth else {x for pair in pairs for x in pair}
            met |= {x for n in last for x in more.get(n, ())}
            last = met - found
            found |= last
        return found

    def profiles(self, some: Collection[int]) -> Iterator[StoredProfile]:
        """The profiles themselves, in order of their numbers."""
        for piece in pieces(sorted(some)):
            for row in self._connection.execute(select(profiles).where(profiles.c.number.in_(piece))):
                yield StoredProfile(row.id, row.kind, "", json.loads(row.content), tuple(json.loads(row.key_list)))

    def links(self, kind: str, some: Mapping[int, str]) -> Iterator[StoredLink]:
        """The links of which both ends are among these profiles (number → id)."""
        for piece in pieces(sorted(some)):
            for row in self._connection.execute(select(links).where(links.c.left_profile.in_(piece), *self._rows(kind))):
                if row.right_profile in some:
                    shared = tuple(((a[0], a[1]), (b[0], b[1])) for a, b in json.loads(row.shared))
                    yield StoredLink(kind, some[row.left_profile], some[row.right_profile], row.relation,
                                     tuple(json.loads(row.reasons)), shared, row.added)

    def _rows(self, kind: str) -> list[ColumnElement[bool]]:
        some: list[ColumnElement[bool]] = [links.c.linker == self._rules, links.c.kind == kind]
        return [*some, links.c.added <= self._view.cut] if self._view.cut is not None else some

    def _bearers(self, some: Collection[int]) -> Iterator[tuple[int, int]]:
        """(reading, profile) of the readings in view that show one of these."""
        for piece in pieces(sorted(some)):
            for reading, profile in self._connection.execute(select(bearers.c.reading, bearers.c.profile).where(
                    bearers.c.profile.in_(piece), bearers.c.linker == self._rules)):
                if reading in self._readings:
                    yield reading, profile

    def _claims(self, *conditions: ColumnElement[bool]) -> set[int]:
        return self._borne_claims(select(claims.c.reading, claims.c.id)
                                  .join(readings, readings.c.number == claims.c.reading)
                                  .join(reports, reports.c.number == readings.c.report).where(*conditions))

    def _borne_claims(self, query: Select[Any, Any]) -> set[int]:
        """The profiles of claims, of which the query gives reading and id."""
        found = query.subquery()
        at = list(found.c)
        rows = self._connection.execute(select(bearers.c.reading, bearers.c.profile).join(
            found, and_(bearers.c.reading == at[0], bearers.c.item == at[1])).where(
            bearers.c.kind == "claim", bearers.c.linker == self._rules))
        return {profile for reading, profile in rows if reading in self._readings}


def _iso(day: datetime.date, later: int = 0) -> str:
    """A day, or one some days later, as rows have it."""
    return datetime.date.fromordinal(min(max(day.toordinal() + later, 1), datetime.date.max.toordinal())).isoformat()
