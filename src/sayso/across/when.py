# SPDX-License-Identifier: Apache-2.0
"""On which days a claim says that something happened, and how the days of two claims stand to each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Json

RECENT = 7
"""Days before a report within which that happened which it dates by nothing: news is of the last days, weeklies of the last
week."""

AHEAD = 30
"""Days after a report within which that may happen which it only foretells without a day."""

LOOSE = 30
"""Days before an end, or after a beginning, where only one of the two is said and no report's day bounds it."""

SHORT = 3
"""Days of an interval that says when: a day, a night, a weekend."""

SAME_TIME = 30
"""Days between two reports that date an act by nothing, up to which they may still tell of the same one."""

LONG = 8
"""Days from which something that lasts ("from … to", "since") is a course of events and not one of them."""

FORETOLD = frozenset({"planned", "requested", "threatened", "possible"})


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both included, as ordinals. `said`: by the claim's own words, not by the report's day alone.
    `lasts`: it went on over all of them."""

    first: int
    last: int
    said: bool
    lasts: bool = False

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first + 1


def days(claim: Json) -> Days | None:
    """A claim's days from its profile's content; None where neither it nor its report has any."""
    foretold, when = claim["modality"] in FORETOLD, claim.get("when")
    if not when:
        return _days(claim.get("published"), None, None, False, foretold)
    bounded = bool(when["latest_start"] or when["earliest_end"])
    return _days(claim.get("published"), when["start"], when["end"], bounded, foretold)


@lru_cache(16384)
def _days(published: str | None, start: str | None, end: str | None, bounded: bool, foretold: bool) -> Days | None:
    """The same from what it hangs on: many claims share it, and a claim is compared a hundred times."""
    day = _ordinal(published) if published else None
    if start or end:
        first = _ordinal(start) if start else _ordinal(str(end)) - LOOSE
        last = _ordinal(end) if end else max(first, day) if day is not None else first + LOOSE
        lasts = bounded and last - first + 1 >= LONG
        return Days(first, max(first, last), True, lasts)
    if day is None:
        return None
    return Days(day - RECENT, day + (AHEAD if foretold else 0), False)


def stand(a: Days | None, b: Days | None) -> str:
    """How two claims' days stand: "same" (both said, short, and meeting), "overlap" (both said and meeting, one of them long),
    "near" (the days of a report, meeting), "open" (nothing known, or one tells late of what it does not date), "apart"."""
    if a is None or b is None:
        return "open"
    meet = a.first <= b.last and b.first <= a.last
    if a.said and b.said:
        return "apart" if not meet else "same" if max(a.length, b.length) <= SHORT else "overlap"
    gap = max(a.first, b.first) - min(a.last, b.last)
    return "near" if meet else "apart" if not a.said and not b.said and gap > SAME_TIME else "open"


def within(a: Days | None, b: Days | None) -> bool:
    """Whether `a` is short and lies in `b`, which lasts."""
    if a is None or b is None or not a.said or a.lasts or not b.lasts:
        return False
    return a.length <= SHORT and b.first <= a.first and a.last <= b.last


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
