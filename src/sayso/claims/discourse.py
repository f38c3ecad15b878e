# SPDX-License-Identifier: Apache-2.0
"""Event nouns that point back: "the shelling", "their campaign" take their participants from what was told before.

By the guidelines such a noun is a claim only where it adds something or another voice says it, and then it has only the earlier
actor and target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.commitment import Commitment
from sayso.claims.filled import Filled, Roles
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate
from sayso.parse import Parse
from sayso.syntax.paths import Path, step
from sayso.syntax.subjects import preposition
from sayso.voices.frames import Frame

REACH = 8
"""Sentences back that an event noun may reach: about two paragraphs of a wire report."""

FAMILIES = (
    "violence.", "politics.meet", "politics.negotiate", "politics.agree", "politics.protest", "custody.", "movement.",
    "affiliation.",
)
"""Codes whose nouns point back; ties and supplies are told anew each time."""

FRESH = {"any", "no", "some", "more", "another", "other", "further", "new", "several", "many", "various"}
"""Words by which a plural noun tells of events that were not told before."""

DEFINITE = {"the", "this", "that", "these", "those", "such"}


@dataclass(frozen=True)
class Draft:
    """A claim before its id: what was matched, with words still as indices. `notes`: what else makes it a claim, or this claim;
    each step is one."""

    candidate: Candidate
    roles: Roles
    voices: tuple[Frame, ...]
    commitment: Commitment
    notes: Path = ()


def pointing(
    parse: Parse, filling: Filling, options: list[Candidate], drafts: list[Draft], voices: tuple[Frame, ...]
) -> tuple[Candidate, Roles] | None:
    """The reading of an event noun that has no participants of its own, or None where it points to nothing or adds nothing."""
    nouns = [
        c for c in options if c.pattern.kind == "noun" and c.code.code.startswith(FAMILIES) and "self" not in c.pattern.slots
    ]
    if not nouns:
        return None
    told_of = [n for n in nouns if earlier(parse, n, drafts) is not None]
    same = [n for n in told_of if _same_sense(parse, n, drafts)]
    if not same and len({n.code.code for n in nouns}) > 1:
        return None
    c = (same or told_of or nouns)[0]
    w = parse.words[c.index]
    fresh = any(d.lower in FRESH for d in parse.children(c.index, "det", "amod")) or bool(parse.children(c.index, "nummod"))
    if not definite(parse, c) and (fresh or w.xpos not in {"NNS", "NNPS"}):
        return None
    own = filling.partial(c)
    told = earlier(parse, c, drafts)
    if told is None or _elsewhere(own, told.roles):
        return None
    known = {_speaker(filling, g) for g in told.voices}
    adds = "place" in own or any(f.source is not None and _speaker(filling, f) not in known for f in voices)
    if not adds:
        return None
    roles: Roles = {}
    for role in ("actor", "target"):
        fits = [f for f in told.roles.get(role, ()) if filling.entities[f.entity].type in c.code.roles.get(role, ())]
        if fits:
            back = step("earlier", told.candidate.index, c.index)
            roles[role] = [Filled(f.entity, f.span, path=back) for f in fits]
    if not roles:
        return None
    return c, {**roles, **own}


def _same_sense(parse: Parse, c: Candidate, drafts: Sequence[Draft]) -> bool:
    """Whether the word was told in this sense before: "the strike" of the dockers is no strike from the air."""
    told = earlier(parse, c, drafts)
    return told is not None and told.candidate.code.code == c.code.code


def _speaker(filling: Filling, f: Frame) -> str | None:
    found = filling.entity(f.speaker) if f.speaker is not None else None
    return found[0].id if found else None


def definite(parse: Parse, c: Candidate) -> bool:
    """Whether a noun is told as known: "the attack", "their campaign"; not "the use of force", where "the" looks forward."""
    if c.pattern.kind != "noun":
        return False
    forward = any(preposition(parse, d.index) == "of" for d in parse.children(c.index, "nmod"))
    return any(d.relation == "nmod:poss" or d.lower in DEFINITE and not (forward and d.lower == "the")
               for d in parse.children(c.index, "det", "nmod"))


def earlier(parse: Parse, c: Candidate, drafts: Sequence[Draft]) -> Draft | None:
    """The nearest earlier claim told by the same noun, else of the same code, else of the same family."""
    here = parse.words[c.index].sentence
    near = [
        d
        for d in reversed(drafts)
        if here - parse.words[d.candidate.index].sentence <= REACH
        and {"actor", "target"} & d.roles.keys()
        and d.commitment.polarity == "yes"
    ]
    exact = [d for d in near if d.candidate.code.code == c.code.code]
    lemma = parse.words[c.index].lemma.lower()
    exact = [d for d in exact if parse.words[d.candidate.index].lemma.lower() == lemma] or exact
    happened = [d for d in near if d.commitment.modality == "actual" and d.candidate.code.code.startswith("violence.")]
    kindred = happened if c.code.code.startswith("violence.") else []
    return next(iter(exact or kindred), None)


def _elsewhere(own: Roles, earlier: Roles) -> bool:
    """Whether an event noun names a place that is not the earlier claim's: "the attack in Gao" is not the one in Kidal."""
    places = [{f.entity for f in roles.get("place", ())} for roles in (own, earlier)]
    return all(places) and not places[0] & places[1]
