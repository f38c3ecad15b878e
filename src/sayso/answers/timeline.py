# SPDX-License-Identifier: Apache-2.0
"""Days → what happened on them; what is known only roughly stands as such and never on a day that nobody gave."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sayso.answers.happenings import HappeningRow, chosen, happening_row
from sayso.answers.nearby import Asked
from sayso.answers.viewing import Source, sought
from sayso.ledger import View
from sayso.model import Json, iso


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One happening in time: it was on or between `first` and `last`, None where no report says."""

    happening: HappeningRow

    @property
    def first(self) -> datetime.date | None:
        """The first day on which it can have been."""
        return self.happening.first

    @property
    def last(self) -> datetime.date | None:
        """The last one."""
        return self.happening.last

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first is not None and self.first == self.last

    @property
    def day(self) -> str:
        """The time in words: "2025-03-09", "between 2025-01-01 and 2025-01-31", "by 2025-03-14 (its first report)"."""
        if self.first and self.last:
            return self.first.isoformat() if self.exact else f"between {self.first} and {self.last}"
        if self.first or self.last:
            return f"from {self.first} on" if self.first else f"by {self.last}"
        return f"no day given (reported {self.happening.reported})" if self.happening.reported else "no day given"

    def to_dict(self) -> Json:
        """The row as data."""
        return {
            "day": self.day,
            "first": iso(self.first),
            "last": iso(self.last),
            "exact": self.exact,
            "happening": self.happening.to_dict(),
        }

    def row(self) -> dict[str, str | int | None]:
        """The row flat."""
        return {"day": self.day, "exact": "yes" if self.exact else "no", **self.happening.row()}


def timeline(
    ledger: Source,
    *,
    name: str | None = None,
    code: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    place: str | None = None,
    limit: int | None = None,
    view: View | None = None,
) -> list[TimelineRow]:
    """The happenings of a ledger in the order of time: by the first day on which they can have been, exact days before
    intervals that begin with them; those of which no day is given at the end, by their first report. Filters and `limit` as
    for happenings."""
    asked = Asked(name, () if code is None else (code,), since, until, place)
    k = sought(ledger, view, asked)
    found = chosen(k, asked)
    return sorted((TimelineRow(happening_row(k, h)) for h in found), key=_when)[:limit]


def _when(r: TimelineRow) -> tuple[str, str, str, str]:
    low, high = r.first or r.last, r.last or r.first
    return (iso(low) or "9999", iso(high) or "9999", r.happening.reported or "9999", r.happening.id)
