# SPDX-License-Identifier: Apache-2.0
"""A ledger and a view of it → what is known; what is put together already stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.across.entities import entity_profiles
from sayso.across.profiles import Judgement, Kind, Link, Profile
from sayso.across.reports import report_profile
from sayso.answers.known import Known
from sayso.answers.linking import complete
from sayso.ledger import EVERYTHING, Ledger, View
from sayso.model import Claim, Reading

Source = Ledger | Known
"""What can be asked: a ledger, under a view; or what was put together before (`Known`), as it is."""

KINDS: tuple[Kind, ...] = ("entity", "claim", "report")


def known(source: Source, view: View | None = None) -> Known:
    """What a source knows under a view, all without one. Reports of a ledger that nothing has linked yet are linked first, but
    for a view of an earlier time, of which they are no part."""
    if isinstance(source, Known):
        return source
    seen = view or EVERYTHING
    if seen.as_recorded is None:
        complete(source)
    profiles = [
        Profile(b.profile.id, kind, b.profile.item, b.profile.content, b.profile.keys)
        for kind in KINDS
        for b in source.profiles(kind, seen)
    ]
    links = [Link(kind, x.left, x.right, x.relation, x.reasons, x.shared) for kind in KINDS for x in source.links(kind, seen)]
    judged = [Judgement(kind, j.left, j.right, j.verdict) for kind in KINDS for j in source.judgements(seen, kind)]
    return Known.of(profiles, links, judged)


def borne(source: Source, k: Known, view: View | None) -> Iterator[tuple[Reading, Mapping[str, Profile]]]:
    """The readings in view, each with the profiles of its entities."""
    for reading in source.readings(view or EVERYTHING) if isinstance(source, Ledger) else k.readings:
        yield reading, entity_profiles(reading, report_profile(reading).id)


def stored(source: Source, claim: str) -> tuple[Reading, Claim] | tuple[None, None]:
    """The claim with this id and the reading that holds it; two None where it is not at hand."""
    if isinstance(source, Ledger):
        return source.claim(claim)
    return next(((r, c) for r in source.readings for c in r.claims if c.id == claim), (None, None))
