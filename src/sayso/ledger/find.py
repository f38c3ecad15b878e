# SPDX-License-Identifier: Apache-2.0
"""Which claims of a ledger a search means: by name, code, source; and one claim by the beginning of its id."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from sayso.errors import UsageError
from sayso.ledger.fold import fold
from sayso.ledger.schema import claims, entities, fillers, mentions, readings, reports, voices
from sayso.ledger.search import PLACES
from sayso.ledger.view import EVERYTHING, View, visible


def matching(name: str | None, codes: Collection[str] | None, source: str | None, view: View,
             found: Select[int] | None) -> Select[int, int]:
    """(reading, position) of each claim in view that meets all that is asked, in the order of storing and of the text.
    `codes`: codes or families, of which one must hold it; `found`: the row numbers of claims whose words were looked for
    (search.holding). Raises UsageError for a name or source without a letter or digit in it."""
    query = select(claims.c.reading, claims.c.position).where(claims.c.reading.in_(visible(view)))
    if found is not None:
        query = query.where((claims.c.reading * PLACES + claims.c.position).in_(found))
    if codes is not None:
        query = query.where(or_(claims.c.code.in_(codes),
                                *(claims.c.code.startswith(f"{code}.", autoescape=True) for code in codes)))
    if name is not None:
        query = query.where(_named(fillers, fillers.c.entity, _wanted(name, "name")))
    if source is not None:
        wanted = _wanted(source, "source")
        outlet = (select(readings.c.number).join(reports, reports.c.number == readings.c.report)
                  .where(reports.c.folded_outlet.contains(wanted, autoescape=True)))
        query = query.where(or_(_named(voices, voices.c.source, wanted), claims.c.reading.in_(outlet)))
    return query.order_by(claims.c.reading, claims.c.position)


def _wanted(text: str, what: str) -> str:
    folded = fold(text)
    if not any(c.isalnum() for c in folded):
        raise UsageError(f"The {what} {text!r} has no letter and no digit.", f"Give some letters of the {what}.")
    return folded


def _named(part: Table, entity: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    """Whether a row of `part` (fillers or voices) of the claim has, by its column `entity`, somebody with `wanted` in the name
    or in a mention other than a pronoun."""
    of_claim = and_(part.c.reading == claims.c.reading, part.c.claim == claims.c.position)
    named = and_(entities.c.reading == part.c.reading, entities.c.id == entity)
    mentioned = and_(mentions.c.reading == part.c.reading, mentions.c.entity == entity)
    # without `correlate` the inner queries would bring claims of their own and look at entities of other reports
    by_name = (select(part.c.position).join(entities, named).correlate(claims)
               .where(of_claim, entities.c.folded.contains(wanted, autoescape=True)))
    by_mention = (select(part.c.position).join(mentions, mentioned).correlate(claims)
                  .where(of_claim, mentions.c.form != "pronoun", mentions.c.folded.contains(wanted, autoescape=True)))
    return or_(by_name.exists(), by_mention.exists())


def beginning(prefix: str, *, superseded: bool) -> Select[str, int, int]:
    """(id, reading, position) of the claims whose id begins with `prefix`, newest first: those of newest readings, or
    with `superseded` those of readings that a newer one has replaced."""
    current = claims.c.reading.in_(visible(EVERYTHING))
    return (select(claims.c.id, claims.c.reading, claims.c.position)
            .where(claims.c.id.startswith(prefix, autoescape=True), ~current if superseded else current)
            .order_by(claims.c.reading.desc(), claims.c.position))
