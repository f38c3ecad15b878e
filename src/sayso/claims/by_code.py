# SPDX-License-Identifier: Apache-2.0
"""What a claim's code says about how it is put forward, besides the words about it: who will do harm if something is not done
threatens; what a trade does in the present tense it does again and again; a reply in which nothing is known is one."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.commitment import Commitment
from sayso.claims.discourse import Draft
from sayso.claims.hedges import lists
from sayso.model import When
from sayso.parse import Parse, Word

HARM = ("violence.", "custody.arrest", "custody.abduct", "custody.charge", "politics.sanction", "movement.seize")
"""Codes (or their beginnings) of what one can be threatened with."""

TRADE = ("supply.smuggle", "supply.arm", "supply.train", "movement.deploy", "movement.move", "violence.clash")
"""Codes of what the present tense tells of as done again and again: nobody is moving the goods at that moment."""

ENDS = {".", "!", "?", "”", '"', "''"}
"""How a sentence ends that is no headline, in which the present tense tells of what was done."""

NOTHING = {"no", "nothing", "neither", "could"}
"""Words of a pattern of replies that are negations themselves."""


def by_code(parse: Parse, d: Draft, held: Commitment) -> Commitment:
    """How a claim is put forward, with what its code says about it."""
    code, w = d.candidate.code.code, parse.words[d.candidate.index]
    if code == "speech.reply" and held.polarity == "no" and NOTHING & set(d.candidate.words):
        return replace(held, polarity="yes")
    if held.modality == "planned" and code.startswith(HARM) and (mark := _condition(parse, w)) is not None:
        return replace(held, modality="threatened", why=(*held.why, f"threatened by “{mark.text}”"))
    if held.modality == "actual" and code == "custody.arrest" and (group := _at_large(w)) is not None:
        return replace(held, modality=group, why=(*held.why, f"{group} by “{w.text}”"))
    if held.modality == "actual" and (meant := _meant(parse, d)) is not None:
        return replace(held, modality="planned", why=(*held.why, f"planned by “{meant.text}”"))
    if held.modality == "actual" and held.polarity == "yes" and (by := _usual(parse, w, code)) is not None:
        return replace(held, modality="habitual", why=(*held.why, f"habitual by “{by.text}”"))
    return held


def on_its_day(held: Commitment, when: When | None) -> Commitment:
    """What is told in the present tense, but of one day, was done once: "in this 28 December photo, X is brought to court"."""
    one = when is not None and when.precision == "day" and when.start is not None and when.start == when.end
    return replace(held, modality="actual") if one and held.modality == "habitual" else held


def _at_large(w: Word) -> str | None:
    """How an arrest is put forward by a word that says that it is still to be made: "wanted for murder", "being sought"."""
    return next((group for group, named in (("requested", "wanted"), ("planned", "sought"))
                 if {w.lower, w.lemma.lower()} & lists()[named]["all"]), None)


def _meant(parse: Parse, d: Draft) -> Word | None:
    """The noun of a pattern that says that something was only meant: "a coup attempt"."""
    words = [parse.words[i] for i in d.candidate.matched]
    return next((w for w in words if len(words) > 1 and w.lemma.lower() in lists()["intents"]["all"]), None)


def _condition(parse: Parse, w: Word) -> Word | None:
    """The "if" or "unless" of a clause on which a will or would depends, at the verb or at one that it is joined to."""
    for x in (w, *parse.ancestors(w.index)):
        wills = [c for c in parse.children(x.index, "aux") if c.lower in lists()["planned"]["modals"]]
        clauses = parse.children(x.index, "advcl") if wills else []
        marks = [m for c in clauses for m in parse.children(c.index, "mark") if m.lower in {"if", "unless"}]
        if marks:
            return marks[0]
        if x.relation.partition(":")[0] not in {"conj", "xcomp", "obj"}:
            return None
    return None


def _usual(parse: Parse, w: Word, code: str) -> Word | None:
    """What makes a verb tell of what is done again and again: "every Friday", "400 marks a month", the present tense of a
    trade."""
    if w.upos != "VERB" or code.startswith("tie."):
        return None
    for c in parse.children(w.index, "obl", "obj", "nmod"):
        near = [c, *parse.children(c.index, "nmod", "obl")]
        for t in near:
            each = {m.lower for m in parse.children(t.index, "det", "amod") if m.index < t.index}
            rate = code.startswith("supply.") and t.lower in lists()["rates"]["all"] and {"a", "an"} & each
            if t.kind == "time" and {"every", "each"} & each or rate and _measured(parse, w, t):
                return t
    helped = parse.children(w.index, "aux")
    passive = [a for a in parse.children(w.index, "aux") if a.relation == "aux:pass" and a.xpos in {"VBZ", "VBP"}]
    present = w.xpos in {"VBZ", "VBP"} and not helped or w.xpos == "VBN" and len(helped) == len(passive) == 1
    last = parse.words[parse.sentence_of(w.index).last - 1]
    return w if present and code.startswith(TRADE) and last.text in ENDS else None


def _measured(parse: Parse, w: Word, t: Word) -> bool:
    """Whether "a month" goes with a number before it: "30 tons a year"; not "a month before"."""
    if t.index < w.index or parse.children(t.index, "case"):
        return False
    before = parse.words[max(0, t.index - 4) : t.index]
    after = parse.words[t.index + 1] if t.index + 1 < len(parse.words) else t
    return any(x.upos == "NUM" for x in before) and after.lower not in {"ago", "after", "before", "earlier", "later"}
