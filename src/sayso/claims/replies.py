# SPDX-License-Identifier: Apache-2.0
"""Which claim answers which: a confirmation, denial, doubt, refusal or retraction is linked to the claim that it is about."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import ANSWERS, Answer, Claim
from sayso.parse import Parse

REACH = 4
"""Sentences back that a bare reply ("confirmed the report") may reach: replies follow what they answer closely."""


RETRACTING = ("retract", "recant", "withdr", "took back", "take back", "walk", "correct", "apolog", "disown")
"""Parts of words by which somebody takes back what was said."""


def answers(parse: Parse, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with `answers` filled in."""
    sentence = {c.id: _sentence(parse, c) for c in claims}
    out: list[Claim] = []
    for k, c in enumerate(claims):
        if c.code == "speech.reply":
            kind = _kind(parse, c)
            earlier = [
                e
                for e in claims[:k]
                if not e.code.startswith(("tie.", "speech."))
                and 0 <= sentence[c.id] - sentence[e.id] <= REACH
                and (kind == "retracts" or not _same_speaker(c, e))
            ]
            shared = [e for e in earlier if _entities(e) & _entities(c, ("topic", "target"))]
            # who declines to comment may be asked about what the report itself tells
            best = (shared or [e for e in earlier if e.voices] or (earlier if kind == "declines" else []))[-1:]
            c = replace(c, answers=tuple(Answer(e.id, kind) for e in best))
        elif c.voices and c.voices[0].stance in ANSWERS:
            same = [e for e in claims[:k] if e.code == c.code and _entities(e) & _entities(c) and not _same_speaker(c, e)]
            c = replace(c, answers=tuple(Answer(e.id, c.voices[0].stance) for e in same[-1:]))
        elif c.polarity == "no" and c.voices:
            same = [
                e
                for e in claims[:k]
                if e.code == c.code and e.polarity == "yes" and _entities(e) & _entities(c) and not _same_speaker(c, e)
            ]
            c = replace(c, answers=tuple(Answer(e.id, "denies") for e in same[-1:]))
        out.append(c)
    return tuple(out)


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
