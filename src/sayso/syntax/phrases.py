# SPDX-License-Identifier: Apache-2.0
"""Expressions of several words in a tree: "claim responsibility", "call on", "carry out"."""

from __future__ import annotations

from sayso.parse import Parse
from sayso.syntax.grammar import grammar

WHEN = {"when", "after", "while", "if", "as"}
"""Words of a pattern for which its further words may stand in a clause of their own ("die when explode")."""

DESCRIBING = {"amod", "compound"}
"""Relations of words that count in a phrase behind a preposition only beside the word that they describe: "left on a military
plane" is not "left the military"."""

PARTICLES = {"up", "out", "off", "down", "in", "on", "over", "back", "away", "us", "it", "who"}
"""Words that are no names: "UP leaders called" is not "call up"."""


def near_words(parse: Parse, index: int) -> frozenset[str]:
    """Every word and lemma within reach of `phrase_matches`: what is not among them need not be looked for. Of many expressions
    that begin with a word, most are ruled out so."""
    near = (w for c in parse.children(index) for w in (c, *parse.children(c.index)))
    return frozenset(x for w in near for x in (w.lemma.lower(), w.lower))


def phrase_words(parse: Parse, index: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Which of a word's dependents, at most two steps down, are the words `rest`, one for each; None where one is not there
    (one word may serve once)."""
    if not rest:
        return ()
    apart = {"conj", "ccomp", "parataxis", "acl"} | (set() if WHEN & set(rest) else {"advcl"})
    carries = parse.words[index].lemma.lower() in grammar().support
    active = carries and bool(parse.children(index, "obj"))
    near = [c for c in parse.children(index) if c.relation.partition(":")[0] not in apart
            and not (active and c.relation == "nsubj" or carries and c.relation == "obl:agent")]
    beside = parse.words[index + 1 : index + 2]      # "called for the colonel to be sacked": it brings in the clause
    near += [m for m in beside if m.relation == "mark" and m.lower == "for" and parse.words[m.head].head == index]
    # "security forces used drones", "was used by rebel forces": no use of force
    pool = near + [
        g
        for c in near
        if c.kind != "time"      # "called her on Tuesday" is not "call on"
        for g in parse.children(c.index)
        if g.relation.partition(":")[0] in {"case", "compound", "fixed", "amod", "det", "nmod", "mark", "advmod"}
    ]
    used: list[int] = []
    for want in rest:
        hit = next((c for c in pool if c.index not in used and want in {c.lemma.lower(), c.lower}
                    and not (c.upos == "PROPN" and want in PARTICLES)), None)
        if hit is None:
            return None
        used.append(hit.index)
    deep = [w for w in (parse.words[i] for i in used) if w.relation in DESCRIBING and w.head > w.index and w.head != index]
    stray = (w for w in deep if w.head not in used and parse.words[w.head].relation.startswith("obl"))
    return None if any(stray) else tuple(used)


def phrase_matches(parse: Parse, index: int, rest: tuple[str, ...]) -> bool:
    """Whether the words `rest` stand among a word's dependents."""
    return phrase_words(parse, index, rest) is not None
