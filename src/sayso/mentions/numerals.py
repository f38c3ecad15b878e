# SPDX-License-Identifier: Apache-2.0
"""Numbers in words and figures: "1,200", "1.5 million", "two hundred and fifty", "dozens", over a list of words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

_FIGURE = re.compile(r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
"""Figures whose thousands are set off by points: "1.200" people cannot be one and a fifth."""
_GREATEST = 999_999_999
"""No number of people in a report is higher than this; a longer figure is a telephone number or the like."""
_MULTIPLES = {"hundred", "thousand", "million", "dozen", "couple", "pair", "score", "trio", "few", "handful", "quartet", "duo"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over words `first` to `last` (inclusive). `rough`: a word like "dozens" stands in it."""

    first: int
    last: int
    best: int | None
    low: int | None
    rough: bool


@cache
def lexicon() -> Mapping[str, Any]:
    """The word lists of data/numbers.yaml; those given as one text are sets of words."""
    text = resources.files("sayso.mentions").joinpath("data", "numbers.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {k: frozenset(v.split()) if isinstance(v, str) else v for k, v in data.items()}


@lru_cache(4096)
def figure(word: str) -> float | None:
    """The value of a figure ("1,200", "3.5"), None for anything else."""
    return float(re.sub(r"[,\u00a0\u202f\u2009]", "", word)) if _FIGURE.fullmatch(word) else None


@cache
def _starters() -> frozenset[str]:
    data = lexicon()
    return frozenset((*data["units"], *data["tens"], *data["rough"], *data["fractions"]))


def begins_number(word: str) -> bool:
    """Whether a number may begin with a lower-case word, but for "a" and "an"; most words are ruled out so."""
    return word[:1].isdigit() or word in _starters() or "-" in word and word.partition("-")[0] in lexicon()["tens"] or (
        word in lexicon()["scales"])


@lru_cache(4096)
def _small(word: str) -> int | None:
    """Value of a number word below a hundred, hyphenated ones too."""
    words = lexicon()
    units: dict[str, int] = words["units"]
    tens: dict[str, int] = words["tens"]
    if word in units:
        return units[word]
    if word in tens:
        return tens[word]
    ten, sign, unit = word.partition("-")
    return tens[ten] + units[unit] if sign and ten in tens and 0 < units.get(unit, 0) < 10 else None


def numeral(words: Sequence[str], at: int) -> Numeral | None:
    """The longest number that begins at word `at` of lower-case `words`; None where none does."""
    rough: dict[str, list[int | None]] = lexicon()["rough"]
    word = words[at]
    if word not in ("a", "an") and not begins_number(word):
        return None
    after = tuple(words[at + 1 : at + 3])
    if word == "half" and after in (("a", "dozen"), ("a", "million")):
        return Numeral(at, at + 2, 6 if after[1] == "dozen" else 500_000, None, True)
    if word in rough:
        return _rough(words, at)
    article = word in ("a", "an") and bool(after) and after[0] in _MULTIPLES
    if article and after[0] in rough:
        dozen = _rough(words, at + 1)
        return Numeral(at, dozen.last, dozen.best, dozen.low, True) if dozen else None
    return _counted(words, at, article)


def _counted(words: Sequence[str], at: int, article: bool) -> Numeral | None:
    """A number of figures and number words: "1.5 million", "two hundred and fifty-three", "12 000", "two dozen"."""
    data = lexicon()
    scales: dict[str, int] = data["scales"]
    total, part, i, last = 0.0, 1.0 if article else None, at + 1 if article else at, at - 1
    while i < len(words):
        w = words[i] if part is None else data["plurals"].get(words[i], words[i])      # "four hundreds"
        step = figure(w) if part is None or i == at else None
        if step is None:
            step = _small(w)
        if step is not None and (part is None or part % 100 == 0 or (part % 10 == 0 and part >= 20 and step < 10)):
            part = (part or 0) + step
        elif i == at + 1 and part is not None and _thousands(words, at):
            part = part * 1000 + int(w)
        elif w == "hundred" and part is not None and part < 100:
            part *= 100
        elif w in scales and w != "hundred" and part is not None:
            if w in ("m", "bn") and figure(words[i - 1]) is None:
                break
            total, part = total + part * scales[w], None
        elif _joins(words, i, last):
            i += 1
            continue
        else:
            break
        last, i = i, i + 1
    value = total + (part or 0)
    if last == at and _POINTED.fullmatch(words[at]):
        value = float(words[at].replace(".", ""))
    if last < at or value != int(value) or value > _GREATEST:
        return None
    best = int(value)
    if i < len(words) and words[i] in ("dozen", "dozens") and best < 100 and last == i - 1:
        return Numeral(at, i, best * 12, None, True)
    return Numeral(at, last, best, None, False)


def _thousands(words: Sequence[str], at: int) -> bool:
    """Whether a figure and the next are one number written with a space: "12 000" (not behind a month: "on May 12 300 men")."""
    whole, rest = words[at], words[at + 1]
    return (whole.isdigit() and len(whole) < 4 and whole != "0" and rest.isdigit() and len(rest) == 3
            and (at == 0 or words[at - 1] not in lexicon()["months"]))


def _joins(words: Sequence[str], i: int, last: int) -> bool:
    """Whether the word at `i` only joins two parts of a number: "two hundred and six", "twenty - five"."""
    data = lexicon()
    if last != i - 1 or last < 0 or i + 1 >= len(words):
        return False
    if words[i] == "and":
        return words[last] in ("hundred", "thousand") and _small(words[i + 1]) is not None
    return words[i] == "-" and words[last] in data["tens"] and words[i + 1] in data["units"]


def _rough(words: Sequence[str], at: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred", "a couple of dozen"; "few" without an article is no number."""
    data = lexicon()
    word, before = words[at], words[at - 1] if at else ""
    best, low = data["rough"][word]
    if word == "few" and before not in ("a", "the", "last", "first", "these"):
        return None
    after = list(words[at + 1 : at + 3])
    skip = 1 if after[:1] == ["of"] or after[:1] == ["or"] else 0
    scale = _scale(after[skip]) if len(after) > skip else 0
    if not scale or skip and word not in ("tens", "hundreds", "thousands", "dozens", "couple"):
        return Numeral(at, at, best, low, True)
    if after[0] == "or":      # "dozens or hundreds": at least the lower of the two
        return Numeral(at, at, best, low, True)
    last = at + 1 + skip
    if word in ("tens", "hundreds", "thousands", "dozens") and skip:
        return Numeral(at, last, None, (low or 0) * scale, True)
    if word in ("several", "few", "scores"):
        return Numeral(at, last, None, 2 * scale, True)      # as "hundreds": the guidelines take the least plural
    if word == "couple":
        return Numeral(at, last, 2 * scale, None, True)
    return Numeral(at, at, best, low, True)


def _scale(word: str) -> int:
    """What "hundred(s)", "thousand(s)", "million(s)", "dozen(s)" multiply by; 0 for other words."""
    data = lexicon()
    one = data["plurals"].get(word, word)
    return 12 if one == "dozen" else data["scales"].get(one, 0) if one in ("hundred", "thousand", "million") else 0
