# SPDX-License-Identifier: Apache-2.0
"""Which words stand inside quotation marks, and who speaks them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.mentions.lexicon import Lexicon
from sayso.mentions.phrases import SUBJECT
from sayso.model import Parse

OPENING, CLOSING, STRAIGHT = ("“", "«", "``", "„"), ("”", "»", "''"), ('"', '""')


@dataclass(frozen=True, slots=True)
class Quotes:
    """`of`: word → number of its quote, -1 outside; `speaker`: quote → head word of the speaker's phrase, -1 where none."""

    of: tuple[int, ...]
    speaker: tuple[int, ...]


def find_quotes(parse: Parse, by_word: dict[int, int], lexicon: Lexicon) -> Quotes:
    """Quotation marks pair within a paragraph; one left open ends with it."""
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
    of, out, start, paragraph = [-1] * len(parse.words), [], -1, -1
    for w in parse.words:
        here = parse.sentences[w.sentence].paragraph
        if start >= 0 and here != paragraph:
            out.append((start, w.index - 1))
            start = -1
        if start < 0 and (w.text in OPENING or w.text in STRAIGHT):
            start, paragraph = w.index, here
        elif start >= 0 and (w.text in CLOSING or w.text in STRAIGHT):
            out.append((start, w.index))
            start = -1
    if start >= 0:
        out.append((start, len(parse.words) - 1))
    for n, (first, last) in enumerate(out):
        for i in range(first, last + 1):
            of[i] = n
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
