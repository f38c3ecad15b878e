# SPDX-License-Identifier: Apache-2.0
"""When an affiliation began and ended: intervals of days from the times of its claims, else from the day of the report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.belonging.told import Told
from sayso.belonging.values import Bound, Edge, Ground
from sayso.belonging.words import load
from sayso.model import Reading, When

OVER = ("ended", "former", "late")
ONGOING = ("current", "acting", "outgoing")


@dataclass
class Window:
    """An edge in the making. A bound that would leave no day between the two is not taken: the report is then at odds with
    itself, and the claims show it."""

    low: Bound | None = None
    high: Bound | None = None

    def after(self, bound: Bound) -> None:
        """Not before a day."""
        if (self.low is None or bound.day > self.low.day) and (self.high is None or bound.day <= self.high.day):
            self.low = bound

    def before(self, bound: Bound) -> None:
        """Not after a day."""
        if (self.high is None or bound.day < self.high.day) and (self.low is None or bound.day >= self.low.day):
            self.high = bound

    def edge(self) -> Edge:
        """The edge as it stands."""
        return Edge(self.low, self.high)


def bounds(reading: Reading, group: Sequence[Told], status: str) -> tuple[Edge, Edge]:
    """The beginning and the end of what a group of tellings is about. Only what is told as so counts: no plans, no denials."""
    since, until = Window(), Window()
    firm = [t for t in group if t.ground.holds]
    if not firm:
        return since.edge(), until.edge()
    for t in sorted(firm, key=lambda t: t.ground.does == "holds"):      # acts say more of their edge than ties do
        if t.when is None:
            continue
        if t.ground.does == "holds":
            _held(reading, t.when, t.ground, since, until)
        elif t.ground.does == "begins":
            _at(t.when, t.ground, since)
        elif status in OVER:
            _at(t.when, t.ground, until)
    day = reading.report.published
    if day is not None:
        own = next((t.ground for t in firm if t.hint == status), firm[-1].ground)
        since.before(Bound(day, "report", own.claim))
        if status in OVER:
            until.before(Bound(day, "report", own.claim))
        elif status in ONGOING:
            until.after(Bound(day, "report", own.claim))
    if until.high is not None and since.high is not None and until.high.day < since.high.day and until.high.basis == "time":
        since.before(until.high)      # what ended by a day had begun by then
    if since.low and until.high and since.low.day > until.high.day:
        until = Window()
    return since.edge(), until.edge()


def _at(when: When, ground: Ground, window: Window) -> None:
    """An act falls within its time."""
    if when.start:
        window.after(_bound(when.start, ground, when))
    if when.end:
        window.before(_bound(when.end, ground, when))


def _bound(day: datetime.date, ground: Ground, when: When) -> Bound:
    return Bound(day, "time", ground.claim, when.span)


def _held(reading: Reading, when: When, ground: Ground, since: Window, until: Window) -> None:
    """What the time of a tie says of its edges: "since 2011", "until May 1989", "from 2003 to 2005", "in 2009"."""
    first = reading.words(when.span).lower().split()[0]
    opens = first in load().since or when.latest_start is not None
    closes = first in load().until or when.earliest_end is not None
    day = reading.report.published
    if opens:
        if when.start:
            since.after(_bound(when.start, ground, when))
        if when.latest_start:
            since.before(_bound(when.latest_start, ground, when))
        if when.end and when.end != day:      # "since 2011" ends with the report and says no more than that it goes on
            if when.earliest_end:
                until.after(_bound(when.earliest_end, ground, when))
            until.before(_bound(when.end, ground, when))
    elif closes:
        if when.earliest_end:
            until.after(_bound(when.earliest_end, ground, when))
        if when.end:
            until.before(_bound(when.end, ground, when))
    else:
        if when.end:
            since.before(_bound(when.end, ground, when))
        if when.start:
            until.after(_bound(when.start, ground, when))
