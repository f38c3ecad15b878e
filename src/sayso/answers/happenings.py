# SPDX-License-Identifier: Apache-2.0
"""What happened, by all reports together: one row a happening, with who, where, when, and on whose word it stands."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sayso.across.happenings import Happening
from sayso.across.standing import Standing
from sayso.answers.known import Known
from sayso.answers.matters import matters
from sayso.answers.naming import folded, wanted
from sayso.answers.nearby import DONE_BY, PLACES, Asked
from sayso.answers.tellings import Telling
from sayso.answers.viewing import Source, sought
from sayso.codebook.implications import within
from sayso.ledger import View
from sayso.model import Json, iso

REPLIES = ("speech.",)
"""Codes that tell that somebody replied."""

STATES = ("tie.", *REPLIES)
"""Codes that tell how things stand, or that somebody replied, and of nothing that happened: shown only where they are asked
for."""


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One happening. `who`: role → names of those who fill it by any claim, most told first; `where`: places likewise; `first`,
    `last`: the days within which it was, None where no report says; `standing`: on whose word in the end; `contested`: what is
    contested (denied, doubted, retracted, number, place, actor); `parts`: happenings within it; `modality`: actual if any
    claim tells it as done, else what most say; `reported`: the day of its first report, all that is known of one whose days no
    report says."""

    id: str
    code: str
    modality: str
    who: Mapping[str, tuple[str, ...]]
    where: tuple[str, ...]
    first: datetime.date | None
    last: datetime.date | None
    reported: str | None
    standing: Standing
    contested: tuple[str, ...]
    reports: int
    tellings: tuple[Telling, ...]
    parts: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The happening as data."""
        return {
            "id": self.id,
            "code": self.code,
            "modality": self.modality,
            "who": {r: list(n) for r, n in self.who.items()},
            "where": list(self.where),
            "first": iso(self.first),
            "last": iso(self.last),
            "reported": self.reported,
            "standing": self.standing.to_dict(),
            "contested": list(self.contested),
            "reports": self.reports,
            "parts": list(self.parts),
            "tellings": [t.to_dict() for t in self.tellings],
        }

    def row(self) -> dict[str, str | int | None]:
        """The happening as a flat row; names joined by "; "."""
        return {
            "happening": self.id,
            "code": self.code,
            "modality": self.modality,
            **{r.replace("from", "from_"): joined(self.who.get(r, ())) for r in DONE_BY},
            "where": joined(self.where),
            "first": iso(self.first),
            "last": iso(self.last),
            "reported": self.reported,
            "standing": self.standing.line(),
            "contested": joined(self.contested),
            "reports": self.reports,
            "claims": joined(t.claim for t in self.tellings),
            "parts": joined(self.parts),
        }


def happenings(
    ledger: Source,
    *,
    contested: bool = False,
    shared: bool = False,
    name: str | None = None,
    code: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    place: str | None = None,
    ties: bool = False,
    limit: int | None = None,
    view: View | None = None,
) -> list[HappeningRow]:
    """The happenings of a ledger under a view, by day. Ties and replies are left out unless `code` asks for them, or `ties` for
    ties; what they tell, `affiliations` has.

    `contested`: only those that are; `shared`: only those of which several reports tell; `name`, `place`: part of a name of
    who takes part, of where it was, without regard to case and accents; `code`: a code or its family; `since`, `until`: those
    that may lie on or between these days; `limit`: at most so many, the first ones.
    """
    asked = Asked(name, () if code is None else (code,), since, until, place, ties)
    k = sought(ledger, view, asked)
    found = (
        row
        for h in chosen(k, asked)
        if ((row := happening_row(k, h)).contested or not contested) and (row.reports > 1 or not shared)
    )
    return list(islice(found, limit))


def chosen(k: Known, asked: Asked) -> Iterator[Happening]:
    """The happenings that meet all that is asked."""
    left_out = REPLIES if asked.ties else STATES
    name, place = asked.name and wanted(asked.name), asked.place and wanted(asked.place, "place")
    for h in k.happenings:
        if not asked.codes and h.code.startswith(left_out):
            continue
        if asked.codes and not any(within(k.claims[c].content["code"], code) for c in h.claims for code in asked.codes):
            continue
        if not may_lie(h.first, h.last, asked.since, asked.until):
            continue
        if name is not None and not _named(k, h, name, DONE_BY) or place is not None and not _named(k, h, place, PLACES):
            continue
        yield h


def happening_row(k: Known, h: Happening) -> HappeningRow:
    """One happening with its names and standing."""
    order = fillers(k, [(w["role"], w) for c in h.claims for w in k.claims[c].content["who"]])
    where = tuple(dict.fromkeys(n for r in PLACES for n in order.get(r, ())))
    modality = Counter(k.claims[c].content["modality"] for c in h.claims)
    said = dated(k, h)
    tellings = tuple(k.tellings(h))
    return HappeningRow(
        h.id,
        h.code,
        "actual" if "actual" in modality else most(modality)[0],
        {r: order[r] for r in DONE_BY if r in order},
        where,
        h.first if said else None,
        h.last if said else None,
        min((t.published for t in tellings if t.published), default=None),
        k.standing(h),
        matters(k, h),
        len({k.claims[c].content["report"] for c in h.claims}),
        tellings,
        h.parts,
    )


def dated(k: Known, h: Happening) -> bool:
    """Whether any report says when it was. The days of a happening that none dates are drawn from the days of its reports,
    enough to look for it by, and too little to show."""
    whens = (k.claims[c].content["when"] for c in h.claims)
    return any(w is not None and (w["start"] or w["end"]) for w in whens)


def fillers(k: Known, rows: Iterable[tuple[str, Json]]) -> dict[str, tuple[str, ...]]:
    """Slot → who fills it, most told first, each by the name that these claims give most often, of these the longest."""
    told: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for slot, w in rows:
        told[slot][k.who.get(w["entity"], w["entity"])][w["name"]] += 1
    out = {}
    for slot, by in told.items():
        names: Counter[str] = Counter()
        for given in by.values():
            names[_usual(given)] += given.total()
        out[slot] = most(names)
    return out


def _usual(given: Counter[str]) -> str:
    """Of the names of one, the one given most often, rather with a capital than "the movement"; then the longest."""
    return min(given, key=lambda n: (not n[:1].isupper(), -given[n], -len(n), n))


def most(counted: Counter[str]) -> tuple[str, ...]:
    """What was counted, the most frequent first."""
    return tuple(sorted(counted, key=lambda x: (-counted[x], x)))


def may_lie(
    first: datetime.date | None, last: datetime.date | None, since: datetime.date | None, until: datetime.date | None
) -> bool:
    """Whether an interval meets what is asked for; one of which no day is known does not."""
    low, high = first or last, last or first
    if since is None and until is None:
        return True
    if low is None or high is None:
        return False
    return (since is None or high >= since) and (until is None or low <= until)


def joined(names: Iterable[str]) -> str | None:
    """Names on one line, None for none."""
    return "; ".join(names) or None


def _named(k: Known, h: Happening, asked: str, roles: tuple[str, ...]) -> bool:
    for c in h.claims:
        for w in k.claims[c].content["who"]:
            if w["role"] in roles and any(asked in folded(n) for n in (k.called(w["entity"], w["name"]), *(w["names"] or ()))):
                return True
    return False
