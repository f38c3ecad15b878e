# SPDX-License-Identifier: Apache-2.0
"""Quotation marks → quoted stretches of words, also over paragraph ends and with a missing mark."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.parse import Parse, Word, once_a_parse
from sayso.text import Span

OPEN, CLOSE = {"“", "„", "``", "«"}, {"”", "''", "»"}
MARKS = OPEN | CLOSE | {'"', '""', "‘", "’", "'"}

SCARE = 4
"""Quoted stretches of fewer words than this are a word held at arm's length, or a name, not somebody's sentence."""


STOPS = {".", "!", "?", "…"}
"""Marks that end a sentence."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words `first` up to, not including, `last` stand inside quotation marks."""

    first: int
    last: int

    @property
    def short(self) -> bool:
        return self.last - self.first < SCARE


@once_a_parse
def quotations(parse: Parse) -> tuple[Quotation, ...]:
    """All quoted stretches, in order. A stretch that is not closed in its paragraph ends with the paragraph (quotations of
    several paragraphs open each anew); a closing mark without an opening one quotes from its paragraph's start."""
    out: list[Quotation] = []
    start: int | None = None
    paragraph = -1
    paragraph_start = 0
    for w in parse.words:
        here = parse.sentences[w.sentence].paragraph
        if here != paragraph:
            if start is not None and w.index > start:
                out.append(Quotation(start, w.index))
            start, paragraph, paragraph_start = None, here, w.index
        mark = w.text
        if len(mark) > 1 and not mark.strip('"'):
            mark = '"'
        anew = start is not None and w.index > start and _opens(parse, w, mark)
        if start is not None and anew:
            out.append(Quotation(start, w.index))
        if anew or mark in OPEN or (mark == '"' and start is None):
            start = w.index + 1
        elif mark in CLOSE or mark == '"':
            if start is not None:
                if w.index > start:
                    out.append(Quotation(start, w.index))
                start = None
                paragraph_start = w.index + 1
            elif mark in CLOSE and w.index - paragraph_start >= SCARE and mark != "''":
                out.append(Quotation(paragraph_start, w.index))
                paragraph_start = w.index + 1
    if start is not None and len(parse.words) > start:
        out.append(Quotation(start, len(parse.words)))
    return (*out, *_single(parse))


def _opens(parse: Parse, w: Word, mark: str) -> bool:
    """Whether a mark opens a stretch anew that goes on from an unclosed one, as the paragraphs of a long quotation do also
    where the text has them on one line: behind a whole sentence, a straight one apart from that and not from what follows."""
    if mark not in OPEN | {'"'} or w.index + 1 >= len(parse.words):
        return False
    before, after = parse.words[w.index - 1], parse.words[w.index + 1]
    apart = mark in OPEN or (before.end < w.start and w.end == after.start)
    return apart and before.text[-1:] in STOPS and after.text[:1].isupper()


def quoted_spans(parse: Parse, *, short: bool) -> list[Span]:
    """Where quoted stretches stand in the text: the short ones (scare quotes, names), or the others (what somebody says)."""
    return [(parse.words[q.first].start, parse.words[q.last - 1].end) for q in quotations(parse) if q.short == short]


def _single(parse: Parse) -> list[Quotation]:
    """Stretches in single marks: some words, ‘retake’, or a sentence that opens with ‘ and ends with a stop or comma and ’;
    others cannot be told from apostrophes."""
    out: list[Quotation] = []
    for w in parse.words:
        if w.text == "‘" and (not out or w.index >= out[-1].last):
            here = parse.sentences[w.sentence].paragraph
            for x in parse.words[w.index + 2 :]:
                if parse.sentences[x.sentence].paragraph != here or x.text == "‘":
                    break
                if x.text == "’" and parse.words[x.index - 1].text in {",", ".", "?", "!", "…"}:
                    out.append(Quotation(w.index + 1, x.index))
                    break
        if out and out[-1].first == w.index + 1:
            continue
        after = parse.words[w.index + 1 : w.index + 2]
        if w.text in {"‘", "`"} or (w.text == "'" and after and after[0].start == w.end):
            for x in parse.words[w.index + 2 : w.index + 1 + SCARE]:
                if x.text in {"’", "'"} and x.sentence == w.sentence:
                    out.append(Quotation(w.index + 1, x.index))
                    break
    return out
