# SPDX-License-Identifier: Apache-2.0
"""Voices that a verb brings in: "said", "was accused of", "claimed responsibility for", "quoted the army as saying"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.parse import Parse, Word
from sayso.syntax.nearby import neighbour
from sayso.syntax.passives import is_passive, is_reported
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import FINITE, preposition, subjects
from sayso.text import Span
from sayso.voices.contents import SOMEBODY, can_be_object, clausal_content, clause, contrast, object_content
from sayso.voices.cues import Cue, lexicon
from sayso.voices.frames import Frame
from sayso.voices.senses import (
    NOT,
    asked,
    compared,
    empty,
    hypothetical,
    mute,
    negated,
    nobody,
    otherwise,
    unable,
    unsaid,
    unspoken,
)
from sayso.voices.sources import kinds, words

CITING = {"cite", "quote"}
"""Verbs whose object speaks: "quoted the army as saying", ", citing two officials"."""

RAISED = {"believes", "predicts", "suspects", "asks", "promises"}
"""Stances whose negation is of what is said: who does not believe that they left believes that they did not."""

RELATIVES = {"who", "which", "that", "whom"}

AGENTS = {"states", "believes", "doubts", "estimates", "predicts"}
"""Stances that want an agent where a passive has no clause of its own: who accuses may go unnamed, who reveals may not."""

BESIDE = {"obj", "iobj"}
"""Where an addressee stands without a preposition; which of the two, parsers do not agree."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """A verb's understood subject, and whether it is a passive."""

    passive: bool
    side: str
    found: list[int]


def verb_frames(parse: Parse, w: Word) -> list[Frame]:
    """The frames of a verb: mostly one, two where it quotes somebody."""
    lemma = w.lemma.lower()
    if lemma in CITING:
        quoting = _quoting(parse, w)
        if quoting:
            return quoting
    rows = lexicon().verbs.get(lemma, ())
    if not rows or barred(parse, w):
        return []
    best: Frame | None = None
    sides = None
    for cue in rows:
        if len(cue.words) > 1 and not phrase_matches(parse, w.index, cue.words[1:]):
            continue
        if best is not None and best.entry is not None and len(best.entry.words) > len(cue.words):
            break      # "claims responsibility" claims nothing else
        if sides is None:
            side, found = subjects(parse, w.index)
            sides = _Sides(is_passive(parse, w), side, list(found))
        here = sides if cue.passive else _Sides(False, "subj", sides.found)
        frame = None if otherwise(parse, w, cue) or unsaid(parse, w, cue) else _verb_frame(parse, w, cue, here)
        if frame is not None and (best is None or (frame.content and not best.content)):
            best = frame
        if best is not None and best.content:
            break
    return [best] if best else []


def barred(parse: Parse, w: Word) -> bool:
    """Whether a verb brings in nobody's words whatever it means otherwise: part of another cue ("quoted the army as saying",
    "declined to comment"), an example (", say, ten men"), or denied to have been said ("did not say that")."""
    over = parse.head(w.index)
    quoted = w.lower == "saying" and w.index > 0 and parse.words[w.index - 1].lower == "as"
    if w.relation == "amod":
        return True      # "an estimated nine billion", "the promised withdrawal": a hedge, no voice
    if w.index and f"{parse.words[w.index - 1].lower}-{w.lower}" in words("furniture"):
        return True
    if quoted or _example(parse, w) or part_of_cue(parse, w) or compared(parse, w) or _stamp(parse, w):
        return True
    if over is not None and over.lemma.lower() in {"refuse", "decline"} and w.relation.partition(":")[0] == "xcomp":
        return True      # "refused to rule out"
    if hypothetical(parse, w) or (w.xpos == "VBG" and w.relation == "advcl" and w.lemma.lower() in words("glossing")):
        return True      # "if the army confirms that"; "…, referring to the raid"
    if asked(parse, w) and (negated(parse, w) or unspoken(parse, w)) and not _denied_phrase(parse, w):
        return True      # "do not know whether", "trying to determine who"
    if unable(parse, w):
        return True      # "was not able to verify", "stopped short of saying"
    rows = [c for c in lexicon().verbs.get(w.lemma.lower(), ()) if len(c.words) == 1]
    if rows and all(otherwise(parse, w, c) for c in rows):
        return True      # "found him guilty", "the march continued in the rain"
    return negated(parse, w) and bool(rows) and all(c.stance not in RAISED for c in rows) and not _denied_phrase(parse, w)


def _denied_phrase(parse: Parse, w: Word) -> bool:
    """Whether the negation is part of a cue: "did not respond"."""
    rows = lexicon().verbs.get(w.lemma.lower(), ())
    return any(NOT & set(c.words) and phrase_matches(parse, w.index, c.words[1:]) for c in rows)


def part_of_cue(parse: Parse, w: Word) -> bool:
    """Whether a word is a further word of a cue at its head: "comment" in "decline to comment", "clear" in "make clear"."""
    over = parse.head(w.index)
    first = over if over is not None and w.relation == "conj" and w.xpos == over.xpos == "VB" else w      # "confirm or deny"
    head = parse.head(first.index)
    rows = lexicon().verbs.get(head.lemma.lower(), ()) if head is not None and head.upos == "VERB" else ()
    return any(
        {first.lemma.lower(), first.lower} & set(c.words[1:]) and phrase_matches(parse, first.head, c.words[1:]) for c in rows
    )


def _example(parse: Parse, w: Word) -> bool:
    """ "Of, say, ten men"."""
    beside = [parse.words[i].text for i in (w.index - 1, w.index + 1) if 0 <= i < len(parse.words)]
    return w.lower == "say" and beside == [",", ","] and not parse.children(w.index, "nsubj")


def _stamp(parse: Parse, w: Word) -> bool:
    """Whether a word stands before a page's date: "PUBLISHED: Monday, 28 July", where the tree may take the headline before it
    for its subject."""
    after = parse.words[w.index + 1 : w.index + 3]
    dated = len(after) == 2 and after[0].text == ":" and after[1].kind == "time"
    return dated and (w.text.isupper() or w.xpos == "VBN" and not parse.children(w.index, "nsubj"))


@dataclass(slots=True)
class _Parts:
    """What the tree says about a cue: its source, its addressee, what is said."""

    source: int | None
    to: int | None
    content: set[int]


def _verb_frame(parse: Parse, w: Word, cue: Cue, sides: _Sides) -> Frame | None:
    """The frame of a cue verb, or None where it brings in nothing."""
    as_said = any(c.lower == "as" for c in parse.children(w.index, "mark", "advmod", "case"))
    if as_said and not parse.children(w.index, "nsubj", "obl") and cue.stance not in {"states", "confirms"}:
        return None  # "left as promised", "as expected": in what manner, on nobody's word
    if negated(parse, w) and cue.stance not in RAISED and not NOT & set(cue.words):
        return None  # "did not say that": on nobody's word
    said = frozenset(clausal_content(parse, w, cue, sides.passive))
    parts = (_of_passive if sides.passive else _of_active)(parse, w, cue, sides, said)
    if parts is None:
        return None
    lent = w.relation == "conj" and not parse.children(w.index, "nsubj")      # a subject that the tree lends may be another's
    source, content = parts.source, _own_words(parse, w, cue, parts)
    if source is not None and (nobody(parse, source) or mute(parse, source, cue, clausal=bool(said), lent=lent)):
        return None
    if (not content and source is None) or (content and _only_wished(parse, w, cue, source)):
        return None
    named = [parse.words[w.head], *parse.children(w.index, "obj")] if "naming" in cue.takes else []
    if any(c.lower == "what" for c in named):
        cue = replace(cue, distance=True)      # "in what the army called a cleaning operation"
    return Frame(w.index, _span(parse, w, cue), source, parts.to, cue.stance, cue.certainty, frozenset(content), entry=cue)


def _of_passive(parse: Parse, w: Word, cue: Cue, sides: _Sides, said: frozenset[int]) -> _Parts | None:
    """ "Was accused by the army of", "is said to have fled": the agent speaks, the subject is told it or is part of it."""
    by = [c for c in parse.children(w.index, "obl") if preposition(parse, c.index) == "by" and c.kind != "time"]
    agents = [c.index for c in sorted(by, key=lambda c: c.relation != "obl:agent")]
    content, found = set(said), sides.found
    bare = cue.needs == "nothing" and any(parse.words[f].kind == "event" for f in found)      # "a clash was reported"
    bare = bare and not any(nobody(parse, f) for f in found)
    if not bare and not agents and not said and cue.stance in (AGENTS | {"declines"}) and w.xpos == "VBN":
        return None      # "told of the order", "was seen as a success", "were made public": on nobody's word
    if found and not content and cue.takes & {"object"} | cue.prepositions:
        content |= object_content(parse, w, cue)
        if "object" in cue.takes:
            content |= {i for f in found if can_be_object(parse.words[f], cue) for i in clause(parse, f)}
    marked = any(parse.children(c.index, "mark") for c in parse.children(w.index, "xcomp"))
    if said and marked and cue.stance in AGENTS and not is_reported(parse, w):
        raised = {i for c in parse.children(w.index, "nsubj") for i in clause(parse, c.index)}
        content |= {i for i in raised if parse.words[i].lower not in RELATIVES}      # "the dam is said to be safe"
    told = cue.to & BESIDE and said and sides.side == "obj" and found
    return _Parts(agents[0] if agents else None, found[0] if told else None, content)


def _of_active(parse: Parse, w: Word, cue: Cue, sides: _Sides, said: frozenset[int]) -> _Parts | None:
    """ "Said that", "accused the army of", "told the court that"."""
    found = sides.found
    if w.xpos in FINITE and not parse.children(w.index, "nsubj"):
        near = neighbour(parse, w.index)      # "condemned the raid and called for talks": who shares the subject has one
        found = found if found and near and _own_object(parse, w, near[0]) else near or found
    if not found:
        return None      # "worth noting", "for demonstrating": on nobody's word
    speaker = _named(parse, w, _dated(parse, parse.words[antecedent(parse, found[0])]))
    speaker = _behind(parse, w, speaker) if cue.stance in {"asks", "accuses"} else speaker
    speaker = _issuer(parse, w, speaker)
    source = None if speaker.lower in {"it", "there"} and speaker.relation == "expl" else speaker.index
    content = said | object_content(parse, w, cue)
    if cue.stance == "asks":      # whom one asks is no part of what is asked
        asked = [c for c in parse.children(w.index, "obj") if c.kind in SOMEBODY]
        content -= {x.index for c in asked for x in parse.subtree(c.index, "acl")}
    to = _addressee(parse, w, cue, content)
    if cue.needs == "other" and not parse.children(w.index, "obj", "iobj"):
        return None      # "wanted to wait": what one plans oneself
    last = parse.words[parse.sentence_of(w.index).last - 1]
    listed = cue.stance == "asks" and last.text == ":"      # "calls on both sides to:"
    bare = listed or "inserted" in cue.takes or cue.stance == "declines" or (cue.stance == "claims" and len(cue.words) > 1)
    if not content and (source is None or not bare):
        return None
    return _Parts(source, to, set(content))


def _behind(parse: Parse, w: Word, speaker: Word) -> Word:
    """ "Staged a rally demanding his release", "lodged a complaint alleging fraud": who staged or lodged it speaks by it."""
    over = parse.head(speaker.index)
    shown = speaker.kind == "event" or speaker.lemma.lower() in words("borne")
    if w.xpos != "VBG" or speaker.upos != "NOUN" or not shown or speaker.index > w.index:
        return speaker
    own = [c for c in parse.children(speaker.index, "nmod") if c.relation == "nmod:poss" or preposition(parse, c.index) == "by"]
    if own:
        return own[-1]      # "a strike by doctors demanding", "the workers' march calling for"
    if over is None or over.upos != "VERB" or over.lemma.lower() in words("answered"):
        return speaker
    if speaker.relation.partition(":")[0] not in {"obj", "obl"} or is_passive(parse, over):
        return speaker
    found = list(subjects(parse, over.index)[1])
    who = parse.words[antecedent(parse, found[0])] if found else speaker
    return speaker if who.kind == "event" else who


def _issuer(parse: Parse, w: Word, speaker: Word) -> Word:
    """ "Issued a statement saying", "claimed the raid in an email that said": who issues a text, or does something in it,
    speaks by it; not who "received a message saying"."""
    over = parse.head(speaker.index)
    behind = w.head == speaker.index and (w.xpos == "VBG" or w.relation == "acl:relcl")
    if not behind or speaker.lemma.lower() not in words("forms"):
        return speaker
    if over is None or over.upos != "VERB" or is_passive(parse, over):
        return speaker
    issued = speaker.relation == "obj" and over.lemma.lower() in words("lent")
    within = speaker.relation == "obl" and preposition(parse, speaker.index) == "in"
    found = list(subjects(parse, over.index)[1]) if issued or within else []
    return parse.words[antecedent(parse, found[0])] if found else speaker


def _named(parse: Parse, w: Word, speaker: Word) -> Word:
    """ "Deputy Inspector General (DIG), Kori range, Omar Deen told": the name straight before a cue, for its office."""
    last = w.index - 1
    while last > speaker.index and (parse.words[last].upos in {"AUX", "ADV"} or parse.words[last].kind == "time"):
        last -= 1
    first = last
    while first > speaker.index and parse.words[first].entity == "I-PER":
        first -= 1
    between = parse.words[speaker.index + 1 : first]
    own = speaker.upos == "PRON" or speaker.entity.endswith("PER")
    if own or first <= speaker.index or parse.words[first].entity != "B-PER":
        return speaker
    if any(x.upos in NO_OFFICE for x in between) or parse.words[first - 1].upos in {"ADP", "PART", "DET"}:
        return speaker
    name = next(x for x in parse.words[first : last + 1] if not first <= x.head <= last)
    return name if name.head == w.index or speaker in parse.ancestors(name.index) else speaker


NO_OFFICE = {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"}
"""Parts of speech that do not stand between an office and the name of its holder."""


def _dated(parse: Parse, speaker: Word) -> Word:
    """ "The Grain Board Friday said": who stands before the day that the tree takes for the subject."""
    if speaker.kind != "time":
        return speaker
    before = [c for c in parse.children(speaker.index, "compound", "nmod", "flat", "appos", "nsubj") if c.index < speaker.index]
    before = [c for c in before if c.upos in {"PROPN", "NOUN"} and c.kind != "time" and not preposition(parse, c.index)]
    return before[-1] if before else speaker


def _own_object(parse: Parse, w: Word, index: int) -> bool:
    """Whether a nominal hangs on a coordinated verb as its object or behind its preposition, and so does not speak."""
    x = parse.words[index]
    own = x.head == w.index and x.index > w.index and x.relation.partition(":")[0] in {"obj", "iobj", "obl"}
    return own and w.relation == "conj"


def _addressee(parse: Parse, w: Word, cue: Cue, content: frozenset[int]) -> int | None:
    """Who is told something: "told the court", "said to reporters", "in an interview with the paper"."""
    for c in parse.children(w.index, "obj", "iobj", "obl"):
        place = c.relation if c.relation in BESIDE else preposition(parse, c.index)
        told = place in cue.to or (place in BESIDE and BESIDE & cue.to)
        if told and c.index not in content and c.kind != "time":
            return c.index
    if cue.to & BESIDE:      # "told the agency three villages were cut off": hung on what is said as a second subject
        for c in parse.children(w.index, "ccomp"):
            twice = [n for n in parse.children(c.index, "nsubj") if w.index < n.index < c.index]
            if len(twice) > 1 and not parse.children(c.index, "mark"):
                return twice[0].index
    return _in_form(parse, w)


def _own_words(parse: Parse, w: Word, cue: Cue, parts: _Parts) -> set[int]:
    """What is said without the cue, its source and whom it is said to, up to where the outlet takes the word again."""
    content = parts.content - {w.index}
    if w.relation == "acl:relcl":      # "a dam that he said would burst"
        content = {i for i in content if i > w.index or parse.words[i].xpos not in {"WDT", "WP"}}
    if empty(parse, content):
        return set()
    if parts.source is not None and cue.stance != "accuses":
        own = {x.index for x in parse.subtree(parts.source, "acl:relcl")}
        content -= own - {x.index for x in parse.subtree(w.index)} if w.index in own else own
    if parts.to is not None and cue.stance not in {"accuses", "asks"}:
        content -= {x.index for x in parse.subtree(parts.to)}
    if content and min(content) < w.index:
        after = contrast(parse, w, parse.sentence_of(w.index).last)
        content = {i for i in content if i < after}
    return content


def _only_wished(parse: Parse, w: Word, cue: Cue, source: int | None) -> bool:
    """Whether a cue is wished or open, and what is said given by its drift only: "should condemn the attack"."""
    if cue.stance == "declines" or (source is not None and parse.words[source].lower == "i"):
        return False      # "I would like to apologise" does it
    return unspoken(parse, w) and not _worded(parse, w, cue)


def _worded(parse: Parse, w: Word, cue: Cue) -> bool:
    """Whether what is said is given in a clause or quotation, as words and not only by their drift."""
    clauses = parse.children(w.index, "ccomp", "parataxis", "csubj")
    return bool(cue.takes & {"clause", "inserted"}) and (bool(clauses) or w.relation.partition(":")[0] == "parataxis")


def _span(parse: Parse, w: Word, cue: Cue) -> Span:
    words = [w]
    for want in cue.words[1:]:
        found = [c for c in parse.children(w.index) if want in {c.lemma.lower(), c.lower} and abs(c.index - w.index) <= 3]
        words += found + [x for c in found for x in parse.children(c.index, "conj") if x.xpos == c.xpos == "VB"]
    return parse.span_of(words)


def antecedent(parse: Parse, index: int) -> int:
    """Whom a relative pronoun stands for."""
    w = parse.words[index]
    if w.xpos in {"WP", "WDT"}:
        for x in parse.ancestors(index):
            if x.relation == "acl:relcl" and x.head >= 0:
                return x.head
    return index


def _in_form(parse: Parse, w: Word) -> int | None:
    """Who is told something "in an interview with" or "in a letter to" him."""
    for c in parse.children(w.index, "obl"):
        if c.lemma.lower() in words("forms") or c.lower in words("forms"):
            for n in parse.children(c.index, "nmod"):
                if preposition(parse, n.index) in {"with", "to"}:
                    return n.index
            after = [
                x for x in parse.children(w.index, "obl") if x.index > c.index and preposition(parse, x.index) in {"with", "to"}
            ]
            if after:
                return after[0].index
    return None


def _quoting(parse: Parse, w: Word) -> list[Frame]:
    """ "Quoted the army as saying that …", "…, citing two officials": who is quoted speaks, who quotes comes next."""
    passive = is_passive(parse, w)
    objects = [] if passive else parse.children(w.index, "obj", "iobj")
    objects = objects or [c for c in parse.children(w.index, "nsubj") if c.index > w.index and not passive]
    saying = _saying(parse, w)
    if saying is None:
        return _citing(parse, w, objects)
    content = {i for c in parse.children(saying.index, "ccomp", "obj", "xcomp") for i in clause(parse, c.index)}
    content = content or _before(parse, w)
    found = [i for i in subjects(parse, w.index)[1] if passive or i < w.index]
    agents = [c.index for c in parse.children(w.index, "obl") if preposition(parse, c.index) == "by"]
    quoted, quoting = (found[:1], agents[:1]) if passive else ([o.index for o in objects[:1]], found[:1])
    if not content or not quoted:
        return []
    inner = _states(w, quoted[0], content, inner=True)
    source = {saying.index} if passive else {x.index for x in parse.subtree(quoted[0])}
    return [inner, _states(w, quoting[0], (content | source) - {quoting[0]})] if quoting else [inner]


def _citing(parse: Parse, w: Word, objects: list[Word]) -> list[Frame]:
    """ "The paper, citing two officials, reported that …", "reported on Monday, citing two officials, that …"."""
    over = parse.head(w.index)
    if w.xpos != "VBG" or over is None or not objects or not _can_be_cited(parse, objects[0]):
        return []
    if over.upos != "VERB" and over.relation.startswith("nsubj") and over.head >= 0:
        over = parse.words[over.head]      # "The paper, citing two officials, said"
    own = {i for c in parse.children(w.index, "ccomp") for i in clause(parse, c.index)}
    if own and over.lemma.lower() in lexicon().verbs:
        speaks = list(subjects(parse, over.index)[1])[:1]
        return [_states(w, objects[0].index, own, inner=True), *(_states(over, i, own) for i in speaks)]
    rows = verb_frames(parse, over) if over.upos == "VERB" and over.lemma.lower() not in CITING else []
    content = set(rows[0].content) if rows and rows[0].content else set(clause(parse, over.index))
    content -= {x.index for x in parse.subtree(w.index)}
    return [_states(w, objects[0].index, content, inner=True)] if content else []


def _states(w: Word, source: int, content: set[int], *, inner: bool = False) -> Frame:
    return Frame(w.index, w.span, source, None, "states", "certain", frozenset(content), inner=inner)


def _saying(parse: Parse, w: Word) -> Word | None:
    """The "saying" of "quoted X as saying", wherever it hangs."""
    for x in parse.words[w.index + 1 : parse.sentence_of(w.index).last]:
        if x.lower == "saying" and x.index and parse.words[x.index - 1].lower == "as":
            return x
    return None


def _before(parse: Parse, w: Word) -> set[int]:
    """ "The raid lasted four hours, Commander Hla was quoted as saying.": the sentence before the comma."""
    head = parse.head(w.index)
    if head is not None and w.relation.partition(":")[0] == "parataxis":
        return set(clause(parse, head.index)) - {x.index for x in parse.subtree(w.index)}
    comps = parse.children(w.index, "ccomp", "parataxis")
    return set(clause(parse, comps[0].index)) if comps else set()


def _can_be_cited(parse: Parse, w: Word) -> bool:
    """Whether somebody or something can be cited for words, unlike "citing security fears"."""
    return w.kind in SOMEBODY or w.upos in {"PROPN", "PRON"} or w.lemma.lower() in kinds()
