# SPDX-License-Identifier: Apache-2.0
"""How many: the number of a noun phrase as best, lowest and highest (GUIDELINES: "at least 12", "up to 30", "dozens").

Whether people are counted is the caller's to check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.mentions.numerals import Numeral, figure, lexicon, numeral
from sayso.model import Count
from sayso.parse import Parse, Word

_RANGE = frozenset({"to", "-", "–", "—", "or"})
_PARTITIVE = frozenset({"of"})
_DETERMINERS = frozenset({"nummod", "det", "amod", "advmod", "compound", "dep", "quantmod", "flat"})
"""Relations by which a number word hangs on the noun that it counts, the parser's slips included."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number over words `first` to `last` of a list, its modifier included; `core` is the last word of the number itself."""

    first: int
    last: int
    core: int
    best: int | None
    low: int | None
    high: int | None


def find_counts(words: Sequence[str]) -> list[Found]:
    """All numbers in a list of lower-case words that may count people, left to right, without overlap."""
    out: list[Found] = []
    i = 0
    while i < len(words):
        n = numeral(words, i)
        if n is None or _measures(words, n):
            i = n.last + 1 if n else i + 1
            continue
        found = _bounded(words, n, out[-1].last + 1 if out else 0)
        out.append(found)
        i = found.last + 1
    return out


def _measures(words: Sequence[str], n: Numeral) -> bool:
    """Whether a number is a sum of money, a measure, an age, an ordinal or a part of a date, by the words beside it."""
    data = lexicon()
    after = words[n.last + 1 : n.last + 3]
    before = words[n.first - 1] if n.first else ""
    if before in data["currency"] or (before in ("aged", "age") and not n.rough):
        return True
    if after and (after[0] in data["units_of"] or " ".join(after) in data["units_of"]):
        return True
    hyphen = len(after) == 2 and after[0] == "-"
    return hyphen and figure(after[1]) is None and numeral(after, 1) is None


def _phrase(words: Sequence[str], end: int, phrases: Iterable[str], floor: int) -> int | None:
    """Where the longest of `phrases` begins that ends just before `end`; None where none does."""
    best = None
    for phrase in phrases:
        parts = phrase.split()
        start = end - len(parts)
        if start >= floor and list(words[start:end]) == parts and (best is None or start < best):
            best = start
    return best


def _bounded(words: Sequence[str], n: Numeral, floor: int) -> Found:
    """A number with its modifiers: "at least", "up to", "12 to 15", "or more"."""
    data = lexicon()
    first, last, best, low, high = n.first, n.last, n.best, n.low, None
    core = n.last
    after = words[last + 1] if last + 1 < len(words) else ""
    if after in _RANGE and last + 2 < len(words):
        other = numeral(words, last + 2)
        if other and other.best is not None and best is not None and other.best > best and not _measures(words, other):
            low, high, best, last, core = best, other.best, None, other.last, other.last
    if best is None and low is None and high is None:
        return Found(first, last, core, None, None, None)
    start, kind = None, ""
    for name in ("low", "high", "about"):
        at = _phrase(words, first, data["before"][name], floor)
        if at is not None and (start is None or at < start):
            start, kind = at, name
    between = first and words[first - 1] == "between" and high is None and after == "and"
    if between:
        other = numeral(words, last + 2) if last + 2 < len(words) else None
        if other and other.best is not None and best is not None and other.best > best:
            return Found(first - 1, other.last, other.last, None, best, other.best)
    value = best if best is not None else low
    if high is not None:
        best = None
    elif kind == "low":
        low = value
    elif kind == "high":
        best, high = value, value
    if start is not None and words[start] not in ("the", "all", "these", "those", "other", "only", "just", "another"):
        first = start
        outer = {k: _phrase(words, first, data["before"][k], floor) for k in ("low", "high", "about")}
        for name, at in outer.items():  # "some, at least 12" does not occur; "about more than" neither: one more step at most
            if at is not None and words[at] not in ("the", "all", "these", "those", "other", "only", "just", "another"):
                first = at
                low, high = (value if name == "low" else low), (value if name == "high" else high)
    for name in ("low", "about"):
        for phrase in data["after"][name]:
            parts = phrase.split()
            if list(words[last + 1 : last + 1 + len(parts)]) == parts:
                last += len(parts)
                low = value if name == "low" else low
                break
    return Found(first, last, core, best, low, high)


def count_of(parse: Parse, head: int) -> Count | None:
    """The count of the noun phrase with this head word, or of which this is the number word; None where it has none.

    "two of its commanders" and "hundreds of people" count for either word of the pair. "One" counts only where it is a
    number; "a" never does.
    """
    sentence = parse.sentence_of(head)
    words = [w.lower for w in parse.words[sentence.first : sentence.last]]
    for found in find_counts(words):
        core = sentence.first + found.core
        if (
            any(
                _belongs(parse, sentence.first + i, head)
                for i in range(found.first, found.last + 1)
                if numeral(words, i) is not None
            )
            or core == head
        ):
            if parse.words[core].lower == "one" and not _counts_one(parse, core):
                return None
            start, end = parse.words[sentence.first + found.first].start, parse.words[sentence.first + found.last].end
            return Count((start, end), found.best, found.low, found.high)
    return None


def _counts_one(parse: Parse, index: int) -> bool:
    """Whether "one" is a number: it modifies a noun ("one soldier"), takes a partitive ("one of them") or is itself acted
    on."""
    word = parse.words[index]
    if word.upos == "NUM":
        return True
    return any(_of(parse, c) for c in parse.children(index, "nmod", "obl"))


def _of(parse: Parse, word: Word) -> bool:
    return any(c.lower in _PARTITIVE for c in parse.children(word.index, "case"))


def _belongs(parse: Parse, number: int, head: int) -> bool:
    """Whether a number word counts the noun `head`: as its modifier, or with the noun as its "of"-complement."""
    if number == head:
        return True
    i = number
    for _ in range(4):  # "dozens" in "the dozens of others": number words hang at most a few steps below their noun
        word = parse.words[i]
        up = word.head
        if up < 0:
            break
        if up == head and (
            word.relation.partition(":")[0] in _DETERMINERS
            or (word.relation.startswith("nmod") and not parse.children(i, "case"))
        ):
            return abs(head - number) < 8 and number < head  # a number stands before its noun and not far off
        if numeral([parse.words[up].lower], 0) is None:
            break
        i = up
    noun = parse.words[head]
    return noun.head == number and noun.relation.partition(":")[0] in ("nmod", "obl") and _of(parse, noun)


def count_sum(parse: Parse, heads: Sequence[int]) -> Count | None:
    """The counts of coordinated phrases as one: "three policemen and two civilians" → 5. A singular noun with "a" beside
    counted ones counts one; with an uncounted plural among them the sum is only the lowest number. None where none has a
    count."""
    counts = [(h, count_of(parse, h)) for h in dict.fromkeys(heads)]
    known = [c for _, c in counts if c is not None]
    if not known:
        return None
    singles = [
        h
        for h, c in counts
        if c is None and parse.words[h].xpos == "NN" and any(d.lower in ("a", "an") for d in parse.children(h, "det"))
    ]
    missing = len(counts) - len(known) - len(singles)
    if len(known) == 1 and not singles and not missing:
        return known[0]
    span = (min(c.span[0] for c in known), max(c.span[1] for c in known))
    bests = [c.best for c in known]
    lows = [c.low if c.low is not None else c.best for c in known]
    highs = [c.high if c.high is not None else c.best for c in known]
    low = sum(x for x in lows if x is not None) + len(singles)
    if missing or any(b is None for b in bests):
        return Count(span, None, low or None, None)
    best = sum(x for x in bests if x is not None) + len(singles)
    bounded_below, bounded_above = any(c.low is not None for c in known), any(c.high is not None for c in known)
    high = sum(x for x in highs if x is not None) + len(singles)
    return Count(span, best, low if bounded_below else None, high if bounded_above else None)
