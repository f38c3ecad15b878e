# SPDX-License-Identifier: Apache-2.0
"""An interval grammar for times in news English, over a list of words; the words themselves are in data/times.yaml.

Each rule is a method that takes a position and returns what it found there or None; `scan` keeps the longest at each place.
What the report does not settle gets a span without dates, never a guess: "recently", "the next day", "last week" without a
publication date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import VAGUE, Interval, open_at
from sayso.mentions.dategrammar import Dates
from sayso.mentions.timewords import DASHES, YEAR, Found


class Scanner(Dates):
    """One text's words, read against the report's day of publication (None where unknown)."""

    def deictic(self, i: int) -> Found | None:
        """ "today", "last night", "tomorrow morning"; and the times left open ("recently")."""
        for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if length := self.phrase(name, i):
                made = cal.days_from(self.published, days) if self.published else None
                end = i + length - 1
                if self.at(end + 1) in self.data["parts"]:
                    end += 1
                return Found(i, end, cal.on(made) if made else open_at("day"), sort="deictic")
        return None

    def vague(self, i: int) -> Found | None:
        """ "recently", "the next day": a time, but which?"""
        length = self.phrase("vague", i)
        return Found(i, i + length - 1, VAGUE, sort="vague") if length else None

    def ago(self, i: int) -> Found | None:
        """ "two days ago", "a year earlier", "a few weeks later": the first resolved, the others relative to a time in the
        text."""
        if (number := self.number(i)) is None or (unit := self.unit(i + number[1])) is None:
            return None
        j = i + number[1] + 1
        if self.at(j) == "ago":
            inexact = number[0] is None or any(
                w in ("over", "than", "least", "nearly", "almost", "about", "around", "some", "half") for w in self.lower[i:j]
            )
            if inexact or self.published is None or number[0] is None:
                return Found(i, j, VAGUE, sort="vague")
            return Found(i, j, cal.ago(number[0], unit, self.published), sort="ago")
        if self.at(j) in ("earlier", "later", "before", "after", "afterwards", "prior", "beforehand"):
            last = j if self.at(j) not in ("before", "after") or self.at(j + 1) in (".", ",", "") else j - 1
            return Found(i, last, VAGUE, sort="vague") if last == j else None
        return None

    def unit_span(self, i: int) -> Found | None:
        """ "last week", "this month", "next year", "the last three days", "the past year", "later this week"."""
        j = i
        lead = self.at(j) if self.at(j) in ("early", "earlier", "late", "later") else ""
        if lead:
            j += 1
        article = self.at(j) in ("the", "these", "this")
        k = j + 1 if article and self.at(j + 1) in ("last", "past", "next", "coming", "previous", "first") else j
        word = self.at(k)
        if word not in ("last", "past", "this", "next", "coming", "previous", "first"):
            return None
        number = self.number(k + 1)
        if number and (unit := self.unit(k + 1 + number[1])):
            end = k + 1 + number[1]
            if word in ("last", "past") and number[0] is not None and self.published is not None:
                return Found(i, end, cal.past_span(number[0], unit, self.published), sort="span")
            return Found(i, end, VAGUE, "point" if word in ("last", "past") else "duration", sort="span")
        if (unit := self.unit(k + 1)) is None or word == "first":
            return None
        end = k + 1
        if self.at(end + 1) in self.data["parts"]:
            end += 1
        if self.at(end).endswith("s") or unit in ("hour", "minute", "second"):  # "the past weeks", "this hour"
            return Found(i, end, VAGUE, sort="vague")
        if self.published is None or word == "previous":
            return Found(i, end, open_at(unit if unit in cal.FINENESS else "vague"), sort="span")
        if word == "past" or (k > j and word == "last"):  # "the last week", "the past year": running up to the report
            return Found(i, end, cal.past_span(1, unit, self.published), sort="span")
        if word == "this" and unit == "day":
            return Found(i, end, VAGUE, sort="vague")
        offset = {"last": -1, "this": 0, "next": 1, "coming": 1}[word]
        interval = cal.whole(offset, unit, self.published)
        if offset == 0:
            if lead == "later" or (lead == "" and self.future(i)):
                interval = replace(interval, start=max(interval.start, self.published)) if interval.start else interval
            elif unit != "weekend":
                interval = cal.up_to(interval, self.published)
        if lead in ("early", "late") and unit == "year" and interval.start and offset != 0:
            interval = cal.year_of(interval.start.year, lead)
        elif lead in ("early", "late") and unit == "month" and interval.start and offset != 0:
            interval = cal.month_of(interval.start.year, interval.start.month, lead)
        return Found(i, end, interval, sort="span")

    def part_of(self, i: int) -> Found | None:
        """ "the night of 5 March", "the evening of Friday", "the week of May 3", "late Thursday", "early on Friday"."""
        j = i + 1 if self.at(i) == "the" else i
        j += self.at(j) in ("early", "late")
        if self.at(j) in self.data["parts"] and self.at(j + 1) in ("of", "on"):
            inner = self.point(j + 2)
            return inner.widened(i) if inner and inner.interval.precision == "day" else None
        if self.at(i) in ("early", "late", "earlier", "later"):
            k = i + 1
            if self.at(k) in ("on", "in"):
                k += 1
            if self.at(k) == "the" and self.at(k + 1) in self.data["parts"]:
                return None
            inner = (
                self.weekday_date(k)
                or self.day_month(k)
                or self.month_day(k)
                or self.deictic(k)
                or (self.unit_span(k) if self.at(i) in ("earlier", "later") and self.at(k) in ("last", "next") else None)
            )
            return inner.widened(i) if inner else None
        return None

    def duration(self, i: int) -> Found | None:
        """ "two years", "several months", "a decade" (dates unknown); with "for", "over", "during" before it within the
        span."""
        j = i + 1 if self.at(i) in self.data["durations_before"] else i
        if self.at(j) == "the" and (span := self.unit_span(j)) and j > i and self.at(i) not in ("after",):
            return span.widened(i) if self.at(i) in ("in", "over", "for", "during", "within", "throughout") else None
        if j > i and self.at(j) in ("the", "all", "many", "much", "most") and self.unit(j + 1):
            return None
        number = self.number(j)
        if number is None or (unit := self.unit(j + number[1])) is None or unit == "quarter":
            return None
        last = j + number[1]
        if self.at(last) == "second" or self.at(last + 1) in ("ago", "old") or self.at(j) in ("a", "an") and j == i:
            return None
        return Found(i, last, VAGUE, "duration", "duration" if j > i else "length")

    def repeated(self, i: int) -> Found | None:
        """ "every day", "daily", "every Friday", "Fridays"."""
        if length := self.phrase("sets", i):
            return Found(i, i + length - 1, VAGUE, "set", "set")
        if self.at(i) in self.data["frequent"]:
            k = i + 2 if self.number(i + 1) and self.unit(i + 2) else i + 1
            if self.unit(k) or self.weekday(k) is not None or self.at(k) in self.data["parts"]:
                return Found(i, k, VAGUE, "set", "set")
        if self.at(i) in self.data["plural_weekdays"]:
            return Found(i, i, VAGUE, "set", "set")
        return None

    def point(self, i: int) -> Found | None:
        """The longest simple time at `i`."""
        best: Found | None = None
        rules: tuple[Callable[[int], Found | None], ...] = (
            self.named_day,
            self.numeric,
            self.day_month,
            self.month_day,
            self.weekday_date,
            self.month_year,
            self.tied_part,
            self.decade,
            self.year_alone,
            self.deictic,
            self.ago,
            self.unit_span,
            self.part_of,
            self.vague,
        )
        for rule in rules:
            found = rule(i)
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best if best is None or not self._crosses(best) else None

    def _crosses(self, found: Found) -> bool:
        """Whether a time would run over the end of a sentence."""
        return any(k in self.breaks for k in range(found.first + 1, found.last + 1))

    def joined(self, i: int) -> Found | None:
        """Simple times joined: "in 1997 and 1998", "the evening of 9 January and this morning", "March to May 2015"."""
        found = self.point(i)
        while found is not None and found.sort != "vague":
            j = found.last + 1
            if self.at(j) not in ("and", "or", "to", "through", *DASHES):
                break
            k = j + 2 if self.at(j + 1) in ("in", "on") else j + 1
            more = self.point(k)
            if (
                more is None
                or more.sort == "vague"
                or k in self.breaks
                or (more.sort == "weekday") != (found.sort == "weekday")
            ):
                break
            if self.at(j) == "to" and found.sort == "deictic":
                break
            first = self._same_year(found, more)
            found = Found(found.first, more.last, cal.cover(first, more.interval), sort=found.sort)
        return found

    def _same_year(self, found: Found, more: Found) -> Interval:
        """ "March to May 2015": the first takes the year of the second where that alone gives one."""
        start, later = found.interval.start, more.interval.start
        said = any(YEAR.fullmatch(w) for w in self.lower[found.first : found.last + 1])
        if (
            found.sort == more.sort == "month"
            and later
            and not said
            and any(YEAR.fullmatch(w) for w in self.lower[more.first : more.last + 1])
        ):
            month = self.month(found.last)
            return cal.month_of(later.year, month) if month else found.interval
        if found.sort == more.sort == "date" and later and start and not said and start > later:
            made = cal.make(later.year, start.month, start.day)
            return cal.on(made) if made else found.interval
        return found.interval

    def bounded(self, i: int) -> Found | None:
        """ "since October", "until May 1989", "between X and Y", "from X to Y", "by Friday", "after 2011"."""
        word = self.at(i)
        if word in ("between", "from"):
            first = self.point(i + 1)
            if first is not None and first.sort != "vague":
                j = first.last + 1
                links = ("and",) if word == "between" else ("to", "until", "till", "through", *DASHES)
                more = self.point(j + 1) if self.at(j) in links else None
                if more is not None and more.sort != "vague":
                    return Found(i, more.last, cal.cover(self._same_year(first, more), more.interval), sort="bounded")
                if word == "between" and not (self.at(first.last - 1) == "and" or first.interval.start != first.interval.end):
                    return None
        for name in ("since", "until", "by", "before", "after"):
            if length := self.phrase(name, i):
                inner = self.joined(i + length) or (
                    self.joined(i + length + 1) if self.at(i + length) == "the" and (name != "by") else None
                )
                if inner is None or inner.sort == "vague" or (inner.sort == "span" and name in ("by", "after", "before")):
                    continue
                if word == "from" and inner.sort in ("deictic", "span", "ago"):
                    continue
                return inner.widened(i, self._bound(name, word, inner), "bounded")
        return None

    def _bound(self, name: str, word: str, inner: Found) -> Interval:
        got = inner.interval
        if name == "since":
            ongoing = word in self.data["ongoing"] or word == "ever"
            return Interval(
                got.start,
                self.published if ongoing and got.start and (self.published is None or got.start <= self.published) else None,
                got.precision,
            )
        if name in ("until", "by"):
            return Interval(None, got.end, got.precision)
        if name == "before":
            return Interval(None, cal.days_from(got.start, -1) if got.start else None, got.precision)
        return Interval(got.end, None, got.precision)

    def best(self, i: int) -> Found | None:
        """The longest time at `i` of any sort."""
        if not self.may_open(i):
            return None
        options = [f for f in (self.bounded(i), self.duration(i), self.repeated(i), self.joined(i)) if f is not None]
        options = [f for f in options if not self._crosses(f)]
        return max(options, key=lambda f: (f.last, f.kind == "point")) if options else None

    def scan(self) -> Iterator[Found]:
        """All times, left to right, without overlap."""
        i = 0
        while i < len(self.words):
            found = self.best(i)
            if found is None:
                i += 1
                continue
            yield found
            i = found.last + 1
