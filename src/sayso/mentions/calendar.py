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
    """Days from `start` to `end`, both included; None where open or unknown. It began by `latest_start` and went on until
    `earliest_end` at least, where the words say so."""

    start: Date | None
    end: Date | None
    precision: str
    latest_start: Date | None = None
    earliest_end: Date | None = None

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


def quarter_of(year: int, which: int, parts: int = 4) -> Interval:
    """A quarter of a year (`parts` 4) or a half (2), counted from 1."""
    months = 12 // parts
    first = month_of(year, (which - 1) * months + 1)
    return replace(cover(first, month_of(year, which * months)), precision="season")


def season_of(year: int, name: str) -> Interval:
    """A northern season of three months. "Winter 2014" may begin or end in that year: no dates."""
    first, end = lexicon()["seasons"][name]
    if first > end:
        return open_at("season")
    return Interval(dt.date(year, first, 1), dt.date(year, end, calendar.monthrange(year, end)[1]), "season")


FAR, NEAR = 270, 60
"""A day without its year is the last such day; but where that lies more than FAR days back and the next one within NEAR
days, the next one is meant: a report of October that says "by 22 November" does not speak of the year before."""


def latest_day(month: int, day: int, published: Date, future: bool, past: bool = False) -> Date | None:
    """The last such day up to the report's (with `future`: the first from it on; see also FAR; with `past`, in a clause of the
    past, one to come only where that is very near: "agreed to meet on 10 January"); 29 February goes to a leap year."""
    last, following = _nearest(month, day, published, -1), _nearest(month, day, published, 1)
    if future and following and last and (following - published).days > FAR and (published - last).days <= 2 * NEAR:
        return last
    near = NEAR // 2 if past else NEAR
    if following and (future or (last and (published - last).days > FAR and (following - published).days <= near)):
        return following
    return last


def _nearest(month: int, day: int, published: Date, direction: int) -> Date | None:
    for step in range(9):
        found = make(published.year + direction * step, month, day)
        if found is not None and (found >= published if direction > 0 else found <= published):
            return found
    return None


def latest_month(month: int, published: Date, future: bool, part: str = "", *, open_: bool = False) -> Interval:
    """The last such month that had begun by the report's day (with `future`: the first that had not ended). `open_`: no tense
    speaks for either, so that the next one is meant where it begins within NEAR days."""
    year = published.year
    ahead = (month - published.month) % 12
    future = future or (open_ and 0 < ahead * 30 - published.day <= NEAR)
    if not future and month > published.month:
        year -= 1
    if future and month < published.month:
        year += 1
    return month_of(year, month, part)


def winter_from(year: int) -> Interval:
    """The winter that begins in December of a year."""
    if year >= 9999:
        return open_at("season")
    return Interval(dt.date(year, 12, 1), dt.date(year + 1, 3, 1) - dt.timedelta(days=1), "season")


def latest_season(name: str, published: Date, *, over: bool) -> Interval:
    """The last such season that had begun by the report's day; with `over`, that had ended before it."""
    for year in range(published.year, max(0, published.year - 3), -1):
        found = winter_from(year) if name == "winter" else season_of(year, name)
        if found.start and found.end and (found.end < published if over else found.start <= published):
            return found
    return open_at("season")


def week_in(month: Interval, which: int) -> Interval:
    """ "The first week of January": its days 1 to 7; -1: its last seven."""
    if month.start is None or month.end is None or not (which == -1 or 1 <= which <= 4):
        return open_at("week")
    if which < 0:
        return Interval(month.end - dt.timedelta(days=6), month.end, "week")
    first = month.start + dt.timedelta(days=7 * (which - 1))
    return Interval(first, first + dt.timedelta(days=6), "week")


def latest_quarter(which: int, published: Date, future: bool, parts: int = 4) -> Interval:
    """The last such quarter or half that had begun by the report's day; with `future` the next one, where that is nearer: what
    "will be reported for the third quarter" is told when it is over."""
    found = quarter_of(published.year, which, parts)
    if found.start and found.start > published and published.year > 1 and not (future and (found.start - published).days < 183):
        return quarter_of(published.year - 1, which, parts)
    if found.end and future and (published - found.end).days > 183 and published.year < 9999:
        return quarter_of(published.year + 1, which, parts)
    return found


def weekday_in(weekday: int, which: int, month: Interval) -> Date | None:
    """ "The second Saturday of July": the so manieth such day (-1: the last) of a month; None where it has none."""
    if month.start is None or month.end is None:
        return None
    if which < 0:
        return latest_weekday(weekday, month.end)
    day = days_from(next_weekday(weekday, month.start), 7 * (which - 1))
    return day if day and day <= month.end else None


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
    """ "Three days ago": that day; weeks: the day so many weeks back; months, years, decades: the calendar's own."""
    if unit == "day":
        day = days_from(published, -count)
        return on(day) if day else VAGUE
    if unit == "week":
        day = days_from(published, -7 * count)
        return Interval(day, day, "week")
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


def stretch(a: Interval, b: Interval) -> Interval:
    """ "From Monday to Friday": it began within the one and went on into the other."""
    whole_ = cover(a, b)
    if whole_.start is None or whole_.end is None or a.end is None or b.start is None or a.end > b.start:
        return whole_
    return replace(whole_, latest_start=a.end, earliest_end=b.start)


def throughout(interval: Interval) -> Interval:
    """ "All of 2015", "throughout March": from its first day to its last."""
    return replace(interval, latest_start=interval.start, earliest_end=interval.end)


def shifted(told: Interval, count: int, unit: str) -> Interval:
    """So many units after (negative: before) a time told: days from a day; a week later is the day seven on;
    months, years, decades the calendar's own. No dates where the time told is coarser than the unit."""
    if told.start is None or told.end is None or unit not in FINENESS:
        return open_at(unit if unit in FINENESS else "vague")
    if FINENESS.index(told.precision) > FINENESS.index(unit):
        return open_at(unit)
    if unit == "day":
        start, end = days_from(told.start, count), days_from(told.end, count)
        return Interval(start, end, "day") if start and end else open_at("day")
    if unit == "year" and told.precision == "season":  # the same quarter of another year
        return Interval(months_from(told.start, 12 * count), months_from(told.end, 12 * count), "season")
    if unit == "week":
        start, end = days_from(told.start, 7 * count), days_from(told.end, 7 * count)
        return Interval(start, end, "week") if start and end else open_at("week")
    return whole(count, unit, told.start) if told.start == told.end or unit != "week" else open_at(unit)


def around(told: Interval, unit: str) -> Interval:
    """ "That week", "the same month": the calendar's unit that holds a time told; no dates where that is longer than it."""
    if told.start is None or told.end is None:
        return open_at(unit if unit in FINENESS else "vague")
    if unit == "day":
        return told if told.precision == "day" else open_at("day")
    if unit == "week":
        monday = days_from(told.start, -told.start.weekday())
        found = Interval(monday, days_from(monday, 6) if monday else None, "week")
    else:
        found = whole(0, unit, told.start)
    return found if found.end is not None and told.end <= found.end else open_at(found.precision)


def up_to(interval: Interval, published: Date | None) -> Interval:
    """An interval cut at the report's day: what is told as past lies no later."""
    if published is None or interval.end is None or interval.start is None or interval.start > published:
        return interval
    return replace(interval, end=min(interval.end, published))
