# SPDX-License-Identifier: Apache-2.0
"""Whether a ledger still holds what was put in: every hash, every offset, every quote, every person's word.

Three copies of the words stand against each other (the bytes as received, the text, the passages), so that of most changes it
can be said what stood there. Profiles and links are not looked at: they can be made anew from readings.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection, RowMapping

from sayso.ledger import rebuild, schema
from sayso.ledger.adding import sha
from sayso.ledger.rows import digest, to_rows
from sayso.model import Json
from sayso.text import Span

NEAR = 24
"""Signs of the words around a change that a fault shows."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was put in. `report`: its id, "" for people's words; `row`: which row of the table; `offset`:
    in code points of the text, or in bytes of an original; `found` and `expected`: what stands there and what should, as far as
    that can be told."""

    report: str
    table: str
    column: str
    row: str
    offset: int | None
    found: str
    expected: str

    def to_dict(self) -> Json:
        """The fault as data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Verification:
    """How many captures, reports, passages, readings, and words of people were checked, and what is wrong with them."""

    captures: int
    reports: int
    passages: int
    readings: int
    words: int
    faults: tuple[Fault, ...]


def verify(connection: Connection) -> Verification:
    """Checks the whole ledger."""
    faults: list[Fault] = []
    counts = {"captures": 0, "reports": 0, "passages": 0, "readings": 0, "words": 0}
    texts = connection.execute(select(schema.reports.c.number).order_by(schema.reports.c.number)).scalars().all()
    captured: set[str] = set()
    for number in texts:
        row = connection.execute(select(schema.reports).where(schema.reports.c.number == number)).mappings().one()
        original = connection.execute(select(schema.originals.c.bytes).where(schema.originals.c.id == row["id"])).scalar()
        if original is not None and row["id"] not in captured:
            captured.add(row["id"])
            faults += _capture(row, bytes(original))
        kept = connection.execute(select(schema.passages).where(schema.passages.c.report == number)
                                  .order_by(schema.passages.c.start_at, schema.passages.c.end_at)).mappings().all()
        faults += _report(row, kept, original)
        counts["reports"] += 1
        counts["passages"] += len(kept)
        spans = {(p["start_at"], p["end_at"]) for p in kept}
        for made in connection.execute(select(schema.readings).where(schema.readings.c.report == number)
                                       .order_by(schema.readings.c.number)).mappings().all():
            faults += _reading(connection, made, row, spans)
            counts["readings"] += 1
    counts["captures"] = len(captured)
    for table in (schema.judgements, schema.reviews):
        rows = connection.execute(select(table).order_by(table.c.number)).mappings().all()
        faults += _chain(table, rows)
        counts["words"] += len(rows)
    return Verification(**counts, faults=tuple(faults))


def _capture(row: RowMapping, original: bytes) -> Iterator[Fault]:
    """The bytes as received against the report's id, which is their hash."""
    hashed = "sha256:" + hashlib.sha256(original).hexdigest()
    if hashed == row["id"]:
        return
    if row["media_type"].startswith("text/plain"):
        found = list(_swapped(original.decode("latin-1"), row["text"].encode().decode("latin-1")))
        for at, there, should in found:
            yield Fault(row["id"], "originals", "bytes", row["id"], at, _bytes(there), _bytes(should))
        if found:
            return
    yield Fault(row["id"], "originals", "bytes", row["id"], None, hashed, row["id"])


def _bytes(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "backslashreplace")


def _report(row: RowMapping, kept: Any, original: bytes | None) -> Iterator[Fault]:
    """A text against its passages, and the whole row against its hash."""
    text, told = row["text"], set()
    for p in kept:
        start, words = p["start_at"], p["words"]
        there, key = text[start:p["end_at"]], f"{row['number']}, {start}, {p['end_at']}"
        if sha(words) != p["sha"]:
            if sha(there) == p["sha"]:
                at = _first(words, there)
                yield Fault(row["id"], "passages", "words", key, start + at, words[at:at + NEAR], there[at:at + NEAR])
            else:
                column = "sha" if there == words else "words"
                yield Fault(row["id"], "passages", column, key, start, p["sha"] if column == "sha" else words,
                            sha(words) if column == "sha" else there)
        elif there != words:
            at = _first(there, words)
            if start + at not in told:
                told.add(start + at)
                yield Fault(row["id"], "reports", "text", str(row["number"]), start + at, there[at:at + 1], words[at:at + 1])
    cells = {k: v for k, v in row.items() if k not in ("number", "hash", "added")}
    if digest(cells) == row["hash"] or told:
        return
    if original is not None and row["media_type"].startswith("text/plain"):
        found = list(_swapped(text, original.decode("utf-8", "replace")))
        for at, stands, should in found:
            yield Fault(row["id"], "reports", "text", str(row["number"]), at, stands, should)
        if found:
            return
    yield Fault(row["id"], "reports", "text or particulars", str(row["number"]), None, digest(cells), row["hash"])


def _first(a: str, b: str) -> int:
    """Where two texts begin to differ."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _swapped(text: str, other: str) -> Iterator[tuple[int, str, str]]:
    """(offset, what stands there, what stands in `other`) where the two differ in the midst of what they share."""
    steps = difflib.SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    inner = [k for k, step in enumerate(steps) if step[0] == "equal"]
    for k, (kind, a, b, c, d) in enumerate(steps):
        whole = kind == "replace" and b - a == d - c  # at an edge too: the first and last signs are no exception
        if kind != "equal" and (whole or (inner and inner[0] < k < inner[-1])):
            yield a, text[a:b], other[c:d]


def _reading(connection: Connection, made: RowMapping, report: RowMapping, spans: set[Span]) -> Iterator[Fault]:
    """A reading's offsets against the passages, its rows against their hashes."""
    number, told = made["number"], set()
    for table in schema.PARTS:
        starts = [c.name for c in table.c if c.name.endswith("_start") and c.name[:-len("start")] + "end" in table.c]
        for row in connection.execute(select(table).where(table.c.reading == number)).mappings():
            for column in starts:
                start, end = row[column], row[column[:-len("start")] + "end"]
                if start is None and end is None:
                    continue
                if start is None or end is None or not 0 <= start <= end <= len(report["text"]) or (
                        start < end and (start, end) not in spans):
                    told.add(table.name)
                    yield Fault(report["id"], table.name, column, _key(table, row), start, f"{start}–{end}",
                                "an offset whose words are kept in passages")
    try:
        rows = to_rows(rebuild.reading(connection, number))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        yield Fault(report["id"], "readings", "", str(number), None, f"rows that are no reading: {error}", made["hash"])
        return
    for name, table in ((t.name, t) for t in schema.PARTS):
        for fault in _derived(connection, table, number, rows.parts[name], report["id"]):
            told.add(name)
            yield fault
    stored: Mapping[str, str] = json.loads(made["digests"]) if made["digests"] else {}
    differing = sorted(name for name, now in rows.digests.items() if stored and stored.get(name) != now and name not in told)
    for name in differing:
        yield Fault(report["id"], name, "", f"reading {number}", None, rows.digests[name], stored.get(name, ""))
    if rows.hash != made["hash"] and not differing and not told and digest(_cells(report)) == report["hash"]:
        yield Fault(report["id"], "readings", "hash", str(number), None, made["hash"], rows.hash)


def _cells(report: RowMapping) -> dict[str, Any]:
    return {k: v for k, v in report.items() if k not in ("number", "hash", "added")}


def _derived(connection: Connection, table: Table, number: int, rows: Any, report: str) -> Iterator[Fault]:
    """Cells that follow from others (folded names) and are not as they follow."""
    if "folded" not in table.c:
        return
    keys = [c.name for c in table.primary_key if c.name != "reading"]
    should = {tuple(r[k] for k in keys): r["folded"] for r in rows}
    for row in connection.execute(select(table).where(table.c.reading == number)).mappings():
        expected = should.get(tuple(row[k] for k in keys))
        if expected != row["folded"]:
            yield Fault(report, table.name, "folded", _key(table, row), None, row["folded"], str(expected))


def _key(table: Table, row: RowMapping) -> str:
    return ", ".join(f"{c.name} {row[c.name]}" for c in table.primary_key)


def _chain(table: Table, rows: Any) -> Iterator[Fault]:
    """People's words: each row against its hash, and its hash of the row before against that row."""
    before = ""
    for at, row in enumerate(rows, 1):
        if row["number"] != at:
            yield Fault("", table.name, "number", str(row["number"]), None, str(row["number"]), str(at))
        now = digest({k: v for k, v in row.items() if k != "hash"})
        if row["previous"] != before:
            yield Fault("", table.name, "previous", str(row["number"]), None, row["previous"], before)
        elif now != row["hash"]:
            yield Fault("", table.name, "", str(row["number"]), None, now, row["hash"])
        before = row["hash"]

