# SPDX-License-Identifier: Apache-2.0
"""Readers of single words of time over a list of words: months, weekdays, days, years, numbers, units, cues of the future.

The words themselves are in data/times.yaml. `Readers` is the ground that the rules of `dategrammar` and `timegrammar` stand on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    "nearly", "almost", "about", "around", "some", "over", "roughly", "approximately", "'", "‘",
)  # fmt: skip
"""Words of the grammar itself with which its rules begin."""
_AHEAD = 12
"""How many words before a time a word of the future ("will", "scheduled") still bears on it: about a clause."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time over words `first` to `last` (inclusive). `kind`: point, duration or set; `sort` says which rule family made
    it."""

    first: int
    last: int
    interval: Interval
    kind: str = "point"
    sort: str = ""

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


@cache
def _openers() -> frozenset[str]:
    """Every word that a time can begin with, figures and tied words ("mid-March") apart."""
    data = lexicon()
    lists = ("months", "weekdays", "plural_weekdays", "seasons", "number_words", "inexact", "durations_before", "frequent")
    phrases = ("today", "yesterday", "tomorrow", "vague", "sets", "since", "until", "by", "before", "after")
    words = {w for name in lists for w in data[name]} | {
        p.split()[0] for name in (*phrases, "holidays", "named_days") for p in data[name]
    }
    return frozenset(words) | frozenset(_OPENERS)


class Readers:
    """One text's words, read against the report's day of publication (None where unknown)."""

    def __init__(self, words: Sequence[str], published: Date | None, breaks: frozenset[int] = frozenset()) -> None:
        self.words = words
        self.lower = [w.lower().replace("’", "'") for w in words]
        self.published = published
        self.breaks = breaks
        self.years: dict[int, int] = {}
        self.data = lexicon()

    def at(self, i: int) -> str:
        """The lower-case word at a position, "" beyond the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def may_open(self, i: int) -> bool:
        """Whether any rule can find a time at `i`: a quick look before the rules are tried."""
        word = self.at(i)
        return word in _openers() or any(c.isdigit() for c in word) or word.startswith(("early-", "mid-", "late-"))

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
        if short and word in ("'", "‘") and re.fullmatch(r"\d\d", self.at(i + 1)):
            return self.century(int(self.at(i + 1))), 2
        return None

    def century(self, two: int) -> int:
        if self.published is not None:
            base = self.published.year // 100 * 100 + two
            return base if base <= self.published.year + 5 else base - 100  # a plan may lie a few years ahead
        return 2000 + two if two <= _PIVOT else 1900 + two

    def future(self, i: int) -> bool:
        """Whether a word of the future bears on `i`: one shortly before it in its sentence, or "will" after a time that
        opens it."""
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

    def number(self, i: int) -> tuple[int | None, int] | None:
        """A number of units at `i`: (value, words); None as value for "a few", "several"."""
        word = self.at(i)
        if word in ("a", "an") and self.at(i + 1) in self.data["inexact"]:
            return None, 3 if self.at(i + 2) == "of" else 2
        if word in self.data["inexact"]:
            return None, 2 if self.at(i + 1) == "of" else 1
        if word in self.data["number_words"]:
            return self.data["number_words"][word], 1
        if re.fullmatch(r"\d{1,3}", word):
            return int(word), 1
        if word in ("half", "nearly", "almost", "about", "around", "some", "over", "roughly", "approximately") and self.at(
            i + 1
        ):
            more = self.number(i + 1)
            return (more[0], more[1] + 1) if more else None
        if (word, self.at(i + 1)) in (("more", "than"), ("less", "than"), ("at", "least"), ("up", "to"), ("fewer", "than")):
            more = self.number(i + 2)
            return (more[0], more[1] + 2) if more else None
        return None

    def unit(self, i: int) -> str | None:
        """The unit of time at `i`, not as part of "year-old" or "weeks-long"."""
        unit: str | None = self.data["units"].get(self.at(i))
        if unit and self.at(i + 1) in ("-", "old") and self.at(i + 1 + (self.at(i + 1) == "-")) in ("old", "long"):
            return None
        return unit

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
