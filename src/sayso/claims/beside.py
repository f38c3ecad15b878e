# SPDX-License-Identifier: Apache-2.0
"""What is told beside a harm of how it came about: "four were killed when rebels attacked a market" tells who killed them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.passives import is_passive
from sayso.syntax.paths import Path, Reached, joined, step, via
from sayso.syntax.subjects import coordinated, preposition, subjects

HARMS = {"violence.kill", "violence.injure"}
"""Codes of a harm, which comes about by what is told beside it."""

BEFALLING = HARMS | {"violence.destroy"}
"""Codes of what may come about by an assault that a clause beside it tells of."""

FIRING = {"violence.shoot", "violence.attack", "violence.strike", "violence.bomb"}
"""Codes of force whose verbs may leave out at whom it was aimed, which is told beside them."""

WHILE = frozenset({"as", "while", "when"})
"""Conjunctions of a clause that tells what somebody was about, or what was done, when something befell him."""


def clauses(parse: Parse, index: int, words: frozenset[str] = WHILE) -> Iterator[tuple[Word, Path]]:
    """The clauses with "when" (one of `words`) behind a verb, or behind the row of harms that it belongs to: "killed and three
    hurt when"."""
    w, row = parse.words[index], [(index, Path())]
    head = parse.head(index)
    if head is not None and w.relation == "conj" and _harm(w) and _harm(head):
        row.append((head.index, step("shared", index)))
    row += [(c.index, step("shared", index)) for c in parse.children(index, "conj") if _harm(c)]
    for i, way in row:
        for clause in parse.children(i, "advcl"):
            marks = {m.lower for m in parse.children(clause.index, "mark", "advmod")}
            if marks & words and clause.index > index:
                yield clause, way + step("clause-under", i)


def _harm(w: Word) -> bool:
    """Whether a word says that somebody was harmed: a verb of harm, or what a tree takes for an adjective."""
    return w.lemma.lower() in grammar().harms or w.upos == "ADJ" and w.lower in grammar().harmed


def told_behind(parse: Parse, index: int) -> Reached:
    """In what somebody was harmed that is told behind a later harm of the row: "two killed, four hurt in a rebel attack"."""
    row = [c for c in parse.children(index, "conj", "parataxis") if c.index > index and _harm(c)]
    return joined(*(via(step("shared", index) + step("phrase", c.index, e.index), coordinated(parse, e.index))
                    for c in row for e in parse.children(c.index, "obl")
                    if e.kind == "event" and preposition(parse, e.index) in {"in", "during"}))


def assailants(parse: Parse, index: int) -> Reached:
    """Who did it, by the assault that a clause tells of: "when rebels attacked", "when they clashed with rebels"."""
    if not is_passive(parse, parse.words[index]) and parse.words[index].lemma.lower() in grammar().harms:
        return {}
    rows = []
    for clause, way in clauses(parse, index, WHILE | {"after"}):
        mark = next((m.index for m in parse.children(clause.index, "mark") if m.lower == "after"), 0)
        later = mark > 0 and parse.words[mark - 1].kind == "time"
        if clause.lemma.lower() not in grammar().assaults or later:      # not "a day after rebels attacked"
            continue
        side, found = subjects(parse, clause.index)
        mutual = clause.lemma.lower() in grammar().mutual
        if mutual and not all(parse.words[i].upos == "PRON" for i in found):
            continue      # "when two bands clashed": either may have done it
        if side == "subj" and all(parse.words[i].upos == "PRON" for i in found):
            # who was harmed: "when they clashed with rebels"
            side, found = "with", {}
        near = "by" if side == "obj" else side
        behind = [c for c in parse.children(clause.index, "obl") if preposition(parse, c.index) == near]
        rows.append(via(way, found if side == "subj" else joined(
            *(via(step("phrase", clause.index, c.index), coordinated(parse, c.index)) for c in behind))))
    return joined(*rows) or _headlined(parse, index)


def _headlined(parse: Parse, index: int) -> Reached:
    """Who did it, by the clause of a headline that its harm stands behind: "Rebels attack camp, two soldiers killed"."""
    w, head = parse.words[index], parse.head(index)
    if head is None or w.relation != "parataxis" or head.index > index or parse.children(index, "aux", "cop"):
        return {}
    assault = head.lemma.lower() in grammar().assaults - grammar().mutual and not is_passive(parse, head)
    return via(step("shared", index), subjects(parse, head.index)[1]) if assault else {}


def fired_at(parse: Parse, index: int) -> Reached:
    """At whom somebody fires by what came or should come of it: "opened fire, killing four", "fired to disperse a crowd"."""
    rows = []
    for c in parse.children(index, "advcl", "xcomp", "acl", "conj"):
        harm = c.xpos == "VBG" and c.lemma.lower() in grammar().harms | {"hit"}
        aim = c.xpos == "VB" and c.lemma.lower() in grammar().quelling
        if c.index < index or not (harm or aim) or parse.children(c.index, "nsubj"):
            continue
        row = [c, *(v for v in parse.children(c.index, "conj") if harm and v.lemma.lower() in grammar().harms)]
        rows += [via(step("clause-under", index) + step("object", v.index), coordinated(parse, o.index))
                 for v in row for o in parse.children(v.index, "obj") if o.kind not in {"object", "substance", "time"}]
    return joined(*rows)
