# SPDX-License-Identifier: Apache-2.0
"""Voices that a noun or adjective brings in: "Mali's claim that", "reports of violations", "was adamant that"."""

from __future__ import annotations

from sayso.parse import Parse, Word
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import coordinated, preposition, subjects
from sayso.voices.contents import SOMEBODY, behind, clause
from sayso.voices.cues import Cue, lexicon
from sayso.voices.frames import Frame
from sayso.voices.senses import mute, otherwise
from sayso.voices.sources import kinds, words
from sayso.voices.verbs import antecedent, part_of_cue

MINDS = {"believes", "predicts", "doubts", "suspects"}
"""Stances that only people and bodies have."""


def noun_frames(parse: Parse, w: Word) -> list[Frame]:
    """The frames of a noun of saying."""
    for cue in lexicon().nouns.get(w.lemma.lower(), ()):
        if (len(cue.words) > 1 and not phrase_matches(parse, w.index, cue.words[1:])) or otherwise(parse, w, cue):
            continue
        frame = _noun_frame(parse, w, cue)
        if frame is not None:
            return [frame]
    return []


def _noun_frame(parse: Parse, w: Word, cue: Cue) -> Frame | None:
    head = parse.head(w.index)
    within = w.relation == "obl" and preposition(parse, w.index) == "in"
    if head is not None and within and head.lemma.lower() in lexicon().verbs:
        return None  # "said in a statement that": the form of what is said
    if any(c.lower == "no" for c in parse.children(w.index, "det")):
        return None      # "no confirmation of the attack"
    inner = _clauses(parse, w, cue) | _predicated(parse, w)
    phrase = set() if inner else _phrases(parse, w, cue) | _before(parse, w)
    listed = set() if inner or phrase else _listed(parse, w)
    content = inner | phrase | listed
    closing = parse.words[w.index + 1 : parse.sentence_of(w.index).last]      # "reached these conclusions:", a list below
    ahead = bool(closing) and closing[-1].text == ":" and not any(x.upos in {"VERB", "AUX"} for x in closing)
    ahead = ahead and (len(closing) == 1 or w.lemma.lower() in words("forms"))      # "gave this statement on the raid:"
    if not (content or ahead) or (preposition(parse, w.index) in {"for", "out of"} and not inner):
        return None  # "for fear of reprisals" tells why, on nobody's word
    source = _holder(parse, w, cue, clausal=bool(inner))
    own = cue.needs == "nothing" or (cue.needs is None and not phrase)
    if source is None and own and w.lemma.lower() in words("own"):
        source = w.index
    if source is None and (listed or ahead or cue.needs == "source" or (phrase and cue.needs != "nothing")):
        return None      # "Update: …" stands over a text; evidence of fraud, news of his death are nobody's words
    return Frame(w.index, w.span, source, None, cue.stance, cue.certainty, frozenset(content), entry=cue)


def _clauses(parse: Parse, w: Word, cue: Cue) -> set[int]:
    """What is said in a clause or infinitive behind a noun: "the claim that", "their vow to fight"."""
    out: set[int] = set()
    near = parse.children(w.index, "acl", "ccomp", "csubj")
    near += [c for n in parse.children(w.index, "nmod") for c in parse.children(n.index, "acl", "ccomp")]
    for c in near:
        marks = {m.lower for m in parse.children(c.index, "mark")}
        if c.index < w.index or (c.relation == "acl:relcl" and "that" not in marks):
            continue
        if marks & {"that", "whether", "if"} or ("infinitive" in cue.takes and c.xpos == "VB" and "to" in marks):
            out |= clause(parse, c.index)
    return out


def _phrases(parse: Parse, w: Word, cue: Cue) -> set[int]:
    """What is said after a preposition: "his denial of the murder"."""
    out: set[int] = set()
    parts = [c for c in parse.children(w.index, "nmod") if c.lemma.lower() in cue.words[1:]]
    for c in (*parse.children(w.index, "nmod", "acl"), *(n for p in parts for n in parse.children(p.index, "nmod", "acl"))):
        if c not in parts and any(behind(parse, c, slot) for slot in cue.prepositions):
            out |= {i for x in coordinated(parse, c.index) for i in clause(parse, x)}
    return out


def _before(parse: Parse, w: Word) -> set[int]:
    """ "The market blast accused": what somebody is accused of may stand before that word."""
    before = parse.children(w.index, "compound", "nmod") if w.lemma.lower() == "accused" else []
    return {i for c in before if c.index < w.index for i in clause(parse, c.index)}


def _holder(parse: Parse, w: Word, cue: Cue, *, clausal: bool) -> int | None:
    """Whose word a noun is: its possessor, who stands after "by", "from", "among", or the subject of the verb that has it as
    its object ("voiced fears")."""
    by = {"by", "from", "of", "among"} if clausal else {"by", "from", "among"}
    for c in parse.children(w.index, "nmod"):
        named = preposition(parse, c.index) in by and not mute(parse, c.index, cue, clausal=clausal)
        if c.kind != "time" and (named or c.relation == "nmod:poss"):
            return c.index
    # "officers have misgivings", the verb taken for an auxiliary; "is of the opinion that"
    held = any(a.lemma == "have" for a in parse.children(w.index, "aux")) or preposition(parse, w.index) in {"of", "under"}
    own = [c for c in parse.children(w.index, "nsubj") if held and c.kind != "abstract"]
    if own:
        return own[0].index
    head = parse.head(w.index)
    if head is None or head.upos != "VERB":
        return None
    effect = head.xpos == "VBG" and head.relation.partition(":")[0] == "advcl"      # "tested missiles, raising fears"
    lent = w.relation == "obj" and head.lemma.lower() in words("lent") and not effect
    if not lent and not (preposition(parse, w.index) == "with" and head.lemma.lower() in words("answering")):
        return None
    if any(c.lower in {"not", "n't", "n’t", "never"} for c in parse.children(head.index, "advmod")):
        return None
    found = [antecedent(parse, i) for i in list(subjects(parse, head.index)[1])[:1]]
    happening = found and parse.words[found[0]].lemma.lower() in lexicon().nouns.keys() - kinds().keys()      # "a remark that"
    if found and cue.stance in MINDS and parse.words[found[0]].kind not in SOMEBODY and parse.words[found[0]].upos == "NOUN":
        return None      # "the papers give the impression that"
    return None if not found or happening or mute(parse, found[0], cue, clausal=clausal) else found[0]


def _listed(parse: Parse, w: Word) -> set[int]:
    """ "Made three findings: …": what follows the colon, to the sentence's end."""
    sentence = parse.sentence_of(w.index)
    at = w.index + 1
    if at + 1 < sentence.last and parse.words[at].text == ":":
        return set(range(at + 1, sentence.last))
    return set()


def _predicated(parse: Parse, w: Word) -> set[int]:
    """ "The general's view is that …": the clause of which the noun is the subject."""
    head = parse.head(w.index)
    if head is None or not w.relation.startswith("nsubj"):
        return set()
    if any(c.lemma == "be" for c in parse.children(head.index, "cop", "aux")) or head.lemma == "be":
        top = (
            [head]
            if any(m.lower == "that" and m.index > w.index for m in parse.children(head.index, "mark"))
            else parse.children(head.index, "ccomp")
        )
        own = {x.index for x in parse.subtree(w.index)}
        return {i for c in top for i in clause(parse, c.index)} - own if top else set()
    return set()


def adjective_frames(parse: Parse, w: Word) -> list[Frame]:
    """The frames of an adjective (or a participle used as one): "was adamant that", ", confident of victory,"."""
    if part_of_cue(parse, w):
        return []
    for cue in lexicon().adjectives.get(w.lemma.lower(), lexicon().adjectives.get(w.lower, ())):
        if (len(cue.words) > 1 and not phrase_matches(parse, w.index, cue.words[1:])) or otherwise(parse, w, cue):
            continue
        content: set[int] = set()
        for c in parse.children(w.index, "ccomp", "xcomp", "advcl", "acl", "csubj"):
            marks = {m.lower for m in parse.children(c.index, "mark")}
            if (
                "clause" in cue.takes
                and (c.relation == "ccomp" or marks & {"that", "whether", "if"})
                or "infinitive" in cue.takes
                and c.xpos == "VB"
                and "to" in marks
                or any(behind(parse, c, slot) for slot in cue.prepositions)
            ):
                content |= clause(parse, c.index)
        if not content:
            for c in parse.children(w.index, "obl", "nmod"):
                if any(behind(parse, c, slot) for slot in cue.prepositions):
                    content |= {i for x in coordinated(parse, c.index) for i in clause(parse, x)}
        found = list(subjects(parse, w.index)[1])
        if not content or not found:
            continue
        return [
            Frame(
                w.index,
                w.span,
                found[0],
                None,
                cue.stance,
                cue.certainty,
                frozenset(content) - {x.index for x in parse.subtree(found[0])} - {w.index},
                entry=cue,
            )
        ]
    return []
