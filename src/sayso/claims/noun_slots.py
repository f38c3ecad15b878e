# SPDX-License-Identifier: Apache-2.0
"""The syntactic slots of a noun, as slots.py has those of verbs: `poss`, `poss-alone`, `comp`, `self`, `title`, `light`,
`light-obj`, `hits`, `aim` (the object of an infinitive that says what it is for), `within`, and prepositions by their own
words. Events in a row ("killing and wounding of nine by the army") share who and whom.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import islice

from sayso.claims.slots import Rows, Slots, add, add_all, learnt, phrases
from sayso.parse import Parse, Word, once
from sayso.syntax.grammar import grammar
from sayso.syntax.passives import is_passive
from sayso.syntax.paths import Path, Reached, joined, step, via
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import (
    EXEMPLIFYING,
    NOMINAL,
    all_coordinated,
    coordinated,
    examples,
    possessor,
    preposition,
    subjects,
    upward,
)

SHARED = ("of", "by", "against", "on", "in", "at", "near")
"""Phrases that event nouns in a row share, wherever one of them has it: "the killing and wounding of nine by the army"."""

BESIDE = {"in", "during", "at", "after", "following", "before"}
"""Where an event with somebody stands beside a verb, it is the verb's subject who has part in it."""

AGAINST = {"against", "over", "about"}
"""Prepositions behind which a verb of protest has what it is about."""

ALIKE = ({"of", "on", "against"}, {"by", "poss", "light"})
"""Slots of whom and of who: an event that has its own in one takes no other of its row."""

DOERS = {"person", "organization", "none", "place"}
"""Kinds of noun phrase that may stand for somebody; pronouns have none."""

NO_ONE = {"nobody", "none", "noone"}
"""Pronouns whom no event befell: "nobody was hurt in the blasts"."""

CAUSING = {"facilitate", "provoke", "prompt", "trigger", "spark"}
"""Of what one does about an event, what may make one its actor."""

HAPPENING = {"event", "abstract"}
SOMEONE = {"person", "place", "organization", "animal"}
"""Kinds of noun phrase, as the model tells them: what happens, and whom no happening stands beside in one row."""


@once
def noun_slots(parse: Parse, index: int) -> Slots:
    """Slots of a noun: of an event ("the killing of"), of a holder or member ("spokesman for"), of a tie ("brother")."""
    w = parse.words[index]
    out = _around(parse, w)
    _inside_phrases(parse, out)
    _participles(parse, w, out)
    _protesting(parse, w, out)
    if "of" in out and w.lemma.lower() in grammar().backing and preposition(parse, index) == "in":
        add(out, "for", out.pop("of"))      # "a march in support of the strikers": not theirs
    if aims := _aims(parse, w):
        add(out, "aim", aims)
    if w.kind == "event":
        _without_happenings(parse, out)
    first, head = _in_row_with(parse, w), parse.head(index)
    struck = _struck(parse, index)
    add(out, "hits", struck)
    if first is not None:
        shared = dict(noun_slots(parse, first.index))
        if parse.children(index, "det"):
            shared.pop("poss", None)      # "the officer's killing of a man, the protests": not his
        _share(w, shared, out)
    elif head is not None and head.upos == "VERB":
        _light(parse, w, head, out)
        if not struck:      # "injured in blasts that hit two buses": the buses
            _hits(parse, w, head, out)
        _beside(parse, w, head, out)
    elif head is not None and head.upos == "NOUN" and w.relation == "nmod":
        _of_doers(parse, w, head, out)
        _part_in(parse, w, head, out)
        above = parse.head(head.index)
        _traces(parse, w, head, out)
        if above is not None and above.upos == "NOUN" and head.relation == "nmod" and head.lemma.lower() in grammar().rounds:
            _of_doers(parse, head, above, out)      # "the man behind a string of bombings"
        if head.relation == "obj" and above is not None and _wields(parse, above, preposition(parse, w.index)):
            add(out, "light", via(upward(parse, w.index) + upward(parse, head.index), subjects(parse, above.index)[1]))
        if head.lemma.lower() in grammar().rounds and above is not None and above.upos == "VERB":
            counted = step("counted", index)      # "launched a series of attacks"
            _light(parse, head, above, out, counted)
            _hits(parse, head, above, out, counted)
    elif head is not None and preposition(parse, index) in _answering(head) and not out.get("poss"):
        # "the rebels are responsible for the massacre"
        add(out, "by", via(upward(parse, index), subjects(parse, head.index)[1]))
    if not any(out.get(s) for s in ("by", "poss", "light")):
        _charged(parse, w, out)
    if first is None and w.kind == "event":
        _from_row(parse, w, out)
    if not any(out.get(s) for s in ("by", "poss", "light")) and not _regarded(parse, w):
        learnt(parse, index, out, {"by": "ARG0"})
    if not any(out.get(s) for s in ("of", "on", "against", "poss", "light-obj", "hits")) and not spectators(parse, index):
        learnt(parse, index, out, {"of": "ARG1"})
    return {k: v for k, v in out.items() if v}


def _regarded(parse: Parse, w: Word) -> bool:
    """Whether an event stands below what somebody else thinks or does about it: "we do not tolerate attacks", "the response to
    the raid"."""
    return bool(_regarding(parse, w.index))


def _regarding(parse: Parse, index: int) -> list[Word]:
    """The words over an event, two at most, that say what somebody thinks or does about it."""
    return [a for a in islice(parse.ancestors(index), 2) if a.lemma.lower() in grammar().regarding]


def onlookers(parse: Parse, index: int) -> Reached:
    """Who thinks or does something about an event, and so had no part in it as far as that says: "the mayor condemned the
    raid", "the army's response to the raid"; not who brings it about ("the ban sparked riots")."""
    rows = []
    for a in (a for a in _regarding(parse, index) if a.lemma.lower() not in CAUSING):
        passive = is_passive(parse, a)
        acting = phrases(parse, a.index, ("obl",)).get("by", {}) if passive else subjects(parse, a.index)[1]
        rows.append(acting if a.upos == "VERB" else possessor(parse, a.index))
    return joined(*rows)


def spectators(parse: Parse, index: int) -> Reached:
    """Who only hears or sees an event: "we heard gunfire", "he enjoyed watching executions"."""
    over = parse.head(index) if parse.words[index].relation == "obj" else None
    seen = over is not None and over.lemma.lower() in grammar().perceiving and not is_passive(parse, over)
    return subjects(parse, over.index)[1] if over is not None and seen else {}


def _answering(w: Word) -> Set[str]:
    """The prepositions behind which an adjective has what its subject did: "responsible for the raid", "involved in it"."""
    lemma = w.lemma.lower()
    return {"for", "of"} if lemma in grammar().answerable else {"in"} if lemma in grammar().involved else frozenset()


def _struck(parse: Parse, index: int) -> Reached:
    """Whom an event befalls by a relative clause of its own: "the strikes that hit two villages"."""
    rows = []
    for c in parse.children(index, "acl"):
        own = [n for n in parse.children(c.index, "nsubj") if n.xpos not in {"WDT", "WP"}]      # "for which the Front claimed"
        if c.relation == "acl:relcl" and c.lemma.lower() in grammar().hits and not own and not is_passive(parse, c):
            rows.append(via(step("clause-behind", index), _objects(parse, c)))
    return joined(*rows)


def _traces(parse: Parse, w: Word, head: Word, out: Rows) -> None:
    """Whom an event befell by what it left: "his body showed signs of torture", "died as a consequence of an attack"."""
    verb = parse.head(head.index)
    if verb is None or verb.upos != "VERB" or preposition(parse, w.index) != "of":
        return
    found = subjects(parse, verb.index)[1]
    way = upward(parse, w.index) + upward(parse, head.index)
    if head.lemma.lower() in grammar().traces and head.relation == "obj":
        bodies = [i for i in found if parse.words[i].lemma.lower() in grammar().bodies]
        owners = joined(*(via(found[i], possessor(parse, i)) for i in bodies))
        add(out, "light-obj", via(way, owners or found))
        return
    framed = head.lemma.lower() in grammar().frames and preposition(parse, head.index) == "as"
    if framed and verb.lemma.lower() in grammar().falls:
        add(out, "hits", via(way, found))


def _of_land(w: Word, c: Word) -> str:
    """The slot of a word before a noun: "from" of the land that is left, "the Syria withdrawal", unlike "the Iranian" one."""
    land = c.relation == "compound" and c.upos == "PROPN" and c.kind == "place" and not c.text.isupper()
    return "from" if land and w.lemma.lower() in grammar().leavings else "comp"


def _objects(parse: Parse, verb: Word) -> Reached:
    return all_coordinated(parse, "object", verb.index, parse.children(verb.index, "obj"))


def _around(parse: Parse, w: Word) -> Rows:
    """What hangs directly on a noun: phrases, possessor, modifiers, and whom it is said of."""
    out = phrases(parse, w.index, ("nmod", "obl"))
    add(out, "poss", possessor(parse, w.index))
    if "of" not in out:
        add(out, "poss-alone", out.get("poss", {}))
    for c in parse.children(w.index, "compound", "amod", "nmod"):
        if c.relation in {"compound", "amod", "nmod:unmarked"}:
            averse = c.lower.startswith(("anti-", "counter-")) and w.kind != "person"      # "anti-rebel raids"
            add(out, "against" if averse else _of_land(w, c), via(step("modifier", w.index), coordinated(parse, c.index)))
    if w.relation == "nmod:desc":      # "Russian President Vladimir Putin": hung on the name
        before = [c for c in parse.children(w.head, "compound", "amod") if c.index < w.index]
        add(out, "comp", {c.index: upward(parse, w.index) + step("modifier", w.head) for c in before})
    for c in parse.children(w.index, "appos"):
        if c.kind == "organization" and c.upos == "PROPN" and not _held(parse, w):      # "commander, Northern Brigade"
            add(out, "comp", {c.index: step("apposition", w.index)})
    add(out, "self", _said_of(parse, w) or {w.index: step("self")})
    add(out, "self", examples(parse, w.index) if w.kind == "person" else {})
    for c in parse.children(w.index, "amod"):
        if c.lemma.lower() in grammar().led_by:      # "U.S.-led air strikes"
            before = [d for d in parse.children(c.index) if d.index < c.index]
            add(out, "by", {d.index: step("led", c.index, w.index) for d in before if d.upos in {"PROPN", "NOUN", "ADJ"}})
    return out


def _said_of(parse: Parse, w: Word) -> Reached:
    """Of whom a noun is said: "Omar is the spokesman", "its head is Omar", "Omar, head of the guild", "its head, Omar",
    "accused of being his assistant", "served as a minister", "called head of the guild"."""
    if names := _names_behind(parse, w):
        return names
    copula, head = parse.children(w.index, "cop"), parse.head(w.index)
    if copula and (own := [c for c in parse.children(w.index, "nsubj") if c.upos in NOMINAL]):
        relative = head is not None and w.relation == "acl:relcl" and own[0].xpos in {"WDT", "WP"}
        return {w.head: step("antecedent", w.index)} if relative else all_coordinated(parse, "subject", w.index, own)
    if copula and copula[0].xpos in {"VBG", "VB"}:
        return subjects(parse, w.index)[1]
    if head is None:
        return {}
    if w.relation == "conj" and head.upos in NOMINAL and w.kind == head.kind and not parse.children(w.index, "nmod:poss"):
        if head.relation in {"appos", "conj"} or parse.children(head.index, "cop"):      # "a doctor, and head of the guild"
            return via(step("event-row", w.index), _said_of(parse, head))
        return {}
    if w.relation == "appos" and head.upos in NOMINAL and head.kind == w.kind:
        return {w.head: step("apposition", w.index)}
    if w.relation == "nsubj" and head.upos == "PROPN" and parse.children(head.index, "cop"):      # "its head is Omar Deen"
        return via(step("has-subject", w.index), coordinated(parse, head.index))
    return _beside_name(parse, w) or _called(parse, w, head)


def _names_behind(parse: Parse, w: Word) -> Reached:
    """Who is named straight behind a noun for several: "the union leaders Omar Deen and Ann Lee"."""
    if w.xpos not in {"NNS", "NNPS"} or w.kind != "person" or w.index + 1 >= len(parse.words):
        return {}
    first = parse.words[w.index + 1]
    if not first.entity.endswith("B-PER") or first.sentence != w.sentence:
        return {}
    while (up := parse.head(first.index)) is not None and up.entity.endswith("PER") and first.relation in {"flat", "compound"}:
        first = up
    return all_coordinated(parse, "apposition", w.index, [first]) if first.index > w.index else {}


def _held(parse: Parse, w: Word) -> bool:
    """Whether a noun says already whose it is: "the mayor's ally", "a branch of the union"."""
    return any(c.relation == "nmod:poss" or preposition(parse, c.index) == "of" for c in parse.children(w.index, "nmod"))


def _beside_name(parse: Parse, w: Word) -> Reached:
    """The name that stands beside a noun: "its ally, the Union of the Plain", "the mayor of the port, Omar Deen", where the
    tree hangs it on the port."""
    near = [c for c in parse.children(w.index, "appos") if c.kind == w.kind or w.kind == "person" and _held(parse, w)]
    if w.kind == "person":
        near += [a for c in parse.children(w.index, "nmod") if c.kind != "person"
                 for a in parse.children(c.index, "appos") if a.kind == "person"]
    near = [c for c in near if c.upos == "PROPN" and not any(p.text == "(" for p in parse.children(c.index, "punct"))]
    return all_coordinated(parse, "apposition", w.index, near[:1])      # not "a special officer (SO)"


def _called(parse: Parse, w: Word, head: Word) -> Reached:
    """Who is called something, or serves as it: "called head of the guild", "took him as commander", "served as a minister",
    "which officials describe as a branch of", "works as part of"."""
    if head.upos != "VERB" or w.kind not in {"person", "organization"} and w.lemma.lower() != "part":
        return {}
    phrase = w.relation == "obl" and preposition(parse, w.index) == "as"
    if not phrase and not (w.relation in {"xcomp", "obj"} and head.lemma.lower() in grammar().calling):
        return {}
    side, found = subjects(parse, head.index)
    objects = [c for c in parse.children(head.index, "obj") if c.index != w.index]
    if phrase and objects and side == "subj":
        return via(upward(parse, w.index), all_coordinated(parse, "object", head.index, objects)) \
            if head.lemma.lower() in grammar().calling else {}
    if parse.children(head.index, "ccomp") or w.relation == "obj" and side == "subj":
        return {}
    return via(upward(parse, w.index), found)


def _inside_phrases(parse: Parse, out: Rows) -> None:
    """ "The arrest of two students by the army", "a suspension of aid to the islands": a phrase hung on the one before it."""
    for slot in ("of", "on", "against"):
        for i, path in out.get(slot, {}).items():
            inner = phrases(parse, i, ("nmod",))
            person = parse.words[i].kind == "person"
            for prep in ("by", "from", "in", "at", "near", "to", "for"):
                fits = prep in {"by", "from"} or (prep in {"to", "for"}) != person
                if prep in inner and prep not in out and fits:
                    add(out, prep, via(path, inner[prep]))
    for i, path in out.get("by", {}).items() if not out.keys() & {"of", "on", "against"} else ():
        for prep in ("on", "against"):      # "an attack by gunmen on a village", but "by gunmen on motorcycles"
            whom = {x: p for x, p in phrases(parse, i, ("nmod",)).get(prep, {}).items() if parse.words[x].kind in SOMEONE}
            if parse.words[i].kind in SOMEONE and whom:
                add(out, prep, via(path, whom))


def _participles(parse: Parse, w: Word, out: Rows) -> None:
    """What clauses behind a noun add: "the attack carried out by rebels on the town", "an attempt to flee"."""
    for c in parse.children(w.index, "acl"):
        behind = step("clause-behind", w.index)
        if c.xpos == "VBN" and (c.relation == "acl" or w.kind in HAPPENING):      # not "the member who was killed in Syria"
            marks = phrases(parse, c.index, ("obl",))
            add(out, "by", via(behind, marks.get("by", {})))
            for prep in ("against", "on", "in", "at"):
                if prep in marks:
                    add(out, prep, via(behind, marks[prep]))
        if c.xpos == "VB":
            add(out, "xcomp", {c.index: behind})
        elif c.relation == "acl:relcl" and _done_in(parse, c):      # "the raid that the army carried out on the town"
            add(out, "by", via(behind, subjects(parse, c.index)[1]))
            for prep, items in phrases(parse, c.index, ("obl",)).items():
                if prep in SHARED and prep != "by":
                    add(out, prep, via(behind, items))


def _done_in(parse: Parse, c: Word) -> bool:
    """Whether a relative clause says who did what it describes: "that the army carried out", "the action we are taking"."""
    own = [n for n in parse.children(c.index, "nsubj") if n.xpos not in {"WDT", "WP"}]
    others = [o for o in parse.children(c.index, "obj", "iobj") if o.xpos not in {"WDT", "WP"}]
    others += [*parse.children(c.index, "xcomp", "ccomp"), *(o for o in parse.children(c.index, "obl") if o.xpos == "WDT")]
    return bool(own) and not others and not is_passive(parse, c) and any(
        p[0] == c.lemma.lower() and phrase_matches(parse, c.index, p[1:]) for p in grammar().light)


def _protesting(parse: Parse, w: Word, out: Rows) -> None:
    """What a clause by an event says that it was against: "a rally protesting the levy", "held a march to protest over it"."""
    clauses = [*parse.children(w.index, "acl"), *(parse.children(w.head, "advcl", "xcomp") if w.relation == "obj" else ())]
    for c in clauses:
        if c.lemma.lower() in grammar().protesting and c.xpos in {"VB", "VBG"} and c.index > w.index:
            behind = step("clause-behind", w.index)
            add(out, "against", via(behind, _objects(parse, c)))
            for prep, items in phrases(parse, c.index, ("obl",)).items():
                if prep in AGAINST:
                    add(out, prep, via(behind, items))


def _without_happenings(parse: Parse, out: Rows) -> None:
    """ "Attacks against civilians, torture and rape": the parser's row of whom it befell holds further events."""
    for slot, items in out.items():
        if items and parse.words[next(iter(items))].kind in SOMEONE:
            out[slot] = {i: path for i, path in items.items() if parse.words[i].kind not in HAPPENING}


def _share(w: Word, first: Slots, out: Rows) -> None:
    """What the first noun of a row has and a later one lacks."""
    filled = {slot for slot, items in out.items() if items}
    own = {slot for group in ALIKE if group & filled for slot in group}
    for slot, items in first.items():
        lent = slot == "comp" and w.kind == "event" and not filled & {"by", "poss", "light"}      # "army raids and shelling"
        if slot not in out and slot not in own and (lent or slot not in {"self", "comp", "poss-alone"}):
            add(out, slot, via(step("event-row", w.index), items))


def _beside(parse: Parse, w: Word, head: Word, out: Rows) -> None:
    """Who has part in an event told beside a verb: "the army killed him in an air strike", "left after clashes with rebels"."""
    where = preposition(parse, w.index)
    harms = head.lemma.lower() in grammar().hits and parse.children(head.index, "obj")
    beside = upward(parse, w.index)
    if harms and w.relation == "obl" and where in {"in", "during", "with"}:
        add(out, "within", via(beside, subjects(parse, head.index)[1]))
    if "with" in out and "light" not in out and where in BESIDE:
        side, found = subjects(parse, head.index)
        if side == "subj":
            add(out, "light", via(beside, found))


def _of_doers(parse: Parse, w: Word, head: Word, out: Rows) -> None:
    """ "The perpetrators of the raid", "victims of the raid"."""
    if preposition(parse, w.index) in {"of", "for", "behind"}:
        for role, lemmas in (("by", grammar().doers), ("light-obj", grammar().sufferers)):
            behind = role == "by" and head.kind == "person" and preposition(parse, w.index) == "behind"
            if head.lemma.lower() in lemmas or behind:
                above = step("over-phrase", w.index)
                said = subjects(parse, head.index)[1] if parse.children(head.index, "cop") else {}
                add(out, role, via(above, said) or {head.index: above})      # "the drivers were victims of attacks"


def _part_in(parse: Parse, w: Word, head: Word, out: Rows) -> None:
    """Who had part in an event: "their role in the massacre", "the army's involvement in the coup", "denied any part in the
    raid"."""
    if preposition(parse, w.index) != "in" or head.lemma.lower() not in grammar().partaking:
        return
    of = [c for c in parse.children(head.index, "nmod") if preposition(parse, c.index) == "of" and c.kind in DOERS - {"none"}]
    whose: Reached = joined(possessor(parse, head.index), all_coordinated(parse, "phrase", head.index, of))
    verb = parse.head(head.index)
    if not whose and head.relation == "obj" and verb is not None and verb.lemma.lower() in grammar().owning:
        whose = subjects(parse, verb.index)[1]
    add(out, "by", via(upward(parse, w.index), whose))


def _charged(parse: Parse, w: Word, out: Rows) -> None:
    """Whom a court or the police hold to have done what a noun tells: "jailed for the murder of a judge", "two men wanted on
    charges of arson", "sentenced to nine years for the ambush"."""
    head, near, way = parse.head(w.index), preposition(parse, w.index), upward(parse, w.index)
    for _ in range(3):
        if head is None or head.upos == "VERB":
            break
        if head.lemma.lower() not in grammar().counts:
            return
        if near == "in" and head.lemma.lower() in grammar().partaking:      # "jailed for his role in the murder"
            near = preposition(parse, head.index)
        way, head = way + upward(parse, head.index), parse.head(head.index)
    if head is None or near not in {"of", "for", "with", "over"}:
        return
    if head.upos == "VERB" and head.lemma.lower() in grammar().charging:
        side, found = subjects(parse, head.index)
        accused = found if side == "obj" else _objects(parse, head)
        add(out, "by", via(way, {i: path for i, path in accused.items() if i != w.index and parse.words[i].kind in DOERS}))


def _aims(parse: Parse, w: Word) -> Reached:
    """Whom or what an infinitive behind a noun is about: "an operation to retake the town"."""
    clauses = list(parse.children(w.index, "acl"))
    if w.relation == "obj" and w.head >= 0:
        clauses += [c for c in parse.children(w.head, "advcl", "xcomp") if c.index > w.index]
    rows = [_objects(parse, c) for c in clauses if c.xpos == "VB" and c.lemma.lower() in grammar().aims]
    return via(step("aim", w.index), joined(*rows))


def _in_row_with(parse: Parse, w: Word) -> Word | None:
    """The noun that begins the row in which a noun stands; of an event, the event that the row belongs to ("attacks against
    civilians, torture and rape")."""
    head = parse.head(w.index)
    if head is None or head.upos != "NOUN":
        return None
    if w.relation == "nmod" and preposition(parse, w.index) in EXEMPLIFYING and {w.kind, head.kind} <= HAPPENING:
        return head      # "abuses against civilians, such as torture"
    if w.relation != "conj":
        return None
    above = parse.head(head.index)
    odd = w.kind in HAPPENING and head.kind in SOMEONE and head.relation == "nmod"
    if odd and above is not None and above.upos == "NOUN" and above.kind == "event":
        return above
    return head


def _from_row(parse: Parse, w: Word, out: Rows) -> None:
    """Phrases that stand at a later event of the row and hold for the first one too."""
    for c in parse.children(w.index, "conj"):
        if c.upos == "NOUN" and c.kind == "event":
            later = phrases(parse, c.index, ("nmod", "obl"))
            for slot in SHARED:
                if slot in later and slot not in out:
                    add(out, slot, via(step("event-row", w.index), later[slot]))


def _light(parse: Parse, w: Word, head: Word, out: Rows, way: Path = ()) -> None:
    """What a light verb lends its noun: "carried out a raid on", "came under attack", "a raid was carried out by". `way`:
    how `w` was reached where it is not the event itself."""
    verb = head.lemma.lower()
    relation = w.relation.partition(":")[0]
    known = any(p[0] == verb and phrase_matches(parse, head.index, p[1:]) for p in grammar().light)
    side, found = subjects(parse, head.index)
    up = way + upward(parse, w.index)
    if relation == "obl" and side == "obj" and head.lower in grammar().involved and preposition(parse, w.index) == "in":
        add(out, "by", via(up, found))      # "two officers were implicated in the murder"
    if relation == "obl" and side == "subj" and _wields(parse, head, preposition(parse, w.index)):
        add(out, "light", via(up, found))
    if relation == "obj" and verb in grammar().suffer_object:
        add(out, "light-obj", via(up, found) if side == "subj" else {})
        add_all(out, up, phrases(parse, head.index, ("obl",)))
    elif relation == "obj" and known:
        if side == "subj" and not (verb in grammar().voicing and possessor(parse, w.index)):      # "reiterated Peru's support"
            add(out, "light", via(up, found))
        add_all(out, up, phrases(parse, head.index, ("obl",)))
        for c in parse.children(head.index, "iobj"):
            add(out, "light-obj", via(up + step("indirect-object", head.index), coordinated(parse, c.index)))
    elif relation == "nsubj" and side == "obj" and verb in grammar().aiming:      # "the threat was directed at the mayor"
        extra = phrases(parse, head.index, ("obl",))
        add(out, "against", via(up, joined(*(extra.get(prep, {}) for prep in ("at", "against", "towards", "toward")))))
    elif relation == "nsubj" and known and side == "obj":
        extra = phrases(parse, head.index, ("obl",))
        add(out, "light", via(up, extra.pop("by", {})))
        add_all(out, up, extra)
    elif relation == "obl" and any(p == (verb, preposition(parse, w.index)) for p in grammar().suffer):
        add(out, "light-obj", via(up, found))
    elif relation in {"nsubj", "csubj", "obl"} and verb in grammar().takes_place:
        beside = phrases(parse, head.index, ("obl",)).items()
        add_all(out, up, {slot: {i: p for i, p in found.items() if i != w.index} for slot, found in beside})


def _wields(parse: Parse, verb: Word, behind: str) -> bool:
    """Whether a verb's subject does the event behind a preposition: "responded with airstrikes", "took part in the march"."""
    return any((p[0], p[-1]) == (verb.lemma.lower(), behind) and phrase_matches(parse, verb.index, p[1:-1])
               for p in grammar().wield)


def _hits(parse: Parse, w: Word, head: Word, out: Rows, way: Path = ()) -> None:
    """Whom an event befalls by the verb that it is subject or agent of: "strikes hit two villages", "was hit by strikes"."""
    if head.lemma.lower() not in grammar().hits:
        return
    passive = is_passive(parse, head)
    if w.relation.startswith("nsubj") and not passive:
        add(out, "hits", via(way + upward(parse, w.index), _objects(parse, head)))
    elif w.relation.startswith("obl") and passive and preposition(parse, w.index) in {"by", "in"}:
        found = {i: p for i, p in subjects(parse, head.index)[1].items() if parse.words[i].lower not in NO_ONE}
        add(out, "hits", via(way + upward(parse, w.index), found))
