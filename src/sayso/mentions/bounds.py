# SPDX-License-Identifier: Apache-2.0
"""Numbers with what bounds them, over a list of words: "at least 12", "up to 30", "12 to 15", "two-thirds of the 30".

Whether people are counted, and which, is the caller's to check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sayso.mentions.numerals import Numeral, figure, lexicon, numeral

_RANGE = frozenset({"to", "-", "–", "—", "or"})
_YEARLY = frozenset({"in", "since", "until", "till", "before", "after", "during", "early", "late", "mid", "year", "spring",
                     "summer", "autumn", "fall", "winter", "by", "from"})
"""Words before a bare figure that make it a year."""
_STEPS = 3
"""Modifiers before one number: "at least another 20", "up to an estimated 30" have two; three leave room."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number over words `first` to `last` of a list, its modifiers included; `core` is the last word of the number itself.
    `bound` of model.BOUNDS."""

    first: int
    last: int
    core: int
    best: int | None
    low: int | None
    high: int | None
    bound: str = "exact"

    @property
    def value(self) -> int | None:
        """The best number, else the lowest."""
        return self.best if self.best is not None else self.low


@lru_cache(maxsize=256)
def find_counts(words: tuple[str, ...]) -> tuple[Found, ...]:
    """All numbers in lower-case words that may count people, left to right, without overlap. Cached: each claim of a sentence
    asks anew."""
    out: list[Found] = []
    i = 0
    while i < len(words):
        part = _fraction(words, i, out[-1].last + 1 if out else 0)
        n = None if part else numeral(words, i)
        if n is not None and not _measures(words, n):
            part = _bounded(words, n, out[-1].last + 1 if out else 0)
        if part is not None:
            out.append(part)
        i = part.last + 1 if part else n.last + 1 if n else i + 1
    return tuple(out)


def _measures(words: Sequence[str], n: Numeral) -> bool:
    """Whether a number is a sum of money, a measure, an age, an ordinal or a part of a date, by the words beside it; or no
    number at all ("no one", "each one", "one another")."""
    data = lexicon()
    after = words[n.last + 1 : n.last + 3]
    before = words[n.first - 1] if n.first else ""
    if words[n.first] == "one" and n.first == n.last and (
            before in {"no", "not", "any", "every", "each", "this", "which", "day"} or after[:1] == ("another",)):
        return True
    if before in data["currency"] or (before in ("aged", "age") and not n.rough):
        return True
    dated = n.last == n.first and words[n.first].isdigit() and n.best is not None and (n.best < 32 or 1800 <= n.best < 2100)
    if dated and (before in data["months"] or (n.best or 0) > 31 and before in _YEARLY):
        return True
    if after and (after[0] in data["units_of"] or " ".join(after) in data["units_of"]):
        return True
    if len(after) < 2 or after[0] != "-" or after[1] in ("some", "odd", "plus", "something"):
        return False
    return figure(after[1]) is None and not numeral(after, 1)


def _fraction(words: Sequence[str], at: int, floor: int) -> Found | None:
    """A part of a number: "two-thirds of the 30 detainees" → 20, "half the 40"."""
    parts: Mapping[str, int] = lexicon()["fractions"]
    i, over = at, 1
    if words[at] in ("a", "one", "two", "three", "four") and at + 1 < len(words):
        over = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}[words[at]]
        i = at + 2 if words[at + 1] == "-" else at + 1
    if i >= len(words) or words[i] not in parts:
        return None
    under, i = parts[words[i]], i + 1
    of = words[i : i + 1] == ("of",)
    i += of
    if not of and under != 2:
        return None      # "a third 12" is no part
    if i < len(words) and words[i] in ("the", "those", "these", "his", "their", "its", "some", "about", "all"):
        i += 1
    n = numeral(words, i) if i < len(words) else None
    if n is None or n.best is None or n.best < under or _measures(words, n):
        return None
    bound = "about" if n.best * over % under or n.rough or words[n.first] == "a" else "exact"
    return _modified(words, Found(at, n.last, n.last, round(n.best * over / under), None, None, bound), floor)


@cache
def _phrases(where: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The modifiers before or after a number with what they do, longest first, by the word that stands next to it."""
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in lexicon()[where].items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            rows.setdefault(parts[-1] if where == "before" else parts[0], []).append((parts, kind))
    return {k: tuple(sorted(v, key=lambda row: (-len(row[0]), row[1]))) for k, v in rows.items()}


def _before(words: Sequence[str], end: int, floor: int) -> tuple[int, str] | None:
    """The modifier that ends just before `end`: where it begins and what it does."""
    if end <= floor:
        return None
    for parts, kind in _phrases("before").get(words[end - 1], ()):
        start = end - len(parts)
        if start >= floor and tuple(words[start:end]) == parts:
            return start, kind
    return None


def _bounded(words: Sequence[str], n: Numeral, floor: int) -> Found:
    """A number with its modifiers and ranges: "at least", "up to", "12 to 15", "or more"."""
    firm = set(lexicon()["firm"])
    bound = "exact" if not n.rough or words[n.last] in firm else "vague" if n.best is None else "about"
    found = Found(n.first, n.last, n.last, n.best, n.low, None, bound)
    after = words[n.last + 1] if n.last + 1 < len(words) else ""
    spread = n.first > floor and words[n.first - 1] in ("between", "from") and after in ("and", "to")
    if (after in _RANGE or spread) and n.best is not None and n.last + 2 < len(words):
        other = numeral(words, n.last + 2)
        if other and other.best is not None and other.best < n.best and _tail(n.best, other):
            other = replace(other, best=n.best - n.best % 100 + other.best)      # "120-30"
        scaled = other and other.best is not None and n.best < other.best
        if other and scaled and not _measures(words, other):
            low = n.best * (_shared(words, n, other))
            found = Found(n.first - spread, other.last, other.last, None, low, other.best, "between")
            return _modified(words, found, floor) if not spread else found
    found = _modified(words, found, floor)
    if found.bound == "at least" and found.high is None:
        return _capped(words, found)
    return found


def _tail(first: int, other: Numeral) -> bool:
    return other.first == other.last and 100 <= first < 1000 and other.best is not None and first % 100 < other.best < 100


def _shared(words: Sequence[str], n: Numeral, other: Numeral) -> int:
    """What the scale of the second number of a range does to the first: "two to three hundred"."""
    scale = lexicon()["scales"].get(words[other.last], 1)
    return scale if n.best is not None and other.best is not None and n.best < 100 <= scale and other.last > other.first else 1


def _modified(words: Sequence[str], found: Found, floor: int) -> Found:
    """A number with the modifiers around it; the outermost bound holds, a bound before "about"."""
    first, kind = found.first, ""
    at = first
    for _ in range(_STEPS):
        hit = _before(words, at, floor)
        if hit is None:
            break
        at = hit[0]
        if hit[1] != "outside":
            first = at
            if hit[1] in ("at least", "at most") or not kind and hit[1] == "about":
                kind = hit[1]
    last = found.last
    for parts, what in _phrases("after").get(words[last + 1] if last + 1 < len(words) else "", ()):
        if tuple(words[last + 1 : last + 1 + len(parts)]) == parts:
            last, kind = last + len(parts), what if kind in ("", "about") else kind
            break
    found = replace(found, first=first, last=last)
    value = found.value
    if found.high is not None or not kind or value is None:      # a range keeps its ends: "some 12 to 15"
        return found
    if kind == "at least":
        return replace(found, low=value, bound=kind)
    if kind == "at most":
        return replace(found, best=found.best, high=value, low=None, bound=kind)
    return replace(found, bound=kind if found.bound != "vague" else "vague")


def _capped(words: Sequence[str], found: Found) -> Found:
    """ "At least 12 and possibly as many as 15": both ends."""
    i = found.last + 1
    if i < len(words) and words[i] == ",":
        i += 1
    if i < len(words) and words[i] in ("and", "but"):
        i += 1
        while i < len(words) and words[i] in ("possibly", "perhaps", "maybe"):
            i += 1
        for parts, kind in (p for rows in _phrases("before").values() for p in rows):
            end = i + len(parts)
            if kind != "at most" or tuple(words[i:end]) != parts or end >= len(words):
                continue
            n = numeral(words, end)
            if n is not None and n.best is not None and found.low is not None and n.best > found.low:
                return replace(found, last=n.last, best=None, high=n.best, bound="between")
    return found
