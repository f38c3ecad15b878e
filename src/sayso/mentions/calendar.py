# SPDX-License-Identifier: Apache-2.0
"""Intervals of days: what a month, a week before a report or the early part of a year covers."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

Date = dt.date

FINENESS = ("day", "week", "month", "season", "year", "decade", "vague")
"""The precisions of model.When from fine to coarse."""


@cache
def lexicon() -> Mapping[str, Any]:
    """The word lists of data/times.yaml."""
    text = resources.files("sayso.mentions").joinpath("data", "times.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; None where open or unknown."""

    start: Date | None
    end: Date | None
    precision: str

    @property
    def known(self) -> bool:
        """Whether at least one end has a date."""
        return self.start is not None or self.end is not None


VAGUE = Interval(None, None, "vague")


def open_at(precision: str) -> Interval:
    """A time of this precision whose dates the report does not settle."""
    return Interval(None, None, precision)


def make(year: int, month: int, day: int) -> Date | None:
    """A date, None for one that the calendar does not have."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def on(day: Date) -> Interval:
    """One day."""
    return Interval(day, day, "day")


def month_of(year: int, month: int, part: str = "") -> Interval:
    """A month, or its early (1–10), mid (11–20) or late (21 to the end) part."""
    last = calendar.monthrange(year, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return Interval(dt.date(year, month, first), dt.date(year, month, end), "month")


def year_of(year: int, part: str = "") -> Interval:
    """A year, or its early (January to April), mid (May to August) or late (September to December) part."""
    first, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return Interval(
        dt.date(year, first, 1), dt.date(year, end, calendar.monthrange(year, end)[1]), "season" if part else "year"
    )


def decade_of(year: int, part: str = "") -> Interval:
    """The ten years from `year`, or their early (0–3), mid (4–6) or late (7–9) part."""
    first, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return Interval(dt.date(year + first, 1, 1), dt.date(year + end, 12, 31), "decade")


def season_of(year: int, name: str) -> Interval:
    """A northern season of three months. "Winter 2014" may begin or end in that year: no dates."""
    first, end = lexicon()["seasons"][name]
    if first > end:
        return open_at("season")
    return Interval(dt.date(year, first, 1), dt.date(year, end, calendar.monthrange(year, end)[1]), "season")


FAR, NEAR = 270, 60
"""A day without its year is the last such day; but where that lies more than FAR days back and the next one within NEAR
days, the next one is meant: a report of October that says "by 22 November" does not speak of the year before."""


def latest_day(month: int, day: int, published: Date, future: bool) -> Date | None:
    """The last such day up to the report's (with `future`: the first from it on; see also FAR); 29 February goes to a leap
    year."""
    last, following = _nearest(month, day, published, -1), _nearest(month, day, published, 1)
    if following and (future or (last and (published - last).days > FAR and (following - published).days <= NEAR)):
        return following
    return last


def _nearest(month: int, day: int, published: Date, direction: int) -> Date | None:
    for step in range(9):
        found = make(published.year + direction * step, month, day)
        if found is not None and (found >= published if direction > 0 else found <= published):
            return found
    return None


def latest_month(month: int, published: Date, future: bool, part: str = "") -> Interval:
    """The last such month that had begun by the report's day (with `future`: the first that had not ended)."""
    year = published.year
    if not future and month > published.month:
        year -= 1
    if future and month < published.month:
        year += 1
    return month_of(year, month, part)


def latest_weekday(weekday: int, published: Date, *, before: bool = False) -> Date:
    """The last such weekday up to the report's day; with `before` strictly before it."""
    back = (published.weekday() - weekday) % 7
    return published - dt.timedelta(days=7 if before and back == 0 else back)


def next_weekday(weekday: int, published: Date, *, after: bool = False) -> Date:
    """The first such weekday from the report's day on; with `after` strictly after it."""
    on_ = (weekday - published.weekday()) % 7
    return published + dt.timedelta(days=7 if after and on_ == 0 else on_)


def months_from(day: Date, months: int) -> Date:
    """The same day so many months on (negative: back), the month's last where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_from(day: Date, days: int) -> Date | None:
    """So many days on (negative: back), None outside the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def ago(count: int, unit: str, published: Date) -> Interval:
    """ "Three days ago": that day; weeks: the seven days around it; months, years, decades: the calendar's own."""
    if unit == "day":
        day = days_from(published, -count)
        return on(day) if day else VAGUE
    if unit == "week":
        first, last = days_from(published, -7 * count - 3), days_from(published, -7 * count + 3)
        return Interval(first, last, "week")
    if unit == "month":
        then = months_from(published, -count)
        return month_of(then.year, then.month)
    if unit in ("year", "decade"):
        year = published.year - count * (10 if unit == "decade" else 1)
        return (year_of(year) if unit == "year" else open_at("decade")) if year >= 1 else VAGUE
    if unit in ("hour", "minute", "second"):
        hours = count if unit == "hour" else 0
        return on(published) if hours < 6 else Interval(days_from(published, -1 - hours // 24), published, "day")
    return VAGUE


def past_span(count: int, unit: str, published: Date) -> Interval:
    """ "The last three days": from so long before the report up to it."""
    if unit == "day":
        return Interval(days_from(published, -count), published, "day")
    if unit == "week":
        return Interval(days_from(published, -7 * count), published, "week")
    if unit == "month":
        return Interval(months_from(published, -count), published, "month")
    if unit in ("year", "decade") and published.year > count * (10 if unit == "decade" else 1):
        return Interval(months_from(published, -12 * count * (10 if unit == "decade" else 1)), published, unit)
    if unit == "hour":
        return Interval(days_from(published, -max(1, -(-count // 24))), published, "day")
    return VAGUE


def whole(offset: int, unit: str, published: Date) -> Interval:
    """ "Last month", "this year", "next week": the calendar's unit `offset` from the report's; last week is the seven days
    before it."""
    if unit == "week":
        if offset < 0:
            return Interval(days_from(published, -7), days_from(published, -1), "week")
        monday = published - dt.timedelta(days=published.weekday()) if published.toordinal() > 7 else published
        start = days_from(monday, 7 * offset)
        return Interval(start, days_from(start, 6) if start else None, "week")
    if unit == "month":
        then = months_from(published, offset)
        return month_of(then.year, then.month)
    if unit == "year":
        return year_of(published.year + offset) if 1 <= published.year + offset <= 9998 else VAGUE
    if unit == "weekend":
        saturday = latest_weekday(5, published) if offset <= 0 else next_weekday(5, published, after=True)
        if offset < 0 and published.weekday() >= 5:
            saturday = published - dt.timedelta(days=published.weekday() + 2)
        return Interval(saturday, days_from(saturday, 1), "day")
    if unit == "day" and offset == 0:
        return on(published)
    if unit == "decade":
        return decade_of(published.year // 10 * 10 + 10 * offset) if published.year >= 20 else VAGUE
    return VAGUE


def cover(a: Interval, b: Interval) -> Interval:
    """From the first day of one to the last of the other; no date where either side lacks it."""
    starts = [d for d in (a.start, b.start) if d is not None]
    ends = [d for d in (a.end, b.end) if d is not None]
    precision = max(a.precision, b.precision, key=FINENESS.index)
    return Interval(min(starts) if len(starts) == 2 else None, max(ends) if len(ends) == 2 else None, precision)


def up_to(interval: Interval, published: Date | None) -> Interval:
    """An interval cut at the report's day: what is told as past lies no later."""
    if published is None or interval.end is None or interval.start is None or interval.start > published:
        return interval
    return replace(interval, end=min(interval.end, published))
