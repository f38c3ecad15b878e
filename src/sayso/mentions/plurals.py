# SPDX-License-Identifier: Apache-2.0
"""Several at once: "the duo", "both men", "the five", "they" of two named together, "the former" and "the latter".

Where each of several is an entity of its own ("Omar Deen and Salim Haddad … the two men"), the phrase stands for them all:
`Chains.gather` notes its members.
"""

from __future__ import annotations

from sayso.mentions.numerals import numeral
from sayso.mentions.phrases import Phrase
from sayso.mentions.salience import Scene
from sayso.parse import Parse

SETS = {"duo": 2, "pair": 2, "couple": 2, "both": 2, "trio": 3, "quartet": 4}
"""Nouns for a number of people."""
NEAR = 2
"""Sentences back for two who were not named together; more would be chance."""
LISTED = 6
"""Sentences back for those who were named together."""


def amount(parse: Parse, phrase: Phrase) -> int:
    """How many a phrase says that it speaks of; 0 where it does not say."""
    word = parse.words[phrase.head]
    dets = [c for c in parse.children(phrase.head, "det", "nummod") if c.index <= phrase.words[1]]
    for w in (word, *(parse.words[i] for i in phrase.also), *dets):
        if w.lemma.lower() in SETS or w.lower in SETS:
            return SETS.get(w.lemma.lower()) or SETS[w.lower]
        if w.upos == "NUM":
            found = numeral([w.lower], 0)
            if found is not None and not found.rough and found.best is not None:
                return found.best
    return 0


def resolve_amount(scene: Scene, phrase: Phrase) -> bool:
    """ "the two men", "all three", "the pair": an earlier mention of as many, or that many who were named together."""
    wanted = amount(scene.parse, phrase)
    dets = {c.lower for c in scene.parse.children(phrase.head, "det")}
    if wanted < 2 or phrase.definite not in ("def", "poss") and not dets & {"all", "both"} and phrase.lemma not in SETS:
        return False
    family = scene.chains.sorts[phrase.at].family
    if family not in ("P", "", "B") or scene.parse.words[phrase.head].kind in ("time", "event"):
        return False
    for p in reversed(scene.heard_):
        other = scene.chains.sorts[p.at].family
        if other not in ("P", family or "P") or p.form == "pronoun":
            continue
        if p.form == "nominal" and amount(scene.parse, p) == wanted and _alike(phrase, p):
            return scene.chains.join(p.at, phrase.at, force=True)
        if scene.sentence(phrase) - scene.sentence(p) <= LISTED:
            listed = together(scene, p)
            if len(listed) == wanted:
                scene.chains.gather(phrase.at, listed)
                return True
    return wanted == 2 and family != "B" and _only_two(scene, phrase)


def _alike(phrase: Phrase, other: Phrase) -> bool:
    """Whether nothing in two phrases of one number tells them apart: "the two brothers" are no "two officers"."""
    vague = {"duo", "pair", "couple", "both", "trio", "quartet", "man", "woman", "person", "people"}
    lemmas = {phrase.lemma, other.lemma}
    digits = {w for w in lemmas if numeral([w], 0) is not None}
    return len(lemmas) == 1 or bool(lemmas & vague or digits)


def together(scene: Scene, phrase: Phrase) -> tuple[int, ...]:
    """The phrases of "A, B and C", by `Phrase.at`, where each is one person or body; none for a phrase that does not begin such
    a row."""
    parse, chains = scene.parse, scene.chains
    if parse.words[phrase.head].relation == "conj" and parse.words[phrase.head].head in scene.by_word:
        return ()
    row = [phrase.at]
    for c in parse.children(phrase.head, "conj"):
        at = scene.by_word.get(c.index)
        if at is None:
            return ()
        row.append(at)
    if len(row) < 2 or len({chains.root(at) for at in row}) < len(row):
        return ()
    fit = all(chains.sorts[at].family in ("P", "B") and chains.phrases[at].form != "pronoun"
              and (chains.chain(at).number == "one" or chains.sorts[at].family == "B") for at in row)
    return tuple(row) if fit and len({chains.sorts[at].family for at in row}) == 1 else ()


def _only_two(scene: Scene, phrase: Phrase) -> bool:
    """ "the two men" where just two persons have been named of late."""
    found: dict[int, int] = {}
    for p in reversed(scene.heard_):
        if scene.sentence(phrase) - scene.sentence(p) > NEAR:
            break
        chain = scene.chains.chain(p.at)
        if chain.sort.type == "person" and chain.named:
            found.setdefault(scene.chains.root(p.at), p.at)
    if len(found) != 2:
        return False
    scene.chains.gather(phrase.at, tuple(sorted(found.values())))
    return True


def resolve_they(scene: Scene, phrase: Phrase) -> bool:
    """ "Deen and Haddad left. They …": those who were named together as the last subject or object, no others since."""
    for p in reversed(scene.heard_):
        if scene.sentence(phrase) - scene.sentence(p) > 1:
            return False
        chain = scene.chains.chain(p.at)
        if chain.sort.family == "P" and chain.number == "many" and p.form != "pronoun":
            return False
        relation = scene.parse.words[p.head].relation.partition(":")[0]
        row = together(scene, p) if relation in ("nsubj", "obj") else ()
        if row and scene.chains.sorts[p.at].family == "P":
            scene.chains.gather(phrase.at, row)
            return True
    return False


def resolve_latter(scene: Scene, phrase: Phrase) -> bool:
    """ "the former", "the latter": the two that were last named together, else the last two persons or bodies, each once."""
    if phrase.lemma not in ("former", "latter"):
        return False
    last = phrase.lemma == "latter"
    for p in reversed(scene.heard_):
        if scene.sentence(phrase) - scene.sentence(p) > 1:
            break
        row = together(scene, p)
        if len(row) == 2:
            return scene.chains.join(row[1] if last else row[0], phrase.at, number=False, force=True)
    roots: list[int] = []
    inside: set[int] = set()
    for p in reversed(scene.heard_):
        root = scene.chains.root(p.at)
        chain = scene.chains.chain(root)
        if scene.sentence(phrase) - scene.sentence(p) > 1 or len(roots) == 2:
            break
        told = chain.named or chain.sort.type == "group"
        if (told and chain.sort.type in ("group", "state", "organisation", "person") and root not in roots
                and p.head not in inside and not p.adjective):
            roots.append(root)
            # "Xara's affiliate" is one, not two
            inside.update(c.index for c in scene.parse.children(p.head, "nmod:poss", "compound"))
    if len(roots) < 2:
        return False
    return scene.chains.join(roots[0] if last else roots[1], phrase.at, number=False, force=True)
