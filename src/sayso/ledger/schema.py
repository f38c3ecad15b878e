# SPDX-License-Identifier: Apache-2.0
"""The tables of a ledger. Rows are added, never changed or removed: triggers in the file itself refuse both.

Offsets (`…_start`, `…_end`) are half-open spans in Unicode code points of `reports.text`; dates are ISO 8601 days, times
ISO 8601 in UTC. A reading is numbered in the order of storing; the highest number of a report is its newest reading.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.engine import Connection

VERSION = 3
"""Counts up with every change of the tables below."""

tables = MetaData()


def _span(name: str, *, required: bool = True) -> tuple[Column[int], Column[int]]:
    return (Column(f"{name}_start", Integer, nullable=not required), Column(f"{name}_end", Integer, nullable=not required))


about = Table("sayso_ledger", tables, Column("version", Integer, primary_key=True), Column("created", Text, nullable=False))

originals = Table("originals", tables, Column("id", Text, primary_key=True), Column("bytes", LargeBinary, nullable=False),
                  comment="the bytes as received; id = reports.id")

reports = Table(
    "reports", tables, Column("number", Integer, primary_key=True), Column("id", Text, nullable=False, index=True),
    *(Column(c, Text, nullable=False) for c in ("stem", "source", "text", "media_type")),
    *(Column(c, Text) for c in ("title", "outlet", "byline", "dateline", "published", "language", "url")),
    *_span("title", required=False), *_span("dateline", required=False),
    Column("folded_outlet", Text), Column("hash", Text, nullable=False, unique=True),
    comment="a report as it was taken in; a second row for the same bytes where text or particulars came out differently")

readings = Table(
    "readings", tables, Column("number", Integer, primary_key=True), Column("report", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True), Column("hash", Text, nullable=False), Column("added", Text, nullable=False),
    *(Column(c, Text) for c in ("model", "codebook", "software")),
    ForeignKeyConstraint(["report"], ["reports.number"]), comment="one run over a report; id = the report's id")

entities = Table(
    "entities", tables, Column("reading", Integer, primary_key=True), Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False), Column("type", Text, nullable=False), Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False), Column("key", Text), Column("geonames", Integer),
    Column("lat", Float), Column("lon", Float), Column("country", Text), Column("admin1", Text), Column("precision", Text),
    Column("place_reason", Text), ForeignKeyConstraint(["reading"], ["readings.number"]))

mentions = Table(
    "mentions", tables, Column("reading", Integer, primary_key=True), Column("entity", Text, primary_key=True),
    Column("position", Integer, primary_key=True), *_span("mention"), Column("head", Integer, nullable=False),
    Column("form", Text, nullable=False), Column("folded", Text, nullable=False),
    ForeignKeyConstraint(["reading", "entity"], ["entities.reading", "entities.id"]))

# `parts`: of a number of people, as JSON [{"span": [start, end], "best": …}, …]
claims = Table(
    "claims", tables, Column("reading", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True), Column("code", Text, nullable=False, index=True), *_span("trigger"),
    *_span("when", required=False), Column("start_date", Text), Column("end_date", Text), Column("precision", Text),
    *(Column(c, Text) for c in ("latest_start", "earliest_end", "anchor", "time_kind")), *_span("anchor", required=False),
    Column("inherited", Integer),
    *_span("count", required=False), Column("best", Integer), Column("low", Integer), Column("high", Integer),
    *(Column(c, Text) for c in ("bound", "scope", "parts")), *_span("count_source", required=False),
    *(Column(c, Text, nullable=False) for c in ("modality", "polarity", "certainty")),
    ForeignKeyConstraint(["reading"], ["readings.number"]))


def _voice() -> list[Column[int] | Column[str]]:
    """The columns of a voice; `content`: the stretches given as said, as JSON [[start, end], …]."""
    return [Column("source", Text), *_span("source", required=False), *_span("cue"),
            *(Column(c, Text, nullable=False) for c in ("stance", "certainty", "kind", "how", "basis", "by", "content")),
            Column("told", Text), Column("number", Integer), Column("distance", Integer, nullable=False),
            *_span("reason", required=False)]


def _part(name: str, *columns: Column[int] | Column[str], entity: tuple[str, ...] = ()) -> Table:
    """A table whose rows belong to a claim, in order; the columns `entity` name entities of the same reading."""
    return Table(name, tables, *(Column(c, Integer, primary_key=True) for c in ("reading", "claim", "position")), *columns,
                 ForeignKeyConstraint(["reading", "claim"], ["claims.reading", "claims.position"]),
                 *(ForeignKeyConstraint(["reading", c], ["entities.reading", "entities.id"]) for c in entity))


fillers = _part("fillers", Column("role", Text, nullable=False), Column("entity", Text, nullable=False), *_span("filler"),
                entity=("entity",))
voices = _part("voices", *_voice(), entity=("source", "told"))
speech = Table(
    "speech", tables, *(Column(c, Integer, primary_key=True) for c in ("reading", "position")), *_voice(),
    ForeignKeyConstraint(["reading"], ["readings.number"]),
    *(ForeignKeyConstraint(["reading", c], ["entities.reading", "entities.id"]) for c in ("source", "told")),
    comment="all voices of a reading, whether a claim is theirs or not")
answers = _part("answers", Column("answered", Text, nullable=False), Column("kind", Text, nullable=False))
evidence = _part("evidence", *_span("evidence"))
reasons = _part("reasons", Column("text", Text, nullable=False))

Index("fillers_by_entity", fillers.c.reading, fillers.c.entity)

PARTS = (entities, mentions, speech, claims, fillers, voices, answers, evidence, reasons)
"""The tables whose rows belong to a reading, each after those that it refers to."""


def create(connection: Connection, now: str) -> None:
    """Makes the tables and their guards in an empty file and writes the version; `now` is the time in ISO form."""
    tables.create_all(connection)
    for table in tables.sorted_tables:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER "{table.name}_no_{verb}" BEFORE {verb.upper()} ON "{table.name}" '
                "BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END")
    connection.execute(about.insert(), {"version": VERSION, "created": now})
