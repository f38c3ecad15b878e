# SPDX-License-Identifier: Apache-2.0
"""Voices that a noun or adjective brings in: "Mali's claim that", "reports of violations", "was adamant that"."""

from __future__ import annotations

from sayso.parse import Parse, Word
from sayso.syntax.subjects import coordinated, preposition, subjects
from sayso.voices.contents import clause
from sayso.voices.cues import Cue, lexicon
from sayso.voices.frames import Frame

LENT = {"make", "issue", "release", "publish", "repeat", "have"}
"""Verbs whose subject speaks the noun that is their object: "issued a denial"."""

OWN = {"report", "statement", "message", "account", "version", "news"}
"""Nouns that are a source themselves: "the report that"."""


def noun_frames(parse: Parse, w: Word) -> list[Frame]:
    """The frames of a noun of saying."""
    for cue in lexicon().nouns.get(w.lemma.lower(), ()):
        if len(cue.words) == 1:
            frame = _noun_frame(parse, w, cue)
            if frame is not None:
                return [frame]
    return []


def _noun_frame(parse: Parse, w: Word, cue: Cue) -> Frame | None:
    content: set[int] = set()
    near = parse.children(w.index, "acl", "ccomp", "csubj")
    near += [c for n in parse.children(w.index, "nmod") for c in parse.children(n.index, "acl", "ccomp")]
    for c in near:
        if c.relation == "acl:relcl":
            continue
        if any(m.lower == "that" for m in parse.children(c.index, "mark")):
            content |= clause(parse, c.index)
    inner = set(content)
    if not content and cue.prepositions:
        for c in parse.children(w.index, "nmod"):
            if preposition(parse, c.index) in cue.prepositions:
                content |= {i for x in coordinated(parse, c.index) for i in clause(parse, x)}
    if not content:
        return None
    by = {"by", "from", "of"} if inner else {"by", "from"}
    source = next(
        (c.index for c in parse.children(w.index, "nmod") if c.relation == "nmod:poss" or preposition(parse, c.index) in by), None
    )
    if source is None:
        head = parse.head(w.index)
        if head is not None and head.upos == "VERB" and w.relation == "obj" and head.lemma.lower() in LENT:
            found = subjects(parse, head.index)[1]
            source = found[0] if found else None
        elif w.lemma.lower() in OWN:
            source = w.index
    return Frame(w.index, w.span, source, None, cue.stance, cue.certainty, frozenset(content), entry=cue)
