# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a noun, as slots.py has those of verbs: `poss`, `poss-alone`, `comp`, `self`, `title`, `light`,
`light-obj`, `hits`, `aim` (the object of an infinitive that says what it is for), `within`, and prepositions by their own
words. Events in a row ("killing and wounding of nine by the army") share who and whom.
"""

from __future__ import annotations

from sayso.claims.slots import Slots, add, learnt, phrases
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import NOMINAL, coordinated, is_passive, possessor, preposition, subjects

SHARED = ("of", "by", "against", "on", "in", "at", "near")
"""Phrases that event nouns in a row share, wherever one of them has it: "the killing and wounding of nine by the army"."""

BESIDE = {"in", "during", "at", "after", "following", "before"}
"""Where an event with somebody stands beside a verb, it is the verb's subject who has part in it."""

ALIKE = ({"of", "on", "against"}, {"by", "poss", "light"})
"""Slots of whom and of who: an event that has its own in one takes no other of its row."""

HAPPENING = {"event", "abstract"}
SOMEONE = {"person", "place", "organization", "animal"}
"""Kinds of noun phrase, as the model tells them: what happens, and whom no happening stands beside in one row."""


def noun_slots(parse: Parse, index: int) -> Slots:
    """Slots of a noun: of an event ("the killing of"), of a holder or member ("spokesman for"), of a tie ("brother")."""
    w = parse.words[index]
    out = _around(parse, w)
    _inside_phrases(parse, out)
    _participles(parse, w, out)
    if aims := _aims(parse, w):
        add(out, "aim", aims)
    if w.kind == "event":
        _without_happenings(parse, out)
    first, head = _in_row_with(parse, w), parse.head(index)
    if first is not None:
        shared = dict(noun_slots(parse, first.index))
        if parse.children(index, "det"):
            shared.pop("poss", None)      # "the officer's killing of a man, the protests": not his
        _share(shared, out)
    elif head is not None and head.upos == "VERB":
        _light(parse, w, head, out)
        _hits(parse, w, head, out)
        _beside(parse, w, head, out)
    elif head is not None and head.upos == "NOUN" and w.relation == "nmod":
        _of_doers(parse, w, head, out)
        above = parse.head(head.index)
        if head.lemma.lower() in grammar().rounds and above is not None and above.upos == "VERB":
            _light(parse, head, above, out)      # "launched a series of attacks"
            _hits(parse, head, above, out)
    elif head is not None and head.lemma.lower() in grammar().answerable and preposition(parse, index) in {"for", "of"}:
        add(out, "by", subjects(parse, head.index)[1])      # "the rebels are responsible for the massacre"
    if first is None and w.kind == "event":
        _from_row(parse, w, out)
    for c in parse.children(index, "acl"):
        own = [n for n in parse.children(c.index, "nsubj") if n.xpos not in {"WDT", "WP"}]      # "for which the Front claimed"
        if c.relation == "acl:relcl" and c.lemma.lower() in grammar().hits and not own and not is_passive(parse, c):
            add(out, "hits", [i for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)])
    if not any(out.get(s) for s in ("by", "poss", "light")):
        learnt(parse, index, out, {"by": "ARG0"})
    if not any(out.get(s) for s in ("of", "on", "against", "poss", "light-obj", "hits")):
        learnt(parse, index, out, {"of": "ARG1"})
    return {k: tuple(v) for k, v in out.items() if v}


def _around(parse: Parse, w: Word) -> dict[str, list[int]]:
    """What hangs directly on a noun: phrases, possessor, modifiers, and whom it is said of."""
    out: dict[str, list[int]] = {}
    phrases(parse, w.index, out, ("nmod", "obl"))
    add(out, "poss", possessor(parse, w.index))
    if "of" not in out:
        add(out, "poss-alone", out.get("poss", []))
    for c in parse.children(w.index, "compound", "amod", "nmod"):
        if c.relation in {"compound", "amod", "nmod:unmarked"}:
            add(out, "comp", [c.index, *(i for i in coordinated(parse, c.index) if i != c.index)])
    for c in parse.children(w.index, "appos"):
        if c.kind == "organization" and c.upos == "PROPN":      # "commander, Northern Brigade"
            add(out, "comp", [c.index])
    copula = [c for c in parse.children(w.index, "nsubj") if c.upos in NOMINAL] if parse.children(w.index, "cop") else []
    add(out, "self", [i for c in copula for i in coordinated(parse, c.index)] or [w.index])
    for c in parse.children(w.index, "amod"):
        if c.lemma.lower() in grammar().led_by:      # "U.S.-led air strikes"
            before = [d for d in parse.children(c.index) if d.index < c.index]
            add(out, "by", [d.index for d in before if d.upos in {"PROPN", "NOUN", "ADJ"}])
    return out


def _inside_phrases(parse: Parse, out: dict[str, list[int]]) -> None:
    """ "The arrest of two students by the army", "a suspension of aid to the islands": a phrase hung on the one before it."""
    for slot in ("of", "on", "against"):
        for i in out.get(slot, []):
            inner: dict[str, list[int]] = {}
            phrases(parse, i, inner, ("nmod",))
            person = parse.words[i].kind == "person"
            for prep in ("by", "from", "in", "at", "near", "to", "for"):
                fits = prep in {"by", "from"} or (prep in {"to", "for"}) != person
                if prep in inner and prep not in out and fits:
                    add(out, prep, inner[prep])


def _participles(parse: Parse, w: Word, out: dict[str, list[int]]) -> None:
    """What clauses behind a noun add: "the attack carried out by rebels on the town", "an attempt to flee"."""
    for c in parse.children(w.index, "acl"):
        if c.xpos == "VBN" and (c.relation == "acl" or w.kind in HAPPENING):      # not "the member who was killed in Syria"
            marks: dict[str, list[int]] = {}
            phrases(parse, c.index, marks, ("obl",))
            add(out, "by", marks.get("by", []))
            for prep in ("against", "on", "in", "at"):
                if prep in marks:
                    add(out, prep, marks[prep])
        if c.xpos == "VB":
            add(out, "xcomp", [c.index])


def _without_happenings(parse: Parse, out: dict[str, list[int]]) -> None:
    """ "Attacks against civilians, torture and rape": the parser's row of whom it befell holds further events."""
    for items in out.values():
        if items and parse.words[items[0]].kind in SOMEONE:
            items[:] = [i for i in items if parse.words[i].kind not in HAPPENING]


def _share(first: Slots, out: dict[str, list[int]]) -> None:
    """What the first noun of a row has and a later one lacks."""
    filled = {slot for slot, items in out.items() if items}
    own = {slot for group in ALIKE if group & filled for slot in group}
    for slot, items in first.items():
        if slot not in out and slot not in own and slot not in {"self", "comp", "poss-alone"}:
            add(out, slot, items)


def _beside(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """Who has part in an event told beside a verb: "the army killed him in an air strike", "left after clashes with rebels"."""
    where = preposition(parse, w.index)
    harms = head.lemma.lower() in grammar().hits and parse.children(head.index, "obj")
    if harms and w.relation == "obl" and where in {"in", "during", "with"}:
        add(out, "within", subjects(parse, head.index)[1])
    if "with" in out and "light" not in out and where in BESIDE:
        side, found = subjects(parse, head.index)
        if side == "subj":
            add(out, "light", found)


def _of_doers(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """ "The perpetrators of the raid", "victims of the raid"."""
    if preposition(parse, w.index) in {"of", "for", "behind"}:
        for role, lemmas in (("by", grammar().doers), ("light-obj", grammar().sufferers)):
            if head.lemma.lower() in lemmas:
                add(out, role, [head.index])


def _aims(parse: Parse, w: Word) -> list[int]:
    """Whom or what an infinitive behind a noun is about: "an operation to retake the town"."""
    clauses = list(parse.children(w.index, "acl"))
    if w.relation == "obj" and w.head >= 0:
        clauses += [c for c in parse.children(w.head, "advcl", "xcomp") if c.index > w.index]
    return [i for c in clauses if c.xpos == "VB" and c.lemma.lower() in grammar().aims
            for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)]


def _in_row_with(parse: Parse, w: Word) -> Word | None:
    """The noun that begins the row in which a noun stands; of an event, the event that the row belongs to ("attacks against
    civilians, torture and rape")."""
    head = parse.head(w.index)
    if w.relation != "conj" or head is None or head.upos != "NOUN":
        return None
    above = parse.head(head.index)
    odd = w.kind in HAPPENING and head.kind in SOMEONE and head.relation == "nmod"
    if odd and above is not None and above.upos == "NOUN" and above.kind == "event":
        return above
    return head


def _from_row(parse: Parse, w: Word, out: dict[str, list[int]]) -> None:
    """Phrases that stand at a later event of the row and hold for the first one too."""
    for c in parse.children(w.index, "conj"):
        if c.upos == "NOUN" and c.kind == "event":
            later: dict[str, list[int]] = {}
            phrases(parse, c.index, later, ("nmod", "obl"))
            for slot in SHARED:
                if slot in later and slot not in out:
                    add(out, slot, later[slot])


def _light(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """What a light verb lends its noun: "carried out a raid on", "came under attack", "a raid was carried out by"."""
    verb = head.lemma.lower()
    relation = w.relation.partition(":")[0]
    known = any(p[0] == verb and phrase_matches(parse, head.index, p[1:]) for p in grammar().light)
    side, found = subjects(parse, head.index)
    if relation == "obj" and verb in grammar().suffer_object:
        add(out, "light-obj", found if side == "subj" else [])
        phrases(parse, head.index, out, ("obl",))
    elif relation == "obj" and known:
        if side == "subj":
            add(out, "light", found)
        phrases(parse, head.index, out, ("obl",))
        for c in parse.children(head.index, "iobj"):
            add(out, "light-obj", coordinated(parse, c.index))
    elif relation == "nsubj" and known and side == "obj":
        extra: dict[str, list[int]] = {}
        phrases(parse, head.index, extra, ("obl",))
        add(out, "light", extra.pop("by", []))
        for prep, items in extra.items():
            add(out, prep, items)
    elif relation == "obl" and any(p == (verb, preposition(parse, w.index)) for p in grammar().suffer):
        add(out, "light-obj", found)
    elif relation in {"nsubj", "csubj", "obl"} and verb in grammar().takes_place:
        phrases(parse, head.index, out, ("obl",))


def _hits(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """Whom an event befalls by the verb that it is subject or agent of: "strikes hit two villages", "was hit by strikes"."""
    if head.lemma.lower() not in grammar().hits:
        return
    passive = is_passive(parse, head)
    if w.relation.startswith("nsubj") and not passive:
        add(out, "hits", [i for o in parse.children(head.index, "obj") for i in coordinated(parse, o.index)])
    elif w.relation.startswith("obl") and passive and preposition(parse, w.index) in {"by", "in"}:
        add(out, "hits", subjects(parse, head.index)[1])
