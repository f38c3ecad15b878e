# SPDX-License-Identifier: Apache-2.0
"""A dictionary's pattern → the words that a Sayso entry needs besides the verb, and where source and target stand.

Sayso looks for an entry's words among the verb's subject, objects, particles and phrases and what hangs on these, in any
order. So the brackets of PETRARCH-2 and the running words of TABARI come to the same: the words in order, and the prepositions
before the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product

import yaml

from sayso.codebook.english import content
from sayso.codebook.importing.outcomes import Unfit
from sayso.codebook.nodes import nearest
from sayso.codebook.schema import PREPOSITIONS

COMMITMENT = "words before the verb that say how surely, or on whose word"
INSIDE = "source or target within another phrase"
LONG = "longer than a phrase of Sayso's can be"
MANY = "too many wordings"
SYNSET = "no such synonym set"
JOINED = "a second verb or noun joined by “and” or “or”"

DEEPEST = 5
"""Words besides the verb. Sayso looks two steps down the tree: subject or object with a modifier, a preposition, its noun with
one."""

WORDINGS = 400
"""Wordings of one pattern. Two sets of nouns side by side make thousands, each of which would be a rule that is hardly ever
met."""

MARKS = {"$": "source", "+": "target", "%": "both", "^": ""}


@dataclass(frozen=True, slots=True)
class Construction:
    """`words`: what must stand there besides the verb, small letters; `sources`, `targets`: slots that the pattern names for
    them (obj, iobj, a preposition; empty = not named); `swapped`: the subject is the target, and the source stands after the
    verb."""

    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    swapped: bool = False


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Words that are no content, by what they do (data/function.yaml)."""
    text = resources.files("sayso.codebook.importing").joinpath("data/function.yaml").read_text(encoding="utf-8")
    return {kind: frozenset(words) for kind, words in yaml.safe_load(text).items()}


def constructions(before: str, after: str, synsets: Mapping[str, Sequence[str]]) -> tuple[Construction, ...]:
    """The constructions of a pattern, each once: one for each choice of synonyms and of alternatives ({ A | B }).

    Raises Unfit where a pattern as a whole cannot be held.
    """
    out: dict[Construction, None] = {}
    for one in _choices(f"{before} * {after}", synsets):
        left, _, right = one.partition("*")
        out[_construction(left.split(), right.split())] = None
    return tuple(out)


def _choices(pattern: str, synsets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A pattern's wordings without brackets and underscores."""
    parts = re.split(r"(\{[^{}]*\|[^{}]*\}|&[^\s(){}&|*]+)", pattern)
    choices = [tuple(_members(part, synsets)) if k % 2 else (part,) for k, part in enumerate(parts)]
    count = 1
    for row in choices:
        count *= len(row)
    if count > WORDINGS:
        raise Unfit(MANY, f"{count:,}", f"Write those that you mean, or a set of fewer words: {WORDINGS} at most.")
    for row in product(*choices):
        yield re.sub(r"[(){}_]", " ", "".join(row)).lower()


def _members(part: str, synsets: Mapping[str, Sequence[str]], seen: frozenset[str] = frozenset()) -> list[str]:
    """What may stand for one part of a pattern: the words of a set, sets within sets undone, or the alternatives of a
    choice."""
    if part.startswith("{"):
        return [choice.strip() for choice in part[1:-1].split("|")]
    label, rest = part, ""
    while label.rstrip("_") not in synsets and "_" in label[1:]:      # “&TIES_TALKS”: the set and a word behind it
        label, _, last = label.rpartition("_")
        rest = f" {last}{rest}"
    label = label.rstrip("_")
    if label not in synsets or label in seen:
        raise Unfit(SYNSET, f"“{part}”", nearest(part, synsets) or f"Write its words above, under a line {part}.")
    words: list[str] = []
    for member in synsets[label]:
        inner = _members(member, synsets, seen | {label}) if member.startswith("&") else [_singular(member)]
        words += [f"{word}{rest}" for word in inner]
    return list(dict.fromkeys(words))


@cache
def _singular(phrase: str) -> str:
    *others, last = phrase.lower().split()
    return " ".join([*others, content(last)])


def _construction(before: Sequence[str], after: Sequence[str]) -> Construction:
    words, start, passive = _subject(before)
    found = _Behind()
    for word in after:
        found.take(word)
    if found.open_mark:
        found.place(found.open_mark)
    whole = (*words, *found.words)
    if len(whole) > DEEPEST:
        raise Unfit(LONG, f"{len(whole)} words", f"Leave out what is not needed: {DEEPEST} words besides the verb at most.")
    if start != "target":
        return Construction(whole, tuple(found.sources), tuple(found.targets))
    by = "by" in found.sources
    swapped = not (passive or by)
    sources = tuple(s for s in found.sources if s != "by" or swapped)
    return Construction(whole, sources, (), swapped)


def _subject(before: Iterable[str]) -> tuple[tuple[str, ...], str, bool]:
    """Words of the subject, whom it stands for (source, target or "" where the pattern does not say), whether in the
    passive."""
    lists = function_words()
    words: list[str] = []
    whom, passive, prep = "", False, False
    for word in before:
        if word in MARKS:
            if prep or whom and MARKS[word]:
                raise Unfit(INSIDE, f"“{word}”", "Write a pattern in which it stands by the verb itself.")
            whom = whom or MARKS[word]
        elif word in lists["commitment"] or word in lists["governing"]:
            raise Unfit(COMMITMENT, f"“{word}”", "Sayso's voices and commitment tell that; the pattern without it is enough.")
        elif word in lists["be"]:
            passive = True
        elif word in {"and", "or"}:
            raise Unfit(JOINED, mend="Write two patterns.")
        elif word in PREPOSITIONS:
            prep = True
            continue
        elif word not in lists["have"] and word not in lists["articles"]:
            words.append(content(word))
        prep = False
    return tuple(words), whom, passive


class _Behind:
    """What stands behind the verb, word by word."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.sources: list[str] = []
        self.targets: list[str] = []
        self.prep = ""
        self.open_mark = ""

    def take(self, word: str) -> None:
        lists = function_words()
        if word in MARKS:
            if self.open_mark:
                self.place(self.open_mark)
            self.open_mark = MARKS[word]
            if self.prep or not self.open_mark:
                self.place(self.open_mark)
            return
        if word in {"and", "or"}:
            raise Unfit(JOINED, mend="Write two patterns.")
        if word in lists["commitment"] and word not in {"to", "without", "if"}:
            raise Unfit(COMMITMENT, f"“{word}”", "Sayso's voices and commitment tell that; the pattern without it is enough.")
        if word in lists["articles"] or word in lists["be"] or word in lists["have"]:
            return
        if self.open_mark:      # “* + PRISONER”: whom something is given stands before what
            self.place(self.open_mark, and_iobj=word not in PREPOSITIONS)
        self.prep = word if word in PREPOSITIONS else ""
        self.words.append(word if self.prep else content(word))

    def place(self, whom: str, *, and_iobj: bool = False) -> None:
        """Gives a mark its slot: the preposition before it, else the object."""
        slots = [self.prep] if self.prep else ["obj", "iobj"] if and_iobj else ["obj"]
        for slot in slots:
            if whom == "source" and slot not in self.sources:
                self.sources.append(slot)
            elif whom in {"target", "both"} and slot not in self.targets:
                self.targets.append(slot)
        self.prep, self.open_mark = "", ""
