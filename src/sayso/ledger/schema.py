# SPDX-License-Identifier: Apache-2.0
"""The tables of a ledger. Rows are added, never changed or removed: triggers in the database itself refuse both.

Offsets (`…_start`, `…_end`) are half-open spans in Unicode code points of `reports.text`; dates are ISO 8601 days, times
ISO 8601 in UTC. A reading is numbered in the order of storing; the highest number of a report is its newest reading.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKeyConstraint, Index, LargeBinary, MetaData, Table
from sqlalchemy import Integer as SmallInteger
from sqlalchemy import Text as AnyText
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.engine import Connection

from sayso.ledger import guards, search

VERSION = 5
"""Counts up with every change of the tables below; `migrations` brings a ledger from one to the next."""

Text = AnyText().with_variant(TEXT(collation="C"), "postgresql")
"""Text that both databases sort and compare by code points, whatever the server's language."""

Integer = BigInteger().with_variant(SmallInteger(), "sqlite")
"""A whole number of 64 bits in both databases (SQLite calls every width INTEGER)."""

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
    Column("folded_outlet", Text), Column("hash", Text, nullable=False, unique=True), Column("added", Text),
    comment="a report as it was taken in; a second row for the same bytes where text or particulars came out differently")

runs = Table(
    "runs", tables, Column("number", Integer, primary_key=True), *(Column(c, Text) for c in ("model", "codebook", "software")),
    Column("settings", Text, nullable=False), Column("hash", Text, nullable=False, unique=True),
    Column("added", Text, nullable=False),
    comment="what makes readings: model, codebook, version of Sayso, settings (JSON); hash is over the four")

readings = Table(
    "readings", tables, Column("number", Integer, primary_key=True), Column("report", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True), Column("hash", Text, nullable=False), Column("added", Text, nullable=False),
    Column("run", Integer), Column("digests", Text),
    ForeignKeyConstraint(["report"], ["reports.number"]), ForeignKeyConstraint(["run"], ["runs.number"]),
    comment="what a run made of a report, id = the report's id; run: the first that did; digests: by table, JSON")

run_readings = Table(
    "run_readings", tables, *(Column(c, Integer, primary_key=True) for c in ("run", "reading")),
    Column("added", Text, nullable=False),
    ForeignKeyConstraint(["run"], ["runs.number"]), ForeignKeyConstraint(["reading"], ["readings.number"]),
    sqlite_with_rowid=False, comment="every run that made this reading: a later one that finds the same adds a row here alone")

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

passages = Table(
    "passages", tables, Column("report", Integer, primary_key=True), *(Column(c, Integer, primary_key=True)
                                                                       for c in ("start_at", "end_at")),
    Column("words", Text, nullable=False), Column("sha", Text, nullable=False),
    ForeignKeyConstraint(["report"], ["reports.number"]), sqlite_with_rowid=False,
    comment="the exact words of every span that a reading names, and the first 16 hexadecimal digits of their SHA-256")

profiles = Table(
    "profiles", tables, Column("number", Integer, primary_key=True), Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False), Column("content", Text, nullable=False), Column("key_list", Text, nullable=False),
    Column("added", Text, nullable=False),
    comment="what an entity, claim or report shows to others, as JSON; equal ones are one row")

linked = Table(
    "linked", tables, *(Column(c, Integer, primary_key=True) for c in ("linker", "reading")),
    Column("added", Text, nullable=False), ForeignKeyConstraint(["reading"], ["readings.number"]), sqlite_with_rowid=False,
    comment="readings whose profiles and links are in, by the version of the linking rules")

bearers = Table(
    "bearers", tables, *(Column(c, Integer, primary_key=True) for c in ("linker", "reading")),
    *(Column(c, Text, primary_key=True) for c in ("kind", "item")), Column("profile", Integer, nullable=False),
    ForeignKeyConstraint(["reading"], ["readings.number"]), ForeignKeyConstraint(["profile"], ["profiles.number"]),
    Index("bearers_by_profile", "profile", "linker"), sqlite_with_rowid=False,
    comment="which entity, claim or report of a reading shows which profile")

keys = Table(
    "keys", tables, *(Column(c, Integer, primary_key=True, autoincrement=False) for c in ("linker", "key", "profile")),
    ForeignKeyConstraint(["profile"], ["profiles.number"]), sqlite_with_rowid=False,
    comment="blocking: profiles that share a key (a hash, ledger.blocking) are compared")

links = Table(
    "links", tables, Column("number", Integer, primary_key=True), Column("linker", Integer, nullable=False),
    Column("kind", Text, nullable=False), *(Column(c, Integer, nullable=False) for c in ("left_profile", "right_profile")),
    *(Column(c, Text, nullable=False) for c in ("relation", "reasons", "shared", "added")),
    *(ForeignKeyConstraint([c], ["profiles.number"]) for c in ("left_profile", "right_profile")),
    Index("links_by_left", "left_profile", "linker"), Index("links_by_right", "right_profile", "linker"),
    comment="how two profiles stand: relation, reasons (JSON), shared spans (JSON), the version of the rules")

judgements = Table(
    "judgements", tables, Column("number", Integer, primary_key=True),
    *(Column(c, Text) for c in ("kind", "left_profile", "right_profile", "verdict")), Column("undoes", Integer),
    *(Column(c, Text, nullable=False) for c in ("by", "why", "added", "previous", "hash")),
    ForeignKeyConstraint(["undoes"], ["judgements.number"]),
    comment="a person's word on two profiles (their ids), or the taking back of one; hash is over the row and the hash before")

reviews = Table(
    "reviews", tables, Column("number", Integer, primary_key=True),
    *(Column(c, Text, nullable=False)
      for c in ("claim", "field", "verdict", "reviewer", "reason", "added", "previous", "hash")),
    *(Column(c, Text) for c in ("before", "after")),
    comment="a person's word on a field of a claim; before and after as JSON; hash is over the row and the hash before")

moments = Table(
    "moments", tables, Column("number", Integer, primary_key=True), Column("at", Text, nullable=False, unique=True),
    comment="the ledger's clock: one row a transaction that wrote, each later than all before; `added` is one of them")

PARTS = (entities, mentions, speech, claims, fillers, voices, answers, evidence, reasons)
"""The tables whose rows belong to a reading, each after those that it refers to."""


def create(connection: Connection, now: str) -> None:
    """Makes the tables and their guards in an empty database and writes the version; `now` is the time in ISO form."""
    tables.create_all(connection, checkfirst=False)
    search.create(connection)
    guards.put(connection, [table.name for table in tables.sorted_tables])
    connection.execute(about.insert(), {"version": VERSION, "created": now})
