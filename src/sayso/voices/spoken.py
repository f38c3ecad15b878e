# SPDX-License-Identifier: Apache-2.0
"""Voices over several sentences: quotations given to their speaker, "He added", statements after "X said:"."""

from __future__ import annotations

from dataclasses import replace

from sayso.mentions.quotations import Quotation
from sayso.parse import Parse
from sayso.voices.frames import Frame

OPENING = 4
"""Sentences with which a press release comes to its statement: heading, who, on what occasion."""


def additions(parse: Parse, found: list[Frame]) -> list[Frame]:
    """ "X said that A, adding that B", "X said that A and added that B": X adds, though the tree gives "add" A's subject."""
    out = []
    for f in found:
        w = parse.words[f.cue]
        if w.lemma.lower() == "add" and not parse.children(w.index, "nsubj"):
            outer = [g for g in found if g.cue != f.cue and f.cue in g.content and g.source is not None]
            if outer:
                f = replace(f, source=min(outer, key=lambda g: len(g.content)).source)
        out.append(f)
    return out


def attach(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """Gives each long quotation to the voice whose cue stands by it."""
    out = list(found)
    last: tuple[int, int] | None = None  # (frame position, paragraph) of the last speaker of a quotation
    for q in quoted:
        if q.short:
            continue
        words = frozenset(range(q.first, q.last))
        first, final = parse.words[q.first].sentence, parse.words[q.last - 1].sentence
        paragraph = parse.sentences[first].paragraph
        best, rank = None, 99
        for k, f in enumerate(out):
            if f.cue in words or (f.source is None and not f.content):
                continue
            s = parse.words[f.cue].sentence
            near = (
                0
                if first <= s <= final
                else 1
                if s == final + 1 and parse.sentences[s].paragraph == paragraph
                else 2
                if s == first - 1 and (parse.sentences[s].paragraph == paragraph or _colon(parse, s))
                else 99
            )
            if near < 99 and f.stance not in {"asks"} and _speaks(parse, f, words, near):
                value = near * 10 + (0 if f.content & words else 5 if near == 0 else 0)
                if value < rank:
                    best, rank = k, value
        if best is None and last is not None and parse.sentences[first].paragraph - last[1] <= 1:
            best = last[0]
        if best is None:
            continue
        f = out[best]
        out[best] = replace(f, content=(f.content | words) - {f.cue})
        last = best, parse.sentences[final].paragraph
    return out


def _colon(parse: Parse, sentence: int) -> bool:
    s = parse.sentences[sentence]
    return parse.words[s.last - 1].text in {":", ","}


def _speaks(parse: Parse, f: Frame, words: frozenset[int], near: int) -> bool:
    """Whether a cue can be the speaker's of a quotation that its own content does not hold yet."""
    if f.content & words:
        return True
    w = parse.words[f.cue]
    if w.upos != "VERB" or f.source is None or f.source in words or f.entry is None:
        return False
    # "…,” he said, adding that …": the cue stands by the marks
    aloud = "inserted" in f.entry.takes
    return aloud or (len(f.content) == 0 if near == 0 else near == 2)


def statements(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """A sentence that ends in "X said:" without quotation marks after it: what follows is X's statement, to the end where the
    report begins so (a press release), else one paragraph."""
    out = list(found)
    for k, f in enumerate(out):
        s = parse.words[f.cue].sentence
        sentence = parse.sentences[s]
        ends = parse.words[sentence.last - 1].text == ":" and f.cue >= sentence.last - 7 and not f.content
        if not ends or s + 1 >= len(parse.sentences) or f.source is None:
            continue
        after = parse.sentences[s + 1]
        if any(q.first - 1 <= after.first < q.last for q in quoted):
            continue
        last = len(parse.words)
        if s > OPENING:
            last = max(x.last for x in parse.sentences[s + 1 :] if x.paragraph == after.paragraph)
        out[k] = replace(f, content=frozenset(range(after.first, last)))
    return out
