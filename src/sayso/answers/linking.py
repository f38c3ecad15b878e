# SPDX-License-Identifier: Apache-2.0
"""Readings → profiles and links: of entities, claims, reports. In memory for a few reports, or in a ledger, report by report.

A report is linked after it is stored. What a killed process left unlinked is linked at the next start (`complete`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso.across import happenings, identity, reuse, stories
from sayso.across.claims import claim_profiles
from sayso.across.entities import entity_profiles
from sayso.across.index import Compare, Index, MemoryIndex
from sayso.across.profiles import Judgement, Kind, Link, Profile
from sayso.across.reports import report_profile
from sayso.answers.known import Known
from sayso.model import Reading

LINKER = "1"
"""Version of the rules that make profiles and links; counts up whenever they give others."""

COMPARE: Mapping[Kind, tuple[Compare, ...]] = MappingProxyType({
    "entity": (identity.compare,), "claim": (happenings.compare,), "report": (reuse.compare, stories.compare)})
"""What compares profiles of a kind; reports are compared twice, for their text and for their story."""


@dataclass(frozen=True)
class Profiles:
    """The profiles of one reading. `entities` by the entity's id in the reading; `claims` in text order."""

    report: Profile
    entities: Mapping[str, Profile]
    claims: tuple[Profile, ...]

    def __iter__(self) -> Iterator[Profile]:
        yield self.report
        yield from self.entities.values()
        yield from self.claims

    def of(self, kind: Kind) -> list[Profile]:
        """Those of a kind."""
        return [p for p in self if p.kind == kind]


def profiles(reading: Reading) -> Profiles:
    """What a reading shows to others."""
    report = report_profile(reading)
    entities = entity_profiles(reading, report.id)
    return Profiles(report, entities, tuple(claim_profiles(reading, entities, report.id)))


def links(made: Profiles, index: Callable[[Kind], Index]) -> list[Link]:
    """Takes a reading's profiles into the indices and gives the links with what is there, each pair compared once."""
    out = []
    for kind, compares in COMPARE.items():
        at = index(kind)
        new = at.add(made.of(kind))
        ids = {p.id for p in new}
        for p in new:
            for other in at.near(p):
                if other.id not in ids or p.id < other.id:
                    out += [found for compare in compares if (found := compare(p, other)) is not None]
    return out


def together(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Known:
    """What some readings tell together, without a ledger."""
    index, found, kept = MemoryIndex(), [], []
    for reading in readings:
        kept.append(reading)
        found += links(profiles(reading), lambda _: index)
    return Known.of(index.profiles.values(), found, judgements, kept)
