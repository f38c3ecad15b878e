# SPDX-License-Identifier: Apache-2.0
"""Publication dates as reports and their metadata write them; a date without a year is none."""

from __future__ import annotations

import datetime
import re
from functools import cache

from sayso.reports.tables import table

_CENTURY_TURN = 70
"""Two-digit years from 70 up are 19xx, below it 20xx: as POSIX strptime has it, but for 69 (no wire archive is so old)."""
_TIME = r"(?:[T,]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,40})?"
"""A time of day after a date, with seconds, zone and all; it never changes the day."""


def _names(forms: list[str]) -> str:
    return "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))


@cache
def _pieces() -> tuple[str, str, dict[str, int]]:
    months: dict[int, list[str]] = table("calendar")["months"]
    numbers = {form.casefold(): number for number, forms in months.items() for form in forms}
    return _names([f for forms in months.values() for f in forms]), _names(table("calendar")["weekdays"]), numbers


@cache
def date_pattern() -> str:
    """A regular expression without groups (case to be ignored) for a date with or without year or weekday: "25 Aug 88"."""
    months, weekdays, _ = _pieces()
    day, dot = r"\d{1,2}(?:st|nd|rd|th)?", r"\.?"
    return (rf"(?:(?:{weekdays}){dot},?\s{{1,3}})?(?:"
            rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|"
            rf"{day}\s{{1,3}}(?:of\s)?(?:{months})\b{dot}(?:,?\s{{1,3}}(?:\d{{4}}|'?\d{{2}})(?!\d))?|"
            rf"(?:{months})\b{dot}\s{{1,3}}{day}(?!\d)(?:,?\s{{1,3}}\d{{4}}(?!\d))?)")


@cache
def _whole() -> tuple[re.Pattern[str], ...]:
    months, weekdays, _ = _pieces()
    labels = _names(table("calendar")["labels"])
    before = rf"(?:(?:{labels})(?:\s+on)?\s*:?\s*)?(?:(?:{weekdays})\.?,?\s*)?"
    bodies = (
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s)?(?P<name>{months})\b\.?,?[\s-]+'?(?P<y>\d{{4}}|\d{{2}})",
        rf"(?P<name>{months})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
        r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>\d{4})",
    )
    return tuple(re.compile(rf"{before}{body}{_TIME}\.?", re.IGNORECASE | re.DOTALL) for body in bodies)


def parse_date(text: str) -> datetime.date | None:
    """The day that a whole string names, as it is written (no change of time zone); None where it is not a full date.

    Of "03/04/2025" nobody can say whether it is March or April: None. "25/08/2025" is plain.
    """
    text = text.strip()
    if len(text) > 80:  # the longest full form, with label, weekday, time and zone, has about 60 characters
        return None
    for pattern in _whole():
        if m := pattern.fullmatch(text):
            part = m.groupdict()
            year = int(part["y"])
            if len(part["y"]) == 2:
                year += 1900 if year >= _CENTURY_TURN else 2000
            if part.get("name"):
                days = [(_pieces()[2][part["name"].casefold()], int(part["d"]))]
            elif part.get("a"):
                a, b = int(part["a"]), int(part["b"])
                days = sorted({(a, b), (b, a)})
            else:
                days = [(int(part["m"]), int(part["d"]))]
            found = [d for d in (_day(year, month, day) for month, day in days) if d]
            return found[0] if len(found) == 1 else None
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
