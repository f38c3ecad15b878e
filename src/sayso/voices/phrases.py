# SPDX-License-Identifier: Apache-2.0
"""Voices that a phrase brings in: "according to two officials", "in the words of the mayor"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sayso.parse import Parse, Word
from sayso.text import Span
from sayso.voices.contents import clause
from sayso.voices.cues import Cue, lexicon
from sayso.voices.frames import Frame
from sayso.voices.sources import kinds, words


def according(parse: Parse, w: Word) -> list[Frame]:
    """ "According to X", "in the words of X": w is the phrase's first word."""
    for phrase, cue in _starting().get(w.lower, ()):
        last = w.index + len(phrase)
        sentence = parse.sentence_of(w.index)
        if last >= sentence.last or tuple(x.lower for x in parse.words[w.index : last]) != phrase:
            continue
        if phrase == ("per",) and parse.words[last].lower in {"cent", "capita", "annum", "diem", "se"}:
            continue      # "10 per cent", "per capita"
        source = _top(parse, last)
        who = parse.words[source]
        if who.upos not in {"NOUN", "PROPN", "PRON", "NUM", "X"} or who.lemma.lower() in words("plans") or who.kind == "time":
            continue      # "up to $50,000 per year"
        span = parse.words[w.index].start, parse.words[last - 1].end
        if kinds().get(who.lemma.lower()) == "estimate":
            cue = replace(cue, stance="estimates", certainty="probable")
        return [_over(parse, w.index, last, source, cue, span)]
    return []


CLOSING = {",", "”", "''", '"'}
"""Marks before a phrase that ends its sentence and speaks for all of it."""


@cache
def _starting() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """The lexicon's phrases by their first word, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for text, cue in sorted(lexicon().prepositions.items(), key=lambda item: -len(item[0])):
        words = tuple(text.split())
        out.setdefault(words[0], []).append((words, cue))
    return out


def _top(parse: Parse, start: int) -> int:
    """The head word of the phrase that begins at `start`."""
    at = start
    sentence = parse.sentence_of(start)
    comma = next((w.index for w in parse.words[start : sentence.last] if w.text == ","), sentence.last)
    while True:
        head = parse.words[at].head
        if head < start or head >= comma or parse.words[head].upos not in {"NOUN", "PROPN", "PRON", "NUM", "X"}:
            return at
        at = head


def _over(parse: Parse, first: int, last: int, source: int, cue: Cue, span: Span) -> Frame:
    sentence = parse.sentence_of(first)
    own = {x.index for x in parse.subtree(source)} | set(range(first, last))
    own = {i for i in own if i >= first}
    top = next((x for x in (parse.words[source], *parse.ancestors(source)) if x.index not in own), None)
    closing = max(own) >= sentence.last - 2 and parse.words[first - 1].text in CLOSING
    inner = None
    if top is not None and not closing:
        inner = _clause_about(parse, top, first) or _clause_above(parse, top)
    if inner is not None:
        content = clause(parse, inner.index)  # "The minister said that, according to the army, …"
    elif min(own) <= sentence.first + 1 or max(own) >= sentence.last - 2:
        # a phrase at a sentence's edge speaks for the whole sentence, wherever the parser hung it
        root = next((x for x in parse.words[sentence.first : sentence.last] if x.head == -1), parse.words[source])
        start = top if top is not None and top.relation.partition(":")[0] == "conj" else root
        content = clause(parse, start.index)
    else:
        content = clause(parse, _predicate(parse, top if top is not None else parse.words[source]).index)
    said = frozenset(i for i in content - own if i not in _apposed(parse, source))
    return Frame(first, span, source, None, cue.stance, cue.certainty, said, entry=cue)


def _clause_about(parse: Parse, top: Word, first: int) -> Word | None:
    """The that-clause into which a phrase is inserted though the parser hung it on the verb above: "said that, according to
    the army, rebels had fled"."""
    for c in parse.children(top.index, "ccomp"):
        marks = [m.index for m in parse.children(c.index, "mark") if m.lower == "that"]
        if marks and marks[0] < first < c.index:
            return c
    return None


def _clause_above(parse: Parse, top: Word) -> Word | None:
    """The clause under a verb of saying in which a phrase stands; None where it stands in none."""
    for x in (top, *parse.ancestors(top.index)):
        if x.relation == "ccomp" and 0 <= x.head < x.index and parse.words[x.head].lemma.lower() in lexicon().verbs:
            return x
    return None


def _apposed(parse: Parse, source: int) -> set[int]:
    """ "According to Juan Peralta, the mayor of Itero, …": what stands beside the source."""
    out = {x.index for c in parse.children(source, "appos", "acl") for x in parse.subtree(c.index)}
    head = parse.head(source)
    twice = [n for n in parse.children(head.index, "nsubj") if n.index > source] if head is not None else []
    if len(twice) > 1:      # hung on the verb as a second subject
        inside = parse.subtree(twice[0].index)
        first, last = inside[0].index, inside[-1].index
        if parse.words[first - 1].text == "," and parse.words[last + 1].text == ",":
            out |= {x.index for x in inside}
    return out


def _predicate(parse: Parse, w: Word) -> Word:
    """The nearest clause head at or above a word."""
    for x in (w, *parse.ancestors(w.index)):
        if x.upos in {"VERB", "AUX"} or any(c.relation.startswith(("nsubj", "cop")) for c in parse.children(x.index)):
            return x
    return w
