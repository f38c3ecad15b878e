# SPDX-License-Identifier: Apache-2.0
"""A ledger and a view of it → what is known; what is put together already stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.across.entities import entity_profiles
from sayso.across.profiles import Judgement, Link, Profile
from sayso.across.reports import report_profile
from sayso.answers.known import Known
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.model import Claim, Reading

Source = Ledger | Known
"""What can be asked: a ledger, under a view; or what was put together before (`Known`), as it is."""

View = object


def known(source: Source, view: View | None = None) -> Known:
    """What a source knows under a view."""
    if isinstance(source, Known):
        return source
    raise NotImplementedError


def borne(source: Source, k: Known, view: View | None) -> Iterator[tuple[Reading, Mapping[str, Profile]]]:
    """The readings in view, each with the profiles of its entities."""
    for reading in k.readings:
        yield reading, entity_profiles(reading, report_profile(reading).id)


def stored(source: Source, claim: str) -> tuple[Reading, Claim] | tuple[None, None]:
    """The claim with this id and the reading that holds it; two None where it is not at hand."""
    if isinstance(source, Ledger):
        return source.claim(claim)
    return next(((r, c) for r in source.readings for c in r.claims if c.id == claim), (None, None))
