# SPDX-License-Identifier: Apache-2.0
"""Rules for days, weekdays, months and years, alone and in parts ("early March")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import Interval, open_at
from sayso.mentions.timewords import DASHES, YEAR, Found, Readers

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MODS = {"early": "START", "mid": "MID", "late": "END"}
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Dates(Readers):
    """The rules for dates. Each takes a position and gives what it found there, or None."""

    def _dated(self, first: int, last: int, month: int, day: int, year: int | None) -> Found | None:
        """A day with or without its year; without one the report's day, or a year given before for that month, settles it."""
        if not any(cal.make(y, month, day) for y in ((year,) if year else (2000,))):
            return None
        anchor: str | None = "text"
        if year is not None:
            self.years[month] = year, first
            made = cal.make(year, month, day)
        elif (before := self.told_before(month, first)) or self.published is None:
            made = cal.make(before or 0, month, day)
        else:
            made, anchor = cal.latest_day(month, day, self.published, self.future(first), self.past(first)), "report"
        value = f"XXXX-{month:02}-{day:02}" if made is None else ""
        return Found(
            first, last, cal.on(made) if made else open_at("day"), sort="date", value=value, anchor=anchor if made else None
        )

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
        elif told := self.told_year(j + 1):
            year, last = told
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
        elif told := self.told_year(j):
            year, last = told
        return self._pair(i, last, month, first[0], other, year)

    def told_year(self, i: int) -> tuple[int, int] | None:
        """ "Of that year", "the following year", "last year" after a month or day: (year, last word), where the year it counts
        from is known."""
        j = i + (self.at(i) in ("of", "in"))
        if self.at(j) in ("last", "this", "next") and self.at(j + 1) == "year":
            return (self.published.year + {"last": -1, "this": 0, "next": 1}[self.at(j)], j + 1) if self.published else None
        j += self.at(j) == "the"
        offset = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}.get(self.at(j))
        if offset is None or self.at(j + 1) != "year" or (self.at(j) in ("next", "previous") and self.at(j - 1) != "the"):
            return None
        told = self.told.interval.start if self.told else None
        return (told.year + offset, j + 1) if told and 1 <= told.year + offset <= 9999 else None

    def _pair(self, first: int, last: int, month: int, day: int, other: int | None, year: int | None) -> Found | None:
        one = self._dated(first, last, month, day, year)
        if one is None or other is None:
            return one
        two = self._dated(first, last, month, other, one.interval.start.year if one.interval.start else year)
        return replace(one, interval=cal.cover(one.interval, two.interval)) if two else one

    def numeric(self, i: int) -> Found | None:
        """ "2016-03-04"; "25/12/2016" where only one reading is a date."""
        for n in (1, 5):  # as one word, or cut at its dashes
            if match := _ISO.fullmatch("".join(self.lower[i : i + n])):
                made = cal.make(int(match[1]), int(match[2]), int(match[3]))
                return Found(i, i + n - 1, cal.on(made), sort="date", anchor="text") if made else None
        if match := _SLASH.fullmatch(self.at(i)):
            a, b, year = int(match[1]), int(match[2]), int(match[3])
            both = {d for d in (cal.make(year, b, a), cal.make(year, a, b)) if d}
            if both:
                one = len(both) == 1
                return Found(i, i, cal.on(both.pop()) if one else open_at("day"), sort="date", anchor="text" if one else None)
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
        last, k, part = j, j + 1, ""
        if part := self.day_part(k):
            last, k = k, k + 1
        comma = 1 if self.at(k) in (",", "(") else 0
        if date := (self.month_day(k + comma) or self.day_month(k + comma)):
            return replace(date.widened(i), part=part)
        k += self.at(k) == "the"
        if (order := self.ordinal(k)) and self.at(k)[0].isdigit() and (day := self._fitting(weekday, order[0], i)):
            return Found(i, k + order[1] - 1, cal.on(day), sort="date", part=part, anchor="report")
        undated = Found(i, last, open_at("day"), sort="weekday", part=part, value=f"XXXX-WXX-{weekday + 1}")
        if word in ("following", "previous"):
            return None  # of another time, see toldgrammar
        if (of := self._of_week(j + 1)) is not None and self.published is not None:
            monday = cal.days_from(self.published, 7 * of[0] - self.published.weekday())
            if monday and (made := cal.days_from(monday, weekday)):
                return Found(i, of[1], cal.on(made), sort="weekday", anchor="report")
        if self.published is None:
            return undated
        if word in ("next", "coming"):
            made = cal.next_weekday(weekday, self.published, after=True)
        elif word in ("last", "past"):
            made = cal.latest_weekday(weekday, self.published, before=True)
        elif self.future(i):
            made = cal.next_weekday(weekday, self.published, after=True)
        else:
            made = cal.latest_weekday(weekday, self.published)
        return replace(undated, interval=cal.on(made), value="", anchor="report")

    def _of_week(self, i: int) -> tuple[int, int] | None:
        """ "Of last week", "next week" after a weekday: (weeks from the report's, last word)."""
        j = i + (self.at(i) == "of")
        if self.at(j + 1) != "week" or self.at(j) not in ("last", "this", "next"):
            return None
        return {"last": -1, "this": 0, "next": 1}[self.at(j)], j + 1

    def _fitting(self, weekday: int, day: int, i: int) -> dt.date | None:
        """ "Saturday the 18th": the nearest such day up to the report, with a future clause from it on."""
        if self.published is None:
            return None
        step = 1 if self.future(i) else -1
        for k in range(24):  # every weekday falls on every day of the month within that many months
            month = cal.months_from(self.published.replace(day=1), step * k)
            made = cal.make(month.year, month.month, day)
            if made and made.weekday() == weekday and (made - self.published).days * step >= 0:
                return made
        return None

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
        if year is None and (told := self.told_year(j + 1)):
            year, last = told
        mod = MODS.get(part, "")
        found_ = Found(i, last, open_at("month"), sort="month", mod=mod, value=f"XXXX-{month:02}")
        if year is not None:
            self.years[month] = year, i
            return replace(found_, interval=cal.month_of(year, month, part), anchor="text")
        if (before := self.told_before(month, i)) and not relative:
            return replace(found_, interval=cal.month_of(before, month, part), anchor="text")
        if self.published is None:
            return found_
        if relative in ("last", "past"):
            back = self.published.month <= month
            return replace(found_, interval=cal.month_of(self.published.year - back, month, part), anchor="report")
        future = relative == "next" or self.future(i)
        return replace(
            found_, interval=cal.latest_month(month, self.published, future, part, open_=self.open(i)), anchor="report"
        )

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
            if self.at(k + 1) in self.data["eras"]:
                return Found(i, k + 1, open_at("year"), sort="calendar")
            interval = (
                cal.year_of(year, part)
                if plain
                else Interval(dt.date(year, 1, 1), dt.date(self._closing(k, year), 12, 31), "year")
            )
            return Found(i, k, interval, sort="year", mod=MODS.get(part, ""), value=str(year) if plain else "", anchor="text")
        return None

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
            spoken = self.year(j)
            return (spoken[0], j + spoken[1] - 1, True) if spoken and spoken[1] > 1 else None
        if (
            self.at(j + 1) in DASHES
            and re.fullmatch(r"\d\d|(?:1[6-9]|20)\d\d", self.at(j + 2))
            and (int(word) < self._closing(j + 2, int(word)) <= int(word) + 100)
        ):
            return int(word), j + 2, False
        return int(word), j, True

    def _is_year(self, j: int) -> bool:
        """Whether four figures are a year and not a number of things."""
        if self.at(j + 1) in self.data["quantities"] or self.at(j - 1) in (
            "$",
            "€",
            "£",
            "#",
            "at",
            "than",
            "no.",
            *self.data["numbered"],
        ):
            return False
        if not self.at(j).isdigit():
            return True
        year = int(self.at(j))
        limit = (self.published.year if self.published else 2030) + 15
        return self.at(j - 1) in ("in", "since") or 1900 <= year <= limit

    def tied_part(self, i: int) -> Found | None:
        """ "mid-March", "early-2016" as one word."""
        match = re.fullmatch(r"(early|mid|late)-(.+)", self.at(i))
        if match is None:
            return None
        month = self.data["months"].get(match[2])
        if YEAR.fullmatch(match[2]):
            return Found(i, i, cal.year_of(int(match[2]), match[1]), sort="year", anchor="text", value=match[2])
        if month is None:
            return None
        undated = Found(i, i, open_at("month"), sort="month", mod=MODS[match[1]])
        if found := self.year(i + 1):
            self.years[month] = found[0], i
            return replace(undated, last=i + 1, interval=cal.month_of(found[0], month, match[1]), anchor="text")
        if self.published is None:
            return undated
        return replace(undated, interval=cal.latest_month(month, self.published, self.future(i), match[1]), anchor="report")
