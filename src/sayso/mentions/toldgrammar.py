# SPDX-License-Identifier: Apache-2.0
"""Rules for times counted from another time of the report: the one told last ("two days later", "that week"), or one that
stands in the same words ("two days before 5 March", "on the eve of Friday's vote", "the third anniversary of 9 May 2011").

`Readers.told` is the time told last, kept up by the scanner: none where no time was told near enough. What has none gets a span
without dates.
"""

from __future__ import annotations

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import VAGUE, Interval, open_at
from sayso.mentions.spangrammar import Spans
from sayso.mentions.timewords import DASHES, Found

_SAME = ("that", "same")
_NEXT = {"next": 1, "following": 1, "subsequent": 1, "previous": -1, "preceding": -1}
_LATER = {
    "later": 1,
    "after": 1,
    "afterwards": 1,
    "afterward": 1,
    "thereafter": 1,
    "on": 1,
    "earlier": -1,
    "before": -1,
    "prior": -1,
    "beforehand": -1,
    "previously": -1,
}
_END = (".", ",", ";", ":", ")", "", "-", "–", "—", "and", "but", "when", "”", '"', "''")
"""What follows "after" and "before" where they stand for "after that"."""
_LEADS = ("early", "earlier", "late", "later", "on")
_HOURS = 6
"""So many hours later mostly still is the same day; beyond, the day stays open (the same in `calendar.ago`)."""
_SKIPPED = 4
"""Words between "anniversary of" or "eve of" and the day in them: "the anniversary of the deadly 9 May riots"."""


class Told(Spans):
    """Each rule takes a position and gives what it found there, or None."""

    def from_told(self, first: int, last: int, count: int, unit: str, *, part: str = "", value: str = "") -> Found:
        """So many units after the time told last; `unit` itself where count is 0."""
        told = self._told_for(unit)
        if unit == "year" and count and self.quarter_told is not None:
            told = self.quarter_told
        if told and told.interval.start and self.published and told.interval.start > self.published and self.past(last):
            told = None  # what is over does not count from what is to come
        if told is None or told.interval.start is None:
            return Found(
                first, last, open_at("day") if part and unit == "day" else VAGUE, sort="told", part=part, value=value, unit=unit
            )
        interval = cal.shifted(told.interval, count, unit) if count else cal.around(told.interval, unit)
        beyond = (
            interval.start is not None and self.published is not None and interval.start > self.published and self.past(last)
        )
        if not interval.known or beyond:
            return Found(first, last, VAGUE, sort="told", part=part, value=value, unit=unit)
        return Found(first, last, interval, sort="told", part=part, unit=unit, anchor="time", anchor_at=(told.first, told.last))

    def _told_for(self, unit: str) -> Found | None:
        """The time told last, for days and weeks the day told last, where a month or a year was told since: "seized on
        4 May … a man known in 2011 … two days later"."""
        told, day = self.told, self.day_told
        coarse = unit in ("day", "week") and told is not None and cal.FINENESS.index(told.interval.precision) > 1
        return day if coarse and day is not None else told

    def same(self, i: int) -> Found | None:
        """ "That week", "the same day", "later that night"."""
        j = i + (self.at(i) in _LEADS)
        j += self.at(j) == "the"
        j += self.at(j) == "very"
        if self.at(j) not in _SAME or (self.at(j) == "that" and self.at(j - 1) == "the"):
            return None
        k = j + 1 + (self.at(j + 1) == "same")
        part = self.day_part(k)
        unit = "day" if part else self.unit(k)
        if unit is None or unit in ("hour", "minute", "second", "quarter") or self.at(k).endswith("s"):
            return None
        if self.at(k + 1) == "'s" and self.at(j) == "that":
            return None
        return self.from_told(i, k, 0, unit, part=part)

    def that_day(self, first: int, last: int, sort: str, part: str) -> Found:
        """An hour or part of the day: of the one day told in this sentence; an hour also of the one told in the sentence before
        ("at dawn" may be the next day's)."""
        hour = part[:1].isdigit() and part != "24:00"
        told = self.told if self.told_here else self.day_told if hour and self.day_near else None
        if told is None or told.interval.precision != "day" or told.interval.start != told.interval.end:
            return Found(first, last, open_at("day"), sort=sort, part=part)
        return Found(first, last, told.interval, sort=sort, part=part, anchor="time", anchor_at=(told.first, told.last))

    def day_part_alone(self, i: int) -> Found | None:
        """ "At dawn", "in the morning"."""
        if not (length := self.phrase("day_parts", i)):
            return None
        return self.that_day(i, i + length - 1, "clock", self.day_part(i + length - 1))

    def the_unit(self, i: int) -> Found | None:
        """ "Over the weekend" is the last one up to the report; "in the quarter", "during the week": that of the time told."""
        weekend = self.at(i - 1) == "on" and self.at(i + 1) == "weekend"
        if self.at(i) != "the" or not (weekend or self.at(i - 1) in self.data["unit_starts"]):
            return None
        if self.at(i + 1) == "week" and self.at(i + 2) in DASHES and self.at(i + 3) == "end":
            return self._weekend(i, i + 3)
        if self.at(i + 2) not in self.data["unit_ends"]:
            return None
        unit = self.unit(i + 1)
        if unit not in ("week", "month", "quarter", "year", "weekend") or self.at(i + 1).endswith("s"):
            return None
        if unit == "weekend" and self.at(i - 1) != "of":
            return self._weekend(i, i + 1)
        if unit == "quarter":
            told = self.quarter_told
            if told is None:
                return Found(i, i + 1, open_at("season"), sort="told")
            return Found(i, i + 1, told.interval, sort="told", anchor="time", anchor_at=(told.first, told.last))
        return self.from_told(i, i + 1, 0, unit)

    def _weekend(self, first: int, last: int) -> Found:
        interval = cal.whole(0, "weekend", self.published) if self.published else open_at("day")
        return Found(first, last, interval, sort="span", unit="weekend", part="WE", anchor="report" if self.published else None)

    def year_before(self, i: int) -> Found | None:
        """ "The year-earlier period", "year-ago": the same time of the year before the one told."""
        j = i + (self.at(i) == "the")
        if self.at(j) != "year" or self.at(j + 1) not in DASHES or self.at(j + 2) not in ("ago", "earlier"):
            return None
        last = j + 2 + (self.at(j + 3) in ("quarter", "period", "month", "week", "half"))
        told = self.quarter_told or (self.told if self.told and self.told.sort == "month" else None)
        if told is None:
            return Found(i, last, VAGUE, sort="told", ref="past")
        interval = cal.shifted(told.interval, -1, "year")
        return Found(i, last, interval, sort="told", anchor="time", anchor_at=(told.first, told.last))

    def neighbour(self, i: int) -> Found | None:
        """ "The next day", "the following week", "the previous night", "the following Friday"."""
        j = i + (self.at(i) in _LEADS)
        article = self.at(j) == "the"
        j += article
        step = _NEXT.get(self.at(j))
        if step is None or (not article and self.at(j) not in ("following", "subsequent")):
            return None
        k = j + 1
        if (weekday := self.weekday(k)) is not None:
            return self._weekday(i, k, weekday, step)
        part = self.day_part(k)
        unit = "day" if part else self.unit(k)
        if unit is None or unit in ("hour", "minute", "second", "quarter") or self.at(k).endswith("s"):
            return None
        if unit == "day" and self.day_part(k + 1):
            k, part = k + 1, self.day_part(k + 1)
        told = self.told
        if (
            unit == "week"
            and told is not None
            and told.interval.precision == "day"
            and told.interval.start
            and told.interval.end
        ):
            # the seven days after or before that day, as last week is those before the report
            first, last = (1, 7) if step > 0 else (-7, -1)
            interval = Interval(cal.days_from(told.interval.end, first), cal.days_from(told.interval.start, last), "week")
            return Found(i, k, interval, sort="told", unit=unit, anchor="time", anchor_at=(told.first, told.last))
        return self.from_told(i, k, step, unit, part=part)

    def _weekday(self, first: int, last: int, weekday: int, step: int) -> Found | None:
        told = self.told.interval.start if self.told else None
        part = self.day_part(last + 1)
        end = last + bool(part)
        value = f"XXXX-WXX-{weekday + 1}"
        if told is None or self.told is None or self.told.interval.precision != "day":
            return Found(first, end, open_at("day"), sort="weekday", part=part, value=value)
        day = cal.next_weekday(weekday, told, after=True) if step > 0 else cal.latest_weekday(weekday, told, before=True)
        return Found(
            first, end, cal.on(day), sort="weekday", part=part, anchor="time", anchor_at=(self.told.first, self.told.last)
        )

    def apart(self, i: int) -> Found | None:
        """ "Two days later", "a week earlier", "days later", "the day before"; "two days after 5 March" from that day."""
        number = self.number(i)
        j = i + number[1] if number else i
        count = number[0] if number else None
        if (
            number is None
            and self.at(i) == "the"
            and self.at(i + 1) in ("day", "night", "week", "month", "year", "morning", "evening")
        ):
            j, count = i + 1, 1.0
        elif number is None and self.at(i) not in self.data["bare_units"]:
            return None
        part = self.day_part(j)
        unit = "day" if part else self.unit(j)
        way = _LATER.get(self.at(j + 1))
        if unit is None or way is None or (self.at(i) == "the" and self.at(j + 1) not in ("before", "after")):
            return None
        last = j + 1
        word = self.at(last)
        if word == "on" or (word == "previously" and self.told is None and number is None):
            return None
        whole = count is not None and count == int(count) and not self.inexact(i, j)
        length = Found(i, j, VAGUE, "duration", "length", unit=unit, amount=count, mod=self.mod(i, j))
        if word in ("after", "before", "prior") and self.at(last + 1) not in _END:
            to = last + 1 + (word == "prior" and self.at(last + 1) == "to")
            return self._from_point(i, to, length, int(count) * way if whole and count is not None else None, unit)
        steps = int(count) * way * self.weeks_in(j) if whole and count is not None else None
        return self._apart(i, last, steps, unit, part)

    def _apart(self, first: int, last: int, steps: int | None, unit: str, part: str) -> Found:
        told = self.told
        if (
            unit in ("hour", "minute")
            and told is not None
            and told.interval.precision == "day"
            and (unit == "minute" or (steps and abs(steps) < _HOURS))
        ):
            return self.from_told(first, last, 0, "day")
        if steps is None or unit not in cal.FINENESS:
            return Found(first, last, VAGUE, sort="vague", unit=unit)
        return self.from_told(first, last, steps, unit, part=part)

    def _from_point(self, first: int, at: int, length: Found, steps: int | None, unit: str) -> Found | None:
        """So long before or after a time in the same words; before or after an event it is a time without dates."""
        inner = self.simple_at(at) or (self.simple_at(at + 1) if self.at(at) == "the" else None)
        if inner is None:
            return Found(first, at - 1, VAGUE, sort="vague", unit=unit, inner=(length,))
        interval = cal.shifted(inner.interval, steps, unit) if steps is not None else VAGUE
        known = interval.known
        parts = () if self.at(first) == "the" and known else (length, *inner.simple)
        return Found(
            first,
            inner.last,
            interval,
            sort="told",
            anchor="time" if known else None,
            anchor_at=(inner.first, inner.last) if known else None,
            inner=parts,
        )

    def eve(self, i: int) -> Found | None:
        """ "The eve of 5 March", "on the eve of Friday's vote": the day before; of an event, a time without dates."""
        j = i + (self.at(i) == "on")
        j += self.at(j) == "the"
        if self.at(j) != "eve" or self.at(j + 1) != "of":
            return None
        inner = self._day_within(j + 2)
        if inner is None or inner.interval.precision != "day":
            return Found(i, j + 1, VAGUE, sort="vague")
        interval = cal.shifted(inner.interval, -1, "day")
        return Found(
            i,
            inner.last,
            interval,
            sort="told",
            anchor="time" if interval.known else None,
            anchor_at=(inner.first, inner.last) if interval.known else None,
            inner=(inner,),
        )

    def anniversary(self, i: int) -> Found | None:
        """ "The third anniversary of the 9 May 2011 riots": that day three years on; without a number the latest such day up to
        the report. Only a day gives a day."""
        j = i + (self.at(i) == "the")
        order = self.ordinal(j)
        k = j + order[1] if order else j
        k += self.at(k) == "year" and self.at(k + 1) == "anniversary"
        if self.at(k) != "anniversary" or (order and order[0] < 1):
            return None
        inner = self._day_within(k + 2) if self.at(k + 1) == "of" else None
        if inner is None or inner.interval.start is None:
            return Found(i, k, VAGUE, sort="anniversary")
        start, at = inner.interval.start, (inner.first, inner.last)
        if order is not None and inner.anchor == "text":
            year = start.year + order[0]
            if inner.interval.precision == "day" and (day := cal.make(year, start.month, start.day)):
                return Found(i, k, cal.on(day), sort="anniversary", anchor="time", anchor_at=at)
            if inner.interval.precision == "year" and year < 9999:
                return Found(i, k, cal.year_of(year), sort="anniversary", anchor="time", anchor_at=at)
        if order is None and inner.interval.precision == "day" and self.published is not None:
            latest = cal.latest_day(start.month, start.day, self.published, False)
            return Found(i, k, cal.on(latest) if latest else VAGUE, sort="anniversary", anchor="time", anchor_at=at)
        return Found(i, k, VAGUE, sort="anniversary")

    def _day_within(self, i: int) -> Found | None:
        """The first simple time that begins within a few words, in the same sentence."""
        for j in range(i, i + _SKIPPED + 1):
            if j in self.breaks or self.at(j) in (".", ",", ";", ""):
                return None
            if self.may_open(j) and (found := self.simple_at(j)) is not None and found.interval.known:
                return found
        return None

    def since_then(self, i: int) -> Found | None:
        """ "Since then", "ever since": from the time told last up to the report."""
        if self.at(i) == "since" and self.at(i + 1) in ("then", "that"):
            last = i + 1
            if self.at(i + 1) == "that":
                return None
        elif self.at(i) == "ever" and self.at(i + 1) == "since" and self.at(i + 2) in _END:
            last = i + 1
        else:
            return None
        told = self.told
        if told is None or told.interval.start is None or self.published is None or told.interval.start > self.published:
            return Found(i, last, VAGUE, sort="vague", ref="past")
        interval = Interval(told.interval.start, self.published, told.interval.precision, told.interval.end, self.published)
        return Found(i, last, interval, sort="bounded", ref="past", anchor="time", anchor_at=(told.first, told.last))
