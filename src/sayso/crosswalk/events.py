# SPDX-License-Identifier: Apache-2.0
"""What an event scheme would record of a claim: the event, by who to whom, and what its voices do by saying it.

CAMEO and PLOVER know no voices: "Lebanon said Israel attacked Syria" is one event in them, an accusation. A claim gives both:
the attack (Israel to Syria), and for an accusation, demand, promise or denial also the act of saying it (Lebanon to Israel).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.codebook import Codebook
from sayso.crosswalk.contexts import own_words, said_contexts
from sayso.crosswalk.schemes import Plover, becomes, plover
from sayso.model import Claim, Voice
from sayso.text import quote

REJECTING = "12"
"""The CAMEO root of who will not do a thing: "will reject the plan" refuses it, and threatens nothing."""

COOPERATIVE = ("03", "04", "05", "06", "07", "08", "15")
"""CAMEO roots of acts that one agrees to or refuses; 15, forces made ready, because they are offered to others too."""

ORDERS = ("order", "decree", "authori", "mandate", "rule")
"""How the cues begin by which somebody with the power to do so has a thing done: "the court ordered her release"."""

AGREED = "planned by “agree"
"""How a claim says that its actor has agreed to do it: that much a scheme records also of what it has no code for."""

SUFFERERS = ("target", "group", "to", "with", "from", "destination", "place", "origin", "object", "topic")
"""Roles in which stands to whom something is done, the surest first."""

SAID = {"accuses": "112", "suspects": "112", "denies": "120", "doubts": "120", "declines": "120"}
"""What it is in CAMEO to say something with such a stance; asking and promising depend on what is said."""


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event: its CAMEO code and PLOVER event, entity ids of who does it and to whom, in the order of how surely they are
    meant; `spoken`: it is an act of saying. `auxiliary`: PLOVER's auxiliary modes future, hypothetical, negation. `contexts`:
    those of its code, then those that the claim's own words say."""

    cameo: str
    plover: Plover
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    spoken: bool = False
    auxiliary: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


def coded(claim: Claim, codebook: Codebook, text: str) -> tuple[CodedEvent, ...]:
    """The events of a claim; empty where the schemes have no code for it. `text`: the report's."""
    events = _coded(claim, codebook, text)
    said = own_words(claim, text) if events else ""
    return tuple(replace(e, contexts=said_contexts(said, e.plover.contexts)) for e in events)


def _coded(claim: Claim, codebook: Codebook, text: str) -> tuple[CodedEvent, ...]:
    base = _told_apart(_base(claim, codebook), claim, text)
    if base and claim.modality == "requested" and claim.polarity == "yes" and (ordered := _ordered(claim, text)):
        return (_event(base, _ids(ordered.source), (*_fillers(claim, SUFFERERS), *_fillers(claim, ("actor",)))),)
    if not base and any(why.startswith(AGREED) for why in claim.why):
        return (_event("030", _fillers(claim, ("actor",)), _fillers(claim, SUFFERERS)),)
    if base and claim.modality == "planned" and claim.polarity == "yes" and _as_purpose(claim, text):
        return (_event(base, _fillers(claim, ("actor",)), _fillers(claim, SUFFERERS), auxiliary=("future",)),)
    return tuple(e for e in (*_done(claim, base), *_spoken(claim, base)) if e.cameo)


def coded_voice(voice: Voice, text: str) -> CodedEvent | None:
    """The act of a voice whose content is no claim: a demand, accusation or denial to whom it is addressed."""
    asked = "170" if _orders(voice, text) else "100"
    cameo = {**SAID, "asks": asked, "promises": "030"}.get(voice.stance, "")
    if not cameo:
        return None
    event = _event(cameo, _ids(voice.source), _ids(voice.to), spoken=True)
    said = " | ".join(quote(text, span) for span in voice.content)
    return replace(event, contexts=said_contexts(said, event.plover.contexts))


def _told_apart(base: str, claim: Claim, text: str) -> str:
    """A code that CAMEO divides by what no rule of ours sees: forces sent as peacekeepers are aid (074), exercises held by
    several together are cooperation (062)."""
    if base == "154" and any("peacekeep" in text[slice(*span)].lower() for span in claim.evidence[:1]):
        return "074"
    if base == "152" and len(claim.roles.get("actor", ())) > 1:
        return "062"
    return base


def _ordered(claim: Claim, text: str) -> Voice | None:
    """Who has it done by an order."""
    asking = (v for v in claim.voices[:1] if v.stance == "asks")
    return next((v for v in asking if _orders(v, text)), None)


def _orders(voice: Voice, text: str) -> bool:
    return text[slice(*voice.cue)].lower().startswith(ORDERS)


def _as_purpose(claim: Claim, text: str) -> bool:
    """Whether a claim is planned only by being what something done is for: "sent jets to destroy the reactor"."""
    return any(f"planned by “{word}”" in claim.why for word in text[slice(*claim.trigger)].split())


def _base(claim: Claim, codebook: Codebook) -> str:
    """The CAMEO code of the rule that made the claim."""
    code = codebook.codes.get(claim.code)
    if code is None:
        return ""
    own = next((p.cameo for p in code.patterns if p.id == claim.pattern), "")
    return own or code.cameo


def _done(claim: Claim, base: str) -> Iterator[CodedEvent]:
    """The event itself, as far as it is done, planned, threatened or refused by its own actor."""
    if not base:
        return
    actors, sufferers = _fillers(claim, ("actor",)), _fillers(claim, SUFFERERS)
    cooperative = base.startswith(COOPERATIVE)
    if claim.modality == "requested":
        if claim.voices and claim.voices[0].stance == "asks" and not claim.voices[0].to:
            yield _event(becomes(base, "asked"), _ids(claim.voices[0].source), (*actors, *sufferers), spoken=True)
        elif not claim.voices or claim.voices[0].stance != "asks":
            yield _event(becomes(base, "asked"), _ids(*(v.source for v in claim.voices)), (*actors, *sufferers), spoken=True)
        return
    if claim.modality == "threatened":
        yield _event(becomes(base, "threatened"), actors, sufferers)
    elif claim.polarity == "no":
        yield _event(becomes(base, "refused") if cooperative else "", actors, sufferers)
    elif claim.modality == "planned" and cooperative:
        yield _event(becomes(base, "agreed"), actors, sufferers)
    elif claim.modality == "planned":
        to_come = base if base.startswith(REJECTING) else becomes(base, "threatened")
        yield _event(to_come, actors, sufferers, auxiliary=("future",))
    else:
        yield _event(base, actors, sufferers, auxiliary=("hypothetical",) if claim.modality == "possible" else ())


def _spoken(claim: Claim, base: str) -> Iterator[CodedEvent]:
    """What the voices do by saying it."""
    accused = (*_fillers(claim, ("actor",)), *_fillers(claim, SUFFERERS))
    for voice in claim.voices:
        source, heard = _ids(voice.source), _ids(voice.to)
        if voice.stance == "asks" and base:
            yield _event(becomes(base, "asked"), source, (*heard, *accused), spoken=True)
        elif voice.stance == "promises" and base:
            yield _event(becomes(base, "agreed" if base.startswith(COOPERATIVE) else "threatened"), source,
                         (*heard, *_fillers(claim, SUFFERERS)), spoken=True)
        elif voice.stance in SAID:
            yield _event(SAID[voice.stance], source, (*accused, *heard), spoken=True)


def _event(cameo: str, sources: tuple[str, ...], targets: tuple[str, ...], *, spoken: bool = False,
           auxiliary: tuple[str, ...] = ()) -> CodedEvent:
    return CodedEvent(cameo, plover().get(cameo, Plover("", "", ())), sources, targets, spoken, auxiliary)


def _fillers(claim: Claim, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f.entity for role in roles for f in claim.roles.get(role, ()))


def _ids(*entities: str | None) -> tuple[str, ...]:
    return tuple(e for e in entities if e is not None)
