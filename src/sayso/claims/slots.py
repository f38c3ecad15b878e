# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a trigger: who stands where around it, with passives, control, coordination and participles undone.

A slot maps to head-word indices of its fillers, coordinated ones one by one: `subj`, `obj`, `iobj`, `xcomp`, `ccomp`,
prepositions by their own words ("into", "out of"), `obj>into` for a phrase that hangs on the object, `xcomp>on` for one
under an infinitive, `+of` for a clause by its mark; for nouns `poss`, `poss-alone`, `comp`, `self`, `title`, `light`,
`light-obj`, `hits`; `noun` for adjectives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.model import Parse, Word

Slots = Mapping[str, tuple[int, ...]]

SEPARATORS = {",", "“", "”", '"', "''", "``", "–", "—", ";", ":", "(", ")"}
"""Marks that close off a stretch of a sentence."""

ACTORS = {"person", "organization"}
"""Kinds of noun phrase, as the model tells them, that act."""

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists that the slots need; data/grammar.yaml."""

    object_control: frozenset[str]
    subject_control: frozenset[str]
    light: frozenset[tuple[str, ...]]
    suffer: frozenset[tuple[str, ...]]
    suffer_object: frozenset[str]
    hits: frozenset[str]
    led_by: frozenset[str]
    doers: frozenset[str]
    sufferers: frozenset[str]
    settlements: frozenset[str]
    transparent: frozenset[str]


@cache
def grammar() -> Grammar:
    """The shipped word lists."""
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("data/grammar.yaml").read_text(encoding="utf-8"))

    def phrases(key: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(x.strip().split()) for x in raw[key].split(","))

    return Grammar(
        frozenset(raw["object_control"].split()),
        frozenset(raw["subject_control"].split()),
        phrases("light"),
        phrases("suffer"),
        frozenset(raw["suffer_object"].split()),
        frozenset(raw["hits"].split()),
        frozenset(raw["led_by"].split()),
        frozenset(raw["doers"].split()),
        frozenset(raw["sufferers"].split()),
        frozenset(raw["settlements"].split()),
        frozenset(raw["transparent"].split()),
    )


def coordinated(parse: Parse, index: int) -> list[int]:
    """A word, what is coordinated with it, and the examples that are named of it ("aides, including A and B")."""
    out = [index]
    for w in parse.children(index, "conj"):
        if w.upos in NOMINAL:
            out += coordinated(parse, w.index)
    for w in parse.children(index, "nmod", "obl"):
        if preposition(parse, w.index) in {"including", "such as"}:
            out += coordinated(parse, w.index)
    return out


def preposition(parse: Parse, index: int) -> str:
    """The preposition of a phrase, with its fixed parts ("because of"); "" where it has none."""
    found = [c for c in parse.children(index, "case") if c.lemma.lower() not in {"'s", "’s", "'"}]
    if not found:
        return ""
    first = found[0]
    fixed = [w.lower for w in parse.children(first.index, "fixed")]
    if len(found) > 1 and not fixed:
        return " ".join(c.lower for c in found)
    return " ".join([first.lower, *fixed])


def is_passive(parse: Parse, w: Word) -> bool:
    """Whether a verb form is passive: by its auxiliaries, its subject's label, or as a bare past participle."""
    if parse.children(w.index, "nsubj:pass", "aux:pass", "csubj:pass"):
        return any(c.relation in {"nsubj:pass", "aux:pass", "csubj:pass"} for c in parse.children(w.index))
    if (
        w.xpos == "VBD"
        and w.relation == "conj"
        and w.head >= 0
        and not parse.children(w.index, "nsubj", "obj", "aux", "xcomp", "ccomp")
    ):
        return is_passive(parse, parse.words[w.head])  # "was tried and shot": the tagger reads the second form as past
    if w.xpos != "VBN" or parse.children(w.index, "aux"):
        if w.relation == "conj" and w.head >= 0 and w.xpos == "VBN" and not parse.children(w.index, "nsubj", "aux"):
            return is_passive(parse, parse.words[w.head])
        return False
    if w.relation in {"acl", "acl:relcl", "advcl", "amod"}:
        return not parse.children(w.index, "nsubj")
    if w.relation == "conj" and w.head >= 0 and not parse.children(w.index, "nsubj"):
        return is_passive(parse, parse.words[w.head])
    # a headline's participle: "Two held over attack"
    return (
        not parse.children(w.index, "obj")
        and w.relation in {"root", "parataxis"}
        and bool(parse.children(w.index, "nsubj"))
        and not parse.children(w.index, "aux")
    )


def subjects(parse: Parse, index: int, depth: int = 0) -> tuple[str, list[int]]:
    """The understood subject of a verb and where it stands: ("subj" | "obj", head words). "obj" for a passive's subject."""
    w = parse.words[index]
    passive = is_passive(parse, w)
    own = [c for c in parse.children(index, "nsubj") if c.upos in NOMINAL]
    inner = parse.children(index, "ccomp")
    if len(own) > 1 and inner:
        # "Deen has left Gaza, the sources said": the parser hung both subjects on "said"
        own = [c for c in own if c.index > inner[0].index] or own[-1:]
    if own:
        side = "obj" if passive or any(c.relation == "nsubj:pass" for c in own) else "subj"
        return side, [i for c in own for i in coordinated(parse, c.index)]
    side = "obj" if passive else "subj"
    # "about 150 members have fought": a bare phrase before the verb that the parser took for an adjunct
    bare = [c for c in parse.children(index, "obl") if c.relation == "obl" and c.index < index and c.kind in ACTORS]
    bare = [c for c in bare if not preposition(parse, c.index)]
    if bare and w.xpos != "VB":
        return side, coordinated(parse, bare[-1].index)
    head = parse.head(index)
    if w.relation in {"ccomp", "root", "parataxis"} and _finite(parse, w):
        beside = _just_before(parse, index)
        if beside:
            return side, beside
        if w.relation == "ccomp":
            return side, []
    if head is None or depth > 6:
        return side, []
    relation = w.relation.partition(":")[0]
    if w.relation == "acl:relcl":
        # a relative clause with a gap: the antecedent is its subject unless it has one
        return side, coordinated(parse, head.index) if not _has_relative(parse, index) else []
    if relation == "acl" and head.upos in NOMINAL:
        if w.xpos in {"VBG", "VBN"}:
            return side, [head.index]
        return side, possessor(parse, head.index) or _light_subject(parse, head.index, depth)
    if relation == "amod" and head.upos in NOMINAL:
        return side, [head.index]
    if relation in {"conj", "parataxis"} and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return side, subjects(parse, head.index, depth + 1)[1] if relation == "conj" else []
    if relation == "xcomp":
        objects = [i for c in parse.children(head.index, "obj", "iobj") for i in coordinated(parse, c.index)]
        lemma = head.lemma.lower()
        where, found = subjects(parse, head.index, depth + 1)
        if where == "obj" and lemma in grammar().object_control:
            return side, found
        if objects and lemma not in grammar().subject_control:
            return side, objects
        if not found and lemma in grammar().object_control:
            return side, [
                i
                for c in parse.children(head.index, "obl")
                for i in coordinated(parse, c.index)
                if preposition(parse, c.index) in {"on", "upon", "to", "with"}
            ]
        return side, found
    if relation == "ccomp":
        that = next((c.index for c in parse.children(index, "mark") if c.lower == "that"), None)
        if that is not None:
            # a subject that the parser hung on the verb above: it stands between "that" and the clause's own verb
            between = [c for c in parse.children(head.index, "obj", "obl", "nsubj", "iobj") if that < c.index < index]
            if between:
                return side, coordinated(parse, between[-1].index)
        lent = [c for c in parse.children(head.index, "nsubj") if c.upos in NOMINAL and c.index < index]
        if lent and len(parse.children(head.index, "nsubj")) > 1:
            return side, [i for c in lent for i in coordinated(parse, c.index)]
    if (
        relation in {"advcl", "ccomp", "csubj"}
        and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}
        and (w.xpos in {"VBG", "VBN", "VB"} and not parse.children(index, "nsubj"))
    ):
        # "accused X of training Y", "blamed X for firing": the object acts
        marks = {c.lower for c in parse.children(index, "mark", "case")}
        if marks & {"of", "for"} and head.lemma.lower() in grammar().object_control:
            where, found = subjects(parse, head.index, depth + 1)
            objects = [i for c in parse.children(head.index, "obj") for i in coordinated(parse, c.index)]
            return side, found if where == "obj" else objects
        return side, subjects(parse, head.index, depth + 1)[1]
    return side, []


def neighbour(parse: Parse, index: int) -> list[int]:
    """The nominal that stands straight before a verb of saying, or straight after it, where the tree gives it no subject:
    ", two sources in Gaza told", "said Gen. Omar Deen"."""
    sentence = parse.sentence_of(index)
    first = index
    while first > sentence.first and parse.words[first - 1].text not in SEPARATORS:
        first -= 1
    if first == index and first - 1 > sentence.first:      # "Gen. Omar Deen, said"
        first -= 1
        while first > sentence.first and parse.words[first - 1].text not in SEPARATORS:
            first -= 1
    last = index
    while last + 1 < sentence.last and parse.words[last + 1].text not in SEPARATORS:
        last += 1
    for part in (parse.words[first:index], parse.words[index + 1 : last + 1]):
        words = [w for w in part if w.text not in SEPARATORS]
        inside = {w.index for w in words}
        tops = [w for w in words if w.head not in inside and w.upos in {"PROPN", "NOUN", "PRON"}]
        if tops and not any(w.upos in {"VERB", "AUX"} for w in words):
            return [tops[0].index]
    return []


def _finite(parse: Parse, w: Word) -> bool:
    """Whether a verb has a tense of its own and so a subject of its own."""
    return w.xpos in {"VBD", "VBZ", "VBP"} or any(c.xpos in {"VBD", "VBZ", "VBP", "MD"} for c in parse.children(w.index, "aux"))


def _just_before(parse: Parse, index: int) -> list[int]:
    """The nominal that ends straight before a verb and its auxiliaries: its subject, whatever the tree hung it on."""
    at = index - 1
    start = parse.sentence_of(index).first
    while at >= start and parse.words[at].upos in {"AUX", "ADV", "PART"}:
        at -= 1
    if at < start or parse.words[at].upos not in {"PROPN", "NOUN", "PRON"} or parse.words[at].xpos in {"WP", "WDT"}:
        return []
    w = parse.words[at]
    while w.head >= 0 and w.head < index and w.relation.partition(":")[0] in {"flat", "compound"}:
        w = parse.words[w.head]
    return [w.index] if w.relation.partition(":")[0] not in {"obj", "iobj"} else []


def _has_relative(parse: Parse, index: int) -> bool:
    return any(c.xpos in {"WP", "WDT", "WP$"} for c in parse.children(index))


def possessor(parse: Parse, index: int) -> list[int]:
    """The possessors of a noun ("Israel's raid", "their raid")."""
    return [i for c in parse.children(index, "nmod") if c.relation == "nmod:poss" for i in coordinated(parse, c.index)]


def _light_subject(parse: Parse, index: int, depth: int) -> list[int]:
    """The subject of the verb that has a noun as its object."""
    w = parse.words[index]
    head = parse.head(index)
    if head is not None and head.upos == "VERB" and w.relation in {"obj", "obl"}:
        return subjects(parse, head.index, depth + 1)[1]
    return []


def phrase_matches(parse: Parse, index: int, rest: tuple[str, ...]) -> bool:
    """Whether the words `rest` stand among a word's dependents, at most two steps down (one word may serve once)."""
    near = [c for c in parse.children(index) if c.relation.partition(":")[0] not in {"conj", "ccomp", "parataxis", "acl"}]
    pool = near + [
        g
        for c in near
        for g in parse.children(c.index)
        if g.relation.partition(":")[0] in {"case", "compound", "fixed", "amod", "det", "nmod", "mark", "advmod"}
    ]
    used: set[int] = set()
    for want in rest:
        hit = next((c for c in pool if c.index not in used and want in {c.lemma.lower(), c.lower}), None)
        if hit is None:
            return False
        used.add(hit.index)
    return True


def _add(out: dict[str, list[int]], slot: str, items: list[int]) -> None:
    row = out.setdefault(slot, [])
    row += [i for i in items if i not in row]


def _phrases(parse: Parse, index: int, out: dict[str, list[int]], relations: tuple[str, ...]) -> None:
    """Prepositional phrases under a word, by their preposition. The coordinated ones may carry their own."""
    for c in parse.children(index, *relations):
        if c.relation == "nmod:poss":
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
    for c in parse.children(index, "obj"):
        _add(out, "obj", coordinated(parse, c.index))
    for c in parse.children(index, "iobj"):
        _add(out, "iobj", coordinated(parse, c.index))
    gap = w.relation == "acl:relcl" and w.head >= 0 and not passive and "obj" not in out and not _has_relative(parse, index)
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
    return {k: tuple(v) for k, v in out.items() if v}


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
    head = parse.head(index)
    if w.relation == "conj" and head is not None and head.upos == "NOUN":
        shared = {k: v for k, v in noun_slots(parse, head.index).items() if k not in {"self", "comp", "poss-alone"}}
        for slot, theirs in shared.items():
            if slot not in out:
                _add(out, slot, list(theirs))
    elif head is not None and head.upos == "VERB":
        _light(parse, w, head, out)
        _hits(parse, w, head, out)
    elif (
        head is not None
        and head.upos == "NOUN"
        and w.relation == "nmod"
        and preposition(parse, index) in {"of", "for", "behind"}
    ):
        for role, lemmas in (("by", grammar().doers), ("light-obj", grammar().sufferers)):
            if head.lemma.lower() in lemmas:
                _add(out, role, [head.index])
    for c in parse.children(index, "acl"):
        if c.relation == "acl:relcl" and c.lemma.lower() in grammar().hits and not is_passive(parse, c):
            _add(out, "hits", [i for o in parse.children(c.index, "obj") for i in coordinated(parse, o.index)])
    return {k: tuple(v) for k, v in out.items() if v}


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
    elif relation in {"nsubj", "obl"} and verb in {
        "happen",
        "occur",
        "take",
        "come",
        "begin",
        "start",
        "continue",
        "erupt",
        "break",
    }:
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
    return {k: tuple(v) for k, v in out.items() if v}
