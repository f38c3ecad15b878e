# SPDX-License-Identifier: Apache-2.0
"""Where a claim happens, as far as no slot of its pattern says so; and the names that stand behind a noun that only says what
they are ("the town of Goma") or holds them ("control of the port")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from sayso.claims.beside import HARMS, WHILE
from sayso.claims.filled import Filled, Roles
from sayso.claims.triggers import Candidate
from sayso.model import Entity, Filler
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import Path, Reached, joined, step, via
from sayso.syntax.subjects import ACTORS, coordinated, crosses, preposition, row_first, subjects

LOCATIVE = {"in", "at", "near", "outside", "inside", "around", "across", "within", "throughout", "along", "off", "outside of",
            "aboard", "down", "north of", "south of", "east of", "west of", "close to", "on"}

ON_THE_SPOT = ("violence.", "custody.arrest", "custody.abduct", "movement.seize")
"""Codes of what is done where one has just broken in: "raided a house and arrested two"."""

DONE_AT_HOME = ("violence.", "politics.protest")
"""Codes of what is done where those are who do it or whom it befalls."""

AMONG = {"in", "at", "across", "throughout"}
"""Prepositions behind which stands where somebody is, and not what he belongs to."""

GROUND = {"of", "in", "at"}
"""Prepositions behind which stands the ground that an unnamed place is part of: "the forests of Gao", "a mosque in Gao"."""

BESIDE = {"near", "outside"}
"""Prepositions of what is not the place, but beside it."""

SEATED = {"organisation", "thing"}
"""What is a place where one stands before it: "outside the ministry", "in front of the plot"."""

WHERE = {"place", "facility", "state"}
"""A country is a state where it acts anywhere in the report; "in Egypt" is a place all the same."""

UP = {"conj", "xcomp", "obl", "obj", "nsubj", "advcl"}
"""Relations over which a word happens where the word above it does."""

CHARGED = {"for", "of", "over"}
"""Prepositions behind which stands what a verb is about, which happened where it happened: "jailed in Gao for the murder"."""

TOWARDS = {"to", "into", "from", "toward", "towards", "through", "via", "out of"}
"""Slots of where one goes to or comes from: what stands at it places it and not the going."""

MATTERS = {"topic", "reason"}
"""Roles of what an act is about, which places nothing."""

Lookup = Callable[[int], tuple[Entity, Filler] | None]
"""The entity that a head word stands for, and the words that say so."""


def places(parse: Parse, entity: Lookup, c: Candidate, roles: Roles) -> list[Filled]:
    """In, at, near … a place: of the trigger itself, of the noun that holds it, or of the clause that it shares. `roles`: what
    fills the others; what an act is about happened elsewhere ("protested against the closure of a mine in Gao")."""
    below, w, way = None, parse.words[c.index], Path()
    taken = {f.entity for row in roles.values() for f in row}
    own = {at[0].id for i in c.matched if (at := entity(i))}      # "held exercises in the bay": no topic but the act
    near = {f.entity for role, row in roles.items() for f in row if role not in MATTERS or f.entity in own}
    seen: set[int] = set()
    for _ in range(3):
        if w.index in seen:
            break
        seen.add(w.index)
        found = _known(parse, entity, via(way, _within_all(parse, _locatives(parse, entity, w))), taken)
        if found or c.code.code.startswith("tie."):
            return found
        if w.index == c.index and (found := _known(parse, entity, _at_fillers(parse, entity, c, near), taken)):
            return found
        if _one_harm(parse, c.index, w) and (found := _known(parse, entity, via(way, _meanwhile(parse, entity, c, w)), taken)):
            return found
        if w.index == c.index and (found := _known(parse, entity, _named_by(parse, entity, c), taken)):
            return found
        beside = [v for v in parse.children(w.index, "conj") if v.upos == "VERB" and _one_happening(parse, w, v)]
        rows = [via(way + step("shared", w.index), _locatives(parse, entity, v)) for v in beside]
        if found := _known(parse, entity, joined(*rows), taken):
            return found[:1]
        head, relation = parse.head(w.index), w.relation.partition(":")[0]
        for where in _by_subject(parse, w, head) if head is not None and relation == "obj" else ():
            if found := _known(parse, entity, where, taken):
                return found
        if head is None or relation not in UP or head.upos not in {"VERB", "NOUN"} \
                or _apart(parse, w, head) or _talked_of(parse, below, w):
            break
        below, w, way = w, head, way + step("shared" if relation == "conj" else "over", w.index)
        broken_in = relation in {"conj", "advcl"} and c.code.code.startswith(ON_THE_SPOT)
        if broken_in and (found := _known(parse, entity, via(way, _scene(parse, entity, w)), taken)):
            return found
    return _known(parse, entity, _of_those(parse, c), taken) if c.code.code.startswith(DONE_AT_HOME) else []


def _of_those(parse: Parse, c: Candidate) -> Reached:
    """Where those are who act or were hurt, when nothing else says where: "traders across the state closed their shops", "two
    nurses at the camp were killed"."""
    those = {i: path for slot in ("subj", "light", "obj", "noun") for i, path in c.slots.get(slot, {}).items()
             if i < c.index and parse.words[i].kind in ACTORS and parse.words[i].upos == "NOUN"}
    return joined(*(via(path, _within_all(parse, _behind(parse, i, AMONG))) for i, path in those.items()))


def _one_harm(parse: Parse, index: int, w: Word) -> bool:
    """Whether a word is the trigger, or the harm that begins its row: "were killed and three wounded when"."""
    return w.index == index or {w.lemma.lower(), parse.words[index].lemma.lower()} <= grammar().harms


def _scene(parse: Parse, entity: Lookup, verb: Word) -> Reached:
    """Where an assault or a search is told to have been: "raided a house in Gao and arrested two", "attacked a market, killing
    four"; what lies near something is the place itself: "a farm near Gao"."""
    if own := _locatives(parse, entity, verb):
        return own
    struck = verb.lemma.lower() in grammar().hits and _by_event(parse, verb)      # "blasts rocked Gao, killing four"
    if verb.lemma.lower() not in grammar().assaults and not struck:
        return {}
    rows = []
    for o in parse.children(verb.index, "obj"):
        found = entity(o.index)
        ground = found is not None and found[0].type in {"place", "facility"}
        beside = any(preposition(parse, n.index) in BESIDE for n in parse.children(o.index, "nmod"))
        here = step("object", verb.index)
        inner = via(here, _locatives(parse, entity, o))
        rows.append({o.index: here} if ground and (beside or not inner) else inner)
    return joined(*rows)


def _by_subject(parse: Parse, w: Word, verb: Word) -> Iterator[Reached]:
    """Where the object of a verb is by what the verb's subject is: a report on a place, else the place that sees an event."""
    if verb.lemma.lower() in grammar().detailing:
        yield _reported_on(parse, verb)
    if w.kind == "event" and verb.lemma.lower() in grammar().witnessing:
        yield _seeing(parse, verb)


def _seeing(parse: Parse, verb: Word) -> Reached:
    """The place that sees an event: "Gao has witnessed protests"; not a body that does ("the army saw clashes")."""
    return {i: path for i, path in subjects(parse, verb.index)[1].items()
            if parse.words[i].kind == "place" or parse.words[i].upos == "PROPN"}


def _reported_on(parse: Parse, verb: Word) -> Reached:
    """The place that a report is about: "the report on Mali details attacks"."""
    rows = []
    for s in parse.children(verb.index, "nsubj"):
        for n in parse.children(s.index, "nmod"):
            if s.kind not in {"person", "organization"} and preposition(parse, n.index) in {"on", "about", "from", "in"}:
                rows.append(via(step("subject", verb.index) + step("phrase", s.index, n.index), coordinated(parse, n.index)))
    return joined(*rows)


def _meanwhile(parse: Parse, entity: Lookup, c: Candidate, w: Word) -> Reached:
    """Where somebody was when it befell him: "shot as he left a mosque in Gao", "seized while driving near Gao"; and where that
    was by which it did: "four were killed when rebels attacked a market in Gao"."""
    if not c.code.code.startswith(("violence.", "custody.")):
        return {}
    out = []
    for clause in parse.children(w.index, "advcl"):
        marks = {m.lower for m in parse.children(clause.index, "mark", "advmod")}
        own = parse.children(clause.index, "nsubj")
        if not marks & WHILE or clause.index < w.index:
            continue
        if all(s.upos == "PRON" for s in own) and (own or clause.xpos == "VBG"):
            out.append(via(step("clause-under", w.index), _locatives(parse, entity, clause)))
        elif c.code.code in HARMS:
            out.append(via(step("clause-under", w.index), _scene(parse, entity, clause)))
    return joined(*out)


def _one_happening(parse: Parse, first: Word, second: Word) -> bool:
    """Whether two verbs of a row tell of one happening, whose place stands behind the second: "was tried and acquitted in
    Maputo", "killed three and wounded five in Gao",
    "three were killed and two wounded in Gao"; not "marched on the court and sat down in the square"."""
    harmed = {first.lemma.lower(), second.lemma.lower()} <= grammar().harms
    if parse.children(second.index, "nsubj"):      # "three were killed and two wounded in Gao"
        return harmed
    return harmed or second.index - first.index <= 2


def _apart(parse: Parse, w: Word, head: Word) -> bool:
    """Whether a word happens elsewhere than the word over it, for all that the tree says: it has a subject or a tense of its
    own ("raided a house in Gao and will go on"), or is what a judge deals with ("sentenced in Gao for the murder")."""
    if w.relation == "advcl" and head.lemma.lower() in grammar().charging:
        return True      # "arrested in Gao, accused of hiding rifles"
    if w.relation in {"conj", "advcl"}:
        wounded = {w.lemma.lower(), head.lemma.lower()} <= grammar().harms      # "two were killed at the gate and six wounded"
        broke = w.lemma.lower() in grammar().harms and head.lemma.lower() in grammar().takes_place and _by_event(parse, head)
        # "riots broke out in Gao and two were killed"
        return bool(parse.children(w.index, "nsubj") and not wounded and not broke
                    or w.relation == "conj" and any(c.relation == "aux" for c in parse.children(w.index, "aux")))
    return w.upos == "NOUN" and w.relation == "obl" and preposition(parse, w.index) in CHARGED


def _talked_of(parse: Parse, below: Word | None, w: Word) -> bool:
    """Whether what happens is only what a clause is about, whose own place is another: "staged a march in Gao, demanding his
    arrest", "met in Gao to discuss the raids"; not "were seen in Gao, staging a protest"."""
    does = any(p[0] == w.lemma.lower() for p in grammar().light)
    return below is not None and below.relation == "obj" and w.relation == "advcl" and not does


def _by_event(parse: Parse, verb: Word) -> bool:
    """Whether what a verb tells of is a happening: "blasts rocked", "riots broke out"."""
    return any(s.kind == "event" for s in parse.children(verb.index, "nsubj"))


def _known(parse: Parse, entity: Lookup, words: Reached, taken: Collection[str]) -> list[Filled]:
    """Those words that stand for a place that has no other role, each place once."""
    out: dict[str, Filled] = {}
    for i, path in words.items():
        found = entity(i)
        nowhere = parse.words[i].lemma.lower() in grammar().limbs | grammar().nowhere
        fits = found is not None and (found[0].type in WHERE or found[0].type in SEATED and _stood_before(parse, i))
        if found and fits and found[0].id not in taken and not nowhere:
            out.setdefault(found[0].id, Filled(found[0].id, found[1].span, "locative", path))
    return list(out.values())


def _stood_before(parse: Parse, index: int) -> bool:
    """Whether a word is what somebody stands before: "outside the ministry", "in front of the ministry and the bank"."""
    first = row_first(parse, parse.words[index])
    head = parse.head(first.index)
    return preposition(parse, first.index) == "outside" or head is not None and head.lower == "front" and head.upos == "NOUN"


def _at_fillers(parse: Parse, entity: Lookup, c: Candidate, taken: Collection[str]) -> Reached:
    """What the parser hung on the object or the agent: "killed two shepherds near Kirkuk", "shot by militants in Gao", "met
    the leaders of the union in Gao"; and where that stood which was struck: "two bridges in Gao were burned"."""
    held = {i: path for i, path in joined(*(row for slot, row in c.slots.items() if slot not in TOWARDS)).items()
            if (found := entity(i)) is not None and found[0].id in taken
            and (i > c.index or c.code.code.startswith("violence.") and found[0].type in {"facility", "thing"})}
    behind = joined(*(via(path, _within_all(parse, _locatives(parse, entity, parse.words[i]))) for i, path in held.items()))
    if behind or c.code.code.startswith("tie."):
        return behind
    whose = {n.index: path + step("phrase", i, n.index) for i, path in held.items() if i > c.index
             for n in parse.children(i, "nmod") if preposition(parse, n.index) == "of" and n.upos != "PROPN"}
    return joined(*(via(path, _within_all(parse, _locatives(parse, entity, parse.words[i]))) for i, path in whose.items()))


def _named_by(parse: Parse, entity: Lookup, c: Candidate) -> Reached:
    """The town by which an event is called: "the Kumanovo ambush", "the Kidal talks"; a state would act ("the US strike")."""
    if c.pattern.kind != "noun" or "self" in c.pattern.slots:
        return {}
    before = c.slots.get("comp", {})
    if parse.words[c.index].relation == "compound":      # "the Gao blast victims": the tree hangs the town on the victims
        beside = parse.children(parse.words[c.index].head, "compound")
        before = joined(before, {n.index: step("modifier", c.index) for n in beside if n.index < c.index})
    return {i: path for i, path in before.items()
            if parse.words[i].upos == "PROPN" and (found := entity(i)) is not None and found[0].type == "place"}


def _of_place(parse: Parse, entity: Lookup, index: int) -> bool:
    """Whether a word is a place, which "at" behind it only places: "raided a shed at Kanyuka" says where the shed is."""
    found = entity(index)
    return found is not None and found[0].type in {"place", "facility"}


def _locatives(parse: Parse, entity: Lookup, w: Word) -> Reached:
    """What stands in, at, near … a word; of "at a station outside Uzgen" the station, of "in a raid in Uzgen" Uzgen."""
    out: list[Reached] = []
    for c in parse.children(w.index, "obl", "nmod", "advmod"):
        if crosses(parse, w.index, c.index):
            continue
        prep = preposition(parse, c.index)
        if prep in BESIDE and _placed(parse, w.index, c.index):
            continue
        if prep == "on" and c.upos == "PROPN" and c.lemma.lower() not in grammar().ways:
            continue      # "called on Moscow": a town one is in, not on
        if c.lemma.lower() in grammar().institutions and not _particular(parse, c):
            continue      # "nine years in prison", "in court": no place, but what is done with somebody
        here = step("phrase", w.index, c.index)
        if prep in LOCATIVE or prep in {"by", "during", "with"} and parse.words[c.index].kind == "event":
            if prep in LOCATIVE:
                row = coordinated(parse, c.index)
                out.append(via(here, {i: path for i, path in row.items() if parse.words[i].upos != "ADJ"}))
            # "in an attack in Homs", "in a market in Homs": the place of the inner noun too
            if parse.words[c.index].upos != "PROPN" and not (prep in LOCATIVE and _of_place(parse, entity, c.index)):
                out += [via(here, row) for row in _inside(parse, entity, c)]
        elif not prep and c.lower in {"here", "there"}:
            out.append({c.index: step("adverb", w.index)})
        elif c.lower == "where" and (w.relation.endswith(":relcl") or w.relation == "advcl"):
            out.append({_where(parse, entity, w, c.index): step("where", c.index, w.index)})
        elif c.lower == "where" and w.relation == "conj" and parse.words[w.head].relation == "acl:relcl":
            # "the town, which they hold and where nine were killed"
            first = row_first(parse, parse.words[parse.words[w.head].head], "place")
            out.append(via(step("where", c.index, w.index), coordinated(parse, first.index)))
    return joined(*out)


def _placed(parse: Parse, above: int, index: int) -> bool:
    """Whether what stands near or outside a place only says where the place before it lies: "at Kanyuka near Uzgen"."""
    row = [c.index for c in parse.children(above) if c.index < index]
    before = row[-1] if row else -1
    place = parse.words[before].kind == "place" and parse.words[before].upos in {"PROPN", "NOUN"}
    return before > above and place and preposition(parse, before) in {"in", "at", "on"}


def _particular(parse: Parse, w: Word) -> bool:
    """Whether a noun means a certain one of its kind: "a prison", "prison in Gao"; not "nine years in prison for theft"."""
    behind = [n for n in parse.children(w.index, "nmod") if preposition(parse, n.index) in LOCATIVE]
    return bool(behind or parse.children(w.index, "det", "compound", "amod"))


def _inside(parse: Parse, entity: Lookup, w: Word) -> list[Reached]:
    """Where the happening or the place behind a preposition is itself: "in an attack in Homs", "in a clash of guards with
    rebels near Homs", "in the shelling of Homs", "in the Homs riots"."""
    out: list[Reached] = []
    for g in parse.children(w.index, "nmod"):
        here = step("phrase", w.index, g.index)
        if preposition(parse, g.index) in BESIDE and _placed(parse, w.index, g.index):
            continue
        befallen = w.kind == "event" and preposition(parse, g.index) == "of" and _of_place(parse, entity, g.index)
        if befallen or preposition(parse, g.index) in LOCATIVE:
            out.append(via(here, coordinated(parse, g.index)))
        elif w.kind == "event":
            out += [via(here + step("phrase", g.index, h.index), coordinated(parse, h.index))
                    for n in coordinated(parse, g.index) for h in parse.children(n, "nmod")
                    if preposition(parse, h.index) in LOCATIVE]
    if w.kind == "event" and not out:
        out.append({n.index: step("modifier", w.index) for n in parse.children(w.index, "compound")
                    if n.upos == "PROPN" and (found := entity(n.index)) is not None and found[0].type == "place"})
    return out


def _where(parse: Parse, entity: Lookup, clause: Word, index: int) -> int:
    """The nominal that a relative "where" tells of: in "the township of Kanyuka near Uzgen, where" no place inside another."""
    near = _before(parse, index)
    if not clause.relation.endswith(":relcl") or not _of_place(parse, entity, clause.head):
        return near
    above = [near, *(a.index for a in parse.ancestors(near))]
    inner = above[:above.index(clause.head)] if clause.head in above else []
    return clause.head if inner and all(parse.words[i].relation == "nmod" for i in inner) else near


def _before(parse: Parse, index: int) -> int:
    """The nominal before a relative word: "Homs, where"."""
    at = index - 1
    while at > 0 and parse.words[at].text in {",", "-", "–"}:
        at -= 1
    w = parse.words[at]
    while w.relation.partition(":")[0] in {"flat", "compound"} and w.head >= 0:
        w = parse.words[w.head]
    return w.index


def _within_all(parse: Parse, found: Reached) -> Reached:
    return joined(*(via(path, _spots(parse, i)) for i, path in found.items()))


def _spots(parse: Parse, index: int) -> Reached:
    """The same of a place; "at several places in Gao" is Gao."""
    w = parse.words[index]
    if w.xpos == "NNS" and w.lemma.lower() in grammar().spots:
        return _behind(parse, index, LOCATIVE | {"of"}) or {index: ()}
    found = within(parse, index)
    if w.lemma.lower() in grammar().settlements and index in found and w.xpos == "NN":
        return joined(found, _behind(parse, index, {"of"}))      # "in Kailahun district of Sierra Leone"
    unnamed = w.upos == "NOUN" and w.kind == "place" and index in found
    return joined(found, _behind(parse, index, GROUND)) if unnamed else found


def within(parse: Parse, index: int) -> Reached:
    """ "The towns of Jabla and Tartus" are Jabla and Tartus: the names in place of the noun that says what they are."""
    w = parse.words[index]
    if w.lemma.lower() in grammar().settlements:
        names = {i: path for i, path in _behind(parse, index, {"of"}).items() if parse.words[i].upos == "PROPN"}
        if w.xpos == "NNS" and len(names) == 1 and w.lemma.lower() in grammar().parts:
            return {index: ()}      # "the eastern districts of Donetsk" are parts of it
        if names and not any(c.upos == "PROPN" for c in parse.children(index, "compound", "flat")):
            return names      # "Kailahun district of Sierra Leone" has a name of its own
    if w.lemma.lower() in grammar().transparent:      # "seized control of the port"
        return _behind(parse, index, {"of", "over"}) or {index: ()}
    return {index: ()}


def _behind(parse: Parse, index: int, prepositions: Collection[str]) -> Reached:
    """What stands behind a noun with one of some prepositions."""
    of = [c for c in parse.children(index, "nmod") if preposition(parse, c.index) in prepositions]
    return joined(*(via(step("phrase", index, c.index), coordinated(parse, c.index)) for c in of))
