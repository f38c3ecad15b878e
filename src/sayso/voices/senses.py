# SPDX-License-Identifier: Apache-2.0
"""Whether a word of saying says something where it stands: its sense, who can be its source, what can be its object."""

from __future__ import annotations

from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition
from sayso.voices.cues import Cue, lexicon
from sayso.voices.sources import kinds, words

MUTE = {"event", "time", "substance", "object", "animal", "plant"}
"""Kinds of noun phrase that speak only where they are texts, figures or words of saying: "the footage shows", not "the
siege"; what is abstract may be a body ("the customs service said") where a clause or quotation follows."""

TEXTS = {"document", "post"}
"""Kinds of source that are something said or written themselves."""


def otherwise(parse: Parse, w: Word, cue: Cue) -> bool:
    """Whether a cue stands with one of the words by which it means something else: its preposition, the verb that it is the
    object of, or one of its own dependents ("in charge", "make sure", "log hours")."""
    if not cue.unless:
        return False
    near = {preposition(parse, w.index), *(c.lemma.lower() for c in parse.children(w.index)), *(c.lower for c in parse.children(w.index))}
    head = parse.head(w.index)
    if head is not None and w.relation.partition(":")[0] in {"obj", "xcomp", "compound", "obl", "ccomp"}:
        near.add(head.lemma.lower())
    return bool(near & cue.unless)


def compared(parse: Parse, w: Word) -> bool:
    """Whether a verb only measures something: "worse than feared", "as many as he claimed"."""
    marks = {c.lower for c in parse.children(w.index, "mark", "case", "advmod")}
    if "than" in marks:
        return True
    head = parse.head(w.index)
    return (
        "as" in marks
        and w.xpos != "VB"
        and head is not None
        and head.upos in {"ADJ", "ADV"}
        and head.index < w.index
        and any(c.lower in {"as", "so"} for c in parse.children(head.index, "advmod"))
    )


def unspoken(parse: Parse, w: Word) -> bool:
    """Whether a verb is not said to have been spoken: "should condemn", "need to question", "will have to explain"."""
    at: Word | None = w
    while at is not None:
        if any(c.xpos == "MD" for c in parse.children(at.index, "aux")):
            return True
        over, relation = parse.head(at.index), at.relation.partition(":")[0]
        if over is None or over.index > at.index:
            return False
        if relation == "xcomp" and over.lemma.lower() in words("unspoken"):
            return True
        joined = relation == "conj" and at.xpos == over.xpos == "VB" and not parse.children(at.index, "nsubj")
        at = over if joined or (relation == "xcomp" and over.lemma.lower() == "have") else None
    return False


def sayable(w: Word) -> bool:
    """Whether a noun is something said or held: "claim", "report", "notion"."""
    lemma = w.lemma.lower()
    return lemma in lexicon().nouns or kinds().get(lemma) in {*TEXTS, "estimate"} or lemma in words("said") or w.upos == "PRON"


def nobody(parse: Parse, index: int) -> bool:
    """ "No one claimed responsibility", "no group has said": no voice."""
    w = parse.words[index]
    no = any(c.lower == "no" for c in parse.children(index, "det", "advmod", "amod"))
    return no or w.lower in {"nobody", "none", "neither"}


def mute(parse: Parse, source: int, cue: Cue, *, clausal: bool, lent: bool = False) -> bool:
    """ "The siege demanded patience": what happens, and things, say nothing unless they are texts or figures; and only
    documents read so. `lent`: the tree lends the subject, which may be another's."""
    w = parse.words[source]
    if cue.by is not None and kinds().get(w.lemma.lower()) != cue.by:
        return True
    silent = not lent and w.kind in MUTE or (w.kind == "abstract" and cue.stance == "states" and not clausal)
    return silent and w.upos == "NOUN" and w.lemma.lower() not in kinds() and w.lemma.lower() not in lexicon().nouns
