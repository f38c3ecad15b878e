# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a trigger: who stands where around it, with passives, control, coordination and participles undone.

A slot maps to head-word indices of its fillers, coordinated ones one by one: `subj`, `obj`, `iobj`, `xcomp`, `ccomp`,
prepositions by their own words ("into", "out of"), `obj>into` for a phrase that hangs on the object, `xcomp>on` for one
under an infinitive, `+of` for a clause by its mark; for nouns `poss`, `poss-alone`, `comp`, `self`, `title`, `light`,
`light-obj`, `hits`, `aim` (the object of an infinitive that says what it is for); `noun` for adjectives.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import NOMINAL, coordinated, crosses, has_relative, is_passive, possessor, preposition, subjects

Slots = Mapping[str, tuple[int, ...]]

HYPHENS = {"-", "‐", "‑"}
"""What binds "US" to "backed": hyphen-minus, hyphen, non-breaking hyphen."""

SHARED = ("of", "by", "against", "on", "in", "at", "near")
"""Phrases that event nouns in a row share, wherever one of them has it: "the killing and wounding of nine people by the army"."""

BESIDE = {"in", "during", "at", "after", "following", "before"}
"""Where an event with somebody stands beside a verb, it is the verb's subject who has part in it."""

ALIKE = ({"of", "on", "against"}, {"by", "poss", "light"})
"""Slots of whom and of who: an event that has its own in one takes no other of its row."""

HAPPENING = {"event", "abstract"}
SOMEONE = {"person", "place", "organization", "animal"}
"""Kinds of noun phrase, as the model tells them: what happens, and whom no happening stands beside in one row."""


def _add(out: dict[str, list[int]], slot: str, items: list[int]) -> None:
    row = out.setdefault(slot, [])
    row += [i for i in items if i not in row]


def _phrases(parse: Parse, index: int, out: dict[str, list[int]], relations: tuple[str, ...]) -> None:
    """Prepositional phrases under a word, by their preposition. The coordinated ones may carry their own."""
    for c in parse.children(index, *relations):
        if c.relation == "nmod:poss" or crosses(parse, index, c.index):
            continue
        prep = preposition(parse, c.index)
        if c.relation == "obl:agent" and not prep:
            prep = "by"
        if prep:
            for i in coordinated(parse, c.index):
                own = preposition(parse, i) if i != c.index else prep
                _add(out, own or prep, [i])


def verb_slots(parse: Parse, index: int) -> Slots:
    """Slots of a verb."""
    w = parse.words[index]
    out: dict[str, list[int]] = {}
    side, found = subjects(parse, index)
    _add(out, side, found)
    passive = side == "obj"
    if bound := _bound(parse, index):
        _add(out, "subj", bound)
    for c in parse.children(index, "obj"):
        _add(out, "obj", coordinated(parse, c.index))
    for c in parse.children(index, "iobj"):
        _add(out, "iobj", coordinated(parse, c.index))
    gap = w.relation == "acl:relcl" and w.head >= 0 and not passive and "obj" not in out and not has_relative(parse, index)
    if gap and any(c.relation == "nsubj" for c in parse.children(index)):
        _add(out, "obj", coordinated(parse, w.head))
    if "obj" not in out and "iobj" in out and not passive:
        _add(out, "obj", out.pop("iobj"))      # a lone indirect object is a direct one that the parser misnamed
    _phrases(parse, index, out, ("obl", "nmod"))
    if passive and "by" in out:
        _add(out, "subj", out["by"])
    for c in parse.children(index, "xcomp", "ccomp", "advcl"):
        if c.relation in {"xcomp", "ccomp"}:
            _add(out, c.relation, [c.index])
            below: dict[str, list[int]] = {}
            _phrases(parse, c.index, below, ("obl",))
            for inner in parse.children(c.index, "obj"):
                _add(below, "obj", coordinated(parse, inner.index))
            for prep, items in below.items():
                _add(out, f"xcomp>{prep}", items)
        else:
            mark = " ".join(m.lower for m in parse.children(c.index, "mark", "case"))
            if mark:
                _add(out, f"+{mark}", [c.index])
    if not passive and "obj" not in out:
        # "arrested at least 40 protesters": a bare noun phrase after the verb that the parser took for an adjunct
        for c in parse.children(index, "obl"):
            bare = c.relation == "obl" and c.index > index and not preposition(parse, c.index)
            if bare and c.kind in {"person", "place", "organization", "object"}:
                _add(out, "obj", coordinated(parse, c.index))
    # a phrase that the parser hung on the object ("smuggle weapons into Gaza")
    for o in list(out.get("obj", ())):
        if parse.words[o].head == index:
            extra: dict[str, list[int]] = {}
            _phrases(parse, o, extra, ("nmod",))
            for prep, items in extra.items():
                _add(out, f"obj>{prep}", items)
    if w.relation == "conj" and w.head >= 0 and "obj" not in out and not passive:
        # "arrested and tortured a student": the object may hang on the first of them
        _add(out, "obj", [i for o in parse.children(w.head, "obj") if o.index > index for i in coordinated(parse, o.index)])
    # coordinated verbs share what follows the last of them ("killed and wounded three men", "shot and killed by police")
    if w.relation != "conj":
        for c in parse.children(index, "conj"):
            if c.upos != "VERB" or parse.children(c.index, "nsubj"):
                continue
            if passive:
                shared: dict[str, list[int]] = {}
                _phrases(parse, c.index, shared, ("obl",))
                if "by" in shared and "subj" not in out:
                    _add(out, "subj", shared["by"])
            elif "obj" not in out and not parse.children(index, "ccomp", "xcomp", "obl"):
                _add(out, "obj", [i for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)])
    _learnt(parse, index, out, {"subj": "ARG0", "obj": "ARG1"})
    return {k: tuple(v) for k, v in out.items() if v}


def _bound(parse: Parse, index: int) -> list[int]:
    """Who acts by a word bound to a participle before its noun: "US-backed rebels", "Soviet-armed" — whatever the tree makes of it."""
    w = parse.words[index]
    before = parse.words[max(0, index - 2) : index]
    if w.xpos != "VBN" or len(before) < 2 or before[1].text not in HYPHENS or before[1].end != w.start:
        return []
    return [before[0].index] if before[0].end == before[1].start and before[0].upos in {"PROPN", "NOUN", "ADJ"} else []


def _learnt(parse: Parse, index: int, out: dict[str, list[int]], labels: Mapping[str, str]) -> None:
    """Slots that the tree leaves empty, from the arguments that the language model sees: subjects of participles and
    infinitives far from their verb, phrases that the tree hung elsewhere."""
    taken = {i for row in out.values() for i in row}
    for slot, label in labels.items():
        if not out.get(slot):
            found = [w for w in parse.arguments_of(index, label) if w.upos in NOMINAL and w.index not in taken]
            _add(out, slot, [i for w in found for i in coordinated(parse, w.index)])


def noun_slots(parse: Parse, index: int) -> Slots:
    """Slots of a noun: of an event ("the killing of"), of a holder or member ("spokesman for"), of a tie ("brother")."""
    w = parse.words[index]
    out: dict[str, list[int]] = {}
    _phrases(parse, index, out, ("nmod", "obl"))
    _add(out, "poss", possessor(parse, index))
    if "of" not in out:
        _add(out, "poss-alone", out.get("poss", []))
    for c in parse.children(index, "compound", "amod", "nmod"):
        if c.relation in {"compound", "amod", "nmod:unmarked"}:
            _add(out, "comp", [c.index, *(i for i in coordinated(parse, c.index) if i != c.index)])
    copula = [c for c in parse.children(index, "nsubj") if c.upos in NOMINAL] if parse.children(index, "cop") else []
    _add(out, "self", [i for c in copula for i in coordinated(parse, c.index)] or [index])
    for c in parse.children(index, "amod"):
        if c.lemma.lower() in grammar().led_by:      # "U.S.-led air strikes"
            before = [d for d in parse.children(c.index) if d.index < c.index and d.upos in {"PROPN", "NOUN", "ADJ"}]
            _add(out, "by", [d.index for d in before])
    for slot in ("of", "on", "against"):
        # "the arrest of two students by the army": a phrase that the parser hung on the one before it
        for i in out.get(slot, []):
            inner: dict[str, list[int]] = {}
            _phrases(parse, i, inner, ("nmod",))
            for prep in ("by", "from", "in", "at", "near"):
                if prep in inner and prep not in out and (prep in {"by", "from"} or parse.words[i].kind == "person"):
                    _add(out, prep, inner[prep])
    for c in parse.children(index, "acl"):
        if c.xpos == "VBN":
            marks: dict[str, list[int]] = {}
            _phrases(parse, c.index, marks, ("obl",))
            _add(out, "by", marks.get("by", []))
            for prep, items in marks.items():
                if prep in {"against", "on", "in", "at"}:
                    _add(out, prep, items)
        if c.xpos == "VB":
            _add(out, "xcomp", [c.index])
    if aims := _aims(parse, w):
        _add(out, "aim", aims)
    for items in out.values():
        # "attacks against civilians, torture and rape": the parser's row of whom it befell holds further events
        if w.kind == "event" and items and parse.words[items[0]].kind in SOMEONE:
            items[:] = [i for i in items if parse.words[i].kind not in HAPPENING]
    first, head = _in_row_with(parse, w), parse.head(index)
    if first is not None:
        shared = {k: v for k, v in noun_slots(parse, first.index).items() if k not in {"self", "comp", "poss-alone"}}
        filled = {slot for slot, items in out.items() if items}
        own = {slot for group in ALIKE if group & filled for slot in group}
        for slot, theirs in shared.items():
            if slot not in out and slot not in own:
                _add(out, slot, list(theirs))
    elif head is not None and head.upos == "VERB":
        _light(parse, w, head, out)
        _hits(parse, w, head, out)
        harms = head.lemma.lower() in grammar().hits and parse.children(head.index, "obj")
        if harms and w.relation == "obl" and preposition(parse, index) in {"in", "during", "with"}:
            _add(out, "within", subjects(parse, head.index)[1])      # "the army killed him in an air strike"
        side, theirs = subjects(parse, head.index)
        if "with" in out and "light" not in out and side == "subj" and preposition(parse, index) in BESIDE:
            _add(out, "light", theirs)      # "she raised it in a call with the king", "left after clashes with rebels"
    elif head is not None and head.upos == "NOUN" and w.relation == "nmod" and preposition(parse, index) in {"of", "for", "behind"}:
        for role, lemmas in (("by", grammar().doers), ("light-obj", grammar().sufferers)):
            if head.lemma.lower() in lemmas:
                _add(out, role, [head.index])
    if first is None and w.kind == "event":
        _from_row(parse, w, out)
    for c in parse.children(index, "acl"):
        if c.relation == "acl:relcl" and c.lemma.lower() in grammar().hits and not is_passive(parse, c):
            _add(out, "hits", [i for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)])
    if not any(out.get(s) for s in ("by", "poss", "light")):
        _learnt(parse, index, out, {"by": "ARG0"})
    if not any(out.get(s) for s in ("of", "on", "against", "poss", "light-obj", "hits")):
        _learnt(parse, index, out, {"of": "ARG1"})
    return {k: tuple(v) for k, v in out.items() if v}


def _aims(parse: Parse, w: Word) -> list[int]:
    """Whom or what an infinitive behind a noun is about: "an operation to retake the town", "began a campaign to isolate it"."""
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
            _phrases(parse, c.index, later, ("nmod", "obl"))
            for slot in SHARED:
                if slot in later and slot not in out:
                    _add(out, slot, later[slot])


def _light(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """What a light verb lends its noun: "carried out a raid on", "came under attack", "a raid was carried out by"."""
    verb = head.lemma.lower()
    relation = w.relation.partition(":")[0]
    known = any(p[0] == verb and phrase_matches(parse, head.index, p[1:]) for p in grammar().light)
    side, found = subjects(parse, head.index)
    if relation == "obj" and verb in grammar().suffer_object:
        _add(out, "light-obj", found if side == "subj" else [])
        _phrases(parse, head.index, out, ("obl",))
    elif relation == "obj" and known:
        if side == "subj":
            _add(out, "light", found)
        _phrases(parse, head.index, out, ("obl",))
        for c in parse.children(head.index, "iobj"):
            _add(out, "light-obj", coordinated(parse, c.index))
    elif relation == "nsubj" and known and side == "obj":
        extra: dict[str, list[int]] = {}
        _phrases(parse, head.index, extra, ("obl",))
        _add(out, "light", extra.pop("by", []))
        for prep, items in extra.items():
            _add(out, prep, items)
    elif relation == "obl" and any(p == (verb, preposition(parse, w.index)) for p in grammar().suffer):
        _add(out, "light-obj", found)
    elif relation in {"nsubj", "csubj", "obl"} and verb in grammar().takes_place:
        _phrases(parse, head.index, out, ("obl",))


def _hits(parse: Parse, w: Word, head: Word, out: dict[str, list[int]]) -> None:
    """Whom an event befalls by the verb that it is subject or agent of: "strikes hit two villages", "was hit by strikes"."""
    if head.lemma.lower() not in grammar().hits:
        return
    passive = is_passive(parse, head)
    if w.relation.startswith("nsubj") and not passive:
        _add(out, "hits", [i for o in parse.children(head.index, "obj") for i in coordinated(parse, o.index)])
    elif w.relation.startswith("obl") and passive and preposition(parse, w.index) in {"by", "in"}:
        _add(out, "hits", subjects(parse, head.index)[1])


def adjective_slots(parse: Parse, index: int) -> Slots:
    """Slots of an adjective or of a participle used as one: the noun it stands by or is said of, and its phrases."""
    w = parse.words[index]
    out: dict[str, list[int]] = {}
    head = parse.head(index)
    own = list(parse.children(index, "nsubj"))
    if own:
        _add(out, "noun", [i for c in own for i in coordinated(parse, c.index)])
    elif head is not None and w.relation.partition(":")[0] in {"amod", "acl", "compound"}:
        _add(out, "noun", [head.index])
    elif head is not None:
        _add(out, "noun", subjects(parse, index)[1])
    _phrases(parse, index, out, ("obl", "nmod"))
    for c in parse.children(index, "compound", "obl", "nmod", "advmod"):
        if c.index < index and not preposition(parse, c.index):
            _add(out, "comp", [c.index])
    _add(out, "comp", _bound(parse, index))
    return {k: tuple(v) for k, v in out.items() if v}
