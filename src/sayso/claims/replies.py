# SPDX-License-Identifier: Apache-2.0
"""Which claim answers which: a confirmation, denial, doubt, refusal or retraction is linked to the claim that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.why import phrases
from sayso.model import ANSWERS, Answer, Claim
from sayso.parse import Parse
from sayso.text import one_line, quote

REACH = 4
"""Sentences back that a bare reply ("confirmed the report") may reach: replies follow what they answer closely."""


RETRACTING = ("retract", "recant", "withdr", "took back", "take back", "walk", "correct", "apolog", "disown")
"""Parts of words by which somebody takes back what was said."""


def answers(parse: Parse, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with `answers` filled in, and in `why` how each was found."""
    out: list[Claim] = []
    for k, c in enumerate(claims):
        how, kind, found = _answered(parse, c, claims[:k])
        for e in found[-1:]:
            line = phrases()[how].format(f"“{one_line(quote(parse.text, e.trigger))}”", kind=kind)
            c = replace(c, answers=(Answer(e.id, kind),), why=(*c.why, line))
        out.append(c)
    return tuple(out)


def _answered(parse: Parse, c: Claim, before: Sequence[Claim]) -> tuple[str, str, list[Claim]]:
    """What a claim may answer among those before it, the last one first of all: how it is known, with what kind of answer."""
    if c.code == "speech.reply":
        kind, here = _kind(parse, c), _sentence(parse, c)
        earlier = [
            e
            for e in before
            if not e.code.startswith(("tie.", "speech."))
            and 0 <= here - _sentence(parse, e) <= REACH
            and (kind == "retracts" or not _same_speaker(c, e))
        ]
        if shared := [e for e in earlier if _entities(e) & _entities(c, ("topic", "target"))]:
            return "answers-shared", kind, shared
        if said := [e for e in earlier if e.voices]:
            return "answers-said", kind, said
        # who declines to comment may be asked about what the report itself tells
        return "answers-nearest", kind, earlier if kind == "declines" else []
    stance = c.voices[0].stance if c.voices else ""
    if stance not in ANSWERS and (c.polarity == "yes" or not c.voices):
        return "answers-alike", stance, []
    alike = [e for e in before if e.code == c.code and _entities(e) & _entities(c) and not _same_speaker(c, e)]
    if stance in ANSWERS:
        return "answers-alike", stance, alike
    return "answers-negated", "denies", [e for e in alike if e.polarity == "yes"]


def _sentence(parse: Parse, c: Claim) -> int:
    return next((s.index for s in parse.sentences if s.start <= c.trigger[0] < s.end), 0)


def _entities(c: Claim, roles: tuple[str, ...] = ()) -> set[str]:
    return {f.entity for r, fs in c.roles.items() if not roles or r in roles for f in fs}


def _same_speaker(c: Claim, e: Claim) -> bool:
    speakers = (
        {f.entity for f in c.roles.get("actor", ())}
        if c.code == "speech.reply"
        else {c.voices[0].source}
        if c.voices
        else set()
    )
    return bool(e.voices) and e.voices[0].source in speakers


def _kind(parse: Parse, c: Claim) -> str:
    words = parse.text[slice(*c.trigger)].lower()
    if any(x in words for x in RETRACTING):
        return "retracts"
    if any(x in words for x in ("declin", "refus", "comment", "unavailab")):
        return "declines"
    if any(x in words for x in ("den", "reject", "dismiss", "refut")):
        return "denies"
    return "doubts" if any(x in words for x in ("doubt", "question", "disput")) else "confirms"
