# SPDX-License-Identifier: Apache-2.0
"""Rules and the language model's attribution head together: which voices stand, and which of the two decided.

A voice that both find stands as the rules have it; the model gives what the rules leave empty. One that only the model finds
stands where it has a source that is not the speaker of a quotation himself and enough words of content; one that
only the rules find falls where the model is sure that its word is no cue. The numbers below were chosen on PolNeAR's
train part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from sayso.mentions.quotations import MARKS
from sayso.parse import Attribution, Parse
from sayso.voices.cues import Cue, lexicon
from sayso.voices.frames import Frame
from sayso.voices.senses import empty, nobody, wordless
from sayso.voices.sources import words as words_of
from sayso.voices.verbs import barred

WORDS = 4
"""Words of content that a voice must have that only the model finds: shorter ones are mostly objects of wishing or thinking."""

FLOOR = -6.0
"""Log odds of the model under which a cue that only the rules see is none."""

PHRASE_FLOOR = -4.0
"""The same for a verb of one word where what is said is a mere phrase ("blasted the ruling"): there the rules err more."""

SPEAKERS = {"i", "we", "you", "us", "me", "one", "this", "that"}
"""Sources that speak of themselves, inside somebody's words ("I think"), or point to what was said ("this means"): no voice
of the report's own."""


def together(parse: Parse, found: Sequence[Frame]) -> list[Frame]:
    """The voices of rules and model; those of the rules as they are where the parse has no attributions."""
    if not parse.cue_odds:
        return list(found)
    out = [f for f in found if parse.cue_odds[f.cue] >= _floor(parse, f)]
    for a in parse.attributions:
        same = [k for k, f in enumerate(out) if _covers(parse, f, a.cue)]
        if same:
            out = [_joined(parse, f, a) if k in same else f for k, f in enumerate(out)]
        elif _stands(parse, a) and not any(a.cue == f.source for f in out):
            out.append(_alone(parse, a))
    return out


def _floor(parse: Parse, f: Frame) -> float:
    if f.entry is not None and f.entry.part == "preposition":
        return -inf
    said = sorted(f.content)
    head = head_of(parse, said)
    verb = f.entry is not None and f.entry.part == "verb" and len(f.entry.words) == 1 and f.stance != "declines"
    if not verb or head is None or parse.words[head].upos not in {"NOUN", "PROPN", "PRON", "NUM"} or _sentence(parse, said):
        return FLOOR
    return PHRASE_FLOOR


def _covers(parse: Parse, f: Frame, cue: int) -> bool:
    return f.cue == cue or f.cue_span[0] <= parse.words[cue].start < f.cue_span[1]


def _joined(parse: Parse, f: Frame, a: Attribution) -> Frame:
    content = f.content
    worded = [i for i in a.content if parse.words[i].upos != "PUNCT"]
    if not content and f.stance != "claims" and not empty(parse, a.content) and _here(parse, a) and _sentence(parse, worded):
        content = frozenset(a.content) - {f.cue, f.source}
    return replace(f, content=content, by="both")


def head_of(parse: Parse, words: Sequence[int]) -> int | None:
    """The head word of some words: the first that depends on none of the others; a mark only where there is nothing else."""
    inner = [i for i in words if parse.words[i].upos != "PUNCT"] or list(words)
    return next((i for i in inner if parse.words[i].head not in words), inner[0] if inner else None)


def _stands(parse: Parse, a: Attribution) -> bool:
    w = parse.words[a.cue]
    if barred(parse, w) or w.lower == "according" or w.upos == "PROPN" or w.lemma.lower() in words_of("thought"):
        return False
    source = head_of(parse, a.source)
    words = [i for i in a.content if parse.words[i].upos != "PUNCT"]
    if source is None or parse.words[source].lower in SPEAKERS or nobody(parse, source):
        return False
    if parse.words[source].kind == "event" and wordless(parse.words[source]):
        return False      # "the clashes suggest that"
    if len(words) < WORDS or not _here(parse, a):
        return False
    return _sentence(parse, words)


def _here(parse: Parse, a: Attribution) -> bool:
    """Whether some of what is said stands in the cue's sentence, or in quotation marks."""
    return any(parse.words[i].sentence == parse.words[a.cue].sentence or parse.words[i].text in MARKS for i in a.content)


def _sentence(parse: Parse, words: Sequence[int]) -> bool:
    """Whether what is said is a sentence: "planned to leave" and "backed the strike" tell what somebody does or wants, on
    nobody's word."""
    head = head_of(parse, words)
    return head is not None and bool(parse.children(head, "nsubj", "csubj", "cop", "expl"))


def _alone(parse: Parse, a: Attribution) -> Frame:
    """A voice that only the model finds; stance and certainty as the lexicon has them for its word, else plainly stated."""
    w = parse.words[a.cue]
    entry = entry_of(w.lemma.lower())
    return Frame(
        a.cue,
        w.span,
        head_of(parse, a.source),
        None,
        entry.stance if entry else "states",
        entry.certainty if entry else "certain",
        frozenset(a.content) - {a.cue},
        entry=entry,
        by="model",
    )


def entry_of(lemma: str) -> Cue | None:
    """A line of the lexicon for a word by itself, whatever its part of speech; one that takes a clause before others."""
    for table in (lexicon().verbs, lexicon().nouns, lexicon().adjectives):
        rows = [cue for cue in table.get(lemma, ()) if len(cue.words) == 1]
        if rows:
            return next((cue for cue in rows if "clause" in cue.takes), rows[0])
    return lexicon().prepositions.get("according to") if lemma == "according" else None
