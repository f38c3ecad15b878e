# SPDX-License-Identifier: Apache-2.0
"""A Reading → the rows of a ledger's tables, and the hash that tells whether two readings say the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.ledger.fold import fold
from sayso.ledger.schema import PARTS
from sayso.model import Claim, Entity, Reading, Report, Voice, canonical, iso
from sayso.text import Span

Cell = str | int | float | None
Row = dict[str, Cell]

LARGEST = 2**63 - 1
"""The largest whole number that SQLite keeps exactly."""

WHERE = ("stem", "source", "url")
"""Where a report lay, which is no part of what it says: a copy of the file in another folder adds nothing."""


@dataclass(frozen=True)
class Rows:
    """A reading as rows: `report` without its number, `parts` by table without the reading's number.

    `report_hash` is over the report's whole row, `hash` over what the reading says (WHERE left out), `digests` over the rows of
    each table alone (16 hexadecimal digits).
    """

    report: Row
    report_hash: str
    parts: Mapping[str, list[Row]]
    hash: str
    digests: Mapping[str, str]


def to_rows(reading: Reading) -> Rows:
    """The rows of a reading; raises InputError where it holds what no database can keep (half a surrogate pair, a number
    beyond 64 bits)."""
    report = report_row(reading.report)
    parts: dict[str, list[Row]] = {table.name: [] for table in PARTS}
    for at, entity in enumerate(reading.entities):
        _add_entity(parts, at, entity, reading)
    for at, claim in enumerate(reading.claims):
        _add_claim(parts, at, claim)
    parts["speech"] = [{"position": k, **_voice(v)} for k, v in enumerate(reading.voices)]
    try:
        hash_of_report = digest(report)
        texts = {name: canonical(part) for name, part in sorted(parts.items())}
        digests = {name: _sha(text)[:16] for name, text in texts.items()}
        said = canonical({k: v for k, v in report.items() if k not in WHERE})
        whole = _sha(f"[{said},{{" + ",".join(f'"{name}":{text}' for name, text in texts.items()) + "}]")
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise InputError(f"{reading.report.source!r}: half of a surrogate pair ({half}) is in it, which no ledger can store.",
                         "Save the text as UTF-8 and read it again.") from error
    for table, rows in parts.items():
        for row in rows:
            for column, cell in row.items():
                if isinstance(cell, int) and abs(cell) > LARGEST:
                    raise InputError(f"{reading.report.source}: {table}.{column} is {cell}, more than a ledger can store.",
                                     "Check the number in the report.")
    return Rows(report, hash_of_report, parts, whole, digests)


def digest(value: object) -> str:
    """The SHA-256 of a JSON value in one canonical form; raises UnicodeEncodeError for half a surrogate pair."""
    return _sha(canonical(value))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def report_row(report: Report) -> Row:
    """A report's row, without number and hash."""
    return {"id": report.id, "stem": report.stem, "source": report.source, "text": report.text, "media_type": report.media_type,
            "title": report.title, "outlet": report.outlet, "byline": report.byline, "dateline": report.dateline,
            "published": report.published.isoformat() if report.published else None, "language": report.language,
            "url": report.url, **_cells("title", report.title_span), **_cells("dateline", report.dateline_span),
            "folded_outlet": fold(report.outlet) if report.outlet else None}


def _cells(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span[0] if span else None, f"{name}_end": span[1] if span else None}


def _add_entity(parts: dict[str, list[Row]], at: int, entity: Entity, reading: Reading) -> None:
    place = entity.place
    parts["entities"].append({
        "id": entity.id, "position": at, "type": entity.type, "name": entity.name, "folded": fold(entity.name),
        "key": entity.key, "geonames": place.geonames if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "precision": place.precision if place else None,
        "place_reason": place.reason if place else None})
    for k, m in enumerate(entity.mentions):
        parts["mentions"].append({"entity": entity.id, "position": k, **_cells("mention", m.span), "head": m.head,
                                  "form": m.form, "folded": fold(reading.words(m.span))})


def _add_claim(parts: dict[str, list[Row]], at: int, claim: Claim) -> None:
    when, count = claim.when, claim.count
    parts["claims"].append({
        "position": at, "id": claim.id, "code": claim.code, **_cells("trigger", claim.trigger),
        **_cells("when", when.span if when else None),
        "start_date": iso(when.start if when else None), "end_date": iso(when.end if when else None),
        "precision": when.precision if when else None,
        "latest_start": iso(when.latest_start if when else None), "earliest_end": iso(when.earliest_end if when else None),
        "anchor": when.anchor if when else None, **_cells("anchor", when.anchor_span if when else None),
        "time_kind": when.kind if when else None, "inherited": int(when.inherited) if when else None,
        **_cells("count", count.span if count else None),
        "best": count.best if count else None, "low": count.low if count else None, "high": count.high if count else None,
        "bound": count.bound if count else None, "scope": count.scope if count else None,
        **_cells("count_source", count.source if count else None),
        "parts": json.dumps([p.to_dict() for p in count.parts]) if count else None,
        "modality": claim.modality, "polarity": claim.polarity, "certainty": claim.certainty})
    filled = [(role, f) for role, fs in claim.roles.items() for f in fs]
    parts["fillers"] += [{"claim": at, "position": k, "role": role, "entity": f.entity, **_cells("filler", f.span)}
                         for k, (role, f) in enumerate(filled)]
    parts["voices"] += [{"claim": at, "position": k, **_voice(v)} for k, v in enumerate(claim.voices)]
    parts["answers"] += [{"claim": at, "position": k, "answered": a.claim, "kind": a.kind} for k, a in enumerate(claim.answers)]
    parts["evidence"] += [{"claim": at, "position": k, **_cells("evidence", s)} for k, s in enumerate(claim.evidence)]
    parts["reasons"] += [{"claim": at, "position": k, "text": w} for k, w in enumerate(claim.why)]


def _voice(v: Voice) -> Row:
    return {"source": v.source, **_cells("source", v.source_span), **_cells("cue", v.cue), "stance": v.stance,
            "certainty": v.certainty, "told": v.to, "kind": v.kind, "how": v.how, "basis": v.basis, "by": v.by,
            "content": json.dumps(v.content), "number": v.number, "distance": int(v.distance), **_cells("reason", v.reason)}
