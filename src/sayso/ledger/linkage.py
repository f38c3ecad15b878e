# SPDX-License-Identifier: Apache-2.0
"""Profiles, their keys, and links as rows. What they mean is not known here: contents are JSON, relations are words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import Select, TextualSelect, and_, select, text
from sqlalchemy.engine import Connection

from sayso.ledger.schema import bearers, keys, linked, links, profiles, readings, reports
from sayso.ledger.view import View, linker, visible
from sayso.ledger.writing import new_only
from sayso.model import Json, Reading

AT_MOST = 200
"""Profiles that one key brings, the latest ones (as across.index.AT_MOST says, which this room does not know)."""

MANY = 500
"""Numbers that one query names: below SQLite's bound for all its builds (999)."""

STREAM: Mapping[str, int] = MappingProxyType({"yield_per": 1000})
"""Rows that are in memory at once where all profiles or links are gone through."""

Spans = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


class Shown(Protocol):
    """What is taken in as a profile: `id` comes from kind and content, so that equal profiles have one id."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def content(self) -> Json: ...
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


Opened = Callable[[], AbstractContextManager[Connection]]


AT_ONCE = 100
"""Keys that one query asks for: SQLite takes 500 parts of a query at most, and a claim or report has fewer than this."""


@cache
def _by_keys(number: int) -> TextualSelect:
    """The query for the profiles that bear one of so many keys: of each key the latest. One query for all keys of a profile, as
    text, since a ledger is asked this for every claim of every report and building a query costs more than answering it."""
    one = ("SELECT * FROM (SELECT profile FROM keys WHERE linker = :version AND kind = :kind AND key = :key{k} "
           "ORDER BY profile DESC LIMIT {most}) AS s{k}")
    return text(" UNION ".join(one.format(k=k, most=AT_MOST) for k in range(number))).columns(keys.c.profile)


class LedgerIndex(Generic[P]):
    """Profiles of a kind by key, as across.index.Index wants them; `make` gives them the caller's own class."""

    def __init__(self, reading: Opened, writing: Callable[[], AbstractContextManager[tuple[Connection, str]]], version: int,
                 make: Made[P], bearer: int | None = None, seen: dict[int, P] | None = None) -> None:
        self._reading, self._writing, self._version, self._make, self._bearer = reading, writing, version, make, bearer
        self._seen: dict[int, P] = {} if seen is None else seen

    def add(self, profiles: Iterable[P]) -> list[P]:
        """Takes profiles in, as borne by the reading that is being linked, and gives those that were new to these rules."""
        with self._writing() as (connection, now):
            return _take_in(connection, list(profiles), self._version, self._bearer, now)

    def near(self, profile: P) -> list[P]:
        """Other profiles of its kind that share a key with it, each once, in order of id."""
        numbers: set[int] = set()
        with self._reading() as connection:
            for some_keys in _pieces(profile.keys, AT_ONCE):
                asked = {"version": self._version, "kind": profile.kind, **{f"key{k}": key for k, key in enumerate(some_keys)}}
                numbers.update(connection.execute(_by_keys(len(some_keys)), asked).scalars())
            for some in _pieces(sorted(numbers - self._seen.keys())):
                for row in connection.execute(select(profiles).where(profiles.c.number.in_(some))):
                    self._seen[row.number] = self._make(row.id, row.kind, "", json.loads(row.content),
                                                        tuple(json.loads(row.key_list)))
        return sorted((p for n in numbers if (p := self._seen[n]).id != profile.id), key=lambda p: p.id)


class Linking:
    """One reading that is being linked, in a transaction with others. `seen`: profiles that were looked at for those."""

    def __init__(self, connection: Connection, now: str, number: int, reading: Reading, version: int,
                 seen: dict[int, Any]) -> None:
        self.number, self.reading, self._version, self._connection, self._now = number, reading, version, connection, now
        self._seen = seen

    def index(self, make: Made[P]) -> LedgerIndex[P]:
        """The index of all kinds; what is added to it is borne by this reading."""
        return LedgerIndex(lambda: nullcontext(self._connection), lambda: nullcontext((self._connection, self._now)),
                           self._version, make, self.number, self._seen)

    def add(self, made: Iterable[Related]) -> None:
        """Stores links between profiles that are in."""
        some = list(made)
        if not some:
            return
        known = _numbers(self._connection, sorted({x for k in some for x in (k.left, k.right)}))
        self._connection.execute(links.insert(), [
            {"linker": self._version, "kind": k.kind, "left_profile": known[k.left], "right_profile": known[k.right],
             "relation": k.relation, "reasons": json.dumps(k.reasons, ensure_ascii=False),
             "shared": json.dumps(k.shared), "added": self._now} for k in some])

    def done(self) -> None:
        """Notes that the reading is linked."""
        self._connection.execute(linked.insert(), {"linker": self._version, "reading": self.number, "added": self._now})


def unlinked(version: int) -> Select[int]:
    """The numbers of readings that these linking rules have not seen, in the order of storing."""
    seen = select(linked.c.reading).where(linked.c.linker == version)
    return select(readings.c.number).where(readings.c.number.not_in(seen)).order_by(readings.c.number)


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


def _take_in(connection: Connection, some: Sequence[P], version: int, reading: int | None, now: str) -> list[P]:
    by_id = {p.id: p for p in some}
    known = _numbers(connection, sorted(by_id))
    fresh = [p for i, p in by_id.items() if i not in known]
    if fresh:
        connection.execute(profiles.insert(), [
            {"id": p.id, "kind": p.kind, "content": json.dumps(p.content, ensure_ascii=False, sort_keys=True),
             "key_list": json.dumps(p.keys, ensure_ascii=False), "added": now} for p in fresh])
    seen = {x for piece in _pieces(sorted(known.values())) for x in connection.execute(
        select(bearers.c.profile).where(bearers.c.profile.in_(piece), bearers.c.linker == version)).scalars()}
    new = [p for i, p in by_id.items() if known.get(i) not in seen]
    known |= _numbers(connection, [p.id for p in fresh])
    rows = [{"linker": version, "kind": p.kind, "key": key, "profile": known[p.id]} for p in new for key in sorted(set(p.keys))]
    if rows:
        connection.execute(new_only(connection, keys), rows)
    if reading is not None and some:
        items = {(p.kind, p.item): known[p.id] for p in some}
        connection.execute(new_only(connection, bearers), [
            {"linker": version, "reading": reading, "kind": kind, "item": item, "profile": n}
            for (kind, item), n in items.items()])
    return new


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    return {row.id: row.number for piece in _pieces(ids)
            for row in connection.execute(select(profiles.c.id, profiles.c.number).where(profiles.c.id.in_(piece)))}


T = TypeVar("T")


def _pieces(all_: Sequence[T], most: int = MANY) -> Iterator[Sequence[T]]:
    return (all_[k:k + most] for k in range(0, len(all_), most))
