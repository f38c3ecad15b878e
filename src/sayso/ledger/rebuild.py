# SPDX-License-Identifier: Apache-2.0
"""The rows of a ledger → the Reading that was added, equal to it field by field."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection, RowMapping

from sayso.ledger import schema
from sayso.ledger.pieces import pieces
from sayso.model import Answer, Claim, Count, Entity, Filler, Json, Mention, Place, Reading, Report, Voice, When
from sayso.text import Span

Grouped = Mapping[Any, Sequence[RowMapping]]

PARTS = {schema.mentions: "entity", schema.fillers: "claim", schema.voices: "claim", schema.answers: "claim",
         schema.evidence: "claim", schema.reasons: "claim"}
"""Tables whose rows belong to an entity or a claim of the reading, and the column that says to which."""

AT_ONCE = 200
"""Readings whose rows one query asks for."""


def readings(connection: Connection, numbers: Collection[int]) -> dict[int, Reading]:
    """The readings with these numbers; raises LookupError where there is none."""
    asked = sorted(set(numbers))
    r, o = schema.reports, schema.originals
    reports = {row["reading"]: row for some in pieces(asked, AT_ONCE) for row in connection.execute(
        select(r, o.c.bytes, schema.readings.c.number.label("reading"))
        .join(schema.readings, schema.readings.c.report == r.c.number).outerjoin(o, o.c.id == r.c.id)
        .where(schema.readings.c.number.in_(some))).mappings()}
    if missing := [n for n in asked if n not in reports]:
        raise LookupError(f"no reading {missing[0]}")
    whole = {t.name: _grouped(connection, t, asked) for t in (schema.entities, schema.claims, schema.speech)}
    parts = {t.name: _grouped(connection, t, asked, by) for t, by in PARTS.items()}
    return {n: Reading(_report(reports[n]),
                       tuple(_entity(e, parts["mentions"].get((n, e["id"]), ())) for e in whole["entities"].get((n,), ())),
                       tuple(_claim(c, parts) for c in whole["claims"].get((n,), ())),
                       tuple(map(_voice, whole["speech"].get((n,), ())))) for n in asked}


def reading(connection: Connection, number: int) -> Reading:
    """The reading with this number; raises LookupError where there is none."""
    return readings(connection, [number])[number]


def _grouped(connection: Connection, table: Table, numbers: Sequence[int], by: str | None = None) -> Grouped:
    """A table's rows by reading and, with `by`, by that column, each group in its order."""
    columns = ("reading", by) if by else ("reading",)
    key, out = itemgetter(*columns), defaultdict[Any, list[RowMapping]](list)
    for some in pieces(numbers, AT_ONCE):
        query = select(table).where(table.c.reading.in_(some)).order_by(table.c.reading, table.c.position)
        for row in connection.execute(query).mappings():
            out[key(row) if by else (row["reading"],)].append(row)
    return out


def _span(row: RowMapping, name: str) -> Span:
    return row[f"{name}_start"], row[f"{name}_end"]


def _maybe_span(row: RowMapping, name: str) -> Span | None:
    return None if row[f"{name}_start"] is None else _span(row, name)


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _report(row: RowMapping) -> Report:
    return Report(row["id"], row["stem"], row["source"], row["text"], row["title"], row["outlet"], row["byline"],
                  row["dateline"], _day(row["published"]), row["language"], row["url"], row["media_type"],
                  _maybe_span(row, "title"), _maybe_span(row, "dateline"), row["bytes"] or b"")


def _entity(row: RowMapping, mentions: Sequence[RowMapping]) -> Entity:
    place = None
    if row["precision"] is not None:
        place = Place(row["geonames"], row["lat"], row["lon"], row["country"], row["admin1"], row["precision"],
                      row["place_reason"])
    return Entity(row["id"], row["type"], row["name"],
                  tuple(Mention(*_span(m, "mention"), m["head"], m["form"]) for m in mentions), row["key"], place)


def _claim(row: RowMapping, parts: Mapping[str, Grouped]) -> Claim:
    at = (row["reading"], row["position"])
    roles: dict[str, list[Filler]] = {}
    for f in parts["fillers"].get(at, ()):
        roles.setdefault(f["role"], []).append(Filler(f["entity"], _span(f, "filler")))
    return Claim(
        row["id"], row["code"], _span(row, "trigger"), MappingProxyType({r: tuple(fs) for r, fs in roles.items()}),
        _when(row), _count(row),
        row["modality"], row["polarity"], row["certainty"],
        tuple(map(_voice, parts["voices"].get(at, ()))),
        tuple(Answer(a["answered"], a["kind"]) for a in parts["answers"].get(at, ())),
        tuple(_span(e, "evidence") for e in parts["evidence"].get(at, ())),
        tuple(r["text"] for r in parts["reasons"].get(at, ())))


def _when(row: RowMapping) -> When | None:
    span = _maybe_span(row, "when")
    return span and When(span, _day(row["start_date"]), _day(row["end_date"]), row["precision"], _day(row["latest_start"]),
                         _day(row["earliest_end"]), row["anchor"], _maybe_span(row, "anchor"), row["time_kind"],
                         bool(row["inherited"]))


def _count(row: RowMapping) -> Count | None:
    span = _maybe_span(row, "count")
    return span and Count(span, row["best"], row["low"], row["high"], row["bound"], row["scope"],
                          _maybe_span(row, "count_source"), tuple(map(_count_part, json.loads(row["parts"]))))


def _count_part(part: Json) -> Count:
    source = part["source"]
    return Count((part["span"][0], part["span"][1]), part["best"], part["low"], part["high"], part["bound"], part["scope"],
                 (source[0], source[1]) if source else None, tuple(map(_count_part, part["parts"])))


def _voice(v: RowMapping) -> Voice:
    content = tuple((int(a), int(b)) for a, b in json.loads(v["content"]))
    return Voice(v["source"], _maybe_span(v, "source"), _span(v, "cue"), v["stance"], v["certainty"], v["told"], v["kind"],
                 content, v["how"], v["number"], _maybe_span(v, "reason"), v["basis"], bool(v["distance"]), v["by"])
