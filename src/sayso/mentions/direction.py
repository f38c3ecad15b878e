# SPDX-License-Identifier: Apache-2.0
"""Whether the clause over a word speaks of what is to come: tense and mood help "on Monday" to its side of the report."""

from __future__ import annotations

from sayso.mentions.calendar import lexicon
from sayso.parse import Parse, Word

_CLIMB = 6
"""Heads between a time and the verb of its clause; farther up it is another clause's."""


def ahead(parse: Parse, index: int) -> bool | None:
    """True for the future ("will meet", "is to meet", "plans to meet"), False for the past, None where the clause leaves it open
    or there is no verb over the word."""
    word = parse.words[index]
    for _ in range(_CLIMB):
        if word.head < 0:
            return None
        word = parse.words[word.head]
        if word.upos in ("VERB", "AUX") or parse.children(word.index, "cop"):
            return _tense(parse, word, 2)
    return None


def _tense(parse: Parse, verb: Word, depth: int) -> bool | None:
    helping = [w.lower for w in parse.children(verb.index, "aux", "aux:pass", "cop")]
    words = lexicon()["ahead"]
    perfect = any(w in words["perfect"] for w in helping)
    if not perfect and any(w in words["auxiliaries"] for w in helping):
        return True
    if verb.lemma.lower() in words["scheduling"] and verb.xpos in ("VBD", "VBN", "VBZ", "VBP", "VBG"):
        return True
    above = parse.head(verb.index)
    if verb.xpos == "VB" and any(w.lower == "to" for w in parse.children(verb.index, "mark", "aux")):
        if above is not None and (above.lemma.lower() in words["heads"] or above.upos == "AUX" or above.lemma.lower() == "be"):
            return True
        return None
    if verb.xpos == "VBD" or any(w in ("was", "were", "had", "did") for w in helping) or (verb.xpos == "VBN" and perfect):
        return False
    main = verb.relation.partition(":")[0]
    if depth and above is not None and main in ("xcomp", "advcl", "conj") and verb.xpos in ("VB", "VBG", "VBN"):
        return _tense(parse, above, depth - 1)
    return None
