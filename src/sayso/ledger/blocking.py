# SPDX-License-Identifier: Apache-2.0
"""Which profiles share a key, as one transaction sees it: asked for and written many at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import BigInteger, TextualSelect, text
from sqlalchemy.engine import Connection

from sayso.ledger.schema import keys
from sayso.ledger.writing import insert_many

AT_MOST = 200
"""Profiles that one key brings, the latest ones (as across.index.AT_MOST says, which this room does not know)."""

LATEST = (
    "SELECT k.key, k.profile FROM {asked} CROSS JOIN keys AS k WHERE k.linker = :version AND k.key = {value} "
    "AND k.profile >= coalesce((SELECT x.profile FROM keys AS x WHERE x.linker = :version AND x.key = {value} "
    "ORDER BY x.profile DESC LIMIT 1 OFFSET :before), 0) ORDER BY k.profile")
"""Of each key asked for, the latest profiles. The keys come as one JSON array: a ledger is asked for thousands at a time."""

ASKED = {
    "sqlite": {"asked": "json_each(:asked) AS a", "value": "a.value"},
    "postgresql": {"asked": "jsonb_array_elements_text(CAST(:asked AS jsonb)) AS a (value)",
                   "value": "CAST(a.value AS bigint)"},
}


@lru_cache(1 << 16)
def number(kind: str, key: str) -> int:
    """A key of a kind as the ledger has it: 64 bits of its hash, with a sign. Two that fell together would be compared once in
    vain."""
    return int.from_bytes(blake2b(f"{kind} {key}".encode(), digest_size=8).digest(), "big", signed=True)


def numbers_of(kind: str, keys_: Iterable[str]) -> frozenset[int]:
    """Several keys of a kind as the ledger has them."""
    return frozenset(number(kind, key) for key in keys_)


class Blocks:
    """The keys of one version of the linking rules, within a transaction in which nobody else writes them."""

    def __init__(self, connection: Connection, version: int) -> None:
        self._connection, self._version = connection, version
        self._profiles: dict[int, list[int]] = {}
        self._added: list[tuple[int, int, int]] = []

    def load(self, asked: Iterable[int]) -> None:
        """Asks at once for those that were not asked for yet."""
        new = sorted({key for key in asked if key not in self._profiles})
        if not new:
            return
        self._profiles.update((key, []) for key in new)
        given = {"asked": json.dumps(new), "version": self._version, "before": AT_MOST - 1}
        for key, profile in self._connection.execute(_latest(self._connection), given):
            self._profiles[key].append(profile)

    def sharing(self, asked: Collection[int]) -> set[int]:
        """The profiles that bear one of these keys, of each key the latest."""
        self.load(asked)
        return {p for key in asked for p in self._profiles[key][-AT_MOST:]}

    def add(self, profile: int, own: Collection[int]) -> None:
        """Notes that a profile bears these keys."""
        self.load(own)
        for key in own:
            self._profiles[key].append(profile)
        self._added += [(self._version, key, profile) for key in own]

    def write(self) -> None:
        """Writes what was added; in order, so that neighbours in the table are written together."""
        insert_many(self._connection, keys, sorted(self._added))
        self._added = []


def _latest(connection: Connection) -> TextualSelect:
    return text(LATEST.format(**ASKED[connection.dialect.name])).columns(key=BigInteger, profile=BigInteger)
