# SPDX-License-Identifier: Apache-2.0
"""Voices that a phrase brings in: "according to two officials", "in the words of the mayor"."""

from __future__ import annotations

from dataclasses import replace

from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition
from sayso.voices.contents import clause
from sayso.voices.cues import lexicon
from sayso.voices.frames import Frame
from sayso.voices.sources import kinds


def according(parse: Parse, w: Word) -> list[Frame]:
    """ "according to X": w is the noun under it."""
    if w.upos not in {"NOUN", "PROPN", "PRON", "NUM"}:
        return []
    phrase = preposition(parse, w.index)
    cue = lexicon().prepositions.get(phrase)
    words = list(parse.children(w.index, "case"))
    governor = parse.head(w.index)
    if cue is None and phrase == "to" and governor is not None and governor.lower == "according":
        cue, words = lexicon().prepositions["according to"], [governor, *words]
        governor = parse.head(governor.index)
    if cue is None or not words:
        return []
    fixed = [f for c in words for f in parse.children(c.index, "fixed")]
    span = parse.span_of([*words, *fixed])
    if kinds().get(w.lemma.lower()) == "estimate":
        cue = replace(cue, stance="estimates", certainty="probable")
    top = governor if governor is not None else w
    # a phrase at a sentence's edge speaks for the whole sentence, wherever the parser hung it
    sentence = parse.sentence_of(w.index)
    own = {x.index for x in parse.subtree(w.index)} | {x.index for x in words}
    edge = min(own) <= sentence.first + 1 or max(own) >= sentence.last - 2
    if edge:
        root = next((x for x in parse.words[sentence.first : sentence.last] if x.head == -1), top)
        content = clause(parse, root.index if top.relation.partition(":")[0] not in {"conj"} else top.index)
    else:
        content = clause(parse, _predicate(parse, top).index)
    return [Frame(words[0].index, span, w.index, None, cue.stance, cue.certainty, content - own, entry=cue)]


def _predicate(parse: Parse, w: Word) -> Word:
    """The nearest clause head at or above a word."""
    for x in (w, *parse.ancestors(w.index)):
        if x.upos in {"VERB", "AUX"} or any(c.relation.startswith(("nsubj", "cop")) for c in parse.children(x.index)):
            return x
    return w
