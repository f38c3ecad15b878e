# SPDX-License-Identifier: Apache-2.0
"""Whether the clause over a word speaks of what is to come: tense and mood help "on Monday" to its side of the report."""

from __future__ import annotations

from sayso.mentions.calendar import lexicon
from sayso.parse import Parse, Word

_CLIMB = 6
"""Heads between a time and the verb of its clause; farther up it is another clause's."""


def ahead(parse: Parse, index: int) -> bool | None:
    """True for the future ("will meet", "is to meet", "plans to meet"), False for the past, None where the clause leaves it
    open or there is no verb over the word."""
    verb = clause(parse, index)
    return None if verb is None else _tense(parse, verb, 2)


def clause(parse: Parse, index: int) -> Word | None:
    """The verb (or predicate with a copula) over a word."""
    word = parse.words[index]
    for _ in range(_CLIMB):
        if word.head < 0:
            return None
        word = parse.words[word.head]
        if word.upos in ("VERB", "AUX") or parse.children(word.index, "cop"):
            return word
    return None


def goes_on(parse: Parse, index: int) -> bool:
    """Whether the clause over a word is in the present perfect: "has been on strike for three weeks" runs up to the report."""
    verb = clause(parse, index)
    return verb is not None and any(w.lower in ("has", "have", "'ve") for w in parse.children(verb.index, "aux"))


def _tense(parse: Parse, verb: Word, depth: int) -> bool | None:
    helping = [w.lower for w in parse.children(verb.index, "aux", "aux:pass", "cop")]
    words = lexicon()["ahead"]
    lemma = verb.lemma.lower()
    perfect = any(w in words["perfect"] for w in helping)
    past = any(w in ("was", "were", "had", "did") for w in helping)
    if not perfect and any(w in words["auxiliaries"] for w in helping):
        return True
    if lemma in words["scheduling"]:
        if verb.relation == "acl" and verb.xpos in ("VBN", "VBD") and depth:  # "the vote planned for Thursday may be put off"
            over = clause(parse, verb.index)
            return True if over is not None and (_can(parse, over) or _tense(parse, over, depth - 1)) else None
        fixed = any(w in ("has", "have", "is", "are", "'s", "'ve", "'re") for w in helping) or verb.xpos in ("VBZ", "VBP")
        return True if fixed and not past else None
    above = parse.head(verb.index)
    if any(w.lower == "to" for w in parse.children(verb.index, "mark", "aux")):
        return _infinitive(parse, above, [w for w in helping if w != "to"])
    if (
        verb.xpos in ("VBZ", "VBP")
        and lemma in words["timetabled"]
        and verb.relation.partition(":")[0] in ("root", "conj", "ccomp", "parataxis")
    ):
        return True
    if verb.xpos == "VBD" or past or (verb.xpos == "VBN" and perfect):
        return False
    main = verb.relation.partition(":")[0]
    if depth and above is not None and main in ("xcomp", "advcl", "conj") and verb.xpos in ("VB", "VBG", "VBN"):
        return _tense(parse, above, depth - 1)
    return None


def _can(parse: Parse, verb: Word) -> bool:
    return any(w.lower in ("can", "could") for w in parse.children(verb.index, "aux"))


def _infinitive(parse: Parse, above: Word | None, helping: list[str]) -> bool | None:
    """An infinitive by what it hangs on: "is to meet", "expected to meet", "plans to meet"; "planned to meet" leaves it
    open."""
    words = lexicon()["ahead"]
    if any(w in ("is", "are", "'s", "'re") for w in helping):
        return True
    if above is None:
        return None
    if above.lemma.lower() == "be":
        return True if above.lower in ("is", "are", "'s", "'re") else None
    if above.lemma.lower() not in words["heads"] or above.upos == "NOUN":
        return None
    over = [w.lower for w in parse.children(above.index, "aux", "aux:pass", "cop")]
    past = above.xpos == "VBD" or any(w in ("was", "were", "had") for w in over)
    return None if past and above.lemma.lower() not in words["promises"] else True
