# SPDX-License-Identifier: Apache-2.0
"""Who says it: finds each voice of a report, its cue and the words that it covers; rules and the model's attributions together.

A frame is one cue with its source and content. Indirect speech covers the clause that it governs, without that clause's
relative clauses and appositions; a quotation covers all between its marks. The chain of a claim is the frames that cover its
trigger, the one with the smallest content innermost.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.mentions.quotations import quotations
from sayso.parse import Parse, Word
from sayso.voices.anonymity import unnamed
from sayso.voices.ends import cut
from sayso.voices.frames import Frame
from sayso.voices.headlines import headlines, introduced, signed, titles
from sayso.voices.learnt import together
from sayso.voices.nouns import adjective_frames, noun_frames
from sayso.voices.phrases import according
from sayso.voices.posts import posts
from sayso.voices.sources import words
from sayso.voices.spoken import additions, attach, credited, own_speakers, statements
from sayso.voices.verbs import verb_frames

BARE = {"declines", "claims"}
"""Stances that need no content in the words: "declined to comment", "claimed responsibility"."""


def frames(parse: Parse) -> tuple[Frame, ...]:
    """All voices of a report, in text order of their cues."""
    quoted = quotations(parse)
    named = titles(parse, quoted)
    quoted = tuple(q for q in quoted if q.first not in named)
    found = _apart([f for w in parse.words for f in _frames_of(parse, w)])
    found = _lent(parse, together(parse, additions(parse, found)))
    aside = [f for f in found if unnamed(parse, f)]
    found = cut(parse, [f for f in found if f.cue not in named and f not in aside], aside)
    under = [f for f in (*signed(parse, quoted), *introduced(parse, quoted)) if not _spoken(found, f)] + posts(parse, found)
    free = tuple(q for q in quoted if not any(q.first in f.content for f in under))
    found = attach(parse, found, free)
    found = statements(parse, found, free) + under
    taken = [f.cue_span[0] for f in found if f.content]
    found += [h for h in headlines(parse) if not any(h.cue_span[0] <= at < h.cue_span[1] for at in taken)]
    inside = frozenset(i for q in quoted for i in range(q.first, q.last))
    found = [f for f in found if f.content or f.stance in BARE]
    found = own_speakers(parse, credited(parse, found), inside)
    found = [replace(f, how=_how(parse, f.content, inside), whole=whole(parse, f)) for f in found]
    return tuple(sorted(found, key=lambda f: (f.cue, len(f.content))))


def _spoken(found: list[Frame], f: Frame) -> bool:
    """Whether a cue outside of a quotation gives its words to somebody already."""
    return any(g.source is not None and g.cue not in f.content and g.content & f.content for g in found)


def _apart(found: list[Frame]) -> list[Frame]:
    """Without the frames of words inside a phrase that is a cue as a whole: "view" in "in the view of"."""
    phrases = [f.cue_span for f in found if f.entry is not None and f.entry.part == "preposition"]
    return [f for f in found if not any(a <= f.cue_span[0] < b and f.cue_span != (a, b) for a, b in phrases)]


def _lent(parse: Parse, found: list[Frame]) -> list[Frame]:
    """Without the verbs that only carry a noun of saying: "voiced concern over" is one voice, the noun's."""
    nouns = {(f.cue, f.source) for f in found if f.content and f.entry is not None and f.entry.part == "noun"}
    out = []
    for f in found:
        carries = f.stance == "states" and parse.words[f.cue].lemma.lower() in words("lent")
        held = {(c.index, f.source) for c in parse.children(f.cue, "obj")} & nouns
        out += [] if carries and held else [f]
    return out


def _frames_of(parse: Parse, w: Word) -> list[Frame]:
    out = according(parse, w)
    if w.upos == "VERB":
        out = out or verb_frames(parse, w) or adjective_frames(parse, w)
    elif w.upos in {"NOUN", "PROPN"}:
        out = out or noun_frames(parse, w)
    if w.upos in {"ADJ", "NOUN"}:
        out = out or adjective_frames(parse, w)
    return out


def _how(parse: Parse, content: frozenset[int], inside: frozenset[int]) -> str:
    """Whether what is said stands in quotation marks, wholly, in part or not at all; "that" before the marks does not count."""
    words = {i for i in content if parse.words[i].upos not in {"PUNCT", "SCONJ"}} or content
    return "direct" if words <= inside else "mixed" if words & inside else "indirect"


def whole(parse: Parse, f: Frame) -> frozenset[int]:
    """All that the report gives as said: the content with its relative clauses and appositions, without source and cue."""
    bar = {f.cue} if f.source is None else {f.cue, f.source}
    out = set(f.content)
    for i in f.content:
        for c in parse.children(i, "acl", "appos"):
            if c.index not in f.content:
                inside = {x.index for x in parse.subtree(c.index)}
                out |= set() if inside & bar else inside
    return frozenset(out)
