# SPDX-License-Identifier: Apache-2.0
"""What a cue covers: that-clauses, infinitives, noun phrases, and the sentence into which "he said" is inserted."""

from __future__ import annotations

from sayso.mentions.quotations import CLOSE, MARKS, OPEN
from sayso.parse import Parse, Word
from sayso.syntax.passives import is_reported
from sayso.syntax.subjects import FINITE, coordinated, displaced, preposition
from sayso.voices.cues import Cue, lexicon
from sayso.voices.senses import TEXTS, sayable
from sayso.voices.sources import kinds, words

SOMEBODY = {"person", "organization"}
"""Kinds of noun phrase that can be dismissed, confirmed, recalled or questioned themselves: as an object of these no words of
theirs."""


def clause(parse: Parse, index: int) -> frozenset[int]:
    """The words of a clause without its appositions and relative clauses, save those that are what is told."""
    out, todo = {index}, [index]
    while todo:
        at = todo.pop()
        for c in parse.children(at):
            if at != index and _reduced(parse, parse.words[at], c):
                continue      # "a man called Deen"; but "reports that they had left" belongs to what is said
            if c.relation == "appos" or c.relation == "acl:relcl" and not _told_of(parse, at):
                continue
            if at == index and c.relation == "conj" and parse.words[index].xpos in {"VBG", "VB"} and _that(parse, c.index):
                continue      # "that they deny holding him, and that he left": the second is the outer voice's
            out.add(c.index)
            todo.append(c.index)
    return frozenset(out)


def _reduced(parse: Parse, noun: Word, c: Word) -> bool:
    """Whether a participle only tells which: "a man called Deen", "rebels fighting the army"; not what is told of those who are
    there or seen: "there were men shooting", "saw soldiers beating him"."""
    if c.relation != "acl" or parse.children(c.index, "nsubj", "aux", "mark"):
        return False
    head = parse.head(noun.index)
    shown = noun.relation == "nsubj" and head is not None and bool(parse.children(head.index, "expl"))
    shown = shown or (noun.relation == "obj" and head is not None and head.lemma.lower() in words("shown"))
    return c.xpos == "VBN" or c.xpos == "VBG" and noun.kind in SOMEBODY and not shown


def _told_of(parse: Parse, index: int) -> bool:
    """Whether a relative clause at a noun is what is told of it: "it was the guards who fired", "they are rebels who fled"."""
    return bool(parse.children(index, "cop"))


def _that(parse: Parse, index: int) -> bool:
    """Whether "that" brings in a clause."""
    return any(m.lower == "that" for m in parse.children(index, "mark"))


def clausal_content(parse: Parse, w: Word, cue: Cue, passive: bool) -> set[int]:
    """That-clauses, infinitives and the sentence into which "he said" is inserted."""
    if not cue.takes & {"clause", "infinitive", "inserted"}:
        return set()
    out = _governed(parse, w, cue, passive) or _around(parse, w, cue)
    if not out and "clause" in cue.takes:
        out = _in_form(parse, w) or (_gap(parse, w) if w.relation == "acl:relcl" else set())
    if not out and not passive and "inserted" in cue.takes:
        out = _inverted(parse, w)
    out |= _enumerated(parse, w, out)
    behind_it = any(c.index > w.index for c in parse.children(w.index, "ccomp"))      # "if they leave, he said it would end"
    if out and min(out) < w.index < max(out) and "inserted" in cue.takes and not behind_it:
        out = _about(parse, w, out)
    return out


def _governed(parse: Parse, w: Word, cue: Cue, passive: bool) -> set[int]:
    """The clauses and infinitives that hang on a cue."""
    out: set[int] = set()
    for c in parse.children(w.index, "ccomp", "xcomp", "parataxis", "csubj"):
        relation = "xcomp" if _bare_infinitive(parse, c) else c.relation.partition(":")[0]
        if relation == "ccomp" and is_reported(parse, w) and not any(m.lower == "to" for m in parse.children(c.index, "mark")):
            continue      # "men said to have joined the rebels were shot": the sentence's own verb
        if relation == "xcomp" and not _infinitive(parse, w, c, cue, passive):
            continue
        if relation == "parataxis" and (c.index < w.index and out or "inserted" not in cue.takes):
            continue
        if relation in {"ccomp", "csubj"} and not cue.takes & {"clause", "inserted"}:
            continue
        if cue.basis == "witnessed" and not parse.children(c.index, "mark"):
            continue      # "saw soldiers bury the dead" tells what happened, "saw that" what somebody says of it
        if c.upos in {"VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADV"}:
            out |= clause(parse, c.index) | _inside(parse, w, c)
    if "clause" in cue.takes and out:
        for c in parse.children(w.index, "conj"):
            if _that(parse, c.index):
                out |= clause(parse, c.index)  # "believes that A, and that B": the second clause is no act of its own
    return out


def _around(parse: Parse, w: Word, cue: Cue) -> set[int]:
    """The sentence that a cue is inserted into ("…, he said, …"), or that it remarks on ("…, as the paper reported")."""
    head = parse.head(w.index)
    if head is None:
        return set()
    own = {x.index for x in parse.subtree(w.index)}
    if "inserted" in cue.takes and w.relation.partition(":")[0] == "parataxis" and not _on_its_own(parse, w, cue):
        sentence = parse.sentence_of(w.index)
        root = next(x for x in (head, *parse.ancestors(w.index)) if x.head == -1 or x.relation == "conj")
        return {i for i in clause(parse, root.index) if sentence.first <= i < sentence.last} - own
    as_said = cue.takes & {"clause", "inserted"} and w.relation == "advcl" and cue.stance != "denies"      # "as they protested"
    as_said = as_said and not (cue.stance == "asks" and parse.children(w.index, "obj"))      # "as they demanded pay"
    if as_said and any(c.lower == "as" for c in parse.children(w.index, "mark")):
        return set(clause(parse, head.index)) - own
    return set()


def _on_its_own(parse: Parse, w: Word, cue: Cue) -> bool:
    """Whether a clause of saying is a statement of its own beside another: "the attacker is dead; he pledges allegiance"."""
    first = min(x.index for x in parse.subtree(w.index))
    parted = parse.words[first].text == ";" or (first > 0 and parse.words[first - 1].text == ";")
    told = [c for c in parse.children(w.index, "obj") if c.index > w.index and not ("obj" in cue.to and c.kind in SOMEBODY)]
    return parted or (bool(told) and "object" in cue.takes)


def _in_form(parse: Parse, w: Word) -> set[int]:
    """ "Told the paper in a statement that …", "deduced from the tracks that …": hung on the phrase between."""
    clauses = [c for o in parse.children(w.index, "obl") for c in parse.children(o.index, "acl", "ccomp")
               if (_that(parse, c.index) and o.lemma.lower() in words("forms")) or _whole(parse, o, c)]
    return {i for c in clauses for i in clause(parse, c.index)}


def _whole(parse: Parse, noun: Word, c: Word) -> bool:
    """Whether what the tree reads as a noun's relative clause lacks nothing, by the roles that the model sees: neither the noun
    nor the "that" behind it has a part in it, and so it is what is said."""
    that = [m for m in parse.children(c.index) if m.lower == "that" and m.index == noun.index + 1]
    own = [n for n in parse.children(c.index, "nsubj") if n not in that]
    if c.relation != "acl:relcl" or not that or not own:
        return False
    part = {a.head for a in parse.arguments_at(c.index)}
    return not part & {noun.index, that[0].index} and bool(part)


def _inside(parse: Parse, w: Word, c: Word) -> set[int]:
    """What stands within a that-clause though the parser hung it on the verb above: "said that, according to the army, …"."""
    that = next((m.index for m in parse.children(c.index, "mark") if m.lower == "that"), c.index)
    hung = [x for x in parse.children(w.index, "obl", "advmod") if that < x.index < c.index]
    return {i.index for x in hung for i in parse.subtree(x.index)}


def _gap(parse: Parse, w: Word) -> set[int]:
    """ "The raid, which the ministry said had killed four": the clause behind a cue, hung beside it on the same noun."""
    for c in parse.children(w.head, "acl"):
        between = parse.words[w.index + 1 : c.index]
        if c.index > w.index and between and all(x.upos in {"AUX", "ADV", "PART"} for x in between):
            return {i for i in clause(parse, c.index) if i > w.index}
    after = parse.words[w.index + 1] if w.index + 1 < len(parse.words) else w
    auxiliaries = after.upos == "AUX"
    verb = after
    while auxiliaries and verb.upos in {"AUX", "ADV", "PART"} and verb.index + 1 < len(parse.words):
        verb = parse.words[verb.index + 1]
    if auxiliaries and verb.upos in {"VERB", "ADJ"}:      # wherever the tree hangs it
        return {*range(after.index, verb.index), *(i for i in clause(parse, verb.index) if i >= verb.index)}
    return set()


def _enumerated(parse: Parse, w: Word, out: set[int]) -> set[int]:
    """ "Said three things: the fuel was stolen, …": all behind the colon, wherever the tree hangs the rest."""
    sentence = parse.sentence_of(w.index)
    at = next((i for i in range(w.index + 1, sentence.last) if parse.words[i].text == ":"), sentence.last)
    things = parse.words[at - 1]
    held = things.head == w.index and (things.index in out or things.relation == "obj")
    if held and at < sentence.last and things.upos == "NOUN" and parse.words[at + 1].text not in MARKS:
        return set(range(at + 1, sentence.last))
    return set()


def _about(parse: Parse, w: Word, content: set[int]) -> set[int]:
    """Of a sentence into which "he said" is inserted, what goes before it and what goes on after the next comma: an adjunct
    straight behind it is the saying's own ("he said on condition of anonymity because …")."""
    comma = next((x.index for x in parse.words[w.index : parse.sentence_of(w.index).last] if x.text == ","), None)
    if comma is not None and comma + 1 < len(parse.words) and _meanwhile(parse, comma + 1):
        comma = None  # "…, he said, as he paid tribute to the dead"
    return {i for i in content if i < w.index or (comma is not None and i > comma)}


def _meanwhile(parse: Parse, first: int) -> bool:
    """Whether the outlet tells from a word on, after "he said,", on what occasion: "as he paid tribute", "a day after"."""
    at, end = first, parse.sentence_of(first).last
    while at < end and parse.words[at].xpos in MEASURE and parse.words[at].lower not in words("meanwhile"):
        at += 1
    timed = at == first or parse.words[at - 1].kind == "time" or parse.words[at - 1].lower in words("spans")
    return at < end and timed and parse.words[at].lower in (words("meanwhile") if at == first else {"after", "before"})


MEASURE = {"DT", "CD", "JJ", "RB", "JJR", "IN", "NN", "NNS"}
"""Tags of the words that measure how long after something else."""


def contrast(parse: Parse, w: Word, end: int) -> int:
    """Where the outlet sets something against what was said: "…, Kyiv said, although Moscow denied it"; else `end`."""
    return next((x.index for x in parse.words[w.index + 1 : end] if x.lower in words("contrast")), end)


def _bare_infinitive(parse: Parse, c: Word) -> bool:
    """Whether a clause is an infinitive without a subject, whatever the tree calls it: "warned them not to attack"."""
    marks = {m.lower for m in parse.children(c.index, "mark")}
    return c.relation == "ccomp" and c.xpos == "VB" and marks == {"to"} and not parse.children(c.index, "nsubj")


def _infinitive(parse: Parse, w: Word, c: Word, cue: Cue, passive: bool) -> bool:
    """Whether an infinitive is what is said ("is said to have fled", "claims to hold", "asked them to leave") and not what
    is done ("continue to fight")."""
    if c.upos not in {"VERB", "AUX"} and not parse.children(c.index, "cop", "mark"):
        return False
    if "finite" in cue.takes:
        return False      # "found dead", "allowed to leave"
    gerund = c.xpos == "VBG" or any(a.xpos == "VBG" for a in parse.children(c.index, "aux"))
    if gerund and "clause" in cue.takes:      # "denied shelling the camp", "recalled hearing shots", not "considered leaving"
        return cue.stance in {"states", "confirms", "denies", "claims", "asks"}
    return "infinitive" in cue.takes or (passive and "clause" in cue.takes)


def _inverted(parse: Parse, w: Word) -> set[int]:
    """A last resort for "…, X said.": the verb closes its sentence, only its subject and adjuncts about it, a comma before."""
    sentence = parse.sentence_of(w.index)
    if parse.words[sentence.last - 1].text == ":":
        return set()  # "Speaking to villagers, the commander said:" has what is said after it
    own = [c for c in parse.children(w.index) if c.relation.startswith("nsubj") and c.upos in {"NOUN", "PROPN", "PRON"}]
    if own and w.index + 1 < sentence.last and parse.words[w.index + 1].text == ",":
        start = min(x.index for x in parse.subtree(own[-1].index))
        if start - 1 > sentence.first and parse.words[start - 1].text == ",":  # "The army, the ministry said, killed …"
            return set(range(sentence.first, start - 1)) | set(range(w.index + 2, sentence.last))
    if not own or w.xpos not in FINITE | {"VBN"} or any(c.index > w.index for c in parse.children(w.index, "obj")):
        return set()      # "After the test, Kim declared his force complete"
    first = min(min(x.index for x in parse.subtree(own[0].index)), w.index)
    if first - 1 <= sentence.first or parse.words[first - 1].text not in {",", "”", '"', "''"}:
        return set()
    after = [
        x
        for x in parse.words[w.index + 1 : sentence.last]
        if x.upos == "VERB" and x.index not in {y.index for y in parse.subtree(own[0].index)}
    ]
    opened = [x.index for x in parse.words[sentence.first : first - 1] if x.text in OPEN]
    start = opened[-1] if opened and parse.words[first - 1].text in CLOSE else sentence.first
    return set() if after else set(range(start, first - 1))


def object_content(parse: Parse, w: Word, cue: Cue) -> set[int]:
    """Content in a noun phrase or after of/for: "confirmed the killing of", "accused them of shelling"."""
    out = _objects(parse, w, cue) if "object" in cue.takes else set()
    if "naming" in cue.takes:
        out |= _naming(parse, w)
    if "object" in cue.takes:      # "counted eight wounded": hung on the verb behind its number
        numbered = [c for c in parse.children(w.index, "xcomp") if c.index and parse.words[c.index - 1].upos == "NUM"]
        out |= {i for c in numbered for i in clause(parse, c.index)}
    if cue.stance == "asks":  # "called on the army to release": an infinitive that the parser hung on the army
        for o in parse.children(w.index, "obj", "obl"):
            for c in parse.children(o.index, "acl"):
                if c.xpos == "VB":
                    out |= clause(parse, c.index)
    inner = _inner(parse, w, cue)
    if inner and "clause" in cue.takes:
        for x in inner:
            for c in parse.children(x.index, "ccomp", "acl", "csubj", "advcl", "appos"):
                if c.relation != "acl:relcl" and c.index > w.index:
                    out |= clause(parse, c.index)
    if "object" in cue.takes:      # "declined to discuss the raid"
        for x in inner:
            if x.upos == "VERB":
                for c in parse.children(x.index, "obj", "ccomp"):
                    out |= clause(parse, c.index)
    if "infinitive" in cue.takes:
        asked = [o for o in parse.children(w.index, "obj", "iobj", "obl") if o.kind in SOMEBODY or o.upos == "PROPN"]
        for c in [c for c in parse.children(w.index, "advcl") if asked] + [
            c for x in inner for c in parse.children(x.index, "acl")
        ]:
            if c.xpos == "VB" and any(m.lower == "to" for m in parse.children(c.index, "mark")):
                out |= clause(parse, c.index)
    return out | _prepositional(parse, w, cue, inner)


def _objects(parse: Parse, w: Word, cue: Cue) -> set[int]:
    """What is said as the object of a cue: "confirmed the killing", but not "dismissed the minister", "revealed documents"."""
    if cue.stance == "denies" and (parse.children(w.index, "iobj") or len(parse.children(w.index, "obj")) > 1):
        return set()      # "denied the convoys access"
    behind_as = [o for o in parse.children(w.index, "obl") if preposition(parse, o.index) == "as"]
    hung = (c for o in behind_as for c in parse.children(o.index, "obj"))
    told = [*parse.children(w.index, "obj"), *displaced(parse, w.index), *hung]
    framed = bool(behind_as) and "as" in cue.prepositions and cue.objects is None      # "portrayed the state as weak"
    told = [c for c in told if framed or can_be_object(c, cue)]      # "dismissed as fantasy a report": hung on the fantasy
    if cue.stance == "accuses" and not any(behind(parse, c, slot) for c in _under(parse, w) for slot in cue.prepositions):
        told = [c for c in told if c.kind not in SOMEBODY]      # "slammed the minister" does not say what for
    return {i for c in told for x in coordinated(parse, c.index) for i in clause(parse, x)}


def _naming(parse: Parse, w: Word) -> set[int]:
    """ "Called the raid a crime": what is named and the name."""
    names = [c for c in parse.children(w.index, "xcomp", "obl") if c.index > w.index and c.upos in NAMES]
    names = [c for c in names if not parse.children(c.index, "mark", "case") and (c.relation == "xcomp" or c.kind != "time")]
    objects = [c for c in parse.children(w.index, "obj") if c.xpos not in {"WP", "WDT"}]
    return {i for c in (*objects, *names) for i in clause(parse, c.index)} if names else set()


NAMES = {"NOUN", "PROPN", "ADJ"}


def _under(parse: Parse, w: Word) -> list[Word]:
    """The phrases and clauses that hang on a verb or on its object."""
    inside = [c for o in parse.children(w.index, "obj") for c in parse.children(o.index, "acl", "nmod")]
    return [*parse.children(w.index, "obl", "advcl", "xcomp"), *inside]


def can_be_object(c: Word, cue: Cue) -> bool:
    """Whether a noun can be what is said by a cue: nobody ("recalled its observers"), a deed where somebody claims one
    ("claimed forty lives"), no text where it is made public ("revealed the documents")."""
    if c.kind in SOMEBODY and cue.stance in {"states", "confirms", "denies", "doubts", "retracts"}:
        return False
    if cue.stance == "claims":
        return c.kind == "event"
    asked = any(n.stance == "asks" for n in lexicon().nouns.get(c.lemma.lower(), ())) and c.lemma.lower() not in words("said")
    if cue.stance == "denies" and asked:
        return False      # "rejected a petition seeking his release": what was asked is not denied
    if cue.objects in {"said", "done"}:
        return (cue.objects == "done" and c.kind == "event") or sayable(c) == (cue.objects == "said")
    return cue.objects != "news" or kinds().get(c.lemma.lower()) not in TEXTS


def _prepositional(parse: Parse, w: Word, cue: Cue, inner: list[Word]) -> set[int]:
    """What is said after one of a cue's prepositions: "accused them of shelling"."""
    out: set[int] = set()
    objects = parse.children(w.index, "obj") if cue.objects is not None else []
    for slot in cue.prepositions:
        if slot == "as" and objects and not any(can_be_object(o, cue) for o in objects):
            continue      # "dismissed him as minister"
        under = (c for x in inner for c in parse.children(x.index, "nmod", "obl", "acl", "advcl"))
        for c in (*parse.children(w.index, "obl", "advcl", "ccomp", "xcomp"), *under):
            if c.kind == "time" or (slot in cue.to and c.kind in SOMEBODY):
                continue      # "admitted to investigators that"
            if behind(parse, c, slot):
                out |= clause(parse, c.index) | _claimed(parse, w, c, cue)
        agents = [o for o in parse.children(w.index, "obl") if o.relation == "obl:agent"]
        for o in (*parse.children(w.index, "obj"), *agents):
            for c in parse.children(o.index, "acl", *(() if o in agents else ("nmod",))):
                if behind(parse, c, slot):
                    out |= clause(parse, c.index)
    return out


def _claimed(parse: Parse, w: Word, c: Word, cue: Cue) -> set[int]:
    """ "The bombings, for which the Front has claimed responsibility": the noun before the relative clause."""
    if cue.stance != "claims" or c.xpos != "WDT" or w.relation != "acl:relcl":
        return set()
    at = parse.words[w.head]
    while at.kind != "event" and at.relation.startswith("nmod") and at.head >= 0:      # "attacks in the towns of …, for which"
        at = parse.words[at.head]
    return set(clause(parse, at.index if at.kind == "event" else w.head))


def behind(parse: Parse, c: Word, slot: str) -> bool:
    """Whether a word stands after a preposition; "to-ing": only a verb does so ("committed to leaving")."""
    name, _, form = slot.partition("-")
    if form and c.xpos != "VBG":
        return False
    return preposition(parse, c.index) == name or any(m.lower == name for m in parse.children(c.index, "mark", "case"))


def _inner(parse: Parse, w: Word, cue: Cue) -> list[Word]:
    """The further words of a cue in the text: "view" of "take the view"."""
    near = [*parse.children(w.index), *(g for c in parse.children(w.index) for g in parse.children(c.index))]
    found = [
        c
        for want in cue.words[1:]
        for c in near
        if want in {c.lemma.lower(), c.lower} and c.upos in {"NOUN", "ADJ", "VERB", "ADV"}
    ]
    return found + [x for c in found for x in parse.children(c.index, "conj") if x.xpos == c.xpos == "VB"]
