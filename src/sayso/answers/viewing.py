# SPDX-License-Identifier: Apache-2.0
"""A ledger and a view of it → what is known; what is put together already stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.across.entities import entity_profiles
from sayso.across.profiles import Kind, Link, Profile
from sayso.across.reports import report_profile
from sayso.answers import nearby
from sayso.answers.known import Known
from sayso.answers.linking import complete
from sayso.ledger import EVERYTHING, Ledger, View
from sayso.model import Claim, Reading

Shown = Iterator[tuple[Reading, Mapping[str, Profile]]]
"""Readings, each with the profiles of its entities by their id in it."""

Source = Ledger | Known
"""What can be asked: a ledger, under a view; or what was put together before (`Known`), as it is."""

KINDS: tuple[Kind, ...] = ("entity", "claim", "report")


def known(source: Source, view: View | None = None) -> Known:
    """What a source knows under a view, all without one. Reports of a ledger that nothing has linked yet are linked first, but
    for a view of an earlier time, of which they are no part."""
    if isinstance(source, Known):
        return source
    seen = _linked(source, view)
    profiles = [
        Profile(b.profile.id, kind, b.profile.item, b.profile.content, b.profile.keys)
        for kind in KINDS
        for b in source.profiles(kind, seen)
    ]
    links = [Link(kind, x.left, x.right, x.relation, x.reasons, x.shared) for kind in KINDS for x in source.links(kind, seen)]
    return Known.of(profiles, links, nearby.judgements(source, seen))


def sought(source: Source, view: View | None, asked: nearby.Asked) -> Known:
    """The same with what is asked for: of a ledger that part alone which the answer hangs on, the whole where nothing is
    asked."""
    if isinstance(source, Known):
        return source
    found = nearby.part(source, _linked(source, view), asked) if asked else None
    return known(source, view) if found is None else found


def known_of(source: Source, view: View | None, claim: str) -> Known:
    """The same with what the claims hang on whose id begins with `claim`."""
    return source if isinstance(source, Known) else nearby.of_claim(source, _linked(source, view), claim)


def borne_by(source: Source, view: View | None, name: str | None) -> tuple[Known, Shown]:
    """What is known of the entities of the reports that name somebody so, and those readings as `borne` gives them; of all
    without a name."""
    if isinstance(source, Known) or name is None:
        k = known(source, view)
        return k, borne(source, k, view)
    k, readings = nearby.of_bodies(source, _linked(source, view), name)
    return k, _with_entities(readings)


def _linked(ledger: Ledger, view: View | None) -> View:
    seen = view or EVERYTHING
    if seen.as_recorded is None:
        complete(ledger)
    return seen


def borne(source: Source, k: Known, view: View | None) -> Shown:
    """The readings in view, each with the profiles of its entities."""
    return _with_entities(source.readings(view or EVERYTHING) if isinstance(source, Ledger) else k.readings)


def _with_entities(readings: Iterable[Reading]) -> Shown:
    for reading in readings:
        yield reading, entity_profiles(reading, report_profile(reading).id)


def stored(source: Source, claim: str) -> tuple[Reading, Claim] | tuple[None, None]:
    """The claim with this id and the reading that holds it; two None where it is not at hand."""
    if isinstance(source, Ledger):
        return source.claim(claim)
    return next(((r, c) for r in source.readings for c in r.claims if c.id == claim), (None, None))
