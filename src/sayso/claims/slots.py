# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a verb or adjective: who stands where around it, with passives, control, coordination and participles
undone. Those of nouns: noun_slots.py.

A slot maps to head-word indices of its fillers, coordinated ones one by one: `subj`, `obj`, `iobj`, `xcomp`, `ccomp`,
prepositions by their own words ("into", "out of"), `obj>into` for a phrase that hangs on the object, `xcomp>on` for one
under an infinitive, `clause-subj` for the subject of a ccomp, `+of` for a clause by its mark; `noun` for adjectives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.parse import Parse
from sayso.syntax.grammar import grammar
from sayso.syntax.subjects import EXEMPLIFYING, NOMINAL, coordinated, crosses, displaced, has_relative, preposition, subjects

Slots = Mapping[str, tuple[int, ...]]

HYPHENS = {"-", "‐", "‑"}
"""What binds "US" to "backed": hyphen-minus, hyphen, non-breaking hyphen."""


def add(out: dict[str, list[int]], slot: str, items: Iterable[int]) -> None:
    """Puts words into a slot, each once."""
    row = out.setdefault(slot, [])
    row += [i for i in items if i not in row]


def phrases(parse: Parse, index: int, out: dict[str, list[int]], relations: tuple[str, ...]) -> None:
    """Prepositional phrases under a word, by their preposition. The coordinated ones may carry their own."""
    for c in parse.children(index, *relations):
        if c.relation == "nmod:poss" or crosses(parse, index, c.index):
            continue
        prep = preposition(parse, c.index)
        if c.relation == "obl:agent" and not prep:
            prep = "by"
        if prep and not (prep == "as" and c.lemma.lower() in grammar().frames):
            for i in coordinated(parse, c.index):
                own = preposition(parse, i) if i != c.index else prep
                add(out, prep if own in EXEMPLIFYING else own or prep, [i])


def verb_slots(parse: Parse, index: int) -> Slots:
    """Slots of a verb."""
    w = parse.words[index]
    out: dict[str, list[int]] = {}
    side, found = subjects(parse, index)
    passive = side == "obj"
    if _gerund(parse, index):
        side = "obj"      # "accused of arming pirates": who arms them is the model's to tell
    add(out, side, found)
    if bound := _bound(parse, index):
        add(out, "subj", bound)
    for c in parse.children(index, "obj") or displaced(parse, index):
        add(out, "obj", coordinated(parse, c.index))
    for c in parse.children(index, "iobj"):
        add(out, "iobj", coordinated(parse, c.index))
    gap = w.relation == "acl:relcl" and w.head >= 0 and not passive and "obj" not in out and not has_relative(parse, index)
    if gap and any(c.relation == "nsubj" for c in parse.children(index)):
        add(out, "obj", coordinated(parse, w.head))
    if "obj" not in out and "iobj" in out and not passive:
        add(out, "obj", out.pop("iobj"))      # a lone indirect object is a direct one that the parser misnamed
    phrases(parse, index, out, ("obl", "nmod"))
    if passive and "by" in out:
        add(out, "subj", out["by"])
    for c in parse.children(index, "xcomp", "ccomp", "advcl"):
        if c.relation in {"xcomp", "ccomp"}:
            add(out, c.relation, [c.index])
            if c.relation == "ccomp":
                add(out, "clause-subj", subjects(parse, c.index)[1])
            elif not passive and c.upos == "ADJ":      # "found the general guilty"
                small = [i for s in parse.children(c.index, "nsubj") for i in coordinated(parse, s.index)]
                if small:
                    add(out, "obj", small)
            below: dict[str, list[int]] = {}
            phrases(parse, c.index, below, ("obl",))
            for inner in parse.children(c.index, "obj"):
                add(below, "obj", coordinated(parse, inner.index))
            for prep, items in below.items():
                add(out, f"xcomp>{prep}", items)
        else:
            mark = " ".join(m.lower for m in parse.children(c.index, "mark", "case"))
            if mark:
                add(out, f"+{mark}", [c.index])
    if not passive and "obj" not in out:
        # "arrested at least 40 protesters": a bare noun phrase after the verb that the parser took for an adjunct
        for c in parse.children(index, "obl"):
            bare = c.relation == "obl" and c.index > index and not preposition(parse, c.index)
            if bare and c.kind in {"person", "place", "organization", "object"}:
                add(out, "obj", coordinated(parse, c.index))
    # a phrase that the parser hung on the object ("smuggle weapons into Gaza")
    for o in list(out.get("obj", ())):
        if parse.words[o].head == index or parse.words[o].relation == "conj":
            extra: dict[str, list[int]] = {}
            phrases(parse, o, extra, ("nmod",))
            for prep, items in extra.items():
                add(out, f"obj>{prep}", items)
    if w.relation == "conj" and w.head >= 0 and "obj" not in out and not passive:
        # "arrested and tortured a student": the object may hang on the first of them
        add(out, "obj", [i for o in parse.children(w.head, "obj") if o.index > index for i in coordinated(parse, o.index)])
    # coordinated verbs share what follows the last of them ("killed and wounded three men", "shot and killed by police")
    if w.relation != "conj":
        for c in parse.children(index, "conj"):
            if c.upos != "VERB" or parse.children(c.index, "nsubj"):
                continue
            if passive:
                shared: dict[str, list[int]] = {}
                phrases(parse, c.index, shared, ("obl",))
                if "by" in shared and "subj" not in out:
                    add(out, "subj", shared["by"])
            elif "obj" not in out and not parse.children(index, "ccomp", "xcomp", "obl"):
                add(out, "obj", [i for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)])
    learnt(parse, index, out, {"subj": "ARG0", "obj": "ARG1"})
    return {k: tuple(v) for k, v in out.items() if v}


def _gerund(parse: Parse, index: int) -> bool:
    """Whether what the tree reads as the noun's adjective is a gerund over its object, by the roles that the model sees: "of
    arming pirates", unlike "of visiting officials"."""
    w = parse.words[index]
    by_role = {label: [a.index for a in parse.arguments_of(index, label)] for label in ("ARG0", "ARG1")}
    return w.xpos == "VBG" and w.relation == "amod" and w.head in by_role["ARG1"] and bool(by_role["ARG0"])


def _bound(parse: Parse, index: int) -> list[int]:
    """Who acts by a word bound to a participle before its noun: "US-backed rebels", whatever the tree makes of it."""
    w = parse.words[index]
    before = parse.words[max(0, index - 2) : index]
    if w.xpos != "VBN" or len(before) < 2 or before[1].text not in HYPHENS or before[1].end != w.start:
        return []
    return [before[0].index] if before[0].end == before[1].start and before[0].upos in {"PROPN", "NOUN", "ADJ"} else []


def learnt(parse: Parse, index: int, out: dict[str, list[int]], labels: Mapping[str, str]) -> None:
    """Slots that the tree leaves empty, from the arguments that the language model sees: subjects of participles and
    infinitives far from their verb, phrases that the tree hung elsewhere."""
    taken = {i for row in out.values() for i in row}
    for slot, label in labels.items():
        if not out.get(slot):
            found = [w for w in parse.arguments_of(index, label) if w.upos in NOMINAL and w.index not in taken]
            add(out, slot, [i for w in found for i in coordinated(parse, w.index)])


def adjective_slots(parse: Parse, index: int) -> Slots:
    """Slots of an adjective or of a participle used as one: the noun it stands by or is said of, and its phrases."""
    w = parse.words[index]
    out: dict[str, list[int]] = {}
    head = parse.head(index)
    own = list(parse.children(index, "nsubj"))
    if own:
        add(out, "noun", [i for c in own for i in coordinated(parse, c.index)])
    elif head is not None and w.relation.partition(":")[0] in {"amod", "acl", "compound"}:
        add(out, "noun", [head.index])
    elif head is not None:
        add(out, "noun", subjects(parse, index)[1])
    phrases(parse, index, out, ("obl", "nmod"))
    for c in parse.children(index, "compound", "obl", "nmod", "advmod"):
        if c.index < index and not preposition(parse, c.index):
            add(out, "comp", [c.index])
    add(out, "comp", _bound(parse, index))
    return {k: tuple(v) for k, v in out.items() if v}
