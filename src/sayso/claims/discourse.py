# SPDX-License-Identifier: Apache-2.0
"""Event nouns that point back: "the shelling", "their campaign" take their participants from what was told before.

By the guidelines such a noun is a claim only where it adds something or another voice says it, and then it has only the earlier
actor and target.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.commitment import Commitment
from sayso.claims.roles import Filling, Roles
from sayso.claims.triggers import Candidate
from sayso.model import Filler
from sayso.parse import Parse
from sayso.voices.frames import Frame

REACH = 8
"""Sentences back that an event noun may reach: about two paragraphs of a wire report."""

FAMILIES = (
    "violence.", "politics.meet", "politics.negotiate", "politics.agree", "politics.protest", "custody.", "movement.",
    "affiliation.",
)
"""Codes whose nouns point back; ties and supplies are told anew each time."""

DEFINITE = {"the", "this", "that", "these", "those", "such"}


@dataclass(frozen=True)
class Draft:
    """A claim before its id: what was matched, with words still as indices."""

    candidate: Candidate
    roles: Roles
    voices: tuple[Frame, ...]
    commitment: Commitment


def pointing(
    parse: Parse, filling: Filling, options: list[Candidate], drafts: list[Draft], voices: tuple[Frame, ...]
) -> tuple[Candidate, Roles] | None:
    """The reading of an event noun that has no participants of its own, or None where it points to nothing or adds nothing."""
    nouns = [
        c for c in options if c.pattern.kind == "noun" and c.code.code.startswith(FAMILIES) and "self" not in c.pattern.slots
    ]
    if not nouns:
        return None
    c = nouns[0]
    w = parse.words[c.index]
    if not definite(parse, c) and w.xpos not in {"NNS", "NNPS"}:
        return None
    earlier = _earlier(parse, c, drafts)
    if earlier is None:
        return None
    known = {_speaker(filling, g) for g in earlier.voices}
    adds = _own_place(filling, c) or any(f.source is not None and _speaker(filling, f) not in known for f in voices)
    if not adds:
        return None
    roles: Roles = {}
    for role in ("actor", "target"):
        fits = [f for f in earlier.roles.get(role, ()) if filling.entities[f.entity].type in c.code.roles.get(role, ())]
        if fits:
            roles[role] = [Filler(f.entity, f.span) for f in fits]
    if not roles:
        return None
    own = filling.partial(c)
    return c, {**roles, **own}


def _speaker(filling: Filling, f: Frame) -> str | None:
    found = filling.entity(f.speaker) if f.speaker is not None else None
    return found[0].id if found else None


def definite(parse: Parse, c: Candidate) -> bool:
    """Whether a noun is told as known: "the attack", "their campaign"."""
    return c.pattern.kind == "noun" and any(
        d.lower in DEFINITE or d.relation == "nmod:poss" for d in parse.children(c.index, "det", "nmod")
    )


def _earlier(parse: Parse, c: Candidate, drafts: list[Draft]) -> Draft | None:
    """The nearest earlier claim of the same code, else of the same family."""
    here = parse.words[c.index].sentence
    near = [
        d
        for d in reversed(drafts)
        if here - parse.words[d.candidate.index].sentence <= REACH
        and {"actor", "target"} & d.roles.keys()
        and d.commitment.polarity == "yes"
    ]
    exact = [d for d in near if d.candidate.code.code == c.code.code]
    kindred = [d for d in near if c.code.code.startswith("violence.") and d.candidate.code.code.startswith("violence.")]
    return next(iter(exact or kindred), None)


def _own_place(filling: Filling, c: Candidate) -> bool:
    return "place" in filling.partial(c)
