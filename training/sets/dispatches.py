# SPDX-License-Identifier: Apache-2.0
"""Our own corpus of dispatches: which words carry a claim and of which code, who fills which role, whether it happened.

Sentences and trees are the repository's own reading; only heads of phrases are taken from it, as in parsed.py.
"""

from __future__ import annotations

from typing import Any

from sets.document import Claimed, Document, Sentence
from sets.parsed import ROOT, language

MODALITIES = ("actual", "planned", "requested", "possible", "threatened", "habitual")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "PRON")


def dispatches(part: str) -> list[Document]:
    """The reports of a part: train, dev."""
    language()      # finds the repository's code
    from sayso.gold.read import load_gold

    return [document(gold) for gold in load_gold(ROOT / "corpus" / "dispatches" / part)]


def document(gold: Any) -> Document:
    """One report with what is marked in it."""
    parse = language().parse(gold.text)
    starts = {w: s.first for s in parse.sentences for w in range(s.first, s.last)}
    code: list[str | None] = ["none"] * len(parse.words)
    kind: list[str | None] = [None] * len(parse.words)
    heads = {}
    for e in gold.entities.values():
        heads[e.id] = [h for h in (head_word(parse, m) for m in e.mentions) if h is not None]
        for h in heads[e.id]:
            kind[h] = e.type
    claimed: dict[int, list[Claimed]] = {}
    for c in gold.claims:
        at = head_word(parse, c.trigger)
        for w in parse.words:
            if w.start < c.trigger[1] and w.end > c.trigger[0] and code[w.index] == "none":
                code[w.index] = None      # "carried out an attack": not its head, and not nothing either
        if at is None or any(at == x[0] for x in claimed.get(starts[at], ())):
            continue
        code[at] = c.code
        fills = {}
        for role, entities in c.roles.items():
            for e in entities:
                here = [h for h in heads[e] if starts[h] == starts[at]]
                if here:
                    fills[min(here, key=lambda h: abs(h - at))] = role
        held = (int(c.polarity == "no"), MODALITIES.index(c.modality), CERTAINTIES.index(c.certainty))
        claimed.setdefault(starts[at], []).append((at, held, tuple(sorted(fills.items()))))
    sentences = []
    for s in parse.sentences:
        a, b = s.first, s.last
        claims = tuple((at - a, held, tuple((w - a, r) for w, r in fills)) for at, held, fills in claimed.get(a, ()))
        words = [w.text for w in parse.words[a:b]]
        sentences.append(Sentence(words, claim=code[a:b], actor=kind[a:b], claims=claims))
    return Document(gold.stem, sentences)


def head_word(parse: Any, span: tuple[int, int]) -> int | None:
    """The content word of a span that stands highest in the tree."""
    inside = [w for w in parse.words if w.start < span[1] and w.end > span[0]]
    known = {w.index for w in inside}
    tops = [w for w in inside if w.head not in known]
    best = [w for w in tops if w.upos in CONTENT] or [w for w in inside if w.upos in CONTENT] or tops
    return best[0].index if best else None
