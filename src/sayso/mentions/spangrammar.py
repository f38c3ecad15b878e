# SPDX-License-Identifier: Apache-2.0
"""Rules for times counted from the report ("today", "two days ago", "the last three weeks"), for lengths and for what
repeats."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sayso.mentions import calendar as cal
from sayso.mentions.calendar import VAGUE, Interval, open_at
from sayso.mentions.partgrammar import SEASON_CODES, Parts
from sayso.mentions.timewords import DASHES, Found

_LEADS = ("early", "earlier", "late", "later")
_WITHIN = ("in", "over", "for", "during", "within", "throughout")


class Spans(Parts):
    """Each rule takes a position and gives what it found there, or None."""

    def simple_at(self, i: int) -> Found | None:
        """The longest simple time at a position; the scanner has it."""
        raise NotImplementedError

    def deictic(self, i: int) -> Found | None:
        """ "today", "last night", "early tomorrow morning", "the day before yesterday"."""
        j = i + (self.at(i) in _LEADS)
        for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1), ("two_back", -2), ("two_on", 2)):
            if length := self.phrase(name, j):
                end = j + length - 1
                if self.at(j) in ("today", "yesterday", "tomorrow") and self.day_part(end + 1):
                    end += 1
                made = cal.days_from(self.published, days) if self.published else None
                part = self.day_part(end) or ("NI" if "night" in self.at(end) else "")
                return Found(
                    i,
                    end,
                    cal.on(made) if made else open_at("day"),
                    sort="deictic",
                    part=part,
                    mod=_mod(self.at(i)) if j > i else "",
                    anchor="report",
                )
        return None

    def present(self, i: int) -> Found | None:
        """ "now", "at present": the report's own day, and no more than that the thing holds."""
        if not (length := self.phrase("present", i)):
            return None
        interval = cal.on(self.published) if self.published else open_at("day")
        return Found(i, i + length - 1, interval, sort="deictic", ref="present", anchor="report")

    def vague(self, i: int) -> Found | None:
        """ "recently", "in the coming weeks": a time, but which?"""
        for name, ref in (("past_times", "past"), ("future_times", "future"), ("vague", "")):
            if length := self.phrase(name, i):
                end = i + length - 1
                unit = self.data["units"].get(self.at(end), "")
                inner: tuple[Found, ...] = ()
                if self.at(i) in _WITHIN and length > 1:
                    k = i + 1
                    inner = (Found(k, end, VAGUE, "duration" if unit else "point", "vague", unit=unit, ref=ref),)
                unit = "" if ref else unit
                kind = "duration" if unit and self.at(i) == "for" else "point"
                return Found(i, end, VAGUE, kind, "vague", unit=unit, ref=ref, inner=inner)
        return None

    def adjective(self, i: int) -> Found | None:
        """ "the current talks", "a recent attack": no time of an event, but TIMEX3 marks it."""
        for name in ("past", "present", "future"):
            if length := self.phrase(f"{name}_adjectives", i):
                return Found(i, i + length - 1, VAGUE, sort="adjective", ref=name)
        return None

    def ago(self, i: int) -> Found | None:
        """ "two days ago", "a year ago this month"; no dates for "a few weeks ago", "about a year ago"."""
        if (number := self.number(i)) is None or (unit := self.unit(i + number[1])) is None:
            return None
        count = number[0]
        j = i + number[1] + 1
        if self.at(j) in DASHES and self.at(j + 1) == "ago":
            j += 1
        if self.at(j) == "and" and self.at(j + 1) == "a" and self.at(j + 2) == "half" and self.at(j + 3) == "ago":
            return Found(i, j + 3, VAGUE, sort="vague", ref="past")
        if self.at(j) != "ago":
            return None
        if count is None or self.published is None or count != int(count):
            return Found(i, j, VAGUE, sort="vague", ref="past", anchor="report")
        if unit == "year" and (quarter := self.quarter_told) is not None:  # figures of a quarter set beside those "a year ago"
            interval = cal.shifted(quarter.interval, -int(count), "year")
            return Found(i, j, interval, sort="ago", anchor="time", anchor_at=(quarter.first, quarter.last))
        found = Found(
            i,
            j,
            cal.ago(int(count) * self.weeks_in(i + number[1]), unit, self.published),
            sort="ago",
            anchor="report",
            mod=self.mod(i, j),
            ref="" if unit in cal.FINENESS else "past",
        )
        return replace(found, interval=VAGUE, inner=(found,), sort="vague") if self.inexact(i, j) else found

    def unit_span(self, i: int) -> Found | None:
        """ "last week", "this month", "next year", "the last three days", "the past year", "later this week"."""
        j = i
        lead = self.at(j) if self.at(j) in _LEADS else ""
        j += bool(lead)
        j += bool(lead) and self.at(j) == "in" and self.at(j + 1) in ("the", "this")
        article = self.at(j) in ("the", "these", "this", "those")
        k = j + 1 if article and self.at(j + 1) in self.data["span_words"] else j
        word = self.at(k)
        if word not in self.data["span_words"] and word not in ("this", "these"):
            return None
        if (found := self._counted_span(i, k, word)) is not None:
            return found
        if (unit := self.unit(k + 1)) is None or word in ("first", "final", "these"):
            return None
        end = k + 1
        part = self.day_part(end) if unit in ("day",) and self.at(end) != "day" else ""
        if (more := self.day_part(end + 1)) and unit == "day":
            end, part = end + 1, more
        if unit == "quarter" and word in ("latest", "current"):
            return self._quarter_span(i, end, word)
        if word in ("recent", "latest", "current") or self.at(end).endswith("s") or unit in ("hour", "minute", "second"):
            ref = "future" if word in ("next", "coming") else "past"  # "the past weeks", "this hour"
            if word in ("latest", "current") and not self.at(end).endswith("s"):
                word, ref = "this", "present"
            if word != "this" or unit not in cal.FINENESS:
                return Found(i, end, VAGUE, "duration" if self.at(end).endswith("s") else "point", "vague", unit=unit, ref=ref)
        if word in ("next", "previous") and article and k > j:
            return None  # "the next week": of another time, see toldgrammar
        if unit == "quarter":
            return self._quarter_span(i, end, word)
        if self.published is None or word == "previous":
            return Found(i, end, open_at(unit if unit in cal.FINENESS else "vague"), sort="span", part=part)
        if word == "past" or (k > j and word == "last"):  # "the last week", "the past year": running up to the report
            return Found(
                i,
                end,
                cal.past_span(1, unit, self.published),
                sort="span",
                unit=unit,
                amount=1,
                value="length",
                anchor="report",
            )
        if word == "this" and unit == "day":
            return Found(i, end, VAGUE, sort="vague", ref="present") if not part else None
        offset = {"last": -1, "this": 0, "next": 1, "coming": 1}.get(word, 0)
        return Found(
            i,
            end,
            self._offset(i, offset, unit, lead),
            sort="span",
            unit=unit,
            part="WE" if unit == "weekend" else part,
            mod=_mod(lead) if offset or lead in ("early", "late") else "",
            anchor="report",
        )

    def _offset(self, i: int, offset: int, unit: str, lead: str) -> Interval:
        assert self.published is not None
        interval = cal.whole(offset, unit, self.published)
        if offset == 0 and interval.start:
            if lead == "later" or (lead == "" and self.future(i)):
                return replace(interval, start=max(interval.start, self.published))
            return cal.up_to(interval, self.published) if unit != "weekend" else interval
        if lead in ("early", "late") and interval.start:
            if unit == "year":
                return cal.year_of(interval.start.year, lead)
            if unit == "month":
                return cal.month_of(interval.start.year, interval.start.month, lead)
        return interval

    def _counted_span(self, i: int, k: int, word: str) -> Found | None:
        """ "The last three days", "the first six months": the first up to the report, the others open."""
        number = self.number(k + 1)
        if not number or not (unit := self.unit(k + 1 + number[1])):
            return None
        end, count = k + 1 + number[1], number[0]
        back, exact = word in ("last", "past"), number[0] is not None and number[0] == int(number[0])
        interval = VAGUE
        if back and exact and count and self.published is not None:
            interval = cal.past_span(int(count), unit, self.published)
        kind = "point" if back and self.at(k - 1) not in ("'s", "its", "his", "their", "her") else "duration"
        return Found(
            i, end, interval, kind, "span", unit=unit, amount=count, value="length", anchor="report" if interval.known else None
        )

    def _quarter_span(self, i: int, end: int, word: str) -> Found:
        """ "Last quarter", "this quarter"."""
        if word == "latest" and (told := self.quarter_told) is not None:
            return Found(i, end, told.interval, sort="quarter", anchor="time", anchor_at=(told.first, told.last))
        if self.published is None or word in ("past", "previous", "latest"):
            return Found(i, end, open_at("season"), sort="quarter")
        which = (self.published.month - 1) // 3 + {"last": -1, "next": 1, "coming": 1}.get(word, 0)
        year, which = self.published.year + which // 4, which % 4 + 1
        if not 1 <= year <= 9999:
            return Found(i, end, open_at("season"), sort="quarter")
        return Found(i, end, cal.quarter_of(year, which), sort="quarter", anchor="report")

    def duration(self, i: int) -> Found | None:
        """ "two years", "several months", "a decade", "all day" (dates unknown); with "for", "over", "during" before it within
        the span. `sort` duration where a preposition makes it the time of something, else length."""
        j = i + 1 if self.at(i) in self.data["durations_before"] else i
        if j > i and self.at(j) in ("the", "this") and (span := self.unit_span(j)):
            longer = self.simple_at(j)  # "in the last week of June"
            return span.within(i) if self.at(i) in _WITHIN and longer is not None and longer.last <= span.last else None
        if self.at(j) == "all" and self.unit(j + 1) and not self.at(j + 1).endswith("s"):
            return Found(i, j + 1, VAGUE, "duration", "length", unit=self.unit(j + 1) or "", amount=1)
        if self.at(j) in ("the", "all", "many", "much", "most", "those") and self.unit(j + 1):
            return None
        k = j + 1 if self.at(j) == "the" else j
        if (number := self.number(k)) is None:
            return self._bare(i, j)
        last = k + number[1]
        tied = self.at(last) in DASHES and self.data["units"].get(self.at(last + 1)) is not None
        last += tied
        unit = self.data["units"].get(self.at(last)) if tied else self.unit(last)
        if unit is None or (unit == "quarter" and not self.at(last).endswith("s")) or self.at(last) in ("second", "min"):
            return None
        if (
            self.at(last + 1) == "ago"
            or self.at(last + 1) == "old"
            or (self.at(last + 1) in DASHES and self.at(last + 2) == "old")
        ):
            return None
        one = self.at(k) in ("a", "an") and number[1] == 1
        if one and (j == i) and not tied and (unit in ("day", "second") or self._rate(i)):
            return None
        first = k + one * (number[1] == 1) if tied else j
        mod = self.mod(k, last)
        inner = Found(first, last, VAGUE, "duration", "length", unit=unit, amount=number[0], mod=mod)
        more = self._and_more(last + 1)
        if more:
            last = more
            inner = replace(inner, last=last)
        if j == i:
            return inner if not tied else replace(inner, first=i, inner=(inner,) if first > i else ())
        return replace(inner, first=i, last=last, sort="duration", inner=(inner,), **self._dated_length(i, unit, number[0]))

    def _dated_length(self, i: int, unit: str, amount: float | None) -> dict[str, Any]:
        """The days of a length that the report's day bounds: "has held him for three weeks" runs up to it, "will leave within
        two days" from it on."""
        if (
            self.published is None
            or amount is None
            or amount != int(amount)
            or unit not in ("day", "week", "month", "year", "decade")
        ):
            return {}
        if self.at(i) in ("for", "over", "in") and self.goes_on is not None and self.goes_on(i + 1):
            interval = cal.past_span(int(amount), unit, self.published)
            if self.at(i) == "for":
                interval = replace(interval, latest_start=interval.start, earliest_end=interval.end)
            return {"interval": interval, "anchor": "report"}
        if self.at(i) == "within" and self.future(i + 1):
            days = {"day": 1, "week": 7}.get(unit)
            months = int(amount) * {"month": 1, "year": 12, "decade": 120}.get(unit, 0)
            end = cal.days_from(self.published, days * int(amount)) if days else cal.months_from(self.published, months)
            return {"interval": Interval(self.published, end, unit), "anchor": "report"}
        return {}

    def _rate(self, i: int) -> bool:
        """Whether "a year" follows what is counted by it: "$ 3 million a year", "twice a month", "20 people a day"."""
        before = self.at(i - 1)
        return bool(re.fullmatch(r"[\d.,]+", before)) or before in self.data["rates"] or i in self.breaks or i == 0

    def _and_more(self, k: int) -> int | None:
        """The last word of "and three months" after "two years"."""
        if self.at(k) not in ("and", ","):
            return None
        more = self.number(k + 1)
        fits = more and more[0] is not None and self.at(k + 1) not in ("a", "an", "one") and self.unit(k + 1 + more[1])
        return (
            k + 1 + more[1]
            if more and fits and self.at(k) == "and" and self.at(k + 2 + more[1]) not in ("ago", "later")
            else None
        )

    def _bare(self, i: int, j: int) -> Found | None:
        """ "For years", "over the years": of no said number."""
        if j == i or self.at(i) not in _WITHIN or self.at(j) not in self.data["bare_units"]:
            return None
        unit = self.data["units"].get(self.at(j), "")
        inner = Found(j, j, VAGUE, "duration", "vague", unit=unit)
        return Found(i, j, VAGUE, "duration", "vague", unit=unit, inner=(inner,))

    def repeated(self, i: int) -> Found | None:
        """ "every day", "daily", "every Friday", "Fridays", "twice a week", "$ 3 a year"."""
        if length := self.phrase("sets", i):
            unit = self.data["set_units"].get(self.at(i)) or self.data["units"].get(self.at(i + length - 1), "")
            return Found(i, i + length - 1, VAGUE, "set", "set", unit=unit, amount=1)
        if self.at(i) in self.data["frequent"]:
            other = self.at(i + 1) == "other"
            number = (2.0, 1) if other else self.number(i + 1)
            k = i + 1 + number[1] if number and self.unit(i + 1 + number[1]) else i + 1
            if (weekday := self.weekday(k)) is not None:
                k += bool(self.day_part(k + 1))
                return Found(i, k, VAGUE, "set", "set", value=f"XXXX-WXX-{weekday + 1}", part=self.day_part(k))
            if self.unit(k) or self.day_part(k) or self.at(k) in self.data["seasons"]:
                part = self.day_part(k) if self.unit(k) is None else ""
                value = f"XXXX-XX-XXT{part}" if part else _season_set(self.at(k))
                return Found(
                    i,
                    k,
                    VAGUE,
                    "set",
                    "set",
                    unit=self.unit(k) or "",
                    value=value,
                    amount=(number[0] if number and k > i + 1 else 1),
                )
        if (weekday := self.data["plural_weekdays"].get(self.at(i))) is not None:
            return Found(i, i, VAGUE, "set", "set", value=f"XXXX-WXX-{weekday + 1}")
        if self.at(i) in ("a", "an", "per") and self.unit(i + 1) and self._rate(i) and i not in self.breaks and i:
            return Found(i, i + 1, VAGUE, "set", "set", unit=self.unit(i + 1) or "", amount=1)
        return None


def _season_set(word: str) -> str:
    code = SEASON_CODES.get(word)
    return f"XXXX-{code}" if code else ""


def _mod(lead: str) -> str:
    return {"early": "START", "late": "END", "mid": "MID"}.get(lead, "")
