# SPDX-License-Identifier: Apache-2.0
"""Readings → profiles and links: of entities, claims, reports. In memory for a few reports, or in a ledger, report by report.

A report is linked after it is stored. What a killed process left unlinked is linked at the next start (`complete`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from types import MappingProxyType

from sayso.across import citing, happenings, identity, reuse, stories
from sayso.across.claims import claim_profiles, told_in
from sayso.across.entities import entity_profiles
from sayso.across.index import Compare, Index, MemoryIndex
from sayso.across.profiles import Judgement, Kind, Link, Profile
from sayso.across.reports import report_profile
from sayso.ahead import ahead
from sayso.answers.known import Known
from sayso.apart import possible
from sayso.collector import resting
from sayso.ledger import Ledger
from sayso.model import Json, Reading

LINKER = 4
"""Version of the rules that make profiles and links; counts up whenever they give others."""

TOGETHER = 100
"""Reports that are linked in one transaction: asking for many rows at once costs little more than for one, and a killed process
leaves no more to do again than a second's work."""

SELDOM = 2_000
"""Reports after which the collector of cycles looks, which rests meanwhile: the database's own few take 4 MB by then."""

FEW = 3
"""Transactions up to which no processes are begun for profiles: beginning them would cost more."""

WORKERS = 2
"""Processes that make profiles while another links: linking takes as long as half of them."""

COMPARE: Mapping[Kind, tuple[Compare, ...]] = MappingProxyType(
    {"report": (reuse.compare, citing.compare, stories.compare), "entity": (identity.compare,), "claim": (happenings.compare,)}
)
"""What compares profiles of a kind, in order: reports before their claims. Reports are compared thrice, for their text, for
whom they cite, and for their story."""


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
    """Takes a reading's profiles into an index and gives the links with what is there, each pair compared once. Claims are
    compared with those that share a key with them, and with those of reports that may tell of the same."""
    new, out = index.add(made), list[Link]()
    ids = {p.id for p in new}
    akin: list[str] = []
    told = cache(lambda code: tuple(key for report in akin for key in told_in(code, report)))
    for kind, compares in COMPARE.items():
        for p in (p for p in new if p.kind == kind):
            near = index.near(p, told(p.content["code"]) if kind == "claim" else ())
            found = [(other.id, link) for compare in compares for other in near
                     if (other.id not in ids or p.id < other.id) and (link := compare(p, other)) is not None]
            out += [link for _, link in sorted(found, key=itemgetter(0))]
            if kind == "report":
                akin = [other.id for other in near if stories.akin(p, other)]
    return out


def complete(ledger: Ledger, step: Callable[[int, int], object] | None = None) -> int:
    """Links what of a ledger these rules have not linked yet, in the order of storing, some reports in one transaction;
    gives how many. `step`: told after each how many are done, of how many. Where there are many, other processes make their
    profiles, which is half of the work."""
    numbers = ledger.unlinked(LINKER)
    pieces = [numbers[at : at + TOGETHER] for at in range(0, len(numbers), TOGETHER)]
    several = len(pieces) > FEW and possible()
    again = cache(ledger.again)  # connections do not pass between processes: each opens the ledger anew, once
    made = ahead(partial(_shown, ledger), pieces, WORKERS if several else 1, lambda some: _shown(again(), some))
    with resting() as look:
        for done, (piece, ready) in enumerate(made, 1):
            _link(ledger, piece, ready())
            if not done * TOGETHER % SELDOM:
                look()
            if step is not None:
                step(min(done * TOGETHER, len(numbers)), len(numbers))
    return len(numbers)


def _link(ledger: Ledger, numbers: Sequence[int], shown: Mapping[int, Profiles]) -> None:
    """Links some readings in one transaction."""
    with ledger.linking(numbers, LINKER) as works:
        if works:
            works[0].index(_profile).prepare([p for work in works for p in shown[work.number]])
        for work in works:
            work.add(links(shown[work.number], work.index(_profile)))


def _shown(ledger: Ledger, numbers: Collection[int]) -> dict[int, Profiles]:
    """The profiles of these readings."""
    return {n: profiles(reading) for n, reading in zip(sorted(numbers), ledger.numbered_readings(numbers), strict=True)}


def _profile(id_: str, kind: Kind, item: str, content: Json, keys: tuple[str, ...]) -> Profile:
    return Profile(id_, kind, item, content, keys)


def together(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Known:
    """What some readings tell together, without a ledger."""
    index, found, kept = MemoryIndex(), [], []
    for reading in readings:
        kept.append(reading)
        found += links(profiles(reading), index)
    return Known.of(index.profiles.values(), found, judgements, kept)
