# SPDX-License-Identifier: Apache-2.0
"""Readings → profiles and links: of entities, claims, reports. In memory for a few reports, or in a ledger, report by report.

A report is linked after it is stored. What a killed process left unlinked is linked at the next start (`complete`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso.across import citing, happenings, identity, reuse, stories
from sayso.across.claims import claim_profiles
from sayso.across.entities import entity_profiles
from sayso.across.index import Compare, Index, MemoryIndex
from sayso.across.profiles import Judgement, Kind, Link, Profile
from sayso.across.reports import report_profile
from sayso.answers.known import Known
from sayso.ledger import Ledger
from sayso.model import Json, Reading

LINKER = 2
"""Version of the rules that make profiles and links; counts up whenever they give others."""

TOGETHER = 20
"""Reports that are linked in one transaction: waiting for the disk costs some milliseconds each time, and a killed process
leaves no more to do again than a second's work."""

COMPARE: Mapping[Kind, tuple[Compare, ...]] = MappingProxyType(
    {"entity": (identity.compare,), "claim": (happenings.compare,), "report": (reuse.compare, citing.compare, stories.compare)}
)
"""What compares profiles of a kind; reports are compared thrice, for their text, for whom they cite, and for their
story."""


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


def profiles(reading: Reading) -> Profiles:
    """What a reading shows to others."""
    report = report_profile(reading)
    entities = entity_profiles(reading, report.id)
    return Profiles(report, entities, tuple(claim_profiles(reading, entities, report.id)))


def links(made: Profiles, index: Index) -> list[Link]:
    """Takes a reading's profiles into an index and gives the links with what is there, each pair compared once."""
    new, out = index.add(made), []
    ids = {p.id for p in new}
    for kind, compares in COMPARE.items():
        for p in (p for p in new if p.kind == kind):
            for other in index.near(p):
                if other.id not in ids or p.id < other.id:
                    out += [found for compare in compares if (found := compare(p, other)) is not None]
    return out


def complete(ledger: Ledger, step: Callable[[int, int], object] | None = None) -> int:
    """Links what of a ledger these rules have not linked yet, in the order of storing, some reports in one transaction;
    gives how many. `step`: told after each how many are done, of how many."""
    numbers = ledger.unlinked(LINKER)
    for at in range(0, len(numbers), TOGETHER):
        with ledger.linking(numbers[at : at + TOGETHER], LINKER) as works:
            for work in works:
                work.add(links(profiles(work.reading), work.index(_profile)))
        if step is not None:
            step(min(at + TOGETHER, len(numbers)), len(numbers))
    return len(numbers)


def _profile(id_: str, kind: Kind, item: str, content: Json, keys: tuple[str, ...]) -> Profile:
    return Profile(id_, kind, item, content, keys)


def together(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Known:
    """What some readings tell together, without a ledger."""
    index, found, kept = MemoryIndex(), [], []
    for reading in readings:
        kept.append(reading)
        found += links(profiles(reading), index)
    return Known.of(index.profiles.values(), found, judgements, kept)
