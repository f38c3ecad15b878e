# SPDX-License-Identifier: Apache-2.0
"""Profiles, their keys, and links as rows. What they mean is not known here: contents are JSON, relations are words."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection

from sayso.ledger import rebuild
from sayso.ledger.blocking import Blocks, numbers_of
from sayso.ledger.pieces import pieces
from sayso.ledger.schema import bearers, linked, links, profiles, readings, reports
from sayso.ledger.view import View, linker, visible
from sayso.ledger.writing import insert_many, tick
from sayso.model import Json, Reading, canonical

STREAM: Mapping[str, int] = MappingProxyType({"yield_per": 1000})
"""Rows that are in memory at once where all profiles or links are gone through."""

Spans = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


class Shown(Protocol):
    """What is taken in as a profile: `id` comes from kind and content, so that equal profiles have one id; `text` is the
    content in JSON."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def content(self) -> Json: ...
    @property
    def text(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...


class Related(Protocol):
    """What is taken in as a link; `left` and `right` are ids of profiles that are in already."""

    @property
    def kind(self) -> str: ...
    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...
    @property
    def shared(self) -> Spans: ...


class StoredProfile(NamedTuple):
    """A profile as it was taken in; `item` is "" where no reading is spoken of."""

    id: str
    kind: str
    item: str
    content: Json
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """The content in JSON."""
        return canonical(self.content)


class Borne(NamedTuple):
    """A profile that a reading shows: its number, the report's id and day (that of publication, else None), when the report
    was taken in (ISO 8601, UTC); `profile.item` is the entity's or claim's id in the reading, "" for the report itself."""

    reading: int
    report: str
    published: str | None
    added: str
    profile: StoredProfile


class StoredLink(NamedTuple):
    """A link as it was taken in, and when (ISO 8601, UTC)."""

    kind: str
    left: str
    right: str
    relation: str
    reasons: tuple[str, ...]
    shared: Spans
    added: str


P = TypeVar("P", bound=Shown)
Made = Callable[[str, Any, str, Json, tuple[str, ...]], P]
"""Makes a profile from id, kind, item, content, keys."""

KEPT = 25_000
"""Profiles that are kept in memory from one transaction to the next, some 10 kB each: those of a country's press of a
fortnight, which often tells of the same."""


class Batch:
    """What one transaction knows and is going to write: everything in it is asked for many rows at a time, and written at its
    end. `seen`: profiles by number, which never change, kept for the next."""

    def __init__(self, connection: Connection, version: int, seen: dict[int, Any]) -> None:
        self.connection, self.version, self.seen = connection, version, seen
        self.blocks = Blocks(connection, version)
        self._numbers: dict[str, int | None] = {}
        self._keys: dict[str, frozenset[int]] = {}
        self._here: set[int] = set()
        self._borne: set[int] = set()
        self._next: int | None = None
        self._profiles: list[tuple[object, ...]] = []
        self._bearers: list[tuple[object, ...]] = []
        self._links: list[dict[str, object]] = []

    @cached_property
    def now(self) -> str:
        """The time that its rows bear; what writes nothing has none."""
        return tick(self.connection)

    def know(self, some: Iterable[Shown]) -> None:
        """Asks at once which of these profiles are in, and borne by what these rules have linked."""
        new = sorted({p.id for p in some if p.id not in self._numbers})
        self._numbers.update(dict.fromkeys(new))
        found = [row for piece in pieces(new) for row in self.connection.execute(
            select(profiles.c.id, profiles.c.number).where(profiles.c.id.in_(piece)))]
        self._numbers.update((row.id, row.number) for row in found)
        for piece in pieces(sorted(row.number for row in found)):
            self._borne.update(self.connection.execute(select(bearers.c.profile).where(
                bearers.c.profile.in_(piece), bearers.c.linker == self.version)).scalars())

    def take(self, p: P, keys_: Collection[int], reading: int | None) -> bool:
        """Takes a profile in; whether it is new to these rules."""
        n = self._numbers[p.id]
        if n is None:
            n = self._numbers[p.id] = self._free()
            self._profiles.append((n, p.id, p.kind, p.text, canonical(p.keys), self.now))
        if reading is not None:
            self._bearers.append((self.version, reading, p.kind, p.item, n))
        if n in self._borne:
            return False
        self._borne.add(n)
        self.blocks.add(n, keys_)
        return True

    def load(self, numbers: Collection[int], make: Made[P]) -> None:
        """Has these profiles in `seen`, those that were not there asked for at once, without keys: by these they were found."""
        columns = (profiles.c.number, profiles.c.id, profiles.c.kind, profiles.c.content)
        if not (new := set(numbers) - self._here):
            return
        for some in pieces(sorted(n for n in new if n not in self.seen)):
            for number_, id_, kind, content in self.connection.execute(select(*columns).where(profiles.c.number.in_(some))):
                self.seen[number_] = make(id_, kind, "", json.loads(content), ())
        self._numbers.update((self.seen[n].id, n) for n in new)
        self._here |= new

    def keys_of(self, p: Shown) -> frozenset[int]:
        """The keys of a profile as the ledger has them."""
        if (found := self._keys.get(p.id)) is None:
            found = self._keys[p.id] = numbers_of(p.kind, p.keys)
        return found

    def keep(self, p: P, make: Made[P]) -> None:
        """Has a profile that was taken in in `seen`."""
        if (n := self._numbers[p.id]) is not None and n not in self.seen:
            self.seen[n] = make(p.id, p.kind, "", p.content, p.keys)

    def link(self, made: Iterable[Related]) -> None:
        """Notes links between profiles that are in."""
        for k in made:
            self._links.append({
                "linker": self.version, "kind": k.kind, "left_profile": self._numbers[k.left],
                "right_profile": self._numbers[k.right], "relation": k.relation,
                "reasons": canonical(k.reasons), "shared": canonical(k.shared), "added": self.now})

    def write(self) -> None:
        """Writes all of it."""
        insert_many(self.connection, profiles, self._profiles)
        self.blocks.write()
        insert_many(self.connection, bearers, self._bearers)
        if self._links:
            self.connection.execute(links.insert(), self._links)
        for n in list(self.seen)[: max(0, len(self.seen) - KEPT)]:
            del self.seen[n]

    def _free(self) -> int:
        """The next number for a profile: nobody else writes meanwhile."""
        if self._next is None:
            self._next = self.connection.execute(select(func.coalesce(func.max(profiles.c.number), 0))).scalar_one()
        self._next += 1
        return self._next


class LedgerIndex(Generic[P]):
    """Profiles of a kind by key, as across.index.Index wants them; `make` gives them the caller's own class. `batch` opens what
    it works in; `bearer`: the reading that bears what is added."""

    def __init__(self, batch: Callable[[], AbstractContextManager[Batch]], make: Made[P], bearer: int | None = None) -> None:
        self._batch, self._make, self._bearer = batch, make, bearer

    def prepare(self, some: Collection[P]) -> None:
        """Asks at once for what `add` and `near` will want of these."""
        with self._batch() as batch:
            batch.know(some)
            batch.load(batch.blocks.sharing({key for p in some for key in batch.keys_of(p)}), self._make)

    def add(self, some: Iterable[P]) -> list[P]:
        """Takes profiles in and gives those that were new to these rules."""
        once = list({(p.id, p.item): p for p in some}.values())
        new: dict[str, P] = {}
        with self._batch() as batch:
            batch.know(once)
            for p in once:
                if batch.take(p, batch.keys_of(p), self._bearer):
                    new[p.id] = p
                batch.keep(p, self._make)
        return list(new.values())

    def near(self, profile: P, also: Iterable[str] = ()) -> list[P]:
        """Other profiles of its kind that share a key with it, or bear one of `also`, each once, in any order."""
        own, kind = profile.id, profile.kind
        with self._batch() as batch:
            found = batch.blocks.sharing(batch.keys_of(profile) | numbers_of(kind, also))
            batch.load(found, self._make)
            seen = batch.seen
            return [p for n in found if (p := seen[n]).id != own and p.kind == kind]


class Linking:
    """One reading that is being linked, in a transaction with others."""

    def __init__(self, batch: Batch, number: int) -> None:
        self.number, self._batch = number, batch

    @property
    def reading(self) -> Reading:
        """The reading as it was added."""
        return rebuild.reading(self._batch.connection, self.number)

    def index(self, make: Made[P]) -> LedgerIndex[P]:
        """The index of all kinds; what is added to it is borne by this reading."""
        return LedgerIndex(lambda: nullcontext(self._batch), make, self.number)

    def add(self, made: Iterable[Related]) -> None:
        """Stores links between profiles that are in."""
        self._batch.link(made)

    def done(self) -> None:
        """Notes that the reading is linked."""
        self._batch.connection.execute(linked.insert(), {"linker": self._batch.version, "reading": self.number,
                                                         "added": self._batch.now})


def unlinked(connection: Connection, version: int, after: int) -> tuple[int, ...]:
    """The numbers of readings behind `after` that these linking rules have not seen, in the order of storing. Mostly they are
    the last ones, which the numbers of rows tell; only where there are holes before, every reading is looked at."""
    later, seen = readings.c.number > after, [linked.c.linker == version, linked.c.reading > after]
    last = connection.execute(select(func.max(linked.c.reading)).where(linked.c.linker == version)).scalar() or 0
    numbers = select(readings.c.number).order_by(readings.c.number)
    tail = tuple(connection.execute(numbers.where(readings.c.number > max(last, after))).scalars())
    stored = select(func.count()).select_from(readings)      # without a condition where none is needed: a short index is enough
    there = connection.execute(stored.where(later) if after else stored).scalar_one()
    done = connection.execute(select(func.count()).select_from(linked).where(*seen)).scalar_one()
    if there == done + len(tail):
        return tail
    return tuple(connection.execute(numbers.where(later, readings.c.number.not_in(
        select(linked.c.reading).where(*seen)))).scalars())


def is_linked(connection: Connection, number: int, version: int) -> bool:
    """Whether these linking rules have seen the reading."""
    return connection.execute(select(linked.c.reading).where(linked.c.linker == version,
                                                             linked.c.reading == number)).scalar() is not None


def borne(connection: Connection, kind: str, view: View) -> Iterator[Borne]:
    """The profiles of a kind in view, in the order of storing and, in a reading, of their items."""
    columns: list[Any] = [bearers.c.reading, bearers.c.item, reports.c.id.label("report"), reports.c.published, reports.c.added,
                          profiles.c.id, profiles.c.content, profiles.c.key_list]
    query = (select(*columns)
             .join(profiles, profiles.c.number == bearers.c.profile)
             .join(readings, readings.c.number == bearers.c.reading).join(reports, reports.c.number == readings.c.report)
             .where(*_in_view(kind, view)).order_by(bearers.c.reading, bearers.c.item))
    for row in connection.execute(query, execution_options=STREAM):
        yield Borne(row.reading, row.report, row.published, row.added or "",
                    StoredProfile(row.id, kind, row.item, json.loads(row.content), tuple(json.loads(row.key_list))))


def related(connection: Connection, kind: str, view: View) -> Iterator[StoredLink]:
    """The links of a kind between profiles in view, in the order of storing."""
    left, right = profiles.alias("l"), profiles.alias("r")
    here = select(bearers.c.profile).where(*_in_view(kind, view))
    columns: list[Any] = [*links.c, left.c.id.label("left"), right.c.id.label("right")]
    query = (select(*columns)
             .join(left, left.c.number == links.c.left_profile).join(right, right.c.number == links.c.right_profile)
             .where(links.c.kind == kind, links.c.linker == linker(view).scalar_subquery(),
                    links.c.left_profile.in_(here), links.c.right_profile.in_(here)).order_by(links.c.number))
    if view.cut is not None:
        query = query.where(links.c.added <= view.cut)
    for row in connection.execute(query, execution_options=STREAM):
        shared = tuple(((a[0], a[1]), (b[0], b[1])) for a, b in json.loads(row.shared))
        yield StoredLink(kind, row.left, row.right, row.relation, tuple(json.loads(row.reasons)), shared, row.added)


def _in_view(kind: str, view: View) -> list[Any]:
    """The conditions for rows of `bearers`: of the view's readings, linked by the view's rules in the view's time."""
    rules = linker(view).scalar_subquery()
    done = select(linked.c.reading).where(linked.c.linker == rules)
    if view.cut is not None:
        done = done.where(linked.c.added <= view.cut)
    return [and_(bearers.c.kind == kind, bearers.c.linker == rules), bearers.c.reading.in_(visible(view)),
            bearers.c.reading.in_(done)]
