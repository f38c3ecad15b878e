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
_MODS = {"early": "START", "mid": "MID", "late": "END"}
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
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
        return Found(first, last, cal.on(made) if made else open_at("day"), sort="date", value=value,
                     anchor=anchor if made else None)

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
        mod = _MODS.get(part, "")
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
        return replace(found_, interval=cal.latest_month(month, self.published, future, part, open_=self.open(i)), anchor="report")

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
            interval = cal.year_of(year, part) if plain else Interval(dt.date(year, 1, 1), dt.date(self._closing(k, year), 12, 31), "year")
            return Found(i, k, interval, sort="year", mod=_MODS.get(part, ""), value=str(year) if plain else "", anchor="text")
        return self._season(i)

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
        if self.at(j + 1) in self.data["quantities"] or self.at(j - 1) in ("$", "€", "£", "#", "at", "than", "no.", *self.data["numbered"]):
            return False
        if not self.at(j).isdigit():
            return True
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
        code = SEASON_CODES[name]
        if found := self.year(k):
            year, last = found[0], k
        elif told := self.told_year(j + 1):
            year, last = told
        else:
            return self._season_undated(i, j, name, relative, part)
        return Found(i, last, cal.season_of(year, name) if not part else open_at("season"), sort="season", value=f"{year}-{code}",
                     anchor="text", mod=_MODS.get(part, ""))

    def _season_undated(self, i: int, j: int, name: str, relative: str, part: str) -> Found | None:
        code = SEASON_CODES[name]
        undated = Found(i, j, open_at("season"), sort="season", value=f"XXXX-{code}", mod=_MODS.get(part, ""))
        before = self.at(i - 1)
        cued = (
            bool(relative or part)
            or (name in ("summer", "winter", "autumn") and before in ("in", "since", "during"))
            or (before in ("in", "since", "during") and self.at(i) == "the")
        )
        if not cued:
            return None
        if self.published is None or part or (not relative and not (before == "since" or self.at(i) == "the")):
            return undated
        if relative == "next" or (not relative and self.future(i)):
            return replace(undated, interval=self._next_season(name), anchor="report")
        interval = cal.latest_season(name, self.published, over=relative == "last")
        if relative == "this":
            interval = self._this_season(name, interval)
        year = f"{interval.start.year}-{code}" if interval.start else undated.value
        return replace(undated, interval=interval, value=year, anchor="report")

    def _next_season(self, name: str) -> Interval:
        """The first such season that had not begun by the report's day."""
        assert self.published is not None
        make = cal.winter_from if name == "winter" else lambda year: cal.season_of(year, name)
        for year in (self.published.year, self.published.year + 1):
            found = make(year) if year <= 9999 else open_at("season")
            if found.start and found.start > self.published:
                return found
        return open_at("season")

    def _this_season(self, name: str, latest: Interval) -> Interval:
        """ "This summer": of the report's year; this winter the one that it is or that is next."""
        assert self.published is not None
        if name != "winter":
            return cal.season_of(self.published.year, name)
        running = latest.end is not None and latest.end >= self.published
        return latest if running or self.published.month < 7 else cal.winter_from(self.published.year)

    def quarter(self, i: int) -> Found | None:
        """ "The third quarter", "the first half of 2016", "fourth-quarter": the latest such one that had begun, where no year is
        given."""
        j = i + 1 if self.at(i) == "the" else i
        order = self.ordinal(j)
        if order is None or order[0] not in (1, 2, 3, 4, -1):
            return None
        k = j + order[1]
        k += self.at(k) in DASHES
        if self.at(k) not in ("half", "quarter") or (self.at(k) == "half" and order[0] > 2):
            return None
        parts = 2 if self.at(k) == "half" else 4
        which = order[0] if order[0] > 0 else parts
        m = k + 2 if self.at(k + 1) in ("of", "in", ",") else k + 1
        if found := self.year(m):
            year, last = found[0], m
        elif told := self.told_year(k + 1):
            year, last = told
        elif parts == 2 or order[0] < 0 or self.at(k + 1) == "of":
            return None
        elif self.published is None:
            return Found(i, k, open_at("season"), sort="quarter", value=f"XXXX-Q{which}")
        else:
            return Found(i, k, cal.latest_quarter(which, self.published, self.future(i)), sort="quarter", anchor="report")
        return Found(i, last, cal.quarter_of(year, which, parts), sort="quarter", anchor="text") if 1 <= year <= 9999 else None

    def weekday_of_month(self, i: int) -> Found | None:
        """ "The second Saturday of July", "the last Friday in May 2015"."""
        j = i + 1 if self.at(i) == "the" else i
        if (order := self.ordinal(j)) is None or (weekday := self.weekday(j + order[1])) is None:
            return None
        k = j + order[1] + 1
        if self.at(k) not in ("of", "in") or (month := self.month_year(k + 1)) is None:
            return None
        made = cal.weekday_in(weekday, order[0], month.interval)
        return Found(i, month.last, cal.on(made) if made else open_at("day"), sort="date", anchor=month.anchor if made else None)

    def week_of_month(self, i: int) -> Found | None:
        """ "The first week of January", "the last week of the month"."""
        j = i + 1 if self.at(i) == "the" else i
        order = self.ordinal(j)
        if order is None or self.at(j + order[1]) != "week" or self.at(j + order[1] + 1) not in ("of", "in"):
            return None
        month = self.month_year(j + order[1] + 2)
        if month is None or month.mod:
            return None
        return Found(i, month.last, cal.week_in(month.interval, order[0]), sort="date", anchor=month.anchor)

    def day_alone(self, i: int) -> Found | None:
        """ "On the 28th": of the month told last, else the latest such day (in the future the next)."""
        if self.at(i) != "the" or self.at(i - 1) not in ("on", "of", "since", "until", "by", "from", "before", "after", "for"):
            return None
        order = self.ordinal(i + 1)
        if order is None or not self.at(i + 1)[0].isdigit() or not 1 <= order[0] <= 31:
            return None
        last = i + order[1]
        if self.at(last + 1) not in self.data["unit_ends"] or self.day_part(last + 1):
            return None
        found = Found(i, last, open_at("day"), sort="date")
        told = self.told
        if told is not None and told.interval.start is not None and told.interval.precision in ("day", "month"):
            start = told.interval.start
            made = cal.make(start.year, start.month, order[0])
            if made and told.interval.precision == "day" and self.told_here and made < start and not self.past(i):
                made = None
            return replace(found, interval=cal.on(made), anchor="time", anchor_at=(told.first, told.last)) if made else found
        if self.published is None:
            return found
        future = self.future(i)
        month = cal.months_from(self.published.replace(day=1), 0 if (order[0] <= self.published.day) != future else 1 if future else -1)
        made = cal.make(month.year, month.month, order[0])
        return replace(found, interval=cal.on(made), anchor="report") if made else found

    def end_of(self, i: int) -> Found | None:
        """ "The end of the month", "the start of this year", "year's end": of the report's month, year or week."""
        j, part = self.part(i)
        if not part or self.at(j - 1) not in ("the", "of") or self.at(i) in ("early", "late", "mid"):
            return None
        word = self.at(j)
        unit = self.unit(j + 1) if word in ("this", "next", "last") else self.unit(j)
        last = j + 1 if word in ("this", "next", "last") else j
        if unit not in ("week", "month", "year") or self.at(last).endswith("s"):
            return None
        if self.published is None:
            return Found(i, last, open_at(unit), sort="span", mod=_MODS[part])
        whole = cal.whole({"next": 1, "last": -1}.get(word, 0), unit, self.published)
        start = whole.start
        if start is None or whole.end is None:
            return None
        if unit == "week":
            interval = Interval(whole.end - dt.timedelta(days=2), whole.end, "week") if part == "late" else whole
        else:
            interval = cal.month_of(start.year, start.month, part) if unit == "month" else cal.year_of(start.year, part)
        return Found(i, last, interval, sort="span", mod=_MODS[part], anchor="report", value=_whole_value(unit, start))

    def other_calendar(self, i: int) -> Found | None:
        """ "12 Ramadan 1435", "Rabi al-Awwal", "the year 1393 SH": kept as words, without days."""
        j = i + 1 if self.at(i) == "the" else i
        day = self.day(j)
        k = j + day[1] if day else j
        k += bool(day) and self.at(k) == "of"
        if self.at(k) not in self.data["other_months"] or not self.words[k][0].isupper():
            return None
        m = k + 1
        while m - k < 4 and self.at(m) in self.data["other_seconds"]:
            m += 1
        after = self.day(m) if not day else None
        last = m - 1 + (after[1] if after else 0)
        last += self.at(last) in DASHES and -1
        comma = self.at(last + 1) == ","
        year = re.fullmatch(r"1[2-5]\d\d|[5-7]\d{3}|20[01]\d", self.at(last + 1 + comma))
        if year:
            last += 1 + comma
            last += self.at(last + 1) in self.data["eras"]
        if not (day or after or year) and (self.at(k) not in self.data["other_alone"] or self.at(i - 1) not in self.data["cues"]):
            return None
        return Found(i if day or i == k else k, last, open_at("day" if day or after else "month"), sort="calendar")

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
        return Found(i, k, cal.decade_of(int(text) if len(text) == 4 else 1900 + int(text), part), sort="decade", mod=_MODS.get(part, ""), anchor="text")

    def century_of(self, i: int) -> Found | None:
        """ "The 19th century", "the early 20th century"."""
        j, _ = self.part(i)
        j += self.at(j) == "the"
        order = self.ordinal(j)
        if order is None or not 1 <= order[0] <= 21 or self.at(j + order[1] + (self.at(j + order[1]) in DASHES)) != "century":
            return None
        last = j + order[1] + (self.at(j + order[1]) in DASHES)
        return Found(i, last, open_at("vague"), sort="vague", value=f"{order[0] - 1:02}")

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
        undated = Found(i, i, open_at("month"), sort="month", mod=_MODS[match[1]])
        if found := self.year(i + 1):
            self.years[month] = found[0], i
            return replace(undated, last=i + 1, interval=cal.month_of(found[0], month, match[1]), anchor="text")
        if self.published is None:
            return undated
        return replace(undated, interval=cal.latest_month(month, self.published, self.future(i), match[1]), anchor="report")

    def named_day(self, i: int) -> Found | None:
        """Holidays of fixed date, and days known by a name ("9/11")."""
        for text, date in self.data["named_days"].items():
            parts = text.split()
            if self.lower[i : i + len(parts)] == parts:
                return Found(i, i + len(parts) - 1, cal.on(dt.date(*date)), sort="date", anchor="text")
        best: Found | None = self._movable(i)
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

    def _movable(self, i: int) -> Found | None:
        """Holidays on a weekday of a month ("Thanksgiving"), and feasts without a fixed day ("Eid al-Fitr")."""
        if not self.words[i][0].isupper():
            return None
        if length := self.phrase("undated_holidays", i):
            return Found(i, i + length - 1, open_at("day"), sort="date")
        if not (length := self.phrase("weekday_holidays", i)):
            return None
        month, weekday, which = self.data["weekday_holidays"][" ".join(self.lower[i : i + length])]
        last = i + length - 1
        if year := self.year(last + 1):
            made = cal.weekday_in(weekday, which, cal.month_of(year[0], month))
            return Found(i, last + year[1], cal.on(made) if made else open_at("day"), sort="date", anchor="text")
        if self.published is None:
            return Found(i, last, open_at("day"), sort="date")
        this = cal.weekday_in(weekday, which, cal.month_of(self.published.year, month))
        if this and this > self.published and not self.future(i) and (this - self.published).days > cal.NEAR and self.published.year > 1:
            this = cal.weekday_in(weekday, which, cal.month_of(self.published.year - 1, month))
        return Found(i, last, cal.on(this) if this else open_at("day"), sort="date", anchor="report")


def _whole_value(unit: str, day: dt.date) -> str:
    """What TIMEX3 writes for a part of a month or year: the whole of it."""
    return {"month": f"{day.year:04}-{day.month:02}", "year": f"{day.year:04}"}.get(unit, "")
