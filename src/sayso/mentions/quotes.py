# SPDX-License-Identifier: Apache-2.0
"""Who speaks what stands inside quotation marks, as far as pronouns need it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.mentions.lexicon import Lexicon
from sayso.mentions.phrases import SUBJECT
from sayso.mentions.quotations import MARKS, quotations
from sayso.parse import Parse


@dataclass(frozen=True, slots=True)
class Quotes:
    """`of`: word → number of its quote, -1 outside; `speaker`: quote → head word of the speaker's phrase, -1 where none."""

    of: tuple[int, ...]
    speaker: tuple[int, ...]


def find_quotes(parse: Parse, by_word: dict[int, int], lexicon: Lexicon) -> Quotes:
    """The speaker of each quoted stretch (quotations.py)."""
    of, stretches = _stretches(parse)
    speakers: list[int] = []
    for n, (first, last) in enumerate(stretches):
        who = _beside(parse, first, last, of, by_word, lexicon)
        if who < 0 and n and _paragraph(parse, stretches[n - 1][0]) == _paragraph(parse, first):
            who = speakers[n - 1]
        speakers.append(who)
    return Quotes(of, tuple(speakers))


def _paragraph(parse: Parse, word: int) -> int:
    return parse.sentence_of(word).paragraph


def _stretches(parse: Parse) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """Each word's stretch, and the stretches with the marks around them, first to last word."""
    of = [-1] * len(parse.words)
    out: list[tuple[int, int]] = []
    for q in quotations(parse):
        first = q.first - 1 if q.first and parse.words[q.first - 1].text in MARKS else q.first
        last = q.last if q.last < len(parse.words) and parse.words[q.last].text in MARKS else q.last - 1
        for i in range(first, last + 1):
            of[i] = len(out)
        out.append((first, last))
    return tuple(of), out


def _beside(parse: Parse, first: int, last: int, of: tuple[int, ...], by_word: dict[int, int], lexicon: Lexicon) -> int:
    """The subject of the verb of saying in the quote's own sentences, after it before those in front; then "according to"."""
    begin, end = parse.sentence_of(first), parse.sentence_of(last)
    after = list(range(last + 1, end.last))
    ahead = list(range(first - 1, begin.first - 1, -1))
    if not after and not ahead and last + 1 < len(parse.words) and _paragraph(parse, last + 1) == _paragraph(parse, first):
        after = list(range(last + 1, parse.sentence_of(last + 1).last))
    for i in (*after, *ahead):
        w = parse.words[i]
        if of[i] >= 0 or w.lemma.lower() not in lexicon.saying:
            continue
        for subject in parse.children(i, *SUBJECT):
            if subject.index in by_word and of[subject.index] < 0:
                return subject.index
    for i in (*after, *ahead):
        w = parse.words[i]
        if of[i] < 0 and i in by_word and any(c.lower == "according" for c in parse.children(i, "case")):
            return i
    return -1
