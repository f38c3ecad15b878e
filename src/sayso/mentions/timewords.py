# SPDX-License-Identifier: Apache-2.0
"""Readers of single words of time over a list of words: months, weekdays, days, years, numbers, units, cues of the future.

The words themselves are in data/times.yaml. `Readers` is the ground that the rules of `dategrammar` and `timegrammar` stand on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.mentions.calendar import Date, Interval, lexicon

YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
DASHES = frozenset({"-", "–", "—"})
_SHORT_YEAR = re.compile(r"['’‘]?\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_PIVOT = 30
"""Two-figure years up to here are of this century ("Aug 16" is 2016, "Aug 88" 1988) where no publication date says
otherwise."""
_OPENERS = (
    "the", "this", "these", "last", "past", "next", "coming", "previous", "first", "second", "third", "fourth",
    "early", "earlier",
    "late", "later", "mid", "beginning", "start", "middle", "end", "between", "from", "more", "less", "fewer", "at",
    "up", "half",
    "nearly", "almost", "about", "around", "some", "over", "roughly", "approximately", "'", "‘", "that", "same", "following",
    "recent", "latest", "current", "only", "just", "almost", "all", "throughout", "no", "as", "on", "eve", "fewer", "within",
)  # fmt: skip
"""Words of the grammar itself with which its rules begin."""
_BOUNDS = (("more", "than"), ("less", "than"), ("at", "least"), ("up", "to"), ("fewer", "than"), ("at", "most"))
_MODS = (
    ("no more than", "EQUAL_OR_LESS"),
    ("no less than", "EQUAL_OR_MORE"),
    ("more than", "MORE_THAN"),
    ("over", "MORE_THAN"),
    ("less than", "LESS_THAN"),
    ("fewer than", "LESS_THAN"),
    ("at least", "EQUAL_OR_MORE"),
    ("up to", "EQUAL_OR_LESS"),
    ("at most", "EQUAL_OR_LESS"),
    ("nearly", "APPROX"),
    ("almost", "APPROX"),
    ("about", "APPROX"),
    ("around", "APPROX"),
    ("some", "APPROX"),
    ("roughly", "APPROX"),
    ("approximately", "APPROX"),
)
_REACH = 6
"""Words from where a time begins to the first that only times have: "between the early morning hours", "at least two and a half
years"; what has none so near is no time."""
_YEAR_HOLDS = 60
"""Words for which a year given with a month goes on to hold for that month: "in May 2006 … on 10 May", two sentences or
three."""
_AHEAD = 12
"""How many words before a time a word of the future ("will", "scheduled") still bears on it: about a clause."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time over words `first` to `last` (inclusive). `kind`: point, duration or set; `sort` says which rule family made it.

    `unit` and `amount` (None: not said how many) of a length or what repeats; `part`: the part of the day or the clock time, as
    TIMEX3 writes it (MO, AF, EV, NI, DT, 15:00); `ref`: past, present or future, of a time that is no more than that; `mod` is
    TIMEX3's; `value`: what TIMEX3 says of it where interval and unit cannot. `anchor` of model.ANCHORS; `anchor_at`: the words
    of the other time. `inner`: the simple times that a joined or bounded one is made of.
    """

    first: int
    last: int
    interval: Interval
    kind: str = "point"
    sort: str = ""
    unit: str = ""
    amount: float | None = None
    part: str = ""
    ref: str = ""
    mod: str = ""
    value: str = ""
    anchor: str | None = None
    anchor_at: tuple[int, int] | None = None
    inner: tuple[Found, ...] = ()

    @property
    def simple(self) -> tuple[Found, ...]:
        """The simple times in it: itself, where it is one."""
        return self.inner or (self,)

    def within(self, first: int, interval: Interval | None = None, sort: str | None = None) -> Found:
        """The same time from an earlier word on, which is no part of the time itself ("since", "for")."""
        return replace(
            self, first=first, interval=interval or self.interval, sort=self.sort if sort is None else sort, inner=self.simple
        )

    def widened(self, first: int, interval: Interval | None = None, sort: str | None = None) -> Found:
        """The same time from an earlier word on."""
        return replace(self, first=first, interval=interval or self.interval, sort=self.sort if sort is None else sort)


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A list of phrases by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon()[name]:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}


_PHRASES = (
    "today", "yesterday", "tomorrow", "two_back", "two_on", "present", "past_times", "future_times", "vague", "day_parts",
    "sets", "past_adjectives", "present_adjectives", "future_adjectives",
)  # fmt: skip
_FEASTS = ("holidays", "named_days", "weekday_holidays", "undated_holidays")
"""Lists of phrases in data/times.yaml that are times by themselves."""


@cache
def _openers() -> frozenset[str]:
    """Every word that a time can begin with, figures and tied words ("mid-March") apart."""
    data = lexicon()
    lists = (
        "months",
        "weekdays",
        "plural_weekdays",
        "seasons",
        "number_words",
        "inexact",
        "durations_before",
        "frequent",
        "ordinals",
        "other_months",
        "parts",
        "bare_units",
        "orders",
    )
    phrases = (*_PHRASES, "since", "until", "by", "before", "after")
    words = {w for name in lists for w in data[name]} | {
        p.split()[0]
        for name in (*phrases, *_FEASTS)
        for p in data[name]
    }
    return frozenset(words) | frozenset(_OPENERS)


@cache
def _cores() -> frozenset[str]:
    """Words that hardly anything but a time has."""
    data = lexicon()
    lists = ("months", "weekdays", "plural_weekdays", "seasons", "units", "parts", "other_months", "set_units")
    phrases = (*_PHRASES, *_FEASTS)
    words = {w for name in lists for w in data[name]} | {p.split()[-1] for name in phrases for p in data[name]}
    return frozenset(words) | {
        "anniversary",
        "eve",
        "ago",
        "half",
        "since",
        "ever",
        "later",
        "earlier",
        "o'clock",
        "'",
        "‘",
        "nineteen",
        "thousand",
    }


class Readers:
    """One text's words, read against the report's day of publication (None where unknown).

    What was read so far, kept up by the scanner and the rules: `years`, the year given last for a month and where; `told`, the
    time told last, `told_here` in this sentence, `day_told` the last that is a day, `day_near` in this sentence or the one
    before, `quarter_told` the last quarter; `deadline`: the words stand behind "by" or "until".
    """

    def __init__(
        self,
        words: Sequence[str],
        published: Date | None,
        breaks: frozenset[int] = frozenset(),
        ahead: Callable[[int], bool | None] | None = None,
        goes_on: Callable[[int], bool] | None = None,
    ) -> None:
        """`breaks`: where sentences begin; `ahead`: whether the clause over a word speaks of what is to come, None where it
        leaves that open; `goes_on`: whether it is in the present perfect. Both None where there is no parse."""
        self.words = words
        self.lower = [w.lower().replace("’", "'") for w in words]
        self.published = published
        self.breaks = breaks
        self.ahead = ahead
        self.goes_on = goes_on
        self.years: dict[int, tuple[int, int]] = {}
        self.told: Found | None = None
        self.told_here = False
        self.day_told: Found | None = None
        self.day_near = False
        self.deadline = False
        self.quarter_told: Found | None = None
        self.data = lexicon()
        self._near = self._distances()
        self._kept: dict[tuple[int, bool], Found | None] = {}

    def at(self, i: int) -> str:
        """The lower-case word at a position, "" beyond the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def _distances(self) -> list[int]:
        """For each word how far it is to the next one that only times have: a unit, a month, figures …"""
        out, known, at = [0] * len(self.lower), _cores(), _REACH + 1
        for i in range(len(self.lower) - 1, -1, -1):
            word = self.lower[i]
            figures = word[:1].isdigit() or word[-1:].isdigit() or (word[-1:] == "s" and word[-2:-1].isdigit())
            at = 0 if figures or word in known or "-" in word[1:-1] else at + 1
            out[i] = at
        return out

    def may_open(self, i: int) -> bool:
        """Whether any rule can find a time at `i`: a quick look before the rules are tried."""
        if i >= len(self._near) or self._near[i] > _REACH:
            return False
        return self._near[i] == 0 or self.lower[i] in _openers()

    def told_before(self, month: int, i: int) -> int | None:
        """The year that was given for a month shortly before."""
        year, at = self.years.get(month, (0, -_YEAR_HOLDS - 1))
        return year if self.published is None or i - at <= _YEAR_HOLDS else None

    def phrase(self, name: str, i: int) -> int | None:
        """Length of the longest phrase of a list that stands at `i`."""
        for parts in _phrases(name).get(self.at(i), ()):
            if tuple(self.lower[i : i + len(parts)]) == parts:
                return len(parts)
        return None

    def month(self, i: int) -> int | None:
        """The month named at `i`, whether it needs a cue or not."""
        word = self.at(i)
        number: int | None = self.data["months"].get(word)
        if number is None or not self.words[i][0].isupper():
            return None
        return number

    def weekday(self, i: int) -> int | None:
        """The weekday named at `i`."""
        number: int | None = self.data["weekdays"].get(self.at(i))
        return number

    def day(self, i: int) -> tuple[int, int] | None:
        """A day of the month at `i`: (day, how many words)."""
        match = _DAY.fullmatch(self.at(i))
        if match is None or not 1 <= int(match[1]) <= 31:
            return None
        return int(match[1]), 2 if self.at(i + 1) in _ORDINALS else 1

    def year(self, i: int, *, short: bool = False) -> tuple[int, int] | None:
        """A year at `i`: (year, how many words); with `short` also "88", "'88"."""
        word = self.at(i)
        if YEAR.fullmatch(word):
            return int(word), 1
        if short and _SHORT_YEAR.fullmatch(word):
            return self.century(int(word[-2:])), 1
        if word in ("nineteen", "eighteen", "twenty", "two") and (spoken := self._spoken(i)):
            return spoken
        if short and word in ("'", "‘") and re.fullmatch(r"\d\d", self.at(i + 1)):
            return self.century(int(self.at(i + 1))), 2
        return None

    def _spoken(self, i: int) -> tuple[int, int] | None:
        """ "Nineteen ninety-six", "two thousand and one"."""
        numbers = self.data["number_words"]
        if self.at(i) == "two":
            if self.at(i + 1) != "thousand":
                return None
            k = i + 2 + (self.at(i + 2) == "and")
            ones = numbers.get(self.at(k), 0)
            return (2000 + ones, k + 1 - i) if 0 < ones < 20 and self.at(k) not in ("a", "an") else (2000, 2)
        tens = numbers.get(self.at(i + 1), 0)
        if not 10 <= tens <= 90:
            return None
        base = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[self.at(i)]
        k = i + 2 + (self.at(i + 2) in DASHES)
        ones = numbers.get(self.at(k), 0) if tens >= 20 else 0
        return (base + tens + ones, k + 1 - i) if 0 < ones < 10 and self.at(k) not in ("a", "an") else (base + tens, 2)

    def century(self, two: int) -> int:
        if self.published is not None:
            base = self.published.year // 100 * 100 + two
            return base if base <= self.published.year + 5 else base - 100  # a plan may lie a few years ahead
        return 2000 + two if two <= _PIVOT else 1900 + two

    def future(self, i: int) -> bool:
        """Whether a word of the future bears on `i`: one shortly before it in its sentence, or "will" after a time that
        opens it. Where there is a parse, the tense of the clause goes first."""
        if self.ahead is not None and (ahead := self.ahead(i)) is not None:
            return ahead
        if self.deadline and self.ahead is not None:
            return True
        words = self.data["future"]
        j = i
        while j not in self.breaks and j > 0 and i - j < _AHEAD:
            j -= 1
            if self.at(j) in words:
                return True
            if self.at(j) in self.data["past"] or self.at(j).endswith("ed"):
                return False
        if i - j > 2 or not (j in self.breaks or j == 0):
            return False
        for k in range(i + 1, min(len(self.lower), i + _AHEAD)):
            if k in self.breaks:
                return False
            if self.at(k) in ("will", "'ll"):
                return True
        return False

    def past(self, i: int) -> bool:
        """Whether the parse says that the clause over a word is in the past."""
        return self.ahead is not None and self.ahead(i) is False

    def open(self, i: int) -> bool:
        """Whether the parse leaves it open to which side of the report a time lies."""
        return self.ahead is not None and self.ahead(i) is None

    def number(self, i: int) -> tuple[float | None, int] | None:
        """A number of units at `i`: (value, words); None as value for "a few", "several". "Straight", "more" go with it."""
        if (number := self._number(i)) is None:
            return None
        value, n = number
        while self.at(i + n) in self.data["counted_by"]:
            n += 1
        return value, n

    def _number(self, i: int) -> tuple[float | None, int] | None:
        word = self.at(i)
        if word in ("a", "an") and self.at(i + 1) in self.data["inexact"]:
            return None, 3 if self.at(i + 2) == "of" else 2
        if word in ("a", "half") and self.at(i + 1 + (self.at(i + 1) == "a")) == "dozen":
            return (12, 2) if word == "a" else (6, 3 if self.at(i + 1) == "a" else 2)
        if word in self.data["inexact"]:
            return None, 2 if self.at(i + 1) == "of" else 1
        if word == "half" and self.at(i + 1) in ("a", "an"):
            return 0.5, 2
        if word in self.data["number_words"]:
            value, n = self.data["number_words"][word], 1
            if value in (20, 30, 40, 50, 60, 70, 80, 90):
                k = i + 1 + (self.at(i + 1) in DASHES)
                ones = self.data["number_words"].get(self.at(k), 0)
                value, n = (value + ones, k + 1 - i) if 0 < ones < 10 and self.at(k) not in ("a", "an") else (value, 1)
            elif value == 1 and self.at(i + 1) == "hundred":
                value, n = 100, 2
            return self._and_half(i, value, n)
        if re.fullmatch(r"\d{1,3}(?:\.\d)?", word):
            return self._and_half(i, float(word), 1)
        if word in self.data["about"] and self.at(i + 1):
            more = self._number(i + 1)
            return (more[0], more[1] + 1) if more else None
        if (word, self.at(i + 1)) in _BOUNDS or (word == "no" and (self.at(i + 1), self.at(i + 2)) in _BOUNDS):
            skip = 3 if word == "no" else 2
            more = self._number(i + skip)
            return (more[0], more[1] + skip) if more else None
        return None

    def _and_half(self, i: int, value: float, n: int) -> tuple[float, int]:
        """ "Two and a half", "2 1/2"."""
        if tuple(self.lower[i + n : i + n + 3]) == ("and", "a", "half"):
            return value + 0.5, n + 3
        return (value + 0.5, n + 1) if self.at(i + n) in ("1/2", "½") else (value, n)

    def inexact(self, first: int, end: int) -> bool:
        """Whether words between say that a number is not exact: "about", "more than"."""
        return any(w in self.data["about"] or w in ("than", "least", "up") for w in self.lower[first:end])

    def mod(self, first: int, end: int) -> str:
        """TIMEX3's mod for words before a number: "about" APPROX, "at least" EQUAL_OR_MORE …"""
        text = " ".join(self.lower[first:end])
        for words, mod in _MODS:
            if text.startswith(words):
                return mod
        return ""

    def unit(self, i: int) -> str | None:
        """The unit of time at `i`, not as part of "year-old" or "weeks-long"."""
        unit: str | None = self.data["units"].get(self.at(i))
        if unit and self.at(i + 1) in ("-", "old") and self.at(i + 1 + (self.at(i + 1) == "-")) in ("old", "long"):
            return None
        return unit

    def weeks_in(self, i: int) -> int:
        """How often the unit at `i` holds what `unit` says of it: a fortnight two weeks."""
        return 2 if self.at(i).startswith("fortnight") else 1

    def day_part(self, i: int) -> str:
        """TIMEX3's code of the part of the day named at `i` ("morning": MO), "" for none."""
        code: str = self.data["parts"].get(self.at(i), "")
        return code

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """An ordinal at `i` ("third", "22nd", "last": -1): (number, words)."""
        word = self.at(i)
        if word in self.data["ordinals"]:
            return self.data["ordinals"][word], 1
        if (match := _DAY.fullmatch(word)) and (word[-2:] in _ORDINALS or self.at(i + 1) in _ORDINALS):
            return int(match[1]), 1 if word[-2:] in _ORDINALS else 2
        return None

    def part(self, i: int) -> tuple[int, str]:
        """A part of a month, year or decade before it: (where the rest begins, early, mid, late or "")."""
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        for name in ("early", "mid", "late"):
            if word.startswith(name + "-") and len(word) > len(name) + 1:
                return i, ""
            if word == name:
                k = j + 1
                if self.at(k) in DASHES or self.at(k) in ("in", "on"):
                    k += 1
                return (k + 1 if self.at(k) == "the" else k), name
        part = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(word, "")
        if part and self.at(j + 1) == "of":
            return (j + 3 if self.at(j + 2) == "the" else j + 2), part
        return i, ""
