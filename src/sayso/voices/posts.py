# SPDX-License-Identifier: Apache-2.0
"""Posts that a report shows as they are: "The bridge is shut. — Nadia Osman (@nosman) May 2, 2019", without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse import Parse, Sentence, Word
from sayso.voices.frames import Frame
from sayso.voices.headlines import DASHES
from sayso.voices.sources import words

LONGEST = 280
"""Code points that a post has at most."""

NAME = 8
"""Words that the name under a post has at most."""


def posts(parse: Parse, found: Sequence[Frame]) -> list[Frame]:
    """The voices of those under whose name and handle posts stand; `found`: the voices that the report itself brings in, by
    which its own sentences are told from a post's where no paragraph parts them."""
    reported = {parse.words[f.cue].sentence for f in found if f.source is not None and parse.words[f.cue].xpos == "VBD"}
    out: list[Frame] = []
    floor = 0
    for w in parse.words:
        name = _signature(parse, w.index) if w.text in DASHES else ()
        if not name:
            continue
        inside = {x.index for x in name}
        head = next((x for x in name if x.head not in inside and x.upos in {"NOUN", "PROPN"}), name[0])
        first = _first(parse, w.index, floor, reported)
        if first < w.index:
            span = parse.span_of([w, *name])
            out.append(Frame(w.index, span, head.index, None, "states", "certain", frozenset(range(first, w.index))))
        floor = name[-1].index + 1
    return out


def _signature(parse: Parse, dash: int) -> Sequence[Word]:
    """The name behind a dash and before a handle in brackets."""
    row = parse.words[dash + 1 : dash + NAME + 3]
    end = next((k for k, w in enumerate(row) if w.text == "("), 0)
    handle = row[end + 1 : end + 2]
    return row[:end] if end and handle and handle[0].text.startswith("@") else ()


def _first(parse: Parse, dash: int, floor: int, reported: set[int]) -> int:
    """Where the post begins that a dash ends: with its paragraph, or where a sentence before is reported speech, is of another
    post or would make it too long, or a heading stands ("Advertisement")."""
    first, paragraph = dash, None
    for s in reversed(parse.sentences[: parse.words[dash].sentence + 1]):
        own = s.first < dash
        if own and (_length(parse, s, dash) > LONGEST or s.first < floor or s.index in reported and first < dash):
            break
        if paragraph is not None and s.paragraph != paragraph:
            break
        if own:
            first, paragraph = s.first, s.paragraph
            if parse.words[s.first].lower in words("headings"):
                return min(first + 1, dash)
    return first


def _length(parse: Parse, s: Sentence, dash: int) -> int:
    return parse.words[dash].start - parse.words[s.first].start
