# SPDX-License-Identifier: Apache-2.0
"""Who is understood as the subject of a verb: control, relative clauses, participles and coordination undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.parse import Parse, Word, once
from sayso.syntax.grammar import grammar
from sayso.syntax.passives import is_passive, is_reported
from sayso.syntax.paths import Path, Reached, joined, step, via

ACTORS = {"person", "organization"}
"""Kinds of noun phrase, as the model tells them, that act."""

EXEMPLIFYING = {"including", "such as"}
"""Prepositions behind which examples of what stands before them are named."""

COMPANY = {"along with", "together with"}
"""Prepositions behind which somebody else shares in it, who thereby is no means and no place."""

BARE = {"VBG", "VBN", "VB"}
"""Penn tags of verb forms without a tense."""

FINITE = {"VBD", "VBZ", "VBP"}
"""Penn tags of verb forms with a tense; a modal has one of its own, "MD"."""

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"}


@once
def coordinated(parse: Parse, index: int) -> Reached:
    """A word, what is coordinated with it, and the examples that are named of it ("aides, including A and B")."""
    row = [via(step("row", index), coordinated(parse, w.index)) for w in parse.children(index, "conj")
           if w.upos in NOMINAL and not _of_next_verb(parse, index, w)]
    titled = [via(step("row", index), coordinated(parse, w.index)) for a in parse.children(index, "appos")
              if a.index == index + 1 and a.upos == "PROPN"      # "singer Omar Deen and actor Lena Marsh": hung on the name
              for w in parse.children(a.index, "conj") if w.upos in NOMINAL and w.kind == a.kind]
    row += [via(step("row", index), coordinated(parse, a.index)) for a in parse.children(index, "appos") if listed(parse, a)]
    if parse.words[index].upos != "VERB":
        row += [via(step("row", index), coordinated(parse, c.index)) for c in company(parse, index)]
    return joined({index: ()}, *row, *titled, examples(parse, index))


def row_first(parse: Parse, w: Word, kind: str = "") -> Word:
    """The word that a row begins with: of "two rebels, a guard and a cook" the rebels; with `kind` that of the part of the row
    which is of this kind throughout."""
    while w.relation == "conj" and w.head >= 0 and kind in {"", parse.words[w.head].kind}:
        w = parse.words[w.head]
    return w


def company(parse: Parse, index: int) -> list[Word]:
    """Who shares what a word tells of somebody, by a phrase of its own: "Ann Lee, along with her son, was arrested"."""
    return [c for c in parse.children(index, "obl", "nmod") if c.upos in NOMINAL and preposition(parse, c.index) in COMPANY]


def listed(parse: Parse, w: Word) -> bool:
    """Whether what the tree takes for an apposition is the second of a list ("the mayor, his wife and two guards were
    hurt"): "and" follows it without a comma, and none closes the whole."""
    if w.relation != "appos" or w.head < 0 or w.head > w.index or w.kind != parse.words[w.head].kind:
        return False
    rows = (*parse.children(w.head, "conj"), *parse.children(w.index, "conj"))
    last = max((x.index for x in rows if x.index > w.index), default=-1)
    if last < 0 or parse.words[last].kind != w.kind:
        return False
    between = parse.words[w.index + 1 : last]
    links = [x for x in between if x.relation == "cc" and x.head == last]
    if not links or "," in {x.text for x in between if x.index < links[0].index}:
        return False
    end = max(x.index for x in parse.subtree(last)) + 1
    after = parse.words[end] if end < len(parse.words) else None
    return after is not None and after.upos in {"VERB", "AUX"}


def examples(parse: Parse, index: int) -> Reached:
    """Who or what is named as an example of a word: "aides, including A and B"."""
    return joined(*(via(step("example", index), coordinated(parse, w.index)) for w in _examples(parse, index)))


def _of_next_verb(parse: Parse, index: int, w: Word) -> bool:
    """Whether a word that the tree puts in a row with an object is the object of a second verb of harm, which it took for an
    adjective: "killed six people and wounded dozens"."""
    verb = parse.head(index)
    if verb is None or verb.upos != "VERB" or verb.lemma.lower() not in grammar().harms:
        return False
    for v in (*parse.children(w.index, "amod"), *parse.children(index, "conj")):
        after_and = parse.words[v.index - 1].relation == "cc" and index < v.index < w.index
        if after_and and v.xpos in {"VBN", "VBD", "VBG"} and v.lemma.lower() in grammar().harms:
            return True
    return False


def all_coordinated(parse: Parse, how: str, start: int, words: Iterable[Word]) -> Reached:
    """Some words and what is coordinated with them, all found by the same step from the word `start`."""
    return joined(*(via(step(how, start), coordinated(parse, w.index)) for w in words))


def _examples(parse: Parse, index: int) -> Iterator[Word]:
    """What is named as an example of a word: "aides, including A and B"; of people, whom a nearer noun has got, too ("members
    of the guild, including A"). A number of them is counted in already: "eleven people, including three children"."""
    person = parse.words[index].kind == "person"
    for w in parse.children(index, "nmod", "obl"):
        if preposition(parse, w.index) in EXEMPLIFYING:
            yield from ([w] if not sort_of(parse, w) else _set_off(parse, w))
        elif person and w.upos in NOMINAL and w.kind != "person":
            yield from (x for x in parse.children(w.index, "nmod", "obl")
                        if x.upos == "PROPN" and x.kind == "person" and preposition(parse, x.index) == "including")


def sort_of(parse: Parse, w: Word) -> bool:
    """Whether what is named behind "including" only says of what sort some of them are, or how many, and names none: "eleven
    people, including three children", "including women and police personnel"."""
    if w.kind not in ACTORS or w.upos not in {"NOUN", "NUM"}:
        return False
    counted = w.kind == "person" and (w.upos == "NUM" or bool(parse.children(w.index, "nummod")))
    return counted or not parse.children(w.index, "det", "nmod", "nummod", "appos", "flat", "acl")


def _set_off(parse: Parse, w: Word) -> list[Word]:
    """Who a comma sets off from an example that the tree puts him in a row with: "three rebels, including two from Gao, and a
    woman"."""
    return [c for c in parse.children(w.index, "conj") if c.upos in NOMINAL
            and any(parse.words[x.index - 1].text == "," for x in parse.children(c.index, "cc"))]


def _cases(parse: Parse, index: int) -> list[Word]:
    return [c for c in parse.children(index, "case") if c.lemma.lower() not in {"'s", "’s", "'"}]


def preposition_words(parse: Parse, index: int) -> list[Word]:
    """The words of a phrase's preposition, with its fixed parts ("because of")."""
    found = _cases(parse, index)
    if not found:      # "the daughter of Emir Hassan": the parser may hang it inside the name
        found = [c for f in parse.children(index, "flat") for c in _cases(parse, f.index) if c.index < index]
    fixed = parse.children(found[0].index, "fixed") if found else []
    return [found[0], *fixed] if fixed else found


@once
def preposition(parse: Parse, index: int) -> str:
    """The preposition of a phrase ("because of"); "" where it has none."""
    return " ".join(w.lower for w in preposition_words(parse, index))


def displaced(parse: Parse, index: int) -> list[Word]:
    """The object of a verb that has none in the tree, where a phrase between took it: "condemned in the strongest terms attacks
    on villages"."""
    if parse.children(index, "obj", "ccomp", "xcomp"):
        return []
    return [n for c in parse.children(index, "obl") if c.index > index and preposition(parse, c.index)
            for n in parse.children(c.index, "nmod") if n.relation == "nmod" and n.index > c.index and n.kind == "event"
            and not _cases(parse, n.index)]


def crosses(parse: Parse, index: int, other: int) -> bool:
    """Whether the verb over a clause stands between the clause's verb and a phrase behind it: "killed a judge, the mayor said
    in Cairo" tells where it was said."""
    head = parse.words[index].head
    return parse.words[index].relation == "ccomp" and index < head < other


def subjects(parse: Parse, index: int, depth: int = 0) -> tuple[str, Reached]:
    """The understood subject of a verb and where it stands: ("subj" | "obj", head words). "obj" for a passive's subject."""
    w = parse.words[index]
    if described := modified(parse, index):
        return "subj", all_coordinated(parse, "modified", index, described)
    passive = is_passive(parse, w)
    own = _behind_dateline(parse, index, [c for c in parse.children(index, "nsubj") if c.upos in NOMINAL])
    inner = parse.children(index, "ccomp")
    if len(own) > 1 and inner:
        # "Deen has left Gaza, the sources said": the parser hung both subjects on "said"
        own = [c for c in own if c.index > inner[0].index] or own[-1:]
    if own:
        side = "obj" if passive or any(c.relation == "nsubj:pass" for c in own) else "subj"
        # "nine were killed and at least twelve wounded": who stands behind the verb belongs to the next clause
        rows = [{i: p for i, p in coordinated(parse, c.index).items() if not c.index < index < i} for c in own]
        with_him = [] if side == "obj" else [c for c in company(parse, index) if c.index < index]
        rows += [via(step("row", c.index), coordinated(parse, c.index)) for c in with_him]
        return side, via(step("subject" if side == "subj" else "passive-subject", index), joined(*rows))
    counted = [c for c in parse.children(index, "nummod") if c.upos == "NUM" and c.index < index]
    if counted and w.lemma.lower() in grammar().harms:
        return "obj", all_coordinated(parse, "passive-subject", index, counted[:1])      # "five wounded"
    harmed = w.xpos == "VBG" and w.relation == "advcl" and w.head >= 0 and parse.words[w.head].lemma.lower() in grammar().harms
    if harmed and {c.lower for c in parse.children(index, "mark", "case")} & {"in", "during"}:
        return "subj", {}      # "300 people were killed in fighting"
    side = "obj" if passive else "subj"
    # "about 150 members have fought": a bare phrase before the verb that the parser took for an adjunct
    bare = [c for c in parse.children(index, "obl") if c.relation == "obl" and c.index < index and c.kind in ACTORS]
    bare = [c for c in bare if not preposition(parse, c.index)]
    if bare and w.xpos != "VB":
        return side, all_coordinated(parse, "bare-before", index, bare[-1:])
    head = parse.head(index)
    if head is not None and w.relation == "ccomp" and head.index < index and is_reported(parse, head):
        # "two men said to have joined the rebels were shot"
        return side, via(step("reported", index), subjects(parse, head.index, depth + 1)[1])
    held = w.xpos == "VBN" and w.lemma.lower() in grammar().harms and not parse.children(index, "aux")      # "Club: 49 killed"
    if w.relation in {"ccomp", "root", "parataxis"} and (held or _finite(parse, w)):
        beside = _just_before(parse, index)
        if beside:
            return side, beside
        if w.relation == "ccomp":
            return side, {}
    if head is None or depth > 6:
        return side, {}
    return side, _from_above(parse, w, head, depth)


def modified(parse: Parse, index: int) -> list[Word]:
    """The persons whom a participle describes that the tree gives it for objects: "met protesting residents"."""
    w = parse.words[index]
    if w.xpos != "VBG" or w.lemma.lower() not in grammar().without_object or parse.children(index, "aux", "nsubj"):
        return []
    return [o for o in parse.children(index, "obj") if o.kind == "person" and o.index == index + 1]


DATELINE = 5
"""Words that a sentence has at most up to the colon behind the place that the news is from."""


TOWN = 4
"""Letters that the name of a place has at least which stands in capitals before a report: shorter ones are bodies."""


def _behind_dateline(parse: Parse, index: int, own: list[Word]) -> list[Word]:
    """The subjects of a verb without what stands before a colon, where somebody stands behind it, if only as an apposition to
    that place: "KORI: Three drivers of the town said"."""
    first = parse.sentence_of(index).first
    colon = next((i for i in range(first + 1, min(first + DATELINE, index)) if parse.words[i].text == ":"), index)
    if not own or own[0].index > colon or not own[0].text.isupper() or len(own[0].text) < TOWN:
        return own
    behind = [c for c in own if colon < c.index]
    return behind or [a for a in parse.children(own[0].index, "appos") if colon < a.index < index and a.upos in NOMINAL] or own


def _from_above(parse: Parse, w: Word, head: Word, depth: int) -> Reached:
    """The subject that a verb without one of its own has by what it hangs on."""
    index, relation = w.index, w.relation.partition(":")[0]
    if w.relation == "acl:relcl":
        # a relative clause with a gap: the antecedent is its subject unless it has one
        return {} if has_relative(parse, index) else all_coordinated(parse, "antecedent", index, [head])
    if relation == "acl" and head.upos in NOMINAL:
        return _from_noun(parse, w, head, depth)
    if relation == "amod" and head.upos in NOMINAL:
        return {head.index: step("modified", index)}
    if relation == "conj" and head.upos in {"NOUN", "PROPN", "NUM"} and _finite(parse, w):
        over = parse.head(head.index)      # "killed 20 men and wounded nine": hung on the men
        if over is not None and over.upos == "VERB" and head.relation.partition(":")[0] in {"obj", "obl"}:
            return via(step("shared", index), subjects(parse, over.index, depth + 1)[1])
    if relation == "conj" and (halved := _between(parse, w, head)):
        return halved
    if relation in {"conj", "parataxis"} and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return via(step("shared", index), subjects(parse, head.index, depth + 1)[1]) if relation == "conj" else {}
    if relation == "xcomp":
        return via(step("governed", index), _of_infinitive(parse, head, depth))
    if relation == "ccomp":
        that = next((c.index for c in parse.children(index, "mark") if c.lower == "that"), None)
        if that is not None:
            # a subject that the parser hung on the verb above: it stands between "that" and the clause's own verb
            between = [c for c in parse.children(head.index, "obj", "obl", "nsubj", "iobj") if that < c.index < index]
            if between:
                return via(step("between", that, index), coordinated(parse, between[-1].index))
        lent = [c for c in parse.children(head.index, "nsubj") if c.upos in NOMINAL and c.index < index]
        if lent and len(parse.children(head.index, "nsubj")) > 1:
            return via(step("lent", index), all_coordinated(parse, "subject", head.index, lent))
    if (
        relation in {"advcl", "ccomp", "csubj"}
        and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}
        and (w.xpos in BARE or any(c.xpos in BARE for c in parse.children(index, "cop")))      # "of being his assistant"
        and not parse.children(index, "nsubj")
    ):
        return _of_clause(parse, w, head, depth)
    return {}


def _between(parse: Parse, w: Word, head: Word) -> Reached:
    """Who stands between two words of harm in a row, wherever the tree hangs him: "20 were killed and 12 others injured",
    "leaving six dead and over 80 injured"."""
    told = grammar().harms | grammar().harmed
    if w.upos not in {"VERB", "ADJ"} or parse.children(w.index, "aux", "obj") or not {w.lemma.lower(), w.lower} & told:
        return {}
    if not {head.lemma.lower(), head.lower} & told:
        return {}
    up = parse.head(head.index)
    over = parse.children(up.index, "obj") if up is not None and head.relation == "xcomp" else []
    row = all_coordinated(parse, "just-before", w.index, [*parse.children(head.index, "nsubj", "conj"), *over])
    return {i: p for i, p in row.items() if head.index < i < w.index and _somebody(parse.words[i])}


def _somebody(w: Word) -> bool:
    return w.upos == "NUM" or w.upos in {"NOUN", "PROPN", "PRON"} and w.kind in ACTORS


def _from_noun(parse: Parse, w: Word, head: Word, depth: int) -> Reached:
    """The subject of a verb form that hangs on a noun."""
    up = parse.head(head.index)
    held = head.relation.partition(":")[0] in {"obl", "obj"}
    # "held on charges of killing"
    charged = up is not None and up.lemma.lower() in grammar().charging and head.lemma.lower() in grammar().counts
    if up is not None and held and (charged or up.lemma.lower() in grammar().object_control):
        marks = {c.lower for c in parse.children(w.index, "mark", "case")} | ({"of"} if charged else set())
        where, found = subjects(parse, up.index, depth + 1)
        if marks & {"of", "for", "with"} and where == "obj" and (charged or head.relation == "obl:agent"):
            return via(step("governed", w.index), found)      # "was accused by the army of killing": hung on the army
        if marks & {"of", "for", "with"} and head.kind not in ACTORS:      # "sentenced nine men to terms of years for arson"
            objects = {i: p for i, p in all_coordinated(parse, "object", up.index, parse.children(up.index, "obj")).items()
                       if i != head.index and parse.words[i].kind in ACTORS}
            if accused := found if where == "obj" else objects:
                return via(step("governed", w.index), accused)
        if w.xpos == "VB" and "to" in marks and head.kind in ACTORS:
            return all_coordinated(parse, "bidden", w.index, [head])      # "called on the army to release"
    governed = any(c.lower in {"of", "for", "in", "from"} for c in parse.children(w.index, "mark", "case"))
    if w.xpos == "VBN" or w.xpos == "VBG" and not (governed and head.kind not in ACTORS):      # not "the benefit of knowing"
        own = parse.children(head.index, "nsubj") if preposition(parse, head.index) == "among" else []
        named = [c for c in own if c.index > w.index]      # "among those killed was a colonel"
        return all_coordinated(parse, "described", w.index, named) if named else {head.index: step("described", w.index)}
    doers = possessor(parse, head.index) or _before(parse, head.index) or _light_subject(parse, head.index, depth)
    return via(step("infinitive", w.index), doers)


def _before(parse: Parse, index: int) -> Reached:
    """Who acts by the words before a noun, where the model has them act: "Iraqi operations to retake"."""
    acting = {c.index for c in parse.arguments_of(index, "ARG0")}
    before = [c for c in parse.children(index, "compound", "amod") if c.index in acting]
    return all_coordinated(parse, "modifier", index, before)


def _of_infinitive(parse: Parse, head: Word, depth: int) -> Reached:
    """Who acts by the infinitive under a verb: its object ("forced him to leave"), whom it asks, else its own subject."""
    objects = all_coordinated(parse, "object", head.index, parse.children(head.index, "obj", "iobj"))
    lemma = head.lemma.lower()
    if not objects and lemma in grammar().object_control:      # "called on the army to release"
        asked = [c for c in parse.children(head.index, "obl") if c.kind in ACTORS or c.upos == "PROPN"]
        asked = [c for c in asked if preposition(parse, c.index) in {"on", "upon", "to", "with"}]
        if asked and not is_passive(parse, head):
            return via(step("phrase", head.index, asked[0].index), coordinated(parse, asked[0].index))
    where, found = subjects(parse, head.index, depth + 1)
    if user := _user(parse, head, found):
        return user
    if where == "obj" and lemma in grammar().object_control:
        return found
    if objects and lemma not in grammar().subject_control:
        return objects
    if not found and lemma in grammar().object_control:
        rows = [via(step("phrase", head.index, c.index), coordinated(parse, c.index)) for c in parse.children(head.index, "obl")
                if preposition(parse, c.index) in {"on", "upon", "to", "with"}]
        return joined(*rows)
    return found


def _of_clause(parse: Parse, w: Word, head: Word, depth: int) -> Reached:
    """Who acts in a clause without a tense under a verb: "accused X of training Y", "fired him for saying", "left after
    killing"."""
    marks = {c.lower for c in parse.children(w.index, "mark", "case")}
    acting = any(c.kind in ACTORS for c in parse.children(head.index, "obj"))
    governed = bool(marks & {"of", "for", "with", "from"}) and head.lemma.lower() in grammar().object_control
    where, found = subjects(parse, head.index, depth + 1)
    if governed or (marks == {"for"} and acting):
        objects = all_coordinated(parse, "object", head.index, parse.children(head.index, "obj"))
        return via(step("governed", w.index), found if where == "obj" else objects)
    if marks == {"for"} and w.xpos == "VBG" and where == "subj" and (blamed := _blamed(parse, head)):
        return via(step("governed", w.index), blamed)
    if marks == {"in"} and where == "subj" and (aided := _aided(parse, head, w)):
        return via(step("governed", w.index), aided)
    if head.lemma.lower() in grammar().object_control and "to" in marks and not is_passive(parse, head):
        asked = [c for c in parse.children(head.index, "obl", "obj", "iobj") if c.kind in ACTORS or c.upos == "PROPN"]
        asked = [c for c in asked if preposition(parse, c.index) in {"", "on", "upon", "to"}]
        if asked:
            return via(step("governed", w.index), via(step("asked", head.index), coordinated(parse, asked[0].index)))
    if any(c.relation == "expl" for c in parse.children(head.index)):
        return {}      # "counting these deaths, there have now been forty": whoever counts
    return via(step("clause", w.index), (_user(parse, head, found) if "to" in marks else {}) or found)


def _blamed(parse: Parse, verb: Word) -> Reached:
    """Whom somebody is against for what a clause tells: "raised slogans against the police for beating them"."""
    near = [verb, *parse.children(verb.index, "obj")]
    return joined(*(via(step("phrase", w.index, c.index), coordinated(parse, c.index)) for w in near
                    for c in parse.children(w.index, "obl", "nmod") if preposition(parse, c.index) == "against"))


def _aided(parse: Parse, verb: Word, w: Word) -> Reached:
    """Who acts in a clause behind "in": whom somebody backs in it ("helped the army in fighting them"), or whose quality is
    told ("praised Kenya's leadership in holding talks", "the unity of the neighbours in working for peace")."""
    for o in parse.children(verb.index, "obj"):
        if o.index > w.index:
            continue
        if o.kind in ACTORS or o.upos == "PROPN":
            return all_coordinated(parse, "object", verb.index, [o]) if verb.lemma.lower() in grammar().aiding else {}
        if o.kind == "abstract":
            of = [c for c in parse.children(o.index, "nmod") if preposition(parse, c.index) == "of"]
            of = [c for c in of if c.kind in ACTORS or c.upos == "PROPN"]
            return possessor(parse, o.index) or all_coordinated(parse, "object", verb.index, of)
    return {}


def _user(parse: Parse, verb: Word, found: Reached) -> Reached:
    """Who acts by an infinitive under a passive whose subject is a thing: "the farms were used by the gang to train gunmen"."""
    agent = [c for c in parse.children(verb.index, "obl") if c.relation == "obl:agent" and c.kind in ACTORS]
    things = found and all(parse.words[i].kind not in ACTORS for i in found)
    return all_coordinated(parse, "agent", verb.index, agent[:1]) if agent and things and is_passive(parse, verb) else {}


def _finite(parse: Parse, w: Word) -> bool:
    """Whether a verb has a tense of its own and so a subject of its own."""
    return w.xpos in FINITE or any(c.xpos in FINITE | {"MD"} for c in parse.children(w.index, "aux"))


def _just_before(parse: Parse, index: int) -> Reached:
    """The nominal that ends straight before a verb and its auxiliaries: its subject, whatever the tree hung it on."""
    at = index - 1
    start = parse.sentence_of(index).first
    while at >= start and parse.words[at].upos in {"AUX", "ADV", "PART"}:
        at -= 1
    if at < start or parse.words[at].upos not in {"PROPN", "NOUN", "PRON", "NUM"} or parse.words[at].xpos in {"WP", "WDT"}:
        return {}
    w = parse.words[at]
    while w.head >= 0 and w.head < index and w.relation.partition(":")[0] in {"flat", "compound"}:
        w = parse.words[w.head]
    return {w.index: step("just-before", index)} if w.relation.partition(":")[0] not in {"obj", "iobj"} else {}


def has_relative(parse: Parse, index: int) -> bool:
    return any(c.xpos in {"WP", "WDT", "WP$"} for c in parse.children(index))


def possessor(parse: Parse, index: int) -> Reached:
    """The possessors of a noun ("Israel's raid", "their raid")."""
    return all_coordinated(parse, "possessor", index, [c for c in parse.children(index, "nmod") if c.relation == "nmod:poss"])


def upward(parse: Parse, index: int) -> Path:
    """The way from a noun up to the word over it: which has it as subject, as object, or behind a preposition."""
    relation = parse.words[index].relation.partition(":")[0]
    named = {"obj": "has-object", "nsubj": "has-subject", "csubj": "has-subject"}.get(relation)
    return step(named or ("has-phrase" if preposition(parse, index) else "has-beside"), index)


def _light_subject(parse: Parse, index: int, depth: int) -> Reached:
    """The subject of the verb that has a noun as its object or beside it."""
    w = parse.words[index]
    head = parse.head(index)
    if head is not None and head.upos == "VERB" and w.relation in {"obj", "obl"}:
        return via(upward(parse, index), subjects(parse, head.index, depth + 1)[1])
    return {}


def department(parse: Parse, office: int, index: int) -> bool:
    """Whether a word by an office says only what that is for: "Finance Minister", "Secretary of State"."""
    w, o = parse.words[index], parse.words[office]
    if w.head != office or o.lemma.lower() not in grammar().ministers or w.lemma.lower() not in grammar().departments:
        return False
    if w.relation in {"compound", "amod"}:
        return index < office
    return w.relation == "nmod" and preposition(parse, index) in {"of", "for"} and not parse.children(index, "det")
