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

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GREATEST = 999_999_999
"""No number of people in a report is higher than this; a longer figure is a telephone number or the like."""


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
    """The word lists of data/numbers.yaml."""
    text = resources.files("sayso.mentions").joinpath("data", "numbers.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@lru_cache(4096)
def figure(word: str) -> float | None:
    """The value of a figure ("1,200", "3.5"), None for anything else."""
    return float(word.replace(",", "")) if _FIGURE.fullmatch(word) else None


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
    data = lexicon()
    scales: dict[str, int] = data["scales"]
    rough: dict[str, list[int | None]] = data["rough"]
    word = words[at]
    if tuple(words[at : at + 3]) == ("half", "a", "dozen"):
        return Numeral(at, at + 2, 6, None, True)
    if word in rough:
        return _rough(words, at)
    article = (
        word in ("a", "an")
        and at + 1 < len(words)
        and words[at + 1] in ("hundred", "thousand", "million", "dozen", "couple", "pair", "score", "trio")
    )
    if article and words[at + 1] in rough:
        dozen = _rough(words, at + 1)
        return Numeral(at, dozen.last, dozen.best, dozen.low, True)
    total, part, i, last = 0.0, 1.0 if article else None, at + 1 if article else at, at - 1
    while i < len(words):
        w = words[i]
        step = figure(w) if part is None or i == at else None
        if step is None:
            step = _small(w)
        if step is not None and (part is None or part % 100 == 0 or (part % 10 == 0 and part >= 20 and step < 10)):
            part = (part or 0) + step
        elif w == "hundred" and part is not None and part < 100:
            part *= 100
        elif w in scales and w != "hundred" and part is not None:
            if w in ("m", "bn") and figure(words[i - 1]) is None:
                break
            total, part = total + part * scales[w], None
        elif (
            w == "and"
            and last == i - 1
            and words[i - 1] in ("hundred", "thousand")
            and i + 1 < len(words)
            and _small(words[i + 1]) is not None
        ) or (
            w == "-" and last == i - 1 and words[i - 1] in data["tens"] and i + 1 < len(words) and words[i + 1] in data["units"]
        ):
            i += 1
            continue
        else:
            break
        last, i = i, i + 1
    value = total + (part or 0)
    if last < at or value != int(value) or value > _GREATEST:
        return None
    best = int(value)
    if i < len(words) and words[i] == "dozen" and best < 100:
        return Numeral(at, i, best * 12, None, True)
    return Numeral(at, last, best, None, False)


def _rough(words: Sequence[str], at: int) -> Numeral:
    """ "dozens", "tens of thousands", "hundreds of thousands"."""
    best, low = lexicon()["rough"][words[at]]
    last = at
    after = words[at + 1 : at + 3]
    if len(after) == 2 and after[0] in ("of", "or") and after[1] in ("thousands", "millions", "hundreds"):
        scale = {"thousands": 1000, "millions": 1_000_000, "hundreds": 100}[after[1]]
        if after[0] == "of" and low is not None:
            low, last = low * scale, at + 2
    return Numeral(at, last, best, low, True)
