# SPDX-License-Identifier: Apache-2.0
"""What of a ledger is looked at: as of a day, as recorded at a time, as a run read it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from sayso.ledger.schema import linked, readings, reports, run_readings


@dataclass(frozen=True, slots=True)
class View:
    """A selection of a ledger's rows; without any field, all that it holds.

    `as_of`: reports published up to this day (those without a date: taken in up to it). `as_recorded`: rows added up to
    this time, so that an old answer comes out again byte for byte; a time without a zone is UTC. `run`: what this run read,
    else the newest reading of each report.
    """

    as_of: datetime.date | None = None
    as_recorded: datetime.datetime | None = None
    run: int | None = None

    @property
    def cut(self) -> str | None:
        """`as_recorded` as rows have it."""
        return stamp(self.as_recorded) if self.as_recorded else None


EVERYTHING = View()
"""All that a ledger holds now."""


def stamp(time: datetime.datetime) -> str:
    """A time as rows have it: ISO 8601 in UTC to the microsecond, so that the order of letters is that of time."""
    zoned = time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    return zoned.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def visible(view: View) -> Select[int]:
    """The numbers of the readings in view: of each report the newest that is left."""
    if view == EVERYTHING:
        return select(func.max(readings.c.number)).group_by(readings.c.id)
    query = select(func.max(readings.c.number)).join(run_readings, run_readings.c.reading == readings.c.number)
    if view.cut is not None:
        query = query.where(run_readings.c.added <= view.cut)
    if view.run is not None:
        query = query.where(run_readings.c.run == view.run)
    if view.as_of is not None:
        day = func.coalesce(reports.c.published, func.substr(reports.c.added, 1, 10))
        query = query.join(reports, reports.c.number == readings.c.report).where(day <= view.as_of.isoformat())
    return query.group_by(readings.c.id)


def linker(view: View) -> Select[int]:
    """The newest version of the linking rules that the view knows."""
    query = select(func.coalesce(func.max(linked.c.linker), 0))
    return query.where(linked.c.added <= view.cut) if view.cut is not None else query
