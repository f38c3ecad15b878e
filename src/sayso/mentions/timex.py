# SPDX-License-Identifier: Apache-2.0
"""TIMEX3 as a view of the times found: extent, type and value as TimeML's guidelines give them (Saurí et al. 2006).

Not what Sayso keeps: TIMEX3 has one value for "since 2011" and "in 2011", and takes "last week" for a week of the calendar.
A time joined or bounded ("from Monday to Friday") is several TIMEX3; the preposition before it is no part of one. What no
publication date settles has X for its unknown figures, as in TIMEX3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.mentions.calendar import Interval, lexicon
from sayso.mentions.times import scan_times
from sayso.mentions.timewords import Found
from sayso.parse import Parse
from sayso.text import Span

TYPES = ("DATE", "TIME", "DURATION", "SET")
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "quarter": "Q",
    "weekend": "WE",
    "millennium": "ML",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
_REFS = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "decade": "X" * 3, "season": "XXXX-QX"}


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: its span in the text, `type` of TYPES, `value`, and `mod` ("START", "APPROX" …; "" for none)."""

    span: Span
    type: str
    value: str
    mod: str = ""


def timexes(parse: Parse, published: dt.date | None) -> tuple[Timex, ...]:
    """The TIMEX3 of a report in text order."""
    return tuple(t for found in scan_times(parse, published) for t in timexes_of(parse, found))


def timexes_of(parse: Parse, found: Found) -> Iterator[Timex]:
    """The TIMEX3 that one time found is: one for each simple time in it."""
    for simple in found.simple:
        if found.sort == "anniversary" or " ".join(w.lower for w in parse.words[simple.first : simple.last + 1]) in _unmarked():
            continue
        sort, value = type_and_value(simple)
        if sort is not None:
            yield Timex((parse.words[simple.first].start, parse.words[simple.last].end), sort, value, simple.mod)


@cache
def _unmarked() -> frozenset[str]:
    return frozenset(lexicon()["no_timex"])


def type_and_value(found: Found) -> tuple[str | None, str]:
    """TIMEX3's type and value of a simple time."""
    if found.kind == "set":
        return "SET", found.value or _period(found.amount, found.unit or "day")
    if found.kind == "duration" or found.value == "length":
        return "DURATION", _period(found.amount, found.unit)
    value = _date(found)
    if found.part:
        if "T" in value or value in _REFS.values():
            return "TIME", value
        if found.part == "WE":
            return "DATE", f"{value}-WE" if "W" in value else value
        return "TIME", f"{value}T{found.part}"
    return "DATE", value


def _date(found: Found) -> str:
    if found.ref in _REFS:
        return _REFS[found.ref]
    interval = found.interval
    if found.value and (not found.value.startswith("X") or interval.start is None):
        return found.value
    if interval.start is None or interval.end is None:
        return _REFS["past"] if interval.precision == "vague" else _UNKNOWN.get(interval.precision, "")
    return written(interval, weekend=found.part == "WE")


def written(interval: Interval, *, weekend: bool = False) -> str:
    """An interval with days as TIMEX3 writes the calendar's unit that it is: "1998-01-08", "1998-W02", "1998-01", "1998-Q1"."""
    day = interval.start
    assert day is not None
    if weekend or interval.precision == "week":
        middle = day + dt.timedelta(days=3) if interval.end and (interval.end - day).days == 6 and not weekend else day
        year, week, _ = (middle if day.weekday() == 0 else day).isocalendar()
        return f"{year:04}-W{week:02}"
    if interval.precision == "month":
        return f"{day.year:04}-{day.month:02}"
    if interval.precision == "season":
        return _part_of_year(interval)
    if interval.precision == "year":
        return f"{day.year:04}"
    if interval.precision == "decade":
        return f"{day.year // 10:03}"
    return day.isoformat()


def _part_of_year(interval: Interval) -> str:
    start, end = interval.start, interval.end
    assert start is not None and end is not None
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 6:
        return f"{start.year:04}-H{(start.month + 5) // 6}"
    if months == 3 and start.month % 3 == 1:
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return f"{start.year:04}"


def _period(amount: float | None, unit: str) -> str:
    """A length: "P3D", "PT5H", "PXY" for an unknown number."""
    code = _UNITS.get(unit, "X")
    count = "X" if amount is None else f"{amount:g}"
    return f"PT{count}{code[1:]}" if code.startswith("T") else f"P{count}{code}"
