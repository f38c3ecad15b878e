# SPDX-License-Identifier: Apache-2.0
"""People's words as rows: judgements on two profiles, reviews of a claim's fields. Each row's hash covers the one before."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from sayso.errors import LedgerError, UsageError
from sayso.ledger.rows import digest
from sayso.ledger.schema import claims, judgements, profiles, reviews
from sayso.ledger.view import EVERYTHING, View
from sayso.ledger.writing import tick

VERDICTS = ("same", "different", "related", "unsure")
"""What a person may judge of two profiles."""

REVIEWS = ("accept", "edit", "reject", "unsure")
"""What a person may say of a claim's field."""


class StoredJudgement(NamedTuple):
    """A judgement that stands: its number, the two profiles, the verdict, by whom, why, and when (ISO 8601, UTC)."""

    number: int
    kind: str
    left: str
    right: str
    verdict: str
    by: str
    why: str
    added: str


class Review(NamedTuple):
    """What a reviewer said of a field of a claim, in which values stood before and after (JSON, None where not told)."""

    number: int
    claim: str
    field: str
    before: str | None
    after: str | None
    verdict: str
    reviewer: str
    reason: str
    added: str


def append(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Adds a row to a chained table and gives its number."""
    last = connection.execute(select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)).one_or_none()
    whole = row | {"number": last.number + 1 if last else 1, "previous": last.hash if last else ""}
    connection.execute(table.insert(), whole | {"hash": digest(whole)})
    return int(whole["number"])


def judge(connection: Connection, name: str, pair: tuple[str, str, str, str], by: str, why: str) -> int:
    """Stores a judgement (kind, left, right, verdict); see Ledger.judge."""
    kind, left, right, verdict = pair
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no judgement.", f"Say one of: {', '.join(VERDICTS)}.")
    if left == right:
        raise UsageError(f"{left} cannot be judged against itself.", "Give two ids.")
    known = set(connection.execute(select(profiles.c.id).where(profiles.c.kind == kind,
                                                               profiles.c.id.in_((left, right)))).scalars())
    for profile in (left, right):
        if profile not in known:
            raise LedgerError(f"{name}: no {kind} {profile!r}.", "Take the ids from what the ledger lists.")
    _signed(by)
    return append(connection, judgements, {
        "kind": kind, "left_profile": left, "right_profile": right, "verdict": verdict, "undoes": None, "by": by, "why": why,
        "added": tick(connection)})


def undo(connection: Connection, name: str, number: int, by: str, why: str) -> int:
    """Takes a judgement back; see Ledger.undo."""
    if number not in {j.number for j in standing(connection, EVERYTHING)}:
        raise LedgerError(f"{name}: there is no judgement {number} that stands.", "List those that do: Ledger.judgements().")
    _signed(by)
    return append(connection, judgements, {
        "kind": None, "left_profile": None, "right_profile": None, "verdict": None, "undoes": number, "by": by, "why": why,
        "added": tick(connection)})


def review(connection: Connection, name: str, word: tuple[str, str, str, str, str], before: object, after: object) -> int:
    """Stores a review (claim, field, verdict, reviewer, reason); see Ledger.review."""
    claim, field, verdict, reviewer, reason = word
    if verdict not in REVIEWS:
        raise UsageError(f"{verdict!r} is no review.", f"Say one of: {', '.join(REVIEWS)}.")
    if connection.execute(select(claims.c.id).where(claims.c.id == claim).limit(1)).scalar() is None:
        raise LedgerError(f"{name}: no claim {claim!r}.", "List the claims that the ledger holds: sayso claims --ledger PATH.")
    _signed(reviewer)
    return append(connection, reviews, {
        "claim": claim, "field": field, "before": _json(before), "after": _json(after), "verdict": verdict,
        "reviewer": reviewer, "reason": reason, "added": tick(connection)})


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _signed(by: str) -> None:
    if not by.strip():
        raise UsageError("A judgement needs somebody who gives it.", "Give a name.")


def standing(connection: Connection, view: View, kind: str | None = None) -> tuple[StoredJudgement, ...]:
    """The judgements that nobody has taken back, in the order of giving."""
    undone = select(judgements.c.undoes).where(judgements.c.undoes.is_not(None))
    query = select(judgements).where(judgements.c.undoes.is_(None)).order_by(judgements.c.number)
    if view.cut is not None:
        undone, query = undone.where(judgements.c.added <= view.cut), query.where(judgements.c.added <= view.cut)
    if kind is not None:
        query = query.where(judgements.c.kind == kind)
    return tuple(StoredJudgement(w.number, w.kind, w.left_profile, w.right_profile, w.verdict, w.by, w.why, w.added)
                 for w in connection.execute(query.where(judgements.c.number.not_in(undone))))


def reviewed(connection: Connection, view: View, claim: str | None = None) -> tuple[Review, ...]:
    """The reviews, of one claim or of all, in the order of giving."""
    query = select(reviews).order_by(reviews.c.number)
    if view.cut is not None:
        query = query.where(reviews.c.added <= view.cut)
    if claim is not None:
        query = query.where(reviews.c.claim == claim)
    return tuple(Review(w.number, w.claim, w.field, w.before, w.after, w.verdict, w.reviewer, w.reason, w.added)
                 for w in connection.execute(query))
