# SPDX-License-Identifier: Apache-2.0
"""An interval grammar for times in news English, over a list of words; the words themselves are in data/times.yaml.

Each rule is a method that takes a position and returns what it found there or None; `scan` keeps the longest at each place.
What the report does not settle gets a span without dates, never a guess: "recently", "last week" without a publication date,
"two days later" where no time was told. The rules themselves: `dategrammar` (days to years), `partgrammar` (seasons, weeks of
a month, feasts, other calendars), `spangrammar` (from the report; lengths; what repeats), `toldgrammar` (from another time);
here the hours of a day, and times put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import VAGUE, Interval
from sayso.mentions.timewords import DASHES, YEAR, Found
from sayso.mentions.toldgrammar import Told

_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?")
_SIMPLE = ("date", "weekday", "month", "year", "deictic", "decade", "season", "span", "ago", "told")
"""Sorts that "early", "late", "the night of" stand before, and that other times may count from."""
_FAR = 4
"""Sentences over which a time told still is the one that "two days later" counts from. On the training part of the dispatches
27 of 36 such times then have the days that the markers gave; with one sentence fewer were found, and no larger share right."""
_SAID = 4
"""Words before a time in which a verb of saying makes it the time of the saying: "told reporters late on Thursday"."""


class Scanner(Told):
    """One text's words, read against the report's day of publication (None where unknown)."""

    def clock(self, i: int) -> Found | None:
        """ "10:30 a.m.", "3 p.m. on Friday", "at 0400 GMT", "five o'clock": the day where one is said beside it."""
        if (time := self._clock(i)) is None:
            return None
        value, last = time
        while self.at(last + 1) in self.data["clock_words"] or (self.at(last + 1) == "time" and self.at(last) == "local"):
            last += 1
        k = last + 1
        k += self.at(k) in (",", "on")
        day = None if self.at(last + 1) == "," and self.weekday(k) is None else self._day(k)
        if day is not None and day.interval.precision == "day":
            return replace(day.widened(i), part=value)
        return self.that_day(i, last, "clock", value)

    def _clock(self, i: int) -> tuple[str, int] | None:
        """A time of day at `i`: (hh:mm, last word)."""
        word, after = self.at(i), self.at(i + 1)
        if (match := re.fullmatch(r"(\d{1,2})(am|pm)", word)) and int(match[1]) <= 12:
            return _hours(int(match[1]), 0, match[2]), i
        hour = _CLOCK.fullmatch(word)
        number = int(hour[1]) if hour else self.data["number_words"].get(word)
        if number is None or number > 24 or not (hour or word.isalpha()):
            if re.fullmatch(r"[012]\d[0-5]\d", word) and after in ("gmt", "utc", "hours", "hrs"):
                return f"{word[:2]}:{word[2:]}" + "Z" * (after in ("gmt", "utc")), i + 1
            return None
        minutes = int(hour[2]) if hour and hour[2] else 0
        if after in self.data["clock_marks"] and number <= 12:
            return _hours(number, minutes, self.data["clock_marks"][after]), i + 1
        if after == "o'clock":
            return f"{number:02}:{minutes:02}", i + 1
        if (
            hour
            and hour[2]
            and (":" in word)
            and (
                self.at(i - 1) in ("at", "around", "about", "by", "before", "after", "until", "since")
                or after in self.data["clock_words"]
            )
        ):
            zulu = after in ("gmt", "utc")
            return f"{number:02}:{minutes:02}" + "Z" * zulu, i + zulu
        return None

    def _day(self, i: int) -> Found | None:
        return self.weekday_date(i) or self.day_month(i) or self.month_day(i) or self.deictic(i)

    def part_of(self, i: int) -> Found | None:
        """ "The night of 5–6 March", "the evening of Friday", "late Thursday", "early on Friday", "dawn on 5 May", "before
        dawn on Sunday"."""
        j = i + (self.at(i) in ("before", "after", "around", "about", "until", "at", "since") and bool(self.day_part(i + 1)))
        j += self.at(j) in ("in", "during") and self.at(j + 1) == "the"
        j += self.at(j) in ("early", "late") or self.at(j) == "the"
        j += self.at(j) in ("early", "late")
        j += self.at(j) == "small"
        if self.at(j) == "hours" and self.at(j + 1) == "of":  # "in the early hours of Friday"
            inner = self._simple(j + 2)
            return (
                replace(inner.widened(i), part="MO")
                if inner and inner.interval.precision == "day" and inner.kind == "point"
                else None
            )
        if (part := self.day_part(j)) and self.at(j + 1) in ("of", "on", "to", "from", "between", ",", "last"):
            if self.at(j + 1) == "," and self.weekday(j + 2) is None:
                return None
            k = j + 1 if self.at(j + 1) == "last" else j + 2
            inner = self._simple(k + (self.at(k) == "the" and self.day(k + 1) is not None))
            if inner is None or inner.interval.precision != "day":
                return None
            if self.at(j + 1) == "to" and part == "NI" and inner.interval.start:  # "the night to Monday"
                inner = replace(inner, interval=Interval(cal.days_from(inner.interval.start, -1), inner.interval.end, "day"))
            return replace(inner.widened(i), part=part)
        if part and (inner := self._day(j + 1)):
            return replace(inner.widened(i), part=part)  # "before sunrise Monday"
        if self.at(i) in ("early", "late", "earlier", "later"):
            k = i + 1 + (self.at(i + 1) in ("on", "in"))
            if self.at(k) == "the" and self.day_part(k + 1):
                return None
            inner = self._day(k) or (
                self.unit_span(k) if self.at(i) in ("earlier", "later") and self.at(k) in ("last", "next") else None
            )
            mod = {"early": "START", "late": "END"}.get(self.at(i), "")
            return replace(inner.widened(i), mod=mod) if inner else None
        return None

    def week_of(self, i: int) -> Found | None:
        """ "The week of May 3", "the week that ended on 5 May", "the year to 31 March", "the three months ended Sept. 30"."""
        j = i + (self.at(i) == "the")
        number = self.number(j)
        k = j + number[1] if number else j
        unit = self.unit(k)
        if unit is None or (number is None and self.at(i) != "the"):
            return None
        m = k + 1 + (self.at(k + 1) == "that")
        if self.at(m) not in ("of", "ended", "ending", "beginning", "starting"):
            return None
        m += 1 + (self.at(m + 1) in ("on", "in"))
        inner = self._simple(m)
        if (
            inner is None
            or inner.interval.start is None
            or inner.interval.end is None
            or inner.sort not in ("date", "month", "weekday")
        ):
            return None
        count = int(number[0]) if number and number[0] and number[0] == int(number[0]) else 1 if number is None else None
        if count is None or unit not in ("day", "week", "month", "year"):
            return None
        days = {"week": 7 * count, "day": count}.get(unit)
        if self.at(m - 1) == "of" or self.at(m - 2) == "of":
            interval = (
                cal.around(Interval(inner.interval.start, inner.interval.start, "day"), "week") if unit == "week" else None
            )
        elif "end" in self.at(k + 1) or "end" in self.at(k + 2):
            last = inner.interval.end
            first = (
                cal.days_from(last, 1 - days)
                if days
                else cal.days_from(cal.months_from(last, -count * (12 if unit == "year" else 1)), 1)
            )
            interval = Interval(first, last, unit)
        else:
            first = inner.interval.start
            last_ = (
                cal.days_from(first, days - 1)
                if days
                else cal.days_from(cal.months_from(first, count * (12 if unit == "year" else 1)), -1)
            )
            interval = Interval(first, last_, unit)
        if interval is None or interval.start is None or interval.end is None:
            return None
        length = Found(i, k, VAGUE, "duration", "length", unit=unit, amount=count)
        return Found(
            i,
            inner.last,
            interval,
            sort="span",
            anchor=inner.anchor,
            inner=() if unit == "week" and count == 1 else (length, inner),
        )

    def _simple(self, i: int) -> Found | None:
        """The longest simple time at `i`, whether or not it ends within the sentence. Kept until the next time is found: joined
        and bounded times ask for the same one again."""
        if not self.may_open(i):
            return None
        key = i, self.deadline
        if key not in self._kept:
            self._kept[key] = self._longest(i)
        return self._kept[key]

    def _longest(self, i: int) -> Found | None:
        best: Found | None = None
        rules: tuple[Callable[[int], Found | None], ...] = (
            self.named_day,
            self.numeric,
            self.other_calendar,
            self.day_month,
            self.month_day,
            self.weekday_of_month,
            self.weekday_date,
            self.month_year,
            self.tied_part,
            self.decade,
            self.year_alone,
            self.season,
            self.quarter,
            self.deictic,
            self.present,
            self.ago,
            self.unit_span,
            self.same,
            self.neighbour,
            self.the_unit,
            self.year_before,
            self.century_of,
            self.week_of_month,
            self.day_alone,
            self.end_of,
            self.part_of,
            self.clock,
            self.day_part_alone,
            self.vague,
        )
        for rule in rules:
            found = rule(i)
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best

    def simple_at(self, i: int) -> Found | None:
        """The longest simple time at `i`, within its sentence."""
        best = self._simple(i)
        return best if best is None or not self._crosses(best) else None

    def point(self, i: int) -> Found | None:
        """The longest time at `i` that is one point: simple, or counted from another one."""
        options = [
            f
            for f in (self.simple_at(i), self.apart(i), self.week_of(i), self.eve(i), self.anniversary(i))
            if f and not self._crosses(f)
        ]
        found = max(options, key=lambda f: f.last, default=None)
        return self._with_clock(found) if found else None

    def _with_clock(self, found: Found) -> Found:
        """ "Friday at 10 a.m.", "Friday about 3 p.m." as one."""
        k = found.last + 1
        k += self.at(k) == ","
        k += self.at(k) in ("at", "around", "about", "by")
        k += self.at(k) in ("around", "about")
        if (
            found.interval.precision != "day"
            or found.kind != "point"
            or k == found.last + 1
            or (time := self._clock(k)) is None
        ):
            return found
        return replace(found, last=time[1], part=time[0])

    def _crosses(self, found: Found) -> bool:
        """Whether a time would run over the end of a sentence."""
        return any(k in self.breaks for k in range(found.first + 1, found.last + 1))

    def joined(self, i: int) -> Found | None:
        """Simple times joined: "in 1997 and 1998", "the evening of 9 January and this morning", "March to May 2015"."""
        found = self.point(i)
        while found is not None and found.sort not in ("vague", "adjective", "clock"):
            j = found.last + 1
            if self.at(j) not in ("and", "or", "to", "through", *DASHES):
                break
            k = j + 2 if self.at(j + 1) in ("in", "on") else j + 1
            more = self.point(k)
            if (
                more is None
                or more.sort in ("vague", "clock", "told")
                or more.ref == "present"
                or k in self.breaks
                or ((more.sort == "weekday") != (found.sort == "weekday") and not _next_days(found, more))
            ):
                break
            if self.at(j) == "to" and found.sort == "deictic":
                break
            if self.at(j) in ("to", "through", *DASHES):
                found, more = self._in_order(found, more)
            first = self._same_year(found, more)
            put = cal.stretch if self.at(j) in ("to", "through", *DASHES) else cal.cover
            simple = (replace(found, interval=first), *more.simple) if not found.inner else (*found.inner, *more.simple)
            found = Found(found.first, more.last, put(first, more.interval), sort=found.sort, anchor=more.anchor, inner=simple)
        return found

    def _in_order(self, first: Found, more: Found) -> tuple[Found, Found]:
        """ "From Friday to Sunday": weekdays in the order of the words, the later one not beyond the report where it is
        past."""
        a, b = first.interval, more.interval
        if first.sort != "weekday" or more.sort != "weekday" or a.start is None or b.start is None or a.start <= b.start:
            return first, more
        week = 7 if self.published is None or not self.past(first.first) or cal.days_from(b.start, 7) == self.published else -7
        if week > 0:
            return first, replace(more, interval=cal.shifted(b, week, "day"))
        return replace(first, interval=cal.shifted(a, week, "day")), more

    def _same_year(self, found: Found, more: Found) -> Interval:
        """ "March to May 2015": the first takes the year of the second where that alone gives one."""
        start, later = found.interval.start, more.interval.start
        said = any(YEAR.fullmatch(w) for w in self.lower[found.first : found.last + 1])
        if (
            found.sort == more.sort == "month"
            and later
            and not said
            and any(YEAR.fullmatch(w) or w == "year" for w in self.lower[more.first : more.last + 1])
        ):
            month = self.month(found.last)
            return cal.month_of(later.year, month) if month else found.interval
        if found.sort == more.sort == "date" and later and start and not said and start > later:
            made = cal.make(later.year, start.month, start.day)
            return cal.on(made) if made else found.interval
        return found.interval

    def bounded(self, i: int) -> Found | None:
        """ "since October", "until May 1989", "between X and Y", "from X to Y", "by Friday", "after 2011", "throughout
        March"."""
        word = self.at(i)
        if found := self.since_then(i):
            return found
        if word in ("throughout", "all"):
            k = i + 1 + (self.at(i + 1) in ("of", "through"))
            inner = self.simple_at(k) or (self.simple_at(k + 1) if self.at(k) == "the" else None)
            if inner is not None and inner.interval.known and inner.sort in _SIMPLE and inner.interval.precision != "day":
                return inner.within(i, cal.throughout(inner.interval), "bounded")
        if word in ("between", "from"):
            first = self.point(i + 1)
            if first is not None and first.sort not in ("vague", "clock"):
                j = first.last + 1
                links = ("and",) if word == "between" else ("to", "until", "till", "through", "up", *DASHES)
                more = self.point(j + 1 + (self.at(j) == "up" and self.at(j + 1) == "to")) if self.at(j) in links else None
                if more is not None and more.sort not in ("vague", "clock"):
                    put = cal.cover if word == "between" else cal.stretch
                    first, more = self._in_order(first, more)
                    own = self._same_year(first, more)
                    inner_ = (replace(first, interval=own) if not first.inner else first, *more.simple)
                    return Found(i, more.last, put(own, more.interval), sort="bounded", anchor=more.anchor, inner=inner_)
                start, end = first.interval.start, first.interval.end
                if word == "from" and first.interval.precision == "day" and start and end and start < end:
                    return first.within(i, cal.stretch(cal.on(start), cal.on(end)), "bounded")      # "from 9 to 13 September"
                if word == "between" and not (self.at(first.last - 1) == "and" or first.interval.start != first.interval.end):
                    return None
        for name in ("since", "until", "by", "before", "after"):
            if length := self.phrase(name, i):
                self.deadline = name in ("until", "by", "before")
                inner = self.joined(i + length) or (
                    self.joined(i + length + 1) if self.at(i + length) == "the" and (name != "by") else None
                )
                self.deadline = False
                if inner is not None and name in ("before", "after") and self.day_part(i + length) and inner.part:
                    continue  # "before dawn on Thursday" is on that day
                if (
                    inner is None
                    or inner.sort in ("vague", "clock", "adjective")
                    or (inner.sort == "span" and not inner.mod and name in ("by", "after", "before"))
                ):
                    continue
                if word == "from" and inner.sort in ("deictic", "span", "ago", "told"):
                    continue
                return inner.within(i, self._bound(name, word, inner), "bounded")
        return None

    def _bound(self, name: str, word: str, inner: Found) -> Interval:
        """What a preposition makes of an interval: open before or after it; from when, until when at least."""
        got = inner.interval
        if name == "since":
            ongoing = word in self.data["ongoing"] or word == "ever"
            known = ongoing and got.start and (self.published is None or got.start <= self.published)
            end = self.published if known else None
            latest = got.end if end is None or got.end is None else min(got.end, end)
            return Interval(got.start, end, got.precision, latest, end)
        if name == "after":
            return Interval(got.end, None, got.precision)
        end = got.end if name != "before" or inner.mod == "END" else cal.days_from(got.start, -1) if got.start else None
        start = self.published if end is not None and self.published is not None and end > self.published else None
        return Interval(
            start, end, got.precision, None, got.start if name == "until" else None
        )  # a deadline runs from the report on

    def best(self, i: int) -> Found | None:
        """The longest time at `i` of any sort."""
        if not self.may_open(i):
            return None
        options = [f for f in (self.bounded(i), self.duration(i), self.repeated(i), self.joined(i)) if f is not None]
        options = [f for f in options if not self._crosses(f)]
        if not options:
            return self.adjective(i)
        return max(options, key=lambda f: (f.last, f.kind == "point"))

    def scan(self) -> Iterator[Found]:
        """All times, left to right, without overlap."""
        i, sentence, told_in, day_in, quarter_in = 0, 0, 0, 0, 0
        while i < len(self.words):
            if i in self.breaks:
                sentence += 1
                self.told_here = False
                self._kept.clear()
                if sentence - told_in > _FAR:
                    self.told = None
                self.day_near = self.day_near and sentence - day_in <= 1
                if sentence - day_in > _FAR:
                    self.day_told = None
                if sentence - quarter_in > _FAR:
                    self.quarter_told = None
            found = self.best(i)
            if found is None:
                i += 1
                continue
            yield found
            self._kept.clear()
            if found.sort == "quarter" and found.interval.known:
                self.quarter_told, quarter_in = found, sentence
            if self._tells(found):
                self.told, told_in, self.told_here = found, sentence, True
                if found.interval.precision == "day":
                    self.day_told, day_in, self.day_near = found, sentence, True
            i = found.last + 1

    def _tells(self, found: Found) -> bool:
        """Whether a later time may count from this one: it has days, and is not when somebody spoke."""
        interval = found.interval
        if found.kind != "point" or interval.start is None or interval.end is None or found.ref == "present":
            return False
        if found.sort not in (*_SIMPLE, "anniversary") or (
            found.anchor == "text" and interval.start == interval.end == self.published
        ):
            return False  # the last: a dateline
        for k in range(found.first - 1, max(-1, found.first - 1 - _SAID), -1):
            if self.at(k) in self.data["said"]:
                return False
            if k in self.breaks:
                break
        return True


def _next_days(first: Found, more: Found) -> bool:
    """Whether two times are one day and the next: "on Saturday night and early today"."""
    a, b = first.interval, more.interval
    return (
        more.sort == "deictic"
        and a.precision == b.precision == "day"
        and a.end is not None
        and b.start is not None
        and (b.start - a.end).days == 1
    )


def _hours(hour: int, minutes: int, half: str) -> str:
    """The clock of 24 hours."""
    return f"{hour % 12 + (12 if half == 'pm' else 0):02}:{minutes:02}"
