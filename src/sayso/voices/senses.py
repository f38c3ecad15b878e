# SPDX-License-Identifier: Apache-2.0
"""Whether a word of saying says something where it stands: its sense, who can be its source, what can be its object."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition
from sayso.voices.cues import Cue, lexicon
from sayso.voices.sources import kinds, words

MUTE = {"event", "time", "substance", "object", "animal", "plant"}
"""Kinds of noun phrase that speak only where they are texts, figures or words of saying: "the footage shows", not "the
siege"; what is abstract may be a body ("the customs service said") where a clause or quotation follows."""

EMPTY = {"DT", "WDT", "WP", "WRB", "TO", "IN", ",", "''", "``", ":"}
"""Tags of words that say nothing by themselves."""

NOT = {"not", "n't", "n’t", "never", "neither", "nor"}

TEXTS = {"document", "post"}
"""Kinds of source that are something said or written themselves."""


def otherwise(parse: Parse, w: Word, cue: Cue) -> bool:
    """Whether a cue stands with one of the words by which it means something else: its preposition, the verb that it is the
    object of, or one of its own dependents ("in charge", "make sure", "log hours"); "object" and "infinitive" are any such."""
    if not cue.unless:
        return False
    own = parse.children(w.index)
    near = {preposition(parse, w.index), *(c.lemma.lower() for c in own), *(c.lower for c in own)}
    near |= {c.lower for o in own if o.relation.startswith("obl") for c in parse.children(o.index, "case")}
    head = parse.head(w.index)
    if head is not None and w.relation.partition(":")[0] in {"obj", "xcomp", "compound", "obl", "ccomp"}:
        near.add(head.lemma.lower())
    objects = [c for c in parse.children(w.index, "obj") if c.upos == "NOUN" and c.index > w.index]
    near |= {"object"} if objects and parse.words[w.index + 1].upos != "PUNCT" else set()
    near |= {"infinitive"} if any(c.xpos == "VB" for c in parse.children(w.index, "xcomp")) else set()
    return bool(near & cue.unless)


def compared(parse: Parse, w: Word) -> bool:
    """Whether a verb only measures something: "worse than feared", "as many as he claimed"."""
    marks = {c.lower for c in parse.children(w.index, "mark", "case", "advmod")}
    if "than" in marks:
        return True
    head = parse.head(w.index)
    if "as" not in marks or head is None or w.xpos == "VB" or head.index > w.index:
        return False
    degrees = [x for x in parse.subtree(head.index) if x.index < w.index and x.lower in {"as", "so"} and x.relation == "advmod"]
    return any(parse.words[x.head].upos in {"ADJ", "ADV"} for x in degrees)


def unspoken(parse: Parse, w: Word) -> bool:
    """Whether a verb is not said to have been spoken: "should condemn", "need to question", "a wish to explain",
    "urged him to denounce"."""
    at: Word | None = w
    while at is not None:
        if any(c.xpos == "MD" for c in parse.children(at.index, "aux")):
            return True
        over, relation = parse.head(at.index), at.relation.partition(":")[0]
        if over is None or over.index > at.index:
            return False
        if relation == "acl" and at.xpos == "VB":
            return True      # "a willingness to talk", "the decision to speak out"
        if relation in {"xcomp", "advcl", "ccomp"} and at.xpos in {"VB", "VBG"} and _leaves_open(over, relation):
            return True
        joined = relation == "conj" and at.xpos == over.xpos == "VB" and not parse.children(at.index, "nsubj")
        at = over if joined or (relation == "xcomp" and over.lemma.lower() == "have") else None
    return False


def hypothetical(parse: Parse, w: Word) -> bool:
    """Whether a verb is only thought of: "if the army confirms it", "worth noting"."""
    over = parse.head(w.index)
    if over is not None and over.lower == "worth":
        return True
    return any(c.lower in {"if", "unless"} for c in parse.children(w.index, "mark"))


def empty(parse: Parse, content: Iterable[int]) -> bool:
    """Whether words say nothing by themselves: "that is what", "what to do"."""
    return all(parse.words[i].xpos in EMPTY or parse.words[i].lemma.lower() in {"be", "do"} for i in content)


def asked(parse: Parse, w: Word) -> bool:
    """Whether the clause of a verb is a question: "know whether", "determine who"."""
    after = parse.words[w.index + 1] if w.index + 1 < len(parse.words) else w
    return after.xpos in {"WP", "WRB"} or after.lower in {"if", "whether", "which"}


def negated(parse: Parse, w: Word) -> bool:
    """Whether "not" or its like stands at a verb."""
    return any(c.lower in NOT for c in parse.children(w.index, "advmod", "cc"))


def unable(parse: Parse, w: Word) -> bool:
    """Whether a verb is said not to have been done: "refrained from calling", "was not able to verify"."""
    over = parse.head(w.index)
    under = w.relation.partition(":")[0] in {"xcomp", "advcl"} and w.xpos in {"VB", "VBG"}
    if over is None or not under or over.index > w.index:
        return False
    open_end = over.lemma.lower() in words("unspoken")
    return over.lemma.lower() in words("refrain") or (open_end and w.relation.startswith("xcomp") and negated(parse, over))


def _leaves_open(over: Word, relation: str) -> bool:
    """Whether a verb leaves open if what it governs was done: "wants to", "urged them to", "is expected to"."""
    lemma = over.lemma.lower()
    rows = lexicon().verbs.get(lemma, ())
    asking = any(c.stance in {"asks", "predicts", "promises"} and "infinitive" in c.takes for c in rows)
    return relation != "advcl" and (lemma in words("unspoken") or asking)


def unsaid(parse: Parse, w: Word, cue: Cue) -> bool:
    """Whether a passive that may stand beside a quotation has a subject that is nobody's words: "114,000 jobs added"."""
    if cue.takes & {"object", "infinitive"} or "inserted" not in cue.takes or len(cue.words) > 1:
        return False
    done = parse.children(w.index, "nsubj:pass", "aux:pass") and not parse.children(w.index, "ccomp", "csubj", "xcomp")
    return bool(done) and all(c.upos in {"NOUN", "PROPN"} for c in parse.children(w.index, "nsubj:pass"))


def sayable(w: Word) -> bool:
    """Whether a noun is something said or held: "claim", "report", "notion"."""
    lemma = w.lemma.lower()
    return lemma in lexicon().nouns or kinds().get(lemma) in {*TEXTS, "estimate"} or lemma in words("said") or w.upos == "PRON"


def nobody(parse: Parse, index: int) -> bool:
    """ "No one claimed responsibility", "no group has said", "you could say", and a byline: no voice."""
    w = parse.words[index]
    no = any(c.lower == "no" for c in parse.children(index, "det", "advmod", "amod"))
    own = parse.children(index)
    if w.lower in words("writers") and (any(c.lower in words("bylines") - words("writers") for c in own)
                                        or w.text[0].isupper() and not any(c.upos == "DET" or c.index > index for c in own)):
        return True      # "Our Correspondent reports", "Staff Reporter adds", "Kori Correspondent adds": the outlet itself
    return no or w.lower in {"nobody", "none", "neither", "you"} or (w.lower == "one" and w.xpos == "PRP")


def mute(parse: Parse, source: int, cue: Cue, *, clausal: bool, lent: bool = False) -> bool:
    """ "The siege demanded patience": what happens, and things, say nothing unless they are texts or figures; and only
    documents read so. `lent`: the tree lends the subject, which may be another's."""
    w = parse.words[source]
    if cue.by is not None and kinds().get(w.lemma.lower()) != cue.by:
        return True
    if w.kind == "time" and w.upos == "PROPN":
        return True      # "June"
    silent = not lent and w.kind in MUTE or (w.kind == "abstract" and cue.stance == "states" and not clausal)
    return silent and wordless(w)


def wordless(w: Word) -> bool:
    """Whether a noun is none of somebody who speaks, of a text or of something said."""
    return w.upos == "NOUN" and w.lemma.lower() not in kinds() and w.lemma.lower() not in lexicon().nouns
