# SPDX-License-Identifier: Apache-2.0
"""Rules for what the calendar has besides days, months and years: seasons, quarters, decades, weeks and weekdays of a month,
ends of a month or year, feasts, and dates of other calendars, which are kept as words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import Interval, open_at
from sayso.mentions.dategrammar import MODS, Dates
from sayso.mentions.timewords import DASHES, Found

_DECADE = re.compile(r"['’‘]?(1[6-9]\d0|20\d0|[2-9]0)['’]?s")
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


class Parts(Dates):
    """Each rule takes a position and gives what it found there, or None."""

    def season(self, i: int) -> Found | None:
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
        return Found(
            i,
            last,
            cal.season_of(year, name) if not part else open_at("season"),
            sort="season",
            value=f"{year}-{code}",
            anchor="text",
            mod=MODS.get(part, ""),
        )

    def _season_undated(self, i: int, j: int, name: str, relative: str, part: str) -> Found | None:
        code = SEASON_CODES[name]
        undated = Found(i, j, open_at("season"), sort="season", value=f"XXXX-{code}", mod=MODS.get(part, ""))
        before = self.at(i - 1)
        if name == "fall" and self.at(j + 1) == "of":
            return None  # "since the fall of the junta"
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
        """ "The third quarter", "the first half of 2016", "fourth-quarter": the latest such one that had begun, where no year
        is given."""
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
        return Found(
            i, month.last, cal.on(made) if made else open_at("day"), sort="date", anchor=month.anchor if made else None
        )

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
        month = cal.months_from(
            self.published.replace(day=1), 0 if (order[0] <= self.published.day) != future else 1 if future else -1
        )
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
            return Found(i, last, open_at(unit), sort="span", mod=MODS[part])
        whole = cal.whole({"next": 1, "last": -1}.get(word, 0), unit, self.published)
        start = whole.start
        if start is None or whole.end is None:
            return None
        if unit == "week":
            interval = Interval(whole.end - dt.timedelta(days=2), whole.end, "week") if part == "late" else whole
        else:
            interval = cal.month_of(start.year, start.month, part) if unit == "month" else cal.year_of(start.year, part)
        return Found(i, last, interval, sort="span", mod=MODS[part], anchor="report", value=_whole_value(unit, start))

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
        if not (day or after or year) and (
            self.at(k) not in self.data["other_alone"] or self.at(i - 1) not in self.data["cues"]
        ):
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
        return Found(
            i,
            k,
            cal.decade_of(int(text) if len(text) == 4 else 1900 + int(text), part),
            sort="decade",
            mod=MODS.get(part, ""),
            anchor="text",
        )

    def century_of(self, i: int) -> Found | None:
        """ "The 19th century", "the early 20th century"."""
        j, _ = self.part(i)
        j += self.at(j) == "the"
        order = self.ordinal(j)
        if order is None or not 1 <= order[0] <= 21 or self.at(j + order[1] + (self.at(j + order[1]) in DASHES)) != "century":
            return None
        last = j + order[1] + (self.at(j + order[1]) in DASHES)
        return Found(i, last, open_at("vague"), sort="vague", value=f"{order[0] - 1:02}")

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
        if (
            this
            and this > self.published
            and not self.future(i)
            and (this - self.published).days > cal.NEAR
            and self.published.year > 1
        ):
            this = cal.weekday_in(weekday, which, cal.month_of(self.published.year - 1, month))
        return Found(i, last, cal.on(this) if this else open_at("day"), sort="date", anchor="report")


def _whole_value(unit: str, day: dt.date) -> str:
    """What TIMEX3 writes for a part of a month or year: the whole of it."""
    return {"month": f"{day.year:04}-{day.month:02}", "year": f"{day.year:04}"}.get(unit, "")
