# SPDX-License-Identifier: Apache-2.0
"""A report's text as HTML paragraphs, with a <mark> round each claim's trigger and its number after it.

Triggers may overlap: the text is cut at every edge of a trigger, and each piece is wrapped in one <mark> for each
claim that covers it, so the tags always nest.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from statistics import median

from sayso.model import Claim, Reading
from sayso.text import Span, overlap
from sayso.views import statement
from sayso.views.words import CONTROL

WRAPPED = (45, 100)
"""Characters. Lines whose usual length lies here were broken by an editor or a wire's terminal (66 to 80 a line is the
custom), so their ends are spaces; anything else is a text with one line a paragraph."""

_BLANK = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")


def marked(key: str, reading: Reading) -> str:
    """The text of a reading as <p> elements; `key` begins each id in it ("r1" → "r1t3" for claim 3)."""
    text, number = reading.report.text, statement.numbers(reading)
    ordered = sorted(reading.claims, key=lambda c: number[c.id])
    spans = [(_trimmed(text, c.trigger), c) for c in ordered]
    out = []
    for start, end in paragraphs(text):
        here = [(span, c) for span, c in spans if overlap(span, (start, end))]
        title = reading.report.title_span
        headline = ' class="headline"' if title and overlap(title, (start, end)) else ""
        out.append(f'<p{headline} data-start="{start}">{_paragraph(key, reading, (start, end), here)}</p>')
    return "\n".join(out)


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs that hold more than white space: cut at blank lines, and at each line end unless lines were
    wrapped (see WRAPPED)."""
    blocks = _cut(text, (0, len(text)), _BLANK)
    inner = [len(line) for start, end in blocks for line in text[start:end].split("\n")[:-1]]
    if inner and not WRAPPED[0] <= median(inner) <= WRAPPED[1]:
        blocks = [part for block in blocks for part in _cut(text, block, _LINE)]
    return blocks


def _cut(text: str, window: Span, at: re.Pattern[str]) -> list[Span]:
    out, start = [], window[0]
    for match in at.finditer(text, *window):
        out.append((start, match.start()))
        start = match.end()
    out.append((start, window[1]))
    return [span for span in out if text[span[0] : span[1]].strip()]


def _trimmed(text: str, span: Span) -> Span:
    """Without white space at its ends, so that its last sign lies in a paragraph."""
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _paragraph(key: str, reading: Reading, window: Span, here: list[tuple[Span, Claim]]) -> str:
    number, text = statement.numbers(reading), reading.report.text
    edges = sorted({*window, *(e for span, _ in here for e in span if window[0] < e < window[1])})
    out = []
    for start, end in pairwise(edges):
        piece = escape(CONTROL.sub("\ufffd", re.sub(r"[\r\x0b\x0c]", " ", text[start:end])))
        over = [(span, c) for span, c in here if span[0] <= start and end <= span[1]]
        for _, c in sorted(over, key=lambda sc: (sc[0][1] - sc[0][0], -number[sc[1].id])):  # the shortest innermost
            piece = f'<mark class="{statement.status(reading, c)}" data-claim="{key}c{number[c.id]}">{piece}</mark>'
        out.append(piece)
        out += [_number(key, number[c.id], statement.status(reading, c)) for span, c in here if span[1] == end]
    return "".join(out)


def _number(key: str, n: int, status: str) -> str:
    return f'<a class="n {status}" id="{key}t{n}" href="#{key}c{n}" aria-label="claim {n}">{n}</a>'
