# SPDX-License-Identifier: Apache-2.0
"""Rules for dates: days, weekdays, months, years, seasons, decades and holidays, alone and in parts ("early March")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import Interval, open_at
from sayso.mentions.timewords import DASHES, YEAR, Found, Readers

_DECADE = re.compile(r"['’‘]?(1[6-9]\d0|20\d0|[2-9]0)['’]?s")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Dates(Readers):
    """The rules for dates. Each takes a position and gives what it found there, or None."""

    def _dated(self, first: int, last: int, month: int, day: int, year: int | None) -> Found | None:
        """A day with or without its year; without one the report's day, or a year given before for that month, settles it."""
        if not any(cal.make(y, month, day) for y in ((year,) if year else (2000,))):
            return None
        if year is not None:
            self.years[month] = year
            made = cal.make(year, month, day)
        elif self.published is not None and month not in self.years:
            made = cal.latest_day(month, day, self.published, self.future(first))
        else:
            made = cal.make(self.years.get(month, 0), month, day)
        return Found(first, last, cal.on(made) if made else open_at("day"), sort="date")

    def day_month(self, i: int) -> Found | None:
        """ "9 January 1990", "the 9th of January", "5-7 May", "5 January"."""
        start, j = i, i + 1 if self.at(i) == "the" else i
        if (first := self.day(j)) is None:
            return None
        j += first[1]
        other = None
        if (
            self.at(j) in (*DASHES, "to", "and", "or")
            and (second := self.day(j + 1))
            and (self.month(j + 1 + second[1]) or self.at(j + 1 + second[1]) == "of")
        ):
            other, j = second[0], j + 1 + second[1]
        if self.at(j) == "of":
            j += 1
        if (month := self.month(j)) is None:
            return None
        last, year = j, None
        comma = 1 if self.at(j + 1) == "," and YEAR.fullmatch(self.at(j + 2)) else 0
        if found := self.year(j + 1 + comma, short=not comma):
            year, last = found[0], j + comma + found[1]
        return self._pair(start, last, month, first[0], other, year)

    def month_day(self, i: int) -> Found | None:
        """ "January 15, 2006", "Dec. 26", "May 10-12", "March 5th"."""
        if (month := self.month(i)) is None or (first := self.day(i + 1)) is None:
            return None
        j, other = i + 1 + first[1], None
        if (
            self.at(j) in (*DASHES, "to", "and", "or")
            and (second := self.day(j + 1))
            and (
                self.unit(j + 1 + second[1]) is None
                and self.month(j + 1 + second[1]) is None
                and second[0] > first[0]
                and (self.at(j) in DASHES or self.at(j + 2) in (",", ".", ""))
            )
        ):
            other, j = second[0], j + 1 + second[1]
        last, year = j - 1, None
        comma = 1 if self.at(j) == "," else 0
        if found := self.year(j + comma):
            year, last = found[0], j + comma
        return self._pair(i, last, month, first[0], other, year)

    def _pair(self, first: int, last: int, month: int, day: int, other: int | None, year: int | None) -> Found | None:
        one = self._dated(first, last, month, day, year)
        if one is None or other is None:
            return one
        two = self._dated(first, last, month, other, one.interval.start.year if one.interval.start else year)
        return replace(one, interval=cal.cover(one.interval, two.interval)) if two else one

    def numeric(self, i: int) -> Found | None:
        """ "2016-03-04"; "25/12/2016" where only one reading is a date."""
        if match := _ISO.fullmatch(self.at(i)):
            made = cal.make(int(match[1]), int(match[2]), int(match[3]))
            return Found(i, i, cal.on(made), sort="date") if made else None
        if match := _SLASH.fullmatch(self.at(i)):
            a, b, year = int(match[1]), int(match[2]), int(match[3])
            both = {d for d in (cal.make(year, b, a), cal.make(year, a, b)) if d}
            if both:
                return Found(i, i, cal.on(both.pop()) if len(both) == 1 else open_at("day"), sort="date")
        return None

    def weekday_date(self, i: int) -> Found | None:
        """ "Monday", "Monday, Dec. 26", "Friday 5 January", "last Friday", "next Friday", "Thursday night"."""
        j, word = i, self.at(i)
        if word in ("last", "next", "this", "past", "coming") and self.weekday(i + 1) is not None:
            j = i + 1
        elif (
            word in ("the", "this")
            and self.at(i + 1) in ("past", "last", "coming", "following", "previous")
            and (self.weekday(i + 2) is not None)
        ):
            j, word = i + 2, self.at(i + 1)
        if (weekday := self.weekday(j)) is None:
            return None
        last = j
        k = j + 1
        if self.at(k) in self.data["parts"]:
            last, k = k, k + 1
        comma = 1 if self.at(k) in (",", "(") else 0
        if date := (self.month_day(k + comma) or self.day_month(k + comma)):
            return date.widened(i)
        if word in ("following", "previous"):
            return Found(i, last, open_at("day"), sort="weekday")
        if self.published is None:
            return Found(i, last, open_at("day"), sort="weekday")
        if word in ("next", "coming"):
            made = cal.next_weekday(weekday, self.published, after=True)
        elif word in ("last", "past"):
            made = cal.latest_weekday(weekday, self.published, before=True)
        elif self.future(i):
            made = cal.next_weekday(weekday, self.published, after=True)
        else:
            made = cal.latest_weekday(weekday, self.published)
        return Found(i, last, cal.on(made), sort="weekday")

    def month_year(self, i: int) -> Found | None:
        """ "March 2016", "Aug 88", "October", "early March", "late in 2014", "the end of May", "last March", "mid-March
        2015"."""
        j, part = self.part(i)
        word = self.at(j)
        relative = word if word in ("last", "next", "this", "past") else ""
        if relative:
            j += 1
        month = self.month(j)
        if month is None:
            return None
        last, year = j, None
        comma = 1 if self.at(j + 1) == "," and YEAR.fullmatch(self.at(j + 2)) else 0
        of = 1 if self.at(j + 1) in ("of", "in") and YEAR.fullmatch(self.at(j + 2)) else comma
        if found := self.year(j + 1 + of, short=self.at(j + 1) in ("'", "‘") or self.at(j + 1).startswith("'")):
            year, last = found[0], j + of + found[1]
        elif re.fullmatch(r"\d\d", self.at(j + 1)) and int(self.at(j + 1)) > 31:
            year, last = self.century(int(self.at(j + 1))), j + 1
        if year is None and not part and not relative and not self._cued(j):
            return None
        if year is not None:
            self.years[month] = year
            return Found(i, last, cal.month_of(year, month, part), sort="month")
        if month in self.years and not relative:
            return Found(i, last, cal.month_of(self.years[month], month, part), sort="month")
        if self.published is None:
            return Found(i, last, open_at("month"), sort="month")
        if relative in ("last", "past"):
            back = self.published.month <= month
            return Found(i, last, cal.month_of(self.published.year - back, month, part), sort="month")
        future = relative == "next" or self.future(i)
        return Found(i, last, cal.latest_month(month, self.published, future, part), sort="month")

    def _cued(self, i: int) -> bool:
        """Whether the month or season name at `i` is meant as one, where the word has other uses too."""
        if self.at(i) not in self.data["wordlike"]:
            return len(self.at(i)) > 3 or self.at(i - 1) in self.data["cues"]
        return (
            i > 0
            and self.at(i - 1) in self.data["cues"]
            and self.at(i - 1) not in ("to", "the", ",", "and", "or", "(", "'s", "as")
        )

    def year_alone(self, i: int) -> Found | None:
        """ "2011", "early 2016", "the end of 2014", "2014-15", "summer 2014", "the spring of 2012", "the first half of
        2016"."""
        j, part = self.part(i)
        if found := self._year_span(j):
            year, k, plain = found
            if not part and plain and not self._is_year(j):
                return None
            return Found(
                i,
                k,
                cal.year_of(year, part)
                if plain
                else Interval(dt.date(year, 1, 1), dt.date(self._closing(k, year), 12, 31), "year"),
                sort="year",
            )
        return self._season(i) or self._fraction(i)

    def _closing(self, k: int, year: int) -> int:
        text = self.at(k).rpartition("-")[2].rpartition("–")[2].lstrip("'")
        return int(text) if len(text) == 4 else year // 100 * 100 + int(text)

    def _year_span(self, j: int) -> tuple[int, int, bool] | None:
        """A year or a span of years at `j`: (first year, last word, whether it is one year)."""
        word = self.at(j)
        if match := re.fullmatch(r"((?:1[6-9]|20)\d\d)[-–](\d\d|\d{4})", word):
            later = self._closing(j, int(match[1]))
            return (int(match[1]), j, False) if int(match[1]) < later < 2101 else None
        if not YEAR.fullmatch(word):
            return None
        if (
            self.at(j + 1) in DASHES
            and re.fullmatch(r"\d\d|(?:1[6-9]|20)\d\d", self.at(j + 2))
            and (int(word) < self._closing(j + 2, int(word)) <= int(word) + 100)
        ):
            return int(word), j + 2, False
        return int(word), j, True

    def _is_year(self, j: int) -> bool:
        """Whether four figures are a year and not a number of things."""
        if self.at(j + 1) in self.data["quantities"] or self.at(j - 1) in ("$", "€", "£", "#", "at", "than", "no."):
            return False
        year = int(self.at(j))
        limit = (self.published.year if self.published else 2030) + 15
        return self.at(j - 1) in ("in", "since") or 1900 <= year <= limit

    def _season(self, i: int) -> Found | None:
        j = i + 1 if self.at(i) == "the" else i
        j, part = (j, "") if j != i else self.part(i)
        relative = self.at(j) if self.at(j) in ("last", "next", "this") else ""
        j += bool(relative)
        name = self.at(j)
        if name not in self.data["seasons"]:
            return None
        k = j + 2 if self.at(j + 1) in ("of", "in", ",") else j + 1
        if found := self.year(k):
            return Found(i, k, cal.season_of(found[0], name) if not part else open_at("season"), sort="season")
        if relative and self.published is not None:
            interval = cal.season_of(self.published.year, name)
            if interval.start and interval.end and relative == "last" and interval.end >= self.published:
                interval = cal.season_of(self.published.year - 1, name)
            elif interval.start and relative == "next" and interval.start <= self.published:
                interval = cal.season_of(self.published.year + 1, name)
            return Found(i, j, interval, sort="season")
        cued = (
            bool(relative or part)
            or (name in ("summer", "winter", "autumn") and self.at(i - 1) in ("in", "since", "during"))
            or (self.at(i - 1) in ("in", "since", "during") and self.at(i) == "the")
        )
        return Found(i, j, open_at("season"), sort="season") if cued else None

    def _fraction(self, i: int) -> Found | None:
        j = i + 1 if self.at(i) == "the" else i
        ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
        if (
            self.at(j) not in ordinals
            or self.at(j + 1) not in ("half", "quarter")
            or self.at(j + 2) != "of"
            or not (found := self.year(j + 3))
        ):
            return None
        parts = 2 if self.at(j + 1) == "half" else 4
        which = ordinals[self.at(j)] or parts
        if which > parts:
            return None
        first = cal.month_of(found[0], (which - 1) * (12 // parts) + 1)
        last = cal.month_of(found[0], which * (12 // parts))
        return Found(i, j + 3, replace(cal.cover(first, last), precision="season"), sort="year")

    def decade(self, i: int) -> Found | None:
        """ "the 1990s", "the early 1990s", "the '80s", "mid-1990s"."""
        j, part = self.part(i)
        if j == i and self.at(i) == "the":
            j += 1
        k = j + 1 if self.at(j) in ("'", "‘") else j
        match = _DECADE.fullmatch(self.at(k))
        if match is None and (tied := re.fullmatch(r"(early|mid|late)-(.+)", self.at(k))):
            part, match = tied[1], _DECADE.fullmatch(tied[2])
        if match is None:
            return None
        text = match[1]
        return Found(i, k, cal.decade_of(int(text) if len(text) == 4 else 1900 + int(text), part), sort="decade")

    def tied_part(self, i: int) -> Found | None:
        """ "mid-March", "early-2016" as one word."""
        match = re.fullmatch(r"(early|mid|late)-(.+)", self.at(i))
        if match is None:
            return None
        month = self.data["months"].get(match[2])
        if YEAR.fullmatch(match[2]):
            return Found(i, i, cal.year_of(int(match[2]), match[1]), sort="year")
        if month is None:
            return None
        if found := self.year(i + 1):
            self.years[month] = found[0]
            return Found(i, i + 1, cal.month_of(found[0], month, match[1]), sort="month")
        if self.published is None:
            return Found(i, i, open_at("month"), sort="month")
        return Found(i, i, cal.latest_month(month, self.published, self.future(i), match[1]), sort="month")

    def named_day(self, i: int) -> Found | None:
        """Holidays of fixed date, and days known by a name ("9/11")."""
        for text, date in self.data["named_days"].items():
            parts = text.split()
            if self.lower[i : i + len(parts)] == parts:
                return Found(i, i + len(parts) - 1, cal.on(dt.date(*date)), sort="date")
        best: Found | None = None
        for text, (month, day) in self.data["holidays"].items():
            parts = text.split()
            if (
                self.lower[i : i + len(parts)] == parts
                and self.words[i][0].isupper()
                and (best is None or len(parts) > best.last - i + 1)
            ):
                last = i + len(parts) - 1
                year = self.year(last + 1)
                best = self._dated(i, last + 1 if year else last, month, day, year[0] if year else None)
        return best
