# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a verb or adjective: who stands where around it, with passives, control, coordination and participles
undone. Those of nouns: noun_slots.py.

A slot maps to the head words of its fillers, coordinated ones one by one, each with the path that led to it: `subj`, `obj`,
`iobj`, `xcomp`, `ccomp`, prepositions by their own words ("into", "out of"), `obj>into` for a phrase that hangs on the object,
`xcomp>on` for one under an infinitive, `clause-subj` for the subject of a ccomp, `clause-obj` for the object of either,
`+of` for a clause by its mark; `noun` for adjectives.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import Path, Reached, step, via
from sayso.syntax.subjects import (
    EXEMPLIFYING,
    NOMINAL,
    all_coordinated,
    company,
    coordinated,
    crosses,
    displaced,
    has_relative,
    modified,
    preposition,
    subjects,
    upward,
)

Slots = Mapping[str, Reached]
Rows = dict[str, dict[int, Path]]
"""Slots while they are being found."""

AIMED = {"against", "on", "at"}
"""Prepositions behind which an act with an object has whom it is aimed at."""

HYPHENS = {"-", "‐", "‑"}
"""What binds "US" to "backed": hyphen-minus, hyphen, non-breaking hyphen."""


def add(out: Rows, slot: str, found: Reached) -> None:
    """Puts words into a slot, each once, with the first path that led to it."""
    row = out.setdefault(slot, {})
    for i, path in found.items():
        row.setdefault(i, path)


def add_all(out: Rows, path: Path, slots: Slots) -> None:
    """Puts the slots of a word at the end of a path into those of the word at its beginning."""
    for slot, found in slots.items():
        add(out, slot, via(path, found))


def phrases(parse: Parse, index: int, relations: tuple[str, ...]) -> Rows:
    """Prepositional phrases under a word, by their preposition. The coordinated ones may carry their own."""
    out: Rows = {}
    for c in parse.children(index, *relations):
        if c.relation == "nmod:poss" or crosses(parse, index, c.index):
            continue
        prep = preposition(parse, c.index)
        how = step("phrase", index, c.index) if prep else step("agent", index)
        if c.relation == "obl:agent" and not prep:
            prep = "by"
        if prep and not (prep == "as" and c.lemma.lower() in grammar().frames):
            for i, path in via(how, coordinated(parse, c.index)).items():
                own = preposition(parse, i) if i != c.index else prep
                add(out, prep if own in EXEMPLIFYING else own or prep, {i: path})
    return out


def verb_slots(parse: Parse, index: int) -> Slots:
    """Slots of a verb."""
    w = parse.words[index]
    out: Rows = {}
    side, found = subjects(parse, index)
    passive = side == "obj"
    if _gerund(parse, index):
        # "accused of arming pirates": who arms them is the model's to tell
        side, found = "obj", {i: step("gerund", index) for i in found}
    add(out, side, found)
    if bound := _bound(parse, index):
        add(out, "subj", bound)
    described = modified(parse, index)
    objects = {} if described else all_coordinated(parse, "object", index, parse.children(index, "obj"))
    if small := [c.index for c in parse.children(index, "xcomp") if c.upos == "ADJ"]:
        # "leaving six dead and over 80 injured", not "shot dead a lawmaker"
        objects = {i: p for i, p in objects.items() if i < small[0]} or objects
    if objects := objects or all_coordinated(parse, "displaced", index, displaced(parse, index)):
        add(out, "obj", objects)
    if objects := all_coordinated(parse, "indirect-object", index, parse.children(index, "iobj")):
        add(out, "iobj", objects)
    gap = w.relation == "acl:relcl" and w.head >= 0 and not passive and "obj" not in out and not has_relative(parse, index)
    if gap and any(c.relation == "nsubj" for c in parse.children(index)):
        add(out, "obj", via(step("gap", index), coordinated(parse, w.head)))
    if "obj" not in out and "iobj" in out and not passive:
        add(out, "obj", out.pop("iobj"))      # a lone indirect object is a direct one that the parser misnamed
    add_all(out, (), phrases(parse, index, ("obl", "nmod")))
    if passive and "by" in out:
        add(out, "subj", via(step("passive"), out["by"]))
    whom = "obj" if passive or out.get("obj") else "subj"
    for c in company(parse, index):
        if passive or c.index > index:      # before the verb of who acts: with the subject
            add(out, whom, via(step("phrase", index, c.index), coordinated(parse, c.index)))
    _clauses(parse, index, passive, out)
    if not passive and "obj" not in out:
        # "arrested at least 40 protesters": a bare noun phrase after the verb that the parser took for an adjunct
        for c in parse.children(index, "obl"):
            bare = c.relation == "obl" and c.index > index and not preposition(parse, c.index)
            if bare and c.kind in {"person", "place", "organization", "object"}:
                add(out, "obj", via(step("bare-behind", index), coordinated(parse, c.index)))
    # a phrase that the parser hung on the object ("smuggle weapons into Gaza")
    for o, path in list(out.get("obj", {}).items()):
        add(out, "holder", via(path, _holders(parse, o)))
        if parse.words[o].head == index or parse.words[o].relation == "conj":
            for prep, items in (*phrases(parse, o, ("nmod",)).items(), *_laid(parse, o).items()):
                add(out, f"obj>{prep}", via(path, items))
    if w.relation == "conj" and w.head >= 0 and "obj" not in out and not passive:
        # "arrested and tortured a student": the object may hang on the first of them
        after = [o for o in parse.children(w.head, "obj") if o.index > index]
        add(out, "obj", via(step("shared", index), all_coordinated(parse, "object", w.head, after)))
    # coordinated verbs share what follows the last of them ("killed and wounded three men", "shot and killed by police")
    for c in parse.children(index, "conj") if w.relation != "conj" else ():
        if c.upos != "VERB" or parse.children(c.index, "nsubj"):
            continue
        if passive:
            shared = phrases(parse, c.index, ("obl",))
            if "by" in shared and "subj" not in out:
                add(out, "subj", via(step("passive") + step("shared", index), shared["by"]))
        elif "obj" not in out and not parse.children(index, "ccomp", "xcomp", "obl"):
            last = all_coordinated(parse, "object", c.index, parse.children(c.index, "obj"))
            add(out, "obj", via(step("shared", index), last))
    if not passive and "obj" in out and not AIMED & {slot.removeprefix("obj>") for slot in out}:
        _aimed(parse, index, out)
    learnt(parse, index, out, {"subj": "ARG0", "obj": "ARG1"})
    return {k: v for k, v in out.items() if v}


def _aimed(parse: Parse, index: int, out: Rows) -> None:
    """Whom a row of acts is aimed at, by a phrase at the last of their objects: "launched airstrikes and began an offensive
    against the rebels", "dropped gas canisters and two charges on the roof"."""
    w = parse.words[index]
    first = parse.words[w.head] if w.relation == "conj" and w.head >= 0 else w
    verbs = [c for c in parse.children(first.index, "conj") if c.upos == "VERB" and not parse.children(c.index, "nsubj")]
    last = verbs[-1] if verbs and verbs[-1].index > index else w
    objects = [x for o in parse.children(last.index, "obj") for x in (o, *parse.children(o.index, "conj"))]
    if not objects or last is w and len(objects) == 1:
        return
    for prep, items in phrases(parse, objects[-1].index, ("nmod",)).items():
        if prep in AIMED and objects[-1].kind != "person":
            add(out, f"obj>{prep}", via(step("shared", index), items))


def _clauses(parse: Parse, index: int, passive: bool, out: Rows) -> None:
    """What the clauses under a verb fill: themselves, their subject, and what stands in them."""
    for c in parse.children(index, "xcomp", "ccomp", "advcl"):
        inside = step("clause-under", index)
        if c.relation in {"xcomp", "ccomp"}:
            add(out, c.relation, {c.index: inside})
            if c.relation == "ccomp":
                add(out, "clause-subj", via(inside, subjects(parse, c.index)[1]))
            elif not passive and c.upos == "ADJ":      # "found the general guilty"
                small = all_coordinated(parse, "subject", c.index, parse.children(c.index, "nsubj"))
                if small:
                    add(out, "obj", via(inside, small))
            below = phrases(parse, c.index, ("obl",))
            for inner in parse.children(c.index, "obj"):
                add(below, "obj", via(step("object", c.index), coordinated(parse, inner.index)))
            add(out, "clause-obj", via(inside, below.get("obj", {})))
            for prep, items in below.items():
                add(out, f"xcomp>{prep}", via(inside, items))
        else:
            mark = " ".join(m.lower for m in parse.children(c.index, "mark", "case"))
            if mark:
                add(out, f"+{mark}", {c.index: inside})


def _gerund(parse: Parse, index: int) -> bool:
    """Whether what the tree reads as the noun's adjective is a gerund over its object, by the roles that the model sees: "of
    arming pirates", unlike "of visiting officials"."""
    w = parse.words[index]
    by_role = {label: [a.index for a in parse.arguments_of(index, label)] for label in ("ARG0", "ARG1")}
    return w.xpos == "VBG" and w.relation == "amod" and w.head in by_role["ARG1"] and bool(by_role["ARG0"])


def _bound(parse: Parse, index: int) -> Reached:
    """Who acts by a word bound to a participle before its noun: "US-backed rebels", whatever the tree makes of it."""
    w = parse.words[index]
    before = parse.words[max(0, index - 2) : index]
    if w.xpos != "VBN" or len(before) < 2 or before[1].text not in HYPHENS or before[1].end != w.start:
        return {}
    whole = before[0].end == before[1].start and before[0].upos in {"PROPN", "NOUN", "ADJ"}
    return {before[0].index: step("bound", index)} if whole else {}


def _holders(parse: Parse, index: int) -> Reached:
    """Who holds what a noun names, by a word bound to its participle: "rebel-held villages"."""
    held = [c for c in parse.children(index, "amod") if c.lemma.lower() in grammar().holds]
    return {i: step("modifier", index) + path for c in held for i, path in _bound(parse, c.index).items()}


def _laid(parse: Parse, index: int) -> Slots:
    """On whom a measure was laid, from the clause that says so: "lift the ban imposed on Mali", "the toll it put on us"."""
    laid = (c for c in parse.children(index, "acl") if c.lemma.lower() in grammar().lays)
    return {prep: via(step("clause-behind", index), items) for c in laid
            for prep, items in phrases(parse, c.index, ("obl",)).items() if prep in {"on", "upon", "against"}}


def learnt(parse: Parse, index: int, out: Rows, labels: Mapping[str, str]) -> None:
    """Slots that the tree leaves empty, from the arguments that the language model sees: subjects of participles and
    infinitives far from their verb, phrases that the tree hung elsewhere."""
    taken = {i for row in out.values() for i in row}
    for slot, label in labels.items():
        if not out.get(slot):
            found = [w for w in parse.arguments_of(index, label) if w.upos in NOMINAL and w.index not in taken
                     and not _of_other(parse, index, w)]
            add(out, slot, all_coordinated(parse, label, index, found))


def _of_other(parse: Parse, index: int, w: Word) -> bool:
    """Whether a word is the agent of a verb that is in no row with the verb at `index`: "the man, wanted by the police, was
    shot", "were held as a crowd ringed by guards gathered"."""
    head = parse.head(w.index)
    if w.relation != "obl:agent" or head is None or head.upos != "VERB" or parse.words[index].upos != "VERB":
        return False
    return head.index != index and not (head.head == index or parse.words[index].head == head.index)


def adjective_slots(parse: Parse, index: int) -> Slots:
    """Slots of an adjective or of a participle used as one: the noun it stands by or is said of, and its phrases."""
    w = parse.words[index]
    out: Rows = {}
    head = parse.head(index)
    own, counted = parse.children(index, "nsubj"), [c for c in parse.children(index, "nummod") if c.upos == "NUM"]
    if counted and w.relation != "amod" and not own:      # "six were killed and two wounded"
        add(out, "noun", all_coordinated(parse, "subject", index, counted[:1]))
    elif own:
        add(out, "noun", all_coordinated(parse, "subject", index, own))
    elif head is not None and w.relation.partition(":")[0] in {"amod", "acl", "compound"}:
        add(out, "noun", {head.index: step("modified", index)})
    elif head is not None and w.upos == "NOUN" and w.relation == "nmod":      # "men in charge of the port"
        add(out, "noun", {head.index: upward(parse, index)})
    elif head is not None and w.upos == "NOUN" and w.relation == "obl" and not parse.children(index, "cop"):
        add(out, "noun", via(upward(parse, index), subjects(parse, head.index)[1]))      # "marched under the banner of"
    elif head is not None:
        add(out, "noun", subjects(parse, index)[1])
    add_all(out, (), phrases(parse, index, ("obl", "nmod")))
    for c in parse.children(index, "compound", "obl", "nmod", "advmod"):
        if c.index < index and not preposition(parse, c.index):
            add(out, "comp", {c.index: step("modifier", index)})
    add(out, "comp", _bound(parse, index))
    return {k: v for k, v in out.items() if v}
